package typeset

import "hongtou/generator/standard"

// box is what the page maker moves about: a line of text, a table's row, a
// title. What is in it is placed from the type area's left edge and the box's
// top.
type box struct {
	height Length
	onGrid bool // a line of body text: begins on a grid row
	apart  int  // what a page's end behind the box costs
	skip   bool // blank: vanishes at a page's top
	text   bool // a line of a paragraph: a figure may go behind it
	floats bool // a figure: may go behind the text that follows
	runs   []Run
	rules  []Rule
	shapes []Shape
	images []Image
	marks  []Bookmark // Page and Y are set when the box is placed
	areas  []Area     // likewise Page
	repeat *box       // a table's head, set again where a page starts with this row
	breaks bool       // starts a new page
	signed bool       // ends a signature
	below  Length     // room that is left below the box on its page

	of source // what it is complained of as

	// Of a block's first box: how many boxes the block has, and how else they can be set.
	span     int
	settings func(boxes []box) []setting
	// parts parts a row between its lines so that the first part finds room, or gives
	// nil; where nothing stands on the page yet the first part is whatever fits.
	parts func(room Length, fresh bool) []box
}

// keeps tells whether a box stands together with the one that follows.
func (b *box) keeps() bool { return b.apart >= costTable }

// lines is how many lines of text a box has.
func (b *box) lines() int {
	if !b.onGrid || b.skip {
		return 0
	}
	return int(b.height / standard.RowHeight)
}

// pager puts boxes on pages, as planned.
type pager struct {
	pages     []*Page
	bookmarks []Bookmark
	areas     []Area
	y         Length // where the next box may begin, from the type area's top
	fresh     bool   // nothing stands on the page yet
	limit     Length // height of a page's room
	foot      Length // height of what will stand at the last page's foot
	last      *box   // the one put on the page before
	spread    spread // of the page's lines

	sheets *sheets // nil: pages have memory of their own

	look func(page int, b *box, y Length) // is shown every box where it is put
}

func newPager() *pager {
	p := &pager{limit: standard.AreaHeight}
	p.turn()
	return p
}

func (p *pager) turn() {
	page := &Page{Number: len(p.pages) + 1, Width: standard.PaperWidth, Height: standard.PaperHeight}
	if p.sheets != nil {
		p.sheets.page(page)
	}
	p.pages = append(p.pages, page)
	p.y, p.fresh, p.last, p.spread = 0, true, nil, spread{}
}

// flow places all boxes.
func (p *pager) flow(boxes []box) {
	w := planners.Get().(*planner)
	defer w.forget()
	way := p.plan(w, boxes)
	p.spread = p.spreadOf(way)
	for i, n := range way {
		if n.box == nil {
			continue
		}
		if n.turned {
			p.turn()
			p.spread = p.spreadOf(way[i:])
			if r := n.box.repeat; r != nil {
				p.place(r)
			}
		}
		p.place(n.box)
	}
	p.y += p.spread.down()
}

func (p *pager) place(b *box) {
	if b.skip && p.fresh {
		return
	}
	if b.onGrid {
		p.y = standard.RowTop(standard.RowAt(p.y))
	}
	if grows(p.last, b) {
		p.spread.before++
	}
	p.last = b
	y := p.y + p.spread.down()
	page := p.pages[len(p.pages)-1]
	p.show(page, b, y)
	for _, m := range b.marks {
		m.Page, m.Y = page.Number, standard.MarginTop+y
		p.bookmarks = append(p.bookmarks, m)
	}
	for _, a := range b.areas {
		a.Page, a.X, a.Y = page.Number, a.X+standard.MarginLeft, a.Y+standard.MarginTop+y
		p.areas = append(p.areas, a)
	}
	p.y += b.height
	p.fresh = false
}

// show puts a box on a page and lets it be looked at.
func (p *pager) show(page *Page, b *box, y Length) {
	if p.look != nil {
		p.look(page.Number, b, y)
	}
	p.put(page, b, y)
}

// put draws a box on a page with its top at y below the type area's top.
func (p *pager) put(page *Page, b *box, y Length) {
	from := len(page.Runs)
	page.Runs = append(page.Runs, b.runs...)
	for i := range page.Runs[from:] {
		r := &page.Runs[from+i]
		r.X += standard.MarginLeft
		r.Y += standard.MarginTop + y
	}
	for _, r := range b.rules {
		r.X += standard.MarginLeft
		r.Y += standard.MarginTop + y
		page.rule(r)
	}
	for _, s := range b.shapes {
		page.Shapes = append(page.Shapes, s.move(standard.MarginLeft, standard.MarginTop+y))
	}
	for _, i := range b.images {
		i.X += standard.MarginLeft
		i.Y += standard.MarginTop + y
		page.Images = append(page.Images, i)
	}
}

// rule draws a rule. An upright one that begins where another of its kind ends goes on
// with it: the rows of a table have theirs one below the other.
func (p *Page) rule(r Rule) {
	const back = 64 // rules: of the row above and this one
	if r.Height > r.Width {
		for i := len(p.Rules) - 1; i >= max(0, len(p.Rules)-back); i-- {
			if above := &p.Rules[i]; above.X == r.X && above.Y+above.Height == r.Y && above.Width == r.Width && above.Ink == r.Ink {
				above.Height += r.Height
				return
			}
		}
	}
	p.Rules = append(p.Rules, r)
}

// atFoot places a box so that it ends with the type area on the last page.
func (p *pager) atFoot(b *box) {
	p.show(p.pages[len(p.pages)-1], b, standard.AreaHeight-b.height)
	p.y, p.fresh = standard.AreaHeight, false
}
