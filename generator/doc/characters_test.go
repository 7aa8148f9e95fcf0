package doc

import (
	"strings"
	"testing"
)

// A letter and its accents are one character where there is one, in texts and in elements;
// Han characters keep their forms, and what has no character of its own stays two.
func TestAccentsAreComposed(t *testing.T) {
	for text, want := range map[string]string{
		"Zhua\u0300ng e\u0301": "Zhuàng é", "u\u0308\u0304": "ǖ", "Nguye\u0302\u0303n": "Nguyễn", "か\u3099": "が", "ü\u0304": "ǖ",
		"e\u0302\u0304": "ê\u0304", "\uF9D1é": "\uF9D1é", "\uF9D1 e\u0301": "\uF9D1 é", "\u0301": "\u0301", "（，）": "（，）",
	} {
		d, complaints := Parse([]byte("正文"+text+"。\n\n| "+text+" |\n|---|\n| 甲 |\n"), "t.md", 1)
		d.Meta = Meta{Layout: "document", Title: "题" + text, Marks: []string{"甲" + text}, Printer: text, CC: []string{"乙" + text}}
		given := d.Meta.Marks[0]
		r, more := Resolve(d, Options{})
		if complaints.Append(more); complaints.Len() > 0 {
			t.Fatal(complaints.All())
		}
		if said := strings.Join(r.Words(), "\n"); strings.Count(said, want) != 6 || text != want && strings.Contains(said, text) {
			t.Errorf("%q is said %q, want %q", text, said, want)
		}
		if r.Meta.Title != "题"+want || d.Meta.Marks[0] != given {
			t.Errorf("%q: the title is %q, the marks that were given %q", text, r.Meta.Title, d.Meta.Marks)
		}
	}
}

// A character of private use, and one that was lost, are complained of once, where they
// stand first; those beside their ranges are not.
func TestMeaninglessCharacters(t *testing.T) {
	for _, c := range []struct {
		text, code string
	}{
		{"\uE000", "character-private"}, {"\uF8FF", "character-private"}, {"\U000F0001", "character-private"}, {"\U0010FFFD", "character-private"}, {"\uFFFD", "character-lost"},
		{"\uD7FF", ""}, {"\uF900", ""}, {"\uFF0C", ""}, {"\uFF5E", ""}, {"\U0002EBE0", ""}, {"\u0300", ""},
	} {
		_, complaints := Parse([]byte("甲。\n\n王"+c.text+"明，王"+c.text+"明。\n\n王"+c.text+"。\n"), "t.md", 5)
		all := complaints.All()
		if len(all) != min(1, len(c.code)) || len(all) > 0 && (all[0].Code != c.code || all[0].Place.Line != 7) {
			t.Errorf("%q: %v, want one %q in line 7", c.text, all, c.code)
		}
		r, more := Resolve(&Document{Meta: Meta{Layout: "document", Title: "题" + c.text}, File: "t.md"}, Options{})
		if all := more.All(); len(all) != min(1, len(c.code)) || len(all) > 0 && (all[0].Code != c.code || all[0].Place.Key != "title") {
			t.Errorf("%q in the title %q: %v", c.text, r.Meta.Title, all)
		}
	}
}
