package typeset

import (
	"os"
	"testing"
	"unicode"

	"hongtou/generator/doc"
	"hongtou/generator/face"
)

// Pages show every word of the resolved document and add none: their Han characters
// are the document's. Folios have none, and no head of a table stands twice here.
func TestPagesSayTheDocumentsWords(t *testing.T) {
	for _, layout := range []string{"document", "letter", "order", "minutes", "agreement"} {
		text, err := os.ReadFile("../doc/testdata/" + layout + ".md")
		if err != nil {
			t.Fatal(err)
		}
		d, complaints := doc.Parse(text, layout+".md", 1)
		d.Meta = doc.Meta{Layout: layout, Title: "关于督查的通知", Subtitle: "征求意见稿", Marks: []string{"甲市交通局", "甲市公安局文件"}, Number: "甲交发〔2026〕1号", Issue: "第1期", Office: "甲市安委办", Date: "3月5日",
			Copy: "000001", Secrecy: "机密", Urgency: "特急", Signers: []string{"霍启明", "汤静怡", "程敬安"}, To: "各县区", CC: []string{"市委办", "市人大"}, Printer: "交通局办公室", Printed: "3月6日"}
		paper, more := doc.Resolve(d, doc.Options{Draft: layout == "order", Pictures: map[string]doc.Picture{"分布": {Data: []byte("x"), Width: 10, Height: 10}}})
		complaints.Append(more)
		l, more := Typeset(paper, face.Default())
		complaints.Append(more)
		if complaints.Errors() > 0 {
			t.Fatal(complaints.All())
		}
		count := map[rune]int{}
		add := func(text string, n int) {
			for _, r := range text {
				if unicode.Is(unicode.Han, r) {
					count[r] += n
				}
			}
		}
		for _, words := range paper.Words() {
			add(words, 1)
		}
		for _, p := range l.Pages {
			for _, r := range p.Runs {
				add(r.Text(), -1)
				if r.Element == Artifact || int(r.Element) >= len(l.Elements) {
					t.Errorf("%s: %s is content of no element", layout, r.Text())
				}
			}
		}
		for r, n := range count {
			if n != 0 {
				t.Errorf("%s: the document has %c %d times more than the pages", layout, r, n)
			}
		}
	}
}
