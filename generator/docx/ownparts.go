package docx

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/ooxml"
)

// newList is a list that goes on with the look of another one and counts anew.
type newList struct{ number, of string }

// restart takes the marks of loops' rounds. In each round but the first, the lists
// that a loop has for itself count anew.
func (f *ownFile) restart(root *ooxml.Node, restarts [][]string) error {
	rounds, now := map[int]int{}, map[string]string{}
	var failed error
	var walk func(n *ooxml.Node)
	walk = func(n *ooxml.Node) {
		n.Nodes = slices.DeleteFunc(n.Nodes, func(c *ooxml.Node) bool {
			if !isMark(c, "<?round ") {
				if c.Is(ooxml.Word, "numId") && now[val(c)] != "" {
					c.SetAttr(c.Prefix()+"val", now[val(c)])
				}
				walk(c)
				return false
			}
			loop, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(string(c.Bytes()), "<?round "), "?>"))
			if err != nil || loop >= len(restarts) {
				return true
			}
			if rounds[loop]++; rounds[loop] == 1 {
				return true
			}
			for _, list := range restarts[loop] {
				number, err := f.freeList()
				if err != nil {
					failed = err
					return true
				}
				f.lists = append(f.lists, newList{number, list})
				now[list] = number
			}
			return true
		})
	}
	walk(root)
	return failed
}

// listsPart is the part with the lists, "" for none.
func (f *ownFile) listsPart() (string, error) {
	relations, err := f.file.Relations(f.main)
	if err != nil {
		return "", err
	}
	for _, r := range relations {
		if r.Type == "numbering" && !r.External {
			return r.Target, nil
		}
	}
	return "", nil
}

func (f *ownFile) freeList() (string, error) {
	if f.next == 0 {
		f.next = 1
		root, _, err := f.listTree()
		if err != nil {
			return "", err
		}
		if root != nil {
			for _, n := range root.Root().Elements("num") {
				if id, err := strconv.Atoi(n.AttrOf(ooxml.Word, "numId")); err == nil {
					f.next = max(f.next, id+1)
				}
			}
		}
	}
	f.next++
	return strconv.Itoa(f.next - 1), nil
}

func (f *ownFile) listTree() (*ooxml.Node, string, error) {
	name, err := f.listsPart()
	if name == "" || err != nil {
		return nil, "", err
	}
	data, err := f.file.Part(name)
	if data == nil || err != nil {
		return nil, "", err
	}
	root, err := ooxml.Parse(data)
	return root, name, err
}

// addLists writes the new lists.
func (f *ownFile) addLists() error {
	if len(f.lists) == 0 {
		return nil
	}
	root, name, err := f.listTree()
	if root == nil || err != nil {
		return err
	}
	numbering := root.Root()
	prefix := numbering.Prefix()
	at := len(numbering.Nodes)
	abstract := map[string]*ooxml.Node{}
	for i, n := range numbering.Nodes {
		if n.Is(ooxml.Word, "num") {
			at = i + 1
			abstract[n.AttrOf(ooxml.Word, "numId")] = n
		}
	}
	var added []*ooxml.Node
	for _, l := range f.lists {
		of := abstract[l.of]
		if of == nil {
			continue
		}
		n := ooxml.New(wordName("num"), "<"+prefix+"num>")
		n.SetAttr(prefix+"numId", l.number)
		id := ooxml.New(wordName("abstractNumId"), "<"+prefix+"abstractNumId/>")
		id.SetAttr(prefix+"val", val(of.First("abstractNumId")))
		n.Nodes = append(n.Nodes, id)
		for level := range 9 {
			override := ooxml.New(wordName("lvlOverride"), "<"+prefix+"lvlOverride>")
			override.SetAttr(prefix+"ilvl", strconv.Itoa(level))
			start := ooxml.New(wordName("startOverride"), "<"+prefix+"startOverride/>")
			start.SetAttr(prefix+"val", "1")
			override.Nodes = append(override.Nodes, start)
			n.Nodes = append(n.Nodes, override)
		}
		added = append(added, n)
	}
	numbering.Nodes = slices.Insert(numbering.Nodes, at, added...)
	f.file.Set(name, root.Bytes())
	return nil
}

// unique sees to what must not stand twice in a file: numbers of drawings get new
// ones, bookmarks, comments' places and identifiers stay with the first.
func (f *ownFile) unique(n *ooxml.Node) {
	gone := map[string]bool{} // numbers of bookmarks that stood already, until they end
	highest := 0
	n.Walk(func(n *ooxml.Node) bool {
		if n.Name.Local == "docPr" {
			if id, err := strconv.Atoi(n.Attr("id")); err == nil {
				highest = max(highest, id)
			}
		}
		return true
	})
	first := func(kind, id string) bool {
		seen := f.ids[kind+" "+id]
		f.ids[kind+" "+id] = true
		return !seen
	}
	var walk func(n *ooxml.Node)
	walk = func(n *ooxml.Node) {
		n.Nodes = slices.DeleteFunc(n.Nodes, func(c *ooxml.Node) bool {
			if c.Kind != ooxml.Start {
				return false
			}
			id := c.AttrOf(ooxml.Word, "id")
			switch c.Name.Local {
			case "bookmarkStart":
				if !first("bookmark", c.AttrOf(ooxml.Word, "name")) {
					gone[id] = true
					return true
				}
			case "bookmarkEnd":
				if gone[id] {
					delete(gone, id)
					return true
				}
			case "commentRangeStart", "commentRangeEnd", "commentReference":
				return !first(c.Name.Local, id)
			case "docPr":
				if !first("docPr", c.Attr("id")) {
					highest++
					for !first("docPr", strconv.Itoa(highest)) {
						highest++
					}
					c.SetAttr("id", strconv.Itoa(highest))
				}
			case "sdtPr":
				c.Nodes = slices.DeleteFunc(c.Nodes, func(n *ooxml.Node) bool {
					return n.Is(ooxml.Word, "id") && !first("sdt", val(n))
				})
			case "p", "tr":
				for _, a := range c.Attrs() {
					if a.Name.Local == "paraId" && !first("paraId", a.Value) {
						c.DropAttr(a.Name)
						break
					}
				}
			}
			walk(c)
			return false
		})
	}
	walk(n)
}

// setPhotos puts pictures into the room of the placeholders that name them.
func (f *ownFile) setPhotos(root *ooxml.Node, part string) error {
	var failed error
	var walk func(n *ooxml.Node)
	walk = func(n *ooxml.Node) {
		n.Nodes = slices.DeleteFunc(n.Nodes, func(c *ooxml.Node) bool {
			if c.Name.Local != "drawing" || c.Kind != ooxml.Start {
				walk(c)
				return false
			}
			keep, err := f.setPhoto(c, part)
			if err != nil {
				failed = err
			}
			walk(c)
			return !keep
		})
	}
	walk(root)
	return failed
}

// setPhoto fills a placeholder; keep is false for one that has no picture.
func (f *ownFile) setPhoto(drawing *ooxml.Node, part string) (keep bool, err error) {
	var properties, blip *ooxml.Node
	drawing.Walk(func(n *ooxml.Node) bool {
		switch {
		case n.Name.Local == "docPr" && properties == nil:
			properties = n
		case n.Name.Local == "blip" && blip == nil:
			blip = n
		}
		return true
	})
	if properties == nil {
		return true, nil
	}
	name, ok := strings.CutPrefix(properties.Attr("descr"), PhotoMark)
	if !ok {
		return true, nil
	}
	name = strings.TrimSpace(name)
	photo, ok := f.photos[name]
	if !ok || blip == nil {
		return false, nil
	}
	properties.SetAttr("descr", path.Base(name))
	id, err := f.addMedia(part, name, photo)
	if err != nil {
		return true, err
	}
	for _, a := range blip.Attrs() {
		if a.Name.Space == ooxml.Relationships && a.Name.Local == "embed" {
			blip.SetAttrOf(a.Name, id)
		}
	}
	fit(drawing, photo)
	return true, nil
}

// fit makes the room as wide and as high as the picture is, within what the
// placeholder took.
func fit(drawing *ooxml.Node, photo Photo) {
	drawing.Walk(func(n *ooxml.Node) bool {
		if n.Name.Local == "srcRect" { // how the placeholder was cropped
			for _, side := range []string{"l", "t", "r", "b"} {
				if n.Attr(side) != "" {
					n.SetAttr(side, "0")
				}
			}
		}
		if (n.Name.Local != "extent" && n.Name.Local != "ext") || n.Attr("cx") == "" {
			return true
		}
		width, err1 := strconv.Atoi(n.Attr("cx"))
		height, err2 := strconv.Atoi(n.Attr("cy"))
		if err1 != nil || err2 != nil || width <= 0 || height <= 0 {
			return true
		}
		if w := height * photo.Width / photo.Height; w < width {
			n.SetAttr("cx", strconv.Itoa(max(w, 1)))
		} else {
			n.SetAttr("cy", strconv.Itoa(max(width*photo.Height/photo.Width, 1)))
		}
		return true
	})
}

// addMedia gives a picture a part and the part that shows it a relation to it.
func (f *ownFile) addMedia(part, name string, photo Photo) (id string, err error) {
	target := f.media[name]
	if target == "" {
		for n := len(f.media) + 1; ; n++ {
			target = fmt.Sprintf("%s/media/photo%d.%s", path.Dir(f.main), n, photo.Suffix)
			if b, err := f.file.Part(target); b == nil && err == nil {
				break
			}
		}
		f.media[name] = target
		f.file.Set(target, photo.Data)
		if err := f.listKind(photo.Suffix); err != nil {
			return "", err
		}
	}
	relations, err := f.file.Relations(part)
	if err != nil {
		return "", err
	}
	for _, r := range relations {
		if r.Target == target && !r.External {
			return r.ID, nil
		}
	}
	for n := len(relations) + 1; ; n++ {
		id = "rIdPhoto" + strconv.Itoa(n)
		if !slices.ContainsFunc(relations, func(r ooxml.Relation) bool { return r.ID == id }) {
			break
		}
	}
	entry := `<Relationship Id="` + id + `" Type="` + ooxml.Relationships + `/image" Target="/` + ooxml.Escape(target) + `"/>`
	return id, f.append(ooxml.RelationsPart(part), entry, "")
}

// listKind tells of the pictures' kind in the list of contents.
func (f *ownFile) listKind(suffix string) error {
	root, err := f.file.Part(ooxml.Contents)
	if err != nil {
		return err
	}
	tree, err := ooxml.Parse(root)
	if err != nil {
		return err
	}
	for _, n := range tree.Root().Elements("Default") {
		if strings.EqualFold(n.Attr("Extension"), suffix) {
			return nil
		}
	}
	return f.append(ooxml.Contents, "", `<Default Extension="`+suffix+`" ContentType="image/`+suffix+`"/>`)
}

// append puts an entry at the end or the beginning of a part's root.
func (f *ownFile) append(part, atEnd, atBeginning string) error {
	data, err := f.file.Part(part)
	if err != nil {
		return err
	}
	if data == nil {
		data = []byte(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`)
	}
	tree, err := ooxml.Parse(data)
	if err != nil {
		return err
	}
	entry, err := ooxml.Parse([]byte(atEnd + atBeginning))
	if err != nil {
		return err
	}
	root := tree.Root()
	if atEnd != "" {
		root.Nodes = append(root.Nodes, entry.Root())
	} else {
		root.Nodes = append([]*ooxml.Node{entry.Root()}, root.Nodes...)
	}
	f.file.Set(part, tree.Bytes())
	return nil
}
