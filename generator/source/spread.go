package source

import (
	"regexp"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/table"
)

// A table whose records say of what kind a figure is may have a column a kind: 单位 |
// 死亡人数 | 事故起数. A row of it is as many records as it has figures.

// spreads are the columns of the table that such columns fill.
type spreads struct {
	value     int   // the one figure that a record must have; -1: the table has no such columns
	kinds     []int // what tells the figures apart, what a record must have first
	measure   int   // 计量单位, -1 if there is none
	direction int   // 不低于 or not, -1 if there is none
	apart     int   // where no figure must be given: the code or the year of a part of columns (parts.go), else -1
}

// spread is a column of a sheet that holds the figures of one kind.
type spread struct {
	at     int            // in the sheet
	value  int            // the table's column that it fills; -1: as the title says
	says   map[int]string // by the table's column
	header string
	sheet  *model.Sheet // that the records of this column share
}

func spreadsOf(t *Table) spreads {
	s := spreads{value: -1, measure: -1, direction: -1, apart: -1}
	for i := range t.Columns {
		switch c := &t.Columns[i]; {
		case figure(c) && c.Required:
			if s.value >= 0 {
				return spreads{value: -1, apart: -1}
			}
			s.value = i
		case c.Key && (c.Type == Text || c.Type == Choice):
			if c.Required {
				s.kinds = slices.Insert(s.kinds, 0, i)
			} else {
				s.kinds = append(s.kinds, i)
			}
		case c.Header == "计量单位":
			s.measure = i
		case slices.Contains(c.Names, atLeast):
			s.direction = i
		}
	}
	if len(s.kinds) == 0 {
		s.value = -1
	}
	if s.value < 0 {
		s.apart = partedBy(t)
	}
	return s
}

func figure(c *Column) bool {
	return c.Type == Whole || c.Type == Number || c.Type == Share || c.Type == table.Signed
}

// The directions of a control figure.
const (
	atLeast = "不低于"
	atMost  = "不超过"
)

var (
	indicator   = regexp.MustCompile(`(数|率|损失|死亡|受伤|重伤|伤亡|事故)$`)
	generalHead = regexp.MustCompile(`^(20\d\d年度?)?(安全生产)?(各项)?(控制)?(指标|目标|控制数|控制目标|其中|分解)?(任务|情况|分解)?$`)
	wholeHead   = regexp.MustCompile(`^(合计|总计|小计|总数|全部|总量)$`)
	leastWords  = regexp.MustCompile(`(不低于|不少于|≥|>=|以上$)`)
	mostWords   = regexp.MustCompile(`(不超过|不高于|不突破|≤|<=|以内$|以下$)`)
)

// kindsUnder are the columns of a head that hold figures a kind each. wanted are the
// columns of the table that no other header names.
func (n names) kindsUnder(paths [][]string, wanted func(int) bool) (all []spread) {
	if n.apart >= 0 {
		return n.partsUnder(paths)
	}
	if n.spreads.value < 0 || !wanted(n.spreads.value) {
		return nil
	}
	kinds := slices.DeleteFunc(slices.Clone(n.spreads.kinds), func(i int) bool { return !wanted(i) })
	if len(kinds) == 0 {
		return nil
	}
	for at, path := range paths {
		if len(path) > 0 && (n.under(path).column < 0 || n.declared(path)) {
			if said := n.kindOf(path, kinds); said != nil {
				all = append(all, spread{at: at, value: n.spreads.value, says: said, header: path[len(path)-1]})
			}
		}
	}
	return all
}

// declared tells the headers that hongtou.yaml says to be kinds.
func (n names) declared(path []string) bool {
	return slices.ContainsFunc(n.table.Spread, func(own string) bool { return normal(own) == normal(path[len(path)-1]) })
}

// kindOf is what the heads over a column say of its figures, by the table's column; nil
// if they are of no kind.
func (n names) kindOf(path []string, kinds []int) map[int]string {
	said := map[int]string{}
	var words []string // from the top, without what says nothing of the kind
	for _, head := range path {
		text := normal(head)
		if rest, name := direction(head); name != "" && n.spreads.direction >= 0 {
			text, said[n.spreads.direction] = rest, name
		}
		base, remarks := brackets(text)
		for _, r := range remarks {
			if n.spreads.measure >= 0 && isMeasure(r) {
				said[n.spreads.measure] = r
			}
		}
		if isSerial(base) || identity(base) || differs(base) || slices.ContainsFunc(remarks, differs) {
			return nil
		}
		if !generalHead.MatchString(base) {
			words = append(words, base)
		}
	}
	first := &n.table.Columns[kinds[0]]
	switch {
	case len(words) == 0 || len(words) > len(kinds):
		return nil
	case first.Type == Choice:
		if _, f := parseChoice(words[0], first.Names, first.Suffix); f != nil || len(words) > 1 {
			return nil
		}
	case !first.Required: // the kind stands in the row, and only what it is parted by in the head
	case n.declared(path) && len(words) == 1:
	case len(words) == 1 && !indicator.MatchString(words[0]) || len(words) == 1 && wholeHead.MatchString(words[0]):
		return nil
	case len(words) == 2:
		one, two := indicator.MatchString(words[0]), indicator.MatchString(words[1])
		if one == two {
			return nil
		}
		if two {
			slices.Reverse(words)
		}
	}
	for i, word := range words {
		if !wholeHead.MatchString(word) || n.table.Columns[kinds[i]].Required {
			said[kinds[i]] = word
		}
	}
	if d := n.spreads.direction; d >= 0 && said[d] == "" && model.GoodRate(words[0]) {
		said[d] = atLeast
	}
	return said
}

// spreadOut finds the columns of a head that hold figures a kind each, where the table
// has no column of the figure, and tells of them. Columns of words hold no figures.
func (s *sheet) spreadOut(g *grid, h *header, before []sheetRow) {
	wanted := func(i int) bool { return h.columns[i] < 0 && s.given[i].raw == "" }
	found := s.titledParts(s.names.kindsUnder(h.paths, wanted), before)
	if len(found) == 0 {
		return
	}
	words := map[int]int{} // more of them than figures, by the sheet's column
	g.walk(func(number int, cells []cell) bool {
		if number <= h.last || owns(cells) <= 2 || h.again(cells) {
			return true
		}
		for _, c := range found {
			if c.at >= len(cells) || cells[c.at].empty() {
				continue
			}
			if words[c.at]++; s.figureIn(c.value, cells[c.at]) {
				words[c.at] -= 2
			}
		}
		return true
	})
	var headers []string
	for _, c := range found {
		if words[c.at] > 0 && !s.names.declared(h.paths[c.at]) {
			continue
		}
		h.spread = append(h.spread, c)
		headers = append(headers, strings.Join(h.paths[c.at], ""))
		delete(h.extra, c.at)
		delete(h.near, c.at)
		h.order = slices.DeleteFunc(h.order, func(at int) bool { return at == c.at })
	}
	switch {
	case len(h.spread) == 0:
	case s.names.apart >= 0:
		s.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "columns-spread", Place: s.place,
			Problem: diag.T("没有“%[1]s”列，按表头把这几列分开，各作一条记录：%[2]s", "no column %[1]q: these columns are read as a record for each that their heads name: %[2]s", s.table.Columns[s.names.apart].Header, diag.Names(headers))})
	default:
		s.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "columns-spread", Place: s.place,
			Problem: diag.T("没有“%[1]s”列，这几列各按一种读入，一格一条记录：%[2]s", "no column %[1]q: these columns are read as a kind each, a record a cell: %[2]s", s.table.Columns[s.names.spreads.value].Header, diag.Names(headers))})
	}
}

// figureIn tells whether a cell can be the figure of a kind.
func (s *sheet) figureIn(column int, c cell) bool {
	value, _ := direction(c.raw)
	return c.kind == uncalculated || blank(value) || s.readable(column, cell{raw: value})
}

// direction takes 不低于 off a figure: ≥98%.
func direction(text string) (rest, name string) {
	text = normal(text)
	switch {
	case leastWords.MatchString(text):
		return leastWords.ReplaceAllString(text, ""), atLeast
	case mostWords.MatchString(text):
		return mostWords.ReplaceAllString(text, ""), atMost
	}
	return text, ""
}

// spreadRecords hands on a record for each figure of a row.
func (s *sheet) spreadRecords(place diag.Place, cells []cell, extra map[string]string) {
	h, value := s.header, s.names.spreads.value
	if s.names.apart >= 0 {
		s.partRecords(place, cells, extra)
		return
	}
	for i := range h.spread {
		c := &h.spread[i]
		if c.at >= len(cells) || cells[c.at].empty() {
			continue
		}
		of := cells[c.at]
		said := c.says
		if d := s.names.spreads.direction; d >= 0 && of.kind != uncalculated {
			if rest, name := direction(of.raw); name != "" {
				of.raw, of.shown = rest, rest
				said = map[int]string{d: name}
				for j, text := range c.says {
					if j != d {
						said[j] = text
					}
				}
			}
		}
		if of.kind != uncalculated && blank(strings.TrimSpace(of.raw)) {
			continue
		}
		fields := slices.Clone(s.cells)
		fields[value] = &of
		for j, text := range said {
			if fields[j] == nil || fields[j].empty() {
				fields[j] = &cell{raw: text, shown: text, kind: textCell}
			}
		}
		if c.sheet == nil {
			of := map[int]*spread{value: c}
			for j := range c.says {
				of[j] = c
			}
			c.sheet = &model.Sheet{Place: place, Locator: h.spreadPlaces(of)}
		}
		s.emit(s.binder.record(c.sheet.Row(place.Row, place.Line), fields, h.absent, extra))
	}
}

// spreadPlaces are the places of the fields of a record that has some of the figures of a
// row; of gives the columns of the sheet that fill fields of their own, by the table's.
func (h *header) spreadPlaces(of map[int]*spread) columns {
	places := columns{}
	for field, at := range h.places {
		at.parts = true
		places[field] = at
	}
	for i, c := range of {
		at := places[h.table.Columns[i].Field]
		at.number, at.header = c.at+1, c.header
		places[h.table.Columns[i].Field] = at
	}
	return places
}
