package tree

import (
	"strings"
	"testing"

	"hongtou/generator/diag"
)

// What was meant to part the text and did not is told of; what only looks so is left.
func TestPunctuation(t *testing.T) {
	shape := Fields("", May("name", Textual("")), May("code", Textual("")), May("make", Many(Textual(""))), May("words", Listing(Textual(""), "")))
	for text, want := range map[string]string{
		"name: 甲，code: 乙":    "“，”后面的“code”像是另一个键",
		"{name: 甲，code: 乙}":  "“，”是全角的，后面的“code”成了这一项的内容",
		"{name: 甲、code：乙}":   "“、”是全角的，后面的“code”成了这一项的内容",
		"{name: 甲； code: 乙}": "“；”是全角的，后面的“code”成了这一项的内容",
		"make: 【甲，乙】":        "方括号是全角的“【”；改为半角的：[甲, 乙]",
		"words: ［甲、乙］":       "方括号是全角的“［”；改为半角的：[甲, 乙]",
		"make:\n  -甲":        "列表的“-”后面缺少空格；写成 - 甲",
		"make: ｛甲":           "",
		"{name: ｛甲}":         "",
		"name: 甲，乙: 丙":       "值里又有冒号",
		`{name: "甲，day: 乙"}`: "",
		"name: 【甲】":          "",
		"name: -甲":           "",
		"make: [甲, 【乙】]":     "",
		"make: -1":           "",
		"｛name: 甲":           "键里有全角括号",
		"｛name: 甲, code: 乙｝": "用了全角的“｛”",
	} {
		said := ""
		if root, bad := YAML([]byte(text)); bad != nil {
			said = bad.Problem.Zh
		} else {
			(&Check{Fail: func(_ int, _, _, _ string, problem, remedy diag.Text) { said += problem.Zh + "；" + remedy.Zh }}).Hold(root, shape, "")
		}
		if want == "" && said != "" || !strings.Contains(said, want) {
			t.Errorf("%q: %q, want %q", text, said, want)
		}
	}
}
