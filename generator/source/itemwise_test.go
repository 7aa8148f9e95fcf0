package source

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/tree"
)

// A long list gives the same records and complaints item by item as the same list read as a
// whole, keys that only its last item has included; with a mistake nothing is read of it.
func TestLongListItemByItem(t *testing.T) {
	var b strings.Builder
	b.WriteString("[")
	const n = 8000
	for i := range n {
		deaths := fmt.Sprint(i % 3)
		if i == 4000 {
			b.WriteString("7,\n")
			deaths = "三百五"
		}
		fmt.Fprintf(&b, "{\"事故编号\": \"A%d\", \"事故日期\": \"2026-03-02\", \"属地编码\": \"370103\", \"行业领域\": \"矿山\", \"死亡人数\": \"%s\",\n\"直接原因\": %q, \"备注\": \"第%d起\"", i, deaths, strings.Repeat("作业前未通风检测，", 20), i)
		if i == n-1 {
			b.WriteString(", \"重伤人数\": 1}\n]\n")
		} else {
			b.WriteString("},\n")
		}
	}
	text := b.String()
	if len(text) < longList {
		t.Fatalf("the list has %d bytes only", len(text))
	}
	table := model.TableOf("accidents").Table
	read := func(text string) (*loader, bool) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "a.json"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		l := &loader{dir: dir, list: &diag.List{}, inputs: map[string][sha256.Size]byte{}}
		return l, l.itemwise(table, File{Path: "a.json"}, diag.Place{File: "a.json"})
	}
	got, ok := read(text)
	whole := &loader{list: &diag.List{}}
	whole.nested([]byte(text), diag.Place{File: "a.json"}, tree.JSON, func(root *tree.Node) { readList(root, table, diag.Place{File: "a.json"}, whole.list, whole.emit) })
	if !ok || len(got.records) != n || !reflect.DeepEqual(got.records, whole.records) {
		t.Errorf("read: %v, %d records, %d of the whole", ok, len(got.records), len(whole.records))
	}
	if complaints := got.list.All(); len(complaints) != 2 || !reflect.DeepEqual(complaints, whole.list.All()) {
		t.Errorf("complaints: %.500v", complaints)
	}
	if got.inputs["a.json"] != sha256.Sum256([]byte(text)) {
		t.Error("the digest is another")
	}
	for name, text := range map[string]string{
		"a mistake at its end": strings.TrimSuffix(text, "]\n"), "two lists": text + "[]", "a map": `{"a": ` + text + "}", "a mark before it": "\ufeff" + text,
		"a short one": text[:strings.Index(text, "},")] + "}]", "a character lost": strings.Replace(text, "第7000起", "第7000\xe8起", 1),
	} {
		if l, ok := read(text); ok || len(l.records)+len(l.inputs)+l.list.Errors() > 0 {
			t.Errorf("%s: read: %v, %d records, %d complaints", name, ok, len(l.records), l.list.Errors())
		}
	}
}

// changing is a file that someone saves after it was read once.
type changing struct {
	*strings.Reader
	then string
}

func (c *changing) Seek(offset int64, whence int) (int64, error) {
	if c.Len() == 0 {
		c.Reset(c.then)
	}
	return c.Reader.Seek(offset, whence)
}

func TestListThatChangesIsNotRead(t *testing.T) {
	const text = `[{"单位编码": "990100", "单位名称": "安澜市", "层级": "市"}]`
	for then, want := range map[string]bool{text: true, strings.Replace(text, "安澜", "鹿鸣", 1): false, text[:20]: false} {
		list := newListReader(model.TableOf("units").Table, diag.Place{}, &diag.List{}, func(any) {})
		if sum, ok := list.items(&changing{strings.NewReader(text), then}); ok != want || ok && sum != sha256.Sum256([]byte(text)) {
			t.Errorf("%s after %s: read: %v", then, text, ok)
		}
	}
}
