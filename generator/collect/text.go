package collect

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"hongtou/generator/source"
)

// textTable is a CSV file as it stands, so that what does not change keeps its
// bytes: encoding, mark, separator, quotes and line ends.
type textTable struct {
	encoding  encoding.Encoding // nil for UTF-8
	mark      []byte            // before the text
	text      []byte            // in UTF-8, without the mark
	separator rune
	newline   string
	lines     map[int][2]int // of each row: where it begins and ends in the text
	cells     map[int][]string
}

// find finds the rows of the text, counted as a spreadsheet shows them, as the
// table's reader parts them.
func (t *textTable) find(table *source.Table) error {
	t.lines, t.cells, t.newline = map[int][2]int{}, map[int][]string{}, "\n"
	t.separator = source.Separator(table, t.text)
	text := t.text
	switch {
	case bytes.Contains(text, []byte("\r\n")):
		t.newline = "\r\n"
	case bytes.IndexByte(text, '\n') < 0 && bytes.IndexByte(text, '\r') >= 0: // of an old Macintosh
		t.newline = "\r"
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord = t.separator, -1
	breaks := 0 // line breaks inside cells so far
	for {
		begin := int(r.InputOffset())
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		line, _ := r.FieldPos(0)
		row := line - breaks
		begin += skipBlank(t.text[begin:])
		t.lines[row], t.cells[row] = [2]int{begin, int(r.InputOffset())}, record
		for _, v := range record {
			breaks += strings.Count(v, "\n")
		}
	}
}

// skipBlank is the length of the blank lines that a text begins with, which the
// reader passes over.
func skipBlank(b []byte) int { return len(b) - len(bytes.TrimLeft(b, "\r\n")) }

func (t *textTable) decode(data []byte) error {
	mark := []byte("\xef\xbb\xbf")
	switch {
	case bytes.HasPrefix(data, mark):
		t.mark, t.text = mark, data[len(mark):]
		return nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		t.encoding = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
		t.mark, data = data[:2], data[2:]
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		t.encoding = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
		t.mark, data = data[:2], data[2:]
	case source.IsUTF8(data):
		t.text = data
		return nil
	default:
		t.encoding = simplifiedchinese.GB18030
	}
	var err error
	if t.text, err = t.encoding.NewDecoder().Bytes(data); err != nil {
		return err
	}
	if back, err := t.encoding.NewEncoder().Bytes(t.text); err != nil || !bytes.Equal(back, data) {
		return errors.New("some of its bytes are no text: save it anew as CSV in UTF-8")
	}
	return nil
}

func (tf *tableFile) writeText() ([]byte, error) {
	t := tf.book.text
	var out bytes.Buffer
	at := 0
	for _, r := range tf.records {
		edits := tf.edits[r]
		if edits == nil {
			continue
		}
		where, ok := t.lines[r.row]
		if !ok {
			return nil, fmt.Errorf("row %d is not to be found", r.row)
		}
		out.Write(t.text[at:where[0]])
		out.WriteString(t.line(r.into(slices.Clone(t.cells[r.row]), edits), ends(t.text[where[0]:where[1]])))
		at = where[1]
	}
	if len(tf.added) > 0 {
		where := t.lines[tf.last.row][1]
		out.Write(t.text[at:where])
		at = where
		if end := ends(t.text[:where]); where > 0 && end == "" {
			out.WriteString(t.newline)
		}
		for _, r := range tf.added {
			values := map[int]string{}
			for column, value := range r.values {
				if value != "" {
					values[column] = value
				}
			}
			out.WriteString(t.line(r.into(make([]string, len(t.cells[tf.last.row])), values), t.newline))
		}
	}
	out.Write(t.text[at:])
	b := out.Bytes()
	if t.encoding != nil {
		var err error
		if b, err = t.encoding.NewEncoder().Bytes(b); err != nil {
			return nil, err
		}
	}
	return append(t.mark[:len(t.mark):len(t.mark)], b...), nil
}

// into puts values into a row's cells.
func (r *record) into(cells []string, values map[int]string) []string {
	for column, value := range values {
		for len(cells) <= r.columns[column] {
			cells = append(cells, "")
		}
		if x, ok := r.number(column, value); ok {
			value = strconv.FormatFloat(x, 'f', -1, 64)
		}
		cells[r.columns[column]] = source.Guarded(value)
	}
	return cells
}

// number is a value in the sheet's measure where that is not the table's.
func (r *record) number(column int, value string) (float64, bool) {
	if r.factors[column] == 1 {
		return 0, false
	}
	x, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return 0, false
	}
	x, err = strconv.ParseFloat(strconv.FormatFloat(x/r.factors[column], 'g', 15, 64), 64)
	return x, err == nil
}

// ends is the line end that a text closes with.
func ends(b []byte) string {
	switch {
	case bytes.HasSuffix(b, []byte("\r\n")):
		return "\r\n"
	case bytes.HasSuffix(b, []byte("\n")):
		return "\n"
	case bytes.HasSuffix(b, []byte("\r")):
		return "\r"
	}
	return ""
}

func (t *textTable) line(cells []string, end string) string {
	var b strings.Builder
	for i, c := range cells {
		if i > 0 {
			b.WriteRune(t.separator)
		}
		if strings.ContainsAny(c, "\"\r\n") || strings.ContainsRune(c, t.separator) {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		b.WriteString(c)
	}
	return b.String() + end
}
