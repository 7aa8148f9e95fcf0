package model

import "slices"

// Papers are made without a thought of where their figures come from; a checklist
// (核对表) of a paper wants the rows. A traced office keeps with each row that it
// counts into (Row, HazardRow, Result, …) the records that were counted, field by
// field, so that the very counting tells its rows.

// Counter is what counted records.
type Counter interface {
	// Counted are the records that were counted into a field, of all fields for "";
	// false where nobody kept them.
	Counted(field string) ([]Record, bool)
}

// Traced is an office with the same records that keeps what it counts.
func Traced(o *Office) *Office {
	traced := *o
	if o.index != nil {
		traced.index = o.index.again()
		traced.index.traced = true
	}
	return &traced
}

// Counted are the records that the last call of a method of a traced office counted,
// where what it gives, a number or a sentence, has no room for them.
func (o *Office) Counted(method string) ([]Record, bool) {
	if o.index == nil || !o.index.traced {
		return nil, false
	}
	records, known := o.index.told[method]
	return records, known
}

// tell keeps what a call of a method counted.
func tell[R Record](o *Office, method string, records []R) {
	if o.index == nil || !o.index.traced {
		return
	}
	if o.index.told == nil {
		o.index.told = map[string][]Record{}
	}
	all := make([]Record, len(records))
	for i, r := range records {
		all[i] = r
	}
	o.index.told[method] = all
}

// counted are the records that were counted into a row's fields. The zero value keeps
// none; copies share what they keep.
type counted struct{ by *tallied }

type tallied struct {
	order  []string
	fields map[string][]Record
}

// counting is what a new row keeps its records in.
func (o *Office) counting() counted {
	if !o.look().traced {
		return counted{}
	}
	return counted{&tallied{fields: map[string][]Record{}}}
}

// again is a new one that keeps records if c does.
func (c counted) again() counted {
	if c.by == nil {
		return c
	}
	return counted{&tallied{fields: map[string][]Record{}}}
}

// note keeps that r was counted into fields.
func (c counted) note(r Record, fields ...string) {
	if c.by == nil {
		return
	}
	for _, f := range fields {
		if c.by.fields[f] == nil {
			c.by.order = append(c.by.order, f)
		}
		c.by.fields[f] = append(c.by.fields[f], r)
	}
}

// keep has fields rest on records that several rows share.
func (c counted) keep(records []Record, fields ...string) {
	if c.by == nil || len(records) == 0 {
		return
	}
	for _, f := range fields {
		c.by.order = append(c.by.order, f)
		c.by.fields[f] = slices.Clip(records)
	}
}

// kept is Counted for those who do not ask whether anything was kept.
func (c counted) kept(field string) []Record {
	records, _ := c.Counted(field)
	return records
}

// Counted are the records that were counted into a field, in the order in which they
// were; of all fields for "".
func (c counted) Counted(field string) ([]Record, bool) {
	switch {
	case c.by == nil:
		return nil, false
	case field != "":
		return c.by.fields[field], true
	}
	var all []Record
	seen := map[Record]bool{}
	for _, f := range c.by.order {
		for _, r := range c.by.fields[f] {
			if !seen[r] {
				seen[r] = true
				all = append(all, r)
			}
		}
	}
	return all, true
}
