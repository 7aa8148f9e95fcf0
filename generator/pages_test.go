package generator

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"hongtou/generator/internal/readback"
	"hongtou/generator/pdfa"
)

const (
	noHead = "。．，、；：？！”’）》〉】〗〕」』·％‰℃°,.;:?!%)]"
	noTail = "“‘（《〈【〖〔「『([№￥$§"
)

// Every PDF of the example, read back by another program: no page has more than
// 22 lines of running text, a full line of Han has 28 characters, no line begins
// or ends with a forbidden mark, two-character marks and numbers are whole
// (GB/T 9704-2012, 5.2.3; GB/T 15834-2011).
func TestPagesOfTheExample(t *testing.T) {
	t.Parallel()
	_, dir, _ := makeCity(t)
	full, lines := 0, 0
	for _, period := range []string{"2026", "2026Q1"} {
		var files, paths []string
		for file := range manifest(t, filepath.Join(dir, period)) {
			if filepath.Ext(file) == ".pdf" {
				files, paths = append(files, file), append(paths, filepath.Join(dir, period, filepath.FromSlash(file)))
			}
		}
		read, err := readback.PagesOf(paths)
		must(t, err)
		for i, file := range files {
			for n, page := range read[i] {
				rows := readback.Rows(page, 16)
				if len(rows) > 22 {
					t.Errorf("%s page %d has %d lines, want at most 22", file, n+1, len(rows))
				}
				for i, row := range rows {
					lines++
					if checkRow(t, file, row, rows[max(0, i-1)], rows[min(len(rows)-1, i+1)]) {
						full++
					}
				}
			}
		}
	}
	if lines < 8000 || full < 5 { // most lines hold marks or figures
		t.Errorf("only %d lines, %d of them full ones of Han, were read back", lines, full)
	}
}

// Every PDF of the example is whole to two other programs and meets the rules of
// PDF/A-2a.
func TestFilesOfTheExample(t *testing.T) {
	_, dir, _ := makeCity(t)
	checked := 0
	for _, period := range []string{"2026", "2026Q1"} {
		for file := range manifest(t, filepath.Join(dir, period)) {
			if filepath.Ext(file) != ".pdf" {
				continue
			}
			path := filepath.Join(dir, period, filepath.FromSlash(file))
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if r := pdfa.Check(file, b); r.Level != "PDF/A-2a" || r.Complaints.Len() > 0 {
				t.Errorf("%s is %s: %v", file, r.Level, r.Complaints.All())
			}
			if checked%8 == 0 { // it parses for the rules above already: pdfcpu's own and qpdf's view of some
				if err := api.Validate(bytes.NewReader(b), nil); err != nil {
					t.Errorf("%s: pdfcpu: %v", file, err)
				}
				tool(t, "qpdf", "--check", path)
			}
			checked++
		}
	}
	if checked < 77 {
		t.Errorf("%d files were checked, want 75 agreements, the notice and the minutes", checked)
	}
}

// checkRow judges one line and tells whether it is a full one of Han alone.
func checkRow(t *testing.T, file string, row, before, after []readback.Char) bool {
	var b strings.Builder
	han := true
	for _, c := range row {
		b.WriteString(c.Text)
		han = han && isHan(c)
	}
	line, first, last := b.String(), row[0], row[len(row)-1]
	if strings.Contains(noHead, first.Text) {
		t.Errorf("%s: %q begins with a forbidden mark", file, line)
	}
	if strings.Contains(noTail, last.Text) {
		t.Errorf("%s: %q ends with a forbidden mark", file, line)
	}
	end := before[len(before)-1]
	if first.X < 80 && end.X > 490 && (isDigit(end.Text) && isDigit(first.Text) && codeOver(before, row) < 15 || end.Text == "—" && first.Text == "—" || end.Text == "…" && first.Text == "…") {
		t.Errorf("%s: a number or mark is parted before %q", file, line)
	}
	const left, right = 28 * 72 / 25.4, 184*72/25.4 - 16
	const cell = (right - left) / 27
	want := 28
	if first.X > left+1 {
		want = 26 // a paragraph's first line
	}
	if !han || last.X < right-1 || first.X > left+2*cell+1 {
		return false
	}
	if len(row) == want-1 && !(isHan(after[0]) && len(after) > 1 && isHan(after[1])) {
		return false // what follows could not be parted: a number, or a character with its mark
	}
	if len(row) != want {
		t.Errorf("%s: the full line %q has %d characters, want %d", file, line, len(row), want)
	}
	return true
}

// codeOver is how many Latin letters and digits stand together over a line's end: 统一社会
// 信用代码 may be parted.
func codeOver(before, row []readback.Char) (n int) {
	latin := func(c readback.Char) bool {
		return c.Text[0] < 0x80 && strings.ContainsAny(c.Text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	}
	for i := len(before) - 1; i >= 0 && latin(before[i]); i-- {
		n++
	}
	for i := 0; i < len(row) && latin(row[i]); i++ {
		n++
	}
	return n
}

func isHan(c readback.Char) bool { return unicode.Is(unicode.Han, []rune(c.Text)[0]) }

func isDigit(s string) bool { return s >= "0" && s <= "9" }
