package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/source"
)

// A body without 代字: check of everything warns once a body, a paper of it is refused,
// a draft and a paper whose number is given are made.
func TestBodyWithoutCode(t *testing.T) {
	dir := exampleWithout(t, nil)
	change(t, filepath.Join(dir, source.ConfigName), func(s string) string { return strings.Replace(s, "  code: 安安委办 ", "  contact: 甲 #", 1) })
	must(t, os.Remove(filepath.Join(dir, "data/papers.csv")))
	change(t, filepath.Join(dir, source.ConfigName), func(s string) string { return strings.Replace(s, "  papers: data", "  # papers: data", 1) })
	change(t, filepath.Join(dir, source.ConfigName), func(s string) string { return strings.Replace(s, "\n  contact: 林静", "", 1) })
	w := openWorkspace(t, dir)
	p := mustPeriods(t, "2026Q2")[0]
	template := w.Templates.Get("quarter-analysis")
	s := template.Selected(w.Office)[0]
	root := w.root(step{template: template, subject: s}, p, false)
	count := func(l *diag.List) (n int) {
		for _, d := range l.All() {
			if d.Code == model.CodelessCode && d.Place.Key == "office.code" && d.Place.File == source.ConfigName {
				n++
			}
		}
		return n
	}
	if d, l := template.Document(root); d != nil || count(l) != 1 {
		t.Errorf("a paper without a number is made: %v", l.All())
	}
	root.Draft = true
	if d, l := template.Document(root); d == nil {
		t.Errorf("its draft is refused: %v", l.All())
	}
	root.Draft, root.Doc = false, map[string]any{"number": "安安委办〔2026〕99号"}
	if d, l := template.Document(root); d == nil {
		t.Errorf("with its number given it is refused: %v", l.All())
	}
	lacks := &lacking{}
	root.Doc = nil
	_, l := template.Document(root)
	rest := lacks.take("quarter-analysis", l)
	if rest.Errors() != 0 || count(rest) != 1 {
		t.Errorf("check says %v", rest.All())
	}
}
