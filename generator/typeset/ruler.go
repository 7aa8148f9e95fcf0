package typeset

import (
	"hongtou/generator/columns"
	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// Ruler measures and chooses as the typesetter does, for writers that leave the
// breaking of lines and pages to another program. It is for one goroutine.
type Ruler struct{ s setter }

// NewRuler measures with faces.
func NewRuler(faces *face.Set) *Ruler {
	return &Ruler{setter{faces: faces, document: &doc.Resolved{}, complaints: &diag.List{}}}
}

// Body is what text of the body's size takes on the grid.
func (r *Ruler) Body(text string) Length { return r.s.width(r.s.plain(text)) }

// Width is what text takes off the grid.
func (r *Ruler) Width(text string, role face.Role, size Length) Length {
	return r.s.width([]piece{{text, style{role: role, size: size}}})
}

// TitleLines breaks a title in a size by its words (7.3.1).
func (r *Ruler) TitleLines(title string, size Length) []string { return r.s.titleLines(title, size) }

// Settled is a document as its pages have it, and the size of its own title: 二号, and
// 主送机关 in the head, unless that leaves the first page without text.
func (r *Ruler) Settled(d *doc.Resolved) (*doc.Resolved, Length) {
	const left = 8 // lines in which a line of text finds room with any signature
	height := Length(0)
	s := setter{faces: r.s.faces, document: d, complaints: &diag.List{}}
	for _, b := range s.blocks(nil, d.Head) {
		height += b.height
	}
	if height+left*standard.RowHeight <= standard.AreaHeight {
		return d, standard.SizeTitle
	}
	l, _ := Typeset(d, r.s.faces)
	defer l.Release()
	if l.RecipientsBelow {
		d, _ = d.RecipientsBelow()
	}
	return d, l.TitleSize
}

// MarkSize is the size of a head's marks, the same for all of them (7.2.4).
func (r *Ruler) MarkSize(m *doc.Masthead) Length {
	if len(m.Marks) == 1 && m.Tail == "" {
		return r.s.markLines(m.Marks[0]).size
	}
	g := markGrid{lines: m.Marks, columns: 1, each: 1}
	r.s.sizeMarks(&g, m.Tail, 2)
	return g.size
}

// Table is how a table is set.
type Table struct {
	Landscape bool
	Size      Length // of its type
	Leading   Length // between the lines of a cell
	Columns   []Length
}

// Table chooses how a table is set. One that has too many columns is set as well as it
// can be.
func (r *Ruler) Table(t *doc.Table) Table {
	f := r.s.fit(t)
	if f == nil {
		n := r.s.needs(t, tableSizes[len(tableSizes)-1])
		f = &tableFit{n, true, columns.Scaled(n.torn, tableRoom(true))}
	}
	return Table{f.landscape, f.needs.size, leading(f.needs.size), f.widths}
}

// ImprintLines is how many lines 主送 and 抄送 take.
func (r *Ruler) ImprintLines(i *doc.Imprint) int {
	lines := 0
	for _, b := range r.s.imprintPages(&doc.Imprint{To: i.To, Label: i.Label, CC: i.CC}) {
		lines += int(b.height / standard.ImprintLine)
	}
	return lines
}

// PrinterLines is 印发机关 line by line, beside 印发日期 that is set so much wider than here.
func (r *Ruler) PrinterLines(i *doc.Imprint, wider Length) []string {
	small := style{role: face.FangSong, size: standard.SizeSmall}
	return r.s.balanced(i.Printer, small, printerEnd(r.s.width([]piece{{i.Printed, small}})+wider)-standard.SizeSmall)
}

// OfficeLines is a name of 署名, or a 签发人's post, line by line, in the room for it: at
// least one line.
func (r *Ruler) OfficeLines(office string, room Length) []string {
	if office == "" {
		return []string{""}
	}
	return r.s.balanced(office, bodyStyle(face.FangSong), room)
}
