package run

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"
)

// accounts say what a folder's outputs are: the manifest, and the journal of the
// run at work or interrupted. A run appends to the journal and settles it into
// the manifest at its end; a run that finds a journal settles it first.
type accounts struct {
	root    *os.Root
	shard   Shard
	own     *ledger  // this run's manifest
	joined  *ledger  // for a shard the whole folder's, which verify --merge wrote
	journal *os.File // nil until something is made
	size    int64    // of the journal's whole lines
}

// openAccounts opens a folder's manifests to look outputs up.
func openAccounts(root *os.Root, shard Shard) (*accounts, error) {
	a := &accounts{root: root, shard: shard}
	var err error
	if a.own, err = openLedger(root, manifestName(shard)); err != nil {
		return nil, err
	}
	if shard.Of > 0 {
		a.joined, err = openLedger(root, ManifestName)
	}
	return a, err
}

func (a *accounts) close() {
	a.own.close()
	a.joined.close()
	if a.journal != nil {
		a.journal.Close()
		a.journal = nil
	}
}

// find is what the manifests say about a file.
func (a *accounts) find(file string) (Entry, bool) {
	if e, ok := a.own.find(file); ok {
		return e, true
	}
	return a.joined.find(file)
}

// append adds entries to the journal: all of them, or none where there is an
// error.
func (a *accounts) append(entries []Entry) error {
	if a.journal == nil {
		f, err := openFile(a.root, journalName(a.shard), os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
		if err != nil {
			return err
		}
		a.journal, a.size = f, 0
	}
	var b bytes.Buffer
	for _, e := range entries {
		line, err := marshal(e)
		if err != nil {
			return err
		}
		b.Write(line)
	}
	if _, err := a.journal.WriteAt(b.Bytes(), a.size); err != nil {
		return errors.Join(err, a.journal.Truncate(a.size))
	}
	a.size += int64(b.Len())
	return nil
}

// settle merges the journal into the manifest, which is replaced whole. A
// manifest that would not change is left alone. After a run that was stopped an
// output may still be the old one, of which the manifest must not lose the entry:
// then stopped makes it compare with the files.
func (a *accounts) settle(plan []Planned, stopped bool) error {
	var old []Planned
	if a.own != nil {
		old = a.own.head.Plan
	}
	head := Manifest{Shard: a.shard.String(), Plan: planOver(old, plan)}
	changed := a.own == nil || !slices.Equal(head.Plan, old)
	if a.journal != nil {
		a.journal.Close()
		a.journal = nil
	}
	made, cleanup, err := readJournal(a.root, journalName(a.shard))
	defer cleanup()
	if err != nil {
		return err
	}
	if len(made) > 0 || changed {
		all := append([]entries{a.own.all()}, made...)
		merged := merge(all...)
		if stopped {
			merged = inPlace(a.root, all...)
		}
		if err := a.replace(manifestName(a.shard), head, merged); err != nil {
			return fmt.Errorf("write %s: %w", manifestName(a.shard), err)
		}
	}
	err = a.root.Remove(journalName(a.shard))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return err
}

// planOver is an older plan with what a newer one says of its targets.
func planOver(old, plan []Planned) []Planned {
	out := slices.DeleteFunc(slices.Clone(old), func(p Planned) bool {
		return slices.ContainsFunc(plan, func(q Planned) bool { return q.Target == p.Target })
	})
	out = append(out, plan...)
	slices.SortFunc(out, func(a, b Planned) int { return strings.Compare(a.Target, b.Target) })
	return out
}

// replace puts a manifest in place, whole and on the disk, and closes what was
// open of the old ones.
func (a *accounts) replace(name string, head Manifest, all entries) error {
	if err := a.root.MkdirAll(stagingName(a.shard), 0o755); err != nil {
		return err
	}
	temp := stagingName(a.shard) + "/" + name
	f, err := a.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 64<<10)
	err = errors.Join(writeLedger(w, head, all), w.Flush(), f.Sync(), f.Close())
	a.close()
	if err == nil {
		err = a.root.Rename(temp, name)
	}
	if err == nil {
		err = syncFolder(a.root)
	}
	return err
}

func writeLedger(w io.Writer, head Manifest, all entries) error {
	if err := head.writeHead(w); err != nil {
		return err
	}
	comma := ""
	for e, err := range all {
		if err != nil {
			return err
		}
		if e.SHA256 == "" {
			continue
		}
		line, err := marshal(e)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, comma+strings.TrimSuffix(string(line), "\n")); err != nil {
			return err
		}
		comma = ",\n"
	}
	if comma != "" {
		comma = "\n"
	}
	_, err := io.WriteString(w, comma+ledgerEnd)
	return err
}

// entries gives every output that manifest and journal have, in order, and
// whether there is a journal: then the run may have been stopped before it put
// the new file in place.
func (a *accounts) entries(use func(e Entry, unfinished bool) error) error {
	own, err := openLedger(a.root, manifestName(a.shard))
	if err != nil {
		return err
	}
	defer own.close()
	made, cleanup, err := readJournal(a.root, journalName(a.shard))
	defer cleanup()
	if err != nil {
		return err
	}
	for e, err := range merge(append([]entries{own.all()}, made...)...) {
		if err == nil && e.SHA256 != "" {
			err = use(e, len(made) > 0)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

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

// journalChunk is how many entries are sorted in memory at a time: about 8 MB.
const journalChunk = 16_384

// readJournal gives a journal as ordered streams, the later the newer; none if
// there is no journal or nothing in it. All chunks but the last lie in temporary
// files until cleanup. A line that is torn (the machine stopped while it was
// written) is left out: its output is made again.
func readJournal(root *os.Root, name string) (streams []entries, cleanup func(), err error) {
	var files []*os.File
	cleanup = func() {
		for _, f := range files {
			f.Close()
			os.Remove(f.Name())
		}
	}
	j, err := openFile(root, name, os.O_RDONLY)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, cleanup, nil
	}
	if err != nil {
		return nil, cleanup, err
	}
	defer j.Close()
	r := bufio.NewReaderSize(j, 64<<10)
	var chunk []Entry
	for err != io.EOF {
		var line []byte
		if line, err = r.ReadBytes('\n'); err != nil && err != io.EOF {
			return nil, cleanup, err
		}
		if e, ok := parseLine(line); ok && err == nil {
			chunk = append(chunk, e)
		}
		if len(chunk) == journalChunk {
			f, err := os.CreateTemp("", "hongtou-journal-*")
			if err != nil {
				return nil, cleanup, err
			}
			files = append(files, f)
			w := bufio.NewWriterSize(f, 64<<10)
			for _, e := range sorted(chunk) {
				line, err := marshal(e)
				if err != nil {
					return nil, cleanup, err
				}
				w.Write(line)
			}
			if err := w.Flush(); err != nil {
				return nil, cleanup, err
			}
			streams = append(streams, lines(f))
			chunk = chunk[:0]
		}
	}
	if len(chunk) > 0 {
		last := sorted(chunk)
		streams = append(streams, func(yield func(Entry, error) bool) {
			for _, e := range last {
				if !yield(e, nil) {
					return
				}
			}
		})
	}
	return streams, cleanup, nil
}

// sorted orders a chunk by file; of several entries for one file the last stays.
func sorted(chunk []Entry) []Entry {
	slices.SortStableFunc(chunk, func(a, b Entry) int { return strings.Compare(a.File, b.File) })
	out := chunk[:0]
	for i, e := range chunk {
		if i+1 == len(chunk) || chunk[i+1].File != e.File {
			out = append(out, e)
		}
	}
	return out
}

func lines(f *os.File) entries {
	return func(yield func(Entry, error) bool) {
		r := bufio.NewReaderSize(io.NewSectionReader(f, 0, 1<<62), 64<<10)
		for {
			line, err := r.ReadBytes('\n')
			if err == io.EOF {
				return
			}
			e, ok := parseLine(line)
			if err == nil && !ok {
				err = &Damaged{f.Name(), 0}
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}
