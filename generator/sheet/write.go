package sheet

import (
	"fmt"
	"io"
	"reflect"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Write writes the workbook. The error names the sheet and what is wrong with
// its specification, or is w's.
func Write(w io.Writer, book *Workbook) error {
	_, err := WriteMeasured(w, book)
	return err
}

// WriteMeasured writes the workbook and tells which sheets are too small on paper.
func WriteMeasured(w io.Writer, book *Workbook) (small []Small, err error) {
	if book.Own != nil {
		return nil, writeOwn(w, book.Own)
	}
	tables, err := layOut(book)
	if err != nil {
		return nil, err
	}
	c, err := calculate(tables)
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		t.mergeEqual()
		if t.measure(); t.small != nil {
			small = append(small, *t.small)
		}
	}
	return small, writeTables(w, book, tables, c)
}

// writeTables writes the tables of a workbook that are measured.
func writeTables(w io.Writer, book *Workbook, tables []*table, c *calculator) error {
	if err := c.findLinks(); err != nil {
		return err
	}
	f, err := newFile(book, c)
	if err != nil {
		return err
	}
	defer f.Close()
	form := book.Form
	if form != nil { // now, for the rows go as they are written
		if form, err = completeForm(form, tables); err != nil {
			return err
		}
	}
	for _, t := range tables {
		if err := f.sheet(t); err != nil {
			return fmt.Errorf("sheet %s: %w", t.spec.Name, err)
		}
	}
	if form != nil {
		if err := f.addForm(form); err != nil {
			return err
		}
	}
	return f.pack(w)
}

// file is the workbook's file while it is made.
type file struct {
	*excelize.File
	c      *calculator
	styles map[look]int
	marks  map[Mark]int
	lists  int             // columns taken on the sheet of lists
	names  map[string]bool // defined ones, folded
	author string          // of comments
	around map[string]around
}

// newFile makes a file with all sheets, empty, and the document's properties.
func newFile(book *Workbook, c *calculator) (*file, error) {
	f := &file{File: excelize.NewFile(), c: c, styles: map[look]int{}, marks: map[Mark]int{}, names: map[string]bool{}, around: map[string]around{}, author: book.author()}
	if err := f.SetDefaultFont(song); err != nil {
		return nil, err
	}
	size := bodySize
	f.Styles.Fonts.Font[0].Sz.Val = &size
	for _, t := range c.tables {
		if err := f.addSheet(t); err != nil {
			return nil, err
		}
	}
	return f, f.setProperties(book)
}

func (f *file) addSheet(t *table) error {
	if t.index == 0 {
		return f.SetSheetName(f.GetSheetName(0), t.spec.Name)
	}
	_, err := f.NewSheet(t.spec.Name)
	return err
}

// sheet writes a sheet: first what stands around the cells, then the cells,
// which go out as a stream.
func (f *file) sheet(t *table) error {
	for _, step := range []func(*table) error{
		f.setView, f.addLinks, f.addComments, f.addConditions, f.addSparklines, f.addValidations, f.nameColumns,
		f.addCharts, f.setPrint, f.setAround, f.writeCells,
	} {
		if err := step(t); err != nil {
			return err
		}
	}
	return nil
}

// setView sets widths, frozen panes, filter and protection.
func (f *file) setView(t *table) error {
	name := t.spec.Name
	if err := f.setTab(t); err != nil {
		return err
	}
	for col := len(t.widths); col > 0; col-- { // a column set later goes before the others, and they must ascend
		if err := f.SetColWidth(name, letters(col), letters(col), fileWidth(t.widths[col-1])); err != nil {
			return err
		}
	}
	panes := &excelize.Panes{
		Freeze: true, XSplit: t.spec.FreezeColumns, YSplit: t.head.last, ActivePane: "bottomLeft",
		TopLeftCell: address(t.head.last+1, t.spec.FreezeColumns+1),
	}
	if panes.XSplit > 0 {
		panes.ActivePane = "bottomRight"
	}
	if err := f.SetPanes(name, panes); err != nil {
		return err
	}
	if t.spec.Filter {
		if err := f.setFilter(t); err != nil {
			return err
		}
	}
	if t.spec.Protect {
		return f.ProtectSheet(name, &excelize.SheetProtectionOptions{
			SelectLockedCells: true, SelectUnlockedCells: true, AutoFilter: true, FormatColumns: true, FormatRows: true,
		})
	}
	return nil
}

// setTab sets the colour of the sheet's tab, and what can be folded away.
func (f *file) setTab(t *table) error {
	name := t.spec.Name
	height := freePoints
	props := &excelize.SheetPropsOptions{DefaultRowHeight: &height}
	if c := t.spec.Color; c != "" {
		props.TabColorRGB = &c
	}
	if err := f.SetSheetProps(name, props); err != nil {
		return err
	}
	for i := range t.spec.Columns {
		if t.spec.Outline && t.spec.Columns[i].Fold {
			if err := f.SetColOutlineLevel(name, letters(i+1), 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// setAround keeps what the stream will leave out.
func (f *file) setAround(t *table) error {
	var a around
	if t.spec.Outline {
		a.folds = `outlineLevelRow="1" outlineLevelCol="1" `
	}
	part := "xl/worksheets/sheet" + strconv.Itoa(t.index+1) + ".xml"
	loaded, ok := f.Sheet.Load(part)
	if !ok {
		return fmt.Errorf("there is no part %s", part)
	}
	if list := reflect.ValueOf(loaded).Elem().FieldByName("ExtLst"); !list.IsNil() {
		a.extensions = "<extLst>" + list.Elem().FieldByName("Ext").String() + "</extLst>"
	}
	f.around[part] = a
	return nil
}

// setFilter puts a filter on the leaves of the head, over all rows down to the
// last data row.
func (f *file) setFilter(t *table) error {
	over := rect{t.head.last, 1, t.data[len(t.data)-1].last, len(t.widths)}
	if err := f.AutoFilter(t.spec.Name, over.String(), nil); err != nil {
		return err
	}
	names := f.WorkBook.DefinedNames.DefinedName
	names[len(names)-1].Data = t.quoted() + over.fixed() // excelize leaves an apostrophe in the name as it is
	return nil
}

// fileWidth is a column's width as the file has it: with the 5 pixels of
// padding, in digits of 7 pixels.
func fileWidth(halves float64) float64 { return halves + 5.0/7 }

func (f *file) writeCells(t *table) error {
	if err := f.SetSheetDimension(t.spec.Name, rect{1, 1, len(t.grid), len(t.widths)}.String()); err != nil {
		return err
	}
	out, err := f.NewStreamWriter(t.spec.Name)
	if err != nil {
		return err
	}
	last := make([]styled, len(t.widths))
	cells, boxed := make([]excelize.Cell, len(t.widths)), make([]any, len(t.widths))
	for i := range cells {
		boxed[i] = &cells[i]
	}
	for row := range t.grid {
		if err := f.cells(t, row, cells, last); err != nil {
			return err
		}
		if err := out.SetRow(address(row+1, 1), boxed, t.rowOpts(row)); err != nil {
			return err
		}
		t.grid[row].slots = nil // nothing reads them any more
		if t.turns[row+1] {
			if err := out.InsertPageBreak(address(row+1, 1)); err != nil {
				return err
			}
		}
	}
	for row := len(t.grid); row < t.bottom; row++ { // under charts, which hang on rows
		if err := out.SetRow(address(row+1, 1), nil, excelize.RowOpts{Height: freePoints}); err != nil {
			return err
		}
		if t.turns[row+1] {
			if err := out.InsertPageBreak(address(row+1, 1)); err != nil {
				return err
			}
		}
	}
	for _, m := range t.merges {
		if err := out.MergeCell(address(m.row1, m.col1), address(m.row2, m.col2)); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (t *table) rowOpts(row int) excelize.RowOpts {
	o := excelize.RowOpts{Height: t.heights[row]}
	if t.grid[row].inner {
		o.OutlineLevel = 1
	}
	return o
}

// styled is a look and its style's number.
type styled struct {
	look look
	id   int
}

// cells puts a row's cells, each with its style, formula and value, into out.
// Last is how each column looked in the row before: mostly the same.
func (f *file) cells(t *table, row int, out []excelize.Cell, last []styled) error {
	r := &t.grid[row]
	for col := range out {
		var cell excelize.Cell
		if l := t.look(r, col); l != last[col].look || row == 0 {
			id, err := f.style(l)
			if err != nil {
				return err
			}
			last[col] = styled{l, id}
		}
		cell.StyleID = last[col].id
		if col < len(r.slots) {
			s := &r.slots[col]
			cell.Value = fileValue(s.value)
			if s.formula != nil {
				var err error
				if cell.Formula, err = f.c.cellFormula(t, row+1, s.formula); err != nil {
					return fmt.Errorf("cell %s: formula %s: %w", address(row+1, col+1), s.formula.source, err)
				}
			}
		}
		out[col] = cell
	}
	return nil
}

// fileValue is a value as the stream takes it. Numbers have the 15 digits that
// Excel keeps: the stream would cut off the others, not round.
func fileValue(v value) any {
	switch v.kind {
	case isNumber:
		return round15(v.n)
	case isText:
		return v.s
	case isBool:
		return v.n != 0
	}
	return nil
}
