package typeset

import (
	"hongtou/generator/doc"
	"hongtou/generator/face"
)

// imprintLine is the room of one line of 版记: 四号 and the gap of clause 3.
const imprintLine = sizeSmall + 14*Pt

// imprint sets 版记 (7.4): 抄送机关, then 印发机关 and 印发日期, between rules as
// wide as the type area where it has rules.
func (s *setter) imprint(i *doc.Imprint) (b box) {
	small := style{role: face.FangSong, size: sizeSmall}
	one := sizeSmall // one character in from both sides
	baselineIn := (imprintLine-sizeSmall)/2 + baseline(sizeSmall)
	rule := func(y, height Length) {
		if i.Ruled {
			b.rules = append(b.rules, Rule{Y: y, Width: areaWidth, Height: height, Ink: Black})
		}
	}
	rule(0, thickRule)
	if i.CC != "" {
		label := piece{i.Label, small}
		for _, runs := range s.lines([]piece{label, {i.CC, small}}, one, one+s.width([]piece{label}), areaWidth-one, start) {
			b.add([][]Run{runs}, b.height+baselineIn)
			b.height += imprintLine
		}
	}
	if i.Printer != "" || i.Printed != "" {
		if i.CC != "" {
			rule(b.height, thinRule)
		}
		b.add(s.lines([]piece{{i.Printer, small}}, one, one, areaWidth-one, start), b.height+baselineIn)
		b.add(s.lines([]piece{{i.Printed, small}}, 0, 0, areaWidth-one, end), b.height+baselineIn)
		b.height += imprintLine
	}
	rule(b.height-thickRule, thickRule)
	return b
}

// folio is the page number (7.5): — 1 —, 四号宋体, its dashes 7 mm below the
// type area, on odd pages one character from the right, on even ones from the
// left. The box's top is where the dashes stand.
func (s *setter) folio(number int) box {
	text := []piece{{s.document.Layout.Folio.Words(number), style{role: face.SongTi, size: sizeSmall}}}
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
