package workbench

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/internal/browser"
)

func TestSettings(t *testing.T) {
	dir := example(t)
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Click(`nav a[href="/settings"]`)
	change := func(from, to string) {
		looked := browser.Value[string](b, `document.querySelector('#settings') ? document.querySelector('#settings').dataset.looked || '0' : '0'`)
		browser.Value[bool](b, `(() => { const t = document.querySelector('#text'); t.value = t.value.replace('`+from+`', '`+to+`'); t.dispatchEvent(new Event('input')); return true; })()`)
		b.Await(`document.querySelector('#settings').dataset.looked > ` + looked)
	}
	b.Await(`document.querySelector('#settings') && document.querySelector('#settings').dataset.looked`)
	b.Shot("settings")
	change("contact: 林静", "contakt: 林静")
	if got := b.Text("#told"); !strings.Contains(got, "contakt") {
		t.Errorf("it says %q", got)
	}
	b.Click("#save")
	b.Await(`document.querySelector('#notice').textContent.includes('没有保存')`)
	change("contakt: 林静", "contact: 林舒")
	b.Click("#save")
	b.Await(`document.querySelector('#notice').textContent === '已保存'`)
	if data, err := os.ReadFile(filepath.Join(dir, "hongtou.yaml")); err != nil || !strings.Contains(string(data), "contact: 林舒") {
		t.Errorf("it is not written: %v", err)
	}
	calm(t, b)
}
