package docx

import (
	"strconv"
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// In a line of exact height programs stand the baseline at four fifths of it; in a
// line on the grid they centre the characters.
const (
	ascent   = 88 // of a Han face's em box, in hundredths of its size
	baseline = 80 // of an exact line, in hundredths of its height
)

// emTop is how far a character's em box stands below the top of its exact line.
func emTop(line, size standard.Length) standard.Length { return (line*baseline - size*ascent) / 100 }

// gridGap is how far a body line's box reaches beyond its em box.
var gridGap = (standard.RowHeight - standard.SizeBody) / 2

func init() {
	places((*writer).masthead)
	places(func(w *writer, t *doc.Title) { w.title(t.Text, t.Subtitle, "title", t.Above, w.titleSize) })
}

// title writes a title in a size, so many grid lines below what stands above it, and leaves a
// line below it (7.3.1); the text goes on on the grid, as it does on the pages.
func (w *writer) title(title, subtitle, mark string, above int, size standard.Length) {
	lines := w.ruler.TitleLines(title, size)
	pitch := standard.TitlePitch(size)
	titleIn := emTop(pitch, size)
	em := w.y + standard.Length(above)*standard.RowHeight
	before := em - titleIn - w.at
	w.y = em + standard.Length(len(lines))*pitch + standard.RowHeight
	w.at = em - titleIn + standard.Length(len(lines))*pitch
	if subtitle != "" {
		w.y += standard.RowHeight
		w.at += standard.RowHeight
	}
	p := para{style: styleTitle, before: twips(before)}
	after := w.toGrid()
	if subtitle == "" {
		p.after = after
	}
	line := text(strings.Join(lines, "\n"))
	if size != standard.SizeTitle {
		p.exact, line.look = twips(pitch), sizes(size)
	}
	w.b.add(`<w:p>`)
	w.properties(&p)
	w.marked(mark, line)
	w.b.add(paragraphEnd)
	if subtitle != "" {
		w.paragraph(para{style: styleSubtitle, after: after}, text(subtitle))
	}
}

// slack is how far the text on a first page stands higher than the grid has it, so
// that a program's roundings in what stands above don't cost the page its last line.
const slack = 3 * standard.Pt

// toGrid is the space behind the last line up to the grid row on which the text
// goes on.
func (w *writer) toGrid() int {
	at := standard.RowTop(standard.RowAt(w.y)) - gridGap - slack
	space := twips(at - w.at)
	w.at = at
	return space
}

// masthead writes 版头 (7.2): every line with the space that brings it to its place.
func (w *writer) masthead(m *doc.Masthead) {
	if m.Rule == doc.DoubleRule {
		w.letterhead(m)
		return
	}
	for _, l := range m.Lines {
		w.paragraph(para{style: styleStatus}, spanRuns("", []doc.Span{l}, "")...)
		w.at += standard.RowHeight
	}
	top := map[doc.MarkPlace]standard.Length{doc.MarkLow: standard.MarkTop, doc.MarkHigh: standard.OrderTop}[m.Mark]
	number := w.markLines(m, top) + standard.LineGap + 2*standard.RowHeight // of the em box, 7.2.5
	border := ""
	if m.Rule == doc.SingleRule {
		border = ruleBelow
	}
	two := m.Office != "" || m.Date != ""
	w.y = number + standard.SizeBody + standard.RuleBelow + standard.HeadRule
	last := para{style: styleNumber, before: twips(number - gridGap - w.at), jc: "center"}
	w.at = number - gridGap + standard.RowHeight
	if m.Rule == doc.NoRule {
		w.y = number + 3*standard.RowHeight // 10.2: the text stands two lines below
		// Programs take the larger of the spaces behind and before, not both.
		if _, title := w.next.(*doc.Title); !title {
			last.after = w.toGrid()
		}
	}
	switch {
	case len(m.Signers) > 0:
		w.signers(m, last.before, border)
	case two:
		w.paragraph(last, text(m.Number))
		w.y += standard.RowHeight
		w.at += standard.RowHeight
		tabs := []tab{{at: twips(standard.Cell)}, {at: twips(standard.AreaWidth - standard.Cell), right: true}}
		w.paragraph(para{style: styleNumber, tabs: tabs, border: border}, text("\t"+m.Office+"\t"+m.Date))
	default:
		last.border = border
		w.paragraph(last, text(m.Number))
	}
	if border != "" {
		w.at = w.y // the rule is the paragraph's border
	}
}

// ruleBelow is the red rule 4 mm below the line's em box (7.2.7), as the border of
// its paragraph: borders stand off by whole points.
var ruleBelow = `<w:bottom w:val="single" w:sz="` + eighths(standard.HeadRule) + `" w:space="` +
	strconv.Itoa(int((standard.RuleBelow-gridGap+standard.Pt/2)/standard.Pt)) + `" w:color="` + redColour + `"/>`

// eighths is a rule's weight in eighths of a point, Word's unit.
func eighths(l standard.Length) string {
	return strconv.Itoa(int((l*8 + standard.Pt/2) / standard.Pt))
}

// markLines writes 发文机关标志 with its top at y and gives where it ends. Several
// stand in a table, drawn out to one width, with the tail at their right (7.2.4).
func (w *writer) markLines(m *doc.Masthead, top standard.Length) standard.Length {
	if len(m.Marks) == 0 {
		return top
	}
	size := w.markSize(m)
	line := size * 5 / 4
	at := top - emTop(line, size)
	before := at - w.at
	if len(m.Marks) == 1 && m.Tail == "" {
		w.paragraph(para{style: styleMark, before: twips(before), exact: twips(line)}, run{text: m.Marks[0], look: sizes(size)})
	} else {
		w.paragraph(para{style: styleGap, keepNext: true, exact: max(20, twips(before))})
		w.jointMarks(m, size, line)
	}
	w.at = at + standard.Length(len(m.Marks))*line
	return top + standard.Length(len(m.Marks)-1)*line + size
}

// markSize is the marks' size in whole half points, as Word has sizes.
func (w *writer) markSize(m *doc.Masthead) standard.Length {
	const half = standard.Pt / 2
	return w.ruler.MarkSize(m) / half * half
}

// jointMarks writes the marks of a joint issue as a table in the page's middle.
func (w *writer) jointMarks(m *doc.Masthead, size, line standard.Length) {
	var width standard.Length
	for _, mark := range m.Marks {
		width = max(width, w.ruler.Width(mark, face.XiaoBiaoSong, size))
	}
	width += size / 10 // a program's rounding may not break the longest
	columns := []int{twips(width)}
	if m.Tail != "" {
		columns = append(columns, twips(size/2+w.ruler.Width(m.Tail, face.XiaoBiaoSong, size)+size/10))
	}
	w.tableStart(columns, "center")
	w.rowStart(twips(line)*len(m.Marks), "exact")
	w.cellStart(columns[0], "", middleOfCell)
	for _, mark := range m.Marks {
		w.paragraph(para{style: styleMark, exact: twips(line), jc: "distribute", flush: true}, run{text: mark, look: sizes(size)})
	}
	w.b.add(`</w:tc>`)
	if m.Tail != "" {
		w.cellStart(columns[1], "", middleOfCell)
		w.paragraph(para{style: styleMark, exact: twips(line), jc: "right", flush: true}, run{text: m.Tail, look: sizes(size)})
		w.b.add(`</w:tc>`)
	}
	w.b.add(`</w:tr></w:tbl>`)
}

// signers writes 签发人, two names a line, with 发文字号 on the last of their lines
// (7.2.5, 7.2.6).
func (w *writer) signers(m *doc.Masthead, before int, border string) {
	var longest standard.Length
	for _, n := range m.Signers {
		longest = max(longest, w.ruler.Body(n))
	}
	columns := standard.Length(min(2, len(m.Signers)))
	names := standard.AreaWidth - standard.Cell - columns*longest - (columns-1)*standard.Cell
	tabs := tabsAt(standard.Cell, names-w.ruler.Body(m.Label), names, names+longest+standard.Cell)
	for i := 0; i < len(m.Signers); i += 2 {
		p := para{style: styleNumber, tabs: tabs}
		left, label := "\t", "\t"
		if i == 0 {
			p.before = before
			label += m.Label
		} else {
			w.y += standard.RowHeight
			w.at += standard.RowHeight
		}
		if i+2 >= len(m.Signers) {
			left, p.border = "\t"+m.Number, border
		}
		w.paragraph(p, text(left+label), run{text: "\t" + strings.Join(m.Signers[i:min(i+2, len(m.Signers))], "\t"), style: charKai})
	}
}
