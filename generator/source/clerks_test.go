package source

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// Tables as clerks have them. A case is a sheet in a few lines, what is read out of
// it, and what is said of it.

// clerk makes a workbook: sheets of rows whose cells are parted by |. A cell that
// begins with = is a formula without a value, one with # a number, an empty one
// nothing. A line that begins with "merge " merges, "format " formats a range, "hide ",
// "hide-row " and "hide-columns " hide a sheet, a row and columns, "strike " strikes a
// range through, or in one cell the letters that are given, and "sheet " begins another
// sheet.
func clerk(t testing.TB, text string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	sheet, row := "Sheet1", 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		kind, rest, _ := strings.Cut(line, " ")
		switch kind {
		case "sheet":
			if row > 0 {
				_, err := f.NewSheet(rest)
				must(err)
			} else {
				must(f.SetSheetName(sheet, rest))
			}
			sheet, row = rest, 0
			continue
		case "hide":
			must(f.SetSheetVisible(rest, false))
			continue
		case "hide-row":
			n, err := strconv.Atoi(rest)
			must(err)
			must(f.SetRowVisible(sheet, n, false))
			continue
		case "hide-columns":
			must(f.SetColVisible(sheet, rest, false))
			continue
		case "merge":
			for _, r := range strings.Fields(rest) {
				from, to, _ := strings.Cut(r, ":")
				must(f.MergeCell(sheet, from, to))
			}
			continue
		case "strike":
			r, letters, some := strings.Cut(rest, " ")
			line := &excelize.Font{Strike: true}
			if some {
				text, err := f.GetCellValue(sheet, r)
				must(err)
				before, after, _ := strings.Cut(text, letters)
				var runs []excelize.RichTextRun
				for _, run := range []excelize.RichTextRun{{Text: before}, {Text: letters, Font: line}, {Text: after, Font: &excelize.Font{Bold: true}}} {
					if run.Text != "" {
						runs = append(runs, run)
					}
				}
				must(f.SetCellRichText(sheet, r, runs))
				continue
			}
			style, err := f.NewStyle(&excelize.Style{Font: line})
			must(err)
			from, to, _ := strings.Cut(r, ":")
			must(f.SetCellStyle(sheet, from, to, style))
			continue
		case "format":
			r, code, _ := strings.Cut(rest, " ")
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
			must(err)
			from, to, two := strings.Cut(r, ":")
			if !two {
				to = from
			}
			must(f.SetCellStyle(sheet, from, to, style))
			continue
		}
		row++
		for i, v := range strings.Split(line, "|") {
			cell, err := excelize.CoordinatesToCellName(i+1, row)
			must(err)
			v = strings.ReplaceAll(v, "⏎", "\n")
			switch {
			case v == "":
			case v == "TRUE":
				must(f.SetCellBool(sheet, cell, true))
			case v[0] == '=':
				must(f.SetCellFormula(sheet, cell, v[1:]))
			case v[0] == '#':
				var x float64
				_, err := fmt.Sscan(v[1:], &x)
				must(err)
				must(f.SetCellFloat(sheet, cell, x, -1, 64))
			default:
				must(f.SetCellStr(sheet, cell, v))
			}
		}
	}
	var b bytes.Buffer
	must(f.Write(&b))
	return b.Bytes()
}

// readAs reads a file's records of a table and gives fields of each, a record a
// line, and the complaints, details aside.
func readFields(name, sheet string, data []byte, table, fields string) (records string, list *diag.List) {
	t, list := model.TableOf(table).Table, &diag.List{}
	var lines []string
	take := func(record any) {
		var values []string
		for _, field := range strings.Fields(fields) {
			if key, ok := strings.CutPrefix(field, "."); ok {
				values = append(values, record.(model.Record).From().Extra()[key])
				continue
			}
			for i := range t.Columns {
				if t.Columns[i].Field == field {
					values = append(values, t.Columns[i].Value(record))
				}
			}
		}
		lines = append(lines, strings.Join(values, " "))
	}
	place := diag.Place{File: name}
	if strings.HasSuffix(name, ".xlsx") {
		readXLSX(data, sheet, t, place, list, take)
	} else {
		readCSV(data, t, place, list, take)
	}
	return strings.Join(lines, "; "), list.Brief()
}

// said are the codes of complaints with their rows and columns: column-unread G2.
func said(list *diag.List) string {
	var all []string
	for _, d := range list.All() {
		at := ""
		if d.Place.Column > 0 {
			at = diag.ColumnName(d.Place.Column)
		}
		if d.Place.Row > 0 {
			at += fmt.Sprint(d.Place.Row)
		}
		kind := ""
		if d.Severity != diag.Error {
			kind = d.Severity.String() + " "
		}
		all = append(all, strings.TrimSpace(kind+d.Code+" "+at))
	}
	return strings.Join(all, "; ")
}

const hazardHead = "隐患编号|检查日期|责任单位编码|隐患描述|整改期限|整改措施|整改责任人|整改资金（万元）|隐患等级"

// hazardRow is a hazard under hazardHead.
func hazardRow(code string) string {
	return code + "|2026-03-02|B|护栏松动|2026-03-20|加固|林青|1.5|一般"
}

// without is a hazard's row without its unit.
func without(row string) string { return strings.Replace(row, "|B|", "|", 1) }

func TestClerksTables(t *testing.T) {
	const hazards = "Code Date UnitCode Deadline Measure Person Funds Major"
	whole := func(code string) string { return code + " 2026-03-02 B 2026-03-20 加固 林青 1.5 一般" }
	const accidents = "事故编号|事故日期|属地编码|行业领域|死亡人数|受伤人数|重伤人数|直接经济损失\n"
	for _, c := range []clerkCase{
		// Heads.
		{"title, note and measure above the head", "某县隐患台账\nmerge A1:I1\n填报单位：某局||||||单位：万元\n" + hazardHead + "\n" + hazardRow("Y1"), "hazards", hazards, whole("Y1"), ""},
		{"a form's line with two known words above the head", "检查单位|应急局|检查日期|2026年3月5日|检查人员|林青\n" + hazardHead + "\n" + hazardRow("Y1"), "hazards", hazards, whole("Y1"), "note column-above"},
		{"three lines with known words above the head", "隐患排查整改台账\n检查单位：某局|检查日期：3月5日\n检查日期|2026-03-05|隐患等级|一般\n" + hazardHead + "\n" + hazardRow("Y1"), "hazards", hazards, whole("Y1"), "note column-above"},
		{"a head of two rows joined by merged cells", "台账\nmerge A1:I1\n隐患编号|检查日期|责任单位编码|隐患描述|整改“五落实”情况||||隐患等级\n||||期限|措施|责任人|资金|\n" +
			"merge A2:A3 B2:B3 C2:C3 D2:D3 E2:H2 I2:I3\n" + hazardRow("Y1"), "hazards", hazards, whole("Y1"), ""},
		{"a head of two rows without merged cells", "隐患编号|检查日期|责任单位编码|隐患描述|整改情况||||隐患等级\n||||期限|措施|责任人|资金（万元）|\n" + hazardRow("Y1"), "hazards", hazards, whole("Y1"), ""},
		{"a head of three rows", "隐患情况||责任单位编码|隐患描述|整改|||资金|隐患等级\n编号|检查日期|||时间和措施||责任人||\n||||整改期限|措施||整改资金（万元）|\n" +
			"merge A1:B1 C1:C3 D1:D3 E1:G1 I1:I3 A2:A3 B2:B3 E2:F2 G2:G3\n" + hazardRow("Y1"), "hazards", hazards, whole("Y1"), ""},
		{"deaths below a group with the measure", "事故编号|事故日期|属地编码|行业领域|伤亡情况（人）||\n||||死亡|受伤|重伤\nmerge A1:A2 B1:B2 C1:C2 D1:D2 E1:G1\nS1|2026-03-02|A|工矿|3|5|2", "accidents", "Code Deaths Injuries Serious", "S1 3 5 2", ""},
		{"this year's figures and last year's", "事故编号|事故日期|属地编码|行业领域|本年||上年同期|\n||||死亡人数|受伤人数|死亡人数|受伤人数\nmerge A1:A2 B1:B2 C1:C2 D1:D2 E1:F1 G1:H1\nS1|2026-03-02|A|工矿|3|5|8|9", "accidents", "Code Deaths Injuries", "S1 3 5", ""},
		{"last year's figures beside this year's below a line of groups", "||||本年||上年同期|\n事故编号|事故日期|属地编码|行业领域|死亡人数|受伤人数|死亡人数|受伤人数\nmerge E1:F1 G1:H1\nS1|2026-03-02|A|工矿|3|5|8|9", "accidents", "Code Deaths Injuries", "S1 3 5", ""},
		{"breaks, blanks and stars in headers", "*隐患⏎编号|检 查 日 期|责任单位⏎编码★|隐患描述：|整改期限|整改措施|整改责任人|整改资金⏎（万元）|隐患等级\n" + hazardRow("Y1"), "hazards", hazards, whole("Y1"), ""},
		{"remarks in brackets", "隐患编号（不重复）|检查日期（年月日）|责任单位编码【必填】|隐患描述|整改期限(yyyy-mm-dd)|整改措施|整改责任人（签字）|整改资金（万元）|隐患等级〔一般/重大〕\n" + hazardRow("Y1"), "hazards", hazards, whole("Y1"), ""},
		{"a column of numbers and one of codes", "序号|编号|隐患编号|责任人|检查日期|责任单位编码|隐患描述|整改期限|整改责任人\n1|X9|Y1|某甲|2026-03-02|B|护栏松动|2026-03-20|林青", "hazards", "Code Person .编号 .责任人", "Y1 林青 X9 某甲", ""},
		{"two columns of remarks", hazardHead + "|备注|备注\n" + hazardRow("Y1") + "|甲|乙", "hazards", "Code .备注 .备注2", "Y1 甲 乙", ""},
		{"the same header twice", "隐患编号|检查日期|检查日期|责任单位编码|隐患描述|整改期限\nY1|2026-03-02|2026-03-03|B|护栏松动|2026-03-20", "hazards", "Code", "Y1", "header-duplicate C1"},
		{"a unit's name for its code", strings.Replace(hazardHead, "责任单位编码", "责任单位", 1) + "\n" + hazardRow("Y1"), "hazards", hazards, whole("Y1"), ""},
		{"a unit's full name for its code", strings.Replace(hazardHead, "责任单位编码", "责任单位名称（全称）", 1) + "\n" + hazardRow("Y1"), "hazards", hazards, whole("Y1"), ""},
		{"names for the codes of several units", "任务编号|任务内容|牵头部门|牵头单位名称|配合单位名称|完成时限\nR1|检查|安委办|某局|甲局、乙局|2026-03-31", "tasks", "Code LeadCode WithCodes", "R1 某局 甲局、乙局", ""},
		{"units by number, full and short name", "单位编号|单位全称|单位简称|层级\nB|云台化工有限公司|云台化工|企业", "units", "Code Name Short", "B 云台化工有限公司 云台化工", ""},
		{"a short name is no code of the units themselves", "单位全称|单位简称|层级\n云台化工有限公司|云台化工|企业", "units", "Code Name Short", " 云台化工有限公司 云台化工", "column-missing 1"},
		{"the unit above by its name", "单位编码|单位名称|层级|上级单位名称\nB|某局|部门|某市", "units", "Code ParentCode", "B 某市", ""},
		{"the one accident column that means a name", accidents[:len(accidents)-1] + "|责任单位\nS1|2026-03-02|A|工矿|1|2|0|30|某公司", "accidents", "UnitCode Liable", "A 某公司", ""},
		// Measures.
		{"the measure is the column's own", "事故编号|事故日期|属地编码|行业领域|死亡人数（人）|受伤人数(人)|重伤人数/人|直接经济损失（万元）\nS1|2026-03-02|A|工矿|3|5|2|30", "accidents", "Deaths Injuries Serious Loss", "3 5 2 30", ""},
		{"yuan for ten thousand", "事故编号|事故日期|属地编码|行业领域|死亡人数|直接经济损失（元）\nS1|2026-03-02|A|工矿|3|302500", "accidents", "Deaths Loss", "3 30.25", "note header-converted F1"},
		{"a hundred million for ten thousand", "事故编号|事故日期|属地编码|行业领域|死亡人数|直接经济损失（单位：亿元）\nS1|2026-03-02|A|工矿|3|0.3", "accidents", "Deaths Loss", "3 3000", "note header-converted F1"},
		{"the measure stands above the table", "事故台账||||||单位：元\n" + accidents + "S1|2026-03-02|A|工矿|3|5|2|302500", "accidents", "Deaths Loss", "3 30.25", "note header-converted H2"},
		{"tens of thousands of persons", "编号|活动日期|进入场所|单位编码|活动名称|受众人次（万人次）\nH1|2026-06-16|企业|B|宣传|1.2", "activities", "Code Audience", "H1 12000", ""},
		{"a measure of something else", "事故编号|事故日期|属地编码|行业领域|死亡人数（元）|直接经济损失（人）\nS1|2026-03-02|A|工矿|3|30", "accidents", "Deaths Loss", "0 0", "header-measure E1; header-measure F1"},
		{"last year's figures are other figures", "事故编号|事故日期|属地编码|行业领域|死亡人数（上年同期）\nS1|2026-03-02|A|工矿|3", "accidents", "Deaths", "", "column-unread E2"},
		// Columns that look like known ones.
		{"headers that nearly fit", "隐患编号|检查日期|责任单位编码|隐患描述|整改期限|整改措施与要求|整改负责人|隐患级别\nY1|2026-03-02|B|护栏松动|2026-03-20|加固|林青|重大隐患", "hazards", "Code Measure Person Major", "Y1   一般", "warning column-unread F2; warning column-unread G2; column-unread H2"},
		{"deaths that nearly fit", strings.ReplaceAll(accidents, "人数", "数") + "S1|2026-03-02|A|工矿|3|5|2|30", "accidents", "Deaths Loss", " 30", "column-unread E2; column-unread F2; column-unread G2"},
		{"nothing is said of one that holds nothing", accidents[:len(accidents)-1] + "|死亡数\nS1|2026-03-02|A|工矿|3|5|2|30|", "accidents", "Deaths", "3", ""},
		{"where the money comes from is no amount", "隐患编号|检查日期|责任单位编码|隐患描述|整改期限|整改资金来源\nY1|2026-03-02|B|护栏松动|2026-03-20|企业自筹", "hazards", "Funds .整改资金来源", " 企业自筹", ""},
		// Merged cells.
		{"cells merged down", hazardHead + "\n" + hazardRow("Y1") + "\nY2||B|乙|2026-03-20||||\nY3||B|丙|2026-03-20||||\nmerge B2:B4 F2:F4 G2:G4", "hazards", "Code Date Measure Person Funds", "Y1 2026-03-02 加固 林青 1.5; Y2 2026-03-02 加固 林青 ; Y3 2026-03-02 加固 林青 ", ""},
		{"a code merged down, rows without anything between", hazardHead + "\n" + hazardRow("Y1") + "\n\nY3|2026-03-02||丙|2026-03-20||||\nmerge C2:C5", "hazards", "Code UnitCode", "Y1 B; Y3 B", ""},
		{"an amount merged down", hazardHead + "\n" + hazardRow("Y1") + "\nY2|2026-03-02|B|乙|2026-03-20||||\nY3|2026-03-02|B|丙|2026-03-20||||\nmerge H2:H4", "hazards", "Code Funds", "Y1 1.5; Y2 ; Y3 ", "cell-merged H3"},
		{"a task's limit merged down", "任务编号|任务内容|牵头单位编码|完成时限\nR1|甲|A|2026-03-31\nR2|乙|A|\nR3|丙|A|\nmerge D2:D3", "tasks", "Code Deadline", "R1 2026-03-31; R2 2026-03-31; R3 ", ""},
		// Rows that are no records.
		{"sections and totals", hazardHead + "\n一、云台区（2项）\nmerge A2:I2\n" + hazardRow("Y1") + "\n小计：|||||||1.5|\n二、白石县\n" + hazardRow("Y2") + "\n合　计（项）||2|||||3|\n", "hazards", hazards, whole("Y1") + "; " + whole("Y2"), "note rows-skipped"},
		{"units in headings for a column of them", strings.Replace(hazardHead, "责任单位编码|", "", 1) + "\n一、鹿鸣县（2项）\nmerge A2:H2\n" + without(hazardRow("Y1")) + "\n" + without(hazardRow("Y2")) + "\n鹿鸣县小计|||||||\n二、市应急管理局：共1项\nmerge A6:H6\n" + without(hazardRow("Y3")), "hazards", "Code UnitCode", "Y1 鹿鸣县; Y2 鹿鸣县; Y3 市应急管理局", "note rows-section; note rows-skipped"},
		{"units in headings where the column is empty", hazardHead + "\n鹿鸣县（12项）\n" + strings.Replace(hazardRow("Y1"), "|B|", "||", 1) + "\n" + hazardRow("Y2") + "\n责任单位：云台化工有限公司|3项\n" + strings.Replace(hazardRow("Y3"), "|B|", "||", 1), "hazards", "Code UnitCode", "Y1 鹿鸣县; Y2 B; Y3 云台化工有限公司", "note rows-section; note rows-skipped"},
		{"a heading below a unit's is still of it, one beside is not", hazardHead + "\n一、鹿鸣县\n（一）道路交通\n" + strings.Replace(hazardRow("Y1"), "|B|", "||", 1) + "\n二、直属单位\n" + strings.Replace(hazardRow("Y2"), "|B|", "||", 1), "hazards", "Code UnitCode", "Y1 鹿鸣县; Y2 ", "note rows-section; note rows-skipped; cell-required C6"},
		{"units in headings with brackets and stars", strings.Replace(hazardHead, "责任单位编码|", "", 1) + "\n【市应急管理局】\nmerge A2:H2\n" + without(hazardRow("Y1")) + "\n★ 三、云台化工有限公司 2项\nmerge A4:H4\n" + without(hazardRow("Y2")), "hazards", "Code UnitCode", "Y1 市应急管理局; Y2 云台化工有限公司", "note rows-section; note rows-skipped"},
		{"months as headings in no merged cell", hazardHead + "\n" + hazardRow("Y1") + "\n四月\n" + hazardRow("Y2") + "\n2026年5月份\n" + hazardRow("Y3"), "hazards", "Code", "Y1; Y2; Y3", "note rows-skipped"},
		{"a table that says none", hazardHead + "\n无||||||||\n", "hazards", "Code", "", "note rows-skipped; warning table-empty"},
		{"the end of a month without a year", hazardHead + "\n" + strings.Replace(hazardRow("Y1"), "2026-03-20", "3月底前", 1), "hazards", "Code Deadline", "Y1 ", "date-year E2"},
		{"headings that name no unit", strings.Replace(hazardHead, "责任单位编码|", "", 1) + "\n一、道路交通\n" + without(hazardRow("Y1")), "hazards", "Code UnitCode", "Y1 ", "note rows-skipped; column-missing 1"},
		{"a record that names a unit and lacks the rest", hazardHead + "\n" + hazardRow("Y1") + "\n||鹿鸣县||||||", "hazards", "Code UnitCode", "Y1 B;  鹿鸣县", "cell-required A3; cell-required B3; cell-required D3; cell-required E3"},
		{"all the words of totals", hazardHead + "\n" + hazardRow("Y1") + "\n共计|1|||||||\n累计：|1|||||||\n本页小计|1|||||||\n本月合计|1|||||||\n共计12项||||||||\n|||||合计||1.5|\n总 计\n云台区小计||||||||", "hazards", "Code", "Y1", "note rows-skipped"},
		{"a total after running numbers", "序号|" + hazardHead + "\n1|" + hazardRow("Y1") + "\n2\n3\n合计|1||||||||1.5|", "hazards", "Code", "Y1", "note rows-skipped"},
		{"an indicator that ends like a total", "指标|单位编码|年度|控制数\n死亡人数合计|A|2026|3\n事故总数|A|2026|5", "targets", "Indicator Value", "死亡人数合计 3; 事故总数 5", ""},
		{"a total in the column of a name or a choice, all else filled in", "年度|单位编码|指标|行业领域|控制数\n2026|A|死亡人数|工矿|2\n2026|A|死亡人数|合计|3\n2026|A|合　计||3\n2026|A|死亡人数|各行业小计|3\n2026|A|死亡人数|合计领域|3", "targets", "Industry Value", "工矿 2; 合计领域 3", "note rows-skipped; warning row-total D3; warning row-total C4; warning row-total D5"},
		{"a total in the column of a choice", hazardHead + "\n" + hazardRow("Y1") + "\n" + strings.Replace(hazardRow("Y2"), "|一般", "|合计", 1), "hazards", "Code", "Y1", "note rows-skipped; warning row-total I3"},
		{"a total in a column of words, not of a name", hazardHead + "\n" + strings.Replace(hazardRow("Y1"), "护栏松动", "合计", 1), "hazards", "Code", "Y1", ""},
		{"notes, signatures and a page's number below", hazardHead + "\n" + hazardRow("Y1") + "\n注：1.本表一式两份；\n2.按月报送。\n填表人：林青|||审核人：方知远|||联系电话：0990-2100001\n单位（盖章）：||||报送日期：2026年4月1日\n第1页 共2页", "hazards", "Code", "Y1", "note rows-skipped"},
		{"numbers of the columns", hazardHead + "\n1|2|3|4|5|6|7|8|9\n" + hazardRow("Y1"), "hazards", "Code", "Y1", "note rows-skipped"},
		{"letters and numbers of the columns", "序号|" + hazardHead + "\n甲|乙|1|2|3|4|5|6|7|8\n1|" + hazardRow("Y1"), "hazards", "Code", "Y1", "note rows-skipped"},
		{"the head again", hazardHead + "\n" + hazardRow("Y1") + "\n四月台账\nmerge A3:I3\n" + hazardHead + "\n" + hazardRow("Y2"), "hazards", hazards, whole("Y1") + "; " + whole("Y2"), "note rows-skipped"},
		{"the head again with its columns in another order", hazardHead + "\n" + hazardRow("Y1") + "\n检查日期|隐患编号|责任单位编码|隐患描述|整改期限|整改措施|整改责任人|隐患等级\n2026-03-02|Y2|B|乙|2026-03-20|加固|林青|重大", "hazards", "Code Date Major", "Y1 2026-03-02 一般; Y2 2026-03-02 重大", "note rows-skipped"},
		{"hints below the head", hazardHead + "\n不重复|如：2026-03-05|单位编码|如实填写|如：2026-03-20|||填数字|一般/重大\n" + hazardRow("Y1"), "hazards", "Code", "Y1", "note rows-skipped"},
		{"a sample below the head", hazardHead + "\n示例|2026-03-02|B|护栏松动|2026-03-20|加固|林青|1.5|一般\n" + hazardRow("Y1"), "hazards", "Code", "Y1", "note rows-skipped"},
		{"a record with mistakes is no hint", hazardHead + "\nY1|三月初|B|如实整改|尽快|加固|林青|1.5|一般", "hazards", "Code", "Y1", "date-form B2; date-form E2"},
		// Values.
		{"the words of the law", hazardHead + "\n" + strings.Replace(hazardRow("Y1"), "|一般", "|重大事故隐患", 1) + "\n" + strings.Replace(hazardRow("Y2"), "|一般", "|一　般", 1) + "\n" + strings.Replace(hazardRow("Y3"), "|一般", "|一般安全隐患", 1) + "\n" + strings.Replace(hazardRow("Y4"), "|一般", "|较大", 1), "hazards", "Code Major", "Y1 重大; Y2 一般; Y3 一般; Y4 一般", "choice-unknown I5"},
		{"grades of accidents", accidents[:len(accidents)-1] + "|事故等级\nS1|2026-03-02|A|工矿|3|5|2|30|较大生产安全事故\nS2|2026-03-02|A|工矿|0|1|0|1|一般事故", "accidents", "Grade", "较大; 一般", ""},
		{"days as people write them", "任务编号|任务内容|牵头单位编码|完成时限\nR1|甲|A|2026年3月5日前\nR2|乙|A|二〇二六年三月五日\nR3|丙|A|26.3.5\nR4|丁|A|2026年3月底前\nR5|戊|A|长期坚持\nR6|己|A|3/25/2026\nR7|庚|A|3/5/2026\nR8|辛|A|3月5日", "tasks", "Code Deadline",
			"R1 2026-03-05; R2 2026-03-05; R3 2026-03-05; R4 2026-03-31; R5 长期坚持; R6 2026-03-25; R7 ; R8 ", "date-form D8; date-year D9"},
		{"the year stands in the title", "2026年3月任务台账\n任务编号|任务内容|牵头单位编码|完成时限|完成日期\nR1|甲|A|3月5日前|三月四日\nR2|乙|A|4月底|", "tasks", "Code Deadline Done", "R1 2026-03-05 2026-03-04; R2 2026-04-30 ", ""},
		{"a number that may be January or October", "单位编码|月份|报送日期\nA|#2026.1|2026-04-02\nA|#2026.2|2026-04-02\nA|2026.1|2026-04-02", "reports", "Month", "2026-01; 2026-02; 2026-01", "month-tenth B2"},
		{"a month of the title's year", "2026年成员单位月报\n单位编码|月份|报送日期\nA|3月|4月2日\nA|2|3月5日", "reports", "Month Submitted", "2026-03 2026-04-02; 2026-02 2026-03-05", ""},
		{"two years in the title tell none", "2025年至2026年任务台账\n任务编号|任务内容|牵头单位编码|完成时限\nR1|甲|A|3月5日", "tasks", "Code Deadline", "R1 ", "date-year D3"},
		{"days whatever format shows them", "任务编号|任务内容|牵头单位编码|完成时限\nR1|甲|A|#46086\nR2|乙|A|#46086\nR3|丙|A|#46086\nR4|丁|A|#46086\nR5|戊|A|#46086\nR6|己|A|#46086\nformat D2 [DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"\nformat D3 m\"月\"d\"日\"\nformat D4 yyyy\"年\"m\"月\"\nformat D5 d-mmm-yy\nformat D6 m/d/yy\nformat D7 [$-804]aaaa", "tasks", "Code Deadline",
			"R1 2026-03-05; R2 2026-03-05; R3 2026-03-05; R4 2026-03-05; R5 2026-03-05; R6 2026-03-05", ""},
		{"a truth value for a number", accidents + "S1|2026-03-02|A|工矿|TRUE|5|2|30", "accidents", "Deaths Injuries", "0 5", "cell-boolean E2"},
		{"a truth value for a day", hazardHead + "\nY1|TRUE|B|甲|2026-03-20|加固|林青|1.5|一般", "hazards", "Code", "Y1", "cell-boolean B2"},
		{"radicals that look like characters", "单位编码|单位名称|层级\nB|⻘禾化⼯有限公司|企业", "units", "Name", "青禾化工有限公司", ""},
		{"radicals in a header", "单位编码|单位名称|层级|⾏业\nB|某公司|企业|化⼯", "units", "Industry", "化工", ""},
		// Codes.
		{"zeros that a format shows", "单位编码|单位名称|层级|上级编码|联系电话\n#1|甲|市||\n#2|乙|县区|#1|#2100001\n#12|丙|县区|#1|\nformat A2:A4 000\nformat D2:D4 000\nformat E3 0000-0000000", "units", "Code ParentCode Phone", "001  ; 002 001 0000-2100001; 012 001 ", ""},
		{"letters that a format shows", hazardHead + "\n" + strings.Replace(hazardRow("#7"), "#7|", "#7|", 1) + "\nformat A2 \"YH\"0000", "hazards", "Code", "YH0007", ""},
		{"a code that became a day", hazardHead + "\n" + hazardRow("#46086") + "\nformat A2 m\"月\"d\"日\"", "hazards", "Code", "", "code-date A2"},
		{"long numbers", "单位编码|单位名称|层级|联系电话|统一社会信用代码\n#990102001001|甲|村社区|#13800001111|\n#123456789012345678|乙|村社区||", "units", "Code Phone", "990102001001 13800001111; 123456789012345000 ", "code-digits A3"},
		// Formulas.
		{"formulas without a value", accidents + "S1|2026-03-02|A|工矿|=F2-G2|5|2|=10*3", "accidents", "Code Injuries", "S1 5", "cell-uncalculated E2; cell-uncalculated H2"},
		// What a clerk does not write out.
		{"as above", hazardHead + "\n" + hazardRow("Y1") + "\nY2|同上|〃|乙|″|\"|（同上）|同上|同上", "hazards", hazards, whole("Y1") + "; " + whole("Y2"), "note cells-ditto"},
		{"as above a total and a section", hazardHead + "\n" + hazardRow("Y1") + "\n小计|||||||1.5|\n二、白石县\nmerge A4:I4\nY2|2026-03-02|B|乙|2026-03-20|同上|〃||", "hazards", "Code Measure Person", "Y1 加固 林青; Y2 加固 林青", "note cells-ditto; note rows-skipped"},
		{"as above, and nothing above", hazardHead + "\nY1|同上|B|甲|2026-03-20|同上|林青|1.5|一般\nY2|2026-03-02|B|乙|2026-03-20|加固||1.5|\nY3|2026-03-02|B|丙|2026-03-20|加固|同上|1.5|", "hazards", "Code Measure Person", "Y1  林青; Y2 加固 ; Y3 加固 ", "cell-ditto B2; cell-ditto F2; cell-ditto G4"},
		{"a row of measures below the head", strings.Replace(hazardHead, "（万元）", "", 1) + "\n|||||||元|\n" + strings.Replace(hazardRow("Y1"), "1.5", "15000", 1), "hazards", hazards, whole("Y1"), "note header-converted H2"},
		{"a row of measures in brackets below a head of two rows", "事故编号|事故日期|属地编码|行业领域|伤亡情况||直接经济损失\n||||死亡|受伤|\n||||（人）|（人）|（元）\nmerge E1:F1\nS1|2026-03-02|A|工矿|3|5|302500", "accidents", "Code Deaths Injuries Loss", "S1 3 5 30.25", "note header-converted G3"},
		{"the only record is no row of measures", "指标|单位编码|年度|控制数|计量单位\n|||#5|人", "targets", "Value Measure", "5 人", "cell-required A2; cell-required B2; cell-required C2"},
		{"nothing below, dots", hazardHead + "\n" + hazardRow("Y1") + "\n……|…|…\n以下空白", "hazards", "Code", "Y1", "note rows-skipped"},
		{"a person in charge whose row lacks something is no signature", "职务|年度|单位编码|姓名|分管行业领域|责任类型|职责内容\n主要负责人|2026|A|林青|全面|领导责任|\n主要负责人|2026|B|方知远|全面|领导责任|抓落实", "duties", "Name", "林青; 方知远", "cell-required G2"},
		{"formats with another measure of money", accidents + "S1|2026-03-02|A|工矿|#1|5|2|#302500\nS2|2026-03-02|A|工矿|1|5|2|#30.25\nformat E2 0\"人\"\nformat H2 #,##0.00\"元\"\nformat H3 0.00\"万元\"", "accidents", "Code Deaths Loss", "S1 1 0; S2 1 30.25", "cell-measure H2"},
		{"the format's measure is the head's", strings.Replace(accidents, "损失", "损失（元）", 1) + "S1|2026-03-02|A|工矿|1|5|2|#302500\nformat H2 #,##0.00\"元\"", "accidents", "Code Loss", "S1 30.25", "note header-converted H1"},
		{"the dead with the missing are not the dead", "事故编号|事故日期|属地编码|行业领域|死亡人数（含失踪）|下落不明（失踪）\nS1|2026-03-02|A|工矿|3|1", "accidents", "Deaths Missing", " 1", "column-unread E2"},
		{"formats that show a part of the number", accidents + "S1|2026-03-02|A|工矿|1|5|2|#302500\nS2|2026-03-02|A|工矿|1|5|2|#302500\nS3|2026-03-02|A|工矿|1|5|2|#302500\nS4|2026-03-02|A|工矿|1|5|2|#30.25\nformat H2 0!.0,\nformat H3 #,##0,\nformat H4 0\\.0000\nformat H5 #,##0.00", "accidents", "Code Loss", "S1 0; S2 0; S3 0; S4 30.25", "cell-scaled H2; cell-scaled H3; cell-scaled H4"},
		// Sheets and tables without records.
		{"no record", hazardHead, "hazards", "Code", "", "warning table-empty"},
		{"notes and no record", hazardHead + "\n注：本月无隐患。\n填表人：林青", "hazards", "Code", "", "note rows-skipped; warning table-empty"},
		{"sheets that are not read", "sheet 1月\n" + hazardHead + "\n" + hazardRow("Y1") + "\nsheet 2月 \n" + hazardHead + "\n" + hazardRow("Y2") + "\nsheet 3月\n" + strings.Replace(hazardHead, "隐患编号", "编码", 1) + "\n" + hazardRow("Y3") + "\nsheet 说明\n本表按月填写", "hazards", "Code", "Y1", "warning sheet-unread; warning sheet-unread"},
		{"the sheet that fits best", "sheet 汇总\n责任单位编码|隐患等级|项数\nB|一般|2\nsheet 明细\n" + hazardHead + "\n" + hazardRow("Y1"), "hazards", "Code", "Y1", ""},
	} {
		c.check(t)
	}
}

// clerkCase is a sheet, and what is read of it and said.
type clerkCase struct{ name, sheet, table, fields, want, said string }

func (c clerkCase) check(t *testing.T) {
	t.Helper()
	got, list := readFields("t.xlsx", "", clerk(t, c.sheet), c.table, c.fields)
	if got != c.want {
		t.Errorf("%s: read\n%s\nwant\n%s", c.name, got, c.want)
	}
	if said(list) != c.said {
		t.Errorf("%s: complaints %s, want %s", c.name, said(list), c.said)
	}
	if got != c.want || said(list) != c.said {
		for _, d := range list.All() {
			t.Log(d)
		}
	}
}

// A sheet that hongtou.yaml names is read, and others with the table's head are told of
// unless it names them too.
func TestSheetsBesideTheNamed(t *testing.T) {
	book := clerk(t, "sheet 1月\n"+hazardHead+"\n"+hazardRow("Y1")+"\nsheet 2月\n"+hazardHead+"\n"+hazardRow("Y2")+"\nsheet 3月\n"+hazardHead+"\n"+hazardRow("Y3")+"\nsheet 说明\n按月填写")
	units := []byte("单位编码,单位名称,层级,上级编码\nS,某市,市,\nB,某局,部门,S\n")
	for sheets, want := range map[string]string{
		"sheet: 1月":                "Y1 sheet-unread 2月 sheet-unread 3月",
		"sheet: [1月, 2月]":          "Y1 Y2 sheet-unread 3月",
		"sheet: [1月, 2月, \"3月 \"]": "Y1 Y2 Y3",
		"sheet: \"*\"":             "Y1 Y2 Y3",
	} {
		w, list, err := Load(workspace(t, "office: {name: 安委办}\ndata: {units: u.csv, hazards: {file: h.xlsx, "+sheets+"}}\n", map[string][]byte{"u.csv": units, "h.xlsx": book}), period.Date{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range w.Office.Hazards {
			got = append(got, h.Code)
		}
		for _, d := range list.All() {
			if d.Code == "sheet-unread" {
				got = append(got, d.Code, d.Place.Sheet)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", sheets, strings.Join(got, " "), want)
		}
	}
}

// Texts of separated values as programs save them.
func TestClerksTexts(t *testing.T) {
	const head = "隐患编号,检查日期,责任单位编码,隐患描述,整改期限\n"
	const row = "Y1,2026-03-02,B,护栏松动,2026-03-20\n"
	gb := func(s string) string {
		out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	utf16 := func(order unicode.Endianness, s string) string {
		out, err := unicode.UTF16(order, unicode.IgnoreBOM).NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	utf32 := func(big bool, s string) string {
		var b []byte
		for _, r := range s {
			if big {
				b = binary.BigEndian.AppendUint32(b, uint32(r))
			} else {
				b = binary.LittleEndian.AppendUint32(b, uint32(r))
			}
		}
		return string(b)
	}
	with := func(mark, s string) string { return strings.ReplaceAll(s, ",", mark) }
	many := strings.Replace(row, "护栏松动", "护栏松动;"+strings.Repeat("螺栓缺失;", 15), 1)
	for _, c := range []struct{ name, text, want, said string }{
		{"commas", head + row, "Y1", ""},
		{"commas, and a text with many semicolons", head + many, "Y1", ""},
		{"semicolons, and a text with many commas", with(";", head) + "Y1;2026-03-02;B;甲,乙,丙,丁,戊,己,庚,辛,壬,癸;2026-03-20\n", "Y1", ""},
		{"tabs, and a text with commas", with("\t", head) + "Y1\t2026-03-02\tB\t甲,乙,丙,丁,戊,己,庚\t2026-03-20\n", "Y1", ""},
		{"bars", with("|", head+row), "Y1", ""},
		{"a title with commas above semicolons", "隐患,问题,整改,检查,台账,一,二,三\n" + with(";", head+row), "Y1", ""},
		{"the separator is named", "sep=;\n" + with(";", head+row), "Y1", ""},
		{"lone carriage returns", with(",", strings.ReplaceAll(head+row+row, "\n", "\r")), "Y1; Y1", ""},
		{"lone carriage returns with breaks in a cell", strings.ReplaceAll(head, "\n", "\r") + strings.ReplaceAll(strings.Replace(row, "护栏松动", "\"护栏\n松动\n螺栓\"", 1), "0\n", "0\r"), "Y1", ""},
		{"UTF-16 without a mark", utf16(unicode.LittleEndian, head+row), "Y1", ""},
		{"UTF-16 of the other order without a mark", utf16(unicode.BigEndian, head+row), "Y1", ""},
		{"UTF-16 with tabs and a mark", "\xff\xfe" + utf16(unicode.LittleEndian, with("\t", head+row)), "Y1", ""},
		{"UTF-32 with a mark", "\xff\xfe\x00\x00" + utf32(false, head+row), "Y1", ""},
		{"UTF-32 of the other order with a mark", "\x00\x00\xfe\xff" + utf32(true, head+row), "Y1", ""},
		{"UTF-32 without a mark", utf32(false, head+row), "Y1", ""},
		{"UTF-32 of the other order without a mark", utf32(true, with("\t", head+row)), "Y1", ""},
		{"GB 18030", gb(head + row), "Y1", ""},
		{"GB 18030 behind UTF-8's mark", "\ufeff" + gb(head+row), "Y1", "warning file-encoding"},
		{"GB 18030 with tabs behind UTF-8's mark", "\ufeff" + gb(with("\t", head+row)), "Y1", "warning file-encoding"},
		{"binary data", "\x00\x01\x00\x00\x02\x00\xd8\x00\x01\x02\x03\x00", "", "file-text"},
		{"a group above without merged cells", "隐患编号,检查日期,责任单位编码,隐患描述,整改情况,,\n,,,,期限,措施,责任人\nY1,2026-03-02,B,护栏松动,2026-03-20,加固,林青\n", "Y1", ""},
		{"notes and totals", "隐患台账,,,,\n" + head + row + "合计,1,,,\n注：按月报送,,,,\n填表人：林青,,审核人：方知远,,\n", "Y1", "note rows-skipped"},
		{"a section without a merged cell", head + "一、云台区（1项）,,,,\n" + row, "Y1", "note rows-skipped"},
		{"a code that lost digits", head + strings.Replace(row, "Y1", "9.90102E+11", 1), "9.90102E+11", "code-digits A2"},
		{"a code that is whole", head + strings.Replace(row, "Y1", "9.90102001001E+11", 1), "990102001001", ""},
		{"a code with a letter E", head + strings.Replace(row, "Y1", "3E5", 1), "3E5", ""},
	} {
		got, list := readFields("t.csv", "", []byte(c.text), "hazards", "Code")
		if got != c.want || said(list) != c.said {
			t.Errorf("%s: read %q, complaints %q; want %q and %q", c.name, got, said(list), c.want, c.said)
			for _, d := range list.All() {
				t.Log(d)
			}
		}
	}
	text := "单位编码,单位名称,层级,联系电话,身份证号\nB,某公司,企业,1.38E+10,3.30102E+17\nC,某厂,企业,0990-2100001,330102199001011234\n"
	got, list := readFields("t.csv", "", []byte(text), "units", "Code Phone .身份证号")
	if want := "code-digits D2; code-digits E2"; said(list) != want || got != "B  3.30102E+17; C 0990-2100001 330102199001011234" {
		t.Errorf("telephones and identities that lost digits: %q, complaints %q, want %q", got, said(list), want)
	}
}
