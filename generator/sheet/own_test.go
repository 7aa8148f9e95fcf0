package sheet

import "testing"

// loop is a sheet of three rows of which the second repeats three times, and a
// record of two rows that stands twice under it.
var loop = newRowMap([]OwnRow{
	{From: 1}, {From: 2, Band: 1}, {From: 2, Band: 1, Round: 1}, {From: 2, Band: 1, Round: 2}, {From: 3},
	{From: 4, Band: 2}, {From: 5, Band: 2}, {From: 4, Band: 2, Round: 1}, {From: 5, Band: 2, Round: 1}, {From: 6},
})

func TestOwnFormulas(t *testing.T) {
	maps := ownMaps{"表": loop}
	for _, c := range []struct {
		formula string
		at      int
		want    string
	}{
		{"SUM(B2:B2)", 5, "SUM(B2:B4)"},                 // a total under the loop takes all rounds
		{"B2/B$3", 3, "B3/B$5"},                         // in a round: its own row, and the fixed one where it went
		{"SUM(B$2:B2)", 4, "SUM(B$2:B4)"},               // so far
		{"A4&A5", 9, "A8&A9"},                           // the rows of one record
		{"SUM(A4:A5)", 10, "SUM(A6:A9)"},                // all records
		{"C6+C7", 0, "C10+C11"},                         // under all
		{`"B2"&'表'!B2&表!$B$3`, 5, `"B2"&'表'!B2&表!$B$5`}, // texts stay
		{"'别的'!B2+LOG10(B3)+B2C(1)", 5, "'别的'!B2+LOG10(B5)+B2C(1)"},
		{"SUM(A:A)+SUM(2:3)", 5, "SUM(A:A)+SUM(2:5)"},
		{"_xlfn.B2+x_B2+B2.5", 5, "_xlfn.B2+x_B2+B2.5"},
		{"1E5+A1048577", 5, "1E5+A1048577"},
	} {
		if got := maps.formula("表", c.formula, c.at); got != c.want {
			t.Errorf("%s in row %d became %s, not %s", c.formula, c.at, got, c.want)
		}
	}
	for _, c := range [][3]string{
		{"A2:B2", "A2:B2 A3:B3 A4:B4", "A2:B4"}, {"A4:A5", "A6:A7 A8:A9", "A6:A9"}, {"B5", "B7 B9", "B7 B9"}, {"A1:C6", "A1:C10", "A1:C10"}, {"A7:A9 C1", "A11:A13 C1", "A11:A13 C1"},
	} {
		if got := loop.areas(c[0], true); got != c[1] {
			t.Errorf("the merge %s became %s, not %s", c[0], got, c[1])
		}
		if got := loop.areas(c[0], false); got != c[2] {
			t.Errorf("the rule's range %s became %s, not %s", c[0], got, c[2])
		}
	}
}

// A formula on a sheet where nothing repeats stays as it was.
func FuzzOwnFormula(f *testing.F) {
	for _, s := range []string{"SUM(A1:B3)", `"a"&'x''y'!$A$1`, "表!1:3", "'", `"`, "1E5+A0", "A1:A", "$$A1"} {
		f.Add(s)
	}
	var rows []OwnRow
	for i := range 9 {
		rows = append(rows, OwnRow{From: i + 1})
	}
	maps := ownMaps{"表": newRowMap(rows)}
	f.Fuzz(func(t *testing.T, s string) {
		if got := maps.formula("表", s, 3); got != s {
			// leading zeros are the one thing that goes
			if again := maps.formula("表", got, 3); again != got {
				t.Errorf("%q became %q, and then %q", s, got, again)
			}
		}
	})
}

// A formula that cells share is written out for each.
func TestDisplaced(t *testing.T) {
	for _, c := range []struct {
		formula    string
		rows, cols int
		want       string
	}{
		{"A1+$A1+A$1+$A$1", 2, 1, "B3+$A3+B$1+$A$1"},
		{"SUM(A1:B2,表!C3)&\"A1\"", 1, 0, "SUM(A2:B3,表!C4)&\"A1\""},
		{"SUM(1:1)+SUM($1:2)+SUM(A:$B)", 1, 1, "SUM(2:2)+SUM($1:3)+SUM(B:$B)"},
		{"LOG10(A1)+A1B", 1, 0, "LOG10(A2)+A1B"},
		{"A1", -1, 0, "#REF!"},
	} {
		if got := displaced(c.formula, c.rows, c.cols); got != c.want {
			t.Errorf("%s by %d and %d is %s, not %s", c.formula, c.rows, c.cols, got, c.want)
		}
	}
}
