package run

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
)

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
