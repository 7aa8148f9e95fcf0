package model

import (
	"slices"

	"hongtou/generator/diag"
)

// Origin is where a record was read, so that a complaint about one of its
// fields can name the column. The zero Origin knows no place.
type Origin struct {
	Place   diag.Place // the record's row
	Locator Locator    // finds a field in the row; nil: the row is the finest place known
	Unread  []string   // fields whose cell could not be read and was complained of already
}

// Locator narrows a row's place to the cell of a field: a spreadsheet by its
// column, a text file by its line.
type Locator interface {
	Locate(row diag.Place, field string) diag.Place
}

// At is the place of a field, by its Go name: At("ParentCode").
func (o Origin) At(field string) diag.Place {
	if o.Locator == nil {
		return o.Place
	}
	return o.Locator.Locate(o.Place, field)
}

// From is the origin itself, for those who know a record as a [Record] only.
func (o *Origin) From() *Origin { return o }

// Sound tells whether all the fields were read, so that judging them does not
// repeat a complaint in other words.
func (o Origin) Sound(fields ...string) bool {
	return len(o.Unread) == 0 || !slices.ContainsFunc(fields, func(f string) bool { return slices.Contains(o.Unread, f) })
}
