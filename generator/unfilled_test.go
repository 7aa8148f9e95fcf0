package generator

import (
	"regexp"
	"strings"
	"testing"

	"hongtou/generator/fill"
	"hongtou/generator/period"
)

// What the tables leave open is no kind in any sentence: offices that fill in no
// category, type, cause, hour or kind of check, or only some, or write that it is yet to
// be found out.
func TestWhatIsNotFilledInIsNoKind(t *testing.T) {
	placeholder := regexp.MustCompile(`未填(?:[^报]|$)|不详(?:[^的]|$)|待查|调查中|、/|为/|/[0-9（]`)
	for _, word := range []string{"", "/", "待查", "调查中"} {
		for _, every := range []int{1, 2} {
			w := ownCity(t)
			for i, x := range w.Office.Items {
				if i%every == 0 {
					x.Category = word
				}
			}
			for i, a := range w.Office.Accidents {
				if i%every == 0 {
					a.Type, a.Cause, a.Time, a.Industry = word, word, "", word
				}
			}
			w.Office.Check()
			causes := false
			for _, template := range w.Templates.List() {
				span := map[string]string{"half-year-report": "2026H1", "monthly-report": "2026-03"}[template.Name()]
				if span == "" {
					span = "2026Q1"
				}
				if p := mustPeriods(t, span)[0]; template.Kind() != fill.DocumentKind || !ofKind(template, p) {
					continue
				}
				outputs, refused := fillOrRefuse(t, w, template.Name(), span)
				if refused.Len() > 0 {
					t.Errorf("%s: %v", template.Name(), refused.All())
				}
				for _, out := range outputs[:min(len(outputs), 8)] {
					for line := range strings.SplitSeq(out.text, "\n") {
						if at := placeholder.FindString(line); at != "" && !strings.HasPrefix(line, "|") {
							t.Errorf("%q in every %d: %s of %s prints %q: %s", word, every, template.Name(), span, at, line)
						}
					}
					causes = causes || strings.Contains(out.text, "主要直接原因")
				}
			}
			if causes != (every == 2) {
				t.Errorf("%q in every %d: the causes are told: %v", word, every, causes)
			}
		}
	}
}

// ofKind tells whether a template is made for a period's kind.
func ofKind(t *fill.Template, p period.Period) bool {
	kind, ok := t.KindFor(p.Kind)
	return ok && kind == p.Kind
}
