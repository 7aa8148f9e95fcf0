package ofd

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

// document is a document on its way: its parts, and the identifiers given so far.
// They are unique in the document and never 0.
type document struct {
	layout *typeset.Layout
	info   *Info
	uses   *face.Uses

	parts []part
	last  int   // identifier
	fonts []int // identifiers of the faces, by index
	pages []int // identifiers of the pages

	pictures []picture
}

type picture struct {
	data []byte
	id   int
}

// next is the next identifier.
func (d *document) next() string {
	d.last++
	return strconv.Itoa(d.last)
}

const root = "Doc_0/"

// build makes all parts in the order in which they stand in the file.
func (d *document) build(programs *face.Programs) error {
	for range d.layout.Pages {
		d.last++
		d.pages = append(d.pages, d.last)
	}
	for range d.uses.Fonts {
		d.last++
		d.fonts = append(d.fonts, d.last)
	}
	contents := make([]part, len(d.layout.Pages))
	var media []part
	for i, p := range d.layout.Pages {
		for k := range p.Images {
			if before := len(d.pictures); d.media(&p.Images[k]) > 0 && len(d.pictures) > before {
				media = append(media, part{name: root + "Res/" + d.pictures[before].file(), data: p.Images[k].Data, packed: true})
			}
		}
		contents[i] = part{name: root + pagePath(i), data: d.page(p)}
	}
	tags, attached := d.tags(), d.attachments()

	d.parts = append(d.parts, part{}, // OFD.xml, whose identifier is made from the rest
		part{name: root + "Document.xml", data: d.document(len(tags) > 0, len(attached) > 0)},
		part{name: root + "PublicRes.xml", data: d.publicRes()})
	if len(media) > 0 {
		d.parts = append(d.parts, part{name: root + "DocumentRes.xml", data: d.documentRes()})
	}
	d.parts = append(append(append(d.parts, contents...), tags...), attached...)
	for i, u := range d.uses.Fonts {
		p, err := programs.Of(u, face.Standalone)
		if err != nil {
			return err
		}
		d.parts = append(d.parts, part{name: root + "Res/" + d.fontFile(i), program: p})
	}
	d.parts = append(d.parts, media...)
	d.parts[0] = part{name: "OFD.xml", data: d.entry()}
	return nil
}

func pagePath(i int) string { return "Pages/Page_" + strconv.Itoa(i) + "/Content.xml" }

func (d *document) fontFile(i int) string { return "font_" + strconv.Itoa(d.fonts[i]) + ".ttf" }

func (p *picture) file() string { return "image_" + strconv.Itoa(p.id) + ".png" }

// media is the identifier of a picture, which stands in the file once, whatever its
// names: a seal and a figure may share one.
func (d *document) media(i *typeset.Image) int {
	for _, p := range d.pictures {
		if bytes.Equal(p.data, i.Data) {
			return p.id
		}
	}
	d.last++
	d.pictures = append(d.pictures, picture{i.Data, d.last})
	return d.last
}

// entry is the file's entry: the document information and where the document is.
func (d *document) entry() []byte {
	h := sha256.New()
	for _, p := range d.parts[1:] {
		fmt.Fprintf(h, "%s %d ", p.name, len(p.data))
		h.Write(p.data)
		if p.program != nil {
			fmt.Fprintf(h, "%d %08x", p.program.Length, p.program.CRC)
		}
	}
	info := d.information()
	h.Write(info)
	var b buffer
	b.add(xmlHead, `<ofd:OFD`, namespace, ` Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>`,
		hex.EncodeToString(h.Sum(nil)[:16]), `</ofd:DocID>`, string(info), `</ofd:DocInfo><ofd:DocRoot>`, root, `Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`)
	return b
}

// information is the document information but its identifier.
func (d *document) information() []byte {
	var b buffer
	i, day := d.info, d.info.Date.Format("2006-01-02")
	b.element("Title", i.Title)
	b.element("Author", i.Author)
	b.element("Subject", i.Subject)
	b.element("CreationDate", day)
	b.element("ModDate", day)
	b.element("DocUsage", "Normal")
	if words := strings.FieldsFunc(i.Keywords, func(r rune) bool { return strings.ContainsRune(" ,;，；、　", r) }); len(words) > 0 {
		b.add(`<ofd:Keywords>`)
		for _, w := range words {
			b.element("Keyword", w)
		}
		b.add(`</ofd:Keywords>`)
	}
	b.element("Creator", "hongtou")
	data := i.Elements
	for _, a := range d.layout.Areas {
		data = append(data[:len(data):len(data)], Element{i.SealName, d.place(&a)})
	}
	if len(data) > 0 {
		b.add(`<ofd:CustomDatas>`)
		for _, e := range data {
			b.add(`<ofd:CustomData`)
			b.attribute("Name", line(e.Name))
			b.add(`>`)
			b.text(line(e.Value))
			b.add(`</ofd:CustomData>`)
		}
		b.add(`</ofd:CustomDatas>`)
	}
	return b
}

// document is the document's root.
func (d *document) document(tags, attached bool) []byte {
	first := d.layout.Pages[0]
	var b buffer
	b.add(xmlHead, `<ofd:Document`, namespace, `><ofd:CommonData><ofd:MaxUnitID>`, strconv.Itoa(d.last), `</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>`)
	b.lengths(0, 0, microns(first.Width), microns(first.Height))
	b.add(`</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>`)
	if len(d.pictures) > 0 {
		b.add(`<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>`)
	}
	b.add(`</ofd:CommonData><ofd:Pages>`)
	for i, id := range d.pages {
		b.add(`<ofd:Page ID="`, strconv.Itoa(id), `" BaseLoc="`, pagePath(i), `"/>`)
	}
	b.add(`</ofd:Pages>`)
	d.outline(&b)
	if tags {
		b.add(`<ofd:CustomTags>CustomTags.xml</ofd:CustomTags>`)
	}
	if attached {
		b.add(`<ofd:Attachments>Attachments.xml</ofd:Attachments>`)
	}
	b.add(`</ofd:Document>`)
	return b
}

// outline writes the bookmarks as a tree. A level may only be one deeper than the
// one before it.
func (d *document) outline(b *buffer) {
	marks := d.layout.Bookmarks
	if len(marks) == 0 {
		return
	}
	b.add(`<ofd:Outlines>`)
	open := 0
	for i, m := range marks {
		level := min(max(m.Level, 1), open+1)
		for ; open >= level; open-- {
			b.add(`</ofd:OutlineElem>`)
		}
		open = level
		b.add(`<ofd:OutlineElem`)
		b.attribute("Title", line(m.Title))
		if n := children(marks, i); n > 0 {
			b.add(` Count="`, strconv.Itoa(n), `"`)
		}
		b.add(`><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto><ofd:Dest Type="XYZ" PageID="`, strconv.Itoa(d.pages[m.Page-1]), `" Left="0" Top="`)
		b.length(microns(m.Y))
		b.add(`" Zoom="0"/></ofd:Goto></ofd:Action></ofd:Actions>`)
	}
	for ; open > 0; open-- {
		b.add(`</ofd:OutlineElem>`)
	}
	b.add(`</ofd:Outlines>`)
}

// children is how many bookmarks hang below one.
func children(marks []typeset.Bookmark, i int) int {
	n := 0
	for _, m := range marks[i+1:] {
		if m.Level <= marks[i].Level {
			break
		}
		n++
	}
	return n
}

// publicRes are the fonts. A face's own name keeps readers from taking a font of the
// system for it; its family is for those that read no embedded fonts.
func (d *document) publicRes() []byte {
	var b buffer
	b.add(xmlHead, `<ofd:Res`, namespace, ` BaseLoc="Res"><ofd:Fonts>`)
	for i, u := range d.uses.Fonts {
		b.add(`<ofd:Font ID="`, strconv.Itoa(d.fonts[i]), `"`)
		b.attribute("FontName", u.Face.Name)
		if u.Face.Family != "" {
			b.attribute("FamilyName", u.Face.Family)
		}
		b.add(`><ofd:FontFile>`, d.fontFile(i), `</ofd:FontFile></ofd:Font>`)
	}
	b.add(`</ofd:Fonts></ofd:Res>`)
	return b
}

// documentRes are the pictures.
func (d *document) documentRes() []byte {
	var b buffer
	b.add(xmlHead, `<ofd:Res`, namespace, ` BaseLoc="Res"><ofd:MultiMedias>`)
	for _, p := range d.pictures {
		b.add(`<ofd:MultiMedia ID="`, strconv.Itoa(p.id), `" Type="Image" Format="PNG"><ofd:MediaFile>`, p.file(), `</ofd:MediaFile></ofd:MultiMedia>`)
	}
	b.add(`</ofd:MultiMedias></ofd:Res>`)
	return b
}

// place is an area as a seal system wants to know it: page from 1, box in mm, name.
func (d *document) place(a *typeset.Area) string {
	var b buffer
	b.int(a.Page)
	b.add(" ")
	b.box(areaBox(a))
	b.add(" ", a.Name)
	return string(b)
}

func areaBox(a *typeset.Area) box {
	return box{microns(a.X), microns(a.Y), microns(a.X + a.Width), microns(a.Y + a.Height)}
}

// tagSpace is the name space of our tags: they say what is where on the pages and
// claim to be no standard's.
const tagSpace = "urn:hongtou:places"

// tags are the list of tags and the tag file: the places of seals by page and box.
func (d *document) tags() []part {
	if len(d.layout.Areas) == 0 {
		return nil
	}
	var list, b buffer
	list.add(xmlHead, `<ofd:CustomTags`, namespace, `><ofd:CustomTag NameSpace="`, tagSpace, `"><ofd:FileLoc>Tags/Places.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>`)
	b.add(xmlHead, `<places xmlns="`, tagSpace, `">`)
	for i := range d.layout.Areas {
		a := &d.layout.Areas[i]
		b.add(`<seal`)
		b.attribute("name", line(a.Name))
		b.add(` PageRef="`, strconv.Itoa(d.pages[a.Page-1]), `" Boundary="`)
		b.box(areaBox(a))
		b.add(`"/>`)
	}
	b.add(`</places>`)
	return []part{{name: root + "CustomTags.xml", data: list}, {name: root + "Tags/Places.xml", data: b}}
}

// attachments are the list of attachments and their files. Sizes are in KB.
func (d *document) attachments() []part {
	if len(d.info.Attachments) == 0 {
		return nil
	}
	var list buffer
	var files []part
	day := d.info.Date.Format("2006-01-02")
	list.add(xmlHead, `<ofd:Attachments`, namespace, `>`)
	for i, a := range d.info.Attachments {
		format := a.Name[strings.LastIndexByte(a.Name, '.')+1:]
		list.add(`<ofd:Attachment ID="A`, strconv.Itoa(i+1), `"`)
		list.attribute("Name", a.Name)
		list.attribute("Format", format)
		list.add(` CreationDate="`, day, `" ModDate="`, day, `" Size="`, strconv.FormatFloat(float64(len(a.Data))/1024, 'f', 3, 64), `"><ofd:FileLoc>Attachs/`)
		list.text(a.Name)
		list.add(`</ofd:FileLoc></ofd:Attachment>`)
		files = append(files, part{name: root + "Attachs/" + a.Name, data: a.Data})
	}
	list.add(`</ofd:Attachments>`)
	return append([]part{{name: root + "Attachments.xml", data: list}}, files...)
}
