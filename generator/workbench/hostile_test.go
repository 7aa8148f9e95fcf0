package workbench

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// hostileValues are what nobody types and a script does.
var hostileValues = []string{"</script><script>alert(1)</script>\"><img src=x onerror=alert(1)>", strings.Repeat("长", 300) + "😀", "甲\x00乙\xff\u202e", "-99999999999999999999"}

// fields are the names under which the pages take anything.
var hostileFields = []string{"as", "by", "code", "column", "dir", "down", "draft", "example", "file", "find", "from", "line", "n", "name", "next", "number", "path", "period", "place", "row", "sheet", "sort", "table", "target", "text", "top", "unit", "value", "was", "wrong", "year"}

// Whatever stands in a page's fields, the workbench answers in its own words: it does not
// fall, gives nothing from outside of the workspace, and puts no mark of a page's own into
// a page.
func TestHostileFields(t *testing.T) {
	dir := example(t, "county") // a third of the city
	outside := filepath.Join(filepath.Dir(dir), "outside")
	if err := os.WriteFile(outside, []byte("geheim"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := serving(t, Options{Dir: dir})
	c := client(t, w)
	pages := []string{"/adopt", "/collect", "/download", "/numbers", "/outputs", "/paper", "/paper/figures", "/paper/line", "/paper/pages", "/problems", "/problems/rows", "/settings", "/table", "/table/choices", "/table/rows", "/table/values", "/tables", "/template", "/templates", "/today/rows"}
	for _, page := range pages {
		for _, value := range append([]string{"../outside", outside}, hostileValues...) {
			all := url.Values{}
			for _, field := range hostileFields {
				all.Set(field, value)
			}
			known := url.Values{"name": {"units"}, "target": {"ranking"}, "period": {"2026Q1"}, "row": {value}, "column": {value}, "file": {value}, "find": {value}, "sort": {value}, "unit": {value}, "sheet": {value}}
			queries := []url.Values{all}
			if strings.HasPrefix(page, "/table") || page == "/download" { // known names beside one that is not
				queries = append(queries, known)
			}
			for _, query := range queries {
				response, err := c.Get(w.at(page + "?" + query.Encode()))
				if err != nil {
					t.Fatal(err)
				}
				text, err := io.ReadAll(response.Body)
				response.Body.Close()
				if err != nil {
					t.Fatal(err)
				}
				sound(t, page, value, response, string(text))
			}
		}
	}
}

// sound holds an answer to what it may be. Plain text is no page: a browser shows it.
func sound(t *testing.T, page, value string, response *http.Response, text string) {
	t.Helper()
	if response.StatusCode >= 500 || strings.Contains(text, "程序内部错误") {
		t.Errorf("%s with %.40q: %s: %.300s", page, value, response.Status, text)
	}
	plain := strings.HasPrefix(response.Header.Get("Content-Type"), "text/plain") && response.Header.Get("X-Content-Type-Options") == "nosniff"
	if !plain && (strings.Contains(text, "<script>alert") || strings.Contains(text, "<img src=x")) {
		t.Errorf("%s with %.40q gives it back as a page's own", page, value)
	}
	if strings.Contains(text, "geheim") || strings.Contains(text, "root:x:") {
		t.Errorf("%s with %.40q gives what is not the workspace's", page, value)
	}
}

// A form that can't be read is refused in words, and so is an address that there is not.
func TestMalformedForms(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	c := client(t, w)
	multipart := func(r *http.Request) { r.Header.Set("Content-Type", "multipart/form-data; boundary=x") }
	for _, a := range []struct {
		path, body string
		change     func(*http.Request)
	}{
		{"/run", "target=%zz", nil}, {"/tables/add", "table=%", nil}, {"/template/save", "text=%zz", nil}, {"/numbers/void", "number=%zz", nil}, {"/numbers/start", "code=%zz", nil},
		{"/settings/save", "text=%zz", nil}, {"/collect/take", "a=%zz", nil}, {"/adopt/take", "a=%zz", nil}, {"/open", "file=%zz", nil},
		{"/adopt/try", "a=1", nil}, {"/adopt/try", "--x\r\nfoo", multipart}, {"/collect/try", "--x\r\nfoo", multipart}, {"/collect/try", "a=1", nil}, {"/numbers/void", "number=", nil},
	} {
		if status, text := send(t, c, "POST", w.at(a.path), a.body, a.change); status != 400 || strings.ContainsAny(text, "abcdefghijklmnopqrstuvwxyz") {
			t.Errorf("%s %q: %d %s", a.path, a.body, status, text)
		}
	}
	if status, text := send(t, c, "GET", w.at("/nosuch"), "", nil); status != 404 || text != "没有这一页" {
		t.Errorf("an address that there is not: %d %s", status, text)
	}
}
