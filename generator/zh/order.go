package zh

import (
	"cmp"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Order is a way to order Chinese strings.
type Order int

const (
	// ByStrokes orders by the count of strokes, character by character: 丁, 王,
	// 田, 李.
	ByStrokes Order = iota
	// ByPinyin orders by pinyin, character by character. A character with
	// several readings takes its commonest one.
	ByPinyin
)

var tags = [...]language.Tag{
	ByStrokes: language.MustParse("zh-u-co-stroke"),
	ByPinyin:  language.MustParse("zh-u-co-pinyin"),
}

// Sort orders items by the string that key gives of each. Strings that the
// order holds equal go by code points, and equal strings keep their places, so
// that equal input gives equal output.
func Sort[T any](o Order, items []T, key func(T) string) {
	c := collate.New(tags[o])
	slices.SortStableFunc(items, func(a, b T) int { return compare(c, key(a), key(b)) })
}

// Compare orders two strings: -1, 0 or 1. To order many, Sort is faster.
func (o Order) Compare(a, b string) int { return compare(collate.New(tags[o]), a, b) }

func compare(c *collate.Collator, a, b string) int {
	return cmp.Or(c.CompareString(a, b), cmp.Compare(a, b))
}
