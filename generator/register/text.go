package register

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// mark tells Excel that the file is UTF-8.
const mark = "\ufeff"

// line is one line of the file with its number, which counts from 1.
type line struct {
	number int
	cells  []string
	whole  bool // as CSV goes
}

// blank tells whether the line has nothing in any column.
func (l line) blank() bool { return l.whole && len(l.cells) == 0 }

// split reads text as a spreadsheet program may have saved it. headed tells
// whether the first line that is not blank is a register's header, own whether
// rows can be appended to the text as it is.
func split(text []byte) (lines []line, headed, own bool) {
	for _, decoded := range decodings(text) {
		lines = nil
		comma := separator(decoded)
		for i, s := range strings.Split(lineEnds.Replace(decoded), "\n") {
			lines = append(lines, cellsOf(s, i+1, comma))
		}
		lines = slices.DeleteFunc(lines, line.blank)
		if len(lines) > 0 && slices.Equal(lines[0].cells, columns) {
			own = bytes.HasPrefix(text, header()) && bytes.HasSuffix(text, []byte("\r\n"))
			return lines[1:], true, own
		}
	}
	return lines, false, false
}

// decodings are what text may say: by its mark, or in UTF-8, UTF-16 without a
// mark, and GB 18030. The header tells which it is.
func decodings(text []byte) []string {
	little, big := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	var out, decoded []string
	if utf8.Valid(text) || bytes.HasPrefix(text, []byte(mark)) {
		out = append(out, strings.TrimLeft(string(text), mark))
	}
	for _, decode := range []func([]byte) ([]byte, error){little.NewDecoder().Bytes, big.NewDecoder().Bytes, simplifiedchinese.GB18030.NewDecoder().Bytes} {
		if len(out) == 0 { // the header in other encodings is no UTF-8
			b, _ := decode(text) // replaces what is not text
			decoded = append(decoded, strings.TrimLeft(string(b), mark))
		}
	}
	out = append(out, decoded...)
	return out
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// separator is what stands between the columns of the first line that is not
// blank: Excel saves “Unicode text” with tabs.
func separator(text string) rune {
	first, _, _ := strings.Cut(lineEnds.Replace(strings.TrimLeft(text, " \t,;\"\r\n")), "\n")
	for _, c := range []rune{'\t', ';'} {
		if strings.Count(first, string(c)) >= len(columns)-1 {
			return c
		}
	}
	return ','
}

// cellsOf reads one line: a cell never holds a line end. Blanks around cells and
// empty cells behind the last column are what editors add.
func cellsOf(s string, number int, comma rune) line {
	if strings.TrimSpace(s) == "" {
		return line{number: number, whole: true}
	}
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.FieldsPerRecord = comma, -1
	cells, err := r.Read()
	if err != nil {
		return line{number: number}
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	for n := len(cells); n > 0 && cells[n-1] == "" && (n > len(columns) || strings.Join(cells, "") == ""); n-- {
		cells = cells[:n-1]
	}
	return line{number, cells, true}
}
