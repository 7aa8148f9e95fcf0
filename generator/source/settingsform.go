package source

import (
	"slices"
	"strings"

	"hongtou/generator/tree"
)

// hongtou.yaml as a form: what its shape says that can be said, with what the text says.
// What a form can't show (papers' own contents, queries, connections) is left to the text.

// Setting is a value of hongtou.yaml that a field of a form holds.
type Setting struct {
	Path    []any // that leads to it
	Key     string
	Name    string // of its key, or the item's number
	Note    string // what it is
	English string // the same in English
	Value   string // of a list its texts joined by 、
	Choices []string
	Removes bool // it is an entry that someone named, and may go
}

// SettingGroup is a map or a list of hongtou.yaml.
type SettingGroup struct {
	Setting
	Settings []Setting
	Groups   []SettingGroup
	Adds     bool // entries are named by the office, and may be added
}

// formSections are the keys of hongtou.yaml that the form shows, in its order.
var formSections = []string{"office", "issuers", "settings", "data", "jobs", "due", "fonts", "pictures", "since", "out"}

// SettingsForm is the form of a text of hongtou.yaml; false for one that can't be read.
func SettingsForm(text []byte) (SettingGroup, bool) {
	root, bad := tree.YAML(text)
	if bad != nil || root.Kind != tree.Map && root.Kind != tree.Nothing {
		return SettingGroup{}, false
	}
	whole := SettingGroup{}
	for _, name := range formSections {
		for _, p := range configShape().Properties {
			if p.Name == name {
				whole.add(root.Get(name), p.Shape, []any{name}, name, name, false)
			}
		}
	}
	return whole, true
}

// single is the shape of one value that a field can hold, list telling that it may be
// several; nil for other shapes.
func single(s *tree.Shape) (one *tree.Shape, list bool) {
	switch s.Form {
	case tree.Text, tree.Words, tree.Number, tree.Whole, tree.Decimal, tree.Flag, tree.Choice:
		return s, false
	case tree.ListOf:
		if one, list = single(s.Item); one != nil && !list {
			return one, true
		}
	case tree.Either:
		if len(s.Options) == 2 && s.Options[1].Form == tree.ListOf {
			if one, list = single(s.Options[0]); one != nil && !list && s.Options[1].Item.Form == one.Form {
				return one, true
			}
		}
	}
	return nil, false
}

// add puts what a shape allows at a path into a group, with what stands there.
func (g *SettingGroup) add(n *tree.Node, s *tree.Shape, path []any, key, name string, removes bool) {
	at := Setting{Path: slices.Clone(path), Key: key, Name: name, Note: s.Note, English: s.English, Removes: removes}
	if one, list := single(s); one != nil {
		at.Choices = one.Names
		if n != nil && n.Kind != tree.Map {
			at.Value = textsOf(n)
		}
		if n == nil || n.Kind == tree.Scalar || list && n.Kind == tree.List {
			g.Settings = append(g.Settings, at)
		}
		return
	}
	inner := SettingGroup{Setting: at}
	switch s.Form {
	case tree.Object:
		for _, p := range s.Properties {
			inner.add(n.Get(p.Name), p.Shape, append(path, p.Name), tree.Under(key, p.Name), p.Name, false)
		}
		for _, e := range n.Entries() {
			if s.Item != nil && !slices.ContainsFunc(s.Properties, func(p tree.Property) bool { return p.Name == e.Key }) {
				inner.add(e.Value, s.Item, append(path, e.Key), tree.Under(key, e.Key), e.Key, true)
			}
		}
	case tree.MapOf:
		inner.Adds = true
		for _, e := range n.Entries() {
			inner.add(e.Value, s.Item, append(path, e.Key), tree.Under(key, e.Key), e.Key, true)
		}
	case tree.Either:
		g.addEither(n, s, at, path)
		return
	default:
		return
	}
	g.Groups = append(g.Groups, inner)
}

// addEither adds a value that may be written in several ways: a file by its name or with
// more, or several of them.
func (g *SettingGroup) addEither(n *tree.Node, s *tree.Shape, at Setting, path []any) {
	switch {
	case n == nil || n.Kind == tree.Scalar:
		if n != nil {
			at.Value = n.Text
		}
		g.Settings = append(g.Settings, at)
	case n.Kind == tree.List:
		inner := SettingGroup{Setting: at}
		for _, o := range s.Options {
			for i, item := range n.Items {
				if o.Form == tree.ListOf {
					inner.add(item, o.Item, append(path, i), tree.Index(at.Key, i), at.Name, true)
				}
			}
		}
		g.Groups = append(g.Groups, inner)
	default:
		for _, o := range s.Options {
			if o.Form == tree.Object {
				inner := SettingGroup{Setting: at}
				for _, p := range o.Properties {
					if one, _ := single(p.Shape); one != nil {
						inner.add(n.Get(p.Name), p.Shape, append(path, p.Name), tree.Under(at.Key, p.Name), p.Name, false)
					}
				}
				g.Groups = append(g.Groups, inner)
			}
		}
	}
}

func textsOf(n *tree.Node) string {
	if n.Kind != tree.List {
		return n.Text
	}
	var texts []string
	for _, item := range n.Items {
		texts = append(texts, item.Text)
	}
	return strings.Join(texts, "、")
}

// SetSetting gives a text of hongtou.yaml in which a value is another, written as its
// shape asks; an empty one is removed. The error is tree.ErrWriting.
func SetSetting(text []byte, path []any, value string) ([]byte, error) {
	root, bad := tree.YAML(text)
	if bad != nil || len(path) == 0 {
		return nil, tree.ErrWriting
	}
	old, s := root, configShape()
	for _, step := range path {
		var next *tree.Node
		switch step := step.(type) {
		case string:
			next = old.Get(step)
		case int:
			if items := old.List(); step >= 0 && step < len(items) {
				next = items[step]
			}
		}
		if s = shapeBelow(s, step, next); s == nil {
			return nil, tree.ErrWriting
		}
		old = next
	}
	value = strings.TrimSpace(value)
	if value == "" {
		if old == nil {
			return text, nil
		}
		return tree.SetYAML(text, path, nil)
	}
	return tree.SetYAML(text, path, settingNode(s, old, value))
}

// AddSetting gives a text of hongtou.yaml with one more entry of a map whose keys the
// office names.
func AddSetting(text []byte, path []any, name string) ([]byte, error) {
	s := configShape()
	for _, step := range path {
		if s = shapeBelow(s, step, nil); s == nil {
			return nil, tree.ErrWriting
		}
	}
	root, bad := tree.YAML(text)
	if name = strings.TrimSpace(name); bad != nil || s.Form != tree.MapOf || name == "" {
		return nil, tree.ErrWriting
	}
	keys := []string{}
	for _, step := range path {
		key, is := step.(string)
		if !is {
			return nil, tree.ErrWriting
		}
		keys = append(keys, key)
	}
	if root.Get(append(keys, name)...) != nil {
		return text, nil
	}
	value := &tree.Node{Kind: tree.Scalar}
	if s.Item.Form == tree.Object {
		value = &tree.Node{Kind: tree.Map}
		for _, p := range s.Item.Properties {
			if _, list := single(p.Shape); p.Required && !list {
				value.Keys = append(value.Keys, tree.Entry{Key: p.Name, Value: tree.ScalarOf(name)})
			} else if p.Required {
				value.Keys = append(value.Keys, tree.Entry{Key: p.Name, Value: &tree.Node{Kind: tree.List}})
			}
		}
	}
	return tree.SetYAML(text, append(slices.Clone(path), name), value)
}

// shapeBelow is the shape of what one step leads to; nil where nothing can stand there.
func shapeBelow(s *tree.Shape, step any, n *tree.Node) *tree.Shape {
	key, named := step.(string)
	switch {
	case s.Form == tree.Either:
		for _, o := range s.Options {
			if below := shapeBelow(o, step, n); below != nil {
				return below
			}
		}
		return nil
	case !named && s.Form == tree.ListOf, named && s.Form == tree.MapOf:
		return s.Item
	case named && s.Form == tree.Object:
		for _, p := range s.Properties {
			if p.Name == key {
				return p.Shape
			}
		}
		return s.Item
	}
	return nil
}

// settingNode is a field's text as the shape asks for it.
func settingNode(s *tree.Shape, old *tree.Node, value string) *tree.Node {
	one, list := single(s)
	if one == nil {
		return tree.ScalarOf(value) // a file by its name
	}
	texts := strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune("、，,；;", r) })
	for i := range texts {
		texts[i] = strings.TrimSpace(texts[i])
	}
	switch {
	case list && (s.Form == tree.ListOf || len(texts) != 1 || old != nil && old.Kind == tree.List):
		return tree.ListOfTexts(texts)
	case slices.Contains([]tree.Form{tree.Number, tree.Whole, tree.Decimal, tree.Flag}, one.Form):
		return tree.PlainOf(value)
	}
	return tree.ScalarOf(value)
}
