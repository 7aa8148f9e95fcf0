package doc

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"hongtou/generator/diag"
)

// spans reads a block's inline nodes. Line ends of the source vanish between
// Han and become a space elsewhere; a hard break stays a line break.
func (r *reader) spans(n ast.Node) []Span {
	var out []Span
	r.inline(n, Plain, &out)
	for i := range out {
		out[i].Text = joinLines(out[i].Text)
	}
	if len(out) > 0 {
		out[0].Text = strings.TrimLeft(out[0].Text, " \u3000\t")
		last := len(out) - 1
		out[last].Text = strings.TrimRight(out[last].Text, " \t\n")
	}
	nestQuotes(out)
	return out
}

// softBreak marks a source line's end until its neighbours are known.
const softBreak = '\u0001'

func (r *reader) inline(n ast.Node, style Style, out *[]Span) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			t := string(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(c.Segment.Value(r.source)))))
			t = strings.ReplaceAll(t, string(softBreak), "")
			switch {
			case c.HardLineBreak():
				t += "\n"
			case c.SoftLineBreak():
				t += string(softBreak)
			}
			add(out, t, style)
		case *ast.String:
			add(out, string(c.Value), style)
		case *ast.Emphasis:
			if t, ok := c.FirstChild().(*ast.Text); ok {
				r.product(t, c.Level)
			}
			s := Stress
			if c.Level == 2 {
				s = Strong
			}
			r.inline(c, s, out)
		case *ast.CodeSpan, *ast.Link:
			r.inline(c, style, out)
		default:
			r.complain("doc-inline-unknown", r.line(n), c.Kind().String(),
				diag.T("正文不支持这种 Markdown 行内结构", "documents have no such inline Markdown"),
				diag.T("可用：**黑体**、*楷体*", "use **strong** and *emphasis*"))
		}
	}
}

// product complains of stars between figures: 5*3*2 would be set as 532. t is the first
// text behind the opening stars, so many of them.
func (r *reader) product(t *ast.Text, stars int) {
	figure := func(at int) bool { return at >= 0 && at < len(r.source) && r.source[at] >= '0' && r.source[at] <= '9' }
	if at := t.Segment.Start; figure(at) && figure(at-stars-1) {
		r.complain("doc-stars", r.lineAt(at), string(r.source[at-stars-1:t.Segment.Stop]),
			diag.T("数字之间的“*”会当作强调的标记，不印出来", "stars between figures are taken for marks of emphasis and not printed"),
			diag.T("乘号写“×”，星号写作 \\*", "write × for times, and a star as \\*"))
	}
}

func add(out *[]Span, text string, style Style) {
	if text == "" {
		return
	}
	if n := len(*out); n > 0 && (*out)[n-1].Style == style {
		(*out)[n-1].Text += text
		return
	}
	*out = append(*out, Span{text, style})
}

func joinLines(s string) string {
	if !strings.ContainsRune(s, softBreak) {
		return s
	}
	var b strings.Builder
	runes := []rune(s)
	for i, c := range runes {
		if c != softBreak {
			b.WriteRune(c)
			continue
		}
		if i > 0 && i+1 < len(runes) && !fullWidth(runes[i-1]) && !fullWidth(runes[i+1]) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// fullWidth tells whether a character is Chinese text's: no space parts it from
// its neighbour. Of the marks below the Han blocks those that GB/T 15834 has.
func fullWidth(c rune) bool {
	return c >= 0x2E80 || strings.ContainsRune("“”‘’…—⸺·•※①②③④⑤⑥⑦⑧⑨⑩→←↑↓±×÷℃‰ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ■□●○★☆▲△", c)
}
