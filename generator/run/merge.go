package run

import (
	"iter"
	"os"
	"slices"
	"strings"
)

// entries is a stream ordered by file.
type entries = iter.Seq2[Entry, error]

// mergeAll joins streams into one, ordered by file and then by stream.
func mergeAll(streams ...entries) iter.Seq2[from, error] {
	return func(yield func(from, error) bool) {
		var heads []*head
		for i, s := range streams {
			next, stop := iter.Pull2(s)
			defer stop()
			heads = append(heads, &head{next: next, from: from{stream: i}, more: true})
		}
		ahead := heads
		for {
			for _, h := range ahead {
				var err error
				if h.Entry, err, h.more = h.next(); err != nil {
					yield(from{}, err)
					return
				}
			}
			heads = slices.DeleteFunc(heads, func(h *head) bool { return !h.more })
			if len(heads) == 0 {
				return
			}
			least := slices.MinFunc(heads, func(a, b *head) int { return strings.Compare(a.File, b.File) }) // the first of equals
			if !yield(least.from, nil) {
				return
			}
			ahead = []*head{least}
		}
	}
}

// from is an entry and which stream it comes from.
type from struct {
	Entry
	stream int
}

// head is a stream's next entry.
type head struct {
	from
	next func() (Entry, error, bool)
	more bool
}

// merge joins streams into one; where several have a file, the last one's entry
// holds.
func merge(streams ...entries) entries {
	return func(yield func(Entry, error) bool) {
		var held Entry
		for e, err := range mergeAll(streams...) {
			if err != nil {
				yield(Entry{}, err)
				return
			}
			if held.File != "" && held.File != e.File && !yield(held, nil) {
				return
			}
			held = e.Entry
		}
		if held.File != "" {
			yield(held, nil)
		}
	}
}

// inPlace is merge, but of a file's several entries the one holds that the file
// in place equals; if none does, the last.
func inPlace(root *os.Root, streams ...entries) entries {
	return func(yield func(Entry, error) bool) {
		var same []Entry
		give := func() bool {
			held := same[len(same)-1]
			for _, e := range same {
				if len(same) > 1 && e.SHA256 != "" && e.matches(root) {
					held = e
				}
			}
			return yield(held, nil)
		}
		for e, err := range mergeAll(streams...) {
			if err != nil {
				yield(Entry{}, err)
				return
			}
			if len(same) > 0 && same[0].File != e.File {
				if !give() {
					return
				}
				same = same[:0]
			}
			same = append(same, e.Entry)
		}
		if len(same) > 0 {
			give()
		}
	}
}
