package typeset

import (
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/face"
)

func (s *setter) plain(text string) []piece {
	return []piece{{text, bodyStyle(face.FangSong)}}
}

func (s *setter) width(pieces []piece) Length {
	var w Length
	for _, a := range atoms(s.faces, pieces, func(rune) {}) {
		w += a.width
	}
	return w
}

// blank is n empty grid rows that stay with what follows.
func blank(n int) []box {
	boxes := make([]box, n)
	for i := range boxes {
		boxes[i] = box{height: rowHeight, onGrid: true, keep: true, skip: true}
	}
	return boxes
}

// signatures sets the signing block of an agreement: columns side by side, a
// row a line, never torn and never alone.
func (s *setter) signatures(f *doc.Fence) []box {
	boxes := blank(1)
	columns := 1
	for _, r := range f.Rows {
		columns = max(columns, len(r))
	}
	gap := cell
	width := (areaWidth - gap*Length(columns-1)) / Length(columns)
	for _, r := range f.Rows {
		row := box{height: rowHeight, onGrid: true, keep: true}
		lines := []box{row}
		for i, text := range r {
			left := Length(i) * (width + gap)
			set := s.lines(s.plain(text), left, left, left+width, start)
			for n, runs := range set {
				if n == len(lines) {
					lines = append(lines, row)
				}
				for _, run := range runs {
					run.Y += baseline(sizeBody)
					lines[n].runs = append(lines[n].runs, run)
				}
			}
		}
		boxes = append(boxes, lines...)
	}
	boxes[len(boxes)-1].keep = false
	return boxes
}

// closing sets 署名 and 成文日期. With a seal (7.3.5.1) the date stands four
// characters from the right and the name centred on it, with room above that
// the seal presses into; without one (7.3.5.2) the name stands two from the
// right and the date begins two characters right of the name's first.
func (s *setter) closing(f *doc.Fence) []box {
	office, date := s.plain(f.Value("office")), s.plain(f.Value("date"))
	name, day := s.width(office), s.width(date)
	var boxes []box
	var nameAt, dateAt Length
	if f.Value("seal") == "yes" {
		boxes = blank(2)
		dateAt = areaWidth - 4*cell - day
		nameAt = dateAt + (day-name)/2
		if over := nameAt + name - areaWidth; over > 0 {
			nameAt -= over
			dateAt = nameAt + (name-day)/2
		}
	} else {
		boxes = blank(1)
		nameAt = areaWidth - 2*cell - name
		dateAt = nameAt + 2*cell
		if dateAt+day > areaWidth-2*cell {
			dateAt = areaWidth - 2*cell - day
			nameAt = dateAt - 2*cell
			if name > day {
				nameAt = areaWidth - 2*cell - name
			}
		}
	}
	for _, line := range []struct {
		at     Length
		pieces []piece
	}{{nameAt, office}, {dateAt, date}} {
		set := s.text(line.pieces, max(0, line.at), max(0, line.at), areaWidth+cell)
		keepLast(set, len(set))
		boxes = append(boxes, set...)
	}
	boxes[len(boxes)-1].keep = false
	return boxes
}

// attendance sets 出席, 请假 and 列席 of minutes (10.3): label in 黑体, names
// behind its colon, returns under the first name. Empty lists vanish.
func (s *setter) attendance(f *doc.Fence) []box {
	boxes := blank(1)
	for _, l := range f.Labelled() {
		if l[1] == "" {
			continue
		}
		label := piece{l[0] + "：", bodyStyle(face.HeiTi)}
		indent := 2*cell + s.width([]piece{label})
		boxes = append(boxes, s.text(append([]piece{label}, s.plain(l[1])...), 2*cell, indent, areaWidth)...)
	}
	if len(boxes) == 1 {
		return nil
	}
	return boxes
}

// attachments sets 附件说明 (7.3.4): one line below the text, returns under the
// first character of the name.
func (s *setter) attachments(f *doc.Fence) []box {
	boxes := blank(1)
	label := "附件："
	for i, r := range f.Rows {
		name := strings.Join(r, "|")
		number := ""
		if len(f.Rows) > 1 {
			number = label3(i + 1)
		}
		first := 2 * cell
		if i > 0 {
			first += 3 * cell
			label = ""
		}
		rest := 5*cell + s.width(s.plain(number))
		boxes = append(boxes, s.text(s.plain(label+number+name), first, rest, areaWidth)...)
	}
	return boxes
}
