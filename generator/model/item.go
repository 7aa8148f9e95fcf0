package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// SupervisionItem is one finding (问题隐患) of a supervision.
type SupervisionItem struct {
	Code        string      // 隐患编号
	Date        period.Date // 检查日期
	Method      string      // 检查方式
	Group       string      // 督查组
	UnitCode    string      // 被督查单位
	Unit        *Unit
	Site        string // 隐患部位 / 抽查单位
	Industry    string
	Category    string // 隐患类别
	Description string
	Major       bool    // 重大隐患
	Deduction   float64 // 扣分
	Measure     string  // 整改措施
	Person      string  // 整改责任人
	Funds       float64 // 整改资金, 万元
	Deadline    period.Date
	Done        period.Date // 整改完成日期
	Reviewed    period.Date // 复查日期
	Reviewer    string
	Extra       map[string]string
	Origin
}

var _ = Declare(Declaration[SupervisionItem]{
	Name: "items", Title: "督查问题隐患", One: "隐患", En: "item", Order: 40,
	List:  func(o *Office) *[]*SupervisionItem { return &o.Items },
	Event: func(i *SupervisionItem) period.Date { return i.Date },
	Columns: func(i *SupervisionItem) []table.Column {
		return []table.Column{
			{At: &i.Code, Key: true, Header: "隐患编号", Aliases: []string{"编号"}, Type: table.Code, Required: true, Note: "不重复"},
			{At: &i.Date, Day: true, Header: "检查日期", Aliases: []string{"督查日期", "检查时间", "督查时间"}, Required: true},
			{At: &i.Method, Header: "检查方式"},
			{At: &i.Group, Header: "督查组"},
			{At: &i.UnitCode, Link: &i.Unit, Concerns: true, Header: "被督查单位编码", Aliases: []string{"单位编码"}, Type: table.Code, Required: true},
			{At: &i.Site, Header: "隐患部位", Aliases: []string{"检查部位", "抽查单位"}},
			{At: &i.Industry, Header: "行业领域"},
			{At: &i.Category, Header: "隐患类别"},
			{At: &i.Description, Header: "隐患描述", Aliases: []string{"问题描述", "问题隐患", "隐患内容", "隐患问题", "存在问题", "存在的问题"}, Type: table.Long, Required: true},
			{At: &i.Major, Header: "隐患等级", Names: []string{"一般", "重大"}, Suffix: "隐患", Note: "不填即一般"},
			{At: &i.Deduction, Header: "扣分"},
			{At: &i.Measure, Header: "整改措施", Aliases: []string{"整改要求"}, Type: table.Long},
			{At: &i.Person, Header: "整改责任人", Aliases: []string{"责任人"}},
			{At: &i.Funds, Header: "整改资金", Aliases: []string{"整改资金（万元）"}, Measure: "万元", Note: "万元"},
			{At: &i.Deadline, Header: "整改期限", Aliases: []string{"期限", "整改时限", "完成时限", "整改完成时限"}, Required: true},
			{At: &i.Done, Header: "整改完成日期", Aliases: []string{"完成日期", "整改完成时间", "完成时间"}},
			{At: &i.Reviewed, Header: "复查日期", Aliases: []string{"复查时间"}},
			{At: &i.Reviewer, Header: "复查人", Aliases: []string{"复查人员"}},
		}
	},
	Check:  (*Checker).items,
	Says:   "DoneBy 某日前的整改完成日期; ReviewedBy 某日前的复查日期; Settled 某日前是否已整改",
	Office: "RankBefore 上一期的名次",
})

func (c *Checker) items(items []*SupervisionItem) {
	for _, i := range items {
		if i.Unit != nil && (c.first(i) || i.Code == "") {
			c.index.itemsByUnit[i.Unit] = append(c.index.itemsByUnit[i.Unit], i)
		}
		c.order(i, "item-deadline", &i.Deadline, i.Date, "检查日期", "date of the check")
		c.order(i, "item-done", &i.Done, i.Date, "检查日期", "date of the check")
		c.order(i, "item-reviewed", &i.Reviewed, i.Done, "整改完成日期", "day it was put right")
		if !i.Reviewed.IsZero() && i.Done.IsZero() && sound(i, &i.Done) {
			c.wants(PlaceOf(i, &i.Done), "item-reviewed-undone",
				diag.T("已于%s复查，却没有整改完成日期", "reviewed on %s, but there is no day on which it was put right", i.Reviewed.String()),
				diag.T("填写整改完成日期", "give that day"))
		}
	}
}

var _ = explain[SupervisionItem]("Code 隐患编号; Date 检查日期; Category 隐患类别; Major 是否重大隐患; Measure 整改措施; Person 整改责任人; Done 整改完成日期; Level 重大或一般")
