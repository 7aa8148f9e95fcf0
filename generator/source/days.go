package source

import (
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// Days as people write them. One that can mean only one day is read.

// calendar is what is known around a cell that holds a day.
type calendar struct {
	date1904 bool
	year     int  // that the table is of; 0: not known
	due      bool // the column is a limit of time: 3月5日前 is the 5th
}

// parseDate reads a day: a spreadsheet's number, 2026-03-05, 2026/3/5, 26.3.5,
// 2026年3月5日, 二〇二六年三月五日, 20260305, 2026年3月底, 3/25/2026, each with a
// time of day or a weekday behind it or not; 3月5日 where the year is known.
func parseDate(s string, date1904 bool) (period.Date, *fault) {
	return calendar{date1904: date1904}.date(s)
}

func (c calendar) date(s string) (period.Date, *fault) {
	t := strings.TrimSpace(fold(s))
	if d, ok := dayNumber(t, c.date1904); ok {
		return d, nil
	}
	if len(t) == 8 && allDigits(t) {
		t = t[:4] + "-" + t[4:6] + "-" + t[6:]
	}
	if strings.ContainsAny(t, "年月") {
		t = arabic(strings.ReplaceAll(t, " ", ""))
		return c.han(t)
	}
	numbers, separators, rest := split(t)
	if len(numbers) != 3 || separators[0] != separators[1] || !strings.ContainsRune("-/.", rune(separators[0])) || !afterDay(rest) {
		return period.Date{}, notDate(t)
	}
	y, m, d := numbers[0], numbers[1], numbers[2]
	switch {
	case len(y) == 4:
	case len(d) == 4 && len(y) <= 2: // the year stands last
		if y, m, d = d, y, m; !readAs(m, 12) && readAs(d, 12) {
			m, d = d, m
		} else if readAs(d, 12) && m != d {
			return period.Date{}, twoDays(t)
		}
	case len(y) == 2 && y > "12" && len(m) <= 2 && len(d) <= 2: // 26.3.5
		if y > "31" || !readAs(d, 31) || !readAs(m, 12) {
			return period.Date{}, notDate(t)
		}
		y = "20" + y
	default:
		return period.Date{}, notDate(t)
	}
	return day(t, y, m, d)
}

// readAs tells whether digits count no more than most.
func readAs(s string, most int) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n <= most
}

// split takes three numbers apart and gives what stands behind them.
func split(s string) (numbers []string, separators string, rest string) {
	for len(numbers) < 3 {
		n, r := digits(s, 4)
		if n == "" {
			break
		}
		numbers, s = append(numbers, n), r
		if len(numbers) < 3 && s != "" {
			separators, s = separators+s[:1], s[1:]
		}
	}
	if len(separators) < 2 {
		return nil, "", s
	}
	return numbers, separators, s
}

func day(text, y, m, d string) (period.Date, *fault) {
	if len(y) != 4 || len(m) > 2 || len(d) > 2 || m == "" || d == "" {
		return period.Date{}, notDate(text)
	}
	var date period.Date
	date.Year, _ = strconv.Atoi(y)
	date.Month, _ = strconv.Atoi(m)
	date.Day, _ = strconv.Atoi(d)
	if !date.Valid() {
		return period.Date{}, noSuchDay(date)
	}
	return date, nil
}

// han reads a day written with 年, 月 and 日.
func (c calendar) han(t string) (period.Date, *fault) {
	rest, before := strings.Replace(t, "日24时", "日", 1), false
	rest = strings.TrimRight(rest, "。.;；")
	for _, end := range []string{"之前", "以前", "前", "为止", "止"} {
		if cut, ok := strings.CutSuffix(rest, end); ok {
			rest, before = cut, end != "止" && end != "为止"
			break
		}
	}
	if before && !c.due {
		return period.Date{}, faulty("date-form", diag.T("不是一个日期", "not one day"), diag.T("写明是哪一天，如 2026-03-05", "say which day, as in 2026-03-05"))
	}
	y, after := digits(rest, 4)
	if strings.HasPrefix(after, "年") {
		rest = strings.TrimPrefix(after, "年")
	} else {
		y = ""
	}
	if len(y) == 2 {
		y = "20" + y
	}
	if rest == "底" || rest == "末" {
		return day(t, y, "12", "31")
	}
	m, after := digits(rest, 2)
	after, month := strings.CutPrefix(after, "月")
	if !month || m == "" {
		return period.Date{}, notDate(t)
	}
	last := after == "底" || after == "末" || after == "月底"
	d, after := digits(after, 2)
	if !last && (d == "" || !afterDay(strings.TrimPrefix(strings.TrimPrefix(after, "日"), "号"))) {
		return period.Date{}, notDate(t)
	}
	if y == "" {
		if c.year == 0 {
			return period.Date{}, notDate(t)
		}
		y = strconv.Itoa(c.year)
	}
	if last {
		first, f := day(t, y, m, "1")
		if f != nil {
			return first, f
		}
		return first.AddDays(31).AddDays(-first.AddDays(31).Day), nil
	}
	return day(t, y, m, d)
}

// afterDay tells whether what follows a day says no more than the time or the
// weekday.
func afterDay(s string) bool {
	if s == "" || clockAfter(s) {
		return true
	}
	s = strings.TrimRight(strings.ReplaceAll(s, " ", ""), ".。")
	for _, week := range []string{"星期", "周", "礼拜"} {
		if at := strings.Index(s, week); at >= 0 {
			name := strings.TrimSuffix(s[at+len(week):], ")")
			if !slices.Contains([]string{"一", "二", "三", "四", "五", "六", "日", "天"}, name) {
				return false
			}
			s = strings.TrimSuffix(s[:at], "(")
		}
	}
	for _, part := range []string{"上午", "下午", "中午", "晚上", "晚", "早上", "早"} {
		s = strings.TrimPrefix(s, part)
	}
	if s == "" {
		return true
	}
	_, f := parseClock(strings.Replace(s, "点半", "点30", 1))
	return f == nil && strings.ContainsAny(s, ":时点")
}

// twoDays is the complaint about 3/5/2026.
func twoDays(s string) *fault {
	return faulty("date-form", diag.T("分不清月和日", "which is the month and which the day?"), diag.T("应为 2026-03-05 的形式", "write it as 2026-03-05"))
}

var hanDigits = map[rune]int{'〇': 0, '○': 0, '零': 0, 'O': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// arabic writes the Chinese numbers before 年, 月, 日 and 号 in digits: 二〇二六年三月
// 三十一日 is 2026年3月31日.
func arabic(s string) string {
	var out, run []rune
	flush := func(next rune) {
		if n, ok := hanNumber(run); ok && strings.ContainsRune("年月日号", next) {
			run = []rune(n)
		}
		out, run = append(out, run...), run[:0]
	}
	for _, r := range s {
		if _, digit := hanDigits[r]; digit || r == '十' {
			run = append(run, r)
			continue
		}
		flush(r)
		out = append(out, r)
	}
	flush(0)
	return string(out)
}

// hanNumber reads 二〇二六 or 三十一.
func hanNumber(run []rune) (string, bool) {
	ten := slices.Index(run, '十')
	if len(run) == 0 {
		return "", false
	}
	if ten < 0 {
		var b strings.Builder
		for _, r := range run {
			b.WriteByte(byte('0' + hanDigits[r]))
		}
		return b.String(), len(run) <= 4
	}
	tens, ones := 1, 0
	if ten == 1 {
		tens = hanDigits[run[0]]
	}
	if len(run) == ten+2 {
		ones = hanDigits[run[ten+1]]
	}
	return strconv.Itoa(tens*10 + ones), ten <= 1 && len(run) <= ten+2
}

// month reads 2026-03, 2026年3月, 202603, a day for the month it lies in, and 3月 or
// 3 where the year is known.
func (c calendar) month(s string) (period.Period, *fault) {
	t := strings.ReplaceAll(strings.TrimSpace(fold(s)), " ", "")
	if strings.ContainsAny(t, "年月") {
		t = arabic(t)
	}
	if m := strings.TrimSuffix(t, "月份"); m != t {
		t = m + "月"
	}
	if m := strings.TrimSuffix(t, "月"); c.year != 0 && len(m) <= 2 && readAs(m, 12) {
		t = strconv.Itoa(c.year) + "-" + m
	}
	return parseMonth(t, c.date1904)
}

// oneYear finds the years that a text names; any tells that it names some, year is
// 0 if they are not the same.
func oneYear(s string) (year int, any bool) {
	s = arabic(fold(s))
	for i := 0; i+4 <= len(s); i++ {
		if s[i] != '2' || s[i+1] != '0' || !allDigits(s[i:i+4]) || i > 0 && s[i-1] >= '0' && s[i-1] <= '9' || i+4 < len(s) && s[i+4] >= '0' && s[i+4] <= '9' {
			continue
		}
		y, _ := strconv.Atoi(s[i : i+4])
		if any && y != year {
			return 0, true
		}
		year, any = y, true
	}
	return year, any
}
