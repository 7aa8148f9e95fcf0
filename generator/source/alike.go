package source

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// Columns that are not read although they look like ones that the table knows.

// alike finds for each column that is not read the known one that it looks like
// and that no other column fills.
func (h *header) alike(n names) {
	for _, at := range h.order {
		if i := n.one(h.extra[at]).column; at == h.serial || i >= 0 && h.columns[i] >= 0 || n.ignored(h.extra[at]) {
			continue // or the name of one that another column fills
		}
		text, _ := brackets(normal(h.extra[at]))
		best := 0
		for i := range n.table.Columns {
			if h.columns[i] >= 0 {
				continue
			}
			for _, name := range n.table.Columns[i].Accepts() {
				known, _ := brackets(normal(name))
				if s := likeness(synonyms.Replace(text), synonyms.Replace(known)); s >= 70 && s > best {
					best, h.near[at] = s, i
				}
			}
		}
	}
}

// ignored tells the headers that hongtou.yaml says are none of the columns.
func (n names) ignored(header string) bool {
	return slices.ContainsFunc(n.table.Ignore, func(own string) bool { return normal(own) == normal(header) })
}

// synonyms are words that headers have for one another.
var synonyms = strings.NewReplacer("级别", "等级", "分级", "等级", "负责人", "责任人", "时间", "日期", "时限", "期限", "截止日期", "期限", "完成时间", "完成日期",
	"问题", "隐患", "处置", "整改", "整治", "整改", "内容", "描述", "情况", "描述", "结果", "意见", "伤亡", "死亡")

// alikeOf is the header of a column that looks like the table's column i.
func (h *header) alikeOf(i int) string {
	for _, at := range h.order {
		if n, ok := h.near[at]; ok && n == i {
			return h.extra[at]
		}
	}
	return ""
}

// likeness is how much of two headers is the same characters in the same order,
// in hundredths. Two characters alone are too few to tell.
func likeness(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) < 3 && len(y) < 3 || len(x) > 20 || len(y) > 20 {
		return 0
	}
	common := make([]int, len(y)+1)
	for i := range x {
		before := 0
		for j := range y {
			here := common[j+1]
			if x[i] == y[j] {
				common[j+1] = before + 1
			} else {
				common[j+1] = max(here, common[j])
			}
			before = here
		}
	}
	return 200 * common[len(y)] / (len(x) + len(y))
}

// unread complains of a value in a column that is not read and looks like one
// that is: an error where figures hang on it, else a warning; once a column.
func (s *sheet) unread(at int, place diag.Place, value string) {
	i, ok := s.header.near[at]
	if !ok || blank(value) {
		return
	}
	c := &s.table.Columns[i]
	if _, wrong := Read(s.table, i, Cell{Raw: value, Shown: value}, false); wrong != nil && counts(c) {
		return // 整改资金来源 is no amount
	}
	delete(s.header.near, at)
	d := diag.Diagnostic{Severity: diag.Warning, Code: "column-unread", Place: place, Value: value,
		Problem: diag.T("此列没有读入，像是“%s”", "this column is not read; it looks like %q", c.Header),
		Remedy:  diag.T("如果就是，把表头改为“%[1]s”，或在 hongtou.yaml 中写 columns: {%[1]s: %[2]s}；如果不是，写 ignore: [%[2]s]", "if it is, change its header to %[1]q, or write columns: {%[1]s: %[2]s} in hongtou.yaml; if not, write ignore: [%[2]s]", c.Header, s.header.extra[at])}
	if counts(c) {
		d.Severity = diag.Error
	}
	s.list.Add(d)
}

// counts tells whether a column's values go into figures.
func counts(c *Column) bool {
	return c.Type == Whole || c.Type == Number || c.Type == Share || c.Type == table.Signed || c.Type == Choice && strings.Contains(c.Header, "等级")
}
