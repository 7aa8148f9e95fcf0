package sheet

import (
	"errors"
	"fmt"
	"strings"
)

// Own is an office's own .xlsx, filled: each sheet's rows are rows of the file, as
// often as they are wanted, with new values in some of their cells. Everything
// else in the file stays: styles, heights, pictures, print set-up. What names
// rows moves with them: merged cells, formulas, conditional formats, validations,
// names, anchors of pictures, ranges of charts.
type Own struct {
	File   []byte // the .xlsx
	Drop   string // a sheet that does not go out
	Sheets []OwnSheet
}

// OwnSheet is a sheet whose cells are filled; sheets that are not named stay as
// they are.
type OwnSheet struct {
	Name string
	Rows []OwnRow
}

// OwnRow is a row that goes out.
type OwnRow struct {
	From  int // the row of the file that it is made of, from 1
	Band  int // the repeated rows that it belongs to, from 1; 0 for none
	Round int // of its band, from 0
	Cells map[int]OwnCell
}

// OwnCell is a new value, as in Cell; nil empties the cell. Unknown tells that it is a
// figure that is not known, and not nothing: the formulas that read it wait for it.
type OwnCell struct {
	Value   any
	Unknown bool
}

// OwnText is a cell of an office's file that holds a text.
type OwnText struct {
	Row, Col int
	Text     string
}

// Limits of an office's own file.
const (
	maxOwn         = 64 << 20 // bytes unpacked
	maxOwnFormulas = 50_000   // formulas that get a value
)

// ReadOwn gives the texts of a file's sheets, in the sheets' order, and the
// number of rows of each. A file that could not be filled is an error.
func ReadOwn(file []byte) (names []string, texts map[string][]OwnText, rows map[string]int, err error) {
	b, err := openOwnBook(file)
	if err != nil {
		return nil, nil, nil, err
	}
	texts, rows = map[string][]OwnText{}, map[string]int{}
	for _, p := range b.sheets {
		names = append(names, p.name)
		if p.part == "" {
			continue
		}
		s, err := b.readSheet(p.part)
		if err != nil {
			return nil, nil, nil, fmt.Errorf("sheet %s: %w", p.name, err)
		}
		for _, row := range s.rows {
			for _, c := range row.cells {
				text := c.raw
				if c.kind == "s" || c.kind == "inlineStr" {
					text = c.text
				}
				if text != "" {
					texts[p.name] = append(texts[p.name], OwnText{row.number, c.col, text})
					rows[p.name] = row.number
				}
			}
		}
	}
	return names, texts, rows, nil
}

// OwnFormula is a formula in a cell of an office's file.
type OwnFormula struct {
	Sheet string
	OwnText
}

// OwnFormulas gives a file's formulas, in the order of its sheets and cells.
func OwnFormulas(file []byte) ([]OwnFormula, error) {
	b, err := openOwnBook(file)
	if err != nil {
		return nil, err
	}
	var formulas []OwnFormula
	for _, p := range b.sheets {
		if p.part == "" {
			continue
		}
		s, err := b.readSheet(p.part)
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", p.name, err)
		}
		for _, row := range s.rows {
			for _, c := range row.cells {
				if c.formula != nil && c.formula.text != "" {
					formulas = append(formulas, OwnFormula{p.name, OwnText{row.number, c.col, c.formula.text}})
				}
			}
		}
	}
	return formulas, nil
}

// rowMap tells where a sheet's rows went.
type rowMap struct {
	out    map[int][]int // of each row of the file, the rows made of it, ascending
	from   []OwnRow      // of each row that goes out
	shift  int           // of the rows under those that the map knows
	height int           // rows of the file that the map knows
	rounds map[inRound]int
}

// inRound is a row of the file in a round of repeated rows.
type inRound struct{ from, band, round int }

func newRowMap(rows []OwnRow) *rowMap {
	m := &rowMap{out: map[int][]int{}, from: rows, rounds: map[inRound]int{}}
	for i, r := range rows {
		if at := (inRound{r.From, r.Band, r.Round}); r.Band > 0 && m.rounds[at] == 0 {
			m.rounds[at] = i + 1
		}
		m.out[r.From] = append(m.out[r.From], i+1)
		m.height = max(m.height, r.From)
	}
	m.shift = len(rows) - m.height
	return m
}

// first and last are the rows that a row of the file became. One that went away
// is where it would have been.
func (m *rowMap) first(row int) int { return m.edge(row, 0) }

func (m *rowMap) last(row int) int { return m.edge(row, -1) }

func (m *rowMap) edge(row, which int) int {
	if row > m.height {
		return row + m.shift
	}
	out := m.out[row]
	if len(out) == 0 {
		for row > 1 {
			row--
			if before := m.out[row]; len(before) > 0 {
				return before[len(before)-1] + 1
			}
		}
		return 1
	}
	if which < 0 {
		return out[len(out)-1]
	}
	return out[0]
}

// near is the row that a formula in the row at means by a row of the file: in the
// same round of repeated rows the round's own, else the first or the last.
func (m *rowMap) near(row, at int, fixed, end bool) int {
	if at > 0 && at <= len(m.from) && !fixed {
		here := m.from[at-1]
		if o := m.rounds[inRound{row, here.Band, here.Round}]; here.Band > 0 && o > 0 {
			return o
		}
	}
	if end {
		return m.last(row)
	}
	return m.first(row)
}

// spans gives, for rows from top to bottom of the file, the rows that they
// became: once for each round if they lie within repeated rows and are not all of
// them, else from the first to the last.
func (m *rowMap) spans(top, bottom int, each bool) []span {
	if top > m.height || len(m.out[top]) == 0 || len(m.out[bottom]) == 0 {
		return []span{{m.first(top), m.last(bottom)}}
	}
	a, b := m.from[m.out[top][0]-1], m.from[m.out[bottom][0]-1]
	if a.Band == 0 || a.Band != b.Band || !each && m.whole(a.Band, top, bottom) {
		return []span{{m.first(top), m.last(bottom)}}
	}
	var out []span
	ends := map[int]int{}
	for _, o := range m.out[bottom] {
		ends[m.from[o-1].Round] = o
	}
	for _, o := range m.out[top] {
		if end := ends[m.from[o-1].Round]; end >= o {
			out = append(out, span{o, end})
		}
	}
	return out
}

// whole tells whether rows from top to bottom are all rows of a band.
func (m *rowMap) whole(band, top, bottom int) bool {
	for row := range m.out {
		if m.from[m.out[row][0]-1].Band == band && (row < top || row > bottom) {
			return false
		}
	}
	return true
}

// ownMaps are the maps of all sheets, by folded name.
type ownMaps map[string]*rowMap

func (o *Own) maps() ownMaps {
	out := ownMaps{}
	for _, s := range o.Sheets {
		out[strings.ToUpper(s.Name)] = newRowMap(s.Rows)
	}
	return out
}

// formula moves the cells that a formula on a sheet names. At is the row in which
// the formula goes out; 0 for one that stands in no row.
func (m ownMaps) formula(sheet, formula string, at int) string {
	var out strings.Builder
	for formula != "" {
		n, moved := m.next(sheet, formula, out.String(), at)
		out.WriteString(moved)
		formula = formula[n:]
	}
	return out.String()
}

// next takes the next piece of a formula: its length, and what it becomes.
func (m ownMaps) next(sheet, rest, before string, at int) (int, string) {
	if rest[0] == '"' {
		n := quotedEnd(rest, '"')
		if n < 0 {
			n = len(rest)
		}
		return n, rest[:n]
	}
	if inWord(before) {
		return oneRune(rest)
	}
	name, n := sheetPrefix(rest)
	ref := ownReference.FindString(rest[n:])
	if ref == "" || ref != rest[n:] && continuesWord(rest[n+len(ref):]) {
		if n > 0 {
			return n, rest[:n]
		}
		return oneRune(rest)
	}
	on := m[strings.ToUpper(sheet)]
	if n > 0 {
		on = m[strings.ToUpper(name)]
		if !strings.EqualFold(name, sheet) {
			at = 0
		}
	}
	if on == nil {
		return n + len(ref), rest[:n+len(ref)]
	}
	return n + len(ref), rest[:n] + on.reference(ref, at)
}

// ErrOwn is the error of a file whose XML is not as spreadsheet programs write
// it.
var ErrOwn = errors.New("the file was written by a program whose files can't be filled: save it anew with a spreadsheet program")
