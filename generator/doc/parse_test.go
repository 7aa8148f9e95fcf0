package doc

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"levels are numbered and lower ones start again", "# 甲\n## 乙\n## 丙\n# 丁\n## 戊\n### 己\n#### 庚\n",
			`heading 1 "一、" 甲
heading 2 "（一）" 乙
heading 2 "（二）" 丙
heading 1 "二、" 丁
heading 2 "（一）" 戊
heading 3 "1." 己
heading 4 "（1）" 庚
`},
		{"a heading that ends with a full stop runs in", "## 加强领导。\n\n各县区要**带头**。\n\n# 附则 {-}\n",
			"heading 2 \"（一）\" 加强领导。 run-in\nparagraph \"\" 各县区要**带头**。\nheading 1 \"\" 附则\n"},
		{"lists are numbered paragraphs", "1. 甲\n2. 乙\n   1. 丙\n\n- 丁\n",
			"paragraph \"1.\" 甲\nparagraph \"2.\" 乙\nparagraph \"（1）\" 丙\nparagraph \"· \" 丁\n"},
		{"dash counts are widths", "|a|b|\n|---|------:|\n|1|x\\|y|\n",
			"table [{0 3} {3 6}]\n  | a | b\n  | 1 | x|y\n"},
		{"equal dashes leave widths to content", "|a|b|\n|---|---|\n|1|2|\n", "table [{0 0} {0 0}]\n  | a | b\n  | 1 | 2\n"},
		{"lines of Han join without a space, Latin with one", "安全\n生产 safe\nwork\n", "paragraph \"\" 安全生产 safe work\n"},
		{"escapes are text", `\*a\* \# 1\. &lt;b&gt; \[x\]`, "paragraph \"\" *a* # 1. <b> [x]\n"},
		{"fences keep rows and cells", "```signatures\n甲方：a\\|b | 乙方\n| 日期\n```\n", "signatures\n  甲方：a|b | 乙方\n   | 日期\n"},
		{"pagebreak", "a\n\n```pagebreak\n```\n", "paragraph \"\" a\npagebreak\n"},
	} {
		d, complaints := Parse([]byte(c.in), "t.md", 1)
		if complaints.Len() > 0 {
			t.Errorf("%s: %v", c.name, complaints.All())
		}
		if got := d.String(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestParseComplains(t *testing.T) {
	_, complaints := Parse([]byte("段落\n\n> 引用\n\n```python\nx\n```\n\n##### 五级\n\n![图](a.png)\n\n<b>x</b>\n"), "t.md", 11)
	var got []string
	for _, d := range complaints.All() {
		got = append(got, d.Code+":"+string(rune('0'+d.Place.Line/10))+string(rune('0'+d.Place.Line%10)))
	}
	want := "doc-block-unknown:13 doc-fence-unknown:16 doc-heading-level:19 doc-inline-unknown:23"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"# 甲\n## 乙。\n丙", "|a|b|\n|-|--|\n|c|", "```closing\noffice: x\n```", "1. a\n   - b\n", "*a**b***\n\\\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, _ := Parse([]byte(s), "f.md", 1)
		for _, b := range d.Blocks {
			if tb, ok := b.(*Table); ok {
				for _, row := range tb.Rows {
					if len(row) != len(tb.Columns) {
						t.Fatalf("a row of %d cells in a table of %d columns", len(row), len(tb.Columns))
					}
				}
			}
		}
	})
}

// A title in one line: words of letters stay apart, Han characters do not part.
func TestOneLine(t *testing.T) {
	for title, want := range map[string]string{
		"安澜市\n关于表彰的决定": "安澜市关于表彰的决定", "Notice\nof the Year": "Notice of the Year", "转发\nNotice\n的通知": "转发Notice的通知",
		"Shell Ltd.,\nSouth": "Shell Ltd., South", "GB/\nT 1": "GB/T 1", "a (\nb\n)": "a (b)", "甲\n\n乙": "甲乙", "甲　\n乙": "甲　乙",
	} {
		if got := OneLine(title); got != want {
			t.Errorf("%q is %q, want %q", title, got, want)
		}
	}
}
