package source

import (
	"slices"
	"strings"
	"sync"
)

// A sheet's head is chosen among its first rows, and most of those are records, whose cells
// say nothing that a head says. A word with a character that no header of the table has
// names no column of it, so that how much a row can name at most is told by its characters,
// without asking what each of its words means.

// alphabet are the characters of a table's headers, measures and parts of days.
type alphabet [(lastHan + 1) / 64]uint64

// lastHan is the last of the plain Chinese characters; with those of ASCII below they are
// the ones that are told apart.
const (
	firstHan = 0x4e00
	lastHan  = 0x9fff
)

func (a *alphabet) add(word string) {
	for _, r := range word {
		if r <= lastHan {
			a[r/64] |= 1 << (r % 64)
		}
	}
}

func (a *alphabet) has(r rune) bool { return a[r/64]&(1<<(r%64)) != 0 }

// always are the characters of the words that are cut off a header before it is looked
// for: of measures and of parts of days.
var always = sync.OnceValue(func() alphabet {
	var a alphabet
	for _, list := range [][]string{moneyWords, countWords, yearWords, monthWords, dayWords, {"十百千万时间日期"}} {
		for _, word := range list {
			a.add(word)
		}
	}
	return a
})

// alphabetOf are the characters of all that names may find.
func (n names) alphabetOf() *alphabet {
	a := always()
	for name := range n.find {
		a.add(name)
	}
	return &a
}

// word is what the characters of a text of a head tell.
type word int

const (
	usual   word = iota // it may be a part of a header
	foreign             // no header has such a character, whatever stands above it
	open                // it has a bracket, in which anything may stand, or what is not plain
)

// word tells of a text whether it can be a header of the table. Only plain characters are
// judged: the others may be other ways to write a bracket or a letter.
func (n names) word(text string) word {
	kind := usual
	for _, r := range text {
		switch {
		case r < 0x80:
			if r == '(' || r == '[' || r == '{' || r == '<' {
				return open
			}
			if r >= '0' && r <= '9' && !n.alphabet.has(r) {
				kind = foreign
			}
		case r < firstHan || r > lastHan:
			if !strings.ContainsRune("，。、；：！？“”", r) {
				return open
			}
		case !n.alphabet.has(r):
			kind = foreign
		}
	}
	return kind
}

// most is the score that paths have at most. A part of a day may count twice, and every
// column something more where the table may have a column a kind.
func (h *heads) most(paths [][]string) float64 {
	most, kind := 0.0, 0.0
	if h.names.apart >= 0 || h.names.spreads.value >= 0 {
		kind = 0.4
	}
	for _, p := range paths {
		if len(p) == 0 {
			continue
		}
		most += kind
		if strings.ContainsAny(p[len(p)-1], "年月日号") {
			most += 2
		} else if h.names.possible(p) {
			most++
		}
	}
	return most
}

// possible tells whether the heads over a column may name one of the table's.
func (n names) possible(path []string) bool {
	last := len(path) - 1
	return n.word(path[last]) != foreign || slices.ContainsFunc(path[:last], func(above string) bool { return n.word(above) == open })
}
