package model

import (
	"fmt"
	"testing"
)

// A unit's projects stand beside what the units of its tier got there on average.
func TestMarkGroups(t *testing.T) {
	o := yearCity()
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	var got string
	for _, g := range o.MarkGroupsOf(o.Unit("370104"), quarterMonth("2025")) {
		got += fmt.Sprint(g.Name, g.Full, " ", g.Score, " ", g.Average, " ", g.Units, " ", g.Gap(), " ", g.Lost(), "; ")
	}
	if want := "责任60 57 59 3 -2 3; 隐患40 36 36 3 0 4; "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if o.MarkGroupsOf(o.Unit("D1"), quarterMonth("2025")) != nil {
		t.Error("what was not assessed has projects")
	}
}

// An average rests on the marks of all units of the tier, a score on the unit's own.
func TestMarkGroupsRest(t *testing.T) {
	o := yearCity()
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	groups := Traced(o).MarkGroupsOf(o.Unit("370104"), quarterMonth("2025"))
	if len(groups) == 0 {
		t.Fatal("no projects")
	}
	for _, g := range groups {
		own, _ := g.Counted("Score")
		all, _ := g.Counted("Average")
		if len(own) != len(g.Marks) || len(all) != 3*len(g.Marks) {
			t.Errorf("%s rests on %d of %d marks, its average on %d", g.Name, len(own), len(g.Marks), len(all))
		}
	}
}
