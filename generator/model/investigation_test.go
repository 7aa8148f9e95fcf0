package model

import (
	"strings"
	"testing"
)

// What an investigation found is told once its report is approved; the day of the
// approval is one, whichever table says it.
func TestInvestigations(t *testing.T) {
	o := yearCity()
	o.Accidents = []*Accident{
		{Code: "A1", Date: day("2026-01-05"), Time: "07:05", UnitCode: "370102", Industry: "道路交通", Deaths: 3, Cause: "超速", Approved: day("2026-03-10"), Origin: row(2)},
		{Code: "A2", Date: day("2026-02-06"), UnitCode: "370103", Industry: "工贸", Deaths: 1, Origin: row(3)},
		{Code: "A3", Date: day("2026-02-07"), UnitCode: "370103", Industry: "工贸", Deaths: 1, Origin: row(4)},
		{Code: "A4", Date: day("2026-02-08"), UnitCode: "370103", Industry: "工贸", Deaths: 4, Origin: row(5)},
	}
	o.Investigations = []*Investigation{
		{AccidentCode: "A1", Nature: Culpable, Indirect: "培训不到位。\n\n监控缺失；\n", Origin: row(2)},
		{AccidentCode: "A2", Approved: day("2026-04-01"), Nature: Accidental, Direct: "雷击。", Origin: row(3)},
	}
	sound6(t, o)
	first := o.Investigations[0]
	if first.Approved != day("2026-03-10") || first.DirectCause() != "超速" || strings.Join(first.IndirectCauses(), "|") != "培训不到位|监控缺失" {
		t.Errorf("the investigation of A1 is %+v", first)
	}
	if o.Accidents[1].Approved != day("2026-04-01") || o.Investigations[1].DirectCause() != "雷击" {
		t.Errorf("A2 was approved on %s, by %q", o.Accidents[1].Approved, o.Investigations[1].DirectCause())
	}
	if name := o.Accidents[0].Called(); !strings.HasSuffix(name, "“1·5”道路交通较大事故") || o.Accidents[0].Clock() != "7时05分" || o.Accidents[1].Clock() != "" {
		t.Errorf("A1 is called %s, at %q", name, o.Accidents[0].Clock())
	}
	for span, want := range map[string]string{"2026-03": "A1 已批复 A2 未批复 A4 未批复", "2026-04": "A1 已批复 A2 已批复 A4 未批复"} {
		p := quarterMonth(span)
		var got []string
		for _, c := range sure(o.AccidentCases(p.ToDate())) {
			got = append(got, c.Accident.Code, c.State())
			if (c.Found() != nil) != (c.State() == "已批复" && c.Investigation != nil) || c.Approved().IsZero() != (c.State() == "未批复") {
				t.Errorf("in %s %s tells what was not approved, or hides what was", span, c.Accident.Code)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("to %s the ledger has %v, want %s", span, got, want)
		}
	}
	o.Investigations = append(o.Investigations, &Investigation{AccidentCode: "A9", Origin: row(4)}, &Investigation{AccidentCode: "A3", Approved: day("2026-01-02"), Origin: row(5)})
	first.Approved = day("2026-03-11")
	codes := ""
	for _, d := range o.Check().All() {
		codes += d.Code + " "
	}
	if codes != "investigation-approval investigation-accident-unknown investigation-approved investigation-unfinished investigation-unfinished " {
		t.Errorf("the complaints are %s", codes)
	}
}
