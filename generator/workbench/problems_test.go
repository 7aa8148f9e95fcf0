package workbench

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/internal/browser"
)

// A complaint leads to its cell; mended there it is gone.
func TestProblemsLeadToCells(t *testing.T) {
	dir := example(t)
	path := filepath.Join(dir, "data", "accidents.csv")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, bytes.Replace(data, []byte("2024-07-03"), []byte("七月三日"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Click(`#rows a[href="/problems"]`)
	if got := b.Text(".causes .error"); !strings.Contains(got, "七月三日") || !strings.Contains(got, "data/accidents.csv") {
		t.Errorf("the problem is told as %q", got)
	}
	b.Shot("problems")
	b.Click(".causes .error a")
	b.Await(`document.activeElement.name === '事故日期'`)
	if got := browser.Value[string](b, `document.activeElement.value`); got != "七月三日" {
		t.Errorf("the cell shows %q", got)
	}
	b.Type(`#fields [name="事故日期"]`, "2024-07-03")
	b.Await(`document.querySelector('#said').textContent === '没有问题'`)
	b.Click("form.row .main")
	b.Await(`document.querySelector('form.row').hidden`)
	b.Go(w.at("/problems"))
	b.Await(`document.querySelector('#rows').dataset.loaded && !document.querySelector('.causes .error a[href*=accidents]')`)
	c := beside(t, w)
	if status, text := send(t, c, "GET", w.at("/problems.xlsx"), "", nil); status != 200 || !strings.HasPrefix(text, "PK") {
		t.Errorf("the workbook: %d", status)
	}
	calm(t, b)
}
