package source

import (
	"crypto/sha256"
	"io"

	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/tree"
)

// longList is from how many bytes on a list is read item by item: a table of so many is a
// large office's, and as nodes it takes several times as much.
const longList = 4 << 20

// itemwise reads a long JSON list without holding it: once for its keys, since what no item
// has a key for is told of none, and once for its records. Where it can't, as in a list with
// a mistake, it has read nothing, and the list is to be read as a whole.
func (l *loader) itemwise(t *Table, f File, place diag.Place) bool {
	if _, unwritten := l.content[f.Path]; unwritten {
		return false
	}
	file, err := input.Open(l.path(f), fileSize)
	if err != nil {
		return false
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || info.Size() < longList {
		return false
	}
	part := &loader{list: &diag.List{}}
	list := newListReader(t, place, part.list, part.emit)
	sum, ok := list.items(file)
	if !ok {
		return false
	}
	l.inputs[f.Path] = sum
	l.list.Append(part.list)
	l.records = append(l.records, part.records...)
	return true
}

// items reads the items of a list, of which it gives the digest. It is not ok where the
// list has a mistake, or was changed meanwhile.
func (l *listReader) items(file io.ReadSeeker) (sum [sha256.Size]byte, ok bool) {
	before, ok := eachItem(file, l.keys)
	if !ok {
		return sum, false
	}
	sum, ok = eachItem(file, l.item)
	return sum, ok && sum == before
}

// eachItem gives each item of a file that is a list, and the digest of all.
func eachItem(file io.ReadSeeker, each func(*tree.Node)) (sum [sha256.Size]byte, ok bool) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return sum, false
	}
	h := sha256.New()
	ok = tree.Items(io.TeeReader(io.LimitReader(file, fileSize+1), h), each)
	return [sha256.Size]byte(h.Sum(nil)), ok
}
