package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// SupervisionItem is one finding (问题隐患) of a supervision.
type SupervisionItem struct {
	Code            string      // 隐患编号
	Date            period.Date // 检查日期
	Method          string      // 检查方式
	Group           string      // 督查组
	SupervisionName string      // 督查名称, "" where the date and the kind tell
	UnitCode        string      // 被督查单位
	Unit            *Unit
	Site            string // 隐患部位 / 抽查单位
	Industry        string
	Category        string // 隐患类别
	Description     string
	Major           bool     // 重大隐患
	Deduction       float64  // 扣分
	Measure         string   // 整改措施
	Person          string   // 整改责任人
	Funds           *float64 // 整改资金, 万元; nil: not said
	Deadline        period.Date
	Done            period.Date // 整改完成日期
	Reviewed        period.Date // 复查日期
	Reviewer        string
	Origin

	Supervision *Supervision // that found it, nil for another check; set by Check
	Object      *Unit        // the unit that answers for it there, Unit or one above it
}

// Status is the item's state at the end of a day: 已销号 (reviewed),
// 已整改待验收 (done), 逾期 or 整改中.
func (i *SupervisionItem) Status(asOf period.Date) string {
	done := i.Done
	if done.IsZero() {
		done = i.Reviewed
	}
	return rectification(i.Deadline, done, i.Reviewed, asOf)
}

// OverdueDays is how many days the item is late at the end of a day; 0 if it
// was put right or is not yet due.
func (i *SupervisionItem) OverdueDays(asOf period.Date) int {
	done := i.Done
	if done.IsZero() {
		done = i.Reviewed
	}
	return overdue(i.Deadline, done, asOf)
}

// Settled tells whether it was put right by the end of a day, reviewed or not.
func (i *SupervisionItem) Settled(asOf period.Date) bool {
	return by(i.Done, asOf) || by(i.Reviewed, asOf)
}

// DoneBy is the day on which it was put right, as far as it was by the end of a
// day.
func (i *SupervisionItem) DoneBy(asOf period.Date) period.Date { return known(i.Done, asOf) }

// ReviewedBy is the day of the review, as far as it was by the end of a day.
func (i *SupervisionItem) ReviewedBy(asOf period.Date) period.Date { return known(i.Reviewed, asOf) }

// Level is 重大 or 一般.
func (i *SupervisionItem) Level() string {
	if i.Major {
		return "重大"
	}
	return "一般"
}

var _ = Declare(Declaration[SupervisionItem]{
	Name: "items", Title: "督查问题隐患", One: "隐患", En: "item", Order: 40,
	List:  func(o *Office) *[]*SupervisionItem { return &o.Items },
	Event: func(i *SupervisionItem) period.Date { return i.Date },
	Columns: func(i *SupervisionItem) []table.Column {
		return []table.Column{
			{At: &i.Code, Key: true, Header: "隐患编号", Aliases: []string{"编号"}, Type: table.Code, Required: true, Note: "不重复"},
			{At: &i.Date, Day: true, Header: "检查日期", Aliases: []string{"督查日期"}, Required: true},
			{At: &i.Method, Header: "检查方式"},
			{At: &i.Group, Header: "督查组"},
			{At: &i.SupervisionName, Heads: "督查", Header: "督查名称", Note: "不填的按检查日期和检查方式、督查组归入督查"},
			{At: &i.UnitCode, Link: &i.Unit, Concerns: true, Header: "被督查单位编码", Aliases: []string{"单位编码"}, Type: table.Code, Required: true},
			{At: &i.Site, Header: "隐患部位", Aliases: []string{"检查部位", "存在部位", "抽查单位"}},
			industry(&i.Industry),
			{At: &i.Category, Header: "隐患类别"},
			{At: &i.Description, Header: "隐患描述", Aliases: []string{"问题描述", "问题隐患", "隐患内容", "隐患问题", "存在问题", "存在的问题"}, Type: table.Long, Required: true},
			{At: &i.Major, Header: "隐患等级", Names: []string{"一般", "重大"}, Suffix: "隐患", Note: "不填即一般"},
			{At: &i.Deduction, Header: "扣分"},
			{At: &i.Measure, Header: "整改措施", Aliases: []string{"整改要求", "治理措施"}, Type: table.Long},
			{At: &i.Person, Header: "整改责任人", Aliases: []string{"责任人"}},
			{At: &i.Funds, Header: "整改资金", Aliases: []string{"整改资金（万元）", "治理资金"}, Measure: "万元", Note: "万元"},
			{At: &i.Deadline, Header: "整改期限", Aliases: []string{"期限", "整改时限", "完成时限", "整改完成时限"}, Required: true},
			{At: &i.Done, Header: "整改完成日期", Aliases: []string{"完成日期", "实际完成日期", "实际整改日期"}},
			{At: &i.Reviewed, Header: "复查日期", Aliases: []string{"验收日期", "复核日期", "销号日期"}},
			{At: &i.Reviewer, Header: "复查人", Aliases: []string{"验收人", "复核人", "销号人"}},
		}
	},
	Check:  (*Checker).items,
	Says:   "Supervision 所属的督查，其他检查发现的没有; Object 负责的督查对象; Firm 问题所在的企业，问题在督查对象本身的没有; DoneBy 某日前的整改完成日期; ReviewedBy 某日前的复查日期; Settled 某日前是否已整改",
	Office: "RankBefore 上一期的名次",
})

// ItemsIn lists the findings of p in table order, as far as the table reaches.
// The slice is shared: read it.
func (o *Office) ItemsIn(p period.Period) ([]*SupervisionItem, error) {
	p, err := o.see("items", p)
	if err != nil {
		return nil, err
	}
	return o.look().itemsIn.get(p, func() []*SupervisionItem { return within(o.Items, p) }), nil
}

// ItemsOf lists the findings of p at u itself, in table order.
func (o *Office) ItemsOf(u *Unit, p period.Period) ([]*SupervisionItem, error) {
	p, err := o.see("items", p)
	if err != nil {
		return nil, err
	}
	return within(o.look().itemsByUnit[u], p), nil
}

func within(items []*SupervisionItem, p period.Period) []*SupervisionItem {
	var in []*SupervisionItem
	for _, i := range items {
		if p.Contains(i.Date) {
			in = append(in, i.asOf(p.AsOf()))
		}
	}
	return in
}

// asOf is the item as it stood at the end of a day: what came later is not in it.
func (i *SupervisionItem) asOf(day period.Date) *SupervisionItem {
	if !i.Done.After(day) && !i.Reviewed.After(day) {
		return i
	}
	then := *i
	then.Done = known(i.Done, day)
	if then.Reviewed = known(i.Reviewed, day); then.Reviewed.IsZero() {
		then.Reviewer = ""
	}
	return &then
}

func (c *Checker) items(items []*SupervisionItem) {
	for _, s := range c.SupervisionList {
		s.objects = map[*Unit]bool{}
		for _, u := range s.Objects() {
			s.objects[u] = true
		}
	}
	for _, i := range items {
		if i.Unit != nil && (c.first(i) || i.Code == "") {
			c.index.itemsByUnit[i.Unit] = append(c.index.itemsByUnit[i.Unit], i)
		}
		c.order(i, "item-deadline", &i.Deadline, i.Date, "检查日期", "date of the check")
		c.order(i, "item-done", &i.Done, i.Date, "检查日期", "date of the check")
		c.order(i, "item-reviewed", &i.Reviewed, i.Done, "整改完成日期", "day it was put right")
		if !i.Reviewed.IsZero() && i.Done.IsZero() && sound(i, &i.Done) {
			c.wants(PlaceOf(i, &i.Done), "item-reviewed-undone",
				diag.T("已于%s复查，却没有整改完成日期", "reviewed on %s, but there is no day on which it was put right", i.Reviewed.String()),
				diag.T("填写整改完成日期", "give that day"))
		}
		i.Supervision, i.Object = c.supervisionOf(i), nil
		if s := i.Supervision; s != nil {
			s.Findings = append(s.Findings, i)
			c.object(s, i)
		}
	}
}

// supervisionOf is the supervision that a finding belongs to: the one that it names,
// or the one that holds it.
func (c *Checker) supervisionOf(i *SupervisionItem) *Supervision {
	if i.SupervisionName != "" {
		return c.named(i)
	}
	var of *Supervision
	for _, s := range c.SupervisionList {
		switch {
		case !s.holds(i) || of != nil && of.has(i.Group) && !s.has(i.Group):
		case of != nil && of.has(i.Group) == s.has(i.Group):
			c.Fail(PlaceOf(i, &i.SupervisionName), "item-supervision-several", "",
				diag.T("检查日期和检查方式、督查组同时属于“%s”和“%s”", "by its date and kind it is a finding of %q and of %q", of.Name, s.Name),
				diag.T("填写督查名称", "give the name of the supervision"))
			return of
		default:
			of = s
		}
	}
	if of != nil || i.Method != "" || i.Group != "" || !sound(i, &i.Method, &i.Group) {
		return of
	}
	for _, s := range c.SupervisionList {
		if s.during(i.Date) {
			c.Warn(PlaceOf(i, &i.SupervisionName), "item-kind-missing", "",
				diag.T("检查日期在“%s”期间，却没有检查方式、督查组和督查名称，不计入该次督查", "made during %q, but neither its kind nor its group nor the supervision is given: it is not counted there", s.Name),
				diag.T("属于该次督查的填写督查名称，其他检查发现的填写检查方式", "give the supervision's name, or the kind of the other check"))
			break
		}
	}
	return nil
}

// named is the supervision whose name a finding gives.
func (c *Checker) named(i *SupervisionItem) *Supervision {
	s := find[Supervision](c.Office, i.SupervisionName)
	switch {
	case s == nil:
		c.Fail(PlaceOf(i, &i.SupervisionName), "item-supervision-unknown", i.SupervisionName,
			diag.T("督查表中没有这次督查", "no supervision has this name"), diag.T("应为督查表中的督查名称", "use a name of the table of supervisions"))
	case !i.Date.IsZero() && !s.Start.IsZero() && i.Date.Before(s.Start):
		c.Fail(PlaceOf(i, &i.Date), "item-supervision-early", i.Date.String(),
			diag.T("检查日期早于“%[1]s”的开始日期%[2]s", "the date is before %[1]q begins, on %[2]s", s.Name, s.Start),
			diag.T("改正检查日期，或者删去督查名称", "correct the date, or remove the supervision's name"))
	case !i.Date.IsZero() && !s.during(i.Date):
		c.Warn(PlaceOf(i, &i.Date), "item-supervision-late", i.Date.String(),
			diag.T("检查日期晚于“%[1]s”的结束日期%[2]s", "the date is after %[1]q ended, on %[2]s", s.Name, s.End),
			diag.T("核对检查日期和督查名称", "check the date and the supervision's name"))
	}
	return s
}

// object sets who answers for a finding in its supervision.
func (c *Checker) object(s *Supervision, i *SupervisionItem) {
	if i.Unit == nil {
		return
	}
	i.Object = s.object(i.Unit, c.Region)
	if len(s.Groups) > 0 && i.Group != "" && !s.has(i.Group) {
		c.Warn(PlaceOf(i, &i.Group), "item-group-unknown", i.Group,
			diag.T("“%s”没有这个督查组", "%q has no group of this name", s.Name),
			diag.T("应为督查分组表中的督查组", "use a name of the table of groups"))
	}
	if len(s.objects) > 0 && !s.objects[i.Object] {
		c.Warn(PlaceOf(i, &i.UnitCode), "item-object-outside", i.Unit.Name,
			diag.T("“%[1]s”及其上级不在“%[2]s”的督查对象中", "neither %[1]q nor a unit above it is among the objects of %[2]q", i.Unit.Name, s.Name),
			diag.T("核对被督查单位，或者在督查表、督查分组表中补上督查对象", "check the unit, or add it to the objects of the supervision or of a group"))
	}
}

// Firm is the unit at which the finding was made where another answers for it: a firm
// of a county that was checked by sample. It is nil for the object itself.
func (i *SupervisionItem) Firm() *Unit {
	if i.Unit == i.Object {
		return nil
	}
	return i.Unit
}
