package docx

import (
	"cmp"
	"time"
)

func settingsPart() []byte {
	var b buffer
	b.add(xmlHead, `<w:settings `, nsMain, `><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>`,
		`<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="156"/><w:characterSpacingControl w:val="compressPunctuation"/>`,
		`<w:compat><w:balanceSingleByteDoubleByteWidth/><w:useFELayout/>`)
	for _, s := range [][2]string{{"compatibilityMode", "15"}, {"overrideTableStyleFontSizeAndJustification", "1"}, {"enableOpenTypeFeatures", "1"}, {"doNotFlipMirrorIndents", "1"}} {
		b.add(`<w:compatSetting w:name="`, s[0], `" w:uri="http://schemas.microsoft.com/office/word" w:val="`, s[1], `"/>`)
	}
	b.add(`</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`)
	return b
}

// fontTable tells Word what to take where a font is missing.
func fontTable(f Fonts) []byte {
	var b buffer
	b.add(xmlHead, `<w:fonts `, nsMain, `>`)
	font := func(name, other, charset, family string) {
		b.add(`<w:font w:name="`, escape(name), `">`)
		if other != "" {
			b.add(`<w:altName w:val="`, other, `"/>`)
		}
		b.add(`<w:charset w:val="`, charset, `"/><w:family w:val="`, family, `"/><w:pitch w:val="variable"/></w:font>`)
	}
	font(f.Latin, "", "00", "roman")
	font(f.FangSong, "仿宋", "86", "modern")
	font(f.XiaoBiaoSong, "宋体", "86", "auto")
	font(f.HeiTi, "", "86", "modern")
	font(f.KaiTi, "楷体", "86", "modern")
	font(f.SongTi, "", "86", "auto")
	b.add(`</w:fonts>`)
	return b
}

func appProperties() []byte {
	return []byte(xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>hongtou</Application><DocSecurity>0</DocSecurity></Properties>`)
}

// coreProperties is the document information, dated by the caller: nothing here
// asks the clock.
func (w *writer) coreProperties() []byte {
	date := w.options.Date
	if date.IsZero() {
		date = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	when := date.UTC().Format("2006-01-02T15:04:05Z")
	m := &w.d.Meta
	var b buffer
	b.add(xmlHead, `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`,
		` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, p := range [][2]string{{"dc:title", m.TitleLine()}, {"dc:subject", m.Subject}, {"dc:creator", cmp.Or(m.Author, w.options.Author)}, {"cp:keywords", m.Keywords}} {
		if p[1] != "" {
			b.add(`<`, p[0], `>`, escape(p[1]), `</`, p[0], `>`)
		}
	}
	b.add(`<dcterms:created xsi:type="dcterms:W3CDTF">`, when, `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">`, when, `</dcterms:modified></cp:coreProperties>`)
	return b
}
