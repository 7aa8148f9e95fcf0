package sheet

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"hongtou/generator/ooxml"
)

// around moves the rows that a sheet's part names before and after its cells.
func (o *ownFile) around(s *outSheet, part []byte) ([]byte, error) {
	m := s.m
	formula := func(text string) string { return o.maps.formula(s.name, text, 0) }
	number := func(to func(int) int) func(string) string {
		return func(s string) string {
			n, err := strconv.Atoi(s)
			if err != nil {
				return s
			}
			return strconv.Itoa(to(n))
		}
	}
	one := func(s string) string { return m.reference(s, 0) }
	return ooxml.Edit(part, func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
		if t.Kind != ooxml.Start {
			return nil, false, nil
		}
		switch t.Name.Local {
		case "sheetData":
			return nil, false, r.Skip(t)
		case "mergeCells":
			with, err := merges(r, t, m)
			return with, with != nil, err
		case "formula", "formula1", "formula2", "f", "sqref":
			move := formula
			if t.Name.Local == "sqref" {
				move = func(s string) string { return m.areas(s, false) }
			}
			return movedText(r, t, move)
		}
		tag := r.Raw(t)
		tag, changed := moved(tag, &t, "sqref", func(s string) string { return m.areas(s, false) }, false)
		switch t.Name.Local {
		case "autoFilter", "hyperlink", "dimension", "sortState", "sortCondition":
			tag, changed = moved(tag, &t, "ref", one, changed)
		case "cellWatch":
			tag, changed = moved(tag, &t, "r", one, changed)
		case "brk":
			tag, changed = moved(tag, &t, "id", number(m.last), changed)
		case "pane":
			if strings.HasPrefix(t.Attr("state"), "frozen") { // else it is a length
				tag, changed = moved(tag, &t, "ySplit", number(m.last), changed)
			}
		}
		tag, changed = moved(tag, &t, "topLeftCell", one, changed)
		tag, changed = moved(tag, &t, "activeCell", one, changed)
		return tag, changed, nil
	})
}

// moved changes an attribute of a tag, if it is there and not the same.
func moved(tag []byte, t *ooxml.Token, name string, move func(string) string, changed bool) ([]byte, bool) {
	value := t.Attr(name)
	if value == "" {
		return tag, changed
	}
	if now := move(value); now != value {
		return ooxml.SetAttr(tag, name, now), true
	}
	return tag, changed
}

// movedText changes the text of the element that t opens.
func movedText(r *ooxml.Reader, t ooxml.Token, move func(string) string) ([]byte, bool, error) {
	n, err := r.Node(t)
	if err != nil {
		return nil, false, err
	}
	text := n.Text()
	now := move(text)
	if now == text {
		return nil, false, nil
	}
	n.SetText(now)
	return n.Bytes(), true, nil
}

// merges makes mergeCells anew where rows move; nil leaves it.
func merges(r *ooxml.Reader, t ooxml.Token, m *rowMap) ([]byte, error) {
	n, err := r.Node(t)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	count := 0
	for _, c := range n.Elements("mergeCell") {
		for _, ref := range strings.Fields(m.areas(c.Attr("ref"), true)) {
			count++
			clone := c.Clone()
			if ref != c.Attr("ref") {
				clone.SetAttr("ref", ref)
			}
			clone.Write(&out)
		}
	}
	if count == 0 {
		return []byte{}, nil
	}
	tag := bytes.TrimSuffix(n.Bytes()[:t.To-t.From], []byte("/>"))
	if old := t.Attr("count"); old != "" && old != strconv.Itoa(count) {
		tag = ooxml.SetAttr(tag, "count", strconv.Itoa(count))
	}
	return append(append(tag, out.Bytes()...), "</"+n.Tag()+">"...), nil
}

var noteRow = regexp.MustCompile(`(<x:(Row|Anchor)>)([^<]*)(</)`)

// hanging moves what hangs on a sheet's rows: pictures, charts, comments, tables.
func (o *ownFile) hanging(s *outSheet) error {
	f, m := o.book.file, s.m
	row := func(n string) string {
		row, err := strconv.Atoi(strings.TrimSpace(n))
		if err != nil {
			return n
		}
		return strconv.Itoa(m.first(row+1) - 1)
	}
	one := func(s string) string { return m.reference(s, 0) }
	relations, err := f.Relations(s.part)
	if err != nil {
		return err
	}
	for _, rel := range relations {
		switch {
		case rel.External:
		case rel.Type == "vmlDrawing": // not always XML
			b, err := f.Part(rel.Target)
			if err != nil {
				return err
			}
			f.Set(rel.Target, replaced(noteRow, b, func(g []string) string {
				if g[2] == "Row" {
					return g[1] + row(g[3]) + g[4]
				}
				corners := strings.Split(g[3], ",")
				for _, i := range []int{2, 6} {
					if i < len(corners) {
						corners[i] = " " + row(corners[i])
					}
				}
				return g[1] + strings.Join(corners, ",") + g[4]
			}))
		case rel.Type == "drawing":
			err = f.Edit(rel.Target, func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
				if t.Kind != ooxml.Start || t.Name.Local != "row" {
					return nil, false, nil
				}
				return movedText(r, t, row)
			})
		case rel.Type == "comments" || rel.Type == "threadedComment" || rel.Type == "table":
			err = f.Edit(rel.Target, func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
				if t.Kind != ooxml.Start {
					return nil, false, nil
				}
				switch t.Name.Local {
				case "comment", "threadedComment", "table", "autoFilter", "sortState", "sortCondition":
					tag, changed := moved(r.Raw(t), &t, "ref", one, false)
					return tag, changed, nil
				case "calculatedColumnFormula", "totalsRowFormula":
					return movedText(r, t, func(text string) string { return o.maps.formula(s.name, text, 0) })
				}
				return nil, false, nil
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func replaced(re *regexp.Regexp, b []byte, by func(groups []string) string) []byte {
	return re.ReplaceAllFunc(b, func(m []byte) []byte { return []byte(by(re.FindStringSubmatch(string(m)))) })
}

// charts moves the cells that charts and pivot tables show. What a chart remembers
// of moved cells goes: it would be the template's.
func (o *ownFile) charts() error {
	for _, name := range o.book.file.Names() {
		var err error
		switch {
		case strings.HasPrefix(name, "xl/charts/") && strings.HasSuffix(name, ".xml"):
			err = o.book.file.Edit(name, func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
				if t.Kind != ooxml.Start {
					return nil, false, nil
				}
				switch t.Name.Local {
				case "f":
					return movedText(r, t, func(text string) string { return o.maps.formula("", text, 0) })
				case "numCache", "strCache", "multiLvlStrCache":
					if len(o.own.Sheets) > 0 {
						return []byte{}, true, r.Skip(t)
					}
				}
				return nil, false, nil
			})
		case strings.HasPrefix(name, "xl/pivotCache/pivotCacheDefinition"):
			err = o.book.file.Edit(name, func(r *ooxml.Reader, t ooxml.Token) ([]byte, bool, error) {
				if m := o.maps[strings.ToUpper(t.Attr("sheet"))]; t.Kind == ooxml.Start && t.Name.Local == "worksheetSource" && m != nil {
					tag, changed := moved(r.Raw(t), &t, "ref", func(s string) string { return m.reference(s, 0) }, false)
					return tag, changed, nil
				}
				return nil, false, nil
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}
