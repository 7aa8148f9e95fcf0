package model

import "hongtou/generator/period"

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
	Extra    map[string]string
	Origin
}

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

// RewardsFor lists the rewards and sanctions for a year's work, in table order.
func (o *Office) RewardsFor(year int) []*Reward {
	var in []*Reward
	for _, r := range o.Rewards {
		if r.Year == year {
			in = append(in, r)
		}
	}
	return in
}
