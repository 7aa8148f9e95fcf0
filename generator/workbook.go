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

// tooSmall warns of sheets that can't be read on paper.
func tooSmall(t *fill.Template, small []sheet.Small) *diag.List {
	list := &diag.List{}
	for _, s := range small {
		remedy := diag.T("减少列，或在该表的 print 中写 wide: %[1]d，横向分%[1]d页打印", "take columns away, or give the sheet print: {wide: %[1]d}, so many pages side by side", s.Wide)
		if s.Wide == 0 {
			remedy = diag.T("减少列", "take columns away")
		}
		list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "sheet-small", Place: diag.Place{File: t.Path()}, Value: s.Sheet, Remedy: remedy,
			Problem: diag.T("列太多，打印到最大的纸上正文只有%.1f磅，小于9磅", "it has so many columns that its body has %.1f pt on the largest paper, less than 9", s.Size)})
	}
	return list
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
