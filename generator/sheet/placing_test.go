package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"hongtou/generator/internal/judge"
	"hongtou/generator/internal/readback"
)

// charted is a sheet of so many rows with charts under it.
func charted(name string, rows, columns, charts int, upright bool) Sheet {
	s := Sheet{Name: name, Title: "事故统计表", Lines: []Line{{Left: "填报单位：安委办", Right: "单位：起"}}, Notes: []string{"说明：本期与上年同期相比。"}}
	s.Print.Portrait = upright
	for c := range columns {
		s.Columns = append(s.Columns, Column{Key: fmt.Sprintf("c%d", c), Header: []string{"本期", fmt.Sprintf("事故%d", c)}, Width: 11, Type: Integer, Total: "sum"})
	}
	s.Columns[0] = Column{Key: "c0", Header: []string{"地区"}, Width: 11, Total: "label:合计"}
	for i := range rows {
		cells := []any{fmt.Sprintf("地区%d", i+1)}
		for c := range columns - 1 {
			cells = append(cells, c+i)
		}
		s.Rows = append(s.Rows, Row{Cells: values(cells...)})
	}
	for range charts {
		s.Charts = append(s.Charts, Chart{Title: "各地区事故", Category: "c0", Values: []string{"c1"}})
	}
	return s
}

// placed is a sheet's table with its charts in their places, and their heights.
func placed(t *testing.T, s Sheet) (*table, []int) {
	t.Helper()
	x := laidOut(t, one(s))
	f, err := newFile(one(s), &calculator{tables: []*table{x}})
	must(t, err)
	defer f.Close()
	must(t, f.addCharts(x))
	asked, err := x.chartHeights()
	must(t, err)
	y := laidOut(t, one(s))
	y.bottom, y.right = x.bottom, x.right
	return x, y.placeCharts(asked)
}

// Charts stand with rows of their table: on its only page, lower if need be, smaller with
// the page if need be, on a page set upright if need be, or with the last rows.
func TestChartsStandWithRows(t *testing.T) {
	for _, c := range []struct {
		name           string
		sheet          Sheet
		fitted, turned bool
		heights        string
		tail           bool // begins a page, with the charts
	}{
		{"room", charted("表", 4, 6, 1, false), true, false, "[320]", false},
		{"lower", charted("表", 9, 6, 1, false), true, false, "[218]", false},
		{"the page smaller", charted("表", 10, 10, 1, false), true, false, "[239]", false},
		{"upright", charted("表", 14, 6, 1, false), true, true, "[320]", false},
		{"upright and lower", charted("表", 20, 6, 1, false), true, true, "[278]", false},
		{"too wide for upright", charted("表", 14, 14, 1, false), false, false, "[320]", true},
		{"two with the last rows", charted("表", 40, 14, 2, false), false, false, "[239 239]", true},
		{"two with the last rows, upright", charted("表", 40, 6, 2, false), false, true, "[278 278]", false},
		{"four under a table of one page", charted("表", 9, 6, 4, true), false, false, "[239 239 320 320]", false},
		{"none of three alone", charted("表", 2, 14, 3, false), false, false, "[320 317 317]", false},
		{"upright by setting", charted("表", 30, 6, 1, true), false, false, "[320]", true},
	} {
		x, heights := placed(t, c.sheet)
		if x.fitted != c.fitted || (x.paper.portrait && !c.sheet.Print.Portrait) != c.turned || fmt.Sprint(heights) != c.heights || x.turns[x.tail()] != c.tail {
			t.Errorf("%s: on one page %v, turned %v, heights %v, with the last rows %v", c.name, x.fitted, x.paper.portrait, heights, x.turns[x.tail()])
		}
	}
}

// A chart keeps five eighths of its height, and 200 pixels if it had them.
func TestLeastHeight(t *testing.T) {
	for asked, want := range map[int]int{640: 400, 320: 200, 240: 200, 160: 160} {
		if got := leastHeight(asked); got != want {
			t.Errorf("a chart of %d pixels keeps %d, want %d", asked, got, want)
		}
	}
}

// Printed by LibreOffice, no page of a sheet with charts is without a row of its table.
func TestPrintedCharts(t *testing.T) {
	t.Parallel()
	b := &Workbook{Title: "图"}
	for _, rows := range []int{1, 5, 10, 25, 40, 60} {
		for _, columns := range []int{6, 9, 20} {
			for charts := 1; charts < 3; charts++ {
				b.Sheets = append(b.Sheets, charted(fmt.Sprintf("%d行%d列%d图", rows, columns, charts), rows, columns, charts, columns == 9))
			}
		}
	}
	var file bytes.Buffer
	must(t, Write(&file, b))
	printed, err := readback.SheetPDFs(t.TempDir(), "../../fonts", map[string]string{"宋体": "Hongtou Latin", "黑体": "Hongtou Hei"}, map[string][]byte{"图": file.Bytes()})
	if errors.Is(err, readback.ErrNoOffice) {
		t.Skip(err)
	}
	must(t, err)
	pages, err := readback.SheetsOf([]string{printed["图"]})
	must(t, err)
	found := judge.Printed("图", pages[0])
	for _, kind := range []judge.Fault{judge.EmptyHead, judge.NoRow, judge.SmallBody} {
		if found.Count[kind] > 0 {
			t.Errorf("%d of %d pages: %s: %s", found.Count[kind], found.Pages, kind, found.Places[kind])
		}
	}
}
