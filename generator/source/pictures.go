package source

import (
	"hongtou/generator/diag"
	"hongtou/generator/tree"
)

// pictures reads which files pictures are in: those at pictures by their names, and the
// seal of each body, which stands at the body itself and goes by its full name.
func (l *loader) pictures(root *tree.Node, c *Config) {
	c.PictureAt = map[string]diag.Place{}
	add := func(name, file string, n *tree.Node, key string) {
		at := diag.Place{File: ConfigName, Line: n.Line, Key: key}
		if was, twice := c.Pictures[name]; twice && was != file {
			l.complain(at, "picture-twice", file, diag.T("“%[1]s”的图片写了两处，另一处是 %[2]s", "the picture of %[1]q stands in two places, the other is %[2]s", name, was),
				diag.T("只在一处写", "give it in one place"))
			return
		}
		c.Pictures[name], c.PictureAt[name] = file, at
	}
	for _, e := range root.Entries("pictures") {
		add(e.Key, str(e.Value), e.Value, tree.Under("pictures", e.Key))
	}
	if n := root.Get("office", "seal"); n != nil && str(n) != "" {
		add(l.office.Name, str(n), n, "office.seal")
	}
	for _, e := range root.Entries("issuers") {
		if n := e.Value.Get("seal"); n != nil && str(n) != "" {
			add(oneLine(str(e.Value, "name")), str(n), n, tree.Under("issuers", e.Key)+".seal")
		}
	}
}
