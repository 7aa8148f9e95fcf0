package workbench

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hongtou/generator/internal/browser"
)

// places are pages of the workbench, with what tells that each is there whole.
var places = []struct{ name, address, there string }{
	{"today", "/", `document.querySelector('.due tbody tr')`},
	{"paper", "/paper?target=supervision-notice&period=2026Q1", `document.querySelector('#paper').dataset.traced`},
	{"problems", "/problems", `document.querySelector('#rows').dataset.loaded`},
	{"tables", "/tables", `document.querySelector('.list tbody tr')`},
	{"table", "/table?name=accidents&row=5", `document.querySelector('#fields input')`},
	{"adopt", "/adopt", `document.querySelector('#drop')`},
	{"templates", "/templates", `document.querySelector('.list tbody tr')`},
	{"template", "/template?file=supervision-notice.md", `document.querySelector('#template').dataset.looked`},
	{"collect", "/collect", `document.querySelector('#drop')`},
	{"numbers", "/numbers", `document.querySelector('.list tbody tr')`},
	{"settings", "/settings", `document.querySelector('#settings').dataset.looked`},
}

// At 125 % on a screen of 1366 x 768, and at 100 %, nothing stands beyond the window's
// edge, and each view can be left and used by the keyboard: what can be clicked can be
// reached.
func TestViewsFit(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	b := browser.Open(t, 1093, 614)
	b.Go(w.Link())
	for _, p := range places {
		b.Go(w.at(p.address))
		b.Await(p.there)
		b.Shot("zoom-" + p.name)
		if beyond := browser.Value[string](b, `Array.from(document.querySelectorAll('header *, main button, main select, main input, main h1')).filter(e => {
			const r = e.getBoundingClientRect();
			return r.width > 0 && (r.right > innerWidth + 1 || r.left < -1) && !e.closest('#rows.lines, #strip');
		}).map(e => e.outerHTML.slice(0, 120)).join('\n')`); beyond != "" || browser.Value[bool](b, `document.documentElement.scrollWidth > innerWidth`) {
			t.Errorf("%s stands beyond the edge: %s", p.address, beyond)
		}
		if unreached := browser.Value[string](b, `Array.from(document.querySelectorAll('a, button, input, select, textarea, summary')).filter(e => e.tabIndex < 0 || e.tagName === 'A' && !e.hasAttribute('href')).map(e => e.outerHTML.slice(0, 120)).join('\n')`); unreached != "" {
			t.Errorf("%s: no key leads to %s", p.address, unreached)
		}
		if unnamed := browser.Value[string](b, `Array.from(document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')).filter(e => !e.closest('label') && !e.getAttribute('aria-label') && !e.placeholder && !e.labels.length).map(e => e.outerHTML.slice(0, 120)).join('\n')`); unnamed != "" {
			t.Errorf("%s: nothing says what is to be put in %s", p.address, unnamed)
		}
		isPrinted(t, b, p.name, p.address)
	}
	calm(t, b)
}

// On paper a view is its content, as many pages as it takes, without what is there to be
// clicked.
func isPrinted(t *testing.T, b *browser.Tab, name, address string) {
	t.Helper()
	says := map[string]string{"today": "机制", "paper": "专项督查的通知", "problems": "问题", "tables": "data/accidents.csv", "table": "SG2024-001", "templates": "work-points.md", "template": "cadence: ", "numbers": "登记簿", "settings": "发文机关"}[name]
	if says == "" {
		return
	}
	pages := b.Printed()
	all := strings.ReplaceAll(strings.Join(pages, ""), " ", "")
	if !strings.Contains(all, strings.ReplaceAll(says, " ", "")) || strings.Contains(all, "收表") {
		t.Errorf("%s is printed as %.300s", address, all)
	}
	if shown := browser.Value[int](b, `document.querySelectorAll('#pages .page').length`); name == "paper" && len(pages) != shown {
		t.Errorf("a paper of %d pages is printed on %d", shown, len(pages))
	}
	if name == "templates" && len(pages) < 2 {
		t.Error("only a screen of the templates is printed")
	}
}

// A row is found, opened, changed and left by keys alone.
func TestTableByKeys(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/table?name=accidents"))
	b.Await(`document.querySelector('#rows tbody tr[data-i]')`)
	browser.Value[bool](b, `(() => { document.querySelector('#rows').focus(); return true; })()`)
	b.Press(kb.End, kb.ArrowUp)
	b.Await(`document.querySelector('#rows tr.here') && document.querySelector('#rows tr.here').getBoundingClientRect().bottom <= innerHeight`)
	last := browser.Value[string](b, `document.querySelector('#rows tr.here').dataset.i`)
	b.Press(kb.Enter)
	b.Await(`document.activeElement.closest('#fields')`)
	if got := browser.Value[string](b, `document.querySelector('#rows tr.open').dataset.i`); got != last {
		t.Errorf("row %s is open, not %s", got, last)
	}
	b.Press(kb.Escape)
	b.Await(`document.querySelector('form.row').hidden && document.activeElement.id === 'rows'`)
	if got := b.Text("#count"); last == "0" || strings.TrimSpace(got) == "" {
		t.Errorf("the last row but one is %s of %s", last, got)
	}
	calm(t, b)
}

// A table is printed with all its rows and columns, or with those that were looked for, and
// says so; on the screen there are no more of them afterwards than before.
func TestTableIsPrintedWhole(t *testing.T) {
	dir := example(t)
	w := serving(t, Options{Dir: dir})
	data, err := os.ReadFile(filepath.Join(dir, "data", "accidents.csv"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/table?name=accidents"))
	b.Await(`document.querySelector('#rows tbody tr[data-i]')`)
	seen := browser.Value[int](b, `document.querySelectorAll('#rows tbody tr[data-i]').length`)
	printed := func() string { return strings.Join(strings.Fields(strings.Join(b.Printed(), "")), "") }
	all := printed()
	for _, line := range lines[1:] {
		if number, _, _ := strings.Cut(line, ","); !strings.Contains(all, number) {
			t.Fatalf("row %s of %d is not printed", number, len(lines)-1)
		}
	}
	if !strings.HasPrefix(all, fmt.Sprint("事故", len(lines)-1)) || strings.Contains(all, "只有所找的行") || !strings.Contains(all, "调查报告批复") {
		t.Errorf("it is printed as %.600s", all)
	}
	if now := browser.Value[int](b, `document.querySelectorAll('#rows tbody tr[data-i]').length`); now != seen {
		t.Errorf("%d rows are drawn afterwards, before %d", now, seen)
	}
	first, _, _ := strings.Cut(lines[1], ",")
	b.Type("#find", first)
	b.Await(`document.querySelectorAll('#rows tbody tr[data-i]').length === 1`)
	if some := printed(); !strings.Contains(some, "只有所找的行：“"+first+"”。") || strings.Contains(some, strings.Split(lines[2], ",")[0]) {
		t.Errorf("what was looked for is printed as %.600s", some)
	}
	calm(t, b)
}
