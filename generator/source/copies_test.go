package source

import (
	"fmt"
	"os"
	"testing"
)

// A copy shows what a file's cells show, in whichever form it is.
func TestCopies(t *testing.T) {
	for name, want := range map[string]string{
		"a.csv": "[{ [{1 [a b]} {3 [1 x;y]}]}]", "a.tsv": "[{ [{1 [a b]} {2 [1 2]}]}]", "a.yaml": "[{ [{1 [a: 1]} {2 [b:]}]}]", "a.xlsx": "[]",
	} {
		content := map[string]string{"a.csv": "a,b\n\n1,x;y\n", "a.tsv": "a\tb\n1\t2\n", "a.yaml": "a: 1\r\nb:\n", "a.xlsx": "PK no workbook"}[name]
		got := Copies(name, []byte(content))
		if s := fmt.Sprint(got); s != want {
			t.Errorf("%s: %s, want %s", name, s, want)
		}
	}
	data, err := os.ReadFile("../../examples/anlan/data/hazards.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	copies := Copies("hazards.xlsx", data)
	if len(copies) == 0 || len(copies[0].Rows) < 10 || len(copies[0].Rows[1].Cells) < 5 {
		t.Fatalf("%d sheets", len(copies))
	}
}
