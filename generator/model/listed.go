package model

import (
	"fmt"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// A template may go over the rows of a table of events itself (.Tables.accidents)
// instead of asking for a figure. That it finds none, or no more than these, is a
// statement about its period too.

// EventList is the table of events whose rows stand in the field of the office, or in
// its Lists under the name; "" if they are of no such table.
func EventList(name string) string {
	for _, t := range tables {
		if t.days != nil && (t.field == name || t.Name == name) {
			return t.Name
		}
	}
	return ""
}

// Listed is the *Gap of going over a table's rows in a paper of p: where figures of p
// would have one and, since rows do not say up to which day they tell, where the table
// ends before a period that has ended. A paper of a period that has not begun tells of
// what is entered so far: the table must cover some day.
func Listed(o *Office, table string, p period.Period) error {
	if o.Reaches == nil {
		return nil
	}
	if p.AsOf().Before(p.Start()) {
		if len(o.look().extents[table].stretches) == 0 {
			return o.gap(table, p)
		}
		return nil
	}
	seen, err := o.see(table, p)
	if err == nil && p.Ended() && !seen.Ended() {
		err = o.shortfall(table, p, seen.AsOf())
	}
	return err
}

// shortfall is the gap behind a day of p, the last one that the table covers.
func (o *Office) shortfall(table string, p period.Period, last period.Date) *Gap {
	r, title := o.Reaches[table], o.look().extents[table].title
	from, through := last.AddDays(1), p.AsOf()
	confirm := fmt.Sprintf("hongtou confirm %s --from %s --through %s", table, from, through)
	return &Gap{Table: table, Place: r.Place, Brief: "“" + title + "”表只到" + last.Long(),
		Problem: diag.T("“%[1]s”表只到%[2]s，没有此后至%[3]s的数据：逐行列出的不是%[4]s的全部", "the table %[5]q ends on %[6]s: its rows are not all of %[7]s, whose last day is %[8]s", title, last.Long(), through.Long(), p.Name(), table, last, p.Whole(), through),
		Remedy:  r.later(through, confirm)}
}
