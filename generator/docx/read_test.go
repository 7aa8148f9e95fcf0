package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"

	"hongtou/generator/doc"
)

// paperOf reads Markdown and gives it its meaning.
func paperOf(t testing.TB, markdown string, m doc.Meta, o doc.Options) *doc.Resolved {
	t.Helper()
	d, complaints := doc.Parse([]byte(markdown), "t.md", 1)
	d.Meta = m
	r, more := doc.Resolve(d, o)
	complaints.Append(more)
	if complaints.Errors() > 0 {
		t.Fatal(complaints.All())
	}
	return r
}

func written(t testing.TB, d *doc.Resolved) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, Options{Author: "安委办"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// partsOf is the files of a package.
func partsOf(t testing.TB, file []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = data
	}
	return parts
}

// element is XML as a tree.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// find is the elements of a name below e, in order.
func (e *element) find(name string) []*element {
	var out []*element
	for i := range e.Children {
		c := &e.Children[i]
		if c.XMLName.Local == name {
			out = append(out, c)
		}
		out = append(out, c.find(name)...)
	}
	return out
}

func treeOf(t testing.TB, data []byte) *element {
	t.Helper()
	var e element
	if err := xml.Unmarshal(data, &e); err != nil {
		t.Fatalf("%v in %.200s", err, data)
	}
	return &e
}

// wordsOf is what a file says, in the order in which its parts have it: a line a
// paragraph or a part of one between tabs; a chart by its category.
func wordsOf(t testing.TB, file []byte) []string {
	t.Helper()
	parts := partsOf(t, file)
	targets := map[string]string{}
	for _, r := range treeOf(t, parts["word/_rels/document.xml.rels"]).find("Relationship") {
		targets[r.attr("Id")] = path.Join("word", r.attr("Target"))
	}
	var out []string
	var line strings.Builder
	flush := func() {
		if line.Len() > 0 {
			out = append(out, line.String())
		}
		line.Reset()
	}
	var walk func(*element)
	walk = func(e *element) {
		switch e.XMLName.Local {
		case "p":
			flush()
			defer flush()
		case "tab":
			flush()
		case "t":
			line.WriteString(e.Text)
		case "chart":
			flush()
			out = append(out, chartWords(t, parts[targets[e.attr("id")]])...)
		}
		for i := range e.Children {
			walk(&e.Children[i])
		}
	}
	walk(treeOf(t, parts["word/document.xml"]))
	return out
}

func chartWords(t testing.TB, part []byte) []string {
	var out, names []string
	values := map[string]string{}
	series := treeOf(t, part).find("ser")
	for k, s := range series {
		v := func(where string) (texts map[string]string) {
			texts = map[string]string{}
			for _, list := range s.find(where) {
				for _, p := range list.find("pt") {
					texts[p.attr("idx")] = p.find("v")[0].Text
				}
			}
			return texts
		}
		if len(series) > 1 {
			out = append(out, v("tx")["0"])
		}
		if k == 0 {
			for i := range len(v("cat")) {
				names = append(names, v("cat")[strconv.Itoa(i)])
			}
		}
		for i, n := range v("val") {
			values[fmt.Sprint(i, " ", k)] = n
		}
	}
	for i, name := range names {
		out = append(out, name)
		for k := range series {
			if n, ok := values[fmt.Sprint(i, " ", k)]; ok && !strings.Contains(name, "（") {
				out = append(out, n)
			}
		}
	}
	return out
}

// wanted is what a paper says, without the breaks inside its lines.
func wanted(d *doc.Resolved) []string {
	out := d.Words()
	for i := range out {
		out[i] = strings.ReplaceAll(out[i], "\n", "")
	}
	return out
}

// full is a paper's elements, all of them.
func full(layout string) doc.Meta {
	return doc.Meta{
		Layout: layout, Title: "关于开展2026年第一季度安全生产督查工作的\n通知", Subtitle: "（征求意见稿）", Marks: []string{"安澜市交通运输局", "安澜市公安局文件"}, Number: "安交发〔2026〕1号", Issue: "〔2026〕第1期",
		Office: "安澜市安全生产委员会办公室", Date: "2026年3月5日", Copy: "000001", Secrecy: "机密★1年", Urgency: "特急", Signers: []string{"霍启明", "汤静怡", "欧阳㛃"},
		To: "各县区人民政府:", CC: []string{"市委办公室", "市人大常委会办公室。"}, Printer: "安澜市交通运输局办公室", Printed: "2026年3月5日",
	}
}

// markdownOf is a text of doc's goldens.
func markdownOf(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("../doc/testdata/" + name + ".md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
