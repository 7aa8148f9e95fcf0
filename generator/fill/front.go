package fill

import (
	"regexp"
	"slices"
	"strings"
	"text/template"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
)

// Front matter is static YAML: its keys can be read without data, its values
// are templates of plain text.

// frontKeys are the keys of a document's front matter. The first five steer the
// run, the others are elements of the page (doc.Meta).
var frontKeys = slices.Concat([]string{"each", "when", "file", "cadence", "layout"}, doc.MetaKeys(), []string{"attach"})

// AttachData is the value of attach: the record that the document was filled for
// goes into the PDF as JSON.
const AttachData = "data"

// takes tells whether a key's value is of a kind.
func takes(key string, kind doc.Kind) bool {
	k, ok := doc.MetaKind(key)
	return ok && k == kind
}

// metaTemplate is one element: a text, or a list of texts.
type metaTemplate struct {
	key   string
	line  int
	list  bool
	parts []*template.Template
	lines []int
}

var frontForm = regexp.MustCompile(`^---[ \t]*\n((?s:.*?\n)??)---[ \t]*(?:\n|$)`)

// compileDocument reads front matter and body.
func (t *Template) compileDocument(complain complain) {
	m := frontForm.FindStringSubmatchIndex(t.source)
	if m == nil {
		complain(1, "template-front-missing", "", diag.T("模板开头没有 --- 之间的设置", "the template has no front matter between --- lines"),
			diag.T("第一行写 ---，然后是 title、each、file、cadence、layout，再写一行 ---", "begin with ---, then title, each, file, cadence and layout, then ---"))
		return
	}
	reader := &yamlReader{complain: complain, firstLine: 2}
	front := reader.read(t.source[m[2]:m[3]])
	if front == nil {
		front = &node{kind: mapNode, line: 1}
	}
	if front.kind != mapNode {
		complain(2, "template-front", "", diag.T("模板设置应为“名称: 值”", "front matter must be keys and values"), diag.Text{})
		return
	}
	for _, p := range front.pairs {
		t.frontPair(p, frontKeys, complain)
	}
	t.require(front, complain)
	t.bodyLine = 1 + strings.Count(t.source[:m[1]], "\n")
	t.body = t.text(t.source[m[1]:], t.bodyLine, markdownMode, complain)
}

// frontPair takes one key, of a document's front matter or of a workbook's top.
func (t *Template) frontPair(p pair, known []string, complain complain) {
	switch {
	case !slices.Contains(known, p.key):
		complain(p.line, "template-key-unknown", p.key, diag.T("不认识的设置", "unknown key"),
			diag.T("应为：%s", "use one of %s", nearest(p.key, known)))
	case p.value.kind == nullNode:
	case takes(p.key, doc.ListKey) && p.value.kind == listNode:
		t.meta = append(t.meta, t.element(p, p.value.items, true, complain))
	case p.value.kind != scalarNode:
		complain(p.line, "template-key-value", p.key, diag.T("这里应为一段文字", "a text is wanted here"), diag.Text{})
	case p.key == "each":
		t.each = parseEach(p.value.text, func(problem, remedy diag.Text) {
			complain(p.value.line, "template-each", p.value.text, problem, remedy)
		})
	case p.key == "when":
		t.when = t.condition(p.value, complain)
	case p.key == "cadence":
		t.cadence = p.value.text
		t.readCadence(p, complain)
	case p.key == "layout":
		t.layout = oneOf(p, doc.LayoutNames(), complain)
	case takes(p.key, doc.SwitchKey):
		oneOf(p, []string{"yes", "no"}, complain)
		t.meta = append(t.meta, t.element(p, []*node{p.value}, false, complain))
	case p.key == "attach":
		oneOf(p, []string{AttachData}, complain)
		t.meta = append(t.meta, t.element(p, []*node{p.value}, false, complain))
	default:
		if p.key == "title" {
			t.title = p.value.text
		}
		t.meta = append(t.meta, t.element(p, []*node{p.value}, false, complain))
	}
}

func oneOf(p pair, allowed []string, complain complain) string {
	if !slices.Contains(allowed, p.value.text) {
		complain(p.value.line, "template-key-value", p.value.text, diag.T("%s 的值不认识", "unknown value of %s", p.key),
			diag.T("应为：%s", "use one of %s", strings.Join(allowed, "、")))
	}
	return p.value.text
}

func (t *Template) element(p pair, values []*node, list bool, complain complain) metaTemplate {
	m := metaTemplate{key: p.key, line: p.line, list: list}
	how := plainMode
	if p.key == "file" {
		how = pathMode
	}
	for _, v := range values {
		if v.kind != scalarNode {
			complain(v.line, "template-key-value", p.key, diag.T("这里应为一段文字", "a text is wanted here"), diag.Text{})
			continue
		}
		if part := t.text(v.text, v.line, how, complain); part != nil {
			m.parts, m.lines = append(m.parts, part), append(m.lines, v.line)
		}
	}
	return m
}

// require sees to the keys that must stand, and fills the ones that may not.
func (t *Template) require(front *node, complain complain) {
	for _, key := range []string{"title", "file", "cadence"} {
		if front.get(key) == nil {
			complain(front.line, "template-key-missing", key, diag.T("缺少 %s", "%s is missing", key), diag.Text{})
		}
	}
	if t.each == nil {
		t.each = &each{source: "none"}
	}
	if attach := front.get("attach"); attach != nil && (t.each.over == nil || t.each.over.Name != "units" && t.each.over.Name != "meetings") {
		complain(attach.line, "template-attach", attach.text, diag.T("只有按单位或会议制作的文书能附数据", "only documents for units or meetings can have their data attached"),
			diag.T("删去 attach，或写明 each: units 或 meetings", "leave attach out, or say each: units or meetings"))
	}
	if t.layout == "" {
		t.layout = "document"
	}
}
