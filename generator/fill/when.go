package fill

import (
	"reflect"
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
	if text := t.text("{{if "+pipeline+"}}1{{end}}", n.Line, plainMode, complain); text != nil {
		return &words{text, n.Line}
	}
	return nil
}

// Wanted tells whether root's subject has this output in root's period. Where
// when fails it is wanted, and File complains of why. A draft is not made for each
// subject of which it is not known whether it has one.
func (t *Template) Wanted(root Root) bool {
	wanted, failed := t.Asked(root)
	return wanted || failed
}

// Decided tells whether it is known if root's subject has this output in root's period:
// a when that asks for what no table holds decides nothing.
func (t *Template) Decided(root Root) bool {
	t.ready()
	f := &filler{t: t, root: root, complaints: &diag.List{}, asking: true}
	f.wanted()
	return f.complaints.Errors() == 0 && len(f.gaps) == 0
}

// Asked is what when says of root, and whether it fails.
func (t *Template) Asked(root Root) (wanted, failed bool) {
	return t.Asker()(root)
}

// Asker is Asked for many subjects one after the other.
func (t *Template) Asker() func(Root) (wanted, failed bool) {
	if t.ready().when == nil {
		return func(Root) (bool, bool) { return true, false }
	}
	f := &filler{t: t, complaints: &diag.List{}, asking: true}
	return func(root Root) (wanted, failed bool) {
		f.root, f.made, f.gaps = root, reflect.Value{}, f.gaps[:0]
		before := f.complaints.Errors()
		return f.wanted(), f.complaints.Errors() > before
	}
}

// Conditional tells whether the template has a when.
func (t *Template) Conditional() bool { return t.ready().when != nil }

func (f *filler) wanted() bool {
	return f.t.when == nil || f.words(f.t.when) != "" && (len(f.gaps) == 0 || f.root.subject.Record == nil)
}
