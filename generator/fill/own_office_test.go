package fill

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/internal/repack"
	"hongtou/generator/sheet"
)

// loopOf is a sheet with a loop over the counties and a total under it.
func loopOf(t *testing.T, f *excelize.File) {
	rows(t, f, "A1", []any{"单位", "数"}, []any{`{{range $i, $u := .Office.UnitsOf "县区"}}{{$u.Short}}`, "{{add $i 1}}{{end}}"}, []any{"合计", nil})
	check(t, f.SetCellFormula("表", "B3", "SUM(B2:B2)"))
}

func counties(t *testing.T) int {
	units, err := anlan(t).UnitsOf("县区")
	check(t, err)
	return len(units)
}

// Formulas of sheets without an action move with the cells that they name, and have
// their values.
func TestOwnFormulasOfOtherSheets(t *testing.T) {
	n := counties(t)
	f := filledOwn(t, ownBook(t, func(f *excelize.File) {
		loopOf(t, f)
		_, err := f.NewSheet("汇总")
		check(t, err)
		_, err = f.NewSheet("再汇总")
		check(t, err)
		for cell, formula := range map[string]string{
			"B1": "表!B3", "B2": "COUNTA(表!A2:A2)", "B3": "SUM(表!$B$2:$B$2)", "B4": "B1*2", "B5": "SUM(数)", "B6": "IF(C1=\"\",\"未签订\",\"已签订\")", "B7": "SUM((表!B2:B2,表!B3))",
			"B8": "FANCY(表!B3)", "B9": "B8+1",
		} {
			check(t, f.SetCellFormula("汇总", cell, formula))
		}
		check(t, f.SetCellFormula("再汇总", "A1", "汇总!B1"))
		check(t, f.SetDefinedName(&excelize.DefinedName{Name: "数", RefersTo: "表!$B$2:$B$2"}))
		v := excelize.NewDataValidation(true)
		v.SetSqref("A9")
		v.SetSqrefDropList("表!$A$2:$A$2")
		check(t, f.AddDataValidation("汇总", v))
	}))
	sum := n * (n + 1) / 2
	for cell, want := range map[string][2]string{
		"汇总 B1": {fmt.Sprintf("表!B%d", n+2), fmt.Sprint(sum)}, "汇总 B2": {fmt.Sprintf("COUNTA(表!A2:A%d)", n+1), fmt.Sprint(n)},
		"汇总 B3": {fmt.Sprintf("SUM(表!$B$2:$B$%d)", n+1), fmt.Sprint(sum)}, "汇总 B4": {"B1*2", fmt.Sprint(2 * sum)}, "汇总 B5": {"SUM(数)", fmt.Sprint(sum)},
		"汇总 B6": {`IF(C1="","未签订","已签订")`, "未签订"}, "汇总 B7": {fmt.Sprintf("SUM((表!B2:B%d,表!B%d))", n+1, n+2), fmt.Sprint(2 * sum)},
		"汇总 B8": {fmt.Sprintf("FANCY(表!B%d)", n+2), ""}, "汇总 B9": {"B8+1", ""}, "再汇总 A1": {"汇总!B1", fmt.Sprint(sum)},
	} {
		on, at, _ := strings.Cut(cell, " ")
		formula, err := f.GetCellFormula(on, at)
		check(t, err)
		value, err := f.GetCellValue(on, at)
		check(t, err)
		if formula != want[0] || value != want[1] {
			t.Errorf("%s is =%s with %q, want =%s with %q", cell, formula, value, want[0], want[1])
		}
	}
	if v, err := f.GetDataValidations("汇总"); err != nil || len(v) != 1 || v[0].Formula1 != fmt.Sprintf("表!$A$2:$A$%d", n+1) {
		t.Errorf("the list of the other sheet is %v (%v)", v, err)
	}
	if p, err := f.GetCalcProps(); err != nil || p.FullCalcOnLoad == nil || !*p.FullCalcOnLoad {
		t.Errorf("a formula has no value and programs are not told to calculate: %v %v", p, err)
	}
}

// Curly quotes and full-width signs are read as they were meant.
func TestOwnTypedByInputMethods(t *testing.T) {
	for _, text := range []string{`{{range .Office.UnitsOf “县区”}}{{.Short}}`, `｛｛range .Office.UnitsOf "县区"｝｝｛｛.Short｝｝`, `{{range　.Office。UnitsOf ‘县区’}}{{.Short}}`} {
		f := filledOwn(t, ownBook(t, func(f *excelize.File) { rows(t, f, "A1", []any{text, "{{.Code}}｛｛end｝｝"}) }))
		all, err := f.GetRows("表")
		check(t, err)
		if len(all) != counties(t) || strings.ContainsAny(fmt.Sprint(all), "{｛") {
			t.Errorf("%s gives %v", text, all)
		}
	}
}

// patched is a workbook with pieces of its parts replaced.
func patched(t *testing.T, file []byte, part string, old, new string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	check(t, err)
	r, err := z.Open(part)
	check(t, err)
	b, err := io.ReadAll(r)
	check(t, err)
	if !bytes.Contains(b, []byte(old)) {
		t.Fatalf("%s has no %s: %s", part, old, b)
	}
	return repack.Replace(t, file, part, bytes.ReplaceAll(b, []byte(old), []byte(new)))
}

// What stands in a file beside its cells comes out as it came in: a prefix that is
// declared where it is used, elements with prefixes, attributes between single marks.
func TestOwnKeepsForeignParts(t *testing.T) {
	plain := ownBook(t, func(f *excelize.File) { loopOf(t, f) })
	ext := `<extLst xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}"><x15:workbookPr chartTrackingRefBase='1'/></ext></extLst>`
	inner := `<extLst><ext xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}"><x15:workbookPr chartTrackingRefBase='1'/></ext></extLst>`
	for name, c := range map[string]struct{ part, old, new, kept string }{
		"on extLst":        {"xl/workbook.xml", "</workbook>", ext + "</workbook>", ext},
		"on ext":           {"xl/workbook.xml", "</workbook>", inner + "</workbook>", inner},
		"on a sheet":       {"xl/worksheets/sheet1.xml", "</worksheet>", ext + "</worksheet>", ext},
		"with a comment":   {"xl/worksheets/sheet1.xml", "</sheetData>", "</sheetData><!-- 甲 & 乙 -->", "<!-- 甲 & 乙 -->"},
		"single quotes":    {"xl/worksheets/sheet1.xml", `<row r="3"`, `<row thickBot = '1' r='3'`, `thickBot = '1'`},
		"unknown elements": {"xl/worksheets/sheet1.xml", "</worksheet>", `<y:z xmlns:y="urn:y" y:a='1'><y:b/></y:z></worksheet>`, `<y:z xmlns:y="urn:y" y:a='1'><y:b/></y:z>`},
	} {
		f := filledOwn(t, patched(t, plain, c.part, c.old, c.new))
		b, ok := f.Pkg.Load(c.part)
		if !ok || !strings.Contains(string(b.([]byte)), c.kept) {
			t.Errorf("%s: %s is lost: %s", name, c.kept, b)
		}
		if got, err := f.GetCellValue("表", fmt.Sprint("B", counties(t)+2)); err != nil || got == "" || got == "0" {
			t.Errorf("%s: the total is %q (%v)", name, got, err)
		}
	}
}

// A file whose parts are not sound is refused as a template; it is never made into
// one that programs can't open.
func TestOwnBrokenParts(t *testing.T) {
	plain := ownBook(t, func(f *excelize.File) { loopOf(t, f) })
	for _, c := range [][3]string{
		{"xl/workbook.xml", "</workbook>", "<q:a/></workbook>"},
		{"xl/worksheets/sheet1.xml", "</worksheet>", "<a></worksheet>"},
		{"xl/worksheets/sheet1.xml", "</sheetData>", `</sheetData><a x="1" x="2"/>`},
	} {
		_, l := OpenWith(DefaultLimits, fstest.MapFS{"own.xlsx": {Data: patched(t, plain, c[0], c[1], c[2])}})
		if l.Errors() == 0 || l.All()[0].Code != "template-xlsx" {
			t.Errorf("%s with %s: complaints %v", c[0], c[2], l.All())
		}
	}
}

// Rows by the thousand, each with formulas, take time by their number: four times the
// rows four times the time, not sixteen times.
func TestOwnManyRows(t *testing.T) {
	const n = 4000
	file := ownBook(t, func(f *excelize.File) {
		rows(t, f, "A1", []any{"名称", "甲", "乙", "和", "占比"}, []any{"{{range .Office.Units}}{{.Name}}", "{{1}}", "{{2}}", nil, nil, "{{end}}"}, []any{"合计", nil, nil, nil})
		check(t, f.SetCellFormula("表", "D2", "B2+C2"))
		check(t, f.SetCellFormula("表", "E2", "ROUND(D2/D$3*100,2)"))
		check(t, f.SetCellFormula("表", "D3", "SUM(D2:D2)"))
	})
	var out bytes.Buffer
	take := func(n int) time.Duration {
		made := []sheet.OwnRow{{From: 1}}
		for i := range n {
			made = append(made, sheet.OwnRow{From: 2, Band: 1, Round: i, Cells: map[int]sheet.OwnCell{1: {Value: "单位"}, 2: {Value: i}, 3: {Value: 1}}})
		}
		book := &sheet.Own{Drop: settingsSheet, File: file, Sheets: []sheet.OwnSheet{{Name: "表", Rows: append(made, sheet.OwnRow{From: 3})}}}
		out.Reset()
		begin := time.Now()
		check(t, sheet.Write(&out, &sheet.Workbook{Own: book}))
		return time.Since(begin)
	}
	for try := 1; ; try++ { // other programs may take the machine away for a while
		few, many := take(n/4), take(n)
		if many < 10*few {
			break
		}
		if try == 5 {
			t.Errorf("%d rows took %v, %d rows %v", n/4, few, n, many)
			break
		}
	}
	f, err := excelize.OpenReader(&out)
	check(t, err)
	defer f.Close()
	if got, err := f.GetCellValue("表", fmt.Sprint("D", n+2)); err != nil || got != fmt.Sprint(n*(n+1)/2) {
		t.Errorf("the total is %s (%v)", got, err)
	}
}

// Formulas that share a text are written out; those of arrays, and those where a range
// stands for one value, have no value and are left to the program that opens the file.
func TestOwnFormulasOfPrograms(t *testing.T) {
	plain := ownBook(t, func(f *excelize.File) { loopOf(t, f) })
	cells := `<c r="C3"><f t="array" ref="C3">SUM(B2:B2*2)</f><v>9</v></c><c r="D3"><f>B2:B2</f><v>7</v></c><c r="E3"><f t="shared" ref="E3:F3" si="0">SUM(B2:B2)</f><v>7</v></c><c r="F3"><f t="shared" si="0"/><v>7</v></c><c r="G3"><f>TODAY()-B2</f><v>7</v></c></row></sheetData>`
	f := filledOwn(t, patched(t, plain, "xl/worksheets/sheet1.xml", "</row></sheetData>", cells))
	part, _ := f.Pkg.Load("xl/worksheets/sheet1.xml")
	for _, want := range []string{
		`<c r="C4"><f t="array" ref="C4">SUM(B2:B3*2)</f></c>`, `<c r="D4"><f>B2:B3</f></c>`, `<c r="E4"><f>SUM(B2:B3)</f><v>3</v></c>`, `<c r="F4"><f>SUM(C2:C3)</f><v>0</v></c>`, `<c r="G4"><f>TODAY()-B2</f></c>`,
	} {
		if !strings.Contains(string(part.([]byte)), want) {
			t.Errorf("%s is not in %s", want, part)
		}
	}
	if book, _ := f.Pkg.Load("xl/workbook.xml"); !strings.Contains(string(book.([]byte)), `fullCalcOnLoad="1"`) {
		t.Errorf("programs are not told to calculate: %s", book)
	}
}

// Elements may bear a prefix, as some programs write them.
func TestOwnWithPrefixes(t *testing.T) {
	plain := ownBook(t, func(f *excelize.File) { loopOf(t, f) })
	prefixed := repack.Change(t, plain, func(name string, b []byte) []byte {
		if name != "xl/worksheets/sheet1.xml" {
			return b
		}
		b = regexp.MustCompile(`<(/?)([a-zA-Z])`).ReplaceAll(b, []byte("<${1}x:$2"))
		return bytes.ReplaceAll(b, []byte(` xmlns="`), []byte(` xmlns:x="`))
	}, nil)
	f := filledOwn(t, prefixed)
	part, _ := f.Pkg.Load("xl/worksheets/sheet1.xml")
	for _, want := range []string{`<x:t xml:space="preserve">望海县</x:t>`, `<x:f>SUM(B2:B3)</x:f><x:v>3</x:v></x:c>`} {
		if !strings.Contains(string(part.([]byte)), want) {
			t.Errorf("%s is not in %s", want, part)
		}
	}
}

// A table of the program, and what a chart shows, grow with the rows; what a chart
// remembers of the template goes.
func TestOwnTablesAndCharts(t *testing.T) {
	f := filledOwn(t, ownBook(t, func(f *excelize.File) {
		loopOf(t, f)
		check(t, f.AddTable("表", &excelize.Table{Range: "A1:B2", Name: "名册"}))
		check(t, f.AddChart("表", "D1", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Name: "表!$B$1", Categories: "表!$A$2:$A$2", Values: "表!$B$2:$B$2"}}}))
	}))
	tables, err := f.GetTables("表")
	check(t, err)
	if len(tables) != 1 || tables[0].Range != "A1:B3" {
		t.Errorf("the table is %v", tables)
	}
	chart, _ := f.Pkg.Load("xl/charts/chart1.xml")
	if s := string(chart.([]byte)); !strings.Contains(s, "$B$2:$B$3") || strings.Contains(s, "Cache>") {
		t.Errorf("the chart is %s", s)
	}
}
