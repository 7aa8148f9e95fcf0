package generator

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"hongtou/generator/model"
)

// Every test that docs/security.md names is there.
func TestClaimsOfSecurityHaveTheirTests(t *testing.T) {
	var tests strings.Builder
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
			return err
		case strings.HasSuffix(path, ".txtar"):
			tests.WriteString("scene " + filepath.Base(path) + "\n")
		case strings.HasSuffix(path, "_test.go"):
			source, err := os.ReadFile(path)
			tests.Write(source)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`((?:Test|Fuzz)[A-Za-z]+|[a-z-]+\\.txtar)`").FindAllStringSubmatch(string(page), -1)
	if len(named) < 60 {
		t.Errorf("only %d tests are named", len(named))
	}
	for _, m := range named {
		if !strings.Contains(tests.String(), "func "+m[1]+"(") && !strings.Contains(tests.String(), "scene "+m[1]+"\n") {
			t.Errorf("docs/security.md names %s, which is not there", m[1])
		}
	}
}

// No document of ours reads a table of events as a list: what is not entered would be
// nothing. They ask by the period (HazardsIn, Statistics …), which says what is not known.
func TestDocumentsAskTablesByPeriod(t *testing.T) {
	fields := []string{`\.Tables\b`}
	office := reflect.TypeFor[model.Office]()
	for _, name := range model.EventTables() {
		list := reflect.TypeOf((&model.Office{}).Lists()[name])
		for i := range office.NumField() {
			f := office.Field(i)
			if f.Type == list {
				fields = append(fields, `\.Office\.`+f.Name+`\b`)
			}
		}
	}
	if len(fields) != 1+len(model.EventTables()) {
		t.Fatalf("the lists are %v", fields)
	}
	direct := regexp.MustCompile(strings.Join(fields, "|"))
	files, err := filepath.Glob("../templates/*.md")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d documents, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if found := direct.Find(text); found != nil {
			t.Errorf("%s reads %s, which knows nothing of how far the table reaches", file, found)
		}
	}
}
