package fill

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"hongtou/generator/diag"
	"hongtou/templates"
)

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(WorkbookSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("workbook.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("workbook.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func fits(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	asJSON, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

// The schema takes every template that we publish, and refuses mistakes.
func TestSchemaTakesOurTemplates(t *testing.T) {
	s := compiledSchema(t)
	texts := map[string]string{"rich": richBook, "good": goodBook}
	names, err := fs.Glob(templates.FS, "*.workbook.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		texts[path.Base(name)] = string(b)
	}
	for name, text := range texts {
		if err := fits(t, s, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, wrong := range [][2]string{{"by: tier", "bye: tier"}, {"kind: bars", "kind: bar"}, {"blank: 2", "blank: two"}, {"color: 1F4E79", "color: red"}} {
		if err := fits(t, s, strings.Replace(richBook, wrong[0], wrong[1], 1)); err == nil {
			t.Errorf("the schema takes %s", wrong[1])
		}
	}
}

// Schema and reader know the same keys.
func TestSchemaAndReaderAgree(t *testing.T) {
	read := map[string][]string{}
	r := &bookReader{t: &Template{path: "t", limits: DefaultLimits}, complain: func(int, string, string, diag.Text, diag.Text) {}}
	r.seen = func(what string, keys []string) {
		keys = slices.Clone(keys)
		slices.Sort(keys)
		read[what] = slices.Compact(keys)
	}
	// A sheet with one of everything, right or wrong, so that each reader runs.
	all := "name: a\nlines: [{}]\nblocks: [{}]\ngroup: {}\nmarks: [{}]\nconditions: [{}]\nvalidations: [{choices: [{}]}]\ncharts: [{}]\n" +
		"print: {header: {}, footer: {}, margins: {}}\ncolumns: [{key: k, rank: {}, sparkline: {}, link: {}, marks: [{}]}]\n"
	form := (&yamlReader{complain: r.complain, firstLine: 1}).read("table: items\nfixed: {}")
	g := r.fieldsOf(form, "form")
	r.form(g)
	g.done()
	reader := &yamlReader{complain: r.complain, firstLine: 1}
	f := r.fieldsOf(reader.read(all), "sheets")
	r.sheet(f)
	f.done()
	top := slices.Concat(bookKeys, []string{"form", "sheets"})
	slices.Sort(top)
	if got := sortedKeys(workbookShape()["properties"].(jsonSchema)); !slices.Equal(got, top) {
		t.Errorf("at the top the schema has the keys %v, the reader %v", got, top)
	}
	for name, keys := range schemaKeys() {
		if got := read[name]; !slices.Equal(got, keys) {
			t.Errorf("%s: the schema has the keys %v, the reader %v", name, keys, got)
		}
	}
}
