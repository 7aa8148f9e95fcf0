package typeset

import "hongtou/generator/standard"

// foot ends the document: the imprint at the foot of the last page, even pages
// for double-sided printing, the check code. It gives the number of the first
// page that carries no folio for lack of text on it and before it, 0 if all do
// (7.5: a blank page before the imprint's, and that page, have none).
func (s *setter) foot(p *pager) (blank int) {
	duplex, check := s.document.Meta.Duplex, s.document.Meta.Check
	var imprint box
	has := s.document.Imprint != nil
	if has {
		pages := s.imprintPages(s.document.Imprint)
		for i := range pages[:len(pages)-1] {
			p.turn()
			p.atFoot(&pages[i])
		}
		imprint = pages[len(pages)-1]
	}
	fits := p.y+imprint.height <= standard.AreaHeight
	last := len(p.pages)
	switch {
	case !has:
	case fits && (!duplex || last%2 == 0):
	case duplex && last%2 == 0: // full and even: a blank page, then the imprint's
		blank = last + 1
		p.turn()
		p.turn()
	default:
		p.turn()
	}
	if has {
		p.atFoot(&imprint)
	}
	if duplex && len(p.pages)%2 == 1 {
		if blank == 0 {
			blank = len(p.pages) + 1
		}
		p.turn()
	}
	if check != "" {
		code := s.checkCode(check, len(p.pages))
		p.put(p.pages[len(p.pages)-1], &code, standard.AreaHeight)
	}
	return blank
}

// numbered tells whether a page shows its folio.
func (s *setter) numbered(page, blank int) bool {
	if s.document.Layout.Folio.NotFirst && page == 1 { // 10.1
		return false
	}
	return blank == 0 || page < blank
}
