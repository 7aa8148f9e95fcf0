package source

import (
	"regexp"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

// A table whose records need no figure, but are told apart by a code or a year beside
// their unit, may have a part of its columns for each: 单位 | X01 | X02 below a title that
// says 扣分, or 2024年 over 得分, 名次 and 等次. A row of it is as many records as it has
// parts with something in them.

// partedBy is the column whose values head such parts; -1 if the table has none.
func partedBy(t *Table) int {
	by, others := -1, 0
	for i := range t.Columns {
		switch c := &t.Columns[i]; {
		case c.Key && c.Required && c.Type == Code && !c.Refers():
			by = i
		case c.Key && c.Required && c.Type == Year && by < 0:
			by = i
		case c.Required && !c.Key:
			return -1
		case figure(c):
			others++
		}
	}
	if others == 0 || by >= 0 && !slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Key && c.Refers() }) {
		return -1
	}
	return by
}

var (
	codeHead = regexp.MustCompile(`^([A-Za-z]{1,4}[-.]?\d{1,4}(?:[-.]\d{1,3})*|\d{1,3}(?:-\d{1,3})+|\d{1,3}(?:\.\d{1,3}){2,})(?:\P{Latin}*)$`) // 1.1 may be a figure
	yearHead = regexp.MustCompile(`^(20\d\d)(?:年度?|$)`)
)

// partsUnder are the columns of a head that belong to the part of one code or year, where
// it names more than one of them and no column of its own has the code or year.
func (n names) partsUnder(paths [][]string) (all []spread) {
	if n.apart < 0 {
		return nil
	}
	words, named := map[string]bool{}, map[int]bool{}
	for at, path := range paths {
		if len(path) == 0 {
			continue
		}
		part, value, other := "", -1, false
		for _, head := range path {
			base, remarks := brackets(normal(head))
			other = other || differs(base) || slices.ContainsFunc(remarks, differs)
			if word := n.partIn(head); word != "" && part == "" {
				part = word
			} else if i := n.one(head).column; i >= 0 && n.table.Columns[i].Key {
				other = true // a column of its own, or a record that was taken for a head
			}
			for _, text := range append(remarks, base) {
				if i := n.valueIn(text); i >= 0 {
					value = i
				}
			}
		}
		if part == "" || other {
			named[n.under(path).column] = true
			continue
		}
		words[part] = true
		all = append(all, spread{at: at, value: value, says: map[int]string{n.apart: part}, header: strings.Join(path, "")})
	}
	if len(words) < 2 || named[n.apart] || slices.ContainsFunc(all, func(p spread) bool { return p.value >= 0 && named[p.value] }) {
		return nil
	}
	return all
}

// partIn is the code or year that a head names; "" for none.
func (n names) partIn(head string) string {
	word := headText(fold(unradical(head)))
	if n.declared([]string{head}) {
		return word
	}
	form := codeHead
	if n.table.Columns[n.apart].Type == Year {
		form = yearHead
	}
	if m := form.FindStringSubmatch(strings.ReplaceAll(word, " ", "")); m != nil {
		return m[1]
	}
	return ""
}

// valueIn is the column, neither of the key nor a text, whose name a head ends with:
// X01扣分, 2024年名次.
func (n names) valueIn(text string) int {
	best, size := -1, 0
	for i := range n.table.Columns {
		if c := &n.table.Columns[i]; c.Key || c.Type == Long {
			continue
		}
		for _, name := range n.ends[i] {
			if strings.HasSuffix(text, name) && len(name) > size {
				best, size = i, len(name)
			}
		}
	}
	return best
}

// titledParts gives the parts whose heads do not say which figure they hold the one that
// the title does; without it they are left.
func (s *sheet) titledParts(found []spread, before []sheetRow) []spread {
	if s.names.apart < 0 || len(found) == 0 {
		return found
	}
	delete(s.given, s.names.apart) // the heads say it, whatever the title does
	said := map[int]bool{}
	for _, l := range before {
		for i := range l.cells {
			for at := range s.table.Columns {
				if c := &s.table.Columns[at]; figure(c) && !l.cells[i].filled && strings.Contains(l.cells[i].shown, c.Header) {
					said[at] = true
				}
			}
		}
	}
	title := -1
	if len(said) == 1 {
		for title = range said {
		}
	}
	for i := range found {
		if found[i].value < 0 {
			found[i].value = title
		}
	}
	return slices.DeleteFunc(found, func(p spread) bool { return p.value < 0 })
}

// partRecords hands on a record for each part of a row that has something in it.
func (s *sheet) partRecords(place diag.Place, cells []cell, extra map[string]string) {
	h, by := s.header, s.names.apart
	for i := range h.spread {
		first := &h.spread[i]
		word := first.says[by]
		if slices.ContainsFunc(h.spread[:i], func(p spread) bool { return p.says[by] == word }) {
			continue
		}
		fields, of := slices.Clone(s.cells), map[int]*spread{by: first}
		any := false
		for j := i; j < len(h.spread); j++ {
			p := &h.spread[j]
			if p.says[by] != word {
				continue
			}
			if of[p.value] = p; p.at >= len(cells) || cells[p.at].empty() || cells[p.at].kind != uncalculated && blank(strings.TrimSpace(cells[p.at].raw)) {
				continue
			}
			c := cells[p.at]
			fields[p.value], any = &c, true
		}
		if !any {
			continue
		}
		fields[by] = &cell{raw: word, shown: word, kind: textCell}
		if first.sheet == nil {
			first.sheet = &model.Sheet{Place: place, Locator: h.spreadPlaces(of)}
		}
		s.emit(s.binder.record(first.sheet.Row(place.Row, place.Line), fields, h.absent, extra))
	}
}
