package generator

import (
	"errors"
	"fmt"
	"io/fs"
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
	if !face.Embedded(face.FangSong) && w.Config.Fonts[face.FangSong.String()] == "" {
		w.Complaints.Add(diag.Diagnostic{Code: "font-unusable", Place: diag.Place{File: source.ConfigName, Key: "fonts.fangsong"},
			Problem: diag.T("这个程序不带仿宋", "this program comes without a 仿宋"),
			Remedy:  diag.T("写明本单位的仿宋：字体文件（.ttf），或已安装字体的名称，如 fangsong: 仿宋", "name the office's own: a font file (.ttf), or the name of an installed font, as fangsong: 仿宋")})
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
	role, _, _ := strings.Cut(key, "[")
	d := diag.Diagnostic{Code: "font-unusable", Place: diag.Place{File: source.ConfigName, Line: w.Config.FontAt[role], Key: "fonts." + key}, Value: font,
		Problem: diag.T("字体不能用：%v", "the font can't be used: %v", err),
		Remedy:  diag.T("写明字体文件（.ttf），或删去此项使用内置字体", "name a font file (.ttf), or leave this out to use the embedded face")}
	var u *face.Unusable
	switch {
	case errors.As(err, &u):
		d.Problem, d.Remedy = u.Problem, u.Remedy
	case errors.Is(err, fs.ErrNotExist):
		d.Problem = diag.T("字体不能用：找不到文件", "the font can't be used: there is no such file")
	case errors.Is(err, fs.ErrInvalid):
		d.Problem = diag.T("字体不能用：不是文件", "the font can't be used: it is no file")
	}
	w.Complaints.Add(d)
}

// FontComplaints are those of the workspace's complaints that are about fonts.
func (w *Workspace) FontComplaints() *diag.List {
	out := &diag.List{}
	for _, d := range w.Complaints.All() {
		if d.Code == "font-unusable" {
			out.Add(d)
		}
	}
	return out
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
	return model.TableFor(s.Record).Place(s.Record)
}

// placed is a text of the data and where it stands.
type placed struct {
	text  string
	place diag.Place
}

// textsOf are the texts of a subject's record, and those of the unit that it
// concerns.
func textsOf(s fill.Subject) []placed {
	if s.Record == nil {
		return nil
	}
	out := recordTexts(s.Record)
	fields := reflect.ValueOf(s.Record).Elem()
	for i := range fields.NumField() {
		if !fields.Field(i).CanInterface() {
			continue
		}
		if u, ok := fields.Field(i).Interface().(*model.Unit); ok && u != nil {
			out = append(out, recordTexts(u)...)
		}
	}
	return out
}

// recordTexts are the texts of one record of the model, in the order of its
// fields. What it links to are other records.
func recordTexts(record interface{ At(string) diag.Place }) []placed {
	var out []placed
	v := reflect.ValueOf(record).Elem()
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.IsExported() && f.Name != "Origin" {
			out = appendTexts(out, v.Field(i), record.At(f.Name))
		}
	}
	return out
}

func appendTexts(out []placed, v reflect.Value, place diag.Place) []placed {
	switch v.Kind() {
	case reflect.String:
		if v.String() != "" {
			out = append(out, placed{v.String(), place})
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = appendTexts(out, v.Index(i), place)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out = appendTexts(out, v.Field(i), place)
			}
		}
	case reflect.Map:
		if texts, ok := v.Interface().(map[string]string); ok {
			for _, key := range slices.Sorted(maps.Keys(texts)) {
				out = append(out, placed{texts[key], place})
			}
		}
	}
	return out
}

// CheckTexts complains of each character in the office's tables and meetings that
// no face has, once a cell. file restricts it to one of them, as hongtou.yaml
// names it; "" is all. count is the number of texts that were looked at: 0 where
// file is none of the workspace's.
func (w *Workspace) CheckTexts(file string) (count int, complaints *diag.List) {
	complaints = &diag.List{}
	o := w.Office
	texts := []placed{{o.Name, o.Origin.At("Name")}, {o.Short, o.Origin.At("Short")}, {o.Mark, o.Origin.At("Mark")}, {o.Contact, o.Origin.At("Contact")}}
	tables := reflect.ValueOf(o).Elem()
	for i := range tables.NumField() {
		if table := tables.Field(i); table.Kind() == reflect.Slice && tables.Type().Field(i).IsExported() {
			for j := range table.Len() {
				if r, ok := table.Index(j).Interface().(interface{ At(string) diag.Place }); ok {
					texts = append(texts, recordTexts(r)...)
				}
			}
		}
	}
	for _, t := range texts {
		if t.text == "" || file != "" && t.place.File != file {
			continue
		}
		count++
		for _, r := range w.Faces.Lacks(face.FangSong, t.text) {
			complaints.Add(diag.Diagnostic{Code: "glyph-missing", Place: t.place, Value: t.text,
				Problem: diag.T("各字体都没有字符 U+%04X %c", "no face has the character U+%04X %c", r, r),
				Remedy:  diag.T("核对该字是否有误；确需使用的，安装含有该字的字体，或在 hongtou.yaml 的 fonts 中写明", "check the character, or install a font that has it, or name one under fonts in hongtou.yaml")})
		}
	}
	return count, complaints
}
