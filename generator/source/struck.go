package source

import (
	"bytes"

	"hongtou/generator/diag"
)

// What a clerk strikes through is mostly void, but stands in the file as before: a row
// that was given up, an old day before the new one in the same cell. It is read, since
// some strike out what is done, and told of.

// struckBy tells whether an element that strikes letters through does so; val is its
// attribute, nil if it has none.
func struckBy(val []byte) bool {
	return string(val) != "0" && string(val) != "false" && string(val) != "noStrike"
}

// cross notes a style whose letters are struck through.
func (b *book) cross(style int) {
	if b.crossed == nil {
		b.crossed = map[int]bool{}
	}
	b.crossed[style] = true
}

// crossedOut says in how many records something is struck through.
func (s *sheet) crossedOut(g *grid) {
	if g.struck == nil {
		return
	}
	rows, n, first := g.struck(), 0, 0
	for _, row := range s.rows {
		if rows[int(row)] {
			if n++; n == 1 {
				first = int(row)
			}
		}
	}
	if n == 0 {
		return
	}
	s.list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "rows-struck", Place: s.place,
		Problem: diag.T("有删除线的%[1]d行（从第%[2]d行起），划去的也照样读入了", "%[1]d rows (from row %[2]d on) have letters that are struck through: they are read as the others", n, first),
		Remedy:  diag.T("作废的行和字，从表中删去；仍然有效的，去掉删除线", "delete the rows and letters that are void; take the line away from what holds")})
}

// strikes tells whether a sheet's part may have anything that is struck through.
func (b *book) strikes(data []byte) bool {
	return len(b.crossed) > 0 || len(b.struck) > 0 || bytes.Contains(data, []byte("strike"))
}

// struckIn are the rows of a sheet's part in which something is struck through: by a
// cell's style, in a shared text or in the cell's own.
func (b *book) struckIn(data []byte) map[int]bool {
	rows := map[int]bool{}
	m := markup{data: data}
	row, style, kind, inside := 0, 0, "", false
	for m.next() > markupBroken {
		switch {
		case m.piece == startTag && m.is("row"):
			row = m.whole("r", row+1)
		case m.piece == startTag && m.is("c"):
			style, kind = m.whole("s", 0), string(m.attr("t"))
		case m.piece == startTag && m.is("is"):
			if m.rich("is") != "" && (m.struck || b.crossed[style]) {
				rows[row] = true
			}
		case m.piece != markupText:
			inside = m.piece == startTag && m.is("v")
		case inside:
			if b.crossed[style] || kind == "s" && b.struck[string(m.text)] {
				rows[row] = true
			}
		}
	}
	return rows
}
