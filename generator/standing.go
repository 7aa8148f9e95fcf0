package generator

import (
	"cmp"
	"context"
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/run"
)

// Standing is how one target stands in a period: how many of its outputs are as the
// tables and templates want them now.
type Standing struct {
	Batch                             *Batch // of this target alone
	Template                          *fill.Template
	Current, Outdated, Absent, Failed int
	Complaints                        *diag.List // why some can't be made
	Outputs                           []Stands   // by their files
}

// Stands is how one output stands.
type Stands struct {
	run.Job
	State      Stand
	Complaints *diag.List
}

// Stand is how an output stands.
type Stand string

// The stands of outputs.
const (
	Current  Stand = "current"  // in place, as it would be made now
	Outdated Stand = "outdated" // in place, but it would come out otherwise
	Absent   Stand = "absent"   // not made yet
	Unfit    Stand = "unfit"    // can't be made: complaints tell why
)

// Standing tells how the outputs that r means stand. Nothing is made. The errors are
// of usage, as for Plan, and of the environment.
func (w *Workspace) Standing(ctx context.Context, r Request) ([]*Standing, error) {
	r, err := r.settled()
	if err != nil {
		return nil, err
	}
	templates, err := w.Select(r.Targets)
	if err != nil {
		return nil, err
	}
	r.Options.DryRun = true
	numbers := w.numbering(ctx, r)
	var out []*Standing
	listed := map[string]map[string]bool{} // files of the manifests, by folder
	for _, t := range templates {
		one := r
		one.Targets, one.Within = []string{t.Name()}, r.Within || len(r.Targets) == 0
		batches, err := w.Plan(one)
		if err != nil {
			return nil, err
		}
		b := batches[0]
		if listed[b.Dir] == nil {
			if listed[b.Dir], err = listedIn(b.Dir); err != nil {
				return nil, err
			}
		}
		s := &Standing{Batch: b, Template: t, Complaints: &diag.List{}}
		o := run.Options{DryRun: true, Workers: r.Options.Workers, Events: func(e run.Event) { s.note(e, listed[b.Dir]) }}
		report, err := run.Execute(ctx, b.Dir, w.jobs(b, numbers), o)
		if err == nil {
			err = numbers.err
		}
		if err != nil {
			return nil, err
		}
		s.Complaints.Append(report.Complaints)
		slices.SortFunc(s.Outputs, func(a, b Stands) int { return cmp.Compare(a.File, b.File) })
		out = append(out, s)
	}
	return out, nil
}

func (s *Standing) note(e run.Event, listed map[string]bool) {
	at := Stands{Job: e.Job, Complaints: e.Complaints}
	switch {
	case e.State == run.Kept:
		at.State = Current
		s.Current++
	case e.State == run.Failed:
		at.State = Unfit
		s.Failed++
	case listed[e.Job.File]:
		at.State = Outdated
		s.Outdated++
	default:
		at.State = Absent
		s.Absent++
	}
	s.Outputs = append(s.Outputs, at)
}

// listedIn are the files that a folder's manifest accounts for.
func listedIn(dir string) (map[string]bool, error) {
	m, err := run.ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	files := map[string]bool{}
	for _, e := range m.Outputs {
		files[e.File] = true
	}
	return files, nil
}
