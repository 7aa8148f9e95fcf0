package doc

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"

	"hongtou/generator/diag"
)

var tables = extension.Table

// delimiters is the row between a table's head and its body: |---|:-:|.
var delimiters = regexp.MustCompile(`^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$`)

// untabled complains of a paragraph that was meant as a table and would be set with its
// bars: the row below the head is missing or has another number of columns.
func (r *reader) untabled(n ast.Node) {
	lines, barred := n.Lines(), 0
	for i := range lines.Len() {
		at := lines.At(i)
		line := strings.TrimSpace(string(at.Value(r.source)))
		if i > 0 && strings.Contains(line, "|") && delimiters.MatchString(line) {
			r.complain("doc-table-head", r.lineAt(at.Start), line,
				diag.T("没有当作表格：这一行的列数与表头不同", "no table: this row has another number of columns than the head"),
				diag.T("每列写一个 ---，列数与表头相同", "write one --- a column, as many as the head has"))
			return
		}
		if len(line) > 1 && line[0] == '|' && line[len(line)-1] == '|' && !strings.HasSuffix(line, `\|`) {
			barred++
		}
	}
	if barred > 1 && barred == lines.Len() {
		r.complain("doc-table-head", r.lineAt(lines.At(0).Start), "",
			diag.T("没有当作表格：表头下面缺少分隔行", "no table: the row below the head is missing"),
			diag.T("在表头下面加一行 |---|---|，每列一个 ---", "put |---|---| below the head, one --- a column"))
	}
}

// Table has a head of one row and rows of as many cells as there are columns.
type Table struct {
	TableOptions
	Columns []Column
	Head    []Cell
	Rows    [][]Cell
	Line    int
	Again   string // resolved: what stands above the head on later pages, if anything
}

// Cell is one cell. One that joins another is empty and lies under that one.
type Cell struct {
	Spans []Span
	Join  Join
}

// Join tells which neighbour a cell is merged with: a cell of << belongs to the
// one at its left, a cell of ^^ to the one above it.
type Join uint8

// The ways of joining.
const (
	Alone Join = iota
	JoinLeft
	JoinUp
)

// TableOptions are what a ```table fence says of the table behind it.
//
//	title: 表1  控制指标          a line above the table
//	note: 注：数据为快报数         a line below it; several lines make several notes
//	merge: 1 2                  columns in which equal neighbours merge
//	continued: yes              续表 above the head on later pages
//	landscape: yes              turned a quarter, on pages of its own (clause 8)
type TableOptions struct {
	Title     string
	Notes     []string
	Merge     []int // columns, from 1
	Continued bool
	Landscape bool
}

// Align is how a table's column stands.
type Align uint8

const (
	Auto Align = iota // short text centred, long text left
	Left
	Center
	Right
)

// Column is one column of a table.
type Column struct {
	Align  Align
	Weight int // relative width; 0 in every column = by content
}

func (r *reader) table(t *east.Table, line int) {
	out := &Table{Line: line, TableOptions: r.options}
	r.options, r.optionsLine = TableOptions{}, 0
	weights := r.weights(t)
	for i, a := range t.Alignments {
		c := Column{Align: map[east.Alignment]Align{east.AlignLeft: Left, east.AlignCenter: Center, east.AlignRight: Right}[a]}
		if len(weights) == len(t.Alignments) {
			c.Weight = weights[i]
		}
		out.Columns = append(out.Columns, c)
	}
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []Cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, r.cell(c))
		}
		r.surplus(row)
		if row.Kind() == east.KindTableHeader {
			out.Head = cells
		} else {
			out.Rows = append(out.Rows, cells)
		}
	}
	out.mergeEqual()
	r.blocks = append(r.blocks, out)
}

// surplus complains of a row with more cells than the head has, which Markdown drops.
func (r *reader) surplus(row ast.Node) {
	last := row.LastChild()
	if last == nil || last.Lines().Len() == 0 {
		return
	}
	end := last.Lines().At(0).Stop
	line, _, _ := bytes.Cut(r.source[end:], []byte("\n"))
	_, rest, _ := strings.Cut(string(line), "|")
	if rest = strings.Trim(rest, " \t\r|"); rest != "" {
		r.complain("table-cells", r.lineAt(end), rest, diag.T("表格的这一行比表头多出单元格", "this row of the table has more cells than its head"),
			diag.T("删去多余的“|”，或在表头和分隔行里补上一列；文字里的竖线写作 \\|", "remove the surplus |, or add a column to the head and to the line below it; a bar in the text is \\|"))
	}
}

// cell reads a cell. The signs of joining count where the source has them so: a
// value that is the same text is escaped.
func (r *reader) cell(n ast.Node) Cell {
	if n.Lines().Len() > 0 {
		switch strings.TrimSpace(string(n.Lines().Value(r.source))) {
		case "<<":
			return Cell{Join: JoinLeft}
		case "^^":
			return Cell{Join: JoinUp}
		}
	}
	return Cell{Spans: r.spans(n)}
}

// mergeEqual joins the cells of the chosen columns that equal the one above, as
// long as those to the left of them in chosen columns are joined too.
func (t *Table) mergeEqual() {
	for i := len(t.Rows) - 1; i > 0; i-- {
		for _, column := range t.Merge {
			c := column - 1
			if c < 0 || c >= len(t.Rows[i]) || c >= len(t.Rows[i-1]) {
				continue
			}
			text := Text(t.Rows[i][c].Spans)
			if text == "" || t.Rows[i][c].Join != Alone || text != Text(t.Rows[i-1][c].Spans) {
				break
			}
			t.Rows[i][c] = Cell{Join: JoinUp}
		}
	}
}

func init() { fences["table"] = (*reader).tableOptions }

// tableOptions reads a ```table fence; they hold for the next table.
func (r *reader) tableOptions(f *fenced) {
	o := TableOptions{}
	for _, s := range r.settings(f, "title", "note", "merge", "continued", "landscape") {
		switch s.key {
		case "title":
			o.Title = s.value
		case "note":
			if s.value != "" {
				o.Notes = append(o.Notes, s.value)
			}
		case "continued":
			o.Continued = r.flag(s)
		case "landscape":
			o.Landscape = r.flag(s)
		case "merge":
			for _, word := range strings.Fields(s.value) {
				n, err := strconv.Atoi(word)
				if err != nil || n < 1 {
					r.complain("table-merge", s.line, word, diag.T("merge 应为列号", "merge takes column numbers"), diag.T("如 merge: 1 2", "such as merge: 1 2"))
					continue
				}
				o.Merge = append(o.Merge, n)
			}
			slices.Sort(o.Merge)
		}
	}
	r.options, r.optionsLine = o, f.line
}

func (r *reader) noTable(line int) {
	r.complain("table-options", line, "", diag.T("table 块后面不是表格", "no table follows the table fence"), diag.T("把它写在表格的前面", "put it right before a table"))
}

// weights are the dash counts of the table's delimiter row, nil where all are
// alike: |---|---------| makes the second column three times as wide.
func (r *reader) weights(t *east.Table) []int {
	head := t.FirstChild()
	if head == nil || head.FirstChild() == nil || head.FirstChild().Lines().Len() == 0 {
		return nil
	}
	rest := string(r.source[head.FirstChild().Lines().At(0).Start:])
	_, rest, _ = strings.Cut(rest, "\n")
	delimiter, _, _ := strings.Cut(rest, "\n")
	var weights []int
	for cell := range strings.SplitSeq(strings.Trim(strings.TrimSpace(delimiter), "|"), "|") {
		weights = append(weights, strings.Count(cell, "-"))
	}
	if len(weights) == 0 || slices.Min(weights) == slices.Max(weights) {
		return nil
	}
	return weights
}

func (t *Table) resolve(*resolving) []Block {
	if !t.Continued {
		return []Block{t}
	}
	n := *t
	n.Again = "续表"
	if t.Title != "" {
		n.Again = t.Title + "（续表）"
	}
	return []Block{&n}
}

// Words is the title, the cells row by row, and the notes.
func (t *Table) Words() []string {
	out := notEmpty(t.Title)
	for _, row := range append([][]Cell{t.Head}, t.Rows...) {
		for _, cell := range row {
			out = append(out, notEmpty(Text(cell.Spans))...)
		}
	}
	return append(out, t.Notes...)
}

func (t *Table) print(b *strings.Builder) {
	fmt.Fprintf(b, "table %v", t.Columns)
	if t.Title != "" || len(t.Notes) > 0 || t.Continued || t.Landscape {
		fmt.Fprintf(b, " %q %q continued %v landscape %v", t.Title, t.Notes, t.Continued, t.Landscape)
	}
	if t.Again != "" {
		fmt.Fprintf(b, " again %q", t.Again)
	}
	b.WriteByte('\n')
	for _, row := range append([][]Cell{t.Head}, t.Rows...) {
		b.WriteString(" ")
		for _, cell := range row {
			b.WriteString(" | " + [...]string{Alone: "", JoinLeft: "<<", JoinUp: "^^"}[cell.Join] + spansText(cell.Spans))
		}
		b.WriteByte('\n')
	}
}
