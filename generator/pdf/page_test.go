package pdf

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/internal/readback"
)

// The grid, read back from the file by another program: a full line of Han has
// 28 characters between 28 mm and 184 mm, a page has 22 lines between 37 mm and
// 262 mm, and no forbidden mark stands at a line's edge (GB/T 9704-2012, 5.2).
func TestGridInTheFile(t *testing.T) {
	text := strings.Repeat(strings.Repeat("安全生产责任重于泰山防患未然警钟长鸣", 9)+"，"+strings.Repeat("“党政同责”、（一岗双责），齐抓共管。失职追责；", 12)+"\n\n", 5)
	path := filepath.Join(t.TempDir(), "t.pdf")
	if err := os.WriteFile(path, write(t, text), 0o644); err != nil {
		t.Fatal(err)
	}
	pages, err := readback.Pages(path)
	if err != nil {
		t.Fatal(err)
	}
	const mm = 72 / 25.4
	full := 0
	for n, page := range pages {
		rows := readback.Rows(page, 16)
		if len(rows) > 22 {
			t.Errorf("page %d has %d lines of text, want at most 22", n+1, len(rows))
		}
		for _, row := range rows {
			var line strings.Builder
			for _, c := range row {
				line.WriteString(c.Text)
			}
			first, last := row[0], row[len(row)-1]
			if first.Y < 37*mm || first.Y > 262*mm {
				t.Errorf("page %d: a line stands at %.1f pt, outside the type area", n+1, first.Y)
			}
			if strings.Contains("。．，、；：？！”’）》", first.Text) || strings.Contains("“‘（《", last.Text) {
				t.Errorf("page %d: a forbidden mark at the edge of %q", n+1, line.String())
			}
			if len(row) >= 28 && !strings.ContainsAny(line.String(), "，。“”（）、；") {
				full++
				if len(row) != 28 {
					t.Errorf("a full line of Han has %d characters, want 28: %q", len(row), line.String())
				}
				if edge := last.X + 16; math.Abs(edge-184*mm) > 0.05 {
					t.Errorf("a full line ends at %.3f mm, want 184", edge/mm)
				}
			}
		}
	}
	if full < 10 {
		t.Errorf("only %d full lines of Han were found", full)
	}
}
