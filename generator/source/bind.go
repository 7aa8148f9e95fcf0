package source

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// binder turns the cells of a table's rows into records of the model.
type binder struct {
	table    *Table
	make     func() any // the records
	list     *diag.List
	date1904 bool
	year     int         // that the table is of; 0: not known
	factors  []float64   // from the sheet's measures to the columns'; nil: the same
	merged   map[int]int // the last row of each column that lies under a merged amount
	further  further
	told     map[string]bool // columns of no table whose formulas were complained of
	lacking  []string        // figures whose columns the sheet has not
	flaws    map[string]model.Flaws
}

// record reads one row. cells has a cell for each of the table's columns, nil
// where the row has none; absent lists fields whose column is missing, which
// was complained of already. A cell that can't be read leaves its field at zero
// and the field's name among Origin.Unread.
func (b *binder) record(o model.Origin, cells []*cell, absent []string, extra map[string]string) any {
	if b.make == nil {
		b.make = b.table.Maker()
	}
	record := b.make()
	unread, empty := absent, []string(nil)
	for i := range b.table.Columns {
		column := &b.table.Columns[i]
		value, f := "", (*fault)(nil)
		if cells[i] != nil {
			if value, f = cells[i].says(column); f == nil {
				f = cells[i].otherMoney(column, b.factor(i))
			}
		}
		if f == nil && column.Type == Date {
			value = b.within(column, value, cells)
		}
		if f == nil {
			f = b.set(record, i, value, cells[i] != nil && cells[i].kind == numberCell)
		}
		if f == nil {
			if column.Figure() && saysNothing(value) && !slices.Contains(absent, column.Field) {
				empty = append(empty, column.Field)
			}
			continue
		}
		if f.code == "number-form" {
			f = f.inMeasure(column, b.factor(i), value)
		}
		if f.code == "choice-unknown" && gradeNumber(folded(value)) != "" {
			f = f.ownWords(b.table, column, value)
		}
		at := o.At(column.Field)
		if f.code == "cell-required" && slices.Contains(absent, column.Field) {
			continue
		}
		if f.code != "cell-merged" || b.first(i, at.Row) {
			b.list.Add(diag.Diagnostic{Code: f.code, Place: at, Value: value, Problem: f.problem, Remedy: f.remedy})
		}
		unread = append(unread[:len(unread):len(unread)], column.Field)
	}
	b.mark(&o, record, unread, empty)
	b.further.keep(&o, b.table, record, extra)
	*record.(model.Record).From() = o
	return record
}

// ownWords is the complaint of a value that only the office can tell the meaning of, with
// the line of hongtou.yaml that tells it.
func (f *fault) ownWords(t *Table, c *Column, value string) *fault {
	told := *f
	own := diag.T("；本单位有自己的写法的，在 hongtou.yaml 的 %[1]s 下写 values: {%[2]s: {%[3]s: …}}，“…”处写它是哪一种",
		"; where it is a word of your own, write values: {%[2]s: {%[3]s: …}} below %[1]s in hongtou.yaml, with the one that it means for …", t.Name, c.Header, value)
	told.remedy.Zh, told.remedy.En = told.remedy.Zh+own.Zh, told.remedy.En+own.En
	return &told
}

// within is the day of a limit that is told from the day of the record: 立即整改, 15日内.
// Other values stay as they are.
func (b *binder) within(column *Column, value string, cells []*cell) string {
	if !b.calendar(column).due {
		return value
	}
	days, ok := 0, slices.Contains(atOnce, strings.TrimRight(normal(value), "。"))
	if m := daysWithin.FindStringSubmatch(normal(value)); m != nil {
		days, _ = strconv.Atoi(m[1])
		ok = true
	}
	if !ok {
		return value
	}
	for i := range b.table.Columns {
		if c := &b.table.Columns[i]; c.Type == Date && c.Day && cells[i] != nil {
			from, f := cells[i].says(c)
			if day, wrong := b.calendar(c).date(from); f == nil && wrong == nil {
				return day.AddDays(days).String()
			}
		}
	}
	return value
}

// atOnce is written for a limit that is the day itself.
var atOnce = strings.Fields("立即整改 立即 当场整改 当场 现场整改 即时整改 立行立改 立查立改 即知即改 即查即改 边查边改 当日整改 当日 当天 当天整改")

var daysWithin = regexp.MustCompile(`^(?:限|限期)?(\d{1,3})[日天](?:内|以内|之内)(?:整改|完成|整改完成|整改到位)?$`)

// header takes what a head says of the columns.
func (b *binder) header(h *header) {
	b.factors, b.lacking = h.factors, nil
	for i, at := range h.columns {
		if c := &b.table.Columns[i]; at < 0 && c.Figure() {
			b.lacking = append(b.lacking, c.Field)
		}
	}
}

// first tells the first row of those that lie under one merged amount.
func (b *binder) first(column, row int) bool {
	if b.merged == nil {
		b.merged = map[int]int{}
	}
	before, ok := b.merged[column]
	b.merged[column] = row
	return !ok || row != before+1
}

// says gives what a cell says to a column, cleaned.
func (c *cell) says(column *Column) (string, *fault) {
	value := c.raw
	switch {
	case c.kind == uncalculated:
		return c.formula, faulty("cell-uncalculated", diag.T("公式没有算出的值", "the formula has no stored value"),
			diag.T("在表格软件中打开并保存，或填写数值", "open the file in a spreadsheet program and save it, or write the value"))
	case c.kind == booleanCell:
		return c.boolean(column)
	case c.filled && (column.Type == Whole || column.Type == Number || column.Type == table.Signed):
		return value, faulty("cell-merged", diag.T("与上面的行合并，数值属于哪一行不明确", "merged with the rows above: whose amount it is can't be told"),
			diag.T("取消合并，逐行填写", "unmerge the cells and write each row's amount"))
	case c.scale > 0 && value != "0" && (column.Type == Whole || column.Type == Number || column.Type == Share || column.Type == table.Signed):
		return value, faulty("cell-scaled", diag.T("数字格式显示的只是所存数的1/%s，用哪一个数不明确", "the number format shows only 1/%s of the number that the cell holds: which of the two is meant?", "1"+strings.Repeat("0", c.scale)),
			diag.T("按表头的计量单位填数，格子格式改为“常规”", "write the number in the column's measure and set the cell's format to General"))
	case isDitto(value):
		return value, faulty("cell-ditto", diag.T("没有写明是什么", "it does not say what is meant"), diag.T("写出内容", "write it out"))
	case c.day && (column.Type == Code || column.Type == Codes):
		return c.shown, faulty("code-date", diag.T("编码被表格软件当作日期", "the spreadsheet took a code for a date"),
			diag.T("把该列设为文本格式后重新录入", "format the column as text and type the code again"))
	case c.day && column.Type == Limit:
	case c.shown == "":
	case column.Type == Text, column.Type == Long, column.Type == table.Lines, column.Type == Limit, column.Type == Code, column.Type == Codes:
		value = c.shown
	}
	value, f := clean(value)
	if f == nil && len(value) > 5 && (column.Type == Text || column.Type == Long) {
		if whole, lost := wholeDigits(value, c.kind == numberCell && c.shown == c.raw); (lost != nil || whole != value) && identity(column.Header) {
			return whole, lost
		}
	}
	return value, f
}

// otherMoney complains of a number that the cell shows in another measure of money
// than the column has. factor is from the head's measure to the column's.
func (c *cell) otherMoney(column *Column, factor float64) *fault {
	own := moneyFactors[column.Measure]
	if c.money == "" || own == 0 || moneyFactors[c.money]/own == factor || c.raw == "0" {
		return nil
	}
	return faulty("cell-measure", diag.T("格子的数字格式写着“%s”，与表头的计量单位不同", "the cell's number format says %q, which is not the measure of the header", c.money),
		diag.T("按表头的计量单位填数，格子格式改为“常规”", "write the number in the header's measure and set the cell's format to General"))
}

// boolean is what TRUE and FALSE say.
func (c *cell) boolean(column *Column) (string, *fault) {
	switch {
	case column.Type == Text || column.Type == Long:
		return c.raw, nil
	case column.Type == Choice && len(column.Names) == 2:
		return strings.ToLower(c.raw), nil
	}
	return c.raw, faulty("cell-boolean", diag.T("是逻辑值，不是所要的内容", "a truth value stands here"), required(column))
}

// identity tells the headers of numbers that are names, not amounts: codes,
// telephone numbers, identities.
func identity(header string) bool {
	for _, word := range []string{"编码", "代码", "编号", "电话", "手机", "身份证", "证号", "证件", "账号", "帐号", "卡号", "文号", "号码"} {
		if strings.Contains(header, word) {
			return true
		}
	}
	return false
}

// extraText is what a cell says in a column that the table does not know.
func (b *binder) extraText(header string, c *cell) (string, *fault) {
	if c.kind == uncalculated {
		if b.told == nil {
			b.told = map[string]bool{}
		}
		if b.told[header] {
			return "", nil
		}
		b.told[header] = true
	}
	return c.says(&Column{Header: header, Type: Text})
}

// set puts a cleaned value into a record's field; number tells that its cell holds
// a number.
func (b *binder) set(record any, i int, value string, number bool) *fault {
	column := &b.table.Columns[i]
	if spreadsheetError(value) {
		return faulty("cell-formula", diag.T("公式出错", "a formula gives an error"), diag.T("改正公式，或填写数值", "correct the formula, or write the value"))
	}
	if value == "" || column.Type != Text && column.Type != Long && blank(value) {
		if column.Required {
			return faulty("cell-required", diag.T("“%s”没有填写", "%q is empty", column.Header), required(column))
		}
		return nil
	}
	if len(column.Means) > 0 {
		if ours, ok := column.Means[folded(value)]; ok {
			value = ours
		}
	}
	field := column.Of(record)
	var f *fault
	switch column.Type {
	case Text:
		s := oneLine(value)
		if column.Named() && column.Field != column.Header {
			if s = strings.TrimSuffix(s, "。"); blank(s) && !column.Required {
				s = ""
			}
		}
		if f = nameOf(s, column); f == nil {
			f = personal(s, column)
		}
		field.SetString(s)
	case Long:
		field.SetString(value)
	case table.Lines:
		var lines []string
		for line := range strings.SplitSeq(value, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		field.Set(reflect.ValueOf(lines))
	case Code:
		var s string
		if s, f = parseCode(value, number, column.Refers()); f == nil {
			f = nameOf(s, column)
		}
		field.SetString(s)
	case Codes:
		codes := parseCodes(value)
		for j := range codes {
			if codes[j], f = wholeDigits(codes[j], number); f != nil {
				break
			}
		}
		field.Set(reflect.ValueOf(codes))
	case Whole:
		var n int
		if n, f = parseWholeTimes(value, b.factor(i)); field.Kind() == reflect.Pointer {
			field.Set(reflect.ValueOf(&n))
		} else {
			field.SetInt(int64(n))
		}
	case Number, Share:
		var x float64
		x, f = parseAmount(value, column.Type == Share)
		x = times(x, b.factor(i))
		if field.Kind() == reflect.Pointer { // the model tells 0 from nothing
			field.Set(reflect.ValueOf(&x))
		} else {
			field.SetFloat(x)
		}
	case table.Signed:
		var x float64
		x, f = parseNumber(value, true)
		x = times(x, b.factor(i))
		field.Set(reflect.ValueOf(&x))
	case Year:
		var n int
		n, f = parseYear(value)
		field.SetInt(int64(n))
	case Date:
		var d period.Date
		if d, f = b.calendar(column).date(value); f != nil && !column.Required && slices.Contains(notYet, strings.TrimRight(normal(value), "。")) {
			f = nil
		}
		field.Set(reflect.ValueOf(d))
	case Month:
		var p period.Period
		if p, f = b.calendar(column).month(value); f == nil && number && tenthMonth.MatchString(value) {
			f = faulty("month-tenth", diag.T("分不清1月和10月：数字2026.10在表格软件中就是2026.1", "January or October: as a number, 2026.10 is 2026.1"),
				diag.T("写成 %[1]s-01 或 %[1]s-10", "write %[1]s-01 or %[1]s-10", value[:4]))
		}
		field.Set(reflect.ValueOf(p))
	case Clock:
		var s string
		s, f = parseClock(value)
		field.SetString(s)
	case Choice:
		f = b.choose(field, column, value)
	case Limit:
		f = b.limit(field, column.WordsOf(record), column, value)
	}
	return f
}

// tenthMonth is a number that a clerk wrote for January, or for October.
var tenthMonth = regexp.MustCompile(`^\d{4}\.1$`)

// notYet is written where the day of what has not been done would stand.
var notYet = strings.Fields("未整改 未完成 整改中 正在整改 进行中 正在进行 未复查 待复查 未验收 待验收 未销号 尚未整改 尚未完成 尚未复查 未报送 未批复 未整改完成 未到期 待整改")

func (b *binder) factor(i int) float64 {
	if b.factors == nil {
		return 1
	}
	return b.factors[i]
}

// calendar is what is known of the days of a column.
func (b *binder) calendar(c *Column) calendar {
	return calendar{b.date1904, b.year, strings.Contains(c.Header, "期限") || strings.Contains(c.Header, "时限")}
}

func required(c *Column) diag.Text {
	if c.Note == "" {
		return diag.T("填写%s", "fill in %s", c.Header)
	}
	return diag.T("填写%s（%s）", "fill in %s (%s)", c.Header, c.Note)
}

// choose sets a field to a name, or to its position: the second for true,
// counted from 1 for the model's enumerations.
func (b *binder) choose(field reflect.Value, column *Column, value string) *fault {
	if field.Kind() == reflect.Bool && (value == "true" || value == "false") {
		field.SetBool(value == "true")
		return nil
	}
	n, f := parseChoice(value, column.Names, column.Suffix)
	switch {
	case f != nil:
		return f
	case field.Kind() == reflect.Bool:
		field.SetBool(n == 1)
	case field.Kind() == reflect.String:
		field.SetString(column.Names[n])
	default:
		field.SetInt(int64(n + 1))
	}
	return nil
}

// limit sets a time limit: a date, or words without a digit.
func (b *binder) limit(field, words reflect.Value, column *Column, value string) *fault {
	d, f := b.calendar(column).date(value)
	if f != nil && (strings.ContainsAny(fold(value), "0123456789") || f.code == "date-year") {
		return f
	}
	if f != nil {
		words.SetString(oneLine(value))
		return nil
	}
	field.Set(reflect.ValueOf(d))
	return nil
}
