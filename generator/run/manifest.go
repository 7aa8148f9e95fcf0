package run

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"strings"
)

// ManifestName is the manifest's file beside the outputs.
const ManifestName = "manifest.json"

// Manifest lists a folder's outputs, ordered by file.
type Manifest struct {
	Version int       `json:"version"`
	Shard   string    `json:"shard,omitempty"` // I/N
	Plan    []Planned `json:"plan,omitempty"`  // a shard's: what all shards together are to make, by target
	Outputs []Entry   `json:"outputs"`
}

// Entry is one output: what it was made of and what it is.
type Entry struct {
	File   string `json:"file"` // relative to the manifest, with slashes
	Target string `json:"target"`
	Unit   string `json:"unit,omitempty"`
	Format string `json:"format,omitempty"` // "" for the target's usual one
	Input  string `json:"input"`            // digest of template, data and faces
	SHA256 string `json:"sha256"`           // "" in a journal: there is no such output after all
	Size   int64  `json:"size"`
	Number string `json:"number,omitempty"` // the document number that it bears
	Given  bool   `json:"given,omitempty"`  // by the register
}

// names of the files in which a run keeps its accounts.
func manifestName(s Shard) string { return "manifest" + s.suffix() + ".json" }
func journalName(s Shard) string  { return "manifest" + s.suffix() + ".jsonl" }
func logName(s Shard) string      { return "run" + s.suffix() + ".log" }

// Damaged is the error of a manifest that is not as it was written.
type Damaged struct {
	File string
	Line int
}

func (d *Damaged) Error() string {
	return fmt.Sprintf("%s line %d: 清单已损坏，请从备份恢复，或删除后重新运行 / the manifest is damaged: restore it, or delete it and run again", d.File, d.Line)
}

// ReadManifest reads dir's whole manifest, with what an interrupted run added;
// one that is not there is empty.
func ReadManifest(dir string) (*Manifest, error) {
	m := &Manifest{Version: 1}
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	a := accounts{root: root}
	return m, a.entries(func(e Entry, _ bool) error {
		m.Outputs = append(m.Outputs, e)
		return nil
	})
}

// A manifest has a line of head, a line an entry in order of files, and a line
// of end: so one is found by bisection and all are read as a stream, and no run
// holds them in memory.
type ledger struct {
	name  string
	file  *os.File
	head  Manifest // without outputs
	begin int64    // of the first entry
	size  int64
}

const ledgerEnd = "]}\n"

func (m *Manifest) writeHead(w io.Writer) error {
	m.Version, m.Outputs = 1, nil
	b, err := marshal(m)
	if err != nil {
		return err
	}
	_, err = w.Write(append(bytes.TrimSuffix(b, []byte("null}\n")), "[\n"...))
	return err
}

// openLedger opens the manifest name; nil if it is not there.
func openLedger(root *os.Root, name string) (*ledger, error) {
	f, err := openFile(root, name, os.O_RDONLY)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l := &ledger{name: f.Name(), file: f}
	line, err := bufio.NewReader(f).ReadBytes('\n')
	if err != nil && err != io.EOF {
		f.Close()
		return nil, err
	}
	info, err := f.Stat()
	end := make([]byte, len(ledgerEnd))
	if err == nil {
		l.begin, l.size = int64(len(line)), info.Size()
		_, err = f.ReadAt(end, max(0, l.size-int64(len(end))))
	}
	head, isHead := bytes.CutSuffix(line, []byte("[\n"))
	if err != nil || !isHead || string(end) != ledgerEnd || json.Unmarshal(append(head, "[]}"...), &l.head) != nil || l.head.Version != 1 {
		f.Close()
		return nil, &Damaged{l.name, 1}
	}
	return l, nil
}

func (l *ledger) close() {
	if l != nil {
		l.file.Close()
	}
}

// all gives the entries in order. An error is the last thing it gives.
func (l *ledger) all() iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		if l == nil {
			return
		}
		r := bufio.NewReaderSize(io.NewSectionReader(l.file, l.begin, l.size-l.begin), 64<<10)
		last := ""
		for n := 2; ; n++ {
			line, err := r.ReadBytes('\n')
			if string(line) == ledgerEnd {
				return
			}
			e, ok := parseLine(line)
			if err == nil && (!ok || e.File <= last) {
				err = &Damaged{l.name, n}
			}
			if !yield(e, err) || err != nil {
				return
			}
			last = e.File
		}
	}
}

// find looks an entry up by bisection: about 17 short reads, of what the system
// has in its cache, among 100,000.
func (l *ledger) find(file string) (Entry, bool) {
	if l == nil {
		return Entry{}, false
	}
	lo, hi := l.begin, l.size // the entry's line starts in [lo, hi), and lo starts a line
	for lo < hi {
		mid := (lo + hi) / 2
		start, line := l.line(mid, mid == lo)
		if start >= hi {
			hi = mid
			continue
		}
		e, ok := parseLine(line)
		switch {
		case !ok && string(line) != ledgerEnd:
			return Entry{}, false
		case !ok || file < e.File:
			hi = mid
		case file > e.File:
			lo = start + int64(len(line))
		default:
			return e, true
		}
	}
	return Entry{}, false
}

// line is the first line that starts at or behind offset, which starts one
// itself if aligned.
func (l *ledger) line(offset int64, aligned bool) (start int64, line []byte) {
	if !aligned {
		offset-- // the line may start just at offset, behind the end of another
	}
	r := bufio.NewReaderSize(io.NewSectionReader(l.file, offset, l.size-offset), 1<<10)
	if !aligned {
		skipped, err := r.ReadBytes('\n')
		offset += int64(len(skipped))
		if err != nil {
			return l.size, nil
		}
	}
	line, _ = r.ReadBytes('\n')
	return offset, line
}

func parseLine(line []byte) (Entry, bool) {
	var e Entry
	line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte(","))
	return e, len(line) > 1 && json.Unmarshal(line, &e) == nil && e.File != ""
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// escapePattern makes a path stand for itself in filepath.Glob.
func escapePattern(path string) string {
	if os.PathSeparator == '\\' {
		return path // Windows has no escapes, and forbids * and ? in names
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}
