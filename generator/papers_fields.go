package generator

import (
	"fmt"
	"slices"

	"hongtou/generator/fill"
)

// PaperFields is what one paper has of its own, and what is said of it so far.
type PaperFields struct {
	Target string       `json:"target"`
	Name   string       `json:"name"`
	Of     string       `json:"of"` // the period, or the code of what the paper is about
	Fields []PaperField `json:"fields"`
}

// PaperField is one key of a paper.
type PaperField struct {
	Key     string `json:"key"`
	Meaning string `json:"meaning"`
	Value   string `json:"value,omitempty"`
	Needed  bool   `json:"needed,omitempty"` // without it no final paper is made
	From    string `json:"from,omitempty"`   // where it is said
}

// PaperFields lists what an office may say of the papers that r means: of each target
// with keys of its own for the request's period, of those about records one by one.
func (w *Workspace) PaperFields(r Request) ([]PaperFields, error) {
	r, err := r.settled()
	if err != nil {
		return nil, err
	}
	targets, err := w.Select(r.Targets)
	if err != nil {
		return nil, err
	}
	var out []PaperFields
	for _, t := range targets {
		keys, _ := t.Keys()
		if t.Kind() != fill.DocumentKind || len(keys) == 0 {
			continue
		}
		p, err := w.periodFor(t, r)
		if err != nil {
			return nil, err
		}
		ofs := []paper{{t.Name(), p.String(), ""}}
		if t.Dated() {
			ofs = nil
			for _, s := range t.Selected(w.Office) {
				if s.In(p) && (r.Unit == "" || s.About(r.Unit)) {
					ofs = append(ofs, paper{t.Name(), "", s.Code()})
				}
			}
		}
		for _, of := range ofs {
			fields := PaperFields{Target: t.Name(), Name: t.Label(), Of: of.period + of.unit}
			for _, key := range keys {
				f := PaperField{Key: key, Meaning: meaningOf(key), Needed: slices.Contains(t.Needs(), key)}
				if said, ok := w.said[of.target][of][key]; ok {
					f.Value, f.From = inWords(said.value), said.place.In("zh")
				}
				fields.Fields = append(fields.Fields, f)
			}
			out = append(out, fields)
		}
	}
	return out, nil
}

// inWords is a value as a person would read it: a text, the items of a list, or how
// many there are of what is neither.
func inWords(value any) string {
	list, ok := value.([]any)
	if !ok {
		return fmt.Sprint(value)
	}
	text := ""
	for i, item := range list {
		if _, plain := item.(string); !plain {
			return fmt.Sprintf("共%d项", len(list))
		}
		if i > 0 {
			text += "、"
		}
		text += item.(string)
	}
	return text
}
