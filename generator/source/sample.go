package source

import "hongtou/generator/model"

// Sample is a row of a table as an office would write it, a text for each of
// the table's columns, taken from the record of o that fills the most of them;
// nil where o has none.
func Sample(t *model.Table, o *model.Office) []string {
	var best []string
	most, columns := 0, RowTable(t).Columns
	records := t.Records(o)
	for _, r := range records[:min(len(records), 200)] {
		row, filled := make([]string, len(columns)), 0
		for i := range columns {
			if c := &columns[i]; c.Type == Choice || !c.Empty(r) {
				row[i] = c.Value(r)
			}
			if row[i] != "" {
				filled++
			}
		}
		if filled > most {
			best, most = row, filled
		}
	}
	return best
}
