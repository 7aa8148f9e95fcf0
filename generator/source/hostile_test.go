package source

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"hongtou/generator/diag"
	"hongtou/generator/internal/repack"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// Tables made to exhaust or mislead a reader get a complaint, in bounded time
// and memory.
func TestHostileTables(t *testing.T) {
	const head = "单位编码,单位名称,层级\n"
	part := func(name string, content []byte) func() []byte {
		return func() []byte { return repack.Replace(t, asXLSX(t), name, content) }
	}
	sheet := func(rows string) func() []byte {
		return part("xl/worksheets/sheet1.xml", []byte(`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+rows+`</sheetData></worksheet>`))
	}
	inline := func(ref, text string) string {
		return `<c r="` + ref + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	header := `<row r="1">` + inline("A1", "单位编码") + inline("B1", "单位名称") + inline("C1", "层级") + `</row>`
	aliases := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 12; i++ {
		aliases += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	wide := strings.Repeat("列,", 100_000)
	for _, c := range []struct {
		name, file string
		data       func() []byte
		code       string
	}{
		{"an alias that stands for a billion values", "u.yaml", func() []byte { return []byte(aliases) }, "file-syntax"},
		{"an alias of what it is in", "u.yaml", func() []byte { return []byte("- &a [*a]\n") }, "file-syntax"},
		{"YAML nested deep", "u.yaml", func() []byte { return []byte(strings.Repeat("[", 100_000)) }, "file-syntax"},
		{"JSON nested deep", "u.json", func() []byte { return []byte(strings.Repeat("[", 1_000_000)) }, "file-syntax"},
		{"a CSV cell of 10 MB", "u.csv", func() []byte { return []byte(head + "1," + strings.Repeat("长", 10<<20/3) + ",企业\n") }, "cell-long"},
		{"a CSV quote that never ends", "u.csv", func() []byte { return []byte(head + "1,\"" + strings.Repeat("长\n", 1<<20)) }, "csv-quotes"},
		{"a workbook cell of 10 MB", "u.xlsx", sheet(header + `<row r="2">` + inline("A2", "1") + inline("B2", strings.Repeat("长", 10<<20/3)) + `</row>`), "cell-long"},
		{"100,000 columns of CSV", "u.csv", func() []byte { return []byte(wide + "\n" + head) }, "table-columns"},
		{"100,000 columns of JSON", "u.json", func() []byte {
			var b strings.Builder
			b.WriteString(`[{"单位编码":"1"`)
			for i := range 100_000 {
				fmt.Fprintf(&b, `,"x%d":1`, i)
			}
			return []byte(b.String() + "}]")
		}, "table-columns"},
		{"a cell in the last column", "u.xlsx", sheet(header + `<row r="2">` + inline("A2", "1") + inline("XFD2", "x") + `</row>`), "table-columns"},
		{"a cell in a column beyond the last", "u.xlsx", sheet(header + `<row r="2">` + inline("ZZZZZ2", "x") + `</row>`), "xlsx-sheet"},
		{"a million rows", "u.csv", func() []byte { return []byte(head + strings.Repeat("1,甲,企业\n", 1_000_000)) }, "table-rows"},
		{"a workbook that unpacks to 1 GB", "u.xlsx", part("xl/worksheets/sheet1.xml", make([]byte, 1<<30)), "xlsx-broken"},
		{"an entity that stands for a file", "u.xlsx", part("xl/worksheets/sheet1.xml", []byte(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1">`+inline("A1", "&f;")+`</row></sheetData></worksheet>`)), "header-missing"},
		{"a shared text that is not there", "u.xlsx", sheet(`<row r="1"><c r="A1" t="s"><v>999999999999</v></c></row>`), "header-missing"},
		{"three million shared texts", "u.xlsx", part("xl/sharedStrings.xml", []byte("<sst>"+strings.Repeat("<si><t>x</t></si>", 3_000_000)+"</sst>")), "xlsx-crowded"},
		{"20,000 sheets of one part", "u.xlsx", part("xl/workbook.xml", []byte(`<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>`+manySheets(20_000)+`</sheets></workbook>`)), "xlsx-sheets"},
		{"a name of a page", "u.csv", func() []byte { return []byte(head + "1," + strings.Repeat("长", 201) + ",企业\n") }, "name-long"},
		{"a code of a page", "u.csv", func() []byte { return []byte(head + strings.Repeat("1", 201) + ",甲,企业\n") }, "name-long"},
		{"a chair of a page", "m.yaml", func() []byte {
			return []byte("code: 1\ntitle: 会\ndate: 2026-01-15\nchair: " + strings.Repeat("长", 201))
		}, "name-long"},
		{"characters that turn the direction", "u.csv", func() []byte { return []byte(head + "1,甲\u202e乙,企业\n") }, "cell-control"},
		{"control characters", "u.csv", func() []byte { return []byte(head + "1,甲\x07乙,企业\n") }, "cell-control"},
	} {
		dir := t.TempDir()
		write := func(name string, data []byte) {
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		key := "units"
		if c.file == "m.yaml" {
			key = "meetings"
		}
		write(ConfigName, []byte("office: {name: 安委办}\ndata: {"+key+": "+c.file+"}\n"))
		write(c.file, c.data())
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		_, complaints, err := Load(dir, period.Date{})
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var found *diag.Diagnostic
		for _, d := range complaints.All() {
			if d.Code == c.code {
				found = &d
			}
		}
		if found == nil {
			t.Errorf("%s: no %s among %.300v", c.name, c.code, complaints.All())
		} else if text := found.String(); len(text) > 1000 || !strings.Contains(text, c.file) || bytes.ContainsRune([]byte(text), 0x202e) {
			t.Errorf("%s: the complaint is %.300q", c.name, text)
		}
		if took > 2*time.Minute { // three seconds where nothing else runs; it must not hang
			t.Errorf("%s: it took %v", c.name, took)
		}
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 2<<30 {
			t.Errorf("%s: it took %d MB", c.name, taken>>20)
		}
		t.Logf("%s: %v, %d MB taken in all", c.name, took.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20)
	}
}

// A workbook of 20,000 sheets is one complaint, by its parts
// already.
func TestManySheets(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 20_000 {
		if w, err := z.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)); err != nil {
			t.Fatal(err)
		} else if _, err := w.Write([]byte("<worksheet/>")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	list := &diag.List{}
	readXLSX(b.Bytes(), "", model.TableOf("units").Table, diag.Place{File: "u.xlsx"}, list, func(any) {})
	if all := list.All(); len(all) != 1 || all[0].Code != "xlsx-sheets" {
		t.Errorf("%v", all)
	}
}

func manySheets(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<sheet name="表%d" sheetId="%d" r:id="rId1"/>`, i+1, i+1)
	}
	return b.String()
}

// Names are bounded in every table; prose of one line may be longer: a list of
// members, a reason.
func TestNamesAndProse(t *testing.T) {
	names, prose := 0, 0
	for _, table := range Tables() {
		for i := range table.Columns {
			c := &table.Columns[i]
			bad := nameOf(strings.Repeat("长", 201), c) != nil
			if c.Prose {
				prose++
			} else if c.Type == Text || c.Type == Code {
				names++
			}
			if bad != ((c.Type == Text || c.Type == Code) && !c.Prose) || nameOf(strings.Repeat("长", 200), c) != nil {
				t.Errorf("%s %s: 201 characters refused: %v", table.Title, c.Header, bad)
			}
		}
	}
	if names < 100 || prose < 10 {
		t.Errorf("%d columns of names, %d of prose", names, prose)
	}
}
