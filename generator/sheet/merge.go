package sheet

// mergeEqual merges equal neighbours in the columns that want it, when all
// values are known. A merge does not cross the edge of one further left, nor
// subtotals. The values under a merged cell stay, so that filters and formulas
// find them in every row.
func (t *table) mergeEqual() {
	runs := t.data
	for col, c := range t.spec.Columns {
		if !c.Merge {
			continue
		}
		var finer []span
		for _, run := range runs {
			for first := run.first; first <= run.last; {
				last := first
				for last < run.last && t.equalBelow(last, col) {
					last++
				}
				t.merge(rect{first, col + 1, last, col + 1})
				finer = append(finer, span{first, last})
				first = last + 1
			}
		}
		runs = finer
	}
}

// equalBelow tells whether the cell under the row's is the same; empty cells
// are not.
func (t *table) equalBelow(row, col int) bool {
	if t.grid[row-1].part != dataPart {
		return false
	}
	a, b := t.grid[row-1].slots[col].value, t.grid[row].slots[col].value
	return a.kind != isEmpty && a.kind == b.kind && a.n == b.n && a.s == b.s
}
