package model

import (
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/pack"
)

// Origin is what a record keeps of the row that it was read from: where that lies, so that
// a complaint about one of its fields can name the column, what could not be read of it, and
// what stands in columns that the table does not know. The zero Origin knows no place.
type Origin struct {
	sheet     *Sheet
	flaws     *flaws   // nil: none
	further   *further // nil: none
	row, line int32
	position  int32 // of a unit in its table, set by Check
}

// Sheet is what the records of one sheet or file have in common of their places. There
// are a nation's villages of records, so each keeps no more than its row.
type Sheet struct {
	Place   diag.Place // of the sheet or file
	Locator Locator    // finds a field in a row; nil: the row is the finest place known
}

// Locator narrows a row's place to the cell of a field: a spreadsheet by its
// column, a text file by its line.
type Locator interface {
	Locate(row diag.Place, field string) diag.Place
}

// OriginAt is the origin of a record whose row lies there.
func OriginAt(place diag.Place, locator Locator) Origin {
	return (&Sheet{place, locator}).Row(place.Row, place.Line)
}

// Row is the origin of the record in a row of the sheet or on a line of the file,
// each 0 for none.
func (s *Sheet) Row(row, line int) Origin {
	return Origin{sheet: s, row: int32(row), line: int32(line)}
}

// Place is the record's row.
func (o Origin) Place() diag.Place {
	if o.sheet == nil {
		return diag.Place{}
	}
	p := o.sheet.Place
	p.Row, p.Line = int(o.row), int(o.line)
	return p
}

// Locator finds a field in the record's row; nil where none does.
func (o Origin) Locator() Locator {
	if o.sheet == nil {
		return nil
	}
	return o.sheet.Locator
}

// At is the place of a field, by its Go name: At("ParentCode").
func (o Origin) At(field string) diag.Place {
	if l := o.Locator(); l != nil {
		return l.Locate(o.Place(), field)
	}
	return o.Place()
}

// From is the origin itself, for those who know a record as a [Record] only.
func (o *Origin) From() *Origin { return o }

// further are the texts in columns that a table does not know, by header.
type further struct {
	own    map[string]string
	packed *pack.Texts // nil: own has them
	number int         // in packed
}

// Extra are the texts in columns that the record's table does not know, by header. They are
// not to be changed.
func (o Origin) Extra() map[string]string {
	switch {
	case o.further == nil:
		return nil
	case o.further.packed != nil:
		return o.further.packed.Get(o.further.number)
	}
	return o.further.own
}

// KeepExtra says what stands in columns that a record's table does not know, by header.
func KeepExtra(o *Origin, extra map[string]string) {
	o.further = nil
	if len(extra) > 0 {
		o.further = &further{own: extra}
	}
}

// PackExtra is KeepExtra of a record of a table that has so much of it that it is kept
// compressed.
func PackExtra(o *Origin, in *pack.Texts, extra map[string]string) {
	o.further = nil
	if len(extra) > 0 {
		o.further = &further{packed: in, number: in.Put(extra)}
	}
}

// flaws are what cells lack, by the fields that they fill. Records share them.
type flaws struct {
	unread  []string // could not be read
	empty   []string // figures whose cells are empty, or whose columns the sheet lacks
	open    []string // of these, the figures that nobody knows
	lacking []string // of the empty, those whose columns the sheet lacks
}

// Unread lists the fields whose cell could not be read, which was complained of.
func (o Origin) Unread() []string {
	if o.flaws == nil {
		return nil
	}
	return o.flaws.unread
}

// EmptyCell tells whether a figure's field stands at 0 since its cell is empty.
func (o Origin) EmptyCell(field string) bool {
	return o.flaws != nil && slices.Contains(o.flaws.empty, field)
}

// OpenFigure tells whether a figure's field stands at 0 since its cell is empty, and nobody
// knows the figure.
func (o Origin) OpenFigure(field string) bool {
	return o.flaws != nil && slices.Contains(o.flaws.open, field)
}

// Flaws are what cells of a record lack, to be marked; records of one sheet that lack
// the same share them.
type Flaws struct{ shared *flaws }

// NewFlaws are those of fields that could not be read, of figures whose cells are empty,
// of those among them that nobody knows, and of those whose columns the sheet lacks.
func NewFlaws(unread, empty, open, lacking []string) Flaws {
	if len(unread)+len(empty) == 0 {
		return Flaws{}
	}
	return Flaws{&flaws{unread, empty, open, lacking}}
}

// FlawsOf are what cells of a record lack.
func FlawsOf(r Record) (unread, empty, open, lacking []string) {
	if f := r.From().flaws; f != nil {
		return f.unread, f.empty, f.open, f.lacking
	}
	return nil, nil, nil, nil
}

// MarkUnread says which fields of a record could not be read, of one that lacks nothing else.
func MarkUnread(o *Origin, fields []string) { MarkFlaws(o, NewFlaws(fields, nil, nil, nil)) }

// MarkFlaws says what a record's cells lack. It and its like are no methods of the origin: templates call
// methods.
func MarkFlaws(o *Origin, f Flaws) { o.flaws = f.shared }

// Sound tells whether all the fields were read, so that judging them does not
// repeat a complaint in other words.
func (o Origin) Sound(fields ...string) bool {
	unread := o.Unread()
	return len(unread) == 0 || !slices.ContainsFunc(fields, func(f string) bool { return slices.Contains(unread, f) })
}
