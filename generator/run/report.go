package run

import (
	"slices"
	"time"

	"hongtou/generator/diag"
)

// Report is what a run did.
type Report struct {
	Made, Kept, Failed, Wanted int
	Removed, Stale             int        // outputs of earlier runs that are not made any more
	Bytes                      int64      // of what was made
	Complaints                 *diag.List // about outputs
	Notes                      *diag.List // about the run itself
	Internal                   bool       // an output failed by an error inside the program
	Omitted                    int        // complaints beyond the first maxComplaints, which only run.log has
	Took                       time.Duration
	Slowest                    []Slow // the slowest made, slowest first
}

// Slow is an output and how long it took to make, without waiting for the disk.
type Slow struct {
	File string
	Took time.Duration
}

const (
	slowest       = 10
	maxComplaints = 10_000 // a memory's limit: a template's mistake repeats for each unit
)

// Total is the number of outputs that were gone through.
func (r *Report) Total() int { return r.Made + r.Kept + r.Failed + r.Wanted }

// Rate is outputs made a second.
func (r *Report) Rate() float64 {
	if r.Took <= 0 {
		return 0
	}
	return float64(r.Made) / r.Took.Seconds()
}

// Add adds another run's report.
func (r *Report) Add(other *Report) {
	r.Made += other.Made
	r.Kept += other.Kept
	r.Failed += other.Failed
	r.Wanted += other.Wanted
	r.Removed += other.Removed
	r.Stale += other.Stale
	r.Bytes += other.Bytes
	r.Took += other.Took
	r.Omitted += other.Omitted
	r.Internal = r.Internal || other.Internal
	r.complain(other.Complaints)
	r.Notes = diag.Join(r.Notes, other.Notes)
	for _, s := range other.Slowest {
		r.slow(s)
	}
}

func (r *Report) complain(l *diag.List) {
	if l == nil {
		return
	}
	if r.Complaints == nil {
		r.Complaints = &diag.List{}
	}
	if r.Complaints.Len()+l.Len() > maxComplaints {
		r.Omitted += l.Len()
		return
	}
	r.Complaints.Fold(l)
}

func (r *Report) slow(s Slow) {
	if len(r.Slowest) == slowest && s.Took <= r.Slowest[slowest-1].Took {
		return
	}
	i, _ := slices.BinarySearchFunc(r.Slowest, s, func(a, b Slow) int { return int(b.Took - a.Took) })
	r.Slowest = slices.Insert(r.Slowest, i, s)
	r.Slowest = r.Slowest[:min(slowest, len(r.Slowest))]
}
