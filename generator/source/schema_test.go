package source

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	data, err := Schema(name)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name+".json", value); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name + ".json")
	if err != nil {
		t.Fatalf("schema %s: %v", name, err)
	}
	return s
}

// plainJSON is a YAML or JSON text as a JSON Schema sees it.
func plainJSON(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	out, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The published schemas take the example's files and refuse wrong ones.
func TestSchemas(t *testing.T) {
	for name, file := range map[string]string{
		"hongtou": "hongtou.yaml", "meeting": "data/meetings/2026-01-15.yaml", "units": "data/units-departments.yaml", "tasks": "data/tasks.json",
	} {
		text, err := os.ReadFile("../../examples/anlan/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled(t, name).Validate(plainJSON(t, text)); err != nil {
			t.Errorf("schema %s refuses %s: %v", name, file, err)
		}
	}
	for name, text := range map[string]string{
		"hongtou": "office: {nam: x}", "meeting": "{title: x}", "units": "- {单位编码: a, 单位名称: b, 层级: 国}",
		"targets": "- {单位编码: a}", "accidents": "{}", "items": "- 1", "tasks": "- {任务编号: a}",
	} {
		if err := compiled(t, name).Validate(plainJSON(t, []byte(text))); err == nil {
			t.Errorf("schema %s takes %q", name, text)
		}
	}
	if _, err := Schema("nothing"); err == nil {
		t.Error("there is a schema for nothing")
	}
}
