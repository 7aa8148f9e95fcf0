package docx

import (
	"strconv"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// imprint writes 版记 (7.4) as a table in a box that stands at the foot of the page
// of the document's last paragraph: its last rule lies on the type area's bottom. The
// text keeps clear of it, so that it goes to the next page with the last lines where
// there is no room. The box is put into that paragraph, which is written already.
func (w *writer) imprint(i *doc.Imprint) {
	end := len(w.b) - len(paragraphEnd)
	w.b = w.b[:end]
	lines := 0
	if len(i.Names()) > 0 {
		lines = w.ruler.ImprintLines(i)
	}
	height := standard.Length(lines) * standard.ImprintLine
	if i.Printer != "" || i.Printed != "" {
		height += standard.ImprintLine
	}
	p := place{x: standard.MarginLeft, y: standard.MarginTop + standard.AreaHeight - height, width: standard.AreaWidth, height: height, onPage: true, wrap: "wrapTopAndBottom", name: "imprint"}
	w.textBox(p, shapeOf("rect", p.width, p.height, noFill, noLine), `anchor="t"`, func() { w.imprintTable(i, lines) })
	w.b.add(paragraphEnd)
}

func (w *writer) imprintTable(i *doc.Imprint, lines int) {
	half := twips(standard.AreaWidth) / 2
	columns := []int{half, twips(standard.AreaWidth) - half}
	one := standard.SizeSmall // one character in from both sides
	edge := func(side string, weight standard.Length, is bool) string {
		if !i.Ruled || !is {
			return ""
		}
		return `<w:` + side + ` w:val="single" w:sz="` + eighths(weight) + `" w:space="0" w:color="000000"/>`
	}
	edges := func(top, bottom string) string {
		if top+bottom == "" {
			return ""
		}
		return `<w:tcBorders>` + top + bottom + `</w:tcBorders>`
	}
	foot := i.Printer != "" || i.Printed != ""
	w.tableStart(columns, "")
	if names := i.Names(); len(names) > 0 {
		w.rowStart(lines*twips(standard.ImprintLine), "exact")
		w.cellStart(columns[0]+columns[1], `<w:gridSpan w:val="2"/>`, edges(edge("top", standard.ThickRule, true), edge("bottom", standard.ThickRule, !foot)))
		// Lines of exact height hold their text low: it is raised to the middle.
		look := `<w:position w:val="` + strconv.Itoa(int((emTop(standard.ImprintLine, one)-(standard.ImprintLine-one)/2)*2/standard.Pt)) + `"/>`
		for _, n := range names {
			label := w.ruler.Width(n.Label, faceOf(false), one)
			w.paragraph(para{style: styleImprint, left: twips(one + label), right: twips(one), first: -twips(label)}, run{text: n.Label + n.Text, look: look})
		}
		w.b.add(`</w:tc></w:tr>`)
	}
	if foot {
		top := edge("top", standard.ThickRule, true)
		if len(i.Names()) > 0 {
			top = edge("top", standard.ThinRule, true)
		}
		w.rowStart(twips(standard.ImprintLine), "exact")
		for c, s := range []string{i.Printer, i.Printed} {
			p := para{style: styleImprint, left: twips(one), jc: "left", exact: twips(24 * standard.Pt)}
			if c == 1 {
				p.left, p.right, p.jc = 0, twips(one), "right"
			}
			w.cellStart(columns[c], "", edges(top, edge("bottom", standard.ThickRule, true)))
			w.paragraph(p, text(s))
			w.b.add(`</w:tc>`)
		}
		w.b.add(`</w:tr>`)
	}
	w.b.add(`</w:tbl>`)
	w.paragraph(para{style: styleGap})
}
