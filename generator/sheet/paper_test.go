package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/columns"
)

// wideSheet has columns so wide with such cells.
func wideSheet(columns int, width float64, cell string) Sheet {
	s := Sheet{Name: "表"}
	var cells []any
	for i := range columns {
		s.Columns = append(s.Columns, Column{Key: fmt.Sprintf("c%d", i), Header: []string{"栏"}, Width: width})
		cells = append(cells, cell)
	}
	s.Rows = []Row{{Cells: values(cells...)}}
	return s
}

// A sheet is on A4 while its columns have room in 9 pt, narrowed if need be; upright ones
// lie across before they go on A3. What is set stays.
func TestPaper(t *testing.T) {
	for _, c := range []struct {
		name  string
		s     Sheet
		print Print
		want  sheetPaper
		fits  bool
	}{
		{"room", wideSheet(8, 12, "安"), Print{}, sheetPaper{a4, false}, true},
		{"text narrows", wideSheet(16, 24, strings.Repeat("安全", 12)), Print{}, sheetPaper{a3, false}, true},
		{"short text narrows", wideSheet(16, 24, "安全生产"), Print{}, sheetPaper{a4, false}, true},
		{"dates do not", wideSheet(16, 11, "2026-03-15"), Print{}, sheetPaper{a3, false}, true},
		{"upright", wideSheet(8, 11, "2026-03-15"), Print{Portrait: true}, sheetPaper{a4, true}, true},
		{"upright to across", wideSheet(11, 11, "2026-03-15"), Print{Portrait: true}, sheetPaper{a4, false}, true},
		{"A3 by setting", wideSheet(8, 12, "安"), Print{A3: true, Portrait: true}, sheetPaper{a3, true}, true},
		{"two pages by setting", wideSheet(16, 20, "2026-03-15"), Print{Wide: 2}, sheetPaper{a4, false}, true},
		{"more than there is", wideSheet(40, 11, "2026-03-15"), Print{}, sheetPaper{a3, false}, false},
	} {
		c.s.Print = c.print
		x := laidOut(t, one(c.s))
		if x.paper != c.want {
			t.Errorf("%s: on %+v, want %+v", c.name, x.paper, c.want)
		}
		across := 0
		for col := range x.widths {
			across += x.pixels(col + 1)
		}
		width, _ := x.spec.Print.page(x.paper)
		size := bodySize * min(1, width*float64(max(1, c.print.Wide))/(float64(across)*0.75))
		if (size >= 9) != c.fits {
			t.Errorf("%s: the body has %.2f pt", c.name, size)
		}
	}
}

// The columns narrow that have text, not those of dates; one that is filled in by hand
// keeps most of its width.
func TestNarrowedColumns(t *testing.T) {
	s := Sheet{Name: "表", Columns: []Column{{Key: "a", Width: 11}, {Key: "b", Width: 120}, {Key: "c", Width: 60}, {Key: "d", Width: 90}}}
	for range 5 {
		s.Rows = append(s.Rows, Row{Cells: values("2026-03-15", strings.Repeat("安全生产", 6), nil, "张某")})
	}
	x := laidOut(t, one(s))
	if x.widths[0] != 11 || x.widths[1] < 49 || x.widths[2] < 41 || x.widths[3] >= 90 {
		t.Errorf("widths %v", x.widths)
	}
}

// Columns widen for short words that lack a character or two, heads and cells, the least
// lack first and while the page has room; not for long text, numbers and what lacks more.
func TestWidenedForWords(t *testing.T) {
	sheet := func(columns int, width float64, head string, cell any) Sheet {
		s := Sheet{Name: "表", Print: Print{Portrait: true, A3: columns > 20}}
		var cells []any
		for c := range columns {
			s.Columns = append(s.Columns, Column{Key: fmt.Sprintf("c%d", c), Header: []string{head}, Width: width})
			cells = append(cells, cell)
		}
		s.Rows = []Row{{Cells: values(cells...)}}
		return s
	}
	for _, c := range []struct {
		name string
		s    Sheet
		want float64
	}{
		{"a head", sheet(4, 7, "事故起数", "甲"), 8.5},
		{"a cell", sheet(4, 10, "层级", "县（市、区）"), 12.5},
		{"a long head", sheet(4, 7, "应分解单位", "甲"), 7},
		{"long text", sheet(4, 13, "层级", "县级市区安全生产"), 13},
		{"too much", sheet(4, 6, "层级", "县（市、区）"), 6},
		{"no lack", sheet(4, 12.5, "层级", "县（市、区）"), 12.5},
		{"no room", sheet(13, 7, "事故起数", "甲"), 7},
	} {
		if x := laidOut(t, one(c.s)); x.widths[len(x.widths)-1] != c.want {
			t.Errorf("%s: columns of %v", c.name, x.widths)
		}
	}
	s := sheet(3, 7, "事故起数", "甲") // with room for one of the first two
	s.Columns[0].Width, s.Columns[2].Width, s.Columns[0].Header[0] = 9, 90, "层级"
	s.Rows[0].Cells[0] = values("县（市、区）")[0]
	if x := laidOut(t, one(s)); fmt.Sprint(x.widths) != "[9 8.5 90]" {
		t.Errorf("the least lack first: %v", x.widths)
	}
}

// Totals and remarks have data rows on their page; so has a chart, or no head.
func TestTailOfPages(t *testing.T) {
	rows := func(n int, charts int) *table {
		s := Sheet{Name: "表", Columns: []Column{{Key: "a", Width: 10}, {Key: "b", Width: 20, Type: Integer}}, Notes: []string{"一", "二", "三"}}
		for range n {
			s.Rows = append(s.Rows, Row{Cells: values("甲", 1)})
		}
		for range charts {
			s.Charts = append(s.Charts, Chart{Category: "a", Values: []string{"b"}})
		}
		x := laidOut(t, one(s))
		f, err := newFile(one(s), &calculator{tables: []*table{x}})
		must(t, err)
		defer f.Close()
		must(t, f.addCharts(x))
		return x
	}
	torn, whole := 0, 0
	for n := 3; n < 60; n++ {
		x := rows(n, 0)
		height := x.sheetPage()
		_, data := x.pageOf(x.tail()+tailRows-1, height)
		_, last := x.pageOf(len(x.grid), height)
		if data != last {
			t.Errorf("%d rows: the last ones are on page %d, the remarks on page %d", n, data, last)
		}
		if torn++; len(x.turns) == 0 {
			whole++
		}
	}
	if whole < torn/2 {
		t.Errorf("%d of %d tables have their last rows on another page", torn-whole, torn)
	}
	if x := rows(5, 2); strings.Contains(x.titles(), "$") {
		t.Errorf("a table on one page has its head again above its charts: %s", x.titles())
	}
	x := rows(40, 1)
	_, data := x.pageOf(x.tail()+1, x.sheetPage())
	_, chart := x.pageOf(x.bottom, x.sheetPage())
	if data != chart || !strings.Contains(x.titles(), "$1:$1") {
		t.Errorf("a chart is on page %d, the last rows on page %d under %q", chart, data, x.titles())
	}
}

// A sheet of two pages side by side repeats its frozen columns.
func TestWideSheets(t *testing.T) {
	s := wideSheet(16, 20, "2026-03-15")
	s.Print.Wide, s.FreezeColumns = 2, 2
	files := parts(t, written(t, one(s)))
	if !strings.Contains(files["xl/workbook.xml"], "$A:$B,&#39;表&#39;!$1:$1") || !strings.Contains(files["xl/worksheets/sheet1.xml"], `fitToWidth="2"`) {
		t.Errorf("%s\n%s", files["xl/workbook.xml"], files["xl/worksheets/sheet1.xml"])
	}
	s.Print.Wide = 10
	if err := Write(&strings.Builder{}, one(s)); err == nil {
		t.Error("ten pages side by side are taken")
	}
}

// A sheet that has no room on A3 in 9 pt is told of, with the pages side by side on which
// it has; its columns are as narrow as they can be.
func TestSmallSheets(t *testing.T) {
	write := func(s Sheet) []Small {
		small, err := WriteMeasured(&strings.Builder{}, one(s))
		if err != nil {
			t.Fatal(err)
		}
		return small
	}
	s := wideSheet(40, 30, "2026-03-15")
	got := write(s)
	if len(got) != 1 || got[0].Sheet != "表" || got[0].Size < 4 || got[0].Size >= 9 || got[0].Wide != 3 {
		t.Fatalf("%+v", got)
	}
	if x := laidOut(t, one(s)); x.widths[0] > 12 {
		t.Errorf("its columns are %.1f wide", x.widths[0])
	}
	for wide, fits := range map[int]bool{2: false, 3: true} {
		if s.Print.Wide = wide; (len(write(s)) == 0) != fits {
			t.Errorf("on %d pages side by side: %+v", wide, write(s))
		}
	}
	if got := write(wideSheet(16, 11, "2026-03-15")); got != nil {
		t.Errorf("a sheet that has room: %+v", got)
	}
	if got := write(wideSheet(250, 11, "2026-03-15")); len(got) != 1 || got[0].Wide != 0 {
		t.Errorf("a sheet for more pages than there may be: %+v", got)
	}
}

// What columns have at least: a head two characters, a name three, no more than they have.
func TestLeastWidths(t *testing.T) {
	s := Sheet{Name: "表", Columns: []Column{{Key: "a", Header: []string{"统一代码"}, Width: 60}, {Key: "b", Width: 60}, {Key: "c", Width: 5}}}
	s.Rows = []Row{{Cells: values("1", "欧阳青山", "2026-03-15")}}
	x := laidOut(t, one(s))
	cells := &columns.Table{Unit: 2 * halfWidth, Pad: halfWidth + cellPadding*pixel}
	var now []columns.Length
	for c := range x.widths {
		now = append(now, columns.Length(x.pixels(c+1))*pixel)
	}
	got := x.leastWidths(cells, now)
	for c, want := range []columns.Length{(leastHead+boldReserve)*halfWidth + cells.Pad, 6*halfWidth + cells.Pad, now[2]} {
		if got[c] != want || c == 0 && want != 5*halfWidth+cells.Pad {
			t.Errorf("column %d has %v at least, want %v", c+1, got[c], want)
		}
	}
}

// A table's end goes with its last two rows, with the section's head above them and with
// all rows of a merged cell; an end that has no room on a page stays where it is.
func TestTails(t *testing.T) {
	s := Sheet{Name: "表", Columns: []Column{{Key: "a", Width: 10, Merge: true}, {Key: "b", Width: 10}}, Notes: []string{"一"}}
	for i := range 10 {
		s.Rows = append(s.Rows, Row{Cells: values(fmt.Sprint(i), "甲")})
	}
	if x := laidOut(t, one(s)); x.tail() != 10 {
		t.Errorf("the end of rows 2 to 11 begins with row %d", x.tail())
	}
	section := s
	section.Rows = slices.Clone(s.Rows)
	section.Rows[7] = Row{Kind: Section, Cells: values("二、部门")}
	if x := laidOut(t, one(section)); x.tail() != 9 {
		t.Errorf("the end of rows 2 to 11 with a section's head in row 9 begins with row %d", x.tail())
	}
	for i := range 4 {
		s.Rows[6+i].Cells = values("同", "甲")
	}
	if x := laidOut(t, one(s)); x.tail() != 8 {
		t.Errorf("the end of rows 2 to 11, the last four merged, begins with row %d", x.tail())
	}
	s.Rows[8].Cells[1] = values(strings.Repeat("安全\n", 60))[0]
	s.Rows[9].Cells[1] = s.Rows[8].Cells[1]
	if x := laidOut(t, one(s)); x.keepTail(0) || len(x.turns) > 0 {
		t.Errorf("rows higher than a page begin one: %v", x.turns)
	}
}
