package fill

import (
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// Figure is a text with a digit that a template printed from a value, and what it was
// made of.
type Figure struct {
	Line       int      // of the template's file
	Place      string   // in an office's own file, which has no lines: 正文第3段
	Expression string   // the pipeline that printed it
	Text       string   // as it was printed
	Functions  []string // what the functions mean that it went through
	Parts      []Part   // what it was made of, in the order of reading
	Key        string   // of the front matter, where the text stands there
	Sentence   string   // around it; of a table's cell its column's head and its row's first cell
	Sheet      string   // of a workbook, with the row and column of the figure
	Row        int      // the how manieth of the sheet's rows, from 1; 0 outside of them
	Column     int      // from 1
	Formula    bool     // the cells of the column are calculated from others

	at int // where it stands in its text
}

// Part is one value that a figure was made of.
type Part struct {
	Meaning string
	Value   string         // as text; of a list its length
	By      string         // the pipeline that made the variable, if it is one
	Records []model.Record // whose fields it is, or that were counted
	From    From
	Key     string // of the paper's own fields, where From is Said
}

// stop is a value on the way of a reading, and the field by which it was reached.
type stop struct {
	field string
	value reflect.Value
}

// reading is a value that a pipeline read: from the dot or a variable, field by field.
type reading struct {
	id, origin int
	steps      []stop
	choice     string // the field of a list's items that a function takes
}

// recorder takes notes in a traced run.
type recorder struct {
	run     *run
	root    *Root
	read    []reading          // since the last figure
	origins map[int]provenance // of variables and dots
	figures []Figure
	views   map[uintptr]model.Record // rows of tables of one's own, by the map that templates see
	row     int
	open    int // how many figures there were when a cell's text began
}

type provenance struct {
	by    string
	parts []Part
}

func newRecorder(root *Root) *recorder {
	r := &recorder{root: root, origins: map[int]provenance{}, views: map[uintptr]model.Record{}}
	if root.Office == nil {
		return r
	}
	lists := root.Office.Lists()
	for _, t := range model.OwnTables(root.Office) {
		views, _ := lists[t.Name].([]map[string]any)
		for i, record := range t.Records(root.Office) {
			if i < len(views) {
				r.views[reflect.ValueOf(views[i]).Pointer()] = record
			}
		}
	}
	return r
}

// value notes what a pipeline in brackets gave: where that is of records itself, what
// was read inside does not matter any more.
func (r *recorder) value(mark int, field string, v reflect.Value) {
	if field == "" {
		if _, ok := r.records(v, ""); !ok {
			return
		}
	}
	var before []reading
	if mark < len(r.read) {
		before = r.read[mark:]
	}
	one := reading{origin: -1, steps: []stop{{"", v}}, choice: field}
	if n := len(before); n > 0 && len(before[n-1].steps) > 0 { // how it was reached tells what it means
		one.id, one.origin, one.steps = before[n-1].id, before[n-1].origin, append(slices.Clone(before[n-1].steps), stop{"", v})
	}
	r.read = append(r.read[:min(mark, len(r.read))], one)
}

func (r *recorder) remember(origin int, again bool, src string, v reflect.Value) {
	p := provenance{by: src, parts: r.parts()}
	if again {
		p.parts = united(r.origins[origin].parts, p.parts)
	}
	r.origins[origin] = p
}

// united adds parts that are not there yet.
func united(to, more []Part) []Part {
	for _, p := range more {
		if !slices.ContainsFunc(to, func(o Part) bool {
			return o.Meaning == p.Meaning && o.Value == p.Value && slices.Equal(o.Records, p.Records)
		}) {
			to = append(to, p)
		}
	}
	return to
}

// print notes a figure, if the value has a digit.
func (r *recorder) print(line int, src string, v reflect.Value) {
	parts := r.parts()
	var value any
	if v.IsValid() && v.CanInterface() {
		value = v.Interface()
	}
	text := textIn(value)
	if !HasDigit(text) && !spellsNumbers(src) {
		return
	}
	functions := functionsIn(src)
	if len(parts) == 1 && parts[0].From == Order { // people count from one
		parts[0].Value, functions = text, nil
	}
	r.figures = append(r.figures, Figure{Line: line, Expression: src, Text: text, Parts: parts, Functions: functions, Row: r.row, at: r.run.out.Len()})
}

// textIn is a value's text; "" of what has none.
func textIn(v any) string {
	if v == nil {
		return ""
	}
	s, _, err := textOf(v)
	if err != nil {
		return ""
	}
	return s
}

// HasDigit tells whether a text has a digit, 0 to 9 or of full width.
func HasDigit(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return c >= '0' && c <= '9' || c >= '０' && c <= '９' })
}

// spellsNumbers tells whether a pipeline writes numbers in Chinese characters.
func spellsNumbers(src string) bool {
	for _, name := range strings.FieldsFunc(src, func(c rune) bool { return c == ' ' || c == '(' || c == '|' }) {
		if name == "numeral" || name == "yearNumeral" || name == "capital" {
			return true
		}
	}
	return false
}

// functionsIn are the meanings of the functions that a pipeline calls.
func functionsIn(src string) []string {
	var out []string
	for _, name := range strings.FieldsFunc(src, func(c rune) bool { return c == ' ' || c == '(' || c == '|' || c == ')' }) {
		for _, f := range catalogue {
			word, _, _ := strings.Cut(f.Meaning, "；")
			word, _, _ = strings.Cut(word, "：")
			if f.Name == name && !slices.Contains(plumbing, name) && !slices.Contains(out, word) {
				out = append(out, word)
			}
		}
		if name == "len" && !slices.Contains(out, "个数") {
			out = append(out, "个数")
		}
	}
	return out
}

// plumbing are the functions that change no figure.
var plumbing = []string{"get", "default", "field", "known", "kept", "pluck", "join", "number", "date", "list", "dict", "raw", "blankDate"}

// parts are what was read since the last time.
func (r *recorder) parts() []Part {
	var out []Part
	for _, one := range r.read {
		out = united(out, r.part(one))
	}
	r.read = r.read[:0]
	return out
}

// part tells what one reading rests on: the last value on its way that is of records;
// else where the reading began.
func (r *recorder) part(one reading) []Part {
	last := len(one.steps) - 1
	p := Part{Value: valueIn(chosen(one.steps[last].value, one.choice)), Meaning: r.meaningOf(one)}
	for i := last; i >= 0; i-- {
		path := one.choice
		if i < last {
			path = one.steps[i+1].field
		}
		if records, ok := r.records(one.steps[i].value, path); ok {
			p.Records = adding(records, one.steps[last], path)
			if len(p.Records) == 0 && grouping(one.steps[i].value, one.steps[last].value) {
				p.From = Group
			}
			return []Part{p}
		}
	}
	base := one.steps[0].value
	if base.IsValid() && base.Type() == rootType() {
		return r.fromRoot(p, one)
	}
	if one.origin == indexOrigin {
		p.Meaning, p.From = "序号", Order
		return []Part{p}
	}
	if known, ok := r.origins[one.origin]; ok && one.origin > 0 && (len(known.parts) > 0 || inTemplate(one)) {
		p = known.of(p, one)
		if len(p.Records) == 0 && slices.Contains(comparisons, one.steps[last].field) {
			return nil // what is compared is read beside it
		}
		return []Part{p}
	}
	return nil
}

func unrepeated(in []model.Record) []model.Record {
	var out []model.Record
	seen := map[model.Record]bool{}
	for _, r := range in {
		if !seen[r] {
			seen[r] = true
			out = append(out, r)
		}
	}
	return out
}

// adding leaves out the records that add nothing to a sum: those whose own field of
// the name is zero.
func adding(records []model.Record, last stop, field string) []model.Record {
	name := last.field
	if name == "" {
		name = field[strings.LastIndex(field, ".")+1:]
	}
	return slices.DeleteFunc(slices.Clone(records), func(record model.Record) bool {
		v := reflect.ValueOf(record).Elem()
		if v.Kind() != reflect.Struct || len(records) == 1 {
			return false
		}
		f := v.FieldByName(name)
		for f.Kind() == reflect.Pointer && !f.IsNil() {
			f = f.Elem()
		}
		return f.IsValid() && (f.CanInt() || f.CanFloat() || f.Kind() == reflect.Pointer) && f.IsZero()
	})
}

// records are the records that a value is of: of a path of its fields, of all for "".
// false where the value knows of none.
func (r *recorder) records(v reflect.Value, path string) ([]model.Record, bool) {
	return r.under(v, path, 3)
}

func (r *recorder) under(v reflect.Value, path string, depth int) ([]model.Record, bool) {
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() || !v.CanInterface() {
		return nil, false
	}
	if record, ok := v.Interface().(model.Record); ok {
		if record.From().Place() == (diag.Place{}) {
			return nil, false // a sum that is kept in a record
		}
		if first, rest, deeper := strings.Cut(path, "."); deeper {
			if next, err := step(v, first); err == nil {
				if records, ok := r.under(next, rest, depth); ok {
					return records, true
				}
			}
		}
		return []model.Record{record}, true
	}
	if c, ok := v.Interface().(model.Counter); ok {
		first, _, _ := strings.Cut(path, ".")
		return c.Counted(first)
	}
	switch v.Kind() {
	case reflect.Pointer:
		return r.under(v.Elem(), path, depth)
	case reflect.Slice, reflect.Array:
		return r.listed(v, path, depth)
	case reflect.Map:
		if record := r.views[v.Pointer()]; record != nil {
			return []model.Record{record}, true
		}
		return r.mapped(v, path, depth)
	case reflect.Struct:
		return r.members(v, path, depth)
	}
	return nil, false
}

func (r *recorder) listed(v reflect.Value, path string, depth int) (all []model.Record, found bool) {
	if depth == 0 {
		return nil, false
	}
	if v.Len() == 0 && v.Type().Elem().Implements(reflect.TypeFor[model.Record]()) {
		return nil, true // none of them
	}
	for i := range v.Len() {
		records, ok := r.under(v.Index(i), path, depth-1)
		all, found = append(all, records...), found || ok
	}
	return unrepeated(all), found
}

func (r *recorder) mapped(v reflect.Value, path string, depth int) (all []model.Record, found bool) {
	if v.Type() != reflect.TypeFor[map[string]any]() || depth == 0 {
		return nil, false
	}
	first, rest, _ := strings.Cut(path, ".")
	if first != "" {
		if at := v.MapIndex(reflect.ValueOf(first)); at.IsValid() {
			return r.under(at, rest, depth-1)
		}
	}
	for _, key := range sortedKeys(v.Interface().(map[string]any)) {
		records, ok := r.under(v.MapIndex(reflect.ValueOf(key)), "", depth-1)
		all, found = append(all, records...), found || ok
	}
	return unrepeated(all), found
}

// members are the records in the fields of a value of the model that counts nothing
// itself: an assessment's marks, a section's items. Units come last: they name it.
func (r *recorder) members(v reflect.Value, path string, depth int) (all []model.Record, found bool) {
	t := v.Type()
	if depth == 0 || t.PkgPath() != reflect.TypeFor[model.Office]().PkgPath() || t == reflect.TypeFor[model.Office]() || t == reflect.TypeFor[model.Settings]() {
		return nil, false
	}
	if first, rest, _ := strings.Cut(path, "."); first != "" {
		if f := v.FieldByName(first); f.IsValid() && f.CanInterface() {
			if records, ok := r.under(f, rest, depth-1); ok {
				return records, true
			}
		}
	}
	var units []model.Record
	for i := range v.NumField() {
		if !t.Field(i).IsExported() {
			continue
		}
		records, ok := r.under(v.Field(i), "", depth-1)
		for _, record := range records {
			if _, unit := record.(*model.Unit); unit {
				units = append(units, record)
			} else {
				all = append(all, record)
			}
		}
		found = found || ok
	}
	if len(all) == 0 {
		all = units
	}
	return unrepeated(all), found
}

// meaningOf is what was read: the field that was read last, in the words of the
// tables.
func (r *recorder) meaningOf(one reading) string {
	var words []string
	for i := 1; i < len(one.steps); i++ {
		if one.steps[i].field == "" {
			continue
		}
		holder := one.steps[i-1].value
		for holder.Kind() == reflect.Interface {
			holder = holder.Elem()
		}
		if !holder.IsValid() {
			continue
		}
		word := embeddedMeaning(holder.Type(), one.steps[i].field)
		if word == "" && holder.Kind() == reflect.Map {
			word = one.steps[i].field
		}
		if word != "" && holder.Type() != rootType() {
			word = strings.SplitN(word, "：", 2)[0]
			if n := len(words); n > 0 && strings.HasPrefix(word, words[n-1]) {
				words = words[:n-1] // 期间的名称, not 期间的期间的名称
			}
			words = append(words, word)
		}
	}
	if one.choice != "" {
		word := one.choice
		if v := one.steps[len(one.steps)-1].value; v.IsValid() {
			word = choiceMeaning(v, one.choice)
		}
		if word != "" {
			words = append(words, word)
		}
	}
	if len(words) > 2 {
		words = words[len(words)-2:]
	}
	return strings.Join(words, "的")
}

// chosen is the entry of a map that a function takes, or the value itself.
func chosen(v reflect.Value, key string) reflect.Value {
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if key != "" && v.Kind() == reflect.Map && v.Type().Key().Kind() == reflect.String {
		return v.MapIndex(reflect.ValueOf(key).Convert(v.Type().Key()))
	}
	return v
}

// embeddedMeaning is a field's meaning, also of what a struct embeds.
func embeddedMeaning(t reflect.Type, name string) string {
	word := meaning(t, name)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if word != "" || t.Kind() != reflect.Struct {
		return word
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous && word == "" {
			word = embeddedMeaning(f.Type, name)
		}
	}
	return word
}

// choiceMeaning is what a path of fields of a list's items means.
func choiceMeaning(v reflect.Value, path string) string {
	for v.Kind() == reflect.Interface || (v.Kind() == reflect.Slice && v.Len() > 0) {
		if v.Kind() == reflect.Slice {
			v = v.Index(0)
		} else {
			v = v.Elem()
		}
	}
	if !v.IsValid() {
		return ""
	}
	t, word := v.Type(), ""
	for name := range strings.SplitSeq(path, ".") {
		if t == nil {
			break
		}
		word = meaning(t, name)
		t = memberType(t, name)
	}
	if word == "" && v.Kind() == reflect.Map {
		return path
	}
	return word
}

// valueIn is a value in few words: a list by its length.
func valueIn(v reflect.Value) string {
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() || !v.CanInterface() {
		return ""
	}
	if v.Kind() == reflect.Slice || v.Kind() == reflect.Array {
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return ""
		}
		return "共" + textIn(v.Len()) + "项"
	}
	if p, ok := v.Interface().(period.Period); ok {
		return p.Name()
	}
	return textIn(v.Interface())
}
