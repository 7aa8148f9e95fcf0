package fill

import (
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// From is where a value comes from if from no record.
type From int

// Said stands for the documents of hongtou.yaml, Span for the period that was asked
// for, Settings for what hongtou.yaml says of the office, Order for the how manieth of a
// list, Reach for what follows from the period, from how far the tables reach and from
// the day, Group for the name by which rows are counted together, Calendar for what is
// due and made, Written for what stands in the template.
const (
	Records From = iota
	Said
	Span
	Settings
	Order
	Reach
	Group
	Calendar
	Written
)

// of is what a reading rests on that begins at a variable or a dot made of known parts.
func (k provenance) of(p Part, one reading) Part {
	last := one.steps[len(one.steps)-1]
	if inTemplate(one) && (len(k.parts) == 0 || k.parts[0].From != Said) {
		for _, part := range k.parts {
			if part.Value != "" && strings.Contains(p.Value, part.Value) {
				part.By = k.by
				return part
			}
		}
		p.From, p.By = Written, k.by
		return p
	}
	first := k.parts[0] // whatever follows are arguments
	p.By, p.From, p.Key = k.by, first.From, first.Key
	if p.From == Said && p.Key == "" {
		if p.Key = one.choice; p.Key == "" {
			p.Key = last.field
		}
	}
	if p.Meaning == "" {
		p.Meaning = first.Meaning
	}
	if p.Value == "" {
		p.Value = first.Value
	}
	for _, part := range k.parts {
		p.Records = append(p.Records, part.Records...)
	}
	if p.Records = unrepeated(p.Records); len(p.Records) > 0 {
		p.From = Records
	}
	if len(k.parts) == 1 && len(one.steps) > 1 {
		p.Records = adding(p.Records, last, last.field)
	}
	return p
}

// inTemplate tells whether a reading takes an entry of a dict that the template made.
func inTemplate(one reading) bool {
	return len(one.steps) > 1 && one.steps[0].value.IsValid() && held(one.steps[0].value).Type() == reflect.TypeFor[map[string]any]()
}

func held(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Interface && !v.IsNil() {
		v = v.Elem()
	}
	return v
}

// grouping tells whether a value is the name of a row that counts: a month, an hour of
// the day.
func grouping(holder, value reflect.Value) bool {
	_, counts := held(holder).Interface().(model.Counter)
	_, office := held(holder).Interface().(*model.Office)
	return counts && !office && held(value).Kind() == reflect.String
}

// settled are the members of the office that hongtou.yaml says, or that say it in words.
var settled = []string{"Settings", "Name", "Short", "Mark", "Code", "RegionCode", "Contact", "Phone", "ScoringRule", "PraiseRule"}

// fromRoot is a reading that begins at the root and meets no record.
func (r *recorder) fromRoot(p Part, one reading) []Part {
	if len(one.steps) < 2 {
		return nil
	}
	switch one.steps[1].field {
	case "Number":
		p.From, p.Key = Said, "number"
	case "Issuer":
		p.From = Settings
	case "Doc":
		p.From, p.Key = Said, one.choice
		if p.Key == "" && len(one.steps) > 2 {
			p.Key = one.steps[2].field
		}
	case "Period":
		p.From = Span
	case "Calendar":
		p.From = Calendar
	case "Row":
		if r.root.subject.Record != nil {
			p.Records = []model.Record{r.root.subject.Record}
		}
	case "Office":
		if len(one.steps) == 2 {
			return nil
		}
		p.From = ofOffice(one.steps[2:])
	default:
		return nil
	}
	return []Part{p}
}

// ofOffice is where a member of the office comes from that is of no record.
func ofOffice(steps []stop) From {
	if slices.Contains(settled, steps[0].field) {
		return Settings
	}
	if v := held(steps[len(steps)-1].value); v.IsValid() && v.Type() == reflect.TypeFor[period.Period]() {
		return Span
	}
	return Reach
}
