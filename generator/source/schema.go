package source

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"hongtou/generator/model"
	"hongtou/generator/table"
)

// SchemaNames lists what Schema knows: hongtou, meeting and each table.
func SchemaNames() []string {
	names := []string{"hongtou", "meeting"}
	for _, t := range Tables() {
		names = append(names, t.Name)
	}
	return names
}

// Schema is the JSON Schema (2020-12) of hongtou.yaml ("hongtou"), of a
// meeting's file ("meeting") or of a table kept as YAML or JSON (its name).
func Schema(name string) ([]byte, error) {
	var s schema
	switch t := model.TableOf(name); {
	case name == "hongtou":
		s = configShape().schema()
	case name == "meeting":
		s = meetingShape.schema()
	case t != nil && t.Name != meetingsName:
		s = tableSchema(t.Table)
	default:
		return nil, fmt.Errorf("no schema %q: want one of %s", name, strings.Join(SchemaNames(), " "))
	}
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	return json.MarshalIndent(s, "", "  ")
}

type schema map[string]any

// schema says in JSON Schema what check accepts.
func (s *shape) schema() schema {
	out := schema{}
	if s.note != "" {
		out["description"] = s.note
	}
	switch s.form {
	case text, date, clock:
		out["type"] = []string{"string", "number", "null"}
		if s.most > 0 {
			out["maxLength"] = s.most
		}
	case number:
		out["type"] = []string{"number", "string", "null"}
	case whole:
		out["type"] = []string{"integer", "string", "null"}
	case choice:
		out["enum"] = s.names
	case listOf:
		out["type"] = []string{"array", "null"}
		out["items"] = s.item.schema()
	case mapOf:
		out["type"] = []string{"object", "null"}
		out["additionalProperties"] = s.item.schema()
	case either:
		var options []schema
		for _, o := range s.options {
			options = append(options, o.schema())
		}
		out["anyOf"] = options
	case object:
		s.objectSchema(out)
	}
	return out
}

func (s *shape) objectSchema(out schema) {
	properties, required := schema{}, []string{}
	for _, p := range s.properties {
		properties[p.name] = p.shape.schema()
		if p.required {
			required = append(required, p.name)
		}
	}
	out["type"], out["properties"], out["additionalProperties"] = "object", properties, false
	if len(required) > 0 {
		out["required"] = required
	}
}

// schema is a list of records whose keys are headers, aliases or field names;
// further keys are kept for templates.
func tableSchema(t *Table) schema {
	properties, all := schema{}, []schema{}
	for i := range t.Columns {
		c := &t.Columns[i]
		var any []schema
		for _, name := range append(c.Accepts(), c.Name()) {
			properties[name] = columnSchema(c, c.Of(t.Make()).Kind() == reflect.Bool)
			any = append(any, schema{"required": []string{name}})
		}
		if c.Required {
			all = append(all, schema{"anyOf": any})
		}
	}
	return schema{"title": t.Title, "type": "array", "items": schema{"type": "object", "properties": properties, "allOf": all}}
}

func columnSchema(c *Column, truth bool) schema {
	out := schema{}
	if c.Note != "" {
		out["description"] = c.Note
	}
	switch c.Type {
	case Choice:
		values := []any{nil, ""}
		for _, name := range c.Names {
			values = append(values, name)
			if c.Suffix != "" {
				values = append(values, name+c.Suffix)
			}
		}
		if truth {
			values = append(values, true, false)
		}
		out["enum"] = values
	case Codes:
		out["type"] = []string{"string", "number", "array", "null"}
		out["items"] = schema{"type": []string{"string", "number"}}
	case Whole, Year:
		out["type"] = []string{"integer", "string", "null"}
	default:
		out["type"] = []string{"string", "number", "null"}
		if c.Named() {
			out["maxLength"] = table.LongestName
		}
	}
	return out
}
