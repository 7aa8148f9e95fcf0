package sheet

import (
	"math"
	"slices"

	"hongtou/generator/zh"
)

// spreadLines gives the texts of each line their columns.
func (t *table) spreadLines() {
	for i := range t.grid {
		r := &t.grid[i]
		if r.part != linePart {
			continue
		}
		texts, first := r.slots, 1
		r.slots = make([]slot, len(t.widths))
		ends, _ := splitColumns(t.widths, lineNeeds(texts, linePart))
		for k, last := range ends {
			r.slots[first-1] = texts[k]
			for col := first; col < last; col++ {
				r.slots[col].align, r.slots[col].open = texts[k].align, texts[k].open
			}
			t.merge(rect{i + 1, first, i + 1, last})
			first = last + 1
		}
	}
}

// lineNeeds is how wide the texts of a line are, in characters of the body's size.
func lineNeeds(texts []slot, p part) []float64 {
	needs := make([]float64, len(texts))
	for k := range texts {
		needs[k] = float64(zh.Width(texts[k].value.s)) * letterings[p].size / bodySize
	}
	return needs
}

// widenForLines widens the columns of a narrow table so that its title and the texts of its
// lines do not break (the office, 截至 and its date, the unit), if the page has room for that.
func (t *table) widenForLines() {
	const step, most = 20, 2 // twentieths of the widths, and at most twice as wide
	width, _ := t.spec.Print.page(t.paper)
	for i := range t.grid {
		r := &t.grid[i]
		texts := r.slots
		if r.part == titlePart {
			texts = texts[:1]
		}
		if r.part == titlePart || r.part == linePart && len(texts) > 1 && len(texts) <= len(t.widths) {
			needs, widths := lineNeeds(texts, r.part), slices.Clone(t.widths)
			for n := step; n <= most*step; n++ {
				points := 0.0
				for c, w := range t.widths {
					widths[c] = math.Ceil(w*float64(n)*2/step) / 2
					points += (widths[c]*digitWidth + cellPadding) * pixel / 1000
				}
				if n > step && points > width {
					break
				}
				if _, lack := splitColumns(widths, needs); lack == 0 {
					if n > step {
						t.widths = widths
					}
					break
				}
			}
		}
	}
}

// splitColumns shares columns out to one, two or three texts and gives each
// one's last column: so that least of them is cut off, and then so that the
// outer ones are of like width, which puts the middle one in the middle. What is cut off
// is told, too.
func splitColumns(widths, needs []float64) (ends []int, cut float64) {
	edges := make([]float64, len(widths)+1)
	for i, w := range widths {
		edges[i+1] = edges[i] + w
	}
	n, k := len(widths), len(needs)
	if k == 1 {
		return []int{n}, max(0, needs[0]-edges[n])
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
			best, least, cut = ends, cost, lack
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
	return best, cut
}
