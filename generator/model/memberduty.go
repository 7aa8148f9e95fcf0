package model

import (
	"slices"
	"strings"

	"hongtou/generator/clause"
	"hongtou/generator/period"
)

// MemberDuty is what a department that is a member of the committee answers for
// (成员单位职责分工), as the clauses of its kind say it: the same words as in its agreement.
type MemberDuty struct {
	Unit    *Unit
	Clauses *ClauseSet
}

// Class is 综合监管, 行业监管, 行业管理 or 支持保障, several with 、 between; "" where the kind is
// not known.
func (m *MemberDuty) Class() string {
	var classes []string
	for _, k := range m.Clauses.Kinds {
		if k.Class != "" && !slices.Contains(classes, k.Class) {
			classes = append(classes, k.Class)
		}
	}
	return strings.Join(classes, "、")
}

// Lines are the duties, each once.
func (m *MemberDuty) Lines() []string {
	return m.Clauses.all(func(k *clause.Kind) []string { return k.Duties })
}

// MemberLine is one line of the table of duties.
type MemberLine struct {
	*MemberDuty
	Number int    // of the line among the unit's; 0: it has none
	Text   string // "" where the duties are not known
}

// MemberDuties lists what the departments of the committee answer for in a year, in table
// order; those whose kind is not known have no lines.
func (o *Office) MemberDuties(p period.Period) []*MemberDuty {
	var rows []*MemberDuty
	for _, u := range o.Members() {
		if u.Tier == Department {
			rows = append(rows, &MemberDuty{u, o.ClausesOf(u, p)})
		}
	}
	return rows
}

// MemberLines is MemberDuties a line a row; a department without a line has one row.
func (o *Office) MemberLines(p period.Period) []*MemberLine {
	var rows []*MemberLine
	for _, m := range o.MemberDuties(p) {
		lines := m.Lines()
		for i, text := range lines {
			rows = append(rows, &MemberLine{m, i + 1, text})
		}
		if len(lines) == 0 {
			rows = append(rows, &MemberLine{MemberDuty: m})
		}
	}
	return rows
}

var (
	_ = explain[Office]("MemberDuties 成员单位（部门）的职责分工; MemberLines 成员单位职责分工，一条一行")
	_ = explain[MemberDuty]("Clauses 职责条款; Class 责任类型：综合监管、行业监管、行业管理、支持保障; Lines 职责各条")
	_ = explain[MemberLine]("MemberDuty 成员单位的职责分工; Number 第几条，没有的为0; Text 职责，没有明确的为空; Clauses 职责条款; Class 责任类型; Lines 职责各条")
)
