package sheet

import (
	"fmt"
	"io"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// ledger is a large ledger of 16 columns: texts, figures, dates and a formula.
func ledger(rows int) *Workbook {
	s := Sheet{Name: "台账", Title: "隐患排查整改台账", FreezeColumns: 2, Filter: true}
	for c := range 16 {
		column := Column{Key: fmt.Sprint("c", c), Header: []string{fmt.Sprint("列", c)}}
		switch c {
		case 0, 4, 5:
			column.Type = Integer
		case 6:
			column.Type = Money
		case 7, 8:
			column.Type = Date
		case 15:
			column.Formula, column.Type = "{c4}+{c5}", Integer
		}
		s.Columns = append(s.Columns, column)
	}
	for i := range rows {
		r := Row{Cells: make([]Cell, 15)}
		for c := range r.Cells {
			r.Cells[c].Value = ledgerValue(i, c)
		}
		s.Rows = append(s.Rows, r)
	}
	return one(s)
}

var ledgerDay = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func ledgerValue(row, col int) any {
	switch col {
	case 0:
		return row + 1
	case 4, 5:
		return row % 97 * col
	case 6:
		return float64(row%1000) / 8
	case 7, 8:
		return ledgerDay.AddDate(0, 0, row%365)
	case 1:
		return fmt.Sprintf("YH%06d", row)
	}
	return fmt.Sprintf("望海县第%d号隐患部位", row%(100*col))
}

const ledgerRows = 100_000

// BenchmarkLedger writes 100,000 rows of 16 columns, and then the same cells by
// excelize's StreamWriter alone. Peak memory is the heap at
// its fullest, the rows themselves included.
func BenchmarkLedger(b *testing.B) {
	b.Run("sheet", func(b *testing.B) {
		book := ledger(ledgerRows)
		runtime.GC()
		report := watch(b)
		b.ResetTimer()
		for b.Loop() {
			if err := Write(io.Discard, book); err != nil {
				b.Fatal(err)
			}
		}
		report()
	})
	b.Run("excelize", func(b *testing.B) {
		book := ledger(ledgerRows)
		runtime.GC()
		report := watch(b)
		b.ResetTimer()
		for b.Loop() {
			if err := plainLedger(io.Discard, book.Sheets[0].Rows); err != nil {
				b.Fatal(err)
			}
		}
		report()
	})
}

// watch looks at the heap while a benchmark runs and reports the most that it saw.
func watch(b *testing.B) (report func()) {
	stop, done := make(chan bool), make(chan uint64)
	go func() {
		sample, most := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}, uint64(0)
		for tick := time.NewTicker(5 * time.Millisecond); ; {
			metrics.Read(sample)
			most = max(most, sample[0].Value.Uint64())
			select {
			case <-stop:
				done <- most
				return
			case <-tick.C:
			}
		}
	}()
	return func() {
		close(stop)
		b.ReportMetric(float64(<-done)/(1<<20), "MB-heap-peak")
	}
}

// plainLedger is the same cells, with their styles, by excelize alone.
func plainLedger(w io.Writer, rows []Row) error {
	f := excelize.NewFile()
	defer f.Close()
	border := []excelize.Border{{Type: "left", Style: 1}, {Type: "right", Style: 1}, {Type: "top", Style: 1}, {Type: "bottom", Style: 1}}
	text, err := f.NewStyle(&excelize.Style{Border: border})
	if err != nil {
		return err
	}
	format := "yyyy-mm-dd"
	date, err := f.NewStyle(&excelize.Style{Border: border, CustomNumFmt: &format})
	if err != nil {
		return err
	}
	out, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	cells := make([]any, 16)
	for i := range rows {
		for c := range 15 {
			cell := excelize.Cell{StyleID: text, Value: rows[i].Cells[c].Value}
			if c == 7 || c == 8 {
				cell.StyleID = date
			}
			cells[c] = cell
		}
		cells[15] = excelize.Cell{StyleID: text, Formula: fmt.Sprintf("E%d+F%d", i+1, i+1), Value: i % 97 * 9}
		if err := out.SetRow(address(i+1, 1), cells, excelize.RowOpts{Height: 19}); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}
