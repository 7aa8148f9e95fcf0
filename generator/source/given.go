package source

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

// What stands above a table holds for all its rows: the month of a monthly report in
// its title, the unit behind 填报单位, the day behind 检查日期. A column that the table
// has itself is read as it is.

// given is such a value.
type given struct {
	cell
	from string // the words that it was read from
}

// aboveTable gives the values of columns that a head lacks, by the table's column. They
// are looked for in the lines above the head, the sheet's name and the file's.
func (s *sheet) aboveTable(h *header, before []sheetRow, units bool) map[int]given {
	found := map[int]given{}
	for i := range s.table.Columns {
		c := &s.table.Columns[i]
		if h.columns[i] >= 0 || len(c.Own) > 0 || !slices.Contains(h.absent, c.Field) && c.Required || units && i == unitColumn(s.table) {
			continue
		}
		if g, ok := s.labelled(i, before); ok {
			found[i] = g
		} else if c.Required {
			if g, ok := s.titled(i, before); ok {
				found[i] = g
			}
		}
	}
	return found
}

// labelled is the value of a column behind its name in the lines above.
func (s *sheet) labelled(i int, before []sheetRow) (g given, ok bool) {
	c := &s.table.Columns[i]
	for _, l := range before {
		if headsOf(l.cells) > 2 {
			return given{}, false // of another table
		}
		for _, pair := range labels(l.cells) {
			if !s.label(i, pair[0]) || s.names.one(pair[1]).column >= 0 {
				continue
			}
			if c.Type == Code && isMeasures(pair[1]) || noteLine(pair[1]) {
				continue
			}
			value := cell{raw: pair[1], shown: pair[1]}
			if !s.readable(i, value) {
				continue
			}
			if ok && g.raw != value.raw {
				return given{}, false // two of them
			}
			g, ok = given{value, pair[0] + "：" + pair[1]}, true
		}
	}
	return g, ok
}

// label tells whether a word before a colon names a column: for one that may be empty
// only by its own name, and not the words of signatures.
func (s *sheet) label(i int, word string) bool {
	c := &s.table.Columns[i]
	if !c.Required {
		return normal(word) == normal(c.Header) && len([]rune(word)) >= 4 && !noteLine(word)
	}
	if h := s.names.one(word); h.column == i && h.factor == 1 {
		return true
	}
	if i == unitColumn(s.table) && slices.Contains([]string{"被检查单位", "受检单位", "受检查单位", "被查单位", "检查对象", "被督查单位", "督查对象"}, normal(word)) {
		return true
	}
	return i == unitColumn(s.table) && c.Header == "单位编码" && slices.Contains([]string{"填报单位", "报送单位", "上报单位", "填表单位", "编报单位", "填报单位名称", "填报部门", "报送部门"}, normal(word))
}

func (s *sheet) readable(i int, value cell) bool {
	b := &binder{table: s.table, year: s.binder.year, date1904: s.binder.date1904}
	return b.set(s.table.Make(), i, headText(value.raw), false) == nil
}

// labels are the words of a row with what stands behind them: X：value in a cell, or X
// with its value in the next one.
func labels(cells []cell) (pairs [][2]string) {
	for i := range cells {
		text := strings.TrimSpace(fold(cells[i].shown))
		if cells[i].filled || text == "" {
			continue
		}
		if !strings.Contains(text, ":") {
			if i+1 < len(cells) && !cells[i+1].empty() && !strings.Contains(cells[i+1].shown, "：") {
				pairs = append(pairs, [2]string{text, strings.TrimSpace(cells[i+1].shown)})
			}
			continue
		}
		for _, part := range wideBlank.Split(text, -1) {
			word, value, ok := strings.Cut(strings.Trim(part, "()"), ":")
			if ok && strings.TrimSpace(value) != "" {
				pairs = append(pairs, [2]string{strings.ReplaceAll(word, " ", ""), strings.TrimSpace(value)})
			} else if ok && i+1 < len(cells) && strings.HasSuffix(text, ":") {
				pairs = append(pairs, [2]string{strings.ReplaceAll(word, " ", ""), strings.TrimSpace(cells[i+1].shown)})
			}
		}
	}
	return pairs
}

// headsOf counts the cells of a row that are headers of any one of the tables, and
// stand beside each other: 单位 | 日期 | 人员 is a head, 单位 | 某局 | 日期 | 3月5日 is not.
func headsOf(cells []cell) (most int) {
	of := make([][]bool, len(cells)) // the tables that have such a header
	for i := range cells {
		if !cells[i].empty() {
			of[i] = allHeads()[normal(cells[i].raw)]
		}
	}
	for t := range model.Tables() {
		n := 0
		for i := range cells {
			if of[i] == nil || !of[i][t] {
				n = 0
				continue
			}
			n++
			most = max(most, n)
		}
	}
	return most
}

// isHeader tells a header of any table.
func isHeader(raw string) bool { return allHeads()[normal(raw)] != nil }

// allHeads are the headers of all tables, as they are compared, each with which of the
// tables have it: rows by the hundred thousand ask for them.
var allHeads = sync.OnceValue(func() map[string][]bool {
	all, tables := map[string][]bool{}, model.Tables()
	for at, t := range tables {
		for i := range t.Columns {
			for _, name := range append(t.Columns[i].Accepts(), unitNames(&t.Columns[i])...) {
				name = normal(name)
				if all[name] == nil {
					all[name] = make([]bool, len(tables))
				}
				all[name][at] = true
			}
		}
	}
	return all
})

var wideBlank = regexp.MustCompile(`\s{2,}|\n|\t`)

// isMeasures tells 万元, and 人、万元: what 单位：… above a table means.
func isMeasures(text string) bool {
	words := strings.FieldsFunc(normal(text), func(r rune) bool { return strings.ContainsRune("、,/;和", r) })
	return !slices.ContainsFunc(words, func(w string) bool { return !isMeasure(w) })
}

// titled is the month, year or day of a table in its title, its sheet's name or its
// file's, and the unit in its sheet's name.
func (s *sheet) titled(i int, before []sheetRow) (given, bool) {
	var texts []string
	for _, l := range before {
		for j := range l.cells {
			if text := l.cells[j].shown; !l.cells[j].filled && text != "" && !strings.ContainsAny(text, ":：") {
				texts = append(texts, headText(text))
			}
		}
	}
	year := s.binder.year
	if s.table.Columns[i].Type == Year && year != 0 {
		return given{cell{raw: strconv.Itoa(year), shown: strconv.Itoa(year)}, strconv.Itoa(year) + "年"}, s.table.Columns[i].Key
	}
	file := filepath.Base(s.place.File)
	for _, text := range []string{strings.Join(texts, "\n"), s.place.Sheet, strings.TrimSuffix(file, filepath.Ext(file))} {
		value, ok := "", false
		switch c := &s.table.Columns[i]; {
		case c.Type == Month:
			value, ok = oneMonth(text, year)
		case c.Type == Date && c.Day:
			if value, ok = oneDay(text, year); text != s.place.Sheet {
				ok = ok && deeds.MatchString(text) // when it was made is not when that happened
			}
		case i == unitColumn(s.table) && text == s.place.Sheet:
			value, _ = s.sectionUnit(text)
			ok = value != ""
		}
		if ok {
			return given{cell{raw: value, shown: value}, strings.ReplaceAll(text, "\n", " ")}, true
		}
	}
	return given{}, false
}

var (
	wholeDays  = regexp.MustCompile(`((\d{2,4})年)?(\d{1,2})月(\d{1,2})[日号]`)
	months     = regexp.MustCompile(`(\d{1,2})(?:月份?)?(?:[-—~至到](\d{1,2}))?月`)
	plainMonth = regexp.MustCompile(`^\D*(20\d\d)(?:[-./](0?[1-9]|1[0-2])|(0[1-9]|1[0-2]))\D*$`)
	weekday    = regexp.MustCompile(`\(?(星期|周)[一二三四五六日天]\)?`)
	deeds      = regexp.MustCompile(`检查|督查|排查|巡查|暗访|执法|培训|演练|活动|会议`)
	spans      = regexp.MustCompile(`季度|半年|全年|年度`)
)

// oneMonth is the one month that a text names, in the year that it names or that is
// known. Days and spans of months name none.
func oneMonth(text string, year int) (string, bool) {
	text = arabic(strings.ReplaceAll(fold(text), " ", ""))
	text = wholeDays.ReplaceAllString(text, "")
	if named, any := oneYear(text); any {
		year = named
	}
	if m := plainMonth.FindStringSubmatch(text); m != nil {
		return m[1] + "年" + m[2] + m[3] + "月", true
	}
	all := months.FindAllStringSubmatch(text, -1)
	if len(all) == 0 || year == 0 || spans.MatchString(strings.ReplaceAll(text, "年度", "")) {
		return "", false
	}
	month := ""
	for _, m := range all {
		if m[2] != "" || month != "" && m[1] != month || !readAs(m[1], 12) {
			return "", false
		}
		month = m[1]
	}
	return strconv.Itoa(year) + "年" + month + "月", true
}

// oneDay is the one day that a text names on which something was done, or that is all
// that it says.
func oneDay(text string, year int) (string, bool) {
	text = weekday.ReplaceAllString(arabic(strings.ReplaceAll(fold(text), " ", "")), "")
	if !deeds.MatchString(text) && wholeDays.ReplaceAllString(text, "") != "" || strings.Contains(text, "截") {
		return "", false
	}
	all := wholeDays.FindAllStringSubmatch(text, -1)
	if len(all) != 1 || all[0][2] == "" && year == 0 {
		return "", false
	}
	return all[0][0], true
}

// saidBetween tells the required columns that a head lacks and that lines between the
// rows give, by the table's column; units tells that they name units.
func (s *sheet) saidBetween(g *grid, h *header, units bool) map[int]bool {
	said := map[int]bool{}
	if units {
		said[unitColumn(s.table)] = true
	}
	var wanted []int
	for i := range s.table.Columns {
		if c := &s.table.Columns[i]; c.Required && h.columns[i] < 0 && s.given[i].raw == "" && (c.Type == Month || c.Type == Date && c.Day) {
			wanted = append(wanted, i)
		}
	}
	if wanted == nil {
		return said
	}
	g.walk(func(number int, cells []cell) bool {
		if own := ownCells(cells); number > h.last && len(own) > 0 && len(own) <= 2 {
			values, _ := s.sectionSays(cells[own[0]].raw)
			for _, i := range wanted {
				said[i] = said[i] || values[i] != ""
			}
		}
		return true
	})
	return said
}

// ownCells are the cells of a row that have something of their own.
func ownCells(cells []cell) (own []int) {
	for i := range cells {
		if !cells[i].filled && !cells[i].empty() {
			own = append(own, i)
		}
	}
	return own
}

// owns counts the cells of a row that have something of their own.
func owns(cells []cell) (n int) {
	for i := range cells {
		if !cells[i].filled && !cells[i].empty() {
			n++
		}
	}
	return n
}

// tellGiven says once a sheet what the lines above the table give.
func (s *sheet) tellGiven() {
	for i := range s.table.Columns {
		if g, ok := s.given[i]; ok {
			s.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "column-above", Place: s.place,
				Problem: diag.T("没有“%[1]s”列，各行都按“%[2]s”读作%[3]s", "no column %[1]q: by %[2]q it is %[3]s in all rows", s.table.Columns[i].Header, g.from, g.raw)})
		}
	}
}

// missing is the column that a complaint says is missing; -1 for other complaints.
func (s *sheet) missing(d diag.Diagnostic) int {
	return slices.IndexFunc(s.table.Columns, func(c Column) bool { return d.Code == columnMissing && d.Place.Header == c.Header })
}
