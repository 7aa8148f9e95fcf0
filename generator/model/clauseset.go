package model

import (
	"fmt"
	"slices"
	"strings"

	"hongtou/generator/clause"
	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// ClauseSet is what a unit's agreement asks because of what the unit is: a department
// of fire rescue, a hospital, a quarry, a blaster. A department may be of several kinds.
type ClauseSet struct {
	Kinds []*clause.Kind // none: the kind is not known, and only common clauses hold
	laws  []*Law
}

// ClausesOf gives the clauses of u's kinds in the agreement of a year. The kind is what
// the unit's 类别 says, or what its name and 行业领域 tell.
func (o *Office) ClausesOf(u *Unit, p period.Period) *ClauseSet {
	set := &ClauseSet{}
	for _, k := range o.clauseKinds(u) {
		set.Kinds = append(set.Kinds, o.placed(k))
		for _, key := range k.Laws {
			if l, _ := o.law(key); l != nil && l.inForce(p) && !slices.Contains(set.laws, l) {
				set.laws = append(set.laws, l)
			}
		}
	}
	return set
}

// sortOf is what kinds there are of units of a tier; "" for tiers that have none.
func sortOf(t Tier) clause.Sort {
	switch t {
	case Department:
		return clause.Department
	case Institution:
		return clause.Institution
	case Enterprise, Workshop, Team:
		return clause.Trade
	case Post:
		return clause.Post
	}
	return ""
}

// categoryNames are the kinds of the library, as the table of units names them: 部门's,
// 事业单位's, 行业's, 岗位's.
func categoryNames() []string {
	var names []string
	for _, sort := range clause.Sorts {
		for _, k := range clause.Library(clause.Sort(sort)) {
			if !slices.Contains(names, k.Name) {
				names = append(names, k.Name)
			}
		}
	}
	return names
}

// clauseKinds are the kinds that u is of.
func (o *Office) clauseKinds(u *Unit) []*clause.Kind {
	sort := sortOf(u.Tier)
	if sort == "" {
		return nil
	}
	kinds := o.kindsOf(sort)
	if sort == clause.Trade {
		return o.trade(kinds, u)
	}
	if declared, known := clause.Declared(kinds, wordsOf(u.Category)); known {
		return declared
	}
	switch sort {
	case clause.Department:
		if a := o.PartyA(u); a != nil && (a.Tier == Town && !a.Zone() || !a.Manages()) {
			return nil // an office of a township or a company is not the bureau whose name it has: no power is its own
		}
		found := clause.InName(kinds, u.Name)
		for _, field := range []string{u.Category, u.Industry} {
			for _, k := range clause.OfField(kinds, field) {
				if !slices.Contains(found, k) {
					found = append(found, k)
				}
			}
		}
		return found
	case clause.Institution:
		if k := clause.Closest(kinds, u.Name, ""); k != nil {
			return []*clause.Kind{k}
		}
		return firstOf(clause.OfField(kinds, u.Category), clause.OfField(kinds, u.Industry))
	case clause.Post:
		trade := u.Category
		if trade == "" {
			trade = u.Industry
		}
		for _, name := range []string{u.Post, u.Short, u.Name} {
			if k := clause.Closest(kinds, name, trade); k != nil {
				return []*clause.Kind{k}
			}
		}
	}
	return nil
}

// wordsOf are the kinds that a 类别 lists: 食品、涉氨制冷.
func wordsOf(category string) []string {
	return strings.FieldsFunc(category, func(r rune) bool { return strings.ContainsRune("、，,；; ", r) })
}

// trade is the kind of an enterprise, a workshop or a team, whose own field tells, or that
// of what it belongs to. Of several kinds that share a field the name chooses; a name
// alone tells no trade: 市场 is in many.
func (o *Office) trade(kinds []*clause.Kind, u *Unit) []*clause.Kind {
	for up := u; up != nil && up.Tier >= Enterprise; up = up.Parent {
		for _, field := range []string{up.Category, up.Industry} {
			var found []*clause.Kind
			for _, word := range wordsOf(field) {
				if k := tradeNamed(kinds, word, up); k != nil && !slices.Contains(found, k) {
					found = append(found, k)
				}
			}
			if len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// tradeNamed is the kind of one word of a 类别.
func tradeNamed(kinds []*clause.Kind, word string, u *Unit) *clause.Kind {
	of := clause.OfField(kinds, word)
	for up := u; len(of) > 1 && up != nil && up.Tier >= Enterprise; up = up.Parent {
		if k := clause.Closest(of, up.Name, ""); k != nil {
			return k
		}
	}
	if declared, known := clause.Declared(kinds, []string{word}); known {
		return declared[0]
	}
	if len(of) > 0 {
		return of[0]
	}
	return nil
}

func firstOf(lists ...[]*clause.Kind) []*clause.Kind {
	for _, l := range lists {
		if len(l) > 0 {
			return l[:1]
		}
	}
	return nil
}

// placed is a kind whose texts have the office's words in their places.
func (o *Office) placed(k *clause.Kind) *clause.Kind {
	limits := o.Settings.Limits
	words := strings.NewReplacer("{安委办}", o.Short, "{下级}", o.Below(), "{月报日}", fmt.Sprintf("%d日", o.Settings.ReportDay),
		"{演练评估}", string(limits.DrillAssessment), "{通报期限}", string(limits.Circular))
	k = k.Clone()
	for _, list := range []*[]string{&k.Targets, &k.Duties, &k.Checks, &k.Bans, &k.Shop, &k.Team} {
		for i, s := range *list {
			(*list)[i] = words.Replace(s)
		}
	}
	for _, s := range []*string{&k.Objects, &k.Patrol, &k.Stops} {
		*s = words.Replace(*s)
	}
	return k
}

// Known tells whether the kind is known.
func (s *ClauseSet) Known() bool { return len(s.Kinds) > 0 }

// Kind is the first of the kinds, an empty one if none is known.
func (s *ClauseSet) Kind() *clause.Kind {
	if len(s.Kinds) == 0 {
		return &clause.Kind{}
	}
	return s.Kinds[0]
}

// Targets are those of all kinds, each once.
func (s *ClauseSet) Targets() []string {
	return s.all(func(k *clause.Kind) []string { return k.Targets })
}

// Checks are those of all kinds, each once.
func (s *ClauseSet) Checks() []string {
	return s.all(func(k *clause.Kind) []string { return k.Checks })
}

func (s *ClauseSet) all(list func(*clause.Kind) []string) []string {
	var all []string
	for _, k := range s.Kinds {
		for _, text := range list(k) {
			if !slices.Contains(all, text) {
				all = append(all, text)
			}
		}
	}
	return all
}

// Objects says whom a department of these kinds supervises: 矿山企业，以及…; "" if that is
// not known.
func (s *ClauseSet) Objects() string {
	var all []string
	for _, k := range s.Kinds {
		if k.Objects != "" {
			all = append(all, k.Objects)
		}
	}
	return strings.Join(all, "，以及")
}

// The powers of a department over those whom it supervises.

// Supervises tells whether the department supervises others at all: 支持保障 does not,
// nor one whose kind is not known.
func (s *ClauseSet) Supervises() bool {
	return slices.ContainsFunc(s.Kinds, func(k *clause.Kind) bool { return k.Class != "支持保障" })
}

// Enforces tells whether the department enforces the law against them in all that it
// supervises.
func (s *ClauseSet) Enforces() bool {
	return slices.ContainsFunc(s.Kinds, func(k *clause.Kind) bool { return k.Power == "有" })
}

// Scope is in what the department enforces the law where it does not in all: 管道保护;
// "" where it does in all or in nothing.
func (s *ClauseSet) Scope() string {
	if s.Enforces() {
		return ""
	}
	var scopes []string
	for _, k := range s.Kinds {
		if k.Power == "部分" && k.Scope != "" {
			scopes = append(scopes, k.Scope)
		}
	}
	return strings.Join(scopes, "和")
}

// Laws are the laws and regulations that the kinds' clauses stand on, in force in the
// year, at most three: 《…》《…》.
func (s *ClauseSet) Laws() string {
	var b strings.Builder
	n := 0
	for _, l := range s.laws {
		if (l.Form == "法律" || l.Form == "行政法规" || l.Form == "党内法规") && l.Key != "安全生产法" && n < 3 {
			fmt.Fprintf(&b, "《%s》", l.Title)
			n++
		}
	}
	return b.String()
}

// Standards are the standards by which hazards of these kinds are judged major, in force
// in the year: 《…判定标准》; "" where there is none.
func (s *ClauseSet) Standards() string {
	var all []string
	for _, l := range s.laws {
		if strings.Contains(l.Title, "判定") {
			all = append(all, "《"+l.Title+"》")
		}
	}
	return strings.Join(all, "")
}

// UnknownKinds notes the units of a tier whose kind is not known, so that their agreements
// have the common clauses only; false if there is none.
func (o *Office) UnknownKinds(t Tier) (diag.Diagnostic, bool) {
	var names []string
	var first *Unit
	for _, u := range o.look().unitsByTier[t] {
		if o.PartyA(u) != nil && len(o.clauseKinds(u)) == 0 {
			if first == nil {
				first = u
			}
			names = append(names, u.Short)
		}
	}
	if first == nil {
		return diag.Diagnostic{}, false
	}
	return diag.Diagnostic{Severity: diag.Note, Code: "unit-kind-unknown", Place: PlaceOf(first, &first.Category), Value: first.Category,
		Problem: diag.T("%[1]d个%[2]s没有认出属于哪一类，责任书只有共同条款：%[3]s", "the kind of %[1]d units of tier %[2]s is not known, their agreements have the common clauses only: %[3]s", len(names), t, shortened(names)),
		Remedy:  diag.T("在“类别”列填写类别，或者在责任条款表中增加这一类", "fill in the column 类别, or add the kind to the table of clauses")}, true
}

func shortened(names []string) string {
	if len(names) > 5 {
		names = append(slices.Clone(names[:5]), "…")
	}
	return strings.Join(names, "、")
}

var _ = explain[Office]("ClausesOf 某单位按其类别在某年责任书中的条款; UnknownKinds 某层级中没有认出类别的单位")
var _ = explain[ClauseSet]("Kinds 所属类别; Known 是否认出类别; Kind 第一个类别; Targets 工作目标; Checks 检查重点; Objects 监管对象; Supervises 是否负有监管职责; Enforces 是否有执法权; " +
	"Scope 部分执法权的范围; Laws 依据的法律法规; Standards 重大事故隐患判定标准")
var _ = explain[clause.Kind]("Name 类别名称; Names 名称用语; Fields 行业领域用语; Industry 限于哪些行业的岗位; Class 部门或岗位的种类; Power 执法权; Scope 执法范围; Objects 监管对象; Head 负责人称谓; Patrol 巡查频次; " +
	"Certificate 上岗证书; Gear 防护用品; Stops 停止作业的情形; Targets 工作目标; Duties 职责; Checks 检查重点; Bans 禁止行为; Shop 车间要求; Team 班组要求; Laws 依据")
