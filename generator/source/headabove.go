package source

import (
	"slices"

	"hongtou/generator/diag"
)

// A table in parts has a head over each. The head that names the most columns is read, and
// what stands under an earlier one belongs to the table too, or is told of: it would be
// taken for what is written above a table.

// earlier finds the head of rows above the one that names the most columns: a table in
// parts has a head over each, and what stands under the first is the table's too. It names
// all the columns that the other does of those that the table must have.
func (h *heads) earlier(first int, paths [][]string, best float64) (at, depth int, above [][]string, ok bool) {
	must := h.required(paths)
	most := 0.0
	for d := 1; d <= maxHeadRows; d++ {
		for i := 0; i+d < first; i++ { // with a row in between
			if d > 1 && h.lines[i+d-1].number-h.lines[i].number != d-1 {
				continue
			}
			p := h.paths(i, d)
			score := h.score(p)
			if score < 3 || score*5 < best*3 || score <= most {
				continue
			}
			if own := h.required(p); !slices.ContainsFunc(must, func(c int) bool { return !slices.Contains(own, c) }) {
				most, at, depth, above, ok = score, i, d, p, true
			}
		}
	}
	return at, depth, above, ok
}

// required are the columns that the table must have which a head names.
func (h *heads) required(paths [][]string) (named []int) {
	for _, p := range paths {
		if len(p) > 0 {
			if m := h.names.under(p); m.column >= 0 && h.names.table.Columns[m.column].Required {
				named = append(named, m.column)
			}
		}
	}
	return named
}

// headAbove complains of rows above the head that stand under a head of their own: one
// that lacks what the table must have.
func (s *sheet) headAbove(c candidate) {
	for i, head := range c.before {
		if n := s.names.known(head.cells); n < 3 || n*5 < c.known*3 {
			continue
		}
		rows := 0
		for _, row := range c.before[i+1:] {
			if len(ownCells(row.cells)) >= 3 && s.names.known(row.cells) < 3 {
				rows++
			}
		}
		if rows == 0 {
			continue
		}
		place := s.place
		place.Row = head.number
		s.list.Add(diag.Diagnostic{Code: "head-above", Place: place,
			Problem: diag.T("这里也有表头，缺少必需的列，其下%[1]d行没有读入（读的是第%[2]d行的表头）", "here is a head too, without the columns that are needed: the %[1]d rows below it were not read (the head in row %[2]d was)", rows, c.lines[0].number),
			Remedy:  diag.T("把两处表头改得一致，或分成两个工作表", "give both the same headers, or use two sheets")})
		return
	}
}
