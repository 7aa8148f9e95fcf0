package source

import (
	"fmt"
	"strings"
	"testing"
	"unsafe"

	"hongtou/generator/model"
)

// Texts in columns that a table does not know are the same where there are so many that
// they are packed. Rows of one's own table have a view of them anyway.
func TestFurtherColumnsArePacked(t *testing.T) {
	text := func(i int) string {
		return fmt.Sprint(i) + strings.Repeat("作业前通风、检测，专人监护。", 2000)
	}
	var f further
	var all []*model.Unit
	units := model.TableOf("units").Table
	n := mostPlain/len(text(0))*5/4 + 20
	for i := range n {
		row := "Q0001," + text(i)
		u := &model.Unit{Code: row[:5]}
		extra := map[string]string{"款": text(i), "空": ""}
		if i%5 == 0 {
			extra = nil
		}
		f.keep(&u.Origin, units, u, extra)
		all = append(all, u)
		if loose := unsafe.StringData(u.Code) != unsafe.StringData(row); u.Code != "Q0001" || loose != (f.packed != nil) {
			t.Fatalf("unit %d keeps its row: %v", i, !loose)
		}
	}
	if f.packed == nil || f.plain < mostPlain || f.plain > mostPlain+len(text(n)) {
		t.Fatalf("%d bytes are kept as they are", f.plain)
	}
	for i, u := range all {
		if extra := u.Extra(); i%5 == 0 && extra != nil || i%5 > 0 && (len(extra) != 2 || extra["款"] != text(i)) {
			t.Fatalf("unit %d has %d texts", i, len(extra))
		}
	}
	row, before := &model.OwnRow{}, f.plain
	f.keep(&row.Origin, nil, row, map[string]string{"款": "甲"})
	if f.plain == before || row.Extra()["款"] != "甲" {
		t.Errorf("a row of a table of one's own is packed: %v", row.Extra())
	}
}
