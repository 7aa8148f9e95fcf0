package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/model"
)

// clerkFiles are a workspace without a mistake.
var clerkFiles = map[string]string{
	"hongtou.yaml":        "office: {name: 安澜市安全生产委员会办公室, code: 安安委办, region: \"1\"}\ndata:\n  units: units.csv\n  hazards: {file: hazards.csv, from: 2026-01-01, complete: monthly}\n  accidents: {file: accidents.csv, from: 2026-01-01, complete: monthly}\n  reports: {file: reports.csv, from: 2026-01-01, complete: monthly}\n  tasks: tasks.csv\n  targets: targets.csv\njobs:\n  letters: {cadence: quarter, make: [letter]}\n",
	"units.csv":           "单位编码,单位名称,层级,上级编码,联系电话,统一社会信用代码\n1,安澜市人民政府,市,,,\n2,石漈县人民政府,县区,1,0990-2100001,\n3,清泷县人民政府,县区,1,,\nQ1,云台化工有限公司,企业,2,,\n",
	"hazards.csv":         "隐患编号,检查日期,责任单位编码,隐患描述,整改期限,隐患等级,整改资金（万元）,整改完成日期,复查日期\nY1,2026-03-02,Q1,护栏松动,2026-03-20,一般,1.5,,\n",
	"accidents.csv":       "编号,日期,属地编码,行业领域,死亡人数,受伤人数,重伤人数,直接经济损失,事故等级\nA1,2026-02-03,2,道路交通,1,0,0,5,一般\n",
	"reports.csv":         "单位编码,月份,报送日期,发现隐患,整改隐患\n2,2026-02,2026-03-02,8,6\n",
	"tasks.csv":           "任务编号,任务内容,牵头单位编码,完成时限\nT1,签订责任书,2,2026-02-28\n",
	"targets.csv":         "单位编码,年度,指标,控制数\n1,2026,死亡人数,10\n2,2026,死亡人数,5\n",
	"templates/letter.md": "---\ntitle: \"致{{.Unit.Name}}的函\"\neach: units where tier is 县区\nfile: \"函/{{.Unit.Code}}\"\ncadence: quarter\n---\n{{.Unit.Name}}：\n\n请予落实。\n",
}

// slip is a mistake that a clerk makes: what files hold then, and what is called.
type slip struct {
	name  string
	files map[string]string
	call  string // parted by blanks
	want  string // a line of what is said: where, what is wrong, what would be right
}

// instead is a file with one text for another.
func instead(file, old, new string) map[string]string {
	text := clerkFiles[file]
	if strings.Count(text, old) != 1 {
		panic(file + " has " + old + " not once")
	}
	return map[string]string{file: strings.Replace(text, old, new, 1)}
}

func whole(file, text string) map[string]string { return map[string]string{file: text} }

// workbook keeps a table of clerkFiles as a workbook: of a sheet, with a formula whose
// value no program calculated; and settings that name the sheet.
func workbook(file, sheet, formula string) map[string]string {
	named, _ := strings.CutPrefix(sheet, "sheet: ")
	f := excelize.NewFile()
	defer f.Close()
	var b bytes.Buffer
	err := f.SetSheetName("Sheet1", "事故")
	for i, line := range strings.Split(strings.TrimSpace(clerkFiles[file]), "\n") {
		cells := strings.Split(line, ",")
		err = errors.Join(err, f.SetSheetRow("事故", "A"+strconv.Itoa(i+1), &cells))
	}
	if formula != "" {
		err = errors.Join(err, f.SetCellValue("事故", formula, nil), f.SetCellFormula("事故", formula, "[1]A!A1"))
	}
	if err = errors.Join(err, f.Write(&b)); err != nil {
		panic(err)
	}
	name := strings.Replace(file, ".csv", ".xlsx", 1)
	config := strings.Replace(clerkFiles["hongtou.yaml"], "{file: "+file+",", "{file: "+name+", sheet: "+named+",", 1)
	return map[string]string{name: b.String(), "hongtou.yaml": config}
}

const check = "check letter"

var slips = []slip{
	// Tables.
	{"a unit's code with a slip", instead("hazards.csv", "Q1", "Q11"), check,
		`错误 hazards.csv 第2行 C列“责任单位编码”：单位表中没有此编码或名称（现为 "Q11"）；应为单位表中的单位编码；表中没有的单位，先加进单位表`},
	{"a day that is not there", instead("hazards.csv", "2026-03-02", "2026-02-30"), check,
		`错误 hazards.csv 第2行 B列“检查日期”：没有这一天（现为 "2026-02-30"）；2026年2月的日应为1至28`},
	{"a day in words", instead("hazards.csv", "2026-03-02", "近期"), check,
		`错误 hazards.csv 第2行 B列“检查日期”：不是日期（现为 "近期"）；应为 2026-03-05 的形式`},
	{"a code twice", instead("units.csv", "\n3,", "\n2,"), check,
		`错误 units.csv 第4行 A列“单位编码”：单位编码重复，已见于units.csv 第3行 A列“单位编码”（现为 "2"）；改为唯一的编码，或删去重复的一行`},
	{"deaths below zero", instead("accidents.csv", "交通,1,0", "交通,-1,0"), check,
		`错误 accidents.csv 第2行 E列“死亡人数”：不能是负数（现为 "-1"）；应为0或正数`},
	{"a number with a measure", instead("accidents.csv", "交通,1,0", "交通,2人,0"), check,
		`错误 accidents.csv 第2行 E列“死亡人数”：不是数字（现为 "2人"）；去掉“人”，只填数字`},
	{"money in words", instead("accidents.csv", "0,5,一般", "0,约5,一般"), check,
		`错误 accidents.csv 第2行 H列“直接经济损失”：不是数字（现为 "约5"）；只填数字，如 1234.5`},
	{"a wrong grade", instead("accidents.csv", "5,一般", "5,较大"), check,
		`错误 accidents.csv 第2行 I列“事故等级”：等级与数字不符：死亡1人、重伤0人、直接经济损失5万元（现为 "较大"）；按国务院令第493号应为：一般`},
	{"serious ones more than injured", instead("accidents.csv", "交通,1,0,0", "交通,1,0,2"), check,
		`错误 accidents.csv 第2行 G列“重伤人数”：重伤人数多于受伤人数0（现为 "2"）；受伤人数包括重伤，应不少于重伤人数`},
	{"no such parent", instead("units.csv", "企业,2", "企业,7"), check,
		`错误 units.csv 第5行 D列“上级编码”：上级单位不在单位表中（现为 "7"）；应为单位表中的单位编码；最高一级留空`},
	{"parents in a circle", instead("units.csv", "县区,1,0990", "县区,Q1,0990"), check,
		`错误 units.csv 第3行 D列“上级编码”：上级关系成环：2 → Q1 → 2（现为 "Q1"）；改正其中一个单位的上级编码`},
	{"an unknown tier", instead("units.csv", "3,清泷县人民政府,县区", "3,清泷县人民政府,分局"), check,
		`错误 units.csv 第4行 C列“层级”：不在可选的值之中（现为 "分局"）；应为：省、市、县区…`},
	{"a credit code's form", instead("units.csv", "企业,2,,", "企业,2,,9199010"), check,
		`错误 units.csv 第5行 F列“统一社会信用代码”：统一社会信用代码形式不对（现为 "9199010"）；应为18位大写字母（不用 I O Z S V）和数字`},
	{"a telephone number that lost digits", instead("units.csv", "0990-2100001", "1.38E+10"), check,
		`错误 units.csv 第3行 E列“联系电话”：长编码被表格软件当作数字，已丢失末尾数字（现为 "1.38E+10"）；把该列设为文本格式后重新录入`},
	{"a code that lost digits", instead("hazards.csv", "Q1", "9.90102E+11"), check,
		`错误 hazards.csv 第2行 C列“责任单位编码”：长编码被表格软件当作数字，已丢失末尾数字（现为 "9.90102E+11"）；把该列设为文本格式后重新录入`},
	{"a code with a blank", instead("hazards.csv", "Y1", "Y 1"), check,
		`错误 hazards.csv 第2行 A列“隐患编号”：编码中间有空格（现为 "Y 1"）；删去空格`},
	{"a row without its code", instead("hazards.csv", "Y1,", ","), check,
		`错误 hazards.csv 第2行 A列“隐患编号”：“隐患编号”没有填写；填写隐患编号（不重复）`},
	{"a limit before the inspection", instead("hazards.csv", "2026-03-20", "2026-02-20"), check,
		`错误 hazards.csv 第2行 E列“整改期限”：日期早于检查日期2026-03-02（现为 "2026-02-20"）；应为2026-03-02或以后的日期`},
	{"reviewed and never done", instead("hazards.csv", "1.5,,", "1.5,,2026-03-21"), check,
		`错误 hazards.csv 第2行 H列“整改完成日期”：已有复查日期2026-03-21，却没有整改完成日期；填写整改完成日期`},
	{"an unknown grade of hazards", instead("hazards.csv", "一般", "红色"), check,
		`错误 hazards.csv 第2行 F列“隐患等级”：不在可选的值之中（现为 "红色"）；应为：一般、重大`},
	{"more put right than found", instead("reports.csv", "8,6", "8,99"), check,
		`错误 reports.csv 第2行 E列“整改隐患”：多于发现隐患数（8）（现为 "99"）；应不多于8`},
	{"a month in another form", instead("reports.csv", "2026-02,", "二月,"), check,
		`错误 reports.csv 第2行 B列“月份”：不是月份（现为 "二月"）；应为 2026-03 的形式`},
	{"no such unit in a report", instead("reports.csv", "\n2,", "\n22,"), check,
		`错误 reports.csv 第2行 A列“单位编码”：单位表中没有此编码或名称（现为 "22"）；应为单位表中的单位编码；表中没有的单位，先加进单位表`},
	{"targets that do not add up", instead("targets.csv", "死亡人数,10", "死亡人数,4"), check,
		`错误 targets.csv 第2行 D列“控制数”：“安澜市人民政府”2026年死亡人数的控制数4，小于下级（县区）控制数之和5（现为 "4"）；下级控制数之和不得超过4`},
	{"a share as a decimal", instead("targets.csv", "2,2026,死亡人数,5", "2,2026,隐患整改率,0.98"), check,
		`警告 targets.csv 第3行 D列“控制数”：控制数0.98按0.98%读，像是把百分数写成了小数（现为 "0.98"）；写成百分数，如 98 或 98%`},
	{"an indicator by another name", instead("targets.csv", "1,2026,死亡人数", "1,2026,死亡数"), check,
		`警告 targets.csv 第2行 C列“指标”：指标像是“死亡人数”，写法不同，不会与它比较（现为 "死亡数"）；就是它的，改为：死亡人数`},
	{"a limit that is none", instead("tasks.csv", "2026-02-28", "2/28"), check,
		`错误 tasks.csv 第2行 D列“完成时限”：不是日期（现为 "2/28"）；应为 2026-03-05 的形式`},
	{"a required column missing", instead("hazards.csv", "整改期限", "期间"), check,
		`错误 hazards.csv 第1行 “整改期限”：缺少必需的列“整改期限”；增加一列，表头可用：整改期限、整改时限、期限、完成时限、整改完成时限`},
	{"a header with a slip", instead("units.csv", "单位编码", "单位编吗"), check,
		`错误 units.csv 第1行 “单位编码”：缺少必需的列“单位编码”；“单位编吗”列如果就是，把表头改为“单位编码”，或在 hongtou.yaml 中写 columns: {单位编码: 单位编吗}；影响 10 处`},
	{"a header that nearly fits", instead("hazards.csv", "隐患等级", "隐患级别"), check,
		`错误 hazards.csv 第2行 F列“隐患级别”：此列没有读入，像是“隐患等级”（现为 "一般"）；如果就是，把表头改为“隐患等级”，或在 hongtou.yaml 中写 columns: {隐患等级: 隐患级别}；如果不是，写 ignore: [隐患级别]`},
	{"a header twice", instead("hazards.csv", "整改期限", "检查日期"), check,
		`错误 hazards.csv 第1行 “整改期限”：缺少必需的列“整改期限”；增加一列，表头可用：整改期限、整改时限、期限、完成时限、整改完成时限`},
	{"another measure", instead("accidents.csv", "死亡人数", "死亡人数（元）"), check,
		`错误 accidents.csv 第1行 E列“死亡人数（元）”：表头的计量单位不是“死亡人数”列所用的（现为 "死亡人数（元）"）；换算后把表头改为：死亡人数`},
	{"no head", whole("hazards.csv", "甲,乙\n1,2\n"), check,
		`错误 hazards.csv：前20行中没有找到“隐患排查整改”表的表头；表头至少应有：隐患编号、检查日期、责任单位编码、隐患描述、整改期限`},
	{"only a head", whole("hazards.csv", "隐患编号,检查日期,责任单位编码,隐患描述,整改期限\n"), check,
		`警告 hazards.csv：“隐患排查整改”表没有一条记录；核对表头下面是否有内容`},
	{"an empty file", whole("hazards.csv", ""), check,
		`错误 hazards.csv：文件是空的；重新保存或重新索取此文件`},
	{"a file that is no text", whole("hazards.csv", "\x00\x01\x00\x00\x02\x00\xd8\x00\x01\x02\x03\x00"), check,
		`错误 hazards.csv 第1行：不是文本文件；另存为 CSV（UTF-8）`},
	{"a formula's error", instead("accidents.csv", "0,5,一般", "0,#REF!,一般"), check,
		`错误 accidents.csv 第2行 H列“直接经济损失”：公式出错（现为 "#REF!"）；改正公式，或填写数值`},
	{"as above with nothing above", instead("hazards.csv", "护栏松动", "同上"), check,
		`错误 hazards.csv 第2行 D列“隐患描述”：没有写明是什么（现为 "同上"）；写出内容`},
	{"full-width commas", whole("hazards.csv", "隐患编号，检查日期，责任单位编码，隐患描述，整改期限\nY1，2026-03-02，Q1，护栏松动，2026-03-20\n"), check,
		`错误 hazards.csv：各列用全角的“，”隔开；改用半角逗号，或用表格软件打开后另存为 .xlsx`},
	{"a text in Big5", whole("hazards.csv", "\xc1\xf4\xb1w\xbds\xb8\xb9,\xc0\xcb\xacd\xa4\xe9\xb4\xc1,\xb3d\xa5\xf4\xb3\xe6\xa6\xec\n1,2,3\n"), check,
		`错误 hazards.csv：文件像是 Big5（繁体中文）编码；另存为 CSV（UTF-8），表头用简体`},
	{"a limit that says no day", instead("tasks.csv", "2026-02-28", "尽快"), check,
		`警告 tasks.csv 第2行 D列“完成时限”：完成时限没有写明哪一天，不会提醒，也不会算作逾期（现为 "尽快"）；填写日期，如 2026-03-31`},
	{"a month without its year", instead("reports.csv", "2026-02,", "3月,"), check,
		`错误 reports.csv 第2行 B列“月份”：不是月份（现为 "3月"）；应为 2026-03 的形式`},
	{"a formula whose value was not stored", workbook("accidents.csv", "事故", "F2"), check,
		`错误 accidents.xlsx 工作表“事故” 第2行 F列“受伤人数”：公式没有算出的值（现为 "[1]A!A1"）；在表格软件中打开并保存，或填写数值`},
	{"a sheet by another name", workbook("accidents.csv", "sheet: 伤亡事故", ""), check,
		`错误 accidents.xlsx 工作表“伤亡事故”：没有这个工作表（现为 "伤亡事故"）；应为：事故`},
	{"a total as an industry", instead("accidents.csv", "道路交通", "合计"), check,
		`警告 accidents.csv：“事故”表没有一条记录；核对表头下面是否有内容`},
	// Settings.
	{"no file", instead("hongtou.yaml", "hazards.csv", "隐患.csv"), check,
		`错误 hongtou.yaml 第4行 data.hazards：找不到文件（现为 "隐患.csv"）；核对文件名和所在目录（相对于工作区）`},
	{"a file that is no workbook", map[string]string{"hongtou.yaml": strings.Replace(clerkFiles["hongtou.yaml"], "hazards.csv", "h.xlsx", 1), "h.xlsx": "PK\x03\x04"}, check,
		`错误 h.xlsx：不是能读的 xlsx 文件（可能已损坏、加密或过大）；用表格软件打开，去掉密码，另存为 .xlsx`},
	{"a web page called .xls", map[string]string{"hongtou.yaml": strings.Replace(clerkFiles["hongtou.yaml"], "hazards.csv", "h.xls", 1), "h.xls": "<html><table><tr><td>隐患编号</td></tr></table></html>"}, check,
		`错误 h.xls：这是网页（HTML）文件，不是 .xlsx；用表格软件打开，另存为 .xlsx`},
	{"a kind of file that is not read", map[string]string{"hongtou.yaml": strings.Replace(clerkFiles["hongtou.yaml"], "hazards.csv", "h.doc", 1), "h.doc": "x"}, check,
		`错误 hongtou.yaml 第4行 data.hazards：不支持这种文件格式（现为 "h.doc"）；另存为 .xlsx、.ods、.csv、.yaml 或 .json`},
	{"a sheet of a text file", instead("hongtou.yaml", "{file: hazards.csv,", "{file: hazards.csv, sheet: 一月,"), check,
		`错误 hongtou.yaml 第4行 data.hazards：只有工作簿才有工作表（现为 "一月"）；删去 sheet`},
	{"a key with a slip", instead("hongtou.yaml", "region:", "regoin:"), check,
		`错误 hongtou.yaml 第1行 office.regoin：不认识的键（现为 "regoin"）；可用的键：name…`},
	{"a full-width colon", instead("hongtou.yaml", "units: units", "units：units"), check,
		`错误 hongtou.yaml 第3行：“units”后面是全角冒号“：”；改为半角冒号，后面空一格：units: …`},
	{"no blank behind the colon", instead("hongtou.yaml", "  units: units.csv", "  units:units.csv"), check,
		`错误 hongtou.yaml 第3行：“units:”的冒号后面缺少空格；冒号后面空一格：units: …`},
	{"a tab", instead("hongtou.yaml", "  units: units", "\tunits: units"), check,
		`错误 hongtou.yaml 第3行：行首用了制表符（Tab）缩进；改用空格缩进`},
	{"an indent", instead("hongtou.yaml", "  hazards: {", "   hazards: {"), check,
		`错误 hongtou.yaml 第4行：缩进不对：这一行前有3个空格，上一行有2个；同一级的键缩进要一样多，下一级再多两个空格`},
	{"an open quote", instead("hongtou.yaml", "\"1\"", "\"1"), check,
		`错误 hongtou.yaml 第1行：引号没有成对；补上另一个引号；文字里有引号的，外面用另一种`},
	{"a remark glued to a name", instead("hongtou.yaml", "安全生产委员会办公室", "安全生产委员会办公室# 全称"), check,
		`错误 hongtou.yaml 第1行 office.name：“#”前面没有空格，后面的说明成了内容的一部分（现为 "安澜市安全生产委员会办公室# 全称"）；“#”前面空一格；内容里确有“#”的，用全角“＃”`},
	{"no such region", instead("hongtou.yaml", "\"1\"", "\"9\""), check,
		`错误 hongtou.yaml 第1行 office.region：单位表中没有此编码或名称（现为 "9"）；应为单位表中的单位编码；表中没有的单位，先加进单位表；影响 1 处`},
	{"a job with an unknown target", instead("hongtou.yaml", "[letter]", "[lettre]"), "check letters",
		`错误 hongtou.yaml 第10行 jobs.letters：没有这个目标（现为 "lettre"）；目标见 hongtou list`},
	{"a key of no paper", instead("hongtou.yaml", "jobs:", "documents: {agreement-twon: {number: 1}}\njobs:"), check,
		`错误 hongtou.yaml 第9行 documents.agreement-twon：没有这种文书（现为 "agreement-twon"）；是不是要：agreement-town；全部名称见 hongtou fields`},
	{"a key that a paper has not", instead("hongtou.yaml", "jobs:", "documents: {letter: {numbr: 1}}\njobs:"), check,
		`错误 hongtou.yaml 第9行 documents.letter.numbr：“numbr”不是letter的期间（现为 "numbr"）；这里写期间，各项内容写在期间之下，如 letter: {2026Q2: {number: 1}}`},
	{"an unknown cadence", instead("hongtou.yaml", "cadence: quarter", "cadence: season"), check,
		`错误 hongtou.yaml 第10行 jobs.letters.cadence：不在可选的值之中（现为 "season"）；应为：year、half-year、quarter、month、meeting、event`},
	{"a paper's date over all its periods", instead("hongtou.yaml", "jobs:", "documents: {letter: {date: 2026-03-05}}\njobs:"), check,
		`错误 hongtou.yaml 第9行 documents.letter.date：成文日期没有写明是哪一份的：写在各期之上的内容会用到别的期（现为 "date"）；移到期间之下，如 letter: {2026Q2: {date: …}}`},
	{"a font's file that is not there", instead("hongtou.yaml", "jobs:", "fonts: {fangsong: 没有.ttf}\njobs:"), check,
		`错误 hongtou.yaml 第9行 fonts.fangsong：字体不能用：找不到文件（现为 "没有.ttf"）；写明字体文件（.ttf），或删去此项使用内置字体`},
	// Templates.
	{"a template that is broken is run", instead("templates/letter.md", "请予落实。", "{{if .Unit.Phone}}请予落实。"), "run letter --period 2026Q1",
		`错误 templates/letter.md 第10行：模板没有写完：{{if}}、{{range}}、{{with}}、{{define}} 要有 {{end}}；在该结束的地方补上 {{end}}`},
	{"a missing end", instead("templates/letter.md", "请予落实。", "{{if .Unit.Phone}}请予落实。"), check,
		`错误 templates/letter.md 第10行：模板没有写完：{{if}}、{{range}}、{{with}}、{{define}} 要有 {{end}}；在该结束的地方补上 {{end}}`},
	{"a function with a slip", instead("templates/letter.md", "{{.Unit.Name}}：", "{{uper .Unit.Name}}："), check,
		`错误 templates/letter.md 第7行：没有函数“uper”；可用的函数见 hongtou templates functions`},
	{"a field with a slip", instead("templates/letter.md", "{{.Unit.Name}}：", "{{.Unit.Nam}}："), check,
		`错误 templates/letter.md 第7行：为 2 石漈县人民政府、3 清泷县人民政府 生成时：Unit 没有字段“Nam”（现为 ".Unit.Nam"）；应为：Name；数据见 units.csv 第3行 A列“单位编码” 等`},
	{"a field in Chinese", instead("templates/letter.md", "{{.Unit.Name}}：", "{{.Unit.主要负责人}}："), check,
		`错误 templates/letter.md 第7行：为 2 石漈县人民政府、3 清泷县人民政府 生成时：Unit 没有字段“主要负责人”（现为 ".Unit.主要负责人"）；应为：Address、Ancestor、Area、Below、Beneath、Cadres、Category、Children、Code、County、CreditCode、Departments、Deputy、Discipline、Division、Extra、Firms、Industry、Kind、Leader…；数据见 units.csv 第3行 A列“单位编码” 等`},
	{"curly quotes", instead("templates/letter.md", "请予落实。", "{{get .Unit.Extra “包保领导”}}"), check,
		`错误 templates/letter.md 第9行：{{ }} 里有全角的““”；改为半角的标点`},
	{"no closing braces", instead("templates/letter.md", "请予落实。", "{{.Unit.Name"), check,
		`错误 templates/letter.md 第10行：{{ 没有对应的 }}；在动作的末尾补上 }}`},
	{"one brace", instead("templates/letter.md", "{{.Unit.Name}}：", "{{.Unit.Name}："), check,
		`错误 templates/letter.md 第7行：{{ 没有对应的 }}：少一个 }；写成 {{…}}`},
	{"full-width braces", instead("templates/letter.md", "{{.Unit.Name}}：", "｛｛.Unit.Name｝｝："), check,
		`错误 templates/letter.md 第7行：花括号是全角的“｛｛”，不会当作动作；改为半角的 {{ 和 }}`},
	{"full-width braces at the end", instead("templates/letter.md", "{{.Unit.Name}}：", "{{.Unit.Name｝｝："), check,
		`错误 templates/letter.md 第7行：{{ }} 里有全角的“｝”；改为半角的标点`},
	{"a break outside of a loop", instead("templates/letter.md", "请予落实。", "{{break}}"), check,
		`错误 templates/letter.md 第9行：{{break}} 不在 {{range}} 里面；删去它，或移到循环里`},
	{"a format that its values do not fit", instead("templates/letter.md", "请予落实。", "{{printf \"共%d项\" .Unit.Name}}"), check,
		`错误 templates/letter.md 第9行：为 2 石漈县人民政府、3 清泷县人民政府 生成时：格式“共%d项”和后面的值不配（现为 "printf \"共%d项\" .Unit.Name"）；改正这里读取的数据，或改正模板的这一处；函数的用法见 hongtou templates functions；数据见…`},
	{"a format without its value", instead("templates/letter.md", "请予落实。", "{{printf \"共%s项\"}}"), check,
		`错误 templates/letter.md 第9行：为 2 石漈县人民政府、3 清泷县人民政府 生成时：格式“共%s项”和后面的值不配（现为 "printf \"共%s项\""）；改正这里读取的数据，或改正模板的这一处；函数的用法见 hongtou templates functions；数据见…`},
	{"a table whose rows differ", instead("templates/letter.md", "请予落实。", "| 甲 | 乙 |\n|---|\n| 1 | 2 |"), check,
		`错误 templates/letter.md 第10行：没有当作表格：这一行的列数与表头不同（现为 "|---|"）；每列写一个 ---，列数与表头相同`},
	{"stars between figures", instead("templates/letter.md", "请予落实。", "长5*3*2米。"), check,
		`错误 templates/letter.md 第9行：数字之间的“*”会当作强调的标记，不印出来（现为 "5*3"）；乘号写“×”，星号写作 \*`},
	{"a total that is a word of another program", map[string]string{"templates/list.workbook.yaml": "title: 表\nname: 表\nfile: 表\ncadence: quarter\nsheets:\n  - name: 甲\n    rows: .Office.Units\n    columns:\n      - {key: a, header: 名称, value: .Name, total: 合计}\n"}, "check list",
		`错误 templates/list.workbook.yaml 第9行：不是合计的写法（现为 "合计"）；应为：sum、count、average、max、min、same、label:文字，或公式`},
	{"an unknown tier in a template", instead("templates/letter.md", "is 县区", "is 县"), check,
		`错误 templates/letter.md 第3行：“县”不是这个字段的值；应为：省、市、县区…`},
	{"an unknown tier in a function", instead("templates/letter.md", "请予落实。", "{{range .Office.UnitsOf \"乡间\"}}{{.Name}}{{end}}"), check,
		`错误 templates/letter.md 第9行：为 2 石漈县人民政府、3 清泷县人民政府 生成时：没有这个层级“乡间”；应为：省、市、县区…`},
	{"a fence's name", instead("templates/letter.md", "请予落实。", "```closng\n{{.Office.Name}}\n```"), check,
		`错误 templates/letter.md 第10行：不认识的围栏块（现为 "closng"）；应为：attachment…`},
	{"a fence that is not closed", instead("templates/letter.md", "请予落实。", "```closing\nunit: {{.Office.Name}}"), check,
		"错误 templates/letter.md 第11行：围栏块没有结束；另起一行写 ```"},
	{"a fence's key", instead("templates/letter.md", "请予落实。", "```closing\nuint: {{.Office.Name}}\n```"), check,
		`错误 templates/letter.md 第10行：closing 块不认识的设置（现为 "uint"）；应为：office、date、seal、diameter、signer、stamp`},
	{"a picture that is not there", instead("templates/letter.md", "请予落实。", "![图](没有.png)"), check,
		`错误 templates/letter.md 第9行：图片不能用：找不到文件（现为 "没有.png"）；放在工作区文件夹内，PNG或JPEG，不超过20 MB、2500万像素`},
	{"a row with a cell too many", instead("templates/letter.md", "请予落实。", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |"), check,
		`错误 templates/letter.md 第11行：表格的这一行比表头多出单元格（现为 "3"）；删去多余的“|”，或在表头和分隔行里补上一列；文字里的竖线写作 \|`},
	{"a character without a glyph", instead("templates/letter.md", "请予落实。", "\U000E0041\U00012345"), check,
		`错误 templates/letter.md 第9行：为 2 石漈县人民政府 生成时：各字体都没有字符 U+12345（现为 "𒍅"）；数据见 units.csv 第3行 A列“单位编码”；核对该字是否有误；确需使用的，在 hongtou.yaml 的 fonts 中指定含有该字的字体`},
	{"one name for all", instead("templates/letter.md", "函/{{.Unit.Code}}", "函"), "run letter --period 2026Q1 --workers 1",
		`错误 函.pdf：为 letter 3 生成时：两份文书写入同一文件（另一份：letter 2）；在模板的 file 中加入单位编码`},
	{"a template's key", instead("templates/letter.md", "cadence:", "cadense:"), check,
		`错误 templates/letter.md 第2行：缺少 cadence（现为 "cadence"）；加一行，如 cadence: quarter`},
	// Calls.
	{"no such command", nil, "chekc",
		`用法有误：没有命令 chekc；是不是要：check（见 hongtou help）`},
	{"no such option", nil, "run letter --perid 2026Q1",
		`用法有误：没有选项 --perid；是不是要：--period（见 hongtou help run）`},
	{"no such target", nil, "run leter",
		`用法有误：没有目标 leter；是不是要：letter、letters；目标和作业见 hongtou list（见 hongtou help）`},
	{"no such quarter", nil, "run letter --period 2026Q5",
		`用法有误：期间 2026Q5 不对：一年只有4个季度；应如 2026、2026H1、2026Q1、2026-03、2026年第一季度、上季度、本月（见 hongtou help）`},
	{"a period too long", nil, "run letter --period 2026",
		`用法有误：letter每季度做一次，2026年太长；写明其中的一期（见 hongtou help）`},
	{"a unit that is not there", nil, "run letter --period 2026Q1 --unit 22",
		`错误 --unit：没有这个编码的单位或会议（现为 "22"）；写单位编码，见单位表`},
	{"a unit's name that is not there", nil, "run letter --period 2026Q1 --unit 青山镇",
		`错误 --unit：没有这个编码的单位或会议（现为 "青山镇"）；写单位编码，见单位表`},
	{"no such folder", nil, "-w nowhere check",
		`找不到文件：nowhere/hongtou.yaml；这里不是工作区：用 -w 指明工作区的目录，或用 hongtou init 目录 新建一个`},
	{"a file in the way", whole("out", "x"), "run letter --period 2026Q1",
		`出错：路径中有一段是文件，不是目录：out；把挡路的文件改名或移走，或换一个目录`},
	{"a workspace over another", nil, "init .",
		`accidents.csv 已在目录中，不是新建工作区所写的内容，未作任何改动；请换一个空目录`},
	{"a template ejected over another", nil, "templates eject letter",
		`出错：已经有了，不覆盖：templates/letter.md；换一个名字，或先把它移走`},
	{"an output that is none", nil, "explain 没有.pdf",
		`用法有误：没有目标 没有.pdf；目标和作业见 hongtou list（见 hongtou help）`},
	{"a table that can't be guessed", whole("别的.csv", "甲,乙,丙\n1,2,3\n"), "adopt 别的.csv --yes",
		`错误 别的.csv：认不出是哪一种表；用 --table 写明，如 --table hazards；或先把表头改得接近：隐患编号、检查日期、检查方式、检查单位、检查人员、责任单位编码`},
	{"forms that are none", whole("回收/x.txt", "x"), "collect 回收 --period 2026Q1",
		`错误 回收：这里没有 .xlsx 文件；核对目录`},
	{"nothing to verify", nil, "verify",
		`出错：没有输出目录 out；先用 hongtou run 生成，或写明目录`},
	{"a font that is not there", instead("hongtou.yaml", "jobs:", "fonts: {body: 没有这种字体}\njobs:"), check,
		`错误 hongtou.yaml 第9行 fonts.body：不认识的键（现为 "body"）；可用的键：fangsong…`},
	// A Chinese keyboard, other programs, habits.
	{"a full-width comma between keys", instead("hongtou.yaml", "办公室, code", "办公室，code"), check,
		`错误 hongtou.yaml 第1行 office.name：“，”是全角的，后面的“code”成了这一项的内容（现为 "安澜市安全生产委员会办公室，code: 安安委办"）；改用半角逗号，后面空一格：, code: …`},
	{"a full-width comma between a column's keys", map[string]string{"templates/list.workbook.yaml": "title: 表\nname: 表\nfile: 表\ncadence: quarter\nsheets:\n  - name: 甲\n    rows: .Office.Units\n    columns:\n      - {key: a，header: 名称, value: .Name}\n"}, "check list",
		`错误 templates/list.workbook.yaml 第9行：“，”是全角的，后面的“header”成了这一项的内容（现为 "a，header: 名称"）；改用半角逗号，后面空一格：, header: …`},
	{"full-width braces around a table", instead("hongtou.yaml", "{file: hazards.csv, from: 2026-01-01, complete: monthly}", "｛file: hazards.csv, from: 2026-01-01, complete: monthly｝"), check,
		`错误 hongtou.yaml 第4行：用了全角的“｛”；改用半角的 [ ] { } 和逗号`},
	{"full-width brackets around a list", instead("hongtou.yaml", "[letter]", "【letter】"), check,
		`错误 hongtou.yaml 第10行 jobs.letters.make：方括号是全角的“【”（现为 "【letter】"）；改为半角的：[letter]`},
	{"targets joined by a mark", instead("hongtou.yaml", "[letter]", "[letter、letter]"), check,
		`错误 hongtou.yaml 第10行 jobs.letters：没有这个目标（现为 "letter、letter"）；写几个的，各自分开，不用顿号、逗号连在一起；目标见 hongtou list`},
	{"a list's dash without its blank", instead("hongtou.yaml", "make: [letter]}", "make: [letter]}\n  more:\n    make:\n      -letter"), check,
		`错误 hongtou.yaml 第13行 jobs.more.make：列表的“-”后面缺少空格（现为 "-letter"）；写成 - letter`},
	{"a code in full-width quotes", instead("hongtou.yaml", "\"1\"", "“1”"), check,
		`错误 hongtou.yaml 第1行 office.region：全角的引号成了内容的一部分（现为 "“1”"）；改用半角的引号，或不加引号`},
	{"a name in full-width quotes", instead("hongtou.yaml", "安澜市安全生产委员会办公室", "“安澜市安全生产委员会办公室”"), check,
		`错误 hongtou.yaml 第1行 office.name：全角的引号成了内容的一部分（现为 "“安澜市安全生产委员会办公室”"）；改用半角的引号，或不加引号`},
	{"full-width blanks before a key", instead("hongtou.yaml", "  units: units", "　　units: units"), check,
		`错误 hongtou.yaml 第3行：行首用了全角空格缩进；改用半角空格缩进`},
	{"a key twice", instead("hongtou.yaml", "  tasks: tasks.csv", "  tasks: tasks.csv\n  tasks: more.csv"), check,
		`错误 hongtou.yaml 第8行：键“tasks”重复；只留一个`},
	{"a month that is none in the settings", instead("hongtou.yaml", "accidents.csv, from: 2026-01-01", "accidents.csv, from: 2026.13.1"), check,
		`错误 hongtou.yaml 第5行 data.accidents.from：没有这一天（现为 "2026.13.1"）；月份应为1至12`},
	{"settings that are a workbook", whole("hongtou.yaml", "PK\x03\x04\x00\x00"), check,
		`错误 hongtou.yaml 第1行：不是文本文件；用记事本等文字编辑器写，存为 UTF-8 文本`},
	{"a full-width colon in a template", instead("templates/letter.md", "cadence: quarter", "cadence：quarter"), check,
		`错误 templates/letter.md 第5行：“cadence”后面是全角冒号“：”；改为半角冒号，后面空一格：cadence: …`},
	{"a day without its year", instead("hazards.csv", "2026-03-02", "3月2日"), check,
		`错误 hazards.csv 第2行 B列“检查日期”：不是日期（现为 "3月2日"）；写明年份，如 2026-03-05；全表是一年的，在标题中写年份，或在 hongtou.yaml 中这张表写 year: 2026`},
	{"a day and a month that may be either", instead("hazards.csv", "2026-03-02", "3/2/2026"), check,
		`错误 hazards.csv 第2行 B列“检查日期”：分不清月和日（现为 "3/2/2026"）；应为 2026-03-05 的形式`},
	{"some days for one", instead("hazards.csv", "2026-03-02", "2026-03-02至03-05"), check,
		`错误 hazards.csv 第2行 B列“检查日期”：不是日期（现为 "2026-03-02至03-05"）；应为 2026-03-05 的形式`},
	{"a full stop for a point", instead("hazards.csv", "1.5", "1。5"), check,
		`错误 hazards.csv 第2行 G列“整改资金（万元）”：不是数字（现为 "1。5"）；只填数字，如 1234.5`},
	{"a figure in another measure of money", instead("hazards.csv", "1.5", "5000元"), check,
		`错误 hazards.csv 第2行 G列“整改资金（万元）”：不是数字（现为 "5000元"）；按表头的计量单位写成 0.5`},
	{"a share in a column of money", instead("hazards.csv", "1.5", "50%"), check,
		`错误 hazards.csv 第2行 G列“整改资金（万元）”：不是数字（现为 "50%"）；此列不用百分数，只填数字`},
	{"a figure with commas and a measure", map[string]string{"accidents.csv": strings.Replace(clerkFiles["accidents.csv"], ",0,5,", ",0,\"1,300,000元\",", 1)}, check,
		`错误 accidents.csv 第2行 H列“直接经济损失”：不是数字（现为 "1,300,000元"）；按表头的计量单位写成 130`},
	{"a figure in ten thousands", instead("targets.csv", "2026,死亡人数,10", "2026,培训人次,1.2万"), check,
		`错误 targets.csv 第2行 D列“控制数”：不是数字（现为 "1.2万"）；按表头的计量单位写成 12000`},
	{"money in ten thousands under a header in 元", map[string]string{"hazards.csv": strings.NewReplacer("（万元）", "（元）", "1.5", "0.5万").Replace(clerkFiles["hazards.csv"])}, check,
		`错误 hazards.csv 第2行 G列“整改资金（元）”：不是数字（现为 "0.5万"）；按表头的计量单位写成 5000`},
	{"a part of a unit's name", instead("hazards.csv", "Q1", "云台化工"), check,
		`错误 hazards.csv 第2行 C列“责任单位编码”：单位表中没有此编码或名称（现为 "云台化工"）；如果是云台化工有限公司，写 Q1；表中没有的单位，先加进单位表`},
	{"a unit's code in small letters", instead("hazards.csv", "Q1", "q1"), check,
		`错误 hazards.csv 第2行 C列“责任单位编码”：单位表中没有此编码或名称（现为 "q1"）；如果是云台化工有限公司，写 Q1；表中没有的单位，先加进单位表`},
	{"two units in a cell", instead("hazards.csv", "Q1", "Q1、2"), check,
		`错误 hazards.csv 第2行 C列“责任单位编码”：一格里写了2个单位（现为 "Q1、2"）；一条记录只写一个单位：Q1、2`},
	{"a text called a workbook", map[string]string{"hongtou.yaml": strings.Replace(clerkFiles["hongtou.yaml"], "hazards.csv", "h.xlsx", 1), "h.xlsx": clerkFiles["hazards.csv"]}, check,
		`错误 h.xlsx：这是文本（CSV）文件，不是 .xlsx；把文件名改为 .csv，或用表格软件打开后另存为 .xlsx`},
	{"the lock of an open workbook", map[string]string{"hongtou.yaml": strings.Replace(clerkFiles["hongtou.yaml"], "hazards.csv", "~$h.xlsx", 1), "~$h.xlsx": "abc"}, check,
		`错误 ~$h.xlsx：这是表格软件打开文件时留下的临时文件，不是表；关闭正打开此文件的程序；写文件的原名（不带 ~$）`},
	{"a folder for a file", map[string]string{"hongtou.yaml": strings.Replace(clerkFiles["hongtou.yaml"], "hazards.csv", "templates", 1)}, check,
		`错误 hongtou.yaml 第4行 data.hazards：不是文件，是目录、管道或设备（现为 "templates"）；写明数据文件`},
	{"a picture that is broken", map[string]string{"templates/letter.md": clerkFiles["templates/letter.md"] + "\n![图](a.png)\n", "a.png": "\x89PNG\r\n\x1a\nxxxx"}, check,
		`错误 templates/letter.md 第11行：图片不能用：文件已损坏（现为 "a.png"）；放在工作区文件夹内，PNG或JPEG，不超过20 MB、2500万像素`},
	{"a picture of another format", map[string]string{"templates/letter.md": clerkFiles["templates/letter.md"] + "\n![图](a.webp)\n", "a.webp": "RIFF"}, check,
		`错误 templates/letter.md 第11行：这种格式的图片不能用（现为 "a.webp"）；另存为 PNG 或 JPEG`},
	{"a font that is not installed", instead("hongtou.yaml", "jobs:", "fonts: {fangsong: 没有这种字体}\njobs:"), check,
		`错误 hongtou.yaml 第9行 fonts.fangsong：没有安装名为“没有这种字体”的字体（现为 "没有这种字体"）；安装该字体，或写明字体文件`},
	{"a font's file that is broken", map[string]string{"hongtou.yaml": clerkFiles["hongtou.yaml"] + "fonts: {fangsong: a.ttf}\n", "a.ttf": "x"}, check,
		`错误 hongtou.yaml 第11行 fonts.fangsong：字体文件已损坏或不是字体文件（现为 "a.ttf"）；重新取得该字体文件`},
	{"a dash of a text program before an option", nil, "run letter ——period 2026Q1",
		`用法有误：没有目标 ——period；选项前面是两个半角的减号：--period；目标和作业见 hongtou list（见 hongtou help）`},
	{"a file for a target", nil, "run templates/letter.md --period 2026Q1",
		`用法有误：没有目标 templates/letter.md；只写名称，不写文件：letter；目标和作业见 hongtou list（见 hongtou help）`},
	{"targets joined by a comma", nil, "run letter，letters --period 2026Q1",
		`用法有误：没有目标 letter，letters；写几个的，各自分开，不用顿号、逗号连在一起；目标和作业见 hongtou list（见 hongtou help）`},
	{"two units asked for", nil, "run letter --period 2026Q1 --unit 2,3",
		`错误 --unit：没有这个编码的单位或会议（现为 "2,3"）；一次只写一个单位编码`},
	{"a day for a period", nil, "run letter --period 2026年3月31日",
		`用法有误：期间 2026年3月31日 是一天，不是期间：写到月为止；应如 2026、2026H1、2026Q1、2026-03、2026年第一季度、上季度、本月（见 hongtou help）`},
	{"an option without its value", nil, "run letter --period --unit 2",
		`用法有误：选项 --period 后面缺少值；写成 --period 值（见 hongtou help run）`},
	{"an option whose value is empty", nil, "run letter --period 2026Q1 --unit=",
		`用法有误：选项 --unit 的值是空的；写上值，或不写这个选项（见 hongtou help run）`},
	{"an option twice", nil, "run letter --period 2026Q1 --period 2026Q2",
		`用法有误：选项 --period 写了两次；只写一次（见 hongtou help run）`},
	{"a workspace's inner folder", nil, "-w templates check",
		`找不到文件：templates/hongtou.yaml；这是工作区里面的目录：写成 -w .`},
}

// told tells whether a line is what is wanted; … stands for a list of names.
func (s *slip) told(line string) bool {
	begins, list := strings.CutSuffix(s.want, "…")
	return line == s.want || list && strings.HasPrefix(line, begins)
}

// Every wanted message names a place, what is wrong there, and behind a semicolon what would
// be right.
func TestClerksSlipsAreWhole(t *testing.T) {
	whole := regexp.MustCompile(`^(?:(?:错误|警告) \S+.*：.+；|用法有误：.+；|找不到文件：.+；|出错：.+；|\S+ 已在目录中.+；).+$`)
	if len(slips) < 60 {
		t.Errorf("%d slips are tried", len(slips))
	}
	for _, s := range slips {
		if !whole.MatchString(s.want) {
			t.Errorf("%s lacks a place, a cause or a cure: %s", s.name, s.want)
		}
	}
}

// Each slip is told with its place, its cause and what would be right, in the language
// asked for and in no other: names out of the data aside.
func TestClerksSlips(t *testing.T) {
	t.Setenv("HONGTOU_NOW", "2026-04-10T09:00:00+08:00")
	for _, s := range slips {
		t.Run(s.name, func(t *testing.T) {
			given := s.call
			for _, lang := range []string{"zh", "en"} {
				dir := t.TempDir()
				for _, files := range []map[string]string{clerkFiles, s.files} {
					for name, text := range files {
						path := filepath.Join(dir, name)
						if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
							t.Fatal(err)
						}
						given += "\n" + name + "\n" + text
					}
				}
				t.Chdir(dir)
				var out, told bytes.Buffer
				Main(t.Context(), append([]string{"hongtou", "--lang", lang}, strings.Fields(s.call)...), &out, &told)
				if said := told.String(); lang == "en" {
					if word := chineseIn(said, given); word != "" {
						t.Errorf("%q in English:\n%s", word, said)
					}
				} else if word := englishIn(said, given); word != "" || !slices.ContainsFunc(strings.Split(said, "\n"), s.told) {
					t.Errorf("%q in Chinese, or not what was wanted:\n%s\nwant\n%s", word, said, s.want)
				}
			}
		})
	}
}

var (
	latinWords = regexp.MustCompile(`[A-Za-z]{3,}`)
	hanWords   = regexp.MustCompile(`\p{Han}+`)
	// What is typed as it stands: commands, options, files, keys with their values.
	typed = regexp.MustCompile(`hongtou( [a-z]+)*|--?[a-z]+|[\w.*/-]*\.[a-z]{2,5}\b|\{\{.*?\}\}|\{[^{}]*\}|[a-zA-Z.]+\.[a-zA-Z.]+|[a-z]+: |\b(?:columns|ignore|fonts|out|PDF|CSV|HTML|UTF|Tab|JPEG|PNG|BOM|JSON|XML)\b|Big5`)
)

// englishIn is a word of English in a Chinese text that was not given; "" if none.
func englishIn(said, given string) string {
	said = regexp.MustCompile("应为：.*|可用的键：.*|是不是(?:要)?：.*|写法如：.*").ReplaceAllString(said, "") // lists of names
	for _, word := range latinWords.FindAllString(typed.ReplaceAllString(said, " "), -1) {
		if !strings.Contains(given, word) {
			return word
		}
	}
	return ""
}

// chineseIn is a word of Chinese in an English text that is neither given nor a name
// out of a table's declaration; "" if none.
func chineseIn(said, given string) string {
	for _, t := range model.Tables() {
		for _, c := range t.Columns {
			given += strings.Join(append(append(c.Accepts(), c.Names...), c.Note, c.Measure), " ")
		}
		given += t.Title
	}
	said = regexp.MustCompile("write it like: .*").ReplaceAllString(said, "")
	for _, word := range hanWords.FindAllString(said, -1) {
		if !strings.Contains(given, word) {
			return word
		}
	}
	return ""
}
