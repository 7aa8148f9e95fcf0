package workbench

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/lock"
	"hongtou/generator/run"
)

// progress is how far a run is, as pages hear of it.
type progress struct {
	mu   sync.Mutex
	said time.Time
	runState
}

type runState struct {
	Total  int      `json:"total"`
	Done   int      `json:"done"`
	File   string   `json:"file"`
	Ended  bool     `json:"ended"`
	Words  string   `json:"words"`            // of its end
	Wrong  bool     `json:"wrong"`            // something was not made
	Detail []string `json:"detail,omitempty"` // complaints
}

func (p *progress) state() runState {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.runState
}

// often is how often pages hear of a run's files.
const often = 100 * time.Millisecond

// mostTold is how many complaints of a run are listed; all of them are in run.log.
const mostTold = 20

// run makes what the form asks, while the page goes on; the stream tells how far it is.
func (w *Workbench) run(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	if n := office.Complaints.Errors(); n > 0 {
		return refused(http.StatusConflict, "数据或模板有 %d 处错误，改正后才能生成", "there are %d errors in the data or templates: mend them first", n)
	}
	request := generator.Request{Targets: r.PostForm["target"], Period: r.PostForm.Get("period"), Unit: r.PostForm.Get("unit"), Today: w.desk.today(),
		Within: true, Draft: r.PostForm.Has("draft")}
	for _, name := range r.PostForm["as"] {
		formats, err := generator.ParseFormats(name)
		if err != nil {
			return refused(http.StatusBadRequest, "没有格式 %s", "no format %s", name)
		}
		request.Formats = append(request.Formats, formats...)
	}
	if len(request.Formats) > 0 && request.Formats[0] != fill.PDF && r.PostForm.Has("also") {
		request.Formats = append([]fill.Format{fill.PDF}, request.Formats...)
	}
	requests := []generator.Request{request}
	if len(request.Targets) == 0 && request.Period == "" { // what the view shows then: what is due today of other periods, too
		request.Targets = []string{generator.DueJob}
		requests = append(requests, request)
	}
	p := &progress{}
	for i := range requests {
		batches, err := office.Plan(requests[i])
		if err != nil {
			return err
		}
		for _, b := range batches {
			p.Total += b.Len()
		}
		requests[i].Options.Events = func(e run.Event) { w.live.step(p, e) }
	}
	ctx, err := w.live.begin(p)
	if err != nil {
		return err
	}
	go func() {
		total := &run.Report{Complaints: &diag.List{}, Notes: &diag.List{}}
		for _, request := range requests {
			report, err := office.Run(ctx, request)
			if report != nil {
				total.Add(report)
			}
			if err != nil {
				w.live.end(p, w.options.Lang, total, err)
				return
			}
		}
		w.live.end(p, w.options.Lang, total, nil)
	}()
	out.WriteHeader(http.StatusAccepted)
	return nil
}

// stopRun interrupts the run, if there is one. What was made is whole.
func (w *Workbench) stopRun(out http.ResponseWriter, _ *http.Request) error {
	w.live.mu.Lock()
	defer w.live.mu.Unlock()
	if w.live.stop != nil {
		w.live.stop()
	}
	out.WriteHeader(http.StatusNoContent)
	return nil
}

// begin begins a run, unless one is at work. Its context ends with the workbench or by
// stopRun, not with the request.
func (l *live) begin(p *progress) (context.Context, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.running != nil || l.ended {
		return nil, refused(http.StatusConflict, "正在生成；等它结束", "a run is at work: wait for it to end")
	}
	ctx, stop := context.WithCancel(context.Background())
	l.running, l.stop = p, stop
	l.busy++
	l.work.Add(1)
	return ctx, nil
}

func (l *live) step(p *progress, e run.Event) {
	p.mu.Lock()
	p.Done++
	p.File = e.Job.File
	soon := time.Since(p.said) < often
	if !soon {
		p.said = time.Now()
	}
	p.mu.Unlock()
	if !soon {
		l.tell("run", p.state())
	}
}

// end tells what came of the run.
func (l *live) end(p *progress, lang string, report *run.Report, err error) {
	p.mu.Lock()
	p.Ended = true
	p.Words = runWords(report, err).In(lang)
	p.Wrong = err != nil
	p.Wrong = p.Wrong || report.Failed > 0 || report.Complaints.Errors() > 0
	for _, g := range report.Complaints.Brief().Groups() {
		if len(p.Detail) < mostTold {
			p.Detail = append(p.Detail, g.In(lang))
		}
	}
	p.mu.Unlock()
	l.mu.Lock()
	l.running, l.stop = nil, nil
	l.busy--
	l.mu.Unlock()
	l.tell("run", p.state())
	l.work.Done()
}

// runWords say what a run did.
func runWords(r *run.Report, err error) diag.Text {
	var busy *lock.Busy
	switch {
	case errors.Is(err, context.Canceled):
		return diag.T("已停下：生成 %d 份；已生成的完整有效", "stopped: made %d, which are whole", r.Made)
	case errors.As(err, &busy):
		return busy.Text(time.Now())
	case err != nil:
		return spoken(err)
	}
	return diag.T("生成 %d 份，%d 份无变化，%d 份未生成", "made %d, %d unchanged, %d not made", r.Made, r.Kept, r.Failed)
}
