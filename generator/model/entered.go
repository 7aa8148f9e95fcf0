package model

import (
	"cmp"
	"maps"

	"hongtou/generator/period"
)

// Entered is the office as its tables stand, for workbooks: a table of events that
// has rows but does not say how far it reaches is taken for whole from the year of
// its first row. A workbook lists and counts rows; what a paper says is another
// matter. It gives the tables that were so taken, by name, none for none.
func Entered(o *Office) (*Office, []string) {
	entered := *o
	entered.Reaches = maps.Clone(o.Reaches)
	var taken []string
	for _, name := range EventTables() {
		e, r := o.look().extents[name], o.Reaches[name]
		if !r.Kept || e.rows == 0 || len(e.stretches) > 0 {
			continue
		}
		var last period.Date
		TableOf(name).days(o, func(d period.Date) {
			if d.After(last) {
				last = d
			}
		})
		taken = append(taken, name)
		r.From = cmp.Or(r.From, period.Date{Year: o.firstYear(name), Month: 1, Day: 1})
		r.Through = cmp.Or(o.Today, period.Date{Year: last.Year, Month: 12, Day: 31})
		entered.Reaches[name] = r
	}
	if len(taken) == 0 {
		return o, nil
	}
	entered.index = o.look().again()
	entered.index.extents = entered.extents()
	return &entered, taken
}

// again is the index without what was worked out from figures.
func (x *index) again() *index {
	again := *x
	again.computed, again.told = &computed{}, nil
	return &again
}
