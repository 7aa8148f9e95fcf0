package generator

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/collect"
	"hongtou/generator/diag"
	"hongtou/generator/sheet"
)

// identitySheet is the hidden sheet of a form.
const identitySheet = "hongtou"

// forged fills a form in and changes what it says of itself, with all stamps right:
// the identity is no signature.
func forged(t testing.TB, from, to string, edit func(*sheet.Form), fill func(f *excelize.File)) {
	t.Helper()
	f, err := excelize.OpenFile(from)
	must(t, err)
	if fill != nil {
		fill(f)
	}
	forgedFile(t, f, to, edit)
}

// forgedFile changes what an open form says of itself and saves it.
func forgedFile(t testing.TB, f *excelize.File, to string, edit func(*sheet.Form)) {
	t.Helper()
	defer f.Close()
	var form sheet.Form
	rows, err := f.GetRows(identitySheet)
	must(t, err)
	must(t, json.Unmarshal([]byte(rows[0][0]), &form))
	for _, line := range rows[1:] {
		var row []string
		must(t, json.Unmarshal([]byte(line[0]), &row))
		form.Rows = append(form.Rows, row)
	}
	if edit != nil {
		edit(&form)
	}
	for i := range rows {
		must(t, f.SetCellValue(identitySheet, fmt.Sprint("A", i+1), nil))
	}
	for i, line := range form.Lines() {
		must(t, f.SetCellStr(identitySheet, fmt.Sprint("A", i+1), line))
	}
	stamp, err := json.Marshal(form.Stamp())
	must(t, err)
	must(t, f.SetCellStr(identitySheet, sheet.StampCell, string(stamp)))
	must(t, f.SetCustomProps(excelize.CustomProperty{Name: sheet.FormProperty, Value: string(stamp)}))
	must(t, f.SaveAs(to))
}

// formOf is a unit's form.
func formOf(t testing.TB, forms []string, unit string) string {
	t.Helper()
	i := slices.IndexFunc(forms, func(f string) bool { return strings.HasPrefix(filepath.Base(f), unit+"-") })
	if i < 0 {
		t.Fatalf("no form went to %s", unit)
	}
	return forms[i]
}

// collected collects a folder.
func collected(t testing.TB, dir, back string) *Collected {
	t.Helper()
	got, err := openWorkspace(t, dir).Collect(context.Background(), CollectRequest{Dir: back, Period: "2026Q1"})
	must(t, err)
	return got
}

// codes are the complaints' codes by file, but for forms that are missing.
func codes(got *Collected) map[string]string {
	out := map[string]string{}
	for _, d := range got.Complaints.All() {
		if d.Code != "form-missing" {
			out[d.Place.File] = d.Code
		}
	}
	return out
}

// tableFile is the example's table of findings.
const tableFile = "data/items-2026Q1.xlsx"

// A form says of itself what it likes: what may be changed is what the template of
// the workspace says. Forms of older templates are complaints, never more.
func TestForgedForms(t *testing.T) {
	dir, forms := smallOffice(t, "xlsx", 32)
	field := func(f *sheet.Form, name string) int {
		return slices.IndexFunc(f.Columns, func(c sheet.FormColumn) bool { return c.Field == name })
	}
	open := func(f *sheet.Form) {
		for i := range f.Columns {
			f.Columns[i].Open = true
		}
	}
	write := func(col, text string) func(f *excelize.File) {
		return func(f *excelize.File) { must(t, f.SetCellValue(formName, fmt.Sprint(col, firstRow), text)) }
	}
	for i, c := range []struct {
		name, code string
		edit       func(f *sheet.Form)
		fill       func(f *excelize.File)
	}{
		{"a column that the table has not", "form-differs", func(f *sheet.Form) { f.Columns[3].Field = "没有这列" }, nil},
		{"a column of the table that the form has not", "form-differs", func(f *sheet.Form) { f.Columns[field(f, "整改措施")].Field = "扣分" }, write("H", "0")},
		{"a key that the table has not", "form-differs", func(f *sheet.Form) { f.Key = []string{"没有这列"} }, nil},
		{"no key", "form-differs", func(f *sheet.Form) { f.Key = nil }, nil},
		{"another key", "form-differs", func(f *sheet.Form) { f.Key = []string{"隐患描述"} }, write("H", "改")},
		{"a fixed column that the table has not", "form-differs", func(f *sheet.Form) { f.Fixed = map[string]string{"没有这列": "1"} }, write("H", "改")},
		{"nothing fixed", "form-differs", func(f *sheet.Form) { f.Fixed = nil }, write("H", "改")},
		{"the fixed unit is another one", "form-differs", func(f *sheet.Form) { f.Fixed["被督查单位编码"] = "U2" }, write("H", "改")},
		{"no columns", "form-tampered", func(f *sheet.Form) { f.Columns, f.Rows = nil, nil }, nil},
		{"no columns, and a row", "form-tampered", func(f *sheet.Form) { f.Columns, f.Rows = nil, [][]string{{}} }, nil},
		{"a column less", "form-differs", func(f *sheet.Form) {
			f.Columns = f.Columns[:len(f.Columns)-1]
			for i := range f.Rows {
				f.Rows[i] = f.Rows[i][:len(f.Columns)]
			}
		}, nil},
		{"a column twice", "form-differs", func(f *sheet.Form) { f.Columns[8] = f.Columns[7] }, nil},
		{"another version", "form-version", func(f *sheet.Form) { f.Version = "0" }, nil},
		{"another table", "form-unknown", func(f *sheet.Form) { f.Table = "hazards" }, nil},
		{"a form that there is not", "form-unknown", func(f *sheet.Form) { f.Name = "nothing" }, nil},
		{"a unit that there is not", "form-unit", func(f *sheet.Form) { f.Unit = "0" }, nil},
		{"all columns open, and the grade written", "cell-locked", open, write("F", "重大")},
		{"all columns open, and what was sent changed too", "", func(f *sheet.Form) { open(f); f.Rows[0][field(f, "整改期限")] = "2027-01-01" }, write("G", "2027-01-01")},
		{"another unit's row as sent", "row-foreign", func(f *sheet.Form) { f.Rows[0][0] = "Q00001" }, func(f *excelize.File) {
			write("A", "Q00001")(f)
			write("H", "别家的")(f)
		}},
		{"heads swapped", "cell-locked", func(f *sheet.Form) {
			a, b := field(f, "整改措施"), field(f, "隐患描述")
			f.Columns[a].Path, f.Columns[b].Path = f.Columns[b].Path, f.Columns[a].Path
		}, nil},
		{"heads that are nothing", "form-head", func(f *sheet.Form) {
			for i := range f.Columns {
				f.Columns[i].Path = []string{"？"}
			}
		}, nil},
	} {
		before, err := os.ReadFile(filepath.Join(dir, "items.xlsx"))
		must(t, err)
		back := t.TempDir()
		forged(t, formOf(t, forms, "U1"), filepath.Join(back, "a.xlsx"), c.edit, c.fill)
		got := collected(t, dir, back)
		if code := codes(got)["a.xlsx"]; code != c.code {
			t.Errorf("%s: the complaint is %q, it should be %q", c.name, code, c.code)
		}
		if after, _ := os.ReadFile(filepath.Join(dir, "items.xlsx")); string(after) != string(before) {
			t.Errorf("%s (%d): the table was changed: %v", c.name, i, got.Results[0].Changes)
		}
	}
}

// A template without blank rows takes no new ones, whatever comes back.
func TestNoNewRows(t *testing.T) {
	dir, _ := formsOut(t, "990102", "990103")
	embedded, _ := openWorkspace(t, dir).Templates.Source("supervision-forms")
	must(t, os.MkdirAll(filepath.Join(dir, "templates"), 0o755))
	must(t, os.WriteFile(filepath.Join(dir, "templates/supervision-forms.workbook.yaml"), []byte(strings.Replace(embedded, "blank: 10", "blank: 0", 1)), 0o644))
	out := filepath.Join(t.TempDir(), "o")
	_, err := openWorkspace(t, dir).Run(context.Background(), Request{Targets: []string{"supervision-forms"}, Period: "2026Q1", Unit: "990102", Out: out})
	must(t, err)
	made, err := filepath.Glob(filepath.Join(out, "2026Q1/督查/整改填报/*.xlsx"))
	must(t, err)
	back := t.TempDir()
	changed(t, made[0], filepath.Join(back, "a.xlsx"), func(f *excelize.File) { add(t, f, "990102-N1", nil) })
	if got := collected(t, dir, back); codes(got)["a.xlsx"] != "row-new" || len(got.Results[0].Changes) > 0 {
		t.Errorf("a new row: %v %v", codes(got), got.Results[0].Changes)
	}
}

// A row with which the workspace would not pass its check is refused, with its
// cell and what would be right; the other rows of the form are taken.
func TestPoisonedRows(t *testing.T) {
	dir, forms := smallOffice(t, "xlsx", 32)
	for i, c := range []struct {
		name, code, cell string
		fill             func(f *excelize.File)
	}{
		{"put right before it was found", "item-done", "K6", func(f *excelize.File) { put(t, f, "K", firstRow, "2025-04-08") }},
		{"a new row due before it was found", "item-deadline", "G", func(f *excelize.File) { add(t, f, "U1-N1", map[string]any{"G": "2026-01-01"}) }},
		{"a code that another finding has", "row-foreign", "A", func(f *excelize.File) { add(t, f, "Q00001", nil) }},
	} {
		back := t.TempDir()
		changed(t, formOf(t, forms, "U1"), filepath.Join(back, "a.xlsx"), func(f *excelize.File) {
			c.fill(f)
			put(t, f, "H", firstRow+1+i, c.name)
		})
		got := collected(t, dir, back)
		var d diag.Diagnostic
		for _, one := range got.Complaints.All() {
			if one.Place.File == "a.xlsx" {
				d = one
			}
		}
		if at := fmt.Sprint(diag.ColumnName(d.Place.Column), d.Place.Row); d.Code != c.code || !strings.HasPrefix(at, c.cell) || d.Remedy.Zh == "" {
			t.Errorf("%s: %s at %s: %v", c.name, d.Code, at, d)
		}
		if r := got.Results[0]; len(r.Changes) != 1 || r.Changes[0].To != c.name || r.Wrong() != 1 {
			t.Errorf("%s: the changes are %v, %d rows are wrong", c.name, r.Changes, r.Wrong())
		}
		openWorkspace(t, dir) // without errors
	}
}

// Two returns that are wrong only together: the second is refused.
func TestPoisonTogether(t *testing.T) {
	dir, forms := smallOffice(t, "xlsx", 32)
	back := t.TempDir()
	for i, unit := range []string{"U1", "U2"} {
		changed(t, formOf(t, forms, unit), filepath.Join(back, fmt.Sprint(i, ".xlsx")), func(f *excelize.File) { add(t, f, "新编号", nil) })
	}
	got := collected(t, dir, back)
	if c := codes(got); c["0.xlsx"] != "" || c["1.xlsx"] != "row-foreign" {
		t.Errorf("the complaints are %v", c)
	}
	// and if the first is wrong itself, the second is right
	dir, forms = smallOffice(t, "xlsx", 32)
	back = t.TempDir()
	for i, unit := range []string{"U1", "U2"} {
		changed(t, formOf(t, forms, unit), filepath.Join(back, fmt.Sprint(i, ".xlsx")), func(f *excelize.File) {
			add(t, f, "新编号", map[string]any{"G": []string{"2026-01-01", "2026-05-01"}[i]})
		})
	}
	got = collected(t, dir, back)
	if c := codes(got); c["0.xlsx"] != "item-deadline" || c["1.xlsx"] != "" || len(got.Results[0].Changes) != 11 {
		t.Errorf("the complaints are %v, the changes %v", c, got.Results[0].Changes)
	}
}

// A form that lost its properties, as online editors and scripts save it, is known
// by its hidden sheet.
func TestLostProperties(t *testing.T) {
	dir, forms := formsOut(t, "990102", "990103")
	back := t.TempDir()
	filled := filepath.Join(t.TempDir(), "a.xlsx")
	changed(t, formOf(t, forms, "990102"), filled, func(f *excelize.File) {
		put(t, f, "H", firstRow, "已整改")
		for at, text := range map[string]string{"A3": "填报人：王 五\n", "E3": "联系电话: 139\x00", "I3": "填报日期：2026年4月1日"} {
			for col := 'A'; col <= 'K'; col++ { // whichever cells the line has
				if v, _ := f.GetCellValue(formName, string(col)+"3"); v != "" && strings.HasPrefix(text, strings.TrimSuffix(v, "：")) {
					at = string(col) + "3"
				}
			}
			must(t, f.SetCellValue(formName, at, text))
		}
	})
	repacked(t, filled, filepath.Join(back, "a.xlsx"), func(name string, b []byte) []byte {
		if name == "docProps/custom.xml" {
			return []byte(`<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>`)
		}
		return b
	}, nil)
	got := collected(t, dir, back)
	if len(got.Results) != 1 || len(got.Results[0].Changes) != 1 {
		t.Fatalf("it was not taken: %v", codes(got))
	}
	want := []collect.Filled{{Label: "填报人", Value: "王 五"}, {Label: "联系电话", Value: "139"}, {Label: "填报日期", Value: "2026年4月1日"}}
	if filled := got.Results[0].Returns[0].Filled; !slices.Equal(filled, want) {
		t.Errorf("over the table stands %q, want %q", filled, want)
	}
	report, err := excelize.OpenFile(got.Reports[0])
	must(t, err)
	defer report.Close()
	rows, err := report.GetRows("汇总")
	must(t, err)
	if !slices.ContainsFunc(rows, func(r []string) bool { return slices.Contains(r, "王 五") && slices.Contains(r, "139") }) {
		t.Error("the report does not say who filled the form in")
	}
}

// unitForms is a template of forms that go to units and back into their own table.
const unitForms = `title: 单位情况
each: units where 层级 is 县区
file: "单位情况/{{.Unit.Code}}.xlsx"
cadence: quarter
form: {table: units, key: [单位编码]}
sheets:
  - name: 整改情况
    rows: list .Unit
    protect: true
    columns:
      - {key: code, field: 单位编码, value: .Code}
      - {key: tier, field: 层级, value: .Tier, open: true}
      - {key: leader, field: 主要负责人, value: .Leader, open: true}
      - {key: phone, field: 联系电话, value: .Phone, open: true}
`

// A row that makes another one wrong, which no form holds, is found and refused,
// alone; a value for a column that the table lacks is refused with its row.
func TestErrorElsewhere(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"hongtou.yaml":                       "office: {name: 某市安委办, short: 安委办, code: 安委办}\ndata: {units: units.csv}\n",
		"units.csv":                          "单位编码,单位名称,层级,上级编码,主要负责人\nS,某市,市,,\nU1,甲县,县区,S,甲\nU2,乙县,县区,S,乙\nU3,丙县,县区,S,丙\nT1,乙镇,乡镇街道,U2,\n",
		"templates/unit-forms.workbook.yaml": unitForms,
	} {
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	out := filepath.Join(t.TempDir(), "o")
	report, err := openWorkspace(t, dir).Run(context.Background(), Request{Targets: []string{"unit-forms"}, Period: "2026Q1", Out: out})
	must(t, err)
	forms, err := filepath.Glob(filepath.Join(out, "2026Q1/单位情况/*.xlsx"))
	must(t, err)
	if len(forms) != 3 {
		t.Fatalf("%d forms went out: %+v", len(forms), report)
	}
	back := t.TempDir()
	for i, form := range forms {
		changed(t, form, filepath.Join(back, fmt.Sprint("U", i+1, ".xlsx")), func(f *excelize.File) {
			put(t, f, "C", 2, "新负责人")
			switch i {
			case 1:
				put(t, f, "B", 2, "企业")
			case 2:
				put(t, f, "D", 2, "0530-1")
			}
		})
	}
	got := collected(t, dir, back)
	if c := codes(got); c["U2.xlsx"] != "unit-tier-order" || c["U1.xlsx"] != "" || c["U3.xlsx"] != "column-missing" {
		t.Errorf("the complaints are %v", got.Complaints.All())
	}
	if r := got.Results[0]; len(r.Changes) != 1 || r.Changes[0].Key != "U1" {
		t.Errorf("the changes are %v", r.Changes)
	}
	openWorkspace(t, dir)
}
