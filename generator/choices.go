package generator

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/model"
	"hongtou/generator/table"
	"hongtou/generator/zh"
)

// Choice is a value that may be chosen for a cell, with what it means.
type Choice struct {
	Value string `json:"value"`
	Note  string `json:"note,omitempty"` // a unit's name beside its code
}

// Limits of what is offered for a cell.
const (
	mostChoices = 60 // of them at once
	mostUsed    = 60 // different values of a column that are worth choosing from
)

// Choices are values for a column of a table that find is a part of, of the value, its
// note or that one's pinyin initials: the names that it takes, the codes of the records
// that it leads to, else what other rows have, if these are few.
func (w *Workspace) Choices(t *model.Table, column int, find string) []Choice {
	var list []Choice
	find = strings.ToLower(strings.TrimSpace(find))
	for _, choice := range w.choicesOf(t, &t.Columns[column]) {
		if len(list) == mostChoices {
			break
		}
		if find == "" || strings.Contains(strings.ToLower(choice.Value+"\n"+choice.Note), find) || strings.Contains(zh.Initials(choice.Note+choice.Value), find) {
			list = append(list, choice)
		}
	}
	return list
}

func (w *Workspace) choicesOf(t *model.Table, c *table.Column) (out []Choice) {
	names := slices.Concat(c.Names, c.Suggestions())
	for _, name := range names {
		out = append(out, Choice{Value: name})
	}
	if len(names) > 0 {
		return out
	}
	if to := w.leadsTo(t, c); to != nil {
		for _, r := range to.Records(w.Office) {
			if code, name := to.Identify(r); code != "" {
				out = append(out, Choice{code, name})
			}
		}
		return out
	}
	if c.Key || c.Prose || !slices.Contains([]table.Type{table.Text, table.Code, table.Codes}, c.Type) {
		return nil
	}
	used := map[string]bool{}
	for _, r := range t.Records(w.Office) {
		if v := c.Value(r); v != "" {
			used[v] = true
		}
		if len(used) > mostUsed {
			return nil
		}
	}
	for _, v := range slices.Sorted(maps.Keys(used)) {
		out = append(out, Choice{Value: v})
	}
	return out
}

// leadsTo is the table of the records whose codes a column holds; nil where it holds
// none.
func (w *Workspace) leadsTo(t *model.Table, c *table.Column) *model.Table {
	record := reflect.TypeFor[model.Unit]()
	if link, ok := c.LinkOf(t.Make()); ok {
		if record = link.Type(); record.Kind() == reflect.Slice {
			record = record.Elem()
		}
		if record.Kind() == reflect.Pointer {
			record = record.Elem()
		}
	} else if !c.Foreign {
		return nil
	}
	for _, to := range w.Tables() {
		if to.Record() == record {
			return to
		}
	}
	return nil
}
