package generator

import (
	"os/exec"
	"strings"
	"testing"
)

// floors of the house (docs/architecture.md): a package imports lower ones only.
var floors = map[string]int{
	"hongtou/cmd/hongtou":                 7,
	"hongtou/cmd/hongtou/memory":          0,
	"hongtou/generator/workbench":         6,
	"hongtou/generator":                   5,
	"hongtou/generator/run":               4,
	"hongtou/generator/register":          4,
	"hongtou/generator/sign":              4,
	"hongtou/generator/fill":              4,
	"hongtou/generator/internal/readback": 0, // for tests
	"hongtou/generator/internal/browser":  0, // for tests
	"hongtou/generator/internal/repack":   0, // for tests
	"hongtou/generator/internal/dbtest":   0, // for tests
	"hongtou/generator/internal/mutants":  0, // for tests
	"hongtou/generator/internal/release":  0, // a program of its own
	"hongtou/generator/collect":           4,
	"hongtou/generator/pdf":               3,
	"hongtou/generator/docx":              3,
	"hongtou/generator/ofd":               3,
	"hongtou/generator/svg":               3,
	"hongtou/generator/internal/samples":  3, // for tests
	"hongtou/generator/internal/judge":    2, // for tests
	"hongtou/generator/sheet":             2,
	"hongtou/generator/typeset":           2,
	"hongtou/generator/source":            3,
	"hongtou/generator/model":             2,
	"hongtou/generator/table":             1,
	"hongtou/generator/clause":            1,
	"hongtou/generator/columns":           1,
	"hongtou/generator/tree":              1,
	"hongtou/generator/database":          1,
	"hongtou/generator/biff":              1,
	"hongtou/generator/doc":               1,
	"hongtou/generator/lock":              1,
	"hongtou/generator/ooxml":             1,
	"hongtou/generator/input":             1,
	"hongtou/generator/face":              1,
	"hongtou/generator/pdfa":              1,
	"hongtou/generator/parallel":          1,
	"hongtou/generator/pack":              1,
	"hongtou/generator/standard":          0,
	"hongtou/generator/zh":                0,
	"hongtou/generator/period":            0,
	"hongtou/generator/diag":              0,
	"hongtou/templates":                   0,
	"hongtou/fonts":                       0,
	"hongtou/examples":                    0,
	"hongtou/examples/makecity":           6, // a program of its own
}

func TestImportsGoDown(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}}{{range .Imports}} {{.}}{{end}}", "hongtou/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSpace(string(out)), "\n") {
		imports := strings.Fields(line)
		from, ok := floors[imports[0]]
		if !ok {
			t.Errorf("%s stands on no floor: give it one here and in docs/architecture.md", imports[0])
		}
		for _, to := range imports[1:] {
			if level, ours := floors[to]; ours && level >= from {
				t.Errorf("%s (floor %d) imports %s (floor %d)", imports[0], from, to, level)
			}
		}
	}
}
