package generator

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/pdf"
	"hongtou/generator/period"
	"hongtou/generator/run"
	"hongtou/generator/source"
)

// Request says what to make.
type Request struct {
	Targets  []string      // targets, jobs or globs; none = all
	Period   string        // as period.Read reads it; "" = each target's last whole one
	Today    period.Date   // needed where Period is "", and for document numbers
	Within   bool          // a Period longer than a target's cadence means the last one inside, not an error
	Unit     string        // only the outputs about this unit, or about the record of this code
	Out      string        // "" = the workspace's out folder
	Register string        // the register of document numbers; "" = the workspace's
	Shard    run.Shard     // only this part, for several machines
	Prune    bool          // remove outputs that the targets have no more; see [Workspace.pruned]
	Formats  []fill.Format // of documents; nil = as jobs and templates say, else PDF
	Draft    bool          // with samples of seals, without document numbers, into a folder of their own
	Options  run.Options
}

// Batch is the outputs of one period, which share a folder and a manifest.
type Batch struct {
	Period period.Period
	Dir    string

	workspace *Workspace
	request   *Request
	templates []*fill.Template
	formats   formats
	plan      []run.Planned // what all shards are to make, by target
	words     []diag.Text   // see Words
	chosen    [][]choice    // of each template, what count found of its subjects
	len       int
}

// step is one target for one subject in one format.
type step struct {
	template *fill.Template
	subject  fill.Subject
	format   fill.Format
	failed   bool // its template's when does
}

// Words tell why the batch is of this period and not of the one that is about to begin,
// where there is nothing to make only as far as is entered, and which table has no row
// for a target.
func (b *Batch) Words() []diag.Text { return b.words }

// Len is the number of outputs.
func (b *Batch) Len() int { return b.len }

// Plan resolves a request into batches by period. The errors are of usage: an
// unknown target, a period that does not fit. The outputs themselves are never
// held: a batch goes through its templates' units anew each time.
func (w *Workspace) Plan(r Request) ([]*Batch, error) {
	r, err := r.settled()
	if err != nil {
		return nil, err
	}
	asked, skipped, err := w.asked(r)
	if err != nil {
		return nil, err
	}
	out := w.outDir(r)
	if r.Draft {
		out = filepath.Join(out, draftFolder)
	}
	var batches []*Batch
	formats := w.formats(r)
	for _, a := range asked {
		b := batchOf(&batches, a.period, out)
		b.workspace, b.request, b.formats = w, &r, formats
		if slices.Contains(b.templates, a.template) {
			continue
		}
		b.templates = append(b.templates, a.template)
	}
	if p, err := period.Parse(r.Period); r.Prune && err == nil && run.HasManifest(filepath.Join(out, p.String())) {
		b := batchOf(&batches, p, out) // of the period's targets all may be gone
		b.workspace, b.request, b.formats = w, &r, formats
	}
	for i, b := range batches {
		b.count()
		b.tellWaiting()
		b.tellLonger()
		if i == 0 {
			b.words = append(b.words, skipped...)
		}
	}
	tellEmpty(batches, r)
	return batches, nil
}

// asking is one target in one period.
type asking struct {
	template *fill.Template
	period   period.Period
}

// asked resolves a request's names into targets with their periods: of the job due
// those that it finds, of others as PeriodFor says. Those among the targets of a pattern
// that have no such period are left out, and said.
func (w *Workspace) asked(r Request) ([]asking, []diag.Text, error) {
	var out []asking
	names := slices.Clone(r.Targets)
	for i, name := range names {
		if w.jobKey(name) == DueJob {
			names[i] = DueJob
		}
	}
	if slices.Contains(names, DueJob) {
		rows, err := w.Due(r)
		if err != nil {
			return nil, nil, err
		}
		for _, d := range rows {
			out = append(out, asking{w.Templates.Get(d.Target), d.Period})
		}
		if names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == DueJob }); len(names) == 0 {
			return out, nil, nil
		}
	}
	templates, err := w.Select(names)
	if err != nil {
		return nil, nil, err
	}
	var skipped []diag.Text
	var unfit error
	for _, t := range templates {
		p, err := w.periodFor(t, r)
		switch {
		case err == nil:
			out = append(out, asking{t, p})
		case errors.Is(err, ErrPeriod) && w.byPattern(names, t):
			unfit, skipped = err, append(skipped, diag.Words(err))
		default:
			return nil, nil, err
		}
	}
	if len(out) == 0 && unfit != nil {
		return nil, nil, unfit
	}
	return out, skipped, w.useCalendar(r, templates)
}

// pruned tells which outputs a batch may find stale: those of the targets that it
// makes in the formats that it makes, and those that have no template any more. The
// others are not gone through, so nothing is known of them.
func (w *Workspace) pruned(b *Batch) func(target, format string) bool {
	known := targetsOf(w.Templates)
	return func(target, format string) bool {
		return !known(target) || slices.ContainsFunc(b.templates, func(t *fill.Template) bool {
			return t.Name() == target && slices.ContainsFunc(b.formats.of(t), func(f fill.Format) bool { return named(t, f) == format })
		})
	}
}

// draftFolder holds drafts inside the output folder, so that none lies among
// the papers that are sent.
const draftFolder = "草稿"

func batchOf(batches *[]*Batch, p period.Period, out string) *Batch {
	for _, b := range *batches {
		if b.Period == p {
			return b
		}
	}
	b := &Batch{Period: p, Dir: filepath.Join(out, p.String())}
	*batches = append(*batches, b)
	return b
}

// Run makes what r asks. The report adds up all periods. Where a table or
// template was changed meanwhile, its notes say so.
func (w *Workspace) Run(ctx context.Context, r Request) (*run.Report, error) {
	r, err := r.settled()
	if err != nil {
		return nil, err
	}
	batches, err := w.Plan(r)
	if err != nil {
		return nil, err
	}
	total := &run.Report{Complaints: &diag.List{}, Notes: &diag.List{}}
	for _, b := range batches {
		o := r.Options
		o.Shard, o.Plan = r.Shard, b.plan
		if r.Prune {
			o.Prune = w.pruned(b)
		}
		n := w.numbering(ctx, r)
		report, err := run.Execute(ctx, b.Dir, w.jobs(b, n), o)
		total.Add(report)
		if err == nil {
			err = n.err
		}
		if err != nil {
			return total, err
		}
	}
	total.Notes.Append(w.inputs.changed())
	return total, nil
}

// jobs gives the batch's outputs as jobs. Those that may ask for a document
// number are filled here, a few at a time and in order, so that numbers run in
// the plan's order whatever the workers do.
func (w *Workspace) jobs(b *Batch, n *numbering) iter.Seq[run.Job] {
	return func(yield func(run.Job) bool) {
		for s, mine := range b.steps() {
			if !mine {
				continue
			}
			job := w.job(s, b.Period, n)
			if !n.may(s.template) {
				if n.flush(yield) && yield(job) {
					continue
				}
				return
			}
			if !n.add(s, job, b.Period, yield) {
				return
			}
		}
		n.flush(yield)
	}
}

// job is the job of a step. A panic in it is kept for the worker, which makes it
// that job's complaint.
func (w *Workspace) job(s step, p period.Period, n *numbering) (job run.Job) {
	job = run.Job{Target: s.template.Name(), Unit: s.subject.Code(), Format: named(s.template, s.format)}
	defer func() {
		if broken := recover(); broken != nil {
			caught := diag.Caught(broken)
			job.File, job.Prepare = job.Whom(), func() (*run.Work, *diag.List) { panic(caught) }
		}
	}()
	root := w.root(s, p, n.draft)
	file, complaints := s.template.FileOf(root, s.format)
	if s.failed {
		file, complaints = s.template.File(root, s.format) // which says why
	}
	job.File = file
	switch {
	case complaints.Errors() > 0:
		job.File = job.Whom()
		job.Prepare = func() (*run.Work, *diag.List) { return nil, complaints }
	case s.template.Kind() == fill.WorkbookKind:
		job.Prepare = func() (*run.Work, *diag.List) { return w.workbook(s.template, root) }
	case s.template.Kind() == fill.WordKind:
		job.Prepare = func() (*run.Work, *diag.List) { return w.word(s.template, root) }
	case n.may(s.template):
		// the numbering fills it
	default:
		job.Prepare = func() (*run.Work, *diag.List) {
			filled, complaints := w.filled(s, p, root)
			return w.document(filled, root, s.format, n.draft), complaints
		}
	}
	return job
}

// filled fills a document. A final one that lacks what it needs is not filled.
func (w *Workspace) filled(s step, p period.Period, root fill.Root) (*fill.Document, *diag.List) {
	if !root.Draft {
		if lacking := w.lacking(s, p, root.Doc); lacking.Len() > 0 {
			return nil, lacking
		}
	}
	return s.template.Document(root)
}

func (w *Workspace) root(s step, p period.Period, draft bool) fill.Root {
	doc := w.docFor(s.template, s.subject, p)
	return s.subject.Bind(fill.Root{Office: w.Office, Period: p.Until(w.Office.Today).Until(issued(doc)), Doc: doc, Draft: draft, Calendar: w.calendar.Load()})
}

// issued is the date of a paper as hongtou.yaml gives it, the zero Date for none: the
// paper knows nothing of what came later.
func issued(doc map[string]any) period.Date {
	text, _ := doc["date"].(string)
	if text == "" {
		return period.Date{}
	}
	day, err := time.Parse("2006-1-2", text)
	if err != nil {
		return period.Date{}
	}
	return period.DateOf(day)
}

func (w *Workspace) digest(parts ...string) string {
	b := digested.Get().(*[]byte)
	defer digested.Put(b)
	*b = (*b)[:0]
	for _, p := range append([]string{Engine(), w.faces}, parts...) {
		*b = strconv.AppendInt(*b, int64(len(p)), 10)
		*b = append(append(*b, ':'), p...)
	}
	sum := sha256.Sum256(*b)
	return hex.EncodeToString(sum[:])
}

// digested is memory for what is digested.
var digested = sync.Pool{New: func() any { return new([]byte) }}

// document is the work of a filled document; nil where it could not be filled.
func (w *Workspace) document(filled *fill.Document, root fill.Root, format fill.Format, draft bool) *run.Work {
	if filled == nil {
		return nil
	}
	text := filled.String()
	info := information{date: chinese(root.Period.End()), attachments: attached(filled, root), draft: draft}
	parts := []string{text, root.Period.String(), w.lent(filled, text), strconv.FormatBool(draft), string(format)}
	if format == fill.OFD {
		parts = append(parts, fmt.Sprint(w.Config.OFD))
	}
	for _, a := range info.attachments {
		parts = append(parts, string(a.Data))
	}
	return &run.Work{
		Input: w.digest(parts...),
		Write: func(out io.Writer) (*diag.List, error) {
			complaints, err := w.write(out, filled, format, info)
			return w.about(root.Subject(), complaints), err
		},
	}
}

// chinese is the beginning of a day in China, where the documents are dated.
func chinese(d period.Date) time.Time {
	t := d.Time()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.FixedZone("", 8*60*60))
}

// attached is the record that a document was filled for, where its template asks
// for it: a unit's row as a table of one row, or a meeting's file, as Load reads
// them. Records of other tables, and other units, are never attached.
func attached(d *fill.Document, root fill.Root) []pdf.Attachment {
	if d.Meta.Get("attach") != fill.AttachData {
		return nil
	}
	a := pdf.Attachment{Type: "application/json"}
	switch r := root.Subject().Record.(type) {
	case *model.Unit:
		a.Name, a.Description, a.Data = "unit.json", "单位表中的一行："+r.Name, source.UnitJSON(r)
	case *model.Meeting:
		a.Name, a.Description, a.Data = "meeting.json", "会议："+r.Title, source.MeetingJSON(r)
	default:
		return nil
	}
	return []pdf.Attachment{a}
}
