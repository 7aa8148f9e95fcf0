package fill

import (
	"reflect"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// Subject is what one output is about; the zero Subject is about the office.
type Subject struct {
	Record model.Record // nil, a unit, a meeting, a hazard, ...
	Day    period.Date  // the day whose period the output belongs to
	dated  bool
}

// Code is the record's code, "" for none.
func (s Subject) Code() string {
	if s.Record == nil {
		return ""
	}
	code, _ := s.Record.Identify()
	return code
}

// Name is the record's name or title, "" for none.
func (s Subject) Name() string {
	if s.Record == nil {
		return ""
	}
	_, name := s.Record.Identify()
	return name
}

// Unit is the record as a unit, nil if it is another.
func (s Subject) Unit() *model.Unit {
	u, _ := s.Record.(*model.Unit)
	return u
}

// In tells whether the output belongs to p. One without a day belongs to any.
func (s Subject) In(p period.Period) bool { return !s.dated || p.Contains(s.Day) }

// About tells whether code is the record's own or that of the unit that it
// concerns.
func (s Subject) About(code string) bool {
	if s.Record == nil {
		return code == ""
	}
	unit := reflect.ValueOf(s.Record).Elem().FieldByName("UnitCode")
	return s.Code() == code || unit.IsValid() && unit.String() == code
}

// Bind is root for this subject.
func (s Subject) Bind(root Root) Root {
	switch r := s.Record.(type) {
	case *model.Unit:
		root.Unit = r
	case *model.Meeting:
		root.Meeting = r
	case *model.Hazard:
		root.Hazard, root.Unit = r, r.Unit
	case *model.Listing:
		root.Listing, root.Unit = r, r.Unit
	case *model.Reward:
		root.Reward, root.Unit = r, r.Unit
	case *model.Inspection:
		root.Inspection = r
	}
	return root
}

// Subject is what the root was bound to.
func (r Root) Subject() Subject { return Subject{Record: r.record()} }

func (r Root) record() model.Record {
	switch {
	case r.Hazard != nil:
		return r.Hazard
	case r.Listing != nil:
		return r.Listing
	case r.Reward != nil:
		return r.Reward
	case r.Inspection != nil:
		return r.Inspection
	case r.Meeting != nil:
		return r.Meeting
	case r.Unit != nil:
		return r.Unit
	}
	return nil
}
