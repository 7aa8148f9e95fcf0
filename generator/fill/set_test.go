package fill

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// Every embedded template fills for the invented office; the prints are what
// the typesetter and the sheets get.
func TestEmbedded(t *testing.T) {
	s, l := Open()
	if l.Len() > 0 {
		t.Fatalf("embedded templates are unsound: %v", l.All())
	}
	office := anlan(t)
	doc := map[string]any{"number": "安安委办〔2026〕12号", "date": "2026-03-05"}
	before := map[string]any{"number": "安安委办〔2026〕12号", "date": "2026-02-05"} // of the supervision
	forms := 0
	for _, tpl := range s.List() {
		for i, subject := range tpl.Selected(office) {
			root := subject.Bind(Root{Office: office, Period: q1, Doc: doc})
			if tpl.Name() == "supervision-notice" || tpl.Name() == "supervision-plan" {
				root.Doc = before
			}
			if !tpl.Wanted(root) {
				continue
			}
			file, l := tpl.File(root, tpl.Formats()[0])
			if file == "" {
				t.Errorf("%s %s has no file: %v", tpl.Name(), subject.Code(), l.All())
			}
			if tpl.Kind() == WorkbookKind {
				book, l := tpl.Workbook(root)
				if book == nil {
					t.Fatalf("%s: %v", tpl.Name(), l.All())
				}
				if tpl.Name() == "supervision-forms" {
					forms++
				}
				if tpl.Name() == "supervision-quarter" || tpl.Name() == "supervision-forms" && forms == 1 {
					golden(t, tpl.Name()+".golden", file+"\n"+printBook(book))
				}
				continue
			}
			d, l := tpl.Document(root)
			if d == nil {
				t.Fatalf("%s %s: %v", tpl.Name(), subject.Code(), l.All())
			}
			if d.File != file {
				t.Errorf("%s: Document says %s, File says %s", tpl.Name(), d.File, file)
			}
			if i == 0 && (tpl.Name() == "minutes" || tpl.Name() == "supervision-notice") {
				// a few lines, so that a change of words breaks no test here
				for _, want := range map[string][]string{
					"minutes":            {`各级要落实\_责任\_。`, `不得 1\. 推诿`, "出席：王一（澄江区区长）、田富"},
					"supervision-notice": {`1. 商场 \*消防\*；`, "| 第一督查组 | 郑航 | 市交通局 | 澄江区、望海县 |"},
				}[tpl.Name()] {
					if !strings.Contains(d.Body, want) {
						t.Errorf("%s lacks %q:\n%s", tpl.Name(), want, d.Body)
					}
				}
			}
		}
	}
	if forms == 0 {
		t.Error("no form of a supervision was compared")
	}
}

const small = `---
title: "{{.Period.Year}}年度\n责任书"
each: units where 层级 is 县区
file: "责任书/{{.Unit.Code}}-{{.Unit.Name}}.pdf"
cadence: year
layout: agreement
cc: ["{{.Office.Short}}", "{{with .Unit.Deputy}}{{.}}{{end}}", 存档]
---
# 目标

{{range $i, $t := .Office.TargetsOf .Unit .Period.Year -}}
{{add $i 1}}. {{.Indicator}}{{.Direction}}**{{number .Value}}**{{.Measure}}。
{{end}}
` + "```signatures\n甲方：{{.Office.Region.Name}} | 乙方：{{.Unit.Name}}\n```\n"

func TestDocument(t *testing.T) {
	s, l := set(t, "agreement-county.md", small)
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	office := anlan(t)
	var out strings.Builder
	for _, subject := range s.Get("agreement-county").Selected(office) {
		d, l := s.Get("agreement-county").Document(subject.Bind(Root{Office: office, Period: q1}))
		if d == nil {
			t.Fatal(l.All())
		}
		out.WriteString(d.String())
		if d.BodyLine != 9 {
			t.Errorf("the body starts on line %d, want 9", d.BodyLine)
		}
	}
	golden(t, "document.golden", out.String())
}

func TestOverlay(t *testing.T) {
	below := fstest.MapFS{"a.md": {Data: []byte(front + "below")}, "b.md": {Data: []byte(front + "b")}, "README.md": {Data: []byte("no template")}}
	above := fstest.MapFS{"a.md": {Data: []byte(front + "above")}, "notes.txt": {Data: []byte("x")}}
	s, l := OpenWith(Limits{}, below, above, fstest.MapFS{})
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	var names []string
	for _, tpl := range s.List() {
		names = append(names, tpl.Name())
	}
	if !slices.Equal(names, []string{"a", "b"}) {
		t.Errorf("templates are %v", names)
	}
	if src, _ := s.Source("a"); !strings.HasSuffix(src, "above") || !s.Get("a").Own() || s.Get("b").Own() {
		t.Error("the workspace's template does not win")
	}
	if _, ok := s.Source("c"); ok || s.Get("c") != nil {
		t.Error("a template that is not there is found")
	}
}

func TestEach(t *testing.T) {
	office := anlan(t)
	for expr, want := range map[string]string{
		"none":                   "-",
		"units where tier is 县区": "370102 370103",
		"units where 层级 is 企业 and 类别 is 矿山":                 "E01",
		"units where tier is 企业 or tier is 部门":              "D01 E01 E02",
		"units where tier in (企业, 部门) and not 行业领域 is 矿山":   "D01 E02",
		"units where tier not in (县区、市) and (类别 is \"\")":   "D01",
		"units where deputy is not “” and tier is not 市":    "370103",
		"units where Name is '望海客运（集团）有限公司'":                "E02",
		"units where tier is 市 or tier is 县区 and 简称 is 望海县": "370100 370103",
		"meetings":                        "M01",
		"meetings where kind is 全体会议":     "",
		"units where tier is 县城":          "!",
		"units where colour is red":       "!",
		"units where tier":                "!",
		"units where (tier is 市":          "!",
		"units where tier is 市 tier is 市": "!",
		"rooms":                           "!",
		"":                                "!",
		"units where tier is and":         "!",
	} {
		s, l := set(t, "t.md", "---\ntitle: t\nfile: f\ncadence: year\neach: '"+strings.ReplaceAll(expr, "'", "''")+"'\n---\n")
		if want == "!" {
			if l.Errors() != 1 || l.All()[0].Place.Line != 5 {
				t.Errorf("%s: complaints %v, want one on line 5", expr, l.All())
			}
			continue
		}
		if l.Len() > 0 {
			t.Errorf("%s: %v", expr, l.All())
			continue
		}
		var got []string
		for _, subject := range s.Get("t").Selected(office) {
			if got = append(got, subject.Code()); subject.Code() == "" {
				got[len(got)-1] = "-"
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s gives %v, want %s", expr, got, want)
		}
	}
}

func FuzzEach(f *testing.F) {
	f.Add(`units where (tier is 企业 or not 类别 in ("a", b)) and 名称 is not ”`)
	f.Fuzz(func(t *testing.T, s string) { parseEach(s, nil, nil2) })
}

// A document's template of any text, front matter and all, is refused or makes a
// document or complaints, within its limits.
func FuzzTemplate(f *testing.F) {
	f.Add(front + "# {{.Unit.Name}}\n\n{{range .Office.Units}}{{.Name}}{{end}}\n")
	f.Add("---\ntitle: 关于{{period}}的通报\nfile: '{{.Unit.Code}}.pdf'\ncadence: month, year\neach: units where tier is 企业\nwhen: \"{{len .Office.Units}}\"\nto: [甲, 乙]\nseal: {}\n---\n{{define \"a\"}}{{.}}{{end}}{{template \"a\" .Period}}\n")
	f.Add("---\na: &a [x]\nb: [*a, *a]\n---\n```signatures\n甲 | 乙\n```\n")
	office := anlan(f)
	f.Fuzz(func(t *testing.T, text string) {
		s, _ := OpenWith(Limits{Steps: 1000, Output: 1 << 16}, fstest.MapFS{"t.md": {Data: []byte(text)}})
		tpl := s.Get("t")
		if tpl == nil {
			return
		}
		tpl.Fields()
		for i, subject := range tpl.Selected(office) {
			if i == 3 {
				break
			}
			tpl.Document(subject.Bind(Root{Office: office, Period: q1}))
		}
	})
}

// One set serves many goroutines.
func TestConcurrent(t *testing.T) {
	s, _ := Open()
	office := anlan(t)
	want := map[string]string{}
	fillAll := func(keep func(key, text string)) {
		for _, name := range []string{"agreement-county", "minutes"} {
			tpl := s.Get(name)
			for _, subject := range tpl.Selected(office) {
				d, l := tpl.Document(subject.Bind(Root{Office: office, Period: q1}))
				if d == nil {
					t.Error(l.All())
					return
				}
				keep(d.File, d.Body)
			}
		}
		if book, l := s.Get("supervision-quarter").Workbook(Root{Office: office, Period: q1}); book == nil {
			t.Error(l.All())
		} else {
			keep("book", printBook(book))
		}
		s.Get("agreement-county").Fields()
	}
	fillAll(func(key, text string) { want[key] = text })
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				fillAll(func(key, text string) {
					if want[key] != text {
						t.Errorf("%s differs between goroutines", key)
					}
				})
			}
		})
	}
	wg.Wait()
}

func BenchmarkAgreement(b *testing.B) {
	s, _ := Open()
	office := anlan(b)
	tpl := s.Get("agreement-county")
	root := tpl.Selected(office)[0].Bind(Root{Office: office, Period: q1})
	b.ReportAllocs()
	for b.Loop() {
		if d, l := tpl.Document(root); d == nil {
			b.Fatal(l.All())
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		Open()
	}
}
