package typeset

import (
	"math"
	"slices"
)

// recastStretch is how far a gap grows at most, in em, where a paragraph is set in a
// line more than is best for it.
const recastStretch = 0.115

// mayTakeOther tells whether the paragraph just set in so many lines may perhaps be set
// in one less or one more: all that its marks give up, or its gaps take, makes up for it.
func (b *breaker) mayTakeOther(lines int) bool {
	all, size := &b.sums[len(b.sums)-1], b.atoms[0].size
	room := b.first + Length(lines-1)*b.rest
	grown := all.width + Length(float64(all.gaps)*recastStretch*float64(size))
	return lines > 1 && all.width-all.shrink < room-b.rest+size || grown > room+size
}

// counts is the cheapest ways to set a paragraph, by their numbers of lines.
type counts struct {
	ways  []way // the cheapest way to each position in each number of lines
	width int
}

// counts, until it is asked again, finds the cheapest ways to set the paragraph in up to so
// many lines, all of them decent.
func (b *breaker) counts(most int) counts {
	n := len(b.atoms)
	b.sum()
	b.recasts = slices.Grow(b.recasts[:0], (n+1)*(most+1))[:(n+1)*(most+1)]
	w := counts{b.recasts, most + 1}
	for i := range w.ways {
		w.ways[i] = way{cost: math.Inf(1)}
	}
	w.ways[0].cost = 0
	least := min(b.first, b.rest) * leastFull / 10
	for end := 1; end <= n; end++ {
		kind := b.atoms[end-1].breaks
		if kind == never || kind == unitLost {
			continue
		}
		extra := breakCosts[kind]
		tail := b.tail(end)
		for start := end - 1; start >= 0; start-- {
			if start < end-1 && b.atoms[start].breaks == required {
				break
			}
			if start > 0 && b.atoms[start-1].breaks == never || kind != required && tail.width-b.sums[start].width < least {
				continue
			}
			cost, fit := b.lineCost(start, end, &tail, decent)
			if fit == tooWide {
				break
			}
			if fit == tooLoose || kind != required && b.growth(start, &tail) > recastStretch {
				continue
			}
			if end == n && b.widow(start, &tail) {
				continue
			}
			before, now := w.ways[start*w.width:], w.ways[end*w.width:]
			for c := 1; c < w.width; c++ {
				if total := before[c-1].cost + cost + extra; total < now[c].cost {
					now[c] = way{cost: total, from: start}
				}
			}
		}
	}
	return w
}

// cost is what the cheapest way in so many lines costs, nothing where there is none.
func (w *counts) cost(lines int) float64 {
	if lines < 1 || lines >= w.width {
		return 0
	}
	if c := w.ways[len(w.ways)-w.width+lines].cost; c < unreached {
		return c
	}
	return 0
}

// lines is the cheapest way in so many lines, nil where there is none.
func (w *counts) lines(lines int) []span {
	if lines < 1 || lines >= w.width || w.ways[len(w.ways)-w.width+lines].cost > unreached {
		return nil
	}
	var spans []span
	for end, c := len(w.ways)/w.width-1, lines; end > 0; c-- {
		from := w.ways[end*w.width+c].from
		spans = append(spans, span{from, end})
		end = from
	}
	slices.Reverse(spans)
	return spans
}

// growth is how far each gap of a line grows, in em.
func (b *breaker) growth(start int, t *tail) float64 {
	width, _, gaps, _ := b.between(start, t)
	return float64(b.measure(start)-width) / float64(max(1, gaps)) / float64(b.atoms[start].size)
}
