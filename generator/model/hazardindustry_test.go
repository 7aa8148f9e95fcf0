package model

import (
	"slices"
	"testing"

	"hongtou/generator/period"
)

// Hazards whose industry is not entered are counted under a name that says so, behind
// all others.
func TestHazardsWithoutAnIndustry(t *testing.T) {
	o := yearCity()
	o.Hazards = nil
	for i, industry := range []string{"", "道路交通", "待核", "采砂"} {
		o.Hazards = append(o.Hazards, &Hazard{Code: string(rune('A' + i)), Date: day("2026-03-02"), UnitCode: "E1", Description: "甲", Industry: industry, Deadline: day("2026-03-20"), Origin: row(i + 2)})
	}
	o.Check()
	p, err := period.Parse("2026Q1")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := o.HazardsByIndustry(p)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, r := range rows {
		names = append(names, r.Name)
	}
	if want := []string{"道路交通", "采砂", "行业未填"}; !slices.Equal(names, want) || rows[len(rows)-1].Found != 2 {
		t.Errorf("rows %v, want %v, the last of two", names, want)
	}
}
