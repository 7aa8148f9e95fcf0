package model

import (
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Contact is a leader of the region who is linked to a division for work safety
// (市领导联系县区). Whom a division's own party committee has named is a
// [CommitteeMember].
type Contact struct {
	UnitCode string // 联系县区
	Unit     *Unit
	Name     string
	Post     string
	Industry string // 联系行业领域
	Site     string // 联系点
	Phone    string
	Since    period.Date
	Until    period.Date // zero: still linked
	Visits   int         // 本年联系活动, 次
	Last     period.Date // 最近一次
	Basis    string      // 文件依据
	Origin
}

var _ = Declare(Declaration[Contact]{
	Name: "contacts", Title: "领导联系地区安全生产", One: "联系", En: "contact", Order: 120,
	List: func(o *Office) *[]*Contact { return &o.ContactList },
	Columns: func(c *Contact) []table.Column {
		return []table.Column{
			unit(&c.UnitCode, &c.Unit, "联系县区编码"),
			{At: &c.Name, Header: "姓名", Required: true},
			{At: &c.Post, Header: "职务"},
			{At: &c.Industry, Header: "联系行业领域"},
			{At: &c.Site, Header: "联系点"},
			{At: &c.Phone, Header: "联系电话"},
			{At: &c.Since, Header: "起始日期", Required: true},
			{At: &c.Until, Header: "终止日期", Note: "仍在联系的留空"},
			{At: &c.Visits, Header: "本年联系次数"},
			{At: &c.Last, Header: "最近联系日期"},
			{At: &c.Basis, Prose: true, Header: "文件依据"},
		}
	},
	Check:  (*Checker).contacts,
	Office: "Contacts 各下级地区及联系领导; Linked 已明确联系领导的下级地区",
})

// ContactRow is a division with the contact who is linked to it.
type ContactRow struct {
	Unit    *Unit
	Contact *Contact // nil: the division has none
}

// Linked gives the divisions that have a contact at the end of a day.
func (o *Office) Linked(asOf period.Date) []*ContactRow {
	return having(o.Contacts(asOf), func(r *ContactRow) bool { return r.Contact != nil })
}

// Contacts gives every division of the region with its contact at the end of a
// day; a division with several has a row each, one without has a row too.
func (o *Office) Contacts(asOf period.Date) []*ContactRow {
	var rows []*ContactRow
	for _, u := range o.Divisions() {
		before := len(rows)
		for _, c := range o.ContactList {
			if c.Unit == u && !c.Since.After(asOf) && (c.Until.IsZero() || c.Until.After(asOf)) {
				rows = append(rows, &ContactRow{u, c})
			}
		}
		if len(rows) == before {
			rows = append(rows, &ContactRow{Unit: u})
		}
	}
	return rows
}

func (c *Checker) contacts(contacts []*Contact) {
	for _, x := range contacts {
		c.order(x, "contact-until", &x.Until, x.Since, "起始日期", "day it began")
		c.order(x, "contact-last", &x.Last, x.Since, "起始日期", "day it began")
	}
}

var _ = explain[ContactRow]("Contact 联系领导")
