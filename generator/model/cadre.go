package model

import (
	"fmt"

	"hongtou/generator/period"
)

// CadreSuggestion is what the assessment of a unit suggests for the judgement of its
// leaders (班子和干部考核), to the body that is in charge of them.
type CadreSuggestion struct {
	*Assessment
	Standing   string // where it stands among its tier, as the reason: 列同类末位; "" where that is none
	Suggestion string // without a full stop
	Alone      bool   // no other unit of its tier was assessed
}

// CadreSuggestions goes through the assessed units whose leaders are the region's cadres,
// in the order of Assessments: all but the firms of a place. Units for whose leaders
// nothing follows have no suggestion.
func (o *Office) CadreSuggestions(p period.Period) []*CadreSuggestion {
	all := o.Assessments(p)
	last, before, units := map[Tier]int{}, map[Tier]int{}, map[Tier]int{}
	for _, a := range all {
		t := a.Unit.Tier
		units[t]++
		last[t], before[t] = max(last[t], a.Rank), max(before[t], a.LastRank)
	}
	var list []*CadreSuggestion
	for _, a := range all {
		if a.Unit.Tier >= Enterprise && o.Region.Manages() {
			continue
		}
		t := a.Unit.Tier
		ranked := units[t] > 1
		low := a.Score < o.Settings.Excellent // the last of those that are all 优秀 has nothing to answer for
		s := &CadreSuggestion{Assessment: a, Alone: !ranked}
		switch {
		case a.Vetoed():
			s.Suggestion = "领导班子和主要负责人、分管负责人年度考核不确定为优秀等次，取消评先评优资格"
		case a.Undecided():
			s.Suggestion = "是否一票否决待定，认定以前暂缓确定主要负责人、分管负责人的年度考核等次"
		case a.Grade == o.Settings.Grade(0):
			s.Suggestion = "对主要负责人、分管负责人进行约谈，年度考核不确定为优秀等次"
		case ranked && low && a.Rank == last[t] && a.Rank > 1 && a.LastRank > 1 && a.LastRank == before[t]:
			s.Standing, s.Suggestion = "连续两年列同类末位", "研究对领导班子和有关负责人进行调整"
		case ranked && low && a.Rank == last[t] && a.Rank > 1:
			s.Standing, s.Suggestion = "列同类末位", "对主要负责人进行提醒谈话"
		case ranked && a.Rank == 1 && a.Score >= o.Settings.Excellent:
			s.Standing, s.Suggestion = "列同类第一位", "在领导班子和领导干部年度考核、评先评优中优先考虑"
		}
		list = append(list, s)
	}
	return list
}

// RankText is the unit's rank among those of its tier: 第2位; — where it is the only one,
// or a veto decides or may yet decide.
func (s *CadreSuggestion) RankText() string {
	if s.Alone || s.Vetoed() || s.Undecided() {
		return "—"
	}
	return fmt.Sprintf("第%d位", s.Rank)
}

var (
	_ = explain[CadreSuggestion]("Assessment 考核结果; Vetoed 是否一票否决; Undecided 是否一票否决待定; Move 名次变化; Lost 扣分的指标; Standing 作为理由的名次; Suggestion 对领导班子和领导干部考核的建议，没有的为空; Alone 没有其他同类单位参加考核; RankText 同类名次的写法")
	_ = explain[Office]("CadreSuggestions 考核结果对领导干部考核的建议")
)
