package collect

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
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

func (tf *tableFile) readText() error {
	t := &textTable{lines: map[int][2]int{}, cells: map[int][]string{}, newline: "\n"}
	if err := t.decode(tf.data); err != nil {
		return err
	}
	tf.text = t
	t.separator = source.Separator(tf.table, t.text)
	if bytes.Contains(t.text, []byte("\r\n")) {
		t.newline = "\r\n"
	}
	r := csv.NewReader(bytes.NewReader(t.text))
	r.Comma, r.FieldsPerRecord = t.separator, -1
	for row := 1; ; row++ {
		begin := int(r.InputOffset())
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		begin += skipBlank(t.text[begin:])
		t.lines[row], t.cells[row] = [2]int{begin, int(r.InputOffset())}, record
		cells := make([]source.Cell, len(record))
		for i, v := range record {
			cells[i] = source.Cell{Raw: v, Shown: v}
		}
		tf.take(row, cells, false)
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
	t := tf.text
	var out bytes.Buffer
	at := 0
	for _, r := range tf.records {
		edits := tf.edits[r]
		if edits == nil {
			continue
		}
		cells := t.cells[r.row]
		for column, value := range edits {
			for len(cells) <= tf.columns[column] {
				cells = append(cells, "")
			}
			cells[tf.columns[column]] = value
		}
		where := t.lines[r.row]
		out.Write(t.text[at:where[0]])
		out.WriteString(t.line(cells, ends(t.text[where[0]:where[1]])))
		at = where[1]
	}
	if len(tf.appends) > 0 {
		where := t.lines[tf.after()][1]
		out.Write(t.text[at:where])
		at = where
		if end := ends(t.text[:where]); where > 0 && end == "" {
			out.WriteString(t.newline)
		}
		for _, values := range tf.appends {
			cells := make([]string, tf.width)
			for column, value := range values {
				cells[tf.columns[column]] = value
			}
			out.WriteString(t.line(cells, t.newline))
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

// ends is the line end that a text closes with.
func ends(b []byte) string {
	switch {
	case bytes.HasSuffix(b, []byte("\r\n")):
		return "\r\n"
	case bytes.HasSuffix(b, []byte("\n")):
		return "\n"
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
