package pdf

import (
	"io"
	"testing"
	"time"

	"hongtou/generator/face"
	"hongtou/generator/internal/samples"
	"hongtou/generator/typeset"
)

var benchInfo = Info{Title: "2026年度安全生产目标管理责任书", Author: "安委办", Subject: "责任书", Keywords: "安全生产",
	Date: time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)}

// BenchmarkAgreement writes agreements of seven pages, a hundred different ones
// in turn, already typeset.
func BenchmarkAgreement(b *testing.B) {
	layouts := make([]*typeset.Layout, 100)
	faces := face.Default()
	for n := range layouts {
		layouts[n] = samples.Agreement(b, n, faces)
	}
	size, writer := counter(0), &Writer{}
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		if err := writer.Write(&size, layouts[i%len(layouts)], benchInfo); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(size)/float64(b.N), "bytes/doc")
	b.ReportMetric(float64(len(layouts[0].Pages)), "pages")
}

// BenchmarkTypesetAgreement sets the same documents and writes them.
func BenchmarkTypesetAgreement(b *testing.B) {
	faces, writer := face.Default(), &Writer{}
	b.ReportAllocs()
	for i := range b.N {
		if err := writer.Write(io.Discard, samples.Agreement(b, i%100, faces), benchInfo); err != nil {
			b.Fatal(err)
		}
	}
}

type counter int

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }
