package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func written(t *testing.T, b *Workbook) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, Write(&out, b))
	return out.Bytes()
}

func opened(t *testing.T, xlsx []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(xlsx))
	must(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: got\n%s\nwant\n%s", what, g, w)
	}
}

func TestSameWorkbookSameBytes(t *testing.T) {
	first := written(t, calculations())
	for range 5 {
		if !bytes.Equal(first, written(t, calculations())) {
			t.Fatal("the same workbook gave other bytes")
		}
	}
}

func TestProperties(t *testing.T) {
	s := everything()
	for _, c := range []struct {
		book *Workbook
		want string
	}{
		{&Workbook{Sheets: []Sheet{s}}, "||hongtou||1980-01-01T00:00:00Z|1980-01-01T00:00:00Z"},
		{
			&Workbook{Title: "题<1>", Subject: "事", Author: "安委办\x00", Keywords: "甲，乙", Created: time.Date(2026, 3, 31, 8, 0, 0, 0, time.FixedZone("", 8*3600)), Sheets: []Sheet{s}},
			"题<1>|事|安委办|甲，乙|2026-03-31T00:00:00Z|2026-03-31T00:00:00Z",
		},
	} {
		p, err := opened(t, written(t, c.book)).GetDocProps()
		must(t, err)
		equal(t, "properties", strings.Join([]string{p.Title, p.Subject, p.Creator, p.Keywords, p.Created, p.Modified}, "|"), c.want)
	}
}

// The values of formulas stand beside them, so that a reader that does not
// calculate shows figures.
func TestValuesStandBesideFormulas(t *testing.T) {
	xml := parts(t, written(t, one(Sheet{
		Name: "表",
		Columns: []Column{
			{Key: "a", Type: Integer}, {Key: "n", Formula: "{a}/3"}, {Key: "t", Formula: `"<"&{a}`}, {Key: "b", Formula: "{a}>1"}, {Key: "e", Formula: `""`}, {Key: "k", Formula: `" x"`},
		},
		Rows: []Row{{Cells: values(2)}},
	})))["xl/worksheets/sheet1.xml"]
	for _, want := range []string{
		`><f>A2/3</f><v>0.666666666666667</v></c>`,
		` t="str"><f>&#34;&lt;&#34;&amp;A2</f><v>&lt;2</v></c>`,
		` t="b"><f>A2&gt;1</f><v>1</v></c>`,
		` t="str"><f>&#34;&#34;</f></c>`,
		`<f>&#34; x&#34;</f><v> x</v></c>`,
	} {
		if !strings.Contains(xml, want) {
			t.Errorf("%s does not stand in the sheet: %s", want, xml[strings.Index(xml, "<sheetData>"):])
		}
	}
}

func TestTextsStayTexts(t *testing.T) {
	tricky := []string{
		"=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")", "<c r=\"A1\"/>", "a&b", "_x0041_", " 两边有空格 ", "]]>", "{a}", "{{.X}}", "'", "𠮷\U0001F600",
		"行一\n行二", strings.Repeat("=", 300),
	}
	s := Sheet{Name: "A&B<'>{a}", Title: "=题", Empty: "=", Columns: []Column{{Key: "a", Header: []string{"=头"}}, {Key: "n", Type: Integer, Total: "label:=1"}}, Notes: []string{"=注"}}
	for _, text := range tricky {
		s.Rows = append(s.Rows, Row{Cells: values(text, text)})
	}
	f := opened(t, written(t, one(s)))
	rows, err := f.GetRows(s.Name)
	must(t, err)
	equal(t, "title, head, total and note", []string{rows[0][0], rows[1][0], rows[len(rows)-2][1], rows[len(rows)-1][0]}, []string{"=题", "=头", "=1", "=注"})
	for i, text := range tricky {
		for _, column := range []string{"A", "B"} {
			at := fmt.Sprintf("%s%d", column, i+3)
			got, err := f.GetCellValue(s.Name, at)
			must(t, err)
			formula, err := f.GetCellFormula(s.Name, at)
			must(t, err)
			if got != text || formula != "" {
				t.Errorf("%q is read as %q, formula %q", text, got, formula)
			}
			id, err := f.GetCellStyle(s.Name, at)
			must(t, err)
			style, err := f.GetStyle(id)
			must(t, err)
			if keeps := style.CustomNumFmt != nil && *style.CustomNumFmt == "@"; keeps != (len(text) <= 255 && (column == "A" || strings.ContainsRune("=+-@", rune(text[0])))) {
				t.Errorf("%s: typing over %q keeps it a text: %v", at, text, keeps)
			}
		}
	}
}

func TestControlCharactersAreNotWritten(t *testing.T) {
	s := Sheet{Name: "表", Columns: []Column{{Key: "a"}}, Rows: []Row{{Cells: values("甲\x00\x0b\u0085\ufffe\xff乙\t丙\r丁")}}}
	got, err := opened(t, written(t, one(s))).GetCellValue("表", "A2")
	must(t, err)
	equal(t, "the cell", fmt.Sprintf("%q", got), `"甲乙 丙\n丁"`)
}

func TestEverythingIsRead(t *testing.T) {
	s := everything()
	f := opened(t, written(t, &Workbook{Sheets: []Sheet{s, figures}}))
	equal(t, "sheets", f.GetSheetList(), []string{s.Name, "数", "选项"})
	equal(t, "sheet on opening", f.GetActiveSheetIndex(), 0)
	visible, err := f.GetSheetVisible("选项")
	must(t, err)
	equal(t, "the lists are in sight", visible, false)

	panes, err := f.GetPanes(s.Name)
	must(t, err)
	equal(t, "panes", fmt.Sprintln(panes.Freeze, panes.XSplit, panes.YSplit, panes.TopLeftCell, panes.ActivePane), "true 3 5 D6 bottomRight\n")
	panes, err = f.GetPanes("数")
	must(t, err)
	equal(t, "panes without columns", fmt.Sprintln(panes.Freeze, panes.XSplit, panes.YSplit, panes.TopLeftCell, panes.ActivePane), "true 0 1 A2 bottomLeft\n")

	merges, err := f.GetMergeCells(s.Name)
	must(t, err)
	var cells []string
	for _, m := range merges {
		cells = append(cells, m[0]+" "+m.GetCellValue())
	}
	equal(t, "merged cells", strings.Join(cells, ", "), "A1:N1 2026年第一季度督查情况汇总表, A4:A5 序号, B4:B5 层级, C4:C5 被督查单位, E4:G4 整改, H4:H5 损失, I4:I5 最少, J4:J5 名次, K4:K5 占比, L4:L5 日期, M4:M5 合格, N4:N5 等次, "+
		"A6:N6 一、县区, A10:N10 二、部门, A11:N12 （本期无数据）, A14:N14 三、企业, A16:N16 注：企业按属地上报。, A20:N20 说明：红色为逾期。, A21:N21 第二条说明。, B7:B8 县区, A2:C2 填报单位：安澜市安委办, D2:K2 截至：2026年3月31日, L2:N2 单位：项、分, A3:N3 第1号")
	under, err := f.GetCellValue(s.Name, "B8")
	must(t, err)
	equal(t, "under the merged cell", under, "县区")

	var names []string
	for _, n := range f.GetDefinedName() {
		names = append(names, n.Name+" "+n.Scope+" "+n.RefersTo)
	}
	equal(t, "names", strings.Join(names, "\n"), `_xlnm._FilterDatabase 督查's 汇总 '督查''s 汇总'!$A$5:$N$17
choices_1 Workbook '选项'!$A$1:$A$3
_xlnm.Print_Area 督查's 汇总 '督查''s 汇总'!$A$1:$N$87
_xlnm.Print_Area 数 '数'!$A$1:$H$7
_xlnm.Print_Titles 数 '数'!$1:$1`)
}

// What only some readers insist on: columns in ascending order, the dimension of
// the cells, no rows hidden by a filter that hides none.
func TestSheetPartIsOrderly(t *testing.T) {
	xml := parts(t, written(t, one(everything())))["xl/worksheets/sheet1.xml"]
	for _, want := range []string{
		`<dimension ref="A1:N21">`, `<sheetPr><pageSetUpPr fitToPage="true">`, `<autoFilter ref="$A$5:$N$17">`,
		`<cols><col min="1" max="1" width="6.714285714285714" customWidth="1"/><col min="2" max="2" `,
	} {
		if !strings.Contains(xml, want) {
			t.Errorf("the sheet has no %s: %s", want, xml[strings.Index(xml, "<sheetPr"):strings.Index(xml, "<sheetData>")])
		}
	}
}

func TestPrintIsRead(t *testing.T) {
	s := everything()
	f := opened(t, written(t, &Workbook{Sheets: []Sheet{s, figures}}))
	for _, c := range []struct{ sheet, layout, margins, running string }{
		{s.Name, "9 portrait 1 wide 0 high", "20.0 25.4 10.0 10.0 true", `&LR&&D &P&"宋体,Regular"-1&R安委办|&C&P/&N`},
		{"数", "9 landscape 1 wide 0 high", "18.0 18.0 15.0 15.0 true", "|&C第 &P 页 共 &N 页"},
	} {
		p, err := f.GetPageLayout(c.sheet)
		must(t, err)
		equal(t, "paper", fmt.Sprintf("%d %s %d wide %d high", *p.Size, *p.Orientation, *p.FitToWidth, *p.FitToHeight), c.layout)
		props, err := f.GetSheetProps(c.sheet)
		must(t, err)
		equal(t, "fitted to the page", *props.FitToPage, true)
		m, err := f.GetPageMargins(c.sheet)
		must(t, err)
		equal(t, "margins", fmt.Sprintf("%.1f %.1f %.1f %.1f %v", *m.Top*25.4, *m.Bottom*25.4, *m.Left*25.4, *m.Right*25.4, *m.Horizontally), c.margins)
		h, err := f.GetHeaderFooter(c.sheet)
		must(t, err)
		equal(t, "header and footer", h.OddHeader+"|"+h.OddFooter, c.running)
	}
}

func TestRulesAreRead(t *testing.T) {
	s := everything()
	f := opened(t, written(t, one(s)))
	xml := parts(t, written(t, one(s)))["xl/worksheets/sheet1.xml"]
	for i, want := range []string{
		`<conditionalFormatting sqref="N7:N8 N15:N15 N17:N17"><cfRule type="expression" dxfId="0" priority="1"><formula>EXACT($N7,&#34;不&#34;&#34;合格&#34;&#34;&#34;)</formula></cfRule></conditionalFormatting>`,
		`<conditionalFormatting sqref="A7:N8 A15:N15 A17:N17"><cfRule type="expression" dxfId="1" priority="2"><formula>AND($L7&lt;&gt;&#34;&#34;,$L7&lt;TODAY(),$A$1&lt;&gt;&#34;&#34;)</formula></cfRule></conditionalFormatting>`,
		`<conditionalFormatting sqref="D7:D8 D15:D15 D17:D17"><cfRule type="expression" dxfId="2" priority="3"><formula>$D7&gt;$A$1</formula></cfRule></conditionalFormatting>`,
	} {
		if !strings.Contains(xml, want) {
			t.Errorf("condition %d is not %s in %s", i+1, want, xml[strings.Index(xml, "<conditional"):])
		}
	}

	list, err := f.GetDataValidations(s.Name)
	must(t, err)
	text := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	var rules []string
	for _, v := range list {
		rules = append(rules, fmt.Sprint(v.Sqref[:2], " ", v.Type, " ", v.Operator, " ", v.Formula1, " ", v.Formula2, " ", v.ShowErrorMessage, " ", text(v.ErrorStyle),
			" [", text(v.ErrorTitle), text(v.Error), "] ", v.ShowInputMessage, "[", text(v.PromptTitle), text(v.Prompt), "] ", v.AllowBlank))
	}
	equal(t, "validations", strings.Join(rules, "\n"), `N7 list  "合格,不"合格""  true stop [等次不在列表中] true[等次从列表选] true
B7 list  choices_1  true stop [] false[] true
D7 whole between 0 99 true stop [] false[] true
H7 decimal between -0.5 1000000 true stop [] false[] true
L7 date between 46023 46112 true stop [] false[] true
E7 custom between $E7<=$D7  true stop [] false[] true`)
	choice, err := f.GetCellValue("选项", "A1")
	must(t, err)
	equal(t, "a choice with a comma", choice, "县区,镇街")
}

func TestOnlyOpenDataCellsCanBeChanged(t *testing.T) {
	s := everything()
	f := opened(t, written(t, one(s)))
	p, err := f.GetSheetProtection(s.Name)
	must(t, err)
	equal(t, "allowed in a protected sheet", fmt.Sprint(p.SelectLockedCells, p.SelectUnlockedCells, p.AutoFilter, p.FormatColumns, p.InsertRows, p.DeleteRows, p.EditObjects), "true true true true false false false")
	for at, locked := range map[string]bool{"H7": false, "L17": false, "N8": false, "D7": true, "H5": true, "H9": true, "H19": true, "H12": true, "A20": true} {
		id, err := f.GetCellStyle(s.Name, at)
		must(t, err)
		style, err := f.GetStyle(id)
		must(t, err)
		if got := style.Protection == nil || style.Protection.Locked; got != locked {
			t.Errorf("cell %s is locked: %v", at, got)
		}
	}
	id, err := f.GetCellStyle(s.Name, "A7")
	must(t, err)
	style, err := f.GetStyle(id)
	must(t, err)
	equal(t, "sides of a data cell with a border", len(style.Border), 4)
}

func TestChartsReadDataRowsOnly(t *testing.T) {
	files := parts(t, written(t, one(everything())))
	sheet := "&#39;督查&#39;&#39;s 汇总&#39;!"
	cells := func(column string) string {
		var areas []string
		for _, rows := range [][2]int{{7, 8}, {15, 15}, {17, 17}} {
			areas = append(areas, fmt.Sprintf("%s$%s$%d:$%s$%d", sheet, column, rows[0], column, rows[1]))
		}
		return "<f>(" + strings.Join(areas, ",") + ")</f>"
	}
	for i, c := range []struct {
		has    []string
		series int
	}{
		{[]string{`<barDir val="col">`, `<grouping val="clustered">`, cells("C"), cells("D"), cells("E"), "<f>" + sheet + "$D$5</f>", "<a:t>发现数</a:t>", "<a:t>单位</a:t>", "<a:t>项</a:t>", `<showVal val="1">`, `<legendPos val="b">`}, 2},
		{[]string{`<barDir val="bar">`, cells("D"), `<orientation val="maxMin">`, `<showVal val="0">`}, 1},
		{[]string{"<lineChart>", cells("H")}, 1},
		{[]string{"<pieChart>", cells("D"), `<varyColors val="1">`}, 1},
	} {
		xml := files[fmt.Sprintf("xl/charts/chart%d.xml", i+1)]
		for _, want := range c.has {
			if !strings.Contains(xml, want) {
				t.Errorf("chart %d has no %s: %s", i+1, want, xml)
			}
		}
		equal(t, fmt.Sprintf("series of chart %d", i+1), strings.Count(xml, "<ser>"), c.series)
	}
	if !strings.Contains(files["xl/worksheets/sheet1.xml"], `<drawing r:id="rId1">`) {
		t.Error("the sheet does not show its drawing")
	}
}

// A table without data has its words for that and no charts, of whatever kind; the
// other sheets keep theirs.
func TestChartsOfNoDataAreLeftOut(t *testing.T) {
	columns := []Column{{Key: "u", Header: []string{"单位"}}, {Key: "n", Header: []string{"件数"}, Type: Integer, Total: "sum"}, {Key: "m", Header: []string{"比"}, Type: Percent}}
	charts := []Chart{
		{Category: "u", Values: []string{"n"}}, {Kind: BarChart, Category: "u", Values: []string{"n", "m"}},
		{Kind: BarChart, Category: "u", Values: []string{"n", "m"}, Stacked: true}, {Category: "u", Values: []string{"n"}, Lines: []string{"m"}, Second: true},
		{Kind: LineChart, Category: "u", Values: []string{"n"}}, {Kind: PieChart, Category: "u", Values: []string{"n"}},
	}
	total := Row{Kind: Total, Cells: values("合计")}
	for name, rows := range map[string][]Row{"no rows": nil, "a total": {total}, "a section": {{Kind: Section, Cells: values("一")}, total}, "an empty block": {{Kind: Subtotal, Cells: values("小计")}, total}} {
		files := parts(t, written(t, &Workbook{Title: "簿", Sheets: []Sheet{
			{Name: "空", Columns: columns, Rows: rows, Charts: charts, Empty: "（本期没有）"},
			{Name: "有", Columns: columns, Rows: []Row{{}, {Cells: values("甲", 1, 0.5)}}, Charts: charts[:1]},
		}}))
		if files["xl/charts/chart1.xml"] == "" || files["xl/charts/chart2.xml"] != "" {
			t.Errorf("%s: want the chart of the sheet with data, and no other", name)
		}
		if !strings.Contains(files["xl/worksheets/sheet1.xml"]+files["xl/sharedStrings.xml"], "（本期没有）") {
			t.Errorf("%s: the sheet does not say that there is no data", name)
		}
	}
}

// Series that have one leaf head are told apart by the heads over it.
func TestSeriesOfOneHeadHaveAllHeads(t *testing.T) {
	b := one(Sheet{
		Name:    "表",
		Columns: []Column{{Key: "u"}, {Key: "a", Header: []string{"本期", "死亡"}}, {Key: "b", Header: []string{"同期", "受伤"}}, {Key: "c", Header: []string{"同期", "死亡"}}},
		Rows:    []Row{{Cells: values("甲", 1, 2, 3)}},
		Charts:  []Chart{{Category: "u", Values: []string{"a", "c"}}, {Category: "u", Values: []string{"a", "b"}}},
	})
	files := parts(t, written(t, b))
	for part, want := range map[string]string{
		"xl/charts/chart1.xml": "<f>&#39;表&#39;!$D$1:$D$2</f>",
		"xl/charts/chart2.xml": "<f>&#39;表&#39;!$B$2</f>",
	} {
		if !strings.Contains(files[part], want) {
			t.Errorf("%s has no %s", part, want)
		}
	}
	head, err := opened(t, written(t, b)).GetCellValue("表", "D1")
	must(t, err)
	equal(t, "the head under the merged one", head, "同期")
}

// A chart stands where it was asked for, in the size that it was asked for, and
// begins a page with the table's last rows rather than being cut by a page's edge.
func TestChartsPlaceAndSize(t *testing.T) {
	s := Sheet{Name: "表", Columns: []Column{{Key: "a", Width: 10}, {Key: "b", Width: 20, Type: Integer}}, Charts: []Chart{{Category: "a", Values: []string{"b"}}}}
	for range 10 {
		s.Rows = append(s.Rows, Row{Cells: values("甲", 1)})
	}
	files := parts(t, written(t, one(s)))
	// 75 and 145 pixels of the table, 6 columns of 64, and 36 of the next; 16 rows.
	for _, want := range []string{
		"<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>12</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>",
		fmt.Sprintf("<xdr:to><xdr:col>8</xdr:col><xdr:colOff>%d</xdr:colOff><xdr:row>28</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>", 36*9525),
	} {
		if !strings.Contains(files["xl/drawings/drawing1.xml"], want) {
			t.Errorf("the drawing has no %s: %s", want, files["xl/drawings/drawing1.xml"])
		}
	}
	if !strings.Contains(files["xl/workbook.xml"], "$A$1:$I$29") {
		t.Errorf("the chart is not printed whole: %s", files["xl/workbook.xml"])
	}
	if strings.Contains(files["xl/worksheets/sheet1.xml"], "<brk ") {
		t.Error("a chart that fits on the page began a new one")
	}
	for range 50 {
		s.Rows = append(s.Rows, Row{Cells: values("甲", 1)})
	}
	files = parts(t, written(t, one(s)))
	if !strings.Contains(files["xl/worksheets/sheet1.xml"], `<brk id="59" `) {
		t.Error("a chart over the edge of the page did not begin a new one with the last rows")
	}
}

// Any two marks differ on grey paper: in weight, or in the ground by a step that
// can be seen, or in the text's grey.
func TestMarksDifferInGrey(t *testing.T) {
	grey := func(colour string) int {
		var r, g, b int
		if _, err := fmt.Sscanf(colour, "%02x%02x%02x", &r, &g, &b); err != nil {
			return -1
		}
		return (299*r + 587*g + 114*b) / 1000
	}
	or := func(colour, otherwise string) int {
		if colour == "" {
			colour = otherwise
		}
		return grey(colour)
	}
	for a := range markings {
		for b := range a {
			x, y := markings[a], markings[b]
			ground := or(x.ground, "FFFFFF") - or(y.ground, "FFFFFF")
			text := or(x.colour, "000000") - or(y.colour, "000000")
			if x.bold == y.bold && x.underline == y.underline && max(ground, -ground) < 15 && max(text, -text) < 90 {
				t.Errorf("marks %d and %d look alike in grey print", a, b)
			}
		}
	}
}
