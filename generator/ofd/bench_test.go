package ofd

import (
	"syscall"
	"testing"
	"time"

	"hongtou/generator/face"
	"hongtou/generator/internal/samples"
	"hongtou/generator/pdf"
	"hongtou/generator/typeset"
)

// BenchmarkAgreement writes agreements of seven pages, a hundred different ones in
// turn, and tells how much larger they are than as PDF.
func BenchmarkAgreement(b *testing.B) {
	layouts, faces := make([]*typeset.Layout, 100), face.Default()
	var as, asPDF counter
	for n := range layouts {
		layouts[n] = samples.Agreement(b, n, faces)
		if err := pdf.Write(&asPDF, layouts[n], pdf.Info{Title: "责任书"}); err != nil {
			b.Fatal(err)
		}
	}
	w := &Writer{}
	b.ReportAllocs()
	b.ResetTimer()
	began := cpu()
	for i := range b.N {
		if err := w.Write(&as, layouts[i%len(layouts)], Info{Title: "责任书"}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(cpu()-began)/1e6/float64(b.N), "cpu-ms/doc")
	b.ReportMetric(float64(as)/float64(b.N), "bytes/doc")
	b.ReportMetric(float64(as)/float64(b.N)/(float64(asPDF)/float64(len(layouts))), "of-pdf")
	b.ReportMetric(float64(len(layouts[0].Pages)), "pages")
}

// cpu is the processor time that the process has used.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

type counter int

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }
