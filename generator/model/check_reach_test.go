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
