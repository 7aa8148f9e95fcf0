package source

import (
	"encoding/json"
	"reflect"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/table"
	"hongtou/generator/tree"
)

// SchemaNames lists what Schema knows: hongtou, meeting, table and each table, that of
// meetings as rows too.
func SchemaNames() []string {
	names := []string{"hongtou", "meeting", "table"}
	for _, t := range model.Tables() {
		names = append(names, t.Name)
	}
	return names
}

// Schema is the JSON Schema (2020-12) of hongtou.yaml ("hongtou"), of a meeting's
// file ("meeting"), of what is said of a table of one's own ("table") or of a table
// kept as YAML or JSON (its name).
func Schema(name string) ([]byte, error) {
	var s tree.Schema
	switch t := model.TableOf(name); {
	case name == "hongtou":
		s = configShape().Schema()
	case name == "meeting":
		s = recordShape(model.TableOf("meetings").Table).Schema()
	case name == "table":
		s = ownShape.Schema()
	case t != nil:
		s = tableSchema(RowTable(t))
	default:
		return nil, diag.Speak(nil, "没有“%[1]s”的 JSON Schema；有：%[2]s", "no JSON Schema %[1]q; there are %[2]s", name, strings.Join(SchemaNames(), " "))
	}
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	return json.MarshalIndent(s, "", "  ")
}

// schema is a list of records whose keys are headers, aliases or field names;
// further keys are kept for templates.
func tableSchema(t *Table) tree.Schema {
	properties, all := tree.Schema{}, []tree.Schema{}
	for i := range t.Columns {
		c := &t.Columns[i]
		var any []tree.Schema
		for _, name := range append(c.Accepts(), c.Name()) {
			properties[name] = columnSchema(c, c.Of(t.Make()).Kind() == reflect.Bool)
			any = append(any, tree.Schema{"required": []string{name}})
		}
		if c.Required {
			all = append(all, tree.Schema{"anyOf": any})
		}
	}
	return tree.Schema{"title": t.Title, "type": "array", "items": tree.Schema{"type": "object", "properties": properties, "allOf": all}}
}

func columnSchema(c *Column, truth bool) tree.Schema {
	out := tree.Schema{}
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
		out["items"] = tree.Schema{"type": []string{"string", "number"}}
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
