package typeset

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// At the limits of a chart every letter has 7 pt or more, none lies on another,
// nothing leaves the type area, and every category is named where bars stand for it.
func TestChartsAtTheirLimits(t *testing.T) {
	for _, kind := range doc.ChartKinds {
		for series := 1; series <= 4; series++ {
			for _, categories := range []int{1, 7, 14, 15, 24, 40} {
				for _, long := range []bool{false, true} {
					if kind == "pie" && series > 1 {
						continue
					}
					c := limitChart(kind, series, categories, long)
					s := &setter{faces: face.Default()}
					p := newPager()
					p.flow(s.chart(c, nil))
					name := fmt.Sprintf("%s of %d by %d, long %v", kind, series, categories, long)
					checkChart(t, name, p.pages)
					var text strings.Builder
					for _, page := range p.pages {
						for _, r := range page.Runs {
							text.WriteString(r.Text())
						}
					}
					if kind == "bar" || kind == "hbar" {
						for _, category := range c.Categories {
							if !strings.Contains(text.String(), category) {
								t.Errorf("%s: %s is not named", name, category)
							}
						}
					}
				}
			}
		}
	}
}

// limitChart is a chart with names as long as doc takes them, or short ones.
func limitChart(kind string, series, categories int, long bool) *doc.Chart {
	var b strings.Builder
	name := func(n, most int) string {
		if text := fmt.Sprintf("第%d号", n); !long {
			return text
		} else {
			return text + strings.Repeat("名", most-len([]rune(text)))
		}
	}
	fmt.Fprintf(&b, "```chart\nkind: %s\ntitle: %s\nunit: %s\n| 类别 |", kind, name(1, 100), name(1, 10))
	for i := range series {
		fmt.Fprintf(&b, " %s |", name(i+1, 12))
	}
	for i := range categories {
		fmt.Fprintf(&b, "\n| %s |", name(i+1, map[string]int{"pie": 30, "line": 12}[kind]+map[string]int{"bar": 40, "hbar": 40}[kind]))
		for k := range series {
			fmt.Fprintf(&b, " %d |", (i*7+k+1)*123456789%1000000007)
		}
	}
	d, complaints := doc.Parse([]byte(b.String()+"\n```\n"), "t", 1)
	if complaints.Len() > 0 {
		panic(complaints.All()[0].String())
	}
	return resolved(d).Body[0].(*doc.Chart)
}

func checkChart(t *testing.T, name string, pages []*Page) {
	t.Helper()
	type placed struct {
		text                     string
		left, right, top, bottom Length
	}
	for _, page := range pages {
		var all []placed
		for _, r := range page.Runs {
			last := r.Glyphs[len(r.Glyphs)-1]
			p := placed{r.Text(), r.X, r.X + last.X + r.Size/2, r.Y - r.Size*8/10, r.Y}
			if r.Size < 7*Pt {
				t.Fatalf("%s: %q has letters of %d", name, p.text, r.Size)
			}
			if p.left < standard.MarginLeft-Pt || p.right > standard.MarginLeft+standard.AreaWidth+Pt || p.bottom > standard.MarginTop+standard.AreaHeight+Pt || p.top < standard.MarginTop-Pt {
				t.Fatalf("%s: %q stands beside the type area: %+v", name, p.text, p)
			}
			for _, o := range all {
				if p.left < o.right && o.left < p.right && p.top < o.bottom && o.top < p.bottom && !(p.right-o.left < 2*Pt || p.bottom-o.top < Pt) {
					t.Fatalf("%s: %q lies on %q: %+v %+v", name, p.text, o.text, p, o)
				}
			}
			all = append(all, p)
		}
	}
}
