package sheet

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/ooxml"
)

// ownBook is an office's .xlsx, read by its parts.
type ownBook struct {
	file   *ooxml.File
	main   string // the workbook's part
	sheets []ownPart
	shared []string // texts that cells share
	dates  []bool   // by number of a cell's style: whether it shows a date
}

// ownPart is a worksheet and its part.
type ownPart struct {
	name, part string
}

func openOwnBook(file []byte) (*ownBook, error) {
	f, err := ooxml.Open(file, maxOwn)
	if err != nil {
		return nil, err
	}
	b := &ownBook{file: f}
	if b.main, err = f.Main(); err != nil {
		return nil, err
	}
	relations, err := f.Relations(b.main)
	if err != nil {
		return nil, err
	}
	for _, r := range relations {
		switch r.Type {
		case "sharedStrings":
			err = b.readShared(r.Target)
		case "styles":
			err = b.readStyles(r.Target)
		}
		if err != nil {
			return nil, fmt.Errorf("part %s: %w", r.Target, err)
		}
	}
	return b, b.readSheets(relations)
}

func (b *ownBook) readSheets(relations []ooxml.Relation) error {
	root, err := b.tree(b.main)
	if err != nil {
		return err
	}
	sheets := root.First("sheets")
	if sheets == nil {
		return ErrOwn
	}
	for _, s := range sheets.Elements("sheet") {
		id := s.AttrOf(ooxml.Relationships, "id")
		i := slices.IndexFunc(relations, func(r ooxml.Relation) bool { return r.ID == id && !r.External })
		if i < 0 {
			return fmt.Errorf("sheet %s has no part", s.Attr("name"))
		}
		p := ownPart{s.Attr("name"), relations[i].Target}
		if relations[i].Type != "worksheet" {
			p.part = "" // a chart sheet has no cells
		}
		b.sheets = append(b.sheets, p)
	}
	return nil
}

// tree is a part as a tree, its root element.
func (b *ownBook) tree(name string) (*ooxml.Node, error) {
	data, err := b.file.Part(name)
	if err != nil {
		return nil, err
	}
	root, err := ooxml.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return root.Root(), nil
}

// readShared reads the texts that cells share, without their readings.
func (b *ownBook) readShared(name string) error {
	root, err := b.tree(name)
	if err != nil {
		return err
	}
	for _, item := range root.Elements("si") {
		b.shared = append(b.shared, richText(item))
	}
	return nil
}

func richText(item *ooxml.Node) string {
	var out strings.Builder
	item.Walk(func(n *ooxml.Node) bool {
		if n.Kind == ooxml.Start && n.Name.Local == "t" {
			out.WriteString(n.Text())
		}
		return n.Kind != ooxml.Start || n.Name.Local != "rPh" && n.Name.Local != "t"
	})
	return unescaped(out.String())
}

// unescaped reads _x000a_ and its like, by which files write characters that
// XML does not have.
func unescaped(s string) string {
	for i := 0; ; {
		at := strings.Index(s[i:], "_x")
		if at < 0 {
			return s
		}
		if at += i; at+7 <= len(s) && s[at+6] == '_' {
			if n, err := strconv.ParseUint(s[at+2:at+6], 16, 16); err == nil {
				s = s[:at] + string(rune(n)) + s[at+7:]
			}
		}
		i = at + 1
	}
}

// readStyles finds the styles of cells that show dates.
func (b *ownBook) readStyles(name string) error {
	root, err := b.tree(name)
	if err != nil {
		return err
	}
	codes := map[string]string{}
	if formats := root.First("numFmts"); formats != nil {
		for _, f := range formats.Elements("numFmt") {
			codes[f.Attr("numFmtId")] = f.Attr("formatCode")
		}
	}
	if styles := root.First("cellXfs"); styles != nil {
		for _, s := range styles.Elements("xf") {
			id := s.Attr("numFmtId")
			code, custom := codes[id]
			n, _ := strconv.Atoi(id)
			b.dates = append(b.dates, custom && showsDate(code) ||
				!custom && (n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 36 || n >= 50 && n <= 58))
		}
	}
	return nil
}

// showsDate tells a format with a year or a day outside of its texts and brackets.
func showsDate(code string) bool {
	in := rune(0)
	for _, r := range strings.ToLower(code) {
		switch {
		case in == 0 && r == '"':
			in = '"'
		case in == 0 && r == '[':
			in = ']'
		case in == r:
			in = 0
		case in == 0 && (r == 'y' || r == 'd'):
			return true
		}
	}
	return false
}

// fileRow is a row of a sheet's part.
type fileRow struct {
	number int
	tag    []byte
	custom bool // its height was set by someone
	cells  []fileCell
}

// fileCell is a cell of a sheet's part.
type fileCell struct {
	col     int
	tag     []byte // <c …>
	inner   []byte // up to its end tag, and with it; empty where tag closes it
	style   string
	kind    string // as the part has it: s, str, inlineStr, b, e, n, d or none
	raw     string // what <v> says
	text    string // of a text's cell
	formula *fileFormula
}

// fileFormula is a formula of a sheet's part; one that is shared is written out.
type fileFormula struct {
	text   string
	array  string // the cells of an array's formula; or none
	shared bool
	table  bool // of a what-if table, which no one writes out
}

// fileSheet is a sheet's part in three pieces.
type fileSheet struct {
	data          []byte // all of it
	before, after []byte // with the tags of sheetData
	prefix        string // of elements: x: or none
	rows          []fileRow
}

// readSheet reads a sheet's part. One without cells has no rows.
func (b *ownBook) readSheet(name string) (*fileSheet, error) {
	data, err := b.file.Part(name)
	if err != nil {
		return nil, err
	}
	if data == nil {
		return nil, ErrOwn
	}
	s := &fileSheet{data: data}
	r := ooxml.NewReader(data)
	depth := 0
	for {
		t, err := r.Next()
		switch {
		case err == io.EOF:
			return s, nil
		case err != nil:
			return nil, fmt.Errorf("part %s: %w", name, err)
		case t.Kind == ooxml.End:
			depth--
			continue
		case t.Kind != ooxml.Start:
			continue
		}
		depth++
		if depth == 1 {
			if t.Name.Space != ooxml.Spreadsheet {
				return nil, ErrOwn
			}
			s.prefix = prefixOf(r.Raw(t))
		}
		if depth != 2 || t.Name.Local != "sheetData" || t.Name.Space != ooxml.Spreadsheet {
			continue
		}
		end, err := b.readRows(s, r)
		if err != nil {
			return nil, fmt.Errorf("part %s: %w", name, err)
		}
		depth--
		s.before, s.after = data[:t.To], data[end.From:]
		if raw := r.Raw(t); bytes.HasSuffix(raw, []byte("/>")) {
			tag := "<" + s.prefix + "sheetData>"
			s.before = slices.Concat(data[:t.From], []byte(tag))
			s.after = slices.Concat([]byte("</"+tag[1:]), s.after)
		}
		for { // the rest is read for its mistakes
			if _, err := r.Next(); err == io.EOF {
				return s, nil
			} else if err != nil {
				return nil, fmt.Errorf("part %s: %w", name, err)
			}
		}
	}
}

func prefixOf(tag []byte) string {
	name := tag[1:]
	if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
		name = name[:i]
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return string(name[:i+1])
	}
	return ""
}

// readRows reads up to the end of sheetData, which it gives.
func (b *ownBook) readRows(s *fileSheet, r *ooxml.Reader) (ooxml.Token, error) {
	shared := map[string]sharedFormula{}
	next := 1
	for {
		t, err := r.Next()
		if err != nil || t.Kind == ooxml.End {
			return t, err
		}
		if t.Kind != ooxml.Start || t.Name.Local != "row" {
			if t.Kind == ooxml.Start {
				return t, ErrOwn
			}
			continue
		}
		row := fileRow{number: next, tag: r.Raw(t)}
		if n, err := strconv.Atoi(t.Attr("r")); err == nil {
			if n < next {
				return t, fmt.Errorf("row %d stands twice or after a later one", n)
			}
			row.number = n
		}
		next = row.number + 1
		custom := t.Attr("customHeight")
		row.custom = custom == "1" || custom == "true"
		if err := b.readCells(&row, r, shared); err != nil {
			return t, fmt.Errorf("row %d: %w", row.number, err)
		}
		s.rows = append(s.rows, row)
	}
}

func (b *ownBook) readCells(row *fileRow, r *ooxml.Reader, shared map[string]sharedFormula) error {
	next := 1
	for {
		t, err := r.Next()
		if err != nil || t.Kind == ooxml.End {
			return err
		}
		if t.Kind != ooxml.Start {
			continue
		}
		if t.Name.Local != "c" {
			if err := r.Skip(t); err != nil { // an extension of the row
				return err
			}
			continue
		}
		c := fileCell{col: next, tag: r.Raw(t), style: t.Attr("s"), kind: t.Attr("t")}
		if at := t.Attr("r"); at != "" {
			place, ok := parseCell(at)
			if !ok || place.row1 != row.number || place.col1 < next {
				return ErrOwn
			}
			c.col = place.col1
		}
		next = c.col + 1
		n, err := r.Node(t)
		if err != nil {
			return err
		}
		var inner bytes.Buffer
		for _, child := range n.Nodes {
			child.Write(&inner)
		}
		if !bytes.HasSuffix(c.tag, []byte("/>")) {
			inner.WriteString("</" + n.Tag() + ">")
		}
		c.inner = inner.Bytes()
		if v := n.First("v"); v != nil {
			c.raw = v.Text()
		}
		switch c.kind {
		case "s":
			i, err := strconv.Atoi(strings.TrimSpace(c.raw))
			if err != nil || i < 0 || i >= len(b.shared) {
				return fmt.Errorf("cell %s names no shared text", address(row.number, c.col))
			}
			c.text = b.shared[i]
		case "inlineStr":
			if is := n.First("is"); is != nil {
				c.text = richText(is)
			}
		case "str":
			c.text = unescaped(c.raw)
		}
		if f := n.First("f"); f != nil {
			c.formula = readFormula(f, row.number, c.col, shared)
		}
		row.cells = append(row.cells, c)
	}
}

// sharedFormula is the formula of the first of the cells that share it.
type sharedFormula struct {
	text     string
	row, col int
}

func readFormula(f *ooxml.Node, row, col int, shared map[string]sharedFormula) *fileFormula {
	out := &fileFormula{text: f.Text()}
	switch f.Attr("t") {
	case "array":
		out.array = f.Attr("ref")
	case "dataTable":
		out.table = true
	case "shared":
		out.shared = true
		first, ok := shared[f.Attr("si")]
		if out.text != "" || !ok {
			shared[f.Attr("si")] = sharedFormula{out.text, row, col}
		} else {
			out.text = displaced(first.text, row-first.row, col-first.col)
		}
	}
	return out
}

// value is what the cell holds for formulas.
func (c *fileCell) value() value {
	switch {
	case c.kind == "s" || c.kind == "inlineStr" || c.kind == "str":
		return text(c.text)
	case c.raw == "":
		return value{}
	case c.kind == "b":
		return typed(c.raw, excelize.CellTypeBool)
	case c.kind == "e":
		return typed(c.raw, excelize.CellTypeError)
	}
	return typed(c.raw, excelize.CellTypeNumber)
}

// HasAction tells whether a text holds a template's action; {{ and }} may have been
// typed in full width.
func HasAction(s string) bool {
	return strings.Contains(strings.ReplaceAll(s, "｛", "{"), "{{")
}
