package fill

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/source"
)

// each says for what a template is filled:
//
//	none
//	RECORDS [by DATE] [where CONDITION]
//
//	RECORDS    = units, meetings, hazards, listings, rewards, inspections
//	DATE       = the field whose day must lie in the period; 日期 (Date) without it
//	CONDITION  = AND { "or" AND }
//	AND        = TERM { "and" TERM }
//	TERM       = "(" CONDITION ")" | "not" TERM
//	           | FIELD "is" ["not"] VALUE | FIELD ["not"] "in" "(" VALUE { "," VALUE } ")"
//
// A FIELD is a table header (层级), an alias of one, or a Go name (tier); a
// VALUE is a word or is quoted; "" is an empty field.
type each struct {
	source    string
	over      string // none, or the table of the records
	day       string // the field with the record's day, "" for records without one
	condition func(record any) bool
}

// Selected gives what the template is to be filled for, in table order: one
// empty subject where each is none.
func (t *Template) Selected(office *model.Office) []Subject {
	t.ready()
	records, ok := office.Records(t.each.over)
	if !ok {
		return []Subject{{}}
	}
	var out []Subject
	for _, r := range records {
		if t.each.condition != nil && !t.each.condition(r) {
			continue
		}
		s := Subject{Record: r, dated: t.each.day != ""}
		if s.dated {
			s.Day = reflect.ValueOf(r).Elem().FieldByName(t.each.day).Interface().(period.Date)
		}
		out = append(out, s)
	}
	return out
}

// fieldNames are the fields that conditions know, by every name of each.
var fieldNames = map[string]map[string]string{
	"units":       tableFields("units"),
	"hazards":     tableFields("hazards"),
	"listings":    tableFields("listings"),
	"rewards":     tableFields("rewards"),
	"inspections": tableFields("inspections"),
	"meetings":    byName("Code 会议编号 编号", "Title 会议名称 名称", "Kind 会议类型 类型", "Issue 期号", "Date 日期", "Location 地点", "Chair 主持人"),
}

// tableFields maps the headers of a table, and the Go names with a small first
// letter, to its fields.
func tableFields(table string) map[string]string {
	var rows []string
	columns := source.TableOf(table).Columns
	for i := range columns {
		rows = append(rows, strings.Join(append([]string{columns[i].Field}, columns[i].Accepts()...), " "))
	}
	return byName(rows...)
}

// choices are the names that the fields of a table may hold, by field.
func choices(table string) map[string][]string {
	out := map[string][]string{}
	if t := source.TableOf(table); t != nil {
		for _, c := range t.Columns {
			if c.Type == source.Choice {
				out[c.Field] = c.Names
			}
		}
	}
	return out
}

// byName maps each word of a row, and the Go name with a small first letter, to
// the row's first word.
func byName(rows ...string) map[string]string {
	out := map[string]string{}
	for _, row := range rows {
		words := strings.Fields(row)
		for _, w := range append(words, strings.ToLower(words[0][:1])+words[0][1:]) {
			out[w] = words[0]
		}
	}
	return out
}

// parseEach reads an expression. A wrong one is complained of and chooses
// nothing.
func parseEach(source string, complain func(problem, remedy diag.Text)) *each {
	e := &each{source: strings.TrimSpace(source)}
	p := &eachParser{words: eachWords(source)}
	e.over = p.next()
	switch e.over {
	case "none":
	default:
		if p.fields = fieldNames[e.over]; p.fields == nil {
			p.fail("应以 none、%s 之一开头", "it must begin with none or one of %s", strings.Join(slices.Sorted(maps.Keys(fieldNames)), "、"))
		}
		p.names = choices(e.over)
		if e.over != "units" {
			e.day = "Date"
		}
		if p.peek() == "by" {
			p.next()
			e.day = p.date(e.over)
		}
		if p.peek() == "where" {
			p.next()
			e.condition = p.or()
		}
	}
	if p.peek() != "" {
		p.fail("“%s”处读不懂", "%q is not understood here", p.peek())
	}
	if p.problem != nil {
		complain(*p.problem, diag.T("写法如：units where 层级 is 企业 and 类别 in (矿山, 危险化学品)", "write it like: units where tier is 企业 and category in (矿山, 危险化学品)"))
		e.condition = func(any) bool { return false }
	}
	return e
}

// date reads the field whose day puts a record into a period.
func (p *eachParser) date(over string) string {
	word := p.next()
	field := p.fields[word]
	if t := source.TableOf(over); t != nil {
		for _, c := range t.Columns {
			if c.Field == field && c.Type == source.Date {
				return field
			}
		}
	}
	p.fail("“%s”不是日期字段", "%q is not a field with a date", word)
	return ""
}

type eachParser struct {
	words   []string
	fields  map[string]string
	names   map[string][]string // what a field that is one of several may hold
	depth   int
	problem *diag.Text
}

// eachWords parts an expression at blanks, brackets and commas. A quoted word
// keeps a mark before it, so that "or" in quotes is a value.
func eachWords(s string) []string {
	var words []string
	var word []rune
	closing := rune(0)
	flush := func() {
		if len(word) > 0 {
			words, word = append(words, string(word)), nil
		}
	}
	for _, c := range s {
		switch {
		case closing != 0 && c == closing:
			closing = 0
			flush()
		case closing != 0:
			word = append(word, c)
		case c == '"' || c == '\'' || c == '“':
			flush()
			word, closing = []rune{quoteMark}, c
			if c == '“' {
				closing = '”'
			}
		case c == ' ' || c == '\t' || c == '\n' || c == '\u3000':
			flush()
		case strings.ContainsRune("(),（），、", c):
			flush()
			words = append(words, strings.NewReplacer("（", "(", "）", ")", "，", ",", "、", ",").Replace(string(c)))
		default:
			word = append(word, c)
		}
	}
	flush()
	return words
}

const quoteMark = '\x00'

func (p *eachParser) peek() string {
	if len(p.words) == 0 || p.problem != nil {
		return ""
	}
	return p.words[0]
}

func (p *eachParser) next() string {
	w := p.peek()
	if len(p.words) > 0 {
		p.words = p.words[1:]
	}
	return w
}

func (p *eachParser) fail(zh, en string, args ...any) {
	if p.problem == nil {
		t := diag.T(zh, en, args...)
		p.problem = &t
	}
}

type condition = func(record any) bool

func (p *eachParser) or() condition {
	left := p.and()
	for p.peek() == "or" {
		p.next()
		l, r := left, p.and()
		left = func(x any) bool { return l(x) || r(x) }
	}
	return left
}

func (p *eachParser) and() condition {
	left := p.term()
	for p.peek() == "and" {
		p.next()
		l, r := left, p.term()
		left = func(x any) bool { return l(x) && r(x) }
	}
	return left
}

func (p *eachParser) term() condition {
	if p.depth++; p.depth > 100 {
		p.fail("括号太深", "nested too deeply")
	}
	defer func() { p.depth-- }()
	switch p.peek() {
	case "(":
		p.next()
		c := p.or()
		p.expect(")")
		return c
	case "not":
		p.next()
		c := p.term()
		return func(x any) bool { return !c(x) }
	}
	return p.comparison()
}

func (p *eachParser) expect(word string) {
	if got := p.next(); got != word {
		p.fail("这里应为“%s”，却是“%s”", "%q is wanted here, not %q", word, strings.TrimPrefix(got, string(quoteMark)))
	}
}

func (p *eachParser) comparison() condition {
	word := p.next()
	field, known := p.fields[word]
	if !known {
		p.fail("没有字段“%s”", "there is no field %q", word)
	}
	negate := false
	verb := p.next()
	if verb == "not" {
		negate, verb = true, p.next()
	}
	var values []string
	switch verb {
	case "is":
		if p.peek() == "not" {
			p.next()
			negate = true
		}
		values = []string{p.value(field)}
	case "in":
		p.expect("(")
		values = append(values, p.value(field))
		for p.peek() == "," {
			p.next()
			values = append(values, p.value(field))
		}
		p.expect(")")
	default:
		p.fail("“%s”后面应为 is 或 in", "is or in must follow %q", word)
	}
	names := p.names[field]
	return func(x any) bool {
		v := reflect.ValueOf(x).Elem().FieldByName(field)
		got := fmt.Sprint(v.Interface())
		switch {
		case v.Kind() == reflect.Bool && !v.Bool() && len(names) == 2:
			got = names[0]
		case v.Kind() == reflect.Bool && len(names) == 2:
			got = names[1]
		}
		return slices.Contains(values, got) != negate
	}
}

func (p *eachParser) value(field string) string {
	w := p.next()
	if w == "" || strings.Contains("(),", w) {
		p.fail("这里缺少一个值", "a value is missing here")
	}
	w = strings.TrimPrefix(w, string(quoteMark))
	if names := p.names[field]; len(names) > 0 && w != "" && p.problem == nil && !slices.Contains(names, w) {
		p.fail("“%s”不是这个字段的值；应为：%s", "%q is no value of this field; use one of %s", w, strings.Join(names, "、"))
	}
	return w
}
