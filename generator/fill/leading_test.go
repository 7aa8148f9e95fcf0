package fill

import (
	"strings"
	"testing"
)

// No tie is cut by the order of a table, and where nobody is ahead nobody leads.
func TestLeading(t *testing.T) {
	type row struct {
		Name string
		N    int
	}
	for _, c := range []struct {
		n     int
		given string // a letter a row, by its number
		want  string
	}{
		{3, "a5 b3 c2 d1", "a b c"},
		{3, "a5 b3 c2 d2 e1", "a b c d"},
		{3, "a5 b2 c2 d2 e2 f2 g2", "a"},
		{3, "a1 b1 c1 d1", ""},
		{3, "a1 b1", "a b"},
		{1, "a2 b2 c1", "a b"},
		{1, "a2 b2 c2 d1", ""},
		{0, "a2 b1", ""},
		{2, "", ""},
	} {
		var rows []row
		for r := range strings.FieldsSeq(c.given) {
			rows = append(rows, row{r[:1], int(r[1] - '0')})
		}
		got, err := leading(c.n, rows, "N")
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, r := range got.([]row) {
			names = append(names, r.Name)
		}
		if s := strings.Join(names, " "); s != c.want {
			t.Errorf("leading %d of %q: %q, want %q", c.n, c.given, s, c.want)
		}
	}
}
