package typeset

import (
	"reflect"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// imprintPages sets 版记 (7.4): 抄送机关, then 印发机关 and 印发日期, between rules as
// wide as the type area where it has rules.
//
// An imprint that is higher than a page goes over several, each ruled off at its end;
// the last one is what stands at the foot.
func (s *setter) imprintPages(i *doc.Imprint) (pages []box) {
	var b box
	small := style{role: face.FangSong, size: standard.SizeSmall}
	one := standard.SizeSmall // one character in from both sides
	baselineIn := (standard.ImprintLine-standard.SizeSmall)/2 + baseline(standard.SizeSmall)
	rule := func(y, height Length) {
		if i.Ruled {
			b.rules = append(b.rules, Rule{Y: y, Width: standard.AreaWidth, Height: height, Ink: Black})
		}
	}
	rule(0, standard.ThickRule)
	for _, names := range i.Names() {
		label := piece{names.Label, small}
		s.says(ParagraphElement)
		for _, runs := range s.lines([]piece{label, {names.Text, small}}, one, one+s.width([]piece{label}), standard.AreaWidth-one, start) {
			if b.height+3*standard.ImprintLine > standard.AreaHeight { // room is left for 印发机关
				rule(b.height-standard.ThickRule, standard.ThickRule)
				pages, b = append(pages, b), box{}
				rule(0, standard.ThickRule)
			}
			b.add([][]Run{runs}, b.height+baselineIn)
			b.height += standard.ImprintLine
		}
	}
	if i.Printer != "" || i.Printed != "" {
		if len(i.Names()) > 0 {
			rule(b.height, standard.ThinRule)
		}
		printed := []piece{{i.Printed, small}}
		right := printerEnd(s.width(printed))
		s.says(ParagraphElement)
		for n, line := range s.balanced(i.Printer, small, right-one) {
			if n > 0 {
				b.height += standard.ImprintLine
			}
			b.add(s.lines([]piece{{line, small}}, one, one, right+Pt, ragged), b.height+baselineIn)
		}
		s.says(ParagraphElement)
		b.add(s.lines(printed, 0, 0, standard.AreaWidth-one, end), b.height+baselineIn)
		b.height += standard.ImprintLine
	}
	rule(b.height-standard.ThickRule, standard.ThickRule)
	pages = append(pages, b)
	for k := range pages {
		pages[k].of = source{kind: reflect.TypeOf(i)}
	}
	return pages
}

// printerEnd is how far 印发机关 reaches: its returns stand left of the date, so wide.
func printerEnd(printed Length) Length { return standard.AreaWidth - 2*standard.SizeSmall - printed }

// folio is the page number (7.5): — 1 —, 四号宋体, its dashes 7 mm below the
// type area, on odd pages one character from the right, on even ones from the
// left. The box's top is where the dashes stand.
func (s *setter) folio(number int) box {
	text := []piece{{s.document.Layout.Folio.Words(number), style{role: face.SongTi, size: standard.SizeSmall}}}
	at := end
	if number%2 == 0 {
		at = start
	}
	s.element = FolioArtifact
	lines := s.lines(text, standard.SizeSmall, standard.SizeSmall, standard.AreaWidth-standard.SizeSmall, at)
	var b box
	// A dash stands at about 0.38 em above the baseline.
	b.add(lines, standard.SizeSmall*38/100)
	return b
}
