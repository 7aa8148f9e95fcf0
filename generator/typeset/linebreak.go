package typeset

import (
	"math"
	"slices"

	"hongtou/generator/standard"
)

// The line breaker chooses the breaks of a whole paragraph at once: the set of
// lines whose costs add up to least. A line's cost is its distance from the
// grid. Marks give way first (先挤进), then the line is pushed out (后推出), so
// giving all its blanks up costs a line less than stretching it by one
// character over its 27 gaps (0.037 em each, cost 14).
const (
	costShrink  = 8.0     // times the share of a line's blanks given up, squared
	costStretch = 10000.0 // times the growth of each gap in em, squared
	costUnit    = 1.3e5   // a number parted from its unit: more than a gap of 0.3 em
	costMonth   = 2e4     // a date parted behind 月
	costDate    = 3e3     // a date parted behind 年, 代字 from its 〔year〕
	costCode    = 60.0    // a long code parted
	costWidow   = 150.0   // a paragraph's last line of one character
	costUnlike  = 10.0    // times how much more closed a line is than the one before, squared
	costLine    = 1.0     // each line: of equal ones the shorter paragraph
	leastFull   = 8       // tenths of the measure that such a line has at least before it grows
	maxStretch  = 0.12    // em a gap: beyond it a line is only taken for want of another
	mostLoose   = 0.3     // em a gap: a line that would have to grow more is left short
	costTorn    = 1e5     // an emergency: a gap beyond maxStretch
	costBroken  = 1e7     // an emergency: a break where none is allowed

	// Of lines that are not justified: each but the last one full, the last one with more
	// than a character.
	costSlack      = 1.0   // times what a line leaves empty in em, squared
	costSlackLast  = 1.0   // likewise, of the last one where lines stand in the middle
	costWidowCell  = 40.0  // a last line of one character
	costRaggedCode = 400.0 // a code, a date or a number's hyphen at a line's end
)

// breakCosts is what a line's end costs by its kind.
var breakCosts = [...]float64{never: costBroken, unitLost: costUnit, monthTorn: costMonth, dateTorn: costDate, codeTorn: costCode, allowed: 0, required: 0}

// span is the atoms from start up to end that make one line.
type span struct{ start, end int }

// breaker finds the lines of one paragraph.
type breaker struct {
	atoms []atom
	sums  []sum
	first Length // the first line's measure
	rest  Length // the others'
	// Lines are not justified; in the middle the last one is as long as the others.
	ragged, centred bool

	// Of the lines that were set: one piece of memory for a paragraph's glyphs.
	slab   *slab[Run]
	glyphs []Glyph
	ways   []way
	places []Length

	recasts []way // of counts
}

// sum is what the atoms before a position add up to.
type sum struct {
	width  Length // widths with kerns
	shrink Length
	gaps   int // parts of its growth
}

// effort is how far a search goes.
type effort uint8

const (
	decent    effort = iota // no gap grows beyond maxStretch, no number loses its unit
	torn                    // gaps grow as they must
	emergency               // breaks where none is allowed rather than lose text
)

// lines gives the lines of the paragraph.
func (b *breaker) lines() []span {
	if len(b.atoms) == 0 {
		return nil
	}
	b.sum()
	for e := decent; ; e++ {
		if lines := b.best(e); lines != nil || e == emergency {
			return lines
		}
	}
}

func (b *breaker) sum() {
	b.sums = append(slices.Grow(b.sums[:0], len(b.atoms)+1), sum{})
	var s sum
	for i := range b.atoms {
		a := &b.atoms[i]
		s.width += a.width + a.kern
		s.shrink += a.shrink
		s.gaps += a.stretch
		b.sums = append(b.sums, s)
	}
}

// unreached is less than what a position costs that no way leads to.
const unreached = math.MaxFloat64

// way is the cheapest way to a position of a paragraph.
type way struct {
	cost  float64
	from  int
	shade float64 // of its last line: -1 where its marks are closed up, 1 where it is as open as may be
}

// best walks the breakpoints from left to right, keeping for each the cheapest
// way to it. It gives nil where no way leads to the end; in an emergency every
// atom is a breakpoint and there is one.
func (b *breaker) best(e effort) []span {
	n := len(b.atoms)
	b.ways = append(slices.Grow(b.ways[:0], n+1), way{})[:n+1]
	ways := b.ways
	// A decent line has so much before it is stretched: its gaps are at most one
	// and a third a character, each growing by maxStretch.
	least := min(b.first, b.rest) * leastFull / 10
	forced := 0 // where the line begins at the earliest: it can't hold a forced break
	full := 0   // the last start from which a line is long enough; it hardly goes back
	for end := 1; end <= n; end++ {
		ways[end] = way{cost: math.Inf(1)}
		if end > 1 && b.atoms[end-2].breaks == required {
			forced = end - 1
		}
		kind := b.atoms[end-1].breaks
		if kind == never && e != emergency || kind == unitLost && e == decent {
			continue
		}
		extra := breakCosts[kind]
		tail := b.tail(end)
		last := end - 1
		if e == decent && !b.ragged && kind != required {
			for full+1 < end && tail.width-b.sums[full+1].width >= least {
				full++
			}
			for full >= 0 && tail.width-b.sums[full].width < least {
				full--
			}
			last, full = full, max(full, 0)
		}
		for start := last; start >= forced; start-- {
			if ways[start].cost > unreached {
				continue
			}
			c, fit := b.lineCost(start, end, &tail, e)
			if fit == tooWide && (e != emergency || start < end-1) {
				break
			}
			if fit == tooLoose {
				continue
			}
			shade := b.shade(start, end, &tail)
			if start > 0 {
				unlike := shade - ways[start].shade
				c += costUnlike * unlike * unlike
			}
			if c += extra + ways[start].cost; c < ways[end].cost {
				ways[end] = way{c, start, shade}
			}
		}
	}
	if ways[n].cost > unreached {
		return nil
	}
	var lines []span
	for end := n; end > 0; end = ways[end].from {
		lines = append(lines, span{ways[end].from, end})
	}
	slices.Reverse(lines)
	return lines
}

// tail is what a line's end is like, wherever the line begins.
type tail struct {
	last   int // its last atom that is not a blank
	blank  bool
	width  Length // sums with the last atom, but for its tracking
	shrink Length
	gaps   int
}

func (b *breaker) tail(end int) tail {
	last := end - 1
	for last > 0 && b.atoms[last].blank {
		last--
	}
	a := &b.atoms[last]
	return tail{
		last: last, blank: a.blank, width: b.sums[last].width + a.width - a.track,
		shrink: b.sums[last].shrink + a.trimEnd, gaps: b.sums[last].gaps,
	}
}

// natural is a line's width before justification, with the blanks at its end
// dropped and what its marks can give up.
func (b *breaker) natural(start, end int) (width, give Length, gaps, last int) {
	t := b.tail(end)
	return b.between(start, &t)
}

func (b *breaker) between(start int, t *tail) (width, give Length, gaps, last int) {
	if t.last < start || t.blank { // nothing but blanks
		return 0, 0, 0, start
	}
	from := &b.sums[start]
	return t.width - from.width, t.shrink - from.shrink + b.atoms[start].trimStart, t.gaps - from.gaps, t.last
}

func (b *breaker) measure(start int) Length {
	if start == 0 {
		return b.first
	}
	return b.rest
}

// fit tells how a line fits its measure.
type fit uint8

const (
	fits fit = iota
	tooWide
	tooLoose
)

func (b *breaker) lineCost(start, end int, t *tail, e effort) (cost float64, f fit) {
	width, give, gaps, _ := b.between(start, t)
	want := b.measure(start)
	if width-give > want {
		return 0, tooWide
	}
	if b.ragged {
		return b.raggedCost(start, end, t, want-width), fits
	}
	if width > want {
		share := float64(width-want) / float64(give)
		return costLine + costShrink*share*share, fits
	}
	if b.atoms[end-1].breaks == required {
		cost = costLine
		if end == len(b.atoms) && b.widow(start, t) {
			cost += costWidow
		}
		return cost, fits
	}
	grow := float64(want-width) / float64(max(1, gaps)) / float64(b.atoms[start].size)
	if grow > maxStretch {
		if e == decent {
			return 0, tooLoose
		}
		cost = costTorn * (1 + grow)
	}
	return cost + costLine + costStretch*grow*grow, fits
}

// shade is how closed or open a justified line is.
func (b *breaker) shade(start, end int, t *tail) float64 {
	width, give, gaps, _ := b.between(start, t)
	switch over := float64(width - b.measure(start)); {
	case b.ragged, over == 0:
		return 0
	case over > 0:
		return -over / float64(max(1, give))
	case b.atoms[end-1].breaks == required:
		return 0
	default:
		return -over / float64(max(1, gaps)) / float64(b.atoms[start].size) / maxStretch
	}
}

// raggedCost is what a line costs that is not justified and leaves slack empty.
func (b *breaker) raggedCost(start, end int, t *tail, slack Length) float64 {
	kind, empty := b.atoms[end-1].breaks, float64(slack)/float64(b.atoms[start].size)
	cost := 0.0
	switch {
	case kind != required:
		cost += costSlack * empty * empty
		if kind == dateTorn || kind == codeTorn {
			cost += costRaggedCode
		}
	case b.centred:
		cost += costSlackLast * empty * empty
	}
	if kind == required && b.widow(start, t) {
		cost += costWidowCell
	}
	return cost
}

// widow tells whether a last line that begins at start holds one character, its marks
// apart.
func (b *breaker) widow(start int, t *tail) bool {
	for i := start + 1; i <= t.last; i++ {
		if !b.atoms[i].class.is(notAtHead) {
			return false
		}
	}
	return start > 0
}

// place gives a line's atoms their places: the x of each from the line's start. A justified
// line's last em box ends on the measure exactly; a line that ends with a forced
// break keeps its natural width unless that is too wide.
func (b *breaker) place(l span) []Length {
	natural, give, gaps, last := b.natural(l.start, l.end)
	over := natural - b.measure(l.start)
	justify := b.atoms[l.end-1].breaks != required && float64(-over) <= mostLoose*float64(max(1, gaps))*float64(b.atoms[l.start].size)
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
	x := slices.Grow(b.places[:0], last-l.start+1)[:last-l.start+1]
	b.places = x
	gap, grown := 0, Length(0)
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
		case over < 0 && justify && a.stretch > 0 && gap < gaps:
			gap += a.stretch
			upTo := standard.Share(-over, gap, gaps)
			at += upTo - grown
			grown = upTo
		}
	}
	return x
}
