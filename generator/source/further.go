package source

import (
	"reflect"
	"strings"

	"hongtou/generator/model"
	"hongtou/generator/pack"
)

// mostPlain is how much text in columns that a table does not know is kept as it is, in
// bytes: most offices have less in all of their tables, and none of it needs unpacking then.
const mostPlain = 16 << 20

// further keeps what stands in columns that a table does not know: packed, once there is
// much of it.
type further struct {
	plain  int // bytes
	packed *pack.Texts
}

// keep keeps them with a record's origin.
func (f *further) keep(o *model.Origin, t *Table, record any, extra map[string]string) {
	if _, own := record.(*model.OwnRow); own || f.plain < mostPlain {
		for header, text := range extra {
			f.plain += len(header) + len(text)
		}
		model.KeepExtra(o, extra)
		return
	}
	if f.packed == nil {
		f.packed = &pack.Texts{}
	}
	model.PackExtra(o, f.packed, extra)
	// What the record holds itself may be a part of the row that it was read from.
	for i := range t.Columns {
		if field := t.Columns[i].Of(record); field.Kind() == reflect.String {
			field.SetString(strings.Clone(field.String()))
		}
	}
}
