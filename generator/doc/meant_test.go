package doc

import (
	"strings"
	"testing"
)

// What was meant as a table or as a product and would be set as something else is told
// of, with its line.
func TestMeantOtherwise(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"| 甲 | 乙 |\n|---|\n| 1 | 2 |", "doc-table-head 2"},
		{"正文。\n\n| 甲 | 乙 |\n|:-:|\n| 1 | 2 |", "doc-table-head 4"},
		{"| 甲 | 乙 |\n| 1 | 2 |", "doc-table-head 1"},
		{"| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", ""},
		{"| 甲 |\n\n甲|乙\n丙|丁\n\n\\| 甲 \\|\n\\| 乙 \\|", ""},
		{"标题\n正文 --- 与 |", ""},
		{"长5*3*2米", "doc-stars 1"},
		{"\n长5**3**2米", "doc-stars 2"},
		{"| 甲 |\n|---|\n| 5*3*2 |", "doc-stars 3"},
		{"长5\\*3\\*2米，共*3*项，第5*项*", ""},
	} {
		_, complaints := Parse([]byte(c.in), "t.md", 1)
		var got []string
		for _, d := range complaints.All() {
			got = append(got, d.Code+" "+string(rune('0'+d.Place.Line)))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %v, want %s", c.in, got, c.want)
		}
	}
}
