package doc

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
)

// What is kept of lines changes no document: whatever stands around them, a document is
// read as it is alone, with the same lines in its complaints.
func TestKnownLinesChangeNothing(t *testing.T) {
	pieces := []string{
		"甲县的责任。", "*（一）*每月**检查**两次；", "# 责任目标", "## 总则。", "## 附则{-}", "# 甲 {-}", "##### 太深", "#无空格", "*单*", "**甲**乙", "* 项", "- 项", "1. 项", "2) 项", "   缩进",
		"    代码", "\t制表", "> 引文", "> ```", "```closing", "```", "```picture", "~~~", "````", "``` `", "  ```", "甲```乙", "---", "===", "| 甲 | 乙 |", "|---|---|", "| 1 | 2 |", "```table\n标题: 表\n```",
		"![图](a.png)", "甲![图](a.png)", "[甲](b)", "[甲]", "[甲]: http://a", "　全角空格", "　", "  ", "\f", "\r", "甲  ", "甲\\", "\\# 甲", "甲县\r", "<b>", "`甲`", "&amp;甲", "甲 *乙", "“甲“乙””", "A", "。",
	}
	heads := []string{"", "*（一）*", "**甲**", "甲 *乙", "*甲", "[甲](b", "`甲", "“甲“乙””*丙*", "“*甲*", "甲\\*", "&#53", "&#53;", "&am", "!", "![", "[甲]", "甲_", "1.", "　*甲*", "<", "~~"}
	tails := []string{"乙的责任", "，乙。", " 乙", "　乙", "5月", "\\(一\\)", "3\\.5\\%", "“丙“丁””", "‘丙’", "\u0301乙", "A\\", "乙 ", "p;乙", "\x00乙", "\xff乙", "\u00a0乙", "𠮷乙", "\x01乙", "*", "{-}"}
	r := rand.New(rand.NewPCG(9704, 2012))
	piece := func() string {
		if r.IntN(2) == 0 {
			return pieces[r.IntN(len(pieces))]
		}
		return heads[r.IntN(len(heads))] + tails[r.IntN(len(tails))] + tails[r.IntN(len(tails))]
	}
	var p Parser
	for range 8000 {
		var b strings.Builder
		for range 1 + r.IntN(9) {
			b.WriteString(piece())
			b.WriteString([]string{"\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "\r\n\r\n"}[r.IntN(6)])
		}
		text := b.String()
		if r.IntN(3) == 0 {
			text = strings.TrimRight(text, "\n")
		}
		d, complaints := Parse([]byte(text), "x.md", 7)
		for n := range 3 {
			again, more := p.Parse([]byte(text), "x.md", 7)
			if !reflect.DeepEqual(d, again) || fmt.Sprint(complaints.All()) != fmt.Sprint(more.All()) {
				t.Fatalf("%q, read for the %dth time:\n%s%v\nwant\n%s%v", text, n+1, again, more.All(), d, complaints.All())
			}
		}
	}
}

// A line that comes again is kept, wherever it stands; one that has come once is not, nor
// is one that is complained of or that begins another block.
func TestLinesKept(t *testing.T) {
	for _, c := range []struct {
		line string
		kept bool
	}{
		{"甲县的责任。", true}, {"*（一）*每月检查。", true}, {"# 责任目标", true}, {"# 附则{-}", true},
		{"##### 太深", false}, {"- 甲", false}, {"1. 甲", false}, {"甲![图](a.png)", false}, {"| 甲 | 乙 |", false},
	} {
		var p Parser
		for n := range 3 {
			if _, have := p.now[c.line]; have && (n < 2 || !c.kept) || !have && n == 2 && c.kept {
				t.Errorf("%q: kept %v after %d documents", c.line, have, n)
			}
			p.Parse([]byte(fmt.Sprintf("第%d份。\n\n%s\n\n|甲|乙|\n|---|---|\n", n, c.line)), "x.md", 1)
		}
	}
}

// Many may read at a time, each what it would read alone.
func TestParserIsShared(t *testing.T) {
	var p Parser
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for n := range 50 {
				text := []byte(fmt.Sprintf("# 责任目标\n\n*（一）*第%d条\\。\n\n甲县的责任。\n\n|甲|\n|---|\n|%d|\n", n%7, n))
				want, _ := Parse(text, "x.md", 1)
				if d, _ := p.Parse(text, "x.md", 1); !reflect.DeepEqual(d, want) {
					t.Errorf("%s, want %s", d, want)
				}
			}
		})
	}
	all.Wait()
}

// What is kept stays within its bounds, and what is asked for stays.
func TestKnownLinesAreBounded(t *testing.T) {
	var p Parser
	for i := range 3 * mostKnown / 400 {
		p.keep(fmt.Sprintf("%0100d", i), &known{})
		if p.keep("甲", &known{}); p.size > mostKnown || len(p.before) > mostKnown/200 {
			t.Fatalf("%d bytes, %d lines before", p.size, len(p.before))
		}
	}
	if k, _ := p.recall([]byte("甲")); k == nil {
		t.Error("a line that is asked for all the time is forgotten")
	}
}
