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
