package doc

import "strings"

// nestQuotes sets quotation marks within others as single ones (GB/T 15834-2011, 4.8.3.6):
// what a template quotes may hold quotation marks of its own. A text whose marks do not
// pair is left as it is.
func nestQuotes(spans []Span) {
	depth, nested := 0, false
	for _, s := range spans {
		for _, c := range s.Text {
			switch c {
			case '“':
				depth++
			case '”':
				depth--
			case '‘', '’':
				return // the writer has chosen
			}
			nested = nested || depth > 1
			if depth < 0 || depth > 2 {
				return
			}
		}
	}
	if !nested || depth != 0 {
		return
	}
	for i := range spans {
		spans[i].Text = strings.Map(func(c rune) rune {
			switch c {
			case '“':
				if depth++; depth > 1 {
					return '‘'
				}
			case '”':
				if depth--; depth > 0 {
					return '’'
				}
			}
			return c
		}, spans[i].Text)
	}
}
