package generator

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"hongtou/generator/collect"
	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/source"
)

// Adoption is what an office's own tables are taken for, not yet written down.
type Adoption struct {
	Tables     []AdoptedTable
	Complaints *diag.List

	dir     string
	text    []byte                 // of hongtou.yaml
	keep    map[string]bool        // files that hold records
	reaches map[string]model.Reach // how far the tables of events go, as hongtou.yaml says
}

// AdoptedTable is a sheet of a file and what it is taken for.
type AdoptedTable struct {
	File string // as hongtou.yaml will name it
	source.Guess

	first period.Date // of its records
}

// Adopt reads files and guesses which tables they are: table is the name of the
// table if it is known, else "". The error is of the environment.
func (w *Workspace) Adopt(files []string, table string) (*Adoption, error) {
	text, err := input.Read(filepath.Join(w.Dir, source.ConfigName), largestConfig)
	if err != nil {
		return nil, err
	}
	a := &Adoption{Complaints: &diag.List{}, dir: w.Dir, text: text, keep: map[string]bool{}, reaches: w.Office.Reaches}
	for _, t := range source.Tables() {
		for _, r := range t.Records(w.Office) {
			a.keep[r.From().Place().File] = true
		}
	}
	for _, file := range files {
		data, err := input.Read(file, largestTable)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		name := a.name(file)
		guesses, list := source.Guesses(name, data, w.Office, table)
		a.Complaints.Append(list)
		for _, g := range guesses {
			t := AdoptedTable{File: name, Guess: g}
			t.first = source.FirstDay(t.Table, t.Entry(), data)
			a.Tables = append(a.Tables, t)
		}
	}
	return a, nil
}

// Limits of the files that are looked at, in bytes.
const (
	largestConfig = 4 << 20
	largestTable  = 256 << 20
)

// name is a file as hongtou.yaml names it: relative to the workspace if it lies in
// it.
func (a *Adoption) name(file string) string {
	whole, err := filepath.Abs(file)
	if err != nil {
		return file
	}
	dir, err := filepath.Abs(a.dir)
	if err != nil {
		return whole
	}
	if name, err := filepath.Rel(dir, whole); err == nil && filepath.IsLocal(name) {
		return filepath.ToSlash(name)
	}
	return whole
}

// Write writes the tables down in hongtou.yaml, whole or not at all; the rest of
// the file stays as it is. Files of those tables that hold no record give way. The
// error is [source.ErrConfig] where the file's text can't be changed safely.
func (a *Adoption) Write() (path string, err error) {
	text := a.text
	ours := map[string]bool{}
	for _, t := range a.Tables {
		f := t.Entry()
		f.Reach = a.Reach(&t)
		if ours[t.Table.Name] {
			f.Reach = "" // said already
		}
		text, err = source.AddFile(text, t.Table.Name, f, func(old source.File) bool {
			if filepath.ToSlash(old.Path) == t.File {
				return old.Sheet == "" || old.Sheet == f.Sheet
			}
			return !ours[old.Path] && !a.keep[filepath.ToSlash(old.Path)] && !strings.ContainsAny(old.Path, "*?[") && old.SQL == ""
		})
		if err != nil {
			return "", err
		}
		ours[f.Path], ours[t.Table.Name] = true, true
	}
	path = filepath.Join(a.dir, source.ConfigName)
	return path, collect.Replace(path, text)
}

// Reach is how far a table of events goes, as its entry gets it: as hongtou.yaml
// says now, else from the month of its first record on and kept up by the month. It
// is "" for other tables.
func (a *Adoption) Reach(t *AdoptedTable) string {
	if model.EventTable(t.Table.Name) == "" {
		return ""
	}
	r := a.reaches[t.Table.Name]
	if r.From.IsZero() && r.Through.IsZero() && r.Complete == "" {
		if r.Complete = "monthly"; !t.first.IsZero() {
			r.From = period.Date{Year: t.first.Year, Month: t.first.Month, Day: 1}
		}
	}
	var parts []string
	if !r.From.IsZero() {
		parts = append(parts, "from: "+r.From.String())
	}
	if !r.Through.IsZero() {
		parts = append(parts, "through: "+r.Through.String())
	}
	if r.Complete != "" {
		parts = append(parts, "complete: "+r.Complete)
	}
	return strings.Join(parts, ", ")
}

// Entry is the file as hongtou.yaml gets it: with the headers that the reader does
// not take for their columns by itself.
func (t *AdoptedTable) Entry() source.File {
	f := source.File{Path: filepath.FromSlash(t.File), Sheet: t.Sheet}
	words := &source.Words{}
	for _, c := range t.Columns {
		if c.Joint && !c.Known {
			words.Spread = append(words.Spread, c.Header)
		} else if c.Column >= 0 && !c.Known {
			words.Columns = append(words.Columns, source.OwnWords{Column: t.Table.Columns[c.Column].Header, Own: []string{c.Header}})
		}
	}
	if len(words.Columns)+len(words.Spread) > 0 {
		f.Words = words
	}
	return f
}

// Unread lists the headers of the columns that are not read.
func (t *AdoptedTable) Unread() []string {
	var all []string
	for _, c := range t.Columns {
		if c.Column < 0 && !slices.Contains(all, c.Header) {
			all = append(all, c.Header)
		}
	}
	return all
}
