package fill

import (
	"html"
	"regexp"
	"strings"
	"text/template"

	"hongtou/generator/diag"
	"hongtou/generator/sheet"
)

// Figures lists what the output prints with a digit, in the order of printing, and
// what each is made of. The root's office is a traced one ([model.Traced]),
// else rows that count tell no records. Complaints are those of filling; with any
// error among them there are no figures.
func (t *Template) Figures(root Root) ([]Figure, *diag.List) {
	t.ready()
	root.Draft = false
	f := &filler{t: t, root: root, complaints: &diag.List{}, recorder: newRecorder(&root)}
	switch t.kind {
	case DocumentKind:
		f.document()
	case WorkbookKind:
		f.workbook()
	case WordKind:
		f.word()
	}
	if f.complaints.Errors() > 0 {
		return nil, f.complaints
	}
	return f.recorder.figures, f.complaints
}

// trace executes a text as execute does, and notes its figures. The line of a figure
// is the text's until place gives the file's.
func (f *filler) trace(text *textTemplate, extra func(*run) template.FuncMap) (string, error) {
	traced, err := text.noted()
	if err != nil {
		return "", err
	}
	dot := f.dot().Interface() // which may fill the words of who issues it
	before := len(f.recorder.figures)
	f.recorder.read = f.recorder.read[:0]
	out, err := execute(traced, f.t.limits, func(r *run) template.FuncMap {
		f.recorder.run = r
		functions := f.recorder.functions()
		if extra != nil {
			for name, function := range extra(r) {
				functions[name] = function
			}
			f.recorder.cells(functions)
		}
		return functions
	}, dot)
	for i := before; i < len(f.recorder.figures); i++ {
		figure := &f.recorder.figures[i]
		if extra == nil {
			figure.Sentence = sentenceAt(out, figure.at)
		}
	}
	return out, err
}

// cells has the functions that take rows and cells say where a figure stands.
func (r *recorder) cells(functions template.FuncMap) {
	if row, ok := functions["_row"].(func(int) string); ok {
		functions["_row"] = func(kind int) string { r.row++; return row(kind) }
	}
	if out, ok := functions["_out"].(func(int) (string, error)); ok {
		functions["_out"] = func(row int) (string, error) { r.row++; return out(row) }
	}
	if open, ok := functions["_open"].(func() string); ok {
		functions["_open"] = func() string { r.open = len(r.figures); return open() }
	}
	for _, name := range []string{"_close", "_putText"} {
		if end, ok := functions[name].(func(int) (string, error)); ok {
			functions[name] = func(column int) (string, error) { r.column(r.open, column); return end(column) }
		}
	}
	if cell, ok := functions["_cell"].(func(int, any) (string, error)); ok {
		functions["_cell"] = func(column int, v any) (string, error) { r.cell(column); return cell(column, v) }
	}
	if put, ok := functions["_put"].(func(int, any) (string, error)); ok {
		functions["_put"] = func(column int, v any) (string, error) { r.cell(column - 1); return put(column, v) }
	}
}

// column says of the figures from one on in which column they stand, from 0.
func (r *recorder) column(from, column int) {
	for i := from; i < len(r.figures); i++ {
		r.figures[i].Column = column + 1
	}
}

// cell says it of the figure that was printed for a cell, if one was.
func (r *recorder) cell(column int) {
	if n := len(r.figures); n > 0 && r.figures[n-1].Column == 0 && r.figures[n-1].Row == r.row {
		r.figures[n-1].Column = column + 1
	}
}

// placed gives the figures from one on their lines of the file.
func (f *filler) placed(from int, line func(int) int) {
	for i := from; i < f.noted(); i++ {
		f.recorder.figures[i].Line = line(f.recorder.figures[i].Line)
	}
}

// keyed says of the figures from one on in which key of the front matter they stand.
func (f *filler) keyed(from int, key string) {
	for i := from; i < f.noted(); i++ {
		f.recorder.figures[i].Key = key
	}
}

// forget drops the figures from one on: a file's name is no part of the paper.
func (f *filler) forget(from int) {
	if f.recorder != nil {
		f.recorder.figures = f.recorder.figures[:from]
	}
}

// noted is how many figures there are so far.
func (f *filler) noted() int {
	if f.recorder == nil {
		return 0
	}
	return len(f.recorder.figures)
}

// onSheet says of the figures from one on on which sheet they stand, and names their
// cells by the columns' heads.
func (f *filler) onSheet(from int, s *sheet.Sheet) {
	if f.recorder == nil {
		return
	}
	for i := from; i < len(f.recorder.figures); i++ {
		figure := &f.recorder.figures[i]
		figure.Sheet = s.Name
		if figure.Column == 0 || figure.Row == 0 {
			continue
		}
		column := s.Columns[figure.Column-1]
		head := strings.Join(column.Header, "·")
		if head == "" {
			head = column.Key
		}
		figure.Sentence = head
		if figure.Row <= len(s.Rows) {
			if name := rowName(s.Rows[figure.Row-1], figure.Column-1); name != "" {
				figure.Sentence = name + " / " + head
			}
		}
	}
	f.recorder.row = 0
	for i, c := range s.Columns {
		if c.Formula != "" {
			f.recorder.figures = append(f.recorder.figures, Figure{Sheet: s.Name, Column: i + 1, Text: c.Formula, Expression: c.Formula, Formula: true, Sentence: strings.Join(c.Header, "·")})
		}
		if c.Total != "" && !strings.HasPrefix(c.Total, "label:") {
			f.recorder.figures = append(f.recorder.figures, Figure{Sheet: s.Name, Column: i + 1, Text: c.Total, Expression: c.Total, Formula: true, Sentence: strings.Join(c.Header, "·") + "（合计）"})
		}
	}
}

// rowName is the first text of a row that is no figure.
func rowName(row sheet.Row, not int) string {
	for i, c := range row.Cells {
		if s, ok := c.Value.(string); ok && s != "" && i != not {
			return s
		}
	}
	return ""
}

var (
	sentenceEnd = regexp.MustCompile(`[。；！？]`)
	markup      = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])|\*\*|^#+ |\{-\}`)
)

// sentenceAt is the sentence of a filled text around a place; of a table's cell, the
// column's head and the row's first cell.
func sentenceAt(text string, at int) string {
	at = min(at, len(text))
	start := strings.LastIndexByte(text[:at], '\n') + 1
	end := len(text)
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		end = at + i
	}
	line := text[start:end]
	if strings.HasPrefix(line, "|") {
		return plainText(cellName(text[:start], line, at-start))
	}
	from, to := 0, len(line)
	for _, m := range sentenceEnd.FindAllStringIndex(line, -1) {
		if m[1] <= at-start {
			from = m[1]
		} else if m[0] >= at-start {
			to = m[1]
			break
		}
	}
	return plainText(line[from:to])
}

// cellName names a cell by the head of its column and its row's first cell.
func cellName(above, line string, at int) string {
	column := strings.Count(strings.ReplaceAll(line[:at], `\|`, "  "), "|")
	lines := strings.Split(strings.TrimSuffix(above, "\n"), "\n")
	first := len(lines)
	for first > 0 && strings.HasPrefix(lines[first-1], "|") {
		first--
	}
	name := cellOf(line, 1)
	if first == len(lines) { // the head itself
		return cellOf(line, column)
	}
	if head := cellOf(lines[first], column); column > 1 && head != "" {
		return name + " / " + head
	}
	return name
}

func cellOf(line string, column int) string {
	cells := strings.Split(strings.ReplaceAll(line, `\|`, "&#124;"), "|")
	if column < len(cells) {
		return strings.TrimSpace(cells[column])
	}
	return ""
}

// plainText takes what is Markdown out of a filled text.
func plainText(s string) string {
	return strings.TrimSpace(html.UnescapeString(markup.ReplaceAllString(s, "$1")))
}
