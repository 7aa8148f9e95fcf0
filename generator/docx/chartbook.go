package docx

import (
	"bytes"
	"strconv"
)

// workbook is the chart's table as a small .xlsx, which Word opens to have the
// chart's numbers changed.
func (d *data) workbook() []byte {
	const (
		sheetML = "application/vnd.openxmlformats-officedocument.spreadsheetml."
		ns      = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	)
	var s buffer
	s.add(xmlHead, `<worksheet `, ns, `><sheetData>`)
	s.sheetRow(1, append([]string{""}, d.series...), nil)
	for i, name := range d.categories {
		numbers := make([]string, len(d.series))
		for k, v := range d.values[i] {
			if k < len(numbers) && v.Has {
				numbers[k] = number(v.Number)
			}
		}
		s.sheetRow(i+2, []string{name}, numbers)
	}
	s.add(`</sheetData></worksheet>`)
	var out bytes.Buffer
	// A bytes.Buffer takes everything.
	_ = write(&out, []part{
		{name: "_rels/.rels", data: relationships([]relation{{relations + "/officeDocument", "xl/workbook.xml"}}), shared: true},
		{name: "xl/workbook.xml", content: sheetML + "sheet.main+xml", shared: true,
			data: []byte(xmlHead + `<workbook ` + ns + ` xmlns:r="` + relations + `"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`)},
		{name: "xl/_rels/workbook.xml.rels", data: relationships([]relation{{relations + "/worksheet", "worksheets/sheet1.xml"}}), shared: true},
		{name: "xl/worksheets/sheet1.xml", content: sheetML + "worksheet+xml", data: s},
	})
	return out.Bytes()
}

// sheetRow writes texts and then numbers; empty ones are no cells.
func (b *buffer) sheetRow(n int, texts, numbers []string) {
	row := strconv.Itoa(n)
	b.add(`<row r="`, row, `">`)
	for i, s := range texts {
		if s != "" {
			b.add(`<c r="`, column(i), row, `" t="inlineStr"><is><t>`)
			b.escaped(s)
			b.add(`</t></is></c>`)
		}
	}
	for i, s := range numbers {
		if s != "" {
			b.add(`<c r="`, column(len(texts)+i), row, `"><v>`, s, `</v></c>`)
		}
	}
	b.add(`</row>`)
}
