package docx

import (
	"strconv"
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// para is a paragraph's properties beside its style's; lengths are in twips.
type para struct {
	style       string
	keepNext    bool
	frame       string // framePr's attributes
	border      string // pBdr's children
	tabs        []tab
	before      int
	after       int
	exact       int // line height; 0 = the style's
	offGrid     bool
	left, right int
	first       int  // of the first line beside left; negative hangs
	flush       bool // without the style's indents
	jc          string
}

// tab is a tab stop: text begins there, or ends there.
type tab struct {
	at    int
	right bool
}

// tabsAt are stops where text begins.
func tabsAt(places ...standard.Length) []tab {
	out := make([]tab, len(places))
	for i, at := range places {
		out[i].at = twips(at)
	}
	return out
}

// properties writes pPr with its children in the schema's order.
func (w *writer) properties(p *para) {
	b := &w.b
	b.add(`<w:pPr><w:pStyle w:val="`, p.style, `"/>`)
	if p.keepNext {
		b.add(`<w:keepNext/>`)
	}
	if w.newPage {
		b.add(`<w:pageBreakBefore/>`)
		w.newPage = false
	}
	if p.frame != "" {
		b.add(`<w:framePr `, p.frame, `/>`)
	}
	if p.border != "" {
		b.add(`<w:pBdr>`, p.border, `</w:pBdr>`)
	}
	if len(p.tabs) > 0 {
		b.add(`<w:tabs>`)
		for _, t := range p.tabs {
			side := "left"
			if t.right {
				side = "right"
			}
			b.add(`<w:tab w:val="`, side, `" w:pos="`, strconv.Itoa(t.at), `"/>`)
		}
		b.add(`</w:tabs>`)
	}
	if p.offGrid {
		b.add(exact)
	}
	if p.before != 0 || p.after != 0 || p.exact != 0 {
		b.add(`<w:spacing`)
		if p.before != 0 {
			b.number("w:before", max(0, p.before))
		}
		if p.after != 0 {
			b.number("w:after", max(0, p.after))
		}
		if p.exact != 0 {
			b.number("w:line", p.exact)
			b.add(` w:lineRule="exact"`)
		}
		b.add(`/>`)
	}
	if p.flush || p.left != 0 || p.right != 0 || p.first != 0 {
		b.add(`<w:ind w:firstLineChars="0"`)
		b.number("w:left", p.left)
		if p.flush || p.right != 0 {
			b.number("w:right", p.right)
		}
		if p.first < 0 {
			b.number("w:hanging", -p.first)
		} else {
			b.number("w:firstLine", p.first)
		}
		b.add(`/>`)
	}
	if p.jc != "" {
		b.add(jc(p.jc))
	}
	b.add(`</w:pPr>`)
}

// run is text in one look.
type run struct {
	text  string
	style string // of characters; "" = the paragraph's
	look  string // properties behind the fonts, in their order
}

func text(s string) run { return run{text: s} }

// paragraph writes a paragraph of runs.
func (w *writer) paragraph(p para, runs ...run) {
	w.b.add(`<w:p>`)
	w.properties(&p)
	for _, r := range runs {
		w.run(r)
	}
	w.b.add(paragraphEnd)
}

// blank writes n empty lines that stay with what follows.
func (w *writer) blank(n int, style string) {
	for range n {
		w.paragraph(para{style: style, keepNext: true})
	}
}

// run writes a run; line breaks in its text are breaks, tabs move to tab stops.
func (w *writer) run(r run) {
	if r.text == "" {
		return
	}
	b := &w.b
	b.add(`<w:r>`)
	hint := hasAmbiguous(r.text)
	if r.style != "" || hint || r.look != "" {
		b.add(`<w:rPr>`)
		if r.style != "" {
			b.add(`<w:rStyle w:val="`, r.style, `"/>`)
		}
		if hint {
			b.add(`<w:rFonts w:hint="eastAsia"/>`)
		}
		b.add(r.look, `</w:rPr>`)
	}
	for i, part := range strings.Split(r.text, "\n") {
		if i > 0 {
			b.add(`<w:br/>`)
		}
		for k, piece := range strings.Split(part, "\t") {
			if k > 0 {
				b.add(`<w:tab/>`)
			}
			if piece != "" {
				b.add(`<w:t xml:space="preserve">`)
				b.escaped(piece)
				b.add(`</w:t>`)
			}
		}
	}
	b.add(`</w:r>`)
}

// spanRuns are spans as runs; base is the style of plain ones.
func spanRuns(label string, spans []doc.Span, base string) []run {
	var runs []run
	if label != "" {
		runs = append(runs, run{text: label, style: base})
	}
	for _, s := range spans {
		style := base
		switch s.Style {
		case doc.Strong:
			style = charHei
		case doc.Stress:
			style = charKai
		}
		// A tab of the source is a blank: only our own move to tab stops.
		plain := strings.ReplaceAll(s.Text, "\t", " ")
		if n := len(runs); n > 0 && runs[n-1].style == style {
			runs[n-1].text += plain
		} else {
			runs = append(runs, run{text: plain, style: style})
		}
	}
	return runs
}

// marked writes runs between a bookmark's ends.
func (w *writer) marked(name string, runs ...run) {
	w.marks++
	id := strconv.Itoa(w.marks)
	w.b.add(`<w:bookmarkStart w:id="`, id, `" w:name="`, name, id, `"/>`)
	for _, r := range runs {
		w.run(r)
	}
	w.b.add(`<w:bookmarkEnd w:id="`, id, `"/>`)
}

// closes tells whether what follows takes the lines before it along.
func (w *writer) closes() bool {
	switch w.next.(type) {
	case *doc.Closing, *doc.Signatures, *doc.Attachments:
		return true
	}
	return false
}

// opens tells whether the first page may have no other text than what is written: it
// stays there (7.3.3) and leaves 附件说明 to stand with what closes the paper.
func (w *writer) opens() bool {
	_, list := w.next.(*doc.Attachments)
	switch w.last.(type) {
	case *doc.Recipients, *doc.Title:
		return list
	}
	return false
}

// headingFaces is the character style of a heading that runs into its paragraph.
var headingFaces = [...]string{1: charHei, 2: charKai, 3: "", 4: ""}

func init() {
	places(func(w *writer, h *doc.Heading) {
		w.b.add(`<w:p>`)
		w.properties(&para{style: headingStyle(h.Level)})
		w.marked("heading", spanRuns(h.Label, h.Spans, "")...)
		w.b.add(paragraphEnd)
	})
	places(func(w *writer, p *doc.Paragraph) {
		w.b.add(`<w:p>`)
		w.properties(&para{style: styleBody, keepNext: w.closes() && !w.opens()})
		if h := p.Heading; h != nil {
			w.marked("heading", spanRuns(h.Label, h.Spans, headingFaces[h.Level])...)
		}
		for _, r := range spanRuns(p.Label, p.Spans, "") {
			w.run(r)
		}
		w.b.add(paragraphEnd)
	})
	places(func(w *writer, r *doc.Recipients) { w.paragraph(para{style: styleTo}, text(r.Text)) })
	places(func(w *writer, a *doc.Attachments) {
		w.blank(1, styleList)
		for i, item := range a.Items {
			first, label := 2*standard.Cell, a.Label
			if i > 0 {
				first, label = 5*standard.Cell, ""
			}
			rest := 5*standard.Cell + w.ruler.Body(item.Number)
			w.paragraph(para{style: styleList, keepNext: w.closes(), left: twips(rest), first: twips(first) - twips(rest)}, text(label+item.Number+item.Name))
		}
	})
	places(func(w *writer, a *doc.Attendance) {
		w.blank(1, styleAttendance)
		for _, l := range a.Lists {
			rest := 2*standard.Cell + w.ruler.Body(l.Label)
			w.paragraph(para{style: styleAttendance, left: twips(rest), first: twips(2*standard.Cell) - twips(rest)}, run{text: l.Label, style: charHei}, text(l.Text))
		}
	})
	places(func(w *writer, a *doc.Attachment) {
		w.newPage = true
		w.b.add(`<w:p>`)
		w.properties(&para{style: styleAttachment})
		w.marked("attachment", text(a.Label))
		w.b.add(paragraphEnd)
		if a.Title == "" {
			w.blank(1, styleBody)
			return
		}
		w.y, w.at = standard.RowHeight, standard.RowHeight-gridGap
		w.title(a.Title, "", "attachmentTitle", 1, standard.SizeTitle)
	})
}
