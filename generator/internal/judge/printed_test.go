package judge

import (
	"testing"

	"hongtou/generator/internal/readback"
)

// A printed page with a head needs a row under it; its body needs 9 pt.
func TestPrinted(t *testing.T) {
	for _, c := range []struct {
		name   string
		size   float64
		title  bool
		rows   []string // between rules, the head's first
		remark string
		chart  bool // with a title
		want   Fault
	}{
		{"rows", 9, false, []string{"序号", "1"}, "说明", false, ""},
		{"a total alone", 9, false, []string{"序号", "合计"}, "", false, EmptyHead},
		{"a remark alone", 9, false, []string{"序号"}, "说明", false, EmptyHead},
		{"a row to be filled in", 9, false, []string{"序号", ""}, "说明", false, ""},
		{"a first page", 9, true, []string{"序号"}, "说明", false, ""},
		{"a remark without a head", 9, false, nil, "说明", false, NoRow},
		{"a chart under a head", 9, false, []string{"序号"}, "", true, EmptyHead},
		{"a chart", 9, false, nil, "", true, NoRow},
		{"two charts", 9, false, nil, "图一", true, ""},
		{"a chart under rows", 9, false, []string{"序号", "1"}, "", true, ""},
		{"small type", 8.5, false, []string{"序号", "1"}, "", false, SmallBody},
	} {
		s := readback.Sheet{Width: 842, Height: 595}
		put := func(text string, y, size float64, font string) {
			for i, r := range []rune(text) {
				s.Glyphs = append(s.Glyphs, readback.Glyph{Text: string(r), X: 60 + size*float64(i), Y: y, Advance: size, Size: size, Font: font, Black: true})
			}
		}
		y := 80.0
		if c.title {
			put("台账", 70, 18, "Hei")
		}
		rule := func() {
			s.Paths = append(s.Paths, readback.Box{Left: 50, Right: 250, Top: y, Bottom: y + 0.5, Black: true})
		}
		for i, text := range c.rows {
			font := "Song"
			if i == 0 {
				font = "Hei"
			}
			rule()
			put(text, y+13, c.size, font)
			s.Paths = append(s.Paths, readback.Box{Left: 50, Right: 50.5, Top: y, Bottom: y + 20, Black: true})
			y += 20
		}
		if len(c.rows) > 0 {
			rule()
		}
		put(c.remark, y+30, c.size, "Song")
		if c.chart {
			put("各地区事故", y+80, 14, "Hei")
			if c.remark == "图一" {
				put("各地区事故", y+380, 14, "Hei")
			}
		}
		found := Printed(c.name, []readback.Sheet{s})
		for _, kind := range []Fault{EmptyHead, NoRow, SmallBody} {
			if got := found.Count[kind]; (got > 0) != (kind == c.want) {
				t.Errorf("%s: %d times %q", c.name, got, kind)
			}
		}
	}
}
