package fill

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

// each says for what a template is filled:
//
//	none
//	meetings [where CONDITION]
//	units [where CONDITION]
//
//	CONDITION  = AND { "or" AND }
//	AND        = TERM { "and" TERM }
//	TERM       = "(" CONDITION ")" | "not" TERM
//	           | FIELD "is" ["not"] VALUE | FIELD ["not"] "in" "(" VALUE { "," VALUE } ")"
//
// A FIELD is a table header (层级), an alias of one, or a Go name (tier); a
// VALUE is a word or is quoted; "" is an empty field.
type each struct {
	source    string
	over      string // none, units or meetings
	condition func(record any) bool
}

// Subject is what one output is about: a unit, a meeting, or neither.
type Subject struct {
	Unit    *model.Unit
	Meeting *model.Meeting
}

// Code is the unit's or the meeting's code, "" for neither.
func (s Subject) Code() string {
	switch {
	case s.Unit != nil:
		return s.Unit.Code
	case s.Meeting != nil:
		return s.Meeting.Code
	}
	return ""
}

// Name is the unit's name or the meeting's title, "" for neither.
func (s Subject) Name() string {
	switch {
	case s.Unit != nil:
		return s.Unit.Name
	case s.Meeting != nil:
		return s.Meeting.Title
	}
	return ""
}

// Selected gives what the template is to be filled for, in table order: one
// empty subject where each is none.
func (t *Template) Selected(office *model.Office) []Subject {
	var out []Subject
	switch t.each.over {
	case "units":
		for _, u := range office.Units {
			if t.each.condition == nil || t.each.condition(u) {
				out = append(out, Subject{Unit: u})
			}
		}
	case "meetings":
		for _, m := range office.Meetings {
			if t.each.condition == nil || t.each.condition(m) {
				out = append(out, Subject{Meeting: m})
			}
		}
	default:
		out = append(out, Subject{})
	}
	return out
}

// fieldNames are the fields that conditions know, by every name of each.
var fieldNames = map[string]map[string]string{
	"units": byName("Code 单位编码 编码 代码", "Name 单位名称 单位 名称", "Short 简称", "Tier 层级 级别",
		"ParentCode 上级编码 上级单位编码 上级", "Division 行政区划代码 区划代码", "CreditCode 统一社会信用代码 信用代码",
		"Industry 行业领域 行业", "Category 类别 企业类别 责任书类别", "Leader 主要负责人 负责人 法定代表人",
		"Post 职务 负责人职务", "Deputy 分管负责人 分管领导", "Phone 联系电话 电话", "Address 地址"),
	"meetings": byName("Code 会议编号 编号", "Title 会议名称 名称", "Kind 会议类型 类型", "Issue 期号", "Date 日期", "Location 地点", "Chair 主持人"),
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
	case "units", "meetings":
		p.fields = fieldNames[e.over]
		if p.peek() == "where" {
			p.next()
			e.condition = p.or()
		}
	default:
		p.fail("应以 none、units 或 meetings 开头", "it must begin with none, units or meetings")
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

type eachParser struct {
	words   []string
	fields  map[string]string
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
	return func(x any) bool {
		got := fmt.Sprint(reflect.ValueOf(x).Elem().FieldByName(field).Interface())
		return slices.Contains(values, got) != negate
	}
}

func (p *eachParser) value(field string) string {
	w := p.next()
	if w == "" || strings.Contains("(),", w) {
		p.fail("这里缺少一个值", "a value is missing here")
	}
	w = strings.TrimPrefix(w, string(quoteMark))
	if field == "Tier" && p.problem == nil {
		if _, err := model.ParseTier(w); err != nil {
			p.fail("没有层级“%s”；应为：%s", "there is no tier %q; use one of %s", w, strings.Join(model.TierNames(), "、"))
		}
	}
	return w
}
