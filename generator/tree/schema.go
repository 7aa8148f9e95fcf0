package tree

// Schema is a JSON Schema (2020-12) as it is written out.
type Schema map[string]any

// Schema says in JSON Schema what Hold accepts.
func (s *Shape) Schema() Schema {
	out := Schema{}
	if s.Note != "" {
		out["description"] = s.Note
	}
	if types := schemaTypes[s.Form]; types != nil {
		out["type"] = types
	}
	if s.Most > 0 {
		out["maxLength"] = s.Most
	}
	if s.Pattern != "" {
		out["pattern"] = s.Pattern
	}
	switch s.Form {
	case Choice:
		values := []any{nil}
		for _, name := range s.Names {
			values = append(values, name)
		}
		out["enum"] = values
	case ListOf:
		out["items"] = s.Item.Schema()
	case MapOf:
		out["additionalProperties"] = s.Item.Schema()
	case Either:
		options := []Schema{{"type": "null"}}
		for _, o := range s.Options {
			options = append(options, o.Schema())
		}
		out["anyOf"] = options
	case Object:
		s.object(out)
	}
	return out
}

// schemaTypes are the types of JSON that each form takes: a key that is left
// empty is null.
var schemaTypes = map[Form][]string{
	Text: {"string", "number", "null"}, Words: {"string", "number", "boolean", "null"},
	Number: {"number", "string", "null"}, Whole: {"integer", "string", "null"}, Decimal: {"number", "null"}, Flag: {"boolean", "null"},
	ListOf: {"array", "null"}, MapOf: {"object", "null"}, Object: {"object"},
}

func (s *Shape) object(out Schema) {
	properties, required := Schema{}, []string{}
	for _, p := range s.Properties {
		properties[p.Name] = p.Shape.Schema()
		if p.Required {
			required = append(required, p.Name)
		}
	}
	out["properties"], out["additionalProperties"] = properties, false
	if s.Item != nil {
		out["additionalProperties"] = s.Item.Schema()
	}
	if len(required) > 0 {
		out["required"] = required
	}
}
