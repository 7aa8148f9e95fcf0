package table

import "testing"

// Records that a maker makes are each its own, and lie together.
func TestMakerMakesRecordsInBlocks(t *testing.T) {
	type row struct {
		Name  string
		Count int
	}
	rows := New("rows", "行", func(r *row) []Column {
		return []Column{{At: &r.Name, Header: "名称"}, {At: &r.Count, Header: "数量"}}
	})
	next := rows.Maker()
	var all []*row
	for i := range 5000 {
		r := next().(*row)
		if *r != (row{}) {
			t.Fatalf("record %d is made as %v, want it empty", i, *r)
		}
		r.Count = i
		all = append(all, r)
	}
	for i, r := range all {
		if r.Count != i {
			t.Fatalf("record %d says %d: it is another's", i, r.Count)
		}
	}
	if n := testing.AllocsPerRun(1, func() {
		for next, i := rows.Maker(), 0; i < 5000; i++ {
			next()
		}
	}); n > 40 {
		t.Errorf("5,000 records were made in %v pieces, want at most 40", n)
	}
}
