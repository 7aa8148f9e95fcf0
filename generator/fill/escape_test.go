package fill

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/model"
)

// spots are template texts with a value of the data in every place of the
// Markdown that has rules of its own.
var spots = []string{
	"# {{.Unit.Name}}", "# 目标（{{.Unit.Name}}）", "{{.Unit.Name}}", "文{{.Unit.Name}}字", "**{{.Unit.Name}}**", "*{{.Unit.Name}}*字", "**甲**{{.Unit.Name}}**乙**",
	"- {{.Unit.Name}}\n- 乙", "1. {{.Unit.Name}}", "1. 甲\n   {{.Unit.Name}}", "甲\n{{.Unit.Name}}\n乙", "{{.Unit.Name}}. 甲", "{{.Unit.Name}}{{.Unit.Name}}",
	"| 甲 | 乙 |\n|---|---|\n| {{.Unit.Name}} | 丙 |\n| 丁 | {{.Unit.Name}}{{.Unit.Name}} |",
	"```signatures\n甲方：{{.Unit.Name}} | 乙方\n```", "```closing\noffice: {{.Unit.Name}}\n```", "```closing\nsigner: {{.Unit.Name}} | {{.Unit.Name}}\ndate: 文\n```", "```attachments\n文{{.Unit.Name}}文\n乙\n```", "```attendance\n出席：{{.Unit.Name}}\n```\n\n后文",
	"{{if .Unit}}{{.Unit.Name}}{{end}}{{range .Office.Units}}{{$.Unit.Name}}{{end}}", "{{with .Unit}}{{.Name}}{{else}}无{{end}}*强*",
}

// hostile are values that would change a document's structure if they could.
var hostile = []string{
	"# 标题", "## a", "*甲*", "**", "*", "_", "__甲__", "~~甲~~", "`x`", "```", "~~~", "| a | b |", "a|b", "\\", "\\|", "1. 甲", "12", "1", "- 甲", "+ 甲", "> 甲", "<b>甲</b>",
	"<!-- x -->", "[甲](http://x)", "![甲](x.png)", "&lt;", "&#35;", "&amp;amp;", "---", "===", "甲\n# 乙", "甲\n\n乙", "甲\r\n| b |", "    甲", "\t甲", " 甲 ", "{-}", "甲 {-}", "{#id}",
	"{{.Office.Name}}", "$x$", "http://a.b/c", "甲：乙", "seal: yes", "甲\u202e乙", "甲\u2028# 乙", "``` signatures", "!", "a\\\nb", "%PDF", "=1+1", "。", "𠅤", "",
}

// A cell's own stop gives way to the mark that follows.
func TestOneStop(t *testing.T) {
	for text, want := range map[string]string{
		"{{.Unit.Name}}。": "排查隐患。",
		"{{with .Unit.Name}}{{.}}{{end}}，限期整改。":         "排查隐患，限期整改。",
		"{{.Unit.Name}}；{{.Unit.Name}}、{{.Unit.Name}}。": "排查隐患；排查隐患、排查隐患。",
		"（{{.Unit.Name}}）“{{.Unit.Name}}”":              "（排查隐患。）“排查隐患。”",
		"{{.Unit.Name}}。。按月填写":                          "排查隐患。。。按月填写",
	} {
		s, _ := set(t, "t.md", front+text)
		u := &model.Unit{Code: "1", Name: "排查隐患。", Tier: model.City}
		o := &model.Office{Name: "安委办", Units: []*model.Unit{u}}
		o.Check()
		if filled, l := s.Get("t").Document(Root{Office: o, Period: q1, Unit: u}); filled == nil || strings.TrimSpace(filled.Body) != want {
			t.Errorf("%s: %v %v, want %s", text, filled, l.All(), want)
		}
	}
}

// Whatever a value holds, the document's tree is that of a harmless value, and
// the value's text stands in it.
func TestValuesKeepTheStructure(t *testing.T) {
	for _, text := range spots {
		s, l := set(t, "t.md", front+text)
		if l.Errors() > 0 {
			t.Fatalf("%q: %v", text, l.All())
		}
		tree := func(value string) *doc.Document {
			t.Helper()
			u := &model.Unit{Code: "1", Name: value, Tier: model.City}
			o := &model.Office{Name: "安委办", Units: []*model.Unit{u}}
			o.Check()
			filled, l := s.Get("t").Document(Root{Office: o, Period: q1, Unit: u})
			if filled == nil {
				t.Fatalf("%q with %q: %v", text, value, l.All())
			}
			d, complaints := doc.Parse([]byte(filled.Body), "t.md", 1)
			if complaints.Len() > 0 {
				t.Errorf("%q with %q: %v\n%s", text, value, complaints.All(), filled.Body)
			}
			return d
		}
		for _, h := range hostile {
			want := shape(tree("甲值甲"))
			if h == "" && !strings.Contains(text, "文") {
				continue // an empty value may leave nothing to stand
			}
			if got := shape(tree(h)); got != want {
				t.Errorf("%q with the value %q changes the structure:\n%s\nwant\n%s", text, h, got, want)
			}
			plain := strings.TrimSpace(strings.NewReplacer("\u202e", "", "\u2028", " ", "\r\n", " ", "\n", " ", "\t", " ").Replace(h))
			if got := tree(h).String(); !strings.Contains(got, plain) {
				t.Errorf("%q with the value %q: the text is not in\n%s", text, h, got)
			}
		}
	}
}

// shape is the kinds of a tree's blocks, with their labels, columns, cells and
// changes of face.
func shape(d *doc.Document) string {
	var b strings.Builder
	spans := func(all []doc.Span) {
		for _, s := range all {
			fmt.Fprintf(&b, " %d", s.Style)
		}
	}
	for _, block := range d.Blocks {
		switch n := block.(type) {
		case *doc.Heading:
			fmt.Fprintf(&b, "heading %d %q", n.Level, n.Label)
			spans(n.Spans)
		case *doc.Paragraph:
			fmt.Fprintf(&b, "paragraph %q", n.Label)
			spans(n.Spans)
		case *doc.Table:
			fmt.Fprintf(&b, "table %d", len(n.Columns))
			for _, r := range n.Rows {
				fmt.Fprintf(&b, " row %d", len(r))
			}
		case *doc.Signatures:
			b.WriteString("signatures")
			for _, r := range n.Rows {
				fmt.Fprintf(&b, " row %d", len(r))
			}
		case *doc.Attachments:
			fmt.Fprintf(&b, "attachments %d", len(n.Items))
		case *doc.Attendance:
			fmt.Fprintf(&b, "attendance %d", len(n.Lists))
		case *doc.Closing:
			fmt.Fprintf(&b, "closing %d offices %d signers", len(n.Offices), len(n.Signers))
		default:
			fmt.Fprintf(&b, "%T", n)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func FuzzValuesKeepTheStructure(f *testing.F) {
	for _, h := range hostile {
		f.Add(h)
	}
	s, l := set(f, "t.md", front+"# 一{{.Unit.Name}}\n\n{{.Unit.Name}}\n\n1. 甲**{{.Unit.Name}}**乙\n\n| 甲 | 乙 |\n|---|---|\n| {{.Unit.Name}} | 丙 |\n\n```signatures\n{{.Unit.Name}} | 乙\n```\n\n末{{.Unit.Name}}\n")
	if l.Errors() > 0 {
		f.Fatal(l.All())
	}
	want := ""
	f.Fuzz(func(t *testing.T, value string) {
		for _, v := range []string{"甲值甲", value} {
			filled, l := s.Get("t").Document(Root{Office: &model.Office{}, Period: q1, Unit: &model.Unit{Code: "1", Name: v}})
			if filled == nil {
				if strings.TrimSpace(cleanLine(v)) == "" {
					return // refused: it would leave nothing between two marks
				}
				t.Fatal(l.All())
			}
			d, _ := doc.Parse([]byte(filled.Body), "t.md", 1)
			got := shape(d)
			if v == "甲值甲" {
				want = got
			} else if got != want && strings.TrimSpace(cleanLine(v)) != "" {
				t.Errorf("the value %q changes the structure:\n%s\nwant\n%s", v, got, want)
			}
		}
	})
}
