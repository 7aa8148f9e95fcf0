package typeset

import (
	"strconv"
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/face"
)

// imprintLine is the room of one line of 版记: 四号 and the gap of clause 3.
const imprintLine = sizeSmall + 14*Pt

// imprint sets 版记 (7.4): 抄送机关, then 印发机关 and 印发日期, between rules as
// wide as the type area. A letter's has neither rules nor 印发机关 and 印发日期
// (10.1). ok is false where the document has none.
func (s *setter) imprint(m *doc.Meta) (b box, ok bool) {
	letter := m.Layout == "letter"
	printer, printed := m.Printer, m.Printed
	if letter {
		printer, printed = "", ""
	}
	if len(m.CC) == 0 && printer == "" && printed == "" {
		return box{}, false
	}
	small := style{role: face.FangSong, size: sizeSmall}
	one := sizeSmall // one character in from both sides
	baselineIn := (imprintLine-sizeSmall)/2 + baseline(sizeSmall)
	rule := func(height Length) {
		if letter {
			return
		}
		b.rules = append(b.rules, Rule{Y: b.height, Width: areaWidth, Height: height})
	}
	rule(thickRule)
	if len(m.CC) > 0 {
		label := piece{"抄送：", small}
		names := piece{strings.TrimRight(strings.Join(m.CC, "，"), "。") + "。", small}
		for _, runs := range s.lines([]piece{label, names}, one, one+s.width([]piece{label}), areaWidth-one, start) {
			b.add([][]Run{runs}, b.height+baselineIn)
			b.height += imprintLine
		}
		if printer != "" || printed != "" {
			rule(thinRule)
		}
	}
	if printer != "" || printed != "" {
		b.add(s.lines([]piece{{printer, small}}, one, one, areaWidth-one, start), b.height+baselineIn)
		if printed != "" {
			b.add(s.lines([]piece{{printed + "印发", small}}, 0, 0, areaWidth-one, end), b.height+baselineIn)
		}
		b.height += imprintLine
	}
	if !letter {
		b.rules = append(b.rules, Rule{Y: b.height - thickRule, Width: areaWidth, Height: thickRule})
	}
	return b, true
}

// folio is the page number (7.5): — 1 —, 四号宋体, its dashes 7 mm below the
// type area, on odd pages one character from the right, on even ones from the
// left. The box's top is where the dashes stand.
func (s *setter) folio(number int) box {
	text := []piece{{"— " + strconv.Itoa(number) + " —", style{role: face.SongTi, size: sizeSmall}}}
	at := end
	if number%2 == 0 {
		at = start
	}
	lines := s.lines(text, sizeSmall, sizeSmall, areaWidth-sizeSmall, at)
	var b box
	// A dash stands at about 0.38 em above the baseline.
	b.add(lines, sizeSmall*38/100)
	return b
}
