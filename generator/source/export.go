package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/tree"
)

// What is written here is what Load reads: the record that a document was made
// from travels in the document, and can be put back into a workspace. The tables'
// columns and the meeting's shape say what there is, so that nothing is left out
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
	for _, header := range slices.Sorted(maps.Keys(u.Extra)) {
		b = appendPair(b, header, quoted(u.Extra[header]))
	}
	return indented("[{" + string(b) + "}]")
}

// MeetingJSON is a meeting's file, as JSON, without its tasks, which are rows of
// their own table. Empty fields are left out.
func MeetingJSON(m *model.Meeting) []byte {
	return indented(exported(reflect.ValueOf(m).Elem(), meetingShape))
}

// exported is a value of the model as JSON; s is the shape of its parts.
func exported(v reflect.Value, s *tree.Shape) string {
	if d, ok := v.Interface().(period.Date); ok {
		return quoted(d.String())
	}
	switch v.Kind() {
	case reflect.String:
		return quoted(v.String())
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Slice:
		var items []string
		for i := range v.Len() {
			items = append(items, exported(v.Index(i), s.Item)) // texts need no shape
		}
		return "[" + strings.Join(items, ",") + "]"
	case reflect.Map:
		var b []byte
		texts := v.Interface().(map[string]string)
		for _, key := range slices.Sorted(maps.Keys(texts)) {
			b = appendPair(b, key, quoted(texts[key]))
		}
		return "{" + string(b) + "}"
	case reflect.Struct:
		var b []byte
		for _, p := range s.Properties {
			field := v.FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, p.Name) })
			if !field.IsZero() {
				b = appendPair(b, p.Name, exported(field, p.Shape))
			}
		}
		return "{" + string(b) + "}"
	}
	panic(fmt.Sprintf("package source: no way to export a %s", v.Type()))
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
