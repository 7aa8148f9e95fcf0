package source

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
	"hongtou/generator/internal/readback"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// saved gives workbooks as LibreOffice saves them in another format, by name.
func saved(t *testing.T, ending string, files map[string][]byte) map[string][]byte {
	t.Helper()
	out, err := readback.OfficeSaves(t.TempDir(), ending, files)
	if errors.Is(err, readback.ErrNoOffice) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Every built-in table of the example is read out of .xls as it is out of .xlsx and
// .csv.
func TestOldFormatTables(t *testing.T) {
	w, _, err := Load("../../examples/anlan", period.Date{})
	if err != nil {
		t.Fatal(err)
	}
	files, want := map[string][]byte{}, map[string][]string{}
	for _, table := range model.Tables() {
		records := table.Records(w.Office)
		if table.Files || len(records) == 0 {
			continue
		}
		f := excelize.NewFile()
		rows := [][]string{table.Headers()}
		for _, r := range records {
			rows = append(rows, valuesOf(table, r))
		}
		for i, row := range rows {
			for j, text := range row {
				at, _ := excelize.CoordinatesToCellName(j+1, i+1)
				f.SetCellStr("Sheet1", at, text)
			}
		}
		var b, text bytes.Buffer
		if err := errors.Join(f.Write(&b), csv.NewWriter(&text).WriteAll(rows)); err != nil {
			t.Fatal(err)
		}
		readCSV(text.Bytes(), table.Table, diag.Place{}, &diag.List{}, func(r any) { want[table.Name] = append(want[table.Name], strings.Join(valuesOf(table, r), "|")) })
		files[table.Name+".xlsx"] = b.Bytes()
	}
	if len(files) < 20 {
		t.Fatalf("the example has records of %d tables", len(files))
	}
	old := saved(t, "xls", files)
	for name := range files {
		table := model.TableOf(strings.TrimSuffix(name, ".xlsx"))
		for _, data := range [][]byte{files[name], old[name]} {
			var got []string
			list := &diag.List{}
			readXLSX(data, "", table.Table, diag.Place{File: name}, list, func(r any) { got = append(got, strings.Join(valuesOf(table, r), "|")) })
			if list.Errors() > 0 || !slices.Equal(got, want[table.Name]) {
				t.Errorf("%s: %d records, want %d; %v", name, len(got), len(want[table.Name]), list.All())
			}
		}
	}
}

func valuesOf(table *model.Table, record any) (row []string) {
	for i := range table.Columns {
		row = append(row, table.Columns[i].Value(record))
	}
	return row
}

// What a clerk's workbook of the old format holds is read as of the new one: formats,
// merged cells, hidden sheets, rows and columns, errors and what formulas give.
func TestOldFormatCells(t *testing.T) {
	book := clerk(t, `sheet 明细
安澜市隐患台账（2026年）
merge A1:H1
隐患编号|检查日期|责任单位编码|隐患描述|整改期限|整改资金（元）|隐患等级|整改责任人
#7|#46083|B|护栏松动|#46101|#15000|一般|林青
#8|#46083|B|螺栓缺失|#46101|#0.1|重大|
merge H3:H4
format A3:A4 000
format B3:B4 yyyy"年"m"月"d"日"
format E3:E4 m"月"d"日"
合计
hide-row 4
hide-columns D:E
sheet 底稿
隐患编号|检查日期|责任单位编码|隐患描述|整改期限
hide 底稿
`)
	old := saved(t, "xls", map[string][]byte{"t.xlsx": book})["t.xlsx"]
	const fields = "Code Date UnitCode Description Deadline Funds Major Person"
	want, said1 := readFields("t.xlsx", "", book, "hazards", fields)
	got, said2 := readFields("t.xlsx", "", old, "hazards", fields)
	if got != want || !strings.HasPrefix(got, "007 2026-03-02 B 护栏松动 2026-03-20 1.5 一般 林青; 008") || said(said1) != said(said2) || said(said1) != "note sheet-hidden; note columns-hidden; note rows-hidden; note rows-skipped; note header-converted F2" {
		t.Errorf("read\n%s\nsaid %v\nwant\n%s\nsaid %v", got, said2.All(), want, said1.All())
	}
}
