package fill

import (
	"strconv"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// Subject is what one output is about; the zero Subject is about the office.
type Subject struct {
	Record model.Record // nil, or a record of any table
	Day    period.Date  // the day whose period the output belongs to
	dated  bool
	number int // its place in the table, for records without a code
}

// Code tells the record from the others of its table, "" for none.
func (s Subject) Code() string {
	if s.Record == nil {
		return ""
	}
	if code := model.TableFor(s.Record).CodeOf(s.Record); code != "" || s.number == 0 {
		return code
	}
	return strconv.Itoa(s.number)
}

// Name is the record's name or title, "" for none.
func (s Subject) Name() string {
	_, name := s.identify()
	return name
}

func (s Subject) identify() (code, name string) {
	if s.Record == nil {
		return "", ""
	}
	_, name = model.TableFor(s.Record).Identify(s.Record)
	return s.Code(), name
}

// Unit is the record as a unit, nil if it is another.
func (s Subject) Unit() *model.Unit {
	u, _ := s.Record.(*model.Unit)
	return u
}

// Dated tells whether the record has a day of its own.
func (s Subject) Dated() bool { return s.dated }

// In tells whether the output belongs to p. One without a day belongs to any.
func (s Subject) In(p period.Period) bool { return !s.dated || p.Contains(s.Day) }

// About tells whether code is the record's own or that of the unit that it
// concerns.
func (s Subject) About(code string) bool {
	if s.Record == nil {
		return code == ""
	}
	u := model.TableFor(s.Record).Concerns(s.Record)
	return s.Code() == code || u != nil && u.Code == code
}

// Bind is root for this subject.
func (s Subject) Bind(root Root) Root {
	root.subject = s
	if s.Record != nil {
		root.Unit = model.TableFor(s.Record).Concerns(s.Record)
	}
	return root
}

// Subject is what the root was bound to.
func (r Root) Subject() Subject {
	if r.subject.Record == nil && r.Unit != nil {
		return Subject{Record: r.Unit}
	}
	return r.subject
}
