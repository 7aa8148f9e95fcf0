package sheet

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/ooxml"
)

// writeOwn fills an office's own file, part by part and token by token, so that
// what it does not know stays as it was.
func writeOwn(w io.Writer, own *Own) error {
	book, err := openOwnBook(own.File)
	if err != nil {
		return err
	}
	o := &ownFile{own: own, book: book, maps: own.maps()}
	if own.Drop != "" {
		if err := o.drop(own.Drop); err != nil {
			return err
		}
	}
	for _, p := range book.sheets {
		if p.part == "" {
			continue
		}
		s, err := o.layOut(p)
		if err != nil {
			return err
		}
		o.sheets = append(o.sheets, s)
	}
	if err := o.moveNames(); err != nil {
		return err
	}
	unknown := o.calculate()
	for _, s := range o.sheets {
		if err := o.write(s); err != nil {
			return err
		}
		if err := o.hanging(s); err != nil {
			return err
		}
	}
	if err := o.charts(); err != nil {
		return err
	}
	if err := o.finish(unknown); err != nil {
		return err
	}
	return book.file.Write(w)
}

// ownFile is an office's file while it is filled.
type ownFile struct {
	own    *Own
	book   *ownBook
	maps   ownMaps
	sheets []*outSheet
	names  map[string]string // what the workbook's names stand for: NAME, or SHEET!NAME of one sheet's
}

// drop takes a sheet out of the workbook.
func (o *ownFile) drop(name string) error {
	b := o.book
	at := slices.IndexFunc(b.sheets, func(p ownPart) bool { return p.name == name })
	if at < 0 {
		return nil
	}
	part := b.sheets[at].part
	b.sheets = slices.Delete(b.sheets, at, at+1)
	var id string
	index, active := 0, 0
	err := b.file.Edit(b.main, func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
		if t.Kind != ooxml.Start || t.Name.Space != ooxml.Spreadsheet {
			return nil, false, nil
		}
		switch t.Name.Local {
		case "sheet":
			if index++; index-1 == at {
				for _, a := range t.Attrs {
					if a.Name.Space == ooxml.Relationships && a.Name.Local == "id" {
						id = a.Value
					}
				}
				return nil, true, r.Skip(t)
			}
		case "workbookView":
			tag, changed := r.Raw(t), false
			for _, attribute := range []string{"activeTab", "firstSheet"} {
				tag, changed = moved(tag, &t, attribute, func(s string) string {
					n, _ := strconv.Atoi(s)
					switch {
					case n == at:
						n = 0
					case n > at:
						n--
					}
					if attribute == "activeTab" {
						active = n
					}
					return strconv.Itoa(n)
				}, changed)
			}
			return tag, changed, nil
		case "definedName":
			local, err := strconv.Atoi(t.Attr("localSheetId"))
			switch {
			case err != nil || local < at:
			case local == at:
				return nil, true, r.Skip(t)
			default:
				return ooxml.SetAttr(r.Raw(t), "localSheetId", strconv.Itoa(local-1)), true, nil
			}
		}
		return nil, false, nil
	})
	if err != nil {
		return err
	}
	if err := b.file.Edit(ooxml.RelationsPart(b.main), func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
		gone := t.Kind == ooxml.Start && t.Name.Local == "Relationship" && t.Attr("Id") == id
		if gone {
			return nil, true, r.Skip(t)
		}
		return nil, false, nil
	}); err != nil {
		return err
	}
	if part != "" {
		if err := b.file.Drop(part); err != nil {
			return err
		}
	}
	if active < len(b.sheets) && b.sheets[active].part != "" {
		if err := o.selectTab(b.sheets[active].part); err != nil {
			return err
		}
	}
	return o.forgetTitles(name)
}

// selectTab marks the sheet that is shown on opening.
func (o *ownFile) selectTab(part string) error {
	return o.book.file.Edit(part, func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
		if t.Kind == ooxml.Start && t.Name.Local == "sheetView" && t.Attr("tabSelected") != "1" {
			return ooxml.SetAttr(r.Raw(t), "tabSelected", "1"), true, nil
		}
		return nil, false, nil
	})
}

// forgetTitles takes the list of sheets' names out of the file's properties, where it
// names the one that went. Programs make it anew.
func (o *ownFile) forgetTitles(name string) error {
	const app = "docProps/app.xml"
	b, err := o.book.file.Part(app)
	if err != nil || !strings.Contains(string(b), name) {
		return err
	}
	return o.book.file.Edit(app, func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
		if t.Kind == ooxml.Start && (t.Name.Local == "HeadingPairs" || t.Name.Local == "TitlesOfParts") {
			return nil, true, r.Skip(t)
		}
		return nil, false, nil
	})
}

// moveNames moves the cells that the workbook's names stand for, and keeps them.
func (o *ownFile) moveNames() error {
	o.names = map[string]string{}
	return o.book.file.Edit(o.book.main, func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
		if t.Kind != ooxml.Start || t.Name.Local != "definedName" {
			return nil, false, nil
		}
		key, now := strings.ToUpper(t.Attr("name")), ""
		if local, err := strconv.Atoi(t.Attr("localSheetId")); err == nil && local < len(o.book.sheets) {
			key = strings.ToUpper(o.book.sheets[local].name) + "!" + key
		}
		with, changed, err := movedText(r, t, func(text string) string {
			now = o.maps.formula("", text, 0)
			return now
		})
		o.names[key] = now
		return with, changed, err
	})
}

// finish takes the order of calculation out, which programs make anew, and has them
// calculate what has no value.
func (o *ownFile) finish(unknown bool) error {
	f, main := o.book.file, o.book.main
	relations, err := f.Relations(main)
	if err != nil {
		return err
	}
	for _, rel := range relations {
		if rel.Type != "calcChain" {
			continue
		}
		if err := f.Edit(ooxml.RelationsPart(main), func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
			if t.Kind == ooxml.Start && t.Name.Local == "Relationship" && t.Attr("Id") == rel.ID {
				return nil, true, r.Skip(t)
			}
			return nil, false, nil
		}); err != nil {
			return err
		}
		if err := f.Drop(rel.Target); err != nil {
			return err
		}
	}
	if !unknown {
		return nil
	}
	root, err := o.book.tree(main)
	if err != nil {
		return err
	}
	if root.First("calcPr") != nil {
		return f.Edit(main, func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
			if t.Kind == ooxml.Start && t.Name.Local == "calcPr" {
				return ooxml.SetAttr(r.Raw(t), "fullCalcOnLoad", "1"), true, nil
			}
			return nil, false, nil
		})
	}
	last := "sheets" // behind which it stands
	for _, name := range []string{"functionGroups", "externalReferences", "definedNames"} {
		if root.First(name) != nil {
			last = name
		}
	}
	depth := 0
	return f.Edit(main, func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
		switch t.Kind {
		case ooxml.Start:
			depth++
			if depth == 2 && t.Name.Local == last {
				depth--
				n, err := r.Node(t)
				if err != nil {
					return nil, false, err
				}
				return append(n.Bytes(), "<"+n.Prefix()+`calcPr fullCalcOnLoad="1"/>`...), true, nil
			}
		case ooxml.End:
			depth--
		}
		return nil, false, nil
	})
}
