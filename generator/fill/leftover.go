package fill

import (
	"regexp"
	"strings"

	"hongtou/generator/diag"
)

// A place for a value that is written otherwise than here, as another program's or with a
// brace too few, would stand in the paper as it is.

var foreignPlace = regexp.MustCompile(`\{\s*\.[A-Z][^{}\n]*\}|\{%[^{}\n]*%\}|[$#]\{[^{}\n]*\}`)

// leftover is the first such place in a text, and where it begins; "" if there is none.
func leftover(text string) (string, int) {
	text = anyAction.ReplaceAllStringFunc(text, func(action string) string { return strings.Repeat(" ", len(action)) })
	for _, at := range foreignPlace.FindAllStringIndex(text, -1) {
		if at[0] == 0 || text[at[0]-1] != '{' { // an action without its end is told of as that
			return text[at[0]:at[1]], at[0]
		}
	}
	return "", 0
}

// noPlace is what is told of one.
func noPlace() (problem, remedy diag.Text) {
	return diag.T("像是要填的地方，但不是动作，会原样印出", "this looks like a place for a value, but is no action: it would be printed as it stands"),
		diag.T("写成 {{.…}}，两个花括号；别的程序的占位符改成动作", "write {{.…}} with two braces; turn other programs' places into actions")
}
