package fill

import (
	"errors"
	"fmt"
	"strings"
	"text/template"

	"hongtou/generator/diag"
	"hongtou/generator/docx"
	"hongtou/generator/ooxml"
	"hongtou/generator/tree"
)

// An office's own .docx is a template (templates/name.docx): its paragraphs hold
// actions, and a table that begins with 模板设置 says what front matter says, a
// setting a row. That table does not go out. What stands around the actions is
// copied as it is in the file.
//
// An action may be parted into runs: it is joined, and the value has the look of the
// name's first letter. A paragraph of nothing but {{range}}, {{if}}, {{else}} or
// {{end}} is no paragraph of the paper, a row of nothing else no row. What begins
// with {{range …}} and ends, further down, with {{end}} repeats as paragraphs; in
// cells, as rows.

// wordTemplate is an own .docx, read.
type wordTemplate struct {
	file  []byte
	parts []wordPart
}

// wordPart is a part of the file with actions.
type wordPart struct {
	name     string
	text     *textTemplate
	chunks   [][]byte   // what stands between actions; _chunk writes one
	places   []string   // of each line of the text, as people name them
	restarts [][]string // of each loop, the lists that begin anew in its rounds
}

const (
	wordSuffix = ".docx"
	wordMode   = mode("_word")
	maxWord    = 64 << 20 // bytes of a file's parts, and of a part that is made
)

func (t *Template) compileWord(complaints *diag.List) {
	unreadable := func(err error) {
		complaints.Add(diag.Diagnostic{Code: "template-docx", Place: diag.Place{File: t.path}, Problem: diag.Text{Zh: "不是能读的 .docx 文件，或已损坏", En: fmt.Sprintf("not a readable .docx file: %v", err)},
			Remedy: diag.T("用文字处理软件另存为 .docx，不设密码", "save it as .docx without a password")})
	}
	file, err := ooxml.Open(t.binary, maxWord)
	if err != nil {
		unreadable(err)
		return
	}
	main, err := file.Main()
	if err != nil {
		unreadable(err)
		return
	}
	relations, err := file.Relations(main)
	if err != nil {
		unreadable(err)
		return
	}
	t.word = &wordTemplate{file: t.binary}
	parts, counts := []string{main}, map[string]int{}
	labels := map[string]string{main: "正文"}
	for _, r := range relations {
		kind := map[string]string{"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}[r.Type]
		if kind != "" && !r.External && labels[r.Target] == "" {
			counts[kind]++
			parts, labels[r.Target] = append(parts, r.Target), fmt.Sprint(kind, counts[kind])
		}
	}
	var listing strings.Builder
	for _, name := range parts {
		data, err := file.Part(name)
		if err == nil && data == nil {
			err = errors.New(name)
		}
		if err != nil {
			unreadable(err)
			return
		}
		root, err := ooxml.Parse(data)
		if err != nil {
			unreadable(fmt.Errorf("%s: %w", name, err))
			return
		}
		if root.Root().Prefix() != "w:" {
			unreadable(fmt.Errorf("%s: %s", name, "elements of Word are not named w:"))
			return
		}
		c := &wordCompiler{t: t, label: labels[name], complaints: complaints, listing: &listing}
		if name == main {
			c.settings(root.Root())
		}
		if part := c.compile(root, name); part != nil {
			t.word.parts = append(t.word.parts, *part)
		}
	}
	t.source = listing.String() // for people: hongtou templates show
}

// settings reads the table of settings and takes it out.
func (c *wordCompiler) settings(root *ooxml.Node) {
	complain := func(key string) complain {
		return func(_ int, code, value string, problem, remedy diag.Text) {
			c.complaints.Add(diag.Diagnostic{Code: code, Place: placeIn(c.t.path, key), Value: value, Problem: problem, Remedy: remedy})
		}
	}
	body := root.First("body")
	if body == nil {
		body = &ooxml.Node{}
	}
	for i, n := range body.Nodes {
		if !n.Is(ooxml.Word, "tbl") {
			continue
		}
		rows := n.Elements("tr")
		if len(rows) == 0 || len(rows[0].Elements("tc")) == 0 || strings.TrimSpace(cellText(rows[0].Elements("tc")[0])) != settingsSheet {
			continue
		}
		front := &tree.Node{Kind: tree.Map}
		for number, row := range rows[1:] {
			cells := row.Elements("tc")
			if len(cells) < 2 {
				continue
			}
			key, value := strings.TrimSpace(cellText(cells[0])), strings.TrimSpace(foldActions(cellText(cells[1])))
			if key == "" || value == "" {
				continue
			}
			say := complain(fmt.Sprintf("%s表第%d行", settingsSheet, number+2))
			fmt.Fprintf(c.listing, "%s: %s\n", key, value)
			if english := settingKeys[key]; english != "" {
				key = english
			}
			p := tree.Entry{Key: key, Line: 1, Value: &tree.Node{Kind: tree.Scalar, Line: 1, Text: value}}
			front.Keys = append(front.Keys, p)
			c.t.frontPair(p, bookKeys, say)
		}
		c.t.require(front, complain(settingsSheet+"表"))
		c.t.layout = ""
		end := i + 1
		for end < len(body.Nodes) && body.Nodes[end].Kind != ooxml.Start {
			end++
		}
		if end < len(body.Nodes) && body.Nodes[end].Is(ooxml.Word, "p") && isBlankParagraph(body.Nodes[end]) {
			end++ // the blank line that parts it from what follows
		} else {
			end = i + 1
		}
		body.Nodes = append(append([]*ooxml.Node{}, body.Nodes[:i]...), body.Nodes[end:]...)
		return
	}
	complain("")(0, "template-settings", "", diag.T("没有左上角写“%s”的表格", "there is no table that begins with %s", settingsSheet),
		diag.T("在文末加一张两列的表：第一行写“%s”，以下各行左边写 标题、文件名、周期，右边写各项的值", "add a table of two columns: %s in its first row, then 标题, 文件名, 周期 with their values", settingsSheet))
}

func cellText(cell *ooxml.Node) string {
	var lines []string
	for _, p := range cell.Elements("p") {
		lines = append(lines, p.Text())
	}
	return strings.Join(lines, "")
}

func isBlankParagraph(p *ooxml.Node) bool {
	blank := strings.TrimSpace(p.Text()) == ""
	p.Walk(func(n *ooxml.Node) bool {
		switch n.Name.Local {
		case "sectPr", "drawing", "pict", "object", "br":
			blank = false
		}
		return blank
	})
	return blank
}

// Word fills the template for root, as Document does. A file that is made has no room
// for what is not known: a draft lacks nothing that a final paper has.
func (t *Template) Word(root Root) (*docx.Own, *diag.List) {
	t.ready()
	root.Draft = false
	f := &filler{t: t, root: root, complaints: &diag.List{}}
	if t.word == nil {
		f.complain(0, "template-kind", "", diag.T("这不是 Word 模板", "this is not a Word template"), diag.T("改用一份 .docx 模板", "name a template that is a .docx"))
		return nil, f.complaints
	}
	out := f.word()
	if f.complaints.Errors() > 0 {
		return nil, f.complaints
	}
	return out, f.complaints
}

func (f *filler) word() *docx.Own {
	t := f.t
	f.meta()
	out := &docx.Own{File: t.word.file}
	for _, part := range t.word.parts {
		limits := t.limits
		limits.Output = maxWord
		before := f.noted()
		text, err := f.executeWithin(limits, part.text, part.functions)
		if err == nil {
			f.inWord(before, part, text)
			out.Parts = append(out.Parts, docx.OwnPart{Name: part.name, Content: []byte(text), Restarts: part.restarts})
			continue
		}
		if f.lacks(err) {
			continue
		}
		code, line, value, problem, remedy := explain(err)
		f.complaints.Add(diag.Diagnostic{Code: code, Value: value, Problem: problem, Remedy: remedy,
			Place: placeIn(t.path, part.places[min(max(line, 1), len(part.places))-1])})
	}
	return out
}

// functions are those that the compiler writes into a part's text, and merge, which a
// cell's action calls: neighbours in a column with equal values become one cell.
func (p *wordPart) functions(r *run) template.FuncMap {
	write := func(b []byte) (string, error) {
		_, err := r.Write(b)
		return "", err
	}
	return template.FuncMap{
		"_chunk": func(n int) (string, error) { return write(p.chunks[n]) },
		"_round": func(n int) (string, error) { return write(docx.RoundMark(n)) },
		"_merge": func() (string, error) { return write(docx.MergeMark()) },
		"_photo": func() (string, error) { return write([]byte(docx.PhotoMark)) },
		"_line": func(v any) (string, error) {
			s, _, err := textOf(v)
			return cleanLine(s), err
		},
		"_word": func(src string, v any) (string, error) {
			s, _, err := textOf(v)
			return docx.OwnText(s), at(src, err)
		},
	}
}
