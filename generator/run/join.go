package run

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"

	"hongtou/generator/diag"
)

// Join puts the manifests of dir's shards together into one, if they prove that
// every planned output was made once: each shard is there and finished, all say
// the same of the whole plan, no file is in two of them, and what they list of
// each target adds up to the plan's count and sum over keys. Every output is
// compared with its entry too. What is wrong is in complaints, and then nothing
// is changed. A folder without shards is verified only.
func Join(ctx context.Context, dir string) (count int, complaints *diag.List, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return 0, nil, err
	}
	defer root.Close()
	shards, err := shardsIn(root)
	if err != nil {
		return 0, nil, err
	}
	shards = slices.DeleteFunc(shards, func(s Shard) bool { return s.Of == 0 })
	if len(shards) == 0 {
		return Verify(ctx, dir, nil)
	}
	unlock, err := lockFolder(dir, Shard{})
	if err != nil {
		return 0, nil, err
	}
	defer unlock()
	j := &joint{root: root, complaints: &diag.List{}}
	defer j.close()
	if err := j.open(shards); err != nil || j.complaints.Len() > 0 {
		return 0, j.complaints, err
	}
	if err := j.prove(ctx); err != nil || j.complaints.Len() > 0 {
		return j.count, j.complaints, err
	}
	return j.count, j.complaints, j.write()
}

type joint struct {
	root       *os.Root
	complaints *diag.List
	whole      *ledger // what was joined before; may be nil
	shards     []Shard
	ledgers    []*ledger
	plan       []Planned
	count      int
}

func (j *joint) close() {
	j.whole.close()
	for _, l := range j.ledgers {
		l.close()
	}
}

func (j *joint) complain(code, file string, problem, remedy diag.Text) {
	j.complaints.Add(diag.Diagnostic{Code: code, Place: diag.Place{File: file}, Problem: problem, Remedy: remedy})
}

// open opens the manifests of all shards and compares what they say of the plan.
func (j *joint) open(shards []Shard) (err error) {
	of := shards[0].Of
	for _, s := range shards {
		if s.Of != of {
			j.complain("shard-count", manifestName(s), diag.T("与其他清单的分片总数不同（%d）", "the other manifests are of %d shards", of),
				diag.T("删去不是这一次的清单", "delete the manifests of another run"))
			return nil
		}
	}
	if j.whole, err = openLedger(j.root, ManifestName); err != nil {
		return err
	}
	for part := 1; part <= of; part++ {
		s := Shard{part, of}
		l, err := openLedger(j.root, manifestName(s))
		if err != nil {
			return err
		}
		_, working := j.root.Lstat(journalName(s))
		switch {
		case working == nil:
			j.complain("shard-unfinished", journalName(s), diag.T("这一分片中断了或仍在运行", "this shard was interrupted or is still at work"), diag.T("重新运行 --shard %v", "run --shard %v again", s))
		case l == nil:
			j.complain("shard-missing", manifestName(s), diag.T("没有这一分片的清单", "this shard has no manifest"), diag.T("运行 --shard %v", "run --shard %v", s))
		case lacking(l.head.Plan):
			j.complain("shard-unfinished", manifestName(s), diag.T("这一分片中断了，或有文书没有生成", "this shard was interrupted, or some of its outputs were not made"),
				diag.T("改正所报的错误，重新运行 --shard %v", "mend what it complained of and run --shard %v again", s))
		case part > 1 && j.ledgers[0] != nil:
			j.compare(s, l.head.Plan, j.ledgers[0].head.Plan)
		}
		j.shards, j.ledgers = append(j.shards, s), append(j.ledgers, l)
	}
	if j.ledgers[0] != nil {
		j.plan = j.ledgers[0].head.Plan
	}
	return nil
}

// lacking tells whether a shard's last run left something of its plan unmade.
func lacking(plan []Planned) bool {
	return slices.ContainsFunc(plan, func(p Planned) bool { return p.Inputs == unfinished })
}

// compare complains where a shard's plan, or what it was made from, is not the
// first's.
func (j *joint) compare(s Shard, plan, first []Planned) {
	switch {
	case !slices.EqualFunc(plan, first, Planned.samePlan):
		j.complain("shard-plan", manifestName(s), diag.T("这一分片的计划与第1片不同：数据、模板或目标不一样", "this shard's plan is not the first's: other data, templates or targets"),
			diag.T("用同样的工作区和目标重新运行各分片", "run all shards on the same workspace and targets"))
	case !lacking(first) && !slices.Equal(plan, first):
		j.complain("shard-data", manifestName(s), diag.T("这一分片所用的数据、模板或字体与第1片不同", "this shard was made from other data, templates or fonts than the first"),
			diag.T("用同样的工作区重新运行各分片", "run all shards on the same workspace"))
	}
}

// streams are what was joined before, and the shards.
func (j *joint) streams() []entries {
	out := []entries{j.whole.all()}
	for _, l := range j.ledgers {
		out = append(out, l.all())
	}
	return out
}

// prove compares the entries with the plan and with the files.
func (j *joint) prove(ctx context.Context) error {
	made := newShares(j.plan, len(j.shards))
	var last from
	settle := func() error {
		if last.File == "" {
			return nil
		}
		j.count++
		made.add(last.Entry)
		return check(j.root, last.Entry, j.complaints)
	}
	for e, err := range mergeAll(j.streams()...) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if e.File != last.File {
			if err := settle(); err != nil {
				return err
			}
		} else if last.stream > 0 {
			j.complain("output-twice", e.File, diag.T("两个分片都生成了这一文件：第%d片和第%d片", "two shards made this file: %d and %d", last.stream, e.stream),
				diag.T("用同样的数据重新运行各分片", "run all shards on the same data"))
		}
		last = e
	}
	if err := settle(); err != nil {
		return err
	}
	for _, p := range j.plan {
		got := made.tallies[p.Target].Of(p.Target)
		if got.samePlan(p) {
			continue
		}
		problem := diag.T("%s 应有 %d 份，清单中有 %d 份（各分片依次 %v）", "%s: %d are planned and %d listed (by shard: %v)", p.Target, p.Count, got.Count, made.counts[p.Target])
		if got.Count == p.Count {
			problem = diag.T("%s 的 %d 份与计划的单位不同", "%s: the %d listed are of other units than those planned", p.Target, p.Count)
		}
		j.complain("shard-incomplete", ManifestName, problem,
			diag.T("改正各分片所报的错误后重新运行；清单中有已不在计划内的单位时，换一个新目录", "mend what the shards complained of and run them again; where units were dropped since, use a new folder"))
	}
	return nil
}

// shares counts what was made of each planned target, in all and by shard.
type shares struct {
	of      int
	tallies map[string]*Tally
	counts  map[string][]int
}

func newShares(plan []Planned, of int) *shares {
	s := &shares{of, map[string]*Tally{}, map[string][]int{}}
	for _, p := range plan {
		s.tallies[p.Target], s.counts[p.Target] = &Tally{}, make([]int, of)
	}
	return s
}

func (s *shares) add(e Entry) {
	if t := s.tallies[e.Target]; t != nil {
		t.Add(KeyIn(e.Target, e.Unit, e.Format))
		s.counts[e.Target][Shard{1, s.of}.of(KeyOf(e.Target, e.Unit))-1]++
	}
}

// write makes the joint manifest and removes the shards'.
func (j *joint) write() error {
	a := &accounts{root: j.root, own: j.whole}
	if err := a.replace(ManifestName, Manifest{}, merge(j.streams()...)); err != nil {
		return err
	}
	j.close()
	var errs []error
	for _, s := range j.shards {
		errs = append(errs, remove(j.root, manifestName(s)))
		if err := remove(j.root, lockName+s.suffix()); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(append(errs, removeAll(j.root, stagingName(Shard{})))...)
}
