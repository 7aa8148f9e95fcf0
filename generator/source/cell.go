package source

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// maxCell is the longest text of a cell, in characters: a spreadsheet's own limit.
const maxCell = 32_767

// fault is what is wrong with one cell, without its place.
type fault struct {
	code            string
	problem, remedy diag.Text
}

func faulty(code string, problem, remedy diag.Text) *fault { return &fault{code, problem, remedy} }

// clean is a cell's text without the blanks around it (full-width ones too)
// and without marks that nobody sees. Line breaks are "\n".
func clean(s string) (string, *fault) {
	if len(s) > maxCell && utf8.RuneCountInString(s) > maxCell {
		return strings.ToValidUTF8(s[:maxCell/100], ""), faulty("cell-long", diag.T("超过%d个字符", "more than %d characters", maxCell),
			diag.T("核对是否误粘贴，或分成几格", "check whether it was pasted by mistake, or use several cells"))
	}
	if plain(s) {
		return strings.Trim(s, " "), nil
	}
	return scrubbed(s)
}

// plain tells a text that holds nothing but characters, marks and blanks that stay as they
// are, as most cells do.
func plain(s string) bool {
	for _, r := range s {
		switch {
		case r >= 0x20 && r < 0x7f, r >= firstHan && r <= lastHan, r >= 0x3001 && r <= 0x303f, r >= 0xff01 && r <= 0xff5e, r >= 0x2010 && r <= 0x2027:
		default:
			return false
		}
	}
	return true
}

// scrubbed is a text that may hold anything, cleaned.
func scrubbed(s string) (string, *fault) {
	const none = -1
	bad, double := rune(none), false
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\t' || r == 0x00a0:
			return ' '
		case r == 0x200b || r == 0x2060 || r == 0xfeff:
			return -1
		case r != '\n' && forbidden(r) && bad == none:
			bad = r
		case r >= 0x2e80:
			double = double || isDouble(r)
		}
		return r
	}, s)
	if bad == none && !utf8.ValidString(s) {
		bad = utf8.RuneError
	}
	s = strings.TrimFunc(s, unicode.IsSpace)
	if double {
		s = unradical(s)
	}
	if bad == none {
		return s, nil
	}
	if bad == utf8.RuneError {
		return s, faulty("cell-encoding", diag.T("有无法识别的字符（�）", "a character could not be decoded (�)"),
			diag.T("重新录入这些字，或把文件另存为 UTF-8", "type it again, or save the file as UTF-8"))
	}
	return s, faulty("cell-control", diag.T("有看不见的控制字符 U+%04X", "an invisible control character U+%04X", bad),
		diag.T("删去后重新录入", "delete it and type the text again"))
}

// forbidden tells characters that no document can show: controls, marks that
// turn the direction of writing, non-characters.
func forbidden(r rune) bool {
	return r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 ||
		r == 0x2028 || r == 0x2029 || r == utf8.RuneError || r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}

// fold turns full-width digits, letters and signs into their ASCII forms.
func fold(s string) string {
	return strings.Map(foldRune, s)
}

func foldRune(r rune) rune {
	switch {
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xff01 + '!'
	case r == 0x3000:
		return ' '
	case r == 0x2212:
		return '-'
	}
	return r
}

// blank tells what people write where there is nothing: a dash, 无.
func blank(s string) bool {
	switch s {
	case "", "-", "—", "——", "－", "/", "／", "\\", "＼", "无", "无。", "暂无":
		return true
	}
	return false
}

// spreadsheetError tells the errors that a formula leaves in its cell.
func spreadsheetError(s string) bool {
	switch s {
	case "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!":
		return true
	}
	return strings.HasPrefix(s, "Err:") && allDigits(s[4:]) // LibreOffice's
}

// oneLine joins the lines of a cell: Chinese without a blank, others with one.
func oneLine(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	var b strings.Builder
	for i, line := range strings.FieldsFunc(s, func(r rune) bool { return r == '\n' }) {
		line = strings.TrimFunc(line, unicode.IsSpace)
		if i > 0 && line != "" && b.Len() > 0 && line[0] < utf8.RuneSelf && b.String()[b.Len()-1] < utf8.RuneSelf {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

// parseCode reads an identifier out of a text or (number) out of a cell that holds
// a number: full-width forms folded, no blanks inside, made whole again where a
// spreadsheet keeps 370102.0 or 3.70102E+5. One that refers to a unit may be its
// name, or code and name.
func parseCode(s string, number, refers bool) (string, *fault) {
	s = strings.TrimRight(fold(oneLine(s)), "。;,")
	words := strings.ContainsFunc(s, func(r rune) bool { return r >= 0x2e80 })
	if strings.ContainsFunc(s, unicode.IsSpace) && !(refers && words) {
		remedy := diag.T("删去空格", "delete it")
		if words {
			remedy = diag.T("编码列只写编码，名称写在另一列", "write the code only, and the name in a column of its own")
		}
		return s, faulty("code-space", diag.T("编码中间有空格", "a blank inside a code"), remedy)
	}
	if digits := strings.TrimSuffix(s, ".0"); digits != s && allDigits(digits) {
		s = digits
	}
	return wholeDigits(s, number)
}

// wholeDigits gives the digits of a code, a telephone number or an identity that a
// spreadsheet took for a number; ones that are lost are a fault. What a cell that
// holds a number says is exact up to 15 digits. In a text the digits that stand
// there are all that is left: 9.90102E+11 has lost six.
func wholeDigits(s string, number bool) (string, *fault) {
	if number && len(s) > 15 && allDigits(s) {
		return s, lostDigits()
	}
	at := strings.IndexByte(s, 'E')
	if at < 0 {
		at = strings.IndexByte(s, 'e')
	}
	if at != 1 && (at < 3 || s[1] != '.') {
		return s, nil
	}
	mantissa, exponent := s[:at], s[at+1:]
	whole, fraction, point := strings.Cut(mantissa, ".")
	power, plus := strings.CutPrefix(exponent, "+")
	if len(whole) != 1 || !allDigits(whole+fraction) || !allDigits(power) || len(power) > 3 || !number && !plus && !point {
		return s, nil // a code with a letter E
	}
	n, _ := strconv.Atoi(power)
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || x >= 1e15 || len(fraction) > n && strings.Trim(fraction[n:], "0") != "" || !number && len(fraction) < n {
		return s, lostDigits()
	}
	return strconv.FormatFloat(x, 'f', 0, 64), nil
}

func lostDigits() *fault {
	return faulty("code-digits", diag.T("长编码被表格软件当作数字，已丢失末尾数字", "the spreadsheet took a long code for a number and lost its last digits"),
		diag.T("把该列设为文本格式后重新录入", "format the column as text and type the code again"))
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// Figures are at most this large, so that sums stay exact.
const largest = 1e12

// parseNumber reads 1,234.5, １２, 2.5E+5 and, where percent is allowed, 98%
// as 98.
func parseNumber(s string, percent bool) (float64, *fault) {
	t := strings.TrimSpace(fold(s))
	if percent && strings.HasSuffix(t, "%") {
		t = strings.TrimSpace(t[:len(t)-1])
	}
	if inside := strings.TrimSuffix(strings.TrimPrefix(t, "("), ")"); len(inside) == len(t)-2 && inside != "" && inside[0] >= '0' && inside[0] <= '9' {
		t = "-" + inside // as accountants write what is less than nothing
	}
	plain, ok := ungroup(t)
	x, err := strconv.ParseFloat(plain, 64)
	if !ok || err != nil {
		return 0, notNumber(t, percent)
	}
	if math.Abs(x) > largest {
		return 0, faulty("number-range", diag.T("数字太大", "the number is too large"), diag.T("核对数字和计量单位", "check the number and its measure"))
	}
	// Spreadsheets keep 253.1 as 253.10000000000002: 15 digits are what they show.
	if len(plain) > 15 {
		x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 15, 64), 64)
	}
	return x, nil
}

func notNumber(s string, percent bool) *fault {
	remedy := diag.T("只填数字，如 1234.5", "write digits only, such as 1234.5")
	switch {
	case strings.ContainsAny(s, "万亿千百十"):
		remedy = diag.T("不用“万”“亿”，按表头的计量单位写成数字", "write the number out in the column's measure, without 万 or 亿")
	case strings.HasSuffix(s, "%") && !percent: // 50% of what no rule says
		remedy = diag.T("此列不用百分数，只填数字", "no percentage here: write digits only")
	case measureBehind(s) != "":
		remedy = diag.T("去掉“%s”，只填数字", "leave out %q: write digits only", measureBehind(s))
	case strings.Contains(s, ","):
		remedy = diag.T("千分位逗号应每三位一个，如 1,234.5；或不用逗号", "group thousands by three, as in 1,234.5, or leave the commas out")
	}
	return faulty("number-form", diag.T("不是数字", "not a number"), remedy)
}

// measureBehind is the measure behind a number: 人 in 3人.
func measureBehind(s string) string {
	digits := strings.TrimLeft(s, "0123456789.")
	if digits != s && isMeasure(digits) {
		return digits
	}
	return ""
}

// ungroup drops the commas between thousands and tells whether s has the form
// of a number.
func ungroup(s string) (string, bool) {
	body, exponent, scientific := strings.Cut(s, "E")
	if scientific && !allDigits(strings.TrimLeft(exponent, "+-")) || len(s) > 40 || len(exponent) > 4 {
		return s, false
	}
	body = strings.TrimPrefix(body, "-")
	whole, fraction, point := strings.Cut(body, ".")
	if point && !allDigits(fraction) {
		return s, false
	}
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if !allDigits(g) || len(groups) > 1 && (len(g) > 3 || i > 0 && len(g) != 3) {
			return s, false
		}
	}
	return strings.ReplaceAll(s, ",", ""), true
}

// parseAmount is parseNumber for what can't be below 0.
func parseAmount(s string, percent bool) (float64, *fault) {
	x, f := parseNumber(s, percent)
	if f == nil && x < 0 {
		return 0, faulty("number-negative", diag.T("不能是负数", "it can't be negative"), diag.T("应为0或正数", "use 0 or more"))
	}
	return x, f
}

// parseWhole reads a count.
func parseWhole(s string) (int, *fault) { return parseWholeTimes(s, 1) }

// parseWholeTimes reads a count that is given in so many at once: 1.2 of 万人次.
func parseWholeTimes(s string, factor float64) (int, *fault) {
	x, f := parseAmount(s, false)
	x = times(x, factor)
	switch {
	case f != nil:
		return 0, f
	case x != math.Trunc(x):
		return 0, faulty("number-whole", diag.T("不是整数", "not a whole number"), diag.T("应为整数", "use a whole number"))
	case x > 1e9:
		return 0, faulty("number-range", diag.T("数字太大", "the number is too large"), diag.T("核对数字和计量单位", "check the number and its measure"))
	}
	return int(x), nil
}

// parseYear reads 2026 or 2026年.
func parseYear(s string) (int, *fault) {
	x, f := parseWhole(strings.TrimSuffix(strings.TrimSuffix(s, "度"), "年"))
	if f != nil || x < 1900 || x > 2199 {
		return 0, faulty("year-form", diag.T("不是年份", "not a year"), diag.T("应为四位年份，如 2026", "use four digits, such as 2026"))
	}
	return x, nil
}

// parseClock reads 14:30, 14：30, 14时30分, 1430, 下午2点半, 2:30 PM and a spreadsheet's
// share of a day.
func parseClock(s string) (string, *fault) {
	bad := faulty("time-form", diag.T("不是时间", "not a time of day"), diag.T("应为 14:30 的形式（24小时制）", "write it as 14:30"))
	t := strings.ToUpper(strings.ReplaceAll(fold(s), " ", ""))
	part := partsOfDay[0]
	for _, p := range partsOfDay[1:] {
		if cut := strings.TrimSuffix(strings.TrimPrefix(t, p.word), p.word); cut != t {
			t, part = cut, p
			break
		}
	}
	t = strings.NewReplacer("时", ":", "点", ":", "半", "30", "整", "", "分", "").Replace(t)
	if strings.HasSuffix(t, ":") {
		t += "00"
	}
	if len(t) == 4 && allDigits(t) {
		t = t[:2] + ":" + t[2:]
	}
	if x, err := strconv.ParseFloat(t, 64); err == nil {
		if !strings.Contains(t, ".") || part.word != "" || !(x >= 0 && x < largest) {
			return "", bad
		}
		minutes := int(math.Round((x - math.Floor(x)) * 24 * 60))
		return fmt.Sprintf("%02d:%02d", minutes/60%24, minutes%60), nil
	}
	parts := strings.Split(t, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return "", bad
	}
	var n [3]int
	for i, p := range parts {
		if !allDigits(p) || len(p) > 2 {
			return "", bad
		}
		n[i], _ = strconv.Atoi(p)
	}
	hour, ok := part.hour(n[0])
	if !ok || n[1] > 59 || n[2] > 59 {
		return "", bad
	}
	return fmt.Sprintf("%02d:%02d", hour, n[1]), nil
}

// partOfDay is a word beside an hour, and from which hour to which, of 24, it may stand.
type partOfDay struct {
	word     string
	from, to int
}

// partsOfDay has the day without a word first. 晚上12时 and 上午12时 are none of them:
// of which day or half they are, people differ.
var partsOfDay = []partOfDay{{"", 0, 23}, {"凌晨", 0, 6}, {"清晨", 4, 9}, {"早上", 4, 11}, {"早晨", 4, 11}, {"上午", 1, 11}, {"中午", 11, 14},
	{"下午", 12, 23}, {"傍晚", 16, 20}, {"晚上", 17, 23}, {"晚", 17, 23}, {"夜间", 17, 23}, {"AM", 0, 11}, {"PM", 12, 23}}

// hour is the hour of 24 that n, of 24 or of 12, means there; false if it means none.
func (p partOfDay) hour(n int) (int, bool) {
	for _, h := range []int{n, n + 12, n - 12} {
		if h >= p.from && h <= p.to && (h == n || n > 0 && n <= 12 && p.word != "") {
			return h, true
		}
	}
	return 0, false
}

// parseChoice finds which of the names s is, 重大隐患 for 重大 with the suffix 隐患,
// and the words of the law, 重大事故隐患; it gives the position in names.
func parseChoice(s string, names []string, suffix string) (int, *fault) {
	s = strings.TrimRight(strings.Join(strings.Fields(fold(oneLine(s))), ""), "。;,")
	if base, remarks := brackets(s); len(remarks) > 0 && !slices.Contains(names, s) && !slices.ContainsFunc(names, func(name string) bool { return strings.Contains(strings.Join(remarks, ""), name) }) {
		s = base // 重大（Ⅰ级）
	}
	for i, name := range names {
		if s == name || gradeNumber(s) != "" && gradeNumber(s) == gradeNumber(name) {
			return i, nil
		}
		rest, ok := strings.CutPrefix(s, name)
		if !ok || suffix == "" {
			continue
		}
		for _, before := range []string{"", "级", "安全", "事故", "安全事故", "生产安全", "安全生产", "生产安全事故", "安全生产事故", "责任", "生产安全责任"} {
			if rest == before+suffix {
				return i, nil
			}
		}
	}
	return 0, faulty("choice-unknown", diag.T("不在可选的值之中", "not one of the values to choose from"),
		diag.T("应为：%s", "use one of %s", diag.Names(names)))
}

// gradeNumber is the number of a grade however it is written: Ⅱ级, II级, ②级, 2级 and 二级
// are 2; "" for what is no numbered grade. Which grade a number means where the table's
// own words have none (重大, 一般) no law says: values in hongtou.yaml does.
func gradeNumber(s string) string {
	number, ok := strings.CutSuffix(fold(s), "级")
	if !ok || number == "" {
		return ""
	}
	r, size := utf8.DecodeRuneInString(number)
	switch {
	case len(number) > size:
		r = map[string]rune{"II": 'Ⅱ', "III": 'Ⅲ', "IV": 'Ⅳ', "VI": 'Ⅵ'}[strings.ToUpper(number)]
	case r == 'I' || r == 'i':
		r = 'Ⅰ'
	case r == 'V' || r == 'v':
		r = 'Ⅴ'
	}
	for _, all := range []string{"ⅠⅡⅢⅣⅤⅥ", "ⅰⅱⅲⅳⅴⅵ", "①②③④⑤⑥", "123456", "一二三四五六", "壹贰叁肆伍陆"} {
		for i, other := range []rune(all) {
			if r == other {
				return strconv.Itoa(i + 1)
			}
		}
	}
	return ""
}

// parseCodes reads a list of codes parted by 、 , ; or blanks. A name behind its code
// is no other unit: 0101 安澜县.
func parseCodes(s string) []string {
	var codes []string
	for _, part := range strings.FieldsFunc(fold(s), func(r rune) bool { return r == '、' || r == ',' || r == ';' || r == '\n' }) {
		words := strings.Fields(part)
		if len(words) == 2 && (allDigits(strings.Trim(words[0], "()")) && words[1][0] >= 0x80 || words[0][0] >= 0x80 && allDigits(strings.Trim(words[1], "()"))) {
			words = []string{words[0] + " " + words[1]}
		}
		codes = append(codes, words...)
	}
	return codes
}

// parseMonth reads 2026-03, 2026年3月, 202603, or a date for the month it lies in.
func parseMonth(s string, date1904 bool) (period.Period, *fault) {
	t := strings.ReplaceAll(strings.TrimSpace(fold(s)), " ", "")
	if len(t) == 6 && allDigits(t) {
		t = t[:4] + "-" + t[4:]
	}
	y, rest := digits(t, 4)
	separator, rest := cutRune(rest)
	m, rest := digits(rest, 2)
	if len(y) == 4 && m != "" && (separator == '年' && rest == "月" || rest == "" && strings.ContainsRune("-/.", separator)) {
		first := period.Date{Day: 1}
		first.Year, _ = strconv.Atoi(y)
		first.Month, _ = strconv.Atoi(m)
		if !first.Valid() {
			return period.Period{}, noSuchDay(first)
		}
		return period.Of(first, period.Month), nil
	}
	d, f := parseDate(s, date1904)
	if f != nil {
		return period.Period{}, faulty("month-form", diag.T("不是月份", "not a month"), diag.T("应为 2026-03 的形式", "write it as 2026-03"))
	}
	return period.Of(d, period.Month), nil
}

func notDate(s string) *fault {
	remedy := diag.T("应为 2026-03-05 的形式", "write it as 2026-03-05")
	code := "date-form"
	if _, rest, month := strings.Cut(arabic(s), "月"); month && !strings.Contains(s, "年") && (strings.ContainsAny(rest[:min(1, len(rest))], "0123456789") || strings.HasPrefix(rest, "底") || strings.HasPrefix(rest, "末")) {
		code = "date-year"
		remedy = diag.T("写明年份，如 2026-03-05；全表是一年的，在标题中写年份，或在 hongtou.yaml 中这张表写 year: 2026", "give the year too, as in 2026-03-05; where all rows are of one year, write it into the title, or year: 2026 at the table in hongtou.yaml")
	}
	return faulty(code, diag.T("不是日期", "not a date"), remedy)
}

// noSuchDay tells what is impossible about a date.
func noSuchDay(d period.Date) *fault {
	problem := diag.T("没有这一天", "there is no such day")
	last := period.Date{Year: d.Year, Month: d.Month, Day: 31}
	for last.Day > 27 && !last.Valid() {
		last.Day--
	}
	switch {
	case d.Year < 1900 || d.Year > 2199:
		return faulty("date-impossible", problem, diag.T("年份应在1900至2199之间", "the year is between 1900 and 2199"))
	case d.Month < 1 || d.Month > 12:
		return faulty("date-impossible", problem, diag.T("月份应为1至12", "the month is 1 to 12"))
	}
	return faulty("date-impossible", problem, diag.T("%d年%d月的日应为1至%d", "%[1]d-%02[2]d has the days 1 to %[3]d", d.Year, d.Month, last.Day))
}

func digits(s string, most int) (number, rest string) {
	n := 0
	for n < len(s) && n < most && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return s[:n], s[n:]
}

func cutRune(s string) (rune, string) {
	r, n := utf8.DecodeRuneInString(s)
	return r, s[n:]
}

// clockAfter tells whether what follows a date is nothing or a time of day.
func clockAfter(s string) bool {
	if s == "" {
		return true
	}
	if s[0] != ' ' && s[0] != 'T' {
		return false
	}
	s, _, _ = strings.Cut(strings.TrimSuffix(s[1:], "Z"), ".")
	_, f := parseClock(strings.TrimSpace(s))
	return f == nil && strings.Contains(s, ":")
}

// dayNumber reads a spreadsheet's day number, counted from 1899-12-30 or from
// 1904-01-01, the time of day after the point dropped. Numbers outside of 1950
// to 2199 are not taken for dates: they are years, months or mistakes.
func dayNumber(s string, date1904 bool) (period.Date, bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	if len(whole) < 5 || len(whole) > 6 || !allDigits(whole) || fraction != "" && !allDigits(fraction) || strings.HasSuffix(s, ".") {
		return period.Date{}, false
	}
	n, _ := strconv.Atoi(whole)
	d := epochOf(date1904).AddDays(n)
	return d, d.Valid() && d.Year >= 1950
}
