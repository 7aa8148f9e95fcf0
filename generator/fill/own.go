package fill

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/sheet"
	"hongtou/generator/tree"
)

// An office's own .xlsx is a template (templates/name.xlsx): its cells hold
// actions, and a sheet named 模板设置 says what a workbook template's top says, a
// setting a row: 标题, 文件名, 周期, 每…一份. That sheet does not go out.
//
// A cell that begins with {{range …}} opens rows that repeat, down to the row of
// the cell that ends with {{end}}; {{if}} and {{with}} likewise take rows in or
// leave them out. Repeated rows without a record stand once, empty. Several
// loops that each begin and end in one row stand side by side: each fills its own
// columns. A cell that is one action keeps the value's kind, number or date.

// settingsSheet is the sheet with the settings of an own .xlsx.
const settingsSheet = "模板设置"

var settingKeys = map[string]string{
	"标题": "title", "文件名": "file", "名称": "name", "周期": "cadence", "看向": "looks", "机制": "mechanism", "期限": "due", "每…一份": "each", "每一份": "each", "条件": "when", "主题": "subject", "作者": "author", "关键词": "keywords",
}

// LargestTemplate is the largest template's file in bytes, an own .xlsx: pictures
// make them large.
const LargestTemplate = 16 << 20

// ownTemplate is an own .xlsx, read.
type ownTemplate struct {
	file   []byte
	sheets []ownSheet
}

type ownSheet struct {
	name  string
	text  *textTemplate
	at    []sheet.OwnText // the cell that each line of the text comes from
	heads []sheet.OwnText // the cells with nothing but words
}

// ownCell is a cell with actions, what it opens and closes put apart.
type ownCell struct {
	sheet.OwnText
	opens, closes []string
	body          string
}

func (t *Template) compileOwn(complaints *diag.List) {
	names, texts, rows, err := sheet.ReadOwn(t.binary)
	if err != nil {
		complaints.Add(diag.Diagnostic{Code: "template-xlsx", Place: diag.Place{File: t.path}, Problem: diag.Text{Zh: "不是能读的 .xlsx 文件，或已损坏", En: fmt.Sprintf("not a readable .xlsx file: %v", err)},
			Remedy: diag.T("用表格软件另存为 .xlsx，不设密码", "save it as .xlsx without a password")})
		return
	}
	t.book = &bookTemplate{own: &ownTemplate{file: t.binary}}
	for _, name := range names {
		for i := range texts[name] {
			texts[name][i].Text = foldActions(texts[name][i].Text)
		}
	}
	t.ownPlaces(names, texts, complaints)
	t.ownSettings(texts[settingsSheet], slices.Contains(names, settingsSheet), complaints)
	var listing strings.Builder
	for _, name := range names {
		for _, c := range texts[name] {
			fmt.Fprintf(&listing, "%s %s%d: %s\n", name, diag.ColumnName(c.Col), c.Row, c.Text)
		}
	}
	t.source = listing.String() // for people: hongtou templates show
	for _, name := range names {
		if name == settingsSheet || !slices.ContainsFunc(texts[name], func(c sheet.OwnText) bool { return strings.Contains(c.Text, "{{") }) {
			continue
		}
		c := &ownCompiler{t: t, sheet: name, complaints: complaints}
		c.compile(texts[name], rows[name])
	}
}

// ownPlaces complains of places for values that are no actions.
func (t *Template) ownPlaces(names []string, texts map[string][]sheet.OwnText, complaints *diag.List) {
	for _, name := range names {
		for _, c := range texts[name] {
			if place, _ := leftover(c.Text); place != "" {
				problem, remedy := noPlace()
				complaints.Add(diag.Diagnostic{Code: "template-place", Value: place, Problem: problem, Remedy: remedy,
					Place: diag.Place{File: t.path, Sheet: name, Row: c.Row, Column: c.Col}})
			}
		}
	}
}

// ownSettings reads the settings, a row each: name, value.
func (t *Template) ownSettings(cells []sheet.OwnText, there bool, complaints *diag.List) {
	if !there {
		complaints.Add(diag.Diagnostic{Code: "template-settings", Place: diag.Place{File: t.path}, Problem: diag.T("没有名为“%s”的工作表", "there is no sheet named %s", settingsSheet),
			Remedy: diag.T("加一张工作表，A列写 标题、文件名、周期，B列写各项的值", "add one: in column A 标题, 文件名, 周期, in column B their values")})
		return
	}
	values := map[int]string{}
	for _, c := range cells {
		if c.Col == 2 {
			values[c.Row] = c.Text
		}
	}
	front := &tree.Node{Kind: tree.Map}
	place := func(row int) complain {
		return func(_ int, code, value string, problem, remedy diag.Text) {
			complaints.Add(diag.Diagnostic{Code: code, Place: diag.Place{File: t.path, Sheet: settingsSheet, Row: row}, Value: value, Problem: problem, Remedy: remedy})
		}
	}
	for _, c := range cells {
		if c.Col != 1 || values[c.Row] == "" {
			continue
		}
		key := strings.TrimSpace(c.Text)
		if english := settingKeys[key]; english != "" {
			key = english
		}
		p := tree.Entry{Key: key, Line: c.Row, Value: &tree.Node{Kind: tree.Scalar, Line: c.Row, Text: values[c.Row]}}
		front.Keys = append(front.Keys, p)
		t.frontPair(p, bookKeys, place(c.Row))
	}
	t.require(front, place(0))
	t.layout = ""
}

// ownCompiler makes one template of a sheet's cells, a line a cell.
type ownCompiler struct {
	t          *Template
	sheet      string
	complaints *diag.List
	lines      []string
	at         []sheet.OwnText
	bad        bool
}

func (c *ownCompiler) complain(at sheet.OwnText, code, value string, problem, remedy diag.Text) {
	c.bad = true
	c.complaints.Add(diag.Diagnostic{Code: code, Value: value, Problem: problem, Remedy: remedy,
		Place: diag.Place{File: c.t.path, Sheet: c.sheet, Row: at.Row, Column: at.Col}})
}

func (c *ownCompiler) line(text string, at sheet.OwnText) {
	c.lines, c.at = append(c.lines, strings.ReplaceAll(text, "\n", " ")), append(c.at, at)
}

func (c *ownCompiler) compile(texts []sheet.OwnText, rows int) {
	byRow := map[int][]ownCell{}
	for _, text := range texts {
		if strings.Contains(text.Text, "{{") {
			byRow[text.Row] = append(byRow[text.Row], c.cell(text))
		}
	}
	depth, loop := 0, false
	for row := 1; row <= rows; row++ {
		cells := byRow[row]
		if lanes := lanesOf(cells); len(lanes) > 1 && depth == 0 {
			c.lanes(row, cells, lanes)
			continue
		}
		for _, cell := range cells {
			for _, open := range cell.opens {
				if depth == 0 {
					c.line("{{_band}}", cell.OwnText)
					loop = strings.Contains(open, "range")
				}
				depth++
				c.line(open+"{{_round}}", cell.OwnText)
			}
		}
		c.row(row, cells)
		for _, cell := range cells {
			for range cell.closes {
				if depth--; depth < 0 {
					c.complain(cell.OwnText, "template-syntax", "{{end}}", diag.T("{{end}} 前没有 {{range}}、{{if}} 或 {{with}}", "{{end}} without a range, if or with before it"), diag.T("删去它，或在前面补上 {{range}}、{{if}} 或 {{with}}", "remove it, or open one before it"))
					return
				}
				c.line("{{end}}", cell.OwnText)
				if depth == 0 {
					c.line("{{_bandEnd "+strconv.Itoa(row)+" "+strconv.FormatBool(loop)+"}}", cell.OwnText)
				}
			}
		}
	}
	if c.bad {
		return
	}
	text := c.t.compileText(strings.Join(c.lines, "\n"), plainMode, true, func(line int, code, value string, problem, remedy diag.Text) {
		c.complain(c.at[min(max(line, 1), len(c.at))-1], code, value, problem, remedy)
	})
	if text != nil {
		heads := slices.DeleteFunc(slices.Clone(texts), func(t sheet.OwnText) bool { return strings.Contains(t.Text, "{{") })
		c.t.book.own.sheets = append(c.t.book.own.sheets, ownSheet{c.sheet, text, c.at, heads})
	}
}

// row writes a row of the file and its cells with actions.
func (c *ownCompiler) row(row int, cells []ownCell) {
	c.line("{{_out "+strconv.Itoa(row)+"}}", sheet.OwnText{Row: row, Col: 1})
	for _, cell := range cells {
		c.value(cell)
	}
}

func (c *ownCompiler) value(cell ownCell) {
	col := strconv.Itoa(cell.Col)
	if m := oneAction.FindStringSubmatch(cell.body); m != nil && !keyword.MatchString(m[1]) {
		c.line("{{_put "+col+" ("+m[1]+")}}", cell.OwnText)
		return
	}
	c.line("{{_open}}"+cell.body+"{{_putText "+col+"}}", cell.OwnText)
}

// lanesOf are the loops of a row that stand side by side: for each the first and
// the last of its cells.
func lanesOf(cells []ownCell) [][2]int {
	var out [][2]int
	open := -1
	for i, cell := range cells {
		if len(cell.opens) > 1 || len(cell.closes) > 1 || len(cell.opens) == 1 && open >= 0 || len(cell.closes) == 1 && open < 0 && len(cell.opens) == 0 {
			return nil
		}
		if len(cell.opens) == 1 {
			open = i
		}
		if len(cell.closes) == 1 {
			out = append(out, [2]int{open, i})
			open = -1
		}
	}
	if open >= 0 {
		return nil
	}
	return out
}

// lanes writes a row with several loops: each makes its own rows, which stand
// beside those of the others.
func (c *ownCompiler) lanes(row int, cells []ownCell, lanes [][2]int) {
	c.line("{{_band}}", cells[0].OwnText)
	inside := map[int]bool{}
	for _, lane := range lanes {
		c.line("{{_lane}}"+cells[lane[0]].opens[0]+"{{_round}}", cells[lane[0]].OwnText)
		for i := lane[0]; i <= lane[1]; i++ {
			inside[i] = true
		}
		c.row(row, cells[lane[0]:lane[1]+1])
		c.line("{{end}}", cells[lane[1]].OwnText)
	}
	var others []ownCell
	for i, cell := range cells {
		if !inside[i] {
			others = append(others, cell)
		}
	}
	if len(others) > 0 {
		c.line("{{_lane}}{{_round}}", others[0].OwnText)
		c.row(row, others)
	}
	c.line("{{_bandEnd "+strconv.Itoa(row)+" true}}", cells[0].OwnText)
}

var (
	anyAction = regexp.MustCompile(`(?s)\{\{-?\s*(/\*.*?\*/|.*?)\s*-?\}\}`)
	oneAction = regexp.MustCompile(`(?s)^\s*\{\{-?\s*([^{}]*?)\s*-?\}\}\s*$`)
	keyword   = regexp.MustCompile(`^(range|if|with|else|end|define|template|block|break|continue|/\*|\$\w+\s*:?=)`)
	internals = regexp.MustCompile(`(^|[^\w.$"])_\w`)
)

// cell puts apart what a cell opens at its beginning and closes at its end.
func (c *ownCompiler) cell(text sheet.OwnText) ownCell {
	out := ownCell{OwnText: text, body: text.Text}
	var open, closes [][]int
	for _, m := range anyAction.FindAllStringSubmatchIndex(text.Text, -1) {
		inner := text.Text[m[2]:m[3]]
		switch word, _, _ := strings.Cut(inner, " "); {
		case internals.MatchString(inner):
			c.complain(text, "template-internal", inner, diag.T("名称不能以下划线开头", "names must not begin with an underscore"), diag.T("去掉开头的下划线", "take the underscore away"))
		case word == "range" || word == "if" || word == "with":
			open = append(open, m[:2])
		case word == "end" && len(open) > 0 && !c.isRow(text.Text, open[len(open)-1], m[1]):
			open = open[:len(open)-1]
		case word == "end":
			closes = append(closes, m[:2])
		}
	}
	for i := len(closes) - 1; i >= 0; i-- {
		out.closes = append(out.closes, "{{end}}")
		if strings.TrimSpace(out.body[closes[i][1]:]) != "" {
			c.complain(text, "template-rows", "{{end}}", diag.T("结束各行的 {{end}} 应在单元格末尾", "{{end}} of rows stands at the end of its cell"), diag.T("移到单元格末尾", "move it to the end of the cell"))
			return out
		}
		out.body = out.body[:closes[i][0]]
	}
	cut := 0
	for _, m := range open {
		if strings.TrimSpace(out.body[cut:m[0]]) != "" {
			c.complain(text, "template-rows", out.body[m[0]:m[1]], diag.T("开始各行的动作应在单元格开头", "an action that opens rows stands at the beginning of its cell"), diag.T("移到单元格开头", "move it to the beginning of the cell"))
			return out
		}
		out.opens = append(out.opens, out.body[m[0]:m[1]])
		cut = m[1]
	}
	out.body = strings.TrimSpace(out.body[cut:])
	return out
}

// isRow tells whether an action at a cell's beginning and {{end}} at its end take
// the whole row: a loop does, a condition is the cell's own.
func (c *ownCompiler) isRow(text string, open []int, end int) bool {
	return strings.TrimSpace(text[:open[0]]) == "" && strings.TrimSpace(text[end:]) == "" && strings.Contains(text[open[0]:open[1]], "range")
}

// own fills an own .xlsx.
func (f *filler) own(own *ownTemplate) *sheet.Own {
	out := &sheet.Own{File: own.file, Drop: settingsSheet}
	for _, s := range own.sheets {
		c := &ownCollector{}
		before := f.noted()
		if _, err := f.execute(s.text, c.functions); err != nil {
			if f.lacks(err) {
				continue
			}
			code, line, value, problem, remedy := explain(err)
			at := s.at[min(max(line, 1), len(s.at))-1]
			f.complaints.Add(diag.Diagnostic{Code: code, Value: value, Problem: problem, Remedy: remedy,
				Place: diag.Place{File: f.t.path, Sheet: s.name, Row: at.Row, Column: at.Col}})
			continue
		}
		out.Sheets = append(out.Sheets, sheet.OwnSheet{Name: s.name, Rows: c.rows})
		f.onOwnSheet(before, s, c.all)
	}
	f.ownFormulas(own)
	return out
}
