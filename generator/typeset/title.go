package typeset

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

func init() {
	places(func(s *setter, t *doc.Title, _ []box) []box {
		boxes := s.title(t.Text, t.Subtitle, t.Words()[0], t.Above, cmp.Or(s.titleSize, standard.SizeTitle))
		for i := range boxes {
			boxes[i].apart = costBegun
		}
		return boxes
	})
	places((*setter).attachment)
}

// title sets 标题 in a size so many grid lines below what stands above it, and leaves one
// line below it (7.3.1, 7.3.2).
func (s *setter) title(title, subtitle, bookmark string, above int, size Length) []box {
	if n := utf8.RuneCountInString(title); n > longestTitle {
		s.complain("title-long", title, diag.T("标题有%d字", "the title has %d characters", n), diag.T("标题不超过%d字", "give it at most %d", longestTitle))
		return nil
	}
	b := box{height: Length(above) * standard.RowHeight, apart: costApart}
	b.marks = []Bookmark{{Title: bookmark, Level: 1}}
	s.saysTitle()
	for _, line := range s.titleLines(title, size) {
		b.add(s.lines([]piece{{line, titleStyle(size)}}, 0, 0, standard.AreaWidth, middle), b.height+baseline(size))
		b.height += standard.TitlePitch(size)
	}
	if subtitle != "" {
		s.says(ParagraphElement)
		for _, line := range s.balanced(subtitle, bodyStyle(face.KaiTi), standard.AreaWidth) {
			b.add(s.lines([]piece{{line, bodyStyle(face.KaiTi)}}, 0, 0, standard.AreaWidth, middle), b.height+baseline(standard.SizeBody))
			b.height += standard.RowHeight
		}
	}
	b.height += standard.RowHeight
	return []box{b}
}

// attachment begins an attachment (7.3.8): on a new page 附件 with its number in
// 黑体 on the first line, its title on the third.
func (s *setter) attachment(a *doc.Attachment, _ []box) []box {
	s.line = a.Line
	label := box{height: standard.RowHeight, onGrid: true, apart: costApart, breaks: true}
	if a.Title == "" {
		s.saysTitle()
	} else {
		s.says(ParagraphElement)
	}
	label.add(s.lines([]piece{{a.Label, bodyStyle(face.HeiTi)}}, 0, 0, standard.AreaWidth, start), baseline(standard.SizeBody))
	if a.Title == "" {
		label.marks = []Bookmark{{Title: a.Bookmark(), Level: 1}}
		return append([]box{label}, blank(1)...)
	}
	return append([]box{label}, s.title(a.Title, "", a.Bookmark(), 1, standard.SizeTitle)...)
}

func titleStyle(size Length) style { return style{role: face.XiaoBiaoSong, size: size} }

// A title's lines are chosen by cost: how little a break parts what belongs
// together, how alike the lines are, and whether they shape a trapezium or a
// lozenge rather than an hourglass.
const (
	costWord      = 400.0 // a break inside a word that we know
	costUnknown   = 200.0 // a break beside characters that we don't know the words of
	costEdge      = 20.0  // a break between words, but before 关于, where titles break best
	costLead      = 10.0  // a break before 与
	costWished    = -30.0 // a break where the title says so
	costInside    = 140.0 // a break inside brackets
	costUneven    = 1.2   // times the difference from the mean in characters, squared
	costHourglass = 400.0 // a line shorter than both its neighbours
	costEqual     = 150.0 // two lines less than a character apart: a rectangle (7.3.1)
	costEqualMany = 25.0  // likewise, of more than three lines: they can't all be unlike
	costTitleLine = 80.0  // each line
)

// titleLines breaks a title. Where it says itself how to break and does not fit
// one line, it is heard, and only a part that is too long is broken further; but for
// three lines and more that would be no trapezium and no lozenge then (7.3.1).
func (s *setter) titleLines(title string, size Length) []string {
	st := titleStyle(size)
	title = strings.Map(func(r rune) rune {
		if r != '\n' && face.Ignorable(r) {
			return -1
		}
		return r
	}, title)
	joined, wished := doc.OneLine(title), wishes(title)
	if s.width([]piece{{joined, st}}) <= standard.AreaWidth {
		return []string{joined}
	}
	var lines []string
	from, runes := 0, []rune(joined)
	for _, end := range wished {
		part := string(runes[from:end])
		lines = append(lines, s.parted(strings.TrimRight(part, " "), st, standard.AreaWidth, nil, true)...)
		if strings.HasSuffix(part, " ") { // words of letters stay apart
			lines[len(lines)-1] += " "
		}
		from = end
	}
	if s.shapeless(lines, st) {
		return s.parted(joined, st, standard.AreaWidth, wished, true)
	}
	return lines
}

// shapeless tells whether three lines or more are neither a trapezium nor a lozenge: one is
// shorter than both its neighbours, or two are of one length.
func (s *setter) shapeless(lines []string, st style) bool {
	before, down := Length(0), false
	for i, line := range lines {
		w := s.width([]piece{{strings.TrimRight(line, " "), st}})
		if i > 0 && len(lines) > 2 && (alike(w, before, st.size) || down && w > before) {
			return true
		}
		before, down = w, w < before
	}
	return false
}

// alike tells whether two lines of characters of a size are of one length to the eye.
func alike(a, b, size Length) bool { return a-b < size && b-a < size }

// wishes are the places at which a title says itself that a line may end, its own end the
// last, in characters of its one line.
func wishes(title string) (places []int) {
	rest, n := doc.OneLine(title), 0
	for part := range strings.SplitSeq(title, "\n") {
		if part = strings.Trim(part, " "); part == "" {
			continue
		}
		n += utf8.RuneCountInString(part)
		if rest = strings.TrimPrefix(rest, part); strings.HasPrefix(rest, " ") {
			n, rest = n+1, rest[1:]
		}
		places = append(places, n)
	}
	return places
}

// longestTitle is how many characters a title has at most: fifteen full lines. More
// is a text that strayed into the title.
const longestTitle = 300

// balanced breaks a name that is longer than its place into lines of at most a width.
func (s *setter) balanced(text string, st style, room Length) []string {
	return s.parted(text, st, room, nil, false)
}

// parted breaks a text into its least costly lines of at most a width, in the shape of a
// title if it is one: all ways are looked at, line by line. A blank between two lines stays
// at the first one's end: nothing of it is seen, and words stay apart where lines are put
// together.
func (s *setter) parted(text string, st style, room Length, wished []int, shaped bool) []string {
	list := atoms(s.faces, []piece{{text, st}}, s.missing)
	n := len(list)
	if n == 0 {
		return nil
	}
	b := &breaker{atoms: list, first: room, rest: room, slab: &s.runs}
	b.sum()
	whole, _, _, _ := b.natural(0, n)
	if whole <= room {
		return []string{text}
	}
	least := int((whole + room - 1) / room)
	breaks := titleBreaks(list, wished)
	if !shaped {
		nameBreaks(breaks, list)
	}
	best, bestCost := []int(nil), math.Inf(1)
	for lines := least; lines <= least+1; lines++ {
		ends, cost := titleWay(b, breaks, lines, float64(whole)/float64(lines), shaped)
		if cost += costTitleLine * float64(lines); cost < bestCost {
			best, bestCost = ends, cost
		}
	}
	if best == nil { // one long word: let the breaker find a way
		for _, l := range b.lines() {
			best = append(best, l.end)
		}
	}
	var out []string
	from := 0
	for _, end := range best {
		var line strings.Builder
		for _, a := range list[from:end] {
			line.WriteRune(a.rune)
		}
		out, from = append(out, strings.TrimLeft(line.String(), " ")), end
	}
	return out
}

// titleEnd is a title's line with the cheapest way to it. The line before it
// stands in the way's state: whether a line is shorter than both its neighbours
// is seen from their widths.
type titleEnd struct {
	end    int
	cost   float64
	width  Length
	down   bool // shorter than the line before it
	before *titleEnd
}

// titleWay finds the cheapest way to part a title into so many lines. A line is
// only joined to lines that end where it begins, and those are no more than a
// line has characters: time grows with the title's length, not with its cube.
func titleWay(b *breaker, breaks []float64, lines int, mean float64, shaped bool) ([]int, float64) {
	n := len(b.atoms)
	ending := make([][]*titleEnd, n+1) // the lines that end at each position
	for end := 1; end <= n; end++ {
		if w, ok := titleLineOf(b, 0, end); ok && !math.IsInf(breaks[end], 1) {
			ending[end] = []*titleEnd{{end: end, cost: breaks[end] + unevenness(w, mean, b.atoms[0].size), width: w}}
		}
	}
	for range lines - 1 {
		next := make([][]*titleEnd, n+1)
		for start := 1; start < n; start++ {
			if len(ending[start]) == 0 {
				continue
			}
			for end := start + 1; end <= n; end++ {
				w, ok := titleLineOf(b, start, end)
				if !ok {
					break
				}
				if !math.IsInf(breaks[end], 1) {
					next[end] = append(next[end], cheapest(ending[start], end, w, b.atoms[0].size, breaks[end]+unevenness(w, mean, b.atoms[0].size), shaped, lines))
				}
			}
		}
		ending = next
	}
	var best *titleEnd
	for _, l := range ending[n] {
		if best == nil || l.cost < best.cost {
			best = l
		}
	}
	if best == nil {
		return nil, math.Inf(1)
	}
	var ends []int
	for l := best; l != nil; l = l.before {
		ends = append(ends, l.end)
	}
	slices.Reverse(ends)
	return ends, best.cost
}

// cheapest is a line of width w up to end behind the best of the lines before it.
func cheapest(before []*titleEnd, end int, w, size Length, own float64, shaped bool, lines int) *titleEnd {
	best := &titleEnd{end: end, cost: math.Inf(1), width: w}
	for _, prev := range before {
		cost := prev.cost + own
		if shaped && prev.down && w > prev.width {
			cost += costHourglass
		}
		switch same := shaped && alike(w, prev.width, size); {
		case same && lines <= 3:
			cost += costEqual
		case same:
			cost += costEqualMany
		}
		if cost < best.cost {
			best.cost, best.down, best.before = cost, w < prev.width, prev
		}
	}
	return best
}

func titleLineOf(b *breaker, start, end int) (width Length, fits bool) {
	width, _, _, _ = b.natural(start, end)
	return width, width <= b.rest
}

func unevenness(width Length, mean float64, size Length) float64 {
	d := (float64(width) - mean) / float64(size)
	return costUneven * d * d
}

// titleBreaks is the cost of a break behind each character, infinite where none
// is allowed.
func titleBreaks(list []atom, wished []int) []float64 {
	runes := make([]rune, len(list))
	for i := range list {
		runes[i] = list[i].rune
	}
	cost := make([]float64, len(list)+1)
	known := wordEnds(runes)
	depth := 0
	for i := 1; i < len(list); i++ {
		switch {
		case classOf(runes[i-1]).is(opener):
			depth++
		case classOf(runes[i-1]).is(closer) && depth > 0:
			depth--
		}
		switch {
		case list[i-1].breaks == never:
			cost[i] = math.Inf(1)
			continue
		case slices.Contains(wished, i):
			cost[i] = costWished
		case known[i] == insideWord, strings.ContainsRune(clings, runes[i]), strings.HasSuffix(string(runes[max(0, i-2):i]), "关于"):
			cost[i] = costWord
		case strings.HasPrefix(string(runes[i:min(i+2, len(runes))]), "关于"):
		case beginsWith(runes[i:], nameEnds) && classOf(runes[i-1]).is(han) && !strings.ContainsRune(joints, runes[i-1]):
			cost[i] = costUnknown
		case strings.ContainsRune(leads, runes[i]):
			cost[i] = costLead
		case known[i] == unknownPlace && !strings.ContainsRune(joints, runes[i-1]):
			cost[i] = costUnknown
		default:
			cost[i] = costEdge
		}
		if depth > 0 {
			cost[i] += costInside
		}
	}
	return cost
}

// nameBreaks makes a title's breaks those of a name: best before （盖章）, then before 有限公司
// and the like, where it must be broken at all.
func nameBreaks(breaks []float64, list []atom) {
	runes := make([]rune, len(list))
	for i := range list {
		runes[i] = list[i].rune
	}
	for i := range runes {
		switch {
		case i == 0 || math.IsInf(breaks[i], 1):
		case runes[i] == '（':
			breaks[i] = costWished
		case beginsWith(runes[i:], nameEnds):
			breaks[i] = costEdge
		}
	}
}

// Words that hang on what stands before them, words after which a title breaks well, and
// words before which it may.
const (
	clings = "的等了之（"
	joints = "的和与及暨、，：·"
	leads  = "与暨"
)

// nameEnds are words that a name ends with: they hang on what stands before them.
var nameEnds = []string{"有限公司", "有限责任公司", "股份有限公司", "委员会", "办公室", "人民政府", "办事处"}

func beginsWith(runes []rune, words []string) bool {
	text := string(runes[:min(len(runes), longestWord)])
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(text, w) })
}

// place tells what lies at a position of a title.
type titlePlace uint8

const (
	unknownPlace titlePlace = iota
	insideWord
	wordEdge
)

// wordEnds finds the words of a title from left to right, the longest first.
func wordEnds(runes []rune) []titlePlace {
	places := make([]titlePlace, len(runes)+1)
	for i := 0; i < len(runes); {
		n := wordAt(runes[i:])
		if n == 0 {
			i++
			continue
		}
		for j := i + 1; j < i+n; j++ {
			places[j] = insideWord
		}
		for _, edge := range []int{i, i + n} {
			if places[edge] == unknownPlace {
				places[edge] = wordEdge
			}
		}
		i += n
	}
	return places
}

// figured are words made with figures: 2026年第一季度, 2026年度, 3月5日.
var figured = regexp.MustCompile(`^(?:[0-9]+年(?:度|第[一二三四]季度|[上下]半年)?|[0-9]+月(?:[0-9]+日)?|第[0-9一二三四五六七八九十]+(?:季度|次|期|号|届|批)|[上下]半年|[0-9A-Za-z.%]+)`)

// wordAt is the length in characters of the longest known word that runes begin
// with, 0 if there is none.
func wordAt(runes []rune) int {
	text := string(runes[:min(len(runes), 16)])
	if m := figured.FindString(text); m != "" {
		return len([]rune(m))
	}
	longest := 0
	for n := min(len(runes), longestWord); n > 1; n-- {
		if words[string(runes[:n])] {
			longest = n
			break
		}
	}
	return longest
}
