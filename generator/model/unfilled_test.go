package model

import (
	"slices"
	"testing"
)

func TestAccidentNamed(t *testing.T) {
	for industry, want := range map[string]string{"道路交通": "道路交通较大事故", "消防": "较大火灾事故", "火灾": "较大火灾事故", "其他": "较大事故", "/": "较大事故", "": "较大事故"} {
		if got := (&Accident{Industry: industry, Grade: Serious}).Named(); got != want {
			t.Errorf("%s: %s, want %s", industry, got, want)
		}
	}
}

// A word that says nothing is no category, whatever it is.
func TestUnfilledIsNoKind(t *testing.T) {
	for _, word := range []string{"", " ", "/", "—", "-", "--", "无", "不详", "待查", "调查中", "无。"} {
		if got := named(word, unknownCategory); got != unknownCategory || filledIn(got) {
			t.Errorf("%q is the category %q", word, got)
		}
	}
	for _, word := range []string{"无证上岗", "现场管理", "其他", "A"} {
		if got := named(word, unknownCategory); got != word || !filledIn(got) {
			t.Errorf("%q is %q", word, got)
		}
	}
}

// 消防 of an accident counts as 火灾, in its row and against its control figure, which
// a table may write either way.
func TestFireIsOneField(t *testing.T) {
	for _, written := range []string{"消防", "火灾"} {
		for _, target := range []string{"消防", "火灾"} {
			o := city()
			for _, a := range o.Accidents {
				a.Industry = written
			}
			o.Settings.Industries = []string{"矿山", target}
			o.Targets = []*Target{{UnitCode: o.RegionCode, Year: 2026, Indicator: DeathsIndicator, Industry: target, Value: 7, Measure: "人"}}
			o.Check()
			rows := o.Statistics(quarter(t, "2026Q1")).ByIndustry
			i := slices.IndexFunc(rows, func(r Row) bool { return r.Name == "火灾" })
			if len(rows) != 2 || i != 1 || rows[1].this.Accidents == 0 || rows[1].Control == nil || *rows[1].Control != 7 {
				t.Errorf("accidents of %s, control of %s: %+v", written, target, rows)
			}
		}
	}
}
