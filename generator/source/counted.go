package source

import (
	"regexp"
	"strings"

	"hongtou/generator/period"
)

// A line above or below a table that says how far it goes: 统计截至2026年3月31日,
// 数据截至：2026-03-31, （截至2026年3月底）. It counts as through does in hongtou.yaml.

// reachedDay is the day of such a line, handed on like a record.
type reachedDay period.Date

var countedForm = regexp.MustCompile(`^[(（【*※]*(?:本表)?(?:统计|数据|登记|资料|填报)?(?:时间|日期)?[:：]?截至(?:日期|时间)?[:：]?(\d{4}[年.\-/]\d{1,2}[月.\-/](?:\d{1,2}日?|底|末)?)[)）】。]*$`)

// countedLine is the day of a line that says how far a table goes.
func countedLine(text string) (period.Date, bool) {
	m := countedForm.FindStringSubmatch(strings.ReplaceAll(fold(text), " ", ""))
	if m == nil {
		return period.Date{}, false
	}
	if month, ok := strings.CutSuffix(strings.TrimRight(m[1], "底末"), "月"); ok {
		p, f := parseMonth(month+"月", false)
		if f != nil {
			return period.Date{}, false
		}
		return p.End(), true
	}
	d, f := parseDate(m[1], false)
	return d, f == nil
}

// counts hands on the day of a row that is such a line and nothing else.
func (s *sheet) counts(cells []cell) bool {
	for i := range cells {
		if cells[i].filled || cells[i].empty() {
			continue
		}
		d, ok := countedLine(cells[i].raw)
		if ok && s.emit != nil {
			s.emit(reachedDay(d))
		}
		if ok {
			return true
		}
	}
	return false
}
