package source

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"hongtou/generator/diag"
	"hongtou/generator/internal/readback"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// The example's tables in the clothes of an office are read to the records of the
// plain ones, or refused for the one thing that is wrong with them. 2,000 variants
// with HONGTOU_FULL=1, else fewer.
func TestDressedTables(t *testing.T) {
	w, _, err := Load("../../examples/anlan", period.Date{})
	if err != nil {
		t.Fatal(err)
	}
	var all []*model.Table
	for _, table := range model.Tables() {
		if len(table.Columns) > 3 && len(table.Records(w.Office)) > 0 {
			all = append(all, table)
		}
	}
	if len(all) < 20 {
		t.Fatalf("the example has records of %d tables", len(all))
	}
	variants := 300
	if os.Getenv("HONGTOU_FULL") != "" {
		variants = 2000
	}
	var dressed []*variant
	older := map[string][]byte{}
	for n := range variants {
		table := all[n%len(all)]
		d := &dresser{Rand: rand.New(rand.NewPCG(uint64(n), 11)), table: table.Table}
		records := table.Records(w.Office)
		from := d.IntN(len(records))
		records = records[from:min(len(records), from+2+d.IntN(12))]
		plain := [][]string{table.Headers()}
		for _, r := range records {
			row := make([]string, len(table.Columns))
			for i := range table.Columns {
				row[i] = table.Columns[i].Value(r)
			}
			d.rows = append(d.rows, row)
		}
		d.headUnits(w.Office)
		d.named = func(code string) string {
			if u := w.Office.Unit(code); u != nil {
				return u.Name
			}
			return ""
		}
		plain = append(plain, d.rows...)
		v := &variant{n: n, table: table, dresser: d}
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(plain); err != nil {
			t.Fatal(err)
		}
		list := &diag.List{}
		if readCSV(b.Bytes(), table.Table, diag.Place{}, list, v.take(&v.want)); list.Errors() > 0 || len(v.want) != len(records) {
			t.Fatalf("the plain %s: %v", table.Name, list.All())
		}
		v.name, v.data = d.dress()
		if v.name == "t.xlsx" && d.cause != "cell-uncalculated" && d.some(12, "old format") { // LibreOffice calculates what it saves
			older[strconv.Itoa(n)+".xlsx"] = v.data
		}
		dressed = append(dressed, v)
	}
	older, err = readback.OfficeSaves(t.TempDir(), "xls", older)
	if err != nil && !errors.Is(err, readback.ErrNoOffice) {
		t.Fatal(err)
	}
	for _, v := range dressed {
		if data := older[strconv.Itoa(v.n)+".xlsx"]; data != nil {
			v.data = data
		}
		if v.read(t); t.Failed() {
			return
		}
	}
}

// variant is some rows of a table, dressed.
type variant struct {
	n     int
	table *model.Table
	*dresser
	want []string // the records, as the plain table gives them
	name string
	data []byte
}

func (v *variant) take(into *[]string) func(any) {
	return func(r any) {
		values := valuesOf(v.table, r)
		for i := range v.table.Columns {
			if code, _, ok := model.CodeAndName(values[i]); ok && v.both && v.table.Columns[i].Refers() {
				values[i] = code // as the model finds the unit
			}
		}
		*into = append(*into, strings.Join(values, "|"))
	}
}

func (v *variant) read(t *testing.T) {
	var got []string
	list := &diag.List{}
	if v.name == "t.xlsx" {
		readXLSX(v.data, AllSheets, v.table.Table, diag.Place{File: v.name}, list, v.take(&got))
	} else {
		readCSV(v.data, v.table.Table, diag.Place{File: v.name}, list, v.take(&got))
	}
	var causes []string
	for _, c := range list.All() {
		if c.Severity == diag.Error && !slices.Contains(causes, c.Code) {
			causes = append(causes, c.Code)
		}
	}
	if strings.Join(causes, " ") != v.cause || v.cause == "" && !slices.Equal(got, v.want) {
		t.Errorf("variant %d of %s, %s, %v: complaints %q, want %q; read\n%s\nwant\n%s", v.n, v.table.Name, v.name, v.worn, causes, v.cause, strings.Join(got, "\n"), strings.Join(v.want, "\n"))
		for _, c := range list.Brief().All() {
			t.Log(c)
		}
		if os.Getenv("HONGTOU_KEEP") != "" {
			os.WriteFile(os.Getenv("HONGTOU_KEEP")+v.name, v.data, 0o644)
		}
	}
}

// dresser puts a plain table into clothes.
type dresser struct {
	*rand.Rand
	table *Table
	rows  [][]string // by the table's columns
	cause string     // the code of what was made wrong, "" if nothing was
	worn  []string

	columns []dressed
	sheet   [][]worn
	merges  [][4]int // first row and column, last row and column, from 0
	text    bool     // for a text file: no merged cells, formats and formulas

	units bool                     // each unit stands in a heading above its rows
	named func(code string) string // of a unit
	both  bool                     // units' codes stand with their names
	above string                   // the title that says what the table has no column for

	spoilt [2]int // the row of the plain table and the column of the sheet whose cell is made wrong
	spoil  worn   // by this
}

// dressed is a column that goes out.
type dressed struct {
	column int // of the table; -1: a column of the office's own
	head   string
	yuan   bool // an amount in 元
	part   int  // of a day: 1 its year, 2 its month, 3 its day; 0 the whole
}

// worn is a cell that goes out: a text, or a number in a format, or a formula.
type worn struct {
	text, format, formula string
	number                bool
}

func (d *dresser) some(percent int, what string) bool {
	yes := d.IntN(100) < percent
	if yes {
		d.worn = append(d.worn, what)
	}
	return yes
}

func pick[T any](d *dresser, of ...T) T { return of[d.IntN(len(of))] }

func (d *dresser) dress() (name string, data []byte) {
	d.text = d.some(30, "text")
	d.choose()
	d.spoilt[0] = -1
	if d.some(20, "spoilt") {
		d.ruin()
	}
	if !d.text && d.cause == "" && len(d.rows) > 3 && d.some(20, "two sheets") {
		half := len(d.rows) / 2
		all := d.rows
		f := excelize.NewFile()
		defer f.Close()
		d.rows = all[:half]
		d.page()
		d.write(f, "Sheet1")
		d.rows = all[half:]
		d.page()
		f.NewSheet("二月 ")
		d.write(f, "二月 ")
		return "t.xlsx", d.packed(f)
	}
	d.page()
	if d.text {
		return "t.csv", d.separated()
	}
	f := excelize.NewFile()
	defer f.Close()
	d.write(f, "Sheet1")
	return "t.xlsx", d.packed(f)
}

func (d *dresser) packed(f *excelize.File) []byte {
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// headUnits takes the names of units for their codes, if they are to be headings.
func (d *dresser) headUnits(o *model.Office) {
	at := unitColumn(d.table)
	if at < 0 || !d.some(15, "units in headings") {
		return
	}
	for _, r := range d.rows {
		u := o.Unit(r[at])
		if u == nil || u.Name == "" || strings.ContainsAny(u.Name, "（(") {
			return
		}
		if name, _ := (&sheet{}).sectionUnit(u.Name); name != u.Name {
			return
		}
	}
	d.units = true
	for _, r := range d.rows {
		r[at] = o.Unit(r[at]).Name
	}
}

// choose takes the columns, their heads and formats.
func (d *dresser) choose() {
	for i := range d.table.Columns {
		c := &d.table.Columns[i]
		empty := !slices.ContainsFunc(d.rows, func(r []string) bool { return r[i] != "" })
		if d.units && i == unitColumn(d.table) && d.IntN(2) == 0 {
			continue
		}
		if empty && !c.Required && d.IntN(2) == 0 {
			continue
		}
		if d.saidAbove(i) {
			continue
		}
		if parts := d.inParts(i); parts != nil {
			d.columns = append(d.columns, parts...)
			continue
		}
		out := dressed{column: i, head: pick(d, c.Accepts()...)}
		if names := unitNames(c); len(names) > 0 && d.IntN(3) == 0 && d.free(names[0], i) {
			out.head = names[0]
		}
		if c.Measure == "万元" && !strings.Contains(out.head, "（") {
			switch d.IntN(3) {
			case 0:
				out.head += pick(d, "（万元）", "(万元)", "/万元")
			case 1:
				if d.amounts(i) {
					out.head, out.yuan = out.head+"（元）", true
				}
			}
		} else if c.Type == Whole && d.IntN(3) == 0 {
			out.head += pick(d, "（人）", "（次）", "(项)", "（个）")
		} else if d.IntN(6) == 0 && !strings.ContainsAny(out.head, "（(") {
			out.head += pick(d, "（必填）", "（选填）", "【说明】", "(请填写)", "：", "*")
		}
		if d.IntN(5) == 0 {
			if r := []rune(out.head); len(r) > 3 {
				at := 1 + d.IntN(len(r)-2)
				out.head = string(r[:at]) + pick(d, "\n", " ", "　") + string(r[at:])
			}
		}
		d.columns = append(d.columns, out)
	}
	d.both = d.some(15, "codes with names")
	if !slices.ContainsFunc(d.columns, func(c dressed) bool { return c.part > 0 }) && d.some(40, "shuffled") {
		d.Shuffle(len(d.columns), func(i, j int) { d.columns[i], d.columns[j] = d.columns[j], d.columns[i] })
	}
	if d.some(40, "running numbers") {
		d.columns = slices.Insert(d.columns, 0, dressed{column: -1, head: "序号"})
	}
	for range d.IntN(3) {
		d.columns = append(d.columns, dressed{column: -1, head: "备注"})
	}
}

// saidAbove leaves out a month or a year that all rows share, and puts it into the title.
func (d *dresser) saidAbove(i int) bool {
	c := &d.table.Columns[i]
	if d.above != "" || !c.Required || c.Type != table.Month && (c.Type != table.Year || !c.Key) || d.IntN(3) > 0 ||
		slices.ContainsFunc(d.rows, func(r []string) bool { return r[i] != d.rows[0][i] }) {
		return false
	}
	value := d.rows[0][i]
	d.above = value + "年度" + d.table.Title + "表"
	if year, month, ok := strings.Cut(value, "-"); ok {
		d.above = year + "年" + strings.TrimPrefix(month, "0") + "月" + d.table.Title + "汇总表"
	}
	d.worn = append(d.worn, "said above")
	return true
}

// inParts puts a day into three columns.
func (d *dresser) inParts(i int) []dressed {
	c := &d.table.Columns[i]
	stem, ok := strings.CutSuffix(c.Header, "日期")
	if c.Type != Date || !ok || stem == "" || d.IntN(8) > 0 {
		return nil
	}
	d.worn = append(d.worn, "a day in parts")
	return []dressed{{column: i, head: stem + "年份", part: 1}, {column: i, head: stem + "月份", part: 2}, {column: i, head: stem + "日", part: 3}}
}

// ruin makes one thing wrong.
func (d *dresser) ruin() {
	at := d.IntN(len(d.columns))
	as := &d.columns[at]
	if as.column < 0 || as.part > 0 {
		return
	}
	c := &d.table.Columns[as.column]
	d.spoilt = [2]int{d.IntN(len(d.rows)), at}
	switch {
	case d.IntN(5) == 0:
		d.cause, d.spoil = "cell-formula", worn{text: pick(d, "#REF!", "#DIV/0!", "#N/A")}
	case c.Type == Code:
		d.cause, d.spoil = "code-digits", worn{text: pick(d, "9.90102E+11", "3.7010219900101E+17")}
	case (c.Type == Whole || c.Type == Number) && d.IntN(3) == 0 && !strings.ContainsAny(as.head, "（(/"):
		d.spoilt[0] = -1
		if d.cause = "header-measure"; c.Measure == "万元" || c.Measure == "元" {
			as.head += "（吨）"
		} else {
			as.head += "（元）"
		}
	case !d.text && (c.Type == Whole || c.Type == Number || c.Type == Date || c.Type == Year):
		d.cause, d.spoil = "cell-boolean", worn{text: "TRUE"}
	case c.Type == Date:
		d.cause, d.spoil = "date-form", worn{text: pick(d, "3/5/2026", "近期")}
	case c.Type == Choice:
		d.cause, d.spoil = "choice-unknown", worn{text: "其他什么"}
	case c.Required && !d.text:
		d.cause, d.spoil = "cell-uncalculated", worn{formula: "NOSUCH(A1)"}
	default:
		d.spoilt[0] = -1
	}
}

// free tells whether a header means no other column of the table.
func (d *dresser) free(header string, column int) bool {
	h := namesOf(d.table).one(header)
	return h.column == column
}

// amounts tells whether a column's amounts can be written in 元.
func (d *dresser) amounts(i int) bool {
	for _, r := range d.rows {
		if x, err := strconv.ParseFloat(r[i], 64); r[i] != "" && (err != nil || x > 1e7) {
			return false
		}
	}
	return true
}

// page lays the sheet out: what stands above, the head, the rows with what stands
// between them, and what stands below.
func (d *dresser) page() {
	d.sheet, d.merges = nil, nil
	width := len(d.columns)
	line := func(texts ...string) {
		row := make([]worn, width)
		for i, t := range texts {
			if i < width {
				row[i] = worn{text: t}
			}
		}
		d.sheet = append(d.sheet, row)
	}
	across := func(text string) {
		line(text)
		if !d.text {
			d.merges = append(d.merges, [4]int{len(d.sheet) - 1, 0, len(d.sheet) - 1, width - 1})
		}
	}
	if d.above != "" {
		across(d.above)
	} else if d.some(60, "title") {
		across(pick(d, "安澜市台账", "附件2", d.table.Title+"表（2026年第一季度）"))
	}
	if d.some(40, "line above") {
		line("填报单位：安澜市应急管理局", "", "填报日期：2026年4月1日")
	}
	if d.some(20, "blank line") {
		line()
	}
	d.head(line)
	head := d.sheet[len(d.sheet)-1]
	if d.some(20, "numbers of columns") {
		var numbers []string
		for i := range d.columns {
			numbers = append(numbers, strconv.Itoa(i+1))
		}
		line(numbers...)
	}
	before, subtotal := "", false // the unit of the heading above; a line of totals since
	first, section := len(d.sheet), d.some(25, "sections")
	for n, r := range d.rows {
		if unit := unitColumn(d.table); d.units && (n == 0 || subtotal || r[unit] != before) {
			number, count := pick(d, "一、", "（三）", "12.", "责任单位：", ""), pick(d, "（2项）", "：", "  共3条", "")
			if number+count == "" && d.text {
				count = "："
			}
			across(number + r[unit] + count)
			before, subtotal = r[unit], false
		}
		if section && !d.units && n%4 == 0 && !(d.text && width < 3) {
			across(pick(d, "一、云台区", "（二）直属单位", "三、其他"))
		}
		d.sheet = append(d.sheet, d.row(n, r))
		if n > 0 && n+1 < len(d.rows) {
			switch d.IntN(12) {
			case 0:
				line(pick(d, "小计", "本页小计：", "合　计（项）", "累计"), "", "1")
				subtotal = true
			case 1:
				if len(head) > 1 && !slices.ContainsFunc(d.columns, func(c dressed) bool { return strings.Contains(c.head, "\n") }) || !d.text {
					d.sheet = append(d.sheet, slices.Clone(head))
				}
			case 2:
				line()
			}
		}
	}
	if !d.text && d.some(30, "merged down") {
		d.mergeDown(first)
	}
	if d.some(30, "total") {
		line("合计", "", strconv.Itoa(len(d.rows)))
	}
	if d.some(30, "notes") {
		across("注：1.本表一式两份；2.按月报送。")
		line("填表人：林青", "", "审核人：方知远")
	}
}

// head is one row, or two with groups over some columns.
func (d *dresser) head(line func(...string)) {
	var heads []string
	for _, c := range d.columns {
		heads = append(heads, c.head)
	}
	if len(heads) < 4 || !d.some(25, "two rows of heads") {
		line(heads...)
		return
	}
	from := 1 + d.IntN(len(heads)-3)
	to := from + 1 + d.IntN(min(3, len(heads)-from-1))
	upper, lower := slices.Clone(heads), make([]string, len(heads))
	upper[from] = pick(d, "基本情况", "有关信息", "内容")
	for i := from; i <= to; i++ {
		lower[i] = heads[i]
		if i > from {
			upper[i] = ""
		}
	}
	line(upper...)
	line(lower...)
	if d.text {
		return
	}
	row := len(d.sheet) - 2
	d.merges = append(d.merges, [4]int{row, from, row, to})
	for i := range heads {
		if i < from || i > to {
			d.merges = append(d.merges, [4]int{row, i, row + 1, i})
		}
	}
}

func (d *dresser) row(n int, values []string) []worn {
	row := make([]worn, len(d.columns))
	for i, c := range d.columns {
		if d.spoilt == [2]int{n, i} {
			row[i] = d.spoil
			continue
		}
		if c.column < 0 {
			if c.head == "序号" {
				row[i] = worn{text: strconv.Itoa(n + 1), number: true}
			}
			continue
		}
		if d.units && c.column == unitColumn(d.table) {
			continue
		}
		row[i] = d.cell(&d.table.Columns[c.column], c, values[c.column])
	}
	return row
}

func (d *dresser) cell(c *Column, as dressed, value string) worn {
	if value == "" {
		return worn{text: pick(d, "", "", "", " ")}
	}
	if as.part > 0 {
		parts := strings.Split(value, "-")
		return worn{text: strings.TrimLeft(parts[as.part-1], "0") + pick(d, "", []string{"年", "月", "日"}[as.part-1])}
	}
	if name := d.namesOf(value); d.both && c.Refers() && name != "" {
		return worn{text: pick(d, value+" "+name, name+"（"+value+"）", value+name, name+" "+value, "【"+value+"】"+name)}
	}
	switch c.Type {
	case Date, Limit:
		day, f := parseDate(value, false)
		if f != nil {
			return worn{text: value}
		}
		if !d.text && d.IntN(2) == 0 {
			return worn{text: strconv.Itoa(day.Sub(epochOf(false))), number: true, format: pick(d, "yyyy-mm-dd", "m/d/yy", "yyyy\"年\"m\"月\"d\"日\"", "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "d-mmm-yy", "m\"月\"d\"日\"", "General")}
		}
		return worn{text: pick(d, value, day.Long(), strings.ReplaceAll(value, "-", "."), strings.ReplaceAll(value, "-", "/"), day.Long()+"（"+day.Weekday()+"）", value[2:], strings.ReplaceAll(value, "-", ""))}
	case Whole, Number:
		if as.yuan {
			x, _ := strconv.ParseFloat(value, 64)
			value = strconv.FormatFloat(x*10000, 'f', 2, 64)
		}
		return worn{text: value, number: !d.text && d.IntN(3) > 0, format: pick(d, "", "0.00", "#,##0")}
	case Code:
		if !d.text && allDigits(value) && len(value) < 15 && d.IntN(2) == 0 {
			if value[0] != '0' {
				return worn{text: value, number: true}
			}
			return worn{text: strings.TrimLeft(value, "0"), number: true, format: strings.Repeat("0", len(value))}
		}
	case Choice:
		if c.Suffix != "" && d.IntN(2) == 0 {
			return worn{text: value + pick(d, "", "安全", "事故") + c.Suffix}
		}
		if r := []rune(value); len(r) == 2 && d.IntN(4) == 0 {
			return worn{text: string(r[0]) + "　" + string(r[1])}
		}
	}
	if d.IntN(8) == 0 && c.Type != Long {
		value = pick(d, " ", "　", "\u00a0") + value + " "
	}
	return worn{text: value}
}

// namesOf is the name of a unit that can stand beside its code.
func (d *dresser) namesOf(code string) string {
	name := d.named(code)
	if at, _, ok := model.CodeAndName(code + " " + name); !ok || at != code {
		return ""
	}
	return name
}

// mergeDown merges equal cells of neighbouring rows in a column that has no
// amounts.
func (d *dresser) mergeDown(first int) {
	for i, c := range d.columns {
		if c.column < 0 || d.IntN(3) > 0 {
			continue
		}
		if kind := d.table.Columns[c.column].Type; kind == Whole || kind == Number || kind == Share {
			continue
		}
		for row := first; row < len(d.sheet); row++ {
			last := row
			for last+1 < len(d.sheet) && d.sheet[row][i].text != "" && d.cause == "" && d.sheet[last+1][i] == d.sheet[row][i] && !d.lies(last+1) && !d.lies(row) {
				last++
			}
			if last > row && d.records(row, last, i) {
				for r := row + 1; r <= last; r++ {
					d.sheet[r][i] = worn{}
				}
				d.merges = append(d.merges, [4]int{row, i, last, i})
			}
			row = last
		}
	}
}

// lies tells whether a row is merged across.
func (d *dresser) lies(row int) bool {
	return slices.ContainsFunc(d.merges, func(m [4]int) bool { return m[0] <= row && row <= m[2] && m[3] > m[1] })
}

// records tells whether rows keep cells of their own when a column is merged.
func (d *dresser) records(row, last, column int) bool {
	for r := row; r <= last; r++ {
		own := 0
		for i := range d.sheet[r] {
			if i != column && strings.TrimSpace(d.sheet[r][i].text) != "" && d.columns[i].column >= 0 {
				own++
			}
		}
		if own < 2 {
			return false
		}
	}
	return true
}

func (d *dresser) write(f *excelize.File, sheet string) {
	styles := map[string]int{}
	for r, row := range d.sheet {
		for c, cell := range row {
			at, _ := excelize.CoordinatesToCellName(c+1, r+1)
			if cell.number {
				x, _ := strconv.ParseFloat(cell.text, 64)
				f.SetCellFloat(sheet, at, x, -1, 64)
			} else if cell.formula != "" {
				f.SetCellFormula(sheet, at, cell.formula)
			} else if cell.text == "TRUE" {
				f.SetCellBool(sheet, at, true)
			} else if cell.text != "" {
				f.SetCellStr(sheet, at, cell.text)
			}
			if code := cell.format; code != "" {
				if styles[code] == 0 {
					styles[code], _ = f.NewStyle(&excelize.Style{CustomNumFmt: &code})
				}
				f.SetCellStyle(sheet, at, at, styles[code])
			}
		}
	}
	for _, m := range d.merges {
		from, _ := excelize.CoordinatesToCellName(m[1]+1, m[0]+1)
		to, _ := excelize.CoordinatesToCellName(m[3]+1, m[2]+1)
		f.MergeCell(sheet, from, to)
	}
}

// separated writes a text file in one of the separators and encodings.
func (d *dresser) separated() []byte {
	mark := pick(d, ",", ",", "\t", ";", "|")
	var b strings.Builder
	for _, row := range d.sheet {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(mark)
			}
			if strings.ContainsAny(cell.text, "\"\n"+mark) {
				fmt.Fprintf(&b, "\"%s\"", strings.ReplaceAll(cell.text, `"`, `""`))
			} else {
				b.WriteString(cell.text)
			}
		}
		b.WriteString("\n")
	}
	text := b.String()
	if !strings.Contains(strings.Join(strings.Split(text, "\"")[1:], ""), "\n") || strings.Count(text, "\"") == 0 {
		switch d.IntN(4) {
		case 0:
			text = strings.ReplaceAll(text, "\n", "\r\n")
		case 1:
			text = strings.ReplaceAll(text, "\n", "\r")
		}
	}
	encode := func(e interface{ String(string) (string, error) }) []byte {
		s, err := e.String(text)
		if err != nil {
			panic(err)
		}
		return []byte(s)
	}
	switch d.IntN(6) {
	case 0:
		return encode(simplifiedchinese.GB18030.NewEncoder())
	case 1:
		return append([]byte("\xef\xbb\xbf"), encode(simplifiedchinese.GB18030.NewEncoder())...)
	case 2:
		return append([]byte("\xff\xfe"), encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder())...)
	case 3:
		return encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder())
	case 4:
		return append([]byte("\xef\xbb\xbf"), text...)
	}
	return []byte(text)
}
