package sheet

import (
	"math"

	"hongtou/generator/zh"
)

// spreadLines gives the texts of each line their columns.
func (t *table) spreadLines() {
	for i := range t.grid {
		r := &t.grid[i]
		if r.part != linePart {
			continue
		}
		needs := make([]float64, len(r.slots))
		for k := range r.slots {
			needs[k] = float64(zh.Width(r.slots[k].value.s)) * letterings[linePart].size / bodySize
		}
		texts, first := r.slots, 1
		r.slots = make([]slot, len(t.widths))
		for k, last := range splitColumns(t.widths, needs) {
			r.slots[first-1] = texts[k]
			for col := first; col < last; col++ {
				r.slots[col].align, r.slots[col].open = texts[k].align, texts[k].open
			}
			t.merge(rect{i + 1, first, i + 1, last})
			first = last + 1
		}
	}
}

// splitColumns shares columns out to one, two or three texts and gives each
// one's last column: so that least of them is cut off, and then so that the
// outer ones are of like width, which puts the middle one in the middle.
func splitColumns(widths, needs []float64) []int {
	edges := make([]float64, len(widths)+1)
	for i, w := range widths {
		edges[i+1] = edges[i] + w
	}
	n, k := len(widths), len(needs)
	if k == 1 {
		return []int{n}
	}
	best, least := []int{}, math.Inf(1)
	try := func(ends ...int) {
		lack, from := 0.0, 0
		for i, end := range ends {
			lack += max(0, needs[i]-(edges[end]-edges[from]))
			from = end
		}
		uneven := math.Abs(edges[ends[0]] - (edges[n] - edges[ends[k-2]]))
		if cost := lack*edges[n]*2 + uneven; cost < least {
			best, least = ends, cost
		}
	}
	for a := 1; a <= n-k+1; a++ {
		if k == 2 {
			try(a, n)
			continue
		}
		for b := a + 1; b < n; b++ {
			try(a, b, n)
		}
	}
	return best
}
