package model

import (
	"strings"
	"testing"

	"hongtou/generator/period"
)

// A department's duties are those of its agreement; one whose kind nobody can tell has a
// row without a line, and counties are no departments.
func TestMemberDuties(t *testing.T) {
	o := yearCity()
	o.Units = append(o.Units,
		&Unit{Code: "D8", Name: "某市消防救援支队", Tier: Department, ParentCode: "370100", Origin: row(90)},
		&Unit{Code: "D9", Name: "某市无名局", Tier: Department, ParentCode: "370100", Origin: row(91)})
	sound6(t, o)
	for _, u := range o.Units[len(o.Units)-2:] {
		if u.Parent != o.Region {
			t.Fatalf("%s lies below %v", u.Name, u.Parent)
		}
	}
	year := period.Period{Year: 2026, Kind: period.Year, Index: 1}
	lines, units := map[string]int{}, map[string]*MemberDuty{}
	for _, l := range o.MemberLines(year) {
		units[l.Unit.Code] = l.MemberDuty
		if l.Number > 0 {
			lines[l.Unit.Code]++
		}
		if (l.Number == 0) != (l.Text == "") || l.Unit.Tier != Department {
			t.Errorf("%s has a line %d %q", l.Unit.Name, l.Number, l.Text)
		}
	}
	fire := units["D8"]
	if fire == nil || fire.Class() != "行业监管" || lines["D8"] != len(fire.Lines()) || strings.Join(fire.Lines(), "") == "" {
		t.Errorf("the fire brigade has %d lines and is of %+v", lines["D8"], fire)
	}
	if units["D9"] == nil || lines["D9"] != 0 || units["D9"].Class() != "" {
		t.Errorf("a department of no known kind has %d lines", lines["D9"])
	}
}
