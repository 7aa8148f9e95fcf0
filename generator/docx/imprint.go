package docx

import (
	"strconv"
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// wordGaps is what programs add to 印发日期 between figures and characters, a quarter of an
// em at each.
const wordGaps = standard.SizeSmall * 3 / 2

// imprint writes 版记 (7.4) as a table in a box that stands at the foot of the page
// of the document's last paragraph: its last rule lies on the type area's bottom. The
// text keeps clear of it, so that it goes to the next page with the last lines where
// there is no room. The box is put into that paragraph, which is written already. One
// higher than a page has no box, which programs would cut off: it stands under the text.
func (w *writer) imprint(i *doc.Imprint) {
	lines := 0
	if len(i.Names()) > 0 {
		lines = w.ruler.ImprintLines(i)
	}
	height := standard.Length(lines) * standard.ImprintLine
	if i.Printer != "" || i.Printed != "" {
		height += standard.Length(max(1, len(w.ruler.PrinterLines(i, wordGaps)))) * standard.ImprintLine
	}
	if height > standard.AreaHeight {
		w.imprintTable(i, 0)
		return
	}
	w.b = w.b[:len(w.b)-len(paragraphEnd)]
	p := place{x: standard.MarginLeft, y: standard.MarginTop + standard.AreaHeight - height, width: standard.AreaWidth, height: height, onPage: true, wrap: "wrapTopAndBottom", name: "imprint"}
	w.textBox(p, shapeOf("rect", p.width, p.height, noFill, noLine), `anchor="t"`, func() { w.imprintTable(i, lines) })
	w.b.add(paragraphEnd)
}

// imprintTable writes the table, with so many lines of names; 0 where its row may go over
// the page.
func (w *writer) imprintTable(i *doc.Imprint, lines int) {
	one := standard.SizeSmall // one character in from both sides
	// 印发机关 has the room that 印发日期 leaves, its returns as the pages have them.
	date := w.ruler.Width(i.Printed, faceOf(false), one) + one + wordGaps
	columns := []int{twips(standard.AreaWidth - date), twips(standard.AreaWidth) - twips(standard.AreaWidth-date)}
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
	// Lines of exact height hold their text low: it is raised to the middle.
	look := `<w:position w:val="` + strconv.Itoa(int((emTop(standard.ImprintLine, one)-(standard.ImprintLine-one)/2)*2/standard.Pt)) + `"/>`
	foot := i.Printer != "" || i.Printed != ""
	w.tableStart(columns, "")
	if names := i.Names(); len(names) > 0 {
		if lines > 0 {
			w.rowStart(lines*twips(standard.ImprintLine), "exact")
		} else {
			w.b.add(`<w:tr>`)
		}
		w.cellStart(columns[0]+columns[1], `<w:gridSpan w:val="2"/>`, edges(edge("top", standard.ThickRule, true), edge("bottom", standard.ThickRule, !foot)))
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
		printer := w.ruler.PrinterLines(i, wordGaps)
		n := max(1, len(printer))
		w.rowStart(n*twips(standard.ImprintLine), "exact")
		// The date stands on the last line.
		for c, s := range []string{strings.Join(printer, "\n"), i.Printed} {
			p := para{style: styleImprint, left: twips(one), jc: "left", exact: twips(24 * standard.Pt)}
			r := text(s)
			if n > 1 {
				p.exact, r.look = 0, look
			}
			if c == 1 {
				p.left, p.right, p.jc, p.before = 0, twips(one), "right", (n-1)*twips(standard.ImprintLine)
			}
			w.cellStart(columns[c], "", edges(top, edge("bottom", standard.ThickRule, true)))
			w.paragraph(p, r)
			w.b.add(`</w:tc>`)
		}
		w.b.add(`</w:tr>`)
	}
	w.b.add(`</w:tbl>`)
	w.paragraph(para{style: styleGap})
}
