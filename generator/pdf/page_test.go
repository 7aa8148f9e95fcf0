package pdf

import (
	"encoding/xml"
	"math"
	"strings"
	"testing"
)

// stext is what mutool reads back of a page: lines of characters with places.
type stext struct {
	Pages []struct {
		Lines []struct {
			Fonts []struct {
				Size  float64 `xml:"size,attr"`
				Chars []struct {
					X    float64 `xml:"x,attr"`
					Y    float64 `xml:"y,attr"`
					C    string  `xml:"c,attr"`
					Quad string  `xml:"quad,attr"`
				} `xml:"char"`
			} `xml:"font"`
		} `xml:"block>line"`
	} `xml:"page"`
}

// The grid, read back from the file by another program: a full line of Han has
// 28 characters between 28 mm and 184 mm, a page has 22 lines between 37 mm and
// 262 mm, and no forbidden mark stands at a line's edge (GB/T 9704-2012, 5.2).
func TestGridInTheFile(t *testing.T) {
	text := strings.Repeat(strings.Repeat("安全生产责任重于泰山防患未然警钟长鸣", 9)+"，"+strings.Repeat("“党政同责”、（一岗双责），齐抓共管。失职追责；", 12)+"\n\n", 5)
	b := write(t, text)
	var pages stext
	if err := xml.Unmarshal([]byte(read(t, b, "mutool", "draw", "-q", "-F", "stext", "FILE")), &pages); err != nil {
		t.Fatal(err)
	}
	const mm = 72 / 25.4
	full := 0
	for n, page := range pages.Pages {
		rows := map[float64][]string{}
		right := map[float64]float64{}
		for _, l := range page.Lines {
			for _, f := range l.Fonts {
				if math.Abs(f.Size-16) > 0.01 {
					continue
				}
				for _, c := range f.Chars {
					y := math.Round(c.Y)
					rows[y] = append(rows[y], c.C)
					right[y] = c.X + 16
				}
			}
		}
		if len(rows) > 22 {
			t.Errorf("page %d has %d lines of text, want at most 22", n+1, len(rows))
		}
		for y, line := range rows {
			if y < 37*mm || y > 262*mm {
				t.Errorf("page %d: a line stands at %.1f pt, outside the type area", n+1, y)
			}
			if strings.Contains("。．，、；：？！”’）》", line[0]) || strings.Contains("“‘（《", line[len(line)-1]) {
				t.Errorf("page %d: a forbidden mark at the edge of %q", n+1, strings.Join(line, ""))
			}
			if s := strings.Join(line, ""); len(line) >= 28 && !strings.ContainsAny(s, "，。“”（）、；") {
				full++
				if len(line) != 28 {
					t.Errorf("a full line of Han has %d characters, want 28: %q", len(line), s)
				}
				if edge := right[y]; math.Abs(edge-184*mm) > 0.05 {
					t.Errorf("a full line ends at %.3f mm, want 184", edge/mm)
				}
			}
		}
	}
	if full < 10 {
		t.Errorf("only %d full lines of Han were found", full)
	}
}
