// Package workbench is the page behind `hongtou serve`: a clerk without a shell sees,
// checks, makes and changes a year's papers in the browser of the same machine.
//
// It has no logic of its own: a view is a file here (today.go, paper.go, …), a page in
// pages/ and a script in assets/, and shows what package generator answers. guard.go
// keeps out whoever did not get the first link; desk.go keeps the workspace as its
// files are now; live.go tells open pages what happens.
package workbench

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"hongtou/generator"
	"hongtou/generator/diag"
)

// Options say what is served and how.
type Options struct {
	Dir      string           // the workspace's folder; "" lets the first page choose one
	Places   []string         // without Dir: folders below which workspaces are looked for, and new ones made
	Lang     string           // zh or en
	Port     int              // 0 = any that is free
	ReadOnly bool             // nothing is written
	Stay     bool             // does not end by itself
	Patience time.Duration    // without any page open, until it ends; 0 = five minutes
	Now      func() time.Time // nil = the clock

	Open func(path string) error // opens a file in the desktop's program; nil where there is none
}

// patience is how long the workbench waits for a page to open again: long enough for
// a browser that starts slowly or is updated.
const patience = 5 * time.Minute

// Workbench serves one workspace.
type Workbench struct {
	options  Options
	listener net.Listener
	guard    *guard
	desk     *desk
	live     *live
	pages    *pages
	faces    faces
	rows     rowsCache
	checked  checked
	returns  returns
	adopting adopting
	mux      *http.ServeMux
}

// New takes a port of the loopback interface. The error is of the environment.
func New(o Options) (*Workbench, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Patience == 0 {
		o.Patience = patience
	}
	listener, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(o.Port)))
	if err != nil {
		return nil, fmt.Errorf("serve: %w", err)
	}
	w := &Workbench{options: o, listener: listener, guard: newGuard(listener.Addr().String(), o.Lang), live: newLive(), mux: http.NewServeMux()}
	w.desk = &desk{dir: o.Dir, now: o.Now}
	if w.pages, err = readPages(o); err != nil {
		listener.Close()
		return nil, err
	}
	w.routes()
	return w, nil
}

// routes are the workbench's addresses. One that changes anything is a POST, and
// stands in write.
func (w *Workbench) routes() {
	w.get("/assets/", w.asset)
	w.get("/live", w.stream)
	w.get(choosePath, w.choose)
	w.get(choosePath+"/usual", w.usual)
	w.open(choosePath+"/open", small, w.openChosen)
	w.write(choosePath+"/make", small, w.makeChosen)
	w.get("/{$}", w.today)
	w.get("/", func(http.ResponseWriter, *http.Request) error { // any other address
		return refused(http.StatusNotFound, "没有这一页", "there is no such page")
	})
	w.get("/today/rows", w.todayRows)
	w.get("/outputs", w.outputs)
	w.get("/download", w.download)
	w.open("/open", small, w.reveal)
	w.get("/paper", w.paper)
	w.get("/paper/pages", w.paperPages)
	w.get("/paper/figures", w.paperFigures)
	w.get("/paper/line", w.paperLine)
	w.get("/paper/faces/{name}", w.paperFaces)
	w.get("/problems", w.problems)
	w.get("/problems/rows", w.problemRows)
	w.get("/problems.xlsx", w.problemBook)
	w.get("/tables", w.tables)
	w.write("/tables/add", small, w.addTable)
	w.get("/table", w.table)
	w.get("/table/rows", w.tableRows)
	w.get("/table/values", w.columnValues)
	w.get("/table/choices", w.cellChoices)
	w.write("/table/edit", small<<4, w.editTable)
	w.write("/table/undo", small, w.undoTable)
	w.get("/templates", w.templates)
	w.get("/template", w.template)
	w.open("/template/try", text, w.tryTemplate)
	w.open("/template/complete", text, w.completeTemplate)
	w.write("/template/new", small, w.newTemplate)
	w.write("/template/save", 2*text, w.saveTemplate)
	w.get("/collect", w.collect)
	w.write("/collect/try", large, w.tryReturns)
	w.write("/collect/take", small, w.takeReturns)
	w.get("/numbers", w.numbers)
	w.write("/numbers/void", small, w.voidNumber)
	w.write("/numbers/start", small, w.startNumbers)
	w.get("/settings", w.settings)
	w.open("/settings/try", text, w.trySettings)
	w.open("/settings/form", text, w.settingsForm)
	w.open("/settings/change", text, w.changeSetting)
	w.write("/settings/save", 2*text, w.saveSettings)
	w.get("/adopt", w.adopt)
	w.write("/adopt/try", large, w.tryAdopt)
	w.write("/adopt/take", small, w.takeAdopt)
	w.write("/run", small, w.run)
	w.write("/run/stop", small, w.stopRun)
}

// Sizes of what a page may send.
const (
	small = 64 << 10 // a form of a few fields
	text  = 8 << 20  // a template of 1 MB, as a form has it
	large = 64 << 20 // returned forms, an office's own table
)

// handler answers a request. An error is told as a page; it must come before anything
// is written.
type handler func(http.ResponseWriter, *http.Request) error

func (w *Workbench) get(path string, h handler) { w.mux.Handle("GET "+path, w.told(h)) }

// open takes what changes nothing in the workspace: what opens a file on the desktop, a
// text that is tried.
func (w *Workbench) open(path string, most int64, h handler) {
	w.mux.Handle("POST "+path, w.told(func(out http.ResponseWriter, r *http.Request) error {
		r.Body = http.MaxBytesReader(out, r.Body, most)
		return h(out, r)
	}))
}

// write takes what changes something: up to a size, and never of a workbench that
// only shows.
func (w *Workbench) write(path string, most int64, h handler) {
	w.open(path, most, func(out http.ResponseWriter, r *http.Request) error {
		if w.options.ReadOnly {
			return refused(http.StatusForbidden, "只读：不能改动", "read-only: nothing can be changed")
		}
		return h(out, r)
	})
}

// refusal is an error with a status of HTTP and words for the one who reads it.
type refusal struct {
	status int
	diag.Text
}

func (r *refusal) Error() string { return r.En }

func refused(status int, zh, en string, args ...any) error {
	return &refusal{status, diag.T(zh, en, args...)}
}

// malformed is the refusal of a form that can't be read: no browser sends one. One that is
// too large is told as that.
func malformed(err error) error {
	if big := (*http.MaxBytesError)(nil); errors.As(err, &big) {
		return err
	}
	return refused(http.StatusBadRequest, "请求的内容不对", "the request is not well formed")
}

// told tells a handler's error. A panic is told, too: the others go on.
func (w *Workbench) told(h handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				w.pages.refuse(out, r, &refusal{http.StatusInternalServerError, diag.T("程序内部错误：%v", "internal error: %v", diag.Caught(p))})
			}
		}()
		err := h(out, r)
		var known *refusal
		var big *http.MaxBytesError
		switch {
		case err == nil, r.Context().Err() != nil:
		case errors.As(err, &known):
			w.pages.refuse(out, r, known)
		case errors.As(err, &big):
			w.pages.refuse(out, r, &refusal{http.StatusRequestEntityTooLarge, diag.T("太大：至多 %d MB", "too large: at most %d MB", max(1, big.Limit>>20))})
		case errors.Is(err, generator.ErrPeriod), errors.Is(err, generator.ErrUnknownTarget): // as an address was typed
			w.pages.refuse(out, r, &refusal{http.StatusBadRequest, spoken(err)})
		default:
			w.pages.refuse(out, r, &refusal{http.StatusInternalServerError, spoken(err)})
		}
	})
}

// spoken is what an error of the environment or of usage says.
func spoken(err error) diag.Text {
	if problem, remedy, ok := diag.Environment(err); ok {
		return diag.T("%s；%s", "%s; %s", problem, remedy)
	}
	var text *diag.Spoken
	if errors.As(err, &text) {
		return text.Text
	}
	return diag.T("出错：%s", "error: %s", err.Error()) // nobody has words for it yet: better in English than not
}

// Link is the address that opens the workbench, once.
func (w *Workbench) Link() string { return w.guard.link() }

// Serve answers until ctx is done, or no page has been open for a while.
func (w *Workbench) Serve(ctx context.Context) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	server := &http.Server{Handler: w.guard.protect(w.live.counted(w.chosen(w.mux))), ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	go w.watch(ctx, end)
	stop := context.AfterFunc(ctx, func() {
		w.live.halt()
		limit, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if server.Shutdown(limit) != nil {
			server.Close()
		}
	})
	defer stop()
	err := server.Serve(w.listener)
	end()
	w.live.wait()
	w.returns.end()
	w.adopting.end()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// watch looks once a second whether a file of the workspace was changed, for the pages
// that are open, and ends everything when none has been open for a while.
func (w *Workbench) watch(ctx context.Context, end func()) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if w.live.open() && w.desk.changed() {
			w.live.tell("changed", nil)
		}
		if !w.options.Stay && w.live.idle() > w.options.Patience {
			end()
		}
	}
}
