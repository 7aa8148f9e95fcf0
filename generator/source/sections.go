package source

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

// A ledger may name a unit once, in a line above its rows: 一、鹿鸣县（12项）. Rows
// below that name no unit are its.

// So it may name the day, the month or the check of the rows below it.

// section is what such lines say of the rows below them.
type section struct {
	cells map[int]sectionCell // by the table's column
	rows  map[int]int         // that took a column's value from a line
	first map[int]string      // the first value that was taken
	dated int                 // how deep the heading stood that named a year
}

// sectionCell is a value that a heading gives.
type sectionCell struct {
	cell
	level int // how deep the heading stands: 一、 （一） 1. or not numbered
}

// unitColumn is the column that says which unit a record is of; -1 if none must.
func unitColumn(t *Table) int {
	return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Required && c.Concerns && c.Type == Code })
}

// heading takes a row that heads a section.
func (s *sheet) heading(cells []cell) {
	text := ""
	for i := range cells {
		if !cells[i].filled && !cells[i].empty() {
			text = cells[i].raw
			break
		}
	}
	said, level := s.sectionSays(text)
	if year, any := oneYear(text); any {
		s.binder.year, s.section.dated = year, level
	} else if level <= s.section.dated && s.binder.year != s.year {
		s.binder.year = 0 // of which year this part is, nothing says
	}
	if s.section.cells == nil {
		s.section.cells, s.section.rows, s.section.first = map[int]sectionCell{}, map[int]int{}, map[int]string{}
	}
	for i, before := range s.section.cells {
		if same := level == before.level; level < before.level || same && (level > 0 || len(said) == 0) {
			delete(s.section.cells, i)
		}
	}
	for i, value := range said {
		s.section.cells[i] = sectionCell{cell{raw: value, shown: value, kind: textCell}, level}
	}
}

// sectionSays is what a heading gives the rows below it, by the table's column.
func (s *sheet) sectionSays(text string) (said map[int]string, level int) {
	unit, number := s.sectionUnit(text)
	said, level = map[int]string{}, deeper[number]
	if i := unitColumn(s.table); i >= 0 && unit != "" {
		said[i] = unit
	}
	rest, _ := unnumbered(strings.ReplaceAll(strings.TrimSpace(fold(text)), " ", ""))
	for i := range s.table.Columns {
		c := &s.table.Columns[i]
		value, ok := "", false
		switch {
		case c.Type == Date && c.Day && c.Required:
			value, ok = oneDay(rest, s.binder.year)
		case c.Type == Month && c.Required:
			value, ok = oneMonth(rest, s.binder.year)
		case c.Heads != "":
			value, _ = brackets(normal(rest))
			value = strings.TrimLeft(wholeDays.ReplaceAllString(value, ""), "-—至到,、")
			ok = strings.HasSuffix(value, c.Heads) && !strings.ContainsAny(value, ",，。;；:、") && utf8.RuneCountInString(value) <= 30 && value != c.Heads
		}
		if ok && value != "" {
			said[i] = value
		}
	}
	return said, level
}

// deeper are the levels of numbers of headings; those of a deeper one part a section.
var deeper = map[string]int{"": 0, "一、": 1, "（一）": 2, "1.": 3}

// ofSection gives the record at hand what the headings above it and the lines above
// the table say, where it says nothing itself.
func (s *sheet) ofSection() {
	for i, value := range s.section.cells {
		if s.cells[i] != nil && !s.cells[i].empty() || s.header.columns[i] >= 0 && !s.table.Columns[i].Required {
			continue
		}
		s.cells[i] = &value.cell
		if s.section.rows[i]++; s.section.first[i] == "" {
			s.section.first[i] = value.raw
		}
	}
	for i, value := range s.given {
		if s.cells[i] == nil {
			s.cells[i] = &value.cell
		}
	}
}

// sectioned says once a sheet how many rows took their unit or day from a line above.
func (s *sheet) sectioned() {
	for i := range s.table.Columns {
		if n := s.section.rows[i]; n > 0 {
			s.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "rows-section", Place: s.place,
				Problem: diag.T("%[1]d行没有写“%[3]s”，按上面的小标题（如“%[2]s”）读入", "%[1]d rows have no %[3]q: they are read as of the heading above them, such as %[2]q", n, s.section.first[i], s.table.Columns[i].Header)})
		}
	}
}

// namesUnits tells whether lines below a row of a grid head sections by their units.
func (s *sheet) namesUnits(g *grid, below int) (found bool) {
	g.walk(func(number int, cells []cell) bool {
		if number > below {
			unit, _ := s.unitLine(cells)
			found = unit != ""
		}
		return !found
	})
	return found
}

// ofUnit tells a row that heads the section of a unit and stands in no merged cell. In
// the column of units a mere name may be a record that lacks the rest.
func (s *sheet) ofUnit(cells []cell) bool {
	unit, at := s.unitLine(cells)
	column := unitColumn(s.table)
	return unit != "" && column >= 0 && (s.header.columns[column] != at || unit != strings.TrimSpace(cells[at].raw))
}

// unitLine is the unit that a row with nothing else names, and its cell.
func (s *sheet) unitLine(cells []cell) (unit string, at int) {
	own := 0
	for i := range cells {
		if cells[i].filled || cells[i].empty() {
			continue
		}
		if own++; own == 1 {
			unit, _ = s.sectionUnit(cells[i].raw)
			at = i
		}
		if unit == "" || own > 2 || own == 2 && !isCount(cells[i].raw) {
			return "", at
		}
	}
	return unit, at
}

// says tells a row that heads a section by the day, the month or the check that it
// names, with nothing else, and not where the table has that column.
func (s *sheet) says(cells []cell, first int) bool {
	said, _ := s.sectionSays(cells[first].raw)
	for i := range said {
		if s.header.columns[i] == first || i == unitColumn(s.table) {
			return false
		}
	}
	return len(said) > 0
}

// sectionUnit is the unit that the heading of a section names, and how the heading is
// numbered: 鹿鸣县 of 一、鹿鸣县（12项）. It is one of the office's units, or ends as names
// of units do.
func (s *sheet) sectionUnit(text string) (unit, level string) {
	text, level = unnumbered(bareHeading(text))
	if text == "" || utf8.RuneCountInString(text) > 60 {
		return "", level
	}
	whole := strings.Trim(text, ":;,。、")
	last := whole
	if at := strings.LastIndexByte(whole, '('); at > 0 && strings.HasSuffix(whole, ")") {
		last = whole[:at]
	}
	bare, _ := brackets(normal(text))
	for _, label := range []string{"被督查单位:", "责任单位:", "被检查单位:", "受检单位:", "单位名称:", "单位:"} {
		bare = strings.TrimPrefix(bare, label)
	}
	bare = strings.TrimRight(bare, ":;,。、")
	for cut := strings.TrimRight(bare, "项条处个起家"); cut != bare; cut = bare {
		number := strings.TrimRight(cut, "0123456789")
		if number == cut {
			break
		}
		bare = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(number, "共"), "计"), ":;,。、—-")
	}
	if bare == "" || strings.ContainsAny(bare, ",，。;；:、/") || generalUnits[bare] || strings.HasPrefix(bare, "各") || strings.HasPrefix(bare, "其他") || strings.HasPrefix(bare, "其它") {
		return "", level
	}
	for _, end := range unitEnds {
		if before, ok := strings.CutSuffix(bare, end); ok && before != "" && last == bare {
			return bare, level
		}
	}
	if s.units != nil {
		known := s.units()
		for _, name := range []string{whole, last, bare} {
			if name := known[folded(name)]; name != "" {
				return name, level
			}
			if code, name, ok := model.CodeAndName(name); ok && known[code] != "" && known[name] != "" {
				return code + " " + name, level
			}
		}
	}
	for _, end := range unitEnds {
		if before, ok := strings.CutSuffix(bare, end); ok && before != "" {
			return bare, level
		}
	}
	return "", level
}

// bareHeading is a heading without blanks and the marks around it.
func bareHeading(text string) string {
	return strings.Trim(strings.ReplaceAll(strings.TrimSpace(fold(text)), " ", ""), "*★☆※●■◆▲【】[]<>《》—-")
}

// unnumbered takes the number off a heading.
func unnumbered(text string) (rest, level string) {
	const numerals, digits = "一二三四五六七八九十百", "0123456789"
	if rest = strings.TrimLeft(text, numerals); rest != text {
		for _, mark := range []string{"、", ".", ","} {
			if rest, ok := strings.CutPrefix(rest, mark); ok {
				return rest, "一、"
			}
		}
	}
	if inside, ok := strings.CutPrefix(text, "("); ok {
		if rest = strings.TrimLeft(inside, numerals+digits); rest != inside {
			if rest, ok := strings.CutPrefix(rest, ")"); ok {
				return rest, "（一）"
			}
		}
	}
	if rest = strings.TrimLeft(text, digits); rest != text {
		for _, mark := range []string{"、", ".", ","} {
			if rest, ok := strings.CutPrefix(rest, mark); ok {
				return rest, "1."
			}
		}
	}
	return text, ""
}

// unitEnds are the words that names of units end with.
var unitEnds = strings.Fields("省 市 县 区 旗 盟 州 乡 镇 街道 办事处 街道办 村 社区 局 委 委员会 办公室 办 厅 部 队 中心 站 所 院 校 学校 医院 公司 集团 厂 矿 店 场 园 管委会 政府 总站 分局 支队 大队")

// generalUnits are words that end so and name many units, or no unit.
var generalUnits = map[string]bool{"全市": true, "全县": true, "全区": true, "全省": true, "县区": true, "县市区": true, "市县": true, "市直": true, "乡镇": true, "乡镇街道": true, "本市": true, "本县": true, "本区": true, "园区": true, "厂区": true, "生产区": true, "办公区": true, "生活区": true, "罐区": true, "库区": true, "现场": true, "全部": true}

// isCount tells 12项, 共12条.
func isCount(text string) bool {
	text = strings.TrimPrefix(strings.Trim(normal(text), "()"), "共")
	rest := strings.TrimLeft(text, "0123456789")
	return rest != text && strings.Contains("项条处个起家", rest) && rest != ""
}
