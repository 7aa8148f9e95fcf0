package judge

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"hongtou/generator/internal/readback"
)

const (
	imprintSize = 14.0
	leastLines  = 3   // that a page behind the first holds
	tallRow     = 105 // points: a higher row may be parted between its lines
)

var (
	dateAlone = regexp.MustCompile(`^[0-9]*年[0-9]*月[0-9]*日$`) // of a draft, too
	listItem  = regexp.MustCompile(`^(附件：|[0-9]+\.)`)
)

// ends judges what the end of a document leaves to a page, all but the first.
func (f *Findings) ends(name string, page int, s *readback.Sheet, views []view) {
	v := &views[page]
	if page == 0 || v.turned {
		return
	}
	var text, imprint []readback.Glyph
	for _, g := range s.Glyphs {
		switch inside := g.Y > areaTop-8 && g.Y < areaBottom+2; {
		case !inside || strings.TrimSpace(g.Text) == "":
		case math.Abs(g.Size-imprintSize) < 0.05:
			imprint = append(imprint, g)
		default:
			text = append(text, g)
		}
	}
	switch rows := rowsOf(text); {
	case len(rows) == 0 && len(imprint) > 0:
		before := &views[page-1]
		if even := page%2 == 1; before.turned || even && before.last+areaBottom-v.first < areaBottom {
			break // a turned table leaves no room, and one that has it is to stand on the even page
		}
		f.add(ImprintAlone, name, page, "")
	case len(rows) > 0 && len(rows) < leastLines && len(v.tables) == 0 && rows[len(rows)-1].glyphs[0].Y-rows[0].glyphs[0].Y < leastLines*rowPitch:
		f.add(NearlyEmpty, name, page, rows[0].text)
	}
	for k := range v.rows {
		if signed(&v.rows[k]) {
			if !slices.ContainsFunc(v.rows[:k], isText) && !slices.ContainsFunc(v.tables, func(t tableView) bool { return t.bottom < v.rows[k].glyphs[0].Y }) {
				f.add(SignatureAlone, name, page, v.rows[k].text)
			}
			return
		}
	}
}

// signed tells whether a line is 成文日期, or the first one of a signing block.
func signed(r *textRow) bool {
	return dateAlone.MatchString(r.text) && r.left() > areaLeft+3*cellPitch || strings.HasPrefix(r.text, "甲方") && strings.Contains(r.text, "乙方")
}

// isText tells whether a line is of a paragraph: it begins at the edge, or two characters
// from it, and is none of 附件说明.
func isText(r textRow) bool {
	return r.flush() || math.Abs(r.left()-areaLeft-2*cellPitch) < 3 && !listItem.MatchString(r.text)
}

// loneRows judges tables that go over a page's end: one row of them alone is neither at its
// foot nor at the next one's head.
func (f *Findings) loneRows(name string, views []view) {
	for i := 0; i+1 < len(views); i++ {
		v, next := &views[i], &views[i+1]
		n := len(v.tables)
		if n == 0 || v.turned || next.turned || v.tables[n-1].bottom < v.last-30 || !next.beginsWithTable() {
			continue
		}
		if t := v.tables[n-1]; t.rows == 1 && t.body < tallRow {
			f.add(LoneRow, name, i, "at the foot")
		}
		if t := next.tables[0]; t.rows == 1 && t.body < tallRow {
			f.add(LoneRow, name, i+1, "at the head")
		}
	}
}
