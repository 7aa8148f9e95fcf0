package fill

import (
	"slices"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

// Behind a statement that fails for what is not known, inside of it, and in a loop that
// is left early, further gaps are found; a statement that rests on one fails nothing.
func TestGapsBehindGaps(t *testing.T) {
	office := anlan(t)
	office.Reaches = map[string]model.Reach{}
	for _, table := range []string{"drills", "trainings", "activities"} {
		office.Reaches[table] = model.Reach{Kept: true, Place: diag.Place{Key: "data." + table}}
	}
	office.Check()
	for body, want := range map[string]string{
		"{{len (.Office.DrillsIn .Period)}}{{len (.Office.TrainingsIn .Period)}}":                                                           "drills trainings",
		"{{range $i, $x := .Office.DrillsIn .Period}}{{if $i}}{{break}}{{end}}{{len ($.Office.TrainingsIn $.Period)}}{{.Name}}{{end}}":      "drills trainings",
		"{{$d := .Office.DrillsIn .Period}}{{if $d}}{{len (.Office.TrainingsIn .Period)}}{{else}}{{len $d}}{{end}}":                         "drills trainings",
		"{{with .Office.DrillsIn .Period}}{{len .}}{{else}}{{len (.Office.ActivitiesIn .Period)}}{{end}}{{len (.Office.DrillsIn .Period)}}": "activities drills",
		"{{.Period.Name}}": "",
	} {
		s, l := set(t, "a.md", "---\ntitle: t\nfile: a.pdf\ncadence: quarter\n---\n"+body+"\n")
		if l.Len() > 0 {
			t.Fatal(l.All())
		}
		_, l = s.Get("a").Document(Root{Office: office, Period: q1})
		var got []string
		for _, d := range l.All() {
			got = append(got, model.Lacking(d))
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s lacks %q, want %q: %v", body, got, want, l.All())
		}
	}
}
