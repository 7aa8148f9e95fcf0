package model

import (
	"strings"
	"testing"

	"hongtou/generator/period"
)

// vetoCity has an accident of 2025 whose report names a county that was assessed.
func vetoCity(rulings ...*VetoRuling) *Office {
	o := yearCity()
	o.Accidents = []*Accident{{Code: "A9", Date: day("2025-08-17"), UnitCode: "370103", Industry: "火灾", Deaths: 3, Approved: day("2025-11-14"), Origin: row(2)}}
	o.Investigations = []*Investigation{{AccidentCode: "A9", Approved: day("2025-11-14"), Nature: Culpable, Direct: "短路", UnitCodes: []string{"370103"}, Origin: row(2)}}
	o.VetoRulings = rulings
	return o
}

// A unit that was spared is assessed by its score; one that was vetoed for something else
// than an accident is vetoed from the day of the ruling; a case that is open changes nothing.
func TestVetoRulings(t *testing.T) {
	year := quarterMonth("2025")
	spared := &VetoRuling{Code: "V1", Year: 2025, UnitCode: "370103", AccidentCode: "A9", Notified: day("2025-12-01"), Pleaded: day("2025-12-03"), Plea: "甲。", Decided: day("2025-12-20"), Decision: Spared, Origin: row(2)}
	lied := &VetoRuling{Code: "V2", Year: 2025, UnitCode: "370104", Reason: "台账作假。", Notified: day("2025-12-01"), Decided: day("2025-12-20"), Decision: Upheld, Origin: row(3)}
	for _, c := range []struct {
		name    string
		rulings []*VetoRuling
		asOf    string
		vetoed  string
	}{
		{"without a ruling", nil, "2025-12-31", "370103"},
		{"spared", []*VetoRuling{spared}, "2025-12-31", ""},
		{"before it was spared", []*VetoRuling{spared}, "2025-12-19", "370103"},
		{"for something else", []*VetoRuling{spared, lied}, "2025-12-31", "370104"},
		{"before that was ruled", []*VetoRuling{spared, lied}, "2025-12-19", "370103"},
	} {
		o := vetoCity(c.rulings...)
		if l := o.Check(); l.Errors() > 0 {
			t.Fatal(c.name, l.All())
		}
		p := year.Until(day(c.asOf))
		var vetoed []string
		for _, a := range o.Assessments(p) {
			if a.Vetoed() {
				vetoed = append(vetoed, a.Unit.Code)
			}
		}
		var decided []string
		for _, a := range o.Decisions(p) {
			if a.Kind == Veto {
				decided = append(decided, a.UnitCode)
			}
		}
		if got := strings.Join(vetoed, " "); got != c.vetoed || strings.Join(decided, " ") != got {
			t.Errorf("%s: %s is vetoed, %v by the sheet of decisions, want %s", c.name, got, decided, c.vetoed)
		}
	}
	o := vetoCity(spared, lied)
	o.Adjustments = []*Adjustment{{Year: 2025, UnitCode: "370104", Kind: Veto, Reason: "台账作假", Origin: row(2)}}
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	if a := o.AssessmentOf(o.Unit("370104"), year); len(a.Vetoes) != 1 {
		t.Errorf("one veto in two tables counts as %v", a.Vetoes)
	}
	if got := o.VetoGround(o.VetoRulings[0]); got != "2025年度安全生产目标管理责任书关于一票否决的条款" {
		t.Errorf("it rests on %s", got)
	}
	if v := o.VetoRulings[0]; v.ReasonText() != "2025年8月17日发生"+o.Accidents[0].Named() || v.Investigation() == nil || v.PleaText() != "甲" || len(o.VetoRulingsFor(2024)) != 0 {
		t.Errorf("%+v", v)
	}
}

// What can't be is told of.
func TestVetoRulingsThatCannotBe(t *testing.T) {
	for code, change := range map[string]func(o *Office, v *VetoRuling){
		"veto-accident-unknown": func(_ *Office, v *VetoRuling) { v.AccidentCode = "A0" },
		"veto-reason":           func(_ *Office, v *VetoRuling) { v.AccidentCode = "" },
		"veto-year":             func(_ *Office, v *VetoRuling) { v.Year = 2026 },
		"veto-not-liable":       func(_ *Office, v *VetoRuling) { v.UnitCode = "370102" },
		"veto-pleaded":          func(_ *Office, v *VetoRuling) { v.Pleaded = day("2025-11-30") },
		"veto-decided":          func(_ *Office, v *VetoRuling) { v.Decided = day("2025-11-30") },
		"veto-undecided":        func(_ *Office, v *VetoRuling) { v.Decision = "" },
		"veto-unanswered":       func(_ *Office, v *VetoRuling) { v.Plea = "" },
		"veto-day":              func(_ *Office, v *VetoRuling) { v.Decided = period.Date{} },
		"veto-twice": func(o *Office, v *VetoRuling) {
			again := *v
			again.Code, again.Origin = "V9", row(9)
			o.VetoRulings = append(o.VetoRulings, &again)
		},
		"veto-unapproved": func(_ *Office, v *VetoRuling) { v.Notified = day("2025-11-13") },
		"veto-early": func(o *Office, v *VetoRuling) {
			o.Settings.Limits.VetoPlea, v.Pleaded, v.Plea, v.Decided = "7日", period.Date{}, "", day("2025-12-08")
		},
		"veto-early ": func(_ *Office, v *VetoRuling) { // of working days: as many days at least
			v.Pleaded, v.Plea, v.Decided = period.Date{}, "", day("2025-12-06")
		},
		"veto-spared": func(o *Office, v *VetoRuling) {
			v.AccidentCode, v.Reason, v.Decision = "", "作假", Spared
			o.Adjustments = []*Adjustment{{Year: 2025, UnitCode: "370103", Kind: Veto, Reason: "作假", Origin: row(2)}}
		},
	} {
		v := &VetoRuling{Code: "V1", Year: 2025, UnitCode: "370103", AccidentCode: "A9", Notified: day("2025-12-01"), Pleaded: day("2025-12-03"), Plea: "甲", Decided: day("2025-12-20"), Decision: Upheld, Origin: row(2)}
		o := vetoCity(v)
		change(o, v)
		said := false
		for _, d := range o.Check().All() {
			said = said || d.Code == strings.TrimSpace(code)
		}
		if !said {
			t.Errorf("%s is not told of", code)
		}
	}
	o := vetoCity(&VetoRuling{Code: "V1", Year: 2025, UnitCode: "370103", AccidentCode: "A9", Notified: day("2025-12-01"), Origin: row(2)})
	o.Accidents[0].Approved, o.Investigations = period.Date{}, nil
	if l := o.Check(); l.Errors() != 1 || l.All()[0].Code != "veto-unapproved" {
		t.Errorf("a report that is not approved: %v", l.All())
	}
}
