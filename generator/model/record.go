package model

import "hongtou/generator/diag"

// Record is a record that a document can be about: a unit, a meeting, a hazard.
type Record interface {
	Identify() (code, name string) // for file names, complaints and choosing one output
	At(field string) diag.Place
}

// Identify is the unit's code and full name.
func (u *Unit) Identify() (code, name string) { return u.Code, u.Name }

// Identify is the meeting's code and title.
func (m *Meeting) Identify() (code, name string) { return m.Code, m.Title }

// Identify is the hazard's code and the name of the unit that answers for it.
func (h *Hazard) Identify() (code, name string) { return h.Code, nameOf(h.Unit, h.UnitCode) }

// Identify is the listing's code and the name of the unit that is supervised.
func (l *Listing) Identify() (code, name string) { return l.Code, nameOf(l.Unit, l.UnitCode) }

// Identify is the code of a reward or sanction and whom it concerns.
func (r *Reward) Identify() (code, name string) { return r.Code, nameOf(r.Unit, r.UnitCode) }

// Identify is the inspection's code and title.
func (i *Inspection) Identify() (code, name string) { return i.Code, i.Title }

// nameOf is a unit's name, the text that stands for it where there is none.
func nameOf(u *Unit, text string) string {
	if u == nil {
		return text
	}
	return u.Name
}

// Records lists the records of a table that documents can be about, in table
// order; false for another table.
func (o *Office) Records(table string) ([]Record, bool) {
	switch table {
	case "units":
		return recordsOf(o.Units), true
	case "meetings":
		return recordsOf(o.Meetings), true
	case "hazards":
		return recordsOf(o.Hazards), true
	case "listings":
		return recordsOf(o.Listings), true
	case "rewards":
		return recordsOf(o.Rewards), true
	case "inspections":
		return recordsOf(o.Inspections), true
	}
	return nil, false
}

func recordsOf[R Record](list []R) []Record {
	out := make([]Record, len(list))
	for i, r := range list {
		out[i] = r
	}
	return out
}
