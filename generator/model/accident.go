package model

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Accident is one accident as counted (四项指标).
type Accident struct {
	Code       string // 编号, unique
	Date       period.Date
	Time       string // 时间 HH:MM, may be empty
	UnitCode   string // the county or district (属地) that counts it
	Unit       *Unit
	Liable     string // 责任单位 as text or unit code, may be empty
	Industry   string
	Type       string // 事故类型 (GB/T 6441)
	Cause      string // 直接原因
	Location   string // 地点
	Deaths     int
	Missing    int         // 下落不明
	Injuries   int         // 受伤, the indicator
	Serious    int         // 重伤 (with acute poisoning), for the grade; part of Injuries
	Loss       float64     // 直接经济损失, 万元
	Production string      // 生产经营性: 是, 否; "" is 是
	Sector     string      // 行业门类 (GB/T 4754-2017)
	Branch     string      // 行业大类
	Grade      Grade       // as stated; Check computes it if the table has none
	Approved   period.Date // 批复 of the investigation's report; until then nobody is found responsible
	Origin
}

var _ = Declare(Declaration[Accident]{
	Name: "accidents", Title: "事故", One: "事故", En: "accident", Order: 30,
	List:  func(o *Office) *[]*Accident { return &o.Accidents },
	Event: func(a *Accident) period.Date { return a.Date },
	Columns: func(a *Accident) []table.Column {
		return []table.Column{
			{At: &a.Code, Key: true, Header: "事故编号", Aliases: []string{"编号"}, Type: table.Code, Required: true, Note: "不重复"},
			{At: &a.Date, Day: true, Header: "事故日期", Aliases: []string{"日期", "发生日期"}, Required: true},
			{At: &a.Time, Header: "时间", Aliases: []string{"发生时间"}, Type: table.Clock},
			{At: &a.UnitCode, Link: &a.Unit, Concerns: true, Header: "属地编码", Aliases: []string{"所属县区编码", "县区编码"}, Type: table.Code, Required: true, Note: "计入统计的县区或单位"},
			{At: &a.Liable, Header: "责任单位"},
			{At: &a.Industry, Header: "行业领域", Aliases: []string{"行业"}, Required: true, Suggests: industryNames},
			{At: &a.Type, Header: "事故类型", Aliases: []string{"类型"}, Note: "GB/T 6441 的类别"},
			{At: &a.Cause, Header: "直接原因", Aliases: []string{"原因"}, Type: table.Long},
			{At: &a.Location, Header: "地点", Aliases: []string{"事故地点"}},
			{At: &a.Deaths, Header: "死亡人数", Aliases: []string{"死亡"}},
			{At: &a.Missing, Header: "下落不明", None: true},
			{At: &a.Injuries, Header: "受伤人数", Beside: &a.Deaths, Aliases: []string{"受伤"}, Note: "包括重伤"},
			{At: &a.Serious, Header: "重伤人数", None: true, Within: &a.Injuries, Aliases: []string{"重伤"}, Note: "包括急性工业中毒"},
			{At: &a.Loss, Header: "直接经济损失", Aliases: []string{"损失", "直接经济损失（万元）"}, Measure: "万元", Note: "万元"},
			{At: &a.Production, Header: "生产经营性", Aliases: []string{"是否生产经营性", "是否生产经营性事故"}, Names: []string{productionYes, productionNo}, Note: "不填即是；否的不计入四项指标"},
			{At: &a.Sector, Header: "行业门类", Aliases: []string{"国民经济行业门类"}, Names: sectorNames(), Note: "GB/T 4754-2017 的门类"},
			{At: &a.Branch, Header: "行业大类", Aliases: []string{"国民经济行业大类"}, Note: "如 煤炭开采和洗选业"},
			{At: &a.Grade, Header: "事故等级", Aliases: []string{"等级"}, Names: []string{"一般", "较大", "重大", "特别重大"}, Suffix: "事故", Note: "不填即按国务院令第493号算出"},
			{At: &a.Approved, Header: "调查报告批复日期", Aliases: []string{"批复日期", "结案日期"}, Note: "批复以前，文书只写事实，不评价责任单位"},
		}
	},
	Check:  (*Checker).accidents,
	Says:   "IsProduction 是否生产经营性; Class 统计分类：农林牧渔业、采矿业、商贸制造业、建筑业、交通运输业、其他行业; Industrial 是否工矿商贸",
	Office: "LiableName 责任单位的名称; AccidentsIn 某期间的事故; AccidentsOf 某单位（含下级）某期间的事故",
})

// Established tells whether the investigation's report was approved by a day.
func (a *Accident) Established(asOf period.Date) bool {
	return !a.Approved.IsZero() && !a.Approved.After(asOf)
}

var _ = explain[Accident]("Approved 事故调查报告批复的日期; Established 某日以前调查报告是否已经批复; Harm 伤亡和损失的一句话; Toll 同上，接在事故经过之后：造成1人死亡; Named 事故的种类，如“道路交通较大事故”“较大火灾事故”")

// Named is what the accident is called in a sentence: its field and grade,
// 道路交通较大事故, 较大火灾事故; 较大事故 where the field is open.
func (a *Accident) Named() string {
	switch field := a.Field(); {
	case field == "火灾":
		return a.Grade.String() + "火灾事故"
	case filledIn(field) && field != "其他":
		return field + a.Grade.String() + "事故"
	}
	return a.Grade.String() + "事故"
}

// Harm is what the accident did, in a sentence that tells of its grade: 死亡1人、受伤3人，
// 直接经济损失1200万元. What is zero is left out; 未造成人员伤亡 where nobody was hurt. Of a
// loss that the table has no column for it says nothing. The error is a *Gap of a figure
// that is not known.
func (a *Accident) Harm() (string, error) {
	return a.toll(func(what string, n int) string {
		if what == "受伤" && a.Serious > 0 {
			return fmt.Sprintf("受伤%d人（其中重伤%d人）", n, a.Serious)
		}
		return fmt.Sprintf("%s%d人", what, n)
	})
}

// Toll is the same in a sentence that goes on from what happened: 造成1人死亡、3人受伤，直接
// 经济损失1200万元, or 未造成人员伤亡; "" where the table has no column that would tell.
func (a *Accident) Toll() (string, error) {
	if notKept(a, "Deaths") || notKept(a, "Injuries") && a.Deaths+a.Missing == 0 && openFigures(a, "Deaths") == nil {
		return "", nil
	}
	first := true
	return a.toll(func(what string, n int) string {
		s := fmt.Sprintf("%d人%s", n, what)
		if first {
			first, s = false, "造成"+s
		}
		return s
	})
}

func (a *Accident) toll(says func(what string, n int) string) (string, error) {
	err := openFigures(a, "Deaths")
	if !notKept(a, "Injuries") || a.Deaths+a.Missing == 0 { // that nobody was hurt wants both
		err = errors.Join(err, openFigures(a, "Injuries"))
	}
	if !notKept(a, "Loss") {
		err = errors.Join(err, openFigures(a, "Loss"))
	}
	var parts []string
	for _, n := range []struct {
		what  string
		count int
	}{{"死亡", a.Deaths}, {"下落不明", a.Missing}, {"受伤", a.Injuries}} {
		if n.count > 0 {
			parts = append(parts, says(n.what, n.count))
		}
	}
	if len(parts) == 0 {
		parts = []string{"未造成人员伤亡"}
	}
	harm := strings.Join(parts, "、")
	if a.Loss > 0 {
		harm += "，直接经济损失" + decimal(a.Loss, 2) + "万元"
	}
	return harm, err
}

// LiableName is the name of the unit that an accident names as liable, the text of
// the table where it is none of the units.
func (o *Office) LiableName(a *Accident) string {
	if u := o.liable(a); u != nil {
		return u.Name
	}
	return a.Liable
}

// AccidentsIn lists the accidents of p in table order, those of production and
// operation. The error is a *Gap where the table does not reach p.
func (o *Office) AccidentsIn(p period.Period) ([]*Accident, error) {
	p, err := o.see("accidents", p)
	if err != nil {
		return nil, err
	}
	var in []*Accident
	for _, a := range o.Accidents {
		if p.Contains(a.Date) && a.IsProduction() {
			in = append(in, a)
		}
	}
	return in, nil
}

// AccidentsOf lists the accidents of p that u or a unit below it counts, unit
// by unit in table order. The error is a *Gap where the table does not reach p.
func (o *Office) AccidentsOf(u *Unit, p period.Period) ([]*Accident, error) {
	p, err := o.see("accidents", p)
	if err != nil {
		return nil, err
	}
	var in []*Accident
	o.eachAccident(u, func(a *Accident) {
		if p.Contains(a.Date) {
			in = append(in, a)
		}
	})
	return in, nil
}

// eachAccident visits the accidents of u and of all units below it; all
// accidents that have a unit if u is nil.
func (o *Office) eachAccident(u *Unit, visit func(*Accident)) {
	if u == nil {
		for _, a := range o.Accidents {
			if a.Unit != nil && a.IsProduction() {
				visit(a)
			}
		}
		return
	}
	for _, a := range o.look().accidentsByUnit[u] {
		visit(a)
	}
	for _, child := range u.Children {
		o.eachAccident(child, visit)
	}
}

func (c *Checker) accidents(accidents []*Accident) {
	for _, a := range accidents {
		if c.first(a) || a.Code == "" {
			c.countAt(a)
		}
		if sound(a, &a.Serious, &a.Injuries) && a.Serious > a.Injuries {
			c.Fail(PlaceOf(a, &a.Serious), "accident-serious", strconv.Itoa(a.Serious),
				diag.T("重伤人数多于受伤人数%d", "more serious injuries than injuries (%d)", a.Injuries),
				diag.T("受伤人数包括重伤，应不少于重伤人数", "injuries include the serious ones"))
		}
		c.grade(a)
		c.order(a, "accident-approved", &a.Approved, a.Date, "事故日期", "day of the accident")
	}
}

// countAt gives the accident to the unit that counts it. A repeated code is
// not counted twice.
func (c *Checker) countAt(a *Accident) {
	if a.Unit == nil {
		return
	}
	if a.IsProduction() {
		c.index.accidentsByUnit[a.Unit] = append(c.index.accidentsByUnit[a.Unit], a)
	}
	if c.Region != nil && !a.Unit.Within(c.Region) {
		c.Warn(PlaceOf(a, &a.UnitCode), "accident-outside-region", a.UnitCode,
			diag.T("单位“%s”不在“%s”之下，此事故不计入统计", "unit %q is not below %q: the accident is not counted", a.Unit.Name, c.Region.Name),
			diag.T("核对属地编码", "check the unit's code"))
		c.restsOn("region")
	}
}

// grade fills in the grade, or compares the one stated: those missing may
// count as dead or not. Where a figure that it rests on is not known, there is none.
func (c *Checker) grade(a *Accident) {
	if !a.Sound("Deaths", "Missing", "Serious", "Loss", "Grade") {
		return
	}
	grade := GradeOf(a.Deaths, a.Serious, a.Loss)
	switch {
	case a.Grade == NoGrade && a.ungraded() != nil && grade < Gravest:
	case a.Grade == NoGrade:
		a.Grade = grade
	case a.Grade == grade, a.Grade == GradeOf(a.Deaths+a.Missing, a.Serious, a.Loss):
	case a.Grade > grade && a.OpenFigure("Deaths"):
	default:
		loss := diag.T("%s万元", "of %s 万元", figure(a.Loss))
		if a.OpenFigure("Loss") {
			loss = diag.T("没有填写", "that is not entered")
		}
		c.Fail(PlaceOf(a, &a.Grade), "accident-grade", a.Grade.String(),
			diag.T("等级与数字不符：死亡%[1]d人、重伤%[2]d人、直接经济损失%[3]s", "the grade does not fit %[1]d deaths, %[2]d serious injuries and a loss %[3]s", a.Deaths, a.Serious, loss),
			diag.T("按国务院令第493号应为：%s", "by State Council regulation 493 it is %s", grade))
	}
}

// ungraded are the gaps of the figures that a grade wants: deaths, serious injuries where
// enough were injured to matter, and a loss that the table has a column for.
func (a *Accident) ungraded() error {
	err := openFigures(a, "Deaths")
	if !notKept(a, "Loss") {
		err = errors.Join(err, openFigures(a, "Loss"))
	}
	if a.EmptyCell("Serious") && a.Injuries >= seriouslyInjured {
		err = errors.Join(err, gapOf(a, "Serious"))
	}
	return err
}

// gradesKnown is the error of accidents whose grade is not known.
func gradesKnown(accidents []*Accident) error {
	var errs []error
	for _, a := range accidents {
		if a.Grade == NoGrade {
			errs = append(errs, a.ungraded())
		}
	}
	return errors.Join(errs...)
}
