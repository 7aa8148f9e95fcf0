package source

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hongtou/generator/diag"
)

// A ledger may name a unit once, in a line above its rows: 一、鹿鸣县（12项）. Rows
// below that name no unit are its.

// section is the unit that such a line names.
type section struct {
	unit  cell   // empty: none
	level string // how the line is numbered: 一、 （一） 1. or not at all
	rows  int    // that took a unit from a line
	named string // the first unit that was taken
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
	unit, level := sectionUnit(text)
	switch {
	case unit != "":
		s.section.unit, s.section.level = cell{raw: unit, shown: unit, kind: textCell}, level
	case deeper[level] <= deeper[s.section.level]:
		s.section.unit = cell{}
	}
}

// deeper are the levels of numbers of headings; those of a deeper one part a section.
var deeper = map[string]int{"": 0, "一、": 1, "（一）": 2, "1.": 3}

// ofSection gives the record at hand the unit of its section, where it names none.
func (s *sheet) ofSection() {
	i := unitColumn(s.table)
	if i < 0 || s.section.unit.raw == "" || s.cells[i] != nil && !s.cells[i].empty() {
		return
	}
	s.cells[i] = &s.section.unit
	if s.section.rows++; s.section.named == "" {
		s.section.named = s.section.unit.raw
	}
}

// sectioned says once a sheet how many rows took their unit from a line above.
func (s *sheet) sectioned() {
	if n := s.section.rows; n > 0 {
		s.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "rows-section", Place: s.place,
			Problem: diag.T("%[1]d行没有写单位，按上面的小标题（如“%[2]s”）读入", "%[1]d rows that name no unit are read as of the heading above them, such as %[2]q", n, s.section.named)})
	}
}

// namesUnits tells whether lines below a row of a grid head sections by their units.
func namesUnits(g *grid, below int) (found bool) {
	g.walk(func(number int, cells []cell) bool {
		if number > below {
			unit, _ := unitLine(cells)
			found = unit != ""
		}
		return !found
	})
	return found
}

// ofUnit tells a row that heads the section of a unit and stands in no merged cell. In
// the column of units a mere name may be a record that lacks the rest.
func (s *sheet) ofUnit(cells []cell) bool {
	unit, at := unitLine(cells)
	column := unitColumn(s.table)
	return unit != "" && column >= 0 && (s.header.columns[column] != at || unit != strings.TrimSpace(cells[at].raw))
}

// unitLine is the unit that a row with nothing else names, and its cell.
func unitLine(cells []cell) (unit string, at int) {
	own := 0
	for i := range cells {
		if cells[i].filled || cells[i].empty() {
			continue
		}
		if own++; own == 1 {
			unit, _ = sectionUnit(cells[i].raw)
			at = i
		}
		if unit == "" || own > 2 || own == 2 && !isCount(cells[i].raw) {
			return "", at
		}
	}
	return unit, at
}

// sectionUnit is the unit that the heading of a section names, and how the heading is
// numbered: 鹿鸣县 of 一、鹿鸣县（12项）.
func sectionUnit(text string) (unit, level string) {
	text = strings.ReplaceAll(strings.TrimSpace(fold(text)), " ", "")
	if utf8.RuneCountInString(text) > 60 {
		return "", ""
	}
	text, level = unnumbered(strings.Trim(text, "*★☆※●■◆▲【】[]<>《》—-"))
	text, _ = brackets(normal(text))
	for _, label := range []string{"被督查单位:", "责任单位:", "被检查单位:", "受检单位:", "单位名称:", "单位:"} {
		text = strings.TrimPrefix(text, label)
	}
	text = strings.TrimRight(text, ":;,。、")
	for cut := strings.TrimRight(text, "项条处个起家"); cut != text; cut = text {
		number := strings.TrimRight(cut, "0123456789")
		if number == cut {
			break
		}
		text = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(number, "共"), "计"), ":;,。、—-")
	}
	if text == "" || strings.ContainsAny(text, ",，。;；:、/") || generalUnits[text] || strings.HasPrefix(text, "各") || strings.HasPrefix(text, "其他") || strings.HasPrefix(text, "其它") {
		return "", level
	}
	for _, end := range unitEnds {
		if before, ok := strings.CutSuffix(text, end); ok && before != "" {
			return text, level
		}
	}
	return "", level
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
