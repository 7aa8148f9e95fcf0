package typeset

import (
	"fmt"
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/face"
)

func label3(n int) string { return fmt.Sprintf("%d.", n) }

// head sets what stands above the body on the first page: 版头 by layout, the
// title and 主送机关.
func (s *setter) head(m *doc.Meta) []box {
	var boxes []box
	switch m.Layout {
	case "document":
		boxes = append(boxes, s.masthead(m, m.Number, "", ""))
	case "minutes":
		boxes = append(boxes, s.masthead(m, m.Issue, m.Office, m.Date))
	}
	boxes = append(boxes, s.title(m)...)
	if m.To != "" {
		boxes = append(boxes, s.text(s.plain(strings.TrimRight(m.To, "：:")+"："), 0, 0, areaWidth)...)
	}
	return boxes
}

// masthead sets 份号, 密级 and 紧急程度, the red mark, the number two lines
// below it (7.2.5), for minutes the office and date, and the red rule 4 mm
// further down (7.2.7).
func (s *setter) masthead(m *doc.Meta, number, left, right string) box {
	var b box
	for i, text := range []string{m.Copy, m.Secrecy, m.Urgency} {
		if text != "" {
			role := face.HeiTi
			if i == 0 {
				role = face.FangSong
			}
			b.add(s.lines([]piece{{text, bodyStyle(role)}}, 0, 0, areaWidth, start), rowTop(i)+baseline(sizeBody))
		}
	}
	y := markTop
	if m.Mark != "" {
		style := style{role: face.XiaoBiaoSong, size: maxMark}
		if w := s.width([]piece{{m.Mark, style}}); w > areaWidth {
			style.size = maxMark * areaWidth / w
		}
		runs := s.lines([]piece{{m.Mark, style}}, 0, 0, areaWidth, middle)
		for _, line := range runs {
			for i := range line {
				line[i].Red = true
			}
		}
		b.add(runs, y+baseline(style.size))
		y += style.size
	}
	gap := rowHeight - sizeBody
	y += gap + 2*rowHeight
	if number != "" {
		at := middle
		if m.Signer != "" {
			at = start // upward documents: one character from the left, 7.2.5
		}
		b.add(s.lines(s.plain(number), cell, cell, areaWidth-cell, at), y+baseline(sizeBody))
	}
	if m.Signer != "" {
		pieces := []piece{{"签发人：", bodyStyle(face.FangSong)}, {m.Signer, bodyStyle(face.KaiTi)}}
		b.add(s.lines(pieces, 0, 0, areaWidth-cell, end), y+baseline(sizeBody))
	}
	if left != "" || right != "" {
		y += rowHeight
		b.add(s.lines(s.plain(left), cell, cell, areaWidth-cell, start), y+baseline(sizeBody))
		b.add(s.lines(s.plain(right), cell, cell, areaWidth-cell, end), y+baseline(sizeBody))
	}
	y += sizeBody + ruleBelow
	b.rules = append(b.rules, Rule{Y: y, Width: areaWidth, Height: headRule, Red: true})
	b.height = y + headRule
	return b
}

func (b *box) add(lines [][]Run, y Length) {
	for _, runs := range lines {
		for _, r := range runs {
			r.Y += y
			b.runs = append(b.runs, r)
		}
	}
}

// title sets 标题 two lines below the red rule, or at the top of a page without
// a head, and leaves one line below it (7.3.1, 7.3.2).
func (s *setter) title(m *doc.Meta) []box {
	if m.Title == "" {
		return nil
	}
	above := 1
	if m.Layout == "document" || m.Layout == "minutes" {
		above = 2
	}
	b := box{height: Length(above) * rowHeight, keep: true}
	b.marks = []Bookmark{{Title: strings.ReplaceAll(m.Title, "\n", ""), Level: 1}}
	if above == 1 {
		b.height = rowHeight
	}
	for _, line := range s.titleLines(m.Title) {
		b.add([][]Run{line}, b.height+baseline(sizeTitle))
		b.height += titleLine
	}
	if m.Subtitle != "" {
		b.add(s.lines([]piece{{m.Subtitle, bodyStyle(face.KaiTi)}}, 0, 0, areaWidth, middle), b.height+baseline(sizeBody))
		b.height += rowHeight
	}
	b.height += rowHeight
	return []box{b}
}

// titleLines breaks a title where it says, if it does not fit one line;
// otherwise into the fewest lines, of about the same length.
func (s *setter) titleLines(title string) [][]Run {
	style := style{role: face.XiaoBiaoSong, size: sizeTitle}
	joined := strings.ReplaceAll(title, "\n", "")
	whole := s.width([]piece{{joined, style}})
	if whole <= areaWidth {
		return s.lines([]piece{{joined, style}}, 0, 0, areaWidth, middle)
	}
	if strings.Contains(title, "\n") {
		return s.lines([]piece{{title, style}}, 0, 0, areaWidth, middle)
	}
	n := whole/areaWidth + 1
	inset := (areaWidth - whole/n - 2*sizeTitle) / 2
	return s.lines([]piece{{joined, style}}, max(0, inset), max(0, inset), areaWidth-max(0, inset), middle)
}
