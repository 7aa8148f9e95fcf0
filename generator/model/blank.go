package model

import (
	"errors"
	"slices"
	"sync"

	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// A figure whose cell is empty is not known, unless its column says that an empty cell is
// none (table.Column). A sum over such a record is not known either: rows that sum keep
// which figures they lack ([unknown]), and who reads one of them gets the gaps. A figure
// that a table has no column for is not kept at all: sentences that can do without it
// leave it out.

// emptyGap is the gap of a record's figure; nil where it is known.
func emptyGap(r Record, field string) *Gap {
	if _, _, open, _ := FlawsOf(r); slices.Contains(open, field) {
		return gapOf(r, field)
	}
	return nil
}

// gapOf is the gap of a record's figure whose cell is empty.
func gapOf(r Record, field string) *Gap {
	_, _, _, lacking := FlawsOf(r)
	t, place := TableFor(r), r.At(field)
	header := field
	if c := t.columnNamed(field); c != nil {
		header = c.Header
	}
	if slices.Contains(lacking, field) {
		place = r.From().Place()
		place.Row, place.Line = 0, 0
		return &Gap{Table: t.Name, Field: field, Code: LackingCode, Place: place, Brief: "“" + t.Title + "”表没有“" + header + "”列",
			Problem: diag.T("“%[1]s”表没有“%[2]s”列，是多少不得而知", "the table %[3]q has no column %[2]q: the figure is not known", t.Title, header, t.Name),
			Remedy:  diag.T("增加“%s”列并填写，没有的填0", "add the column %q and fill it in, 0 where there is none", header)}
	}
	name := t.labelOf(r)
	return &Gap{Table: t.Name, Code: EmptyCode, Place: place, Brief: name + "的“" + header + "”没有填写",
		Problem: diag.T("“%[1]s”表%[2]s的“%[3]s”没有填写，是多少不得而知", "in the table %[4]q %[3]q of %[2]s is empty: the figure is not known", t.Title, name, header, t.Name),
		Remedy:  diag.T("填写数字，没有的填0", "write the figure, 0 where there is none")}
}

// The codes of gaps of figures: an empty cell, or no column.
const (
	EmptyCode   = "cell-empty"
	LackingCode = "column-lacking"
)

// OfFigure tells whether the gap is of a figure in a row, not of days that a table does
// not reach.
func (g *Gap) OfFigure() bool { return g.Code == EmptyCode || g.Code == LackingCode }

func (t *Table) columnNamed(field string) *table.Column {
	for i := range t.Columns {
		if t.Columns[i].Field == field {
			return &t.Columns[i]
		}
	}
	return nil
}

// labelOf is what people call a record by: its code, or what else tells it apart.
func (t *Table) labelOf(r Record) string {
	name := ""
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Key && c.Value(r) != "" {
			name += c.Value(r)
		}
	}
	if name == "" {
		name = "某" + t.One
	}
	return name
}

// UnknownFigure is the error of reading a figure of a record or of a row that sums: the
// [Gap]s of the cells that it lacks; nil where it is known.
func UnknownFigure(holder any, field string) error {
	if sum, ok := holder.(interface{ unknownFigure(string) error }); ok {
		if err := sum.unknownFigure(field); err != nil {
			return err
		}
	}
	if r, ok := holder.(Record); ok {
		if gap := emptyGap(r, field); gap != nil {
			return gap
		}
	}
	return nil
}

// openFigures are the gaps of a record's figures.
func openFigures(r Record, fields ...string) error {
	if _, _, open, _ := FlawsOf(r); len(open) == 0 {
		return nil
	}
	var gaps []error
	for _, f := range fields {
		if gap := emptyGap(r, f); gap != nil {
			gaps = append(gaps, gap)
		}
	}
	return errors.Join(gaps...)
}

// unknown keeps which figures a row's sums lack. The zero value lacks none; copies share
// what they keep.
type unknown struct{ by *map[string][]lacked }

// lacked is a figure that a sum lacks.
type lacked struct {
	of    Record
	field string
}

// sums notes which figures of a record sums of the same names lack.
func (u *unknown) sums(r Record, fields ...string) {
	for _, f := range fields {
		u.sumsAs(r, f, f)
	}
}

// sumsAs notes which figures of a record the sum of another name lacks.
func (u *unknown) sumsAs(r Record, sum string, fields ...string) {
	_, _, open, _ := FlawsOf(r)
	for _, f := range fields {
		if slices.Contains(open, f) {
			u.lacks(r, sum, f)
		}
	}
}

// join notes what other sums of the same names lack.
func (u *unknown) join(other unknown) {
	if other.by == nil {
		return
	}
	for sum, lacking := range *other.by {
		for _, l := range lacking {
			u.lacks(l.of, sum, l.field)
		}
	}
}

// lacks notes that a sum lacks a figure of a record.
func (u *unknown) lacks(r Record, sum, field string) {
	if u.by == nil {
		u.by = &map[string][]lacked{}
	}
	(*u.by)[sum] = append((*u.by)[sum], lacked{r, field})
}

// unknownFigure is the error of a sum that lacks figures.
func (u unknown) unknownFigure(sum string) error {
	if u.by == nil {
		return nil
	}
	var gaps []error
	columns := map[diag.Diagnostic]bool{} // told once
	for _, l := range (*u.by)[sum] {
		gap := gapOf(l.of, l.field)
		if d := gap.Diagnostic(); !columns[d] {
			columns[d] = true
			gaps = append(gaps, gap)
		}
	}
	return errors.Join(gaps...)
}

// notKept tells whether none of n records that a sum is of has a column for it.
func (u unknown) notKept(sum string, n int) bool {
	if u.by == nil || n == 0 {
		return false
	}
	for _, l := range (*u.by)[sum] {
		if _, _, _, lacking := FlawsOf(l.of); slices.Contains(lacking, l.field) {
			n--
		}
	}
	return n == 0
}

// notKept tells whether a record's table has no column for a figure.
func notKept(r Record, field string) bool {
	_, _, open, lacking := FlawsOf(r)
	return slices.Contains(open, field) && slices.Contains(lacking, field)
}

// HasColumn tells whether a table keeps a column, by its header: false where it has
// records and none of their sheets has it.
func (o *Office) HasColumn(name, header string) (bool, error) {
	t := TableOf(name)
	if t == nil {
		return false, diag.Speak(nil, "没有表“%[1]s”", "there is no table %[1]q", name)
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Header != header && c.Field != header {
			continue
		}
		records := t.Records(o)
		return len(records) == 0 || slices.ContainsFunc(records, func(r Record) bool {
			_, _, _, lacking := FlawsOf(r)
			return !slices.Contains(lacking, c.Field)
		}), nil
	}
	return false, diag.Speak(nil, "“%[1]s”表没有“%[2]s”列", "the table %[1]q has no column %[2]q", name, header)
}

// summed are the names of sums that lack figures of other names.
var summed = []string{"Trained", "Drilled", "Unsound", "Serious", "Funds"}

// emptyFigures warns of the figures of a table that nobody knows: of each cell, or of the
// column where no row fills it in; and notes once of each sheet which it has no column for.
func (c *Checker) emptyFigures(t *Table) {
	records := t.records(c.Office)
	open := map[string][]Record{}
	var order []string
	var last *Sheet
	for _, r := range records {
		_, _, fields, lacking := FlawsOf(r)
		for _, f := range fields {
			if slices.Contains(lacking, f) {
				continue
			}
			if open[f] == nil {
				order = append(order, f)
			}
			open[f] = append(open[f], r)
		}
		if sheet := r.From().sheet; sheet != last {
			last = sheet
			c.lackingColumns(t, r)
		}
	}
	for _, f := range order {
		column, in := t.columnNamed(f), open[f]
		if len(in) == len(records) && len(in) > 2 {
			place := in[0].At(f)
			place.Row, place.Line = 0, 0
			c.Warn(place, "column-empty", "",
				diag.T("“%s”各行都没有填写，是多少不得而知，不按0统计", "%q is empty in all rows: the figures are not known, and not counted as 0", column.Header),
				diag.T("填写数字，没有的填0", "write the figures, 0 where there is none"))
			continue
		}
		for _, r := range in {
			c.warnEmpty(r.At(f), column.Header)
		}
	}
}

// warnEmpty warns of one cell whose figure is not known.
func (c *Checker) warnEmpty(at diag.Place, header string) {
	c.Warn(at, EmptyCode, "",
		diag.T("“%s”没有填写，是多少不得而知，不按0统计", "%q is empty: the figure is not known, and not counted as 0", header),
		diag.T("填写数字，没有的填0", "write the figure, 0 where there is none"))
}

// lackingColumns notes which figures the sheet of a record has no column for.
func (c *Checker) lackingColumns(t *Table, r Record) {
	var headers []string
	_, _, open, lacking := FlawsOf(r)
	for _, f := range lacking {
		if slices.Contains(open, f) {
			headers = append(headers, t.columnNamed(f).Header)
		}
	}
	if len(headers) > 0 {
		place := r.From().Place()
		place.Row, place.Line, place.Key = 0, 0, ""
		c.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "columns-lacking", Place: place,
			Problem: diag.T("没有这些数字列，不得而知，文书不写：%s", "figures without a column, which are not known and no paper states: %s", diag.Names(headers))})
	}
}

var figureNames = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, t := range tables {
		if !slices.ContainsFunc(t.Columns, func(c table.Column) bool { return c.Figure() && !c.None }) {
			continue
		}
		for i := range t.Columns {
			if c := &t.Columns[i]; c.Figure() {
				names[c.Field] = true
			}
		}
	}
	for _, name := range summed {
		names[name] = true
	}
	return names
})

// IsFigure tells whether a field of that name may be of a figure that is not known, in
// some record or sum.
func IsFigure(field string) bool { return figureNames()[field] }

var _ = explain[Office]("HasColumn 某表有没有某一数字列")
