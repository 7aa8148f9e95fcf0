package workbench

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"

	"hongtou/generator/diag"
)

// guard lets in only the browser that opened the first link, and only from the
// workbench's own pages. Other pages that the same browser has open, other programs
// and other users of the machine can reach the port; they have neither the cookie nor
// the right Host and Origin (docs/security.md).
type guard struct {
	host   string // 127.0.0.1:PORT
	lang   string
	secret string // the cookie's value

	mu    sync.Mutex
	token string // of the first link; "" when it was used: it stands in histories and lists of processes
}

func newGuard(host, lang string) *guard {
	return &guard{host: host, lang: lang, secret: random(), token: random()}
}

func random() string {
	b := make([]byte, 32)
	rand.Read(b)
	return hex.EncodeToString(b)
}

func (g *guard) link() string { return "http://" + g.host + "/?token=" + g.token }

// cookie is the cookie's name. Cookies do not know ports: each workbench has its own.
func (g *guard) cookie() string {
	_, port, _ := strings.Cut(g.host, ":")
	return "hongtou-" + port
}

// policy allows the workbench's own files and nothing else: no script in a page, no
// other host, no frame around it. Faces of pages are data in a style sheet, pictures
// of papers data in SVG.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func (g *guard) protect(next http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		h := out.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case r.Host != g.host: // a name that someone points to 127.0.0.1
			g.refuse(out, http.StatusForbidden, diag.T("不是本机的地址", "not this machine's address"))
		case g.foreign(r):
			g.refuse(out, http.StatusForbidden, diag.T("请求不是从本页面发出的", "the request does not come from this page"))
		case r.URL.Query().Has("token"):
			g.enter(out, r)
		case !g.known(r):
			g.refuse(out, http.StatusForbidden, diag.T("请用 hongtou serve 打开的页面，或它显示的链接；链接只能用一次", "use the page that hongtou serve opens, or the link that it shows; the link works once"))
		default:
			next.ServeHTTP(out, r)
		}
	})
}

// foreign tells a request that another page has the browser send: by its Origin, which
// what changes something must have, and by what newer browsers say of where it began.
// Another port of this machine is another origin, though the same site to cookies.
func (g *guard) foreign(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	if origin != "http://"+g.host && (origin != "" || !reads) {
		return true
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return false
	}
	return !reads || r.Header.Get("Sec-Fetch-Mode") != "navigate" // a link elsewhere may lead here, as to any page
}

func (g *guard) known(r *http.Request) bool {
	c, err := r.Cookie(g.cookie())
	return err == nil && same(c.Value, g.secret)
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// enter takes the first link's token and gives the cookie for it. Whoever has that
// already only goes on.
func (g *guard) enter(out http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.known(r) {
		if g.token == "" || !same(r.URL.Query().Get("token"), g.token) {
			g.refuse(out, http.StatusForbidden, diag.T("链接不对或已用过；重新运行 hongtou serve", "the link is wrong or was used: start hongtou serve again"))
			return
		}
		g.token = ""
		http.SetCookie(out, &http.Cookie{Name: g.cookie(), Value: g.secret, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	}
	http.Redirect(out, r, "/", http.StatusSeeOther)
}

// refuse says why in plain text: whoever is not known gets no page.
func (g *guard) refuse(out http.ResponseWriter, status int, why diag.Text) {
	out.Header().Set("Content-Type", "text/plain; charset=utf-8")
	out.WriteHeader(status)
	out.Write([]byte(why.In(g.lang) + "\n"))
}
