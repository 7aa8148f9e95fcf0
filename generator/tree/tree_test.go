package tree

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/diag"
)

// printed is a node with its lines: a map as {key@line: …}.
func printed(n *Node) string {
	switch n.Kind {
	case Scalar:
		return fmt.Sprintf("%q", n.Text)
	case List:
		var items []string
		for _, item := range n.Items {
			items = append(items, printed(item))
		}
		return "[" + strings.Join(items, " ") + "]"
	case Map:
		var keys []string
		for _, e := range n.Keys {
			keys = append(keys, fmt.Sprintf("%s@%d:%s", e.Key, e.Line, printed(e.Value)))
		}
		return "{" + strings.Join(keys, " ") + "}"
	}
	return "-"
}

// YAML and JSON give the same nodes, each key with its line; a part of a file is
// moved down to where it stands.
func TestRead(t *testing.T) {
	for yaml, want := range map[string]string{
		"a: 1\nb:\n  - x\n  - {c: 3.50}\nd: |\n  甲\n  乙\n": `{a@1:"1" b@2:["x" {c@4:"3.50"}] d@5:"甲\n乙"}`,
		"a: &x [1, 2]\nb: *x\n":                            `{a@1:["1" "2"] b@2:["1" "2"]}`,
		"a:\nb: ~\nc: \"\"\n":                              `{a@1:- b@2:- c@3:""}`,
		"":                                                 "-",
	} {
		root, bad := YAML([]byte(yaml))
		if bad != nil || printed(root) != want {
			t.Errorf("%q is read as %s (%v), want %s", yaml, printed(root), bad, want)
		}
	}
	root, bad := JSON([]byte("{\"a\": 1,\n\"b\": [\"x\", {\"c\": 3.50}],\n\"d\": null}"))
	if want := `{a@1:"1" b@2:["x" {c@2:"3.50"}] d@3:-}`; bad != nil || printed(root) != want {
		t.Errorf("JSON is read as %s (%v), want %s", printed(root), bad, want)
	}
	root, _ = YAML([]byte("a:\n  b: 1\n"))
	root.Shift(10)
	if got := printed(root); got != `{a@11:{b@12:"1"}}` || root.Get("a", "b").Line != 12 {
		t.Errorf("moved down it is %s", got)
	}
}

// What can't be read on is told with its line.
func TestSyntax(t *testing.T) {
	for text, line := range map[string]int{"a: 1\na: 2\n": 2, "a: [1\n": 1, "a: 1\n---\nb: 2\n": 2, "a: *x\n": 1, "x: 1\na: !!int 2\n": 2} {
		if root, bad := YAML([]byte(text)); bad == nil || bad.Line != line {
			t.Errorf("%q: %s, %v; want a complaint of line %d", text, printed(root), bad, line)
		}
	}
	for text, line := range map[string]int{"{\"a\": 1,\n\"a\": 2}": 2, "[1,\n2": 2, "1\n2": 1} {
		if root, bad := JSON([]byte(text)); bad == nil || bad.Line != line {
			t.Errorf("%q: %s, %v; want a complaint of line %d", text, printed(root), bad, line)
		}
	}
}

// A file is held against its shape: each mistake is told at its key and emptied, a
// missing key once.
func TestHold(t *testing.T) {
	shape := Fields("",
		Must("name", Textual("名称")), May("many", Many(Of(Decimal, ""))), May("kind", OneOf("", "甲", "乙")), May("yes", Of(Flag, "")),
		May("map", Mapped(Textual(""), "")), May("list", Listing(Fields("", Must("a", Textual(""))), "")), May("free", Of(Anything, "")))
	for text, want := range map[string]string{
		"name: x\nmany: [1, 2.5]\nkind: 甲\nyes: true\nmap: {b: c}\nlist: [{a: 1}]\nfree: {x: [1]}\n": "",
		"name: x\nmany: 7\n":      "",
		"nam: x\n":                "1 nam key, 1 name missing",
		"name: ''\n":              "1 name missing",
		"name: [x]\n":             "1 name kind",
		"name: true\n":            "1 name kind",
		"name: x\nmany: [1, x]":   "2 many[2] kind",
		"name: x\nmany: {a: 1}":   "2 many kind",
		"name: x\nkind: 丙":        "2 kind choice",
		"name: x\nyes: 1":         "2 yes kind",
		"name: x\nmap: [1]":       "2 map kind",
		"name: x\nmap: {b: [1]}":  "2 map.b kind",
		"name: x\nlist: {a: 1}":   "2 list kind",
		"name: x\nlist: [{b: 1}]": "2 list[1].a missing, 2 list[1].b key",
	} {
		root, bad := YAML([]byte(text))
		if bad != nil {
			t.Fatal(bad)
		}
		var got []string
		c := Check{Kind: "kind", Key: "key", Missing: "missing", Choice: "choice", Fail: func(line int, path, code, _ string, _, _ diag.Text) {
			got = append(got, fmt.Sprintf("%d %s %s", line, path, code))
		}}
		c.Hold(root, shape, "")
		if len(got) == 2 && got[0] > got[1] {
			got[0], got[1] = got[1], got[0]
		}
		if all := strings.Join(got, ", "); all != want {
			t.Errorf("%q: complaints %q, want %q", text, all, want)
		}
		if want == "1 name kind" && (root.Get("name") != nil || !c.Bad(root.Keys[0].Value)) {
			t.Errorf("%q: the wrong value can still be read", text)
		}
	}
}

// A schema says what Hold accepts.
func TestSchema(t *testing.T) {
	s := Fields("x", Must("a", &Shape{Note: "n", Most: 3, Pattern: "^.$"}), May("b", OneOf("", "甲")))
	s.Item = Of(Flag, "")
	want := "map[additionalProperties:map[type:[boolean null]] description:x properties:map[a:map[description:n maxLength:3 pattern:^.$ type:[string number null]] b:map[enum:[<nil> 甲]]] required:[a] type:[object]]"
	if got := fmt.Sprint(s.Schema()); got != want {
		t.Errorf("the schema is\n%s\nwant\n%s", got, want)
	}
}
