package source

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

// readList reads a table that is a YAML or JSON list of maps, keys being
// headers or field names in lower camel.
func readList(root *node, t *Table, place diag.Place, out *diag.List, emit func(any)) {
	if root.kind == nothing {
		return
	}
	if root.kind != list {
		place.Line = root.line
		out.Add(diag.Diagnostic{Code: "list-form", Place: place, Problem: diag.T("不是列表", "not a list"),
			Remedy: diag.T("最外层应为列表，每项是一组“表头: 值”", "the file is a list whose items are maps of header and value")})
		return
	}
	names, binder := namesOf(t), &binder{table: t, list: out}
	for i, item := range root.items {
		at := place
		at.Line, at.Key = item.line, index("", i)
		if i >= maxRows {
			out.Add(diag.Diagnostic{Code: "table-rows", Place: at, Problem: diag.T("超过%d行", "more than %d rows", maxRows), Remedy: diag.T("分成几个文件", "use several files")})
			return
		}
		if item.kind != mapping {
			out.Add(diag.Diagnostic{Code: "list-item", Place: at, Value: item.text, Problem: diag.T("此项不是一组“表头: 值”", "the item is not a map of header and value"),
				Remedy: diag.T("写成 %s: … 的形式", "write it as %s: …", t.Columns[0].Header)})
			continue
		}
		if len(item.keys) > maxColumns {
			out.Add(diag.Diagnostic{Code: "table-columns", Place: at, Problem: diag.T("超过%d列", "more than %d columns", maxColumns), Remedy: diag.T("删去多余的列", "delete what is not needed")})
			return
		}
		emit(readItem(item, t, names, binder, at, out))
	}
}

func readItem(item *node, t *Table, names names, b *binder, row diag.Place, out *diag.List) any {
	cells := make([]*cell, len(t.Columns))
	places := lines{}
	var absent []string
	var extra map[string]string
	for _, e := range item.keys {
		place := row
		place.Line, place.Key = e.line, under(row.Key, e.key)
		complain := func(code string, problem, remedy diag.Text) {
			out.Add(diag.Diagnostic{Code: code, Place: place, Value: e.value.text, Problem: problem, Remedy: remedy})
		}
		i, known := names.key(e.key)
		switch text, ok := e.value.cell(); {
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
			extra[e.key] = value
		case cells[i] != nil:
			complain("header-duplicate", diag.T("此键与前面的键同义", "the key means the same as one before"), diag.T("只留一个", "keep one"))
		default:
			cells[i] = &cell{raw: text, shown: text}
			places = append(places, line{t.Columns[i].Field, e.line, place.Key})
		}
	}
	return b.record(model.Origin{Place: row, Locator: places}, cells, absent, extra)
}

// cell is a scalar's text, or a list's texts joined; ok is false for others.
func (n *node) cell() (text string, ok bool) {
	switch n.kind {
	case nothing, scalar:
		return n.text, true
	case list:
		var texts []string
		for _, item := range n.items {
			if item.kind != scalar {
				return "", false
			}
			texts = append(texts, item.text)
		}
		return strings.Join(texts, "、"), true
	}
	return "", false
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
