package source

import (
	"strings"
)

// A day may stand in three columns, 年 月 日, below a head of its own (检查时间) or
// without one; or in two, where the table says of which year it is.

// dayParts are the columns of a sheet that make one day.
type dayParts struct {
	column           int // of the table
	year, month, day int // of the sheet; year -1: not written
}

// The words over the parts.
var (
	yearWords  = []string{"年份", "年度", "年"}
	monthWords = []string{"月份", "月"}
	dayWords   = []string{"日期", "日", "号"}
)

// dayColumns finds the days in parts below a head, each of a column that no other
// header names.
func (n names) dayColumns(paths [][]string) []dayParts {
	var all []dayParts
	for i := 0; i+1 < len(paths); i++ {
		p := dayParts{year: i, month: i + 1, day: i + 2}
		stem, ok := sameDay(paths, i, yearWords, monthWords, dayWords)
		if !ok {
			p = dayParts{year: -1, month: i, day: i + 1}
			if stem, ok = sameDay(paths, i, monthWords[1:], dayWords[1:2]); !ok {
				continue
			}
		}
		if p.column = n.dayColumn(paths, paths[i], stem, i, p.day); p.column >= 0 {
			all = append(all, p)
			i = p.day
		}
	}
	return all
}

// sameDay tells whether neighbouring heads are the words, one of each list, behind one
// stem (检查年份, 检查月份, 检查日) or below one head.
func sameDay(paths [][]string, at int, words ...[]string) (stem string, ok bool) {
	if at+len(words) > len(paths) {
		return "", false
	}
	for k, list := range words {
		path := paths[at+k]
		if len(path) == 0 {
			return "", false
		}
		leaf, _ := brackets(normal(path[len(path)-1]))
		before, found := leaf, false
		for _, word := range list {
			if before, found = strings.CutSuffix(leaf, word); found {
				break
			}
		}
		group := strings.Join(path[:len(path)-1], "\x00")
		if !found || k > 0 && before != stem || before == "" && group != strings.Join(paths[at][:len(paths[at])-1], "\x00") {
			return "", false
		}
		stem = before
	}
	return stem, true
}

// dayColumn is the table's column of a day in parts: the one that the head above or
// the stem names, or the one day that the table wants and no header gives; -1 for none.
func (n names) dayColumn(paths [][]string, path []string, stem string, first, last int) int {
	given := map[int]bool{}
	for i, p := range paths {
		if (i < first || i > last) && len(p) > 0 {
			given[n.under(p).column] = true
		}
	}
	wanted := func(i int) bool {
		return i >= 0 && !given[i] && (n.table.Columns[i].Type == Date || n.table.Columns[i].Type == Limit)
	}
	group := strings.Join(path[:len(path)-1], "")
	for _, name := range []string{group, stem, stem + "日期", stem + "时间", group + "日期", group + "时间"} {
		if name != "" {
			if i := n.one(name).column; wanted(i) {
				return i
			}
		}
	}
	if stem+group != "" {
		return -1
	}
	for i := range n.table.Columns {
		if wanted(i) && n.table.Columns[i].Day {
			return i
		}
	}
	for i := range n.table.Columns {
		if wanted(i) && n.table.Columns[i].Required {
			return i
		}
	}
	return -1
}

// of is the day that a row's cells make; nil if they are empty. One cell may have it all.
func (p dayParts) of(cells []cell) *cell {
	text := ""
	if c := p.whole(cells); c != nil {
		return c
	}
	for _, part := range []struct {
		at    int
		words []string
		end   string
	}{{p.year, yearWords, "年"}, {p.month, monthWords, "月"}, {p.day, dayWords, "日"}} {
		if part.at < 0 || part.at >= len(cells) || cells[part.at].empty() {
			continue
		}
		if cells[part.at].kind == uncalculated || cells[part.at].kind == booleanCell || isDitto(cells[part.at].raw) {
			return &cells[part.at]
		}
		value := strings.TrimSuffix(normal(cells[part.at].raw), ".0")
		for _, word := range part.words {
			if cut, ok := strings.CutSuffix(value, word); ok {
				value = cut
				break
			}
		}
		if !blank(value) {
			text += value + part.end
		}
	}
	if text == "" {
		return nil
	}
	return &cell{raw: text, shown: text, kind: textCell}
}

// whole is the first of a row's cells where the others are empty and it is a day itself.
func (p dayParts) whole(cells []cell) *cell {
	has := func(at int) bool { return at >= 0 && at < len(cells) && !cells[at].empty() }
	if !has(p.year) || has(p.month) || has(p.day) || cells[p.year].kind == uncalculated {
		return nil
	}
	if _, f := parseDate(cells[p.year].raw, false); f != nil {
		return nil
	}
	return &cells[p.year]
}

// Days are the days of a head whose parts stand in columns of their own, by the table's
// column. paths are the words over each column of the sheet.
func (h Headers) Days(paths [][]string) map[int]DayColumns {
	out := map[int]DayColumns{}
	for _, p := range h.names.dayColumns(paths) {
		out[p.column] = DayColumns{p}
	}
	return out
}

// DayColumns are the columns of a sheet that make one day.
type DayColumns struct{ parts dayParts }

// First is the first of the columns, counted from 0.
func (d DayColumns) First() int {
	if d.parts.year < 0 {
		return d.parts.month
	}
	return d.parts.year
}

// Last is the last of the columns, counted from 0.
func (d DayColumns) Last() int { return d.parts.day }

// Of is the day that a row's cells make.
func (d DayColumns) Of(row []Cell) Cell {
	cells := make([]cell, len(row))
	for i := range row {
		cells[i] = *row[i].cell()
	}
	if c := d.parts.of(cells); c != nil {
		return Cell{Raw: c.raw, Shown: c.shown, kind: c.kind, day: c.day}
	}
	return Cell{}
}
