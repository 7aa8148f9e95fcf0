package model

import (
	"fmt"
	"slices"
	"testing"

	"hongtou/generator/diag"
)

// The weights of a year stand beside those of the year before, projects that came and
// went too.
func TestWeights(t *testing.T) {
	o := yearCity()
	o.Criteria = append(o.Criteria,
		&Criterion{Year: 2026, Code: "X1", Tier: County, Group: "责任", FullMark: 40, Origin: row(4)},
		&Criterion{Year: 2026, Code: "X2", Tier: County, Group: "整治", FullMark: 45, Origin: row(5)},
		&Criterion{Year: 2026, Code: "X3", Tier: County, Group: "责任", FullMark: 15, Origin: row(6)},
		&Criterion{Year: 2026, Code: "B1", Tier: Department, Group: "监管", FullMark: 100, Origin: row(7)})
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	got := ""
	for _, w := range o.Weights(2026, "县区") {
		got += fmt.Sprint(w.Group, w.Last, " ", w.This, " ", w.Change(), "; ")
	}
	if want := "责任60 55 -5; 整治0 45 45; 隐患40 0 -40; "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := fmt.Sprint(o.CriteriaTiers(2026), o.CriteriaTiers(2025), o.CriteriaTiers(2024)); got != "[县区 部门] [县区] []" {
		t.Error(got)
	}
}

// What a unit gave itself counts where its marks do not say it, and no unit gives itself
// more than there is, nor marks of another tier.
func TestSelfMarks(t *testing.T) {
	score := func(x float64) *float64 { return &x }
	o := yearCity()
	o.Marks[0].Self = score(58)
	o.SelfMarks = []*SelfMark{
		{Year: 2025, UnitCode: "370102", CriterionCode: "X1", Score: score(60), Origin: row(2)},
		{Year: 2025, UnitCode: "370102", CriterionCode: "X2", Score: score(39.5), Note: "逾期1项", Origin: row(3)},
		{Year: 2025, UnitCode: "370103", CriterionCode: "X2", Origin: row(4)},
	}
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	year := quarterMonth("2025")
	if a, b := o.AssessmentOf(o.Unit("370102"), year), o.AssessmentOf(o.Unit("370103"), year); a.Self != 97.5 || b.Self != 0 {
		t.Errorf("they gave themselves %v and %v", a.Self, b.Self)
	}
	if m := o.SelfMarkOf(o.Unit("370102"), o.Criteria[1]); m == nil || m.Note != "逾期1项" || o.SelfMarkOf(o.Unit("370104"), o.Criteria[1]) != nil {
		t.Errorf("%+v", m)
	}
	for code, change := range map[string]func(m *SelfMark){
		"self-mark-full":         func(m *SelfMark) { m.Score = score(41) },
		"mark-criterion-unknown": func(m *SelfMark) { m.CriterionCode = "X9" },
		"mark-criterion-tier":    func(m *SelfMark) { m.UnitCode = "D1" },
	} {
		o := yearCity()
		m := &SelfMark{Year: 2025, UnitCode: "370102", CriterionCode: "X2", Score: score(1), Origin: row(2)}
		change(m)
		o.SelfMarks = []*SelfMark{m}
		if l := o.Check(); l.Errors() != 1 || !slices.ContainsFunc(l.All(), func(d diag.Diagnostic) bool { return d.Severity == diag.Error && d.Code == code }) {
			t.Errorf("%s: %v", code, l.All())
		}
	}
}

// A sum of some criteria is nobody's mark of 100: it is not stated, and check says why.
func TestSelfMarksOfSomeCriteria(t *testing.T) {
	score := 58.0
	o := yearCity()
	o.Marks[0].Self = &score
	l := o.Check()
	if all := l.All(); len(all) != 1 || all[0].Code != "mark-self-missing" || all[0].Severity != diag.Note {
		t.Errorf("%v", all)
	}
	if a := o.AssessmentOf(o.Marks[0].Unit, quarterMonth("2025")); a.Self != 0 {
		t.Errorf("the unit gave itself %v of one criterion", a.Self)
	}
}
