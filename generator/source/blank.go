package source

import (
	"slices"
	"strings"

	"hongtou/generator/model"
)

// An empty cell of figures is no 0. What it says, its column tells (table.Column); of what
// nobody knows a paper says nothing, and check tells of the cell (model/blank.go).

// saysNothing tells a cell of figures that is empty, or says that its figure is not there
// yet. A dash or 无 is written by somebody who knows that there is none.
func saysNothing(value string) bool { return value == "" || value == "暂无" }

// mark keeps what a record's cells lack.
func (b *binder) mark(o *model.Origin, record any, unread, empty []string) {
	if len(unread)+len(empty) == 0 {
		return
	}
	lacking := slices.DeleteFunc(slices.Clone(b.lacking), func(field string) bool { return !slices.Contains(empty, field) })
	open := b.table.OpenFigures(record, empty, lacking)
	key := strings.Join(unread, ",") + ";" + strings.Join(empty, ",") + ";" + strings.Join(open, ",") + ";" + strings.Join(lacking, ",")
	flaws, known := b.flaws[key]
	if !known {
		if b.flaws == nil {
			b.flaws = map[string]model.Flaws{}
		}
		flaws = model.NewFlaws(unread, empty, open, lacking)
		b.flaws[key] = flaws
	}
	model.MarkFlaws(o, flaws)
}
