package fill

import (
	"html"
	"regexp"
	"strings"
)

// inWord names the figures from one on that a part of an own Word file prints: by their
// sentences in the filled part or, in a table, by the column's head and the row's first
// cell, and by their places in the template. The name of a picture's file is none.
func (f *filler) inWord(from int, part wordPart, text string) {
	if f.recorder == nil {
		return
	}
	kept := f.recorder.figures[:from]
	for _, figure := range f.recorder.figures[from:] {
		if before := text[:min(figure.at, len(text))]; strings.LastIndexByte(before, '<') > strings.LastIndexByte(before, '>') {
			continue // in a description
		}
		kept = append(kept, figure)
	}
	f.recorder.figures = kept
	for i := from; i < len(kept); i++ {
		figure := &kept[i]
		figure.Place = part.places[min(max(figure.Line, 1), len(part.places))-1]
		figure.Line, figure.Sentence = 0, wordSentence(text, figure.at)
	}
}

// wordSentence is the sentence of a part around a place, or the name of its cell.
func wordSentence(part string, at int) string {
	at = min(at, len(part))
	if name := wordCell(part, at); name != "" {
		return name
	}
	start := openTag(part[:at], "p")
	end := len(part)
	if i := strings.Index(part[at:], "</w:p>"); i >= 0 {
		end = at + i
	}
	before, behind := wordText(part[start:at]), wordText(part[at:end])
	if all := sentenceEnd.FindAllStringIndex(before, -1); len(all) > 0 {
		before = before[all[len(all)-1][1]:]
	}
	if end := sentenceEnd.FindStringIndex(behind); end != nil {
		behind = behind[:end[1]]
	}
	return strings.TrimSpace(before + behind)
}

// wordCell is the name of the cell around a place, "" outside of tables.
func wordCell(part string, at int) string {
	table := openTag(part[:at], "tbl")
	if table == 0 || strings.Contains(part[table:at], "</w:tbl>") {
		return ""
	}
	row := openTag(part[:at], "tr")
	if row < table {
		return ""
	}
	column := len(cellTag.FindAllString(part[row:at], -1))
	heads := wordCells(part[table:])
	cells := wordCells(part[row:])
	name := cells[0]
	if head := heads[min(column, len(heads))-1]; column > 1 && row > table+strings.Index(part[table:], "</w:tr>") && head != "" {
		return name + " / " + head
	}
	return cells[min(column, len(cells))-1]
}

// wordCells are the texts of the cells of the first row of an XML text.
func wordCells(part string) []string {
	if i := strings.Index(part, "</w:tr>"); i >= 0 {
		part = part[:i]
	}
	var out []string
	for _, cell := range cellTag.Split(part, -1)[1:] {
		out = append(out, strings.TrimSpace(wordText(cell)))
	}
	if len(out) == 0 {
		out = []string{""}
	}
	return out
}

var (
	anyTag  = regexp.MustCompile(`<[^>]*>`)
	cellTag = regexp.MustCompile(`<w:tc[ >]`)
)

// openTag is where the last element of a name begins, 0 for none. It is looked for from
// the end: a part has as many figures as it is long.
func openTag(part, name string) int {
	tag := "<w:" + name
	for {
		at := strings.LastIndex(part, tag)
		if at < 0 {
			return 0
		}
		if end := at + len(tag); end < len(part) && (part[end] == ' ' || part[end] == '>') {
			return at
		}
		part = part[:at+len(tag)-1] // <w:pPr is another
	}
}

// wordText is the text of a piece of a part, without its marks.
func wordText(xml string) string {
	return html.UnescapeString(anyTag.ReplaceAllString(xml, ""))
}
