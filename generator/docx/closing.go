package docx

import (
	"strconv"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
	"hongtou/generator/typeset"
)

func init() {
	places((*writer).closing)
	places((*writer).signatures)
}

// closing writes 署名 and 成文日期 by one of the three ways of 7.3.5.
func (w *writer) closing(c *doc.Closing) {
	switch c.Way {
	case doc.Stamped:
		w.stamped(c)
	case doc.Sealed:
		w.sealed(c)
	default:
		w.unsealed(c)
	}
}

// at writes a line that begins so far from the left edge.
func (w *writer) lineAt(style string, x standard.Length, s string, more func()) {
	x = max(0, min(x, standard.AreaWidth-w.ruler.Body(s)))
	w.b.add(`<w:p>`)
	w.properties(&para{style: style, left: twips(x)})
	w.run(text(s))
	if more != nil {
		more()
	}
	w.b.add(paragraphEnd)
}

// unsealed: 7.3.5.2, name two characters from the right, date two right of its
// first character; a date longer than the name two from the right.
func (w *writer) unsealed(c *doc.Closing) {
	day := w.ruler.Body(c.Date)
	var name standard.Length
	var names []string
	for _, o := range c.Offices {
		names = append(names, w.ruler.OfficeLines(o, standard.AreaWidth-4*standard.Cell)...)
	}
	for _, n := range names {
		name = max(name, w.ruler.Body(n))
	}
	nameAt := standard.AreaWidth - 2*standard.Cell - name
	dateAt := nameAt + 2*standard.Cell
	if over := dateAt + day - (standard.AreaWidth - 2*standard.Cell); over > 0 && day > name {
		dateAt -= over
		nameAt = dateAt - 2*standard.Cell
	}
	w.blank(1, styleOffice)
	for _, n := range names {
		at := nameAt
		if len(names) > len(c.Offices) { // a name of several lines stands about their middle
			at += (name - w.ruler.Body(n)) / 2
		}
		w.lineAt(styleOffice, at, n, nil)
	}
	if c.Date != "" {
		w.lineAt(styleDate, dateAt, c.Date, nil)
	}
}

// sealed: 7.3.5.1, the date four characters from the right, the names centred on
// it, in rows of two, with the seals' room above. Names of fewer lines than their
// neighbour's stand lower, next to the date.
func (w *writer) sealed(c *doc.Closing) {
	const columns = 2
	day := w.ruler.Body(c.Date)
	radius := standard.Mm(int64(c.Diameter)*100) / 2
	middle := standard.AreaWidth - 4*standard.Cell - day/2
	room := standard.AreaWidth
	if len(c.Offices) > 1 {
		room = standard.AreaWidth/2 - standard.Cell
	}
	names := make([][]string, len(c.Offices))
	for i, o := range c.Offices {
		names[i] = w.ruler.OfficeLines(o, room)
		for _, line := range names[i] {
			middle = min(middle, standard.AreaWidth-max(radius, w.ruler.Body(line)/2))
		}
	}
	var reach standard.Length // from the middle of the seals above to the end of their row
	for i := 0; i < len(c.Offices); i += columns {
		row := names[i:min(i+columns, len(names))]
		last := i+columns >= len(c.Offices)
		lines := len(row[0])
		for _, name := range row {
			lines = max(lines, len(name))
		}
		centre := typeset.SealsMiddle(lines, last && c.Date != "")
		if i == 0 {
			w.blank(typeset.SealLines(radius, centre), styleOffice)
		} else {
			w.blank(typeset.SealRows(radius, reach, centre), styleOffice)
		}
		reach = standard.Length(lines)*standard.RowHeight - centre
		below := centre - standard.Length(lines-1)*standard.RowHeight + gridGap // from the last line's top
		centres := []standard.Length{standard.AreaWidth - middle, middle}[columns-len(row):]
		for n := range lines {
			w.sealedLine(row, n-lines, centres, func(k int) { w.seal(&c.Seals[i+k], c.Offices[i+k], centres[k], below, radius) })
		}
	}
	if c.Date != "" {
		w.lineAt(styleDate, middle-day/2, c.Date, nil)
	}
}

// sealedLine writes a line of the names in a row, counted from their last, -1, about their
// centres. That one has their seals.
func (w *writer) sealedLine(row [][]string, n int, centres []standard.Length, seal func(k int)) {
	var at []standard.Length // where names begin: the first by its indent, since a tab may be at the edge
	for k, name := range row {
		if line := len(name) + n; line >= 0 {
			at = append(at, max(0, centres[k]-w.ruler.Body(name[line])/2))
		}
	}
	w.b.add(`<w:p>`)
	w.properties(&para{style: styleOffice, left: twips(at[0]), tabs: tabsAt(at[1:]...)})
	tab := ""
	for k, name := range row {
		if line := len(name) + n; line >= 0 {
			w.run(text(tab + name[line]))
			tab = "\t"
		}
		if n == -1 {
			seal(k)
		}
	}
	w.b.add(paragraphEnd)
}

// seal draws what the document has at a seal's place; y is from its line's top.
func (w *writer) seal(s *doc.Seal, office string, x, y, radius standard.Length) {
	p := place{x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius, wrap: "wrapNone", behind: true, name: office}
	ring := func(look string) string { return shapeOf("ellipse", p.width, p.height, noFill, look) }
	switch s.Form {
	case doc.SealPlace:
		w.sealBox(p, ring(stroke(standard.MidGrey, standard.Pt/2, "dash")), s.Word, "")
	case doc.SealSample:
		w.sealBox(p, ring(stroke(standard.Red, standard.Mm(120), "solid")), s.Word, sampleLook)
	case doc.SealPicture:
		w.anchored(p, uriPicture, func() { w.picture(office, &s.Picture, p.width, p.height) })
		w.sealBox(p, ring(noLine), s.Word, sampleLook)
	}
}

// sampleLook is the red of what marks a sample, so large that none passes for a seal.
var sampleLook = `<w:color w:val="` + redColour + `"/><w:sz w:val="48"/>`

func (w *writer) sealBox(p place, shape, word, look string) {
	w.textBox(p, shape, `anchor="b"`, func() {
		q := para{style: styleSeal, after: twips(p.height / 8)}
		if look != "" {
			q.exact = 560
		}
		w.paragraph(q, run{text: word, look: look})
	})
}

// stampWidth is the room of a 签名章.
var stampWidth = standard.Mm(3600)

// stamped: 7.3.5.3, two lines below the text the stamp four characters from the
// right in a row of two lines, the post two to its left and in its middle; the date
// one line below.
func (w *writer) stamped(c *doc.Closing) {
	w.blank(2, styleSigner)
	half := para{style: styleGap, keepNext: true, exact: row / 2}
	left := standard.AreaWidth - 4*standard.Cell - stampWidth
	for _, s := range c.Signers {
		posts := w.ruler.OfficeLines(s.Post, left-2*standard.Cell)
		if len(posts) == 1 {
			w.paragraph(half)
		}
		for i, post := range posts {
			w.lineAt(styleSigner, left-2*standard.Cell-w.ruler.Body(post), post, func() {
				if i == 0 {
					w.stamp(&s, left, standard.Length(len(posts))*standard.RowHeight)
				}
			})
		}
		if len(posts) == 1 {
			w.paragraph(half)
		}
	}
	if c.Date != "" {
		w.blank(1, styleDate)
		w.lineAt(styleDate, standard.AreaWidth-4*standard.Cell-w.ruler.Body(c.Date), c.Date, nil)
	}
}

const middleOfCell = `<w:vAlign w:val="center"/>`

// stamp draws what the document has at a 签名章's place: the office's picture, or a
// frame with the name as a sample, about the middle of the lines that begin here, so high.
func (w *writer) stamp(s *doc.Signer, left, lines standard.Length) {
	room := 2*standard.RowHeight - standard.LineGap
	p := place{x: left, y: (lines - room) / 2, width: stampWidth, height: room, wrap: "wrapNone", name: s.Name}
	switch s.Stamp.Form {
	case doc.SealPicture:
		width, height := fitted(&s.Stamp.Picture, stampWidth, room)
		p.x, p.y, p.width, p.height = left+(stampWidth-width)/2, (lines-height)/2, width, height
		w.anchored(p, uriPicture, func() { w.picture(s.Name, &s.Stamp.Picture, width, height) })
	case doc.SealPlace:
		frame := shapeOf("rect", p.width, p.height, noFill, stroke(standard.Red, standard.Pt, "dash"))
		w.textBox(p, frame, `anchor="ctr"`, func() {
			w.paragraph(para{style: styleSigner, jc: "center"}, run{text: s.Stamp.Word, style: charKai, look: `<w:color w:val="` + redColour + `"/>` + sizes(standard.SizeSmall)})
		})
	}
}

// signatures writes an agreement's signing block as a table without borders, whose
// rows stand together with the text before them.
func (w *writer) signatures(s *doc.Signatures) {
	gap := standard.Cell
	for _, cells := range s.Rows { // a cell that is nearly full needs the gap
		for _, c := range cells {
			if w.ruler.Body(c) > (standard.AreaWidth-gap*standard.Length(s.Columns-1))/standard.Length(s.Columns) {
				gap = 0
			}
		}
	}
	width := (standard.AreaWidth - gap*standard.Length(s.Columns-1)) / standard.Length(s.Columns)
	columns := make([]int, s.Columns)
	for i := range columns {
		columns[i] = twips(width)
		if i+1 < s.Columns {
			columns[i] += twips(gap)
		}
	}
	w.blank(1, styleSignature)
	w.tableStart(columns, "")
	for r, cells := range s.Rows {
		w.rowStart(row, "atLeast")
		for i, column := range columns {
			margin := ""
			if i+1 < len(columns) {
				margin = `<w:tcMar><w:right w:w="` + strconv.Itoa(twips(gap)) + `" w:type="dxa"/></w:tcMar>`
			}
			w.cellStart(column, "", margin)
			p := para{style: styleSignature, keepNext: r+1 < len(s.Rows)}
			if i < len(cells) {
				w.paragraph(p, text(cells[i]))
			} else {
				w.paragraph(p)
			}
			w.b.add(`</w:tc>`)
		}
		w.b.add(`</w:tr>`)
	}
	w.b.add(`</w:tbl>`)
	w.paragraph(para{style: styleGap})
}

// faceOf is the face that measures a table's text.
func faceOf(head bool) face.Role {
	if head {
		return face.HeiTi
	}
	return face.FangSong
}
