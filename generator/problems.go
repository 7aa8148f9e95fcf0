package generator

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
)

// A workbook of problems is what a clerk works through: the list of complaints by
// causes, and behind it the tables' copies with the wrong cells marked, each with a
// comment that says what would be right. The tables themselves are not touched.

const (
	// mostCopied is how many rows of a sheet are copied: of a longer one the first rows
	// and those with problems.
	mostCopied = 5000
	headCopied = 10
	mostFile   = 64 << 20 // bytes of a file that is copied

	problemsSubject = "hongtou check" // tells such a workbook from an office's own
)

// ErrNotProblems is the error of a file in the place of a workbook of problems.
var ErrNotProblems = errors.New("not a workbook of problems")

// WriteProblems writes the workbook of problems at a path, in "zh" or "en". It takes
// the place of an older one, and of nothing else. dir is the workspace's folder, made
// the time that the file states.
func WriteProblems(path, dir string, l *diag.List, lang string, made time.Time) error {
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") {
		return diag.Speak(ErrNotProblems, "--out %s：文件名应以 .xlsx 结尾", "--out %s: its name must end in .xlsx", path)
	}
	if _, err := os.Lstat(path); err == nil {
		if ours, err := isProblems(path); err != nil {
			return err
		} else if !ours {
			return diag.Speak(ErrNotProblems, "%s 已经有了，不是问题清单，不覆盖；换一个文件名", "%s is there already and is no list of problems: take another name", path)
		}
	}
	var b bytes.Buffer
	if err := Problems(&b, dir, l, lang, made); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".hongtou-*.xlsx")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(b.Bytes())
	if err = cmp.Or(err, temp.Chmod(0o644), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}

// Problems writes what WriteProblems writes.
func Problems(out io.Writer, dir string, l *diag.List, lang string, made time.Time) error {
	return sheet.Write(out, problems(dir, l, lang, made))
}

// isProblems tells a workbook that WriteProblems wrote. The error is the system's, which
// refuses to read the file.
func isProblems(path string) (bool, error) {
	data, err := input.Read(path, mostFile)
	if _, _, refused := diag.Environment(err); refused {
		return false, err
	} else if err != nil {
		return false, nil
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return false, nil
	}
	defer book.Close()
	props, err := book.GetDocProps()
	return err == nil && props.Subject == problemsSubject, nil
}

func problems(dir string, l *diag.List, lang string, made time.Time) *sheet.Workbook {
	word := func(zh, en string, args ...any) string { return diag.T(zh, en, args...).In(lang) }
	column := func(key, zh, en string, width float64) sheet.Column {
		return sheet.Column{Key: key, Header: []string{diag.Text{Zh: zh, En: en}.In(lang)}, Width: width}
	}
	list := sheet.Sheet{Name: word("问题", "problems"), Title: word("问题清单", "List of problems"), Color: "C00000", Filter: true, Empty: word("（没有问题）", "(none)"),
		Columns: []sheet.Column{column("group", "原因", "cause", 7), column("kind", "类别", "kind", 7), column("file", "文件", "file", 26), column("sheet", "工作表", "sheet", 12),
			column("cell", "位置", "place", 10), column("column", "列", "column", 14), column("value", "所填", "value", 22),
			column("problem", "问题", "problem", 40), column("remedy", "怎样才对", "what would be right", 40), column("affects", "影响处数", "affects", 9)},
		Notes: []string{word("说明：同一原因的问题编号相同，先改排在前面的；灰色的由它引起，改正后会消失。后面各表是副本，改正要在原来的表中进行。",
			"Problems of one cause have the same number: mend the first one; grey ones follow from it. The sheets behind are copies: mend the tables themselves.")}}
	marked := map[diag.Place][]diag.Diagnostic{} // by file and sheet
	groups := l.Groups()
	for n, g := range groups {
		for i, d := range append([]diag.Diagnostic{g.Cause}, g.Others...) {
			mark := map[diag.Severity]sheet.Mark{diag.Error: sheet.Overdue, diag.Warning: sheet.Warning}[d.Severity]
			affects := any(nil)
			follows := i > 0 && g.Places == len(g.Others)
			switch {
			case follows:
				mark = sheet.Muted
			case i == 0 && len(g.Others) > 0:
				affects = g.Places
			}
			r := d.Record(lang)
			row := sheet.Row{}
			for _, v := range []any{n + 1, kindName(d.Severity, lang), d.Place.File, d.Place.Sheet, placeName(d.Place, lang), d.Place.Header, d.Value, r.Problem, r.Remedy, affects} {
				row.Cells = append(row.Cells, sheet.Cell{Value: v})
			}
			if row.Mark = mark; mark == sheet.Overdue {
				row.Mark, row.Cells[1].Mark = sheet.Plain, mark
			}
			list.Rows = append(list.Rows, row)
			if d.Place.File != "" && d.Place.Row+d.Place.Line > 0 && !follows && d.Severity <= diag.Warning {
				key := diag.Place{File: d.Place.File, Sheet: d.Place.Sheet}
				marked[key] = append(marked[key], d)
			}
		}
	}
	book := &sheet.Workbook{Title: list.Title, Subject: problemsSubject, Created: made, Sheets: []sheet.Sheet{list}}
	used := map[string]bool{strings.ToUpper(list.Name): true}
	for _, key := range slices.SortedFunc(maps.Keys(marked), func(a, b diag.Place) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet))
	}) {
		name := filepath.FromSlash(key.File)
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		data, err := input.Read(name, mostFile)
		if err != nil { // what is wrong with it stands in the list
			continue
		}
		for _, c := range source.Copies(key.File, data) {
			if c.Sheet == key.Sheet && len(c.Rows) > 0 {
				s := copied(c, marked[key], lang)
				s.Name = sheetName(key, used)
				s.Lines = []sheet.Line{{Left: word("%s 的副本：有底色的单元格有误，批注说明怎样才对", "a copy of %s: cells with a ground are wrong, their comments say what would be right", strings.TrimSpace(key.File+" "+key.Sheet))}}
				book.Sheets = append(book.Sheets, s)
			}
		}
	}
	return book
}

func kindName(s diag.Severity, lang string) string {
	switch s {
	case diag.Error:
		return diag.T("错误", "error").In(lang)
	case diag.Warning:
		return diag.T("警告", "warning").In(lang)
	}
	return diag.T("提示", "note").In(lang)
}

// placeName is a cell's address, a line, or a key.
func placeName(p diag.Place, lang string) string {
	switch {
	case p.Row > 0 && p.Column > 0:
		return fmt.Sprint(diag.ColumnName(p.Column), p.Row)
	case p.Row > 0:
		return diag.T("第%d行", "row %d", p.Row).In(lang)
	case p.Line > 0:
		return strings.TrimSpace(diag.T("第%d行", "line %d", p.Line).In(lang) + " " + p.Key)
	}
	return p.Key
}

// copied is a sheet's copy with what is wrong in it marked: the rows under their
// numbers, the columns under their letters.
func copied(c source.Copy, wrong []diag.Diagnostic, lang string) sheet.Sheet {
	type cell struct{ row, column int }
	at := map[cell][]diag.Diagnostic{}
	rows := map[int]bool{}
	for _, d := range wrong {
		line, column := max(d.Place.Row, d.Place.Line), d.Place.Column
		if d.Place.Line > 0 {
			column = 1
		}
		rows[line] = true
		at[cell{line, column}] = append(at[cell{line, column}], d)
	}
	width := 1
	for _, r := range c.Rows {
		width = max(width, len(r.Cells))
	}
	for a := range at {
		width = max(width, a.column)
	}
	s := sheet.Sheet{FreezeColumns: 1, Columns: []sheet.Column{{Key: "row", Header: []string{diag.T("行号", "row").In(lang)}, Type: sheet.Integer, Width: 7}}}
	for i := range width {
		s.Columns = append(s.Columns, sheet.Column{Key: "c" + diag.ColumnName(i+1), Header: []string{diag.ColumnName(i + 1)}})
	}
	left := false
	for n, r := range c.Rows {
		if len(c.Rows) > mostCopied && n >= headCopied && !rows[r.Number] {
			left = true
			continue
		}
		row := sheet.Row{Cells: make([]sheet.Cell, width+1)}
		row.Cells[0].Value = r.Number
		for i, v := range r.Cells {
			row.Cells[i+1].Value = v
		}
		for i := range row.Cells {
			if found := at[cell{r.Number, i}]; len(found) > 0 {
				row.Cells[i] = marking(row.Cells[i], found, lang)
			}
		}
		s.Rows = append(s.Rows, row)
	}
	if left {
		s.Notes = []string{diag.T("表太长，只列开头和有问题的行", "the table is long: its beginning and the rows with problems are shown").In(lang)}
	}
	return s
}

// marking marks a cell and says beside it what is wrong.
func marking(c sheet.Cell, found []diag.Diagnostic, lang string) sheet.Cell {
	var words []string
	c.Mark = sheet.Warning
	for _, d := range found {
		if d.Severity == diag.Error {
			c.Mark = sheet.Overdue
		}
		d.Place, d.Value = diag.Place{Header: d.Place.Header}, ""
		if text := d.In(lang); !slices.Contains(words, text) {
			words = append(words, text)
		}
	}
	if c.Value == nil || c.Value == "" {
		c.Value = diag.T("（空）", "(empty)").In(lang)
	}
	c.Comment = strings.Join(words, "\n")
	return c
}

// sheetName is a name for a copy that no other sheet has and that every program
// takes: of the file, and of the sheet.
func sheetName(p diag.Place, used map[string]bool) string {
	base := strings.TrimSuffix(filepath.Base(p.File), filepath.Ext(p.File))
	if p.Sheet != "" {
		base += "-" + p.Sheet
	}
	base = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' || r == 0x7f {
			return '_'
		}
		return r
	}, base), "' ")
	if base == "" || strings.EqualFold(base, "History") {
		base = "表"
	}
	for n := 1; ; n++ {
		name, tail := base, ""
		if n > 1 {
			tail = fmt.Sprintf("(%d)", n)
		}
		for len(utf16.Encode([]rune(name+tail))) > 31 {
			r := []rune(name)
			name = string(r[:len(r)-1])
		}
		if name += tail; !used[strings.ToUpper(name)] {
			used[strings.ToUpper(name)] = true
			return name
		}
	}
}
