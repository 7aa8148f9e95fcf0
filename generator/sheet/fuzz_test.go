package sheet

import (
	"testing"
)

func FuzzFormula(f *testing.F) {
	for _, c := range functionCases {
		f.Add(c.formula)
	}
	for _, s := range []string{"", "=", "((((", `"`, "{", "{a", "'x", "'x'!", "A1:", "1e", "1E+", ".", "SUM(,)", "-%", "{a:here:}", "$$A$1", "A0", "XFE1", "《", "{表!a:}%"} {
		f.Add(s)
	}
	tables, err := layOut(one(Sheet{Name: "表", Columns: []Column{{Key: "a", Type: Integer}}, Rows: []Row{{Cells: values(1)}, {Cells: values("x")}}}))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 2000 {
			return
		}
		parsed, err := parseFormula(source)
		if err != nil {
			return
		}
		c := newCalculator(tables)
		if c.check(tables[0], parsed, false) != nil {
			return
		}
		(&scope{c: c, t: tables[0], row: 2, block: tables[0].data}).single(parsed.tree)
		text, err := c.cellFormula(tables[0], 2, parsed)
		if err != nil {
			return
		}
		if _, err := parseFormula(text); err != nil {
			t.Errorf("%q is written as %q, which can't be read: %v", source, text, err)
		}
	})
}
