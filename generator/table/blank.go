package table

import (
	"reflect"
	"slices"
)

// A field of figures is 0 where its cell is empty. A record that was read keeps which
// cells those are: an empty cell is no 0, unless the column says that it stands for one.

// cellEmpty tells whether the record was read with nothing in the column's cell. Records
// that nobody read have all their figures.
func (c *Column) cellEmpty(record any) bool {
	r, ok := record.(interface{ EmptyCell(field string) bool })
	return ok && r.EmptyCell(c.Field)
}

// open tells whether the column's figure is not known, since its cell is empty.
func (c *Column) open(record any) bool {
	r, ok := record.(interface{ OpenFigure(field string) bool })
	return ok && r.OpenFigure(c.Field)
}

// OpenFigures are the fields of a record's figures that nobody knows, of those whose cells
// are empty: the rest is none by the habit of the trade. lacking are those whose columns
// the sheet has not: only of what is none in any row nothing is said by that. No habit
// speaks against the row itself: what another figure of it is a part of, or cannot be
// without, is there.
func (t *Table) OpenFigures(record any, empty, lacking []string) []string {
	var open []string
	figures, said := false, false // one that is not none by itself; one that the row gives
	for i := range t.Columns {
		c := &t.Columns[i]
		figures = figures || c.Figure() && !c.None
		said = said || c.Figure() && !slices.Contains(empty, c.Field)
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		switch {
		case !slices.Contains(empty, c.Field):
		case t.implied(record, c.index):
			open = append(open, c.Field)
		case c.None && (said || !figures):
		case c.beside != nil && positive(record, c.beside) && !slices.Contains(lacking, c.Field):
		case c.Is != "" && fieldsOf(record).FieldByIndex(c.unless).String() != c.Is:
		case c.unless != nil && (said || t.textAt(c.unless)) && !positive(record, c.unless) && !slices.Contains(open, t.record.FieldByIndex(c.unless).Name):
		default:
			open = append(open, c.Field)
		}
	}
	return open
}

// implied tells whether another figure of the record is more than 0 that could not be
// where the field at index is 0.
func (t *Table) implied(record any, index []int) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.wants(index) && positive(record, c.index) })
}

// wants tells whether the column's figure is none where the field at index is 0.
func (c *Column) wants(index []int) bool {
	return len(index) > 0 && c.Numeric() && (slices.Equal(c.unless, index) || slices.Equal(c.within, index))
}

// Figure tells whether the column's figure may be left out and its field could not tell so.
func (c *Column) Figure() bool {
	return c.Numeric() && !c.Required && !c.pointer
}

func (t *Table) textAt(index []int) bool { return t.record.FieldByIndex(index).Type == text }

func positive(record any, index []int) bool {
	switch v := reflect.Indirect(fieldsOf(record).FieldByIndex(index)); {
	case !v.IsValid():
		return false
	case v.Kind() == reflect.String:
		return v.String() != ""
	case v.CanInt():
		return v.Int() > 0
	default:
		return v.CanFloat() && v.Float() > 0
	}
}
