package sheet

import (
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	rowElement  = regexp.MustCompile(`(?s)<row\b([^>]*?)(?:/>|>(.*?)</row>)`)
	cellElement = regexp.MustCompile(`(?s)<c\b([^>]*?)(?:/>|>(.*?)</c>)`)
	rowHeight   = regexp.MustCompile(`\s(?:ht|customHeight)="[^"]*"`)
	rowNumber   = regexp.MustCompile(`\sr="[^"]*"|\sspans="[^"]*"`)
	formulaTag  = regexp.MustCompile(`(?s)<f\b([^>]*?)(?:/>|>.*?</f>)`)

	// What stands around the cells and names rows.
	mergeTag   = regexp.MustCompile(`<mergeCell ref="([^"]*)"\s*(?:/>|></mergeCell>)`)
	mergeCount = regexp.MustCompile(`<mergeCells count="\d+"`)
	refs       = regexp.MustCompile(`(<(?:autoFilter|hyperlink|dimension)\b[^>]*?\sref=")([^"]*)(")`)
	sqrefs     = regexp.MustCompile(`(\ssqref=")([^"]*)(")|(<xm:sqref>)([^<]*)(</xm:sqref>)`)
	rules      = regexp.MustCompile(`(<(?:formula|formula1|formula2|xm:f)>)([^<]*)(</)`)
	breaks     = regexp.MustCompile(`(<brk id=")(\d+)(")`)
	frozen     = regexp.MustCompile(`(<pane\b[^>]*?\sySplit=")(\d+)(")`)
	corners    = regexp.MustCompile(`(\s(?:topLeftCell|activeCell)=")([A-Z]+\d+)(")`)
)

// sheet fills one sheet's part.
func (o *ownFile) sheet(s *OwnSheet, part string) (string, error) {
	begin, end := strings.Index(part, "<sheetData>"), strings.Index(part, "</sheetData>")
	if begin < 0 || end < 0 {
		if strings.Contains(part, "<sheetData/>") {
			return part, nil
		}
		return "", ErrOwn
	}
	rows := map[int][]string{}
	next := 1
	for _, g := range rowElement.FindAllStringSubmatch(part[begin:end], -1) {
		if n, err := strconv.Atoi(attribute(g[1], "r")); err == nil {
			next = n
		}
		rows[next] = g
		next++
	}
	var out strings.Builder
	for i, r := range s.Rows {
		if g := rows[r.From]; g != nil || len(r.Cells) > 0 {
			if g == nil {
				g = []string{"", "", ""}
			}
			if err := o.row(&out, s.Name, i+1, &r, g); err != nil {
				return "", fmt.Errorf("row %d: %w", r.From, err)
			}
		}
	}
	m := o.maps[strings.ToUpper(s.Name)]
	for _, row := range slices.Sorted(maps.Keys(rows)) { // without any text, under what the template knows
		if row > m.height {
			if err := o.row(&out, s.Name, row+m.shift, &OwnRow{From: row}, rows[row]); err != nil {
				return "", fmt.Errorf("row %d: %w", row, err)
			}
		}
	}
	return o.around(part[:begin], s.Name, m) + "<sheetData>" + out.String() + o.around(part[end:], s.Name, m), nil
}

// row writes a row that goes out as number. Its height is the file's if someone
// set it, else what the text needs.
func (o *ownFile) row(out *strings.Builder, sheet string, number int, r *OwnRow, g []string) error {
	attributes := rowNumber.ReplaceAllString(g[1], "")
	if c := attribute(g[1], "customHeight"); c != "1" && c != "true" {
		attributes = rowHeight.ReplaceAllString(attributes, "")
	}
	fmt.Fprintf(out, `<row r="%d"%s>`, number, attributes)
	done := map[int]bool{}
	for _, c := range cellElement.FindAllStringSubmatch(g[2], -1) {
		at, ok := parseCell(attribute(c[1], "r"))
		if !ok {
			return ErrOwn
		}
		done[at.col1] = true
		if err := o.cell(out, sheet, number, at, r, c); err != nil {
			return fmt.Errorf("cell %s: %w", address(at.row1, at.col1), err)
		}
	}
	for col := range r.Cells {
		if !done[col] { // a text stood there, so there is a cell
			return ErrOwn
		}
	}
	out.WriteString("</row>")
	return nil
}

func (o *ownFile) cell(out *strings.Builder, sheet string, number int, at rect, r *OwnRow, c []string) error {
	place := address(number, at.col1)
	style := ""
	if s := attribute(c[1], "s"); s != "" {
		style = ` s="` + s + `"`
	}
	if filled, ok := r.Cells[at.col1]; ok || o.actions[sheet][cellAt{at.row1, at.col1}] {
		return o.value(out, sheet, place, style, at, filled)
	}
	f := formulaTag.FindStringSubmatch(c[2])
	if f == nil {
		kind := attribute(c[1], "t")
		if kind != "" {
			kind = ` t="` + kind + `"`
		}
		fmt.Fprintf(out, `<c r="%s"%s%s>%s</c>`, place, style, kind, c[2])
		return nil
	}
	formula, err := o.book.GetCellFormula(sheet, address(at.row1, at.col1))
	if err != nil {
		return err
	}
	o.formulas = append(o.formulas, ownFormula{sheet, place})
	tag := "<f>"
	if m := o.maps[strings.ToUpper(sheet)]; attribute(f[1], "t") == "array" {
		tag = `<f t="array" ref="` + m.reference(attribute(f[1], "ref"), number) + `">`
	}
	kind, cached := "", ""
	if v, ok := o.values[sheet+"!"+place]; ok {
		if _, err := strconv.ParseFloat(v, 64); err != nil {
			kind = ` t="str"`
		}
		cached = "<v>" + escaped(v) + "</v>"
	}
	fmt.Fprintf(out, `<c r="%s"%s%s>%s%s</f>%s</c>`, place, style, kind, tag, escaped(o.maps.formula(sheet, formula, number)), cached)
	return nil
}

// value writes a value that was filled in. A date goes as a number into a cell
// with a date's format, else as text.
func (o *ownFile) value(out *strings.Builder, sheet, place, style string, at rect, filled OwnCell) error {
	v, format, err := valueOf(nothingIfNil(filled.Value))
	if err != nil {
		return err
	}
	if format != "" && !o.datesIn(sheet, address(at.row1, at.col1)) {
		shown, _ := display(v.n, dayFormat)
		v = text(shown)
	}
	switch v.kind {
	case isEmpty:
		fmt.Fprintf(out, `<c r="%s"%s/>`, place, style)
	case isNumber:
		fmt.Fprintf(out, `<c r="%s"%s><v>%s</v></c>`, place, style, strconv.FormatFloat(round15(v.n), 'f', -1, 64))
	case isBool:
		fmt.Fprintf(out, `<c r="%s"%s t="b"><v>%d</v></c>`, place, style, int(v.n))
	default:
		fmt.Fprintf(out, `<c r="%s"%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, place, style, escaped(v.s))
	}
	return nil
}

func nothingIfNil(v any) any {
	if v == nil {
		return ""
	}
	return v
}

// datesIn tells whether a cell of the file has a date's format.
func (o *ownFile) datesIn(sheet, cell string) bool {
	id, err := o.book.GetCellStyle(sheet, cell)
	if err != nil {
		return false
	}
	s, err := o.book.GetStyle(id)
	if err != nil || s == nil {
		return false
	}
	if s.CustomNumFmt != nil {
		return strings.ContainsAny(strings.ToLower(*s.CustomNumFmt), "yd")
	}
	return s.NumFmt >= 14 && s.NumFmt <= 17 || s.NumFmt == 22 || s.NumFmt >= 27 && s.NumFmt <= 36 || s.NumFmt >= 50 && s.NumFmt <= 58
}

// around moves the rows that are named before and after the cells.
func (o *ownFile) around(part, sheet string, m *rowMap) string {
	count := 0
	part = mergeTag.ReplaceAllStringFunc(part, func(tag string) string {
		var out strings.Builder
		for _, ref := range strings.Fields(m.areas(mergeTag.FindStringSubmatch(tag)[1], true)) {
			count++
			out.WriteString(`<mergeCell ref="` + ref + `"/>`)
		}
		return out.String()
	})
	part = mergeCount.ReplaceAllString(part, `<mergeCells count="`+strconv.Itoa(count)+`"`)
	by := func(re *regexp.Regexp, move func(string) string) {
		part = re.ReplaceAllStringFunc(part, func(tag string) string {
			g := re.FindStringSubmatch(tag)
			if len(g) == 7 && g[4] != "" {
				g = g[3:]
			}
			return g[1] + move(g[2]) + g[3]
		})
	}
	number := func(to func(int) int) func(string) string {
		return func(s string) string { n, _ := strconv.Atoi(s); return strconv.Itoa(to(n)) }
	}
	by(rules, func(s string) string { return escaped(o.maps.formula(sheet, html.UnescapeString(s), 0)) })
	by(sqrefs, func(s string) string { return m.areas(s, false) })
	by(refs, func(s string) string { return m.reference(s, 0) })
	by(breaks, number(m.last))
	by(frozen, number(m.last))
	by(corners, func(s string) string { return m.reference(s, 0) })
	return part
}
