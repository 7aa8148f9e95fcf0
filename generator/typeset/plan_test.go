package typeset

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// The costs of paginate.go, each by boxes that only it decides: which boxes stand on
// which page.

// boxOf is a box of so many lines of the grid, called by a name.
func boxOf(name string, lines Length, apart int) box {
	return box{height: lines * standard.RowHeight, onGrid: true, apart: apart, areas: []Area{{Name: name}}, span: 1}
}

// textOf is so many lines of text, each a box.
func textOf(n int) (boxes []box) {
	for range n {
		b := boxOf("l", 1, 0)
		b.text = true
		boxes = append(boxes, b)
	}
	return boxes
}

// chainOf is so many boxes that stand together at a cost.
func chainOf(name string, n int, lines Length, apart int) (boxes []box) {
	for i := range n {
		b := boxOf(name, lines, apart)
		if i == n-1 {
			b.apart = 0
		}
		boxes = append(boxes, b)
	}
	return boxes
}

// otherwise lets a block of boxes be set in another way too.
func otherwise(boxes []box, cost int, other []box) []box {
	boxes[0].span = len(boxes)
	boxes[0].settings = func([]box) []setting { return []setting{{boxes: other, cost: cost}} }
	return boxes
}

func joined(parts ...[]box) (all []box) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func TestCostsOfPages(t *testing.T) {
	figure := boxOf("F", 5, 0)
	figure.onGrid, figure.floats = false, true
	row := boxOf("R", 2, 0)
	row.onGrid = false
	row.parts = func(Length, bool) []box {
		return []box{{height: standard.RowHeight / 3, areas: []Area{{Name: "r"}}}, {height: standard.RowHeight, areas: []Area{{Name: "r"}}}}
	}
	half := box{height: standard.RowHeight / 2, areas: []Area{{Name: "h"}}}
	single := boxOf("l", 1, costSingle)
	for _, c := range []struct {
		rule  string
		boxes []box
		want  string
	}{
		{"5.2.3: lines left empty cost by their square: a single line is rather left at the edge",
			joined(textOf(20), []box{single, boxOf("T", 2, 0)}, textOf(1)), strings.Repeat("l", 21) + "|Tl"},
		{"a figure does not move without need, where a page ends short anyway",
			joined(textOf(5), []box{figure}, textOf(8), chainOf("T", 3, 2, costApart)), "lllllFllllllll|TTT"},
		{"a row is not parted where the page is full without it",
			joined(textOf(21), []box{half, row}, textOf(3)), strings.Repeat("l", 21) + "h|Rlll"},
		{"a short table is torn rather than half a page left empty",
			joined(textOf(8), chainOf("t", 10, 2, costTable)), strings.Repeat("l", 8) + "ttttttt|ttt"},
		{"what stands together is not parted for half a page either",
			joined(textOf(5), chainOf("H", 10, 2, costApart)), "lllll|HHHHHHHHHH"},
		{"a block is set otherwise where a page would end short",
			joined(textOf(18), otherwise(textOf(3), costRecast, chainOf("o", 4, 1, 0)), chainOf("T", 3, 1, costApart)), strings.Repeat("l", 18) + "oooo|TTT"},
	} {
		p := newPager()
		p.flow(c.boxes)
		var got strings.Builder
		page := 1
		for _, a := range p.areas {
			for ; page < a.Page; page++ {
				got.WriteString("|")
			}
			got.WriteString(a.Name)
		}
		if got.String() != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.rule, got.String(), c.want)
		}
	}
}

// What stands behind a page that ends short is set as it would be alone: rows are not
// lower, paragraphs not of other lines, where that fills no page.
func TestSetAsAlone(t *testing.T) {
	table := "|甲|乙|\n|--|--|\n" + strings.Repeat("|一|二|\n", 10) + "\n"
	loose := strings.Repeat("安，", 27) + "安安安安安安\n\n" + ofHan(26+28*3+27) // may give a line up; may take one more
	for what, block := range map[string]string{"a table": table, "paragraphs": "# 标题\n\n" + loose} {
		places := func(text string) (out []string) {
			l := layOut(t, text, doc.Meta{}, doc.Options{})
			for _, r := range l.Pages[len(l.Pages)-1].Runs {
				if !strings.Contains(r.Text(), "—") {
					out = append(out, fmt.Sprint(r.Text(), r.Y))
				}
			}
			return out
		}
		before := 14
		if what == "paragraphs" {
			before = 21 // the heading leaves the page's last line empty
		}
		if alone, behind := places(block), places(strings.Repeat("一行。\n\n", before)+block); !slices.Equal(alone, behind) {
			t.Errorf("%s: alone\n%v\nbehind a short page\n%v", what, alone, behind)
		}
	}
}
