package generator

import (
	"archive/zip"
	"bytes"
	"context"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wordForm is an office's own Word file with a placeholder for a photo.
func wordForm(t *testing.T, body string) []byte {
	t.Helper()
	cell := func(s string) string { return `<w:tc><w:p><w:r><w:t>` + s + `</w:t></w:r></w:p></w:tc>` }
	row := func(key, value string) string { return `<w:tr>` + cell(key) + cell(value) + `</w:tr>` }
	settings := `<w:tbl>` + row("模板设置", "") + row("标题", "工作证") + row("文件名", "证/{{.Row.工号}}") + row("周期", "year") + row("每…一份", "rows of people") + `</w:tbl><w:p/>`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="urn:wp" xmlns:a="urn:a"><w:body>` + body + settings + `</w:body></w:document>`},
	} {
		w, err := z.Create(p[0])
		must(t, err)
		_, err = io.WriteString(w, p[1])
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// An own Word form makes a file a row, with the photo that the row names, from the
// workspace's folder and nowhere else; a photo that changed makes it anew.
func TestOwnWordForms(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) {
		t.Helper()
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		must(t, os.WriteFile(filepath.Join(dir, name), data, 0o644))
	}
	encode := func(w, h int) []byte {
		var b bytes.Buffer
		must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))))
		return b.Bytes()
	}
	write("ws/hongtou.yaml", []byte("office: {name: 青禾市安全生产委员会办公室}\ndata: {units: u.csv, people: p.csv}\n"))
	write("ws/u.csv", []byte("单位编码,单位名称,层级\n980100,青禾市人民政府,市\n"))
	write("ws/templates/card.docx", wordForm(t, `<w:p><w:r><w:t>{{.Row.姓名}}</w:t></w:r></w:p><w:p><w:r><w:drawing><wp:inline><wp:extent cx="800" cy="800"/><wp:docPr id="1" descr="{{.Row.照片}}"/><a:blip r:embed="rId5"/></wp:inline></w:drawing></w:r></w:p>`))
	write("ws/照片/甲.png", encode(4, 2))
	write("outside.png", encode(4, 2))
	run := func(rows string) (made, kept, failed int, complaints string) {
		t.Helper()
		write("ws/p.csv", []byte("工号,姓名,照片\n"+rows))
		w := openWorkspace(t, filepath.Join(dir, "ws"))
		r, err := w.Run(context.Background(), Request{Targets: []string{"card"}, Period: "2026"})
		must(t, err)
		for _, d := range r.Complaints.All() {
			complaints += d.String() + "\n"
		}
		return r.Made, r.Kept, r.Failed, complaints
	}
	const good = "A1,王<一>,照片/甲.png\nA2,李二,\n"
	if made, _, failed, complaints := run(good); made != 2 || failed != 0 {
		t.Fatalf("%d made, %d failed: %s", made, failed, complaints)
	}
	parts := func(file string) (document, names string) {
		z, err := zip.OpenReader(filepath.Join(dir, "ws/out/2026/证", file))
		must(t, err)
		defer z.Close()
		for _, f := range z.File {
			names += f.Name + " "
		}
		f, err := z.Open("word/document.xml")
		must(t, err)
		b, err := io.ReadAll(f)
		must(t, err)
		return string(b), names
	}
	if document, names := parts("A1.docx"); !strings.Contains(names, "word/media/photo1.png") || !strings.Contains(document, `cx="800" cy="400"`) || !strings.Contains(document, "王&lt;一&gt;") || strings.Contains(document, "模板设置") {
		t.Errorf("the first has %s: %s", names, document)
	}
	if document, names := parts("A2.docx"); strings.Contains(names, "photo") || strings.Contains(document, "drawing") {
		t.Errorf("the second has a picture: %s: %s", names, document)
	}
	if made, kept, _, _ := run(good); made != 0 || kept != 2 {
		t.Errorf("the same photos: %d made, %d kept", made, kept)
	}
	write("ws/照片/甲.png", encode(2, 2))
	if made, kept, _, _ := run(good); made != 1 || kept != 1 {
		t.Errorf("after the photo was changed: %d made, %d kept", made, kept)
	}
	for name, want := range map[string]string{"../outside.png": "不在工作区文件夹内", "照片/没有.png": "找不到文件", "p.csv": "不是PNG"} {
		if _, _, failed, complaints := run("A1,王一," + name + "\n"); failed != 1 || !strings.Contains(complaints, want) {
			t.Errorf("%s: %d failed, %s", name, failed, complaints)
		}
	}
}
