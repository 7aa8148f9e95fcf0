package fill

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/model"
	"hongtou/generator/sheet"
)

// A cell of a workbook whose figure is not known stays empty. But a formula reads an empty
// cell as 0, and a total is of what is there: so the formulas of its row that want it say
// 待核, and so do totals until all their rows have the figure; where no row has it, or a
// share would be of unlike rows, there is no total.

// notKnown is the value of a cell whose figure is not known.
type notKnown struct {
	kept bool // the table has a column for it
}

// notKnownOf is that of an error, if it is of a figure's cell or column.
func notKnownOf(err error) (notKnown, bool) {
	for _, gap := range model.Gaps(err) {
		if !gap.OfFigure() {
			return notKnown{}, false
		}
		if gap.Code == model.EmptyCode {
			return notKnown{kept: true}, true
		}
	}
	return notKnown{}, len(model.Gaps(err)) > 0
}

// figureOrNone gives the figure of a workbook's cell.
func (r *run) figureOrNone(holder reflect.Value, name string, v reflect.Value) (any, error) {
	if err := unknownIn(holder, name); err != nil {
		if none, ok := notKnownOf(err); ok {
			return none, nil
		}
		return nil, err
	}
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch {
	case !v.IsValid():
		return nil, nil
	case v.Kind() == reflect.Pointer && v.IsNil():
		return notKnown{kept: true}, nil
	}
	return v.Interface(), nil
}

// knownCell is known in a workbook's cell.
func knownCell(record any, path string) (any, error) {
	v, err := fieldOf(reflect.ValueOf(record), path)
	if none, ok := notKnownOf(err); ok {
		return none, nil
	}
	if len(model.Gaps(err)) > 0 {
		return nil, nil
	}
	return v, err
}

// fieldCell is field in a workbook's cell.
func fieldCell(record any, path string) (any, error) {
	v, err := field(record, path)
	if none, ok := notKnownOf(err); ok {
		return none, nil
	}
	return v, err
}

// want is a column that another's formula reads: its cell in the row, or those of all rows.
type want struct {
	column int
	all    bool
}

// wantsOf are the columns that a column's formula or rank reads.
func wantsOf(s *sheet.Sheet, c *sheet.Column) (wants []want) {
	add := func(key string, all bool) {
		if at := slices.IndexFunc(s.Columns, func(c sheet.Column) bool { return c.Key == key }); at >= 0 {
			wants = append(wants, want{at, all})
		}
	}
	for _, m := range columnRef.FindAllStringSubmatch(c.Formula, -1) {
		add(m[1], m[2] != "")
	}
	if c.Rank != nil {
		add(c.Rank.Of, true)
	}
	return wants
}

// incomplete says of a sheet's formulas and totals what figures they lack.
func incomplete(s *sheet.Sheet, unknown map[*sheet.Cell]notKnown) {
	if len(unknown) == 0 {
		return
	}
	wants, in := make([][]want, len(s.Columns)), map[int]notKnown{} // of any row, by its column
	for i := range s.Columns {
		wants[i] = wantsOf(s, &s.Columns[i])
	}
	for _, r := range s.Rows {
		for i := range r.Cells {
			if none, ok := unknown[&r.Cells[i]]; ok && !in[i].kept {
				in[i] = none
			}
		}
	}
	for again := true; again; { // what is wanted may be a formula's that waits, too
		again = false
		for _, r := range s.Rows {
			if r.Kind != sheet.Data {
				continue
			}
			for i := range r.Cells {
				cell := &r.Cells[i]
				if cell.Value != nil || cell.Formula != "" {
					continue
				}
				for _, w := range wants[i] {
					none, ok := unknown[&r.Cells[w.column]]
					if w.all {
						none, ok = in[w.column]
					}
					if ok {
						cell.Value, unknown[cell], in[i], again = none.word(), none, none, true
						break
					}
				}
			}
		}
	}
	tellPartial(s, unknown)
}

// word stands where a formula would be.
func (n notKnown) word() string {
	if n.kept {
		return "待核"
	}
	return "—"
}

// tellPartial takes out the totals of what no row has and of shares of unlike rows, and
// has the others wait for the rows that lack the figure. The totals of a column in which
// other cells are empty, too, or are formulas, are of the rows that have it. Both is told
// below the table.
func tellPartial(s *sheet.Sheet, unknown map[*sheet.Cell]notKnown) {
	var waiting, partial []string
	for i := range s.Columns {
		c := &s.Columns[i]
		lacking, empty, rows := 0, 0, 0
		for _, r := range s.Rows {
			if r.Kind == sheet.Data && i < len(r.Cells) {
				rows++
				if _, ok := unknown[&r.Cells[i]]; ok {
					lacking++
				} else if r.Cells[i].Value == nil {
					empty++
				}
			}
		}
		switch {
		case lacking == 0 || c.Total == "" || strings.HasPrefix(c.Total, "label:"):
		case lacking == rows || c.Total == "same":
			c.Total = ""
		default:
			told := fmt.Sprintf("“%s”有%d行没有数字", cmp.Or(strings.Join(c.Header, ""), c.Key), lacking)
			if total := waitingTotal(s, c); total != "" && empty == 0 {
				c.Total = total
				waiting = append(waiting, told)
			} else {
				partial = append(partial, told)
			}
		}
	}
	if len(waiting) > 0 {
		s.Notes = append(s.Notes, strings.Join(waiting, "，")+"，合计待核，各行填齐后自动得出。")
	}
	if len(partial) > 0 {
		s.Notes = append(s.Notes, strings.Join(partial, "，")+"，合计不含这些行。")
	}
}

// waitingTotal is a total that says 待核 until as many rows have a figure in the column as
// there are, which a column counts that all rows have.
func waitingTotal(s *sheet.Sheet, c *sheet.Column) string {
	if !slices.Contains([]string{"sum", "average", "max", "min"}, c.Total) {
		return ""
	}
	for i, of := range s.Columns {
		if !of.Merge && !slices.ContainsFunc(s.Rows, func(r sheet.Row) bool {
			return r.Kind == sheet.Data && (i >= len(r.Cells) || r.Cells[i].Value == nil || r.Cells[i].Value == "")
		}) {
			return fmt.Sprintf(`IF(COUNT({%[1]s:})<COUNTA({%[2]s:}),"待核",%[3]s({%[1]s:}))`, c.Key, of.Key, strings.ToUpper(c.Total))
		}
	}
	return ""
}
