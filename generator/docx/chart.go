package docx

import (
	"math"
	"strconv"
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

func init() { places((*writer).chart) }

// mostUpright is how many categories stand side by side with their names.
const mostUpright = 14

// chart writes a chart as a chart: its numbers stand in it and in a workbook inside
// the file, so that they can be changed. Series differ by fill and hatch, as they do
// on our pages, so that a grey print tells them apart.
func (w *writer) chart(c *doc.Chart) {
	w.charts++
	name := "chart" + strconv.Itoa(w.charts)
	d := chartData(c)
	id := w.related("/chart", "charts/"+name+".xml")
	w.parts = append(w.parts,
		part{name: "word/charts/" + name + ".xml", content: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", data: w.chartPart(c, d)},
		part{name: "word/charts/_rels/" + name + ".xml.rels", data: relationships([]relation{{relations + "/package", "../embeddings/" + name + ".xlsx"}})},
		part{name: "word/embeddings/" + name + ".xlsx", data: d.workbook()})
	if unit := c.UnitWords(); unit != "" && c.Kind != "pie" {
		w.paragraph(para{style: styleUnit}, text(unit))
	}
	w.b.add(`<w:p>`)
	w.properties(&para{style: styleFigure, keepNext: c.Title != ""})
	w.inline(name, c.Title, uriChart, standard.AreaWidth, chartHeight(c), func() {
		w.b.add(`<c:chart xmlns:c="`, nsChart, `" r:id="`, id, `"/>`)
	})
	w.b.add(paragraphEnd)
	w.caption(c.FullCaption())
}

const nsChart = "http://schemas.openxmlformats.org/drawingml/2006/chart"

// lies tells a chart whose bars lie: there are too many names to stand side by side.
func lies(c *doc.Chart) bool {
	return c.Kind == "hbar" || c.Kind == "bar" && len(c.Categories) > mostUpright
}

// chartHeight is a chart's height in whole grid rows, its unit and caption beside it.
func chartHeight(c *doc.Chart) standard.Length {
	rows := 8
	if lies(c) {
		each := max(15, 11*len(c.Series)+6)
		rows = min(19, max(3, (each*len(c.Categories)*int(standard.Pt)+40*int(standard.Pt))/int(standard.RowHeight)))
	}
	return standard.Length(rows) * standard.RowHeight
}

// data is a chart's table: names of series and categories, and the numbers.
type data struct {
	series, categories []string
	values             [][]doc.Value // by category, then by series
	formats            []string      // of each series
}

func chartData(c *doc.Chart) *data {
	d := &data{series: c.Series, categories: c.Categories, values: c.Values}
	if c.Kind == "pie" {
		d = &data{series: c.Series[:1]}
		for _, s := range c.Shares {
			d.categories = append(d.categories, s.Words)
			d.values = append(d.values, []doc.Value{{Number: s.Number, Has: true}})
		}
	}
	for k := range d.series {
		d.formats = append(d.formats, d.format(k))
	}
	return d
}

// format is how a series' figures are written, found from their texts.
func (d *data) format(k int) string {
	places, percent, thousands := 0, len(d.values) > 0, false
	for _, row := range d.values {
		s := row[k].Text
		if !row[k].Has || s == "" {
			continue
		}
		percent = percent && strings.HasSuffix(s, "%")
		thousands = thousands || strings.Contains(s, ",")
		if _, after, ok := strings.Cut(strings.TrimSuffix(s, "%"), "."); ok {
			places = max(places, len(after))
		}
	}
	f := "0"
	if thousands {
		f = "#,##0"
	}
	if places > 0 {
		f += "." + strings.Repeat("0", places)
	}
	if percent && d.values[0][k].Text != "" {
		f += `"%"`
	}
	return f
}

func number(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// column is a column's letter; a chart has few.
func column(i int) string { return string(rune('A' + i)) }

// fills are how series and slices differ: a solid grey, or a hatch on white.
var fills = [doc.MostShares]string{
	solid(standard.DarkGrey), hatch("wdUpDiag"), solid(standard.LightGrey), hatch("diagCross"),
	solid(standard.MidGrey), hatch("wdDnDiag"), solid(standard.PaleGrey), solid(standard.White),
}

func hatch(preset string) string {
	ink := func(i standard.Ink) string { return `<a:srgbClr val="` + colour(i) + `"/>` }
	return `<a:pattFill prst="` + preset + `"><a:fgClr>` + ink(standard.Black) + `</a:fgClr><a:bgClr>` + ink(standard.White) + `</a:bgClr></a:pattFill>`
}

var outline = stroke(standard.Black, 6*standard.Pt/10, "solid")

// gap is the blank between categories in hundredths of a bar: bars take seven
// tenths of the room, and few bars are not wider than 28 pt.
func (d *data) gap() int {
	n := len(d.series)
	slot := float64(standard.AreaWidth) / float64(len(d.categories))
	bar := min(slot*7/10/float64(n), float64(28*standard.Pt))
	return min(500, int((slot/bar-float64(n))*100))
}

// step is the distance of an axis' marks where the program would choose parts of
// whole numbers, 0 where it chooses well.
func (d *data) step() int {
	most := 0.0
	for _, row := range d.values {
		for _, v := range row {
			if v.Number != math.Trunc(v.Number) {
				return 0
			}
			most = max(most, math.Abs(v.Number))
		}
	}
	if most > 6 {
		return 0
	}
	return 1
}

// dashes and marks are how lines differ.
var (
	dashes = [...]string{"solid", "dash", "sysDot", "lgDash"}
	marks  = [...]string{"circle", "square", "triangle", "diamond"}
)

// chartPart is the chart's own part.
func (w *writer) chartPart(c *doc.Chart, d *data) []byte {
	var b buffer
	b.add(xmlHead, `<c:chartSpace xmlns:c="`, nsChart, `" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="`, relations, `">`,
		`<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>`)
	switch {
	case c.Kind == "pie":
		b.add(`<c:pieChart><c:varyColors val="1"/>`)
		b.series(d, 0, "pie")
		b.add(`<c:firstSliceAng val="0"/></c:pieChart>`)
	case c.Kind == "line":
		b.add(`<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>`)
		for k := range d.series {
			b.series(d, k, "line")
		}
		b.add(`<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>`)
		b.axes(false, d.step())
	default:
		direction := "col"
		if lies(c) {
			direction = "bar"
		}
		b.add(`<c:barChart><c:barDir val="`, direction, `"/><c:grouping val="clustered"/><c:varyColors val="0"/>`)
		for k := range d.series {
			b.series(d, k, "bar")
		}
		b.add(`<c:gapWidth val="`, strconv.Itoa(d.gap()), `"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`)
		b.axes(lies(c), d.step())
	}
	b.add(`</c:plotArea>`)
	switch {
	case c.Kind == "pie":
		b.add(`<c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend>`)
	case len(d.series) > 1:
		b.add(`<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>`)
	}
	f := w.options.Fonts
	b.add(`<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>`,
		`<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1050">`, solid(standard.Black), `<a:latin typeface="`, escape(f.Latin), `"/><a:ea typeface="`, escape(f.FangSong), `"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`,
		`<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`)
	return b
}

// series writes one series of a kind of chart.
func (b *buffer) series(d *data, k int, kind string) {
	n := strconv.Itoa(k)
	last := strconv.Itoa(len(d.categories) + 1)
	b.add(`<c:ser><c:idx val="`, n, `"/><c:order val="`, n, `"/><c:tx><c:strRef><c:f>Sheet1!$`, column(k+1), `$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>`)
	b.escaped(d.series[k])
	b.add(`</c:v></c:pt></c:strCache></c:strRef></c:tx>`)
	switch kind {
	case "line":
		look := stroke(standard.Black, 12*standard.Pt/10, dashes[k%len(dashes)])
		b.add(`<c:spPr>`, look, `</c:spPr><c:marker><c:symbol val="`, marks[k%len(marks)], `"/><c:size val="6"/><c:spPr>`, fills[k], outline, `</c:spPr></c:marker>`)
	case "pie":
		for i := range d.categories {
			b.add(`<c:dPt><c:idx val="`, strconv.Itoa(i), `"/><c:bubble3D val="0"/><c:spPr>`, fills[i], outline, `</c:spPr></c:dPt>`)
		}
	default:
		b.add(`<c:spPr>`, fills[k], outline, `</c:spPr><c:invertIfNegative val="0"/>`)
	}
	if kind == "bar" || kind == "line" && len(d.series) == 1 && len(d.categories) <= mostUpright {
		b.add(`<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`)
		if kind == "line" {
			b.add(`<c:dLblPos val="t"/>`)
		}
		b.add(`<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`)
	}
	count := strconv.Itoa(len(d.categories))
	b.add(`<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$`, last, `</c:f><c:strCache><c:ptCount val="`, count, `"/>`)
	for i, name := range d.categories {
		b.add(`<c:pt idx="`, strconv.Itoa(i), `"><c:v>`)
		b.escaped(name)
		b.add(`</c:v></c:pt>`)
	}
	b.add(`</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!$`, column(k+1), `$2:$`, column(k+1), `$`, last, `</c:f><c:numCache><c:formatCode>`)
	b.escaped(d.formats[k])
	b.add(`</c:formatCode><c:ptCount val="`, count, `"/>`)
	for i, row := range d.values {
		if row[k].Has {
			b.add(`<c:pt idx="`, strconv.Itoa(i), `"><c:v>`, number(row[k].Number), `</c:v></c:pt>`)
		}
	}
	b.add(`</c:numCache></c:numRef></c:val>`)
	if kind == "line" {
		b.add(`<c:smooth val="0"/>`)
	}
	b.add(`</c:ser>`)
}

// axes writes the axis of categories and that of values. Lying bars stand in the
// order of the table, from the top.
func (b *buffer) axes(lying bool, step int) {
	category, value, orientation := "b", "l", "minMax"
	if lying {
		category, value, orientation = "l", "t", "maxMin"
	}
	line := `<c:spPr>` + outline + `</c:spPr>`
	b.add(`<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="`, orientation, `"/></c:scaling><c:delete val="0"/><c:axPos val="`, category, `"/><c:numFmt formatCode="General" sourceLinked="0"/>`,
		`<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>`, line, `<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`)
	b.add(`<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling>`)
	if lying { // the figures stand at the bars' ends
		b.add(`<c:delete val="1"/>`)
	} else {
		b.add(`<c:delete val="0"/>`)
	}
	b.add(`<c:axPos val="`, value, `"/>`)
	if !lying {
		b.add(`<c:majorGridlines><c:spPr>`, stroke(standard.LightGrey, 3*standard.Pt/10, "solid"), `</c:spPr></c:majorGridlines>`)
	}
	b.add(`<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>`, line, `<c:crossAx val="1"/><c:crosses val="autoZero"/>`)
	if step > 0 {
		b.add(`<c:crossBetween val="between"/><c:majorUnit val="`, strconv.Itoa(step), `"/></c:valAx>`)
		return
	}
	b.add(`<c:crossBetween val="between"/></c:valAx>`)
}
