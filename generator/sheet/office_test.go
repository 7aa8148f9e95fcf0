package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// alwaysRecalculate is the setting that makes LibreOffice trust no value that a
// file brings along.
const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// recalculated is the workbook after LibreOffice opened it, calculated every
// formula and saved it. The test is skipped where there is no LibreOffice.
func recalculated(t *testing.T, xlsx []byte) *excelize.File {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	dir := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(dir, "profile", "user"), 0o755))
	must(t, os.WriteFile(filepath.Join(dir, "profile", "user", "registrymodifications.xcu"), []byte(alwaysRecalculate), 0o644))
	must(t, os.WriteFile(filepath.Join(dir, "in.xlsx"), xlsx, 0o644))
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
		"--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "in.xlsx"))
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, said)
	}
	f, err := excelize.OpenFile(filepath.Join(dir, "out", "in.xlsx"))
	must(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// parts are the files inside a workbook.
func parts(t *testing.T, xlsx []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(xlsx), int64(len(xlsx)))
	must(t, err)
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		b, err := io.ReadAll(r)
		must(t, err)
		out[f.Name] = string(b)
	}
	return out
}

// tampered is the workbook with a text replaced in one of its parts.
func tampered(t *testing.T, xlsx []byte, part, from, to string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range parts(t, xlsx) {
		if name == part {
			if strings.Count(text, from) != 1 {
				t.Fatalf("%s stands %d times in %s", from, strings.Count(text, from), part)
			}
			text = strings.Replace(text, from, to, 1)
		}
		w, err := z.Create(name)
		must(t, err)
		_, err = io.WriteString(w, text)
		must(t, err)
	}
	must(t, z.Close())
	return out.Bytes()
}

// calculations is a workbook with a row for each formula of functionCases that
// gives a value, and with formulas in every other place where they can stand.
func calculations() *Workbook {
	calc := Sheet{Name: "算", Columns: []Column{{Key: "formula"}, {Key: "want"}, {Key: "value"}}}
	for _, c := range functionCases {
		if !strings.HasPrefix(c.want, "#") {
			calc.Rows = append(calc.Rows, Row{Cells: []Cell{{Value: c.formula}, {Value: c.want}, {Formula: c.formula}}})
		}
	}
	return &Workbook{Sheets: []Sheet{figures, calc, everything(), ranking, downTo, nested, {Name: "空's", Columns: everything().Columns}}}
}

// ranking ranks within groups that are merged cells.
var ranking = Sheet{
	Name: "名次",
	Columns: []Column{
		{Key: "tier", Merge: true}, {Key: "score", Type: Decimal},
		{Key: "rank", Formula: `COUNTIFS({tier:},{tier},{score:},">"&{score})+1`},
	},
	Rows: []Row{{Cells: values("县区", 90)}, {Cells: values("县区", 95)}, {Cells: values("县区", 91.5)}, {Cells: values("部门", 80)}, {Cells: values("部门", 85)}},
}

// downTo looks at the rows down to its own.
var downTo = Sheet{
	Name: "累计",
	Columns: []Column{
		{Key: "u"}, {Key: "n", Type: Decimal},
		{Key: "times", Formula: "COUNTIF({u:here},{u})"}, {Key: "first", Formula: "MATCH({u},{u:here},0)"}, {Key: "others", Formula: `COUNTIF({u:here},"<>"&{u})`},
		{Key: "of n", Formula: "COUNTIF({n:here},{n})"}, {Key: "first n", Formula: "MATCH({n},{n:here},0)"}, {Key: "rank", Formula: "RANK({n},{n:here})"},
		{Key: "sum", Formula: "SUM({n:here})"}, {Key: "sum of u", Formula: "SUMIF({u:here},{u},{n:here})"}, {Key: "largest", Formula: "LARGE({n:here},1)"},
	},
	Rows: []Row{{Cells: values("甲", 1)}, {Cells: values("乙", 2)}, {Cells: values("甲", 2)}, {Cells: values(3, 0.3)}, {Cells: values("3", 0.1)}, {Cells: values(true, 0.3)}},
}

// nested has subtotals that the total passes over.
var nested = Sheet{
	Name: "分类汇总", Title: "题",
	Columns: []Column{{Key: "u"}, {Key: "n", Type: Integer, Total: "SUBTOTAL(9,{n:})"}},
	Rows: []Row{
		{Cells: values("甲", 1)}, {Cells: values("乙", 2)}, {Kind: Subtotal},
		{Cells: values("丙", 4)}, {Kind: Subtotal}, {Kind: Total, Cells: []Cell{{}, {Formula: "SUBTOTAL(9,B3:B7)"}}},
	},
}

// otherwise are formulas to which LibreOffice says something else than Excel.
var otherwise = map[string]string{
	`1&"a"&TRUE`:           "a truth value in a text is 1",
	`1E+21&""`:             "exponents have three digits",
	`TRUE>"x"`:             "truth values are numbers and less than texts",
	`SUM(1,"2",TRUE)`:      "a text among the summands is an error",
	`SUM('数'!$F$2:$F$7)`:   "truth values in cells are numbers",
	`SUM('数'!$E$2:$E$7)`:   "likewise",
	`COUNT('数'!$F$2:$F$7)`: "likewise",
	`MATCH(A6,$A$2:$A6,0)`: "the text 3 is found as the number 3",
}

func TestLibreOfficeCalculatesTheSame(t *testing.T) {
	var b bytes.Buffer
	must(t, Write(&b, calculations()))
	// The first formula's value is made wrong: LibreOffice must put it right.
	const first, wrong = `<f>1+2*3^2</f><v>19</v>`, `<f>1+2*3^2</f><v>99</v>`
	theirs := recalculated(t, tampered(t, b.Bytes(), "xl/worksheets/sheet2.xml", first, wrong))
	ours, err := excelize.OpenReader(&b)
	must(t, err)
	compared := 0
	for _, sheet := range ours.GetSheetList() {
		rows, err := ours.GetRows(sheet)
		must(t, err)
		for row := range rows {
			for col := range 20 {
				at := address(row+1, col+1)
				formula, err := ours.GetCellFormula(sheet, at)
				must(t, err)
				if formula == "" || otherwise[formula] != "" {
					continue
				}
				compared++
				a, b := raw(t, ours, sheet, at), raw(t, theirs, sheet, at)
				if !agree(a, b) {
					t.Errorf("sheet %s cell %s: %s is %s in the file, LibreOffice says %s", sheet, at, formula, a, b)
				}
			}
		}
	}
	if compared < 300 {
		t.Errorf("only %d formulas were compared", compared)
	}
}

// raw is a cell's value with its type.
func raw(t *testing.T, f *excelize.File, sheet, at string) string {
	t.Helper()
	v, err := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
	must(t, err)
	kind, err := f.GetCellType(sheet, at)
	must(t, err)
	switch kind {
	case excelize.CellTypeBool:
		return "bool " + v
	case excelize.CellTypeError:
		return "error " + v
	case excelize.CellTypeFormula, excelize.CellTypeInlineString, excelize.CellTypeSharedString:
		return "text " + v
	}
	return v
}

func agree(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	return math.Abs(x-y) <= 1e-12*max(1, math.Abs(x))
}
