package workbench

import (
	"strings"
	"testing"
	"unicode"
)

// Every view opens in English, and its own words are English.
func TestEnglishViews(t *testing.T) {
	w := serving(t, Options{Dir: example(t), Lang: "en"})
	c := client(t, w)
	for _, v := range views {
		status, text := send(t, c, "GET", w.at(v.Path), "", nil)
		if status != 200 {
			t.Errorf("%s: %d %s", v.Path, status, text)
			continue
		}
		_, head, _ := strings.Cut(text, "<nav>")
		head, _, _ = strings.Cut(head, "</nav>")
		if strings.ContainsFunc(head, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || !strings.Contains(head, v.En) {
			t.Errorf("%s: the bar says %s", v.Path, head)
		}
	}
}
