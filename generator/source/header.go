package source

import (
	"strings"
	"unicode"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

// normal is a header as it is compared: full-width forms folded, without
// blanks, line breaks and the star of a required column.
func normal(header string) string {
	header = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == 0xfeff || r == 0x200b {
			return -1
		}
		return unicode.ToLower(r)
	}, fold(header))
	return strings.Trim(header, "*")
}

// names finds a table's columns by every header and key that names them.
type names map[string]int

func namesOf(t *Table) names {
	n := names{}
	for i := range t.Columns {
		c := &t.Columns[i]
		for _, header := range append(c.Accepts(), c.Field) {
			n[normal(header)] = i
		}
	}
	return n
}

// measured finds the column that a header means but for a measure in brackets
// that the column does not have: 整改资金（元）.
func (n names) measured(header string) (int, bool) {
	head, _, ok := strings.Cut(normal(header), "(")
	if !ok {
		return 0, false
	}
	i, ok := n[head]
	return i, ok
}

// header is the header row of a sheet as understood.
type header struct {
	table   *Table
	width   int
	columns []int          // of the sheet, by the table's column; -1: missing
	extra   map[int]string // sheet column → header that the table does not know
	named   []bool         // by sheet column
	absent  []string       // fields whose required column is missing
	places  columns
}

// columns locates fields in the sheet's columns, counted from 1.
type columns map[string]struct {
	number int
	header string
}

// Locate narrows a row's place to a field's cell.
func (c columns) Locate(row diag.Place, field string) diag.Place {
	at := c[field]
	row.Column, row.Header = at.number, at.header
	return row
}

// known counts the cells that are headers of the table.
func (n names) known(cells []cell) int {
	count := 0
	for _, c := range cells {
		if _, ok := n[normal(c.raw)]; ok && c.raw != "" {
			count++
		}
	}
	return count
}

// readHeader understands a header row and complains of headers given twice, of
// columns that are missing, and of measures that differ.
func readHeader(t *Table, n names, row diag.Place, cells []cell, list *diag.List) *header {
	h := &header{table: t, width: len(cells), columns: make([]int, len(t.Columns)), extra: map[int]string{}, named: make([]bool, len(cells)), places: columns{}}
	for i := range h.columns {
		h.columns[i] = -1
	}
	seen := map[string]int{}
	for i, c := range cells {
		text, f := clean(c.raw)
		text = oneLine(text)
		place := row
		place.Column, place.Header = i+1, text
		if f != nil {
			list.Add(diag.Diagnostic{Code: f.code, Place: place, Value: text, Problem: f.problem, Remedy: f.remedy})
		}
		if text == "" {
			continue
		}
		h.named[i] = true
		column, known := n[normal(text)]
		if first, twice := seen[normal(text)]; twice {
			h.twice(place, first, list)
			continue
		}
		seen[normal(text)] = i
		switch {
		case known && h.columns[column] >= 0:
			h.twice(place, h.columns[column], list)
		case known:
			h.columns[column] = i
		default:
			h.extra[i] = text
			h.measure(n, place, text, list)
		}
	}
	h.finish(row, list)
	return h
}

func (h *header) twice(at diag.Place, first int, list *diag.List) {
	list.Add(diag.Diagnostic{Code: "header-duplicate", Place: at, Value: at.Header,
		Problem: diag.T("此列与%[1]s列重复", "this column repeats column %[1]s", diag.ColumnName(first+1)),
		Remedy:  diag.T("删去一列，或改表头", "delete one of them, or change its header")})
}

func (h *header) measure(n names, at diag.Place, text string, list *diag.List) {
	if i, ok := n.measured(text); ok {
		c := &h.table.Columns[i]
		list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "header-measure", Place: at, Value: text,
			Problem: diag.T("表头的计量单位不是%s列所用的，此列没有读入", "the measure in this header is not that of %s: the column is not read", c.Header),
			Remedy:  diag.T("换算后把表头改为：%s", "convert the figures and change the header to one of %s", strings.Join(c.Accepts(), "、"))})
	}
}

// finish sets the fields' places and complains once of each required column
// that is missing.
func (h *header) finish(row diag.Place, list *diag.List) {
	for i := range h.table.Columns {
		c := &h.table.Columns[i]
		at := h.columns[i]
		place := h.places[c.Field]
		place.number, place.header = at+1, c.Header
		h.places[c.Field] = place
		if at >= 0 {
			continue
		}
		if c.Required {
			h.absent = append(h.absent, c.Field)
			missing := row
			missing.Header = c.Header
			list.Add(diag.Diagnostic{Code: "column-missing", Place: missing,
				Problem: diag.T("缺少必需的列“%s”", "the required column %q is missing", c.Header),
				Remedy:  diag.T("增加一列，表头可用：%s", "add a column headed by one of %s", strings.Join(c.Accepts(), "、"))})
		}
	}
}

// total tells a row of totals, which is no record: 合计 where the code stands,
// or in another cell where the code is empty.
func (h *header) total(cells []cell) bool {
	code := ""
	if at := h.columns[0]; at >= 0 && at < len(cells) {
		code = cells[at].raw
	}
	if isTotal(code) {
		return true
	}
	if strings.TrimSpace(code) != "" {
		return false
	}
	for _, c := range cells {
		if isTotal(c.raw) {
			return true
		}
	}
	return false
}

func isTotal(s string) bool {
	if len(s) < 6 || len(s) > 30 {
		return false
	}
	switch normal(s) {
	case "合计", "总计", "小计":
		return true
	}
	return false
}

// origin is where a row's record comes from.
func (h *header) origin(row diag.Place) model.Origin {
	return model.Origin{Place: row, Locator: h.places}
}
