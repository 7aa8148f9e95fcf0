package generator

import (
	"context"
	"regexp"
	"strings"
	"time"

	"hongtou/generator/diag"
)

// templateAction is what a template's line fills in: the rest of the line is words.
var templateAction = regexp.MustCompile(`\{\{.*?\}\}`)

// leastAlike is how many characters a line of a page and one of a template share at
// least where the one comes from the other.
const leastAlike = 4

// TemplateLine is the line of a template's text, counted from 1, from whose words a line
// of a page comes: the one that has the longest stretch of it; 0 where none has four
// characters of it, as where a figure or a table's words fill it.
func TemplateLine(text, shown string) int {
	want := []rune(bareText(shown))
	best, at, n := leastAlike-1, 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		for _, words := range templateAction.Split(line, -1) {
			if k := longestShared([]rune(bareText(words)), want); k > best {
				best, at = k, n
			}
		}
	}
	return at
}

// bareText is a text without blanks and the marks of Markdown.
func bareText(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\u3000*#>|`_", r) {
			return -1
		}
		return r
	}, s)
}

// longestShared is the length of the longest stretch that two texts have in common.
func longestShared(a, b []rune) (most int) {
	row := make([]int, len(b)+1)
	for i := range a {
		for k := len(b); k > 0; k-- {
			if a[i] != b[k-1] {
				row[k] = 0
				continue
			}
			row[k] = row[k-1] + 1
			most = max(most, row[k])
		}
	}
	return most
}

// Lines of the front matter by which a template's papers are told from another's.
var (
	nameLine = regexp.MustCompile(`(?m)^name: .*$`)
	fileLine = regexp.MustCompile(`(?m)^(file: ["']?(?:[^"'\n]*/)?)`)
)

// NewTemplate writes a template of the office's own that begins as a copy of another:
// with a name of its own for people, which its files begin with, too. The error is of
// the environment, or ErrTemplate.
func (w *Workspace) NewTemplate(ctx context.Context, from, file, name string, now time.Time) error {
	text, _, err := w.TemplateText(from)
	if err != nil {
		return err
	}
	text = nameLine.ReplaceAllLiteralString(text, "name: "+name)
	text = fileLine.ReplaceAllString(text, "${1}"+strings.ReplaceAll(name, "$", "$$"))
	list, err := w.SaveTemplate(ctx, file, "", text, now)
	if err == nil && list.Errors() > 0 {
		first := list.All()[0]
		return diag.Speak(ErrTemplate, "%s", "%s", first)
	}
	return err
}
