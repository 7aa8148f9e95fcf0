package model

import "hongtou/generator/period"

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
	Approved  period.Date // 延期批准日期
	Extended  period.Date // 延期后的期限
	Accepted  period.Date // 验收日期
	Acceptor  string
	Opinion   string      // 验收意见: 合格, 不合格
	Delisted  period.Date // 摘牌日期
	Removal   string      // 文号 of the notice of delisting
	Published period.Date // 摘牌公示日期
	Extra     map[string]string
	Origin
}

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

// ListingsOpen lists the ledger of p in table order: what was listed by its end
// and not delisted before its start.
func (o *Office) ListingsOpen(p period.Period) []*Listing {
	var open []*Listing
	for _, l := range o.Listings {
		if by(l.Date, p.End()) && !struckOffBefore(l.Delisted, p) {
			open = append(open, l)
		}
	}
	return open
}
