package source

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/model"
)

// Texts in columns that a table does not know are the same where there are so many that
// they are packed. Rows of one's own table have a view of them anyway.
func TestFurtherColumnsArePacked(t *testing.T) {
	text := func(i int) string {
		return fmt.Sprint(i) + strings.Repeat("作业前通风、检测，专人监护。", 2000)
	}
	var f further
	var units []*model.Unit
	n := mostPlain/len(text(0))*5/4 + 20
	for i := range n {
		u := &model.Unit{}
		extra := map[string]string{"款": text(i), "空": ""}
		if i%5 == 0 {
			extra = nil
		}
		f.keep(&u.Origin, u, extra)
		units = append(units, u)
	}
	if f.packed == nil || f.plain < mostPlain || f.plain > mostPlain+len(text(n)) {
		t.Fatalf("%d bytes are kept as they are", f.plain)
	}
	for i, u := range units {
		if extra := u.Extra(); i%5 == 0 && extra != nil || i%5 > 0 && (len(extra) != 2 || extra["款"] != text(i)) {
			t.Fatalf("unit %d has %d texts", i, len(extra))
		}
	}
	row, before := &model.OwnRow{}, f.plain
	f.keep(&row.Origin, row, map[string]string{"款": "甲"})
	if f.plain == before || row.Extra()["款"] != "甲" {
		t.Errorf("a row of a table of one's own is packed: %v", row.Extra())
	}
}
