package collect

import (
	"slices"
	"strings"
	"unicode"
)

// maxFilled is how long a value of an open line may be, in characters.
const maxFilled = 100

// filled reads the open lines over a form's head, which ends above row under: what
// stands after each label and its colon, up to the next label, in the label's cell
// or in the next one. Where a label was typed over, the cell's text is its value if
// the line leaves no doubt.
func (g *grid) filled(under int, labels []string) []Filled {
	out := make([]Filled, len(labels))
	for i, l := range labels {
		out[i].Label = l
	}
	var found []bool
	for range labels {
		found = append(found, false)
	}
	for row := 1; row <= under; row++ {
		var bare []string // texts of the row without a label
		any := false
		last := -1 // the label whose value the next cell may hold
		for col := range g.rows[row] {
			text := strings.TrimSpace(g.rows[row][col].Shown)
			if text == "" {
				continue
			}
			values := labelled(text, labels)
			if len(values) == 0 {
				if last >= 0 && out[last].Value == "" {
					out[last].Value = shortened(text)
				} else {
					bare = append(bare, text)
				}
				last = -1
				continue
			}
			any = true
			for i := range labels {
				if v, has := values[i]; has && !found[i] {
					found[i], out[i].Value, last = true, shortened(v), i
				}
			}
		}
		if any && len(bare) > 0 && len(bare) == len(labels)-have(found) {
			for i := range labels {
				if !found[i] {
					found[i], out[i].Value, bare = true, shortened(bare[0]), bare[1:]
				}
			}
		}
	}
	return out
}

// labelled gives what stands after each label in a text, by the label's number.
func labelled(text string, labels []string) map[int]string {
	type mark struct{ label, begin, end int }
	var marks []mark
	for i, l := range labels {
		at := strings.Index(text, l)
		if at < 0 {
			continue
		}
		rest := text[at+len(l):]
		after := strings.TrimLeftFunc(rest, unicode.IsSpace)
		colon, ok := strings.CutPrefix(after, "：")
		if !ok {
			colon, ok = strings.CutPrefix(after, ":")
		}
		if ok {
			marks = append(marks, mark{i, at, len(text) - len(colon)})
		}
	}
	slices.SortFunc(marks, func(a, b mark) int { return a.begin - b.begin })
	out := map[int]string{}
	for n, m := range marks {
		to := len(text)
		if n+1 < len(marks) {
			to = max(marks[n+1].begin, m.end)
		}
		out[m.label] = text[m.end:to]
	}
	return out
}

// shortened is a value on one line, of characters that can be seen.
func shortened(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || unicode.Is(unicode.C, r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxFilled {
		s = string(r[:maxFilled]) + "…"
	}
	return s
}

func have(found []bool) int {
	n := 0
	for _, yes := range found {
		if yes {
			n++
		}
	}
	return n
}
