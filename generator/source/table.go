package source

import (
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/model"
)

// Type is what a column's cells hold.
type Type string

// The types of columns.
const (
	Text   Type = "text"   // one line
	Long   Type = "long"   // lines are kept
	Code   Type = "code"   // an identifier, without blanks
	Codes  Type = "codes"  // several, parted by 、
	Whole  Type = "whole"  // a count, 0 or more
	Number Type = "number" // a decimal, 0 or more
	Share  Type = "share"  // a Number that may be written with %
	Year   Type = "year"
	Date   Type = "date"
	Month  Type = "month"  // 2026-03, 2026年3月, or a day of it
	Clock  Type = "clock"  // 14:30
	Choice Type = "choice" // one of Names
	Limit  Type = "limit"  // a date, or words such as 长期坚持
)

// Column describes one column of a table: for the reader, for the schema and
// for the empty table of a new workspace.
type Column struct {
	Field    string   // the Go field in package model
	Header   string   // the header that we write
	Aliases  []string // headers that we read too
	Type     Type
	Required bool
	Names    []string // of a Choice, in the order of the field's values
	Suffix   string   // that may follow a name: 较大事故
	Note     string   // for people who fill it in
}

// Key is the column's name in YAML and JSON besides its headers: unitCode.
func (c *Column) Key() string { return lowerCamel(c.Field) }

// Accepts lists the headers that name the column.
func (c *Column) Accepts() []string { return append([]string{c.Header}, c.Aliases...) }

// Table describes one table of a workspace.
type Table struct {
	Name    string // in hongtou.yaml: units
	Title   string // for people, and the sheet of an empty table: 单位
	Columns []Column

	record reflect.Type // of package model
}

// Record is the name of the type in package model that a row becomes: Hazard.
func (t *Table) Record() string { return t.record.Name() }

// Tables lists the tables in the order in which they are read.
func Tables() []*Table { return slices.Clone(tables) }

// TableOf finds a table by its name, or gives nil.
func TableOf(name string) *Table {
	if i := slices.IndexFunc(tables, func(t *Table) bool { return t.Name == name }); i >= 0 {
		return tables[i]
	}
	return nil
}

// Headers lists the headers of a table as an empty one has them; nil if there
// is no such table.
func Headers(name string) []string {
	t := TableOf(name)
	if t == nil {
		return nil
	}
	var headers []string
	for _, c := range t.Columns {
		headers = append(headers, c.Header)
	}
	return headers
}

func lowerCamel(field string) string { return strings.ToLower(field[:1]) + field[1:] }

var tables = slices.Concat(coreTables, yearTables)

// coreTables are the units with their targets, and what is counted and decided
// about them.
var coreTables = []*Table{
	{Name: "units", Title: "单位", record: reflect.TypeFor[model.Unit](), Columns: []Column{
		{Field: "Code", Header: "单位编码", Aliases: []string{"编码", "代码"}, Type: Code, Required: true, Note: "不重复；县区用行政区划代码"},
		{Field: "Name", Header: "单位名称", Aliases: []string{"单位", "名称"}, Type: Text, Required: true, Note: "全称"},
		{Field: "Short", Header: "简称", Type: Text, Note: "不填即用全称"},
		{Field: "Tier", Header: "层级", Aliases: []string{"级别"}, Type: Choice, Required: true, Names: model.TierNames()},
		{Field: "ParentCode", Header: "上级编码", Aliases: []string{"上级单位编码", "上级"}, Type: Code, Note: "上级单位的编码；最高一级留空"},
		{Field: "Division", Header: "行政区划代码", Aliases: []string{"区划代码"}, Type: Code, Note: "6、9或12位数字"},
		{Field: "CreditCode", Header: "统一社会信用代码", Aliases: []string{"信用代码"}, Type: Code, Note: "18位"},
		{Field: "Industry", Header: "行业领域", Aliases: []string{"行业"}, Type: Text},
		{Field: "Category", Header: "类别", Aliases: []string{"企业类别", "责任书类别"}, Type: Text, Note: "决定责任书用哪些行业条款"},
		{Field: "Leader", Header: "主要负责人", Aliases: []string{"负责人", "法定代表人"}, Type: Text},
		{Field: "Post", Header: "职务", Aliases: []string{"负责人职务"}, Type: Text},
		{Field: "Deputy", Header: "分管负责人", Aliases: []string{"分管领导"}, Type: Text},
		{Field: "Phone", Header: "联系电话", Aliases: []string{"电话"}, Type: Text},
		{Field: "Address", Header: "地址", Type: Text},
		{Field: "Signed", Header: "责任书签订日期", Aliases: []string{"签订日期"}, Type: Date, Note: "本年度责任书签订后填写"},
	}},
	{Name: "targets", Title: "控制指标", record: reflect.TypeFor[model.Target](), Columns: []Column{
		{Field: "UnitCode", Header: "单位编码", Aliases: []string{"编码"}, Type: Code, Required: true},
		{Field: "Year", Header: "年度", Aliases: []string{"年份"}, Type: Year, Required: true},
		{Field: "Indicator", Header: "指标", Aliases: []string{"指标名称", "控制指标"}, Type: Text, Required: true, Note: "如 死亡人数、事故起数、隐患整改率"},
		{Field: "Industry", Header: "行业领域", Aliases: []string{"行业"}, Type: Text, Note: "不分行业留空"},
		{Field: "Value", Header: "控制数", Aliases: []string{"目标值", "数值"}, Type: Share, Required: true},
		{Field: "Measure", Header: "计量单位", Aliases: []string{"单位符号"}, Type: Text, Note: "人、起、万元、%"},
		{Field: "AtLeast", Header: "方向", Type: Choice, Names: []string{"不超过", "不低于"}, Note: "不填即不超过"},
	}},
	{Name: "accidents", Title: "事故", record: reflect.TypeFor[model.Accident](), Columns: []Column{
		{Field: "Code", Header: "事故编号", Aliases: []string{"编号"}, Type: Code, Required: true, Note: "不重复"},
		{Field: "Date", Header: "事故日期", Aliases: []string{"日期", "发生日期"}, Type: Date, Required: true},
		{Field: "Time", Header: "时间", Aliases: []string{"发生时间"}, Type: Clock},
		{Field: "UnitCode", Header: "属地编码", Aliases: []string{"所属县区编码", "县区编码"}, Type: Code, Required: true, Note: "计入统计的县区或单位"},
		{Field: "Liable", Header: "责任单位", Type: Text},
		{Field: "Industry", Header: "行业领域", Aliases: []string{"行业"}, Type: Text, Required: true},
		{Field: "Type", Header: "事故类型", Aliases: []string{"类型"}, Type: Text, Note: "GB/T 6441 的类别"},
		{Field: "Cause", Header: "直接原因", Aliases: []string{"原因"}, Type: Long},
		{Field: "Location", Header: "地点", Aliases: []string{"事故地点"}, Type: Text},
		{Field: "Deaths", Header: "死亡人数", Aliases: []string{"死亡"}, Type: Whole},
		{Field: "Missing", Header: "下落不明", Type: Whole},
		{Field: "Injuries", Header: "受伤人数", Aliases: []string{"受伤"}, Type: Whole, Note: "包括重伤"},
		{Field: "Serious", Header: "重伤人数", Aliases: []string{"重伤"}, Type: Whole, Note: "包括急性工业中毒"},
		{Field: "Loss", Header: "直接经济损失", Aliases: []string{"损失", "直接经济损失（万元）"}, Type: Number, Note: "万元"},
		{Field: "Grade", Header: "事故等级", Aliases: []string{"等级"}, Type: Choice, Names: []string{"一般", "较大", "重大", "特别重大"}, Suffix: "事故", Note: "不填即按国务院令第493号算出"},
	}},
	{Name: "items", Title: "督查问题隐患", record: reflect.TypeFor[model.SupervisionItem](), Columns: []Column{
		{Field: "Code", Header: "隐患编号", Aliases: []string{"编号"}, Type: Code, Required: true, Note: "不重复"},
		{Field: "Date", Header: "检查日期", Aliases: []string{"督查日期"}, Type: Date, Required: true},
		{Field: "Method", Header: "检查方式", Type: Text},
		{Field: "Group", Header: "督查组", Type: Text},
		{Field: "UnitCode", Header: "被督查单位编码", Aliases: []string{"单位编码"}, Type: Code, Required: true},
		{Field: "Site", Header: "隐患部位", Aliases: []string{"检查部位", "抽查单位"}, Type: Text},
		{Field: "Industry", Header: "行业领域", Type: Text},
		{Field: "Category", Header: "隐患类别", Type: Text},
		{Field: "Description", Header: "隐患描述", Aliases: []string{"问题描述", "问题隐患"}, Type: Long, Required: true},
		{Field: "Major", Header: "隐患等级", Type: Choice, Names: []string{"一般", "重大"}, Suffix: "隐患", Note: "不填即一般"},
		{Field: "Deduction", Header: "扣分", Type: Number},
		{Field: "Measure", Header: "整改措施", Type: Long},
		{Field: "Person", Header: "整改责任人", Aliases: []string{"责任人"}, Type: Text},
		{Field: "Funds", Header: "整改资金", Aliases: []string{"整改资金（万元）"}, Type: Number, Note: "万元"},
		{Field: "Deadline", Header: "整改期限", Aliases: []string{"期限"}, Type: Date, Required: true},
		{Field: "Done", Header: "整改完成日期", Aliases: []string{"完成日期"}, Type: Date},
		{Field: "Reviewed", Header: "复查日期", Type: Date},
		{Field: "Reviewer", Header: "复查人", Type: Text},
	}},
	{Name: "tasks", Title: "任务分解", record: reflect.TypeFor[model.Task](), Columns: []Column{
		{Field: "Code", Header: "任务编号", Aliases: []string{"编号"}, Type: Code, Required: true, Note: "不重复"},
		{Field: "Meeting", Header: "会议编号", Type: Code},
		{Field: "Content", Header: "任务内容", Aliases: []string{"工作任务", "任务"}, Type: Long, Required: true},
		{Field: "LeadCode", Header: "牵头单位编码", Aliases: []string{"牵头单位"}, Type: Code, Required: true},
		{Field: "WithCodes", Header: "配合单位编码", Aliases: []string{"配合单位"}, Type: Codes, Note: "几个单位用、隔开"},
		{Field: "Person", Header: "责任领导", Type: Text},
		{Field: "Deadline", Header: "完成时限", Aliases: []string{"时限"}, Type: Limit, Note: "日期，或长期坚持、每季度、每月"},
		{Field: "Done", Header: "完成日期", Type: Date},
		{Field: "Progress", Header: "工作进展", Aliases: []string{"进展"}, Type: Long},
	}},
}
