package collect

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/sheet"
)

// parts writes a workbook's parts in the order of their names, with what the
// library does not change in them: the values that formulas show, and how far
// filters and tables reach.
type parts struct {
	*zip.Writer
	content map[string]*bytes.Buffer
	values  []sheet.Recalculated
	growth  growth
}

// growth is how far ranges of a sheet that ended with its last record reach.
type growth struct {
	sheet         string
	after, bottom int // the last record's row before and after
}

func (tf *tableFile) growth() growth {
	return growth{tf.last.sheet, tf.last.row, tf.last.row + len(tf.added)}
}

// Create makes a part that is to be filled.
func (p *parts) Create(name string) (io.Writer, error) {
	p.content[name] = &bytes.Buffer{}
	return p.content[name], nil
}

// Close changes the parts and writes them.
func (p *parts) Close() error {
	p.change()
	for _, name := range slices.Sorted(maps.Keys(p.content)) {
		w, err := p.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = w.Write(p.content[name].Bytes())
		}
		if err != nil {
			return err
		}
	}
	return p.Writer.Close()
}

func (p *parts) change() {
	where := p.sheets()
	bySheet := map[string]map[string]sheet.Recalculated{}
	for _, v := range p.values {
		part := where[v.Sheet]
		if bySheet[part] == nil {
			bySheet[part] = map[string]sheet.Recalculated{}
		}
		name, _ := excelize.CoordinatesToCellName(v.Col, v.Row)
		bySheet[part][name] = v
	}
	for part, values := range bySheet {
		p.replace(part, func(b []byte) []byte { return shown(b, values) })
	}
	if p.growth.bottom == p.growth.after {
		return
	}
	part := where[p.growth.sheet]
	p.replace(part, func(b []byte) []byte { return filterTag.ReplaceAllFunc(b, p.growth.grow) })
	for _, target := range p.relations(part) {
		if strings.HasPrefix(target, "xl/tables/") {
			p.replace(target, func(b []byte) []byte { return tableTag.ReplaceAllFunc(b, p.growth.grow) })
		}
	}
	p.replace("xl/workbook.xml", func(b []byte) []byte { return filterName.ReplaceAllFunc(b, p.growth.growName) })
}

func (p *parts) replace(part string, by func([]byte) []byte) {
	if b := p.content[part]; b != nil {
		p.content[part] = bytes.NewBuffer(by(b.Bytes()))
	}
}

var (
	filterTag  = regexp.MustCompile(`<autoFilter [^>]*>`)
	tableTag   = regexp.MustCompile(`<(?:table|autoFilter) [^>]*>`)
	filterName = regexp.MustCompile(`<definedName [^>]*name="_xlnm\._FilterDatabase"[^>]*>[^<]*</definedName>`)
	refRows    = regexp.MustCompile(`( ref="\$?[A-Z]+\$?)(\d+)(:\$?[A-Z]+\$?)(\d+)"`)
	nameRows   = regexp.MustCompile(`^(.*>)(.*)(!\$[A-Z]+\$\d+:\$[A-Z]+\$)(\d+)(</definedName>)$`)
	formulaIn  = regexp.MustCompile(`(?s)<c r="([A-Z]+\d+)"([^>]*)>(<f(?: [^>]*)?(?:/>|>[^<]*</f>))(?:<v(?:/>|>[^<]*</v>))?</c>`)
	typeOf     = regexp.MustCompile(` t="[^"]*"`)
	sheetTag   = regexp.MustCompile(`<sheet [^>]*>`)
	relation   = regexp.MustCompile(`<Relationship [^>]*>`)
)

// reaches tells whether a range that ends with the row ended with the records.
func (g growth) reaches(row int) bool { return row >= g.after && row < g.bottom }

func (g growth) grow(tag []byte) []byte {
	return refRows.ReplaceAllFunc(tag, func(ref []byte) []byte {
		m := refRows.FindSubmatch(ref)
		if row, _ := strconv.Atoi(string(m[4])); !g.reaches(row) {
			return ref
		}
		return []byte(string(m[1]) + string(m[2]) + string(m[3]) + strconv.Itoa(g.bottom) + `"`)
	})
}

// growName is grow for the name that a filter's range has besides.
func (g growth) growName(tag []byte) []byte {
	m := nameRows.FindSubmatch(tag)
	if m == nil {
		return tag
	}
	row, _ := strconv.Atoi(string(m[4]))
	name := html.UnescapeString(string(m[2]))
	if quoted, ok := strings.CutPrefix(name, "'"); ok {
		name = strings.ReplaceAll(strings.TrimSuffix(quoted, "'"), "''", "'")
	}
	if name != g.sheet || !g.reaches(row) {
		return tag
	}
	return []byte(string(m[1]) + string(m[2]) + string(m[3]) + strconv.Itoa(g.bottom) + string(m[5]))
}

// shown puts the values that formulas give into a sheet's cells, or takes the old
// ones away.
func shown(part []byte, values map[string]sheet.Recalculated) []byte {
	return formulaIn.ReplaceAllFunc(part, func(cell []byte) []byte {
		m := formulaIn.FindSubmatch(cell)
		v, ok := values[string(m[1])]
		if !ok {
			return cell
		}
		tag := string(typeOf.ReplaceAll(m[2], nil))
		if !v.Known {
			return []byte(`<c r="` + v.Name() + `"` + tag + `>` + string(m[3]) + `</c>`)
		}
		if v.Type != "" {
			tag += ` t="` + v.Type + `"`
		}
		return []byte(`<c r="` + v.Name() + `"` + tag + `>` + string(m[3]) + `<v>` + html.EscapeString(v.Value) + `</v></c>`)
	})
}

// sheets are the parts of the workbook's sheets, by name.
func (p *parts) sheets() map[string]string {
	out := map[string]string{}
	targets := p.relations("xl/workbook.xml")
	if b := p.content["xl/workbook.xml"]; b != nil {
		for _, tag := range sheetTag.FindAllString(b.String(), -1) {
			out[attribute(tag, "name")] = targets[attribute(tag, `\w+:id`)]
		}
	}
	return out
}

// relations are the parts that a part leads to, by id.
func (p *parts) relations(part string) map[string]string {
	dir, base := path.Split(part)
	out := map[string]string{}
	b := p.content[dir+"_rels/"+base+".rels"]
	if b == nil {
		return out
	}
	for _, tag := range relation.FindAllString(b.String(), -1) {
		target, ok := strings.CutPrefix(attribute(tag, "Target"), "/")
		if !ok {
			target = path.Join(dir, target)
		}
		out[attribute(tag, "Id")] = target
	}
	return out
}

func attribute(tag, name string) string {
	m := regexp.MustCompile(`\s` + name + `="([^"]*)"`).FindStringSubmatch(tag)
	if m == nil {
		return ""
	}
	return html.UnescapeString(m[1])
}
