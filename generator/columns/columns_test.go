package columns

import (
	"math/rand/v2"
	"slices"
	"testing"
)

const em = 12000

// table is rows of cells of so many characters.
func table(rows ...[]int) *Table {
	t := &Table{Unit: em, Pad: 8000}
	for _, r := range rows {
		var cells []Cell
		for _, n := range r {
			cells = append(cells, Cell{Natural: Length(n) * em, Lines: 1, Rows: 1})
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// of are widths that hold so many characters.
func of(t *Table, characters ...int) []Length {
	var out []Length
	for _, n := range characters {
		out = append(out, Length(n)*em+t.Pad)
	}
	return out
}

// Rows count more than cells: three lines in one cell are dearer than two in each.
func TestRowsBeforeCells(t *testing.T) {
	x := table([]int{12, 8, 8})
	if three, two := x.cost(of(x, 4, 8, 8)), x.cost(of(x, 6, 7, 7)); three <= two {
		t.Errorf("a row of three lines costs %d, one of two %d", three, two)
	}
}

// A cell over three rows has the lines of all of them.
func TestMergedCells(t *testing.T) {
	x := table([]int{20, 1}, []int{0, 1}, []int{0, 1})
	x.Rows[0][0].Rows = 3
	if got := x.cost(of(x, 10, 1)); got != 3*costRow {
		t.Errorf("two lines beside three rows cost %d, want %d", got, 3*costRow)
	}
}

// Of long tables rows from all over are looked at.
func TestLongTables(t *testing.T) {
	var rows [][]int
	for i := range 20 * mostRows {
		rows = append(rows, []int{1 + i%2*20})
	}
	x := table(rows...)
	if got := x.cost(of(x, 21)); got != mostRows*costRow {
		t.Errorf("%d rows cost %d, want those of %d", len(rows), got, mostRows)
	}
}

// Wishes stand where they cost no line, and give way where they do.
func TestWishes(t *testing.T) {
	for _, c := range []struct {
		name                string
		rows                []int
		wished, least, want []int
	}{
		{"room for all", []int{2, 2}, []int{6, 12}, []int{2, 2}, []int{6, 12}},
		{"a wish of too little", []int{2, 5}, []int{15, 3}, []int{2, 5}, []int{13, 5}},
		{"no line lost", []int{30, 3}, []int{15, 3}, []int{3, 3}, []int{15, 3}},
		{"a line lost", []int{30, 3}, []int{9, 9}, []int{3, 3}, []int{15, 3}},
		{"of columns alike the wider wish is wider", []int{40, 40}, []int{6, 12}, []int{3, 3}, []int{8, 10}},
	} {
		x := table(c.rows)
		room := Total(of(x, c.wished...))
		got := x.Share(room, of(x, c.wished...), of(x, c.least...), of(x, c.rows...))
		if want := of(x, c.want...); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
	}
}

// Whatever is asked for, the widths fill the room and no column has less than its least.
func TestRandomRooms(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 1 + r.IntN(8)
		rows := make([][]int, 1+r.IntN(6))
		least, most, wishes := make([]int, n), make([]int, n), make([]int, n)
		for c := range n {
			for i := range rows {
				rows[i] = append(rows[i], r.IntN(40))
				most[c] = max(most[c], rows[i][c])
			}
			least[c], wishes[c] = r.IntN(most[c]+1), 1+r.IntN(9)
		}
		x := table(rows...)
		room := Total(of(x, least...)) + Length(r.IntN(300))*Length(em)/3
		got := x.Share(room, Scaled(of(x, wishes...), room), of(x, least...), of(x, most...))
		if Total(got) != room {
			t.Errorf("%d: %v fill %v, want %v", seed, got, Total(got), room)
		}
		for c, l := range of(x, least...) {
			if got[c] < l {
				t.Errorf("%d: column %d has %v, want %v at least", seed, c, got[c], l)
			}
		}
	}
}

// Shares add up exactly; the widest give way to one level.
func TestScaledAndLower(t *testing.T) {
	if got := Scaled([]Length{1, 1, 1}, 100); !slices.Equal(got, []Length{33, 33, 34}) {
		t.Errorf("thirds of 100: %v", got)
	}
	if got := Lower([]Length{10, 50, 90}, 90); !slices.Equal(got, []Length{10, 40, 40}) {
		t.Errorf("10, 50, 90 in 90: %v", got)
	}
}

// A line more in a cell of a row that is high already costs less than one that makes its
// row higher, whatever the wishes say.
func TestRowsCostMoreThanCells(t *testing.T) {
	table := &Table{Unit: 10, Rows: [][]Cell{
		{{Natural: 60, Lines: 1, Rows: 1}, {Natural: 10, Lines: 1, Rows: 1}, {Natural: 10, Lines: 2, Rows: 1}},
		{{Natural: 10, Lines: 1, Rows: 1}, {Natural: 60, Lines: 1, Rows: 1}, {Natural: 10, Lines: 1, Rows: 1}},
	}}
	got := table.Narrowed(100, []Length{60, 60, 10}, []Length{60, 0, 10}, []Length{10, 10, 10})
	if want := []Length{30, 60, 10}; !slices.Equal(got, want) {
		t.Errorf("widths %v, want %v", got, want)
	}
}
