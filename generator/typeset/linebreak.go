package typeset

import "math"

// The line breaker chooses the breaks of a whole paragraph at once: the set of
// lines whose costs add up to least. A line's cost is its distance from the
// grid. Marks give way first (先挤进), then the line is pushed out (后推出), so
// giving all its blanks up costs a line less than stretching it by one
// character over its 27 gaps (0.037 em each, cost 14).
const (
	costShrink  = 8.0     // times the share of a line's blanks given up, squared
	costStretch = 10000.0 // times the growth of each gap in em, squared
	costDislike = 25.0    // a number parted from its unit
	costWidow   = 30.0    // a paragraph's last line of one character
	costLine    = 1.0     // each line: of equal ones the shorter paragraph
	maxStretch  = 0.20    // em a gap: beyond it a line is only taken for want of another
	costTorn    = 1e5     // an emergency: a gap beyond maxStretch
	costBroken  = 1e7     // an emergency: a break where none is allowed
)

// span is the atoms from start up to end that make one line.
type span struct{ start, end int }

// breaker finds the lines of one paragraph.
type breaker struct {
	atoms  []atom
	widths []Length // sums up to each atom: widths with kerns
	shrink []Length
	gaps   []int
	first  Length // the first line's measure
	rest   Length // the others'
}

// lines gives the lines of the paragraph; emergencies break where no break is
// allowed rather than lose text.
func (b *breaker) lines() []span {
	if len(b.atoms) == 0 {
		return nil
	}
	b.sum()
	if lines := b.best(false); lines != nil {
		return lines
	}
	return b.best(true)
}

func (b *breaker) sum() {
	n := len(b.atoms)
	b.widths, b.shrink, b.gaps = make([]Length, n+1), make([]Length, n+1), make([]int, n+1)
	for i := range b.atoms {
		a := &b.atoms[i]
		b.widths[i+1] = b.widths[i] + a.width + a.kern
		b.shrink[i+1] = b.shrink[i] + a.shrink
		b.gaps[i+1] = b.gaps[i]
		if a.stretch {
			b.gaps[i+1]++
		}
	}
}

// best walks the breakpoints from left to right, keeping for each the cheapest
// way to it. It gives nil where no way leads to the end; with anywhere set,
// every atom is a breakpoint and there is one.
func (b *breaker) best(anywhere bool) []span {
	n := len(b.atoms)
	cost := make([]float64, n+1)
	from := make([]int, n+1)
	for end := 1; end <= n; end++ {
		cost[end] = math.Inf(1)
		kind := b.atoms[end-1].breaks
		if kind == never && !anywhere {
			continue
		}
		for start := end - 1; start >= 0; start-- {
			if start < end-1 && b.atoms[start].breaks == required {
				break // the line can't hold a forced break
			}
			c, tooWide := b.lineCost(start, end)
			if tooWide && start < end-1 {
				break
			}
			if tooWide && !anywhere {
				break
			}
			c += cost[start]
			switch kind {
			case never:
				c += costBroken
			case dislike:
				c += costDislike
			}
			if c < cost[end] {
				cost[end], from[end] = c, start
			}
		}
	}
	if math.IsInf(cost[n], 1) {
		return nil
	}
	var lines []span
	for end := n; end > 0; end = from[end] {
		lines = append(lines, span{from[end], end})
	}
	for i, j := 0, len(lines)-1; i < j; i, j = i+1, j-1 {
		lines[i], lines[j] = lines[j], lines[i]
	}
	return lines
}

// natural is a line's width before justification, with the blanks at its end
// dropped and what its marks can give up.
func (b *breaker) natural(start, end int) (width, give Length, gaps, last int) {
	last = end - 1
	for last > start && b.atoms[last].blank {
		last--
	}
	a := &b.atoms[last]
	width = b.widths[last] - b.widths[start] + a.width - a.track
	if a.blank {
		width = 0
	}
	give = b.shrink[last] - b.shrink[start] + a.trimEnd + b.atoms[start].trimStart
	return width, give, b.gaps[last] - b.gaps[start], last
}

func (b *breaker) measure(start int) Length {
	if start == 0 {
		return b.first
	}
	return b.rest
}

func (b *breaker) lineCost(start, end int) (cost float64, tooWide bool) {
	width, give, gaps, last := b.natural(start, end)
	want := b.measure(start)
	if width-give > want {
		return 0, true
	}
	cost = costLine
	if width > want {
		share := float64(width-want) / float64(give)
		return cost + costShrink*share*share, false
	}
	if b.atoms[end-1].breaks == required {
		if start > 0 && end == len(b.atoms) && (last == start || last == start+1 && has(notAtHead, b.atoms[last].rune)) {
			cost += costWidow
		}
		return cost, false
	}
	em := float64(b.atoms[start].size)
	grow := float64(want - width)
	if gaps > 0 {
		grow /= float64(gaps)
	}
	grow /= em
	if grow > maxStretch {
		cost += costTorn * (1 + grow)
	}
	return cost + costStretch*grow*grow, false
}

// set places a line's atoms: the x of each from the line's start. A justified
// line's last em box ends on the measure exactly; a line that ends with a forced
// break keeps its natural width unless that is too wide.
func (b *breaker) set(l span) []Length {
	natural, give, gaps, last := b.natural(l.start, l.end)
	over := natural - b.measure(l.start)
	justify := b.atoms[l.end-1].breaks != required
	var at, squeezed, before Length
	if over > 0 {
		// The end's blank goes first (GB/T 15834-2011, 5.1.10): it moves nothing.
		// The start and the gaps share the rest by their blanks.
		end := b.atoms[last].trimEnd
		over -= min(over, end)
		give = max(1, give-end)
		squeezed = b.atoms[l.start].trimStart
		before = over * squeezed / give
		at = -before
	}
	x := make([]Length, last-l.start+1)
	gap := 0
	for i := l.start; i <= last; i++ {
		a := &b.atoms[i]
		x[i-l.start] = at
		at += a.width + a.kern
		switch {
		case over > 0:
			squeezed += a.shrink
			upTo := over * squeezed / give
			at -= upTo - before
			before = upTo
		case over < 0 && justify && a.stretch && gap < gaps:
			at += share(-over, gap+1, gaps) - share(-over, gap, gaps)
			gap++
		}
	}
	return x
}
