package fill

import (
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// ledgers is an office with two hazards and two listings.
func ledgers(t *testing.T) *model.Office {
	t.Helper()
	date := func(month, day int) period.Date { return period.Date{Year: 2026, Month: month, Day: day} }
	o := &model.Office{Name: "安委办",
		Units: []*model.Unit{{Code: "S", Name: "某市", Tier: model.City}, {Code: "B", Name: "某县", Tier: model.County, ParentCode: "S"}},
		Hazards: []*model.Hazard{
			{Code: "H1", Date: date(1, 5), UnitCode: "B", Deadline: date(2, 5), Major: true, Handling: model.Stopped, Person: "甲", Measure: "停用", Plan: "值守", Basis: "标准", Funds: new(float64)},
			{Code: "H2", Date: date(3, 5), UnitCode: "S", Deadline: date(4, 5), Handling: model.AtOnce},
		},
		Listings: []*model.Listing{
			{Code: "L1", Date: date(1, 8), Kind: model.HazardListing, UnitCode: "B", Deadline: date(3, 1), Accepted: date(3, 4), Acceptor: "乙", Opinion: "合格", Delisted: date(3, 6)},
			{Code: "L2", Date: date(2, 8), Kind: model.DutyListing, UnitCode: "S", Deadline: date(3, 1)},
		},
	}
	if l := o.Check(); l.Len() > 0 {
		t.Fatal(l.All())
	}
	return o
}

// Records of ledgers are chosen by their columns, and belong to the period that
// the date lies in which the template names.
func TestEachOfLedgers(t *testing.T) {
	office := ledgers(t)
	q1 := period.Period{Year: 2026, Kind: period.Quarter, Index: 1}
	march := period.Period{Year: 2026, Kind: period.Month, Index: 3}
	for _, c := range []struct {
		expr, quarter, march string
	}{
		{"hazards", "H1 H2", "H2"},
		{"hazards where 隐患等级 is 重大", "H1", ""},
		{"hazards where major is not 重大", "H2", "H2"},
		{"hazards where 处理方式 in (限期整改, 停产停业整改)", "H1", ""},
		{"hazards by 整改期限", "H1", ""},
		{"listings", "L1 L2", ""},
		{"listings by 摘牌日期", "L1", "L1"},
		{"listings by delisted where kind is 工作责任", "", ""},
	} {
		var problem diag.Text
		e := parseEach(c.expr, nil, func(p, _ diag.Text) { problem = p })
		if problem.Zh != "" {
			t.Errorf("%s: %s", c.expr, problem.Zh)
			continue
		}
		tpl := &Template{course: course{each: e}}
		codes := func(p period.Period) string {
			var out []string
			for _, s := range tpl.Selected(office) {
				if s.In(p) {
					out = append(out, s.Code())
				}
			}
			return strings.Join(out, " ")
		}
		if codes(q1) != c.quarter || codes(march) != c.march {
			t.Errorf("%s: %q in the quarter, %q in March; want %q and %q", c.expr, codes(q1), codes(march), c.quarter, c.march)
		}
	}
	for _, wrong := range []string{"hazards by 隐患描述", "hazards where 处理方式 is 拖着", "hazards by", "units by 日期", "nothing"} {
		complained := false
		parseEach(wrong, nil, func(_, _ diag.Text) { complained = true })
		if !complained {
			t.Errorf("%q is taken without complaint", wrong)
		}
	}
}

// A subject is bound with the unit that it concerns, and is found by that
// unit's code too.
func TestSubjectOfLedger(t *testing.T) {
	office := ledgers(t)
	tpl := &Template{course: course{each: parseEach("hazards", nil, func(_, _ diag.Text) { t.Error("hazards are not known") })}}
	s := tpl.Selected(office)[0]
	root := s.Bind(Root{Office: office})
	if root.Subject().Record != model.Record(office.Hazards[0]) || root.Unit != office.Unit("B") || root.Subject().Code() != "H1" {
		t.Errorf("bound to %+v", root)
	}
	if !s.About("H1") || !s.About("B") || s.About("S") || (Subject{}).About("S") {
		t.Error("a hazard is about its own code and its unit's")
	}
}

// A fault in a paper names the record that it was made for and where it stands.
func TestComplaintNamesRecord(t *testing.T) {
	office := ledgers(t)
	s, l := set(t, "t.md", "---\ntitle: t\nfile: \"{{.Hazard.Code}}.pdf\"\ncadence: month\neach: hazards\n---\n{{.Hazard.Nothing}}\n")
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	_, l = s.Get("t").Document(s.Get("t").Selected(office)[0].Bind(Root{Office: office}))
	if l.Len() != 1 || !strings.Contains(l.All()[0].About.Name, "H1 某县") {
		t.Errorf("complaints %v, want the hazard's code and its unit", l.All())
	}
}
