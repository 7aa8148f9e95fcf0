package typeset

import "hongtou/generator/face"

// Uses are the characters of pages by face, sorted: what a writer embeds.
func Uses(pages ...*Page) *face.Uses {
	t := &face.Uses{}
	for _, p := range pages {
		for i := range p.Runs {
			f := t.Of(p.Runs[i].Face)
			for _, g := range p.Runs[i].Glyphs {
				f.Add(g.ID, g.Rune)
			}
		}
	}
	t.Sort()
	return t
}
