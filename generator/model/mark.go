package model

import (
	"strconv"

	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// Mark is what one unit got for one criterion.
type Mark struct {
	Year          int
	UnitCode      string
	Unit          *Unit
	CriterionCode string
	Criterion     *Criterion
	Self          *float64 // 自评分
	Deduction     float64
	Reason        string // 扣分说明
	Origin

	own *SelfMark // set by Check
}

// SelfScore is what the unit gave itself: as the row has it, or else as the unit's own form
// brought it back; nil: it is not known.
func (m *Mark) SelfScore() *float64 {
	if m.Self == nil && m.own != nil {
		return m.own.Score
	}
	return m.Self
}

// Score is the criterion's full mark minus the deduction, not below 0.
func (m *Mark) Score() float64 { return max(0, tidy(m.Criterion.FullMark-m.Deduction)) }

var _ = Declare(Declaration[Mark]{
	Name: "marks", Title: "考核扣分", One: "考核评分", En: "mark", Order: 140,
	List: func(o *Office) *[]*Mark { return &o.Marks },
	Columns: func(m *Mark) []table.Column {
		return []table.Column{
			key(year(&m.Year)),
			key(unit(&m.UnitCode, &m.Unit, "被考核单位编码")),
			{At: &m.CriterionCode, Key: true, Header: "指标编号", Type: table.Code, Required: true},
			{At: &m.Self, Header: "自评分", Note: "考核自评表有的不必填"},
			{At: &m.Deduction, Header: "扣分", None: true, Aliases: []string{"扣分分值"}, Note: "不扣分填0，没有扣分说明的也可留空"},
			{At: &m.Reason, Header: "扣分说明", Type: table.Long},
		}
	},
	Check: (*Checker).marks,
})

// marks links the marks to the criteria and gives each criterion its mark.
func (c *Checker) marks(marks []*Mark) {
	for _, m := range marks {
		m.Criterion, m.own = nil, nil
		if m.Unit == nil || !sound(m, &m.Year, &m.CriterionCode) {
			continue
		}
		x := c.criterionOf(m, m.Year, m.Unit, &m.CriterionCode)
		if x == nil {
			continue
		}
		if !c.first(m) {
			continue
		}
		m.Criterion = x
		m.own = c.SelfMarkOf(m.Unit, x)
		c.index.marked[m.Year] = true
		c.markLimits(m)
	}
	c.selfMarksLacking(marks)
}

// selfMarksLacking notes units that gave themselves marks for some criteria only: papers state no
// sum of these.
func (c *Checker) selfMarksLacking(marks []*Mark) {
	type assessed struct {
		unit *Unit
		year int
	}
	gave, lack := map[assessed]bool{}, map[assessed]int{}
	var order []*Mark
	for _, m := range marks {
		switch of := (assessed{m.Unit, m.Year}); {
		case m.Criterion == nil:
		case m.SelfScore() != nil:
			gave[of] = true
		default:
			if lack[of]++; lack[of] == 1 {
				order = append(order, m)
			}
		}
	}
	for _, m := range order {
		if of := (assessed{m.Unit, m.Year}); gave[of] {
			c.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "mark-self-missing", Place: PlaceOf(m, &m.Self),
				Problem: diag.T("%[1]s%[3]d年度有%[2]d项没有自评分，文书不写自评合计", "%[1]s has no mark of its own for %[2]d criteria of %[3]d: papers state no sum of its own marks", m.Unit.Short, lack[of], m.Year)})
		}
	}
}

// criterionOf is the criterion of a year that a row's code names, nil where there is none
// or it is not for the unit's tier, of which it complains.
func (c *Checker) criterionOf(r Record, year int, u *Unit, code *string) *Criterion {
	x := find[Criterion](c.Office, strconv.Itoa(year), *code)
	switch {
	case x == nil:
		c.Fail(PlaceOf(r, code), "mark-criterion-unknown", *code,
			diag.T("%d年度考核细则中没有此编号", "the rules of %d have no such code", year),
			diag.T("应为考核细则中的指标编号", "use a code of the rules"))
		c.restsOn("criteria")
		return nil
	case x.Tier == 0 || u.Tier == 0: // not read: complained of
		return nil
	case x.Tier != u.Tier:
		c.Fail(PlaceOf(r, code), "mark-criterion-tier", *code,
			diag.T("此项考核的是%[1]s，“%[2]s”是%[3]s", "this criterion is for %[1]s, but %[2]q is of tier %[3]s", x.Tier, u.Name, u.Tier),
			diag.T("改用%s的考核指标", "use a criterion for %s", u.Tier))
		return nil
	}
	return x
}

// markLimits complains of a mark outside of its criterion's full mark, of a deduction
// without its reason, and of a reason without the deduction.
func (c *Checker) markLimits(m *Mark) {
	full := m.Criterion.FullMark
	if m.Deduction > full && sound(m, &m.Deduction) {
		c.Fail(PlaceOf(m, &m.Deduction), "mark-deduction", figure(m.Deduction),
			diag.T("扣分多于标准分%s", "more is deducted than the full mark %s", figure(full)),
			diag.T("扣完为止，应不多于%s", "use %s at most", figure(full)))
	}
	if m.Self != nil && *m.Self > full {
		c.Fail(PlaceOf(m, &m.Self), "mark-self", figure(*m.Self),
			diag.T("自评分高于标准分%s", "the unit's own mark is above the full mark %s", figure(full)),
			diag.T("应不高于%s", "use %s at most", figure(full)))
	}
	if m.EmptyCell("Deduction") && m.Reason != "" {
		c.Fail(PlaceOf(m, &m.Deduction), "mark-deduction-missing", "",
			diag.T("有扣分说明，没有扣分", "there is a reason, but no deduction"),
			diag.T("填写扣的分数，不扣分的填0", "write the points, 0 where none are deducted"))
	}
	if m.Deduction > 0 && m.Reason == "" && sound(m, &m.Reason) {
		c.Warn(PlaceOf(m, &m.Reason), "mark-reason-missing", "",
			diag.T("扣了%s分，没有扣分说明", "%s points are deducted without a reason", figure(m.Deduction)),
			diag.T("写明扣分的事实", "say what for"))
	}
}

var _ = explain[Mark]("SelfScore 自评分，没有的没有; Criterion 考核细则; Score 该项得分")
