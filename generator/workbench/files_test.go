package workbench

import (
	"archive/zip"
	"bytes"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/internal/browser"
)

func TestFilesThatWereMade(t *testing.T) {
	dir := example(t)
	opened := make(chan string, 4)
	w := serving(t, Options{Dir: dir, Open: func(path string) error { opened <- path; return nil }})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Click(`tr[data-target=agreement-county] .name a`)
	b.Click(".sum .make .main")
	b.Await(`document.querySelectorAll('#rows td .current').length === 9`)
	b.Shot("outputs")
	b.Click("#rows .list .open button")
	if got := <-opened; !strings.HasPrefix(got, filepath.Join(dir, "out", "2026")) || filepath.Ext(got) != ".pdf" {
		t.Errorf("opened %s", got)
	}
	b.Click(".sum .open button")
	if got, err := os.Stat(<-opened); err != nil || !got.IsDir() {
		t.Errorf("no folder was opened: %v", err)
	}
	c := beside(t, w)
	status, text := send(t, c, "GET", w.at("/download?period=2026&target=agreement-county"), "", nil)
	z, err := zip.NewReader(strings.NewReader(text), int64(len(text)))
	if status != 200 || err != nil || len(z.File) != 9 {
		t.Fatalf("%d: %d bytes, %v", status, len(text), err)
	}
	status, units := send(t, c, "GET", w.at("/download?period=2026&target=agreement-county&by=unit"), "", nil)
	each, err := zip.NewReader(strings.NewReader(units), int64(len(units)))
	if status != 200 || err != nil || len(each.File) != 9 {
		t.Fatalf("%d: %d bytes, %v", status, len(units), err)
	}
	for _, f := range each.File {
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		inner, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		one, err := zip.NewReader(bytes.NewReader(inner), int64(len(inner)))
		if err != nil || len(one.File) != 1 || !strings.HasPrefix(f.Name, "9901") || path.Ext(f.Name) != ".zip" || path.Ext(one.File[0].Name) != ".pdf" {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	status, text = send(t, c, "GET", w.at("/download?")+url.Values{"period": {"2026"}, "file": {z.File[0].Name}}.Encode(), "", nil)
	if status != 200 || !strings.HasPrefix(text, "%PDF") {
		t.Errorf("one file: %d", status)
	}
	calm(t, b)

	// Only what the manifest accounts for is given out, and nothing outside its folder.
	for _, q := range []string{"period=2026&file=run.log", "period=2026&file=../../hongtou.yaml", "period=..", "period=2026Q5", "period=2025"} {
		if status, _ := send(t, c, "GET", w.at("/download?"+q), "", nil); status != 404 && status != 400 {
			t.Errorf("%s: %d", q, status)
		}
	}
	manifest := filepath.Join(dir, "out", "2026", "manifest.json")
	data, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	forged := strings.Replace(string(data), `"file":"`+z.File[0].Name+`"`, `"file":"../../hongtou.yaml"`, 1)
	if forged == string(data) {
		t.Fatal("the manifest is written otherwise")
	}
	if err := os.WriteFile(manifest, []byte(forged), 0o644); err != nil {
		t.Fatal(err)
	}
	if status, text := send(t, c, "GET", w.at("/download?period=2026&file=../../hongtou.yaml"), "", nil); status == 200 {
		t.Errorf("a forged manifest gives %.100s", text)
	}
}
