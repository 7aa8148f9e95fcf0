package fill

import (
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/sheet"
)

// onOwnSheet says of the figures from one on on which sheet of an office's own file they
// stand, and names their cells: by the words above in the template's column and the row's
// first text, else by the template's cell. rows are the filled ones.
func (f *filler) onOwnSheet(from int, s ownSheet, rows []sheet.OwnRow) {
	if f.recorder == nil {
		return
	}
	for i := from; i < f.noted(); i++ {
		figure := &f.recorder.figures[i]
		at := s.at[min(max(figure.Line, 1), len(s.at))-1]
		figure.Line, figure.Sheet, figure.Place = 0, s.name, cellPlace(s.name, at)
		figure.Sentence = ownHead(s, at)
		if n := figure.Row; n > 0 && n <= len(rows) {
			if name := ownName(rows[n-1], at.Col); name != "" {
				figure.Sentence = name + " / " + figure.Sentence
			}
		}
	}
	f.recorder.row = 0
}

func cellPlace(name string, at sheet.OwnText) string { return name + " " + cellIn(at) }

func cellIn(at sheet.OwnText) string { return diag.ColumnName(at.Col) + strconv.Itoa(at.Row) }

// ownHead is the nearest word above a cell or, where there is none, the cell.
func ownHead(s ownSheet, at sheet.OwnText) string {
	head := sheet.OwnText{}
	for _, h := range s.heads {
		if h.Col == at.Col && h.Row < at.Row && h.Row > head.Row {
			head = h
		}
	}
	if head.Row == 0 {
		return cellIn(at)
	}
	return strings.Join(strings.Fields(head.Text), " ")
}

// ownName is the first text of a filled row that is not in a column.
func ownName(row sheet.OwnRow, not int) string {
	var columns []int
	for c := range row.Cells {
		columns = append(columns, c)
	}
	slices.Sort(columns)
	for _, c := range columns {
		if s, ok := row.Cells[c].Value.(string); ok && s != "" && c != not {
			return s
		}
	}
	return ""
}

// ownFormulas lists the formulas of an office's own file, which calculate with what is
// filled in.
func (f *filler) ownFormulas(own *ownTemplate) {
	if f.recorder == nil {
		return
	}
	formulas, err := sheet.OwnFormulas(own.file)
	if err != nil { // it was read when the template was
		panic(err)
	}
	for _, at := range formulas {
		if at.Sheet == settingsSheet {
			continue
		}
		s := ownSheet{name: at.Sheet}
		if i := slices.IndexFunc(own.sheets, func(s ownSheet) bool { return s.name == at.Sheet }); i >= 0 {
			s = own.sheets[i]
		}
		f.recorder.figures = append(f.recorder.figures, Figure{Sheet: at.Sheet, Place: cellPlace(at.Sheet, at.OwnText), Sentence: ownHead(s, at.OwnText), Text: at.Text, Expression: at.Text, Formula: true})
	}
}
