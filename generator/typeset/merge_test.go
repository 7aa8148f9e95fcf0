package typeset

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// However the cells of a table longer than a page are merged, it is set on pages
// with every text of it, or complained of; never a panic, nothing beside the page.
func TestMergePatterns(t *testing.T) {
	row := func(cells ...string) string { return "|" + strings.Join(cells, "|") + "|\n" }
	head := row("甲", "乙", "丙") + row("--", "--", "--")
	long := strings.Repeat("长文", 60)
	for name, body := range map[string]string{
		"up from the first row":          strings.Repeat(row("一", "^^", "二"), 60),
		"up in every column":             strings.Repeat(row("^^", "^^", "^^"), 60),
		"up from the second row":         row("一", "三", "二") + strings.Repeat(row("一", "^^", "二"), 60),
		"up, long text":                  row("一", long+long+long, "二") + strings.Repeat(row("一", "^^", "二"), 60),
		"up, text longer than its rows":  row("一", strings.Repeat(long, 20), "二") + strings.Repeat(row("一", "^^", "二"), 30),
		"left in all rows":               strings.Repeat(row("一", "<<", "<<"), 60),
		"left in the first column":       strings.Repeat(row("<<", "一", "<<"), 60),
		"up and left":                    row("一", "<<", "二") + strings.Repeat(row("^^", "<<", "二"), 60),
		"left and up crossed":            strings.Repeat(row("一", "<<", "^^"), 60),
		"up in the first row only":       row("^^", "一", "^^") + strings.Repeat(row("一", "二", "三"), 60),
		"up, rows higher than a page":    row("一", "三", "二") + strings.Repeat(row(strings.Repeat(long, 8), "^^", "二"), 3),
		"up under a row of two pages":    row(strings.Repeat(long, 20), "三", "二") + strings.Repeat(row("一", "^^", "二"), 40),
		"a head higher than a page":      row(strings.Repeat(long, 20), "^^", "二") + strings.Repeat(row("一", "三", "二"), 40),
		"up from the first row, a block": strings.Repeat(row("一", "^^", "二"), 8) + strings.Repeat(row("一", "三", "二"), 50),
	} {
		t.Run(name, func(t *testing.T) { setMerged(t, head+body) })
	}
}

// FuzzMerged tries tables of cells of chance.
func FuzzMerged(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { setMerged(t, randomTable(rand.New(rand.NewPCG(seed, 1)))) })
}

func randomTable(r *rand.Rand) string {
	var b strings.Builder
	columns := 1 + r.IntN(5)
	for _, option := range []string{"", "merge: 1 2\n", "continued: yes\n", "landscape: yes\n", "title: 表\nnote: 注\n"}[r.IntN(5):][:1] {
		b.WriteString("```table\n" + option + "```\n")
	}
	ups, lefts, longs := r.IntN(10), r.IntN(4), r.IntN(3)
	for i := range 2 + r.IntN(80) {
		for c := range columns {
			switch {
			case i == 1:
				b.WriteString("|--")
			case i > 1 && r.IntN(10) < ups:
				b.WriteString("|^^")
			case c > 0 && r.IntN(10) < lefts:
				b.WriteString("|<<")
			case r.IntN(20) < longs:
				b.WriteString("|" + fmt.Sprintf("格%d长", i) + strings.Repeat("长文", r.IntN(400)))
			default:
				fmt.Fprintf(&b, "|格%d", i%7)
			}
		}
		b.WriteString("|\n")
	}
	return b.String()
}

// setMerged sets a table and holds it against its source.
func setMerged(t *testing.T, markdown string) {
	t.Helper()
	tree, complaints := doc.Parse([]byte(markdown+"\n尾。\n"), "x.md", 1)
	if complaints.Errors() > 0 {
		t.Fatal(complaints.All())
	}
	l, complaints := Typeset(resolved(tree), face.Default())
	if complaints.Errors() > 0 {
		if code := complaints.All()[0].Code; code != "table-head" {
			t.Fatal(complaints.All())
		}
		return
	}
	letters := map[rune]int{}
	for _, p := range l.Pages {
		for _, r := range p.Runs {
			if r.Size > standard.SizeTable {
				continue
			}
			if r.Y > standard.MarginTop+standard.AreaHeight+Pt || r.Y < standard.MarginTop || r.X < standard.MarginLeft-Pt || r.X > standard.MarginLeft+standard.AreaWidth+Pt {
				t.Fatalf("page %d: %q stands at %d %d, beside the type area\n%s", p.Number, r.Text(), r.X, r.Y, markdown)
			}
			for _, c := range r.Text() {
				letters[c]++
			}
		}
	}
	want := map[rune]int{}
	for _, b := range tree.Blocks {
		if table, ok := b.(*doc.Table); ok {
			for _, row := range append([][]doc.Cell{table.Head}, table.Rows...) {
				for _, cell := range row {
					for _, c := range doc.Text(cell.Spans) {
						want[c]++
					}
				}
			}
		}
	}
	for c, n := range want {
		if letters[c] < n {
			t.Errorf("%c is set %d times, want %d\n%.300s", c, letters[c], n, markdown)
		}
	}
}
