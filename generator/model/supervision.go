package model

import (
	"fmt"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Supervision is one supervision (督查): who went where, when and what for. What it
// found are the findings that name it or, where they name none, those of its days, its
// kind (检查方式) and its groups (督查组). What other checks found is no part of it.
type Supervision struct {
	Name      string // 2026年第一季度安全生产专项督查
	Issuer    string // 组织单位, "" for the office itself
	Start     period.Date
	End       period.Date
	Method    string   // 检查方式 of its findings: 季度督查
	UnitCodes []string // 督查对象: governments and departments
	Units     []*Unit
	Focus     string // 重点事项, a line an item
	Origin

	Groups   []*Group           // in table order, set by Check
	Findings []*SupervisionItem // likewise

	objects map[*Unit]bool
}

var _ = Declare(Declaration[Supervision]{
	Name: "supervisions", Title: "督查", One: "督查", En: "supervision", Order: 36,
	List: func(o *Office) *[]*Supervision { return &o.SupervisionList },
	Columns: func(s *Supervision) []table.Column {
		return []table.Column{
			{At: &s.Name, Key: true, Label: true, Header: "督查名称", Required: true, Note: "如 2026年第一季度安全生产专项督查"},
			{At: &s.Issuer, Header: "组织单位", Aliases: []string{"督查机关"}, Note: "不填即本单位"},
			{At: &s.Start, Day: true, Header: "开始日期", Required: true},
			{At: &s.End, Header: "结束日期", Required: true},
			{At: &s.Method, Header: "检查方式", Note: "问题隐患表中属于本次督查的检查方式，如 季度督查"},
			{At: &s.UnitCodes, Link: &s.Units, Header: "督查对象", Aliases: []string{"被督查单位", "被督查单位编码"}, Note: "几个单位用、隔开；写在督查分组表的不必再写"},
			{At: &s.Focus, Header: "重点事项", Type: table.Long, Note: "一行一项，句末不加标点"},
		}
	},
	Check:  (*Checker).supervisions,
	Says:   "Units 写明的督查对象; Groups 督查分组; Findings 发现的问题; Objects 督查对象，包括各组的; Span 起止日期的写法; FocusItems 重点事项，一项一个",
	Office: "SupervisionsIn 本期开始的督查; SupervisionIn 本期的那一次督查，没有登记的不能制作; SupervisionName 本期督查的名称",
})

// Objects are the units that are supervised: its own and its groups', in this order.
func (s *Supervision) Objects() []*Unit {
	objects := slices.Clone(s.Units)
	for _, g := range s.Groups {
		for _, u := range g.Units {
			if !slices.Contains(objects, u) {
				objects = append(objects, u)
			}
		}
	}
	return objects
}

// Span is the supervision's days as a sentence tells of them: 2026年3月9日至20日.
func (s *Supervision) Span() string { return spanOf(s.Start, s.End) }

// spanOf is a span of days without the year and the month that its ends share.
func spanOf(start, end period.Date) string {
	switch {
	case end.IsZero() || end == start:
		return start.Long()
	case end.Year != start.Year:
		return start.Long() + "至" + end.Long()
	case end.Month != start.Month:
		return fmt.Sprintf("%s至%d月%d日", start.Long(), end.Month, end.Day)
	}
	return fmt.Sprintf("%s至%d日", start.Long(), end.Day)
}

// FocusItems are the items of focus, one by one.
func (s *Supervision) FocusItems() []string {
	var items []string
	for line := range strings.SplitSeq(s.Focus, "\n") {
		if line = strings.TrimRight(strings.TrimSpace(line), "。；;"); line != "" {
			items = append(items, line)
		}
	}
	return items
}

// object is the unit that answers for u in the supervision: the one that is supervised
// above it, or else the nearest government or department. A firm below none of them
// answers for itself.
func (s *Supervision) object(u *Unit, region *Unit) *Unit {
	for x := u; x != nil; x = x.Parent {
		if s.objects[x] {
			return x
		}
	}
	return answerable(u, region)
}

// holds tells whether a finding that names no supervision is this one's: it was made
// in its days, and is of its kind or, where one of them has no kind, by one of its
// groups. Where the record has neither kind nor groups the days alone tell.
func (s *Supervision) holds(i *SupervisionItem) bool {
	switch {
	case !s.during(i.Date):
		return false
	case s.Method != "" && i.Method != "":
		return i.Method == s.Method
	case len(s.Groups) > 0 && i.Group != "":
		return s.has(i.Group)
	}
	return s.Method == "" && len(s.Groups) == 0
}

func (s *Supervision) during(d period.Date) bool {
	return !d.IsZero() && !d.Before(s.Start) && !s.End.IsZero() && !d.After(s.End)
}

func (s *Supervision) has(group string) bool {
	return slices.ContainsFunc(s.Groups, func(g *Group) bool { return g.Name == group })
}

// SupervisionsIn lists the supervisions that begin in p, in table order.
func (o *Office) SupervisionsIn(p period.Period) []*Supervision {
	return datedIn(o.SupervisionList, p.Whole(), func(s *Supervision) period.Date { return s.Start })
}

// SupervisionIn is the supervision of p, of several the one with a name, which a paper
// gives. The error is a *Gap where there is none, or none of that name.
func (o *Office) SupervisionIn(p period.Period, name ...string) (*Supervision, error) {
	in := o.SupervisionsIn(p)
	if len(in) == 0 {
		return nil, o.noSupervision(p)
	}
	if s := chosen(in, name); s != nil {
		return s, nil
	}
	return nil, &Gap{Table: "supervisions", Code: "supervision-several", Place: in[len(in)-1].Place(), Brief: fmt.Sprintf("%s有%d次督查", p.Name(), len(in)),
		Problem: diag.T("%[1]s有%[2]d次督查（%[3]s），不知这份文书写哪一次", "%[4]s has %[2]d supervisions (%[3]s): which of them is the paper about?", p.Name(), len(in), diag.Names(namesOf(in)), p),
		Remedy:  diag.T("在 documents 下这份文书的 %s 中写明 supervision: 督查名称", "give its name as supervision under documents, %s of this paper", p)}
}

// chosen is the only supervision of a list, or the one that has the name.
func chosen(in []*Supervision, name []string) *Supervision {
	wanted := strings.Join(name, "")
	for _, s := range in {
		if s.Name == wanted || wanted == "" && len(in) == 1 {
			return s
		}
	}
	return nil
}

// SupervisionName is what a paper of p calls the supervision: its name, or that of the
// period where there is none yet, or several.
func (o *Office) SupervisionName(p period.Period, name ...string) string {
	tell[*Supervision](o, "SupervisionName", nil)
	if s := chosen(o.SupervisionsIn(p), name); s != nil {
		tell(o, "SupervisionName", []*Supervision{s})
		return s.Name
	}
	return p.Name() + "安全生产专项督查"
}

func namesOf(list []*Supervision) []string {
	var names []string
	for _, s := range list {
		names = append(names, s.Name)
	}
	return names
}

// noSupervision says that no supervision of p is entered, and what to enter.
func (o *Office) noSupervision(p period.Period) *Gap {
	return &Gap{Table: "supervisions", Code: "supervision-missing", Place: o.supervisionsPlace(), Brief: "没有" + p.Name() + "的督查记录",
		Problem: diag.T("“督查”表中没有%[1]s开始的督查，不能据以制作督查的文书", "the table \"supervisions\" has none that begins in %[2]s: no paper can tell of it", p.Name(), p),
		Remedy: diag.T("在督查表（没有的运行 hongtou init --table supervisions）登记督查名称、开始日期、结束日期、检查方式和督查对象；各组登记在督查分组表（groups）",
			"enter its name, first and last day, kind and units in the table supervisions (where there is none: hongtou init --table supervisions); its groups go into the table groups")}
}

// supervisionsPlace is where the next supervision would be entered.
func (o *Office) supervisionsPlace() diag.Place {
	if n := len(o.SupervisionList); n > 0 {
		return diag.Place{File: o.SupervisionList[n-1].Place().File}
	}
	return diag.Place{File: o.Reaches["items"].Place.File, Key: "data.supervisions"}
}

func (c *Checker) supervisions(list []*Supervision) {
	for _, s := range list {
		s.Groups, s.Findings = nil, nil
		c.order(s, "supervision-end", &s.End, s.Start, "开始日期", "first day")
	}
}
