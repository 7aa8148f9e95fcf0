package workbench

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
