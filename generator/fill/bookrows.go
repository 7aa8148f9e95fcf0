package fill

import (
	"strconv"
	"strings"
	"text/template"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/sheet"
	"hongtou/generator/tree"
)

// rowsBuilder writes the one template that gives all rows of a sheet:
//
//	{{range $index, $row := ROWS}}{{_row 0}}
//	{{_cell 0 (VALUE)}}
//	{{_open}}TEXT WITH {{ACTIONS}}{{_close 1}}
//	{{if (CONDITION)}}{{_mark 1 2}}{{end}}
//	{{end}}
//
// so that $ is the root and the dot the row. Each of its lines stands for a
// line of the YAML.
type rowsBuilder struct {
	r       *bookReader
	columns int
	cells   []chunk
	marks   []chunk
	parts   []chunk
	bad     bool
}

// chunk is a line of the template; its own line breaks become blanks.
type chunk struct {
	text string
	line int
}

// pipeline takes a pipeline after seeing that it is one by itself.
func (b *rowsBuilder) pipeline(n *tree.Node) string {
	src := strings.TrimSpace(strings.ReplaceAll(n.Text, "\n", " "))
	if strings.HasPrefix(src, "{{") && strings.HasSuffix(src, "}}") && strings.Count(src, "{{") == 1 {
		src = strings.TrimSpace(strings.Trim(src, "{}")) // {{.X}} is .X where a value is wanted
	}
	if b.r.t.text("{{$index := 0}}{{$row := 0}}{{("+src+")}}", n.Line, noMode, b.r.complain) == nil {
		b.bad = true
	}
	return "(" + src + ")"
}

// value fills a column: a pipeline, or a text with actions.
func (b *rowsBuilder) value(n *tree.Node, column int) {
	text := ""
	switch pure := strings.TrimSpace(n.Text); {
	case strings.Contains(pure, "{{") && !(strings.HasPrefix(pure, "{{") && strings.Index(pure, "}}") == len(pure)-2):
		if b.r.t.text("{{$index := 0}}{{$row := 0}}"+n.Text, n.Line, plainMode, b.r.complain) == nil {
			b.bad = true
		}
		text = "{{_open}}" + n.Text + "{{_close " + strconv.Itoa(column) + "}}"
	default:
		text = "{{_cell " + strconv.Itoa(column) + " " + b.pipeline(n) + "}}"
	}
	b.cells = append(b.cells, chunk{text, n.Line})
}

// mark makes a row (column -1) or a cell stand out when a pipeline is true; the
// first that is true holds.
func (b *rowsBuilder) mark(f *fields, column int) {
	mark := int(choose(f, "mark", marks))
	when := f.get("when")
	if when == nil {
		return
	}
	b.marks = append(b.marks, chunk{"{{if " + b.pipeline(when) + "}}{{_mark " + strconv.Itoa(column) + " " + strconv.Itoa(mark) + "}}{{end}}", when.Line})
}

// blocks reads rows, or blocks of rows each with a section head before them and
// a subtotal after them.
func (b *rowsBuilder) blocks(f *fields) {
	if n := f.get("rows"); n != nil {
		b.block(n)
	}
	f.each("blocks", func(block *fields) {
		if n := block.get("section"); n != nil {
			if b.r.t.text(n.Text, n.Line, plainMode, b.r.complain) == nil {
				b.bad = true
			}
			b.parts = append(b.parts, chunk{"{{_row " + strconv.Itoa(int(sheet.Section)) + "}}{{_open}}" + n.Text + "{{_close 0}}", n.Line})
		}
		if n := block.get("rows"); n != nil {
			b.block(n)
		}
		if block.flag("subtotal") {
			b.parts = append(b.parts, chunk{"{{_row " + strconv.Itoa(int(sheet.Subtotal)) + "}}", block.n.Line})
		}
		if block.flag("break") {
			b.parts = append(b.parts, chunk{"{{_break}}", block.n.Line})
		}
	})
}

func (b *rowsBuilder) block(n *tree.Node) {
	b.parts = append(b.parts, chunk{"{{range $index, $row := " + b.pipeline(n) + "}}{{_row 0}}", n.Line})
	b.parts = append(append(b.parts, b.cells...), b.marks...)
	b.parts = append(b.parts, chunk{"{{end}}", n.Line})
}

// compile gives the template and, for each of its lines, the file's.
func (b *rowsBuilder) compile() (*textTemplate, []int) {
	if b.bad {
		return nil, nil
	}
	var out strings.Builder
	var lines []int
	for _, p := range b.parts {
		out.WriteString(strings.ReplaceAll(p.text, "\n", " ") + "\n")
		lines = append(lines, p.line)
	}
	if len(lines) == 0 {
		return nil, nil
	}
	text := b.r.t.compileText(out.String(), plainMode, true, func(line int, code, value string, problem, remedy diag.Text) {
		b.r.complain(lineAt(lines, line), code, value, problem, remedy)
	})
	return text, lines
}

// lineAt is the file's line for a line of the template, counted from 1.
func lineAt(lines []int, line int) int {
	return lines[min(max(line, 1), len(lines))-1]
}

// collector takes the rows of one sheet while its template runs.
type collector struct {
	run     *run
	columns int
	rows    []sheet.Row
	size    int
	from    int // where the text of a cell begins in the output
	unknown map[*sheet.Cell]notKnown
}

func (c *collector) functions(r *run) template.FuncMap {
	c.run = r
	return template.FuncMap{"_row": c.row, "_cell": c.cell, "_open": c.open, "_close": c.close, "_mark": c.mark, "_break": c.breakHere}
}

func (c *collector) row(kind int) string {
	c.rows = append(c.rows, sheet.Row{Kind: sheet.Kind(kind), Cells: make([]sheet.Cell, c.columns)})
	return ""
}

// headed are the rows without heads that stand over nothing: behind such a head comes
// the next one, or the table's end.
func headed(rows []sheet.Row) []sheet.Row {
	kept := rows[:0]
	for i, r := range rows {
		if r.Kind == sheet.Section && (i+1 == len(rows) || rows[i+1].Kind == sheet.Section) {
			continue
		}
		kept = append(kept, r)
	}
	return kept
}

// breakHere begins a new page after the last row, if there is one.
func (c *collector) breakHere() string {
	if n := len(c.rows); n > 0 {
		c.rows[n-1].Break = true
	}
	return ""
}

func (c *collector) cell(column int, v any) (string, error) {
	if none, ok := v.(notKnown); ok {
		if c.unknown == nil {
			c.unknown = map[*sheet.Cell]notKnown{}
		}
		c.unknown[&c.rows[len(c.rows)-1].Cells[column]] = none
		return "", nil
	}
	value, err := cellValue(v)
	if err != nil {
		return "", err
	}
	if s, ok := value.(string); ok {
		c.size += len(s)
	}
	if c.size += 16; c.size > c.run.limits.Output {
		return "", limit("工作表的内容超过 %d 字节", "the sheet's values exceed %d bytes", c.run.limits.Output)
	}
	c.rows[len(c.rows)-1].Cells[column].Value = value
	return "", nil
}

func (c *collector) open() string {
	c.from = c.run.out.Len()
	return ""
}

func (c *collector) close(column int) (string, error) {
	text := string(c.run.out.Bytes()[c.from:])
	c.run.out.Truncate(c.from)
	return c.cell(column, text)
}

func (c *collector) mark(column, mark int) string {
	row := &c.rows[len(c.rows)-1]
	at := &row.Mark
	if column >= 0 {
		at = &row.Cells[column].Mark
	}
	if *at == sheet.Plain {
		*at = sheet.Mark(mark)
	}
	return ""
}

// cellValue is a value as a sheet takes it: numbers and dates keep their kind,
// a missing pointer is an empty cell, a share that does not exist is —.
func cellValue(v any) (any, error) {
	switch v := v.(type) {
	case nil, notKnown:
		return nil, nil
	case string:
		if v == "" {
			return nil, nil
		}
		return cleanLine(v), nil
	case *float64:
		if v == nil {
			return nil, nil
		}
		return cellValue(*v)
	case *int:
		if v == nil {
			return nil, nil
		}
		return *v, nil
	case model.Share:
		if !v.Has {
			return v.String(), nil
		}
		return v.Value, nil
	case period.Period:
		return v.Name(), nil
	case period.Date:
		if v.IsZero() {
			return nil, nil
		}
		return v, nil
	}
	s, isNumber, err := textOf(v)
	if err != nil {
		return nil, err
	}
	if isNumber {
		return floatOrInt(v)
	}
	return cleanLine(s), nil
}

func floatOrInt(v any) (any, error) {
	f, err := floatOf(v)
	if err == nil && f == float64(int(f)) {
		return int(f), nil
	}
	return f, err
}
