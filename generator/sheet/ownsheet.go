package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/ooxml"
)

// outSheet is a worksheet that goes out.
type outSheet struct {
	name, part string
	file       *fileSheet
	rows       []outRow
	filled     bool // by the template
	m          *rowMap
}

// layOut puts a sheet's rows where they go, its formulas moved.
func (o *ownFile) layOut(p ownPart) (*outSheet, error) {
	file, err := o.book.readSheet(p.part)
	if err != nil {
		return nil, fmt.Errorf("sheet %s: %w", p.name, err)
	}
	s := &outSheet{name: p.name, part: p.part, file: file, m: o.maps[strings.ToUpper(p.name)]}
	if s.m == nil {
		s.m = newRowMap(nil)
	}
	rows := map[int]*fileRow{}
	for i := range file.rows {
		rows[file.rows[i].number] = &file.rows[i]
	}
	if i := slices.IndexFunc(o.own.Sheets, func(own OwnSheet) bool { return own.Name == p.name }); i >= 0 {
		s.filled = true
		for at, r := range o.own.Sheets[i].Rows {
			if from := rows[r.From]; from != nil || len(r.Cells) > 0 {
				if err := o.outRow(s, at+1, from, r.Cells); err != nil {
					return nil, fmt.Errorf("sheet %s row %d: %w", p.name, r.From, err)
				}
			}
		}
	}
	for i := range file.rows { // without any text, under what the template knows; all of a sheet that it does not know
		if row := &file.rows[i]; row.number > s.m.height {
			if err := o.outRow(s, row.number+s.m.shift, row, nil); err != nil {
				return nil, fmt.Errorf("sheet %s row %d: %w", p.name, row.number, err)
			}
		}
	}
	return s, nil
}

func (o *ownFile) outRow(s *outSheet, number int, from *fileRow, cells map[int]OwnCell) error {
	if number > maxRows {
		return fmt.Errorf("a sheet has at most %d rows", maxRows)
	}
	row := outRow{number: number, from: from}
	done := 0
	if from != nil {
		for i := range from.cells {
			c := outCell{from: &from.cells[i], col: from.cells[i].col}
			filled, ok := cells[c.col]
			switch {
			case ok:
				done++
				v, err := o.filledValue(filled, c.from.style)
				if err != nil {
					return fmt.Errorf("cell %s: %w", address(from.number, c.col), err)
				}
				c.filled, c.unknown = &v, filled.Unknown
			case s.filled && c.from.formula == nil && HasAction(c.from.text):
				c.filled = &value{}
			case c.from.formula != nil && !c.from.formula.table:
				c.formula = o.maps.formula(s.name, c.from.formula.text, number)
				if a := c.from.formula.array; a != "" {
					c.array = s.m.reference(a, number)
				}
			}
			row.cells = append(row.cells, c)
		}
	}
	if done < len(cells) {
		return ErrOwn // a text stood there, so there is a cell
	}
	s.rows = append(s.rows, row)
	return nil
}

// filledValue is a value that was filled in. A date goes as a number into a cell
// with a date's format, else as text.
func (o *ownFile) filledValue(filled OwnCell, style string) (value, error) {
	if filled.Value == nil {
		return value{}, nil
	}
	v, format, err := valueOf(filled.Value)
	if err != nil {
		return value{}, err
	}
	if format != "" {
		n, _ := strconv.Atoi(style)
		if n >= len(o.book.dates) || !o.book.dates[n] {
			shown, _ := display(v.n, dayFormat)
			v = text(shown)
		}
	}
	return v, nil
}

// write makes the sheet's part. Where nothing was filled in and no formula has a new
// value, its cells are left.
func (o *ownFile) write(s *outSheet) error {
	if s.file.after == nil || !s.filled && !slices.ContainsFunc(s.rows, func(r outRow) bool {
		return slices.ContainsFunc(r.cells, func(c outCell) bool { return c.known })
	}) {
		whole, err := o.around(s, s.file.data)
		o.book.file.Set(s.part, whole)
		return err
	}
	frame, err := o.around(s, slices.Concat(s.file.before, s.file.after))
	if err != nil {
		return err
	}
	end := bytes.Index(frame, []byte("</"+s.file.prefix+"sheetData"))
	if end < 0 {
		return ErrOwn
	}
	var out bytes.Buffer
	out.Write(frame[:end])
	for i := range s.rows {
		o.writeRow(&out, s, &s.rows[i])
	}
	out.Write(frame[end:])
	o.book.file.Set(s.part, out.Bytes())
	return nil
}

// writeRow writes a row. Its height is the file's if someone set it or nothing was
// filled in, else what the text needs.
func (o *ownFile) writeRow(out *bytes.Buffer, s *outSheet, row *outRow) {
	number := strconv.Itoa(row.number)
	closed := false
	if row.from == nil {
		fmt.Fprintf(out, `<%srow r="%s">`, s.file.prefix, number)
	} else {
		tag := row.from.tag
		if row.number != row.from.number {
			tag = ooxml.SetAttr(tag, "r", number)
		}
		if s.filled && !row.from.custom {
			tag = ooxml.DropAttr(ooxml.DropAttr(tag, "ht"), "customHeight")
		}
		closed = bytes.HasSuffix(tag, []byte("/>"))
		out.Write(tag)
	}
	for i := range row.cells {
		o.writeCell(out, s, row, &row.cells[i])
	}
	if !closed {
		out.WriteString("</" + s.file.prefix + "row>")
	}
}

func (o *ownFile) writeCell(out *bytes.Buffer, s *outSheet, row *outRow, c *outCell) {
	p, place := s.file.prefix, address(row.number, c.col)
	style := ""
	if c.from.style != "" {
		style = ` s="` + ooxml.Escape(c.from.style) + `"`
	}
	switch {
	case c.filled != nil:
		writeValue(out, p, place, style, *c.filled)
	case c.formula == "" || !c.known && !c.from.formula.shared && c.formula == c.from.formula.text && c.from.formula.array == c.array:
		tag := c.from.tag
		if row.number != row.from.number {
			tag = ooxml.SetAttr(tag, "r", place)
		}
		out.Write(tag)
		out.Write(c.from.inner)
	default:
		kind, cached := "", ""
		switch {
		case !c.known: // the file's own value holds
			if c.from.kind != "" {
				kind = ` t="` + c.from.kind + `"`
			}
			cached = "<" + p + "v>" + ooxml.Escape(c.from.raw) + "</" + p + "v>"
		case c.result.Known:
			if c.result.Type != "" {
				kind = ` t="` + c.result.Type + `"`
			}
			cached = "<" + p + "v>" + ooxml.Escape(c.result.Value) + "</" + p + "v>"
		}
		array := ""
		if c.array != "" {
			array = ` t="array" ref="` + c.array + `"`
		}
		fmt.Fprintf(out, `<%sc r="%s"%s%s><%sf%s>%s</%sf>%s</%sc>`, p, place, style, kind, p, array, ooxml.Escape(c.formula), p, cached, p)
	}
}

func writeValue(out *bytes.Buffer, p, place, style string, v value) {
	switch v.kind {
	case isEmpty:
		fmt.Fprintf(out, `<%sc r="%s"%s/>`, p, place, style)
	case isNumber:
		fmt.Fprintf(out, `<%sc r="%s"%s><%sv>%s</%sv></%sc>`, p, place, style, p, strconv.FormatFloat(round15(v.n), 'f', -1, 64), p, p)
	case isBool:
		fmt.Fprintf(out, `<%sc r="%s"%s t="b"><%sv>%d</%sv></%sc>`, p, place, style, p, int(v.n), p, p)
	default:
		fmt.Fprintf(out, `<%sc r="%s"%s t="inlineStr"><%sis><%st xml:space="preserve">%s</%st></%sis></%sc>`, p, place, style, p, p, ooxml.Escape(v.s), p, p, p)
	}
}
