package fill

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"hongtou/templates"
)

// In a workbook template what can be written is told in pipelines without {{ }}, too,
// with a row's fields where the dot is one, and so are keys and words to choose from.
func TestCompleteBook(t *testing.T) {
	const sheet = "sheets:\n  - name: 甲\n    rows: .Office.HazardsOpen .Period\n    columns:\n"
	for _, c := range []struct {
		text, typed, has string // has: "" for nothing at all
		not              string
	}{
		{"when: .Off", "Off", "Office", "Period"},
		{"title: 甲\nwhen: .Office.Ass", "Ass", "Assessments", "Code"},
		{"sheets:\n  - name: 甲\n    rows: .Office.Haz", "Haz", "HazardsOpen", "Code"},
		{"sheets:\n  - name: 甲\n    when: .Per", "Per", "Period", "Code"},
		{"sheets:\n  - name: 甲\n    rows: >-\n      where .Office.Units\n      .Per", "Per", "Period", "Code"},
		{sheet + "      - key: a\n        value: .Uni", "Uni", "Unit", "Office"},
		{sheet + "      - {key: a, header: 甲, value: .Uni", "Uni", "Unit", "Office"},
		{sheet + "      - {key: a, header: 甲, value: .Unit.Na", "Na", "Name", "Office"},
		{sheet + "      - {key: a, header: 甲, value: $.Of", "Of", "Office", "Unit"},
		{sheet + "      - {key: a, header: 甲, value: $", "$", "$row", "if"},
		{sheet + "      - {key: a, header: 甲, value: \"共{{.Unit.Na", "Na", "Name", "Office"},
		{sheet + "      - {key: a, header: [甲, 乙], value: .Unit.Name, marks: {when: .Dead", "Dead", "Deadline", "Office"},
		{sheet + "      - key: a\n        marks:\n          - when: .Dead", "Dead", "Deadline", "Office"},
		{"sheets:\n  - name: 甲\n    blocks:\n      - {section: 乙, rows: .Office.HazardsOpen .Period, subtotal: true}\n    columns:\n      - {key: a, value: .Uni", "Uni", "Unit", "Office"},
		{"sheets:\n  - name: 甲\n    rows: >-\n      .Office.HazardsOpen\n      .Period\n    columns:\n      - {key: a, value: .Uni", "Uni", "Unit", "Office"},
		{sheet + "      - {key: a, value: .X}\n  - name: 乙\n    columns:\n      - {key: b, value: .Of", "Of", "Office", "Deadline"}, // the other sheet's rows are not its
		{sheet + "      - {key: a, value: .X}\n    title: \"{{.Of", "Of", "Office", "Unit"},
		// keys, by where they stand
		{"ca", "ca", "cadence", "columns"},
		{"sheets:\n  - name: 甲\n    co", "co", "columns", "cadence"},
		{sheet + "      - {key: a, wi", "wi", "width", "cadence"},
		{sheet + "      - key: a\n        wi", "wi", "width", "cadence"},
		{sheet + "      - {key: \"a\", wi", "wi", "width", "cadence"},
		{"sheets:\n  - name: 甲\n    print: {por", "por", "portrait", "columns"},
		{"sheets:\n  - name: 甲\n    print:\n      por", "por", "portrait", "columns"},
		// words to choose from
		{sheet + "      - {key: a, type: int", "int", "integer", "text"},
		{sheet + "      - key: a\n        align: ", "", "center", "integer"},
		{"title: 甲", "", "", ""},
		{"title: 甲 when: .Off", "", "", ""},
		{sheet + "      - {key: a, value: .Unit.Name, hea", "hea", "header", "Deadline"},
		{"# when: .Off", "", "", ""},
		{"nobody:\n  - x", "", "", ""},
	} {
		typed, list := CompleteBook(c.text)
		has := func(name string) bool {
			return slices.ContainsFunc(list, func(c Completion) bool { return c.Text == name })
		}
		if c.has != "" && typed != c.typed || (c.has == "") != (len(list) == 0) || c.has != "" && !has(c.has) || c.not != "" && has(c.not) {
			t.Errorf("%q: of %q %.300v", c.text, typed, list)
		}
		for _, one := range list {
			if one.Meaning == "" && one.Text[0] != '$' {
				t.Errorf("%q: %s says nothing", c.text, one.Text)
			}
		}
	}
}

// Before a document's body when is a pipeline; what else stands there is not.
func TestCompleteFront(t *testing.T) {
	for text, want := range map[string]string{
		"---\nwhen: .Off":                  "Office",
		"---\ntitle: 甲\nwhen: >-\n  .Off":  "Office",
		"---\ntitle: \"{{.Off":             "Office",
		"---\ntitle: .Off":                 "",
		"---\ntitle: 甲\n---\nwhen: .Off":   "",
		"---\ntitle: 甲\n---\n正文 {{.Off":    "Office",
		"when: .Off":                       "",
		"---\nwhen: .Office.Manages\neach": "",
	} {
		_, list := CompleteFront(text)
		if got := slices.ContainsFunc(list, func(c Completion) bool { return c.Text == "Office" }); got != (want != "") || want == "" && len(list) > 0 {
			t.Errorf("%q gives %.200v", text, list)
		}
	}
}

// No text, whole or cut anywhere, is too much.
func TestCompleteAnywhere(t *testing.T) {
	for _, file := range []string{"target-breakdown.workbook.yaml", "supervision-quarter.workbook.yaml", "enterprise-file.workbook.yaml"} {
		whole, err := fs.ReadFile(templates.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		text, n := string(whole), 0
		for i := range text {
			if i%7 != 0 {
				continue
			}
			if _, list := CompleteBook(text[:i]); len(list) > 0 {
				n++
			}
			CompleteBook(strings.ReplaceAll(text[i:], "\n", "\r\n"))
		}
		if n < 20 {
			t.Errorf("%s: something is offered at %d places", file, n)
		}
	}
}
