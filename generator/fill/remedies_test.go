package fill

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"hongtou/generator/diag"
)

// No complaint about a template leaves its writer alone: each says what would be right.
func TestEveryTemplateErrorHasARemedy(t *testing.T) {
	for _, p := range phrases {
		groups := append(make([]string, p.form().NumSubexp()), "string") // of a type that has fields or not
		if _, remedy := p.say(groups); remedy.Zh == "" || remedy.En == "" {
			t.Errorf("%s has no remedy", p.form())
		}
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range bytes.Split(source, []byte("\n")) {
			if !strings.HasSuffix(file, "_test.go") && (bytes.Contains(line, []byte("complain(")) || bytes.Contains(line, []byte(".fail("))) && bytes.Contains(line, []byte("diag.Text{})")) {
				t.Errorf("%s:%d complains without a remedy", file, i+1)
			}
		}
	}
}

// What functions refuse comes with a remedy as well, whether they say it behind a colon
// or not.
func TestRefusedValuesHaveARemedy(t *testing.T) {
	for body, want := range map[string]string{
		`{{div 1 0}}`: "hongtou templates functions", `{{range 5.5}}x{{end}}`: "{{with}}",
		`{{index .Office.Units 99}}`: "len", `{{.Office.Name "x"}}`: "删去", `{{range .Office.Units}}{{.}}{{end}}`: "请写出它的字段", `{{numeral "x"}}`: "hongtou templates functions",
	} {
		s, l := OpenWith(Limits{}, fstest.MapFS{"own.md": {Data: []byte("---\ntitle: 表\neach: none\nfile: x.pdf\ncadence: quarter\n---\n" + body + "\n")}})
		if own := s.Get("own"); own != nil {
			_, l = own.Document(Root{Office: anlan(t)})
		}
		if all := l.All(); len(all) == 0 || !strings.Contains(all[0].In("zh"), want) || all[0].Code == diag.Internal {
			t.Errorf("%s: %v, want the remedy %q", body, all, want)
		}
	}
}
