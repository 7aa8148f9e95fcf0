package judge

import (
	"strings"
	"testing"

	"hongtou/generator/internal/readback"
)

// paper is pages of text on the grid, made by hand.
type paper []readback.Sheet

// sheet is a page with lines of text: each "> " indents one by two characters, "" leaves one empty.
func (p *paper) sheet(lines ...string) *readback.Sheet {
	s := readback.Sheet{Width: 210 * mm, Height: 297 * mm}
	for i, line := range lines {
		text, x := line, areaLeft
		for ; strings.HasPrefix(text, "> "); text = text[2:] {
			x += 2 * cellPitch
		}
		for _, r := range text {
			s.Glyphs = append(s.Glyphs, glyph(r, x, areaTop+float64(i)*rowPitch+0.88*bodySize))
			x += cellPitch
		}
	}
	*p = append(*p, s)
	return &(*p)[len(*p)-1]
}

func glyph(r rune, x, y float64) readback.Glyph {
	return readback.Glyph{Text: string(r), X: x, Y: y, Advance: bodySize, Size: bodySize, Font: "Hongtou-fangsong", Black: true}
}

// imprint puts a line of an imprint at a page's foot.
func imprint(s *readback.Sheet) {
	g := glyph('印', areaLeft+14, areaBottom-6)
	g.Size, g.Advance = 14, 14
	s.Glyphs = append(s.Glyphs, g)
}

// full is a line of 28 characters with others at its ends.
func full(start, end string) string {
	return start + strings.Repeat("安", 28-len([]rune(start+end))) + end
}

// signature is a date of a signature at a height.
func signature(y float64) (glyphs []readback.Glyph) {
	for i, r := range []rune("2026年3月5日") {
		glyphs = append(glyphs, glyph(r, areaLeft+float64(i+10)*cellPitch, y))
	}
	return glyphs
}

// spread is a page whose lines stand so many pitches apart.
func spread(apart float64) func(*paper) {
	return func(p *paper) {
		for i, s := 0, p.sheet(lines(2)...); i < len(s.Glyphs); i++ {
			s.Glyphs[i].Y += (apart - 1) * rowPitch * float64(i/28)
		}
	}
}

func lines(n int) []string {
	return strings.Split(strings.Repeat(full("", "")+"\n", n-1)+full("", ""), "\n")
}

// table rules a table of rows so high from the top of a page's line on; a head is the
// first row, in 黑体.
func table(s *readback.Sheet, line, rows int, height float64) {
	top := areaTop + float64(line-1)*rowPitch
	for i := 0; i <= rows+1; i++ {
		y := top + float64(i)*height
		s.Paths = append(s.Paths, readback.Box{Left: areaLeft, Right: areaRight, Top: y, Bottom: y + 0.5, Black: true})
		if i > rows {
			break
		}
		s.Paths = append(s.Paths, readback.Box{Left: areaLeft, Right: areaLeft + 0.5, Top: y, Bottom: y + height, Black: true})
		g := readback.Glyph{Text: "表", X: areaLeft + 10, Y: y + height/2, Advance: 12, Size: 12, Font: "Hongtou-fangsong", Black: true}
		if i == 0 {
			g.Font = "Hongtou-heiti"
		}
		s.Glyphs = append(s.Glyphs, g)
	}
}

// cells rules a row of two cells of 98 points with such lines, and a head above it.
func cells(s *readback.Sheet, texts ...string) {
	for i, y := range []float64{areaTop, areaTop + 30, areaTop + 90} {
		s.Paths = append(s.Paths, readback.Box{Left: areaLeft, Right: areaLeft + 196, Top: y, Bottom: y + 0.5, Black: true})
		for c := 0; c <= 2 && i < 2; c++ {
			x := areaLeft + 98*float64(c)
			s.Paths = append(s.Paths, readback.Box{Left: x, Right: x + 0.5, Top: y, Bottom: y + 30*float64(i+1), Black: true})
		}
	}
	for c, text := range texts {
		for i, line := range strings.Split(text, "|") {
			x := areaLeft + 98*float64(c) + cellPadding
			for _, r := range line {
				g := readback.Glyph{Text: string(r), X: x, Y: areaTop + 45 + 17*float64(i), Advance: 12, Size: 12, Font: "Hongtou-fangsong", Black: true}
				s.Glyphs = append(s.Glyphs, g)
				x += 12
			}
		}
	}
}

// Every fault is found on a page that has it, and no other one; a good page has none.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(p *paper)
		want []Fault
	}{
		{"a good paper", func(p *paper) { p.sheet(lines(22)...); p.sheet(lines(3)...) }, nil},
		{"a page of 20 lines", func(p *paper) { p.sheet(lines(20)...); p.sheet(lines(4)...) }, []Fault{ShortPage}},
		{"a page of 20 lines before the last three", func(p *paper) { p.sheet(lines(20)...); p.sheet(lines(3)...) }, []Fault{ShortPage, BeforeLastLines}},
		{"a page of 21 lines before a heading", func(p *paper) {
			p.sheet(lines(21)...)
			s := p.sheet("> 一、标题", full("", ""), full("", ""))
			for i := range s.Glyphs[:5] {
				s.Glyphs[i].Font = "Hongtou-heiti"
			}
		}, []Fault{ShortPage, BeforeHeading}},
		{"a page of 20 lines before signatures", func(p *paper) { p.sheet(lines(20)...); p.sheet(full("", ""), "安安", "", "甲方") }, []Fault{ShortPage, BeforeSignatures}},
		{"an attachment begins", func(p *paper) { p.sheet(lines(5)...); p.sheet("附件1", "", "标题", "", "安") }, nil},
		{"a last page of two lines", func(p *paper) { p.sheet(lines(22)...); p.sheet(lines(2)...) }, []Fault{NearlyEmpty}},
		{"the imprint alone", func(p *paper) { p.sheet(lines(22)...); imprint(p.sheet()) }, []Fault{ImprintAlone}},
		{"the imprint on the even page, for there is room before it", func(p *paper) { p.sheet(lines(15)...); imprint(p.sheet()) }, nil},
		{"the imprint alone on an odd page", func(p *paper) { p.sheet(lines(22)...); p.sheet(lines(15)...); imprint(p.sheet()) }, []Fault{ImprintAlone}},
		{"signatures without text", func(p *paper) {
			p.sheet(lines(22)...)
			p.sheet("", "> > > 附件：1.甲", "", "> > > > > 甲局", "> > > > > 2026年3月5日")
		}, []Fault{SignatureAlone}},
		{"signatures with a line of text", func(p *paper) {
			p.sheet(lines(22)...)
			p.sheet("安安", "", "> > > > > 甲局", "> > > > > 2026年3月5日")
		}, nil},
		{"a signing block without text", func(p *paper) { p.sheet(lines(22)...); p.sheet("", "甲方：  乙方：", "签字", "日期") }, []Fault{SignatureAlone}},
		{"a row alone at the foot", func(p *paper) { table(p.sheet(lines(19)...), 20, 1, 28); table(p.sheet(), 1, 10, 28) }, []Fault{LoneRow}},
		{"a row alone at the head", func(p *paper) { table(p.sheet(lines(11)...), 12, 11, 28); table(p.sheet(), 1, 1, 28) }, []Fault{LoneRow}},
		{"a row that is parted", func(p *paper) { table(p.sheet(lines(13)...), 14, 1, 110); table(p.sheet(), 1, 10, 28) }, nil},
		{"half a page", func(p *paper) { p.sheet(lines(11)...); p.sheet(lines(3)...) }, []Fault{ShortPage, ThirdBlank}},
		{"a torn table", func(p *paper) { table(p.sheet(lines(18)...), 19, 2, 28); table(p.sheet(), 1, 5, 28) }, []Fault{TornTable}},
		{"a long table", func(p *paper) { table(p.sheet(lines(18)...), 19, 2, 28); table(p.sheet(), 1, 9, 28) }, nil},
		{"2026年1月1|日", func(p *paper) { p.sheet(full("", "1月1"), full("日", "")) }, []Fault{UnitParted}},
		{"代码9199|0123MA30405066", func(p *paper) { p.sheet(full("", "9199"), full("0123MA30405066", "")) }, nil},
		{"代码91990|123MA30405066", func(p *paper) { p.sheet(full("", "91990"), full("123MA30405066", "")) }, []Fault{UnitParted}},
		{"1月|31日", func(p *paper) { p.sheet(full("", "1月"), full("31", "")) }, []Fault{MonthParted}},
		{"2026年|1月", func(p *paper) { p.sheet(full("", "2026年"), full("1月", "")) }, []Fault{YearParted}},
		{"安政发|〔2026〕1号", func(p *paper) { p.sheet(full("", ""), full("〔2026〕", "")) }, []Fault{UnitParted}},
		{"GB/T 1|—2016", func(p *paper) { p.sheet(full("", ""), full("—2016", "")) }, []Fault{DashFirst}},
		{"a loose line", func(p *paper) {
			s := p.sheet(lines(1)...)
			for i := range s.Glyphs {
				s.Glyphs[i].X = areaLeft + float64(i)*cellPitch*1.2
			}
			s.Glyphs = s.Glyphs[:23]
			s.Glyphs[22].X = areaRight - bodySize
		}, []Fault{LooseLine}},
		{"one character is left", func(p *paper) { p.sheet(full("", ""), "安）。") }, []Fault{OneLeft}},
		{"a comma at a line's start", func(p *paper) { p.sheet(full("", ""), full("，", "")) }, []Fault{BadEdge}},
		{"text over text", func(p *paper) {
			s := p.sheet(lines(1)...)
			s.Glyphs = append(s.Glyphs, glyph('全', areaLeft+20, areaTop+14))
		}, []Fault{Overprinted}},
		{"text beside the type area", func(p *paper) {
			s := p.sheet(lines(1)...)
			s.Glyphs = append(s.Glyphs, glyph('全', areaRight, areaTop+100))
		}, []Fault{OffArea}},
		{"23 lines", func(p *paper) {
			s := p.sheet()
			for i := range 23 {
				s.Glyphs = append(s.Glyphs, glyph('全', areaLeft, areaTop+14+float64(i)*27))
			}
		}, []Fault{TooManyLines}},
		{"lines a fifth further apart", spread(1.2), []Fault{UnevenLines}},
		{"lines a tenth further apart", spread(1.1), nil},
		{"lines closer than the pitch", spread(0.92), []Fault{UnevenLines}},
		{"lines closer than the pitch with a signature", func(p *paper) {
			spread(0.92)(p)
			s := &(*p)[0]
			s.Glyphs = append(s.Glyphs, signature(areaTop+8*rowPitch)...)
		}, nil},
		{"one line further down", func(p *paper) {
			for i, s := 56, p.sheet(lines(3)...); i < len(s.Glyphs); i++ {
				s.Glyphs[i].Y += 3
			}
		}, []Fault{UnevenLines}},
		{"a date in a cell", func(p *paper) { cells(p.sheet(), "2026年2|月8日", "安安") }, []Fault{CellParted}},
		{"a code in a cell", func(p *paper) { cells(p.sheet(), "YH2026-0|63", "AB-CD-1") }, []Fault{CellParted}},
		{"a number and its unit in a cell", func(p *paper) { cells(p.sheet(), "共12|项目", "安安") }, []Fault{CellParted}},
		{"one character in a cell", func(p *paper) { cells(p.sheet(), "安安安安|安", "安") }, []Fault{CellOneLeft}},
		{"one character in a cell of a full table", func(p *paper) { cells(p.sheet(), "安安安安|安", "安安安安安安安") }, nil},
		{"lines of two in cells", func(p *paper) { cells(p.sheet(), "安安安|安安", "2026年|安") }, nil},
	} {
		var p paper
		c.make(&p)
		got := Sheets(c.name, p)
		want := map[Fault]int{}
		for _, kind := range c.want {
			want[kind] = 1
		}
		for _, kind := range Faults {
			if got.Count[kind] != want[kind] {
				t.Errorf("%s: %d times %q, want %d: %v", c.name, got.Count[kind], kind, want[kind], got.Places[kind])
			}
		}
	}
}
