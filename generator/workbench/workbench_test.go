package workbench

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hongtou/generator"
	"hongtou/generator/internal/browser"
)

// now is the day on which the tests work, at ten in the morning.
func now() time.Time {
	return time.Date(2026, 4, 10, 10, 0, 0, 0, time.FixedZone("", 8*60*60))
}

// example is the example's workspace, the city's or that of another name, in a folder of
// the test.
func example(t testing.TB, name ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "anlan")
	if err := generator.InitExample(dir, name...); err != nil {
		t.Fatal(err)
	}
	return dir
}

// serving serves a workspace until the test ends.
func serving(t testing.TB, o Options) *Workbench {
	t.Helper()
	if o.Now == nil {
		o.Now = now
	}
	if o.Lang == "" {
		o.Lang = "zh"
	}
	w, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- w.Serve(ctx) }()
	t.Cleanup(func() {
		end()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return w
}

// at is an address of the workbench.
func (w *Workbench) at(path string) string { return "http://" + w.guard.host + path }

// client is a program that has come in by the first link.
func client(t testing.TB, w *Workbench) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Jar: jar}
	response, err := c.Get(w.Link())
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("the first link: %s", response.Status)
	}
	return c
}

// calm is the test's end: the browser complained of nothing.
func calm(t *testing.T, b *browser.Tab) {
	t.Helper()
	if trouble := b.Trouble(); len(trouble) > 0 {
		t.Errorf("the browser complains: %s", strings.Join(trouble, "\n"))
	}
}

// beside is a program with the cookie of a browser that has come in.
func beside(t testing.TB, w *Workbench) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	at, err := url.Parse(w.at("/"))
	if err != nil {
		t.Fatal(err)
	}
	jar.SetCookies(at, []*http.Cookie{{Name: w.guard.cookie(), Value: w.guard.secret}})
	return &http.Client{Jar: jar}
}
