package model

import (
	"slices"

	"hongtou/generator/diag"
)

// Origin is where a record was read, so that a complaint about one of its
// fields can name the column. The zero Origin knows no place.
type Origin struct {
	sheet     *Sheet
	unread    *[]string // nil: none
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

// Unread lists the fields whose cell could not be read, which was complained of.
func (o Origin) Unread() []string {
	if o.unread == nil {
		return nil
	}
	return *o.unread
}

// MarkUnread says which those are. It is no method: templates call methods.
func MarkUnread(o *Origin, fields []string) {
	if o.unread = nil; len(fields) > 0 {
		kept := fields
		o.unread = &kept
	}
}

// Sound tells whether all the fields were read, so that judging them does not
// repeat a complaint in other words.
func (o Origin) Sound(fields ...string) bool {
	unread := o.Unread()
	return len(unread) == 0 || !slices.ContainsFunc(fields, func(f string) bool { return slices.Contains(unread, f) })
}
