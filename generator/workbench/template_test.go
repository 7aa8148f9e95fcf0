package workbench

import (
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hongtou/generator/internal/browser"
)

// A clerk changes a sentence of a built-in template: a mistake is marked in its line and
// not saved; mended, the page shows the sentence and the office has the template.
func TestTemplateEdit(t *testing.T) {
	dir := example(t)
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Click(`nav a[href="/templates"]`)
	b.Text("table.list")
	b.Shot("templates")
	b.Click(`a[href="/template?file=work-points.md"]`)
	b.Await(`document.querySelector('#template').dataset.looked && document.querySelector('#pages .page')`)
	b.Shot("template")
	add := func(text string) {
		looked := browser.Value[string](b, `document.querySelector('#template').dataset.looked`)
		browser.Value[bool](b, `(() => { const t = document.querySelector('#text'); t.value = t.value.replace(/\n*(\{\{if \}\}|新添的一句话。)?\n*$/, '') + '\n\n`+text+`\n'; t.dispatchEvent(new Event('input')); return true; })()`)
		b.Await(`document.querySelector('#template').dataset.looked > ` + looked)
	}
	add("{{if }}")
	if n := browser.Value[int](b, `document.querySelectorAll('#gutter .bad').length`); n == 0 {
		t.Error("the mistake is marked on no line")
	}
	b.Shot("template-wrong")
	b.Click("#save")
	b.Await(`document.querySelector('#notice').textContent.includes('没有保存')`)
	own := filepath.Join(dir, "templates", "work-points.md")
	if _, err := os.Stat(own); err == nil {
		t.Error("a template with a mistake was saved")
	}
	add("新添的一句话。")
	b.Await(`Array.from(document.querySelectorAll('#pages text')).map(e => e.textContent).join('').includes('新添的一句话。')`)
	b.Click("#save")
	b.Await(`document.querySelector('#notice').textContent === '已保存'`)
	if data, err := os.ReadFile(own); err != nil || !strings.Contains(string(data), "新添的一句话。") {
		t.Errorf("saved: %v", err)
	}
	calm(t, b)
}

// No request reaches a file that is no template of the workspace.
func TestTemplateRequests(t *testing.T) {
	dir := example(t)
	w := serving(t, Options{Dir: dir})
	c := client(t, w)
	for _, file := range []string{"../hongtou.yaml", "hongtou.yaml", "..%2fx.md", "/etc/passwd", "a/../../x.md", ""} {
		if status, _ := send(t, c, "GET", w.at("/template?file=")+url.QueryEscape(file), "", nil); status != 404 {
			t.Errorf("read %s: %d", file, status)
		}
		for _, path := range []string{"/template/try", "/template/save"} {
			if status, _ := send(t, c, "POST", w.at(path), url.Values{"file": {file}, "text": {"x"}}.Encode(), nil); status != 400 && status != 409 {
				t.Errorf("%s %s: %d", path, file, status)
			}
		}
	}
}

// Someone who writes a template is offered what can stand there, with what it means.
func TestTemplateCompletion(t *testing.T) {
	dir := example(t)
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/template?file=work-points.md"))
	b.Await(`document.querySelector('#template').dataset.looked`)
	browser.Value[bool](b, `(() => { const t = document.querySelector('#text'); t.value += '\n{{range .Office.Units}}'; t.focus(); t.setSelectionRange(t.value.length, t.value.length); return true; })()`)
	for _, key := range "{{.Par" {
		b.Press(string(key))
	}
	b.Await(`!document.querySelector('#menu').hidden && document.querySelector('#menu').textContent.includes('Parent') && !document.querySelector('#menu').textContent.includes('Ancestor')`)
	b.Shot("template-completion")
	b.Press(kb.Tab)
	b.Await(`document.querySelector('#text').value.split('\n').pop().startsWith('{{range .Office.Units}}{{.Parent')`)
	browser.Value[bool](b, `(() => { document.querySelector('#text').value = document.querySelector('#text').defaultValue; return true; })()`)
	calm(t, b)
}

// So is someone who writes a workbook's rows, a column's value and a key, outside of {{ }};
// what is written whole is left by Enter as it is.
func TestWorkbookCompletion(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/template?file=hazard-ledger.workbook.yaml"))
	b.Await(`document.querySelector('#template').dataset.looked`)
	write := func(before, keys string) {
		browser.Value[bool](b, `(() => { const t = document.querySelector('#text'); t.value = `+"`"+before+"`"+`; t.focus(); t.setSelectionRange(t.value.length, t.value.length); return true; })()`)
		for _, key := range keys {
			b.Press(string(key))
		}
	}
	const sheet = "cadence: month\nsheets:\n  - name: 甲\n    rows: .Office.HazardsOpen .Period\n    columns:\n      - {key: a, "
	for _, x := range []struct{ before, keys, offers, line string }{
		{"cadence: month\nwhen: ", ".Offi", "Office", "when: .Office"},
		{sheet + "value: ", ".Deadl", "Deadline", "      - {key: a, value: .Deadline"},
		{sheet, "head", "header", "      - {key: a, header"},
	} {
		write(x.before, x.keys)
		b.Await(`!document.querySelector('#menu').hidden && document.querySelector('#menu').textContent.includes('` + x.offers + `')`)
		b.Press(kb.Tab)
		b.Await(`document.querySelector('#text').value.split('\n').pop() === ` + strconv.Quote(x.line))
	}
	b.Shot("workbook-completion")
	write("cadence: month\nwhen: .Office.", "Units")
	b.Await(`!document.querySelector('#menu').hidden && document.querySelector('#menu').textContent.includes('UnitsOf') && !document.querySelector('#menu [aria-selected=true]')`)
	b.Press(kb.Enter)
	if got := browser.Value[string](b, `document.querySelector('#text').value`); !strings.HasSuffix(got, "when: .Office.Units\n") {
		t.Errorf("Enter makes it %q", got)
	}
	browser.Value[bool](b, `(() => { document.querySelector('#text').value = document.querySelector('#text').defaultValue; return true; })()`)
	calm(t, b)
}

// A new template begins as a copy of a built-in one, under names of its own.
func TestTemplateNew(t *testing.T) {
	dir := example(t)
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Click(`nav a[href="/templates"]`)
	b.Await(`document.querySelector('#new')`)
	browser.Value[bool](b, `(() => { document.querySelector('#new [name=from]').value = 'work-points.md'; return true; })()`)
	b.Type("#new [name=name]", "汛期要点")
	b.Type("#new [name=file]", "flood-points")
	b.Click("#new button")
	b.Await(`location.pathname === '/template' && document.querySelector('#template').dataset.looked`)
	if got := b.Text("h1"); got != "汛期要点" {
		t.Errorf("it is called %s", got)
	}
	data, err := os.ReadFile(filepath.Join(dir, "templates", "flood-points.md"))
	if err != nil || !strings.Contains(string(data), "\nname: 汛期要点\n") || !strings.Contains(string(data), "/汛期要点") {
		t.Errorf("the file: %v %.600s", err, data)
	}
	c := beside(t, w)
	for form, want := range map[string]int{"from=work-points.md&file=flood-points&name=x": 409, "from=work-points.md&file=../x&name=x": 409, "from=../x.md&file=a&name=x": 409, "from=work-points.md&file=a&name=a%0Afile:+x": 400} {
		if status, text := send(t, c, "POST", w.at("/template/new"), form, nil); status != want {
			t.Errorf("%s: %d %s", form, status, text)
		}
	}
	calm(t, b)
}
