package model

import "testing"

// An event that is entered twice under two codes is told of; what differs in a word, what
// has too few words, and two rows of one code are not.
func TestEventsTwice(t *testing.T) {
	accident := func(code, place string, n int) *Accident {
		return &Accident{Code: code, Date: day("2026-03-02"), UnitCode: "370103", Industry: "矿山", Type: "坍塌", Location: place, Deaths: 1, Loss: 30, Origin: row(n)}
	}
	extra := func(a *Accident, note string) *Accident {
		KeepExtra(&a.Origin, map[string]string{"备注": note})
		return a
	}
	less := func(code string, n int) *Accident { // seven columns: its day, four numbers of persons, the loss, and the grade by them
		return &Accident{Code: code, Date: day("2026-03-02"), Deaths: 1, Loss: 30, Origin: row(n)}
	}
	typed := func(a *Accident) *Accident {
		a.Type = "坍塌"
		return a
	}
	for name, c := range map[string]struct {
		accidents []*Accident
		want      string
	}{
		"twice":         {[]*Accident{accident("A1", "一采区", 2), accident("A2", "一采区", 3)}, "A2"},
		"another place": {[]*Accident{accident("A1", "一采区", 2), accident("A2", "二采区", 3)}, ""},
		"another note":  {[]*Accident{extra(accident("A1", "一采区", 2), "甲"), extra(accident("A2", "一采区", 3), "乙")}, ""},
		"one code":      {[]*Accident{accident("A1", "一采区", 2), accident("A1", "一采区", 3)}, ""},
		"three of them": {[]*Accident{accident("A1", "一采区", 2), accident("A2", "一采区", 3), accident("A3", "一采区", 4)}, "A2A3"},
		"eight columns": {[]*Accident{typed(less("A1", 2)), typed(less("A2", 3))}, "A2"},
		"seven columns": {[]*Accident{less("A1", 2), less("A2", 3)}, ""},
		"another day":   {[]*Accident{accident("A1", "", 2), {Code: "A2", Date: day("2026-03-03"), UnitCode: "370103", Industry: "矿山", Type: "坍塌", Deaths: 1, Loss: 30, Origin: row(3)}}, ""},
	} {
		o := yearCity()
		o.Accidents = c.accidents
		got := ""
		for _, d := range o.Check().All() {
			if d.Code == "event-twice" {
				got += d.Value
			}
		}
		if got != c.want {
			t.Errorf("%s: told of %q, want %q", name, got, c.want)
		}
	}
	// The numbers of its papers differ where each has its own.
	papers := yearCity()
	for i, code := range []string{"Y1", "Y2"} {
		papers.Hazards = append(papers.Hazards, &Hazard{Code: code, Date: day("2026-03-02"), UnitCode: "370103", Description: "通道堵塞", Site: "车间", Category: "消防",
			Measure: "清理", Person: "林青", Method: "暗访", Inspector: "应急局", Deadline: day("2026-03-20"), Notice: "改" + code, Origin: row(i + 2)})
	}
	told := false
	for _, d := range papers.Check().All() {
		told = told || d.Code == "event-twice" && d.Value == "Y2"
	}
	if !told {
		t.Error("two hazards that differ in the numbers of their papers alone are not told of")
	}
	few := yearCity()
	few.Drills = []*Drill{{Code: "D1", Date: day("2026-03-02"), UnitCode: "370103", Origin: row(2)}, {Code: "D2", Date: day("2026-03-02"), UnitCode: "370103", Origin: row(3)}}
	for _, d := range few.Check().All() {
		if d.Code == "event-twice" {
			t.Errorf("records of a few words: %v", d)
		}
	}
}
