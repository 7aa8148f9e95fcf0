package model

import (
	"fmt"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

func (c *checker) hazards() {
	c.index.hazardByCode = map[string]*Hazard{}
	for _, h := range c.Hazards {
		unique(c, c.index.hazardByCode, h, func(h *Hazard) Origin { return h.Origin }, h.Code, words{"hazard", "隐患", "hazard"})
		if h.Unit = c.unit(h.Origin, "UnitCode", h.UnitCode); h.Unit != nil {
			h.UnitCode = h.Unit.Code
		}
		if h.Handling == "" && h.Sound("Handling") {
			h.Handling = InTime
		}
		c.order(h.Origin, "hazard-deadline", "Deadline", h.Date, h.Deadline, "检查日期", "date of the check")
		c.order(h.Origin, "hazard-done", "Done", h.Date, h.Done, "检查日期", "date of the check")
		c.order(h.Origin, "hazard-reviewed", "Reviewed", h.Done, h.Reviewed, "整改完成日期", "day it was put right")
		c.needs(h.Origin, "hazard-reviewed-undone", h.Reviewed, "复查日期", "reviewed",
			need{"Done", h.Done.IsZero(), "整改完成日期"}, need{"Reviewer", h.Reviewer == "", "复查人"}, need{"Opinion", h.Opinion == "", "复查意见"})
		c.majorHazard(h)
	}
}

// majorHazard warns of a major hazard that lacks one of the five fixings or the
// rule by which it was judged.
func (c *checker) majorHazard(h *Hazard) {
	if !h.Major || h.Handling == AtOnce || !h.Sound("Person", "Measure", "Funds", "Deadline", "Plan", "Basis") {
		return
	}
	lacking := h.Lacking()
	if h.Basis == "" {
		lacking = append(lacking, "判定依据")
	}
	if len(lacking) > 0 {
		c.warn(h.At("Major"), "hazard-major-unfixed", h.Level(),
			diag.T("重大隐患没有落实：%[1]s", "a major hazard without %[1]s", strings.Join(lacking, "、")),
			diag.T("填写责任人、措施、资金、期限、预案和判定依据", "give the person, measure, funds, deadline, plan and the rule it was judged by"))
	}
}

// need is a field that must be filled in with another.
type need struct {
	field  string
	absent bool
	zh     string
}

// needs complains of fields that a date asks for and that are empty.
func (c *checker) needs(o Origin, code string, date period.Date, zh, en string, needs ...need) {
	if date.IsZero() {
		return
	}
	for _, n := range needs {
		if n.absent && o.Sound(n.field) {
			c.fail(o.At(n.field), code, "",
				diag.T("已有%[1]s%[3]s，却没有%[4]s", "%[2]s on %[3]s, but %[4]s is empty", zh, en, date.String(), n.zh),
				diag.T("填写%s", "fill in %s", n.zh))
		}
	}
}

func (c *checker) listings() {
	seen := map[string]*Listing{}
	for _, l := range c.Listings {
		unique(c, seen, l, func(l *Listing) Origin { return l.Origin }, l.Code, words{"listing", "督办", "listing"})
		if l.Unit = c.unit(l.Origin, "UnitCode", l.UnitCode); l.Unit != nil {
			l.UnitCode = l.Unit.Code
		}
		if l.Lead = c.unit(l.Origin, "LeadCode", l.LeadCode); l.Lead != nil {
			l.LeadCode = l.Lead.Code
		}
		c.listingSource(l)
		c.listingDates(l)
		c.listingLimits(l)
	}
}

// listingSource links the hazard that a listing is about.
func (c *checker) listingSource(l *Listing) {
	l.Source = nil
	if l.Hazard == "" {
		return
	}
	if l.Source = c.index.hazardByCode[l.Hazard]; l.Source == nil {
		for _, i := range c.Items {
			if i.Code == l.Hazard {
				return // a finding of the special supervision
			}
		}
		c.fail(l.At("Hazard"), "listing-hazard-unknown", l.Hazard,
			diag.T("隐患台账和督查问题隐患中都没有此编号", "neither the hazards nor the supervision's findings have this code"),
			diag.T("应为其中的隐患编号，或留空", "use one of their codes, or leave it empty"))
	}
}

func (c *checker) listingDates(l *Listing) {
	c.order(l.Origin, "listing-deadline", "Deadline", l.Date.AddDays(1), l.Deadline, "挂牌日期的次日", "day after it was listed")
	c.order(l.Origin, "listing-extended", "Extended", l.Deadline.AddDays(1), l.Extended, "原期限的次日", "day after the first limit")
	c.order(l.Origin, "listing-approved", "Approved", l.Applied, l.Approved, "延期申请日期", "day it was applied for")
	c.order(l.Origin, "listing-accepted", "Accepted", l.Date, l.Accepted, "挂牌日期", "day it was listed")
	c.order(l.Origin, "listing-delisted", "Delisted", l.Accepted, l.Delisted, "验收日期", "day of the acceptance")
	c.needs(l.Origin, "listing-unaccepted", l.Delisted, "摘牌日期", "delisted",
		need{"Accepted", l.Accepted.IsZero(), "验收日期"}, need{"Acceptor", l.Acceptor == "", "验收人"})
	c.needs(l.Origin, "listing-extension", l.Extended, "延期后期限", "extended",
		need{"Applied", l.Applied.IsZero(), "延期申请日期"}, need{"Approved", l.Approved.IsZero(), "延期批准日期"})
	if !l.Delisted.IsZero() && !l.Passed() && l.Sound("Opinion") {
		c.fail(l.At("Opinion"), "listing-not-passed", l.Opinion,
			diag.T("验收没有合格，却已于%s摘牌", "delisted on %s without having passed the acceptance", l.Delisted.String()),
			diag.T("应为：合格；未合格的不得摘牌", "use 合格, or leave the day of delisting empty"))
	}
	if by(l.Deadline, l.Approved) && l.Deadline != l.Approved {
		c.fail(l.At("Approved"), "listing-approved-late", l.Approved.String(),
			diag.T("延期在原期限%s之后才批准", "the extension was approved after the limit, %s", l.Deadline.String()),
			diag.T("应在原期限届满前批准", "approve it before the limit"))
	}
}

// listingLimits warns where the settings' time limits were not kept.
func (c *checker) listingLimits(l *Listing) {
	most := c.Settings.ListingDays
	if l.Kind == DutyListing {
		most = c.Settings.DutyListingDays
	}
	if days := l.Limit().Sub(l.Date); !l.Limit().IsZero() && !l.Date.IsZero() && days > most {
		c.warn(l.At("Deadline"), "listing-too-long", l.Limit().String(),
			diag.T("督办期限为%d天，超过%d天", "the listing lasts %d days, more than %d", days, most),
			diag.T("应不迟于%s", "end it by %s", l.Date.AddDays(most).String()))
	}
	if ahead := l.Deadline.Sub(l.Applied); !l.Applied.IsZero() && !l.Deadline.IsZero() && ahead < c.Settings.ExtensionDays {
		c.warn(l.At("Applied"), "listing-applied-late", l.Applied.String(),
			diag.T("延期申请只提前了%d天，少于%d天", "the extension was applied for %d days ahead, less than %d", ahead, c.Settings.ExtensionDays),
			diag.T("应不迟于%s提出", "apply by %s", l.Deadline.AddDays(-c.Settings.ExtensionDays).String()))
	}
	if days := l.Delisted.Sub(l.Accepted); !l.Delisted.IsZero() && !l.Accepted.IsZero() && days > c.Settings.DelistingDays {
		c.warn(l.At("Delisted"), "listing-delisted-late", l.Delisted.String(),
			diag.T("验收合格%d天后才摘牌，超过%d天", "delisted %d days after the acceptance, more than %d", days, c.Settings.DelistingDays),
			diag.T("应不迟于%s", "delist it by %s", l.Accepted.AddDays(c.Settings.DelistingDays).String()))
	}
}

// first complains of a second record with the same key.
func first[K comparable](c *checker, seen map[K]Origin, key K, o Origin, field, code, value string, zh, en string) bool {
	if f, twice := seen[key]; twice {
		at := f.At(field)
		c.fail(o.At(field), code, value,
			diag.T("%s重复，已见于%s", "%[3]s twice, first at %[4]s", zh, at.In("zh"), en, at.In("en")),
			diag.T("只留一行", "keep one row"))
		return false
	}
	seen[key] = o
	return true
}

// atMost complains if a part is more than the whole that it is counted in.
func (c *checker) atMost(o Origin, field, code string, part, whole int, zh, en string) {
	if part > whole && o.Sound(field) {
		c.fail(o.At(field), code, fmt.Sprint(part),
			diag.T("多于%s（%d）", "more than %[3]s (%[2]d)", zh, whole, en),
			diag.T("应不多于%d", "use %d at most", whole))
	}
}
