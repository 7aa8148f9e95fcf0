package source

import (
	"cmp"
	"crypto/sha256"
	"path/filepath"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Guess is what a sheet of an office's own workbook, or a text file, is taken for.
type Guess struct {
	Table   *model.Table
	Sheet   string // "" for a text file
	Columns []GuessedColumn
	Missing []string        // headers of required columns that no column fills
	Strange []GuessedColumn // values that a column of choices does not know, as Header
	Rows    int             // that were looked at, below the head
}

// GuessedColumn is a column of the sheet.
type GuessedColumn struct {
	Header string
	Column int      // of the table; -1: none
	Known  bool     // the reader takes the header for this column by itself
	Joint  bool     // with others: parts of a day, or kinds that have a column each
	Sample []string // the first values
}

// Enough to judge a column by, and enough to show.
const (
	guessedRows = 60
	shownRows   = 3
	fitting     = 55 // out of a hundred: a column that fits less is not taken for it
)

// Guesses tells for each visible sheet of a file which table it is and which column
// is which: by the headers, by the values below them, by the office's units. only
// is the table's name if it is known. A sheet that is no table is left out.
func Guesses(name string, data []byte, o *model.Office, only string) ([]Guess, *diag.List) {
	list := &diag.List{}
	place := diag.Place{File: filepath.ToSlash(name)}
	var out []Guess
	add := func(g *guesser) {
		if guess, ok := g.best(o, only); ok {
			out = append(out, guess)
		}
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv", ".txt":
		text, bad := decodeText(data)
		if bad != nil {
			list.Add(syntaxAt(place, "file-text", bad))
			return nil, list
		}
		text = breaks(text)
		var fullest *guesser
		for _, mark := range marks(text) {
			if g := newGuesser((&separated{data: text, mark: mark}).grid(), place.File, "", false); fullest == nil || g.width() > fullest.width() {
				fullest = g
			}
		}
		add(fullest)
	default:
		b := readBook(data, place, list)
		if b == nil {
			return nil, list
		}
		for _, s := range b.sheets {
			if !s.hidden {
				add(newGuesser(b.grid(s), place.File, s.name, b.date1904))
			}
		}
	}
	if len(out) == 0 {
		list.Add(diag.Diagnostic{Code: "table-unguessed", Place: place,
			Problem: diag.T("认不出是哪一种表", "what table this is can't be told"),
			Remedy:  diag.T("用 --table 写明，如 --table hazards；或先把表头改得接近：%s", "name it with --table, such as --table hazards, or bring its headers nearer to %s", diag.Names(model.TableOf("hazards").Headers()[:6]))})
	}
	return out, list
}

// FirstDay is the earliest day of a table's records in a file, the zero Date if
// there is none.
func FirstDay(t *model.Table, f File, data []byte) (first period.Date) {
	l := &loader{list: &diag.List{}, inputs: map[string][sha256.Size]byte{}, content: map[string][]byte{f.Path: data}}
	l.table(t.Table, f)
	for i := range t.Columns {
		if !t.Columns[i].Day {
			continue
		}
		for _, r := range l.records {
			if d, ok := t.Columns[i].Of(r).Interface().(period.Date); ok && !d.IsZero() && (first.IsZero() || d.Before(first)) {
				first = d
			}
		}
	}
	return first
}

// guesser is a sheet that is looked at.
type guesser struct {
	sheet    string
	place    diag.Place
	date1904 bool
	year     int        // that the sheet's first lines, its name or the file's speak of
	first    []sheetRow // where the head may stand
	rows     []sheetRow
	merges   []span
}

func newGuesser(g *grid, file, name string, date1904 bool) *guesser {
	out := &guesser{sheet: name, date1904: date1904, merges: g.merges}
	g.walk(func(number int, cells []cell) bool {
		if cells = trimRow(cells); len(cells) == 0 {
			return true
		}
		if len(cells) > maxColumns {
			return false
		}
		out.rows = append(out.rows, sheetRow{number, slices.Clone(cells)})
		return len(out.rows) < headerRows+guessedRows
	})
	out.first = out.rows[:min(len(out.rows), headerRows+maxHeadRows)]
	out.place = diag.Place{File: file, Sheet: name}
	s := &sheet{table: &Table{}, place: out.place}
	out.year = s.yearAbove(candidate{before: out.rows[:min(len(out.rows), 3)]})
	return out
}

// width counts the cells that are not empty.
func (g *guesser) width() (n int) {
	for _, r := range g.rows {
		for i := range r.cells {
			if !r.cells[i].empty() {
				n++
			}
		}
	}
	return n
}

// best is the table that fits best.
func (g *guesser) best(o *model.Office, only string) (best Guess, ok bool) {
	units := map[string]string{}
	for _, u := range o.Units {
		called(units, u)
	}
	most := 0
	for _, t := range model.Tables() {
		if only != "" && t.Name != only || len(t.Columns) < 3 {
			continue
		}
		f := &fitter{guesser: g, table: t, names: namesOf(t.Table), units: units, seen: map[[2]string]int{}}
		if guess, score := f.guess(); score > most || only != "" && len(guess.Columns) > 0 {
			most, best, ok = score, guess, true
		}
	}
	return best, ok
}

// fitter tries a table on a sheet.
type fitter struct {
	*guesser
	table *model.Table
	names names
	units map[string]string
	seen  map[[2]string]int // likeness of two headers

	paths   [][]string
	records []sheetRow
	taken   map[int]int // sheet column → table column
}

func (f *fitter) guess() (Guess, int) {
	h := heads{names: f.names, lines: f.first, merges: f.merges}
	most := 0
	for depth := 1; depth <= maxHeadRows; depth++ {
		for i := 0; i+depth <= len(f.first) && i < headerRows; i++ {
			if depth > 1 && f.first[i+depth-1].number-f.first[i].number != depth-1 {
				continue
			}
			paths := h.paths(i, depth)
			score := 0
			for _, p := range paths {
				score += slices.Max(append(f.headerFits(p), 0))
			}
			score += 60 * len(f.names.kindsUnder(paths, f.unnamed(paths)))
			if score > most {
				most, f.paths, f.records = score, paths, f.rows[i+depth:]
			}
		}
	}
	if f.paths == nil {
		return Guess{}, 0
	}
	f.records = slices.DeleteFunc(slices.Clone(f.records), noRecord)
	score := f.assign()
	kinds := f.names.kindsUnder(f.paths, func(i int) bool { return !f.has(i) })
	score += 60 * len(kinds)
	if len(f.taken)+len(kinds) < 3 {
		return Guess{}, 0
	}
	out := Guess{Table: f.table, Sheet: f.sheet, Rows: len(f.records)}
	own := *f.table.Table
	own.Columns = slices.Clone(own.Columns)
	for j, path := range f.paths {
		if len(path) == 0 {
			continue
		}
		c := GuessedColumn{Header: path[len(path)-1], Column: -1}
		if i, ok := f.taken[j]; ok {
			known := f.names.under(path)
			c.Column, c.Known = i, known.column == i && known.rank < byKey
			out.Strange = append(out.Strange, f.strange(j, i)...)
		}
		for _, r := range f.records[:min(len(f.records), shownRows)] {
			value := ""
			if j < len(r.cells) {
				value = headText(r.cells[j].shown)
			}
			c.Sample = append(c.Sample, value)
		}
		out.Columns = append(out.Columns, c)
	}
	for j := range out.Columns {
		if c := &out.Columns[j]; c.Column >= 0 && !c.Known {
			own.Columns[c.Column].Own = []string{c.Header}
		} else if c.Column < 0 && len(kinds) > 0 && f.names.apart < 0 && f.isKind(j, kinds) {
			c.Column, c.Joint = kinds[0].value, true
			own.Spread = append(own.Spread, c.Header)
		}
	}
	f.asRead(&own, &out)
	return out, score - 50*len(out.Missing)
}

// unnamed tells the table's columns that no head names.
func (f *fitter) unnamed(paths [][]string) func(int) bool {
	named := map[int]bool{}
	for _, p := range paths {
		if len(p) > 0 {
			named[f.names.under(p).column] = true
		}
	}
	return func(i int) bool { return !named[i] }
}

// isKind tells whether the n-th column of a head has a figure in each row, as those have
// that the reader takes for kinds by their names, known.
func (f *fitter) isKind(n int, known []spread) bool {
	for at, path := range f.paths {
		if len(path) == 0 {
			continue
		}
		if n--; n >= 0 {
			continue
		}
		head := normal(path[len(path)-1])
		if slices.ContainsFunc(known, func(k spread) bool { return k.at == at }) || isSerial(head) || identity(head) || differs(head) || isTotal(head) {
			return false
		}
		figures := 0
		for _, r := range f.records {
			if at < len(r.cells) && !r.cells[at].empty() {
				if !f.reads(&r.cells[at], known[0].value) {
					return false
				}
				figures++
			}
		}
		return figures > 0
	}
	return false
}

// asRead asks the reader, given the words that the guess will add to hongtou.yaml, what
// it lacks, and which columns it takes together.
func (f *fitter) asRead(own *Table, out *Guess) {
	list := &diag.List{}
	s := newSheet(own, f.place, list, f.date1904, nil)
	s.units = func() map[string]string { return f.units }
	g := &grid{merges: f.merges, walk: func(visit func(int, []cell) bool) (last int, ok bool) {
		for _, r := range f.rows {
			if last = r.number; !visit(last, slices.Clone(r.cells)) {
				break
			}
		}
		return last, true
	}}
	c := s.look(g)
	if c.lines == nil {
		for i := range own.Columns {
			if own.Columns[i].Required && !f.has(i) {
				out.Missing = append(out.Missing, own.Columns[i].Header)
			}
		}
		return
	}
	s.year = s.yearAbove(c)
	s.binder.year = s.year
	h := s.head(g, c)
	for _, d := range list.All() {
		if i := s.missing(d); i >= 0 {
			out.Missing = append(out.Missing, own.Columns[i].Header)
		}
	}
	joint := map[string]int{} // headers that the reader takes together
	for _, p := range h.days {
		for at := h.columns[p.column]; at <= p.day; at++ {
			for _, head := range h.paths[at] {
				joint[head] = p.column
			}
		}
	}
	for _, p := range h.spread {
		if !s.names.declared(h.paths[p.at]) {
			joint[p.header] = p.value
		}
	}
	for j := range out.Columns {
		if i, ok := joint[out.Columns[j].Header]; ok {
			out.Columns[j].Column, out.Columns[j].Known, out.Columns[j].Joint = i, true, true
		}
	}
}

// noRecord tells the rows that say nothing of what a column holds.
func noRecord(r sheetRow) bool {
	own, first := 0, ""
	for i := range r.cells {
		if !r.cells[i].empty() {
			if own++; first == "" {
				first = strings.TrimSpace(r.cells[i].raw)
			}
		}
	}
	return own < 3 || isTotal(first) || noteLine(first) || sectionLine(first) || numbersOfColumns(r.cells)
}

func (f *fitter) has(column int) bool {
	for _, i := range f.taken {
		if i == column {
			return true
		}
	}
	return false
}

// headerFits is how well a head fits each of the table's columns, in hundredths.
func (f *fitter) headerFits(path []string) []int {
	fits := make([]int, len(f.table.Columns))
	if len(path) == 0 {
		return fits
	}
	leaf, _ := brackets(normal(path[len(path)-1]))
	leaf = synonyms.Replace(leaf)
	for i := range f.table.Columns {
		for _, name := range f.table.Columns[i].Accepts() {
			key := [2]string{leaf, name}
			like, ok := f.seen[key]
			if !ok {
				known, _ := brackets(normal(name))
				like = likeness(leaf, synonyms.Replace(known))
				f.seen[key] = like
			}
			if like >= 60 {
				fits[i] = max(fits[i], like*8/10)
			}
		}
	}
	if m := f.names.under(path); m.column >= 0 && m.wrong == "" {
		fits[m.column] = 100 - 2*m.rank
	}
	return fits
}

// pair is a column of the sheet taken for one of the table.
type pair struct{ sheet, column, fit int }

// assign takes the pairs that fit, the best first, and gives the sum of their fits.
func (f *fitter) assign() (score int) {
	var pairs []pair
	for j, path := range f.paths {
		fits := f.headerFits(path)
		if len(path) == 0 {
			continue
		}
		for i := range fits {
			if fit := f.fit(j, i, fits[i]); fit >= fitting {
				pairs = append(pairs, pair{j, i, fit})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.fit, a.fit) })
	f.taken = map[int]int{}
	for _, p := range pairs {
		if _, used := f.taken[p.sheet]; used || f.has(p.column) {
			continue
		}
		f.taken[p.sheet] = p.column
		if score += p.fit; f.table.Columns[p.column].Required {
			score += 20
		}
	}
	f.rest()
	return score
}

// fit weighs a head against the values below it.
func (f *fitter) fit(j, i, header int) int {
	c := &f.table.Columns[i]
	values, read, units := 0, 0, 0
	for _, r := range f.records {
		if j >= len(r.cells) || r.cells[j].empty() {
			continue
		}
		values++
		of := &r.cells[j]
		if f.reads(of, i) {
			read++
		}
		if f.units[folded(of.shown)] != "" {
			units++
		}
	}
	switch {
	case values == 0:
		return header
	case c.Concerns && c.Type == table.Code:
		if header == 0 && units*10 >= values*6 && values > 1 {
			return 60
		}
		return header + 20*units/values*min(header, 1)
	case c.Type == Text || c.Type == Long || c.Type == Code || c.Type == Codes || c.Type == Limit:
		return header
	case c.Type == Choice:
		if header == 0 && read == values && values > 1 && len(c.Names) > 1 {
			return fitting
		}
		return header + 10*read/values*min(header, 1)
	case header > 0 && read*2 >= values:
		return header + 10*read/values
	}
	return 0
}

// reads tells whether a cell can be read by the rules of a column.
func (f *fitter) reads(of *cell, i int) bool {
	value, wrong := of.says(&f.table.Columns[i])
	if wrong != nil {
		return false
	}
	b := &binder{table: f.table.Table, date1904: f.date1904, year: f.year}
	return b.set(f.table.Make(), i, value, of.kind == numberCell) == nil
}

// rest finds what is still wanted of a record by the values alone: the code among
// the running numbers, the one column of days, the longest texts.
func (f *fitter) rest() {
	for i := range f.table.Columns {
		c := &f.table.Columns[i]
		if !c.Required || f.has(i) {
			continue
		}
		found := -1
		length := 8.0
		for j, path := range f.paths {
			if _, used := f.taken[j]; used || len(path) == 0 {
				continue
			}
			switch {
			case c.Key && c.Type == Code && isSerial(normal(path[len(path)-1])):
				found = j
			case c.Type == Long:
				if n := f.length(j); n >= length {
					found, length = j, n
				}
			}
		}
		if found >= 0 {
			f.taken[found] = i
		}
	}
}

// length is how long a column's texts are, in characters.
func (f *fitter) length(j int) float64 {
	sum, n := 0, 0
	for _, r := range f.records {
		if j < len(r.cells) && !r.cells[j].empty() {
			sum, n = sum+len([]rune(r.cells[j].shown)), n+1
		}
	}
	return float64(sum) / float64(max(n, 1))
}

// strange lists the values of a column of choices that none of the names is.
func (f *fitter) strange(j, i int) (out []GuessedColumn) {
	c := &f.table.Columns[i]
	if c.Type != Choice {
		return nil
	}
	for _, r := range f.records {
		if j >= len(r.cells) || r.cells[j].empty() {
			continue
		}
		value := headText(r.cells[j].shown)
		if _, f := parseChoice(value, c.Names, c.Suffix); f != nil && !slices.ContainsFunc(out, func(g GuessedColumn) bool { return g.Header == value }) {
			out = append(out, GuessedColumn{Header: value, Column: i})
		}
	}
	return out
}
