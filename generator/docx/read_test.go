package docx

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/internal/readback"
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
	parts, err := readback.Parts(file)
	if err != nil {
		t.Fatal(err)
	}
	return parts
}

// element is XML as a tree.
type element = readback.Element

func treeOf(t testing.TB, data []byte) *element {
	t.Helper()
	e, err := readback.Tree(data)
	if err != nil {
		t.Fatalf("%v in %.200s", err, data)
	}
	return e
}

// wordsOf is what a file says.
func wordsOf(t testing.TB, file []byte) []string {
	t.Helper()
	words, err := readback.Words(file)
	if err != nil {
		t.Fatal(err)
	}
	return words
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
