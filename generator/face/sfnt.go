package face

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxFile bounds a font file that an office brings, and maxMembers a collection:
// the largest Han fonts have about 60 MB and eight dozen members.
const (
	maxFile    = 128 << 20
	maxMembers = 256
	maxTables  = 256
)

// memory is a font file that lies in memory.
type memory struct {
	text string
	*strings.Reader
}

// sfnt is one font's table directory. Its tables are read when they are wanted,
// and no length in it is believed before it was held against the file's.
type sfnt struct {
	file   io.ReaderAt
	tables map[string]section
}

type section struct{ checksum, offset, length uint32 }

// openAll opens all fonts of a file, at least one.
func openAll(file io.ReaderAt, size int64) ([]*sfnt, error) {
	if size > maxFile {
		return nil, broken(fmt.Errorf("%d bytes are more than %d", size, maxFile))
	}
	var head [12]byte
	if _, err := file.ReadAt(head[:], 0); err != nil {
		return nil, broken(err)
	}
	offsets := []uint32{0}
	switch magic := string(head[:4]); magic {
	case "wOFF", "wOF2":
		return nil, errPacked
	case "ttcf":
		n := binary.BigEndian.Uint32(head[8:])
		if n == 0 || n > maxMembers {
			return nil, broken(fmt.Errorf("a collection of %d fonts", n))
		}
		offsets = make([]uint32, n)
		if err := binary.Read(io.NewSectionReader(file, 12, size), binary.BigEndian, offsets); err != nil {
			return nil, broken(err)
		}
	case "\x00\x01\x00\x00", "true", "OTTO":
	default:
		return nil, broken(fmt.Errorf("it begins with %q", magic))
	}
	all := make([]*sfnt, len(offsets))
	for i, o := range offsets {
		var err error
		if all[i], err = directory(file, size, int64(o)); err != nil {
			return nil, broken(err)
		}
	}
	return all, nil
}

func directory(file io.ReaderAt, size, at int64) (*sfnt, error) {
	var head [12]byte
	if _, err := file.ReadAt(head[:], at); err != nil {
		return nil, err
	}
	n := int(be16(head[4:]))
	if n > maxTables {
		return nil, fmt.Errorf("%d tables", n)
	}
	entries := make([]byte, 16*n)
	if _, err := file.ReadAt(entries, at+12); err != nil {
		return nil, err
	}
	f := &sfnt{file, make(map[string]section, n)}
	for e := entries; len(e) > 0; e = e[16:] {
		s := section{binary.BigEndian.Uint32(e[4:]), binary.BigEndian.Uint32(e[8:]), binary.BigEndian.Uint32(e[12:])}
		if int64(s.offset)+int64(s.length) > size {
			return nil, fmt.Errorf("table %s lies outside the file", e[:4])
		}
		f.tables[string(e[:4])] = s
	}
	return f, nil
}

func (f *sfnt) has(tag string) bool { _, ok := f.tables[tag]; return ok }

var errNoTable = errors.New("is missing")

// table reads one table of at least so many bytes.
func (f *sfnt) table(tag string, least int) ([]byte, error) {
	s, err := f.section(tag, least)
	if err != nil {
		return nil, err
	}
	b := make([]byte, s.length)
	if _, err := f.file.ReadAt(b, int64(s.offset)); err != nil {
		return nil, fmt.Errorf("table %s: %w", tag, err)
	}
	return b, nil
}

// text is a table as a text: a part of the file where that is one, as the embedded
// ones are, and not a copy.
func (f *sfnt) text(tag string) (string, error) {
	s, err := f.section(tag, 0)
	if err != nil {
		return "", err
	}
	if file, ok := f.file.(memory); ok {
		return file.text[s.offset : s.offset+s.length], nil
	}
	var out strings.Builder
	out.Grow(int(s.length))
	if n, err := io.Copy(&out, io.NewSectionReader(f.file, int64(s.offset), int64(s.length))); err != nil || n < int64(s.length) {
		return "", fmt.Errorf("table %s: %w", tag, cmp.Or(err, io.ErrUnexpectedEOF))
	}
	return out.String(), nil
}

func (f *sfnt) section(tag string, least int) (section, error) {
	s, ok := f.tables[tag]
	if !ok {
		return s, fmt.Errorf("table %s %w", tag, errNoTable)
	}
	if int(s.length) < least {
		return s, fmt.Errorf("table %s ends early", tag)
	}
	return s, nil
}

// identity is a digest of the tables' checksums: it differs between any two
// versions of a font, and costs no reading of them.
func (f *sfnt) identity() string {
	h := sha256.New()
	tags := make([]string, 0, len(f.tables))
	for tag := range f.tables {
		tags = append(tags, tag)
	}
	slices.SortFunc(tags, cmp.Compare)
	for _, tag := range tags {
		fmt.Fprintf(h, "%s %08x %d\n", tag, f.tables[tag].checksum, f.tables[tag].length)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
