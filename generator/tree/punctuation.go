package tree

import (
	"regexp"
	"slices"
	"strings"

	"hongtou/generator/diag"
)

// What a Chinese keyboard writes where YAML is to be parted is no mistake to the parser:
// it takes all for one text. So it is looked for where the shape says what could stand
// there.

var (
	joinedKey  = regexp.MustCompile(`([，；、])[ \x{3000}]*(\w+)[ \x{3000}]*[:：]`)
	wideList   = regexp.MustCompile(`^([【［])(.*)[】］]$`)
	openedWide = regexp.MustCompile(`^\s*(?:- +)*(?:[\w.\p{Han}-]+:\s*)?([［｛【])`)
)

// joined complains of a value that holds the next key, too, behind a full-width comma.
func (c *Check) joined(n *Node, s *Shape, path string) bool {
	if n.Kind != Scalar {
		return false
	}
	m := joinedKey.FindStringSubmatch(n.Text)
	if m == nil || !slices.Contains(s.Keys(), m[2]) {
		return false
	}
	c.fail(n, path, c.Kind, diag.T("“%[1]s”是全角的，后面的“%[2]s”成了这一项的内容", "%[1]q is full-width, so that %[2]q behind it is a part of this value", m[1], m[2]), diag.T("改用半角逗号，后面空一格：, %[1]s: …", "write a plain comma and a blank: , %[1]s: …", m[2]))
	return true
}

// oneText complains of a text that was meant for a list.
func (c *Check) oneText(n *Node, s *Shape, path string) bool {
	if n.Kind != Scalar || s.Form != ListOf && !slices.ContainsFunc(s.Options, func(o *Shape) bool { return o.Form == ListOf }) {
		return false
	}
	if m := wideList.FindStringSubmatch(n.Text); m != nil {
		c.fail(n, path, c.Kind, diag.T("方括号是全角的“%s”", "the bracket %q is full-width", m[1]), diag.T("改为半角的：[%s]", "write plain brackets: [%s]", strings.NewReplacer("，", ", ", "、", ", ").Replace(m[2])))
		return true
	}
	if m := tightDash.FindStringSubmatch(n.Text); m != nil {
		c.fail(n, path, c.Kind, diag.T("列表的“-”后面缺少空格", "the “-” of a list lacks the blank after it"), diag.T("写成 - %s", "write - %s", m[1]))
		return true
	}
	return false
}
