package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// SelfMark is what a unit gives itself for one criterion (考核自评), as its form brings
// it back.
type SelfMark struct {
	Year          int
	UnitCode      string
	Unit          *Unit
	CriterionCode string
	Score         *float64
	Note          string // 自评说明
	Origin
}

var _ = Declare(Declaration[SelfMark]{
	Name: "self-marks", Title: "考核自评", One: "考核自评", En: "self mark", Order: 138,
	List: func(o *Office) *[]*SelfMark { return &o.SelfMarks },
	Columns: func(m *SelfMark) []table.Column {
		return []table.Column{
			key(year(&m.Year)),
			key(unit(&m.UnitCode, &m.Unit, "自评单位编码")),
			{At: &m.CriterionCode, Key: true, Header: "指标编号", Type: table.Code, Required: true},
			{At: &m.Score, Header: "自评分"},
			{At: &m.Note, Prose: true, Header: "自评说明", Note: "完成情况和扣分原因"},
		}
	},
	Check:  (*Checker).selfMarks,
	Office: "SelfMarks 考核自评表; SelfMarkOf 某单位某年对某项指标的自评，没有的没有",
})

// SelfMarkOf is what u gave itself for a criterion; nil if it did not.
func (o *Office) SelfMarkOf(u *Unit, x *Criterion) *SelfMark {
	return o.look().selfMarks[selfMarkOf{u, x}]
}

// selfMarkOf is whose mark for what a self mark is.
type selfMarkOf struct {
	unit      *Unit
	criterion *Criterion
}

// selfMarks links what units gave themselves to the criteria of their tier.
func (c *Checker) selfMarks(list []*SelfMark) {
	for _, m := range list {
		if m.Unit == nil || !sound(m, &m.Year, &m.CriterionCode) {
			continue
		}
		x := c.criterionOf(m, m.Year, m.Unit, &m.CriterionCode)
		if x == nil || !c.first(m) {
			continue
		}
		c.index.selfMarks[selfMarkOf{m.Unit, x}] = m
		if m.Score != nil && *m.Score > x.FullMark {
			c.Fail(PlaceOf(m, &m.Score), "self-mark-full", figure(*m.Score),
				diag.T("自评分高于标准分%s", "the unit's own mark is above the full mark %s", figure(x.FullMark)),
				diag.T("应不高于%s", "use %s at most", figure(x.FullMark)))
		}
	}
}
