package generator

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/face"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/source"
)

// useFonts takes the office's own fonts in place of the embedded faces and of
// the usual fallback fonts, as hongtou.yaml names them.
func (w *Workspace) useFonts(dir string) {
	for _, name := range slices.Sorted(maps.Keys(w.Config.Fonts)) {
		role, err := face.ParseRole(name)
		if err != nil {
			continue // not a key that the settings know: complained of already
		}
		if err := w.Faces.Use(role, fontIn(dir, w.Config.Fonts[name])); err != nil {
			w.fontUnusable(name, w.Config.Fonts[name], err)
			continue
		}
		w.faces += fmt.Sprintf(" %s=%s", name, w.Faces.Face(role).ID)
	}
	if w.Config.FallBack == nil {
		return
	}
	var fonts []string
	for i, font := range w.Config.FallBack {
		fonts = append(fonts, fontIn(dir, font))
		if err := w.Faces.FallBack(fonts[i : i+1]); err != nil {
			w.fontUnusable(fmt.Sprintf("fallback[%d]", i), font, err)
			fonts[i] = ""
		}
	}
	fonts = slices.DeleteFunc(fonts, func(f string) bool { return f == "" })
	if err := w.Faces.FallBack(fonts); err != nil {
		w.fontUnusable("fallback", "", err) // it changed since it was read
	}
}

// fontIn is a font as hongtou.yaml names it, its file taken from the workspace.
func fontIn(dir, font string) string {
	if face.IsFile(font) && !filepath.IsAbs(font) {
		return filepath.Join(dir, filepath.FromSlash(font))
	}
	return font
}

func (w *Workspace) fontUnusable(key, font string, err error) {
	d := diag.Diagnostic{Code: "font-unusable", Place: diag.Place{File: source.ConfigName, Key: "fonts." + key}, Value: font,
		Problem: diag.T("字体不能用：%v", "the font can't be used: %v", err),
		Remedy:  diag.T("写明字体文件（.ttf），或删去此项使用内置字体", "name a font file (.ttf), or leave this out to use the embedded face")}
	var u *face.Unusable
	if errors.As(err, &u) {
		d.Problem, d.Remedy = u.Problem, u.Remedy
	}
	w.Complaints.Add(d)
}

// borrowed tells which fallback fonts text takes characters from, for digests:
// the same text set with another version of a font is another output.
func (w *Workspace) borrowed(text string) string {
	var b strings.Builder
	for _, f := range w.Faces.Borrowed(text) {
		b.WriteString(" " + f.ID)
	}
	return b.String()
}

// about adds to the complaints of missing characters whom the document was made
// for, and where in the data the character stands.
func (w *Workspace) about(s fill.Subject, complaints *diag.List) *diag.List {
	if s.Name() == "" {
		return complaints
	}
	out := &diag.List{}
	for _, d := range complaints.All() {
		if d.Code == "glyph-missing" {
			d = missingFor(s, d)
		}
		out.Add(d)
	}
	return out
}

func missingFor(s fill.Subject, d diag.Diagnostic) diag.Diagnostic {
	d.Problem = diag.Text{
		Zh: "为 " + s.Code() + " " + s.Name() + " 生成时：" + d.Problem.Zh,
		En: "while making it for " + s.Code() + " " + s.Name() + ": " + d.Problem.En,
	}
	place, text := diag.Place{}, ""
	for _, t := range textsOf(s) {
		if strings.Contains(t.text, d.Value) {
			place, text = t.place, "“"+t.text+"”"
			break
		}
	}
	if text == "" { // from another record than the subject's
		place = placeOf(s)
	}
	if place != (diag.Place{}) {
		d.Remedy = diag.Text{
			Zh: "数据见 " + place.In("zh") + text + "；" + d.Remedy.Zh,
			En: "the data is at " + place.In("en") + text + "; " + d.Remedy.En,
		}
	}
	return d
}

func placeOf(s fill.Subject) diag.Place {
	if s.Record == nil {
		return diag.Place{}
	}
	return s.Record.At("Code")
}

// placed is a text of the data and where it stands.
type placed struct {
	text  string
	place diag.Place
}

func textsOf(s fill.Subject) []placed {
	switch r := s.Record.(type) {
	case nil:
		return nil
	case *model.Unit:
		return unitTexts(r)
	case *model.Meeting:
		return meetingTexts(r)
	}
	return recordTexts(s.Record)
}

// recordTexts are the texts of a ledger's row, and those of the unit that it
// concerns.
func recordTexts(r model.Record) []placed {
	var out []placed
	fields := reflect.ValueOf(r).Elem()
	for i := range fields.NumField() {
		switch v := fields.Field(i).Interface().(type) {
		case string:
			out = append(out, placed{v, r.At(fields.Type().Field(i).Name)})
		case *model.Unit:
			if v != nil {
				out = append(out, unitTexts(v)...)
			}
		}
	}
	return out
}

func unitTexts(u *model.Unit) []placed {
	return []placed{
		{u.Name, u.At("Name")}, {u.Short, u.At("Short")}, {u.Leader, u.At("Leader")}, {u.Post, u.At("Post")},
		{u.Deputy, u.At("Deputy")}, {u.Address, u.At("Address")},
	}
}

func meetingTexts(m *model.Meeting) []placed {
	out := []placed{{m.Title, m.At("Title")}, {m.Location, m.At("Location")}, {m.Chair, m.At("Chair")},
		{m.ChairPost, m.At("ChairPost")}, {m.Recorder, m.At("Recorder")}}
	for _, group := range []struct {
		field  string
		people []model.Attendee
	}{{"Present", m.Present}, {"Absent", m.Absent}, {"Observers", m.Observers}} {
		for _, p := range group.people {
			for _, text := range []string{p.Name, p.Unit, p.Post} {
				out = append(out, placed{text, m.At(group.field)})
			}
		}
	}
	for _, a := range m.Agenda {
		out = append(out, placed{a.Speaker, m.At("Agenda")})
	}
	return out
}

// CheckNames complains of each character in a name of the office's units,
// their leaders and deputies, and the people of its meetings that no face has.
// count is the number of names.
func (w *Workspace) CheckNames() (count int, complaints *diag.List) {
	complaints = &diag.List{}
	texts := []placed{{w.Office.Name, w.Office.Origin.At("Name")}, {w.Office.Mark, w.Office.Origin.At("Mark")}, {w.Office.Contact, w.Office.Origin.At("Contact")}}
	for _, u := range w.Office.Units {
		texts = append(texts, unitTexts(u)...)
	}
	for _, m := range w.Office.Meetings {
		texts = append(texts, meetingTexts(m)...)
	}
	for _, t := range texts {
		if t.text == "" {
			continue
		}
		count++
		for _, r := range w.Faces.Lacks(face.FangSong, t.text) {
			complaints.Add(diag.Diagnostic{Code: "glyph-missing", Place: t.place, Value: t.text,
				Problem: diag.T("各字体都没有字符 U+%04X %c", "no face has the character U+%04X %c", r, r),
				Remedy:  diag.T("核对该字是否有误；确需使用的，安装或在 hongtou.yaml 的 fonts 中写明含有该字的字体", "check the character, or install a font that has it or name one under fonts in hongtou.yaml")})
		}
	}
	return count, complaints
}
