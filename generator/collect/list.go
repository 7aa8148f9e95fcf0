package collect

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"hongtou/generator/model"
	"hongtou/generator/source"
	"hongtou/generator/tree"
)

// listTable is a table that is kept as a YAML or JSON list. Its records stand on lines,
// and each of their values is changed where it stands.
type listTable struct {
	json bool
	root *tree.Node
	read func([]byte) (*tree.Node, *tree.Syntax)
	set  func(text []byte, path []any, value *tree.Node) ([]byte, error)
}

// listOf reads a list's file; an error tells one that can't be changed by us.
func listOf(ext string, data []byte) (*listTable, error) {
	l := &listTable{read: tree.YAML, set: tree.SetYAML}
	if ext == ".json" {
		l.json, l.read, l.set = true, tree.JSON, tree.SetJSON
	}
	if !utf8.Valid(data) || strings.HasPrefix(string(data), "\ufeff") {
		return nil, errors.New("no plain UTF-8")
	}
	root, bad := l.read(data)
	if bad != nil {
		return nil, bad
	}
	l.root = root
	return l, nil
}

// itemKey is what a record's item calls a column.
func (tf *tableFile) itemKey(r *record, column int) string {
	if key := r.keys[column]; key != "" {
		return key
	}
	return tf.table.Columns[column].Header
}

// writeList is the file with the changes of its records and the new ones, and the lines
// on which these stand.
func (tf *tableFile) writeList(text []byte) ([]byte, []int, error) {
	l, err := tf.book.list, error(nil)
	put := func(path []any, value *tree.Node) {
		if err == nil {
			text, err = l.set(text, path, value)
		}
	}
	for _, r := range tf.records {
		for _, column := range slices.Sorted(maps.Keys(tf.edits[r])) {
			key, value := tf.itemKey(r, column), tf.edits[r][column]
			old := l.root.Items[r.item].Get(key)
			switch {
			case old == nil && value == "":
			case old != nil && old.Kind == tree.List:
				put([]any{r.item, key}, tree.ListOfTexts(strings.FieldsFunc(value, func(c rune) bool { return strings.ContainsRune("、，,；;", c) })))
			default:
				put([]any{r.item, key}, tf.scalar(column, value))
			}
		}
	}
	var last *record
	if n := len(tf.records); n > 0 {
		last = tf.records[n-1]
	}
	for i, r := range tf.added {
		at := len(l.root.Items) + i
		item := &tree.Node{Kind: tree.Map}
		for column, value := range r.values {
			if value == "" {
				continue
			}
			key := tf.table.Columns[column].Header
			if last != nil {
				key = tf.itemKey(last, column)
			}
			if item.Keys = append(item.Keys, tree.Entry{Key: key, Value: tf.scalar(column, value)}); l.inLines() {
				put([]any{at, key}, tf.scalar(column, value))
			}
		}
		if !l.inLines() {
			put([]any{at}, item)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	after, bad := l.read(text)
	if bad != nil {
		return nil, nil, bad
	}
	var lines []int
	for i := range tf.added {
		if at := len(l.root.Items) + i; at < len(after.Items) {
			lines = append(lines, after.Items[at].Line)
		}
	}
	if len(lines) != len(tf.added) {
		return nil, nil, fmt.Errorf("%d new records became %d", len(tf.added), len(lines))
	}
	return text, lines, nil
}

// inLines tells whether new records are written a line a value: in YAML, unless others
// stand in brackets.
func (l *listTable) inLines() bool {
	return !l.json && !slices.ContainsFunc(l.root.Items, func(item *tree.Node) bool {
		n := len(item.Keys)
		return n > 1 && item.Keys[0].Line == item.Keys[n-1].Line
	})
}

// scalar is a value of a column as it is written: a number without quotes.
func (tf *tableFile) scalar(column int, value string) *tree.Node {
	if tf.table.Columns[column].Numeric() && value != "" {
		return tree.PlainOf(value)
	}
	return tree.ScalarOf(value)
}

// stand gives the new records of a list their lines, in the file as it will be.
func (tf *tableFile) stand() error {
	_, lines, err := tf.writeList(tf.book.data)
	for i, line := range lines {
		tf.added[i].row = line
	}
	return err
}

// listed takes where a record of a list stands: its item, and what that calls the
// columns.
func (r *record) listed(t *source.Table, of model.Record) {
	for i := range t.Columns {
		item, key := source.ItemOf(of, t.Columns[i].Field)
		r.item, r.keys, r.columns[i] = item, append(r.keys, key), 0
	}
}
