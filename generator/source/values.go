package source

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
	"hongtou/generator/tree"
)

// What hongtou.yaml and meetings hold, by the rules of cells: blanks around and
// invisible marks fall away, numbers and dates may be written as people do.

// shaped gives a check of a file against a shape.
func shaped(place diag.Place, list *diag.List) *tree.Check {
	return &tree.Check{Kind: "config-kind", Choice: "choice-unknown", Key: "config-key", Missing: "config-missing", Clean: cleanText,
		Fail: func(line int, path, code, value string, problem, remedy diag.Text) {
			at := place
			at.Line, at.Key = line, path
			list.Add(diag.Diagnostic{Code: code, Place: at, Value: value, Problem: problem, Remedy: remedy})
		}}
}

func cleanText(text string) (string, *tree.Fault) {
	s, f := clean(text)
	return s, f.of()
}

// of is a fault as tree knows it.
func (f *fault) of() *tree.Fault {
	if f == nil {
		return nil
	}
	return &tree.Fault{Code: f.code, Problem: f.problem, Remedy: f.remedy}
}

// name is a text as long as names are at most.
func name(note string) *tree.Shape {
	return &tree.Shape{Note: note, Most: table.LongestName, Accept: func(s string) *tree.Fault { return tooLong(s, table.LongestName).of() }}
}

func number(note string) *tree.Shape {
	return &tree.Shape{Form: tree.Number, Note: note, Accept: func(s string) *tree.Fault { _, f := parseAmount(s, false); return f.of() }}
}

func whole(note string) *tree.Shape {
	return &tree.Shape{Form: tree.Whole, Note: note, Accept: func(s string) *tree.Fault { _, f := parseWhole(s); return f.of() }}
}

func date(note string) *tree.Shape {
	return &tree.Shape{Note: note, Accept: func(s string) *tree.Fault { _, f := parseDate(s, false); return f.of() }}
}

func clock(note string) *tree.Shape {
	return &tree.Shape{Note: note, Accept: func(s string) *tree.Fault { _, f := parseClock(s); return f.of() }}
}

// str is the cleaned text at keys, "" if there is none.
func str(n *tree.Node, keys ...string) string {
	if n = n.Get(keys...); n == nil {
		return ""
	}
	return cleaned(n.Text)
}

func cleaned(text string) string {
	s, _ := clean(text)
	return s
}

// amount is the number at keys, 0 if there is none.
func amount(n *tree.Node, keys ...string) float64 {
	x, _ := parseNumber(str(n, keys...), false)
	return x
}

// strs are the texts of the list, or of the single text, at keys.
func strs(n *tree.Node, keys ...string) []string {
	var texts []string
	for _, item := range n.List(keys...) {
		texts = append(texts, str(item))
	}
	return texts
}

// Plain is a value of hongtou.yaml as templates see it.
func Plain(n *tree.Node) any { return n.Plain(cleaned) }

// Day reads a date as people write it in hongtou.yaml.
func Day(text string) (period.Date, bool) {
	d, f := parseDate(text, false)
	return d, f == nil
}
