package model

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"hongtou/generator/clause"
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Law is a law, a rule or a standard that papers name: one of the office's table, which
// beats the library's of the same key, or the library's.
type Law struct {
	Key    string
	Title  string // without 《》
	Form   string
	Number string
	Since  period.Date // in force from; zero: long since
	Until  period.Date // the last day; zero: in force
	Origin
}

var _ = Declare(Declaration[Law]{
	Name: "laws", Title: "法规依据", One: "法规", En: "law", Order: 6,
	List: func(o *Office) *[]*Law { return &o.LawRows },
	Columns: func(l *Law) []table.Column {
		return []table.Column{
			{At: &l.Key, Key: true, Label: true, Header: "依据简称", Aliases: []string{"简称"}, Required: true, Note: "如 消防法；与程序自带的相同即代替之"},
			{At: &l.Title, Prose: true, Header: "法规名称", Aliases: []string{"名称", "全称"}, Required: true, Note: "全称，不写书名号"},
			{At: &l.Form, Header: "种类", Names: []string{"法律", "行政法规", "地方性法规", "部门规章", "地方政府规章", "规范性文件", "标准", "党内法规"}},
			{At: &l.Number, Header: "文号或版次", Aliases: []string{"文号", "版次"}},
			{At: &l.Since, Header: "施行日期"},
			{At: &l.Until, Header: "失效日期", Aliases: []string{"废止日期"}, Note: "仍有效的留空"},
		}
	},
	Check: (*Checker).laws,
})

func (c *Checker) laws(laws []*Law) {
	for _, l := range laws {
		c.order(l, "law-until", &l.Until, l.Since, "施行日期", "day it came into force")
	}
}

// Law is the title of a law by its key, in 《》. The error names keys that there are.
func (o *Office) Law(key string) (string, error) {
	l, err := o.law(key)
	if err != nil {
		return "", err
	}
	return "《" + l.Title + "》", nil
}

// law finds a law by its key.
func (o *Office) law(key string) (*Law, error) {
	all := o.lawsByKey()
	if l := all[key]; l != nil {
		return l, nil
	}
	return nil, diag.Speak(errUnknownLaw, "没有简称为“%s”的法规依据；在法规依据表中增加", "no law has the key %q: add it to the table of laws", key)
}

var errUnknownLaw = errors.New("unknown law")

// dayOf reads a day of the library: 2026-05-01; "" is no day.
func dayOf(s string) period.Date {
	if s == "" {
		return period.Date{}
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic("package model: a law's day is " + s)
	}
	return period.DateOf(t)
}

// lawsByKey are the library's laws and the office's.
func (o *Office) lawsByKey() map[string]*Law {
	return o.look().laws.get(struct{}{}, func() map[string]*Law {
		all := map[string]*Law{}
		for _, l := range clause.Laws() {
			all[l.Key] = &Law{Key: l.Key, Title: l.Title, Form: l.Form, Number: l.Number, Since: dayOf(l.From), Until: dayOf(l.Until)}
		}
		for _, l := range o.LawRows {
			all[l.Key] = l
		}
		return all
	})
}

// LawsInForce lists the laws that are in force in p, by their keys.
func (o *Office) LawsInForce(p period.Period) []*Law {
	var list []*Law
	for _, l := range o.lawsByKey() {
		if l.inForce(p) {
			list = append(list, l)
		}
	}
	slices.SortFunc(list, func(a, b *Law) int { return cmp.Compare(a.Key, b.Key) })
	return list
}

// inForce tells whether the law is in force on any day of p.
func (l *Law) inForce(p period.Period) bool {
	return (l.Since.IsZero() || !l.Since.After(p.End())) && (l.Until.IsZero() || !l.Until.Before(p.Start()))
}

var _ = explain[Office]("Law 某简称的法规名称，带书名号; LawsInForce 某期间有效的法规依据")
