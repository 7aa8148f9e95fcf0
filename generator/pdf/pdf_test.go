package pdf

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/internal/samples"
	"hongtou/generator/typeset"
)

const sample = "# 责任目标\n\n区长（㛃𬀩）与䶮𠅤喆签订“责任书”——〔2026〕12号，达到98.5%……\n\n## 控制指标\n\n|序号|指标|\n|---|---|\n|1|死亡人数|\n"

func write(t testing.TB, markdown string) []byte {
	t.Helper()
	d, complaints := doc.Parse([]byte(markdown), "t", 1)
	d.Meta = doc.Meta{Layout: "document", Title: "关于𬀩的通知", Marks: []string{"安澜市安全生产委员会"}, Number: "安安委办〔2026〕1号"}
	l, more := typeset.Typeset(resolved(d), face.Default())
	complaints.Append(more)
	if complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	var b bytes.Buffer
	if err := Write(&b, l, Info{Title: "关于𬀩的通知", Author: "安委办", Subject: "(括号)\\", Keywords: "安全 生产"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What a title, a heading or a paragraph says stays text: it opens no object of
// the file and no element of its metadata.
func TestTextStaysText(t *testing.T) {
	const hostile = `甲)>>/OpenAction<</S/JavaScript/JS(app.alert(1))>>endobj\</rdf:li><x>]]>&lt;`
	d, complaints := doc.Parse([]byte("# 一"+strings.NewReplacer(`\`, `\\`, "<", `\<`, "&", `\&`).Replace(hostile)+"\n\n文\n"), "t", 1)
	d.Meta = doc.Meta{Layout: "document", Title: "标题", Marks: []string{"安委会"}}
	l, more := typeset.Typeset(resolved(d), face.Default())
	if complaints.Append(more); complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	var b bytes.Buffer
	if err := Write(&b, l, Info{Title: hostile, Author: hostile, Subject: hostile, Keywords: hostile}); err != nil {
		t.Fatal(err)
	}
	read(t, b.Bytes(), "qpdf", "--check", "FILE")
	info := read(t, b.Bytes(), "pdfinfo", "FILE")
	if strings.Count(info, hostile) != 4 || !strings.Contains(info, "JavaScript:      no") {
		t.Errorf("pdfinfo shows\n%s", info)
	}
	if outline := read(t, b.Bytes(), "mutool", "show", "FILE", "outline"); !strings.Contains(outline, "OpenAction") {
		t.Errorf("the outline is\n%s", outline)
	}
	if catalog := read(t, b.Bytes(), "mutool", "show", "FILE", "trailer/Root"); strings.Contains(catalog, "OpenAction") {
		t.Errorf("the catalog is\n%s", catalog)
	}
	decoder := xml.NewDecoder(strings.NewReader(read(t, b.Bytes(), "pdfinfo", "-meta", "FILE")))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "x" {
			t.Error("the metadata has an element of the title's")
		}
	}
}

func read(t *testing.T, b []byte, name string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.pdf")
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = path
		}
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestReadersAgree(t *testing.T) {
	b := write(t, sample)
	if err := api.Validate(bytes.NewReader(b), nil); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
	read(t, b, "qpdf", "--check", "FILE")
	text := read(t, b, "pdftotext", "-raw", "FILE", "-")
	for _, want := range []string{"关于𬀩的通知", "区长（㛃𬀩）与䶮𠅤喆签订“责任书”——〔2026〕12号", "达到98.5%……", "死亡人数", "— 1 —"} {
		if !strings.Contains(strings.ReplaceAll(text, "\n", ""), want) {
			t.Errorf("pdftotext does not find %q in\n%s", want, text)
		}
	}
	info := read(t, b, "pdfinfo", "FILE")
	for _, want := range []string{"关于𬀩的通知", "安委办", `(括号)\`, "A4"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo does not show %q:\n%s", want, info)
		}
	}
	lines := strings.Split(strings.TrimSpace(read(t, b, "pdffonts", "FILE")), "\n")
	if len(lines) < 5 {
		t.Fatalf("pdffonts lists %d lines", len(lines))
	}
	for _, l := range lines[2:] {
		if !strings.Contains(l, "yes yes yes") {
			t.Errorf("a font is not embedded, subset and mapped: %s", l)
		}
	}
	outline := read(t, b, "mutool", "show", "FILE", "outline")
	for _, want := range []string{"关于𬀩的通知", "一、责任目标", "（一）控制指标"} {
		if !strings.Contains(outline, want) {
			t.Errorf("the outline lacks %q:\n%s", want, outline)
		}
	}
}

// Marks that close up stand in the lines that they end: also where each is of another run.
func TestMarksInTheirLines(t *testing.T) {
	text := read(t, write(t, "主要负责人（签字）：程敬，按《标准（2024版）》“三必须”，各县（市、区）、部门（单位）；“分管”。\n\n**分管（负责）**：安全*生产（经营）*。\n"), "pdftotext", "FILE", "-")
	for _, want := range []string{"主要负责人（签字）：程敬，按《标准（2024版）》“三必须”", "各县（市、区）、部门（单位）；“分管”。\n", "\n分管（负责）：安全生产（经营）。\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("pdftotext does not find %q in\n%s", want, text)
		}
	}
}

func TestSameBytes(t *testing.T) {
	if !bytes.Equal(write(t, sample), write(t, sample)) {
		t.Error("the same pages gave different bytes")
	}
}

func BenchmarkWrite(b *testing.B) {
	for range b.N {
		write(b, sample)
	}
}

// What a document shares with others does not show in its bytes: alone, after
// others, and beside others it is the same.
func TestSameBytesInABatch(t *testing.T) {
	alone := make([][]byte, 6)
	layouts := make([]*typeset.Layout, len(alone))
	for n := range alone {
		layouts[n] = samples.Agreement(t, n, face.Default())
		var b bytes.Buffer
		if err := Write(&b, layouts[n], benchInfo); err != nil {
			t.Fatal(err)
		}
		alone[n] = b.Bytes()
	}
	shared := &Writer{}
	var wait sync.WaitGroup
	for round := range 4 {
		for n := range alone {
			wait.Go(func() {
				var b bytes.Buffer
				if err := shared.Write(&b, layouts[n], benchInfo); err != nil || !bytes.Equal(b.Bytes(), alone[n]) {
					t.Errorf("round %d: document %d in a batch differs from the one alone (%v)", round, n, err)
				}
			})
		}
	}
	wait.Wait()
	if n := shared.programs.Groups(); n < 10 {
		t.Errorf("the documents share %d groups of outlines", n)
	}
}

// Pages with numbers of their own get labels, one a range.
func TestPageLabels(t *testing.T) {
	for want, numbers := range map[string][]int{
		"": {1, 2, 3},
		"/PageLabels<</Nums[0<<>>1<</S/D/St 1>>]>>":               {0, 1, 2},
		"/PageLabels<</Nums[0<</S/D/St 1>>2<<>>3<</S/D/St 3>>]>>": {1, 2, 0, 3},
		"/PageLabels<</Nums[0<</S/D/St 1>>1<</S/D/St 1>>3<<>>]>>": {1, 1, 2, 0, 0},
	} {
		var pages []*typeset.Page
		for _, n := range numbers {
			pages = append(pages, &typeset.Page{Number: n})
		}
		if got := string(labels(pages)); got != want {
			t.Errorf("pages %v get %q, want %q", numbers, got, want)
		}
	}
}

// The profile is sRGB: its primaries are those that the ICC publishes for D50, and
// they add up to its white.
func TestProfileIsSRGB(t *testing.T) {
	want := matrix{{0.4361, 0.3851, 0.1431}, {0.2225, 0.7169, 0.0606}, {0.0139, 0.0971, 0.7141}}
	got := colorants()
	for i := range 3 {
		sum := 0.0
		for j := range 3 {
			sum += got[i][j]
			if math.Abs(got[i][j]-want[i][j]) > 0.001 {
				t.Errorf("colorant %d %d is %.4f, want %.4f", i, j, got[i][j], want[i][j])
			}
		}
		if math.Abs(sum-whiteD50[i]) > 0.0001 {
			t.Errorf("the primaries add up to %.4f, want the white %.4f", sum, whiteD50[i])
		}
	}
	b := srgb()
	if len(b) != int(binary.BigEndian.Uint32(b)) || len(b)%4 != 0 {
		t.Errorf("the profile has %d bytes and says %d", len(b), binary.BigEndian.Uint32(b))
	}
}

// resolved is a document with its meaning, without pictures.
func resolved(d *doc.Document) *doc.Resolved {
	r, _ := doc.Resolve(d, doc.Options{})
	return r
}
