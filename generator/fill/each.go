package fill

import (
	"iter"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// each says for what a template is filled:
//
//	none
//	RECORDS [by DATE] [where CONDITION]
//
//	RECORDS    = [rows of] the name of a table: units, meetings, hazards, …, or of
//	             one of the office's own
//	DATE       = the field whose day or month must lie in the period; that of the table without it
//	CONDITION  = AND { "or" AND }
//	AND        = TERM { "and" TERM }
//	TERM       = "(" CONDITION ")" | "not" TERM
//	           | FIELD "is" ["not"] VALUE | FIELD ["not"] "in" "(" VALUE { "," VALUE } ")"
//
// A FIELD is a table header (层级), an alias of one, or a Go name (tier); a
// VALUE is a word or is quoted; "" is an empty field.
type each struct {
	source    string
	over      *model.Table  // nil: none
	day       *table.Column // with the record's day or month; nil: records have none
	condition func(record any) bool
}

// Selected gives what the template is to be filled for, in table order: one
// empty subject where each is none.
func (t *Template) Selected(office *model.Office) []Subject {
	return slices.Collect(t.Subjects(office))
}

// EventTable is the table of events for whose rows the template is made, "" for none.
func (t *Template) EventTable() string {
	if over := t.way().each.over; over != nil {
		return model.EventList(over.Name)
	}
	return ""
}

// Subjects is Selected one by one.
func (t *Template) Subjects(office *model.Office) iter.Seq[Subject] {
	each := t.way().each
	return func(yield func(Subject) bool) {
		if each.over == nil {
			yield(Subject{})
			return
		}
		for i, r := range each.over.Records(office) {
			if each.condition != nil && !each.condition(r) {
				continue
			}
			s := Subject{Record: r, dated: each.day != nil, number: i + 1}
			if s.dated {
				s.Day = dayOf(each.day.Of(r).Interface())
			}
			if !yield(s) {
				return
			}
		}
	}
}

// dayOf is a day, or the first one of a month.
func dayOf(v any) period.Date {
	if p, ok := v.(period.Period); ok {
		if p == (period.Period{}) {
			return period.Date{}
		}
		return p.Start()
	}
	return v.(period.Date)
}

// tableNames are those that a template can be made for the records of.
func tableNames() []string {
	var names []string
	for _, t := range model.Tables() {
		names = append(names, t.Name)
	}
	slices.Sort(names)
	return names
}

// parseEach reads an expression. A wrong one is complained of and chooses
// nothing.
func parseEach(source string, own []*model.Table, complain func(problem, remedy diag.Text)) *each {
	e := &each{source: strings.TrimSpace(source)}
	p := &eachParser{words: eachWords(source)}
	over := p.next()
	if over == "rows" && p.peek() == "of" {
		p.next()
		over = p.next()
		p.loose = own == nil
	}
	if over != "none" {
		e.over = p.tableOf(over, own)
		for i := range p.table.Columns {
			if p.table.Columns[i].Day {
				e.day = &p.table.Columns[i]
			}
		}
		if p.peek() == "by" {
			p.next()
			e.day = p.date()
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

// tableOf finds a table, one of ours or of the office's own. Where it is not known
// which those are, rows of any are taken.
func (p *eachParser) tableOf(name string, own []*model.Table) *model.Table {
	if p.table = model.TableOf(name); p.table != nil {
		p.loose = false
		return p.table
	}
	names := tableNames()
	for _, t := range own {
		if t.Name == name {
			p.table = t
			return t
		}
		names = append(names, t.Name)
	}
	if !p.loose {
		p.fail("没有“%[1]s”表；应以 none、%[2]s 之一开头", "there is no table %[1]q; it must begin with none or one of %[2]s", name, diag.Names(names))
	}
	p.table = model.OwnTable(name, name, name, nil, nil)
	return p.table
}

// column finds a column by what names it: a header, an alias, a Go name with a
// small first letter or as it is.
func (p *eachParser) column(word string) *table.Column {
	for i := range p.table.Columns {
		if c := &p.table.Columns[i]; c.Type != table.Items && word != "" && (slices.Contains(c.Accepts(), word) || word == c.Name() || word == c.Field) {
			return c
		}
	}
	if p.loose {
		return &table.Column{Header: word, Type: table.Date}
	}
	return nil
}

// date reads the field whose day puts a record into a period.
func (p *eachParser) date() *table.Column {
	word := p.next()
	if c := p.column(word); c != nil && (c.Type == table.Date || c.Type == table.Limit || c.Type == table.Month) {
		return c
	}
	p.fail("“%s”不是日期字段", "%q is not a field with a date", word)
	return nil
}

type eachParser struct {
	words   []string
	table   *model.Table
	loose   bool // its columns are not known
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
	field := p.column(word)
	if field == nil {
		p.fail("没有字段“%s”", "there is no field %q", word)
		return func(any) bool { return false }
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
	return func(x any) bool { return slices.Contains(values, field.Value(x)) != negate }
}

func (p *eachParser) value(field *table.Column) string {
	w := p.next()
	if w == "" || strings.Contains("(),", w) {
		p.fail("这里缺少一个值", "a value is missing here")
	}
	w = strings.TrimPrefix(w, string(quoteMark))
	if names := field.Names; len(names) > 0 && w != "" && p.problem == nil && !slices.Contains(names, w) {
		p.fail("“%s”不是这个字段的值；应为：%s", "%q is no value of this field; use one of %s", w, diag.Names(names))
	}
	return w
}
