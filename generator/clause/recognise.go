package clause

import (
	"cmp"
	"slices"
	"strings"
)

// Declared gives the kinds that words name: kinds' names, or fields that one kind
// alone has. known is false where a word names none.
func Declared(kinds []*Kind, words []string) (found []*Kind, known bool) {
	known = len(words) > 0
	for _, w := range words {
		i := slices.IndexFunc(kinds, func(k *Kind) bool { return k.Name == w })
		if i < 0 {
			known = false
			continue
		}
		found = append(found, kinds[i])
	}
	return found, known
}

// OfField gives the kinds that have a 行业领域 or 类别 among their fields.
func OfField(kinds []*Kind, field string) []*Kind {
	var found []*Kind
	for _, k := range kinds {
		if field != "" && slices.Contains(k.Fields, field) {
			found = append(found, k)
		}
	}
	return found
}

// hit is where a kind's word stands in a name.
type hit struct {
	kind     *Kind
	from, to int
}

// noKind are words of names that look like a kind's and tell none: 人民政府 holds 民政.
var noKind = []string{"人民政府", "水利路", "消防路", "教育路", "交通路"}

// InName gives the kinds whose words stand in a unit's name, the longest words first
// taken, so that 公安交通管理 is not 公安; in the order of the name.
func InName(kinds []*Kind, name string) []*Kind {
	var hits []hit
	add := func(k *Kind, word string) {
		for from := 0; ; {
			i := strings.Index(name[from:], word)
			if i < 0 {
				return
			}
			hits = append(hits, hit{k, from + i, from + i + len(word)})
			from += i + len(word)
		}
	}
	for _, k := range kinds {
		for _, word := range k.Names {
			if word != "" {
				add(k, word)
			}
		}
	}
	for _, word := range noKind {
		add(nil, word)
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.to-b.from, a.to-a.from) })
	var taken []hit
	for _, h := range hits {
		if !slices.ContainsFunc(taken, func(t hit) bool { return h.from < t.to && t.from < h.to && (h.from != t.from || h.to != t.to) }) {
			taken = append(taken, h)
		}
	}
	slices.SortStableFunc(taken, func(a, b hit) int { return cmp.Compare(a.from, b.from) })
	var found []*Kind
	for _, t := range taken {
		if t.kind != nil && !slices.Contains(found, t.kind) {
			found = append(found, t.kind)
		}
	}
	return found
}

// Closest gives the kind whose longest word stands in a name, of several the one that
// stands last; nil if none does. Kinds of other trades than the given are passed over.
func Closest(kinds []*Kind, name, trade string) *Kind {
	var best *Kind
	length, at := 0, 0
	for _, k := range kinds {
		if len(k.Industry) > 0 && !slices.Contains(k.Industry, trade) {
			continue
		}
		for _, word := range k.Names {
			i := strings.LastIndex(name, word)
			if word == "" || i < 0 || len(word) < length || len(word) == length && i+len(word) <= at {
				continue
			}
			best, length, at = k, len(word), i+len(word)
		}
	}
	return best
}
