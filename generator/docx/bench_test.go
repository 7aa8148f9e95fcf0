package docx

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

// agreement is an agreement of seven pages.
func agreement(t testing.TB) *doc.Resolved {
	b, err := os.ReadFile("../typeset/testdata/agreement.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	at := strings.Index(text, "# 附则")
	var more strings.Builder
	for i := range 6 {
		fmt.Fprintf(&more, "## 第%d项工作\n\n%s\n\n", i+1, strings.Repeat("县区人民政府要落实“党政同责、一岗双责”，于2026年3月5日前完成98.5%的整改任务，", 8))
		for k := range 3 {
			fmt.Fprintf(&more, "%d. 组织开展第%d批隐患排查，建立台账，逐项销号，并于%d月底前报送情况。\n", k+1, k+1, k+2)
		}
		more.WriteByte('\n')
	}
	return paperOf(t, text[:at]+more.String()+text[at:], doc.Meta{Layout: "agreement", Title: "安澜市人民政府与澄江区人民政府\n2026年度安全生产目标管理责任书"}, doc.Options{})
}

func BenchmarkAgreementOfSevenPages(b *testing.B) {
	d := agreement(b)
	var out bytes.Buffer
	if err := Write(&out, d, Options{}); err != nil { // reads the faces
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		out.Reset()
		if err := Write(&out, d, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes")
}

// A Word file of seven pages has at most 40 KB.
func TestSize(t *testing.T) {
	l, _ := typeset.Typeset(agreement(t), face.Default())
	if len(l.Pages) != 7 {
		t.Errorf("the agreement has %d pages, want 7", len(l.Pages))
	}
	if n := len(written(t, agreement(t))); n > 40<<10 {
		t.Errorf("an agreement of seven pages has %d bytes", n)
	}
}
