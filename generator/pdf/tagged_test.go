package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/internal/samples"
	"hongtou/generator/typeset"
)

// toldOf is what a layout's structure says: a line an element, its kind and its text.
func toldOf(l *typeset.Layout) []string {
	texts, used := map[int32]string{}, map[int32]bool{0: true}
	note := func(p *typeset.Page, element int32, text string) {
		if element > 0 {
			texts[element+p.Elements] += text
			for e := element + p.Elements; e > 0; e = l.Elements[e].Parent {
				used[e] = true
			}
		}
	}
	for _, p := range l.Pages {
		for i := range p.Images {
			note(p, p.Images[i].Element, "")
		}
		for i := range p.Shapes {
			note(p, p.Shapes[i].Element, "")
		}
		for i := range p.Runs {
			note(p, p.Runs[i].Element, p.Runs[i].Text())
		}
	}
	var out []string
	for i, e := range l.Elements {
		if !used[int32(i)] && e.Kind != typeset.CellElement && e.Kind != typeset.HeaderElement {
			continue
		}
		kind := kinds[e.Kind]
		if e.Level > 0 {
			kind += fmt.Sprint(e.Level)
		}
		out = append(out, strings.TrimSpace(kind+" "+texts[int32(i)]))
	}
	return out
}

// readAloud is what poppler makes of a file's structure.
func readAloud(t *testing.T, file []byte) []string {
	t.Helper()
	var out []string
	for line := range strings.SplitSeq(read(t, file, "pdfinfo", "-struct-text", "FILE"), "\n") {
		switch line = strings.TrimSpace(line); {
		case line == "", line[0] == '/':
		case line[0] == '"':
			at := len(out) - 1
			out[at] += strings.Trim(line, `"`)
		default:
			kind, _, _ := strings.Cut(strings.TrimSuffix(line, ":"), " ")
			out = append(out, kind+" ")
		}
	}
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// Another program reads the structure back as the pages have it: each paragraph, cell
// and name whole, in order.
func TestStructureReadsBack(t *testing.T) {
	for _, s := range samples.All(t) {
		for name, l := range map[string]*typeset.Layout{s.Name: s.Layout, s.Name + " bound": typeset.Bind([]typeset.Part{{Layout: s.Layout, Copies: 2}})} {
			var b bytes.Buffer
			if err := Write(&b, l, Info{Title: "题"}); err != nil {
				t.Fatal(err)
			}
			got, want := readAloud(t, b.Bytes()), toldOf(l)
			if strings.Join(got, "\n") != strings.Join(want, "\n") {
				for i := range want {
					if i >= len(got) || got[i] != want[i] {
						t.Errorf("%s: %s is read as %q", name, want[i], got[min(i, len(got)):min(i+1, len(got))])
						break
					}
				}
			}
			conf := model.NewDefaultConfiguration()
			conf.ValidationMode = model.ValidationStrict
			if err := api.Validate(bytes.NewReader(b.Bytes()), conf); err != nil {
				t.Errorf("%s: pdfcpu: %v", name, err)
			}
			if said := read(t, b.Bytes(), "qpdf", "--check", "FILE"); strings.Contains(said, "WARNING") {
				t.Errorf("%s: qpdf: %s", name, said)
			}
		}
	}
}

// Words of letters stay apart where a line ends between them, and no blank comes into a
// name that goes over a line.
func TestReadAloudOverLines(t *testing.T) {
	const text = "安澜市第一人民医院与Shell Oil Company Limited of the Northern Territories Joint Venture签订责任书，责任人程敬安、霍启明、汤静怡，联系人司马相如，值班人诸葛孔明，监督人欧阳询"
	d, _ := doc.Parse([]byte(text+"\n"), "t", 1)
	l, _ := typeset.Typeset(resolved(d), face.Default())
	var b bytes.Buffer
	if err := Write(&b, l, Info{Title: "题"}); err != nil {
		t.Fatal(err)
	}
	if got := readAloud(t, b.Bytes()); len(got) != 2 || got[1] != "P "+text {
		t.Errorf("the paragraph is read as %q", got)
	}
}

// A cell without text is read as one: what stands behind it keeps its column.
func TestEmptyCells(t *testing.T) {
	file := write(t, "|甲|乙|丙|\n|---|---|---|\n|1||3|\n")
	if got := strings.Join(readAloud(t, file), ","); !strings.Contains(got, "TR,TH 甲,TH 乙,TH 丙,TR,TD 1,TD,TD 3") {
		t.Errorf("the table is read as %s", got)
	}
}

// Figures say in words what they show, and where they stand.
func TestFiguresHaveWords(t *testing.T) {
	s := samples.All(t)[0]
	var b bytes.Buffer
	if err := Write(&b, s.Layout, Info{Title: "题"}); err != nil {
		t.Fatal(err)
	}
	objects := read(t, b.Bytes(), "mutool", "show", "FILE", "grep")
	for i, e := range s.Layout.Elements {
		if e.Kind == typeset.FigureElement && !strings.Contains(objects, "/Alt"+string(appendText(nil, e.Alternate))) {
			t.Errorf("figure %d has no words: %s", i, e.Alternate)
		}
	}
	if n := strings.Count(objects, "/BBox["); n != strings.Count(objects, "/S/Figure") || n < 5 {
		t.Errorf("%d figures say where they stand", n)
	}
}
