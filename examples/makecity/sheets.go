package main

import (
	"bytes"
	"text/template"

	_ "embed"
)

// unitsWorkbook has every unit but the departments.
func unitsWorkbook(c *city) ([]byte, error) {
	s := sheet{name: "单位", title: "安澜市安全生产责任单位名册（2026年）", columns: []column{
		{"单位编码", 13, text, nil}, {"单位名称", 34, text, nil}, {"简称", 16, text, nil},
		{"层级", 10, centred, words("市 县区 乡镇街道 村社区 部门 企业 车间 班组 岗位")}, {"上级编码", 11, text, nil},
		{"行政区划代码", 14, text, nil}, {"统一社会信用代码", 22, text, nil}, {"行业领域", 13, centred, nil}, {"类别", 13, centred, nil},
		{"主要负责人", 12, centred, nil}, {"职务", 9, centred, nil}, {"分管负责人", 12, centred, nil},
		{"联系电话", 15, text, nil}, {"地址", 34, text, nil}, {"网格数", 8, whole, nil}, {"职工人数", 10, whole, nil},
		{"责任书签订日期", 14, date, nil},
	}}
	for _, u := range c.units {
		if u.tier == tierDepartment {
			continue
		}
		s.rows = append(s.rows, []any{u.code, u.name, u.short, u.tier, blank(u.parent), blank(u.division), blank(u.credit), blank(u.field),
			blank(u.category), u.leader, u.post, u.deputy, u.phone, u.address, unless0(u.grids), unless0(u.staff), u.signed})
	}
	return workbook(s, s.title, []string{
		"一、本表为示例，单位、人员、电话、地址均为虚构。",
		"二、单位编码全表不得重复：市、县区、乡镇街道用行政区划代码，企业用“QY”加序号；部门在 units-departments.yaml，村社区和企业车间、班组、岗位在 units-layers.csv。",
		"三、上级编码填上一级单位的单位编码，最上级留空。",
		"四、类别只有企业填写，决定责任书采用哪一类行业条款。",
		"五、“网格数”“职工人数”是本单位自加的列，模板中用 .Unit.Extra 取用；列的先后次序可以变动。",
	})
}

func itemsWorkbook(c *city) ([]byte, error) {
	s := sheet{name: "问题隐患", title: "安澜市2026年第一季度安全生产督查检查问题隐患清单", columns: []column{
		{"隐患编号", 15, text, nil}, {"检查日期", 12, date, nil}, {"检查方式", 11, centred, words("季度督查 专项检查 日常检查 暗访")},
		{"督查组", 15, centred, nil}, {"被督查单位编码", 11, text, nil}, {"被督查单位", 22, text, nil}, {"隐患部位", 26, wrapped, nil},
		{"行业领域", 13, centred, nil}, {"隐患类别", 11, centred, words("责任落实 基础管理 现场管理 设备设施 作业行为 消防安全 应急管理")},
		{"隐患描述", 46, wrapped, nil}, {"隐患等级", 9, centred, words("一般 重大")}, {"扣分", 7, decimal, nil}, {"整改措施", 46, wrapped, nil},
		{"整改责任人", 11, centred, nil}, {"整改资金（万元）", 10, decimal, nil}, {"整改期限", 12, date, nil}, {"整改完成日期", 12, date, nil},
		{"复查日期", 12, date, nil}, {"复查人", 10, centred, nil}, {"判定依据", 30, wrapped, nil}, {"管控措施", 36, wrapped, nil},
	}}
	for _, x := range c.items {
		grade := "一般"
		if x.hazard.basis != "" {
			grade = "重大"
		}
		var funds any
		if x.hazard.funds > 0 {
			funds = x.hazard.funds
		}
		s.rows = append(s.rows, []any{x.code, x.date, x.method, x.group, x.unit.code, x.unit.short, x.site, x.industry, x.hazard.kind,
			x.hazard.text, grade, x.deduction, x.hazard.measure, x.person, funds, x.deadline, x.done, x.reviewed, blank(x.reviewer),
			blank(x.hazard.basis), blank(x.control)})
	}
	return workbook(s, s.title, []string{
		"一、本表为示例，所列问题均为虚构。",
		"二、日期按真正的日期填写；整改完成、复查合格前，对应日期留空。",
		"三、是否逾期不用填写，由程序按整改期限和完成日期推算。",
		"四、重大隐患必须填写整改措施、责任人、资金、期限和管控措施（五落实），并注明判定依据。",
		"五、本表2026年4月8日封表。",
	})
}

// blank and unless0 leave a cell empty instead of holding nothing.
func blank(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func unless0(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

//go:embed departments.yaml.tmpl
var departmentsText string

//go:embed meeting.yaml.tmpl
var meetingText string

func departmentsYAML(c *city) ([]byte, error) {
	var rows []map[string]string
	for _, u := range c.tier(tierDepartment) {
		rows = append(rows, map[string]string{"code": u.code, "name": u.name, "short": u.short, "parent": u.parent, "division": u.division,
			"field": u.field, "leader": u.leader, "post": u.post, "deputy": u.deputy, "phone": u.phone, "address": u.address, "signed": u.signed.String()})
	}
	return render("departments", departmentsText, rows)
}

// meetingYAML names the people of the units table, and last year's figures as
// the accidents table has them.
func meetingYAML(c *city) ([]byte, error) {
	var last struct{ Accidents, Deaths, Injured int }
	for _, a := range c.accidents {
		if a.date.Year == 2025 {
			last.Accidents++
			last.Deaths += a.deaths
			last.Injured += a.injured
		}
	}
	return render("meeting", meetingText, map[string]any{
		"Last":  last,
		"Limit": c.limitOf(cityCode, "死亡人数"),
	}, template.FuncMap{
		"leader": func(short string) string { return c.unitNamed(short).leader },
		"deputy": func(short string) string { return c.unitNamed(short).deputy },
		"post":   func(short string) string { return c.unitNamed(short).post },
		"name":   func(short string) string { return c.unitNamed(short).name },
		"list":   func(shorts ...string) []string { return shorts },
	})
}

//go:embed plenary.yaml.tmpl
var plenaryText string

// plenaryYAML is the plenary meeting of the committee, a week after the year's
// work meeting.
func plenaryYAML(c *city) ([]byte, error) { return c.meetingOf("plenary", plenaryText) }

func (c *city) meetingOf(name, text string) ([]byte, error) {
	return render(name, text, nil, template.FuncMap{
		"leader": func(short string) string { return c.unitNamed(short).leader },
		"deputy": func(short string) string { return c.unitNamed(short).deputy },
		"post":   func(short string) string { return c.unitNamed(short).post },
		"name":   func(short string) string { return c.unitNamed(short).name },
		"list":   func(shorts ...string) []string { return shorts },
	})
}

func render(name, source string, data any, functions ...template.FuncMap) ([]byte, error) {
	t := template.New(name).Option("missingkey=error")
	for _, f := range functions {
		t.Funcs(f)
	}
	if _, err := t.Parse(source); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err := t.Execute(&b, data)
	return b.Bytes(), err
}
