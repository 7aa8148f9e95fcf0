package generator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/pdf"
	"hongtou/generator/period"
	"hongtou/generator/run"
	"hongtou/generator/sign"
	"hongtou/generator/source"
	"hongtou/generator/typeset"
)

// A print file holds all agreements that one party signs as the upper one
// (甲方), so that an office sends the print shop one file a party and not one a
// signatory; and likewise all papers for one receiver.

// ErrNotPages is the error of print files in a format that has no pages to bind.
var ErrNotPages = errors.New("print files are PDF or OFD")

// ErrNoAgreement is the error of targets none of which is a paper that can be bound.
var ErrNoAgreement = errors.New("no paper among the targets")

// printing is the print files of one period.
type printing struct {
	w         *Workspace
	templates []*fill.Template
	period    period.Period
	form      PrintForm
	formats   []fill.Format
}

// Print makes a print file for each party that signs agreements of r's targets, and for
// each receiver of other papers, in a form: in table order, each copy beginning on
// an odd page or a booklet of its own. Papers for no unit of their own are in the file of the region's unit. No
// targets at all mean the agreements. Papers of several cadences come each for its own
// period, in print files of that period. r.Unit names one party or receiver; r.Formats
// may have PDF, which is the usual one, and OFD. Workbooks among the targets are passed
// over, and a paper whose number the register gives is refused: its finished file is what
// is printed. The report
// adds up all periods.
func (w *Workspace) Print(ctx context.Context, r Request, form PrintForm) (*run.Report, error) {
	r, err := r.settled()
	if err != nil {
		return nil, err
	}
	printings, err := w.printings(r, form)
	if err != nil {
		return nil, err
	}
	total := &run.Report{Complaints: &diag.List{}}
	for _, p := range printings {
		report, err := run.Execute(ctx, filepath.Join(w.outDir(r), p.period.String()), p.jobs(r.Unit), r.Options)
		total.Add(report)
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// printings parts the agreements among r's targets by their periods.
func (w *Workspace) printings(r Request, form PrintForm) ([]*printing, error) {
	formats := r.Formats
	if formats == nil {
		formats = []fill.Format{fill.PDF}
	}
	if slices.Contains(formats, fill.DOCX) {
		return nil, diag.Speak(ErrNotPages, "付印文件只有 PDF 或 OFD，不做 %s", "print files are PDF or OFD, not %s", fill.DOCX)
	}
	if form.Passwords != nil && slices.Contains(formats, fill.OFD) {
		return nil, diag.Speak(ErrNotPages, "只有 PDF 能加口令：--passwords 不与 --as ofd 同用", "only PDF files take a password: no --passwords with --as ofd")
	}
	templates, err := w.Select(r.Targets)
	if err != nil {
		return nil, err
	}
	var all []*printing
	for _, t := range templates {
		if t.Kind() != fill.DocumentKind || !t.Parties() && len(r.Targets) == 0 {
			continue
		}
		period, err := w.periodFor(t, r)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(all, func(p *printing) bool { return p.period == period })
		if i < 0 {
			i, all = len(all), append(all, &printing{w: w, period: period, form: form, formats: formats})
		}
		all[i].templates = append(all[i].templates, t)
	}
	if len(all) == 0 {
		return nil, diag.Speak(ErrNoAgreement, "所选的目标中没有可以付印的文书：%s", "no paper to print among the targets: %s", strings.Join(r.Targets, " "))
	}
	return all, nil
}

// outDir is the folder that a request's outputs go below.
func (w *Workspace) outDir(r Request) string {
	if r.Out != "" {
		return r.Out
	}
	return outFolder(w.Dir, &w.Config)
}

// jobs gives a job for each party in the order of the table of units, or for
// the one named.
func (p *printing) jobs(party string) iter.Seq[run.Job] {
	steps := p.steps()
	return func(yield func(run.Job) bool) {
		for _, u := range p.w.Office.Units {
			if len(steps[u]) == 0 || party != "" && u.Code != party {
				continue
			}
			for _, f := range p.formats {
				job := run.Job{Target: printTarget, Unit: u.Code, File: fill.SafePath("印刷", fmt.Sprintf("%s-%s%s（%s）.%s", u.Code, u.Name, bundleWords(steps[u]), p.form.words(), f)),
					Prepare: func() (*run.Work, *diag.List) { return p.prepare(u, steps[u], f) }}
				if f != fill.PDF {
					job.Format = string(f)
				}
				if !yield(job) {
					return
				}
			}
		}
	}
}

// bundleWords say what a print file holds.
func bundleWords(steps []step) string {
	if slices.ContainsFunc(steps, func(s step) bool { return !s.template.Parties() }) {
		return "文书"
	}
	return "签订责任书"
}

// steps are the agreements of each party and the papers for each receiver, in the order
// of the table of units.
func (p *printing) steps() map[*model.Unit][]step {
	byUnit := map[*model.Unit][]step{}
	for _, t := range p.templates {
		for _, s := range t.Selected(p.w.Office) {
			u := s.Unit()
			if u == nil && !t.Parties() {
				u = p.w.Office.Region
			}
			if u != nil && s.In(p.period) && t.Wanted(p.w.root(step{template: t, subject: s}, p.period, false)) {
				byUnit[u] = append(byUnit[u], step{template: t, subject: s})
			}
		}
	}
	byParty := map[*model.Unit][]step{}
	for _, u := range p.w.Office.Units {
		for _, s := range byUnit[u] {
			whose := u
			if s.template.Parties() {
				whose = p.w.Office.PartyA(u)
			}
			if whose != nil {
				byParty[whose] = append(byParty[whose], s)
			}
		}
	}
	return byParty
}

// prepare fills a party's agreements. One that can't be filled leaves the whole
// file out: a bundle with a gap would be signed as if it were complete.
func (p *printing) prepare(party *model.Unit, steps []step, format fill.Format) (*run.Work, *diag.List) {
	complaints := &diag.List{}
	var filled []*fill.Document
	digest := append(p.form.digest(), party.Name, p.period.String(), string(format))
	password, wrong := p.form.password(party)
	complaints.Append(wrong)
	for _, s := range steps {
		d, more := p.w.filled(s, p.period, p.w.root(s, p.period, false))
		complaints.Append(more)
		if d != nil && strings.HasPrefix(strings.TrimSpace(d.Meta.Get(source.NumberKey)), "auto") {
			complaints.Add(diag.Diagnostic{Code: "print-number", Place: diag.Place{File: s.template.Path()}, Value: s.subject.Name(),
				Problem: diag.T("%[1]s的发文字号由登记簿编，不能这样付印", "%[2]s takes its number from the register and can't be printed so", s.template.Label(), s.template.Name()),
				Remedy:  diag.T("用 hongtou run 生成，印它的成品；或写明字号", "make it by hongtou run and print the finished file, or give its number")})
		}
		if d != nil {
			filled = append(filled, d)
			text := d.String()
			digest = append(digest, text, p.w.lent(d, text))
		}
	}
	if complaints.Errors() > 0 {
		return nil, complaints
	}
	return &run.Work{
		Input: p.w.digest(digest...),
		Write: func(out io.Writer) (*diag.List, error) { return p.write(out, party, steps, filled, format, password) },
	}, complaints
}

func (p *printing) write(out io.Writer, party *model.Unit, steps []step, filled []*fill.Document, format fill.Format, password string) (*diag.List, error) {
	complaints := &diag.List{}
	var parts []typeset.Part
	for _, d := range filled {
		paper, more := p.w.resolved(d, false)
		complaints.Append(more)
		layout, more := typeset.Typeset(paper, p.w.Faces)
		complaints.Append(more)
		complaints.Append(layout.Watermark(p.form.watermark(party), p.w.Faces))
		parts = append(parts, typeset.Part{Layout: layout, Copies: p.form.Copies})
	}
	if complaints.Errors() > 0 {
		return complaints, nil
	}
	to, pages := out, &bytes.Buffer{}
	if password != "" {
		to = pages
	}
	err := p.w.bound(to, p.form.bound(parts), format, pdf.Info{
		Title: party.Name + p.period.Name() + bundleWords(steps), Author: p.w.Office.Name,
		Subject: fmt.Sprintf("共%d份文书，%s", len(filled), p.form.words()), Date: chinese(p.period.End()),
	}, nil)
	if password == "" || err != nil {
		return complaints, err
	}
	encrypted, wrong := sign.Encrypt(pages.Bytes(), sign.Passwords{Open: password})
	if wrong != nil {
		complaints.Add(*wrong)
		return complaints, nil
	}
	_, err = out.Write(encrypted)
	return complaints, err
}
