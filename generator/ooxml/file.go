package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"
)

// File is a packed file and what was changed of it.
type File struct {
	parts []*part
	names map[string]*part // by folded name
	most  int64
}

type part struct {
	name string
	from *zip.File // nil for a part that is new
	data []byte    // unpacked, or new
	set  bool
	gone bool
}

// beginning is the time of parts that are written anew: the earliest that a
// packed file can state.
var beginning = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// maxParts is how many parts a file may have.
const maxParts = 10_000

// Open reads a file's directory. Most is how many bytes its parts may unpack to,
// all together.
func Open(file []byte, most int64) (*File, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("it has more than %d parts", maxParts)
	}
	f := &File{names: map[string]*part{}, most: most}
	total := uint64(0)
	for _, entry := range z.File {
		name := strings.TrimPrefix(strings.ReplaceAll(entry.Name, `\`, "/"), "/")
		if strings.HasSuffix(name, "/") {
			continue // a folder
		}
		if total += entry.UncompressedSize64; total > uint64(most) || entry.UncompressedSize64 > uint64(most) {
			return nil, fmt.Errorf("it unpacks to more than %d bytes", most)
		}
		if f.names[strings.ToLower(name)] != nil {
			return nil, fmt.Errorf("it has two parts named %s", name)
		}
		p := &part{name: name, from: entry}
		f.parts, f.names[strings.ToLower(name)] = append(f.parts, p), p
	}
	return f, nil
}

// Names are the parts' names, in the file's order.
func (f *File) Names() []string {
	var names []string
	for _, p := range f.parts {
		if !p.gone {
			names = append(names, p.name)
		}
	}
	return names
}

// Part is a part's content; nil, without an error, for one that is not there.
func (f *File) Part(name string) ([]byte, error) {
	p := f.names[strings.ToLower(name)]
	if p == nil || p.gone {
		return nil, nil
	}
	if p.data == nil && p.from != nil {
		r, err := p.from.Open()
		if err != nil {
			return nil, fmt.Errorf("part %s: %w", name, err)
		}
		defer r.Close()
		if p.data, err = io.ReadAll(io.LimitReader(r, f.most)); err != nil {
			return nil, fmt.Errorf("part %s: %w", name, err)
		}
	}
	return p.data, nil
}

// Set gives a part new content; one that is not there joins the file at its end.
// Content that is the part's own changes nothing.
func (f *File) Set(name string, data []byte) {
	p := f.names[strings.ToLower(name)]
	if p == nil {
		p = &part{name: name}
		f.parts, f.names[strings.ToLower(name)] = append(f.parts, p), p
	}
	if p.from != nil && !p.set && !p.gone && p.data != nil && bytes.Equal(p.data, data) {
		return
	}
	p.data, p.set, p.gone = data, true, false
}

// Remove takes a part out.
func (f *File) Remove(name string) {
	if p := f.names[strings.ToLower(name)]; p != nil {
		p.gone = true
	}
}

// ErrPart is the error of a part that would have been written and is not sound.
var ErrPart = errors.New("the part is not well-formed")

// Write writes the file: parts in their order, all new ones of one time. A part
// that was set and is not sound XML is an ErrPart, before anything is written.
func (f *File) Write(w io.Writer) error {
	for _, p := range f.parts {
		if p.set && !p.gone && isXML(p.name) {
			if err := Check(p.data); err != nil {
				return fmt.Errorf("%w: %s: %w", ErrPart, p.name, err)
			}
		}
	}
	z := zip.NewWriter(w)
	for _, p := range f.parts {
		if p.gone {
			continue
		}
		if !p.set {
			if err := z.Copy(p.from); err != nil {
				return err
			}
			continue
		}
		out, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: beginning})
		if err != nil {
			return err
		}
		if _, err := out.Write(p.data); err != nil {
			return err
		}
	}
	return z.Close()
}

func isXML(name string) bool {
	return strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")
}

// Relation is how a part names another one.
type Relation struct {
	ID, Type string // the type is its last word: worksheet, image
	Target   string // the part's name, or an address outside of the file
	External bool
}

// RelationsPart is the part with a part's relations; of "" those of the file.
func RelationsPart(part string) string {
	dir, base := path.Split(part)
	return dir + "_rels/" + base + ".rels"
}

// Relations are a part's relations, in their order.
func (f *File) Relations(part string) ([]Relation, error) {
	data, err := f.Part(RelationsPart(part))
	if data == nil || err != nil {
		return nil, err
	}
	root, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", RelationsPart(part), err)
	}
	var out []Relation
	for _, n := range root.Root().Elements("Relationship") {
		r := Relation{ID: n.Attr("Id"), Type: path.Base(n.Attr("Type")), Target: n.Attr("Target"), External: n.Attr("TargetMode") == "External"}
		switch {
		case r.External:
		case strings.HasPrefix(r.Target, "/"):
			r.Target = path.Clean(r.Target)[1:]
		default:
			r.Target = path.Join(path.Dir(part), r.Target)
		}
		out = append(out, r)
	}
	return out, nil
}

// Main is the part that the file is about: the workbook, the document.
func (f *File) Main() (string, error) {
	relations, err := f.Relations("")
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(relations, func(r Relation) bool { return r.Type == "officeDocument" && !r.External })
	if i < 0 {
		return "", errors.New("it names no main part")
	}
	return relations[i].Target, nil
}

// Drop takes a part out with its relations and with every part that only they
// name, and takes their entries out of the list of contents. What else names the
// part is the caller's to change before.
func (f *File) Drop(part string) error {
	gone := []string{part}
	for len(gone) > 0 {
		name := gone[0]
		gone = gone[1:]
		relations, err := f.Relations(name)
		if err != nil {
			return err
		}
		f.Remove(name)
		f.Remove(RelationsPart(name))
		if err := f.unlist(name); err != nil {
			return err
		}
		named, err := f.named()
		if err != nil {
			return err
		}
		for _, r := range relations {
			if !r.External && !named[strings.ToLower(r.Target)] {
				gone = append(gone, r.Target)
			}
		}
	}
	return nil
}

// named are the folded names of all parts that relations name.
func (f *File) named() (map[string]bool, error) {
	out := map[string]bool{}
	for _, name := range f.Names() {
		dir, base := path.Split(name)
		owner, ok := strings.CutSuffix(base, ".rels")
		if !ok || path.Base(dir) != "_rels" {
			continue
		}
		relations, err := f.Relations(path.Join(path.Dir(path.Clean(dir)), owner))
		if err != nil {
			return nil, err
		}
		for _, r := range relations {
			if !r.External {
				out[strings.ToLower(r.Target)] = true
			}
		}
	}
	return out, nil
}

// Contents is the part that lists the kinds of all parts.
const Contents = "[Content_Types].xml"

// unlist takes a part out of the list of contents.
func (f *File) unlist(name string) error {
	return f.Edit(Contents, func(r *Reader, t Token) ([]byte, bool, error) {
		if t.Kind == Start && t.Name.Local == "Override" && strings.EqualFold(t.Attr("PartName"), "/"+name) {
			return nil, true, r.Skip(t)
		}
		return nil, false, nil
	})
}

// Edit changes a part by its tokens, as [Edit] does. A part that is not there is
// left alone.
func (f *File) Edit(name string, change Change) error {
	data, err := f.Part(name)
	if data == nil || err != nil {
		return err
	}
	out, err := Edit(data, change)
	if err != nil {
		return fmt.Errorf("part %s: %w", name, err)
	}
	f.Set(name, out)
	return nil
}
