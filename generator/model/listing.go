package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
	"slices"
)

// Listing is one case of listed supervision (挂牌督办): a major hazard, or a unit
// behind on its targets or duties.
type Listing struct {
	Code      string      // 督办编号
	Date      period.Date // 挂牌日期
	Kind      string      // HazardListing or DutyListing
	Level     string      // 督办级别: 市级, 县级
	UnitCode  string      // 被督办单位
	Unit      *Unit
	Hazard    string // the code of the hazard, "" for duties
	Source    *Hazard
	Site      string // 隐患单位（部位）
	Industry  string
	Content   string // 督办事项
	Basis     string // 督办依据
	LeadCode  string // 牵头监管部门
	Lead      *Unit
	Person    string // 责任领导
	Measure   string // 整改措施和要求
	Funds     *float64
	Deadline  period.Date // 整改期限
	Notice    string      // 文号 of the notice
	Announced period.Date // 挂牌公示日期
	Progress  string
	Applied   period.Date // 延期申请日期
	Approved  period.Date // 延期批复日期
	Decision  string      // 延期批复意见: Agreed, Refused; Check sets Agreed where it was put off
	Extended  period.Date // 延期后的期限
	Accepted  period.Date // 验收日期
	Acceptor  string
	Opinion   string      // 验收意见: 合格, 不合格
	Delisted  period.Date // 摘牌日期
	Removal   string      // 文号 of the notice of delisting
	Published period.Date // 摘牌公示日期
	Origin
}

var _ = Declare(Declaration[Listing]{
	Name: "listings", Title: "挂牌督办", One: "督办", En: "listing", Order: 80,
	List:  func(o *Office) *[]*Listing { return &o.Listings },
	Event: func(l *Listing) period.Date { return l.Date },
	Columns: func(l *Listing) []table.Column {
		return []table.Column{
			code(&l.Code, "督办编号"),
			{At: &l.Date, Day: true, Header: "挂牌日期", Required: true},
			{At: &l.Kind, Header: "督办类型", Names: []string{HazardListing, DutyListing}, Required: true, Note: "重大隐患，或目标、责任落实滞后的单位"},
			{At: &l.Level, Header: "督办级别", Note: "市级、县级"},
			unit(&l.UnitCode, &l.Unit, "被督办单位编码"),
			{At: &l.Hazard, Header: "隐患编号", Type: table.Code, Note: "对应隐患台账或督查问题隐患"},
			{At: &l.Site, Header: "隐患单位", Aliases: []string{"隐患单位（部位）"}},
			industry(&l.Industry),
			{At: &l.Content, Header: "督办事项", Aliases: []string{"隐患内容", "问题内容"}, Type: table.Long, Required: true},
			{At: &l.Basis, Prose: true, Header: "督办依据"},
			{At: &l.LeadCode, Link: &l.Lead, Header: "监管部门编码", Aliases: []string{"牵头部门编码", "牵头单位编码"}, Type: table.Code},
			{At: &l.Person, Header: "责任领导"},
			{At: &l.Measure, Header: "整改措施", Aliases: []string{"整改要求"}, Type: table.Long},
			{At: &l.Funds, Header: "整改资金", Aliases: []string{"整改资金（万元）"}, Measure: "万元", Note: "万元"},
			{At: &l.Deadline, Header: "整改期限", Required: true},
			{At: &l.Notice, Number: true, Header: "督办文号"},
			{At: &l.Announced, Header: "挂牌公示日期"},
			{At: &l.Progress, Header: "整改进展", Type: table.Long},
			{At: &l.Applied, Header: "延期申请日期"},
			{At: &l.Approved, Header: "延期批准日期", Aliases: []string{"延期批复日期"}},
			{At: &l.Decision, Header: "延期批复意见", Names: []string{Agreed, Refused}, Note: "不填、有延期后期限的，即同意"},
			{At: &l.Extended, Header: "延期后期限"},
			{At: &l.Accepted, Header: "验收日期"},
			{At: &l.Acceptor, Header: "验收人"},
			{At: &l.Opinion, Header: "验收意见", Names: []string{"合格", "不合格"}},
			{At: &l.Delisted, Header: "摘牌日期"},
			{At: &l.Removal, Number: true, Header: "摘牌文号"},
			{At: &l.Published, Header: "摘牌公示日期"},
		}
	},
	Check:  (*Checker).listings,
	Says:   "Refused 是否不同意延期; Source 隐患来源; Limit 期限（延期后为新期限）; Passed 验收是否合格",
	Office: "ListingsOpen 挂牌督办台账; LateListings 本期末逾期的挂牌督办，没有登记到期末的没有",
})

// The kinds of listed supervision.
const (
	HazardListing = "重大隐患"
	DutyListing   = "工作责任"
)

// Limit is the last day for putting it right, after an extension the new one.
func (l *Listing) Limit() period.Date {
	if !l.Extended.IsZero() {
		return l.Extended
	}
	return l.Deadline
}

// Refused tells whether an extension was applied for and not agreed to.
func (l *Listing) Refused() bool { return l.Decision == Refused }

// Passed tells whether the acceptance found it put right.
func (l *Listing) Passed() bool { return l.Opinion == "合格" }

// Status is the case's state at the end of a day: 已摘牌, 待摘牌 (accepted), 逾期
// or 督办中.
func (l *Listing) Status(asOf period.Date) string {
	switch {
	case by(l.Delisted, asOf):
		return "已摘牌"
	case by(l.Accepted, asOf) && l.Passed():
		return "待摘牌"
	case l.OverdueDays(asOf) > 0:
		return "逾期"
	}
	return "督办中"
}

// OverdueDays is how many days the case is late at the end of a day. An
// extension counts from the day on which it was approved.
func (l *Listing) OverdueDays(asOf period.Date) int {
	limit := l.Deadline
	if by(l.Approved, asOf) {
		limit = l.Limit()
	}
	done := l.Delisted
	if l.Passed() && !l.Accepted.IsZero() {
		done = l.Accepted
	}
	return overdue(limit, done, asOf)
}

// asOf is the case as it stood at the end of a day: what came later is not in it.
func (l *Listing) asOf(day period.Date) *Listing {
	then := *l
	later := false
	for _, d := range []*period.Date{&then.Announced, &then.Applied, &then.Approved, &then.Accepted, &then.Delisted, &then.Published} {
		if d.After(day) {
			*d, later = period.Date{}, true
		}
	}
	if !later {
		return l
	}
	if then.Approved.IsZero() && !l.Approved.IsZero() {
		then.Extended, then.Decision = period.Date{}, ""
	}
	if then.Accepted.IsZero() {
		then.Acceptor, then.Opinion = "", ""
	}
	if then.Delisted.IsZero() {
		then.Removal = ""
	}
	return &then
}

// ListingsOpen lists the ledger of p in table order: what was listed by its last
// day that is seen
// and not delisted before its start.
func (o *Office) ListingsOpen(p period.Period) ([]*Listing, error) {
	p, err := o.see("listings", p)
	if err != nil {
		return nil, err
	}
	var open []*Listing
	for _, l := range o.Listings {
		if by(l.Date, p.AsOf()) && !struckOffBefore(l.Delisted, p) {
			open = append(open, l.asOf(p.AsOf()))
		}
	}
	return open, nil
}

// LateListings lists the open cases that are late at the end of p, in table order; none
// where the table does not reach that far.
func (o *Office) LateListings(p period.Period) []*Listing {
	if !o.Kept("listings") || !o.reaches("listings", p.Whole()) {
		return nil
	}
	open, _ := o.ListingsOpen(p)
	return slices.DeleteFunc(open, func(l *Listing) bool { return l.Status(p.AsOf()) != "逾期" })
}

func (c *Checker) listings(listings []*Listing) {
	for _, l := range listings {
		c.listingSource(l)
		c.listingDates(l)
		c.listingLimits(l)
	}
}

// listingSource links the hazard that a listing is about.
func (c *Checker) listingSource(l *Listing) {
	l.Source = nil
	if l.Hazard == "" {
		return
	}
	if l.Source = find[Hazard](c.Office, l.Hazard); l.Source == nil {
		if find[SupervisionItem](c.Office, l.Hazard) != nil {
			return // a finding of the special supervision
		}
		c.Fail(PlaceOf(l, &l.Hazard), "listing-hazard-unknown", l.Hazard,
			diag.T("隐患台账和督查问题隐患中都没有此编号", "neither the hazards nor the supervision's findings have this code"),
			diag.T("应为其中的隐患编号，或留空", "use one of their codes, or leave it empty"))
		c.restsOn("hazards")
	}
}

func (c *Checker) listingDates(l *Listing) {
	c.order(l, "listing-deadline", &l.Deadline, l.Date.AddDays(1), "挂牌日期的次日", "day after it was listed")
	c.order(l, "listing-extended", &l.Extended, l.Deadline.AddDays(1), "原期限的次日", "day after the first limit")
	c.order(l, "listing-approved", &l.Approved, l.Applied, "延期申请日期", "day it was applied for")
	c.order(l, "listing-accepted", &l.Accepted, l.Date, "挂牌日期", "day it was listed")
	c.order(l, "listing-delisted", &l.Delisted, l.Accepted, "验收日期", "day of the acceptance")
	c.needs(l, "listing-unaccepted", l.Delisted, "摘牌日期", "delisted",
		need{&l.Accepted, "验收日期"}, need{&l.Acceptor, "验收人"})
	c.needs(l, "listing-extension", l.Extended, "延期后期限", "extended",
		need{&l.Applied, "延期申请日期"}, need{&l.Approved, "延期批准日期"})
	c.listingDecision(l)
	if !l.Delisted.IsZero() && !l.Passed() && sound(l, &l.Opinion) {
		c.Fail(PlaceOf(l, &l.Opinion), "listing-not-passed", l.Opinion,
			diag.T("验收没有合格，却已于%s摘牌", "delisted on %s without having passed the acceptance", l.Delisted.String()),
			diag.T("应为：合格；未合格的不得摘牌", "use 合格, or leave the day of delisting empty"))
	}
	if by(l.Deadline, l.Approved) && l.Deadline != l.Approved && !l.Refused() {
		c.Fail(PlaceOf(l, &l.Approved), "listing-approved-late", l.Approved.String(),
			diag.T("延期在原期限%s之后才批准", "the extension was approved after the limit, %s", l.Deadline.String()),
			diag.T("应在原期限届满前批准", "approve it before the limit"))
	}
}

// listingDecision sees that what was decided on an extension fits its days.
func (c *Checker) listingDecision(l *Listing) {
	if l.Decision == "" && !l.Extended.IsZero() && sound(l, &l.Decision) {
		l.Decision = Agreed
	}
	switch {
	case l.Refused() && !l.Extended.IsZero():
		c.Fail(PlaceOf(l, &l.Extended), "listing-refused", l.Extended.String(),
			diag.T("不同意延期，却有延期后的期限", "refused, yet with a limit that it was put off to"), diag.T("删去延期后期限，或核对延期批复意见", "delete the limit, or check the decision"))
	case l.Decision == Agreed && l.Extended.IsZero() && sound(l, &l.Extended):
		c.Fail(PlaceOf(l, &l.Extended), "listing-granted", "",
			diag.T("同意延期，没有延期后的期限", "put off, without the new limit"), diag.T("填写延期后期限", "give the new limit"))
	}
	if l.Refused() && l.Approved.IsZero() && sound(l, &l.Approved) {
		c.Fail(PlaceOf(l, &l.Approved), "listing-refusal", "",
			diag.T("不同意延期，没有延期批准日期", "refused, without the day of the decision"), diag.T("填写批复日期", "give the day of the decision"))
	}
	if l.Refused() {
		c.needs(l, "listing-refusal", l.Approved, "延期批准日期", "decided", need{&l.Applied, "延期申请日期"})
	}
}

// listingLimits warns where the settings' time limits were not kept.
func (c *Checker) listingLimits(l *Listing) {
	most := c.Settings.ListingDays
	if l.Kind == DutyListing {
		most = c.Settings.DutyListingDays
	}
	if days := l.Limit().Sub(l.Date); !l.Limit().IsZero() && !l.Date.IsZero() && days > most {
		c.Warn(PlaceOf(l, &l.Deadline), "listing-too-long", l.Limit().String(),
			diag.T("督办期限为%d天，超过%d天", "the listing lasts %d days, more than %d", days, most),
			diag.T("应不迟于%s", "end it by %s", l.Date.AddDays(most).String()))
	}
	if ahead := l.Deadline.Sub(l.Applied); !l.Applied.IsZero() && !l.Deadline.IsZero() && ahead < c.Settings.ExtensionDays {
		c.Warn(PlaceOf(l, &l.Applied), "listing-applied-late", l.Applied.String(),
			diag.T("延期申请只提前了%d天，少于%d天", "the extension was applied for %d days ahead, less than %d", ahead, c.Settings.ExtensionDays),
			diag.T("应不迟于%s提出", "apply by %s", l.Deadline.AddDays(-c.Settings.ExtensionDays).String()))
	}
	if days := l.Delisted.Sub(l.Accepted); !l.Delisted.IsZero() && !l.Accepted.IsZero() && days > c.Settings.DelistingDays {
		c.Warn(PlaceOf(l, &l.Delisted), "listing-delisted-late", l.Delisted.String(),
			diag.T("验收合格%d天后才摘牌，超过%d天", "delisted %d days after the acceptance, more than %d", days, c.Settings.DelistingDays),
			diag.T("应不迟于%s", "delist it by %s", l.Accepted.AddDays(c.Settings.DelistingDays).String()))
	}
}
