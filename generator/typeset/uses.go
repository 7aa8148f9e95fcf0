package typeset

import "hongtou/generator/face"

// Uses are the characters of pages by face, sorted: what a writer embeds.
func Uses(pages ...*Page) *face.Uses {
	t := &face.Uses{}
	for _, p := range pages {
		for _, runs := range [2][]Run{p.Under, p.Runs} {
			for i := range runs {
				f := t.Of(runs[i].Face)
				for _, g := range runs[i].Glyphs {
					f.Add(g.ID, g.Rune)
				}
			}
		}
	}
	t.Sort()
	return t
}
