package typeset

import (
	"sync"

	"hongtou/generator/standard"
)

// sheets is the memory that pages are made of. It is handed to the next document's when
// the layout is released.
type sheets struct {
	glyphs slab[Glyph]
	runs   [][]Run
	rules  [][]Rule
}

var spareSheets = sync.Pool{New: func() any { return new(sheets) }}

// page gives a page memory.
func (s *sheets) page(p *Page) {
	if n := len(s.runs); n > 0 {
		p.Runs, s.runs = s.runs[n-1], s.runs[:n-1]
	} else {
		p.Runs = make([]Run, 0, 4*standard.LinesPerPage)
	}
	if n := len(s.rules); n > 0 {
		p.Rules, s.rules = s.rules[n-1], s.rules[:n-1]
	}
}

// Release gives the layout's memory back, to be made pages of anew: when all is written
// that it is written to, and nothing of it is asked for any more.
func (l *Layout) Release() {
	s := l.sheets
	if s == nil {
		return
	}
	for _, p := range l.Pages {
		if cap(p.Runs) > 0 {
			clear(p.Runs)
			s.runs = append(s.runs, p.Runs[:0])
		}
		if cap(p.Rules) > 0 {
			s.rules = append(s.rules, p.Rules[:0])
		}
	}
	s.glyphs.giveBack()
	*l = Layout{}
	spareSheets.Put(s)
}
