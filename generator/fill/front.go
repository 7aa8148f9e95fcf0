package fill

import (
	"regexp"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/tree"
)

// Front matter is static YAML: its keys can be read without data, its values
// are templates of plain text.

// steering are the keys that steer the run, of documents and workbooks.
var steering = []string{"each", "when", "file", "name", "cadence", "looks", "mechanism", "due", "needs", "issuer"}

// frontKeys are the keys of a document's front matter: those that steer, and the
// elements of the page (doc.Meta).
var frontKeys = slices.Concat(steering, []string{"formats", "layout"}, doc.MetaKeys(), []string{"attach"})

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
	parts []*textTemplate
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
	front := readYAML(t.source[m[2]:m[3]], 2, complain)
	if front == nil {
		return
	}
	if front.Kind == tree.Nothing {
		front.Kind = tree.Map
	}
	if front.Kind != tree.Map {
		complain(2, "template-front", "", diag.T("模板设置应为“名称: 值”", "front matter must be keys and values"), diag.T("写成如 title: 通知，一行一项", "write such as title: Notice, a line each"))
		return
	}
	for _, p := range front.Keys {
		t.frontPair(p, frontKeys, complain)
	}
	t.require(front, complain)
	t.bodyLine = 1 + strings.Count(t.source[:m[1]], "\n")
	t.body = t.text(t.source[m[1]:], t.bodyLine, markdownMode, complain)
}

// readYAML reads a text that begins on a line of the template's file; nil where
// it is no YAML.
func readYAML(source string, firstLine int, complain complain) *tree.Node {
	root, bad := tree.YAML([]byte(source))
	if bad != nil {
		complain(max(bad.Line, 1)+firstLine-1, "template-yaml", "", bad.Problem, bad.Remedy)
		return nil
	}
	root.Shift(firstLine - 1)
	return root
}

// frontPair takes one key, of a document's front matter or of a workbook's top.
func (t *Template) frontPair(p tree.Entry, known []string, complain complain) {
	switch {
	case !slices.Contains(known, p.Key):
		complain(p.Line, "template-key-unknown", p.Key, diag.T("不认识的设置", "unknown key"),
			diag.T("应为：%s", "use one of %s", nearest(p.Key, known)))
	case p.Value.Kind == tree.Nothing:
	case p.Key == "issuer" && p.Value.Kind == tree.List:
		t.issuer = t.element(p, p.Value.Items, true, complain)
	case p.Key == "issuer" && p.Value.Kind == tree.Scalar:
		t.issuer = t.element(p, []*tree.Node{p.Value}, false, complain)
	case p.Key == "needs":
		t.readNeeds(p.Value, complain)
	case p.Key == "formats":
		t.readFormats(p, complain)
	case takes(p.Key, doc.ListKey) && p.Value.Kind == tree.List:
		t.meta = append(t.meta, t.element(p, p.Value.Items, true, complain))
	case p.Value.Kind != tree.Scalar:
		complain(p.Line, "template-key-value", p.Key, diag.T("这里应为一段文字", "a text is wanted here"), diag.T("写一段文字，不写列表或下级各项", "write one text, not a list or keys"))
	case p.Key == "each":
		t.each = parseEach(p.Value.Text, t.tables, func(problem, remedy diag.Text) {
			complain(p.Value.Line, "template-each", p.Value.Text, problem, remedy)
		})
	case p.Key == "when":
		t.when = t.condition(p.Value, complain)
	case p.Key == "cadence":
		t.cadence = p.Value.Text
		t.readCadence(p, complain)
	case p.Key == "name":
		t.label = p.Value.Text
	case p.Key == "mechanism":
		t.readMechanism(p, complain)
	case p.Key == "due":
		t.readDue(p, complain)
	case p.Key == "looks":
		t.readLooks(p, complain)
	case p.Key == "layout":
		t.layout = oneOf(p, doc.LayoutNames(), complain)
	case takes(p.Key, doc.SwitchKey):
		oneOf(p, []string{"yes", "no"}, complain)
		t.meta = append(t.meta, t.element(p, []*tree.Node{p.Value}, false, complain))
	case p.Key == "attach":
		oneOf(p, []string{AttachData}, complain)
		t.meta = append(t.meta, t.element(p, []*tree.Node{p.Value}, false, complain))
	default:
		if p.Key == "title" {
			t.title = p.Value.Text
		}
		t.meta = append(t.meta, t.element(p, []*tree.Node{p.Value}, false, complain))
	}
}

func oneOf(p tree.Entry, allowed []string, complain complain) string {
	if !slices.Contains(allowed, p.Value.Text) {
		complain(p.Value.Line, "template-key-value", p.Value.Text, diag.T("%s 的值不认识", "unknown value of %s", p.Key),
			diag.T("应为：%s", "use one of %s", diag.Names(allowed)))
	}
	return p.Value.Text
}

func (t *Template) element(p tree.Entry, values []*tree.Node, list bool, complain complain) metaTemplate {
	m := metaTemplate{key: p.Key, line: p.Line, list: list}
	how := plainMode
	if p.Key == "file" {
		how = pathMode
	}
	for _, v := range values {
		if v.Kind != tree.Scalar {
			complain(v.Line, "template-key-value", p.Key, diag.T("这里应为一段文字", "a text is wanted here"), diag.T("写一段文字，不写列表或下级各项", "write one text, not a list or keys"))
			continue
		}
		if how == pathMode && leaves(v.Text) {
			complain(v.Line, "template-file-outside", v.Text, diag.T("文件名指向输出目录之外", "the file's name leads out of the output folder"),
				diag.T("写输出目录内的相对路径，如 责任书/{{.Unit.Name}}；另换输出目录用 --out 或 hongtou.yaml 的 out", "write a path within the output folder, such as agreements/{{.Unit.Name}}; --out, or out in hongtou.yaml, chooses another folder"))
			continue
		}
		if part := t.text(v.Text, v.Line, how, complain); part != nil {
			m.parts, m.lines = append(m.parts, part), append(m.lines, v.Line)
		}
	}
	return m
}

// requiredKeys are lines with the keys that every template has.
var requiredKeys = map[string]string{
	"title":   `title: "{{.Period.Name}}工作情况"`,
	"file":    `file: "工作/{{.Period.Name}}"`,
	"cadence": "cadence: quarter",
}

// require sees to the keys that must stand, and fills the ones that may not.
func (t *Template) require(front *tree.Node, complain complain) {
	for _, key := range []string{"title", "file", "cadence"} {
		if front.Get(key) == nil {
			complain(front.Line, "template-key-missing", key, diag.T("缺少 %s", "%s is missing", key),
				diag.T("加一行，如 %s", "add a line, as %s", requiredKeys[key]))
		}
	}
	if t.each == nil {
		t.each = &each{source: "none"}
	}
	if attach := front.Get("attach"); attach != nil && (t.each.over == nil || t.each.over.Name != "units" && t.each.over.Name != "meetings") {
		complain(attach.Line, "template-attach", attach.Text, diag.T("只有按单位或会议制作的文书能附数据", "only documents for units or meetings can have their data attached"),
			diag.T("删去 attach，或写明 each: units 或 meetings", "leave attach out, or say each: units or meetings"))
	}
	if t.layout == "" {
		t.layout = "document"
	}
}
