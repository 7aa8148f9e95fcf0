package source

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"hongtou/generator/diag"
)

// maxSyntax is how many broken lines of a CSV file are complained of.
const maxSyntax = 20

// readCSV reads a table of comma, tab or semicolon separated values. Rows are
// counted as a spreadsheet shows them, blank ones too, a cell of several lines
// as one.
func readCSV(data []byte, t *Table, place diag.Place, list *diag.List, emit func(any)) {
	data, bad := decodeText(data)
	if bad != nil {
		list.Add(syntaxAt(place, "file-text", bad))
		return
	}
	s := newSheet(t, place, list, false, emit)
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = separator(data), -1, true
	breaks, broken := 0, 0 // line breaks inside cells so far; broken lines
	var cells []cell
	for broken < maxSyntax {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if e := (*csv.ParseError)(nil); errors.As(err, &e) {
			broken++
			at := place
			at.Line = e.StartLine
			list.Add(diag.Diagnostic{Code: "csv-quotes", Place: at,
				Problem: diag.T("引号不成对", "quotes without their pair"),
				Remedy:  diag.T("含逗号、引号或换行的内容用英文双引号括起，其中的引号写两个", "quote cells that hold commas, quotes or line breaks, and double the quotes inside")})
			continue
		}
		line, _ := r.FieldPos(0)
		cells = cells[:0]
		row := line - breaks
		for _, v := range record {
			cells = append(cells, cell{v, v})
			breaks += strings.Count(v, "\n")
		}
		if !s.row(row, cells) {
			break
		}
	}
	if s.header == nil && !s.stopped && broken == 0 {
		s.noHeader()
	}
}

// separator is the mark that parts the most cells of a line among those where
// the header row is looked for.
func separator(data []byte) rune {
	best, most, seen := ',', 0, 0
	for line := range bytes.Lines(data) {
		if seen++; seen > headerRows {
			break
		}
		for _, mark := range ",\t;" {
			if n := bytes.Count(line, []byte(string(mark))); n > most {
				best, most = mark, n
			}
		}
	}
	return best
}

func syntaxAt(place diag.Place, code string, s *syntax) diag.Diagnostic {
	place.Line = s.line
	return diag.Diagnostic{Code: code, Place: place, Problem: s.problem, Remedy: s.remedy}
}
