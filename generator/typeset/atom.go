package typeset

import (
	"strings"

	"github.com/go-text/typesetting/segmenter"

	"hongtou/generator/face"
)

// atom is one character on its way into a line.
type atom struct {
	rune  rune
	face  *face.Face
	id    face.GID
	size  Length
	shift Length // of the baseline, downwards: faces stand on one middle
	width Length // advance, with the grid's tracking
	track Length // the tracking in it: a line's end does not count it

	// Of the gap to the next atom, if both stand in one line:
	kern    Length // fixed: the blanks of adjacent marks close up
	shrink  Length // at most that much narrower
	stretch bool   // may grow

	trimStart Length // blank that may go when the atom begins a line
	trimEnd   Length // blank that may go when it ends one
	breaks    breakKind
	blank     bool // a space: vanishes at a line's end
}

// breakKind tells what a line's end behind an atom costs.
type breakKind uint8

const (
	never    breakKind = iota // forbidden
	dislike                   // parts a number from its unit
	allowed                   // free
	required                  // a forced break
)

// Marks by what they may not do (GB/T 15834-2011; W3C clreq, 禁则).
const (
	openers   = "“‘（《〈【〖〔「『([{"
	closers   = "。．，、；：？！”’）》〉】〗〕」』)]}"
	notAtHead = closers + "·％‰℃°′″％,.;:?!%～-/"
	notAtTail = openers + "№¥￥$§#"
	units     = "年月日号时分秒人名起件项个次家份条款章期届天岁元角万亿吨米度所辆台处倍周种类级"
	dateParts = "年月" // 2026年|3月|5日: the parts of a date
	pairs     = "—…"
)

// style is how a stretch of text is set.
type style struct {
	role face.Role
	size Length
	grid bool // full-width characters take a cell of the grid
}

// piece is text in one style.
type piece struct {
	text  string
	style style
}

// atoms turns pieces into the atoms of one paragraph. missing is told of each
// character that no face has.
func atoms(faces *face.Set, pieces []piece, missing func(rune)) []atom {
	var list []atom
	for _, p := range pieces {
		for _, r := range p.text {
			if r != '\n' && ignorable(r) {
				continue
			}
			list = append(list, makeAtom(faces, p.style, r, missing))
		}
	}
	setBreaks(list)
	setGaps(list)
	return list
}

// ignorable characters have no width and no ink: controls, joiners, marks of
// direction, variation selectors.
func ignorable(r rune) bool {
	return r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xAD || r >= 0x200B && r <= 0x200F ||
		r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x206F || r == 0xFEFF ||
		r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0000 && r <= 0xE0FFF
}

func makeAtom(faces *face.Set, s style, r rune, missing func(rune)) atom {
	if r == '\n' {
		return atom{rune: r, size: s.size, blank: true}
	}
	f, id, ok := faces.Find(s.role, r)
	if !ok {
		missing(r)
	}
	a := atom{rune: r, face: f, id: id, size: s.size, blank: r == ' '}
	center := f.Center
	if center == 0 { // Latin stands on the baseline of the face it is set among
		center = faces.Face(s.role).Center
	}
	if center != 0 {
		a.shift = s.size * Length(center-emMiddle) / 1000
	}
	advance := f.Advance(id)
	a.width = s.size * Length(advance) / 1000
	if advance >= 1000 && s.grid {
		a.track = cell - sizeBody
		a.width += a.track
	}
	return a
}

// setBreaks asks UAX #14 for opportunities and tailors them.
func setBreaks(list []atom) {
	if len(list) == 0 {
		return
	}
	runes := make([]rune, len(list))
	for i := range list {
		runes[i] = list[i].rune
	}
	var seg segmenter.Segmenter
	seg.Init(runes)
	for it := seg.LineIterator(); it.Next(); {
		l := it.Line()
		list[l.Offset+len(l.Text)-1].breaks = allowed
	}
	for i := range list[:len(list)-1] {
		a, next := &list[i], list[i+1].rune
		switch {
		case a.rune == '\n':
			a.breaks = required
		case next == '\n', next == ' ',
			has(notAtTail, a.rune), has(notAtHead, next),
			a.rune == ' ' && i > 0 && has(notAtTail, list[i-1].rune),
			a.rune == next && has(pairs, next), next == '…',
			isDigit(a.rune) && isDigit(next),
			a.rune == '〕' && isDigit(next),
			isDigit(a.rune) && next == '号',
			a.rune == '第' && isDigit(next):
			a.breaks = never
		case isDigit(a.rune) && has(units, next), next == '—',
			has(dateParts, a.rune) && i > 0 && isDigit(list[i-1].rune) && isDigit(next):
			a.breaks = min(a.breaks, dislike)
		}
	}
	list[len(list)-1].breaks = required
}

func has(set string, r rune) bool { return strings.ContainsRune(set, r) }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLetter(r rune) bool {
	return isDigit(r) || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xC0 && r < 0x250
}

// guard is what stays between a mark's ink and its neighbour, in 1/1000 em.
const guard = 60

// setGaps finds the blanks that may close up or give way, by the marks' ink.
func setGaps(list []atom) {
	for i := range list {
		list[i].trimStart, list[i].trimEnd = blanks(&list[i])
	}
	for i := range list[:max(0, len(list)-1)] {
		a, b := &list[i], &list[i+1]
		a.stretch = !(a.rune == b.rune && has(pairs, a.rune)) &&
			!(isLetter(a.rune) && isLetter(b.rune)) &&
			!(isDigit(a.rune) && has(".,%:-/", b.rune)) && !(has(".,:-/", a.rune) && isDigit(b.rune))
		right, left := a.trimEnd, b.trimStart
		switch {
		case right > 0 && left > 0: // ）（: one of the two blanks goes
			a.kern = -min(right, left)
			a.shrink = 0
		case right > 0 && b.trimEnd > 0: // ，” and 。）: the first one's blank goes
			a.kern = -right
		case left > 0 && a.trimStart > 0: // （“: the second one's blank goes
			a.kern = -left
		default:
			a.shrink = right + left
		}
		if a.blank && a.rune == ' ' {
			a.shrink = a.width / 3
		}
	}
}

// blanks is the blank of half an em that a mark has at its left or right, as
// far as its ink really leaves it.
func blanks(a *atom) (left, right Length) {
	if a.face == nil || a.width*10 < a.size*9 {
		return 0, 0
	}
	inkLeft, inkRight := 0, 0
	switch {
	case has(openers, a.rune):
		inkLeft, _ = a.face.Ink(a.id)
		return a.size * Length(max(0, min(500, inkLeft-guard))) / 1000, 0
	case has(closers, a.rune):
		_, inkRight = a.face.Ink(a.id)
		return 0, a.size * Length(max(0, min(500, 1000-inkRight-guard))) / 1000
	}
	return 0, 0
}

// spaceScripts puts a quarter em between Han and Latin letters or digits, which
// may shrink to an eighth (W3C clreq, 3.2.2). On the 28-character grid it is
// off unless the document asks for it.
func spaceScripts(list []atom) {
	for i := range list[:max(0, len(list)-1)] {
		a, b := list[i].rune, list[i+1].rune
		if isHan(a) && isLetter(b) || isLetter(a) && isHan(b) {
			list[i].kern += list[i].size / 4
			list[i].shrink += list[i].size / 8
		}
	}
}

// isHan tells Han characters from marks and from other scripts.
func isHan(r rune) bool {
	return r >= 0x3400 && r <= 0x9FFF || r == '〇' || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF
}
