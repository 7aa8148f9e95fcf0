package pdfa

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"hongtou/generator/diag"
)

// node is one element of the structure tree.
type node struct {
	number   int // of its object
	kind     string
	dict     types.Dict
	kids     []*node
	contents []mark
}

// mark is a marked-content sequence: the page's object and its number there.
type mark struct{ page, sequence int }

// tree is the structure as it was read.
type tree struct {
	root     types.Dict
	top      []*node
	nodes    map[int]*node // by object numbers
	problems []problem
}

type problem struct {
	where string
	what  diag.Text
}

// deepestTree bounds the reading of a structure tree.
const deepestTree = 100

func (d *document) readStructure() {
	d.tree = &tree{root: d.dict(d.catalog["StructTreeRoot"]), nodes: map[int]*node{}}
	if d.tree.root == nil {
		return
	}
	up := reference(d.catalog["StructTreeRoot"])
	for _, k := range d.list(d.tree.root["K"]) {
		if n := d.readNode(k, up, 0); n != nil {
			d.tree.top = append(d.tree.top, n)
		}
	}
}

// list is an array's items, or the one object that stands in place of an array.
func (d *document) list(o types.Object) types.Array {
	if a := d.array(o); a != nil {
		return a
	}
	if o == nil {
		return nil
	}
	return types.Array{o}
}

func (t *tree) wrong(n int, what diag.Text) {
	t.problems = append(t.problems, problem{object(n), what})
}

// readNode reads an element and all below it; up is the object of the one above.
func (d *document) readNode(o types.Object, up, depth int) *node {
	number, dict := reference(o), d.dict(o)
	switch {
	case dict == nil || number == 0:
		d.tree.wrong(up, diag.T("结构树中有不是对象的元素", "an element of the structure is no object"))
		return nil
	case d.tree.nodes[number] != nil || depth > deepestTree:
		d.tree.wrong(number, diag.T("结构元素在树中不止一处", "the element stands in the structure more than once"))
		return nil
	case reference(dict["P"]) != up:
		d.tree.wrong(number, diag.T("结构元素的上级（P）不对", "the element's parent (P) is another"))
	}
	n := &node{number: number, kind: text(d.resolve(dict["S"])), dict: dict}
	d.tree.nodes[number] = n
	for _, k := range d.list(dict["K"]) {
		kid := d.dict(k)
		switch {
		case kid == nil:
			if v, ok := d.number(k); ok {
				n.contents = append(n.contents, mark{reference(dict["Pg"]), int(v)})
			}
		case text(kid["Type"]) == "MCR":
			page := reference(kid["Pg"])
			if page == 0 {
				page = reference(dict["Pg"])
			}
			v, _ := d.number(kid["MCID"])
			n.contents = append(n.contents, mark{page, int(v)})
		case text(kid["Type"]) == "OBJR":
		default:
			if below := d.readNode(k, number, depth+1); below != nil {
				n.kids = append(n.kids, below)
			}
		}
	}
	return n
}

// each visits all elements in reading order.
func (t *tree) each(visit func(n, parent *node)) {
	var walk func(n, parent *node)
	walk = func(n, parent *node) {
		visit(n, parent)
		for _, k := range n.kids {
			walk(k, n)
		}
	}
	for _, n := range t.top {
		walk(n, nil)
	}
}

func (d *document) marked() {
	info := d.dict(d.catalog["MarkInfo"])
	if on, _ := d.resolve(info["Marked"]).(types.Boolean); !bool(on) {
		d.fail("MarkInfo", diag.T("没有标明有标记（Marked）", "Marked is not true"))
	}
	if on, _ := d.resolve(info["Suspects"]).(types.Boolean); bool(on) {
		d.fail("MarkInfo", diag.T("标明结构可疑（Suspects）", "Suspects is true"))
	}
}

// standardTypes are those that our writer uses (ISO 32000-1, 14.8.4). Others of the
// standard are refused as what our files never have.
var standardTypes = strings.Fields("Document Part H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table TR TH TD Caption Figure Form")

func (d *document) structure() {
	if d.tree.root == nil {
		d.fail("Catalog", diag.T("没有结构树", "there is no structure tree"))
		return
	}
	for _, p := range d.tree.problems {
		d.fail(p.where, p.what)
	}
	if len(d.tree.top) != 1 || d.tree.top[0].kind != "Document" {
		d.fail("StructTreeRoot", diag.T("结构树的根下应只有一个 Document", "the root of the structure has one Document"))
	}
	if d.tree.root["RoleMap"] != nil {
		d.fail("StructTreeRoot", diag.T("有类型对照（RoleMap）", "there is a RoleMap"))
	}
	d.tree.each(func(n, parent *node) {
		if !slices.Contains(standardTypes, n.kind) || parent != nil && n.kind == "Document" {
			d.fail(object(n.number), diag.T("结构类型 %s 不对", "the structure type %s is wrong", n.kind))
		}
	})
}

// tagged holds each page's content against the tree: all that is painted is an element's
// content or an artifact, and page and element say so of each other.
func (d *document) tagged() {
	owners := map[mark]int{}
	d.tree.each(func(n, _ *node) {
		for _, m := range n.contents {
			if owners[m] != 0 {
				d.fail(object(n.number), diag.T("标记内容 %d 属于两个元素", "the marked content %d belongs to two elements", m.sequence))
			}
			owners[m] = n.number
		}
	})
	seen := 0
	for i, p := range d.pages {
		where := fmt.Sprintf("page %d", i+1)
		wrong := func(zh, en string, args ...any) { d.fail(where, diag.T(zh, en, args...)) }
		if p.content.loose {
			wrong("有内容既不属于结构也不是附饰", "some content is neither in the structure nor an artifact")
		}
		if p.content.tangled {
			wrong("标记内容套在另一个里面，或没有结束", "marked content lies inside other, or does not end")
		}
		var elements types.Array
		if key, ok := d.number(p.dict["StructParents"]); ok {
			elements = d.array(d.lookUp(d.tree.root["ParentTree"], int(key), 0))
		}
		for n, sequence := range p.content.sequences {
			if slices.Contains(p.content.sequences[:n], sequence) {
				wrong("标记内容的编号 %d 重复", "the number %d of marked content stands twice", sequence)
				continue
			}
			owner := owners[mark{p.number, sequence}]
			if owner == 0 || sequence >= len(elements) || reference(elements[sequence]) != owner {
				wrong("标记内容 %d 在结构中对不上", "the structure does not know the marked content %d", sequence)
			}
			seen++
		}
	}
	if seen < len(owners) {
		d.fail("StructTreeRoot", diag.T("结构中有 %d 处内容页上没有", "the structure has %d contents that no page has", len(owners)-seen))
	}
}

// lookUp finds a key in a number tree (ISO 32000-1, 7.9.7).
func (d *document) lookUp(o types.Object, key, depth int) types.Object {
	dict := d.dict(o)
	nums := d.array(dict["Nums"])
	for i := 0; i+1 < len(nums); i += 2 {
		if k, ok := d.number(nums[i]); ok && int(k) == key {
			return nums[i+1]
		}
	}
	if depth < deepestTree {
		for _, kid := range d.array(dict["Kids"]) {
			if found := d.lookUp(kid, key, depth+1); found != nil {
				return found
			}
		}
	}
	return nil
}

// headings begin with the first level and leave none out on the way down.
func (d *document) headings() {
	last := 0
	d.tree.each(func(n, _ *node) {
		if len(n.kind) != 2 || n.kind[0] != 'H' {
			return
		}
		level := int(n.kind[1] - '0')
		if level > last+1 {
			d.fail(object(n.number), diag.T("%d 级标题之后是 %d 级", "a heading of level %[2]d follows level %[1]d", last, level))
		}
		last = level
	})
}

// kinds below: what may stand in the elements of lists and tables.
var below = map[string]string{"L": "LI", "LI": "Lbl LBody", "Table": "TR Caption", "TR": "TH TD"}

// nesting holds lists and tables against their forms.
func (d *document) nesting() {
	d.tree.each(func(n, parent *node) {
		if may, ok := below[n.kind]; ok {
			for i, k := range n.kids {
				if !slices.Contains(strings.Fields(may), k.kind) || k.kind == "Caption" && i > 0 {
					d.fail(object(k.number), diag.T("%s 下面有 %s", "%s has %s below it", n.kind, k.kind))
				}
			}
			if len(n.contents) > 0 {
				d.fail(object(n.number), diag.T("%s 自己有内容", "%s has content of its own", n.kind))
			}
		}
		for up, may := range below {
			if slices.Contains(strings.Fields(may), n.kind) && n.kind != "Caption" && (parent == nil || parent.kind != up) {
				d.fail(object(n.number), diag.T("%s 不在 %s 之下", "%s is not below %s", n.kind, up))
			}
		}
		switch n.kind {
		case "L":
			if text(d.attribute(n, "ListNumbering")) == "" {
				d.fail(object(n.number), diag.T("列表没有编号方式（ListNumbering）", "the list does not say how it is numbered (ListNumbering)"))
			}
		case "Table":
			d.tableShape(n)
		}
	})
}

// attribute is an attribute of an element.
func (d *document) attribute(n *node, key string) types.Object {
	for _, a := range d.list(n.dict["A"]) {
		if o := d.dict(a)[key]; o != nil {
			return d.resolve(o)
		}
	}
	return nil
}

// tableShape wants rows of as many columns, whose cells lie nowhere over each other, and
// heads that say what they are the heads of.
func (d *document) tableShape(table *node) {
	var free []int // for each column how many rows a cell from above still takes
	row := 0
	for _, tr := range table.kids {
		if tr.kind != "TR" {
			continue
		}
		at := 0
		skip := func() {
			for at < len(free) && free[at] > 0 {
				free[at]--
				at++
			}
		}
		for _, cell := range tr.kids {
			span := func(key string) int {
				v, ok := d.number(d.attribute(cell, key))
				if !ok {
					return 1
				}
				return int(v)
			}
			if scope := text(d.attribute(cell, "Scope")); cell.kind == "TH" && !slices.Contains([]string{"Column", "Row", "Both"}, scope) {
				d.fail(object(cell.number), diag.T("表头单元格没有范围（Scope）", "the head's cell has no Scope"))
			}
			skip()
			across, down := span("ColSpan"), span("RowSpan")
			if across < 1 || down < 1 || across > 1000 {
				d.fail(object(cell.number), diag.T("单元格跨 %d 列 %d 行", "the cell takes %d columns and %d rows", across, down))
				return
			}
			for range across {
				if row == 0 {
					free = append(free, 0)
				}
				if at >= len(free) || free[at] > 0 {
					d.fail(object(tr.number), diag.T("表格各行的列数不同", "the table's rows have different numbers of columns"))
					return
				}
				free[at] = down - 1
				at++
			}
		}
		skip()
		if at < len(free) {
			d.fail(object(tr.number), diag.T("表格各行的列数不同", "the table's rows have different numbers of columns"))
			return
		}
		row++
	}
}

func (d *document) alternates() {
	d.tree.each(func(n, _ *node) {
		if n.kind == "Figure" && strings.TrimSpace(text(n.dict["Alt"])) == "" {
			d.fail(object(n.number), diag.T("图没有替代文字（Alt）", "the figure has no words in its place (Alt)"))
		}
	})
}

// reader holds what a reader's window and keyboard go by.
func (d *document) reader() {
	if on, _ := d.resolve(d.dict(d.catalog["ViewerPreferences"])["DisplayDocTitle"]).(types.Boolean); !bool(on) || d.xmp["dc:title"] == "" {
		d.fail("Catalog", diag.T("窗口不显示标题，或没有标题", "the window does not show the title, or there is none"))
	}
	for i, p := range d.pages {
		if d.array(p.dict["Annots"]) != nil && text(p.dict["Tabs"]) != "S" {
			d.fail(fmt.Sprintf("page %d", i+1), diag.T("注释的次序不按结构（Tabs）", "annotations are not reached in the structure's order (Tabs)"))
		}
	}
}

// fields wants the fields of signatures outside of the page, with a name that is read
// aloud: what lies outside needs no place in the structure.
func (d *document) fields() {
	for i, p := range d.pages {
		box := d.mediaBox(p.dict)
		for _, o := range d.array(p.dict["Annots"]) {
			field := d.dict(o)
			if text(field["Subtype"]) != "Widget" {
				continue
			}
			at := d.array(field["Rect"])
			outside := len(at) == 4 && len(box) == 4 && text(field["TU"]) != ""
			if outside {
				right, _ := d.number(at[2])
				top, _ := d.number(at[3])
				left, _ := d.number(box[0])
				bottom, _ := d.number(box[1])
				outside = right < left || top < bottom
			}
			if !outside {
				d.fail(fmt.Sprintf("page %d", i+1), diag.T("签名域在页面之内，或没有名称（TU）", "a signature's field lies on the page, or has no name (TU)"))
			}
		}
	}
}

// mediaBox is a page's size, which it may have from the tree above it.
func (d *document) mediaBox(page types.Dict) types.Array {
	for range deepestTree {
		if box := d.array(page["MediaBox"]); box != nil || page == nil {
			return box
		}
		page = d.dict(page["Parent"])
	}
	return nil
}

func (d *document) accessible() {
	if part := d.xmp["pdfuaid:part"]; part != "1" {
		d.fail("Metadata", diag.T("没有标明 PDF/UA-1", "PDF/UA-1 is not stated"))
	}
}

// schemas wants a description of each property that PDF/A does not know itself.
func (d *document) schemas() {
	if d.xmp["pdfuaid:part"] != "" && !strings.Contains(d.xmp["pdfaSchema:namespaceURI"], accessibility) {
		d.fail("Metadata", diag.T("XMP 没有说明 PDF/UA 的属性", "the XMP metadata do not describe the property of PDF/UA"))
	}
}
