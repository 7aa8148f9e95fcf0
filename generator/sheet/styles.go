package sheet

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	bodySize = 10.5 // points; the width of columns is counted in its characters

	song = "宋体"
	hei  = "黑体"
)

// lettering is how a part of the sheet is set. Sizes are in points.
type lettering struct {
	family  string
	size    float64
	bold    bool
	leading float64 // from line to line
	padding float64 // over and under the text together
	boxed   bool    // has borders
	fill    string
}

// height is that of a cell with so many lines.
func (l lettering) height(lines int) float64 { return float64(lines)*l.leading + l.padding }

var letterings = [...]lettering{
	titlePart:    {family: hei, size: 18, leading: 25, padding: 9},
	linePart:     {family: song, size: 11, leading: 15, padding: 5},
	headPart:     {family: hei, size: 11, bold: true, leading: 15, padding: 6, boxed: true, fill: "E7E6E6"},
	dataPart:     {family: song, size: bodySize, leading: 14, padding: 5, boxed: true},
	subtotalPart: {family: song, size: bodySize, bold: true, leading: 14, padding: 5, boxed: true},
	totalPart:    {family: song, size: bodySize, bold: true, leading: 14, padding: 5, boxed: true},
	sectionPart:  {family: hei, size: bodySize, leading: 14, padding: 6, boxed: true, fill: "F2F2F2"},
	notePart:     {family: song, size: bodySize, leading: 14, padding: 5, boxed: true},
	emptyPart:    {family: song, size: bodySize, leading: 14, padding: 14, boxed: true},
	remarkPart:   {family: song, size: bodySize, leading: 14, padding: 5},
}

// marking is how a mark looks. In grey print the grounds are as dark as told,
// and no two marks share ground and weight.
type marking struct {
	bold, underline bool
	colour, ground  string
}

var markings = [...]marking{
	Plain:   {},
	Overdue: {bold: true, underline: true, colour: "9C0006", ground: "F2AFAF"}, // 76% grey
	Major:   {bold: true, ground: "FAD2A0"},                                    // 85%
	Warning: {ground: "FFF2A8"},                                                // 93%
	Strong:  {bold: true},
	Muted:   {colour: "7F7F7F"},
}

// linkColour is what programs give to links: dark enough for grey print.
const linkColour = "0563C1"

var typeFormats = [...]string{
	Text: "", Integer: "#,##0", Decimal: "#,##0.00", Percent: "0.0%", Money: "#,##0.00", Date: dayFormat, Period: "@",
}

var typeAligns = [...]Align{Text: Left, Integer: Right, Decimal: Right, Percent: Right, Money: Right, Date: Center, Period: Center}

var horizontal = [...]string{Left: "left", Center: "center", Right: "right"}

// format is the number format of a cell in the column (counted from 0).
func (t *table) format(s *slot, col int) string {
	switch c := &t.spec.Columns[col]; {
	case s.format != "":
		return s.format
	case c.Format != "":
		return c.Format
	default:
		return typeFormats[c.Type]
	}
}

// look is everything about a cell's appearance; cells of one look share a style.
type look struct {
	part   part
	align  Align
	format string
	shrink bool
	mark   Mark
	open   bool
	link   bool
}

// look is how a cell of the table's body looks.
func (t *table) look(r *gridRow, col int) look {
	l := look{part: r.part, align: Left, mark: r.mark}
	switch r.part {
	case titlePart, headPart, emptyPart:
		l.align = Center
	case linePart:
		l.align = max(r.slots[col].align, Left)
		l.open = t.spec.Protect && r.slots[col].open
	case dataPart, subtotalPart, totalPart:
		t.bodyLook(&l, r, col)
	}
	return l
}

func (t *table) bodyLook(l *look, r *gridRow, col int) {
	c, s := &t.spec.Columns[col], &r.slots[col]
	if s.mark != Plain {
		l.mark = s.mark
	}
	label := r.part != dataPart && s.value.kind == isText && s.formula == nil
	switch l.align = c.Align; {
	case l.align == Auto && label:
		l.align = Center
	case l.align == Auto:
		l.align = typeAligns[c.Type]
	}
	l.format = t.format(s, col)
	if staysText(c, s) {
		l.format = "@"
	}
	l.shrink = s.value.kind == isNumber // rather smaller than ####
	l.open = t.spec.Protect && r.part == dataPart && (c.Open || r.blank && s.formula == nil && c.Sparkline == nil)
	l.link = s.linked
}

// staysText tells whether a cell has the format of texts, in which what is
// typed stays as typed: 001 in a column of texts, and anything that opening the
// cell and leaving it would turn into a formula. Older programs show longer
// texts of that format as ####.
func staysText(c *Column, s *slot) bool {
	if s.formula != nil || s.value.kind != isText && s.value.kind != isEmpty || len(s.value.s) > 255 && units(s.value.s) > 255 {
		return false
	}
	return c.Type == Text && c.Format == "" || s.value.kind == isText && strings.ContainsRune("=+-@", rune(s.value.s[0]))
}

// style is the number of a look's style in the file.
func (f *file) style(l look) (int, error) {
	if id, ok := f.styles[l]; ok {
		return id, nil
	}
	p, m := letterings[l.part], markings[l.mark]
	font := m.font()
	font.Family, font.Size, font.Bold = p.family, p.size, p.bold || m.bold
	if l.link {
		font.Underline = "single"
		if font.Color == "" {
			font.Color = linkColour
		}
	}
	s := &excelize.Style{
		Font: font,
		Alignment: &excelize.Alignment{
			Horizontal: horizontal[l.align], Vertical: "center", WrapText: !l.shrink, ShrinkToFit: l.shrink,
		},
		Protection: &excelize.Protection{Locked: !l.open},
	}
	if p.boxed {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	if ground := m.ground; ground != "" {
		s.Fill = solid(ground)
	} else if p.fill != "" {
		s.Fill = solid(p.fill)
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
	}
	id, err := f.NewStyle(s)
	f.styles[l] = id
	return id, err
}

// markStyle is the number of a mark's conditional style.
func (f *file) markStyle(m Mark) (int, error) {
	if id, ok := f.marks[m]; ok {
		return id, nil
	}
	s := &excelize.Style{Font: markings[m].font()}
	if s.Font.Color == "" {
		s.Font.Color = "000000" // of a colour that is named but not told, LibreOffice makes white
	}
	if ground := markings[m].ground; ground != "" {
		s.Fill = solid(ground)
	}
	id, err := f.NewConditionalStyle(s)
	f.marks[m] = id
	return id, err
}

func (m marking) font() *excelize.Font {
	font := &excelize.Font{Bold: m.bold, Color: m.colour}
	if m.underline {
		font.Underline = "single"
	}
	return font
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}
