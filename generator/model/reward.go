package model

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Reward is one commendation or sanction (奖惩) of a unit or of a person there.
type Reward struct {
	Code     string
	Date     period.Date // 决定（约谈）日期
	Year     int         // 考核年度; Check sets it to Date's year if there is none
	Kind     string      // one of RewardKinds
	UnitCode string
	Unit     *Unit
	Person   string // "" where the unit itself is meant
	Post     string
	Title    string // 奖惩名称: 先进集体, 先进个人, 约谈, 通报批评, 党纪政务处分
	Reason   string
	Basis    string
	Decision string // 处理决定, 奖励内容
	Amount   float64
	Host     string // 约谈人
	Time     string
	Location string
	Notice   string      // 文号
	Issued   period.Date // 通知书成文日期
	Due      period.Date // 整改报告时限
	Followed period.Date // 落实日期
	Result   string      // 落实情况
	Attended string      // 参加人员 of an interview, besides those who hold it and are asked to it
	Stated   string      // 被约谈单位的情况说明
	Minuted  period.Date // 纪要日期
	Origin

	Points []*InterviewPoint // of an interview, in table order; set by Check
}

var _ = Declare(Declaration[Reward]{
	Name: "rewards", Title: "奖惩", One: "奖惩", En: "reward", Order: 170,
	List: func(o *Office) *[]*Reward { return &o.Rewards },
	Columns: func(r *Reward) []table.Column {
		return []table.Column{
			code(&r.Code),
			{At: &r.Date, Day: true, Header: "日期", Aliases: []string{"决定日期", "约谈日期"}, Required: true},
			{At: &r.Year, Header: "考核年度", Aliases: []string{"年度"}, Type: table.Year, Note: "不填即日期所在年"},
			{At: &r.Kind, Header: "奖惩类型", Aliases: []string{"类型"}, Required: true, Names: RewardKinds()},
			unit(&r.UnitCode, &r.Unit),
			{At: &r.Person, Header: "姓名", Note: "对单位的留空"},
			{At: &r.Post, Header: "职务"},
			{At: &r.Title, Header: "名称", Aliases: []string{"奖惩名称"}, Required: true, Note: "如 先进集体、先进个人"},
			{At: &r.Reason, Header: "事由", Type: table.Long, Required: true},
			{At: &r.Basis, Prose: true, Header: "依据"},
			{At: &r.Decision, Header: "决定", Aliases: []string{"处理决定"}, Type: table.Long},
			{At: &r.Amount, Header: "金额", None: true, Aliases: []string{"金额（元）"}, Measure: "元", Note: "元"},
			{At: &r.Host, Header: "约谈人"},
			{At: &r.Time, Header: "时间", Type: table.Clock},
			{At: &r.Location, Header: "地点"},
			{At: &r.Notice, Number: true, Header: "文号"},
			{At: &r.Issued, Header: "成文日期", Note: "约谈通知书的日期，不迟于约谈"},
			{At: &r.Due, Header: "整改报告时限"},
			{At: &r.Followed, Header: "落实日期"},
			{At: &r.Result, Prose: true, Header: "落实情况"},
			{At: &r.Attended, Prose: true, Header: "参加人员", Note: "约谈的，写有关单位参加人员"},
			{At: &r.Stated, Header: "情况说明", Type: table.Long, Note: "被约谈单位在约谈时的说明，一行一项"},
			{At: &r.Minuted, Header: "纪要日期", Note: "约谈纪要的日期"},
		}
	},
	Check:  (*Checker).rewards,
	Says:   "Points 约谈议定事项; Statements 情况说明各条",
	Office: "RewardsFor 某年度的奖惩; CommendedIn 某年度的表彰，按单位层级、考核名次和单位表的次序; PostOf 领导干部的职务，按职责清单; AccountedFor 某日以前对事故责任单位作出的处理",
})

// The kinds of rewards and sanctions.
const (
	CommendationKind   = "表彰"
	CriticismKind      = "通报批评"
	InterviewKind      = "约谈"
	AccountabilityKind = "责任追究"
)

// RewardKinds lists the kinds of rewards and sanctions.
func RewardKinds() []string {
	return []string{CommendationKind, CriticismKind, InterviewKind, AccountabilityKind}
}

// Statements are the lines of what the unit stated, each without its full stop.
func (r *Reward) Statements() []string { return cellLines(r.Stated) }

// CommendedIn lists the commendations for a year's work by tier, inside a tier by rank in
// the assessment, then in the order of the table of units.
func (o *Office) CommendedIn(year int) []*Reward {
	var in []*Reward
	for _, r := range o.RewardsFor(year) {
		if r.Kind == CommendationKind {
			in = append(in, r)
		}
	}
	span := period.Period{Kind: period.Year, Year: year, Index: 1}
	tier := func(u *Unit) Tier {
		if u == nil {
			return 0
		}
		return u.Tier
	}
	rank := func(u *Unit) int {
		if a := o.AssessmentOf(u, span); a != nil {
			return a.Rank
		}
		return math.MaxInt
	}
	slices.SortStableFunc(in, func(a, b *Reward) int {
		return cmp.Or(cmp.Compare(tier(a.Unit), tier(b.Unit)), cmp.Compare(rank(a.Unit), rank(b.Unit)), cmp.Compare(a.Unit.order(), b.Unit.order()))
	})
	return in
}

// RewardsFor lists the rewards and sanctions for a year's work, in table order.
func (o *Office) RewardsFor(year int) []*Reward {
	return having(o.Rewards, func(r *Reward) bool { return r.Year == year })
}

// AccountedFor lists what was decided by the end of a day against the units that a report
// names as liable, since its accident: circulars of criticism and accountability.
func (o *Office) AccountedFor(i *Investigation, asOf period.Date) []*Reward {
	return having(o.Rewards, func(r *Reward) bool {
		return (r.Kind == AccountabilityKind || r.Kind == CriticismKind) && slices.Contains(i.Units, r.Unit) && i.Accident != nil && !r.Date.Before(i.Accident.Date) && by(r.Date, asOf)
	})
}

// PostOf is the post that the duty lists give a leader of the region, the newest list's;
// "" where none names them.
func (o *Office) PostOf(name string) string {
	year, post := 0, ""
	for _, d := range o.Duties {
		if d.Name == name && d.Unit == o.Region && d.Year >= year {
			year, post = d.Year, d.Post
		}
	}
	return post
}

// listedOn is a case that is open against a unit on a day.
func (o *Office) listedOn(u *Unit, day period.Date) *Listing {
	for _, l := range o.Listings {
		if l.Unit == u && by(l.Date, day) && !by(l.Delisted, day) {
			return l
		}
	}
	return nil
}

func (c *Checker) rewards(rewards []*Reward) {
	praised := map[[4]string]*Reward{}
	for _, r := range rewards {
		r.Time = strings.TrimPrefix(r.Time, "0") // as notices write it: 9:30
		if r.Year == 0 && sound(r, &r.Year) {
			r.Year = r.Date.Year
		}
		if r.Kind == CommendationKind && r.Unit != nil {
			who := [4]string{r.UnitCode, r.Person, r.Title, fmt.Sprint(r.Year)}
			if before := praised[who]; before != nil {
				first := PlaceOf(before, &before.UnitCode)
				c.Fail(PlaceOf(r, &r.UnitCode), "reward-twice", r.UnitCode,
					diag.T("同一年度的同一表彰重复，已见于%[1]s", "the year has this commendation twice, first at %[1]s", first),
					diag.T("只留一行", "keep one row"))
			} else {
				praised[who] = r
			}
		}
		c.order(r, "reward-issued", &r.Date, r.Issued, "通知书成文日期", "day of the notice")
		c.order(r, "reward-due", &r.Due, r.Date, "决定（约谈）日期", "day of the decision")
		if r.Kind == InterviewKind {
			c.within(r, "reward-due-late", &r.Due, r.Date, c.Settings.Limits.InterviewReport, "约谈后报告整改", "reports after an interview")
		}
		c.order(r, "reward-minuted", &r.Minuted, r.Date, "约谈日期", "day of the interview")
		c.order(r, "reward-followed", &r.Followed, r.Date, "决定（约谈）日期", "day of the decision")
		if r.Kind == CommendationKind && r.Person == "" && r.Unit != nil {
			if a := c.AssessmentOf(r.Unit, period.Period{Kind: period.Year, Year: r.Year, Index: 1}.Until(c.Today)); a != nil && a.Vetoed() {
				c.Fail(PlaceOf(r, &r.UnitCode), "reward-vetoed", r.UnitCode,
					diag.T("“%s”%d年度考核被一票否决，不得表彰", "%q was vetoed in the assessment of %d and can't be commended", r.Unit.Name, r.Year),
					diag.T("删去此行，或核对考核记录", "delete the row, or check the assessment"))
			} else if l := c.listedOn(r.Unit, r.Date); l != nil {
				c.Warn(PlaceOf(r, &r.UnitCode), "reward-listed", r.UnitCode,
					diag.T("“%s”在表彰日期有尚未摘牌的挂牌督办事项（%s）", "%q has an open case of listed supervision (%s) on the day of the commendation", r.Unit.Name, l.Code),
					diag.T("核对摘牌日期，未摘牌的不宜表彰", "check when the case was closed: a unit with an open one should not be commended"))
			}
		}
	}
}
