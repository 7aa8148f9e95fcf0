package source

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
)

// Shapes and ways of writing that ledgers have in life.
func TestShapesOfLedgers(t *testing.T) {
	const head = "隐患编号|检查日期|责任单位|隐患描述|整改期限"
	const row = "|2026-03-02|B|甲|2026-03-20"
	const accidents = "事故编号|事故日期|属地编码|行业领域|死亡人数|受伤人数|重伤人数|直接经济损失"
	const accident = "S1|2026-03-02|A|工矿|3|5|2|30"
	const side = "隐患编号|Y1|Y2\n检查日期|2026-03-02|2026-03-03\n责任单位|B|C\n隐患描述|甲|乙\n整改期限|2026-03-20|2026-03-21"
	for _, c := range []clerkCase{
		{"a blank first column", "|台账\n|" + head + "\n|Y1" + row + "\n|合计|1", "hazards", "Code Date UnitCode", "Y1 2026-03-02 B", "note rows-skipped"},
		// Two tables on one sheet.
		{"another table below", "隐患清单\n" + head + "\nY1" + row + "\n\n事故清单\n" + accidents + "\n" + accident, "hazards", "Code", "Y1", "note rows-foreign 5"},
		{"another table below, the one that is wanted", "隐患清单\n" + head + "\nY1" + row + "\n\n事故清单\n" + accidents + "\n" + accident, "accidents", "Code UnitCode Deaths", "S1 A 3", ""},
		{"far below another table", head + "\nY1" + row + "\nY2" + row + "\nY3" + row + "\nY4" + row + "\nY5" + row + "\nY6" + row + "\nY7" + row + "\nY8" + row + "\nY9" + row + "\nY10" + row + "\nY11" + row + "\nY12" + row + "\nY13" + row + "\nY14" + row + "\nY15" + row + "\nY16" + row + "\nY17" + row + "\nY18" + row + "\nY19" + row + "\nY20" + row + "\nY21" + row + "\nY22" + row + "\nY23" + row + "\nY24" + row + "\n事故清单\n" + accidents + "\n" + accident, "accidents", "Code", "S1", ""},
		{"the same head below its own title", "一、云台区\n" + head + "\nY1" + row + "\n二、鹿鸣县\n" + head + "\nY2" + row, "hazards", "Code", "Y1; Y2", "note rows-skipped"},
		// A table in parts: the first part's head counts, though a later one names as much.
		{"a head of two rows, and of one over the next part", "隐患编号|检查日期|责任单位|隐患情况||整改期限\n||||隐患描述|隐患等级|\nmerge A1:A2 B1:B2 C1:C2 D1:E1 F1:F2\n一、云台区\nY1|2026-03-02|B|甲|一般|2026-03-20\n小计|1\n二、鹿鸣县\n" + "隐患编号|检查日期|责任单位|隐患描述|隐患等级|整改期限\nY2|2026-03-02|B|甲|一般|2026-03-20", "hazards", "Code Major", "Y1 一般; Y2 一般", "note rows-skipped"},
		{"a later part with one column more", head + "\nY1" + row + "\n小计|1\n" + head + "|整改责任人\nY2" + row + "|林青", "hazards", "Code Person", "Y1 ; Y2 林青", "note rows-skipped"},
		{"a later part with three columns more", head + "\nY1" + row + "\n小计|1\n" + head + "|整改责任人|隐患部位|检查人员\nY2" + row + "|林青|车间|周岚", "hazards", "Code Person", "Y1 ; Y2 林青", "note rows-skipped"},
		{"a part whose head lacks what is needed", strings.Replace(head, "隐患编号", "序号", 1) + "\n1" + row + "\n2" + row + "\n" + head + "\nY2" + row, "hazards", "Code", "Y2", "head-above 1"},
		{"a head that lacks what is needed stands twice, without rows", strings.Repeat(strings.Replace(head, "隐患编号", "序号", 1)+"\n", 2) + head + "\nY2" + row, "hazards", "Code", "Y2", ""},
		{"the columns that must be filled in, and a sample, above the head", head + "\n（样例）" + row + "\n" + head + "|隐患等级|检查方式|检查人员|整改责任人|整改措施|隐患部位\nY2" + row + "|一般|暗访|林青|周岚|清理|车间", "hazards", "Code Person", "Y2 周岚", ""},
		{"a record with one cell only is one", head + "\nY1" + row + "\nY2", "hazards", "Code", "Y1; Y2", "cell-required B3; cell-required C3; cell-required D3; cell-required E3"},
		// On its side.
		{"the headers in the first column", side, "hazards", "Code Date UnitCode Deadline", "Y1 2026-03-02 B 2026-03-20; Y2 2026-03-03 C 2026-03-21", "note table-turned"},
		{"one record in a form", "整改单\nmerge A1:B1\n检查单位：某局\n隐患编号|Y1\n检查日期|3月2日\n责任单位|B\n隐患描述|甲\n整改期限|2026-03-20", "hazards", "Code Date Inspector", "Y1  某局", "note column-above; note table-turned; date-year B4"},
		{"mistakes in their cells", "隐患编号|Y1|Y2\n检查日期|2026-03-02|近期\n责任单位|B|\n隐患描述|甲|乙\n整改期限|2026-03-20|2026-03-21", "hazards", "Code", "Y1; Y2", "note table-turned; date-form C2; cell-required C3"},
		{"a required header is missing", "隐患编号|Y1|Y2\n检查日期|2026-03-02|2026-03-03\n责任单位|B|C\n隐患描述|甲|乙", "hazards", "Code", "Y1; Y2", "note table-turned; column-missing A"},
		{"months side by side", "2026年月报\n填报单位：云台区\n项目|1月|2月\n报送日期|2月2日|3月2日\n召开会议|1|2\n发现隐患|4|5\n整改隐患|4|5", "reports", "UnitCode Month Submitted Meetings Fixed", "云台区 2026-01 2026-02-02 1 4; 云台区 2026-02 2026-03-02 2 5", "note column-above; note table-turned"},
		{"months side by side, headers in two columns", "2026年月报\n填报单位：云台区\n项目||1月|2月\n报送日期||2月2日|3月2日\n隐患|发现隐患|4|5\n|整改隐患|4|5\nmerge A3:B3 A4:B4 A5:A6", "reports", "Month Hazards Fixed", "2026-01 4 4; 2026-02 5 5", "note column-above; note table-turned"},
		{"a total beside the months", "2026年月报\n填报单位：云台区\n项目|1月|2月|合计\n报送日期|2月2日|3月2日\n召开会议|1|2|3\n发现隐患|4|5|9", "reports", "Month Meetings", "2026-01 1; 2026-02 2", "note column-above; note rows-skipped; note table-turned"},
		{"a column a month", "单位|1月|2月|3月\nA|3|4|5\nB|1|2|3", "reports", "Month", "", "table-months 1"},
		{"two months", "单位|1月|2月\nA|3|4", "reports", "Month", "", "table-months 1"},
		{"a column a month below each figure", "2026年排查情况\n单位编码|发现隐患||整改隐患|\n|1月|2月|1月|2月\nmerge A2:A3 B2:C2 D2:E2\nA|3|4|3|4", "reports", "Month", "", "table-months 3"},
		{"months in the rows' own column", "单位编码|月份|报送日期|发现隐患|整改隐患\nA|2026年1月|2026-02-02|3|4\nA|2026年2月|2026-03-02|3|4", "reports", "Month", "2026-01; 2026-02", ""},
		{"other headers that are months", hazardHead + "|1月|2月\n" + hazardRow("Y1") + "|a|b", "hazards", "Code .1月", "Y1 a", ""},
		// Below the records.
		{"lines of signatures", head + "\nY1" + row + "\n检查人员签字：||被检查单位签字：||\n被检查单位（盖章）：||2026年3月5日\n记录人：林青||复查人员（签名）", "hazards", "Code", "Y1", "note rows-skipped"},
		{"a table's own last row", head + "|整改资金\nY1" + row + "|3\n汇总|||||3", "hazards", "Code", "Y1", "note rows-skipped"},
		{"words beside the table", head + "\nY1" + row + "|\n|||||||\n|||||||散落的说明|又一格\nY2" + row, "hazards", "Code", "Y1; Y2", "note rows-skipped"},
		// Values.
		{"figures as texts", accidents + "\nS1|2026-03-02|A|工矿| ３ |5 |2\u00a0| 1，234.5 ", "accidents", "Deaths Injuries Serious Loss", "3 5 2 1234.5", ""},
		{"less than nothing, as accountants write it", accidents + "\nS1|2026-03-02|A|工矿|3|5|2|(30)\nS2|2026-03-02|A|工矿|3|5|2|（1,230.5）\nS3|2026-03-02|A|工矿|3|5|2|(三十)", "accidents", "Loss", "0; 0; 0", "number-negative H2; number-negative H3; number-form H4"},
		{"shares in a format", "单位编码|年度|指标|控制数\nB|2026|整改率|#0.98\nC|2026|整改率|98％\nformat D2 0%", "targets", "Value", "98; 98", ""},
		{"days as eight digits, and with a full stop", head + "\nY1|#20260305|B|甲|#20260320\nY2|2026年3月5日。|B|甲|2026.03.20。\nY3|2026-03-05 14:30:00|B|甲|2026年3月20日24时前", "hazards", "Date Deadline", "2026-03-05 2026-03-20; 2026-03-05 2026-03-20; 2026-03-05 2026-03-20", ""},
		{"limits told from the day of the check", head + "\nY1|2026-03-02|B|甲|立即整改\nY2|#46083|B|甲|15日内\nY3|近期|B|甲|立即整改\nY4|2026-03-02|B|甲|尽快\nformat B3 m\"月\"d\"日\"", "hazards", "Date Deadline", "2026-03-02 2026-03-02; 2026-03-02 2026-03-17;  ; 2026-03-02 ", "date-form B4; date-form E4; date-form E5"},
		{"times of day", "事故编号|事故日期|时间|属地编码|行业领域\nS1|2026-03-02|下午2点半|A|工矿\nS2|2026-03-02|1430|A|工矿\nS3|2026-03-02|2:30 PM|A|工矿\nS4|2026-03-02|上午9时|A|工矿\nS5|2026-03-02|中午12时|A|工矿\nS6|2026-03-02|晚8时5分|A|工矿\nS7|2026-03-02|12:05 AM|A|工矿\nS8|2026-03-02|约14时|A|工矿\nS9|2026-03-02|上午14时|A|工矿", "accidents", "Time", "14:30; 14:30; 14:30; 09:00; 12:00; 20:05; 00:05; ; ", "time-form C9; time-form C10"},
		{"a full stop behind names and choices", head + "|隐患等级|整改责任人\nY1|2026-03-02|B。|甲。|2026-03-20|一般。|林青。\nY2|2026-03-02|B|甲|2026-03-20|重大（Ⅰ级）|林青\nY3|2026-03-02|B|甲|2026-03-20|一般（原为重大）|林青", "hazards", "UnitCode Description Major Person", "B 甲。 一般 林青; B 甲 重大 林青; B 甲 一般 林青", "choice-unknown F4"},
		{"nothing, in all the ways", head + "|整改资金|整改责任人|整改完成日期\nY1" + row + "|无|/|—\nY2" + row + "|——|无|未整改\nY3" + row + "|－|暂无|整改中。\nY4" + row + "|\\|\\|待定", "hazards", "Code Funds Person Done", "Y1   ; Y2   ; Y3   ; Y4   ", "date-form H5"},
		{"several units in one cell", "任务编号|任务内容|牵头单位|配合单位|完成时限\nR1|检查|安委办|甲局，乙局；丙局 丁局|2026-03-31\nR2|检查|安委办|甲局⏎乙局|2026-03-31\nR3|检查|安委办|01 甲局、02 乙局|2026-03-31", "tasks", "WithCodes", "甲局、乙局、丙局、丁局; 甲局、乙局; 01 甲局、02 乙局", ""},
	} {
		c.check(t)
	}
}

// Records in rows that are hidden are read, and told of; links, notes, rich texts and
// tables of the spreadsheet program change nothing.
func TestDressOfWorkbooks(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(clerk(t, hazardHead+"\n"+hazardRow("Y1")+"\n"+hazardRow("Y2")+"\n汇总||||||||")))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, err := range []error{
		f.SetRowVisible("Sheet1", 3, false), f.SetColVisible("Sheet1", "F", false),
		f.SetCellHyperLink("Sheet1", "D2", "https://example.org/", "External"),
		f.AddComment("Sheet1", excelize.Comment{Cell: "A2", Author: "某", Text: "已核"}),
		f.SetCellRichText("Sheet1", "D3", []excelize.RichTextRun{{Text: "护栏"}, {Text: "松动", Font: &excelize.Font{Bold: true}}}),
		f.AddTable("Sheet1", &excelize.Table{Range: "A1:I4", Name: "台账"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, list := readFields("t.xlsx", "", b.Bytes(), "hazards", "Code Description Measure")
	if want := "Y1 护栏松动 加固; Y2 护栏松动 加固"; got != want || said(list) != "note columns-hidden; note rows-hidden; note rows-skipped" {
		t.Errorf("read %q, complaints %q; want %q", got, said(list), want)
	}
}

// What is hidden from the eye is still the ledger's, and told of; a sheet that is hidden
// is put aside, and told of where it could be read.
func TestHidden(t *testing.T) {
	two := hazardHead + "\n" + hazardRow("Y1") + "\n" + hazardRow("Y2")
	for _, c := range []clerkCase{
		{"rows", two + "\nhide-row 3", "hazards", "Code", "Y1; Y2", "note rows-hidden"},
		{"columns that the table knows", two + "\nhide-columns F:G", "hazards", "Code Measure Person", "Y1 加固 林青; Y2 加固 林青", "note columns-hidden"},
		{"a column that it does not know", strings.Replace(two, "隐患等级", "备注", 1) + "\nhide-columns I:K", "hazards", "Code .备注", "Y1 一般; Y2 一般", ""},
		{"columns of a row that is no record", hazardHead + "\n注：无\nhide-columns F:G\nhide-row 2", "hazards", "Code", "", "note rows-skipped; warning table-empty"},
		{"a sheet", two + "\nsheet 旧表\n" + two + "\nhide 旧表", "hazards", "Code", "Y1; Y2", "note sheet-hidden"},
		{"last year's sheet before this year's", "sheet 2025年\n" + two + "\nsheet 2026年\n" + strings.Replace(two, "Y1", "Y9", 1), "hazards", "Code", "Y9; Y2", "warning sheet-unread"},
		{"last year's sheet behind this year's", "sheet 2026年\n" + two + "\nsheet 2025年\n" + strings.Replace(two, "Y1", "Y9", 1), "hazards", "Code", "Y1; Y2", "warning sheet-unread"},
		{"next year's sheet, still empty", "sheet 2026年\n" + two + "\nsheet 2027年\n" + hazardHead, "hazards", "Code", "Y1; Y2", "warning sheet-unread"},
		{"a sheet of a year behind one of none", "sheet 台账\n" + two + "\nsheet 2025年\n" + strings.Replace(two, "Y1", "Y9", 1), "hazards", "Code", "Y1; Y2", "warning sheet-unread"},
		{"a sheet of something else", two + "\nsheet 选项\n一般\n重大\nhide 选项", "hazards", "Code", "Y1; Y2", ""},
	} {
		c.check(t)
	}
	book := clerk(t, two+"\nsheet 旧表\n"+strings.Replace(two, "Y1", "Y9", 1)+"\nhide 旧表")
	if got, list := readFields("t.xlsx", "旧表", book, "hazards", "Code"); got != "Y9; Y2" || said(list) != "warning sheet-unread" {
		t.Errorf("the hidden sheet, named: %q, %s", got, said(list))
	}
	if got, list := readFields("t.xlsx", AllSheets, book, "hazards", "Code"); got != "Y1; Y2" || said(list) != "note sheet-hidden" {
		t.Errorf("all sheets: %q, %s", got, said(list))
	}
	var told diag.Diagnostic
	_, list := readFields("t.xlsx", "", clerk(t, two+"\nhide-columns F:G"), "hazards", "Code")
	for _, d := range list.All() {
		told = d
	}
	if want := "隐藏的列也读入了：整改措施、整改责任人"; told.Problem.Zh != want || told.Place.Sheet != "Sheet1" {
		t.Errorf("said %v, want %s", told, want)
	}
}

// A table of one's own may have a month that need not be filled in: months beside each other
// are columns of it.
func TestMonthsBesideAMonthOfOnesOwn(t *testing.T) {
	rows := []sheetRow{{number: 3, cells: []cell{{raw: "单位"}, {raw: "1月"}, {raw: "2月"}}}}
	for required, want := range map[bool]int{true: 3, false: 0} {
		s := &sheet{table: &Table{Columns: []Column{{Header: "月份", Type: Month, Required: required}}}}
		if got := s.monthColumns(rows, nil); got != want {
			t.Errorf("required %v: the months are told of at row %d, want %d", required, got, want)
		}
	}
}
