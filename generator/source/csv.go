package source

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/traditionalchinese"

	"hongtou/generator/diag"
	"hongtou/generator/tree"
)

// maxSyntax is how many broken lines of a CSV file are complained of.
const maxSyntax = 20

// readText reads a table of comma, tab, semicolon or bar separated values. Rows are
// counted as a spreadsheet shows them, blank ones too, a cell of several lines
// as one.
func readText(data []byte, t *Table, place diag.Place, list *diag.List, about surroundings, emit func(any)) {
	if mismarked(data) {
		list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "file-encoding", Place: place,
			Problem: diag.T("文件开头有 UTF-8 的标记（BOM），内容却是 GB 18030，已按 GB 18030 读入", "the file begins with the mark of UTF-8 (BOM) but is in GB 18030; it was read as that"),
			Remedy:  diag.T("核对读出的内容，另存为 CSV（UTF-8）", "check what was read, and save it as CSV in UTF-8")})
	}
	original := data
	data, bad := decodeText(data)
	if bad != nil {
		list.Add(syntaxAt(place, "file-text", bad))
		return
	}
	s := newSheet(t, place, list, false, emit)
	s.units = about.units
	text := &separated{data: breaks(data)}
	mark, best := s.separator(text)
	text.mark, text.list, text.place = mark, list, place
	switch {
	case best.wide > 0:
		place.Row = best.wide
		s.fail(place, "table-columns", diag.T("超过%d列", "more than %d columns", maxColumns), diag.T("删去多余的列", "delete what is not needed"))
	case best.lines != nil:
		s.read(text.grid(), best)
	default:
		text.grid().walk(func(int, []cell) bool { return true })
		if text.broken == 0 && !s.readTurned(text.grid()) && !s.strangeText(original, text) {
			s.noHeader(text.grid())
		}
	}
}

// strangeText says why no head was found in a text that is written in a way that is
// not read.
func (s *sheet) strangeText(original []byte, text *separated) bool {
	if len(bytes.TrimSpace(text.data)) == 0 {
		s.fail(s.place, "file-empty", diag.T("文件是空的", "the file is empty"), diag.T("重新保存或重新索取此文件", "save it again, or ask for it again"))
		return true
	}
	for _, mark := range "，；、　｜" {
		wide := &separated{data: text.data, mark: mark}
		if c := s.look(wide.grid()); c.lines != nil {
			s.fail(s.place, "csv-separator", diag.T("各列用全角的“%c”隔开", "the full-width mark %c parts the columns", mark), diag.T("改用半角逗号，或用表格软件打开后另存为 .xlsx", "use plain commas, or open it in a spreadsheet program and save it as .xlsx"))
			return true
		}
	}
	if !utf8.Valid(original) {
		big5 := string(decodeWith(traditionalchinese.Big5.NewDecoder().Bytes(original[:min(len(original), 4096)])))
		if slices.ContainsFunc(traditionalHeads, func(head string) bool { return strings.Contains(big5, head) }) {
			s.fail(s.place, "file-encoding", diag.T("文件像是 Big5（繁体中文）编码", "the file seems to be in Big5"), diag.T("另存为 CSV（UTF-8），表头用简体", "save it as CSV in UTF-8, with headers in simplified characters"))
			return true
		}
	}
	return false
}

// traditionalHeads are parts of headers as they are written in Big5.
var traditionalHeads = []string{"單位", "編號", "編碼", "名稱", "層級", "檢查", "隱患", "責任", "負責", "電話", "事故編", "任務", "時限"}

// separator finds the mark whose split names the most of the table's columns, and
// the head that it gives.
func (s *sheet) separator(text *separated) (best rune, head candidate) {
	for i, mark := range marks(text.data) {
		text.mark = mark
		if i > 0 && !bytes.ContainsRune(text.data, mark) {
			continue // it parts nothing
		}
		if i > 0 && head.all && head.full {
			break // all columns have their names
		}
		if c := s.look(text.grid()); i == 0 || c.fitter(head) {
			best, head = mark, c
		}
	}
	return best, head
}

// separated is a text of separated values.
type separated struct {
	data   []byte
	mark   rune
	list   *diag.List // for broken lines; nil while the text is only looked at
	place  diag.Place
	broken int
}

func (t *separated) grid() *grid { return &grid{walk: t.walk} }

func (t *separated) walk(visit func(int, []cell) bool) (int, bool) {
	r := csv.NewReader(bytes.NewReader(t.data))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = t.mark, -1, true
	inside, row := 0, 0 // line breaks inside cells so far
	t.broken = 0
	var cells []cell
	for t.broken < maxSyntax {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if e := (*csv.ParseError)(nil); errors.As(err, &e) {
			t.broken++
			if t.list != nil {
				at := t.place
				at.Line = e.StartLine
				t.list.Add(diag.Diagnostic{Code: "csv-quotes", Place: at,
					Problem: diag.T("引号不成对", "quotes without their pair"),
					Remedy:  diag.T("含逗号、引号或换行的内容用英文双引号括起，其中的引号写两个", "quote cells that hold commas, quotes or line breaks, and double the quotes inside")})
			}
			continue
		}
		line, _ := r.FieldPos(0)
		cells = cells[:0]
		row = line - inside
		for _, v := range record {
			text := Unguarded(v)
			cells = append(cells, cell{raw: text, shown: text})
			if len(v) > 1 && strings.IndexByte(v, '\n') >= 0 {
				inside += strings.Count(v, "\n")
			}
		}
		if !visit(row, cells) {
			break
		}
	}
	return row, true
}

// breaks makes line feeds of carriage returns that end lines by themselves, as
// programs of the old Macintosh wrote them.
func breaks(data []byte) []byte {
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	alone, feeds, quoted := 0, 0, false
	for i, c := range data {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n':
			feeds++
		case c == '\r' && (i+1 == len(data) || data[i+1] != '\n'):
			alone++
		}
	}
	if alone <= feeds {
		return data
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

// marks are the separators that a text may have, the likeliest first.
func marks(data []byte) []rune {
	first := separator(data)
	all := []rune{first}
	for _, mark := range ",\t;|" {
		if mark != first {
			all = append(all, mark)
		}
	}
	return all
}

// separator is the mark that parts the most cells of a line among those where
// the head is looked for, or the one that the first line names (sep=;).
func separator(data []byte) rune {
	if rest, ok := bytes.CutPrefix(data, []byte("sep=")); ok && len(rest) > 0 && strings.ContainsRune(",\t;|", rune(rest[0])) {
		return rune(rest[0])
	}
	best, most, seen := ',', 0, 0
	for line := range bytes.Lines(data) {
		if seen++; seen > headerRows {
			break
		}
		for _, mark := range ",\t;|" {
			if n := bytes.Count(line, []byte(string(mark))); n > most {
				best, most = mark, n
			}
		}
	}
	return best
}

func syntaxAt(place diag.Place, code string, s *tree.Syntax) diag.Diagnostic {
	place.Line = s.Line
	return diag.Diagnostic{Code: code, Place: place, Problem: s.Problem, Remedy: s.Remedy}
}
