package fill

import (
	"fmt"
	"slices"
	"testing"

	"hongtou/generator/sheet"
)

// What reads a figure that a row lacks says so: a formula of the row, by whatever name its
// column goes; one over all rows, and a rank; and what reads these. Totals wait, or tell that they are
// of the other rows.
func TestFormulasOfLackingFigures(t *testing.T) {
	t.Parallel()
	s := sheet.Sheet{Columns: []sheet.Column{
		{Key: "region", Merge: true}, {Key: "unit"}, {Key: "死亡", Total: "sum"}, {Key: "share", Formula: "{死亡}/SUM({死亡:})", Total: "same"}, {Key: "twice", Formula: "{死亡}*2", Total: "sum"},
		{Key: "rank", Rank: &sheet.Rank{Of: "twice"}}, {Key: "first", Formula: `IF({rank}=1,"是","")`}, {Key: "known", Formula: "LEN({unit})", Total: "sum"}, {Key: "injured", Total: "sum"},
	}}
	for i, unit := range []string{"甲", "乙", "丙"} {
		cells := make([]sheet.Cell, len(s.Columns))
		cells[0].Value, cells[1].Value = "全县", unit
		if i != 1 {
			cells[2].Value = i + 1
		}
		s.Rows = append(s.Rows, sheet.Row{Kind: sheet.Data, Cells: cells})
	}
	incomplete(&s, map[*sheet.Cell]notKnown{&s.Rows[1].Cells[2]: {kept: true}, &s.Rows[2].Cells[8]: {kept: true}})
	for i, want := range []string{"[全县 甲 1 待核 <nil> 待核 待核 <nil> <nil>]", "[全县 乙 <nil> 待核 待核 待核 待核 <nil> <nil>]", "[全县 丙 3 待核 <nil> 待核 待核 <nil> <nil>]"} {
		var got []any
		for _, c := range s.Rows[i].Cells {
			got = append(got, c.Value)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("row %d says %v, want %s", i+1, got, want)
		}
	}
	for i, want := range map[int]string{2: `IF(COUNT({死亡:})<COUNTA({unit:}),"待核",SUM({死亡:}))`, 3: "", 4: "sum", 7: "sum", 8: "sum"} {
		if got := s.Columns[i].Total; got != want {
			t.Errorf("the total of %s is %q, want %q", s.Columns[i].Key, got, want)
		}
	}
	if want := []string{"“死亡”有1行没有数字，合计待核，各行填齐后自动得出。", "“twice”有1行没有数字，“injured”有1行没有数字，合计不含这些行。"}; !slices.Equal(s.Notes, want) {
		t.Errorf("the notes are %q, want %q", s.Notes, want)
	}
}
