package doc

import (
	"fmt"
	"strings"
)

// Signatures is the signing block of an agreement: a ```signatures fence, a line a
// row, its columns parted by |. A blank line leaves room to sign.
//
//	甲方（盖章）： | 乙方（盖章）：
//	负责人：      | 负责人：
type Signatures struct {
	Columns int        // of the widest row
	Rows    [][]string // rows by cells; a row may have fewer than Columns
	Line    int
}

func init() { fences["signatures"] = (*reader).signatures }

func (r *reader) signatures(f *fenced) {
	s := &Signatures{Columns: 1, Rows: f.rows, Line: f.line}
	for _, row := range s.Rows {
		s.Columns = max(s.Columns, len(row))
	}
	if len(s.Rows) > 0 {
		r.blocks = append(r.blocks, s)
	}
}

// Words is the cells that hold something, row by row.
func (s *Signatures) Words() []string {
	var out []string
	for _, row := range s.Rows {
		for _, cell := range row {
			if cell != "" {
				out = append(out, cell)
			}
		}
	}
	return out
}

// sealWord asks for a seal in a cell of a signing block.
const sealWord = "盖章"

// SealOf is whose seal goes on a cell of a signing block that asks for one (甲方（盖章）：),
// and how many characters stand before the word that asks; ok is false for other cells.
func SealOf(cell string) (whose string, at int, ok bool) {
	before, _, ok := strings.Cut(cell, sealWord)
	if !ok {
		return "", 0, false
	}
	return strings.Trim(before, "（(：: 　"), len([]rune(before)), true
}

func (s *Signatures) print(b *strings.Builder) {
	b.WriteString("signatures\n")
	for _, row := range s.Rows {
		fmt.Fprintf(b, "  %s\n", strings.Join(row, " | "))
	}
}
