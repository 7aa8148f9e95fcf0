package biff

import (
	"cmp"
	"math"
	"slices"
)

// sheet reads the cells of a sheet whose records begin at a place.
func (r *reader) sheet(s *Sheet, at int) error {
	first, at, ok := r.next(at)
	if !ok || first.id != idBegin {
		return ErrFormat
	}
	c := cells{reader: r, sheet: s}
	for depth := 1; depth > 0; {
		rec, behind, ok := r.next(at)
		if !ok {
			return ErrFormat // cut off: what is missing can't be known
		}
		at = behind
		switch rec.id {
		case idBegin: // a chart inside
			depth++
		case idEnd:
			depth--
		default:
			if depth == 1 && !c.read(rec) {
				return ErrFormat
			}
		}
		if r.cells+len(s.Cells) > MostCells {
			return ErrSize
		}
	}
	r.cells += len(s.Cells)
	slices.SortStableFunc(s.Cells, func(a, b Cell) int { return cmp.Or(a.Row-b.Row, a.Column-b.Column) })
	return nil
}

// cells collects the cells of a sheet.
type cells struct {
	*reader
	sheet *Sheet
	text  int // the place, from 1, of a formula's cell whose text comes in a record of its own
}

// read reads a record; false if it is broken.
func (c *cells) read(rec record) bool {
	d := &text{pieces: rec.pieces}
	var cell Cell
	switch rec.id {
	case idSmall, idNumber, idShared, idLabel, idRich, idBoolean, idFormula:
		cell = Cell{Row: d.u16() + 1, Column: d.u16() + 1, Style: d.u16()}
	}
	switch rec.id {
	case idSmall:
		cell.Number = small(uint32(d.u32()))
	case idNumber:
		cell.Number = math.Float64frombits(d.u64())
	case idNumbers:
		return c.numbers(d, len(rec.pieces[0]))
	case idShared:
		n := d.u32()
		if d.bad || n >= len(c.texts) {
			return false
		}
		cell.Kind, cell.Text = Text, c.texts[n]
	case idLabel, idRich:
		cell.Kind, cell.Text = Text, d.string(d.u16())
	case idBoolean:
		cell.value(d.u8(), d.u8() == 0)
	case idFormula:
		c.formula(&cell, d)
	case idText:
		if c.text > 0 {
			c.sheet.Cells[c.text-1].Text, c.text = d.string(d.u16()), 0
		}
		return !d.bad
	case idMerged:
		return c.merged(d)
	case idRow, idColumns:
		c.unseen(rec.id, d)
		return true
	default:
		return true
	}
	return !d.bad && c.add(cell)
}

func (c *cells) add(cell Cell) bool {
	c.sheet.Cells = append(c.sheet.Cells, cell)
	return cell.Column <= lastColumn
}

// numbers reads the numbers of neighbouring cells, out of n bytes.
func (c *cells) numbers(d *text, n int) bool {
	row, column := d.u16()+1, d.u16()+1
	for range (n - 6) / 6 {
		if !c.add(Cell{Row: row, Column: column, Style: d.u16(), Number: small(uint32(d.u32()))}) {
			return false
		}
		column++
	}
	return !d.bad
}

// unseen notes rows and columns that are not shown. A record that is cut short says
// nothing of that.
func (c *cells) unseen(id int, d *text) {
	first, last := d.u16()+1, d.u16()+1
	d.u16() // a width or height, and what it is set in
	d.u16()
	flags := d.u16()
	if id == idColumns && flags&1 != 0 && !d.bad {
		c.sheet.Unseen = append(c.sheet.Unseen, Range{Column1: first, Column2: last})
	}
	if id == idRow {
		d.u16()
		if flags = d.u16(); flags&0x20 != 0 && !d.bad {
			c.sheet.Unseen = append(c.sheet.Unseen, Range{Row1: first, Row2: first})
		}
	}
}

func (c *cells) merged(d *text) bool {
	for range d.u16() {
		m := Range{Row1: d.u16() + 1, Row2: d.u16() + 1, Column1: d.u16() + 1, Column2: d.u16() + 1}
		if d.bad || m.Row1 > m.Row2 || m.Column1 > m.Column2 {
			return false
		}
		c.sheet.Merges = append(c.sheet.Merges, m)
	}
	return true
}

// The kinds of values of formulas that are no numbers ([MS-XLS] 2.5.133).
const (
	valueText    = 0
	valueBoolean = 1
	valueError   = 2
	valueEmpty   = 3 // a text without a letter
)

// formula reads the value of a formula. Programs that write workbooks without
// calculating them store zero or nothing, and ask whoever opens the file to calculate;
// programs that show workbooks leave their name with the file.
func (c *cells) formula(cell *Cell, d *text) {
	bits := d.u64()
	asks := d.u16()&3 != 0
	kind, value := int(bits&0xff), int(bits>>16&0xff)
	c.text = 0
	switch {
	case bits>>48 != 0xffff:
		cell.Number = math.Float64frombits(bits)
		if cell.Number == 0 && asks && !c.saved {
			cell.Kind = NoValue
		}
	case kind == valueText:
		cell.Kind, c.text = Text, len(c.sheet.Cells)+1
	case kind == valueBoolean || kind == valueError:
		cell.value(value, kind == valueBoolean)
	case kind == valueEmpty && asks && !c.saved:
		cell.Kind = NoValue
	default:
		cell.Kind = Text
	}
}

// value is that of a boolean or of an error.
func (c *Cell) value(of int, boolean bool) {
	if boolean {
		c.Kind, c.Number = Boolean, float64(min(of, 1))
		return
	}
	c.Kind, c.Text = Error, "#N/A"
	if name := errorNames[of]; name != "" {
		c.Text = name
	}
}

var errorNames = map[int]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0f: "#VALUE!", 0x17: "#REF!", 0x1d: "#NAME?", 0x24: "#NUM!", 0x2a: "#N/A"}

// small is a number in four bytes: a whole one or the upper half of a float, perhaps
// in hundredths ([MS-XLS] 2.5.122, RkNumber).
func small(bits uint32) float64 {
	x := float64(int32(bits) >> 2)
	if bits&2 == 0 {
		x = math.Float64frombits(uint64(bits&^3) << 32)
	}
	if bits&1 != 0 {
		x /= 100
	}
	return x
}
