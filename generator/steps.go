package generator

import (
	"iter"
	"runtime"
	"slices"

	"hongtou/generator/fill"
	"hongtou/generator/parallel"
	"hongtou/generator/run"
)

// choice is what is known of one subject of a template once the batch is counted: a
// byte for each of a nation's villages, so that their conditions are asked once.
type choice byte

const (
	wanted choice = 1 << iota // it has the output
	mine                      // which is this shard's
	failed                    // its template's when does, and the output says why
)

// steps goes through what the batch makes, by target and then in table order,
// and tells for each whether it is this shard's.
func (b *Batch) steps() iter.Seq2[step, bool] {
	return func(yield func(step, bool) bool) {
		for i, t := range b.templates {
			n := -1
			for s := range t.Subjects(b.workspace.Office) {
				n++
				c := b.chosen[i][n]
				if c&wanted == 0 {
					continue
				}
				for _, f := range b.formats.of(t) {
					if !yield(step{t, s, f, c&failed != 0}, c&mine != 0) {
						return
					}
				}
			}
		}
	}
}

// counted is how many subjects are asked at a time; their order doesn't matter to sums.
const counted = 1024

// count counts the batch's outputs; for a shard it also states the whole plan,
// against which all shards are held when they are joined.
func (b *Batch) count() {
	b.len = 0
	b.chosen = make([][]choice, len(b.templates))
	for i, t := range b.templates {
		var parts []*portion
		var group parallel.Group
		free := make(chan struct{}, runtime.GOMAXPROCS(0))
		ask := func(subjects []fill.Subject) {
			p := &portion{batch: b, template: t, subjects: subjects}
			parts = append(parts, p)
			free <- struct{}{}
			group.Go(func() {
				defer func() { <-free }()
				p.choose()
				p.subjects = nil // a nation's villages have many
			})
		}
		subjects := make([]fill.Subject, 0, counted)
		for s := range t.Subjects(b.workspace.Office) {
			if subjects = append(subjects, s); len(subjects) == counted {
				ask(subjects)
				subjects = make([]fill.Subject, 0, counted)
			}
		}
		ask(subjects)
		group.Wait()
		var tally run.Tally
		for _, p := range parts {
			b.chosen[i] = append(b.chosen[i], p.chosen...)
			b.len += p.len
			tally.Join(&p.tally)
		}
		b.tellNone(i)
		if b.request.Shard.Of > 0 && tally.Count() > 0 {
			planned := tally.Of(t.Name())
			planned.Inputs = b.workspace.inputs.digest()
			b.plan = append(b.plan, planned)
		}
	}
}

// makes tells whether a template has outputs.
func (b *Batch) makes(i int) bool {
	return slices.ContainsFunc(b.chosen[i], func(c choice) bool { return c&wanted != 0 })
}

// portion is some of a template's subjects while they are counted.
type portion struct {
	batch    *Batch
	template *fill.Template
	subjects []fill.Subject

	chosen []choice
	tally  run.Tally // of all shards' outputs, where there are shards
	len    int       // outputs of this shard
}

func (p *portion) choose() {
	p.chosen = make([]choice, len(p.subjects))
	formats, ask := p.batch.formats.of(p.template), p.template.Asker()
	for i, s := range p.subjects {
		c := p.batch.choose(ask, p.template, s)
		if shard := p.batch.request.Shard; c&wanted != 0 && shard.Of > 0 {
			usual := run.KeyOf(p.template.Name(), s.Code())
			if shard.Owns(usual) {
				c |= mine
			}
			for _, f := range formats {
				key := usual
				if name := named(p.template, f); name != "" {
					key = run.KeyIn(p.template.Name(), s.Code(), name)
				}
				p.tally.Add(key)
			}
		} else if c&wanted != 0 {
			c |= mine
		}
		if c&mine != 0 {
			p.len += len(formats)
		}
		p.chosen[i] = c
	}
	p.subjects = nil
}

// choose tells whether the batch has an output of a template for a subject.
func (b *Batch) choose(ask func(fill.Root) fill.Verdict, t *fill.Template, s fill.Subject) choice {
	if b.request.Unit != "" && !s.About(b.request.Unit) || !s.In(b.Period) {
		return 0
	}
	if !t.Conditional() {
		return wanted
	}
	switch v := ask(b.workspace.root(step{template: t, subject: s}, b.Period, b.request.Draft)); {
	case v.Failed:
		return wanted | failed
	case v.Wanted:
		return wanted
	}
	return 0
}
