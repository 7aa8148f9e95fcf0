package generator

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/fonts"
	"hongtou/generator/diag"
	"hongtou/generator/pdfa"
)

// workspace writes files into a folder and opens it.
func workspace(t *testing.T, files map[string]string) *Workspace {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

const (
	fontsConfig = "office: {name: 某市安委办, region: \"99\"}\ndata: {units: units.yaml}\n"
	fontsUnits  = "- {单位编码: \"99\", 单位名称: 某市, 层级: 市}\n- {单位编码: \"9901\", 单位名称: 石漈县, 层级: 县区, 上级编码: \"99\", 主要负责人: NAME, 职务: 县长, 备注: 甲}\n"
	fontsLetter = "---\ntitle: \"{{.Unit.Name}}通知\"\neach: units where 层级 is 县区\nfile: \"{{.Unit.Code}}.pdf\"\ncadence: year\nFRONT---\n\n# 一级\n\n县长{{.Unit.Leader}}同志：**{{.Unit.Leader}}**、*{{.Unit.Leader}}*。\n"
)

func letter(t *testing.T, leader, front string) *Workspace {
	return workspace(t, map[string]string{
		"hongtou.yaml": fontsConfig, "units.yaml": strings.Replace(fontsUnits, "NAME", leader, 1),
		"templates/letter.md": strings.Replace(fontsLetter, "FRONT", front, 1),
	})
}

func run1(t *testing.T, w *Workspace) (file string, complaints *diag.List) {
	t.Helper()
	if w.Complaints.Errors() > 0 {
		t.Fatal(w.Complaints.All())
	}
	report, err := w.Run(context.Background(), Request{Targets: []string{"letter"}, Period: "2026"})
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(w.Dir, "out", "2026", "9901.pdf"), report.Complaints
}

// Names that most fonts lack appear in every face, are found by search and copied
// right by two readers that share no code.
func TestRareNamesAreCopied(t *testing.T) {
	const leader = "㛃𬀩䶮𠅤"
	file, complaints := run1(t, letter(t, leader, ""))
	if complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	want := "县长" + leader + "同志：" + leader + "、" + leader + "。"
	for _, command := range [][]string{{"pdftotext", "-raw", file, "-"}, {"mutool", "draw", "-q", "-F", "text", file}} {
		out, err := exec.Command(command[0], command[1:]...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", command[0], err, out)
		}
		if text := strings.Join(strings.Fields(string(out)), ""); !strings.Contains(text, want) {
			t.Errorf("%s does not find %q in\n%s", command[0], want, out)
		}
	}
}

// An ideograph with a variation selector is shown by its base glyph.
func TestVariationSequencesAreShown(t *testing.T) {
	file, complaints := run1(t, letter(t, "葛\U000E0100立\uFE00", ""))
	if complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	out, err := exec.Command("pdftotext", "-raw", file, "-").Output()
	if err != nil || !strings.Contains(string(out), "县长葛立同志") {
		t.Errorf("%v: the name is not shown by its base glyphs in\n%s", err, out)
	}
}

// A character that no face has is a complaint with its code point, for whom the
// document was made, and the cell that it stands in; nothing is made.
func TestMissingCharacterNamesWhom(t *testing.T) {
	w := letter(t, "欧阳\U00032FFF", "")
	file, complaints := run1(t, w)
	if _, err := os.Stat(file); err == nil {
		t.Error("a document with a missing character was made")
	}
	all := complaints.All()
	if len(all) == 0 {
		t.Fatal("there is no complaint")
	}
	for _, lang := range []string{"zh", "en"} {
		got := all[0].In(lang)
		for _, part := range []string{"U+32FFF", "9901 石漈县", "units.yaml", "主要负责人", "欧阳\U00032FFF", "templates/letter.md"} {
			if !strings.Contains(got, part) {
				t.Errorf("the complaint lacks %q: %s", part, got)
			}
		}
	}
	if count, found := w.CheckTexts(""); found.Errors() != 1 || count < 8 || found.All()[0].Place.Line != 2 {
		t.Errorf("of %d texts, %v are complained of; want the leader's name in line 2", count, found.All())
	}
	if count, _ := w.CheckTexts("other.yaml"); count != 0 {
		t.Errorf("a file that is not the workspace's has %d texts", count)
	}
}

// Fonts named in hongtou.yaml: good ones are used and part of the digest, each
// bad one is a complaint at its key.
func TestFontsOfTheOffice(t *testing.T) {
	latin, err := fonts.FS.ReadFile("latin.ttf")
	if err != nil {
		t.Fatal(err)
	}
	files := func(config string) map[string]string {
		return map[string]string{"hongtou.yaml": fontsConfig + "fonts: " + config + "\n", "units.yaml": strings.Replace(fontsUnits, "NAME", "甲", 1),
			"own.ttf": string(latin), "bad.ttf": "nothing"}
	}
	w := workspace(t, files("{songti: own.ttf, fallback: [own.ttf]}"))
	if w.Complaints.Len() > 0 || w.faces == "embedded" || !w.Faces.Own(4) {
		t.Errorf("an own font: %v, faces %q", w.Complaints.All(), w.faces)
	}
	if w := workspace(t, files("{fallback: []}")); w.Complaints.Len() > 0 || len(w.Faces.Fallbacks()) != 0 {
		t.Errorf("no fallback fonts: %v, %v", w.Complaints.All(), w.Faces.Fallbacks())
	}
	w = workspace(t, files("{heiti: bad.ttf, kaiti: 没有这种字体, fangsong: none.ttf, serif: own.ttf, fallback: [own.ttf, bad.ttf]}"))
	var got []string
	for _, d := range w.Complaints.All() {
		got = append(got, d.Code+" "+d.Place.Key)
	}
	want := "font-unusable fonts.fallback[1]|font-unusable fonts.fangsong|font-unusable fonts.heiti|font-unusable fonts.kaiti|config-key fonts.serif"
	if strings.Join(got, "|") != want {
		t.Errorf("complaints are %s, want %s", strings.Join(got, "|"), want)
	}
	if len(w.Faces.Fallbacks()) != 1 {
		t.Errorf("the good fallback font beside a bad one is not used: %v", w.Faces.Fallbacks())
	}
}

// The record that made a document travels in it, as the table that it came from.
func TestDataIsAttached(t *testing.T) {
	file, complaints := run1(t, letter(t, "㛃𬀩", "attach: data\n"))
	if complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if r := pdfa.Check(file, b); r.Level != "PDF/A-3a" || r.Complaints.Len() > 0 {
		t.Errorf("a file with data is %q: %v", r.Level, r.Complaints.All())
	}
	dir := t.TempDir()
	if out, err := exec.Command("pdfdetach", "-saveall", "-o", dir, file).CombinedOutput(); err != nil {
		t.Fatalf("pdfdetach: %v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "unit.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	if err := json.Unmarshal(data, &rows); err != nil || len(rows) != 1 || rows[0]["主要负责人"] != "㛃𬀩" || rows[0]["层级"] != "县区" || rows[0]["备注"] != "甲" {
		t.Errorf("the attached data are %v (%v), want the unit's row", rows, err)
	}
	w := workspace(t, map[string]string{"hongtou.yaml": fontsConfig, "units.yaml": string(data),
		"templates/none.md": "---\ntitle: a\nfile: a.pdf\ncadence: year\nattach: data\n---\n\n甲\n", "templates/odd.md": strings.Replace(fontsLetter, "FRONT", "attach: all\n", 1)})
	for _, u := range w.Office.Units {
		if u.Leader != "㛃𬀩" {
			t.Errorf("the attached data do not read back as a table: %+v", u)
		}
	}
	codes := ""
	for _, d := range w.Complaints.All() {
		codes += d.Code + " "
	}
	for _, want := range []string{"template-attach", "template-key-value"} {
		if !strings.Contains(codes, want) {
			t.Errorf("complaints %s lack %s", codes, want)
		}
	}
}

func TestVerifyArchival(t *testing.T) {
	file, _ := run1(t, letter(t, "甲", ""))
	dir := filepath.Dir(file)
	if err := os.WriteFile(filepath.Join(dir, "z.pdf"), []byte("no pdf"), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := VerifyArchival(t.Context(), []string{dir})
	if err != nil || len(got) != 2 || got[0].Level != "PDF/A-2a" || got[0].Complaints.Len() != 0 || got[1].Complaints.Errors() != 1 {
		t.Errorf("verifying a folder with a good and a bad file gives %v, %v", got, err)
	}
	if _, err := VerifyArchival(t.Context(), []string{filepath.Join(dir, "none.pdf")}); err == nil {
		t.Error("a file that is not there was verified")
	}
}
