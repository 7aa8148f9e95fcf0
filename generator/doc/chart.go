package doc

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hongtou/generator/diag"
)

// Chart is a figure drawn from numbers: a ```chart fence.
//
//	kind: bar
//	title: 一季度各地区死亡人数
//	unit: 人
//	| 地区 | 本期 | 上年同期 |
//	| 澄江区 | 3 | 2 |
//
// The first row names the series, the first cell of each further row the
// category. An empty cell is a missing value.
type Chart struct {
	Kind       string // one of ChartKinds
	Title      string
	Unit       string // of the values: 人
	Series     []string
	Categories []string
	Values     [][]Value // by category, then by series
	Line       int

	No     int     // resolved: as a Figure's
	Shares []Share // resolved, of a pie
}

// Value is one number of a chart with its text as written.
type Value struct {
	Number float64
	Text   string
	Has    bool
}

// ChartKinds are the shapes of charts: upright bars, lying bars, lines, a pie of
// the first series.
var ChartKinds = []string{"bar", "hbar", "line", "pie"}

// Limits of a chart. Within them every letter is set in 7 pt or more: names are
// broken, lying bars go on on the next page.
const (
	maxSeries     = 4
	maxCategories = 40
	maxChartTitle = 100 // characters
	maxSeriesName = 12
	maxUnit       = 10
	maxValueText  = 20
	leastValue    = 1e-6 // but for zero
)

// maxName is how many characters a category's name has at most.
var maxName = map[string]int{"bar": 40, "hbar": 40, "pie": 30, "line": 12}

func init() { fences["chart"] = (*reader).chart }

// chart reads a chart's fence. What is complained of leaves no chart.
func (r *reader) chart(f *fenced) {
	c := &Chart{Kind: "bar", Line: f.line}
	before := r.complaints.Len()
	width := 0
	for i, row := range f.rows {
		line := f.line + i
		cells := chartCells(row)
		switch {
		case len(row) == 1 && strings.TrimSpace(row[0]) == "", isRuler(cells):
		case len(row) == 1:
			r.chartSetting(c, row[0], line)
		case width == 0:
			width = len(cells)
			c.Series = cells[min(1, len(cells)):]
		case len(cells) != width:
			r.complain("chart-row", line, strings.Join(row, "|"), diag.T("这一行有%d格，表头有%d格", "this row has %d cells, the head %d", len(cells), width),
				diag.T("各行格数应相同；没有数据的格留空", "give each row as many cells; leave those without a value empty"))
		default:
			c.Categories = append(c.Categories, cells[0])
			c.Values = append(c.Values, r.chartValues(cells[1:], line))
		}
	}
	if n := len(c.Series); n == 0 || n > maxSeries {
		r.complain("chart-series", f.line, strconv.Itoa(n), diag.T("图应有1至%d个系列", "a chart has 1 to %d series", maxSeries),
			diag.T("第一行写：| 类别 | 系列名 | 系列名 |", "the first row is: | category | series | series |"))
	}
	if n := len(c.Categories); n == 0 || n > maxCategories {
		r.complain("chart-categories", f.line, strconv.Itoa(n), diag.T("图应有1至%d个类别", "a chart has 1 to %d categories", maxCategories),
			diag.T("每个类别一行：| 澄江区 | 3 | 2 |", "a row each: | 澄江区 | 3 | 2 |"))
	}
	r.chartNames(c)
	if c.Kind == "pie" && before == r.complaints.Len() {
		r.checkPie(c)
	}
	if before == r.complaints.Len() {
		r.blocks = append(r.blocks, c)
	}
}

// chartNames wants names that find room.
func (r *reader) chartNames(c *Chart) {
	check := func(text string, most int, zh, en string) {
		if n := utf8.RuneCountInString(text); n > most {
			r.complain("chart-name", c.Line, text, diag.T("图的%[1]s有%[3]d字", "the chart's %[2]s has %[3]d characters", zh, en, n), diag.T("不超过%d字", "give it at most %d", most))
		}
	}
	check(c.Title, maxChartTitle, "标题", "title")
	check(c.Unit, maxUnit, "单位", "unit")
	for _, name := range c.Series {
		check(name, maxSeriesName, "系列名称", "series")
	}
	for _, name := range c.Categories {
		check(name, maxName[c.Kind], "类别名称", "category")
	}
}

// chartCells drops the empty cells outside of the row's bars.
func chartCells(row []string) []string {
	if len(row) > 1 && row[0] == "" {
		row = row[1:]
	}
	if len(row) > 1 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	return row
}

// isRuler tells the |---|---| that writers of Markdown put below a head.
func isRuler(cells []string) bool {
	return len(cells) > 1 && !slices.ContainsFunc(cells, func(s string) bool { return s == "" || strings.Trim(s, "-: ") != "" })
}

func (r *reader) chartSetting(c *Chart, text string, line int) {
	key, rest, _ := labelled([]string{text})
	value := strings.Join(rest, "")
	switch key {
	case "kind":
		if !slices.Contains(ChartKinds, value) {
			r.complain("chart-kind", line, value, diag.T("不认识的图形", "unknown kind of chart"), diag.T("应为：%s", "use one of %s", diag.Names(ChartKinds)))
			return
		}
		c.Kind = value
	case "title":
		c.Title = value
	case "unit":
		c.Unit = value
	default:
		r.complain("chart-key", line, key, diag.T("不认识的设置", "unknown key"), diag.T("应为：kind、title、unit，或以 | 开头的数据行", "use kind, title, unit, or a row that begins with |"))
	}
}

func (r *reader) chartValues(cells []string, line int) []Value {
	values := make([]Value, len(cells))
	for i, text := range cells {
		v := Value{Text: text, Has: text != "" && text != "—" && text != "-"}
		if v.Has {
			n, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSuffix(text, "%"), ",", ""), 64)
			if err != nil || n != n || n > 1e12 || n < -1e12 || n != 0 && math.Abs(n) < leastValue || len(text) > maxValueText {
				r.complain("chart-value", line, text, diag.T("不是能作图的数字", "not a number that can be drawn"),
					diag.T("写数字，不超过%d个字符，绝对值在百万分之一至一万亿之间或为0；没有数据的格留空", "write digits, at most %d, between a millionth and 10^12 or 0; leave a cell without a value empty", maxValueText))
			}
			v.Number = n
		}
		values[i] = v
	}
	return values
}

// checkPie wants shares of a whole.
func (r *reader) checkPie(c *Chart) {
	sum := 0.0
	for _, v := range c.Values {
		if v[0].Number < 0 {
			r.complain("chart-pie", c.Line, v[0].Text, diag.T("饼图的数不能是负数", "a pie's numbers can't be negative"), diag.T("改用 bar", "use bar"))
			return
		}
		sum += v[0].Number
	}
	if sum == 0 {
		r.complain("chart-pie", c.Line, "", diag.T("饼图的数全为零", "all the pie's numbers are zero"), diag.T("没有数据时不画图：用 {{if}} 包住", "draw no chart where there is no data: put it into an {{if}}"))
	}
}

func (c *Chart) resolve(r *resolving) []Block {
	n := *c
	n.No = r.numberOf(c.Title)
	if c.Kind == "pie" {
		n.Shares = c.shares()
	}
	return []Block{&n}
}

// FullCaption is the line below the chart, "" where it has no title.
func (c *Chart) FullCaption() string { return captionOf(c.No, c.Title) }

// UnitWords says the unit of the values, "" where there is none.
func (c *Chart) UnitWords() string {
	if c.Unit == "" {
		return ""
	}
	return "单位：" + c.Unit
}

// Words is what stands in the chart, and the line below it.
func (c *Chart) Words() []string {
	var out []string
	if c.Kind == "pie" {
		for _, s := range c.Shares {
			out = append(out, s.Words)
		}
		return append(out, notEmpty(c.FullCaption())...)
	}
	out = notEmpty(c.UnitWords())
	if len(c.Series) > 1 {
		out = append(out, c.Series...)
	}
	for i, name := range c.Categories {
		out = append(out, name)
		for _, v := range c.Values[i] {
			out = append(out, notEmpty(v.Text)...)
		}
	}
	return append(out, notEmpty(c.FullCaption())...)
}

func (c *Chart) print(b *strings.Builder) {
	fmt.Fprintf(b, "chart %s %q %q %q\n", c.Kind, c.Title, c.Unit, c.Series)
	for i, name := range c.Categories {
		fmt.Fprintf(b, "  %s", name)
		for _, v := range c.Values[i] {
			fmt.Fprintf(b, " | %s", v.Text)
		}
		b.WriteByte('\n')
	}
	for _, s := range c.Shares {
		fmt.Fprintf(b, "  share %s\n", s.Words)
	}
	if c.No > 0 {
		fmt.Fprintf(b, "  caption %s\n", c.FullCaption())
	}
}
