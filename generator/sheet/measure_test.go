package sheet

import (
	"fmt"
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		lines int
	}{
		{"", 10, 1},
		{"安全生产", 8, 1},
		{"安全生产", 7.9, 2},
		{"安全生产", 2, 4},
		{"安全生产", 0.5, 4},
		{"一\n二\n", 10, 3},
		{"安全生产，责任", 8, 2},       // the comma takes 产 along: 安全生 产，责 任 needs 3
		{"安全（生产）责任", 6, 4},      // 安全 （生 产）责 任
		{"one two three", 7, 2}, // a blank at the edge takes no room
		{"one two three", 5, 3},
		{"abcdefghij", 4, 3}, // a word longer than the line is cut
		{"GB/T 9704-2012标准", 9, 3},
		{"100.5%以上", 6, 2},
	} {
		if got := wrap(c.text, c.width); got != c.lines {
			t.Errorf("%q takes %d lines of width %g, not %d", c.text, got, c.width, c.lines)
		}
	}
}

// A narrow table widens so far that the texts of its lines do not break; where the page
// has no room for that, or there is no need, its columns stay.
func TestWidenForLines(t *testing.T) {
	for _, c := range []struct {
		office string
		want   string
	}{
		{"安", "[8 8 8 8 8 8 8]"},
		{"安澜市安全生产委员会办公室", "[10 10 10 10 10 10 10]"},
		{strings.Repeat("安澜市", 8), "[8 8 8 8 8 8 8]"},
		{strings.Repeat("安澜市", 15), "[8 8 8 8 8 8 8]"},
	} {
		s := Sheet{Name: "表", Lines: []Line{{Left: "填报单位：" + c.office, Center: "截至：2026年3月31日", Right: "单位：起"}}, Print: Print{Portrait: true}}
		for i := range 7 {
			s.Columns = append(s.Columns, Column{Key: fmt.Sprint("c", i), Width: 8})
		}
		s.Rows = []Row{{Cells: values("甲")}}
		if got := fmt.Sprint(laidOut(t, one(s)).widths); got != c.want {
			t.Errorf("under %s the columns have %s, want %s", c.office, got, c.want)
		}
	}
	for title, want := range map[string]string{"事故四项指标": "[8 8 8]", "安全生产三年行动（按行业）": "[15 15 15]", "安全生产治本攻坚三年行动进展情况（按行业领域）": "[8 8 8]"} {
		s := Sheet{Name: "表", Title: title, Columns: []Column{{Key: "a", Width: 8}, {Key: "b", Width: 8}, {Key: "c", Width: 8}}}
		s.Rows = []Row{{Cells: values("甲")}}
		if got := fmt.Sprint(laidOut(t, one(s)).widths); got != want {
			t.Errorf("under the title %s the columns have %s, want %s", title, got, want)
		}
	}
}

func TestSplitColumns(t *testing.T) {
	for _, c := range []struct {
		widths, needs []float64
		want          string
	}{
		{[]float64{10, 10, 10}, []float64{5}, "[3] 0"},
		{[]float64{10, 10, 10, 10}, []float64{5, 5}, "[2 4] 0"},
		{[]float64{10, 10, 10, 10}, []float64{25, 5}, "[3 4] 0"},
		{[]float64{10, 10, 10, 10}, []float64{5, 5, 5}, "[1 3 4] 0"},
		{[]float64{10, 10, 10, 10, 10, 10}, []float64{15, 5, 5}, "[2 4 6] 0"},
		{[]float64{5, 40, 5}, []float64{30, 30, 30}, "[1 2 3] 50"},
	} {
		if got := fmt.Sprint(splitColumns(c.widths, c.needs)); got != c.want {
			t.Errorf("texts of %v over columns of %v end at %s, not at %s", c.needs, c.widths, got, c.want)
		}
	}
}

func TestWidths(t *testing.T) {
	long := strings.Repeat("隐患", 30)
	for name, c := range map[string]struct {
		column Column
		cells  []any
		want   float64
	}{
		"nothing in it":           {Column{Key: "a"}, nil, 6},
		"a text":                  {Column{Key: "a"}, []any{"安澜市应急管理局"}, 17},
		"the widest of lines":     {Column{Key: "a"}, []any{"安澜\n安澜市应急"}, 11},
		"a long text":             {Column{Key: "a"}, []any{long}, 40},
		"its own width":           {Column{Key: "a", Width: 12.5}, []any{long}, 12.5},
		"a short head":            {Column{Key: "a", Header: []string{"整改情况"}}, nil, 10},
		"a long head breaks":      {Column{Key: "a", Header: []string{"直接经济损失（万元）"}}, nil, 12},
		"upper heads don't count": {Column{Key: "a", Header: []string{long, "数"}}, nil, 6},
		"a number as it shows":    {Column{Key: "a", Type: Money}, []any{1234567.5}, 13},
		"a date":                  {Column{Key: "a", Type: Date}, []any{day(2026, 3, 1)}, 11},
		"a total is bold":         {Column{Key: "a", Type: Integer, Total: "sum"}, []any{600000, 600000}, 11},
	} {
		s := Sheet{Name: "表", Columns: []Column{c.column}}
		for _, v := range c.cells {
			s.Rows = append(s.Rows, Row{Cells: values(v)})
		}
		if got := laidOut(t, one(s)).widths[0]; got != c.want {
			t.Errorf("%s: the column is %g wide, not %g", name, got, c.want)
		}
	}
}

// laidOut is the workbook's first sheet, calculated and measured.
func laidOut(t *testing.T, b *Workbook) *table {
	t.Helper()
	tables, err := layOut(b)
	must(t, err)
	_, err = calculate(tables)
	must(t, err)
	tables[0].mergeEqual()
	tables[0].measure()
	return tables[0]
}

func TestHeights(t *testing.T) {
	four := strings.Repeat("安全", 10) // 40 wide: 4 lines of 10, in heads 5
	got := fmt.Sprint(laidOut(t, one(Sheet{
		Name: "表", Title: "题", Lines: []Line{{Left: "左"}}, Notes: []string{four},
		Columns: []Column{{Key: "a", Header: []string{"上", four}, Width: 10, Merge: true}, {Key: "b", Header: []string{"上", "叶"}, Width: 10}, {Key: "c", Header: []string{four}, Width: 10}},
		Rows: []Row{
			{Cells: values("x", "y", 12345678901234)}, {Cells: values(nil, four)},
			{Cells: values(four, 1)}, {Cells: values(four, 2)},
			{Cells: values(strings.Repeat(four, 20))},
			{Kind: Section, Cells: values(four)},
		},
	})).heights)
	// title, line, two heads, one line, four lines, two rows of a merged cell that
	// share four lines (19 and 42 for 61), the tallest there is, two lines over
	// the whole width for section and note.
	if want := "[34 20 21 81 19 61 19 42 409 34 33]"; got != want {
		t.Errorf("the rows are %s points high, not %s", got, want)
	}
}
