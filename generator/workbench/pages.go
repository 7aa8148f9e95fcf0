package workbench

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/source"
)

//go:embed pages/*.html assets/*
var files embed.FS

// pages are the views' pages. Each stands in pages/NAME.html and is put into
// frame.html; both languages stand side by side in them: {{say "表" "Tables"}}.
type pages struct {
	options Options
	set     map[string]*template.Template
}

// views are those of the bar at the top of each page, in its order.
var views = []struct {
	Path string
	diag.Text
}{
	{"/", diag.Text{Zh: "今天", En: "Today"}},
	{"/paper", diag.Text{Zh: "看版面", En: "Pages"}},
	{"/problems", diag.Text{Zh: "问题", En: "Problems"}},
	{"/tables", diag.Text{Zh: "表", En: "Tables"}},
	{"/templates", diag.Text{Zh: "模板", En: "Templates"}},
	{"/collect", diag.Text{Zh: "收表", En: "Forms"}},
	{"/numbers", diag.Text{Zh: "文号", En: "Numbers"}},
	{"/settings", diag.Text{Zh: "设置", En: "Settings"}},
}

func readPages(o Options) (*pages, error) {
	p := &pages{options: o, set: map[string]*template.Template{}}
	functions := template.FuncMap{
		"say":    func(zh, en string, args ...any) string { return diag.T(zh, en, args...).In(o.Lang) },
		"words":  func(t diag.Text) string { return t.In(o.Lang) },
		"told":   func(d diag.Diagnostic) string { return d.In(o.Lang) },
		"day":    day,
		"path":   func(path []any) (string, error) { text, err := json.Marshal(path); return string(text), err },
		"label":  func(s source.Setting) [2]string { return label(o.Lang, s) },
		"number": func(i int) int { return i + 1 },
		"views":  func() any { return views },
		"lang":   func() string { return map[bool]string{true: "en", false: "zh-CN"}[o.Lang == "en"] },
		"still":  func() bool { return o.ReadOnly },
	}
	frame, err := template.New("frame.html").Funcs(functions).ParseFS(files, "pages/frame.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		base := strings.TrimSuffix(path.Base(name), ".html")
		if base == "frame" {
			continue
		}
		t, err := frame.Clone()
		if err == nil {
			t, err = t.ParseFS(files, name)
		}
		if err != nil {
			return nil, err
		}
		p.set[base] = t
	}
	return p, nil
}

// day is a date as a letter has it, with its day of the week.
func day(d period.Date) string { return d.Long() + " " + d.Weekday() }

// label is a setting's name for people, the first words of what it is, and the rest.
func label(lang string, s source.Setting) [2]string {
	note, stops := s.Note, []string{"；", "，", "：", " "}
	if lang == "en" {
		note, stops = s.English, []string{"; ", ", ", ": "}
	}
	for _, stop := range stops {
		if head, rest, ok := strings.Cut(note, stop); ok {
			return [2]string{head, rest}
		}
	}
	return [2]string{cmp.Or(note, s.Name), ""}
}

// shown is what frame.html takes.
type shown struct {
	Bare   bool   // without the bar's views: there is no workspace yet
	Here   string // the view's path
	Title  diag.Text
	Office string
	Script []string // of assets/, beside live.js
	Sheet  string   // an address of more style
	Data   any
}

// show writes a view's page. It is made whole before anything is sent.
func (p *pages) show(out http.ResponseWriter, name string, s shown) error {
	return p.write(out, http.StatusOK, name, "frame.html", s)
}

// part writes a part of a view's page, which a script puts into it.
func (p *pages) part(out http.ResponseWriter, name, part string, data any) error {
	return p.write(out, http.StatusOK, name, part, data)
}

func (p *pages) write(out http.ResponseWriter, status int, name, part string, data any) error {
	var b bytes.Buffer
	if err := p.set[name].ExecuteTemplate(&b, part, data); err != nil {
		return err
	}
	out.Header().Set("Content-Type", "text/html; charset=utf-8")
	out.WriteHeader(status)
	out.Write(b.Bytes())
	return nil
}

// refuse tells an error: to a script as text, to a person as a page.
func (p *pages) refuse(out http.ResponseWriter, r *http.Request, why *refusal) {
	if r.Header.Get("Sec-Fetch-Mode") == "navigate" || strings.Contains(r.Header.Get("Accept"), "text/html") {
		if p.write(out, why.status, "refused", "frame.html", shown{Here: r.URL.Path, Title: diag.Text{Zh: "没有做成", En: "Not done"}, Data: why.Text}) == nil {
			return
		}
	}
	out.Header().Set("Content-Type", "text/plain; charset=utf-8")
	out.WriteHeader(why.status)
	out.Write([]byte(why.In(p.options.Lang)))
}

// asset gives a script, a style sheet or a picture of the workbench itself.
func (w *Workbench) asset(out http.ResponseWriter, r *http.Request) error {
	data, err := files.ReadFile(strings.TrimPrefix(r.URL.Path, "/"))
	if err != nil {
		return refused(http.StatusNotFound, "没有这个文件", "no such file")
	}
	out.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(r.URL.Path)))
	out.Write(data)
	return nil
}
