package fill

import (
	"text/template"

	"hongtou/generator/sheet"
)

// ownCollector takes the rows of an own .xlsx while its template runs.
type ownCollector struct {
	run    *run
	rows   []sheet.OwnRow
	all    []sheet.OwnRow // in the order in which they were begun, those of lanes too
	bands  int
	inBand bool
	first  int // the first row of the band, in rows
	start  int // the row of the file at which the band begins, less one
	round  int // -1 before the first
	lanes  [][]sheet.OwnRow
	size   int
	from   int // where the text of a cell begins in the output
}

func (c *ownCollector) functions(r *run) template.FuncMap {
	c.run = r
	return template.FuncMap{
		"_out": c.out, "_put": c.put, "_open": c.open, "_putText": c.putText,
		"_band": c.band, "_round": c.next, "_lane": c.lane, "_bandEnd": c.end,
	}
}

// out begins a row that is made of the file's row.
func (c *ownCollector) out(row int) (string, error) {
	if c.size += 64; c.size > c.run.limits.Output {
		return "", limit("工作表的内容超过 %d 字节", "the sheet's values exceed %d bytes", c.run.limits.Output)
	}
	r := sheet.OwnRow{From: row, Cells: map[int]sheet.OwnCell{}}
	if c.inBand {
		r.Band, r.Round = c.bands, max(c.round, 0)
	}
	c.all = append(c.all, r)
	if n := len(c.lanes); n > 0 {
		c.lanes[n-1] = append(c.lanes[n-1], r)
	} else {
		c.rows = append(c.rows, r)
	}
	return "", nil
}

func (c *ownCollector) put(col int, v any) (string, error) {
	value, err := cellValue(v)
	if err != nil {
		return "", err
	}
	unknown := false
	switch v := v.(type) {
	case notKnown:
		unknown = true
	case *float64:
		unknown = v == nil
	case *int:
		unknown = v == nil
	}
	if s, ok := value.(string); ok {
		c.size += len(s)
	}
	rows := c.rows
	if n := len(c.lanes); n > 0 {
		rows = c.lanes[n-1]
	}
	rows[len(rows)-1].Cells[col] = sheet.OwnCell{Value: value, Unknown: unknown}
	return "", nil
}

func (c *ownCollector) open() string {
	c.from = c.run.out.Len()
	return ""
}

func (c *ownCollector) putText(col int) (string, error) {
	text := string(c.run.out.Bytes()[c.from:])
	c.run.out.Truncate(c.from)
	return c.put(col, text)
}

// band begins repeated rows.
func (c *ownCollector) band() string {
	c.bands++
	c.inBand, c.first, c.round, c.lanes, c.start = true, len(c.rows), -1, nil, 0
	if n := len(c.rows); n > 0 {
		c.start = c.rows[n-1].From
	}
	return ""
}

// next begins a round of the innermost loop; of loops within, only the outer one
// tells rounds apart.
func (c *ownCollector) next() string {
	c.round++
	return ""
}

// lane begins a loop that stands beside others.
func (c *ownCollector) lane() string {
	c.lanes, c.round = append(c.lanes, nil), -1
	return ""
}

// end closes repeated rows, which end with the row of the file. Those of a loop
// stand once and empty where there is no record; those of a condition do not.
func (c *ownCollector) end(row int, loop bool) string {
	if c.lanes != nil {
		c.rows = append(c.rows, beside(c.lanes, c.bands, row)...)
	}
	if len(c.rows) == c.first && loop {
		for r := c.start + 1; r <= row; r++ {
			c.rows = append(c.rows, sheet.OwnRow{From: r, Band: c.bands, Cells: map[int]sheet.OwnCell{}})
		}
	}
	c.inBand, c.lanes = false, nil
	return ""
}

// beside puts the rows of lanes next to one another: as many as the longest has.
func beside(lanes [][]sheet.OwnRow, band, row int) []sheet.OwnRow {
	var out []sheet.OwnRow
	for _, lane := range lanes {
		for i, r := range lane {
			if i == len(out) {
				out = append(out, sheet.OwnRow{From: row, Band: band, Round: i, Cells: map[int]sheet.OwnCell{}})
			}
			for col, cell := range r.Cells {
				out[i].Cells[col] = cell
			}
		}
	}
	return out
}
