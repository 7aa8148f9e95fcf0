package model

import (
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// CommitteeMember is the member of a party committee's leading body whom the
// committee itself has named to be linked with work safety (党委班子确定的联系安全生产
// 常委): each division names one of its own. That a leader of the region is linked to a
// division is another thing, a [Contact].
type CommitteeMember struct {
	UnitCode string // the division whose party committee it is
	Unit     *Unit
	Name     string
	Post     string // 党内外职务: 县委常委、常务副县长
	Field    string // 分管工作
	Phone    string
	Since    period.Date
	Until    period.Date // zero: still
	Basis    string      // 文件依据
	Origin
}

var _ = Declare(Declaration[CommitteeMember]{
	Name: "committee-members", Title: "党委联系安全生产成员", One: "党委联系成员", En: "committee member", Order: 125,
	List: func(o *Office) *[]*CommitteeMember { return &o.CommitteeMembers },
	Columns: func(m *CommitteeMember) []table.Column {
		return []table.Column{
			unit(&m.UnitCode, &m.Unit, "所属地区编码"),
			{At: &m.Name, Header: "姓名", Required: true},
			{At: &m.Post, Header: "职务", Required: true, Note: "党内职务在前，如“县委常委、常务副县长”"},
			{At: &m.Field, Prose: true, Header: "分管工作"},
			{At: &m.Phone, Header: "联系电话"},
			{At: &m.Since, Header: "起始日期", Required: true},
			{At: &m.Until, Header: "终止日期", Note: "仍在联系的留空"},
			{At: &m.Basis, Prose: true, Header: "文件依据"},
		}
	},
	Check:  (*Checker).committeeMembers,
	Office: "CommitteeMembers 党委联系安全生产成员表; CommitteeRows 各下级地区党委班子联系安全生产的成员; CommitteeNamed 已确定成员的下级地区; CommitteeMember 某单位党委班子联系安全生产的成员",
})

// CommitteeRow is a division with the member whom its party committee has named.
type CommitteeRow struct {
	Unit   *Unit
	Member *CommitteeMember // nil: none is named
}

// CommitteeMember is whom a unit's party committee has named at the end of a day, the
// last one where the table has several; nil where it has none.
func (o *Office) CommitteeMember(u *Unit, asOf period.Date) *CommitteeMember {
	var last *CommitteeMember
	for _, m := range o.CommitteeMembers {
		if m.Unit == u && u != nil && !m.Since.After(asOf) && (m.Until.IsZero() || m.Until.After(asOf)) && (last == nil || !m.Since.Before(last.Since)) {
			last = m
		}
	}
	return last
}

// CommitteeRows gives every division of the region with the member whom its party
// committee has named at the end of a day; one that has named nobody has a row too.
func (o *Office) CommitteeRows(asOf period.Date) []*CommitteeRow {
	var rows []*CommitteeRow
	for _, u := range o.Divisions() {
		rows = append(rows, &CommitteeRow{u, o.CommitteeMember(u, asOf)})
	}
	return rows
}

// CommitteeNamed gives the divisions whose party committee has named a member.
func (o *Office) CommitteeNamed(asOf period.Date) []*CommitteeRow {
	return having(o.CommitteeRows(asOf), func(r *CommitteeRow) bool { return r.Member != nil })
}

func (c *Checker) committeeMembers(members []*CommitteeMember) {
	for _, m := range members {
		c.order(m, "committee-member-until", &m.Until, m.Since, "起始日期", "day it began")
	}
}

var _ = explain[CommitteeRow]("Member 党委班子联系安全生产的成员，未确定的没有")
