package source

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"hongtou/generator/model"
	"hongtou/generator/table"
)

// What is written here is what Load reads: the record that a document was made
// from travels in the document, and can be put back into a workspace. The tables'
// columns say what there is, so that nothing is left out
// when they grow.

// UnitJSON is a unit's row as a table of one row: a JSON list with an object
// whose keys are the units table's headers, in the table's order, then the
// columns of the office's own. Empty cells of the table's columns are left out.
func UnitJSON(u *model.Unit) []byte {
	var b []byte
	for _, c := range model.TableFor(u).Columns {
		if !c.Empty(u) {
			b = appendPair(b, c.Header, quoted(c.Value(u)))
		}
	}
	extra := u.Extra()
	for _, header := range slices.Sorted(maps.Keys(extra)) {
		b = appendPair(b, header, quoted(extra[header]))
	}
	return indented("[{" + string(b) + "}]")
}

// MeetingJSON is a meeting's file, as JSON, without its tasks, which are rows of
// their own table. Empty fields are left out.
func MeetingJSON(m *model.Meeting) []byte {
	b := exported(model.TableFor(m).Table, m)
	if extra := m.Extra(); len(extra) > 0 {
		var pairs []byte
		for _, key := range slices.Sorted(maps.Keys(extra)) {
			pairs = appendPair(pairs, key, quoted(extra[key]))
		}
		b = appendPair(b, "extra", "{"+string(pairs)+"}")
	}
	return indented("{" + string(b) + "}")
}

// exported is a record's columns as the inside of a JSON object.
func exported(t *Table, record any) (b []byte) {
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Empty(record) {
			continue
		}
		value, items := "", []string{}
		switch c.Type {
		case table.Items:
			for list, n := c.Of(record), 0; n < list.Len(); n++ {
				items = append(items, "{"+string(exported(c.Items, list.Index(n).Addr().Interface()))+"}")
			}
			value = "[" + strings.Join(items, ",") + "]"
		case table.Lines:
			for _, text := range c.Of(record).Interface().([]string) {
				items = append(items, quoted(text))
			}
			value = "[" + strings.Join(items, ",") + "]"
		case Whole:
			value = c.Value(record)
		default:
			value = quoted(c.Value(record))
		}
		b = appendPair(b, c.Name(), value)
	}
	return b
}

func appendPair(b []byte, key, value string) []byte {
	if len(b) > 0 {
		b = append(b, ',')
	}
	return append(append(append(b, quoted(key)...), ':'), value...)
}

func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(s) // a string: it does not fail
	return string(bytes.TrimSpace(b.Bytes()))
}

func indented(s string) []byte {
	var b bytes.Buffer
	json.Indent(&b, []byte(s), "", "  ") // our own JSON: it does not fail
	b.WriteByte('\n')
	return b.Bytes()
}
