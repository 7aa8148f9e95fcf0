package generator

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/docx"
	"hongtou/generator/face"
	"hongtou/generator/fill"
	"hongtou/generator/ofd"
	"hongtou/generator/pdf"
	"hongtou/generator/source"
	"hongtou/generator/svg"
	"hongtou/generator/typeset"
)

// The format of a paper is asked for, not told by the template: by the request, by
// the job that names the target, by the template's front matter; else it is a PDF.

// ParseFormats reads formats of documents, with commas between: pdf,docx,ofd. The
// error is of usage.
func ParseFormats(text string) ([]fill.Format, error) {
	var out []fill.Format
	for name := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",，、", r) }) {
		f := fill.Format(strings.ToLower(strings.TrimSpace(name)))
		if !slices.Contains(fill.DocumentFormats(), f) {
			return nil, fmt.Errorf("%q: %v", name, fill.DocumentFormats())
		}
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%q: %v", text, fill.DocumentFormats())
	}
	return out, nil
}

// formats are those that a request's targets are to be made in.
type formats struct {
	asked []fill.Format                    // of all documents; nil = as follows
	jobs  map[*fill.Template][]fill.Format // by the jobs that name them
}

func (w *Workspace) formats(r Request) formats {
	f := formats{asked: r.Formats, jobs: map[*fill.Template][]fill.Format{}}
	for _, name := range r.Targets {
		job, _ := w.jobCalled(name)
		for _, pattern := range job.Make {
			targets, _ := w.match(pattern) // Select tells what is wrong with it
			for _, t := range targets {
				for _, format := range job.Formats {
					if !slices.Contains(f.jobs[t], fill.Format(format)) {
						f.jobs[t] = append(f.jobs[t], fill.Format(format))
					}
				}
			}
		}
	}
	return f
}

// of are the formats of a target's outputs, in the order in which they were asked
// for; the usual one where it has none of those.
func (f formats) of(t *fill.Template) []fill.Format {
	possible := t.Formats()
	for _, wished := range [][]fill.Format{f.asked, f.jobs[t], t.Wished()} {
		if wished != nil && len(possible) > 1 {
			return wished
		}
	}
	return possible[:1]
}

// named is a format as manifests name it: "" for the target's usual one.
func named(t *fill.Template, f fill.Format) string {
	if f == t.Formats()[0] {
		return ""
	}
	return string(f)
}

// information is what a file says of itself beside its pages.
type information struct {
	date        time.Time // of a paper that has no date of its own
	attachments []pdf.Attachment
	draft       bool
}

// write writes a filled document in a format.
func (w *Workspace) write(out io.Writer, filled *fill.Document, format fill.Format, info information) (*diag.List, error) {
	paper, complaints := w.resolved(filled, info.draft)
	if complaints.Errors() > 0 {
		return complaints, nil
	}
	author := cmp.Or(paper.Meta.Author, w.Office.Name)
	if day, ok := source.Day(paper.Date()); ok {
		info.date = chinese(day)
	}
	if format == fill.DOCX {
		return complaints, docx.Write(out, paper, docx.Options{Author: author, Date: info.date, Fonts: w.wordFonts(), Faces: w.Faces})
	}
	layout, more := typeset.Typeset(paper, w.Faces)
	defer layout.Release()
	complaints.Append(more)
	if complaints.Errors() > 0 {
		return complaints, nil
	}
	return complaints, w.bound(out, layout, format, pdf.Info{Title: paper.Meta.TitleLine(), Author: author, Subject: paper.Meta.Subject,
		Keywords: paper.Meta.Keywords, Date: info.date, Attachments: info.attachments}, ofd.Elements(paper, w.Config.OFD))
}

// bound writes pages in a format that has pages: PDF, OFD or a screen's. Only OFD says
// the paper's elements.
func (w *Workspace) bound(out io.Writer, layout *typeset.Layout, format fill.Format, info pdf.Info, elements []ofd.Element) error {
	switch format {
	case fill.PDF:
		return w.pdf.Write(out, layout, info)
	case onScreen:
		pages, err := svg.Pages(layout)
		out.(*screen).pages = pages
		return err
	}
	about := ofd.Info{Title: info.Title, Author: info.Author, Subject: info.Subject, Keywords: info.Keywords, Date: info.Date, Elements: elements}
	for _, a := range info.Attachments {
		about.Attachments = append(about.Attachments, ofd.Attachment{Name: a.Name, Data: a.Data})
	}
	return w.ofd.Write(out, layout, about)
}

// resolved is a filled document with its meaning. Where there are complaints that
// are errors it is not to be set.
func (w *Workspace) resolved(filled *fill.Document, draft bool) (*doc.Resolved, *diag.List) {
	tree, complaints := w.parser.Parse([]byte(filled.Body), filled.Path, filled.BodyLine)
	tree.Meta = filled.Elements()
	pictures, more := w.photos(tree, filled.Path)
	complaints.Append(more)
	paper, more := doc.Resolve(tree, doc.Options{Draft: draft, Pictures: pictures})
	complaints.Append(more)
	return paper, complaints
}

// wordFonts are the office's own fonts by the names that they have in Word.
func (w *Workspace) wordFonts() docx.Fonts {
	var f docx.Fonts
	for role, name := range map[face.Role]*string{face.FangSong: &f.FangSong, face.XiaoBiaoSong: &f.XiaoBiaoSong, face.HeiTi: &f.HeiTi,
		face.KaiTi: &f.KaiTi, face.SongTi: &f.SongTi, face.Latin: &f.Latin} {
		if w.Faces.Own(role) {
			*name = w.Faces.Face(role).Family
		}
	}
	return f
}

// checkElements complains of names for elements that no OFD file has.
func (w *Workspace) checkElements() {
	keys := ofd.ElementKeys()
	for _, key := range slices.Sorted(maps.Keys(w.Config.OFD)) {
		if !slices.Contains(keys, key) {
			w.Complaints.Add(diag.Diagnostic{Code: "ofd-element", Place: diag.Place{File: source.ConfigName, Key: "ofd." + key}, Value: key,
				Problem: diag.T("不认识的公文要素", "unknown element of a paper"), Remedy: diag.T("应为：%s", "use one of %s", diag.Names(keys))})
		}
	}
}
