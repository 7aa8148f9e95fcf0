package source

import (
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/tree"
)

// readList reads a table that is a YAML or JSON list of maps, keys being
// headers or field names in lower camel.
func readList(root *tree.Node, t *Table, place diag.Place, out *diag.List, emit func(any)) {
	if root.Kind == tree.Nothing {
		return
	}
	if root.Kind != tree.List {
		place.Line = root.Line
		out.Add(diag.Diagnostic{Code: "list-form", Place: place, Problem: diag.T("不是列表", "not a list"),
			Remedy: diag.T("最外层应为列表，每项是一组“表头: 值”", "the file is a list whose items are maps of header and value")})
		return
	}
	l := newListReader(t, place, out, emit)
	for _, item := range root.Items {
		l.keys(item)
	}
	for _, item := range root.Items {
		l.item(item)
	}
}

// listReader reads the items of a list, all of whose keys it is told first.
type listReader struct {
	table  *Table
	place  diag.Place // of the file
	list   *diag.List
	emit   func(any)
	names  names
	binder *binder
	known  []bool // of the table's columns: some item has a key for it
	n      int    // items read
	over   bool   // the rest is not read, which was told of
}

func newListReader(t *Table, place diag.Place, list *diag.List, emit func(any)) *listReader {
	return &listReader{table: t, place: place, list: list, emit: emit, names: namesOf(t), binder: &binder{table: t, list: list}, known: make([]bool, len(t.Columns))}
}

// keys takes an item's keys: figures that no item has one for are no empty cells.
func (l *listReader) keys(item *tree.Node) {
	for _, e := range item.Keys {
		if i, known := l.names.key(e.Key); known {
			l.known[i] = true
		}
	}
}

func (l *listReader) item(item *tree.Node) {
	if l.over {
		return
	}
	if l.n == 0 {
		for i := range l.table.Columns {
			if c := &l.table.Columns[i]; !l.known[i] && c.Figure() {
				l.binder.lacking = append(l.binder.lacking, c.Field)
			}
		}
	}
	at := l.place
	at.Line, at.Key = item.Line, tree.Index("", l.n)
	l.n++
	switch {
	case l.n > maxRows:
		l.list.Add(diag.Diagnostic{Code: "table-rows", Place: at, Problem: diag.T("超过%d行", "more than %d rows", maxRows), Remedy: diag.T("分成几个文件", "use several files")})
		l.over = true
	case item.Kind != tree.Map:
		l.list.Add(diag.Diagnostic{Code: "list-item", Place: at, Value: item.Text, Problem: diag.T("此项不是一组“表头: 值”", "the item is not a map of header and value"),
			Remedy: diag.T("写成 %s: … 的形式", "write it as %s: …", l.table.Columns[0].Header)})
	case len(item.Keys) > maxColumns:
		l.list.Add(diag.Diagnostic{Code: "table-columns", Place: at, Problem: diag.T("超过%d列", "more than %d columns", maxColumns), Remedy: diag.T("删去多余的列", "delete what is not needed")})
		l.over = true
	default:
		l.emit(readItem(item, l.table, l.names, l.binder, at, l.list))
	}
}

func readItem(item *tree.Node, t *Table, names names, b *binder, row diag.Place, out *diag.List) any {
	cells := make([]*cell, len(t.Columns))
	places := lines{}
	var absent []string
	var extra map[string]string
	for _, e := range item.Keys {
		place := row
		place.Line, place.Key = e.Line, tree.Under(row.Key, e.Key)
		complain := func(code string, problem, remedy diag.Text) {
			out.Add(diag.Diagnostic{Code: code, Place: place, Value: e.Value.Text, Problem: problem, Remedy: remedy})
		}
		i, known := names.key(e.Key)
		switch text, ok := cellOf(e.Value); {
		case !ok && known:
			complain("list-value", diag.T("值应为文字或数字", "the value should be text or a number"), diag.T("不用嵌套的列表或键", "no nested lists or keys"))
			absent = append(absent, t.Columns[i].Field)
		case !known:
			if extra == nil {
				extra = map[string]string{}
			}
			value, f := clean(text)
			if f != nil {
				complain(f.code, f.problem, f.remedy)
			}
			extra[e.Key] = value
		case cells[i] != nil:
			complain("header-duplicate", diag.T("此键与前面的键同义", "the key means the same as one before"), diag.T("只留一个", "keep one"))
		default:
			cells[i] = &cell{raw: text, shown: text}
			places = append(places, line{t.Columns[i].Field, e.Line, place.Key})
		}
	}
	return b.record(model.OriginAt(row, places), cells, absent, extra)
}

// cellOf is a scalar's text, or a list's texts joined; ok is false for others.
func cellOf(n *tree.Node) (text string, ok bool) {
	switch n.Kind {
	case tree.Nothing, tree.Scalar:
		return n.Text, true
	case tree.List:
		var texts []string
		for _, item := range n.Items {
			if item.Kind != tree.Scalar {
				return "", false
			}
			texts = append(texts, item.Text)
		}
		return strings.Join(texts, "、"), true
	}
	return "", false
}

// ItemOf is the item of a list that a record was read from, counted from 0, and the key
// there of a field, "" where it has none.
func ItemOf(r model.Record, field string) (item int, key string) {
	number, key, _ := strings.Cut(strings.TrimPrefix(r.From().At(field).Key, "["), "]")
	n, _ := strconv.Atoi(number)
	return n - 1, strings.TrimPrefix(key, ".")
}

// lines locates the fields of one item by the lines of its keys.
type lines []line

type line struct {
	field  string
	number int
	key    string
}

// Locate narrows an item's place to a key.
func (l lines) Locate(row diag.Place, field string) diag.Place {
	if i := slices.IndexFunc(l, func(e line) bool { return e.field == field }); i >= 0 {
		row.Line, row.Key = l[i].number, l[i].key
	}
	return row
}
