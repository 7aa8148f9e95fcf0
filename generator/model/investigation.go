package model

import (
	"fmt"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Investigation is what the report of an accident's investigation found, as it was
// approved (批复). Until then it is nobody's finding, and no paper tells of it.
type Investigation struct {
	AccidentCode string
	Accident     *Accident // set by Check, nil if there is none of that code
	Approved     period.Date
	Approver     string // 批复机关
	Notice       string // 批复文号
	Nature       string // 事故性质: 责任事故, 非责任事故
	Direct       string // 直接原因; Check sets it to the accident's if empty
	Indirect     string // 间接原因, a line an item
	UnitCodes    []string
	Units        []*Unit // 责任单位, whom the report names as liable
	Findings     string  // 责任认定和处理, a line an item
	Measures     string  // 整改和防范措施, a line an item
	Warned       period.Date
	Place        string // 警示教育地点
	Audience     string // 警示教育参加人员
	Origin
}

// The natures of an accident.
const (
	Culpable   = "责任事故"
	Accidental = "非责任事故"
)

var _ = Declare(Declaration[Investigation]{
	Name: "investigations", Title: "事故调查", One: "事故调查", En: "investigation", Order: 35,
	List: func(o *Office) *[]*Investigation { return &o.Investigations },
	Columns: func(i *Investigation) []table.Column {
		return []table.Column{
			{At: &i.AccidentCode, Key: true, Label: true, Header: "事故编号", Type: table.Code, Required: true, Note: "事故表中的编号"},
			{At: &i.Approved, Day: true, Header: "批复日期", Aliases: []string{"调查报告批复日期"}, Note: "批复以前不印发通报"},
			{At: &i.Approver, Header: "批复机关"},
			{At: &i.Notice, Number: true, Header: "批复文号"},
			{At: &i.Nature, Header: "事故性质", Names: []string{Culpable, Accidental}},
			{At: &i.Direct, Header: "直接原因", Type: table.Long, Note: "不填即用事故表的"},
			{At: &i.Indirect, Header: "间接原因", Type: table.Long, Note: "一行一项"},
			{At: &i.UnitCodes, Link: &i.Units, Header: "责任单位", Aliases: []string{"认定的责任单位", "负有责任的单位"}, Note: "调查报告认定负有责任的单位，包括政府和部门；几个单位用、隔开"},
			{At: &i.Findings, Header: "责任认定和处理", Aliases: []string{"责任认定", "处理意见"}, Type: table.Long, Note: "一行一项，照批复的调查报告"},
			{At: &i.Measures, Header: "整改措施", Aliases: []string{"整改和防范措施", "防范措施"}, Type: table.Long, Note: "一行一项"},
			{At: &i.Warned, Header: "警示教育日期", Note: "开展警示教育的填写"},
			{At: &i.Place, Header: "警示教育地点"},
			{At: &i.Audience, Header: "警示教育参加人员", Type: table.Long},
		}
	},
	Check:  (*Checker).investigations,
	Says:   "Units 调查报告认定的责任单位; DirectCause 直接原因，不带句号; Attendees 警示教育参加人员，不带句号; IndirectCauses 间接原因各条; FindingList 责任认定和处理各条; MeasureList 整改措施各条; Accident 事故; Established 某日以前调查报告是否已经批复",
	Office: "Investigations 事故调查表; AccidentCases 某期间须列入台账的事故及其调查",
})

// Established tells whether the report was approved by a day.
func (i *Investigation) Established(asOf period.Date) bool { return by(i.Approved, asOf) }

// DirectCause is the direct cause without its full stop.
func (i *Investigation) DirectCause() string { return unstopped(i.Direct) }

// Attendees are whom the warning education is for, without a full stop.
func (i *Investigation) Attendees() string { return unstopped(i.Audience) }

// IndirectCauses, FindingList and MeasureList are the lines of a cell, each without its
// full stop.
func (i *Investigation) IndirectCauses() []string { return cellLines(i.Indirect) }
func (i *Investigation) FindingList() []string    { return cellLines(i.Findings) }
func (i *Investigation) MeasureList() []string    { return cellLines(i.Measures) }

func unstopped(text string) string { return strings.TrimRight(strings.TrimSpace(text), "。；;.") }

func cellLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = unstopped(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func (c *Checker) investigations(list []*Investigation) {
	for _, i := range list {
		a := find[Accident](c.Office, i.AccidentCode)
		if i.Accident = a; a == nil {
			c.Fail(PlaceOf(i, &i.AccidentCode), "investigation-accident-unknown", i.AccidentCode,
				diag.T("没有此编号的事故", "no accident has this code"), diag.T("应为事故表中的编号", "use a code of the accidents"))
			c.restsOn("accidents")
			continue
		}
		if i.Direct == "" {
			i.Direct = a.StatedCause()
		}
		if sound(i, &i.Approved) && sound(a, &a.Approved) {
			c.approval(i, a)
		}
		c.order(i, "investigation-approved", &i.Approved, a.Date, "事故日期", "day of the accident")
		c.order(i, "investigation-warned", &i.Warned, i.Approved, "批复日期", "day of the approval")
		c.needs(i, "investigation-unfinished", i.Approved, "批复日期", "approved", need{&i.Nature, "事故性质"}, need{&i.Direct, "直接原因"})
	}
}

// approval is one day, whichever of the two tables says it.
func (c *Checker) approval(i *Investigation, a *Accident) {
	switch {
	case i.Approved.IsZero():
		i.Approved = a.Approved
	case a.Approved.IsZero():
		a.Approved = i.Approved
	case i.Approved != a.Approved:
		c.Fail(PlaceOf(i, &i.Approved), "investigation-approval", i.Approved.String(),
			diag.T("与事故表中的批复日期%s不一致", "the accidents have another day of approval, %s", a.Approved.String()), diag.T("照批复文件改正其中一处", "correct one of them by the paper"))
	}
}

// Called is the accident by place, day, field and grade: 松渡县“2·8”道路交通较大事故.
func (a *Accident) Called() string {
	place := ""
	if a.Unit != nil {
		place = a.Unit.Short
	}
	return fmt.Sprintf("%s“%d·%d”%s", place, a.Date.Month, a.Date.Day, a.Named())
}

// Clock is the hour as prose has it, 7时42分; "" where it is not known.
func (a *Accident) Clock() string {
	hour, minute, ok := strings.Cut(a.Time, ":")
	h, err := strconv.Atoi(hour)
	m, wrong := strconv.Atoi(minute)
	if !ok || err != nil || wrong != nil {
		return ""
	}
	return fmt.Sprintf("%d时%02d分", h, m)
}

// AccidentCase is an accident of the ledger of investigations.
type AccidentCase struct {
	Accident      *Accident
	Investigation *Investigation // nil: not entered
	asOf          period.Date
}

// Approved is the day of the approval, as far as there was one by the period's end.
func (c *AccidentCase) Approved() period.Date { return known(c.Accident.Approved, c.asOf) }

// Found is the investigation once it was approved by the period's end; before, nil.
func (c *AccidentCase) Found() *Investigation {
	if c.Investigation == nil || !c.Investigation.Established(c.asOf) {
		return nil
	}
	return c.Investigation
}

// State is 已批复 or 未批复 at the period's end.
func (c *AccidentCase) State() string {
	if c.Accident.Established(c.asOf) {
		return "已批复"
	}
	return "未批复"
}

// AccidentCases lists the accidents of a year so far that are of grade 较大 or above or
// have an investigation entered, in table order.
func (o *Office) AccidentCases(p period.Period) ([]*AccidentCase, error) {
	accidents, err := o.AccidentsIn(p)
	if err != nil {
		return nil, err
	}
	asOf, _ := o.AsOf("accidents", p)
	if err := gradesKnown(accidents); err != nil {
		return nil, err
	}
	at := map[*Accident]*Investigation{}
	for _, i := range o.Investigations {
		if i.Accident != nil {
			at[i.Accident] = i
		}
	}
	var cases []*AccidentCase
	for _, a := range accidents {
		if a.Grade >= Serious || at[a] != nil {
			cases = append(cases, &AccidentCase{a, at[a], asOf})
		}
	}
	return cases, nil
}

var (
	_ = explain[Accident]("Called 事故的称谓：松渡县“2·8”道路交通较大事故; Clock 时间的写法：7时42分")
	_ = explain[AccidentCase]("Accident 事故; Investigation 事故调查，没有登记的没有; Approved 批复日期; Found 已经批复的事故调查，没有批复的没有; State 已批复或未批复")
)
