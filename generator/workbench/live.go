package workbench

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// live tells the pages that are open what happens: a file was changed, a run goes on.
// An open page holds a stream; by these the workbench knows that someone is there.
type live struct {
	mu      sync.Mutex
	streams map[chan event]bool
	last    time.Time // someone was there
	busy    int       // requests and runs at work
	stop    context.CancelFunc
	running *progress
	work    sync.WaitGroup
	done    chan struct{} // closed at the end
	ended   bool
}

type event struct {
	name string
	data []byte
}

func newLive() *live {
	return &live{streams: map[chan event]bool{}, last: time.Now(), done: make(chan struct{})}
}

// tell tells all open pages. A page that does not listen misses it.
func (l *live) tell(name string, data any) {
	text, err := json.Marshal(data)
	if err != nil {
		panic(err) // a value of ours
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for s := range l.streams {
		select {
		case s <- event{name, text}:
		default:
		}
	}
}

func (l *live) open() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.streams) > 0
}

// idle is how long nobody has been there.
func (l *live) idle() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.streams) > 0 || l.busy > 0 {
		l.last = time.Now()
	}
	return time.Since(l.last)
}

func (l *live) count(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.busy += n
	l.last = time.Now()
}

// counted notes that requests are at work.
func (l *live) counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/live" { // a stream counts itself, once it is known
			l.count(1)
			defer l.count(-1)
		}
		next.ServeHTTP(out, r)
	})
}

// halt ends the streams and interrupts a run, as Ctrl-C would.
func (l *live) halt() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ended {
		l.ended = true
		close(l.done)
	}
	if l.stop != nil {
		l.stop()
	}
}

// wait waits for a run to end.
func (l *live) wait() { l.work.Wait() }

// stream is a page's stream of events (server-sent events), as long as it is open.
func (w *Workbench) stream(out http.ResponseWriter, r *http.Request) error {
	l := w.live
	s := make(chan event, 64)
	l.mu.Lock()
	l.streams[s] = true
	now := l.running
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.streams, s)
		l.last = time.Now()
	}()
	out.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(out).Flush
	if now != nil {
		text, _ := json.Marshal(now.state())
		fmt.Fprintf(out, "event: run\ndata: %s\n\n", text)
	} else {
		fmt.Fprint(out, ": \n\n")
	}
	beat := time.NewTicker(20 * time.Second) // a browser that went away without a word is noticed
	defer beat.Stop()
	for {
		if err := flush(); err != nil {
			return nil
		}
		select {
		case <-r.Context().Done():
			return nil
		case <-l.done:
			return nil
		case <-beat.C:
			fmt.Fprint(out, ": \n\n")
		case e := <-s:
			fmt.Fprintf(out, "event: %s\ndata: %s\n\n", e.name, e.data)
		}
	}
}
