package doc

import (
	"fmt"
	"strings"
)

// Masthead is 版头 with all its words (GB/T 9704-2012, 7.2, 10.1 to 10.3).
type Masthead struct {
	Head
	Lines   []Span   // 份号, 密级和保密期限 and 紧急程度, from top to bottom
	Marks   []string // 发文机关标志
	Tail    string   // 文件, at the right of several marks
	Number  string   // 发文字号, 令号 or 期号
	Label   string   // 签发人：
	Signers []string
	Office  string // 署名 and date of minutes
	Date    string
}

// Title is 标题 with the line below it.
type Title struct {
	Text     string // a line break is a preferred break
	Subtitle string
	Above    int // blank grid lines above it
}

// Recipients is 主送机关 with its colon.
type Recipients struct{ Text string }

// head gives what stands above the body: 版头, the title and 主送机关.
func head(m *Meta, l *Layout) []Block {
	var out []Block
	if l.Head.Mark != NoMark {
		out = append(out, masthead(m, l.Head))
	}
	if m.Title != "" {
		out = append(out, &Title{m.Title, m.Subtitle, l.Above})
	}
	if m.To != "" {
		out = append(out, &Recipients{strings.TrimRight(m.To, "：:") + "："})
	}
	return out
}

func masthead(m *Meta, h Head) *Masthead {
	n := &Masthead{Head: h, Marks: m.Marks, Number: m.Number}
	if h.Serial == SerialIssue {
		n.Number = m.Issue
	}
	if h.Status != NoStatus {
		n.Lines = statusLines(m)
	}
	if last := len(m.Marks) - 1; last > 0 && h.Joint != "" {
		n.Tail = h.Joint
		if rest, ok := strings.CutSuffix(m.Marks[last], h.Joint); ok {
			n.Marks = append(m.Marks[:last:last], rest)
		}
	}
	if h.Signers && len(m.Signers) > 0 {
		n.Label, n.Signers = "签发人：", m.Signers
	}
	if h.Office {
		n.Office, n.Date = m.Office, m.Date
	}
	return n
}

// statusLines is 份号 in the text's face, 密级 and 紧急程度 in 黑体 (7.2.1 to 7.2.3).
func statusLines(m *Meta) []Span {
	var out []Span
	for _, line := range []Span{{m.Copy, Plain}, {m.Secrecy, Strong}, {m.Urgency, Strong}} {
		if line.Text != "" {
			out = append(out, line)
		}
	}
	return out
}

// Words is what the head says, line by line from its top.
func (m *Masthead) Words() []string {
	var lines []string
	for _, l := range m.Lines {
		lines = append(lines, l.Text)
	}
	var out []string
	if m.Status == StatusFirst {
		out, lines = lines, nil
	}
	out = append(out, m.Marks...)
	out = append(out, notEmpty(m.Tail)...)
	if len(lines) > 0 { // beside the number
		out, lines = append(out, lines[0]), lines[1:]
	}
	if n := len(m.Signers); n > 2 {
		// Two names a line; the number stands on the last of these.
		last := (n - 1) / 2 * 2
		out = append(append(append(out, m.Label), m.Signers[:last]...), notEmpty(m.Number)...)
		out = append(out, m.Signers[last:]...)
	} else {
		out = append(out, notEmpty(m.Number, m.Label)...)
		out = append(out, m.Signers...)
	}
	return append(append(out, lines...), notEmpty(m.Office, m.Date)...)
}

// Words is the title in one line, and the line below it.
func (t *Title) Words() []string {
	return append([]string{OneLine(t.Text)}, notEmpty(t.Subtitle)...)
}

// Words is the line.
func (r *Recipients) Words() []string { return []string{r.Text} }

func (m *Masthead) print(b *strings.Builder) {
	fmt.Fprintf(b, "masthead mark %d status %d rule %d\n", m.Mark, m.Status, m.Rule)
	if len(m.Lines) > 0 {
		for _, l := range m.Lines {
			fmt.Fprintf(b, "  line %s\n", spansText([]Span{l}))
		}
	}
	if len(m.Marks) > 0 {
		fmt.Fprintf(b, "  marks %q %q\n", m.Marks, m.Tail)
	}
	if m.Number != "" {
		fmt.Fprintf(b, "  number %s\n", m.Number)
	}
	if len(m.Signers) > 0 {
		fmt.Fprintf(b, "  %s%q\n", m.Label, m.Signers)
	}
	if m.Office != "" || m.Date != "" {
		fmt.Fprintf(b, "  office %q date %q\n", m.Office, m.Date)
	}
}

func (t *Title) print(b *strings.Builder) {
	fmt.Fprintf(b, "title %d above %s", t.Above, strings.ReplaceAll(t.Text, "\n", "⏎"))
	if t.Subtitle != "" {
		fmt.Fprintf(b, " / %s", t.Subtitle)
	}
	b.WriteByte('\n')
}

func (r *Recipients) print(b *strings.Builder) { fmt.Fprintf(b, "to %s\n", r.Text) }
