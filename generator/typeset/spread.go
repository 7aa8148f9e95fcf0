package typeset

import "hongtou/generator/standard"

// The standard fills the type area, and lets the space between lines be adjusted where the
// end of a page can't hold the signature (5.2.3, 撑满版心; 7.3.5.5, 调整行距). So a page that
// ends above line 22 though the text goes on (before a heading that stands with its text, or
// lines that stand with the signature) is filled: its last line stands at the foot. And a
// signature that a page all but has room for stands on it, its lines closer together; they
// are never more than 22.

// The part of the lines' pitch by which they stand further apart, or closer, at most: two
// lines of a full page, one of a first page with eight lines. More would be seen: lines are
// left on the grid.
const (
	mostSpread = 7
	mostTight  = 8
)

// spreads tells whether the lines of a page that leaves so much empty are spread over it:
// text goes on, and so many gaps take it up.
func spreads(empty Length, gaps int, next *box) bool {
	return !next.breaks && next.repeat == nil && empty*mostSpread <= Length(gaps)*standard.RowHeight
}

// tightens tells whether so many gaps can give up what goes over the page's end.
func tightens(over Length, gaps int) bool {
	return over*mostTight <= Length(gaps)*standard.RowHeight
}

// tightness is what goes over the page's end that ends with a node and the imprint.
func tightness(n *node, limit, foot Length) Length {
	if foot > 0 {
		return max(n.bottom, n.y+foot) - limit
	}
	return n.bottom - limit
}

// grows tells whether the gap between two boxes that follow each other may grow: that above
// a line of text, but for those of a signature, on which the seal stands.
func grows(above, below *box) bool {
	return above != nil && below.onGrid && above.apart < costSigned
}

// spread is how much further down the boxes of a page stand than on the grid.
type spread struct {
	empty  Length // what the page leaves empty
	gaps   int    // that share it
	before int    // of these, so many are above the box that is set
}

func (s *spread) down() Length {
	if s.empty == 0 {
		return 0
	}
	return standard.Share(s.empty, s.before, s.gaps)
}

// spreadOf is how the page is spread with which a way's first node begins.
func (p *pager) spreadOf(way []node) spread {
	for i := range way {
		next := i + 1
		switch n := &way[i]; {
		case next < len(way) && !way[next].turned:
		case n.tight && next == len(way):
			return spread{empty: -tightness(n, p.limit, p.foot), gaps: int(n.gaps)}
		case n.tight:
			return spread{empty: -tightness(n, p.limit, 0), gaps: int(n.gaps)}
		case next < len(way) && p.limit-n.bottom >= standard.RowHeight/2 && spreads(p.limit-n.bottom, int(n.gaps), way[next].box):
			return spread{empty: p.limit - n.bottom, gaps: int(n.gaps)}
		default:
			return spread{}
		}
	}
	return spread{}
}
