package typeset

import (
	"unicode/utf8"

	"hongtou/generator/diag"
)

// offPage is the last net: text that reaches beyond the paper's edges is complained
// of, once a text. A name that is too long for its place must not be cut in silence.
func (s *setter) offPage(pages []*Page) {
	told := map[string]bool{}
	for _, p := range pages {
		for i := range p.Runs {
			r := &p.Runs[i]
			left, right, bottom := r.X, r.X+r.Glyphs[len(r.Glyphs)-1].X, r.Y
			if r.Turn != 0 {
				right = left
			}
			if left >= 0 && right < p.Width && bottom >= 0 && bottom <= p.Height {
				continue
			}
			if text := r.Text(); !told[text] {
				told[text] = true
				s.complain("text-off-page", text, diag.T("第%d页有%d字超出纸面", "page %d: %d characters reach beyond the paper", p.Number, utf8.RuneCountInString(text)),
					diag.T("缩短文字", "shorten the text"))
			}
		}
	}
}
