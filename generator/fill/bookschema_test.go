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
	"hongtou/generator/tree"
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

// The reader reads every key that the shape gives a sheet or a form, and no other.
func TestShapeAndReaderAgree(t *testing.T) {
	read := map[*tree.Node][]string{}
	r := &bookReader{t: &Template{path: "t", limits: DefaultLimits}, complain: func(int, string, string, diag.Text, diag.Text) {}}
	r.seen = func(n *tree.Node, key string) { read[n] = append(read[n], key) }
	compare := func(n *tree.Node, s *tree.Shape) {
		keys, got := s.Keys(), read[n]
		slices.Sort(keys)
		slices.Sort(got)
		if got = slices.Compact(got); !slices.Equal(got, keys) {
			t.Errorf("%s: the shape has the keys %v, the reader %v", s.Note, keys, got)
		}
	}
	objects := map[*tree.Node]*tree.Shape{}
	sheet, form := one(sheetShape(), objects), one(formShape(), objects)
	r.sheet(r.fieldsOf(sheet))
	r.form(r.fieldsOf(form))
	for n, s := range objects {
		compare(n, s)
	}
	if len(objects) < 15 {
		t.Errorf("only %d maps were compared", len(objects))
	}
	keys := slices.Concat(bookKeys, []string{"form", "sheets"})
	slices.Sort(keys)
	top := workbookShape().Keys()
	if slices.Sort(top); !slices.Equal(top, keys) {
		t.Errorf("at the top the shape has the keys %v, the reader %v", top, keys)
	}
}

// one is a value that has one of everything that a shape has, and in objects the
// maps with their shapes.
func one(s *tree.Shape, objects map[*tree.Node]*tree.Shape) *tree.Node {
	n := &tree.Node{Kind: tree.Scalar, Text: "items", Line: 1}
	switch s.Form {
	case tree.Either:
		return one(s.Options[0], objects)
	case tree.ListOf:
		n.Kind, n.Items = tree.List, []*tree.Node{one(s.Item, objects)}
	case tree.MapOf:
		n.Kind = tree.Map
	case tree.Object:
		n.Kind, objects[n] = tree.Map, s
		for _, p := range s.Properties {
			n.Keys = append(n.Keys, tree.Entry{Key: p.Name, Line: 1, Value: one(p.Shape, objects)})
		}
	}
	return n
}
