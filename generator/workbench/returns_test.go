package workbench

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator"
	"hongtou/generator/internal/browser"
	"hongtou/generator/period"
)

// form makes one of the forms that go out, and fills an amount in.
func form(t *testing.T, dir string) string {
	t.Helper()
	office, err := generator.OpenAt(dir, period.Date{Year: 2026, Month: 4, Day: 10})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := office.Run(t.Context(), generator.Request{Targets: []string{"supervision-forms"}, Period: "2026Q1", Unit: "990102", Out: filepath.Join(dir, "sent")}); err != nil {
		t.Fatal(err)
	}
	made, err := filepath.Glob(filepath.Join(dir, "sent", "2026Q1", "*", "*", "990102*.xlsx"))
	if err != nil || len(made) != 1 {
		t.Fatal(made, err)
	}
	f, err := excelize.OpenFile(made[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.SetCellValue("整改情况", "J6", 7.25); err != nil {
		t.Fatal(err)
	}
	back := filepath.Join(t.TempDir(), "澄江区报.xlsx")
	if err := f.SaveAs(back); err != nil {
		t.Fatal(err)
	}
	return back
}

// A returned form is dropped, looked at, taken over, and taken back.
func TestFormsComeBack(t *testing.T) {
	dir := example(t)
	table := filepath.Join(dir, "data", "items-2026Q1.xlsx")
	before, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	back := form(t, dir)
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/collect"))
	b.Upload(`#drop [name=files]`, back)
	b.Await(`document.querySelector('#take')`)
	if got := b.Text("#rows"); !strings.Contains(got, "7.25") || !strings.Contains(got, "澄江区报.xlsx") || !strings.Contains(got, "个单位未报") {
		t.Errorf("it shows %q", got)
	}
	b.Shot("collect")
	if now, _ := os.ReadFile(table); !bytes.Equal(now, before) {
		t.Error("the table was changed before the look")
	}
	b.Click("#take button")
	b.Await(`document.querySelector('#rows .right')`)
	if now, _ := os.ReadFile(table); bytes.Equal(now, before) {
		t.Error("the table was not changed")
	}
	b.Click("#undo")
	b.Await(`document.querySelector('#notice').textContent.includes('退回')`)
	if now, _ := os.ReadFile(table); !bytes.Equal(now, before) {
		t.Error("it was not taken back")
	}
	calm(t, b)
}

// Files that call themselves by paths, are no forms or far too large change nothing and
// lie nowhere but in a folder for them.
func TestStrangeReturns(t *testing.T) {
	dir := example(t)
	w := serving(t, Options{Dir: dir})
	c := client(t, w)
	drop := func(name string, content io.Reader) (int, string) {
		t.Helper()
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		part, err := form.CreateFormFile("files", name)
		if err == nil {
			_, err = io.Copy(part, content)
		}
		if err != nil {
			t.Fatal(err)
		}
		form.Close()
		return send(t, c, "POST", w.at("/collect/try"), body.String(), func(r *http.Request) { r.Header.Set("Content-Type", form.FormDataContentType()) })
	}
	for _, name := range []string{"../../../hongtou.yaml", `..\..\x.xlsx`, "/etc/passwd", "<script>alert(1)</script>.xlsx", "x.exe"} {
		status, text := drop(name, strings.NewReader("not a form"))
		if status != 200 || strings.Contains(text, "<script>") {
			t.Errorf("%s: %d %s", name, status, text)
		}
		stored, err := os.ReadDir(w.returns.dir)
		if err != nil || len(stored) != 1 || !strings.HasPrefix(stored[0].Name(), "1.") {
			t.Errorf("%s lies as %v", name, stored)
		}
	}
	if status, _ := drop("x.xlsx", io.LimitReader(zeros{}, large+1)); status != 413 {
		t.Errorf("far too large: %d", status)
	}
	if status, _ := send(t, c, "POST", w.at("/collect/take"), "number=999", nil); status != 409 {
		t.Errorf("what was not looked at is taken over: %d", status)
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }
