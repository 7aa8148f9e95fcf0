package doc

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"

	"hongtou/generator/diag"
)

// grammar is CommonMark with tables and without raw HTML or autolinks.
var grammar = goldmark.New(
	goldmark.WithExtensions(tables),
	goldmark.WithParserOptions(parser.WithHeadingAttribute()),
).Parser()

// Parse reads Markdown. Complaints name file, and the line counted so that the
// text's first line is firstLine. What is complained of is left out of the tree.
func Parse(markdown []byte, file string, firstLine int) (*Document, *diag.List) {
	r := newReader(markdown, file, firstLine)
	return r.document(func() { r.read(nil, r.source, 0, nil) })
}

// Parse is [Parse], which reads nothing again that p knows.
func (p *Parser) Parse(markdown []byte, file string, firstLine int) (*Document, *diag.List) {
	r := newReader(markdown, file, firstLine)
	return r.document(func() { r.parts(p) })
}

// newReader reads Markdown whose letters and accents are put together.
func newReader(markdown []byte, file string, firstLine int) *reader {
	r := &reader{file: file, firstLine: firstLine, complaints: &diag.List{}}
	r.source = r.characters(markdown)
	return r
}

// document is the document whose blocks all finds.
func (r *reader) document(all func()) (*Document, *diag.List) {
	if r.crowded() {
		return &Document{File: r.file}, r.complaints
	}
	all()
	if r.optionsLine != 0 {
		r.noTable(r.optionsLine)
	}
	joinRunIn(r.blocks)
	return &Document{Blocks: r.blocks, File: r.file}, r.complaints
}

// next lets a block be read that follows the ones before: options that wait for a table
// are for no other.
func (r *reader) next(read func()) {
	waiting := r.optionsLine
	read()
	if waiting != 0 && r.optionsLine != 0 {
		r.noTable(waiting)
		if waiting == r.optionsLine {
			r.options, r.optionsLine = TableOptions{}, 0
		}
	}
}

type reader struct {
	source     []byte
	file       string
	firstLine  int
	complaints *diag.List
	blocks     []Block
	counters   [5]int // of headings, by level
	before     int    // lines before source, where that is a part
	counted    int    // bytes of source in which lines were counted
	lines      int    // there

	options     TableOptions // of the next table
	optionsLine int          // where they stand; 0 = none wait
}

func (r *reader) block(n ast.Node) {
	line := r.line(n)
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n, line)
	case *ast.Paragraph, *ast.TextBlock:
		if r.figure(n, line) {
			return
		}
		r.untabled(n)
		r.blocks = append(r.blocks, &Paragraph{Spans: r.spans(n), Line: line})
	case *ast.List:
		r.list(n, 1)
	case *east.Table:
		r.table(n, line)
	case *ast.FencedCodeBlock:
		r.fence(n, line)
	default:
		r.complain("doc-block-unknown", line, n.Kind().String(),
			diag.T("文书正文不支持这种 Markdown 结构", "documents have no such Markdown block"),
			diag.T("可用：标题、段落、列表、表格和围栏块（%s）", "use headings, paragraphs, lists, tables and the fences %s", diag.Names(FenceKinds())))
	}
}

func (r *reader) complain(code string, line int, value string, problem, remedy diag.Text) {
	r.complaints.Add(diag.Diagnostic{Code: code, Place: diag.Place{File: r.file, Line: line}, Value: value, Problem: problem, Remedy: remedy})
}

// line is where n's text starts.
func (r *reader) line(n ast.Node) int {
	for c := n; c != nil; c = c.FirstChild() {
		if c.Type() != ast.TypeInline && c.Lines().Len() > 0 {
			return r.lineAt(c.Lines().At(0).Start)
		}
	}
	return r.firstLine
}

// lineAt counts on from where it counted last: blocks come in order.
func (r *reader) lineAt(offset int) int {
	if offset < r.counted {
		r.counted, r.lines = 0, 0
	}
	r.lines += bytes.Count(r.source[r.counted:offset], []byte("\n"))
	r.counted = offset
	return r.firstLine + r.before + r.lines
}

func (r *reader) heading(n *ast.Heading, line int) {
	if n.Level > 4 {
		r.complain("doc-heading-level", line, "", diag.T("标题层次超过四级", "a heading deeper than four levels"),
			diag.T("公文结构层次依次为“一、”“（一）”“1.”“（1）”", "the levels are 一、（一）1.（1）"))
		return
	}
	h := &Heading{Level: n.Level, Spans: r.spans(n), Line: line}
	// {-} is not an attribute to goldmark, so it stands at the end of the text. It
	// counts where the source has it so: a value that holds it has it escaped.
	if last := len(h.Spans) - 1; last >= 0 && strings.HasSuffix(strings.TrimSpace(string(n.Lines().Value(r.source))), "{-}") {
		h.Spans[last].Text = strings.TrimRight(strings.TrimSuffix(h.Spans[last].Text, "{-}"), " ")
	} else {
		h.Label = r.number(n.Level)
	}
	r.blocks = append(r.blocks, h)
}

// number is the number of the next heading of a level.
func (r *reader) number(level int) string {
	r.counters[level]++
	clear(r.counters[level+1:])
	return label(level, r.counters[level])
}

// label is the n-th number of a level (GB/T 9704-2012, 7.3.3).
func label(level, n int) string {
	switch level {
	case 1:
		return numeral(n) + "、"
	case 2:
		return "（" + numeral(n) + "）"
	case 3:
		return fmt.Sprintf("%d.", n)
	}
	return fmt.Sprintf("（%d）", n)
}

// numeral writes 1 to 99 in Chinese numerals; a document has no more headings
// of one level, and then Arabic ones serve.
func numeral(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n > 99:
		return fmt.Sprint(n)
	case n >= 20:
		return digits[n/10] + "十" + digits[n%10]
	case n >= 10:
		return "十" + digits[n%10]
	}
	return digits[n]
}

// joinRunIn marks the headings that end with a full stop and have a paragraph
// behind them: in Chinese documents both stand in one paragraph.
func joinRunIn(blocks []Block) {
	for i, b := range blocks[:max(0, len(blocks)-1)] {
		h, ok := b.(*Heading)
		p, follows := blocks[i+1].(*Paragraph)
		if ok && follows && p.Label == "" && strings.HasSuffix(Text(h.Spans), "。") {
			h.RunIn = true
		}
	}
}

// list sets items as numbered paragraphs: 1. and, nested, （1）. A list that stands in
// none has the depth 1.
func (r *reader) list(l *ast.List, depth int) {
	n := max(l.Start, 1)
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "· "
		if l.IsOrdered() {
			mark = label(min(2+depth, 4), n)
		}
		n++
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if sub, ok := c.(*ast.List); ok {
				r.list(sub, depth+1)
				continue
			}
			before := len(r.blocks)
			r.block(c)
			if len(r.blocks) > before {
				if p, ok := r.blocks[before].(*Paragraph); ok {
					p.Label, mark = mark, ""
					p.Depth, p.Ordered = depth, l.IsOrdered()
				}
			}
		}
	}
}
