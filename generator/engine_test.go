package generator

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"testing"
	"time"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/pdf"
	"hongtou/generator/sheet"
	"hongtou/generator/typeset"
)

var updateEngine = flag.Bool("update", false, "rewrite testdata/engine.txt")

// The engine's name changes when what it makes of the same text changes:
// otherwise a run would keep the outputs of an older program.
func TestEngineNameFollowsItsOutputs(t *testing.T) {
	h := sha256.New()
	for _, name := range []string{"agreement.md", "charts.md"} {
		b, err := os.ReadFile("typeset/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		tree, _ := doc.Parse(b, name, 1)
		tree.Meta = doc.Meta{Layout: "document", Title: "标题", Marks: []string{"安委办文件"}, Number: "安安委办〔2026〕1号", CC: []string{"甲"}, Printer: "乙", Printed: "丙"}
		l, _ := typeset.Typeset(tree, face.Default(), typeset.Options{File: name})
		if err := pdf.Write(h, l, pdf.Info{Title: "标题", Date: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}); err != nil {
			t.Fatal(err)
		}
	}
	var book bytes.Buffer
	err := sheet.Write(&book, &sheet.Workbook{Title: "表", Sheets: []sheet.Sheet{{
		Name: "表", Title: "统计表", Columns: []sheet.Column{{Key: "name", Header: []string{"地区"}}, {Key: "n", Header: []string{"本期", "起数"}, Type: sheet.Integer, Total: "sum"}},
		Rows: []sheet.Row{{Cells: []sheet.Cell{{Value: "澄江区"}, {Value: 3}}}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	h.Write(book.Bytes())
	const file = "testdata/engine.txt"
	got := fmt.Sprintf("%s %x\n", engine, h.Sum(nil))
	if *updateEngine {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the same text gives other outputs, or the engine has another name: change const engine in plan.go and run go test ./generator -run Engine -update\n got %swant %s", got, want)
	}
}
