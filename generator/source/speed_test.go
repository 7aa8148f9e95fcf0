package source

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

// BenchmarkRead reads a ledger of hazards, 100,000 rows by 24 columns.
func BenchmarkRead(b *testing.B) {
	const rows = 100_000
	table := model.TableOf("hazards").Table
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	put := func(row int, cells ...any) {
		at, _ := excelize.CoordinatesToCellName(1, row)
		if err := w.SetRow(at, cells); err != nil {
			b.Fatal(err)
		}
		text.WriteString(strings.ReplaceAll(strings.Trim(fmt.Sprintln(cells...), "[]\n"), " ", ",") + "\n")
	}
	var head []any
	for i := range table.Columns {
		head = append(head, table.Columns[i].Header)
	}
	put(1, head...)
	for n := range rows {
		put(n+2, fmt.Sprintf("YH%06d", n), 46086, "日常检查", "某局", "林青", "990101", "三号车间", "化工", "用电", "配电箱未接地、线路裸露", "一般", "依据", "限期整改",
			"加装接地、更换线路", 1.5, "林青", "2100001", 46100, "断电", "安监责改"+fmt.Sprint(n), 46090, 46091, "方知远", "合格")
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	var book bytes.Buffer
	if err := f.Write(&book); err != nil {
		b.Fatal(err)
	}
	read := func(b *testing.B, how func(list *diag.List, emit func(any))) {
		for b.Loop() {
			got, list := 0, &diag.List{}
			how(list, func(any) { got++ })
			if got != rows || list.Errors() > 0 {
				b.Fatalf("%d records, %.300v", got, list.All())
			}
		}
	}
	b.Run("xlsx", func(b *testing.B) {
		read(b, func(list *diag.List, emit func(any)) { readXLSX(book.Bytes(), "", table, diag.Place{}, list, emit) })
	})
	b.Run("csv", func(b *testing.B) {
		read(b, func(list *diag.List, emit func(any)) { readCSV([]byte(text.String()), table, diag.Place{}, list, emit) })
	})
}
