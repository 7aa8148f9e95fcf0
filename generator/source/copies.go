package source

import (
	"path/filepath"
	"strings"
)

// Copy is what a sheet of a file shows, as text, so that complaints can be shown beside
// the cells that they are about.
type Copy struct {
	Sheet string // "" for a text file
	Rows  []CopiedRow
}

// CopiedRow is a row that is not empty; of a file of nested values, a line.
type CopiedRow struct {
	Number int // from 1
	Cells  []string
}

// Copies gives the sheets of a table's file: those of a workbook, one of a text of
// separated values, and one with a cell a line of any other text. A file that can't be
// read has none.
func Copies(name string, data []byte) (out []Copy) {
	defer func() {
		if recover() != nil { // a file made to mislead: what is wrong with it is told by the reader
			out = nil
		}
	}()
	ext := strings.ToLower(filepath.Ext(name))
	if workbookName(ext) {
		b, err := openBook(data)
		if err != nil || len(b.sheets) > mostSheets {
			return nil
		}
		for _, s := range b.sheets {
			out = append(out, Copy{s.name, b.grid(s).rows()})
		}
		return out
	}
	text, bad := decodeText(data)
	if bad != nil {
		return nil
	}
	switch ext {
	case ".csv", ".tsv", ".txt":
		text = breaks(text)
		var fullest []CopiedRow
		for _, mark := range marks(text) {
			if rows := (&separated{data: text, mark: mark}).grid().rows(); widest(rows) > widest(fullest) {
				fullest = rows
			}
		}
		return []Copy{{"", fullest}}
	}
	var lines []CopiedRow
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		lines = append(lines, CopiedRow{i + 1, []string{strings.TrimSuffix(line, "\r")}})
	}
	return []Copy{{"", lines}}
}

func (g *grid) rows() (out []CopiedRow) {
	g.walk(func(number int, cells []cell) bool {
		row := CopiedRow{Number: number}
		for i := range cells {
			row.Cells = append(row.Cells, cells[i].seen())
		}
		out = append(out, row)
		return true
	})
	return out
}

// seen is what a cell shows; a formula without a value itself.
func (c *cell) seen() string {
	switch {
	case c.filled:
		return ""
	case c.kind == uncalculated:
		return "=" + strings.TrimPrefix(c.formula, "=")
	case c.shown != "":
		return c.shown
	}
	return c.raw
}

func widest(rows []CopiedRow) (n int) {
	for _, r := range rows[:min(len(rows), guessedRows)] {
		n = max(n, len(r.Cells))
	}
	return n
}
