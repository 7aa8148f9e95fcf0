package fill

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"hongtou/generator/model"
	"hongtou/generator/sheet"
)

// A cell of a workbook whose figure is not known stays empty. But a formula reads an empty
// cell as 0, and a total is of what is there: so the formulas of its row that want it say
// 待核, totals that are not of all rows are told below the table, and where no row has the
// figure, or a share would be of unlike rows, there is no total.

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

// incomplete says of a sheet's formulas and totals what figures they lack.
func incomplete(s *sheet.Sheet, unknown map[*sheet.Cell]notKnown) {
	if len(unknown) == 0 {
		return
	}
	wants := make([][]int, len(s.Columns))
	for i := range s.Columns {
		for _, m := range columnInFormula.FindAllStringSubmatch(s.Columns[i].Formula, -1) {
			if at := slices.IndexFunc(s.Columns, func(c sheet.Column) bool { return c.Key == m[1] }); at >= 0 {
				wants[i] = append(wants[i], at)
			}
		}
	}
	for _, r := range s.Rows {
		for again := r.Kind == sheet.Data; again; {
			again = false
			for i := range r.Cells {
				if cell := &r.Cells[i]; cell.Value == nil && cell.Formula == "" {
					for _, at := range wants[i] {
						if none, ok := unknown[&r.Cells[at]]; ok {
							cell.Value, unknown[cell], again = none.word(), none, true
							break
						}
					}
				}
			}
		}
	}
	tellPartial(s, unknown)
}

var columnInFormula = regexp.MustCompile(`\{([A-Za-z][A-Za-z0-9_]*)\}`)

// word stands where a formula would be.
func (n notKnown) word() string {
	if n.kept {
		return "待核"
	}
	return "—"
}

// tellPartial takes out the totals of what no row has and of shares of unlike rows, and
// tells which others are not of all rows.
func tellPartial(s *sheet.Sheet, unknown map[*sheet.Cell]notKnown) {
	var partial []string
	for i := range s.Columns {
		c := &s.Columns[i]
		lacking, rows := 0, 0
		for _, r := range s.Rows {
			if r.Kind == sheet.Data && i < len(r.Cells) {
				rows++
				if _, ok := unknown[&r.Cells[i]]; ok {
					lacking++
				}
			}
		}
		switch {
		case lacking == 0 || c.Total == "" || strings.HasPrefix(c.Total, "label:"):
		case lacking == rows || c.Total == "same":
			c.Total = ""
		case c.Formula == "":
			partial = append(partial, fmt.Sprintf("“%s”有%d行没有数字", strings.Join(c.Header, ""), lacking))
		}
	}
	if len(partial) > 0 {
		s.Notes = append(s.Notes, strings.Join(partial, "，")+"，合计不含这些行。")
	}
}
