package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"

	"hongtou/generator/biff"
	"hongtou/generator/diag"
)

// Limits of a workbook: what its parts unpack to, and how many cells, empty
// ones too, a sheet is looked through.
const (
	unpacked  = 256 << 20
	sheetSize = 64 << 20
)

// book is a workbook opened for reading: where its sheets are, and what their
// cells refer to.
type book struct {
	parts    map[string]func() []byte // by name in lower case
	sheets   []bookSheet
	date1904 bool
	shared   []string
	formats  []format         // by style
	crossed  map[int]bool     // styles whose letters are struck through
	struck   map[string]bool  // shared texts, by their number, in which some are
	grids    map[string]*grid // of OpenDocument and the old format, by sheet's part
	broken   bool             // a part that could not be unpacked
}

type bookSheet struct {
	name   string
	part   string
	hidden bool
}

var errNotBook = errors.New("not a workbook")

// readBook opens the workbook that a table's file is, within the limits. nil: what it
// is instead was complained of.
func readBook(data []byte, place diag.Place, list *diag.List) *book {
	if crowded(data, place, list) {
		return nil
	}
	b, err := openBook(data)
	if err != nil {
		broken(data, place, list)
		return nil
	}
	if n := len(b.sheets); n > mostSheets { // of the same part, or of none
		tooManySheets(n, place, list)
		return nil
	}
	return b
}

// openBook opens a workbook's file, of the new formats or of the old one.
func openBook(data []byte) (*book, error) {
	if biff.Is(data) {
		old, err := biff.Open(data)
		if err != nil {
			return nil, err
		}
		b := &book{}
		b.openXLS(old)
		return b, nil
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	b := &book{parts: map[string]func() []byte{}}
	left := int64(unpacked)
	for _, f := range archive.File {
		if left -= int64(f.UncompressedSize64); left < 0 || f.UncompressedSize64 > unpacked {
			return nil, errNotBook
		}
		b.parts[partName(f.Name)] = func() []byte { return b.unpack(f) }
	}
	return b, b.open()
}

// bookOf is the book of a workbook that excelize has open.
func bookOf(f *excelize.File) (*book, error) {
	b := &book{parts: map[string]func() []byte{}}
	f.Pkg.Range(func(name, data any) bool {
		b.parts[partName(name.(string))] = func() []byte { return data.([]byte) }
		return true
	})
	return b, b.open()
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (b *book) unpack(f *zip.File) []byte {
	r, err := f.Open()
	if err != nil {
		b.broken = true
		return nil
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, unpacked+1))
	if err != nil || len(data) > unpacked {
		b.broken = true
		return nil
	}
	return data
}

// part gives a part's text in UTF-8, nil if there is none.
func (b *book) part(name string) []byte {
	open := b.parts[partName(name)]
	if open == nil {
		return nil
	}
	data := open()
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		data = decodeWith(unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data))
	}
	return data
}

// relations are the targets of a part's relations by their number, with the
// relation's type.
func (b *book) relations(of string) map[string][2]string {
	dir, file := path.Split(of)
	out := map[string][2]string{}
	m := markup{data: b.part(dir + "_rels/" + file + ".rels")}
	for m.next() > markupBroken {
		if m.piece != startTag || !m.is("Relationship") {
			continue
		}
		target := strings.ReplaceAll(string(m.attr("Target")), `\`, "/")
		if strings.HasPrefix(target, "/") {
			target = target[1:]
		} else {
			target = path.Join(dir, target)
		}
		kind := string(m.attr("Type"))
		out[string(m.attr("Id"))] = [2]string{target, kind[strings.LastIndexByte(kind, '/')+1:]}
	}
	return out
}

func (b *book) open() error {
	main := "xl/workbook.xml"
	for _, r := range b.relations("") {
		if r[1] == "officeDocument" {
			main = r[0]
		}
	}
	relations := b.relations(main)
	m := markup{data: b.part(main)}
	for m.next() > markupBroken {
		switch {
		case m.piece != startTag:
		case m.is("workbookPr"):
			b.date1904 = truth(m.attr("date1904"))
		case m.is("sheet"):
			r := relations[string(m.attr("id"))]
			state := string(m.attr("state"))
			b.sheets = append(b.sheets, bookSheet{string(m.attr("name")), r[0], state == "hidden" || state == "veryHidden"})
		}
	}
	if m.piece == markupBroken || b.sheets == nil {
		if b.openODS() && !b.broken {
			return nil
		}
		return errNotBook
	}
	for _, r := range relations {
		switch r[1] {
		case "sharedStrings":
			b.texts(b.part(r[0]))
		case "styles":
			b.styles(b.part(r[0]))
		}
	}
	if b.broken {
		return errNotBook
	}
	return nil
}

func truth(s []byte) bool { return string(s) == "1" || string(s) == "true" }

// texts reads the shared texts.
func (b *book) texts(data []byte) {
	m := markup{data: data}
	for m.next() > markupBroken {
		if m.piece == startTag && m.is("si") {
			b.shared = append(b.shared, m.rich("si"))
			if m.struck {
				if b.struck == nil {
					b.struck = map[string]bool{}
				}
				b.struck[strconv.Itoa(len(b.shared)-1)] = true
			}
		}
	}
}

// rich joins the texts inside an element, without the marks of how to read them
// aloud.
func (m *markup) rich(element string) string {
	var text []byte
	inside, crossed := false, false
	m.struck = false
	for m.next() > markupBroken {
		switch {
		case m.piece == startTag && m.is("rPh"):
			m.skip()
		case m.piece == startTag && m.is("r"):
			crossed = false
		case m.piece == startTag && m.is("strike"):
			crossed = struckBy(m.attr("val"))
		case m.piece == startTag && m.is("t"):
			inside = true
		case m.piece == markupText && inside:
			text = append(text, m.text...)
			m.struck = m.struck || crossed && len(bytes.TrimSpace(m.text)) > 0
		case m.piece == endTag && m.is("t"):
			inside = false
		case m.piece == endTag && m.is(element):
			return unmark(string(text))
		}
	}
	return unmark(string(text))
}

// unmark resolves the marks that OOXML has for characters that XML can't hold:
// _x000D_ is a carriage return, _x005F_ the line that begins such a mark.
func unmark(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for s != "" {
		n := strings.Index(s, "_x")
		if n < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:n])
		s = s[n:]
		code, err := strconv.ParseUint(s[2:min(6, len(s))], 16, 16)
		if len(s) < 7 || s[6] != '_' || err != nil {
			b.WriteString(s[:2])
			s = s[2:]
			continue
		}
		b.WriteRune(rune(code))
		s = s[7:]
	}
	return b.String()
}

// styles reads the number format of each style, and whether its font is struck through.
func (b *book) styles(data []byte) {
	custom := map[int]string{}
	inside, fonts, font := false, false, -1
	lines := map[int]bool{} // fonts that are struck through
	m := markup{data: data}
	for m.next() > markupBroken {
		switch {
		case m.is("cellXfs"):
			inside = m.piece == startTag
		case m.is("fonts"):
			fonts = m.piece == startTag
		case m.piece != startTag:
		case fonts && m.is("font"):
			font++
		case fonts && m.is("strike"):
			lines[font] = struckBy(m.attr("val"))
		case m.is("numFmt"):
			custom[m.whole("numFmtId", -1)] = string(m.attr("formatCode"))
		case m.is("xf") && inside:
			id := m.whole("numFmtId", 0)
			code, ok := custom[id]
			if !ok {
				code = builtinFormats[id]
			}
			if lines[m.whole("fontId", 0)] {
				b.cross(len(b.formats))
			}
			b.formats = append(b.formats, readFormat(code))
		}
	}
}

// sheet finds a sheet by its name, blanks around it aside.
func (b *book) sheet(name string) (bookSheet, bool) {
	for _, same := range []func(string) bool{
		func(s string) bool { return s == name },
		func(s string) bool { return strings.EqualFold(strings.TrimSpace(s), strings.TrimSpace(name)) },
	} {
		if i := slices.IndexFunc(b.sheets, func(s bookSheet) bool { return same(s.name) }); i >= 0 {
			return b.sheets[i], true
		}
	}
	return bookSheet{}, false
}

func (b *book) names() []string {
	var names []string
	for _, s := range b.sheets {
		names = append(names, s.name)
	}
	return names
}
