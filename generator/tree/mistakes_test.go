package tree

import (
	"regexp"
	"strings"
	"testing"

	"hongtou/generator/diag"
)

// What is typed wrong is told by what it is, at its line, in Chinese without a word
// of the parser.
func TestMistakes(t *testing.T) {
	for text, want := range map[string]struct {
		line  int
		words string
	}{
		"office:\n  name: 甲\n  code：乙\n  mark: 丙\n":        {3, "全角冒号"},
		"office：\n  name: 甲\n":                             {1, "全角冒号"},
		"议程:\n  - 汇报： 甲\n    时间: 乙\n":                      {2, "全角冒号"},
		"office:\n  name: 甲\n  code:乙\n  mark: 丙\n":        {3, "缺少空格"},
		"office:\n\tname: 甲\n":                             {2, "制表符"},
		"office:\n  name: 甲\n\tcode: 乙\n":                  {3, "制表符"},
		"office:\n  name: 甲\n  \tcode: 乙\n":                {3, "制表符"},
		"a: 1\nb:\n　　c: 1\n d: 2\n":                        {3, "全角空格"},
		"office:\n  name: 甲\n   code: 乙\n":                 {3, "缩进"},
		"office:\n  name: 甲\n code: 乙\n":                   {3, "缩进"},
		"office:\n  name: \"甲\n  code: 乙\n":                {2, "引号没有成对"},
		"office:\n  name: '甲\n":                            {2, "引号没有成对"},
		"office:\n  list: [a, b\n  code: 乙\n":              {3, "括号没有成对"},
		"office:\n  list: {a: 1\n":                         {2, "括号没有成对"},
		"office:\n  list: [a， b\n":                         {2, "全角的“，”"},
		"office:\n  list: [a, b］\n":                        {2, "全角的“］”"},
		"office:\n  name: [甲, 乙]]\n":                       {2, "括号没有成对"},
		"office:\n  name: 甲\n}\n":                          {3, "括号没有成对"},
		"office:\n  name: @甲\n":                            {2, "不能以“@”开头"},
		"office:\n  name: `甲`\n":                           {2, "不能以“`”开头"},
		"office:\n  name: 甲: 乙\n":                          {2, "又有冒号"},
		"office: name: 甲\n":                                {1, "又有冒号"},
		"office:\n  name: \"甲\" 乙\n":                       {2, "引号之后还有文字"},
		"a: 'it's'\n":                                      {1, "引号之后还有文字"},
		"data:\n  units:\n  - a.xlsx\n -b.xlsx\n":          {4, "列表的“-”后面缺少空格"},
		"data:\n  units:\n  -a.xlsx\n  -b.xlsx\nb\nc: 1\n": {4, "列表的“-”后面缺少空格"},
		"office:\n  name: 甲\n  name: 乙\n":                  {3, "“name”重复"},
		"office:\n  name: |甲\n":                            {2, "后面不能再写文字"},
		"office\n  name: 甲\n":                              {1, "没有冒号"},
		"office:\n  name 甲\n  code: 乙\n":                   {2, "没有冒号"},
		"a: b\nc\nd: e\n":                                  {2, "没有冒号"},
		"a: \"x\\y\"\n":                                    {1, "转义符"},
		"a: - b\n":                                         {1, "另起一行"},
		"a: &\n":                                           {1, "&"},
	} {
		root, bad := YAML([]byte(text))
		if bad == nil {
			t.Errorf("%q is read as %s, want a complaint", text, printed(root))
			continue
		}
		said := bad.Problem.Zh + "；" + bad.Remedy.Zh
		if bad.Line != want.line || !strings.Contains(said, want.words) {
			t.Errorf("%q: line %d %s; want line %d, %s", text, bad.Line, said, want.line, want.words)
		}
		if english.MatchString(said) {
			t.Errorf("%q: the parser's own words: %s", text, said)
		}
		if bad.Remedy.Zh == "" || bad.Remedy.En == "" {
			t.Errorf("%q: no remedy", text)
		}
	}
}

// english are two words of the parser's, one after the other.
var english = regexp.MustCompile(`[a-z]{3,} [a-z]{2,}`)

// A message of the parser that is not known still says nothing in English.
func TestUnknownMessage(t *testing.T) {
	if s := mistake([]string{"a: b"}, 1, "specified not what it knows"); english.MatchString(s.Problem.Zh+s.Remedy.Zh) || s.Line != 1 {
		t.Errorf("%+v", s)
	}
}

// What the parser takes for one text or for other keys is told by what was typed.
func TestMistakesHeld(t *testing.T) {
	shape := Fields("", May("office", Fields("", May("name", Textual("")))))
	for text, want := range map[string]string{
		"office:\n  name：甲\n  code：乙\n": "全角冒号", "office:\n  name:甲\n": "缺少空格", "office:\n　　name: 甲\n": "全角空格", "office:\n  “name”: 甲\n": "全角引号",
		"office:\n  name\n": "应为一组键和值", "office:\n  nmae: 甲\n": "不认识的键",
	} {
		root, bad := YAML([]byte(text))
		if bad != nil {
			t.Fatalf("%q: %v", text, bad)
		}
		var got []string
		c := Check{Fail: func(_ int, _, _, _ string, problem, _ diag.Text) { got = append(got, problem.Zh) }}
		if c.Hold(root, shape, ""); !strings.Contains(strings.Join(got, "; "), want) {
			t.Errorf("%q: %q, want %s", text, got, want)
		}
	}
}
