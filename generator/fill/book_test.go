package fill

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"hongtou/generator/diag"
	"hongtou/generator/sheet"
)

func nil2(problem, remedy diag.Text) {}

// edge is a page's head or foot.
func edge(l *sheet.Line) string {
	if l == nil {
		return "<nil>"
	}
	return "&{" + l.Left + " " + l.Center + " " + l.Right + "}"
}

// printBook prints a workbook's specification, a line a thing.
func printBook(b *sheet.Workbook) string {
	var out strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	p("workbook %q %q %q %q %s", b.Title, b.Subject, b.Author, b.Keywords, b.Created.Format("2006-01-02"))
	for _, s := range b.Sheets {
		p("sheet %q %q freeze=%d filter=%v protect=%v empty=%q", s.Name, s.Title, s.FreezeColumns, s.Filter, s.Protect, s.Empty)
		if s.Blank > 0 || s.Color != "" || s.Group != nil || s.Outline {
			p("  blank=%d color=%q group=%+v outline=%v", s.Blank, s.Color, s.Group, s.Outline)
		}
		for _, l := range s.Lines {
			p("  line %q%s", []string{l.Left, l.Center, l.Right}, map[bool]string{true: " open"}[l.Open])
		}
		for _, c := range s.Columns {
			p("  column %s %s type=%d format=%q width=%v align=%d formula=%q total=%q merge=%v open=%v",
				c.Key, strings.Join(c.Header, "/"), c.Type, c.Format, c.Width, c.Align, c.Formula, c.Total, c.Merge, c.Open)
			if c.Comment != "" || c.Name != "" || c.Fold {
				p("    comment=%q name=%q fold=%v", c.Comment, c.Name, c.Fold)
			}
			if c.Rank != nil || c.Sparkline != nil || c.Link != nil {
				p("    rank=%+v sparkline=%+v link=%+v", c.Rank, c.Sparkline, c.Link)
			}
		}
		for _, r := range s.Rows {
			var cells []string
			for _, c := range r.Cells {
				text := fmt.Sprintf("%v:%T", c.Value, c.Value)
				if c.Value == nil {
					text = "-"
				}
				if c.Mark != 0 {
					text += fmt.Sprintf("!%d", c.Mark)
				}
				cells = append(cells, text)
			}
			p("  row kind=%d mark=%d break=%v %s", r.Kind, r.Mark, r.Break, strings.Join(cells, " | "))
		}
		for _, c := range s.Conditions {
			p("  condition %+v", c)
		}
		for _, v := range s.Validations {
			p("  validation %+v", v)
		}
		for _, c := range s.Charts {
			p("  chart %+v", c)
		}
		for _, n := range s.Notes {
			p("  note %q", n)
		}
		p("  print portrait=%v header=%v footer=%v margins=%v", s.Print.Portrait, edge(s.Print.Header), edge(s.Print.Footer), s.Print.Margins)
	}
	return out.String()
}

const bookTop = "title: t\nfile: f.xlsx\ncadence: year\nsheets:\n  - name: S\n"

const goodBook = bookTop + `    title: "{{.Office.Short}}"
    blocks:
      - section: "县区（{{len (.Office.UnitsOf \"县区\")}}个）"
        rows: .Office.UnitsOf "县区"
        subtotal: true
      - section: 企业
        rows: .Office.UnitsOf "企业"
    marks:
      - {when: eq .Leader "田富", mark: strong}
      - {when: .Deputy, mark: muted}
    columns:
      - {key: no, header: [甲, 乙], value: "{{add $index 1}}", type: integer}
      - {key: name, value: "{{.Name}}（{{$.Office.Short}}）", marks: [{when: eq .Tier.String "企业", mark: warning}]}
      - {key: deaths, value: 'field ($.Office.Target . $.Period.Year "死亡人数" "") "Value"', type: decimal}
      - {key: share, formula: 'IF({no}>{{.Period.Year}},"{{.Office.Name}}",{deaths:}/{no})', total: same}
    validations:
      - {column: no, check: date, from: 2026-01-01, to: 2026年3月31日, error: 不对}
    print: {portrait: true, margins: {top: 20, bottom: 20, left: 15.5, right: 15}}
`

func TestBook(t *testing.T) {
	s, l := set(t, "t.workbook.yaml", goodBook)
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	office := anlan(t)
	office.Name = `安"&HYPERLINK("x")&"澜`
	book, l := s.Get("t").Workbook(Root{Office: office, Period: q1})
	if book == nil {
		t.Fatal(l.All())
	}
	golden(t, "book.golden", printBook(book))
}

// A section without rows has no head: not before another one, nor at the end.
func TestSectionsWithoutRows(t *testing.T) {
	blocks := "    empty: （无）\n    columns: [{key: name, value: .Name}]\n    blocks:\n"
	for _, c := range []struct{ blocks, want string }{
		{"      - {section: 甲, rows: (list)}\n      - {section: 乙, rows: .Office.UnitsOf \"市\"}\n      - {section: 丙, rows: (list)}\n", "乙"},
		{"      - {section: 甲, rows: (list)}\n      - {section: 乙, rows: (list)}\n", ""},
		{"      - {section: 甲, rows: (list), subtotal: true}\n", "甲"},
	} {
		s, l := set(t, "t.workbook.yaml", bookTop+blocks+c.blocks)
		if l.Len() > 0 {
			t.Fatal(l.All())
		}
		book, l := s.Get("t").Workbook(Root{Office: anlan(t), Period: q1})
		if book == nil {
			t.Fatal(l.All())
		}
		heads := ""
		for _, r := range book.Sheets[0].Rows {
			if r.Kind == sheet.Section {
				heads += r.Cells[0].Value.(string)
			}
		}
		if heads != c.want {
			t.Errorf("%s: the heads are %q, want %q", c.blocks, heads, c.want)
		}
	}
}

const richBook = bookTop + `    color: 1F4E79
    blank: 2
    outline: true
    group: {by: tier, section: true, subtotal: "小计（{{.Period.Year}}）", break: true}
    rows: .Office.Units
    columns:
      - {key: tier, value: .Tier}
      - {key: name, value: .Name, comment: "{{.Office.Short}}填写", name: 单位名, link: {sheet: S, column: name}}
      - {key: a, value: add $index 1, type: integer, fold: true}
      - {key: b, value: add $index 2, type: integer}
      - {key: trend, sparkline: {kind: bars, values: [a, b]}}
      - {key: rank, rank: {of: a, within: tier, order: ascending}, type: integer}
      - {key: when, value: $.Period, type: period}
    conditions:
      - {column: a, bar: true}
      - {column: b, icons: signs, reverse: true}
    validations:
      - {column: name, of: tier, choices: [{for: 县区, list: ["{{.Office.Short}}", 乙]}, {for: 企业, list: [丙]}]}
    charts:
      - {category: name, values: [a], lines: [b], second: true, secondAxis: "{{.Period.Year}}", stacked: true}
`

func TestRichBook(t *testing.T) {
	s, l := set(t, "t.workbook.yaml", richBook)
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	book, l := s.Get("t").Workbook(Root{Office: anlan(t), Period: q1})
	if book == nil {
		t.Fatal(l.All())
	}
	golden(t, "rich-book.golden", printBook(book))
	if err := sheet.Write(io.Discard, book); err != nil {
		t.Error(err)
	}
}

func TestRichBookMistakes(t *testing.T) {
	for _, c := range []struct {
		from, to string
		line     int
		say      string
	}{
		{"by: tier", "by: teir", 9, "没有这一列"},
		{"by: tier, ", "", 9, "缺少“by”"},
		{"break: true", "brake: true", 9, "不认识的键"},
		{"of: a,", "of: x,", 17, "没有这一列"},
		{"order: ascending", "order: up", 17, "descending、ascending"},
		{"values: [a, b]", "values: [a, x]", 16, "没有这一列"},
		{"kind: bars", "kind: bar", 16, "line、bars"},
		{"sheet: S, ", "", 13, "缺少“sheet”"},
		{"icons: signs", "icons: lights", 21, "none、arrows、signs、quarters"},
		{"for: 县区, ", "", 23, "缺少“for”"},
		{"of: tier, choices", "of: x, choices", 23, "没有这一列"},
		{"lines: [b]", "lines: [x]", 25, "没有这一列"},
		{"blank: 2", "blank: two", 7, "应为数字"},
	} {
		text := strings.Replace(richBook, c.from, c.to, 1)
		if text == richBook {
			t.Fatalf("%q is not in the template", c.from)
		}
		_, l := set(t, "t.workbook.yaml", text)
		found := false
		for _, d := range l.All() {
			found = found || d.Place.Line == c.line && strings.Contains(d.String(), c.say)
		}
		if !found {
			t.Errorf("%q → %q: want line %d %q, got %v", c.from, c.to, c.line, c.say, l.All())
		}
	}
}

// Each mistake is complained of on its line.
func TestBookMistakes(t *testing.T) {
	office := anlan(t)
	for _, c := range []struct {
		from, to string
		line     int
		say      string
	}{
		{"title: t\n", "titel: t\n", 1, "不认识的设置"},
		{"    marks:", "    mraks:", 13, "不认识的键"},
		{"mark: muted", "mark: red", 15, "plain、overdue、major"},
		{"type: integer", "type: number", 17, "text、integer"},
		{"{deaths:}/{no}", "{death:}/{no}", 20, "没有这一列"},
		{`{{.Office.Name}}`, `{{.Office.Nmae}}`, 20, "Name"},
		{`{{.Period.Year}},"`, `{{.Office.Name}},"`, 20, "公式里引号之外只能写数字"},
		{"when: .Deputy", "when: .Deputee", 15, "Unit 没有字段“Deputee”（现为 \".Deputee\"）；应为：Deputy"},
		{"when: .Deputy", "when: .Deputy}}{{if", 15, ""},
		{"value: '", "value: '$x | ", 19, ""},
		{`"{{.Name}}（`, `"{{.Nmae}}（`, 18, "没有字段"},
		{`rows: .Office.UnitsOf "企业"`, `rows: .Office.Name`, 12, "这里要一个列表"},
		{"top: 20", "top: wide", 23, "应为数字"},
		{"portrait: true", "portrait: 1", 23, "true 或 false"},
		{"2026-01-01", "yesterday", 22, "应为日期"},
		{"check: date", "check: dates", 22, "one-of"},
		{"key: share, ", "", 20, "缺少“key”"},
		{"key: share", "key: no", 20, "列名重复"},
		{"  - name: S", "  - name: [S]", 5, "应为单个值"},
		{"  - name: S\n", "  -\n", 6, "缺少“name”"},
		{"columns:", "columns: 3 #", 17, ""},
	} {
		text := strings.Replace(goodBook, c.from, c.to, 1)
		if text == goodBook {
			t.Fatalf("%q is not in the template", c.from)
		}
		s, l := set(t, "t.workbook.yaml", text)
		if l.Errors() == 0 {
			_, l = s.Get("t").Workbook(Root{Office: office, Period: q1})
		}
		found := false
		for _, d := range l.All() {
			found = found || d.Place.Line == c.line && strings.Contains(d.String(), c.say) && d.Place.File == "templates/t.workbook.yaml"
		}
		if !found {
			t.Errorf("%q → %q: want line %d %q, got %v", c.from, c.to, c.line, c.say, l.All())
		}
	}
}

func FuzzBook(f *testing.F) {
	f.Add(goodBook)
	f.Add("title: t\nsheets: [{name: a, columns: [{key: [x]}], rows: 3, charts: [1]}]")
	office := anlan(f)
	f.Fuzz(func(t *testing.T, text string) {
		s, _ := OpenWith(Limits{Steps: 1000, Output: 1 << 16}, fstest.MapFS{"t.workbook.yaml": {Data: []byte(text)}})
		if tpl := s.Get("t"); tpl != nil {
			tpl.Workbook(Root{Office: office, Period: q1})
			tpl.Fields()
		}
	})
}
