package typeset

import (
	"slices"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// atom is one character on its way into a line.
type atom struct {
	rune  rune
	class class
	set   *face.Setting // nil for a forced break
	size  Length
	shift Length // of the baseline, downwards: faces stand on one middle
	width Length // advance, with the grid's tracking
	track Length // the tracking in it: a line's end does not count it

	// Of the gap to the next atom, if both stand in one line:
	kern    Length // fixed: the blanks of adjacent marks close up
	shrink  Length // at most that much narrower
	stretch int    // parts of a line's growth that it takes

	trimStart Length // blank that may go when the atom begins a line
	trimEnd   Length // blank that may go when it ends one
	element   int32  // that it is content of
	breaks    breakKind
	blank     bool // a space: vanishes at a line's end
}

// breakKind tells what a line's end behind an atom costs.
type breakKind uint8

const (
	never     breakKind = iota // forbidden
	unitLost                   // parts a number from its unit
	monthTorn                  // parts a date behind 月
	dateTorn                   // parts a date behind 年, or 代字 from its 〔year〕
	codeTorn                   // parts a long code behind four characters
	allowed                    // free
	required                   // a forced break
)

// style is how a stretch of text is set.
type style struct {
	role face.Role
	size Length
	grid bool // full-width characters take a cell of the grid

	element int32 // that it is content of, if another than the setter's
}

// piece is text in one style.
type piece struct {
	text  string
	style style
}

// atoms turns pieces into the atoms of one paragraph. missing is told of each
// character that no face has.
func atoms(faces *face.Set, pieces []piece, missing func(rune)) []atom {
	return appendAtoms(nil, faces, pieces, missing)
}

// appendAtoms is atoms in memory that is there already.
func appendAtoms(list []atom, faces *face.Set, pieces []piece, missing func(rune)) []atom {
	n := 0
	for _, p := range pieces {
		n += utf8.RuneCountInString(p.text)
	}
	list = slices.Grow(list, n)
	for i := range pieces {
		p := &pieces[i]
		for _, r := range p.text {
			if r != '\n' && face.Ignorable(r) {
				continue
			}
			list = list[:len(list)+1]
			setAtom(&list[len(list)-1], faces, &p.style, r, missing)
		}
	}
	setBreaks(list)
	setGaps(list)
	return list
}

func setAtom(a *atom, faces *face.Set, s *style, r rune, missing func(rune)) {
	*a = atom{rune: r, size: s.size, class: classOf(r), element: s.element}
	if r == '\n' {
		a.blank = true
		return
	}
	a.set = faces.Setting(s.role, r)
	if !a.set.OK {
		missing(r)
	}
	a.blank = r == ' '
	if a.set.Middle != 0 {
		a.shift = s.size * Length(a.set.Middle-emMiddle) / 1000
	}
	a.width = s.size * Length(a.set.Advance) / 1000
	if a.set.Advance >= 1000 && s.grid {
		a.track = standard.Cell - standard.SizeBody
		a.width += a.track
	}
	a.trimStart, a.trimEnd = blanks(a)
}

// setBreaks finds where lines may end: where UAX #14 has an opportunity, and
// beside every Han character and full-width mark, but for what the Chinese
// rules forbid or dislike.
func setBreaks(list []atom) {
	if len(list) == 0 {
		return
	}
	if slices.ContainsFunc(list, func(a atom) bool { return !a.class.is(cjk | digit | inNumber) }) {
		askUnicode(list)
	}
	for i := range list[:len(list)-1] {
		a, next := &list[i], &list[i+1]
		switch {
		case a.rune == '\n':
			a.breaks = required
		case next.rune == '\n', next.blank,
			a.class.is(notAtTail), next.class.is(notAtHead),
			a.blank && i > 0 && list[i-1].class.is(notAtTail),
			a.rune == next.rune && next.class.is(paired), next.rune == '…',
			a.class.is(digit) && next.class.is(digit|inNumber), a.class.is(inNumber) && next.class.is(digit|inNumber),
			a.rune == '〕' && next.class.is(digit),
			a.class.is(digit) && next.rune == '号',
			a.rune == '第' && next.class.is(digit),
			next.rune == '—' && !twoFold(list, i+1), // GB/T 33000—2016, 2026—2028年
			a.rune == '—' && next.class.is(digit) && i > 0 && list[i-1].class.is(digit):
			a.breaks = never
		case a.class.is(digit) && next.class.is(unit),
			a.class.is(unit) && i > 0 && list[i-1].class.is(digit) && pairUnits[[2]rune{a.rune, next.rune}]:
			a.breaks = unitLost
		case a.rune == '月' && a.class.is(datePart) && i > 0 && list[i-1].class.is(digit) && next.class.is(digit):
			a.breaks = monthTorn
		case next.rune == '—',
			a.class.is(datePart) && i > 0 && list[i-1].class.is(digit) && next.class.is(digit),
			a.class.is(cjk) && beforeYear(list, i+1):
			a.breaks = dateTorn
		case a.class.is(cjk) || next.class.is(cjk):
			a.breaks = allowed
		}
	}
	breakCodes(list)
	list[len(list)-1].breaks = required
}

// twoFold tells whether the dash at i is one half of ——.
func twoFold(list []atom, i int) bool {
	return i+1 < len(list) && list[i+1].rune == '—' || i > 0 && list[i-1].rune == '—'
}

// beforeYear tells whether 〔 and a year stand at i, or behind a character of 代字.
func beforeYear(list []atom, i int) bool {
	for j := i; j <= i+2 && j+1 < len(list); j++ {
		if list[j].rune == '〔' {
			return list[j+1].class.is(digit)
		}
		if !list[j].class.is(han) {
			return false
		}
	}
	return false
}

// Letters and digits without a break make a code from so many on, if there is a digit
// among them, and from so many on in any case.
const (
	leastCode = 15 // 统一社会信用代码 has 18
	leastWord = 30
	codeGroup = 4
)

// breakCodes lets long codes break behind every fourth character: a line that waits for
// one is torn apart.
func breakCodes(list []atom) {
	for i := 0; i < len(list); {
		end, digits := i, false
		for end < len(list) && list[end].class.is(letter) && (end == i || list[end-1].breaks == never) {
			digits = digits || list[end].class.is(digit)
			end++
		}
		if n := end - i; n >= leastWord || n >= leastCode && digits {
			for at := i + codeGroup; at <= end-2; at += codeGroup {
				list[at-1].breaks = codeTorn
			}
		}
		i = max(end, i+1)
	}
}

// askUnicode marks the opportunities of UAX #14. Text of Han, full-width marks
// and numbers needs it not: there the rules above say all.
func askUnicode(list []atom) {
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
}

// A line's marks and letters share what it gives up or takes, so that closed and open lines
// stand beside each other alike: blanks of marks bear most of it, letters' gaps a little.
const (
	letterGive = 16 // 1/1000 em that a gap between characters of the grid gives up at most
	markGrowth = 3  // parts of a line's growth that the blank of a mark takes, of one that a letter's gap does
)

// guard is what stays between a mark's ink and its neighbour, in 1/1000 em.
const guard = 60

// setGaps finds the blanks that may close up or give way, by the marks' ink.
func setGaps(list []atom) {
	for i := range list[:max(0, len(list)-1)] {
		a, b := &list[i], &list[i+1]
		if !(a.rune == b.rune && a.class.is(paired)) &&
			!(a.class.is(letter) && b.class.is(letter)) && !(inLatin(a) && inLatin(b)) &&
			!(a.class.is(digit) && b.class.is(inNumber)) && !(a.class.is(inNumber) && a.rune != '%' && b.class.is(digit)) {
			a.stretch = 1
		}
		right, left := a.trimEnd, b.trimStart
		switch {
		case right > 0 && left > 0: // ）（: one of the two blanks goes
			a.kern = -min(right, left)
		case right > 0 && b.trimEnd > 0: // ，” and 。）: the first one's blank goes
			a.kern = -right
		case left > 0 && a.trimStart > 0: // （“: the second one's blank goes
			a.kern = -left
		case a.blank:
			a.shrink = a.width / 3
		case right+left > 0:
			a.shrink = right + left
			a.stretch *= markGrowth
		case a.track != 0 && b.track != 0:
			a.shrink = a.size * letterGive / 1000
		}
	}
}

// inLatin tells whether an atom is a letter, a digit or a mark of Latin text: an address of
// the net is not drawn apart at its marks.
func inLatin(a *atom) bool { return a.rune < endOfASCII && !a.blank }

const endOfASCII = 0x80

// blanks is the blank of half an em that a mark has at its left or right, as
// far as its ink really leaves it.
func blanks(a *atom) (left, right Length) {
	if !a.class.is(opener|closer) || a.width*10 < a.size*9 {
		return 0, 0
	}
	if a.class.is(opener) {
		return a.size * Length(max(0, min(500, a.set.Left-guard))) / 1000, 0
	}
	return 0, a.size * Length(max(0, min(500, 1000-a.set.Right-guard))) / 1000
}

// spaceScripts puts a quarter em between Han and Latin letters or digits, which
// may shrink to an eighth (W3C clreq, 3.2.2). On the 28-character grid it is
// off unless the document asks for it.
func spaceScripts(list []atom) {
	for i := range list[:max(0, len(list)-1)] {
		a, b := list[i].class, list[i+1].class
		if a.is(han) && b.is(letter) || a.is(letter) && b.is(han) {
			list[i].kern += list[i].size / 4
			list[i].shrink += list[i].size / 8
		}
	}
}
