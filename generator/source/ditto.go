package source

import (
	"strings"

	"hongtou/generator/diag"
)

// Cells that say no more than that they are as the one above: 同上, 〃.

// isDitto tells such a cell.
func isDitto(raw string) bool {
	if len(raw) > 24 || raw == "" || raw[0] > '"' && raw[0] < 0x80 {
		return false // as most are
	}
	if !strings.ContainsFunc(raw, func(r rune) bool { return r < 0x4e00 || r > 0x9fff || r == '同' }) {
		return false // a word
	}
	switch strings.Trim(normal(raw), "()。") {
	case "同上", "同前", "同上行", "〃", "″", "〞", "\"", "''", "”", "“", "““", "””":
		return true
	}
	return false
}

// ditto gives the cells of a record that are as the ones above what the record above
// has there. Where it has nothing, the cell is complained of when it is read.
func (s *sheet) ditto(cells []cell) {
	for i := range cells {
		if isDitto(cells[i].raw) && i < len(s.recent) && !s.recent[i].empty() {
			cells[i] = s.recent[i]
			s.dittos++
		}
	}
	s.recent = append(s.recent[:0], cells...)
}

// dittoed says once a sheet how many cells have been read as the ones above.
func (s *sheet) dittoed() {
	if s.dittos > 0 {
		s.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "cells-ditto", Place: s.place,
			Problem: diag.T("“同上”一类的%d格，按上一条记录读入", "%d cells such as 同上 are read as the record above has them", s.dittos)})
	}
}
