package model

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// leastAlike is in how many columns two records must say the same, their codes aside, to be
// taken for one: records of a few words may well be two.
const leastAlike = 8

// mostCompared is up to how many records a table is looked through: larger ones come out
// of systems that keep one event from being entered twice.
const mostCompared = 20_000

// twice warns of events that are entered twice under two codes: all else is the same, and
// every count has them twice.
func (c *Checker) twice(t *Table, day func(Record) period.Date) {
	key := slices.IndexFunc(t.Columns, func(k table.Column) bool { return k.Key })
	if key < 0 || t.Columns[key].Type != table.Code || t.Columns[key].Refers() {
		return
	}
	unit := slices.IndexFunc(t.Columns, func(k table.Column) bool { return k.Type == table.Code && k.Refers() })
	records := t.records(c.Office)
	if len(records) > mostCompared {
		return
	}
	type where struct {
		day  period.Date
		unit string
	}
	type events struct {
		first Record            // of that day and unit
		codes map[string]string // by what is said: of the first that says it
	}
	seen := map[where]*events{}
	for _, r := range records {
		w := where{day: day(r)}
		if w.day.IsZero() {
			continue
		}
		if unit >= 0 {
			w.unit = t.Columns[unit].Of(r).String()
		}
		e := seen[w]
		if e == nil {
			seen[w] = &events{first: r}
			continue
		}
		if e.codes == nil {
			said, _ := saidBy(t, key, e.first)
			e.codes = map[string]string{said: t.Columns[key].Of(e.first).String()}
		}
		said, filled := saidBy(t, key, r)
		code := t.Columns[key].Of(r).String()
		switch first, ok := e.codes[said]; {
		case !ok:
			e.codes[said] = code
		case first != code && filled >= leastAlike:
			c.Warn(r.At(t.Columns[key].Field), "event-twice", code,
				diag.T("除编号外，各列都与%s相同，像是登记了两次，统计会重复", "all columns but the code are as those of %s: it seems to be entered twice, and would be counted twice", first),
				diag.T("是同一件事的，只留一行；是两件的，写明不同之处", "of one event keep one row; of two write down what differs"))
		}
	}
}

// saidBy is all that a record says but for its code and the numbers of its papers, and in
// how many columns it says something; 0 of a figure is something.
func saidBy(t *Table, key int, r Record) (said string, filled int) {
	var b strings.Builder
	for i := range t.Columns {
		if k := &t.Columns[i]; i != key && !k.Number {
			v := k.Value(r)
			if v != "" {
				filled++
			}
			fmt.Fprintf(&b, "%s\x00", v)
		}
	}
	extra := r.From().Extra()
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		fmt.Fprintf(&b, "%s\x00", extra[name])
	}
	return b.String(), filled
}
