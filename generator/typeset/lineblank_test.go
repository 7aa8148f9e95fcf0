package typeset

import (
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
)

// A blank at which a line ends is written: words stay apart where lines are put together.
// At a paragraph's end and at a forced break there is none.
func TestLinesKeepTheirBlanks(t *testing.T) {
	const text = "responsibility agreement of the year between the government and the joint venture Shell Oil Company Limited"
	for _, c := range []string{text, text + " ", strings.Repeat("安", 27) + "全 " + text} {
		d, _ := doc.Parse([]byte(c+"\n"), "t", 1)
		l, _ := Typeset(resolved(d), face.Default())
		var got strings.Builder
		for _, r := range l.Pages[0].Runs {
			if r.Element > 0 {
				got.WriteString(r.Text())
			}
		}
		if want := strings.TrimSpace(c); got.String() != want {
			t.Errorf("the lines say %q, want %q", got.String(), want)
		}
	}
}
