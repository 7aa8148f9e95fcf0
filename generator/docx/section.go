package docx

import (
	"fmt"
	"strconv"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// section writes the properties of the section that ends here: the page, the grid
// of 22 lines, and the folios.
func (w *writer) section() {
	first := w.sections == 0
	w.sections++
	b := &w.b
	b.add(`<w:sectPr>`)
	turned := ""
	if w.lying {
		turned = "turned"
	}
	b.add(`<w:footerReference w:type="default" r:id="`, w.footer("odd"+turned), `"/><w:footerReference w:type="even" r:id="`, w.footer("even"+turned), `"/>`)
	plain := first && w.d.Layout.Folio.NotFirst
	if plain {
		b.add(`<w:footerReference w:type="first" r:id="`, w.footer("none"), `"/>`)
	}
	width, height := twips(standard.PaperWidth), twips(standard.PaperHeight)
	top, right, bottom, left := twips(pageTop), twips(pageRight), twips(pageBottom), twips(standard.MarginLeft)
	if w.lying { // the head of a turned table lies along the upright page's left edge, clause 8
		b.add(fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>`, height, width))
		top, right, bottom, left = twips(standard.MarginLeft), twips(standard.MarginTop), twips(pageRight), twips(standard.PaperHeight-standard.MarginTop-standard.AreaHeight)
	} else {
		b.add(fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"/>`, width, height))
	}
	b.add(fmt.Sprintf(`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="%d" w:gutter="0"/>`, top, right, bottom, left, twips(folioAt)))
	if plain {
		b.add(`<w:titlePg/>`)
	}
	// 22 lines of 592 twips fill the area's height; 593 would leave 21.
	b.add(`<w:docGrid w:type="lines" w:linePitch="`, strconv.Itoa(row), `"/></w:sectPr>`)
}

// endSection ends the section with a line of no height.
func (w *writer) endSection() {
	w.b.add(`<w:p><w:pPr><w:pStyle w:val="`, styleGap, `"/>`)
	w.section()
	w.b.add(`</w:pPr>`, paragraphEnd)
	w.lying, w.newPage = false, false
}

// beginLandscape ends the upright section before a turned table.
func (w *writer) beginLandscape() {
	if w.lying {
		w.newPage = true // a page of its own
		return
	}
	if w.hasBody() {
		w.endSection()
	}
	w.lying = true
}

// hasBody tells whether anything stands in the document yet.
func (w *writer) hasBody() bool {
	const start = "<w:body>"
	n := len(w.b) - len(start)
	return n < 0 || string(w.b[n:]) != start
}

// footer is the relation of a footer: odd, even, none, and the first two turned.
func (w *writer) footer(kind string) string {
	if id, ok := w.footers[kind]; ok {
		return id
	}
	file := "footer" + strconv.Itoa(len(w.footers)+1) + ".xml"
	id := w.related("/footer", file)
	if w.footers == nil {
		w.footers = map[string]string{}
	}
	w.footers[kind] = id
	w.parts = append(w.parts, part{name: "word/" + file, content: word + "footer+xml", data: footerPart(kind, w.d.Layout.Folio), shared: true})
	return id
}

// footerPart has the folio in a field: on odd pages one character from the right,
// on even ones from the left (7.5). On landscape pages it stands where it does on
// the upright page: beside the table, turned.
func footerPart(kind string, f doc.Folio) []byte {
	w := &writer{}
	w.b.add(xmlHead, `<w:ftr `, nsMain, `>`)
	one := twips(standard.SizeSmall)
	odd := para{style: styleFolio, jc: "right", right: one}
	even := para{style: styleFolio, jc: "left", left: one}
	switch kind {
	case "odd":
		w.folio(odd, f)
	case "even":
		w.folio(even, f)
	case "oddturned":
		w.turnedFolio(odd, f)
	case "eventurned":
		w.turnedFolio(even, f)
	default:
		w.paragraph(para{style: styleFolio})
	}
	w.b.add(`</w:ftr>`)
	return w.b
}

func (w *writer) folio(p para, f doc.Folio) {
	w.b.add(`<w:p>`)
	w.properties(&p)
	w.run(text(f.Before))
	for _, s := range []string{`<w:fldChar w:fldCharType="begin"/>`, `<w:instrText xml:space="preserve"> PAGE </w:instrText>`, `<w:fldChar w:fldCharType="separate"/>`, `<w:t>1</w:t>`, `<w:fldChar w:fldCharType="end"/>`} {
		w.b.add(`<w:r>`, s, `</w:r>`)
	}
	w.run(text(f.After))
	w.b.add(paragraphEnd)
}

// turnedFolio sets the folio in a box beside the area, read from the page's right.
func (w *writer) turnedFolio(p para, f doc.Folio) {
	w.b.add(`<w:p>`)
	w.properties(&para{style: styleFolio})
	// LibreOffice loses the place of a box that no text wraps around. The upright
	// page's bottom is the landscape page's left edge.
	dashes := standard.PaperHeight - standard.MarginTop - standard.AreaHeight - standard.FolioBelow
	at := place{x: dashes - standard.SizeSmall/2, y: standard.MarginLeft, width: standard.SizeSmall, height: standard.AreaWidth, onPage: true, wrap: `wrapSquare wrapText="bothSides"`, name: "folio"}
	w.textBox(at, shapeOf("rect", at.width, at.height, noFill, noLine), `vert="vert"`, func() { w.folio(p, f) })
	w.b.add(paragraphEnd)
}
