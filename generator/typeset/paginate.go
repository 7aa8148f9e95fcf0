package typeset

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"hongtou/generator/standard"
)

// Pages are filled (撑满版心, 5.2.3): of all ways to part a document into pages the
// one is taken whose costs add up to least. What a page leaves empty costs most after
// what stands together; where a heading, a table or the signatures would leave lines
// empty, a paragraph before them that can be set in a line more or less is, a chart
// gives up some height, and a figure waits for the top of the next page. Where none of
// that helps, the page's lines stand a little further apart (spread.go).
const (
	costPage      = 50        // each page
	costShort     = 600       // a page on which a line more would have found room
	costShortLine = 25        // times the lines left empty, squared
	costSpread    = 300       // such a page whose lines are spread over it instead
	costTight     = 300       // a page whose lines stand closer so that the signature finds room
	costGap       = 8_000     // a third of the page left empty
	costHalf      = 40_000    // half of it: rather is a short table torn
	costSingle    = 8         // a single line of a paragraph at a page's edge
	costRecast    = 20        // a paragraph in a line more or less than is best for it
	costLater     = 200       // a figure behind text that it stood before
	costPad       = 20        // times the points by which a table's rows are lower
	costSmaller   = 8         // times the percent by which a figure is smaller
	costParted    = 500       // a row parted between its lines
	costFew       = 3_000     // a last page of less than three lines: rather are they more by one
	costAlone     = 20_000    // the imprint alone on a page
	costTable     = 30_000    // a table of few rows torn
	costApart     = 1_000_000 // what stands together parted: a heading from its text
	costBegun     = 4_000_000 // the head, the title or 主送机关 parted from the text
	costSigned    = 5_000_000 // signatures parted from the text
	costMerged    = 9_000_000 // a merged cell torn
)

const (
	mostShort  = 2  // lines that a page may leave empty so that the next ones are filled
	fewLines   = 3  // lines of a last page from which on it is none of a few
	nearEnd    = 14 // boxes before the end that may begin the last page though there is room
	mostPasses = 16 // times that a document is parted anew with more blocks set otherwise
	mostStates = 64 // ways that are followed side by side: more than a page has lines
)

// setting is another way to set the boxes of one block, and what it costs.
type setting struct {
	boxes []box
	cost  int
}

// node is a box set somewhere, at the end of the cheapest way there.
type node struct {
	before int32 // the node of the box before it
	block  int32 // the first box of the block that it is of, if that has other ways, or -1
	gaps   int32 // of its page that may grow
	lines  int16 // of text on its page
	turned bool  // a page begins with it
	fresh  bool  // nothing stands on its page yet
	signed bool  // its page has a signature
	tight  bool  // its page's lines must stand closer
	cost   int
	y      Length // where the next box may begin
	bottom Length // where its page's last text ends
	apart  int    // cost of a page's end behind it
	box    *box   // nil where a figure begins to wait
	waits  *box   // a figure that waits for the top of the next page
}

// planner finds the cheapest way to set boxes on pages.
type planner struct {
	limit   Length
	free    []bool // blocks that may be set in their other ways too, by their first boxes
	others  map[*box][]setting
	nodes   []node
	now     []int32 // the ways so far, by their last nodes
	next    []int32
	joined  []box // what follows the block that is set
	ending  int   // how many boxes there are from its end up to the text's end, or an attachment
	current int32 // its first box, if it has other ways, or -1
	from    []int32
	ends    []int32
	best    []node // the best way
	stages  []stage
	ways    []int32 // of the stages
}

// stage is where a block begins: what the planner knew before it was set.
type stage struct {
	box, nodes, stop int
	from, to         int // its ways
}

// plan gives the nodes of the best way, in their order, until w is asked again.
func (p *pager) plan(w *planner, boxes []box) []node {
	w.limit = p.limit
	w.free = append(w.free[:0], make([]bool, len(boxes))...)
	w.nodes = append(slices.Grow(w.nodes[:0], 2*len(boxes)+1), node{before: -1, y: p.y, bottom: p.y, fresh: p.fresh, block: -1})
	w.now = append(w.now[:0], 0)
	way := w.way(w.run(boxes, p.foot))
	for back, n := 2, 0; n < mostPasses && back <= len(boxes); n++ {
		first := w.release(way, back, p.foot)
		if first < 0 {
			back *= 4
			continue
		}
		w.returnTo(first)
		way = w.way(w.run(boxes, p.foot))
	}
	return way
}

// returnTo takes the planner back to where the block that begins with a box, or the one
// that it is in, was not set yet.
func (w *planner) returnTo(box int) {
	n, _ := slices.BinarySearchFunc(w.stages, box+1, func(s stage, at int) int { return cmp.Compare(s.box, at) })
	w.stages = w.stages[:n]
}

// planners are kept for the next document's boxes: their nodes take more memory than
// all else of a document.
var planners = sync.Pool{New: func() any { return new(planner) }}

// forget keeps the planner's memory without what is in it.
func (w *planner) forget() {
	clear(w.nodes[:cap(w.nodes)])
	clear(w.best[:cap(w.best)])
	*w = planner{nodes: w.nodes[:0], now: w.now[:0], next: w.next[:0], from: w.from[:0], ends: w.ends[:0], best: w.best[:0],
		free: w.free[:0], stages: w.stages[:0], ways: w.ways[:0]}
	planners.Put(w)
}

// way is the nodes up to the last one, in their order.
func (w *planner) way(last node) []node {
	w.best = w.best[:0]
	for n := last; n.before >= 0; n = w.nodes[n.before] {
		w.best = append(w.best, n)
	}
	slices.Reverse(w.best)
	return w.best
}

// release lets the blocks on each page that ends short, on so many pages before it and on
// the one behind it be set in their other ways, and those before a page of the imprint
// alone. It gives the first box of those that were not free before, -1 if there are none.
func (w *planner) release(way []node, back int, foot Length) int {
	found := int32(-1)
	free := func(b int32) {
		if b >= 0 && !w.free[b] {
			w.free[b] = true
			if found < 0 || b < found {
				found = b
			}
		}
	}
	freeBack := func(begins []int, end int) {
		for _, n := range way[begins[max(0, len(begins)-1-back)]:end] {
			free(n.block)
		}
	}
	begins, short := []int{0}, false // where each page begins, whether the one before ends short
	for i := range way {
		if way[i].turned {
			before := &w.nodes[way[i].before]
			short = !way[i].box.breaks && w.turning(before, way[i].box) >= costSpread
			if short || way[i].box.breaks && w.last(before, 0) > 0 {
				freeBack(begins, i)
			}
			begins = append(begins, i)
		}
		if short {
			free(way[i].block)
		}
	}
	if n := len(way); n > 0 && w.last(&way[n-1], foot) > 0 {
		freeBack(begins, n)
	}
	return int(found)
}

// run sets all boxes, from the last stage on, and gives the cheapest way's last node.
// foot is the height of what stands at the last page's foot.
func (w *planner) run(boxes []box, foot Length) node {
	i, stop := 0, 0
	if n := len(w.stages); n > 0 {
		last := w.stages[n-1]
		w.stages, w.nodes = w.stages[:n-1], w.nodes[:last.nodes]
		w.now = append(w.now[:0], w.ways[last.from:last.to]...)
		w.ways = w.ways[:last.from]
		i, stop = last.box, last.stop
	}
	for i < len(boxes) {
		w.stages = append(w.stages, stage{i, len(w.nodes), stop, len(w.ways), len(w.ways) + len(w.now)})
		w.ways = append(w.ways, w.now...)
		n := max(1, boxes[i].span)
		for stop = max(stop, i+n); stop < len(boxes) && !boxes[stop].breaks; {
			stop++
		}
		w.joined, w.ending = boxes[i+n:], stop-i-n
		w.block(boxes[i:i+n], int32(i))
		i += n
	}
	best, bestCost := int32(0), math.MaxInt
	for _, at := range w.now {
		if n := w.nodes[at]; n.waits != nil { // the document ends: it stands here
			w.nodes = append(w.nodes, w.set(at, n.waits, false, 0))
			at = int32(len(w.nodes) - 1)
			if w.nodes[at].y > w.limit {
				w.nodes[at] = w.set(n.before, n.waits, true, w.turning(&n, n.waits))
			}
			w.nodes[at].waits = nil
		}
		n := w.nodes[at]
		if n.cost += w.last(&n, foot); n.cost < bestCost {
			best, bestCost = at, n.cost
		}
	}
	n := w.nodes[best]
	n.cost = bestCost
	return n
}

// last is what a last page costs behind a node: one for the imprint alone is a page too
// many, and so is one of a line or two.
func (w *planner) last(n *node, foot Length) int {
	if n.tight {
		over := tightness(n, w.limit, foot)
		if !n.signed || !tightens(over, int(n.gaps)) {
			return costSigned
		}
		rows := int((over + standard.RowHeight - 1) / standard.RowHeight)
		return costTight + costShortLine*rows*rows
	}
	switch {
	case foot > 0 && n.y+foot > w.limit:
		return costPage + costAlone
	case !n.fresh && n.y < fewLines*standard.RowHeight:
		return costFew
	}
	return 0
}

// block sets a block, whose first box is that one, in all ways that it has.
func (w *planner) block(boxes []box, at int32) {
	first, free := &boxes[0], w.free[at]
	w.current = -1
	if first.settings != nil || first.floats {
		w.current = at
	}
	if !free { // it has one way
		for i := range boxes {
			w.step(boxes[i:], 0)
		}
		return
	}
	ways := []setting{{boxes: boxes}}
	if first.settings != nil {
		others, done := w.others[first]
		if !done {
			others = first.settings(boxes)
			for _, s := range others {
				togetherAs(s.boxes, boxes)
			}
			if w.others == nil {
				w.others = map[*box][]setting{}
			}
			w.others[first] = others
		}
		ways = append(ways, others...)
	}
	w.from = append(w.from[:0], w.now...)
	from, ends := w.from, w.ends[:0]
	for _, s := range ways {
		w.now = append(w.now[:0], from...)
		for i := range s.boxes {
			w.step(s.boxes[i:], s.cost)
			s.cost = 0
		}
		ends = append(ends, w.now...)
	}
	if first.floats && len(boxes) == 1 {
		for _, at := range from {
			if n := w.nodes[at]; n.waits == nil && !n.fresh {
				n.before, n.turned, n.box, n.waits, n.apart = at, false, nil, first, 0
				n.cost += costLater
				w.nodes = append(w.nodes, n)
				ends = append(ends, int32(len(w.nodes)-1))
			}
		}
	}
	w.ends = ends
	w.next = w.next[:0]
	for _, at := range ends {
		w.keep(at)
	}
	w.now, w.next = w.next, w.now
}

// togetherAs lets a block's end, set otherwise, stand together with what follows as now
// does: a closing binds the two lines before it.
func togetherAs(boxes, now []box) {
	for i := range boxes {
		boxes[i].of = now[0].of
	}
	for i := 1; i <= min(2, len(boxes), len(now)); i++ {
		if b := &now[len(now)-i]; b.keeps() {
			boxes[len(boxes)-i].apart = b.apart
		}
	}
}

// step sets the first of boxes, at an additional cost, behind every way so far.
func (w *planner) step(boxes []box, cost int) {
	b := &boxes[0]
	near := len(boxes)+w.ending <= nearEnd
	w.next = w.next[:0]
	for _, at := range w.now {
		if w.nodes[at].waits != nil && !b.text {
			at = w.arrive(at)
		}
		n := w.nodes[at]
		switch {
		case b.breaks && !n.fresh:
			w.add(at, b, true, cost+w.last(&n, 0))
			continue
		case b.skip && !b.keeps(), n.fresh && b.parts == nil:
			w.add(at, b, false, cost)
			continue
		}
		bottom, _ := landing(n.y, b)
		fits := bottom <= w.limit
		switch {
		case fits:
			w.add(at, b, false, cost)
		case b.parts != nil:
			w.parted(at, b, n.fresh, false, cost)
		case near && n.waits == nil && tightens(bottom-w.limit, int(n.gaps)+1) && int(n.lines)+b.lines() <= standard.LinesPerPage:
			w.add(at, b, false, cost)
			w.nodes[len(w.nodes)-1].tight = true
		}
		if !n.fresh && !n.tight && (!fits || near || w.limit-n.bottom < (mostShort+1)*standard.RowHeight || b.keeps() && w.overflow(n.y, boxes)) {
			cost := cost + w.turning(&n, b)
			if b.parts != nil && w.higher(b) {
				w.parted(at, b, true, true, cost)
			} else {
				w.add(at, b, true, cost)
			}
		}
	}
	if len(w.next) > mostStates {
		slices.SortStableFunc(w.next, func(a, b int32) int { return cmp.Compare(w.nodes[a].cost, w.nodes[b].cost) })
		w.next = w.next[:mostStates]
	}
	w.now, w.next = w.next, w.now
}

// arrive sets the figure that waits: before what it may not stand behind.
func (w *planner) arrive(at int32) int32 {
	n := w.nodes[at]
	bottom, _ := landing(n.y, n.waits)
	turned, cost := bottom > w.limit, 0
	if turned {
		cost = w.turning(&n, n.waits)
	}
	set := w.set(at, n.waits, turned, cost)
	set.waits = nil
	w.nodes = append(w.nodes, set)
	return int32(len(w.nodes) - 1)
}

// turning is what it costs to end a page behind a node, so that the next one begins with a
// box.
func (w *planner) turning(n *node, next *box) int {
	cost := costPage + n.apart
	empty := int((w.limit - n.bottom + standard.RowHeight/2) / standard.RowHeight) // a table may end between lines
	switch {
	case empty > 0 && spreads(w.limit-n.bottom, int(n.gaps), next):
		cost += costSpread + costShortLine*empty*empty
	case empty > 0:
		cost += costShort + costShortLine*empty*empty
	}
	switch blank := w.limit - n.bottom; {
	case blank > w.limit/2:
		cost += costHalf
	case blank > w.limit/3:
		cost += costGap
	}
	return cost
}

// add sets a box behind a node; where a page begins, a figure that waits stands first.
func (w *planner) add(at int32, b *box, turned bool, cost int) {
	if waits := w.nodes[at].waits; turned && waits != nil {
		top := w.set(at, waits, true, cost)
		top.waits = nil
		w.nodes = append(w.nodes, top)
		at, turned, cost = int32(len(w.nodes)-1), false, 0
	}
	w.nodes = append(w.nodes, w.set(at, b, turned, cost))
	w.keep(int32(len(w.nodes) - 1))
}

// keep takes a node among the ways that are followed, unless a cheaper one ends there.
func (w *planner) keep(at int32) {
	n := &w.nodes[at]
	for i, other := range w.next {
		if o := &w.nodes[other]; o.y == n.y && o.bottom == n.bottom && o.waits == n.waits && o.fresh == n.fresh && o.apart == n.apart {
			if n.cost < o.cost {
				w.next[i] = at
			}
			return
		}
	}
	w.next = append(w.next, at)
}

// set is the node of a box behind another.
func (w *planner) set(at int32, b *box, turned bool, cost int) node {
	n := w.nodes[at]
	if !n.fresh && grows(n.box, b) {
		n.gaps++
	}
	n.before, n.turned, n.box, n.cost, n.apart, n.block = at, turned, b, n.cost+cost, b.apart, w.current
	if turned {
		n.y, n.bottom, n.gaps, n.lines, n.signed, n.tight, n.fresh = 0, 0, 0, 0, false, false, true
		if b.repeat != nil {
			n.bottom, n.y = landing(0, b.repeat)
			n.fresh = false
		}
	}
	if b.skip && n.fresh {
		return n
	}
	bottom, y := landing(n.y, b)
	if !b.skip {
		n.bottom = bottom
	}
	n.lines += int16(b.lines())
	n.signed = n.signed || b.signed
	n.y, n.fresh = y, false
	return n
}

// higher tells whether a box is higher than a page that begins with it.
func (w *planner) higher(b *box) bool {
	if b.repeat != nil {
		return b.repeat.height+b.height > w.limit
	}
	return b.height > w.limit
}

// parted sets a row that is parted between its lines: as much of it as the page has
// room for, the rest on the following ones. The page is empty but for the row's head
// where it is fresh; it begins with the row where it is turned.
func (w *planner) parted(at int32, b *box, fresh, turned bool, cost int) {
	room := w.limit - w.nodes[at].y
	if turned {
		if room = w.limit; b.repeat != nil {
			room -= b.repeat.height
		}
	}
	parts := b.parts(room, fresh)
	cost += costParted
	for i := range parts {
		part := &parts[i]
		part.of = b.of
		if i > 0 {
			cost = costPage
		}
		if i+1 == len(parts) {
			part.apart = b.apart
			w.add(at, part, i > 0 || turned, cost)
			return
		}
		w.nodes = append(w.nodes, w.set(at, part, i > 0 || turned, cost))
		at = int32(len(w.nodes) - 1)
	}
}

// overflow tells whether the boxes that stand together from the first on, with those
// of the next block that stand with them, end below the page.
func (w *planner) overflow(y Length, boxes []box) bool {
	for next := w.joined; ; boxes, next = next, nil {
		for i := range boxes {
			b := &boxes[i]
			bottom, after := landing(y, b)
			if bottom > w.limit {
				return true
			}
			if y = after; !b.keeps() {
				return false
			}
		}
		if len(next) == 0 {
			return false
		}
	}
}

// landing is where a box ends that is set at y, with the room that it needs below, and
// where the next may begin. A line of text ends with its em box, not with the gap
// below it.
func landing(y Length, b *box) (bottom, after Length) {
	if !b.onGrid {
		return y + b.height + b.below, y + b.height
	}
	y = standard.RowTop(standard.RowAt(y))
	return y + b.height - (standard.RowHeight - standard.SizeBody) + b.below, y + b.height
}
