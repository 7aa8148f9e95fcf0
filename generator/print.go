package generator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/pdf"
	"hongtou/generator/period"
	"hongtou/generator/run"
	"hongtou/generator/typeset"
)

// A print file holds all agreements that one party signs as the upper one
// (甲方), so that an office sends the print shop one file a party and not one a
// signatory.

// ErrNotPages is the error of print files in a format that has no pages to bind.
var ErrNotPages = errors.New("print files are PDF or OFD")

// ErrNoAgreement is the error of targets none of which is an agreement.
var ErrNoAgreement = errors.New("no agreement among the targets")

// MostCopies bounds the copies of one agreement in a print file.
const MostCopies = 20

// printing is the print files of one period.
type printing struct {
	w         *Workspace
	templates []*fill.Template
	period    period.Period
	copies    int
	formats   []fill.Format
}

// Print makes a print file for each party that signs agreements of r's targets,
// with copies of each: in table order, each beginning on an odd page. Agreements of
// several cadences come each for its own period, in print files of that period.
// r.Unit names one party; r.Formats may have PDF, which is the usual one, and OFD.
// Workbooks among the targets are passed over. The report
// adds up all periods.
func (w *Workspace) Print(ctx context.Context, r Request, copies int) (*run.Report, error) {
	r, err := r.settled()
	if err != nil {
		return nil, err
	}
	printings, err := w.printings(r, copies)
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
func (w *Workspace) printings(r Request, copies int) ([]*printing, error) {
	formats := r.Formats
	if formats == nil {
		formats = []fill.Format{fill.PDF}
	}
	if slices.Contains(formats, fill.DOCX) {
		return nil, diag.Speak(ErrNotPages, "付印文件只有 PDF 或 OFD，不做 %s", "print files are PDF or OFD, not %s", fill.DOCX)
	}
	templates, err := w.Select(r.Targets)
	if err != nil {
		return nil, err
	}
	var all []*printing
	for _, t := range templates {
		if t.Kind() != fill.DocumentKind || !t.Parties() {
			continue
		}
		period, err := w.periodFor(t, r)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(all, func(p *printing) bool { return p.period == period })
		if i < 0 {
			i, all = len(all), append(all, &printing{w: w, period: period, copies: copies, formats: formats})
		}
		all[i].templates = append(all[i].templates, t)
	}
	if len(all) == 0 {
		return nil, diag.Speak(ErrNoAgreement, "所选的目标中没有责任书：%s", "no agreement among the targets: %s", strings.Join(r.Targets, " "))
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
				job := run.Job{Target: printTarget, Unit: u.Code, File: fill.SafePath("印刷", fmt.Sprintf("%s-%s签订责任书（每份%d本）.%s", u.Code, u.Name, p.copies, f)),
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

// steps are the agreements of each party, in the order of the table of units.
func (p *printing) steps() map[*model.Unit][]step {
	byUnit := map[*model.Unit][]step{}
	for _, t := range p.templates {
		for _, s := range t.Selected(p.w.Office) {
			if u := s.Unit(); u != nil && t.Wanted(p.w.root(step{template: t, subject: s}, p.period, false)) {
				byUnit[u] = append(byUnit[u], step{template: t, subject: s})
			}
		}
	}
	byParty := map[*model.Unit][]step{}
	for _, u := range p.w.Office.Units {
		if a := p.w.Office.PartyA(u); a != nil {
			byParty[a] = append(byParty[a], byUnit[u]...)
		}
	}
	return byParty
}

// prepare fills a party's agreements. One that can't be filled leaves the whole
// file out: a bundle with a gap would be signed as if it were complete.
func (p *printing) prepare(party *model.Unit, steps []step, format fill.Format) (*run.Work, *diag.List) {
	complaints := &diag.List{}
	var filled []*fill.Document
	digest := []string{party.Name, p.period.String(), strconv.Itoa(p.copies), string(format)}
	for _, s := range steps {
		d, more := s.template.Document(p.w.root(s, p.period, false))
		complaints.Append(more)
		if d != nil {
			filled = append(filled, d)
			digest = append(digest, d.String(), p.w.lent(d))
		}
	}
	if complaints.Errors() > 0 {
		return nil, complaints
	}
	return &run.Work{
		Input: p.w.digest(digest...),
		Write: func(out io.Writer) (*diag.List, error) { return p.write(out, party, filled, format) },
	}, complaints
}

func (p *printing) write(out io.Writer, party *model.Unit, filled []*fill.Document, format fill.Format) (*diag.List, error) {
	complaints := &diag.List{}
	var parts []typeset.Part
	for _, d := range filled {
		paper, more := p.w.resolved(d, false)
		complaints.Append(more)
		layout, more := typeset.Typeset(paper, p.w.Faces)
		complaints.Append(more)
		parts = append(parts, typeset.Part{Layout: layout, Copies: p.copies})
	}
	if complaints.Errors() > 0 {
		return complaints, nil
	}
	return complaints, p.w.bound(out, typeset.Bind(parts), format, pdf.Info{
		Title: fmt.Sprintf("%s%s签订责任书", party.Name, p.period.Name()), Author: p.w.Office.Name,
		Subject: fmt.Sprintf("共%d份责任书，每份%d本", len(filled), p.copies), Date: chinese(p.period.End()),
	}, nil)
}
