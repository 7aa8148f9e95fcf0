package pdf

import (
	"bytes"
	"crypto/md5"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"hongtou/generator/typeset"
)

// What makes a PDF an archival one (ISO 19005-2, level A; with attachments ISO
// 19005-3, level A) that is read aloud too (ISO 14289-1), beside its structure: metadata in XMP that say the same as the information
// dictionary, an output intent, a catalog without anything that acts.
// docs/pdfa.md lists the requirements.

// Attachment is a file that travels in the PDF: the data that made it.
type Attachment struct {
	Name        string // ASCII
	Description string
	Type        string // MIME type
	Data        []byte
}

const producer = "hongtou"

// information is the information dictionary (ISO 32000-1, 14.3.3).
func information(i *Info) []byte {
	b := []byte("<<")
	for _, e := range []struct{ key, value string }{
		{"Title", i.Title}, {"Author", i.Author}, {"Subject", i.Subject}, {"Keywords", i.Keywords},
	} {
		if e.value != "" {
			b = append(append(b, '/'), e.key...)
			b = appendText(b, e.value)
		}
	}
	b = fmt.Appendf(b, "/Creator(%s)/Producer(%s)", producer, producer)
	day := i.Date.Format("20060102150405") + strings.Replace(i.Date.Format("-07:00"), ":", "'", 1) + "'"
	return fmt.Appendf(b, "/CreationDate(D:%s)/ModDate(D:%s)>>", day, day)
}

// metadata is the XMP packet. It is not compressed: programs that know no PDF
// find it.
func metadata(i *Info) []byte {
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" +
		"<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"" +
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n")
	element := func(open, value, shut string) {
		if value != "" {
			b.WriteString(open)
			xml.EscapeText(&b, []byte(value)) // into memory: it does not fail
			b.WriteString(shut)
		}
	}
	part := "2"
	if len(i.Attachments) > 0 {
		part = "3"
	}
	day := i.Date.Format(time.RFC3339)
	if strings.HasSuffix(day, "Z") {
		day = i.Date.Format("2006-01-02T15:04:05+00:00")
	}
	element("<pdfaid:part>", part, "</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n<dc:format>application/pdf</dc:format>\n")
	element("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", i.Title, "</rdf:li></rdf:Alt></dc:title>\n")
	element("<dc:creator><rdf:Seq><rdf:li>", i.Author, "</rdf:li></rdf:Seq></dc:creator>\n")
	element("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", i.Subject, "</rdf:li></rdf:Alt></dc:description>\n")
	element("<dc:language><rdf:Bag><rdf:li>", language, "</rdf:li></rdf:Bag></dc:language>\n")
	element("<pdf:Keywords>", i.Keywords, "</pdf:Keywords>\n")
	element("<pdf:Producer>", producer, "</pdf:Producer>\n")
	element("<xmp:CreatorTool>", producer, "</xmp:CreatorTool>\n")
	element("<xmp:CreateDate>", day, "</xmp:CreateDate>")
	element("<xmp:ModifyDate>", day, "</xmp:ModifyDate>")
	element("<xmp:MetadataDate>", day, "</xmp:MetadataDate>\n")
	b.WriteString("</rdf:Description>\n")
	if i.Title != "" { // ISO 14289-1 wants one
		b.WriteString(accessible)
	}
	b.WriteString("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}

// accessible states PDF/UA-1 (ISO 14289-1, 5). PDF/A wants a property that it does not
// know itself described beside it (ISO 19005-2, 6.6.2.3).
const accessible = `<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>part of ISO 14289 that the file conforms to</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`

const language = "zh-CN"

// embed adds the attachments' objects (ISO 19005-3, 6.8) and gives what the
// catalog says of them.
func (f *finisher) embed(i *Info) []byte {
	if len(i.Attachments) == 0 {
		return nil
	}
	day := strings.Replace(i.Date.Format("20060102150405-07:00"), ":", "'", 1) + "'"
	var names, list []byte
	for _, a := range i.Attachments {
		sum := md5.Sum(a.Data) // what the standard wants as a check of the copy
		file := f.begin()
		f.out = appendStream(f.out, fmt.Sprintf("/Type/EmbeddedFile/Subtype/%s/Params<</Size %d/ModDate(D:%s)/CheckSum<%x>>>",
			strings.ReplaceAll(a.Type, "/", "#2F"), len(a.Data), day, sum), a.Data)
		f.end()
		n := f.reserve()
		f.pack(n)
		f.packed = fmt.Appendf(f.packed, "<</Type/Filespec/F(%s)/UF", a.Name)
		f.packed = appendText(f.packed, a.Name)
		f.packed = append(f.packed, "/Desc"...)
		f.packed = appendText(f.packed, a.Description)
		f.packed = fmt.Appendf(f.packed, "/AFRelationship/Data/EF<</F %d 0 R/UF %d 0 R>>>>", file, file)
		names = appendText(names, a.Name)
		names = fmt.Appendf(names, "%d 0 R", n)
		list = fmt.Appendf(list, "%d 0 R ", n)
	}
	return fmt.Appendf(nil, "/Names<</EmbeddedFiles<</Names[%s]>>>>/AF[%s]", names, list)
}

// labels are the catalog's page labels (ISO 32000-1, 12.4.2), where the pages'
// own numbers are not 1, 2, 3, …: a page without a number gets an empty label.
func labels(pages []*typeset.Page) []byte {
	var b []byte
	plain := true
	for i, p := range pages {
		plain = plain && p.Number == i+1
		if i > 0 && p.Number != 0 && pages[i-1].Number != 0 && p.Number == pages[i-1].Number+1 || i > 0 && p.Number == 0 && pages[i-1].Number == 0 {
			continue // the range goes on
		}
		if p.Number == 0 {
			b = fmt.Appendf(b, "%d<<>>", i)
		} else {
			b = fmt.Appendf(b, "%d<</S/D/St %d>>", i, p.Number)
		}
	}
	if plain {
		return nil
	}
	return fmt.Appendf(nil, "/PageLabels<</Nums[%s]>>", b)
}
