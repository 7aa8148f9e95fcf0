package fill

import (
	"reflect"
	"regexp"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/tree"
)

// A template's when is a pipeline over the root, as in
//
//	each: units
//	when: .Office.OpenTasks .Unit .Period.End
//
// An output is made where it is true as {{if}} understands truth: a list that is
// not empty, a record that is there, a number that is not 0. Unlike each it
// knows the period.

// condition compiles a when.
func (t *Template) condition(n *tree.Node, complain complain) *words {
	pipeline := strings.TrimSpace(strings.ReplaceAll(n.Text, "\n", " "))
	if literal.MatchString(pipeline) {
		complain(n.Line, "template-key-value", pipeline, diag.T("when 应为条件，这个值永远一样", "when is a condition, and this is always the same"),
			diag.T("写如 .Office.OpenTasks .Unit .Period.End；不要条件的删去 when", "write such as .Office.OpenTasks .Unit .Period.End; remove when where there is no condition"))
		return nil
	}
	if text := t.text("{{if "+pipeline+"}}1{{end}}", n.Line, plainMode, complain); text != nil {
		return &words{text, n.Line}
	}
	return nil
}

// literal is a number or a text alone, which is no condition; false leaves a sheet or a
// paper out for the time being.
var literal = regexp.MustCompile("^([-+]?[0-9.]+|\"[^\"]*\"|`[^`]*`)$")

// Wanted tells whether root's subject has this output in root's period. Where
// when fails it is wanted, and File complains of why. A draft is not made for each
// subject of which it is not known whether it has one.
func (t *Template) Wanted(root Root) bool {
	v := t.Asker()(root)
	return v.Wanted || v.Failed
}

// Verdict is what a when says of a subject.
type Verdict struct {
	Wanted  bool
	Failed  bool // it fails, as where it asks a final paper for what no table holds
	Unknown bool // it rests on what is not known, in a draft
}

// Decided tells whether it is known if the subject has the output.
func (v Verdict) Decided() bool { return !v.Failed && !v.Unknown }

// Asker asks the when of many subjects one after the other.
func (t *Template) Asker() func(Root) Verdict {
	if t.ready().when == nil {
		return func(Root) Verdict { return Verdict{Wanted: true} }
	}
	f := &filler{t: t, asking: true, judging: true}
	return func(root Root) Verdict {
		f.root, f.made, f.gaps = root, reflect.Value{}, f.gaps[:0]
		if f.complaints == nil || f.complaints.Len() > 0 {
			f.complaints = &diag.List{}
		}
		wanted := f.wanted()
		return Verdict{wanted, f.complaints.Errors() > 0, len(f.gaps) > 0}
	}
}

// Conditional tells whether the template has a when.
func (t *Template) Conditional() bool { return t.ready().when != nil }

func (f *filler) wanted() bool {
	return f.t.when == nil || f.words(f.t.when) != "" && (len(f.gaps) == 0 || f.root.subject.Record == nil)
}
