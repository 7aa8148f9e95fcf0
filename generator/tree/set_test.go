package tree

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

// One value is changed where it stands; all else keeps its bytes, or nothing is changed.
func TestSetYAML(t *testing.T) {
	at := func(path ...any) []any { return path }
	s, p := ScalarOf, PlainOf
	for _, c := range []struct {
		name, text string
		path       []any
		value      *Node
		want       string // "": refused
	}{
		{"a value with a remark", "office:\n  name: 甲  # 全称\n  code: 乙\n", at("office", "name"), s("丙"), "office:\n  name: 丙  # 全称\n  code: 乙\n"},
		{"quotes stay", "a: \"990100\"  # 编码\nb: 'x'\n", at("a"), s("990200"), "a: \"990200\"  # 编码\nb: 'x'\n"},
		{"single quotes stay", "b: 'x'\n", at("b"), s("it's"), "b: 'it''s'\n"},
		{"a text that looks like a number", "a: 甲\n", at("a"), s("007"), "a: \"007\"\n"},
		{"a number stays one", "n: 100        # 满分\n", at("n"), s("90"), "n: 90        # 满分\n"},
		{"a number where none was", "s:\n  a: 1\n", at("s", "b"), p("2"), "s:\n  a: 1\n  b: 2\n"},
		{"a text with a colon and a remark's sign", "a: x\n", at("a"), s("甲: 乙 #1"), "a: \"甲: 乙 #1\"\n"},
		{"a date", "- 日期: 2026-01-15\n  注: x\n", at(0, "日期"), s("2026-02-01"), "- 日期: 2026-02-01\n  注: x\n"},
		{"within brackets", "i:\n  甲: {name: 甲局, code: 甲发, with: [乙, 丙]}  # 局\n", at("i", "甲", "code"), s("甲安"), "i:\n  甲: {name: 甲局, code: 甲安, with: [乙, 丙]}  # 局\n"},
		{"within brackets a new key", "i:\n  甲: {name: 甲局}\n", at("i", "甲", "code"), s("甲，发"), "i:\n  甲: {name: 甲局, code: 甲，发}\n"},
		{"within brackets what would end them", "i: {name: 甲}\n", at("i", "name"), s("a, b]"), "i: {name: \"a, b]\"}\n"},
		{"empty brackets", "fonts: {}  # 字体\n", at("fonts", "fangsong"), s("仿宋"), "fonts: {fangsong: 仿宋}  # 字体\n"},
		{"a key without a value", "a:  # 待填\nb: 1\n", at("a"), s("x"), "a: x  # 待填\nb: 1\n"},
		{"a key without entries", "a:  # 待填\nb: 1\n", at("a", "k"), s("x"), "a:  # 待填\n  k: x\nb: 1\n"},
		{"a new map at the end", "a: 1", at("s", "limits", "review"), s("5个工作日"), "a: 1\ns:\n  limits:\n    review: 5个工作日\n"},
		{"an empty text", "", at("a"), s("x"), "a: x\n"},
		{"behind the last line, before what is remarked of the next", "a:\n  x: 1\n\n# 下面\nb: 2\n", at("a", "y"), s("z"), "a:\n  x: 1\n  y: z\n\n# 下面\nb: 2\n"},
		{"an item of lines", "d:\n  u:\n    - a.csv  # 甲\n    - b.csv\n", at("d", "u", 1), s("c.csv"), "d:\n  u:\n    - a.csv  # 甲\n    - c.csv\n"},
		{"one more item", "d:\n  u:\n  - a.csv  # 甲\n  - b.csv\nx: 1\n", at("d", "u", 2), s("c.csv"), "d:\n  u:\n  - a.csv  # 甲\n  - b.csv\n  - c.csv\nx: 1\n"},
		{"one more item in brackets", "l: [a, b]\n", at("l", 2), s("c"), "l: [a, b, c]\n"},
		{"lines give way to brackets", "l:  # 注\n  - a\n  - b\nx: 1\n", at("l"), ListOfTexts([]string{"c", "d"}), "l: [c, d]  # 注\nx: 1\n"},
		{"lines with remarks do not", "l:\n  - a  # 甲\n  - b\n", at("l"), s("c"), ""},
		{"a map of an item", "- a: 1\n  b: 2\n\n- a: 3\n", at(0, "c"), s("x"), "- a: 1\n  b: 2\n  c: x\n\n- a: 3\n"},
		{"a text of lines", "- 进展: |\n    一\n    二\n  注: x\n", at(0, "进展"), s("三\n四"), "- 进展: |\n    三\n    四\n  注: x\n"},
		{"a text of lines becomes one", "- 进展: |\n    一\n    # 二\n  注: x\n", at(0, "进展"), s("三"), "- 进展: 三\n  注: x\n"},
		{"a text over two lines", "a: 一\n  二\nb: 1\n", at("a"), s("三"), "a: 三\nb: 1\n"},
		{"a line break", "a: x\n", at("a"), s("一\n二"), "a: \"一\\n二\"\n"},
		{"line ends of Windows", "a: 1\r\nb: x\r\n", at("c"), s("y"), "a: 1\r\nb: x\r\nc: y\r\n"},
		{"null", "a: ~  # 无\n", at("a"), s("x"), "a: x  # 无\n"},
		{"a key is removed", "j:\n  a: {x: 1}\n  # 乙\n  b: {x: 2}  # 乙\n  c: 3\n", at("j", "b"), nil, "j:\n  a: {x: 1}\n  # 乙\n  c: 3\n"},
		{"the last in brackets is removed", "f: {a: 1, b: 2}\n", at("f", "b"), nil, "f: {a: 1}\n"},
		{"the first in brackets is removed", "f: {a: 1, b: 2}\n", at("f", "a"), nil, "f: {b: 2}\n"},
		{"the only one is removed", "f: {a: 1}\ng: 1\n", at("f", "a"), nil, "f: {}\ng: 1\n"},
		{"an item with its lines is removed", "- a: 1\n  b: 2\n- a: 3\n", at(0), nil, "- a: 3\n"},
		{"the first key of an item is removed", "- a: 1\n  b: 2\n", at(0, "a"), nil, "- b: 2\n"},
		{"quoted keys", "\"甲 乙\": {\"k\": 1}\n", at("甲 乙", "k"), s("x"), "\"甲 乙\": {\"k\": x}\n"},
		{"an anchor", "a: &x {b: 1}\nc: *x\n", at("a", "b"), s("2"), ""},
		{"an alias", "a: &x 1\nc: *x\n", at("c"), s("2"), ""},
		{"through a text", "a: 1\n", at("a", "b"), s("2"), ""},
		{"nothing to remove", "a: 1\n", at("b"), nil, ""},
		{"not YAML", "a: [\n", at("a"), s("2"), ""},
	} {
		got, err := SetYAML([]byte(c.text), c.path, c.value)
		if string(got) != c.want || (c.want == "") != errors.Is(err, ErrWriting) {
			t.Errorf("%s: %v\n%s\nwant\n%s", c.name, err, got, c.want)
		}
	}
}

func TestSetJSON(t *testing.T) {
	const text = "[\n  {\n    \"编号\": \"1\",\n    \"数\": 2.5\n  },\n  {\"编号\": \"2\", \"空\": null}\n]\n"
	for _, c := range []struct {
		path  []any
		value *Node
		want  string
	}{
		{[]any{0, "编号"}, ScalarOf("甲\"乙\n"), strings.Replace(text, `"1"`, `"甲\"乙\n"`, 1)},
		{[]any{0, "数"}, ScalarOf("30"), strings.Replace(text, "2.5", "30", 1)},
		{[]any{0, "数"}, ScalarOf("三"), strings.Replace(text, "2.5", `"三"`, 1)},
		{[]any{0, "新"}, ScalarOf("5"), strings.Replace(text, "2.5", "2.5,\n    \"新\": \"5\"", 1)},
		{[]any{1, "空"}, ScalarOf("x"), strings.Replace(text, "null", `"x"`, 1)},
		{[]any{1, "空"}, nil, strings.Replace(text, `, "空": null`, "", 1)},
		{[]any{2}, wrapped([]any{"编号"}, ScalarOf("3")), strings.Replace(text, "}\n]", "},\n  {\"编号\": \"3\"}\n]", 1)},
	} {
		if got, err := SetJSON([]byte(text), c.path, c.value); string(got) != c.want {
			t.Errorf("%v: %v\n%s\nwant\n%s", c.path, err, got, c.want)
		}
	}
}

// Whatever stands in a text: what is set is read there, or nothing is changed.
func FuzzSetYAML(f *testing.F) {
	f.Add("a: {b: [1, 'x']}\nc:\n  - d: |\n      t\n    e: 2 # r\n", "新: #", uint64(3))
	f.Fuzz(func(t *testing.T, text, value string, seed uint64) {
		root, bad := YAML([]byte(text))
		if bad != nil || len(text) > 2000 {
			return
		}
		r := rand.New(rand.NewPCG(seed, 1))
		var path []any
		for n := root; len(path) < 5 && (path == nil || r.IntN(3) > 0); {
			switch {
			case n.Kind == Map && len(n.Keys) > 0 && r.IntN(6) > 0:
				e := n.Keys[r.IntN(len(n.Keys))]
				path, n = append(path, e.Key), e.Value
			case n.Kind == List && len(n.Items) > 0:
				i := r.IntN(len(n.Items))
				path, n = append(path, i), n.Items[i]
			case n.Kind == Map || n.Kind == Nothing:
				path, n = append(path, "新"), &Node{}
			default:
				n = &Node{}
				if path == nil {
					return
				}
			}
		}
		out, err := SetYAML([]byte(text), path, ScalarOf(value))
		if err != nil {
			return
		}
		after, bad := YAML(out)
		if bad != nil {
			t.Fatalf("%q: %v", out, bad)
		}
		for _, step := range path {
			switch step := step.(type) {
			case string:
				after = after.Get(step)
			case int:
				after = after.Items[step]
			}
		}
		if after == nil || after.Text != value {
			t.Errorf("%q at %v: %q", text, path, out)
		}
	})
}
