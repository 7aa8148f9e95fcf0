package source

import (
	"regexp"
	"slices"
	"strconv"
	"sync"

	"hongtou/generator/biff"
	"hongtou/generator/diag"
)

// AllSheets is the sheet's name in hongtou.yaml that stands for every visible
// sheet that has the table's head.
const AllSheets = "*"

// readWorkbook reads a table out of a workbook: of the sheet named, of all of them
// ("*"), or of the visible sheet whose head names the most of the table's columns.
func readWorkbook(data []byte, sheetName string, t *Table, place diag.Place, list *diag.List, about surroundings, emit func(any)) {
	defer func() {
		if r := recover(); r != nil { // the last net under a file made to mislead
			broken(data, place, list)
		}
	}()
	b := readBook(data, place, list)
	if b == nil {
		return
	}
	w := &reading{book: b, surroundings: about, table: t, place: place, list: list, emit: emit}
	if about.calculate != nil && !b.date1904 && !biff.Is(data) {
		w.values = sync.OnceValue(func() values { return about.calculate(data) })
	}
	if sheetName == "" || sheetName == AllSheets {
		w.choose(sheetName == AllSheets)
		return
	}
	s, ok := b.sheet(sheetName)
	if !ok {
		place.Sheet = sheetName
		list.Add(diag.Diagnostic{Code: "sheet-unknown", Place: place, Value: sheetName,
			Problem: diag.T("没有这个工作表", "there is no such sheet"), Remedy: diag.T("应为：%s", "use one of %s", diag.Names(b.names()))})
		return
	}
	named := w.look(s)
	w.read(named)
	for _, other := range b.sheets {
		switch {
		case other.part == s.part || w.named(other) || sample(normal(other.name)):
		case other.hidden:
			w.unshown(w.look(other), named.candidate)
		default:
			w.unread(w.look(other), named.candidate)
		}
	}
}

// named tells whether hongtou.yaml names a sheet, for whatever table.
func (w *reading) named(s bookSheet) bool {
	return slices.ContainsFunc(w.sheets, func(name string) bool {
		named, ok := w.book.sheet(name)
		return ok && named.part == s.part
	})
}

// unread warns of a sheet that is not read though it has the table's head, nearly as
// whole as the one that is.
func (w *reading) unread(s sighted, read candidate) bool {
	if s.lines == nil || s.known*2 < read.known || read.lines == nil {
		return false
	}
	w.list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "sheet-unread", Place: s.sheet.place,
		Problem: diag.T("此工作表也有“%s”的表头，没有读入", "this sheet too has the header row of %s: it is not read", w.table.Title),
		Remedy:  diag.T("在 hongtou.yaml 中写 {file: …, sheet: \"*\"} 即读入所有这样的工作表，或写明工作表", "write {file: …, sheet: \"*\"} in hongtou.yaml to read all such sheets, or name the sheet")})
	return true
}

// reading is a workbook that a table is read from.
type reading struct {
	surroundings
	book  *book
	table *Table
	place diag.Place
	list  *diag.List
	emit  func(any)

	values func() values // of formulas without one; nil if they can't be calculated
}

// Calculator gives the values of the formulas that a workbook's file holds without
// one: by sheet, row and column the type and value as the file would write them. ok
// is false for what it can't calculate.
type Calculator func(file []byte) func(sheet string, row, column int) (kind, value string, ok bool)

type values = func(sheet string, row, column int) (kind, value string, ok bool)

// valueOf is the value of a formula's cell.
func (w *reading) valueOf(sheet string, row, column, style int) (cell, bool) {
	kind, value, ok := w.values()(sheet, row, column)
	if !ok {
		return cell{}, false
	}
	return w.book.cell(kind, value, style), true
}

// sighted is a sheet with the head that was found in it.
type sighted struct {
	of    bookSheet
	sheet *sheet
	grid  *grid
	candidate
}

func (w *reading) look(bs bookSheet) sighted {
	place := w.place
	place.Sheet = bs.name
	s := newSheet(w.table, place, w.list, w.book.date1904, w.emit)
	s.units = w.units
	if w.values != nil {
		s.calculate = func(row, column, style int) (cell, bool) { return w.valueOf(bs.name, row, column, style) }
	}
	g := w.book.grid(bs)
	return sighted{bs, s, g, s.look(g)}
}

func (w *reading) read(s sighted) {
	place := s.sheet.place
	switch {
	case s.wide > 0:
		place.Row = s.wide
		s.sheet.fail(place, "table-columns", diag.T("超过%d列", "more than %d columns", maxColumns), diag.T("删去多余的列", "delete what is not needed"))
	case s.lines != nil:
		s.sheet.read(s.grid, s.candidate)
	case s.bad > 0:
		place.Row = s.bad
		unreadable(place, w.list)
	case !s.sheet.readTurned(s.grid):
		s.sheet.noHeader(s.grid)
	}
}

// choose reads the sheet whose head names the most columns, or all that have one,
// and tells of those with a head that are not read.
func (w *reading) choose(all bool) {
	var sheets []sighted
	best := -1
	var unseen []sighted
	for _, bs := range w.book.sheets {
		s := w.look(bs)
		if bs.hidden {
			unseen = append(unseen, s)
			continue
		}
		sheets = append(sheets, s)
		if best < 0 || s.fitter(sheets[best].candidate) || s.newer(sheets[best]) {
			best = len(sheets) - 1
		}
	}
	if best < 0 {
		broken(nil, w.place, w.list)
		return
	}
	for i, s := range sheets {
		switch {
		case i == best, all && s.lines != nil && s.known*2 >= sheets[best].known:
			w.read(s)
		case w.named(s.of):
		case w.unread(s, sheets[best].candidate):
		case s.rows > 0 && all:
			w.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "sheet-other", Place: s.sheet.place,
				Problem: diag.T("没有“%s”的表头，没有读入", "no header row of %s: it is not read", w.table.Title)})
		}
	}
	for _, s := range unseen {
		w.unshown(s, sheets[best].candidate)
	}
}

// newer tells a sheet of a later year than another, by their names, with as good a head and
// something below it: of last year's sheet beside this year's the newer one is meant.
func (s sighted) newer(other sighted) bool {
	before := yearOfName(other.of.name)
	return before > 0 && yearOfName(s.of.name) > before && !other.fitter(s.candidate) && s.rows > len(s.before)+len(s.lines)
}

// yearOfName is the year that a sheet is named after, 0 for none.
func yearOfName(name string) int {
	year, _ := strconv.Atoi(sheetYear.FindString(name))
	return year
}

var sheetYear = regexp.MustCompile(`20\d\d`)

// unshown tells of a hidden sheet with the table's head: a sheet is hidden when it is put
// aside, and is read where hongtou.yaml names it.
func (w *reading) unshown(s sighted, read candidate) {
	if s.lines == nil || s.known*2 < read.known || w.named(s.of) {
		return
	}
	w.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "sheet-hidden", Place: s.sheet.place,
		Problem: diag.T("隐藏的工作表，也有“%s”的表头，没有读入；要读的，在 hongtou.yaml 的 sheet 中写明", "a hidden sheet that has the header row of %s too: it is not read; name it as sheet in hongtou.yaml to read it", w.table.Title)})
}

// fitter tells whether a head is a better one than another: with all required
// columns, then with more columns.
func (c candidate) fitter(other candidate) bool {
	if c.all != other.all {
		return c.all
	}
	return c.known > other.known || c.wide > 0 && other.wide == 0 && other.lines == nil
}
