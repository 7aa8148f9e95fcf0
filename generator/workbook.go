package generator

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/run"
	"hongtou/generator/sheet"
)

// workbook is the work of a filled workbook; nil where it could not be filled.
func (w *Workspace) workbook(t *fill.Template, root fill.Root) (*run.Work, *diag.List) {
	book, complaints := t.Workbook(root)
	if book == nil {
		book, complaints = asEntered(t, root, complaints)
	}
	if book == nil {
		return nil, complaints
	}
	spec, err := json.Marshal(book)
	if err != nil { // values of a workbook are plain: this is a broken build
		panic(err)
	}
	return &run.Work{
		Input: w.digest(string(spec)),
		Write: func(out io.Writer) (*diag.List, error) { return writeBook(t, book, out) },
	}, complaints
}

// asEntered fills a workbook that lacks nothing but the word how far its tables
// reach: it counts the rows that are entered, and says so in a note and a warning.
// Where that is not all that it lacks, its complaints stay as they were.
func asEntered(t *fill.Template, root fill.Root, lacking *diag.List) (*sheet.Workbook, *diag.List) {
	office, taken := model.Entered(root.Office)
	if len(taken) == 0 {
		return nil, lacking
	}
	missing := func(d diag.Diagnostic) bool { return d.Code == model.ReachCode || d.Code == model.UnsaidCode }
	if slices.ContainsFunc(lacking.All(), func(d diag.Diagnostic) bool { return d.Severity == diag.Error && !missing(d) }) {
		return nil, lacking
	}
	root.Office = office
	book, complaints := t.Workbook(root)
	if book == nil {
		return nil, lacking
	}
	var titles []string
	for _, name := range taken {
		table := model.TableOf(name)
		told := func(d diag.Diagnostic) bool {
			return missing(d) && strings.Contains(d.Problem.Zh, "“"+table.Title+"”")
		}
		i := slices.IndexFunc(lacking.All(), told)
		if i < 0 {
			continue
		}
		titles = append(titles, "“"+table.Title+"”")
		d := lacking.All()[i]
		d.Severity = diag.Warning
		complaints.Add(d)
	}
	if len(book.Sheets) > 0 && len(titles) > 0 {
		s := &book.Sheets[0]
		s.Notes = append(s.Notes, strings.Join(titles, "、")+"表没有写明统计截止日期，本表按已登记的行统计。")
	}
	return book, complaints
}
