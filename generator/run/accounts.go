package run

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
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
	err = remove(a.root, journalName(a.shard))
	if errors.Is(err, fs.ErrNotExist) || err != nil && drain(a.root, journalName(a.shard)) == nil {
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
