package workbench

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
		{"/choose/make", url.Values{"place": {home}, "name": {"x"}, "example": {"village"}}, http.StatusBadRequest, "没有示例"},
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
