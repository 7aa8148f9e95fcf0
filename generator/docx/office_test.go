package docx

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/internal/readback"
	"hongtou/generator/standard"
	"hongtou/generator/typeset"
)

// officePapers are the papers that LibreOffice prints, by test: one start prints those of all
// tests, for it takes longer than most papers do.
var officePapers = map[string]func(testing.TB) map[string]*doc.Resolved{
	"page": pagePapers, "imprint": imprintPapers, "first": firstPapers,
	"whole": wholePapers, "signed": signedPapers, "folio": folioPapers, "places": placedPapers,
}

var office struct {
	sync.Once
	papers map[string]*doc.Resolved
	pages  map[string][][]readback.Char
	err    error
}

// inOffice gives the papers of one test, and what LibreOffice prints of each, page by page.
func inOffice(t *testing.T, of string) (papers map[string]*doc.Resolved, pages map[string][][]readback.Char) {
	t.Helper()
	office.Do(func() {
		office.err = errors.New("a paper was not written") // if a builder ends the test
		office.papers, office.pages, office.err = printAll(t)
	})
	if errors.Is(office.err, readback.ErrNoOffice) || errors.Is(office.err, exec.ErrNotFound) {
		t.Skip(office.err)
	}
	if office.err != nil {
		t.Fatal(office.err)
	}
	papers, pages = map[string]*doc.Resolved{}, map[string][][]readback.Char{}
	for name, d := range office.papers {
		if name, is := strings.CutPrefix(name, of+" "); is {
			papers[name], pages[name] = d, office.pages[of+" "+name]
		}
	}
	if len(papers) == 0 {
		t.Fatalf("no paper is made for %s", of)
	}
	return papers, pages
}

func printAll(t *testing.T) (papers map[string]*doc.Resolved, pages map[string][][]readback.Char, err error) {
	t.Helper()
	papers, pages = map[string]*doc.Resolved{}, map[string][][]readback.Char{}
	files := map[string][]byte{}
	for of, build := range officePapers {
		for name, d := range build(t) {
			papers[of+" "+name], files[of+" "+name] = d, written(t, d)
		}
	}
	f := DefaultFonts()
	paths, err := readback.OfficePDFs(t.TempDir(), "../../fonts", map[string]string{f.FangSong: "Hongtou Fangsong", f.XiaoBiaoSong: "Hongtou Biaosong",
		f.HeiTi: "Hongtou Hei", f.KaiTi: "Hongtou Kai", f.SongTi: "Hongtou Song", f.Latin: "Hongtou Latin"}, files)
	if err != nil {
		return nil, nil, err
	}
	names, list := slices.Sorted(maps.Keys(paths)), []string{}
	for _, name := range names {
		list = append(list, paths[name])
	}
	read, err := readback.PagesOf(list)
	for i := range read {
		pages[names[i]] = read[i]
	}
	return papers, pages, err
}

// A paper has as many pages as ours within one, and a full page 22 lines of 28
// characters (5.2.3); what it says is all there, and the imprint stands at the last
// page's foot.
func TestLibreOfficeShowsThePage(t *testing.T) {
	papers, printed := inOffice(t, "page")
	for name, pages := range printed {
		ours, _ := typeset.Typeset(papers[name], face.Default())
		if n := len(pages) - len(ours.Pages); n < -1 || n > 1 {
			t.Errorf("%s has %d pages, ours %d", name, len(pages), len(ours.Pages))
		}
		if name == "full" || name == "notice" {
			checkGrid(t, name, pages[1])
		}
		if d := papers[name]; d.Imprint != nil && d.Imprint.Printed != "" {
			checkImprint(t, name, pages, d.Imprint)
		}
	}
}

func pagePapers(t testing.TB) map[string]*doc.Resolved {
	notice := full("document")
	notice.Marks, notice.Signers = []string{"安澜市安全生产委员会文件"}, nil
	dense := strings.Repeat(strings.Repeat("安全生产责任重于泰山", 18)+"\n\n", 14)
	papers := map[string]*doc.Resolved{
		"agreement": agreement(t),
		"full":      paperOf(t, dense, doc.Meta{Layout: "agreement", Title: "责任书"}, doc.Options{}),
		"notice":    paperOf(t, dense+"```closing\noffice: 安澜市安全生产委员会办公室\ndate: 2026年3月5日\nseal: yes\n```\n", notice, doc.Options{}),
	}
	for name, d := range corpus(t) {
		papers[name] = d
	}
	return papers
}

// However the text ends, 版记 stands once, on the last page, and no line runs into it;
// what closes a paper stands on one page with text.
func TestImprintKeepsClearOfTheText(t *testing.T) {
	_, printed := inOffice(t, "imprint")
	for name, pages := range printed {
		cc, onPage := find(pages, "抄送")
		office, officeOn := find(pages, "安澜市安全生产委员会办公室")
		date, dateOn := find(pages, "二〇二六")
		if onPage != len(pages) || officeOn != dateOn || date.Y < office.Y {
			t.Errorf("%s: 抄送 stands on page %d of %d, 署名 on %d, the date on %d", name, onPage, len(pages), officeOn, dateOn)
			continue
		}
		text := false
		for _, c := range pages[onPage-1] {
			if c.Size > 15 && c.Y > cc.Y-14 {
				t.Errorf("%s: %q runs into 版记", name, c.Text)
				break
			}
		}
		for _, c := range pages[dateOn-1] {
			text = text || c.Text == "正"
		}
		if !text {
			t.Errorf("%s: what closes the paper stands alone on page %d", name, dateOn)
		}
	}
}

func imprintPapers(t testing.TB) map[string]*doc.Resolved {
	m := full("document")
	m.Title, m.Subtitle, m.Signers, m.To = "督查通知", "", nil, ""
	m.CC = strings.Fields(strings.Repeat("市人民代表大会常务委员会办公室 ", 7))
	papers := map[string]*doc.Resolved{}
	for n := 1; n <= 26; n += 2 {
		text := strings.Repeat("正文一行。\n\n", n) + "```closing\noffice: 安澜市安全生产委员会办公室\ndate: 二〇二六年三月五日\nseal: yes\n```\n"
		papers[fmt.Sprint("lines", n)] = paperOf(t, text, m, doc.Options{})
	}
	return papers
}

// A text of one paragraph stays on the first page under a long head (7.3.3), and 附件说明
// goes with what closes the paper; a second paragraph goes with that.
func TestFirstPageHasText(t *testing.T) {
	_, printed := inOffice(t, "first")
	for name, pages := range printed {
		_, text := find(pages, "现将")
		_, second := find(pages, "请认真")
		_, list := find(pages, "附件：")
		_, date := find(pages, "二〇二六年三月")
		if text != 1 || list != 2 || date != 2 || name == "two" && second != 2 {
			t.Errorf("%s: the text stands on page %d (and %d), 附件说明 on %d, the date on %d", name, text, second, list, date)
		}
	}
}

func firstPapers(t testing.TB) map[string]*doc.Resolved {
	m := full("document")
	m.Title, m.Subtitle, m.Signers = "关于印发"+strings.Repeat("安全生产工作方案和", 5)+"的通知", "", nil
	closing := "```attachments\n工作方案\n```\n\n```closing\noffice: 安澜市安全生产委员会办公室\ndate: 二〇二六年三月五日\nseal: yes\n```\n"
	unaddressed := m
	unaddressed.To = ""
	return map[string]*doc.Resolved{
		"to nobody": paperOf(t, "现将方案和分工印发给你们，请结合实际，按照职责分工，认真抓好贯彻落实。\n\n"+closing, unaddressed, doc.Options{}),
		"one":       paperOf(t, "现将方案和分工印发给你们，请结合实际，按照职责分工，认真抓好贯彻落实。\n\n"+closing, m, doc.Options{}),
		"two":       paperOf(t, "现将方案和分工印发给你们。\n\n请认真抓好落实。\n\n"+closing, m, doc.Options{}),
	}
}

// 印发机关 of any length stands whole beside 印发日期, which stands in its last line (7.4.3);
// 主送机关 that fill pages stand whole, too, and a long 署名 about its middle (7.3.5.2).
func TestImprintIsWhole(t *testing.T) {
	papers, printed := inOffice(t, "whole")
	for name, pages := range printed {
		if name == "names" {
			if _, on := find(pages, "末尾乡人民政府"); on == 0 {
				t.Error("the last of many recipients is cut off")
			}
			continue
		}
		last := pages[len(pages)-1]
		printer := papers[name].Imprint.Printer
		said, beside := "", ""
		for _, row := range readback.Rows(last, 14) {
			line := ""
			for _, c := range row {
				line += strings.TrimSpace(c.Text)
			}
			left, _, dated := strings.Cut(line, "2026年12月25日印发")
			if said += left; dated {
				beside = left
			}
		}
		if !strings.Contains(said, printer) || beside == "" || !strings.HasSuffix(printer, beside) {
			t.Errorf("%s: the imprint says %q, beside the date %q", name, said, beside)
		}
		checkSigned(t, name, pages)
	}
}

// checkSigned complains of a long 署名 that does not stand in several lines about one
// middle, left of which is room.
func checkSigned(t *testing.T, name string, pages [][]readback.Char) {
	t.Helper()
	first, on := find(pages, longOffice[:12])
	if on == 0 || first.X < 28/25.4*72+2*15 {
		t.Errorf("%s: 署名 begins at %.1f of page %d", name, first.X, on)
		return
	}
	var middles []float64
	rest := longOffice
	for _, row := range readback.Rows(pages[on-1], 16) {
		line := ""
		for _, c := range row {
			line += strings.TrimSpace(c.Text)
		}
		if after, is := strings.CutPrefix(rest, line); is && line != "" {
			rest = after
			middles = append(middles, (row[0].X+row[len(row)-1].X)/2)
		}
	}
	if rest != "" || len(middles) < 2 || slices.Max(middles)-slices.Min(middles) > 4 {
		t.Errorf("%s: 署名 stands about %.1f, %q of it nowhere", name, middles, rest)
	}
}

// longOffice is a name of more than a line.
const longOffice = "安澜市龙泉山风景名胜区旅游开发建设投资运营管理集团有限责任公司安全环保监督管理部综合科"

func wholePapers(t testing.TB) map[string]*doc.Resolved {
	m := full("document")
	m.Title, m.Subtitle, m.Signers, m.Printed = "督查通知", "", nil, "2026年12月25日"
	papers := map[string]*doc.Resolved{}
	for name, printer := range map[string]string{"short": "安委办", "half": "安澜能源集团有限公司安全生产办公", "more": "安澜能源集团有限公司安全生产委员会办公室", "long": longOffice} {
		m.Printer = printer
		papers[name] = paperOf(t, "正文一行。\n\n```closing\noffice: "+longOffice+"\ndate: 二〇二六年三月五日\n```\n", m, doc.Options{})
	}
	papers["sealed"] = paperOf(t, "正文一行。\n\n```closing\noffice: "+longOffice+"\ndate: 二〇二六年三月五日\nseal: yes\n```\n", m, doc.Options{})
	m.To = strings.Repeat("安澜市城关镇人民政府，", 99) + "末尾乡人民政府"
	papers["names"] = paperOf(t, "正文一行。\n\n正文。", m, doc.Options{})
	return papers
}

// Long names beside each other, and a post beside its 签名章, have returns and do not reach
// their neighbour (7.3.5.1, 7.3.5.3).
func TestLongNamesKeepApart(t *testing.T) {
	_, printed := inOffice(t, "signed")
	for name, pages := range printed {
		last := pages[len(pages)-1]
		rows, said, above := 0, "", 0.0
		for _, row := range readback.Rows(last, 16) {
			line := ""
			for i, c := range row {
				line += c.Text
				if i > 0 && c.X-row[i-1].X < 0.9*16 || c.X < 79 || c.X+15 > 523 {
					t.Errorf("%s: %q stands at %.1f, behind %q", name, c.Text, c.X, line)
					break
				}
				if end := row[i].X + 16; name == "stamped" && strings.Contains(longOffice, c.Text) && end > float64(standard.MarginLeft+standard.AreaWidth-4*standard.Cell-stampWidth)/float64(standard.Pt) {
					t.Errorf("stamped: %q ends at %.1f, in the stamp", c.Text, end)
				}
			}
			if !strings.ContainsFunc(line, func(c rune) bool { return !strings.ContainsRune(longOffice+"局主任 ", c) }) {
				if rows > 0 && row[0].Y-above > 3.5*29.6 { // the row above has four lines, and its seals reach less far below
					t.Errorf("%s: %.1f of room above %q", name, row[0].Y-above, line)
				}
				above = row[0].Y
				rows, said = rows+1, said+line
				if half := len(line) / 2; name == "beside" && line[:half] != line[half:] {
					t.Errorf("two names of one length have a line %q", line)
				}
			}
		}
		for _, c := range longOffice {
			if !strings.ContainsRune(said, c) {
				t.Errorf("%s: %q of a name is not there", name, c)
			}
		}
		if rows < 2 {
			t.Errorf("%s: %d lines of names", name, rows)
		}
	}
}

func signedPapers(t testing.TB) map[string]*doc.Resolved {
	m := full("document")
	m.Title, m.Subtitle, m.Signers = "督查通知", "", nil
	paper := func(closing string) *doc.Resolved {
		return paperOf(t, "正文一行。\n\n```closing\n"+closing+"date: 二〇二六年三月五日\n```\n", m, doc.Options{})
	}
	return map[string]*doc.Resolved{
		"joint":   paper("office: " + longOffice + "\noffice: 安澜市公安局\noffice: 安澜市公安局\nseal: yes\n"),
		"beside":  paper("office: " + longOffice + "\noffice: " + longOffice + "\nseal: yes\n"),
		"stamped": paper("signer: " + longOffice + "主任 | 程敬安\n"),
	}
}

// On a turned table's page the folio stands where the upright page has it: its dashes
// 7 mm beside the table, one character from the upright page's edge (7.5, 8).
func TestTurnedFolio(t *testing.T) {
	const mm = 72 / 25.4
	_, printed := inOffice(t, "folio")
	for name, pages := range printed {
		page, want := pages[0], 28+156-14/mm // where it ends
		if name == "even" {
			page, want = pages[1], 28+14/mm // where it begins
		}
		var first, last readback.Char
		for _, c := range page {
			if c.Text == "—" {
				if first.Text == "" {
					first = c
				}
				last = c
			}
		}
		y := first.Y / mm
		if name == "odd" {
			y = last.Y/mm + 14/mm
		}
		// Turned to the right, a baseline stands at the left of its character's middle.
		if x := (first.X + 0.38*14) / mm; x < 26.5 || x > 29.5 || y < want-1.5 || y > want+1.5 {
			t.Errorf("%s: the folio's dashes stand at %.1f mm, want 28; its end at %.1f, want %.1f", name, x, y, want)
		}
	}
}

func folioPapers(t testing.TB) map[string]*doc.Resolved {
	table := "```table\nlandscape: yes\n```\n|甲|\n|---|\n|乙|\n\n"
	return map[string]*doc.Resolved{
		"even": paperOf(t, "甲\n\n"+table+"丙", doc.Meta{}, doc.Options{}),
		"odd":  paperOf(t, table+"丙", doc.Meta{}, doc.Options{}),
	}
}

// checkGrid wants 22 lines of 28 characters in the type area, each within 1 mm of
// its place.
func checkGrid(t *testing.T, name string, page []readback.Char) {
	t.Helper()
	rows := readback.Rows(page, 16)
	if len(rows) != 22 {
		t.Errorf("%s: a full page has %d lines, want 22", name, len(rows))
		return
	}
	const mm = 72 / 25.4
	most := 0
	for _, r := range rows {
		most = max(most, len(r))
		if len(r) == 28 {
			if left := r[0].X / mm; left < 27 || left > 29 {
				t.Errorf("%s: a line begins at %.2f mm, want 28", name, left)
			}
			if right := (r[27].X + 16) / mm; right < 183 || right > 185 {
				t.Errorf("%s: a line ends at %.2f mm, want 184", name, right)
			}
		}
	}
	if most != 28 {
		t.Errorf("%s: a line has %d characters, want 28", name, most)
	}
	if first := (rows[0][0].Y - 0.88*16) / mm; first < 36 || first > 38 {
		t.Errorf("%s: the first line's top is at %.2f mm, want 37", name, first)
	}
	if last := (rows[21][0].Y + 0.12*16) / mm; last < 261 || last > 263.5 {
		t.Errorf("%s: the last line's bottom is at %.2f mm, want 262", name, last)
	}
}

func checkImprint(t *testing.T, name string, pages [][]readback.Char, i *doc.Imprint) {
	t.Helper()
	var text strings.Builder
	last := pages[len(pages)-1]
	lowest := 0.0
	for _, r := range readback.Rows(last, 14) {
		line := ""
		for _, c := range r {
			line += c.Text
		}
		text.WriteString(line)
		if strings.Contains(line, "印发") {
			lowest = r[0].Y
		}
	}
	for _, s := range []string{i.Printer, "印发"} {
		if !strings.Contains(text.String(), s) {
			t.Errorf("%s: %q is not on the last page: %s", name, s, text.String())
		}
	}
	// The last line of 版记 is 28 pt high and ends with the type area, at 262 mm.
	if want := 262*72/25.4 - 14 + 0.38*14; lowest < want-4 || lowest > want+4 {
		t.Errorf("%s: 印发 stands at %.1f pt, want %.1f (7.4)", name, lowest, want)
	}
}

const pythonReader = `
import sys, docx
from docx.table import Table
from docx.text.paragraph import Paragraph
d = docx.Document(sys.argv[1])
for e in d.element.body.iterchildren():
    if e.tag.endswith('}p'):
        print(Paragraph(e, d).text)
    elif e.tag.endswith('}tbl'):
        for row in Table(e, d).rows:
            for cell in row.cells:
                print(cell.text)
print('settings', d.settings.odd_and_even_pages_header_footer, d.core_properties.title, len(d.sections))
`

// python-docx opens the files and reads paragraphs and cells in their order. It
// passes over text boxes and charts, and gives a merged cell once a column.
func TestPythonReadsWord(t *testing.T) {
	python := ""
	for _, p := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(p, "-c", "import docx").Run() == nil {
			python = p
			break
		}
	}
	if python == "" {
		t.Skip("python3-docx is not installed")
	}
	for name, d := range corpus(t) {
		path := filepath.Join(t.TempDir(), "x.docx")
		if err := os.WriteFile(path, written(t, d), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(python, "-c", pythonReader, path).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v: %s", name, err, out)
		}
		var got []string
		for _, line := range strings.FieldsFunc(string(out), func(r rune) bool { return r == '\n' || r == '\t' }) {
			if line = strings.TrimSpace(line); line != "" {
				got = append(got, line)
			}
		}
		at := 0
		for _, want := range wanted(d) {
			i := slices.IndexFunc(got[at:], func(s string) bool { return strings.ReplaceAll(s, "\n", "") == strings.TrimSpace(want) })
			if i < 0 {
				if !beside(d, want) {
					t.Errorf("%s: python-docx does not find %q in its place", name, want)
				}
				continue
			}
			at += i + 1
		}
		if last := got[len(got)-1]; !strings.HasPrefix(last, "settings True "+d.Meta.TitleLine()) {
			t.Errorf("%s: python-docx says %q", name, last)
		}
	}
}

// beside tells words that stand in text boxes, charts, or over several lines.
func beside(d *doc.Resolved, s string) bool {
	var words []string
	if d.Imprint != nil {
		words = append(words, d.Imprint.Words()...)
	}
	for _, b := range d.Body {
		switch b := b.(type) {
		case *doc.Chart:
			words = append(words, b.Words()...)
		case *doc.Closing:
			for _, s := range b.Seals {
				words = append(words, s.Word)
			}
			for _, s := range b.Signers {
				words = append(words, s.Stamp.Word)
			}
		}
	}
	for _, b := range d.Head { // broken into lines
		if title, ok := b.(*doc.Title); ok {
			words = append(words, title.Words()...)
		}
	}
	return slices.Contains(words, s) || strings.Contains(s, "a")
}
