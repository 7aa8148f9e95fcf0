package model

import (
	"fmt"
	"strings"
	"testing"
)

// supervised is a county with a firm and a department, and a supervision of some days.
func supervised(s *Supervision, groups []*Group, items ...*SupervisionItem) *Office {
	s.Name, s.Start, s.End = "春季督查", day("2026-03-25"), day("2026-04-03")
	for n, i := range items {
		i.Code, i.Deadline, i.Origin = fmt.Sprint("H", n), day("2026-05-01"), row(n+2)
		if i.UnitCode == "" {
			i.UnitCode = "C1"
		}
		if i.Date.IsZero() {
			i.Date = day("2026-03-26")
		}
	}
	for _, g := range groups {
		g.SupervisionName = s.Name
	}
	return &Office{RegionCode: "0", Units: []*Unit{{Code: "0", Name: "安澜市", Tier: City}, {Code: "C1", Name: "临河区", Tier: County, ParentCode: "0"},
		{Code: "E1", Name: "化工厂", Tier: Enterprise, ParentCode: "C1"}, {Code: "E2", Name: "直属企业", Tier: Enterprise, ParentCode: "0"}, {Code: "D1", Name: "交通局", Tier: Department, ParentCode: "0"}},
		SupervisionList: []*Supervision{s}, Groups: groups, Items: items}
}

// A finding is of the supervision that it names; else of that of its days and kind,
// else group; where the record has neither, of its days. What does not fit is said.
func TestFindingsOfASupervision(t *testing.T) {
	group := func() []*Group { return []*Group{{Name: "第一督查组", UnitCodes: []string{"C1", "D1"}}} }
	for _, c := range []struct {
		name   string
		method string
		groups []*Group
		item   SupervisionItem
		of     string // who answers for it; "" for no finding of the supervision
		code   string
	}{
		{"its kind", "季度督查", nil, SupervisionItem{Method: "季度督查"}, "C1", ""},
		{"another kind", "季度督查", nil, SupervisionItem{Method: "暗访"}, "", ""},
		{"its kind before it began", "季度督查", nil, SupervisionItem{Method: "季度督查", Date: day("2026-03-24")}, "", ""},
		{"its kind on the last day", "季度督查", nil, SupervisionItem{Method: "季度督查", Date: day("2026-04-03")}, "C1", ""},
		{"its kind after it ended", "季度督查", nil, SupervisionItem{Method: "季度督查", Date: day("2026-04-04")}, "", ""},
		{"its group", "", group(), SupervisionItem{Group: "第一督查组"}, "C1", ""},
		{"another group", "", group(), SupervisionItem{Group: "检查组"}, "", ""},
		{"its kind by a group that is not listed", "季度督查", group(), SupervisionItem{Method: "季度督查", Group: "第1督查组"}, "C1", "item-group-unknown"},
		{"no kind and no group", "季度督查", group(), SupervisionItem{}, "", "item-kind-missing"},
		{"the days alone", "", nil, SupervisionItem{}, "C1", ""},
		{"its name, of another kind", "季度督查", nil, SupervisionItem{SupervisionName: "春季督查", Method: "暗访"}, "C1", ""},
		{"its name before it began", "季度督查", nil, SupervisionItem{SupervisionName: "春季督查", Date: day("2026-03-24")}, "C1", "item-supervision-early"},
		{"its name after it ended", "季度督查", nil, SupervisionItem{SupervisionName: "春季督查", Date: day("2026-04-07")}, "C1", "item-supervision-late"},
		{"no such name", "季度督查", nil, SupervisionItem{SupervisionName: "夏季督查", Method: "季度督查"}, "", "item-supervision-unknown"},
		{"a firm's is its county's", "", nil, SupervisionItem{UnitCode: "E1"}, "C1", ""},
		{"a firm's below the region is its own", "", nil, SupervisionItem{UnitCode: "E2"}, "E2", ""},
		{"a firm that nobody was to visit", "", group(), SupervisionItem{UnitCode: "E2", Group: "第一督查组"}, "E2", "item-object-outside"},
	} {
		item := c.item
		o := supervised(&Supervision{Method: c.method}, c.groups, &item)
		code := ""
		for _, d := range o.Check().All() {
			code += d.Code
		}
		of := ""
		if item.Supervision != nil {
			of = item.Object.Code
		}
		if of != c.of || code != c.code {
			t.Errorf("%s: it is answered for by %q with %q, want %q with %q", c.name, of, code, c.of, c.code)
		}
	}
}

// Two supervisions of the same days and kind are told apart by their groups, or else
// the finding must name one; a paper of the quarter is about the one that it names.
func TestTwoSupervisions(t *testing.T) {
	two := func(group string, item *SupervisionItem) *Office {
		o := supervised(&Supervision{Method: "季度督查"}, []*Group{{Name: "第一督查组"}}, item)
		o.SupervisionList = append(o.SupervisionList, &Supervision{Name: "节前督查", Start: day("2026-03-20"), End: day("2026-03-31"), Method: "季度督查"})
		o.Groups = append(o.Groups, &Group{SupervisionName: "节前督查", Name: group})
		return o
	}
	item := &SupervisionItem{Method: "季度督查", Group: "第二督查组"}
	if o := two("第二督查组", item); o.Check().Len() > 0 || item.Supervision == nil || item.Supervision.Name != "节前督查" {
		t.Errorf("the group does not tell: %v", item.Supervision)
	}
	o := two("第一督查组", &SupervisionItem{Method: "季度督查", Group: "第一督查组"})
	if l := o.Check(); l.Errors() != 1 || l.All()[0].Code != "item-supervision-several" {
		t.Errorf("a finding of two supervisions: %v", l.All())
	}
	q := quarter(t, "2026Q1")
	if _, err := o.SupervisionIn(q, ""); err == nil || !strings.Contains(err.Error(), "which of them") {
		t.Errorf("a paper about one of two: %v", err)
	}
	if s := sure(o.SupervisionIn(q, "节前督查")); s.Name != "节前督查" || o.SupervisionName(q, "节前督查") != "节前督查" || o.SupervisionName(q) != "2026年第一季度安全生产专项督查" {
		t.Errorf("it is about %s", s.Name)
	}
	if _, err := o.SupervisionIn(quarter(t, "2026Q2"), ""); err == nil {
		t.Error("a quarter without a supervision has one")
	}
}

// A supervision that goes on after its quarter is told of up to its last day, or the
// paper's; nothing of it is lost to both quarters.
func TestSupervisionAcrossTheQuartersEnd(t *testing.T) {
	late := &SupervisionItem{Date: day("2026-04-02")}
	o := supervised(&Supervision{}, nil, &SupervisionItem{}, late)
	o.Check()
	q := quarter(t, "2026Q1")
	for asOf, want := range map[string]string{"2026-03-31": "2026-03-31 1", "2026-04-01": "2026-04-01 1", "2026-04-20": "2026-04-03 2"} {
		p := q.Until(day(asOf))
		if got := fmt.Sprint(sure(o.SupervisionAsOf(p)), " ", len(sure(o.Findings(p)))); got != want {
			t.Errorf("on %s it tells of %s, want %s", asOf, got, want)
		}
	}
	if others := sure(o.Others(quarter(t, "2026Q2"))); len(others) != 0 {
		t.Errorf("%d findings of the second quarter are another check's", len(others))
	}
	if s := o.SupervisionList[0].Span(); s != "2026年3月25日至4月3日" {
		t.Error(s)
	}
}
