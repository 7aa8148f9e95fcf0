package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// writeOwn fills an office's own file. It works on the text of the file's parts,
// so that what it does not know stays as it was.
func writeOwn(w io.Writer, own *Own) error {
	o := &ownFile{own: own, maps: own.maps(), values: map[string]string{}}
	if err := o.open(); err != nil {
		return err
	}
	defer o.book.Close()
	if err := o.fill(); err != nil {
		return err
	}
	if err := o.calculate(); err != nil {
		return err
	}
	return o.pack(w)
}

// ownFile is an office's file while it is filled.
type ownFile struct {
	own      *Own
	maps     ownMaps
	book     *excelize.File    // the file as it came, for reading
	parts    map[string][]byte // as they came, without the sheet that is dropped
	filled   map[string][]byte
	sheets   map[string]string // a sheet's part
	formulas []ownFormula
	values   map[string]string          // of formulas, as they stand in the file
	actions  map[string]map[cellAt]bool // cells that hold a template's actions, by sheet
	unknown  bool                       // some formula has no value
}

type ownFormula struct{ sheet, cell string }

func (o *ownFile) open() error {
	file := o.own.File
	if o.own.Drop != "" {
		var err error
		if file, err = dropped(file, o.own.Drop); err != nil {
			return err
		}
	}
	var err error
	if o.book, err = openOwn(file); err != nil {
		return err
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return err
	}
	o.parts = map[string][]byte{}
	for _, p := range z.File {
		r, err := p.Open()
		if err != nil {
			return err
		}
		b, err := io.ReadAll(io.LimitReader(r, maxOwn))
		r.Close()
		if err != nil {
			return err
		}
		o.parts[p.Name] = b
	}
	o.sheets = o.sheetParts()
	return o.findActions()
}

// findActions finds the cells that are empty where nothing was filled in.
func (o *ownFile) findActions() error {
	o.actions = map[string]map[cellAt]bool{}
	for _, s := range o.own.Sheets {
		rows, err := o.book.GetRows(s.Name)
		if err != nil {
			return err
		}
		found := map[cellAt]bool{}
		for r, cells := range rows {
			for c, text := range cells {
				if strings.Contains(text, "{{") {
					found[cellAt{r + 1, c + 1}] = true
				}
			}
		}
		o.actions[s.Name] = found
	}
	return nil
}

// dropped is the file without a sheet.
func dropped(file []byte, name string) ([]byte, error) {
	f, err := openOwn(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := f.DeleteSheet(name); err != nil {
		return nil, err
	}
	f.SetActiveSheet(0)
	var b bytes.Buffer
	err = f.Write(&b)
	return b.Bytes(), err
}

var (
	sheetTag    = regexp.MustCompile(`<sheet [^>]*>`)
	relationTag = regexp.MustCompile(`<Relationship [^>]*>`)
)

func attribute(tag, name string) string {
	m := regexp.MustCompile(`\s` + regexp.QuoteMeta(name) + `="([^"]*)"`).FindStringSubmatch(tag)
	if m == nil {
		return ""
	}
	return html.UnescapeString(m[1])
}

// relations are the targets of a part's relations by their id, as parts.
func (o *ownFile) relations(part string) map[string]string {
	dir, base := path.Split(part)
	out := map[string]string{}
	for _, tag := range relationTag.FindAllString(string(o.parts[dir+"_rels/"+base+".rels"]), -1) {
		target := attribute(tag, "Target")
		if strings.HasPrefix(target, "/") {
			target = target[1:]
		} else {
			target = path.Join(dir, target)
		}
		out[attribute(tag, "Id")] = target
	}
	return out
}

func (o *ownFile) sheetParts() map[string]string {
	out := map[string]string{}
	targets := o.relations("xl/workbook.xml")
	for _, tag := range sheetTag.FindAllString(string(o.parts["xl/workbook.xml"]), -1) {
		out[attribute(tag, "name")] = targets[attribute(tag, "r:id")]
	}
	return out
}

// fill makes the parts anew that change.
func (o *ownFile) fill() error {
	o.filled, o.formulas = maps.Clone(o.parts), nil
	names := map[string]string{} // part → sheet
	for name, part := range o.sheets {
		names[part] = name
	}
	for _, part := range slices.Sorted(maps.Keys(names)) {
		name := names[part]
		text := string(o.parts[part])
		if i := slices.IndexFunc(o.own.Sheets, func(s OwnSheet) bool { return s.Name == name }); i >= 0 {
			var err error
			if text, err = o.sheet(&o.own.Sheets[i], text); err != nil {
				return fmt.Errorf("sheet %s: %w", name, err)
			}
			o.hanging(part, name)
		}
		o.filled[part] = []byte(text)
	}
	o.workbook()
	for part, b := range o.parts {
		if strings.HasPrefix(part, "xl/charts/chart") {
			o.filled[part] = chartRange.ReplaceAllFunc(b, func(m []byte) []byte { return o.between(m, "") })
		}
	}
	return nil
}

var (
	chartRange  = regexp.MustCompile(`<(?:c:)?f>[^<]*</(?:c:)?f>`)
	definedName = regexp.MustCompile(`<definedName [^>]*>[^<]*</definedName>`)
	calcChain   = regexp.MustCompile(`<(?:Override|Relationship) [^>]*calcChain[^>]*/>`)
	calcPr      = regexp.MustCompile(`<calcPr[^>]*?(/>|></calcPr>)`)
)

// between moves the formula between an element's tags.
func (o *ownFile) between(element []byte, sheet string) []byte {
	s := string(element)
	begin, end := strings.IndexByte(s, '>')+1, strings.LastIndex(s, "</")
	return []byte(s[:begin] + escaped(o.maps.formula(sheet, html.UnescapeString(s[begin:end]), 0)) + s[end:])
}

// workbook moves names, and lets the program calculate what has no value.
func (o *ownFile) workbook() {
	part := definedName.ReplaceAllFunc(o.filled["xl/workbook.xml"], func(m []byte) []byte { return o.between(m, "") })
	if o.unknown {
		part = calcPr.ReplaceAll(part, []byte(`<calcPr fullCalcOnLoad="1"/>`))
	}
	o.filled["xl/workbook.xml"] = part
	delete(o.filled, "xl/calcChain.xml") // programs make it anew
	for _, name := range []string{"[Content_Types].xml", "xl/_rels/workbook.xml.rels"} {
		o.filled[name] = calcChain.ReplaceAll(o.filled[name], nil)
	}
}

var (
	drawnRow   = regexp.MustCompile(`<(xdr:)?row>(\d+)</(xdr:)?row>`)
	commentRef = regexp.MustCompile(`(<comment [^>]*?ref=")([A-Z]+\d+)(")`)
	noteRow    = regexp.MustCompile(`(<x:Row>)(\d+)(</x:Row>)`)
)

// hanging moves what hangs on a sheet's rows: pictures, charts, comments.
func (o *ownFile) hanging(part, name string) {
	m := o.maps[strings.ToUpper(name)]
	move := func(n string) string {
		row, _ := strconv.Atoi(n)
		return strconv.Itoa(m.first(row+1) - 1)
	}
	for _, target := range o.relations(part) {
		b := o.parts[target]
		switch {
		case strings.HasPrefix(target, "xl/drawings/drawing"):
			o.filled[target] = replaced(drawnRow, b, func(g []string) string { return "<" + g[1] + "row>" + move(g[2]) + "</" + g[3] + "row>" })
		case strings.HasSuffix(target, ".vml"):
			o.filled[target] = replaced(noteRow, b, func(g []string) string { return g[1] + move(g[2]) + g[3] })
		case strings.HasPrefix(target, "xl/comments"):
			o.filled[target] = replaced(commentRef, b, func(g []string) string { return g[1] + m.reference(g[2], 0) + g[3] })
		}
	}
}

func replaced(re *regexp.Regexp, b []byte, by func(groups []string) string) []byte {
	return re.ReplaceAllFunc(b, func(m []byte) []byte { return []byte(by(re.FindStringSubmatch(string(m)))) })
}

// calculate gives the formulas their values, by filling once more.
func (o *ownFile) calculate() error {
	if len(o.formulas) == 0 {
		return nil
	}
	var b bytes.Buffer
	if err := o.pack(&b); err != nil {
		return err
	}
	f, err := openOwn(b.Bytes())
	if err != nil {
		return err
	}
	defer f.Close()
	for i, at := range o.formulas {
		value, err := "", error(nil)
		if i < maxOwnFormulas {
			value, err = f.CalcCellValue(at.sheet, at.cell, excelize.Options{RawCellValue: true})
		}
		if i >= maxOwnFormulas || err != nil {
			o.unknown = true
			continue
		}
		o.values[at.sheet+"!"+at.cell] = value
	}
	return o.fill()
}

// pack writes the parts sorted, all of one time.
func (o *ownFile) pack(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(o.filled)) {
		p, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: beginning})
		if err != nil {
			return err
		}
		if _, err := p.Write(o.filled[name]); err != nil {
			return err
		}
	}
	return z.Close()
}

// escaped is a text as XML's; texts of cells hold no control characters.
func escaped(s string) string { return escapeRule.Replace(s) }
