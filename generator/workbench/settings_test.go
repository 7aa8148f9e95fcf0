package workbench

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

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

// The form says what the text says, changes one value of it, and tells what is wrong
// beside its field; all else keeps its bytes.
func TestSettingsForm(t *testing.T) {
	dir := example(t)
	w := serving(t, Options{Dir: dir})
	path := filepath.Join(dir, "hongtou.yaml")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/settings"))
	field := func(key string) string { return `[data-key="` + key + `"]` }
	b.Await(`document.querySelector('#form .setting')`)
	b.Shot("settings-form")
	put := func(key, value string) {
		looked := browser.Value[string](b, `document.querySelector('#settings').dataset.looked || '0'`)
		b.Type(field(key), value)
		b.Press(kb.Tab)
		b.Await(`Number(document.querySelector('#settings').dataset.looked) > ` + looked)
	}
	put("office.contact", "林舒")
	b.Click(`details[data-key="settings"] > summary`)
	b.Await(`document.querySelector('details[data-key="settings"]').open`)
	put("settings.reportDay", "40")
	b.Await(`document.querySelector('` + field("settings.reportDay") + `').closest('label').querySelector('em').textContent`)
	b.Shot("settings-wrong")
	b.Click("#save")
	b.Await(`document.querySelector('#notice').textContent.includes('没有保存')`)
	put("settings.reportDay", "8")
	b.Click(`details[data-key="issuers"] > summary`)
	b.Type(`details[data-key="issuers"] > form.add input`, "应急办")
	filled := browser.Value[string](b, `document.querySelector('#form').dataset.filled`)
	b.Click(`details[data-key="issuers"] > form.add button`)
	b.Await(`Number(document.querySelector('#form').dataset.filled) > ` + filled)
	put("issuers.应急办.name", "安澜市应急办")
	b.Click("#save")
	b.Await(`document.querySelector('#notice').textContent === '已保存'`)
	want := strings.NewReplacer("contact: 林静", "contact: 林舒", "reportDay: 5 ", "reportDay: 8 ").Replace(string(before))
	want = strings.Replace(want, "\n\n# 评分和统计口径", "\n  应急办: {name: 安澜市应急办}\n\n# 评分和统计口径", 1)
	if after, err := os.ReadFile(path); err != nil || string(after) != want {
		t.Errorf("the text is not as it was but for what was changed: %v\n%.3500s", err, after)
	}
	calm(t, b)
}

// What is no setting is not changed, and no entry is added where none can be.
func TestSettingRequests(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	c := client(t, w)
	const text = "office: {name: 甲}\n"
	for form, want := range map[string]int{
		"path=[": 400, "path=": 400, `path=["nothing"]&value=x`: 409, `path=[]&value=x`: 409, `path=[true]&value=x`: 409, `path=["office",0]&value=x`: 409,
		`path=["office"]&value=x&add=1`: 409, `path=["issuers"]&value=乙&add=1`: 200, `path=["office","name"]&value=乙`: 200,
	} {
		values, err := url.ParseQuery(form)
		if err != nil {
			t.Fatal(err)
		}
		values.Set("text", text)
		if status, got := send(t, c, "POST", w.at("/settings/change"), values.Encode(), nil); status != want || want == 200 && !strings.Contains(got, "乙") {
			t.Errorf("%s: %d %s", form, status, got)
		}
	}
}

// In English the form says what settings are in English.
func TestSettingsFormInEnglish(t *testing.T) {
	w := serving(t, Options{Dir: example(t), Lang: "en"})
	_, page := send(t, client(t, w), "POST", w.at("/settings/form"), url.Values{"text": {"office: {name: A}\nissuers: {B: {name: B}}\n"}}.Encode(), nil)
	for _, want := range []string{"<span>the office&#39;s full name <code>name</code></span>", "<span>full mark of a supervision <code>fullMark</code></span>", "<small>100 by default</small>", "may sign papers"} {
		if !strings.Contains(page, want) {
			t.Errorf("the form does not say %s", want)
		}
	}
	for _, note := range []string{"全称", "默认", "印章样章"} {
		if strings.Contains(page, note) {
			t.Errorf("the form says %s", note)
		}
	}
}
