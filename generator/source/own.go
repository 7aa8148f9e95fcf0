package source

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/table"
	"hongtou/generator/tree"
)

// Tables of one's own: data names files under a name that is none of ours. What
// tables/NAME.yaml says of their columns holds; of the others the types are told
// from what stands in them.

// ownTypes are the types that a column of one's own can have.
var ownTypes = []string{"text", "long", "code", "codes", "whole", "number", "signed", "share", "year", "date", "month", "clock"}

var ownShape = func() *tree.Shape {
	column := tree.EitherOf("类型，或 {type: 类型, …}", tree.OneOf("类型", ownTypes...), tree.Fields("",
		tree.May("type", tree.OneOf("类型；不写即由内容判断", ownTypes...)),
		tree.May("aliases", tree.Many(name("也认这个表头"))),
		tree.May("required", tree.Of(tree.Flag, "必填")),
		tree.May("choices", tree.Listing(name("可选的值"), "只能是其中之一")),
		tree.May("unit", tree.Of(tree.Flag, "填单位编码或名称，模板中为 .Unit")),
		tree.May("note", tree.Textual("说明")),
		tree.May("min", tree.Of(tree.Decimal, "最小")),
		tree.May("max", tree.Of(tree.Decimal, "最大")),
		tree.May("notBefore", name("另一个日期列，此列不早于它")),
		tree.May("notAbove", name("另一个数字列，此列不多于它")),
	))
	return tree.Fields("自有的一张表",
		tree.May("title", name("表名，如 人员")),
		tree.May("one", name("一条记录叫什么")),
		tree.May("key", tree.Many(name("区分各行的列"))),
		tree.May("label", name("人们用来称呼一行的列，如 姓名")),
		tree.May("day", name("决定一行属于哪个期间的日期列")),
		tree.May("columns", tree.Mapped(column, "各列：表头: 类型")),
	)
}()

// ownTable is a table of one's own on its way.
type ownTable struct {
	name, title, one string
	at               diag.Place // of what says it
	declared         bool       // by tables/NAME.yaml
	key              []string
	label, day       string
	columns          []table.Column
	bounds           map[string]model.Bounds
}

// own reads the tables of one's own, of which take gets each file.
func (l *loader) own(config *Config, take func(part *loader)) {
	for _, name := range slices.Sorted(maps.Keys(config.Data)) {
		files := config.Data[name]
		if len(files) == 0 || slices.Contains(tableNames(), name) {
			continue
		}
		o := &ownTable{name: name, title: name, one: name, at: files[0].Place, bounds: map[string]model.Bounds{}}
		before := l.list.Errors()
		l.declared(o)
		if !l.named(o) {
			continue
		}
		l.find(o, files)
		if len(o.columns) == 0 {
			if l.list.Errors() == before {
				l.complain(o.at, "table-columns-none", name, diag.T("文件中没有找到表头", "no head was found in the files"), diag.T("表头应在前20行，至少两列；或在 tables/%s.yaml 中写明 columns", "the head is among the first 20 rows and has two columns at least; or give the columns in tables/%s.yaml", name))
			}
			continue
		}
		l.guess(o, files)
		if t := o.table(l); t != nil {
			t.Join(l.office)
			for _, f := range files {
				part := &loader{reader: l.reader, dir: l.dir, list: &diag.List{}, inputs: map[string][sha256.Size]byte{}, databases: l.databases, content: l.content, of: t, from: f}
				part.table(t.Table, f)
				take(part)
			}
		}
	}
}

// named tells whether a table's name can be one of one's own: a word, and none that
// looks like ours unless tables/NAME.yaml says that it is meant.
func (l *loader) named(o *ownTable) bool {
	if !ownName().MatchString(o.name) {
		l.complain(o.at, "table-name", o.name, diag.T("表的名称应为一个词", "the name of a table is one word"), diag.T("用字母、汉字、数字和下划线，不以数字开头", "use letters, digits and underscores, a letter first"))
		return false
	}
	if o.declared {
		return true
	}
	for _, name := range tableNames() {
		if likeness(o.name, name) >= 80 {
			l.complain(o.at, "config-key", o.name, diag.T("不认识的表，可能是 %s", "an unknown table, perhaps %s is meant", name),
				diag.T("改为 %[1]s；确是自有的表，就写一份 tables/%[2]s.yaml", "write %[1]s; for a table of your own write tables/%[2]s.yaml", name, o.name))
			return false
		}
	}
	return true
}

var ownName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}_]*$`) })

// part is a loader of one file whose complaints are l's.
func (l *loader) part() *loader {
	return &loader{reader: l.reader, dir: l.dir, list: l.list, inputs: l.inputs, databases: l.databases}
}

// declared reads tables/NAME.yaml, if there is one.
func (l *loader) declared(o *ownTable) {
	file := filepath.Join("tables", o.name+".yaml")
	if _, err := os.Lstat(filepath.Join(l.dir, file)); errors.Is(err, fs.ErrNotExist) {
		return
	}
	data, ok := l.read(File{Path: file, Place: o.at})
	if !ok {
		return
	}
	place := diag.Place{File: filepath.ToSlash(file)}
	o.at, o.declared = place, true
	l.nested(data, place, tree.YAML, func(root *tree.Node) {
		shaped(place, l.list).Hold(root, ownShape, "")
		o.title = orElse(str(root, "title"), o.name)
		o.one = orElse(str(root, "one"), o.title)
		o.key, o.label, o.day = strs(root, "key"), str(root, "label"), str(root, "day")
		for _, e := range root.Entries("columns") {
			o.columns = append(o.columns, o.column(e))
		}
	})
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func (o *ownTable) column(e tree.Entry) table.Column {
	n := e.Value
	c := table.Column{Header: oneLine(cleaned(e.Key)), Type: table.Type(str(n)), Aliases: strs(n, "aliases"),
		Required: str(n, "required") == "true", Names: strs(n, "choices"), Concerns: str(n, "unit") == "true", Note: str(n, "note")}
	if n.Kind == tree.Map {
		c.Type = table.Type(str(n, "type"))
	}
	if c.Type == "" && len(c.Names) > 0 {
		c.Type = Choice
	}
	if c.Type == "" && c.Concerns {
		c.Type = Code
	}
	b := model.Bounds{NotBefore: str(n, "notBefore"), NotAbove: str(n, "notAbove")}
	for key, to := range map[string]**float64{"min": &b.Min, "max": &b.Max} {
		if n.Get(key) != nil {
			x := amount(n, key)
			*to = &x
		}
	}
	o.bounds[c.Header] = b
	return c
}

// headers gives the words of the head of each sheet of a file, or the keys of a
// list. known are the headers that the table is known to have.
func (l *loader) headers(f File, known map[string]bool) (out []string) {
	if f.SQL != "" {
		if a := l.databases.ask(f.SQL, f.Query); a.result != nil {
			return a.result.Columns
		}
		l.part().query((&model.Table{Table: &table.Table{Name: "", Title: f.SQL}}).Table, f) // which says why
		return nil
	}
	list := &diag.List{} // what is wrong is told when the file is read for good
	data, ok := (&loader{dir: l.dir, list: list, inputs: l.inputs, databases: l.databases}).read(f)
	if !ok {
		l.read(f)
		return nil
	}
	keys := func(root *tree.Node) {
		for _, item := range root.Items {
			for _, e := range item.Keys {
				out = append(out, e.Key)
			}
		}
	}
	place := diag.Place{File: filepath.ToSlash(f.Path)}
	switch strings.ToLower(filepath.Ext(f.Path)) {
	case ".yaml", ".yml":
		l.nested(data, place, tree.YAML, keys)
	case ".json":
		l.nested(data, place, tree.JSON, keys)
	case ".xlsx", ".xlsm", ".xltx", ".ods", ".xls", ".et":
		book := readBook(data, place, l.list)
		if book == nil {
			break
		}
		for _, s := range book.sheets {
			if f.Sheet == s.name || f.Sheet == AllSheets && !s.hidden || f.Sheet == "" && !s.hidden && len(out) == 0 {
				out = append(out, headLine(book.grid(s), known)...)
			}
		}
	default:
		if text, bad := decodeText(data); bad == nil {
			text = breaks(text)
			best := 0
			for _, mark := range marks(text) {
				line := headLine((&separated{data: text, mark: mark}).grid(), known)
				if len(line) > best {
					best, out = len(line), line
				}
			}
		}
	}
	return out
}

// headLine is the row among the first ones that has the most cells with words,
// headers that are known counting more.
func headLine(g *grid, known map[string]bool) []string {
	var best []string
	most, seen := 1, 0
	g.walk(func(_ int, cells []cell) bool {
		var line []string
		score := 0
		for i := range cells {
			text := headText(cells[i].raw)
			if _, f := parseNumber(text, true); text == "" || cells[i].kind == numberCell || f == nil {
				continue
			}
			line = append(line, text)
			if score++; known[normal(text)] {
				score += maxColumns
			}
		}
		if score > most && len(cells) <= maxColumns {
			best, most = line, score
		}
		if len(line) > 0 {
			seen++
		}
		return seen < headerRows
	})
	return best
}

// find adds the columns that stand in the files and are not declared.
func (l *loader) find(o *ownTable, files []File) {
	known := map[string]bool{}
	for i := range o.columns {
		for _, header := range o.columns[i].Accepts() {
			known[normal(header)] = true
		}
	}
	for _, f := range files {
		for _, header := range l.headers(f, known) {
			if n := normal(header); n != "" && !known[n] && !isSerial(n) {
				known[n] = true
				o.columns = append(o.columns, table.Column{Header: header})
			}
		}
	}
}

// isSerial tells the header of running numbers, which say nothing of a record.
func isSerial(header string) bool {
	return header == "序号" || header == "序" || header == "行号" || header == "no." || header == "no"
}

// guess tells the types of the columns that have none: one fits a column if all its
// cells can be read by it. The files are read once for each of dates, numbers and
// texts.
func (l *loader) guess(o *ownTable, files []File) {
	if !slices.ContainsFunc(o.columns, func(c table.Column) bool { return c.Type == "" }) {
		return
	}
	values := make([]guessed, len(o.columns))
	for _, kind := range []table.Type{Date, table.Signed, Text} {
		columns := slices.Clone(o.columns)
		for i := range columns {
			c := &columns[i]
			c.Required, c.Concerns, c.Names = false, false, nil
			if c.Type == "" || c.Type == Choice {
				c.Type = kind
			}
		}
		t := model.OwnTable(o.name, o.title, o.one, columns, nil)
		for _, f := range files {
			part := &loader{reader: l.reader, dir: l.dir, list: &diag.List{}, inputs: l.inputs, databases: l.databases} // what is wrong is told when it is read for good
			part.table(t.Table, f)
			for _, r := range part.records {
				for i := range t.Columns {
					values[i].take(kind, r.(*model.OwnRow), &t.Columns[i])
				}
			}
		}
	}
	for i := range o.columns {
		if o.columns[i].Type == "" {
			o.columns[i].Type = values[i].kind(o.columns[i].Header)
		}
	}
}

// guessed is what the values of a column have in common.
type guessed struct {
	any, notWhole, notNumber, negative, notDate, code bool
}

func (g *guessed) take(as table.Type, r *model.OwnRow, c *table.Column) {
	unread := !r.Sound(c.Field)
	switch as {
	case Date:
		g.notDate = g.notDate || unread
	case table.Signed:
		g.notNumber = g.notNumber || unread
		if x, ok := c.Shown(r).(float64); ok {
			g.negative = g.negative || x < 0
			g.notWhole = g.notWhole || x != math.Trunc(x) || x > 1e9
		}
	default:
		value := c.Value(r)
		g.any = g.any || !blank(value)
		if allDigits(value) { // a day's number, or the number of something
			g.notDate = true
			g.code = g.code || len(value) > 1 && value[0] == '0' || len(value) > 11
		}
	}
}

// kind is the type that all values fit; texts are texts, and so are numbers that
// are names.
func (g *guessed) kind(header string) table.Type {
	switch {
	case !g.any || g.code || identity(header):
		return Text
	case !g.notDate:
		return Date
	case g.notNumber:
		return Text
	case g.negative:
		return table.Signed
	case g.notWhole:
		return Number
	}
	return Whole
}

// table makes the table, nil where what is said of it does not fit its columns.
func (o *ownTable) table(l *loader) *model.Table {
	before := l.list.Errors()
	at := func(header, what string, types ...table.Type) *table.Column {
		i := slices.IndexFunc(o.columns, func(c table.Column) bool { return c.Header == header })
		switch {
		case header == "":
			return &table.Column{}
		case i < 0:
			l.complain(o.at, "table-column-unknown", header, diag.T("%s所指的列不在表中", "%s names a column that the table does not have", what), diag.T("应为表中的表头", "use a header of the table"))
			return &table.Column{}
		case len(types) > 0 && !slices.Contains(types, o.columns[i].Type):
			l.complain(o.at, "table-column-type", header, diag.T("%[1]s所指的列是 %[2]s", "%[1]s names a column of type %[2]s", what, string(o.columns[i].Type)),
				diag.T("应为 %s 列", "use a column of %s", fmt.Sprint(types)))
			return &table.Column{}
		}
		return &o.columns[i]
	}
	for _, header := range o.key {
		c := at(header, "key")
		c.Key, c.Required = true, true
	}
	at(o.label, "label").Label = true
	at(o.day, "day", Date, Month).Day = true
	for _, b := range o.bounds {
		at(b.NotBefore, "notBefore", Date)
		at(b.NotAbove, "notAbove", Whole, Number, Share, table.Signed)
	}
	if l.list.Errors() > before {
		return nil
	}
	return model.OwnTable(o.name, o.title, o.one, o.columns, o.bounds)
}
