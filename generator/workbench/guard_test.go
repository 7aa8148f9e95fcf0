package workbench

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"hongtou/generator/internal/browser"
)

// send sends a request with the cookie that a client has, and gives status and text.
func send(t *testing.T, c *http.Client, method, address, body string, change func(*http.Request)) (int, string) {
	t.Helper()
	r, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", "http://"+r.Host)
	}
	if change != nil {
		change(r)
	}
	response, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

func TestGuard(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	c := client(t, w)
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	host := func(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }
	_, port, _ := strings.Cut(w.guard.host, ":")
	for _, a := range []struct {
		name, method, path string
		change             func(*http.Request)
		want               int
	}{
		{"own page", "GET", "/", nil, 200},
		{"own script", "GET", "/assets/live.js", header("Sec-Fetch-Site", "same-origin"), 200},
		{"own form", "POST", "/run/stop", nil, 204},
		{"foreign origin reads", "GET", "/today/rows", header("Origin", "http://evil.example"), 403},
		{"foreign origin writes", "POST", "/run/stop", header("Origin", "http://evil.example"), 403},
		{"another port of this machine writes", "POST", "/run/stop", header("Origin", "http://127.0.0.1:1"), 403},
		{"origin of a file or a sandbox", "POST", "/run/stop", header("Origin", "null"), 403},
		{"no origin writes", "POST", "/run/stop", func(r *http.Request) { r.Header.Del("Origin") }, 403},
		{"a picture in a page of another port", "GET", "/today/rows", header("Sec-Fetch-Site", "same-site"), 403},
		{"a script in a foreign page", "GET", "/assets/live.js", header("Sec-Fetch-Site", "cross-site"), 403},
		{"rebound name", "GET", "/", host("evil.example:" + port), 403},
		{"rebound name without port", "GET", "/", host("evil.example"), 403},
		{"other name of this machine", "GET", "/", host("localhost:" + port), 403},
		{"forged cookie", "GET", "/", header("Cookie", w.guard.cookie()+"="+strings.Repeat("0", 64)), 403},
		{"path out of the assets", "GET", "/assets/../workbench.go", nil, 404},
		{"unknown method", "PUT", "/run", header("Origin", "http://"+w.guard.host), 405},
	} {
		client := c
		if a.name == "forged cookie" {
			client = http.DefaultClient
		}
		if got, text := send(t, client, a.method, w.at(a.path), "", a.change); got != a.want {
			t.Errorf("%s: %d, want %d: %s", a.name, got, a.want, text)
		}
	}
	stranger := &http.Client{}
	if got, text := send(t, stranger, "GET", w.at("/"), "", nil); got != 403 || strings.Contains(text, "安澜") {
		t.Errorf("without a cookie: %d %s", got, text)
	}
	if got, _ := send(t, stranger, "GET", w.at("/?token=")+strings.Repeat("a", 64), "", nil); got != 403 {
		t.Errorf("a guessed token: %d", got)
	}
}

// Each rule of docs/security.md alone: a request, and what the guard says before any
// view is asked.
func TestGuardRules(t *testing.T) {
	const host = "127.0.0.1:8080"
	type change = func(*http.Request)
	header := func(name, value string) change { return func(r *http.Request) { r.Header.Set(name, value) } }
	ask := func(g *guard, method, path string, changes ...change) *http.Response {
		r := httptest.NewRequest(method, "http://"+host+path, nil)
		for _, c := range changes {
			c(r)
		}
		out := httptest.NewRecorder()
		g.protect(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) { out.WriteHeader(200) })).ServeHTTP(out, r)
		return out.Result()
	}
	g := newGuard(host, "zh")
	known := header("Cookie", "hongtou-8080="+g.secret)
	for _, c := range []struct {
		name, method, path string
		changes            []change
		want               int
	}{
		{"the browser that came in", "GET", "/", []change{known}, 200},
		{"another name of this machine", "GET", "/", []change{known, func(r *http.Request) { r.Host = "localhost:8080" }}, 403},
		{"a link elsewhere leads here", "GET", "/", []change{known, header("Sec-Fetch-Site", "cross-site"), header("Sec-Fetch-Mode", "navigate")}, 200},
		{"a picture elsewhere", "GET", "/", []change{known, header("Sec-Fetch-Site", "cross-site"), header("Sec-Fetch-Mode", "no-cors")}, 403},
		{"a form elsewhere", "POST", "/", []change{known, header("Origin", "http://"+host), header("Sec-Fetch-Site", "cross-site"), header("Sec-Fetch-Mode", "navigate")}, 403},
		{"a cookie that is not the secret", "GET", "/", []change{header("Cookie", "hongtou-8080="+strings.Repeat("0", 64))}, 403},
		{"the cookie of another workbench", "GET", "/", []change{header("Cookie", "hongtou-8081="+g.secret)}, 403},
		{"a token that is wrong", "GET", "/?token=" + strings.Repeat("0", 64), nil, 403},
		{"an empty token before the link is used", "GET", "/?token=", nil, 403},
	} {
		if got := ask(g, c.method, c.path, c.changes...); got.StatusCode != c.want {
			t.Errorf("%s: %d, want %d", c.name, got.StatusCode, c.want)
		}
	}
	in := ask(g, "GET", strings.TrimPrefix(g.link(), "http://"+host))
	cookies := in.Cookies()
	if in.StatusCode != 303 || len(cookies) != 1 {
		t.Fatalf("the first link: %d %v", in.StatusCode, cookies)
	}
	if c := cookies[0]; c.Name != "hongtou-8080" || c.Value != g.secret || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode {
		t.Errorf("the cookie: %v", c)
	}
	if got := ask(g, "GET", "/?token="); got.StatusCode != 403 {
		t.Errorf("an empty token after the link was used: %d", got.StatusCode)
	}
	for name, want := range map[string]string{
		"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
	} {
		if got := in.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// The first link works once: it stands in histories and in lists of processes.
func TestLinkWorksOnce(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	link := w.Link()
	c := client(t, w)
	if got, text := send(t, &http.Client{}, "GET", link, "", nil); got != 403 || !strings.Contains(text, "已用过") {
		t.Errorf("a second program: %d %s", got, text)
	}
	if got, _ := send(t, c, "GET", link, "", nil); got != 200 {
		t.Errorf("the browser that has come in: %d", got)
	}
}

// Every answer says what a page may do; the pages have no script in them.
func TestPolicy(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	response, err := client(t, w).Get(w.at("/"))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	csp := response.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("the policy %q lacks %s", csp, want)
		}
	}
	if strings.Contains(csp, "unsafe") || strings.Contains(string(text), "<script>") || strings.Contains(string(text), " on") && strings.Contains(string(text), "onclick") {
		t.Error("script in a page")
	}
	for _, name := range []string{"X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Resource-Policy"} {
		if response.Header.Get(name) == "" {
			t.Errorf("no %s", name)
		}
	}
}

// A page of another port in the same browser has the cookie sent along, and gets
// nothing.
func TestForeignPage(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	foreign := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
		out.Header().Set("Content-Type", "text/html")
		io.WriteString(out, `<form id="f" method="post" action="`+w.at("/run/stop")+`"></form>`)
	}))
	defer foreign.Close()
	b := browser.Open(t, 800, 600)
	b.Go(w.Link())
	b.Go(foreign.URL)
	for _, try := range []string{
		`fetch('` + w.at("/today/rows") + `', {credentials: 'include', mode: 'no-cors'}).then(r => 'answer', e => 'refused')`,
		`fetch('` + w.at("/run/stop") + `', {method: 'POST', credentials: 'include', mode: 'no-cors'}).then(r => 'answer', e => 'refused')`,
	} {
		if got := browser.Value[string](b, try); got != "refused" { // Cross-Origin-Resource-Policy keeps even the refusal's words
			t.Errorf("%s: %s", try, got)
		}
	}
	browser.Value[bool](b, `document.getElementById('f').submit() || true`)
	if got := b.Text("pre"); !strings.Contains(got, "不是从本页面发出") {
		t.Errorf("a form of another page: %q", got)
	}
}

func TestReadOnly(t *testing.T) {
	w := serving(t, Options{Dir: example(t), ReadOnly: true})
	c := client(t, w)
	if got, text := send(t, c, "POST", w.at("/run"), "target=work-points", nil); got != 403 || !strings.Contains(text, "只读") {
		t.Errorf("%d %s", got, text)
	}
	if got, text := send(t, c, "GET", w.at("/today/rows"), "", nil); got != 200 || strings.Contains(text, "<button") {
		t.Errorf("%d: buttons in a page that only shows", got)
	}
}

func TestLargeForms(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	if got, text := send(t, client(t, w), "POST", w.at("/run"), "target="+strings.Repeat("x", small), nil); got != 413 {
		t.Errorf("%d %s", got, text)
	}
}

// Without a page the workbench ends; an open page keeps it.
func TestEndsByItself(t *testing.T) {
	w, err := New(Options{Dir: example(t), Lang: "zh", Now: now, Patience: 1500 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- w.Serve(t.Context()) }()
	stream, err := client(t, w).Get(w.at("/live"))
	if err != nil {
		t.Fatal(err)
	}
	select {
	case <-ended:
		t.Fatal("it ended while a page was open")
	case <-time.After(4 * time.Second):
	}
	stream.Body.Close()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Error("it goes on without a page")
	}
}
