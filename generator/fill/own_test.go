package fill

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/sheet"
)

// ownBook builds an office's own file: settings, and a sheet that build makes.
func ownBook(t *testing.T, build func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	check(t, f.SetSheetName("Sheet1", "表"))
	build(f)
	_, err := f.NewSheet(settingsSheet)
	check(t, err)
	for i, p := range [][2]string{{"标题", "{{.Period.Name}}表"}, {"文件名", "表.xlsx"}, {"周期", "quarter"}} {
		check(t, f.SetSheetRow(settingsSheet, fmt.Sprint("A", i+1), &[]any{p[0], p[1]}))
	}
	var b bytes.Buffer
	check(t, f.Write(&b))
	return b.Bytes()
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func rows(t *testing.T, f *excelize.File, at string, rows ...[]any) {
	t.Helper()
	col, row, err := excelize.CellNameToCoordinates(at)
	check(t, err)
	for i, r := range rows {
		name, _ := excelize.CoordinatesToCellName(col, row+i)
		check(t, f.SetSheetRow("表", name, &r))
	}
}

// filledOwn fills the file and opens what came out.
func filledOwn(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	s, l := OpenWith(DefaultLimits, fstest.MapFS{"own.xlsx": {Data: data}})
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	var first []byte
	for range 2 {
		book, l := s.Get("own").Workbook(Root{Office: anlan(t), Period: q1})
		if book == nil {
			t.Fatal(l.All())
		}
		var out bytes.Buffer
		check(t, sheet.Write(&out, book))
		if first != nil && !bytes.Equal(first, out.Bytes()) {
			t.Error("the same workbook gave other bytes")
		}
		first = out.Bytes()
	}
	f, err := excelize.OpenReader(bytes.NewReader(first))
	check(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

// printOwn is the sheet's cells with formulas and values, merges, heights and
// rules.
func printOwn(t *testing.T, f *excelize.File) string {
	t.Helper()
	var out strings.Builder
	fmt.Fprintln(&out, "sheets", f.GetSheetList())
	all, err := f.GetRows("表")
	check(t, err)
	for r, cells := range all {
		height, err := f.GetRowHeight("表", r+1)
		check(t, err)
		fmt.Fprintf(&out, "%d (%g)", r+1, height)
		for c, v := range cells {
			name, _ := excelize.CoordinatesToCellName(c+1, r+1)
			formula, err := f.GetCellFormula("表", name)
			check(t, err)
			if formula != "" {
				v = "=" + formula + " → " + v
			}
			style, err := f.GetCellStyle("表", name)
			check(t, err)
			fmt.Fprintf(&out, " | %s", v)
			if style > 0 {
				fmt.Fprintf(&out, " s%d", style)
			}
		}
		fmt.Fprintln(&out)
	}
	merges, err := f.GetMergeCells("表")
	check(t, err)
	var refs []string
	for _, m := range merges {
		refs = append(refs, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	slices.Sort(refs)
	fmt.Fprintln(&out, "merged", refs)
	checks, err := f.GetDataValidations("表")
	check(t, err)
	for _, v := range checks {
		fmt.Fprintln(&out, "validation", v.Sqref, v.Formula1)
	}
	formats, err := f.GetConditionalFormats("表")
	check(t, err)
	for _, ref := range sortedKeys(formats) {
		fmt.Fprintln(&out, "condition", ref, formats[ref][0].Criteria)
	}
	for _, n := range f.GetDefinedName() {
		fmt.Fprintln(&out, "name", n.Name, n.RefersTo)
	}
	pictures, err := f.GetPictureCells("表")
	check(t, err)
	fmt.Fprintln(&out, "pictures", pictures)
	return out.String()
}

func bordered(t *testing.T, f *excelize.File, format string) int {
	t.Helper()
	s := &excelize.Style{Border: []excelize.Border{{Type: "bottom", Style: 1}}}
	if format != "" {
		s.CustomNumFmt = &format
	}
	id, err := f.NewStyle(s)
	check(t, err)
	return id
}

// Five forms of different shapes.
var ownShapes = map[string]func(t *testing.T, f *excelize.File){
	"title, table, total and signature": func(t *testing.T, f *excelize.File) {
		rows(t, f, "A1", []any{"{{.Office.Name}}{{.Period.Name}}控制数"}, []any{"单位", "层级", "序号", "占比"},
			[]any{"{{range $i, $u := .Office.UnitsOf \"县区\"}}{{$u.Name}}", "{{$u.Tier}}", "{{add $i 3}}", "", "{{end}}"},
			[]any{"合计", "", nil}, []any{"填表人：", "", "{{.Office.Contact}}"})
		check(t, f.SetCellFormula("表", "D3", "C3/C$4"))
		check(t, f.SetCellFormula("表", "C4", "SUM(C3:C3)+COUNTIF('表'!B3:B3,\"A3\")"))
		check(t, f.MergeCell("表", "A1", "D1"))
		check(t, f.MergeCell("表", "C5", "D5"))
		check(t, f.SetRowHeight("表", 3, 30))
		check(t, f.SetCellStyle("表", "A3", "D3", bordered(t, f, "")))
		v := excelize.NewDataValidation(true)
		v.SetSqref("B3:B3")
		check(t, v.SetDropList([]string{"县区", "部门"}))
		check(t, f.AddDataValidation("表", v))
		style, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
		check(t, err)
		check(t, f.SetConditionalFormat("表", "C3:C3", []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: "$C3>3", Format: &style}}))
		check(t, f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "'表'!$A$1:$D$5", Scope: "表"}))
		check(t, f.SetDefinedName(&excelize.DefinedName{Name: "序号", RefersTo: "'表'!$C$3:$C$3"}))
	},
	"two tables side by side": func(t *testing.T, f *excelize.File) {
		rows(t, f, "A1", []any{"县区", "编码", "", "企业", "编码"},
			[]any{"{{range .Office.UnitsOf \"县区\"}}{{.Short}}", "{{.Code}}{{end}}", "", "{{range .Office.UnitsOf \"部门\"}}{{.Short}}", "{{.Code}}{{end}}"},
			[]any{"共", nil, "", "共", nil})
		check(t, f.SetCellFormula("表", "B3", "COUNTA(B2:B2)"))
		check(t, f.SetCellFormula("表", "E3", "COUNTA(E2:E2)"))
		check(t, f.SetCellStyle("表", "A2", "E2", bordered(t, f, "")))
	},
	"merged records of two rows": func(t *testing.T, f *excelize.File) {
		rows(t, f, "A1", []any{"单位", "项目", "内容"},
			[]any{"{{range .Office.UnitsOf \"县区\"}}{{.Name}}", "负责人", "{{.Leader}}"}, []any{"", "上级", "{{.ParentCode}}{{end}}"}, []any{"完"})
		check(t, f.MergeCell("表", "A2", "A3"))
		check(t, f.SetCellStyle("表", "A2", "C3", bordered(t, f, "")))
	},
	"cross table with rows left out": func(t *testing.T, f *excelize.File) {
		rows(t, f, "A1", []any{"指标", "本期", "上年", "增减"},
			[]any{"{{with .Office.Statistics .Period}}死亡", "{{.Total.This.Deaths}}", "{{.Total.LastYear.Deaths}}", nil, "{{end}}"},
			[]any{"{{if gt (len .Office.Units) 1000}}单位很多", "", "", "", "{{end}}"},
			[]any{"截至", "{{.Period.End}}", "{{.Period.End}}", "{{if .Office.Units}}有{{else}}无{{end}}单位"})
		check(t, f.SetCellFormula("表", "D2", "B2-C2"))
		check(t, f.SetCellStyle("表", "B4", "B4", bordered(t, f, "yyyy\"年\"m\"月\"d\"日\"")))
	},
	"pictures, and a loop without records": func(t *testing.T, f *excelize.File) {
		rows(t, f, "A1", []any{"照片页"}, []any{"{{range .Office.UnitsOf \"县区\"}}{{.Name}}{{end}}"}, []any{"图"}, []any{"{{range .Office.UnitsOf \"村社区\"}}{{.Name}}", "{{.Code}}{{end}}"}, []any{"末"})
		var b bytes.Buffer
		m := image.NewRGBA(image.Rect(0, 0, 8, 8))
		m.Set(1, 1, color.Black)
		check(t, png.Encode(&b, m))
		check(t, f.AddPictureFromBytes("表", "B3", &excelize.Picture{Extension: ".png", File: b.Bytes(), Format: &excelize.GraphicOptions{}}))
	},
}

func TestOwnShapes(t *testing.T) {
	var out strings.Builder
	for _, name := range sortedKeys(ownShapes) {
		f := filledOwn(t, ownBook(t, func(f *excelize.File) { ownShapes[name](t, f) }))
		fmt.Fprintf(&out, "== %s\n%s", name, printOwn(t, f))
	}
	golden(t, "own.golden", out.String())
}

// A name stands for one template; an own file shows as its texts.
func TestOwnBesideOthers(t *testing.T) {
	data := ownBook(t, func(f *excelize.File) { check(t, f.SetCellStr("表", "A1", "{{.Office.Name}}")) })
	_, l := OpenWith(DefaultLimits, fstest.MapFS{"own.xlsx": {Data: data}, "own.workbook.yaml": {Data: []byte(goodBook)}})
	if l.Errors() != 1 || l.All()[0].Code != "template-name-twice" {
		t.Errorf("two templates of one name: %v", l.All())
	}
	s, _ := OpenWith(DefaultLimits, fstest.MapFS{"own.xlsx": {Data: data}})
	if text, _ := s.Source("own"); !strings.Contains(text, "表 A1: {{.Office.Name}}") {
		t.Errorf("it shows as %q", text)
	}
}

// Mistakes are complained of in their cell.
func TestOwnMistakes(t *testing.T) {
	for _, c := range []struct{ cell, text, say string }{
		{"B2", "{{.Office.Nmae}}", "Name"},
		{"B2", "{{range .Office.Units}}", "没有写完"},
		{"B2", "x{{end}}", "前没有"},
		{"B2", "前{{range .Office.Units}}", "开头"},
		{"B2", "{{end}}后", "末尾"},
		{"B2", "{{_put 1 2}}", "下划线"},
		{"B2", "{{nothing}}", "没有函数"},
		{"B2", "{{.Office.Units}}", "列表"},
	} {
		data := ownBook(t, func(f *excelize.File) { check(t, f.SetCellStr("表", c.cell, c.text)) })
		s, l := OpenWith(DefaultLimits, fstest.MapFS{"own.xlsx": {Data: data}})
		if tpl := s.Get("own"); tpl != nil {
			_, l = tpl.Workbook(Root{Office: anlan(t), Period: q1})
		}
		found := false
		for _, d := range l.All() {
			found = found || d.Place.Row == 2 && d.Place.Column == 2 && d.Place.Sheet == "表" && strings.Contains(d.String(), c.say)
		}
		if !found {
			t.Errorf("%s: want %q in B2, got %v", c.text, c.say, l.All())
		}
	}
	for name, data := range map[string][]byte{"broken": []byte("PK"), "no settings": func() []byte {
		f := excelize.NewFile()
		defer f.Close()
		var b bytes.Buffer
		check(t, f.Write(&b))
		return b.Bytes()
	}()} {
		if _, l := OpenWith(DefaultLimits, fstest.MapFS{"own.xlsx": {Data: data}}); l.Errors() == 0 {
			t.Errorf("%s: no complaint", name)
		}
	}
}
