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
	names, binder := namesOf(t), &binder{table: t, list: out}
	binder.lacking = lackingKeys(root, t, names)
	for i, item := range root.Items {
		at := place
		at.Line, at.Key = item.Line, tree.Index("", i)
		if i >= maxRows {
			out.Add(diag.Diagnostic{Code: "table-rows", Place: at, Problem: diag.T("超过%d行", "more than %d rows", maxRows), Remedy: diag.T("分成几个文件", "use several files")})
			return
		}
		if item.Kind != tree.Map {
			out.Add(diag.Diagnostic{Code: "list-item", Place: at, Value: item.Text, Problem: diag.T("此项不是一组“表头: 值”", "the item is not a map of header and value"),
				Remedy: diag.T("写成 %s: … 的形式", "write it as %s: …", t.Columns[0].Header)})
			continue
		}
		if len(item.Keys) > maxColumns {
			out.Add(diag.Diagnostic{Code: "table-columns", Place: at, Problem: diag.T("超过%d列", "more than %d columns", maxColumns), Remedy: diag.T("删去多余的列", "delete what is not needed")})
			return
		}
		emit(readItem(item, t, names, binder, at, out))
	}
}

// lackingKeys are the figures that no item of a list has a key for.
func lackingKeys(root *tree.Node, t *Table, names names) (lacking []string) {
	has := make([]bool, len(t.Columns))
	for _, item := range root.Items {
		for _, e := range item.Keys {
			if i, known := names.key(e.Key); known {
				has[i] = true
			}
		}
	}
	for i := range t.Columns {
		if c := &t.Columns[i]; !has[i] && c.Figure() {
			lacking = append(lacking, c.Field)
		}
	}
	return lacking
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
