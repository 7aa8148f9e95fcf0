package sheet

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"
)

// What hangs on cells: links, comments, small charts and names.

// maxLinks is how many links Excel follows in a sheet.
const maxLinks = 65_530

// findLinks finds where the cells of columns with a Link lead, when all values
// are known.
func (c *calculator) findLinks() error {
	for _, t := range c.tables {
		for col := range t.spec.Columns {
			l := t.spec.Columns[col].Link
			if l == nil {
				continue
			}
			if err := c.findLink(t, col, l); err != nil {
				return fmt.Errorf("sheet %s: column %s: link: %w", t.spec.Name, t.spec.Columns[col].Key, err)
			}
		}
	}
	return nil
}

func (c *calculator) findLink(t *table, col int, l *Link) error {
	to := c.byName[strings.ToUpper(l.Sheet)]
	if to == nil {
		return fmt.Errorf("there is no sheet %s", l.Sheet)
	}
	there, err := to.column(l.Column)
	if err != nil {
		return err
	}
	rows := map[string]int{}
	for row := range to.grid {
		if to.grid[row].part == dataPart {
			if v := to.grid[row].slots[there-1].value.toText().s; v != "" && rows[v] == 0 {
				rows[v] = row + 1
			}
		}
	}
	n := 0
	for i := range t.grid {
		r := &t.grid[i]
		if r.part != dataPart || r.slots[col].covered {
			continue
		}
		if row := rows[r.slots[col].value.toText().s]; row > 0 {
			r.slots[col].linked = true
			t.links[cellAt{i + 1, col + 1}] = to.quoted() + address(row, there)
			n++
		}
	}
	if n > maxLinks {
		return fmt.Errorf("%d links are more than the %d of a sheet", n, maxLinks)
	}
	return nil
}

func (f *file) addLinks(t *table) error {
	for _, at := range inOrder(t.links) {
		if err := f.SetCellHyperLink(t.spec.Name, address(at.row, at.col), t.links[at], "Location"); err != nil {
			return err
		}
	}
	return nil
}

// Sizes of a comment's box in pixels.
const (
	commentWidth   = 240
	commentLine    = 18
	commentPadding = 24
	commentDigits  = 30 // half-width characters in its line
)

// addComments puts comments on heads and cells. A comment's box is as high as
// its text.
func (f *file) addComments(t *table) error {
	paths, _ := t.headPaths()
	for i, c := range t.spec.Columns {
		if err := f.addComment(t, t.head.first+len(paths[i])-1, i+1, c.Comment); err != nil {
			return fmt.Errorf("column %s: %w", c.Key, err)
		}
	}
	for _, at := range inOrder(t.comments) {
		if err := f.addComment(t, at.row, at.col, t.comments[at]); err != nil {
			return fmt.Errorf("cell %s: %w", address(at.row, at.col), err)
		}
	}
	return nil
}

// inOrder is cells row by row.
func inOrder(cells map[cellAt]string) []cellAt {
	return slices.SortedFunc(maps.Keys(cells), func(a, b cellAt) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
}

func (f *file) addComment(t *table, row, col int, words string) error {
	if words = plain(words).s; words == "" {
		return nil
	}
	if err := checkText(words); err != nil {
		return fmt.Errorf("comment: %w", err)
	}
	return f.AddComment(t.spec.Name, excelize.Comment{
		Cell: address(row, col), Author: f.author,
		Paragraph: []excelize.RichTextRun{{Text: words, Font: &excelize.Font{Family: song, Size: 9}}},
		Width:     commentWidth, Height: uint(wrap(words, commentDigits)*commentLine + commentPadding),
	})
}

// addSparklines draws the small charts of all data rows.
func (f *file) addSparklines(t *table) error {
	for i, c := range t.spec.Columns {
		if c.Sparkline == nil {
			continue
		}
		if err := f.addSparkline(t, i+1, c.Sparkline); err != nil {
			return fmt.Errorf("column %s: sparkline: %w", c.Key, err)
		}
	}
	return nil
}

func (f *file) addSparkline(t *table, col int, s *Sparkline) error {
	if len(s.Values) < 2 {
		return errors.New("it draws fewer than two columns")
	}
	first, err := t.column(s.Values[0])
	if err != nil {
		return err
	}
	for i, key := range s.Values {
		at, err := t.column(key)
		if err != nil {
			return err
		}
		if at != first+i {
			return fmt.Errorf("column %s does not stand right of %s", key, s.Values[i-1])
		}
	}
	if t.isEmpty() {
		return nil
	}
	o := &excelize.SparklineOptions{Type: "line", SeriesColor: seriesColours[0], Markers: true, High: true}
	if s.Bars {
		o.Type, o.Markers = "column", false
	}
	for _, rows := range t.data {
		for row := rows.first; row <= rows.last; row++ {
			o.Location = append(o.Location, address(row, col))
			o.Range = append(o.Range, t.quoted()+rect{row, first, row, first + len(s.Values) - 1}.String())
		}
	}
	return f.AddSparkline(t.spec.Name, o)
}

// nameColumns defines the columns' names.
func (f *file) nameColumns(t *table) error {
	for i, c := range t.spec.Columns {
		if c.Name == "" {
			continue
		}
		if err := f.checkDefined(c.Name); err != nil {
			return fmt.Errorf("column %s: the name %s %w", c.Key, c.Name, err)
		}
		cells := (&reference{table: t, areas: t.areas(i + 1)}).text(true)
		if err := f.SetDefinedName(&excelize.DefinedName{Name: c.Name, RefersTo: strings.Trim(cells, "()")}); err != nil {
			return fmt.Errorf("column %s: the name %s: %w", c.Key, c.Name, err)
		}
	}
	return nil
}

// areas is the column's data rows.
func (t *table) areas(col int) []rect {
	var out []rect
	for _, s := range t.data {
		out = append(out, rect{s.first, col, s.last, col})
	}
	return out
}

var definedForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}_.]*$`) })

// checkDefined checks a defined name: a word that is no cell's address, once.
func (f *file) checkDefined(name string) error {
	_, isCell := parseCell(name)
	folded := strings.ToUpper(name)
	switch {
	case !definedForm().MatchString(name) || units(name) > maxLiteral:
		return errors.New("is no word of letters, digits, underscores and points")
	case isCell || folded == "R" || folded == "C" || rowColumn.MatchString(folded):
		return errors.New("is like a cell's address")
	case f.names[folded] || strings.HasPrefix(folded, "CHOICES_"):
		return errors.New("is taken")
	}
	f.names[folded] = true
	return nil
}

var rowColumn = regexp.MustCompile(`^R\d*C\d*$|^\d`)
