package generator

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/sheet"
)

// An office whose table of accidents leaves a figure out, in a cell or altogether.
func blankOffice(t *testing.T, accidents string) *Workspace {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "hongtou.yaml", "office: {name: 青禾市安全生产委员会办公室, short: 市安委办, code: 青安委办, region: 980100}\n"+
		"data:\n  units: units.csv\n  accidents: {file: accidents.csv, from: 2025-01-01, through: 2026-06-30}\n")
	write(t, dir, "units.csv", "单位编码,单位名称,简称,层级,上级编码\n980100,青禾市人民政府,青禾市,市,\n980102,青禾市甲区人民政府,甲区,县区,980100\n980103,青禾市乙区人民政府,乙区,县区,980100\n")
	write(t, dir, "accidents.csv", accidents)
	w, err := Open(dir)
	must(t, err)
	return w
}

const blankHead = "事故编号,事故日期,属地编码,行业领域,死亡人数,受伤人数,直接经济损失（万元）\n"

// A final paper that wants a figure whose cell is empty is refused, by its row and column,
// and marks it in a draft; what does not want it is made.
func TestEmptyFigureIsNotZero(t *testing.T) {
	t.Parallel()
	w := blankOffice(t, blankHead+"S1,2026-02-03,980102,工贸,1,,5\nS2,2026-02-09,980103,工贸,,2,8\nS3,2025-02-09,980103,工贸,0,1,8\n")
	var told []string
	for _, d := range w.Complaints.All() {
		told = append(told, d.Code+" "+d.Place.In("zh"))
	}
	if got := strings.Join(told, "; "); got != "cell-empty accidents.csv 第3行 E列“死亡人数”" {
		t.Errorf("check tells of %q: who counts the dead of S1 has no one injured, of S2 nobody knows the dead", got)
	}
	p := mustPeriods(t, "2026Q1")[0]
	template := w.Templates.Get("quarter-analysis")
	root := w.root(step{template: template, subject: template.Selected(w.Office)[0]}, p, false)
	if _, list := template.Document(root); list.Errors() != 1 || list.All()[0].Place.In("zh") != "accidents.csv 第3行 E列“死亡人数”" || list.All()[0].Code != model.EmptyCode {
		t.Errorf("the analysis is refused with %v", list.All())
	}
	root.Draft = true
	filled, list := template.Document(root)
	if list.Errors() > 0 {
		t.Fatal(list.All())
	}
	for _, want := range []string{"全市（待核：S2的“死亡人数”没有填写）。", "| 事故起数（起） | 2 |", "| 死亡人数（人） | （待核） |", "| 受伤人数（人） | 2 |"} {
		if !strings.Contains(filled.Body, want) {
			t.Errorf("the draft lacks %q", want)
		}
	}
	for _, never := range []string{"未造成人员死亡", "死亡1人", "均未发生死亡事故", "死亡0人"} {
		if strings.Contains(filled.Body, never) {
			t.Errorf("the draft says %q", never)
		}
	}
	if _, list := template.Document(w.root(step{template: template, subject: template.Selected(w.Office)[0]}, mustPeriods(t, "2025Q1")[0], false)); list.Errors() > 0 {
		t.Errorf("a quarter without the row is refused: %v", list.All())
	}
}

// A workbook leaves the cell empty, has its formulas say so, and its total waits.
func TestEmptyFigureInWorkbook(t *testing.T) {
	t.Parallel()
	w := blankOffice(t, blankHead+"S1,2026-02-03,980102,工贸,1,0,5\nS2,2026-02-09,980103,工贸,,2,8\nS3,2025-02-09,980103,工贸,3,1,8\n")
	p := mustPeriods(t, "2026Q1")[0]
	template := w.Templates.Get("accident-statistics")
	book, list := template.Workbook(w.root(step{template: template, subject: template.Selected(w.Office)[0]}, p, false))
	if book == nil {
		t.Fatal(list.All())
	}
	s := &book.Sheets[0]
	at := func(row int, key string) any {
		return s.Rows[row].Cells[slices.IndexFunc(s.Columns, func(c sheet.Column) bool { return c.Key == key })].Value
	}
	if at(0, "deaths") != 1 || at(1, "deaths") != nil || at(1, "injuries") != 2 || at(1, "deaths0") != 3 {
		t.Errorf("the rows have deaths %v and %v", at(0, "deaths"), at(1, "deaths"))
	}
	formulas := 0
	for i, c := range s.Columns {
		if strings.Contains(c.Formula, "{deaths}") {
			formulas++
			if got := s.Rows[1].Cells[i].Value; got != "待核" || s.Rows[0].Cells[i].Value != nil || c.Total == "same" {
				t.Errorf("%v of the row says %v, its total %q", c.Header, got, c.Total)
			}
		}
	}
	if formulas == 0 || !slices.ContainsFunc(s.Notes, func(n string) bool {
		return strings.Contains(n, "死亡人数”有1行没有数字，合计待核，各行填齐后自动得出")
	}) {
		t.Errorf("%d formulas want the deaths; the notes are %q", formulas, s.Notes)
	}

	// the total waits for the row, and is there when it is filled in
	dir := t.TempDir()
	var file bytes.Buffer
	must(t, sheet.Write(&file, book))
	waits, filled := filepath.Join(dir, "waits.xlsx"), filepath.Join(dir, "filled.xlsx")
	must(t, os.WriteFile(waits, file.Bytes(), 0o644))
	column := slices.IndexFunc(s.Columns, func(c sheet.Column) bool { return c.Key == "deaths" })
	cell := func(f *excelize.File, first string) string {
		rows, err := f.GetRows(s.Name)
		must(t, err)
		at := slices.IndexFunc(rows, func(r []string) bool { return slices.Contains(r, first) })
		name, err := excelize.CoordinatesToCellName(column+1, at+1)
		must(t, err)
		return name
	}
	changed(t, waits, filled, func(f *excelize.File) {
		must(t, f.SetCellValue(s.Name, cell(f, "乙区"), 4))
		must(t, f.UpdateLinkedValue()) // no value that was calculated before
	})
	resave(t, dir, []string{waits, filled})
	for path, want := range map[string]string{waits: "待核", filled: "5"} {
		f, err := excelize.OpenFile(path)
		must(t, err)
		if got, err := f.GetCellValue(s.Name, cell(f, "合计")); err != nil || got != want {
			t.Errorf("%s: the total of the deaths is %q, %v, want %q", filepath.Base(path), got, err, want)
		}
		must(t, f.Close())
	}
}

// A table without the column is told of once, and papers leave out what it does not keep;
// the deaths no paper can leave out.
func TestFigureWithoutColumn(t *testing.T) {
	t.Parallel()
	w := blankOffice(t, "事故编号,事故日期,属地编码,行业领域,死亡人数,受伤人数\nS1,2026-02-03,980102,工贸,1,0\nS2,2026-02-09,980103,工贸,0,2\nS3,2025-02-09,980103,工贸,0,1\n")
	if all := w.Complaints.All(); len(all) != 1 || all[0].Code != "columns-lacking" || !strings.Contains(all[0].Problem.Zh, "直接经济损失") || strings.Contains(all[0].Problem.Zh, "重伤") {
		t.Errorf("check tells of %v", all)
	}
	p := mustPeriods(t, "2026Q1")[0]
	template := w.Templates.Get("quarter-analysis")
	filled, list := template.Document(w.root(step{template: template, subject: template.Selected(w.Office)[0]}, p, false))
	if filled == nil || list.Errors() > 0 {
		t.Fatal(list.All())
	}
	if strings.Contains(filled.Body, "\n| 直接经济损失") || strings.Contains(filled.Body, "经济损失持平") || !strings.Contains(filled.Body, "| 甲区 | 1 | 0 | 1 | 0 | 0 | — |") {
		t.Errorf("the paper tells of losses:\n%s", filled.Body)
	}
	if !strings.Contains(filled.Body, "发生生产安全事故2起、死亡1人、受伤2人。") {
		t.Errorf("the paper leaves out more than the losses:\n%s", filled.Body)
	}
	w = blankOffice(t, "事故编号,事故日期,属地编码,行业领域\nS1,2026-02-03,980102,工贸\n")
	if _, list := template.Document(w.root(step{template: template, subject: template.Selected(w.Office)[0]}, p, false)); list.Errors() == 0 || list.All()[0].Code != model.LackingCode {
		t.Errorf("without a column for deaths: %v", list.All())
	}
}

// What a unit's form has no figure for is empty in the form too, and 0 that comes back is
// a change.
func TestEmptyFigureIsEmptyEverywhere(t *testing.T) {
	t.Parallel()
	w := blankOffice(t, blankHead+"S1,2026-02-03,980102,工贸,1,0,5\nS2,2026-02-09,980103,工贸,,2,8\n")
	table := model.TableOf("accidents")
	rows := w.Rows(table)
	at := slices.IndexFunc(table.Headers(), func(h string) bool { return h == "死亡人数" })
	injured := at + 2
	if rows[0].Values[at] != "1" || rows[1].Values[at] != "" || rows[0].Values[injured] != "0" {
		t.Errorf("the rows show deaths %q and %q, injured %q", rows[0].Values[at], rows[1].Values[at], rows[0].Values[injured])
	}
}

// What an empty cell says is the trade's habit or nothing: by table, column and row.
func TestHabitsOfEmptyCells(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ table, header, row, open string }{
		{"accidents", "死亡人数,下落不明,受伤人数,重伤人数,直接经济损失", ",,3,,1", "死亡人数"},
		{"accidents", "死亡人数,下落不明,受伤人数,重伤人数,直接经济损失", "1,,,,1", ""},
		{"accidents", "死亡人数,下落不明,受伤人数,重伤人数,直接经济损失", "0,,,,1", "受伤人数"},
		{"accidents", "死亡人数,下落不明,受伤人数,重伤人数,直接经济损失", "无,—,/,,0", ""},
		{"accidents", "死亡人数,受伤人数,直接经济损失", "1,0,暂无", "直接经济损失"},
		{"reports", "召开会议,开展检查,检查单位数,发现隐患,整改隐患,重大隐患,重大隐患已整改,执法文书,罚款,培训期数,培训人次", "2,,,,,,,,,,", ""},
		{"reports", "召开会议,开展检查,检查单位数,发现隐患,整改隐患,重大隐患,重大隐患已整改,执法文书,罚款,培训期数,培训人次", ",4,,,,,,3,,1,", "检查单位数,发现隐患,整改隐患,重大隐患,重大隐患已整改,罚款,培训人次"},
		{"investments", "计划投入,实际投入,应有数量,实有数量,完好数量,报警次数,处置报警次数", "10,,,,,,", "实际投入"},
		{"investments", "计划投入,实际投入,应有数量,实有数量,完好数量,报警次数,处置报警次数", ",,20,,,5,", "实有数量,完好数量,处置报警次数"},
		{"trainings", "学时,参加人数,合格人数,取证人数", "4,20,,", "合格人数"},
		{"drills", "参加人数", "", "参加人数"},
		{"activities", "受众人次,发放材料", ",", "受众人次,发放材料"},
		{"activities", "受众人次,发放材料", "30,", ""},
		{"rewards", "金额", "", ""},
		// what another figure of the row cannot be without is there
		{"accidents", "死亡人数,受伤人数,重伤人数,直接经济损失", "1,,2,1", "受伤人数"},
		{"investments", "计划投入,实际投入,应有数量,实有数量,完好数量", "10,10,,20,20", "应有数量"},
		{"investments", "计划投入,实际投入,报警次数,处置报警次数", "10,10,,3", "报警次数"},
		{"reports", "开展检查,检查单位数,发现隐患,整改隐患,重大隐患,重大隐患已整改,执法文书,罚款", "2,3,0,0,0,0,,1.5", "执法文书"},
		{"reports", "召开会议,培训期数,培训人次", "2,,30", "培训期数"},
		{"reports", "开展检查,检查单位数,发现隐患,整改隐患", ",3,,", "开展检查,发现隐患,整改隐患"},
		{"marks", "扣分", "", ""},
		{"sessions", "议定事项", "", "议定事项"},
	} {
		table := model.TableOf(c.table)
		var head, cells []string
		for _, column := range table.Columns {
			if column.Required {
				value := map[string]string{"code": "Z1", "date": "2026-02-03", "month": "2026-02", "year": "2026"}[string(column.Type)]
				if len(column.Names) > 0 {
					value = column.Names[0]
				}
				if value == "" {
					value = "甲"
				}
				head, cells = append(head, column.Header), append(cells, value)
			}
		}
		dir := t.TempDir()
		write(t, dir, "hongtou.yaml", "office: {name: 青禾市安委办, region: 980100}\ndata: {units: units.csv, "+c.table+": t.csv}\n")
		write(t, dir, "units.csv", "单位编码,单位名称,层级,上级编码\n980100,青禾市人民政府,市,\n")
		write(t, dir, "t.csv", strings.Join(head, ",")+","+c.header+"\n"+strings.Join(cells, ",")+","+c.row+"\n")
		w, err := Open(dir)
		must(t, err)
		var open []string
		for _, d := range w.Complaints.All() {
			if d.Code == model.EmptyCode {
				open = append(open, d.Place.Header)
			}
		}
		if got := strings.Join(open, ","); got != c.open || len(table.Records(w.Office)) != 1 {
			t.Errorf("%s %s: %q is not known, want %q", c.table, c.row, got, c.open)
		}
	}
}

// Each sum of papers and workbooks that a cell is missing from is told by that cell.
func TestSumsLackWhatTheirRowsLack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, column, row, target, span string }{
		{"reports.csv", "发现隐患", "2026年3月", "monthly-report", "2026-03"},
		{"reports.csv", "罚款（万元）", "2026年3月", "monthly-report-summary", "2026-03"},
		{"drills.csv", "参加人数", "2026-02", "drill-ledger", "2026Q1"},
		{"trainings.csv", "合格人数", "2026-02", "capacity-report", "2026Q1"},
		{"investments.csv", "实际投入（万元）", "2026-02", "capacity-report", "2026Q1"},
		{"investments.csv", "实际投入（万元）", "2026-02", "investment-ledger", "2026Q1"},
		{"activities.csv", "受众人次", "2026-03", "activity-ledger", "2026Q1"},
		{"accidents.csv", "死亡人数", "2026-02", "supervision-circular", "2026Q1"},
		{"accidents.csv", "直接经济损失（万元）", "2026-02", "monthly-report", "2026-02"},
		{"reports.csv", "罚款（万元）", "2026年1月", "quarter-analysis", "2026Q1"},
		{"reports.csv", "执法文书", "2026年2月", "monthly-report", "2026-02"},
		{"trainings.csv", "合格人数", "2026-02", "quarter-analysis", "2026Q1"},
		{"drills.csv", "参加人数", "2026-02", "quarter-analysis", "2026Q1"},
		{"activities.csv", "受众人次", "2026-03", "half-year-report", "2026H1"},
		{"visits.csv", "已整改", "2026-01", "quarter-analysis", "2026Q1"},
		{"visits.csv", "已整改", "2026-01", "inspection-report", "2026"},
		{"visits.csv", "已整改", "2026-01", "inspection-schedule", "2026Q1"},
	} {
		dir := t.TempDir()
		must(t, os.CopyFS(dir, os.DirFS("../examples/anlan")))
		blanked := 0
		change(t, filepath.Join(dir, "data", c.file), func(s string) string {
			lines := strings.Split(s, "\n")
			at := slices.Index(strings.Split(strings.TrimPrefix(strings.TrimSpace(lines[0]), "\ufeff"), ","), c.column)
			for i := 1; i < len(lines) && blanked == 0; i++ {
				if cells := strings.Split(lines[i], ","); at > 0 && len(cells) > at && cells[at] != "0" && strings.Contains(lines[i], c.row) && !strings.Contains(lines[i], `"`) {
					cells[at] = ""
					lines[i], blanked = strings.Join(cells, ","), i+1
				}
			}
			return strings.Join(lines, "\n")
		})
		w := openWorkspace(t, dir)
		at := func(d diag.Diagnostic) bool {
			return d.Code == model.EmptyCode && d.Place.Row == blanked && d.Place.Header == c.column
		}
		if !slices.ContainsFunc(w.Complaints.All(), at) {
			t.Errorf("%s row %d: check does not warn of %s: %v", c.file, blanked, c.column, w.Complaints.All())
			continue
		}
		template, p := w.Templates.Get(c.target), mustPeriods(t, c.span)[0]
		root := w.root(step{template: template, subject: template.Selected(w.Office)[0]}, p, false)
		if template.Kind() != fill.WorkbookKind {
			if _, list := template.Document(root); !slices.ContainsFunc(list.All(), at) {
				t.Errorf("%s without %s in row %d of %s is told %v", c.target, c.column, blanked, c.file, list.All())
			}
			continue
		}
		book, list := template.Workbook(root)
		if book == nil {
			t.Errorf("%s without %s: %v", c.target, c.column, list.All())
			continue
		}
		partial := false
		for _, s := range book.Sheets {
			partial = partial || slices.ContainsFunc(s.Notes, func(n string) bool {
				return strings.Contains(n, "合计待核") || strings.Contains(n, "合计不含这些行")
			})
		}
		if !partial {
			t.Errorf("%s does not tell that its total lacks %s", c.target, c.column)
		}
	}
}

// Who says why points are deducted deducts some: an empty cell beside a reason is no 0.
func TestReasonWithoutDeduction(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must(t, os.CopyFS(dir, os.DirFS("../examples/anlan")))
	change(t, filepath.Join(dir, "data", "marks.csv"), func(s string) string {
		return strings.Replace(s, ",8,0.5,网格人员空缺1人", ",8,,网格人员空缺1人", 1)
	})
	w, err := Open(dir)
	must(t, err)
	if all := w.Complaints.All(); w.Complaints.Errors() != 1 || all[0].Code != "mark-deduction-missing" || all[0].Place.Row != 5 {
		t.Errorf("%v", all)
	}
}
