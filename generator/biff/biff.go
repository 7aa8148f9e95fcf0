// Package biff reads workbooks of the old binary format: .xls of Excel 97 to 2003
// and .et of WPS, which are BIFF8 records ([MS-XLS]) in a compound file ([MS-CFB]).
// In go a file's bytes; out come its sheets with the cells as they are stored, their
// number formats and the merged ranges. It judges nothing and formats nothing, reads no
// charts, names or comments, and does not calculate: formulas have the values that the
// file holds of them.
package biff

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

// Why a file can't be read.
var (
	ErrFormat   = errors.New("not a workbook of the old format, or a damaged one")
	ErrPassword = errors.New("the workbook is encrypted")
	ErrOld      = errors.New("the workbook is of Excel 5.0, 95 or before") // BIFF5 and less
	ErrSize     = errors.New("the workbook holds too much")
)

// MostCells is how many cells with content the sheets of a workbook may have together.
const MostCells = 4_000_000

// Workbook is a workbook as stored.
type Workbook struct {
	Sheets   []Sheet
	Styles   []Format // by the number that cells have
	Date1904 bool     // days count from 1904-01-01
}

// Sheet is a worksheet. Charts and macros have none.
type Sheet struct {
	Name   string
	Hidden bool
	Cells  []Cell // that are not empty, by rows, then by columns
	Merges []Range
	Unseen []Range // rows and columns that are hidden: those with a row 0 are columns, and the other way round
}

// Format is a number format: one that files name by its number only, or a code.
type Format struct {
	Number int
	Code   string // "" for those named by number
	Struck bool   // the letters of the style's font are struck through
}

// Range is merged cells, counted from 1, both ends included.
type Range struct{ Row1, Column1, Row2, Column2 int }

// Cell is a cell with its value, which Kind says where to find.
type Cell struct {
	Row, Column int // from 1
	Style       int
	Kind        Kind
	Number      float64 // of Number, and of Boolean 0 or 1
	Text        string  // of Text, and of Error as a spreadsheet writes it: #REF!
}

// Kind is what a cell holds.
type Kind uint8

const (
	Number Kind = iota
	Text
	Boolean
	Error
	NoValue // a formula that no program has calculated
)

// Is tells whether a file is a compound file, as all of the old format are.
func Is(file []byte) bool { return bytes.HasPrefix(file, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) }

// Open reads a workbook. Its errors are those above.
func Open(file []byte) (book *Workbook, err error) {
	defer func() {
		if recover() != nil { // of the compound file: records are read within their bounds
			book, err = nil, ErrFormat
		}
	}()
	container, err := mscfb.New(bytes.NewReader(file))
	if err != nil {
		return nil, ErrFormat
	}
	var stream *mscfb.File
	saved := false // by a program that shows workbooks, and so calculates them
	for _, entry := range container.File {
		switch strings.ToLower(entry.Name) {
		case "workbook":
			stream = entry
		case "book":
			if stream == nil {
				stream = entry
			}
		case "encryptedpackage":
			return nil, ErrPassword
		}
		saved = saved || entry.Initial == 5 && strings.Contains(entry.Name, "SummaryInformation")
	}
	if stream == nil {
		return nil, ErrFormat
	}
	data, err := io.ReadAll(io.LimitReader(stream, int64(len(file)))) // it can't hold more than the file
	if err != nil && len(data) == 0 {
		return nil, ErrFormat
	}
	r := &reader{data: data, saved: saved}
	return r.workbook()
}

// reader reads the stream of a workbook.
type reader struct {
	data  []byte
	saved bool

	book  Workbook
	codes map[int]string // of formats
	texts []string       // shared ones
	cells int
}

// record is one record, its continuations included: pieces are the data of each.
type record struct {
	id     int
	pieces [][]byte
}

// The records that are read ([MS-XLS] 2.3).
const (
	idFormula  = 0x0006
	idEnd      = 0x000a
	idDate1904 = 0x0022
	idFont     = 0x0031
	idPassword = 0x002f
	idContinue = 0x003c
	idColumns  = 0x007d // ColInfo
	idSheet    = 0x0085
	idNumbers  = 0x00bd // MulRk
	idRich     = 0x00d6 // RString
	idStyle    = 0x00e0 // XF
	idMerged   = 0x00e5
	idTexts    = 0x00fc // SST
	idShared   = 0x00fd // LabelSst
	idNumber   = 0x0203
	idLabel    = 0x0204
	idBoolean  = 0x0205 // BoolErr
	idText     = 0x0207 // of the formula before
	idRow      = 0x0208
	idSmall    = 0x027e // RK
	idFormat   = 0x041e
	idBegin    = 0x0809 // BOF
	beginOld   = 0x0009 // BOF of BIFF2 to 4 is this, with another high byte
	version8   = 0x0600
	kindSheet  = 0x00 // of idSheet
	mostSheets = 1 << 12
	lastColumn = 1 << 8
)

// next reads the record at a place and gives the place behind it. false: no more.
func (r *reader) next(at int) (record, int, bool) {
	id, data, at, ok := r.one(at)
	if !ok {
		return record{}, at, false
	}
	rec := record{id, [][]byte{data}}
	for {
		id, data, behind, ok := r.one(at)
		if !ok || id != idContinue {
			return rec, at, true
		}
		rec.pieces, at = append(rec.pieces, data), behind
	}
}

func (r *reader) one(at int) (id int, data []byte, behind int, ok bool) {
	if at < 0 || at+4 > len(r.data) {
		return 0, nil, at, false
	}
	id, n := int(binary.LittleEndian.Uint16(r.data[at:])), int(binary.LittleEndian.Uint16(r.data[at+2:]))
	if behind = at + 4 + n; behind > len(r.data) {
		return 0, nil, at, false
	}
	return id, r.data[at+4 : behind], behind, true
}

// workbook reads the part about the whole workbook, then the sheets that it names.
func (r *reader) workbook() (*Workbook, error) {
	first, at, ok := r.next(0)
	if data := first.pieces; !ok || first.id&0xff != beginOld || len(data[0]) < 4 {
		return nil, ErrFormat
	}
	if first.id != idBegin || binary.LittleEndian.Uint16(first.pieces[0]) != version8 {
		return nil, ErrOld
	}
	r.codes = map[int]string{}
	var offsets []int
	var formats, fonts []int // of styles
	var struck []bool        // by font
	for {
		rec, behind, ok := r.next(at)
		if !ok {
			return nil, ErrFormat
		}
		at = behind
		d := &text{pieces: rec.pieces}
		switch rec.id {
		case idEnd:
			for i, n := range formats {
				font := fonts[i]
				if font > 4 { // no font has the number 4
					font--
				}
				r.book.Styles = append(r.book.Styles, Format{n, r.codes[n], font < len(struck) && struck[font]})
			}
			for i, offset := range offsets {
				if err := r.sheet(&r.book.Sheets[i], offset); err != nil {
					return nil, err
				}
			}
			if r.book.Sheets == nil {
				return nil, ErrFormat
			}
			return &r.book, nil
		case idPassword:
			return nil, ErrPassword
		case idDate1904:
			r.book.Date1904 = d.u16() == 1
		case idFormat:
			n := d.u16()
			r.codes[n] = d.string(d.u16())
		case idStyle:
			fonts = append(fonts, d.u16())
			formats = append(formats, d.u16())
		case idFont:
			d.u16() // height
			struck = append(struck, d.u16()&8 != 0)
		case idTexts:
			d.u32()
			r.shared(d, d.u32())
		case idSheet:
			offset, state, kind := d.u32(), d.u8(), d.u8()
			name := d.string(d.u8())
			if d.bad || len(offsets) > mostSheets {
				return nil, ErrFormat
			}
			if kind == kindSheet {
				offsets = append(offsets, offset)
				r.book.Sheets = append(r.book.Sheets, Sheet{Name: name, Hidden: state&3 != 0})
			}
		}
	}
}

// shared reads the texts that cells name by their number.
func (r *reader) shared(d *text, n int) {
	for range n {
		s := d.string(d.u16())
		if d.bad {
			return // a cell that names one of the rest is broken
		}
		r.texts = append(r.texts, s)
	}
}
