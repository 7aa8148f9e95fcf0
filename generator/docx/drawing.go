package docx

import (
	"crypto/sha256"
	"fmt"

	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// place is where a drawing stands: from the paper's corner, or from the type area's
// left edge and its paragraph's top.
type place struct {
	x, y, width, height standard.Length
	onPage              bool
	wrap                string // how text goes around it: an element of wp, with its attributes
	behind              bool
	name                string
}

// anchored writes a run with a drawing at a place; what is in it stands between
// graphicData's tags.
func (w *writer) anchored(p place, uri string, inside func()) {
	from := [2]string{"column", "paragraph"}
	if p.onPage {
		from = [2]string{"page", "page"}
	}
	behind := 0
	if p.behind {
		behind = 1
	}
	id := w.drawing()
	w.b.add(`<w:r>`)
	if uri == uriShape { // of 2010: as Word writes it, so that older programs pass over it
		w.b.add(`<mc:AlternateContent><mc:Choice Requires="wps">`)
	}
	w.b.add(fmt.Sprintf(`<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="%d" behindDoc="%d" locked="0" layoutInCell="1" allowOverlap="1">`+
		`<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="%s"><wp:posOffset>%d</wp:posOffset></wp:positionH><wp:positionV relativeFrom="%s"><wp:posOffset>%d</wp:posOffset></wp:positionV>`+
		`<wp:extent cx="%d" cy="%d"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:%s/><wp:docPr id="%d" name="%s"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="%s">`,
		1000+id, behind, from[0], emu(p.x), from[1], emu(p.y), emu(p.width), emu(p.height), p.wrap, id, escape(p.name), uri))
	inside()
	w.b.add(`</a:graphicData></a:graphic></wp:anchor></w:drawing>`)
	if uri == uriShape {
		w.b.add(`</mc:Choice></mc:AlternateContent>`)
	}
	w.b.add(`</w:r>`)
}

const (
	uriShape   = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
	uriPicture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	uriChart   = "http://schemas.openxmlformats.org/drawingml/2006/chart"
)

// shapeOf is a shape's properties: its form, fill and line.
func shapeOf(form string, width, height standard.Length, fill, line string) string {
	return fmt.Sprintf(`<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="%s"><a:avLst/></a:prstGeom>%s%s</wps:spPr>`, emu(width), emu(height), form, fill, line)
}

const (
	noFill  = `<a:noFill/>`
	noLine  = `<a:ln><a:noFill/></a:ln>`
	noInset = `lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"`
)

func solid(i standard.Ink) string {
	return `<a:solidFill><a:srgbClr val="` + colour(i) + `"/></a:solidFill>`
}

func stroke(i standard.Ink, weight standard.Length, dash string) string {
	return fmt.Sprintf(`<a:ln w="%d">%s<a:prstDash val="%s"/></a:ln>`, emu(weight), solid(i), dash)
}

// ruleAt draws a red rule on the page as a line of its weight.
func (w *writer) ruleAt(x, y, width, weight standard.Length, name string) {
	w.anchored(place{x: x, y: y + weight/2, width: width, onPage: true, wrap: "wrapNone", name: name}, uriShape, func() {
		w.b.add(`<wps:wsp><wps:cNvCnPr/>`, shapeOf("line", width, 0, "", stroke(standard.Red, weight, "solid")), `<wps:bodyPr/></wps:wsp>`)
	})
}

// textBox draws a box with paragraphs or tables in it.
func (w *writer) textBox(p place, shape, body string, inside func()) {
	w.anchored(p, uriShape, func() {
		w.b.add(`<wps:wsp><wps:cNvSpPr txBox="1"/>`, shape, `<wps:txbx><w:txbxContent>`)
		inside()
		w.b.add(`</w:txbxContent></wps:txbx><wps:bodyPr `, noInset, ` `, body, `><a:noAutofit/></wps:bodyPr></wps:wsp>`)
	})
}

// picture writes a picture's graphic data. The same picture stands once in the file,
// whatever its names: a seal and a figure may share one.
func (w *writer) picture(name string, p *doc.Picture, width, height standard.Length) {
	if w.pictures == nil {
		w.pictures = map[[sha256.Size]byte]string{}
	}
	content := sha256.Sum256(p.Data)
	id, ok := w.pictures[content]
	if !ok {
		file := fmt.Sprintf("media/image%d.png", len(w.pictures)+1)
		id = w.related("/image", file)
		w.pictures[content] = id
		w.parts = append(w.parts, part{name: "word/" + file, data: p.Data})
	}
	w.b.add(fmt.Sprintf(`<pic:pic><pic:nvPicPr><pic:cNvPr id="%d" name="%s"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="%s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>`,
		w.drawing(), escape(name), id, emu(width), emu(height)))
}

// inline writes a drawing that stands in its line as a character does.
// What it shows is told to those who don't see it.
func (w *writer) inline(name, shows, uri string, width, height standard.Length, inside func()) {
	w.b.add(fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="%s" descr="%s"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="%s">`,
		emu(width), emu(height), w.drawing(), escape(name), escape(shows), uri))
	inside()
	w.b.add(`</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`)
}

func init() {
	places(func(w *writer, f *doc.Figure) {
		width, height := figureSize(&f.Picture)
		w.b.add(`<w:p>`)
		w.properties(&para{style: styleFigure})
		w.inline(f.Name, f.Caption, uriPicture, width, height, func() { w.picture(f.Name, &f.Picture, width, height) })
		w.b.add(paragraphEnd)
		w.caption(f.FullCaption())
	})
}

// caption writes the line below a figure.
func (w *writer) caption(s string) {
	if s != "" {
		w.paragraph(para{style: styleCaption}, text(s))
	}
}

// figureSize is a picture's size: 150 pixels an inch where it fits, as wide as the
// type area and three fifths as high at most.
func figureSize(p *doc.Picture) (width, height standard.Length) {
	return fitted(p, min(standard.AreaWidth, standard.Length(p.Width)*72*standard.Pt/150), standard.AreaHeight*3/5)
}

// fitted is a picture's largest size within a room.
func fitted(p *doc.Picture, width, height standard.Length) (standard.Length, standard.Length) {
	w, h := standard.Length(max(1, p.Width)), standard.Length(max(1, p.Height))
	if width*h <= height*w {
		return width, width * h / w
	}
	return height * w / h, height
}
