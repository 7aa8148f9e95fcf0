package workbench

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hongtou/generator"
	"hongtou/generator/internal/browser"
)

// Opened without a workspace, as by a double click, the workbench offers those that lie
// nearby and goes on in the one that is chosen.
func TestChooseWorkspace(t *testing.T) {
	home := t.TempDir()
	there := filepath.Join(home, "示例", "安澜市")
	if err := generator.InitExample(there); err != nil {
		t.Fatal(err)
	}
	w := serving(t, Options{Places: []string{home}})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Await(`document.querySelector('form.open')`)
	b.Shot("choose")
	if got := b.Text("main"); !strings.Contains(got, there) || strings.Contains(b.Text("header"), "今天") {
		t.Errorf("the page offers %q", got)
	}
	b.Click(`table form.open button`)
	b.Await(`location.pathname === '/' && document.querySelector('.office').textContent.includes('安澜市')`)
	calm(t, b)
}

// A new workspace is made where the page says, and its settings are what comes first; a
// name that is taken is refused.
func TestMakeWorkspace(t *testing.T) {
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, "信件"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "信件", "a.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w := serving(t, Options{Places: []string{home}})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Await(`document.querySelector('#make')`)
	b.Type(`#make [name=name]`, "信件")
	b.Click(`#make button`)
	b.Await(`document.querySelector('#notice').textContent.includes('请换一个空目录')`)
	b.Type(`#make [name=name]`, "安全 责任制")
	b.Click(`#make button`)
	b.Await(`location.pathname === '/settings'`)
	if _, err := os.Stat(filepath.Join(home, "安全 责任制", "hongtou.yaml")); err != nil {
		t.Error(err)
	}
}

// A new office is begun by the page's questions, as init asks them at a terminal, and its
// first papers are made without leaving the browser: an answer that is none is told of in
// place, and what is usual stands there already.
func TestMakeOffice(t *testing.T) {
	home := t.TempDir()
	w := serving(t, Options{Places: []string{home}})
	b := browser.Open(t, 1093, 614)
	b.Go(w.Link())
	b.Await(`document.querySelector('#make [name=top]')`)
	if beyond := browser.Value[bool](b, `document.documentElement.scrollWidth > innerWidth`); beyond {
		t.Error("the page is wider than the window")
	}
	value := func(name string) string {
		return browser.Value[string](b, `document.querySelector('#make [name=`+name+`]').value`)
	}
	b.Type(`#make [name=top]`, "青禾县人民政府")
	b.Press(kb.Tab)
	b.Await(`document.querySelector('#make [name=office]').value === '青禾县安全生产委员会办公室'`)
	if got := value("kind"); got != "县区" {
		t.Errorf("its tier is taken for %q", got)
	}
	b.Type(`#make [name=top]`, "青禾市人民政府")
	b.Press(kb.Tab)
	b.Await(`document.querySelector('#make [name=office]').value === '青禾市安全生产委员会办公室'`)
	b.Click(`#make button.main`)
	b.Await(`document.querySelector('#notice').textContent.includes('写明“青禾市人民政府”的层级')`)
	b.Shot("choose-office")
	browser.Value[bool](b, `(() => { document.querySelector('#make [name=kind]').value = '市'; return true; })()`)
	b.Type(`#make [name=code]`, "青安委办〔2026〕1号")
	b.Click(`#make button.main`)
	b.Await(`document.querySelector('#notice').textContent.includes('只写代字')`)
	b.Type(`#make [name=code]`, "青安委办")
	b.Click(`#make [name=first][value="10"]`)
	b.Click(`#make button.main`)
	b.Await(`location.pathname === '/table' && document.querySelector('#rows tbody tr[data-i]')`)
	dir := filepath.Join(home, "安全生产责任制")
	text, err := os.ReadFile(filepath.Join(dir, "hongtou.yaml"))
	if err != nil || !strings.Contains(string(text), `name: "青禾市安全生产委员会办公室"`) || !strings.Contains(string(text), `code: "青安委办"`) || !strings.Contains(string(text), "  hazards: {") || strings.Contains(string(text), "  listings: {") {
		t.Errorf("%v\n%s", err, text)
	}
	for _, row := range [][]string{{"2", "东河县人民政府"}, {"3", "西河区人民政府"}} {
		b.Click("#add")
		b.Type(`#fields [name="单位编码"]`, row[0])
		b.Type(`#fields [name="单位名称"]`, row[1])
		b.Type(`#fields [name="层级"]`, "县区")
		b.Type(`#fields [name="上级编码"]`, "1")
		b.Press(kb.Tab)
		b.Await(`document.querySelector('#said').textContent === '没有问题'`)
		b.Click("form.row .main")
		b.Await(`document.querySelector('form.row').hidden && Array.from(document.querySelectorAll('#rows td')).some(e => e.textContent === '` + row[1] + `')`)
	}
	b.Go(w.at("/tables"))
	browser.Value[bool](b, `(() => { document.querySelector('#add select').value = 'listings'; return true; })()`)
	b.Click("#add button")
	b.Await(`location.pathname === '/table' && location.search === '?name=listings'`)
	b.Go(w.at("/"))
	b.Click(`tr[data-target=agreement-county] button`)
	b.Await(`document.querySelector('tr[data-target=agreement-county] .state .current')`)
	b.Shot("choose-first")
	if made, err := filepath.Glob(filepath.Join(dir, "out", "2026", "*", "*.pdf")); err != nil || len(made) != 2 {
		t.Errorf("made %q, %v", made, err)
	}
	for _, trouble := range b.Trouble() { // the browser notes what was refused
		if !strings.Contains(trouble, "/choose/make") {
			t.Error(trouble)
		}
	}
}

// As long as nothing is chosen nothing else is there; what is no workspace, no name or no
// place is refused, and a choice is made once.
func TestChoiceGuards(t *testing.T) {
	home := t.TempDir()
	example := filepath.Join(home, "a", "b")
	if err := generator.InitExample(example); err != nil {
		t.Fatal(err)
	}
	w := serving(t, Options{Places: []string{home}})
	c := client(t, w)
	for _, path := range []string{"/", "/settings", "/download?period=2026"} {
		response, err := c.Get(w.at(path))
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if got := response.Request.URL.Path; got != choosePath {
			t.Errorf("%s leads to %s", path, got)
		}
	}
	post := func(path string, form url.Values) (int, string) {
		t.Helper()
		return send(t, c, "POST", w.at(path), form.Encode(), nil)
	}
	for _, x := range []struct {
		path   string
		form   url.Values
		status int
		says   string
	}{
		{"/settings/save", url.Values{"text": {""}}, http.StatusConflict, "还没有选工作区"},
		{"/choose/open", url.Values{"dir": {home}}, http.StatusNotFound, "不是工作区"},
		{"/choose/open", url.Values{"dir": {"a/b"}}, http.StatusBadRequest, "完整路径"},
		{"/choose/make", url.Values{"place": {"/"}, "name": {"x"}}, http.StatusBadRequest, "不在所列之中"},
		{"/choose/make", url.Values{"place": {home}, "name": {"../x"}}, http.StatusBadRequest, "不能作文件夹的名称"},
		{"/choose/make", url.Values{"place": {home}, "name": {`a\b`}}, http.StatusBadRequest, "不能作文件夹的名称"},
		{"/choose/make", url.Values{"place": {home}, "name": {"..."}}, http.StatusBadRequest, "不能作文件夹的名称"},
		{"/choose/make", url.Values{"place": {home}, "name": {" "}}, http.StatusBadRequest, "不能作文件夹的名称"},
		{"/choose/make", url.Values{"place": {home}, "name": {"x\ny"}}, http.StatusBadRequest, `“x\ny”不能作文件夹的名称`},
		{"/choose/make", url.Values{"place": {home}, "name": {"x"}, "example": {"village"}}, http.StatusBadRequest, "没有示例"},
		{"/choose/make", url.Values{"place": {home}, "name": {"x"}, "top": {"青禾市"}}, http.StatusBadRequest, "写明“青禾市”的层级"},
		{"/choose/make", url.Values{"place": {home}, "name": {"x"}, "top": {"青禾市"}, "kind": {"<b>"}}, http.StatusBadRequest, "层级“<b>”：应为 省、市、"},
		{"/choose/make", url.Values{"place": {home}, "name": {"x"}, "kind": {"市"}}, http.StatusBadRequest, "没有写是哪个单位的"},
		{"/choose/make", url.Values{"place": {home}, "name": {"x"}, "office": {"甲\ncode: 乙"}}, http.StatusBadRequest, "有换行或看不见的字符"},
		{"/choose/make", url.Values{"place": {home}, "name": {"x"}, "office": {"甲\u202e乙"}}, http.StatusBadRequest, "看不见的字符"},
		{"/choose/make", url.Values{"place": {home}, "name": {"x"}, "top": {strings.Repeat("市", 61)}, "kind": {"市"}}, http.StatusBadRequest, "太长，至多60个字"},
		{"/choose/make", url.Values{"place": {home}, "name": {"x"}, "code": {"\xff"}}, http.StatusBadRequest, "看不见的字符"},
		{"/choose/make", url.Values{"place": {home}, "name": {"x"}, "first": {"3", "77"}}, http.StatusBadRequest, "应为1至19的编号"},
	} {
		if status, text := post(x.path, x.form); status != x.status || !strings.Contains(text, x.says) {
			t.Errorf("%s %v: %d %s", x.path, x.form, status, text)
		}
	}
	if entries, _ := os.ReadDir(home); len(entries) != 1 {
		t.Errorf("something was made: %v", entries)
	}
	quoted := `"` + filepath.Join(example, "hongtou.yaml") + `"` // as Explorer copies it
	if status, text := post("/choose/open", url.Values{"dir": {quoted}}); status != http.StatusOK || text != "/" {
		t.Errorf("%s: %d %s", quoted, status, text)
	}
	if got := w.desk.folder(); got != example {
		t.Errorf("it works in %s", got)
	}
	post("/choose/open", url.Values{"dir": {example + "/../b"}})
	if got := w.desk.folder(); got != example {
		t.Errorf("a second choice was taken: %s", got)
	}
}

// Where workspaces are looked for: some folders deep, not in hidden ones, not in a
// workspace itself.
func TestNearby(t *testing.T) {
	home := t.TempDir()
	for _, dir := range []string{"a", "b/c", "a/data", "d/e/f", ".g"} {
		if err := os.MkdirAll(filepath.Join(home, dir), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(home, dir, "hongtou.yaml"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got := nearby([]string{home, filepath.Join(home, "b"), filepath.Join(home, "nowhere")})
	want := filepath.Join(home, "a") + " " + filepath.Join(home, "b", "c")
	if strings.Join(got, " ") != want {
		t.Errorf("found %v, want %s", got, want)
	}
}
