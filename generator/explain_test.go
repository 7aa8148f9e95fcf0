package generator

import (
	"bytes"
	"encoding/csv"
	"errors"
	"html"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

var (
	digits      = regexp.MustCompile(`[0-9]+`)
	theActions  = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	theLiterals = regexp.MustCompile("\"[^\"]*\"|`[^`]*`")
	references  = regexp.MustCompile(`&#[0-9]+;`)
)

// Every figure of every paper of the example stands in the template's own words, in
// what is said of the paper, or in its checklist.
func TestEveryFigureIsExplained(t *testing.T) {
	w := openCity(t)
	papers, figures := 0, 0
	for _, tpl := range w.Templates.List() {
		if tpl.Kind() != fill.DocumentKind {
			continue
		}
		own := map[string]bool{}
		text, _ := w.Templates.Source(tpl.Name())
		allDigits(own, theActions.ReplaceAllString(text, " "))
		for _, action := range theActions.FindAllString(text, -1) {
			for _, literal := range theLiterals.FindAllString(action, -1) {
				allDigits(own, literal)
			}
		}
		for e := range everyPaper(t, w, tpl.Name()) {
			if e.Complaints.Errors() > 0 {
				continue // refused, as a run refuses it
			}
			papers++
			countsOfRows(t, e)
			known := map[string]bool{}
			for _, f := range e.Figures {
				figures++
				allDigits(known, f.Text)
			}
			p, err := period.Parse(e.Period)
			must(t, err)
			for _, s := range tpl.Selected(w.Office) {
				if s.Code() != e.Unit || !s.In(p) {
					continue
				}
				root := w.root(step{template: tpl, subject: s}, p, false)
				for _, value := range root.Doc {
					allDigits(known, inWords(value))
				}
				d, complaints := tpl.Document(root)
				if d == nil {
					t.Fatalf("%s is explained and can't be made: %v", e.File, complaints.All())
				}
				printed := map[string]bool{}
				allDigits(printed, html.UnescapeString(d.Body))
				for _, element := range d.Meta {
					allDigits(printed, strings.Join(element.Values, " "))
				}
				for figure := range printed {
					if !own[figure] && !known[figure] {
						t.Errorf("%s has %s, which is neither the template's own nor in its checklist", e.File, figure)
					}
				}
			}
		}
	}
	if papers < 800 || figures < 20_000 {
		t.Errorf("only %d papers with %d figures are explained", papers, figures)
	}
}

// everyPaper goes through a target's papers of the usual period, of the year's first
// quarter and of its last month.
func everyPaper(t *testing.T, w *Workspace, target string) iter.Seq[*Explanation] {
	return func(yield func(*Explanation) bool) {
		for _, p := range []string{"", "2026", "2026Q1"} {
			outputs, err := w.Explain(t.Context(), Request{Targets: []string{target}, Period: p, Within: true, Today: period.Date{Year: 2026, Month: 4, Day: 10}})
			if errors.Is(err, ErrPeriod) {
				continue // of another cadence
			}
			must(t, err)
			for e := range outputs {
				if !yield(e) {
					return
				}
			}
		}
	}
}

func allDigits(to map[string]bool, text string) {
	for _, run := range digits.FindAllString(references.ReplaceAllString(text, ""), -1) {
		to[run] = true
	}
}

// The rows of a checklist make its figures: as many as an amount of accidents, and
// with the deaths, injuries and losses that add up to it, as the file itself has them.
func TestRowsMakeFigures(t *testing.T) {
	w := openCity(t)
	file, err := os.ReadFile(filepath.Join(w.Dir, "data", "accidents.csv"))
	must(t, err)
	lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff")))).ReadAll()
	must(t, err)
	column := func(header string) int {
		return slices.IndexFunc(lines[0], func(h string) bool { return strings.Contains(h, header) })
	}
	sums := map[string]int{"死亡人数": column("死亡"), "受伤人数": column("受伤"), "直接经济损失（万元）": column("经济损失")}
	seen := map[string]int{}
	for _, target := range []string{"quarter-analysis", "monthly-report", "supervision-circular", "half-year-report", "accident-statistics"} {
		outputs, err := w.Explain(t.Context(), Request{Targets: []string{target}, Today: period.Date{Year: 2026, Month: 7, Day: 10}})
		must(t, err)
		for e := range outputs {
			for _, f := range e.Figures {
				for _, part := range f.Parts {
					value, err := strconv.ParseFloat(part.Value, 64)
					if err != nil || len(part.Rows) > 0 && part.Rows[0].File != "data/accidents.csv" {
						continue
					}
					names := strings.Split(part.Meaning, "的")
					meaning := names[len(names)-1]
					at, sum := sums[meaning]
					switch {
					case meaning == "事故起数":
						if float64(len(part.Rows)) != value {
							t.Errorf("%s: %s %v has %d rows", e.File, f.Place, value, len(part.Rows))
						}
					case sum:
						got := 0.0
						for _, row := range part.Rows {
							n, _ := strconv.ParseFloat(lines[row.Row-1][at], 64)
							got += n
						}
						if got < value-0.005 || got > value+0.005 {
							t.Errorf("%s: %s %s %v, its rows add up to %v", e.File, f.Place, meaning, value, got)
						}
					default:
						continue
					}
					seen[meaning]++
				}
			}
		}
	}
	for _, meaning := range []string{"事故起数", "死亡人数", "受伤人数", "直接经济损失（万元）"} {
		if seen[meaning] < 20 {
			t.Errorf("only %d figures of %s were seen", seen[meaning], meaning)
		}
	}
}

// What counts keeps each record once for each field that it counted it into.
func TestCountedRowsAreTheFigure(t *testing.T) {
	o := model.Traced(openCity(t).Office)
	p, err := period.Parse("2026Q1")
	must(t, err)
	month, err := period.Parse("2026-03")
	must(t, err)
	var rows []any
	add := func(list any, err error) {
		must(t, err)
		v := reflect.ValueOf(list)
		if v.Len() == 0 {
			t.Fatalf("no %T", list)
		}
		for i := range v.Len() {
			rows = append(rows, v.Index(i).Interface())
		}
	}
	add(o.Supervision(p))
	add(o.HazardsByRegion(month))
	add(o.HazardsByIndustry(month))
	add(o.Categories(p))
	add(o.FourInPlace(p))
	add(o.Network(), nil)
	add(o.LeadLoads(p.End()), nil)
	add(o.Signings(2026), nil)
	add(o.ActivitiesByPlace(p))
	add(o.ActivitiesByUnit(p))
	weights := map[string]bool{"Audience": true, "Handed": true, "Trained": true, "Passed": true, "Drilled": true, "Unsound": true, "Required": true, "Covered": true, "FullTime": true, "PartTime": true, "Rank": true}
	counted := map[string]int{}
	for _, row := range rows {
		v := reflect.Indirect(reflect.ValueOf(row))
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Type.Kind() != reflect.Int || !f.IsExported() || f.Name == "Tier" || weights[f.Name] {
				continue
			}
			records, known := row.(model.Counter).Counted(f.Name)
			if !known || len(records) != int(v.Field(i).Int()) {
				t.Errorf("%T %s is %d and has %d records", row, f.Name, v.Field(i).Int(), len(records))
			}
			counted[v.Type().Name()] += len(records)
		}
	}
	for _, name := range []string{"Result", "HazardRow", "Count", "InPlace", "NetworkRow", "LeadLoad", "Signing", "PlaceRow", "OrganiserRow"} {
		if counted[name] == 0 {
			t.Errorf("no record was counted into a %s", name)
		}
	}
	if _, known := openCity(t).Office.Statistics(p).Total.Counted("This"); known {
		t.Error("an office that is not traced keeps what it counts")
	}
}

// A figure of a workbook is named by its row and its column's head; a column that is
// calculated shows its formula; a file's name leads to its output.
func TestExplainWorkbook(t *testing.T) {
	w := openCity(t)
	first := func(r Request) *Explanation {
		t.Helper()
		r.Today = period.Date{Year: 2026, Month: 4, Day: 10}
		outputs, err := w.Explain(t.Context(), r)
		must(t, err)
		for e := range outputs {
			if e.Complaints.Errors() > 0 {
				t.Fatal(e.Complaints.All())
			}
			return e
		}
		t.Fatal("nothing is explained")
		return nil
	}
	books := 0
	for _, target := range w.Templates.List() {
		if target.Kind() != fill.WorkbookKind {
			continue
		}
		outputs, err := w.Explain(t.Context(), Request{Targets: []string{target.Name()}, Today: period.Date{Year: 2026, Month: 4, Day: 10}})
		must(t, err)
		for e := range outputs {
			for _, c := range e.Complaints.All() {
				if strings.HasPrefix(c.Code, "template") {
					t.Errorf("%s: %v", target.Name(), c)
				}
			}
			if len(e.Figures) > 0 {
				books++
			}
			break
		}
	}
	if books < 20 {
		t.Errorf("only %d workbooks are explained", books)
	}
	e := first(Request{Targets: []string{"hazard-ledger"}, Period: "2026-03"})
	formulas, cells := 0, 0
	for _, f := range e.Figures {
		if f.Formula {
			formulas++
		} else if f.Sheet != "" && strings.Contains(f.Place, " / ") && len(f.Parts) > 0 {
			cells++
		}
	}
	if formulas == 0 || cells < 20 {
		t.Errorf("%d formulas and %d cells", formulas, cells)
	}
	if again := first(Request{Targets: []string{"out/2026-03/" + e.File}}); again.Target != "hazard-ledger" || len(again.Figures) != len(e.Figures) {
		t.Errorf("the file leads to %s with %d figures, not %d", again.Target, len(again.Figures), len(e.Figures))
	}
	var book bytes.Buffer
	must(t, e.WriteWorkbook(&book))
	read, err := excelize.OpenReader(&book)
	must(t, err)
	written, err := read.GetRows("核对表")
	must(t, err)
	if len(written) != len(e.Figures)+3 || len(written[3]) < 6 || written[3][3] != e.Figures[0].Text || written[3][5] != e.Figures[0].Calculation().Zh {
		t.Errorf("%d rows for %d figures: %q", len(written), len(e.Figures), written[3])
	}
}

// The figures of an office's own Word and Excel forms have their rows, as those of
// built-in papers do; formulas of an own Excel file are listed as such.
func TestExplainOwnForms(t *testing.T) {
	dir := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(dir, "templates"), 0o755))
	book := excelize.NewFile()
	for cell, text := range map[string]string{"A1": "姓名", "B1": "学时", "A2": "{{range .Tables.people}}{{.姓名}}", "B2": "{{.学时}}{{end}}", "A3": "合计"} {
		must(t, book.SetCellStr("Sheet1", cell, text))
	}
	must(t, book.SetCellFormula("Sheet1", "B3", "SUM(B2:B2)"))
	_, err := book.NewSheet("模板设置")
	must(t, err)
	for cell, text := range map[string]string{"A1": "标题", "B1": "{{.Period.Name}}学时表", "A2": "文件名", "B2": "学时", "A3": "周期", "B3": "year"} {
		must(t, book.SetCellStr("模板设置", cell, text))
	}
	var xlsx bytes.Buffer
	must(t, book.Write(&xlsx))
	for name, data := range map[string]string{
		"hongtou.yaml": "office: {name: 青禾市安全生产委员会办公室}\ndata: {units: u.csv, people: p.csv}\n",
		"u.csv":        "单位编码,单位名称,层级\n980100,青禾市人民政府,市\n", "p.csv": "工号,姓名,学时\n1,甲,24\n2,乙,8\n",
		"templates/card.docx":  string(wordForm(t, `<w:p><w:r><w:t>{{.Row.姓名}}已学{{.Row.学时}}学时，全部{{len .Tables.people}}人共{{sum .Tables.people "学时"}}学时。</w:t></w:r></w:p>`)),
		"templates/hours.xlsx": xlsx.String(),
	} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644))
	}
	w := openWorkspace(t, dir)
	for target, want := range map[string]string{
		"card": `甲已学24学时，全部2人共32学时。 24 templates/card.docx 正文第1段 学时 = 24（1行：people p.csv 第2行）
甲已学24学时，全部2人共32学时。 2 templates/card.docx 正文第1段 people = 共2项（2行：people p.csv 第2、3行）
甲已学24学时，全部2人共32学时。 32 templates/card.docx 正文第1段 people的学时 = 共2项（2行：people p.csv 第2、3行）
`,
		"hours": `甲 / 学时 24 templates/hours.xlsx Sheet1 B2 学时 = 24（1行：people p.csv 第2行）
乙 / 学时 8 templates/hours.xlsx Sheet1 B2 学时 = 8（1行：people p.csv 第3行）
学时 SUM(B2:B2) templates/hours.xlsx Sheet1 B3 公式：SUM(B2:B2)
`,
	} {
		outputs, err := w.Explain(t.Context(), Request{Targets: []string{target}, Period: "2026"})
		must(t, err)
		got := ""
		for e := range outputs {
			if e.Complaints.Errors() > 0 {
				t.Errorf("%s: %v", target, e.Complaints.All())
			}
			for _, f := range e.Figures {
				if !strings.HasPrefix(f.Place, "标题") {
					got += strings.Join([]string{f.Place, f.Text, f.Template, f.Calculation().Zh}, " ") + "\n"
				}
			}
			break
		}
		if got != want {
			t.Errorf("%s is explained as\n%s\nwant\n%s", target, got, want)
		}
	}
}
