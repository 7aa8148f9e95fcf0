package typeset

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"hongtou/generator/columns"
	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// tableOf is the first table of a text, with a setter for it.
func tableOf(t *testing.T, markdown string) (*setter, *doc.Table) {
	t.Helper()
	tree, complaints := doc.Parse([]byte(markdown), "x.md", 1)
	if complaints.Errors() > 0 {
		t.Fatal(complaints.All())
	}
	d := resolved(tree)
	for _, b := range d.Body {
		if table, ok := b.(*doc.Table); ok {
			return &setter{faces: face.Default(), document: d, complaints: &diag.List{}}, table
		}
	}
	t.Fatal("no table")
	return nil, nil
}

// markdownTable is a table of rows, the head's first, with columns of such marks.
func markdownTable(marks string, rows ...string) string {
	return rows[0] + "\n" + marks + "\n" + strings.Join(rows[1:], "\n") + "\n"
}

// cellLines is what the lines of a table's cells say, by rows and columns.
func cellLines(g *grid) [][][]string {
	var out [][][]string
	for _, row := range g.rows {
		var cells [][]string
		for _, c := range row.cells {
			var lines []string
			for _, runs := range c.lines {
				line := ""
				for _, r := range runs {
					line += r.Text()
				}
				lines = append(lines, strings.TrimSpace(line))
			}
			cells = append(cells, lines)
		}
		out = append(out, cells)
	}
	return out
}

// randomCell is text for a cell and what of it may not be broken.
func randomCell(r *rand.Rand) (text string, whole []string) {
	number := func(n int) string { return fmt.Sprint(1 + r.IntN(n)) }
	for range 1 + r.IntN(3) {
		part := ""
		switch r.IntN(7) {
		case 0:
			part = number(3000) + "." + number(99)
		case 1:
			part = "2026年" + number(12) + "月" + number(28) + "日"
		case 2:
			part = "YH2026Q" + number(4) + "-" + fmt.Sprintf("%03d", r.IntN(1000))
		case 3:
			part = "AB-CD-" + number(9999)
		case 4:
			part = "91990100MA" + fmt.Sprintf("%08d", r.IntN(100000000))
		}
		if part != "" {
			whole = append(whole, part)
		}
		text += part + string([]rune("安全生产责任制度落实情况检查整改复查验收销号建立健全风险分级管控隐患排查治理双重预防机制")[:1+r.IntN(39)])
		if r.IntN(2) == 0 {
			break
		}
	}
	return text, whole
}

// Whatever stands in a table: its columns fill the room; no number, date or code is
// broken in a cell; no cell ends with a line of one character where another column has
// room for it; type is smaller only where larger type has no room.
func TestColumnsOfRandomTables(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 14))
		count := 1 + r.IntN(9)
		rows, marks := make([]string, 2+r.IntN(8)), ""
		whole := make([][][]string, len(rows))
		for i := range rows {
			whole[i] = make([][]string, count)
			for c := range count {
				text := []string{"序号", "单位", "控制要求", "完成时限", "备注", "责任单位主要负责人"}[r.IntN(6)]
				if i > 0 {
					if text = fmt.Sprint(i); c > 0 {
						text, whole[i][c] = randomCell(r)
					}
				}
				rows[i] += "|" + text
			}
			rows[i] += "|"
		}
		for range count {
			marks += "|" + strings.Repeat("-", 2+r.IntN(9))
		}
		source := markdownTable(marks+"|", rows...)
		s, table := tableOf(t, source)
		f := s.fit(table)
		if f == nil {
			if s.complaints.Errors() == 0 {
				t.Fatalf("%d: neither set nor complained of\n%s", seed, source)
			}
			continue
		}
		if got := columns.Total(f.widths); got != tableRoom(f.landscape) {
			t.Errorf("%d: columns are %v wide, want %v", seed, got, tableRoom(f.landscape))
		}
		if f.needs.size < standard.SizeTable && !f.landscape && columns.Total(s.needs(table, standard.SizeTable).least) <= standard.AreaWidth {
			t.Errorf("%d: type of %v where 小四 has room", seed, f.needs.size)
		}
		hard := f.landscape && columns.Total(f.needs.least) > standard.AreaHeight
		if columns.Total(f.needs.want) <= tableRoom(f.landscape) {
			for i, cells := range cellLines(s.newGrid(table, f)) {
				for _, lines := range cells {
					if len(lines) > 1 {
						t.Errorf("%d: row %d has %q where all cells have room on one line", seed, i, lines)
					}
				}
			}
		}
		spare := Length(0)
		for c, w := range f.widths {
			spare = max(spare, w-f.needs.want[c])
		}
		for i, cells := range cellLines(s.newGrid(table, f)) {
			for c, lines := range cells {
				for _, token := range whole[i][c] {
					if !strings.Contains(strings.Join(lines, "\n"), token) && !(hard && len(token) > leastCode) {
						t.Errorf("%d: %q is broken: %q", seed, token, lines)
					}
				}
				if n := len(lines); n > 1 && spare >= f.needs.size && len([]rune(strings.TrimRightFunc(lines[n-1], unicode.IsPunct))) == 1 {
					t.Errorf("%d: a line of one character though a column has %v to spare: %q", seed, spare, lines)
				}
			}
		}
	}
}

// A table of many columns has smaller type, by steps down to 小五, then lies on its side;
// then long codes break; then it is complained of.
func TestTypeOfManyColumns(t *testing.T) {
	for _, c := range []struct {
		columns   int
		cell      string
		size      Length
		landscape bool
	}{
		{10, "网格长", standard.SizeTable, false},
		{11, "网格长", 105 * Pt / 10, false},
		{12, "网格长", 9 * Pt, false},
		{13, "网格长", standard.SizeTable, true},
		{15, "2.5", standard.SizeTable, false},
		{15, "1,234.56", 9 * Pt, true},
		{15, "2026年1月15日", 0, true},
		{24, "内容文字", 9 * Pt, true},
		{26, "内容文字", 0, true},                   // each character below the other: nobody reads that
		{9, "91990100MA30405066", 9 * Pt, true}, // broken behind every fourth character
	} {
		row := strings.Repeat("|"+c.cell, c.columns) + "|"
		s, table := tableOf(t, markdownTable(strings.Repeat("|--", c.columns)+"|", strings.Repeat("|列", c.columns)+"|", row))
		f := s.fit(table)
		switch {
		case c.size == 0:
			if f != nil || s.complaints.Len() != 1 || s.complaints.All()[0].Code != "table-wide" {
				t.Errorf("%d columns of %s: %+v, want a complaint", c.columns, c.cell, s.complaints.All())
			}
		case f == nil || f.needs.size != c.size || f.landscape != c.landscape:
			t.Errorf("%d columns of %s: %+v, want type of %v, turned %v", c.columns, c.cell, f, c.size, c.landscape)
		}
	}
}

// The room goes where it saves rows a line; a template's marks stand where they cost none.
func TestWidthsByContent(t *testing.T) {
	widths := func(source string) []Length {
		s, table := tableOf(t, source)
		return s.fit(table).widths
	}
	short := "|甲|乙|"
	if w := widths(markdownTable("|---|------|", "|项|目|", short)); abs(w[1]-2*w[0]) > 2 {
		t.Errorf("marks of 3 to 6 give %v", w)
	}
	long := strings.Repeat("各成员单位要压实责任", 6)
	if w := widths(markdownTable("|----|----|", "|序号|任务|", "|1|"+long+"|", "|2|"+long+"|")); w[0] > 50*Pt {
		t.Errorf("a column of one figure takes %v beside long text", w[0])
	}
	if w := widths(markdownTable("|----------|--|", "|任务|完成时限|", "|"+long+"|2026年12月28日|")); w[1] < 84*Pt+2*standard.Padding {
		t.Errorf("a date has %v", w[1])
	}
}

// Lines of a cell are full but for the last one, which has more than a character; in the
// middle they are alike.
func TestRaggedLines(t *testing.T) {
	for _, c := range []struct {
		text string
		at   side
		want string
	}{
		{"甲乙丙丁戊己庚辛壬", ragged, "甲乙丙丁戊|己庚辛壬"},
		{"甲乙丙丁戊己", ragged, "甲乙丙丁|戊己"},
		{"甲乙丙丁戊己。", ragged, "甲乙丙丁|戊己。"},
		{"甲乙丙丁戊己", middle, "甲乙丙|丁戊己"},
		{"甲乙丙丁戊己庚", middle, "甲乙丙丁|戊己庚"},
		{"见AB-12", ragged, "见|AB-12"},
	} {
		s := &setter{faces: face.Default(), document: &doc.Resolved{}, complaints: &diag.List{}}
		g := &grid{s: s, size: standard.SizeTable}
		room := 5*standard.SizeTable + 2*standard.Padding
		if c.text[len(c.text)-1] < 128 {
			room = 3*standard.SizeTable + 2*standard.Padding
		}
		var lines []string
		for _, runs := range g.lines(gridCell{spans: []doc.Span{{Text: c.text}}}, room, face.FangSong, c.at) {
			line := ""
			for _, r := range runs {
				line += r.Text()
			}
			lines = append(lines, line)
		}
		if got := strings.Join(lines, "|"); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// What each column has at least: its numbers, dates and codes whole, a head of four
// characters, a name of three, of longer text a tenth up to six; joined cells theirs.
func TestLeastWidths(t *testing.T) {
	const em = standard.SizeTable
	for _, c := range []struct {
		name, source string
		want         []Length // of the columns, without blank at their sides
	}{
		{"a head", markdownTable("|--|--|", "|控制要求数|项|", "|甲|乙|"), []Length{4 * em, em}},
		{"a name", markdownTable("|--|--|", "|甲|乙|", "|张|欧阳青山|"), []Length{em, 3 * em}},
		{"long text", markdownTable("|--|--|", "|甲|乙|", "|"+strings.Repeat("安", 45)+"|"+strings.Repeat("安", 90)+"|"), []Length{45 * em / 10, 6 * em}},
		{"a date", markdownTable("|--|", "|甲|", "|限于2026年3月8日前|"), []Length{6*em/2 + 3*em}},
		{"a code", markdownTable("|--|", "|甲|", "|编号AB-12号|"), []Length{8662 + 8002 + 3996 + 2*em/2 + em}},
		{"numbers by their points", markdownTable("|--|--|", "|甲|乙|", "|1234.5|安|", "|1.2345|安|"), []Length{8*em/2 + 3*em/12, em}},
		{"joined cells", markdownTable("|--|--|", "|2026年3月8日|<<|", "|安|安|"), []Length{3*em - 4000, 3*em - 4000}},
	} {
		s, table := tableOf(t, c.source)
		n := s.needs(table, em)
		for i, want := range c.want {
			if got := n.least[i] - 2*standard.Padding; abs(got-want) > Pt/4 {
				t.Errorf("%s: column %d has %v at least, want %v", c.name, i+1, got, want)
			}
		}
	}
	s, _ := tableOf(t, "|甲|\n|--|\n|乙|\n")
	if n := s.cellNeeds(cellText("91990100MA30405066\n91990100MA30405066", em)); n.Lines != 2 || n.Natural > 10*em || n.torn > 3*em {
		t.Errorf("two lines of a code: %+v", n)
	}
}

// Smaller type has lower rows, and its lines stand closer.
func TestSmallType(t *testing.T) {
	s, table := tableOf(t, markdownTable(strings.Repeat("|--", 12)+"|", strings.Repeat("|列", 12)+"|", strings.Repeat("|网格长", 12)+"|", strings.Repeat("|网格长员", 12)+"|"))
	g := s.newGrid(table, s.fit(table))
	if g.size != 9*Pt || g.rows[1].height != 21750 || g.rows[2].height != 21750+12750 {
		t.Errorf("type of %v in rows of %v and %v", g.size, g.rows[1].height, g.rows[2].height)
	}
}
