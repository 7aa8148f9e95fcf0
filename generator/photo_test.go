package generator

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A paper of each row sets the photo that its row names, from the workspace's folder
// and nowhere else; another photo makes the paper anew.
func TestPhotosOfRows(t *testing.T) {
	dir := t.TempDir()
	photo := encoded(t, func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) })
	write := func(name, text string) {
		t.Helper()
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	write("ws/hongtou.yaml", "office: {name: 青禾市安全生产委员会办公室}\ndata: {units: u.csv, people: p.csv}\n")
	write("ws/u.csv", "单位编码,单位名称,层级\n980100,青禾市人民政府,市\n")
	write("ws/templates/card.md", "---\ntitle: 工作证\neach: rows of people\nfile: \"{{.Row.工号}}.pdf\"\ncadence: year\nlayout: plain\n---\n{{.Row.姓名}}\n\n```picture\nfile: {{.Row.照片}}\ntitle: {{.Row.姓名}}\n```\n")
	write("ws/照片/王 一_(1).png", string(photo))
	write("outside.png", string(photo))
	must(t, os.Symlink(filepath.Join(dir, "outside.png"), filepath.Join(dir, "ws", "照片", "link.png")))
	must(t, os.Symlink(filepath.Join("..", "照片", "王 一_(1).png"), filepath.Join(dir, "ws", "照片", "inside.png")))
	const good = "A1,王一,照片/王 一_(1).png\nA2,李二,照片/../照片/inside.png\n"
	run := func(rows string) (made, kept, failed int, complaints string) {
		t.Helper()
		write("ws/p.csv", "工号,姓名,照片\n"+rows)
		w := openWorkspace(t, filepath.Join(dir, "ws"))
		r, err := w.Run(context.Background(), Request{Targets: []string{"card"}, Period: "2026"})
		must(t, err)
		if _, noted := w.inputs.files["照片/王 一_(1).png"]; rows == good && !noted {
			t.Error("the photo is no input of the run")
		}
		for _, d := range r.Complaints.All() {
			complaints += d.String() + "\n"
		}
		return r.Made, r.Kept, r.Failed, complaints
	}
	if made, _, failed, complaints := run(good); made != 2 || failed != 0 {
		t.Fatalf("%d made, %d failed: %s", made, failed, complaints)
	}
	with, err := os.ReadFile(filepath.Join(dir, "ws/out/2026/A1.pdf"))
	must(t, err)
	if !bytes.Contains(with, []byte("/Image")) {
		t.Error("the paper has no picture")
	}
	if made, kept, _, _ := run(good); made != 0 || kept != 2 {
		t.Errorf("the same photos: %d made and %d kept, want 0 and 2", made, kept)
	}
	m := image.NewGray(image.Rect(0, 0, 9, 9))
	var other bytes.Buffer
	must(t, png.Encode(&other, m))
	write("ws/照片/王 一_(1).png", other.String())
	if made, kept, _, _ := run(good); made != 2 || kept != 0 {
		t.Errorf("after the photo was changed: %d made and %d kept, want 2 and 0", made, kept)
	}
	for name, want := range map[string]string{
		"照片/link.png": "不在工作区文件夹内", "../outside.png": "不在工作区文件夹内", filepath.Join(dir, "outside.png"): "不在工作区文件夹内",
		"照片/没有.png": "找不到文件", "照片": "没有这个图片", "p.csv": "没有这个图片",
	} {
		if _, _, failed, complaints := run("A1,王一," + name + "\n"); failed != 1 || !strings.Contains(complaints, want) || strings.Count(complaints, "\n") != 1 {
			t.Errorf("%s: %d failed, %s want one complaint with %q", name, failed, complaints, want)
		}
	}
}
