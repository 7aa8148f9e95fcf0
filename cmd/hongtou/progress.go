package main

import (
	"io"
	"os"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"hongtou/generator/diag"
)

// progress is how far a run is, as a bar on a terminal's last line; nil shows nothing.
type progress struct {
	bar    *progressbar.ProgressBar
	on     *os.File // the terminal
	shared bool     // standard output is on a terminal too
}

// progress shows how far a run of so many outputs is, where talk goes to a terminal.
func (t *talk) progress(total int) *progress {
	f, ok := t.err.(*os.File)
	if !ok || t.quiet || t.format == "json" || total < 2 || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	out, ok := t.out.Writer.(*os.File)
	shared, pause := ok && term.IsTerminal(int(out.Fd())), 100*time.Millisecond
	if shared {
		pause = 0 // a line of output has taken the bar off
	}
	return &progress{
		bar: progressbar.NewOptions(total, progressbar.OptionSetWriter(f), progressbar.OptionShowCount(),
			progressbar.OptionThrottle(pause), progressbar.OptionSetDescription(diag.T("生成", "making").In(t.lang))),
		on: f, shared: shared,
	}
}

// step counts one more output.
func (p *progress) step() {
	if p != nil {
		p.bar.Add(1)
	}
}

// wipe takes the bar off its line before something else is written there; a step draws it
// anew. (The library's own way leaves it standing on Windows.)
func (p *progress) wipe() {
	if p == nil {
		return
	}
	width, _, err := term.GetSize(int(p.on.Fd()))
	if err != nil || width < 2 {
		width = 80
	}
	io.WriteString(p.on, "\r"+strings.Repeat(" ", width-1)+"\r") // one more would begin a new line
}

// wipeForOutput does so before a line of standard output, if it is seen on a terminal.
func (p *progress) wipeForOutput() {
	if p != nil && p.shared {
		p.wipe()
	}
}
