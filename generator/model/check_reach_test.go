package model

import (
	"testing"
)

// A date whose year is mistyped is told of: nothing counts what is still to come. What
// the table covers by its own word, and what is past, is not.
func TestEventsToCome(t *testing.T) {
	for _, c := range []struct{ on, today, through, want string }{
		{"2062-03-18", "2026-04-10", "2026-06-30", "2062-03-18"},
		{"2026-04-11", "2026-04-10", "", "2026-04-11"},
		{"2026-04-10", "2026-04-10", "", ""},
		{"2026-05-11", "2026-04-10", "2026-06-30", ""},
		{"2062-03-18", "", "", ""}, // nobody said what day it is
	} {
		o := yearCity()
		o.Accidents = []*Accident{{Code: "A1", Date: day(c.on), UnitCode: "370103", Industry: "矿山", Deaths: 1, Origin: row(2)}}
		if c.today != "" {
			o.Today = day(c.today)
		}
		if c.through != "" {
			o.Reaches = map[string]Reach{"accidents": {Through: day(c.through)}}
		}
		got := ""
		for _, d := range o.Check().All() {
			if d.Code == "event-to-come" {
				got += d.Value
				if d.Place != PlaceOf(o.Accidents[0], &o.Accidents[0].Date) {
					t.Errorf("%+v: told of at %v", c, d.Place)
				}
			}
		}
		if got != c.want {
			t.Errorf("%+v: told of %q", c, got)
		}
	}
}

// A day far ahead on which something is said to have been done is told of; a limit, a day
// by which papers are dated and what was entered a little early are not.
func TestDoneToCome(t *testing.T) {
	for _, c := range []struct{ done, reviewed, today, want string }{
		{"2027-03-18", "2027-03-20", "2026-04-10", "2027-03-18 2027-03-20 "},
		{"2026-07-12", "", "2026-04-10", "2026-07-12 "},
		{"2026-07-11", "", "2026-04-10", ""},
		{"2027-03-18", "", "", ""},
	} {
		o := yearCity()
		o.Hazards = []*Hazard{{Code: "Y1", Date: day("2026-03-02"), UnitCode: "370103", Description: "甲", Deadline: day("2028-03-02"), Done: day(c.done), Origin: row(2)}}
		if c.reviewed != "" {
			o.Hazards[0].Reviewed = day(c.reviewed)
		}
		if c.today != "" {
			o.Today = day(c.today)
		}
		got := ""
		for _, d := range o.Check().All() {
			if d.Code == "done-to-come" {
				got += d.Value + " "
			}
		}
		if got != c.want {
			t.Errorf("%+v: told of %q", c, got)
		}
	}
}
