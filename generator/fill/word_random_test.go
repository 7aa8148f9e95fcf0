package fill

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"hongtou/generator/ooxml"
)

// Actions in any order and place, through paragraphs, runs, cells and nested tables:
// a form is refused with its place, or gives a file in which every cell has its
// paragraph and no action is left.
func TestWordRandom(t *testing.T) {
	pieces := []string{"甲", "{{.Office.Short}}", "｛｛.Period.Name｝｝", "{{range .Office.Units}}", `{{range .Office.UnitsOf “村社区”}}`, "{{if .Office.Units}}", "{{if false}}", "{{else}}", "{{end}}", "{{end}}", "{{end}}",
		"{{$x := 1}}", "{{merge .Office.Name}}", "{{/* 注 */}}", "{{break}}", `{{template "a"}}`, `{{define "a"}}`, "{{", "}}", "¦", "¦", "{¦{.Office.Name}¦}", ""}
	r := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		var b strings.Builder
		for range r.IntN(4) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		return b.String()
	}
	var table func(depth int) string
	table = func(depth int) string {
		var rows [][]string
		for range 1 + r.IntN(3) {
			row := []string{text(), text()}
			for i := range row {
				switch {
				case r.IntN(8) == 0 && depth > 0:
					row[i] = table(depth-1) + para("")
				case r.IntN(8) == 0:
					row[i] = "v " + row[i]
				case r.IntN(8) == 0:
					row[i] = "^" + row[i]
				}
			}
			rows = append(rows, row)
		}
		return grid(2, rows...)
	}
	made := 0
	for range 1500 {
		var body strings.Builder
		for range 1 + r.IntN(4) {
			switch r.IntN(6) {
			case 0:
				body.WriteString(table(1))
			case 1:
				body.WriteString(listItem(1+r.IntN(2), text()))
			case 2:
				body.WriteString(placeholder(strings.ReplaceAll(text(), "¦", "")))
			case 3:
				body.WriteString(`<w:p><w:hyperlink r:id="rId9">` + strings.TrimSuffix(strings.TrimPrefix(para(text()), "<w:p>"), "</w:p>") + `</w:hyperlink></w:p>`)
			default:
				body.WriteString(para(text()))
			}
		}
		s, l := OpenWith(DefaultLimits, fstest.MapFS{"own.docx": {Data: ownWord(t, nil, body.String())}})
		tpl := s.Get("own")
		if tpl == nil {
			for _, d := range l.All() {
				if d.Place.Key == "" || strings.Contains(d.Problem.Zh, "_") {
					t.Fatalf("%s: %s", body.String(), d)
				}
			}
			continue
		}
		own, l := tpl.Word(Root{Office: anlan(t), Period: q1})
		if own == nil {
			if l.Errors() == 0 {
				t.Fatalf("%s: neither made nor refused", body.String())
			}
			continue
		}
		var out bytes.Buffer
		if err := own.Write(&out, nil); err != nil {
			t.Fatalf("%s: %v", body.String(), err)
		}
		made++
		root, err := ooxml.Parse([]byte(wordPartOf(t, out.Bytes(), "word/document.xml")))
		check(t, err)
		root.Walk(func(n *ooxml.Node) bool {
			switch {
			case n.Is(ooxml.Word, "tc") && len(n.Elements("p")) == 0, n.Is(ooxml.Word, "tbl") && n.First("tr") == nil, n.Kind == ooxml.Other && strings.HasPrefix(string(n.Bytes()), "<?round"), n.Kind == ooxml.Other && strings.HasPrefix(string(n.Bytes()), "<?merge"):
				t.Fatalf("%s gives %s", body.String(), n.Bytes())
			case n.Is(ooxml.Word, "p") && strings.Contains(n.Text(), "{{"):
				t.Fatalf("%s leaves %s", body.String(), n.Text())
			}
			return true
		})
	}
	if made < 150 {
		t.Errorf("only %d of 1500 forms were made", made)
	}
}
