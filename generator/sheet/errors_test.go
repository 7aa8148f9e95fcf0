package sheet

import (
	"io"
	"math"
	"strings"
	"testing"
	"time"
)

// one is a workbook of one sheet.
func one(s Sheet) *Workbook { return &Workbook{Sheets: []Sheet{s}} }

// plainSheet is a sheet of two columns and a row, with what a case changes.
func plainSheet(change func(*Sheet)) *Workbook {
	s := Sheet{Name: "表", Columns: []Column{{Key: "a"}, {Key: "b"}}, Rows: []Row{{Cells: values(1, 2)}}}
	change(&s)
	return one(s)
}

func column(c Column) *Workbook { return plainSheet(func(s *Sheet) { s.Columns[1] = c }) }

func formulaIn(f string) *Workbook { return column(Column{Key: "f", Formula: f}).emptied() }

// emptied takes the second column's value away, so that its formula counts.
func (b *Workbook) emptied() *Workbook {
	b.Sheets[0].Rows[0].Cells = b.Sheets[0].Rows[0].Cells[:1]
	return b
}

func condition(c Condition) *Workbook {
	return plainSheet(func(s *Sheet) { s.Conditions = []Condition{c} })
}

func validation(v Validation) *Workbook {
	return plainSheet(func(s *Sheet) { s.Validations = []Validation{v} })
}

func chart(c Chart) *Workbook { return plainSheet(func(s *Sheet) { s.Charts = []Chart{c} }) }

func TestMistakes(t *testing.T) {
	long := strings.Repeat("长", 300)
	interrupted := plainSheet(func(s *Sheet) {
		s.Rows = []Row{{Cells: values(1)}, {Kind: Note}, {Cells: values(2)}}
		s.Conditions = []Condition{{Column: "b", Formula: "{a}>SUM({a:})", Mark: Strong}}
	})
	for _, c := range []struct {
		name string
		book *Workbook
		want string
	}{
		{"no sheet", &Workbook{}, "the workbook has no sheet"},
		{"no name", one(Sheet{}), `sheet 1: the name "" is empty`},
		{"long name", one(Sheet{Name: long[:96]}), "has 32 characters; 31 are possible"},
		{"long name of rare characters", one(Sheet{Name: strings.Repeat("𠮷", 16)}), "has 32 characters; 31 are possible"},
		{"slash in the name", one(Sheet{Name: "1/2"}), `the name "1/2" holds : \ / ? * [ or ]`},
		{"apostrophe at the name's edge", one(Sheet{Name: "'a"}), "has an apostrophe at its edge"},
		{"control character in the name", one(Sheet{Name: "a\x07"}), "holds a control character"},
		{"name twice", &Workbook{Sheets: []Sheet{{Name: "Ab"}, {Name: "aB"}}}, "sheet 2: the name aB stands twice"},
		{"no columns", one(Sheet{Name: "表"}), "sheet 表: it has 0 columns"},
		{"no key", column(Column{}), "sheet 表: column 2: it has no key"},
		{"brace in a key", column(Column{Key: "x}"}), `column 2: the key "x}" has`},
		{"key twice", column(Column{Key: "a"}), "sheet 表: two columns have the key a"},
		{"width below zero", column(Column{Key: "w", Width: -1}), "column w: the width -1 is not between 0 and 255"},
		{"unknown type", column(Column{Key: "w", Type: 9}), "column w: there is no type 9"},
		{"open quote in a format", column(Column{Key: "w", Format: `0"分`}), `column w: the format 0"分: a quote is not closed`},
		{"five sections in a format", column(Column{Key: "w", Format: `0;0;0;@;0`}), "it has more than four sections"},
		{"frozen beyond the table", plainSheet(func(s *Sheet) { s.FreezeColumns = 3 }), "3 of 2 columns can't be frozen"},
		{"more cells than columns", plainSheet(func(s *Sheet) { s.Rows[0].Cells = values(1, 2, 3) }), "sheet 表: row 1: 3 cells are more than the 2 columns"},
		{"unknown kind of row", plainSheet(func(s *Sheet) { s.Rows[0].Kind = 9 }), "row 1: there is no kind of row 9"},
		{"unknown mark of a row", plainSheet(func(s *Sheet) { s.Rows[0].Mark = 9 }), "row 1: there is no mark 9"},
		{"unknown mark of a cell", plainSheet(func(s *Sheet) { s.Rows[0].Cells[1].Mark = 9 }), "row 1: column b: there is no mark 9"},
		{"value of no use", plainSheet(func(s *Sheet) { s.Rows[0].Cells[1].Value = []int{1} }), "row 1: column b: a []int can't stand in a cell"},
		{"not a number", plainSheet(func(s *Sheet) { s.Rows[0].Cells[1].Value = math.Inf(1) }), "column b: +Inf is not a number"},
		{"date before the calendar", plainSheet(func(s *Sheet) { s.Rows[0].Cells[1].Value = day(1900, 2, 28) }), "the date 1900-02-28 does not lie between"},
		{"text too long", plainSheet(func(s *Sheet) { s.Rows[0].Cells[1].Value = strings.Repeat("𠮷", 16384) }), "has 32768 characters; a cell holds 32767"},
		{"title too long", plainSheet(func(s *Sheet) { s.Title = strings.Repeat("x", 32768) }), "title: the text"},
		{"note too long", plainSheet(func(s *Sheet) { s.Notes = []string{"", strings.Repeat("x", 32768)} }), "note 2: the text"},
		{"same without a formula", column(Column{Key: "r", Total: "same"}), "column r: total: same repeats the column's formula, and it has none"},
		{"total that can't be read", column(Column{Key: "r", Total: "合计"}), "column r: total: formula 合计: "},

		{"formula that can't be read", formulaIn("1+"), "sheet 表: column f: formula 1+: it ends where a value is wanted"},
		{"control character in a formula", formulaIn("LEN(\"\x01\")"), "it holds a control character"},
		{"full-width bracket", formulaIn("SUM（1）"), "the full-width character （"},
		{"unknown column", formulaIn("{x}+1"), "sheet 表 cell B2: formula {x}+1: sheet 表 has no column x"},
		{"unknown column, hidden by IFERROR", formulaIn("IFERROR({x:},0)"), "sheet 表 has no column x"},
		{"unknown sheet", formulaIn("SUM({无!a:})"), "there is no sheet 无"},
		{"unknown sheet by address", formulaIn("IFERROR(无!A1,0)"), "there is no sheet 无"},
		{"other sheet's row", formulaIn("{表!a}"), "of another sheet only a column's data rows can be named"},
		{"unknown reach", formulaIn("{a:all}"), "after the colon stands nothing"},
		{"unknown function", formulaIn("IFERROR(XLOOKUP(1,2,3),0)"), "XLOOKUP is not a function that can be calculated here"},
		{"day that changes", formulaIn("TODAY()"), "TODAY is not a function"},
		{"too few arguments", formulaIn("MOD(1)"), "MOD takes 2 arguments, not 1"},
		{"text too long for a formula", formulaIn(`LEN("` + long + `")`), "is longer than the 255 characters that a formula can hold"},
		{"too many cells", formulaIn("SUM(A1:XFD1048576)"), "A1:XFD1048576 are too many cells"},
		{"circle", formulaIn("SUM({f:})"), "sheet 表 cell B2: formula SUM({f:}): it needs its own result"},
		{"division by zero", formulaIn("{a}/0"), "sheet 表 cell B2: formula {a}/0: it gives #DIV/0!: it divides by zero"},
		{"formula too long", formulaIn(strings.Repeat("{a:}+", 2000) + "1"), "it is longer than 8192 characters"},

		{"condition on nothing", condition(Condition{Column: "x", Equals: "1", Mark: Strong}), "sheet 表: condition 1: there is no column x"},
		{"condition without a test", condition(Condition{Column: "a", Mark: Strong}), "it has either a formula or a text"},
		{"condition with two tests", condition(Condition{Column: "a", Equals: "1", Formula: "TRUE", Mark: Strong}), "it has either a formula or a text"},
		{"condition without a mark", condition(Condition{Column: "a", Equals: "1"}), "it has no mark"},
		{"equality without a column", condition(Condition{Equals: "1", Mark: Strong}), "without a column nothing can equal a text"},
		{"equality with a long text", condition(Condition{Column: "a", Equals: long, Mark: Strong}), "the text is longer than 255"},
		{"condition with an unknown column", condition(Condition{Formula: "{x}>1", Mark: Strong}), "condition 1: formula {x}>1: sheet 表 has no column x"},
		{"condition that can't be read", condition(Condition{Formula: "{a}>", Mark: Strong}), "condition 1: formula {a}>: it ends"},
		{"condition over an interrupted column", interrupted, "subtotals interrupt a column"},

		{"validation of nothing", validation(Validation{Column: "x"}), "sheet 表: validation 1: there is no column x"},
		{"validation without choices", validation(Validation{Column: "a"}), "the list has no choices"},
		{"empty choice", validation(Validation{Column: "a", List: []string{"x", ""}}), "a choice in the list is empty"},
		{"nothing between", validation(Validation{Column: "a", Check: Whole, Min: 2, Max: 1}), "nothing lies between 2 and 1"},
		{"no dates", validation(Validation{Column: "a", Check: DateIn, From: day(2026, 1, 1)}), "none until which"},
		{"unknown check", validation(Validation{Column: "a", Check: 9}), "there is no check 9"},
		{"validation with an unknown column", validation(Validation{Column: "a", Check: Formula, Formula: "{x}"}), "formula {x}: sheet 表 has no column x"},
		{"validation without a formula", validation(Validation{Column: "a", Check: Formula}), "it ends where a value is wanted"},
		{"long validation", validation(Validation{Column: "a", Check: Formula, Formula: "{a}<>" + strings.Repeat("1+", 150) + "1"}), "it is longer than 255 characters"},
		{"long prompt", validation(Validation{Column: "a", List: []string{"x"}, PromptTitle: long[:99]}), "the prompt's title has 33 characters; 32 are possible"},
		{"long error", validation(Validation{Column: "a", List: []string{"x"}, Error: long}), "the error has 300 characters; 255 are possible"},

		{"chart of nothing", chart(Chart{Category: "a"}), "sheet 表: chart 1: it draws no column"},
		{"chart without categories", chart(Chart{Values: []string{"b"}}), "chart 1: there is no column "},
		{"chart with an unknown column", chart(Chart{Category: "a", Values: []string{"x"}}), "there is no column x"},
		{"unknown chart", chart(Chart{Kind: 9, Category: "a", Values: []string{"b"}}), "there is no kind of chart 9"},
		{"chart too large", chart(Chart{Width: 5000, Category: "a", Values: []string{"b"}}), "5000 by 0 pixels are not between 1 and 4000"},
		{"margin", plainSheet(func(s *Sheet) { s.Print.Margins = &Margins{Left: math.NaN()} }), "print: a margin of NaN mm"},
		{"long header", plainSheet(func(s *Sheet) { s.Print.Header = &Line{Left: long} }), "print: the header is longer than 255"},
	} {
		err := Write(io.Discard, c.book)
		if err == nil {
			t.Errorf("%s: it was written; it should say %q", c.name, c.want)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: it says %q; it should say %q", c.name, err, c.want)
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWritersErrorComesBack(t *testing.T) {
	if err := Write(failing{}, one(figures)); err == nil {
		t.Error("a writer that takes nothing gave no error")
	}
}

// What a condition or a validation may say at most, and what a cell's value can
// be, is written without an error.
func TestLimitsAreInclusive(t *testing.T) {
	type count int
	var none *time.Time
	for name, b := range map[string]*Workbook{
		"name of 31":       one(Sheet{Name: strings.Repeat("名", 31), Columns: []Column{{Key: "a"}}}),
		"text of 32767":    plainSheet(func(s *Sheet) { s.Rows[0].Cells[1].Value = strings.Repeat("文", 32767) }),
		"condition TODAY":  condition(Condition{Formula: "{a}<TODAY()", Mark: Muted}),
		"prompt of 255":    validation(Validation{Column: "a", List: []string{"x"}, Prompt: strings.Repeat("提", 255)}),
		"named types":      plainSheet(func(s *Sheet) { s.Rows[0].Cells = values(count(3), time.Second) }),
		"no time":          plainSheet(func(s *Sheet) { s.Rows[0].Cells = values(none, time.Time{}) }),
		"no row in Excel":  plainSheet(func(s *Sheet) { s.Rows = nil; s.Conditions = []Condition{{Column: "a", Equals: "x", Mark: Strong}} }),
		"sheet1 in small":  one(Sheet{Name: "sheet1", Columns: []Column{{Key: "a"}}}),
		"first and Sheet1": {Sheets: []Sheet{{Name: "x", Columns: []Column{{Key: "a"}}}, {Name: "Sheet1", Columns: []Column{{Key: "a"}}}}},
	} {
		if err := Write(io.Discard, b); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
