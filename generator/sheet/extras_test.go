package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// fancy is a sheet with what hangs on cells, and rows in groups.
func fancy() Sheet {
	return Sheet{
		Name: "分组", Title: "各单位季度得分", Color: "C00000", Outline: true,
		Columns: []Column{
			{Key: "tier", Header: []string{"层级"}, Total: "label:合计"},
			{Key: "unit", Header: []string{"单位"}, Comment: "全称，与单位表一致", Link: &Link{Sheet: "分组", Column: "unit"}, Name: "督查单位"},
			{Key: "q1", Header: []string{"得分", "一季度"}, Type: Integer, Total: "sum"},
			{Key: "q2", Header: []string{"得分", "二季度"}, Type: Integer, Total: "sum"},
			{Key: "q3", Header: []string{"得分", "三季度"}, Type: Integer, Fold: true},
			{Key: "trend", Header: []string{"走势"}, Sparkline: &Sparkline{Values: []string{"q1", "q2", "q3"}}, Width: 14},
			{Key: "rank", Header: []string{"名次"}, Type: Integer, Rank: &Rank{Of: "q2"}},
			{Key: "within", Header: []string{"组内名次"}, Type: Integer, Rank: &Rank{Of: "q1", Within: "tier", Ascending: true}},
			{Key: "when", Header: []string{"期间"}, Type: Period},
		},
		Rows: []Row{
			{Cells: values("县区", "望海县", 90, 80, 70)}, {Cells: values("部门", "市教育局", 88, 91, 95)},
			{Cells: []Cell{{Value: "县区"}, {Value: "澄江区"}, {Value: 77}, {Value: 80, Comment: "复查后改"}, {Value: 99}}},
			{Cells: values("县区", "东屏区", nil, "缺考", 1)},
		},
		Group: &Group{Column: "tier", Section: true, Subtotal: "小计", Break: true},
		Conditions: []Condition{
			{Column: "q1", Bar: true}, {Column: "q2", Icons: Arrows}, {Column: "q3", Icons: Quarters, Reverse: true},
		},
		Validations: []Validation{
			{Column: "unit", Of: "tier", Choices: []Choices{{"县区", []string{"望海县", "澄江区"}}, {"部门", []string{"市教育局"}}}},
		},
		Charts: []Chart{
			{Category: "unit", Values: []string{"q1"}, Lines: []string{"q3"}, Second: true, Title: "合成", ValueAxis: "分", SecondAxis: "分（右）"},
			{Category: "unit", Values: []string{"q1", "q3"}, Stacked: true, Title: "堆积"},
		},
	}
}

func TestGroupsAndRanks(t *testing.T) {
	// Equal scores share a rank within the groups and over all; a text has none.
	want := `title | 各单位季度得分
head | 层级 | 单位 | 得分 | 得分 | 得分 | 走势 | 名次 | 组内名次 | 期间
head | | | 一季度 | 二季度 | 三季度 | | | |
section | 县区
data | 县区 | 望海县 | 90 | 80 | 70 | | =IF(AND(ISNUMBER(D5),COUNT(($D$5:$D$7,$D$10:$D$10))>1),RANK(D5,($D$5:$D$7,$D$10:$D$10),0),"") → 2 | =IF(ISNUMBER(C5),IF(COUNTIFS($A$5:$A$10,A5,$C$5:$C$10,">-1E+99")>1,COUNTIFS($A$5:$A$10,A5,$C$5:$C$10,"<"&C5)+1,""),"") → 2 |
data | 县区 | 澄江区 | 77 | 80 | 99 | | =IF(AND(ISNUMBER(D6),COUNT(($D$5:$D$7,$D$10:$D$10))>1),RANK(D6,($D$5:$D$7,$D$10:$D$10),0),"") → 2 | =IF(ISNUMBER(C6),IF(COUNTIFS($A$5:$A$10,A6,$C$5:$C$10,">-1E+99")>1,COUNTIFS($A$5:$A$10,A6,$C$5:$C$10,"<"&C6)+1,""),"") → 1 |
data | 县区 | 东屏区 | | 缺考 | 1 | | =IF(AND(ISNUMBER(D7),COUNT(($D$5:$D$7,$D$10:$D$10))>1),RANK(D7,($D$5:$D$7,$D$10:$D$10),0),"") →  | =IF(ISNUMBER(C7),IF(COUNTIFS($A$5:$A$10,A7,$C$5:$C$10,">-1E+99")>1,COUNTIFS($A$5:$A$10,A7,$C$5:$C$10,"<"&C7)+1,""),"") →  |
subtotal | 小计 | | =SUM($C$5:$C$7) → 167 | =SUM($D$5:$D$7) → 160 | | | | |
section | 部门
data | 部门 | 市教育局 | 88 | 91 | 95 | | =IF(AND(ISNUMBER(D10),COUNT(($D$5:$D$7,$D$10:$D$10))>1),RANK(D10,($D$5:$D$7,$D$10:$D$10),0),"") → 1 | =IF(ISNUMBER(C10),IF(COUNTIFS($A$5:$A$10,A10,$C$5:$C$10,">-1E+99")>1,COUNTIFS($A$5:$A$10,A10,$C$5:$C$10,"<"&C10)+1,""),"") →  |
subtotal | 小计 | | =SUM($C$10:$C$10) → 88 | =SUM($D$10:$D$10) → 91 | | | | |
total | 合计 | | =SUM(($C$5:$C$7,$C$10:$C$10)) → 255 | =SUM(($D$5:$D$7,$D$10:$D$10)) → 251 | | | | |
merged A1:I1 A2:A3 B2:B3 C2:E2 F2:F3 G2:G3 H2:H3 I2:I3 A4:I4 A9:I9`
	if got := printTable(t, one(fancy()), 0); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// What hangs on cells is in the file, as excelize reads it.
func TestExtrasReadBack(t *testing.T) {
	xlsx := written(t, one(fancy()))
	if !bytes.Equal(xlsx, written(t, one(fancy()))) {
		t.Error("the same workbook gave other bytes")
	}
	f := opened(t, xlsx)
	const s = "分组"
	props, err := f.GetSheetProps(s)
	must(t, err)
	equal(t, "the tab's colour", *props.TabColorRGB, "C00000")
	comments, err := f.GetComments(s)
	must(t, err)
	var said []string
	for _, c := range comments {
		said = append(said, c.Cell+" "+c.Paragraph[0].Text)
	}
	equal(t, "comments", said, []string{"B2 全称，与单位表一致", "D6 复查后改"})
	links, err := f.GetHyperLinkCells(s, "Location")
	must(t, err)
	slices.Sort(links)
	equal(t, "links", links, []string{"B10", "B5", "B6", "B7"})
	_, to, err := f.GetCellHyperLink(s, "B6")
	must(t, err)
	equal(t, "a link", to, "'分组'!B6")
	var names []string
	for _, n := range f.GetDefinedName() {
		names = append(names, n.Name+" "+n.RefersTo)
	}
	if want := "督查单位 '分组'!$B$5:$B$7,'分组'!$B$10:$B$10"; !slices.Contains(names, want) {
		t.Errorf("the names are %v, without %s", names, want)
	}
	checks, err := f.GetDataValidations(s)
	must(t, err)
	equal(t, "the dependent list", checks[0].Formula1, "OFFSET(choices_2,MATCH($A5,choices_2_of,0)-1,0,COUNTIF(choices_2_of,$A5),1)")
	formats, err := f.GetConditionalFormats(s)
	must(t, err)
	bar := formats["C5:C7 C10:C10"][0]
	equal(t, "bars", []any{bar.Type, bar.BarColor, bar.BarSolid}, []any{"data_bar", "9DC3E6", true})
	equal(t, "icons", formats["D5:D7 D10:D10"][0].IconStyle, "3Arrows")
	equal(t, "turned icons", formats["E5:E7 E10:E10"][0].ReverseIcons, true)
	for row, want := range map[int]uint8{5: 1, 7: 1, 8: 0, 10: 1} {
		level, err := f.GetRowOutlineLevel(s, row)
		must(t, err)
		equal(t, fmt.Sprint("level of row ", row), level, want)
	}
	level, err := f.GetColOutlineLevel(s, "E")
	must(t, err)
	equal(t, "level of column E", level, 1)
	part := parts(t, xlsx)["xl/worksheets/sheet1.xml"]
	for what, want := range map[string]string{
		"small charts": `<xm:f>&#39;分组&#39;!C10:E10</xm:f><xm:sqref>F10</xm:sqref>`, "page break": `<brk id="8" `,
		"room for folding": `<sheetFormatPr outlineLevelRow="1" outlineLevelCol="1" `, "comments' boxes": `<legacyDrawing r:id=`,
	} {
		if !strings.Contains(part, want) {
			t.Errorf("%s: %s is not in the sheet", what, want)
		}
	}
	chart := parts(t, xlsx)["xl/charts/chart1.xml"]
	if strings.Count(chart, "<valAx>") != 2 || !strings.Contains(chart, "<lineChart>") || !strings.Contains(chart, "分（右）") {
		t.Error("the combined chart has no second axis")
	}
	if !strings.Contains(parts(t, xlsx)["xl/charts/chart2.xml"], `<grouping val="stacked">`) {
		t.Error("the bars are not stacked")
	}
}

func TestExtraMistakes(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Sheet)
		want   string
	}{
		{"colour", func(s *Sheet) { s.Color = "red" }, `the colour "red" is not six hexadecimal digits`},
		{"group of nothing", func(s *Sheet) { s.Group.Column = "x" }, "group: there is no column x"},
		{"group with sections", func(s *Sheet) { s.Rows[0].Kind = Section }, "data rows only"},
		{"group by a formula", func(s *Sheet) { s.Rows[0].Cells[0] = Cell{Formula: "1"} }, "is no plain value"},
		{"rank and formula", func(s *Sheet) { s.Columns[6].Formula = "1" }, "it can have one of them"},
		{"rank of nothing", func(s *Sheet) { s.Columns[6].Rank.Of = "x" }, "has no column x"},
		{"small chart of one", func(s *Sheet) { s.Columns[5].Sparkline.Values = []string{"q1"} }, "draws fewer than two columns"},
		{"small chart with a gap", func(s *Sheet) { s.Columns[5].Sparkline.Values = []string{"q1", "q3"} }, "column q3 does not stand right of q1"},
		{"link to no sheet", func(s *Sheet) { s.Columns[1].Link = &Link{"无", "unit"} }, "column unit: link: there is no sheet 无"},
		{"link to no column", func(s *Sheet) { s.Columns[1].Link = &Link{"分组", "x"} }, "link: there is no column x"},
		{"name like a cell", func(s *Sheet) { s.Columns[1].Name = "AB12" }, "is like a cell's address"},
		{"name twice", func(s *Sheet) { s.Columns[2].Name = "督查单位" }, "is taken"},
		{"name with a blank", func(s *Sheet) { s.Columns[1].Name = "督查 单位" }, "is no word"},
		{"bars of no column", func(s *Sheet) { s.Conditions[0].Column = "" }, "condition 1: bars and icons want a column"},
		{"bars and icons", func(s *Sheet) { s.Conditions[0].Icons = Arrows }, "it can have one of them"},
		{"unknown icons", func(s *Sheet) { s.Conditions[1].Icons = 9 }, "there are no icons 9"},
		{"choices and a list", func(s *Sheet) { s.Validations[0].List = []string{"x"} }, "there are Choices and no List"},
		{"choices twice", func(s *Sheet) { s.Validations[0].Choices[1].For = "县区" }, `the choices for "县区" are empty, or stand twice`},
		{"choices of nothing", func(s *Sheet) { s.Validations[0].Of = "x" }, "there is no column x"},
		{"lines over a pie", func(s *Sheet) { s.Charts[0].Kind = PieChart }, "lines go over upright bars only"},
		{"second axis for nothing", func(s *Sheet) { s.Charts[0].Lines = nil }, "a second axis is for lines over bars"},
		{"stacked lines", func(s *Sheet) { s.Charts[1].Kind = LineChart }, "only bars can be stacked"},
		{"blank rows", func(s *Sheet) { s.Blank = -1 }, "-1 blank rows"},
	} {
		s := fancy()
		c.change(&s)
		if err := Write(&bytes.Buffer{}, one(s)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: it says %v; it should say %q", c.name, err, c.want)
		}
	}
}

// A form carries its identity on a hidden sheet and in the properties, and is not
// believed when either was changed.
func TestFormIdentity(t *testing.T) {
	s := Sheet{Name: "填报", Protect: true, Blank: 2,
		Columns: []Column{{Key: "code"}, {Key: "day", Header: []string{"日期"}, Type: Date, Open: true}, {Key: "f", Formula: "LEN({code})"}},
		Rows:    []Row{{Cells: values("001", day(2026, 3, 1))}}}
	book := one(s)
	book.Form = &Form{Name: "f", Version: "1", Unit: "U", Period: "2026Q1", Table: "items", Sheet: "填报", Key: []string{"编号"},
		Columns: []FormColumn{{Key: "code", Field: "编号"}, {Key: "day", Field: "日期"}}}
	f := opened(t, written(t, book))
	shown, err := f.GetSheetVisible("hongtou")
	must(t, err)
	if shown {
		t.Error("the identity's sheet shows")
	}
	var lines []string
	rows, err := f.GetRows("hongtou")
	must(t, err)
	for _, r := range rows {
		lines = append(lines, r[0])
	}
	props, err := f.GetCustomProps()
	must(t, err)
	stamp, property := rows[0][1], props[0].Value.(string)
	got, err := ParseForm(lines, stamp, property)
	must(t, err)
	for name, pair := range map[string][2]string{"without its properties": {stamp, ""}, "without the stamp beside the lines": {"", property}} {
		if _, err := ParseForm(lines, pair[0], pair[1]); err != nil {
			t.Errorf("%s it is not believed", name)
		}
	}
	other := strings.Replace(property, "2026Q1", "2026Q2", 1)
	for name, pair := range map[string][2]string{"without both": {"", ""}, "with another stamp": {other, property}, "with another property": {stamp, other}, "with a property that is none": {stamp, "{"}} {
		if _, err := ParseForm(lines, pair[0], pair[1]); err != ErrForm {
			t.Errorf("%s it is believed", name)
		}
	}
	equal(t, "what was sent", got.Rows, [][]string{{"001", "2026-03-01"}})
	equal(t, "the columns", got.Columns, []FormColumn{{"code", []string{"code"}, "编号", false}, {"day", []string{"日期"}, "日期", true}})
	changed := slices.Clone(lines)
	changed[1] = strings.Replace(changed[1], "001", "002", 1)
	for name, lines := range map[string][]string{"a changed row": changed, "a row less": lines[:1], "nothing": nil} {
		if _, err := ParseForm(lines, stamp, ""); err != ErrForm {
			t.Errorf("%s was believed", name)
		}
	}
	for cell, want := range map[string]bool{"A2": true, "B2": false, "A3": false, "C3": true} {
		id, err := f.GetCellStyle("填报", cell)
		must(t, err)
		style, err := f.GetStyle(id)
		must(t, err)
		if style.Protection == nil && !want || style.Protection != nil && style.Protection.Locked != want {
			t.Errorf("cell %s is locked: %v", cell, !want)
		}
	}
}
