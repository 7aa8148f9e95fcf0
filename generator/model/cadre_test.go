package model

import (
	"slices"
	"strings"
	"testing"
)

// What follows for a unit's leaders follows from its veto, its grade, and its rank of two
// years; the firms of a place are not asked about.
func TestCadreSuggestions(t *testing.T) {
	set := func(standings []*Standing, change func(o *Office)) string {
		o := yearCity()
		o.Criteria = append(o.Criteria, &Criterion{Year: 2025, Code: "Q1", Tier: Enterprise, Group: "责任", FullMark: 100, Origin: row(9)})
		o.Marks = append(o.Marks, &Mark{Year: 2025, UnitCode: "E1", CriterionCode: "Q1", Origin: row(19)})
		if o.Standings = standings; change != nil {
			change(o)
		}
		if l := o.Check(); l.Errors() > 0 {
			t.Fatal(l.All())
		}
		var got []string
		for _, s := range o.CadreSuggestions(quarterMonth("2025")) {
			said := "—"
			for word, short := range map[string]string{"优先": "优先", "提醒": "提醒", "调整": "调整", "取消": "否决", "暂缓": "待定", "约谈": "不合格"} {
				if strings.Contains(s.Suggestion, word) {
					said = short
				}
			}
			got = append(got, s.Unit.Code+s.RankText()+said)
		}
		return strings.Join(got, " ")
	}
	last := func(code string) []*Standing {
		return []*Standing{{Year: 2024, UnitCode: code, Rank: 3, Score: 80, Origin: row(2)}}
	}
	behind := func(o *Office) {
		o.Adjustments = []*Adjustment{{Year: 2025, UnitCode: "370104", Kind: Reduction, Points: 12, Reason: "通报", Origin: row(2)}}
	}
	for _, c := range []struct{ name, got, want string }{
		{"the last of those that are all 优秀", set(last("370104"), nil), "370102第1位优先 370103第1位优先 370104第3位—"},
		{"last again", set(last("370104"), behind), "370102第1位优先 370103第1位优先 370104第3位调整"},
		{"last once", set(last("370103"), behind), "370102第1位优先 370103第1位优先 370104第3位提醒"},
		{"the only one of its tier", set(nil, func(o *Office) {
			o.Marks = slices.DeleteFunc(o.Marks, func(m *Mark) bool { return m.UnitCode == "370103" || m.UnitCode == "370104" })
		}), "370102——"},
		{"vetoed", set(nil, func(o *Office) {
			o.Adjustments = []*Adjustment{{Year: 2025, UnitCode: "370103", Kind: Veto, Reason: "瞒报", Origin: row(2)}}
		}), "370102第1位优先 370104第2位— 370103—否决"},
		{"failed", set(nil, func(o *Office) {
			o.Adjustments = []*Adjustment{{Year: 2025, UnitCode: "370104", Kind: Reduction, Points: 40, Reason: "通报", Origin: row(2)}}
		}), "370102第1位优先 370103第1位优先 370104第3位不合格"},
		{"open", set(nil, func(o *Office) {
			o.Accidents = []*Accident{{Code: "A9", Date: day("2025-08-17"), UnitCode: "370104", Industry: "火灾", Deaths: 3, Origin: row(2)}}
		}), "370102第1位优先 370103第1位优先 370104—待定"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
}

// The only unit of a tier that is assessed has no rank: a first of one is none. Nor did it
// rise or fall.
func TestLoneUnitHasNoRank(t *testing.T) {
	o := yearCity()
	o.Criteria = append(o.Criteria, &Criterion{Year: 2025, Code: "Q1", Tier: Enterprise, Group: "责任", FullMark: 100, Origin: row(9)})
	o.Marks = append(o.Marks, &Mark{Year: 2025, UnitCode: "E1", CriterionCode: "Q1", Origin: row(19)})
	o.Standings = []*Standing{{Year: 2024, UnitCode: "E1", Rank: 3, Score: 80, Origin: row(2)}}
	o.Check()
	of := map[Tier][]*Assessment{}
	for _, a := range o.Assessments(quarterMonth("2025")) {
		of[a.Unit.Tier] = append(of[a.Unit.Tier], a)
	}
	if len(of[Enterprise]) != 1 || of[Enterprise][0].Rank != 0 || of[Enterprise][0].Move() != "—" {
		t.Errorf("the only firm: %+v", of[Enterprise])
	}
	if len(of[County]) < 2 || of[County][0].Rank != 1 {
		t.Errorf("counties: %+v", of[County])
	}
}
