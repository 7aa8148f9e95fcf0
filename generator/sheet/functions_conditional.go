package sheet

import (
	"regexp"
	"strings"
)

// SUMIF and its kin: cells that meet criteria such as ">=60", "市*" or a value.

var conditionalFunctions = map[string]*function{
	"COUNTIF": {min: 2, max: 2, eval: func(a *args) value {
		if a.e.array {
			return a.e.spread(a.nodes[1], func(v value) value { return a.countIf(v) })
		}
		return a.countIf(a.single(1))
	}},
	"COUNTIFS": {min: 2, max: many, eval: func(a *args) value {
		return number(float64(len(a.matching(0))))
	}},
	"SUMIF":      {min: 2, max: 3, eval: func(a *args) value { return number(total(a.chosenIf())) }},
	"AVERAGEIF":  {min: 2, max: 3, eval: func(a *args) value { return averageOf(a.chosenIf()) }},
	"SUMIFS":     {min: 3, max: many, eval: func(a *args) value { return number(total(a.chosenIfs())) }},
	"AVERAGEIFS": {min: 3, max: many, eval: func(a *args) value { return averageOf(a.chosenIfs()) }},
}

func averageOf(x []float64) value {
	if len(x) == 0 {
		return fault("#DIV/0!", "no number meets the criteria")
	}
	return average(x)
}

func (a *args) countIf(v value) value {
	if v.kind == isError {
		return v
	}
	x := a.e.index(a.one(0))
	return number(float64(len(x.matching(parseCriterion(v)))))
}

// chosenIf is the numbers of SUMIF(range, criterion, numbers).
func (a *args) chosenIf() []float64 {
	keys := a.one(0)
	from := keys
	if a.has(2) {
		from = a.one(2)
	}
	at := a.e.index(keys).matching(parseCriterion(a.single(1)))
	k, r := keys.areas[0], from.areas[0]
	// Excel takes of the third argument only where it starts.
	r.row2, r.col2 = r.row1+k.row2-k.row1, r.col1+k.col2-k.col1
	return pick(a.e.index(&reference{table: from.table, areas: []rect{r}, whole: from.whole}), at)
}

// chosenIfs is the numbers of SUMIFS(numbers, range, criterion, …).
func (a *args) chosenIfs() []float64 {
	from := a.one(0)
	if from.areas[0].cells() != a.one(1).areas[0].cells() {
		panic(fault("#VALUE!", "the ranges are not of one size"))
	}
	return pick(a.e.index(from), a.matching(1))
}

func pick(x *columnIndex, at []int) []float64 {
	var out []float64
	for _, i := range at {
		switch v := x.cells[i]; v.kind {
		case isError:
			panic(v)
		case isNumber:
			out = append(out, v.n)
		}
	}
	return out
}

// matching is the positions at which all pairs of range and criterion from
// argument i on hold.
func (a *args) matching(i int) []int {
	if (len(a.nodes)-i)%2 != 0 {
		panic(fault("#VALUE!", "every range wants a criterion"))
	}
	first := a.e.index(a.one(i))
	at := first.matching(parseCriterion(a.single(i + 1)))
	for i += 2; i < len(a.nodes); i += 2 {
		x, c := a.e.index(a.one(i)), parseCriterion(a.single(i+1))
		if len(x.cells) != len(first.cells) {
			panic(fault("#VALUE!", "the ranges are not of one size"))
		}
		var rest []int
		for _, p := range at {
			if c.match(x.cells[p]) {
				rest = append(rest, p)
			}
		}
		at = rest
	}
	return at
}

// matching is the positions that meet c. An equal value is looked up, anything
// else is looked for.
func (x *columnIndex) matching(c criterion) []int {
	if key := c.key(); key != "" && x.loose != nil {
		return x.loose[key]
	}
	var at []int
	for i, v := range x.cells {
		if c.match(v) {
			at = append(at, i)
		}
	}
	return at
}

type criterion struct {
	op      string
	operand value          // number, text or bool
	pattern *regexp.Regexp // for texts with * or ?
}

func parseCriterion(v value) criterion {
	c := criterion{op: "=", operand: v}
	if v.kind == isEmpty {
		c.operand = number(0)
	}
	if v.kind != isText {
		return c
	}
	s := v.s
	for _, op := range []string{"<>", "<=", ">=", "=", "<", ">"} {
		if rest, ok := strings.CutPrefix(s, op); ok {
			c.op, s = op, rest
			break
		}
	}
	if n, ok := numberOf(s); ok {
		c.operand = number(n)
		return c
	}
	if up := strings.ToUpper(s); up == "TRUE" || up == "FALSE" {
		c.operand = boolean(up == "TRUE")
		return c
	}
	c.operand = text(s)
	if strings.ContainsAny(s, "*?~") && (c.op == "=" || c.op == "<>") {
		c.pattern = wildcard(s)
	}
	return c
}

// wildcard turns * and ? (with ~ before them: themselves) into an expression.
func wildcard(s string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString("(?is)^")
	r := []rune(s)
	for i := 0; i < len(r); i++ {
		switch {
		case r[i] == '~' && i+1 < len(r) && strings.ContainsRune("*?~", r[i+1]):
			i++
			b.WriteString(regexp.QuoteMeta(string(r[i])))
		case r[i] == '*':
			b.WriteString(".*")
		case r[i] == '?':
			b.WriteString(".")
		default:
			b.WriteString(regexp.QuoteMeta(string(r[i])))
		}
	}
	return regexp.MustCompile(b.String() + "$")
}

// key is the loose matchKey of the only value that meets c, or "".
func (c criterion) key() string {
	if c.op != "=" || c.pattern != nil || c.operand.kind == isText && c.operand.s == "" {
		return ""
	}
	return matchKey(c.operand, true)
}

func (c criterion) match(v value) bool {
	switch {
	case c.operand.kind == isText && c.operand.s == "":
		blank := v.kind == isEmpty || v.kind == isText && v.s == ""
		return blank == (c.op == "=")
	case c.pattern != nil:
		return (v.kind == isText && c.pattern.MatchString(v.s)) == (c.op == "=")
	case c.op == "=":
		return c.equals(v)
	case c.op == "<>":
		return !c.equals(v)
	case v.kind != c.operand.kind:
		return false
	}
	return relate(c.op, v, c.operand).n == 1
}

// equals is = without a pattern. A text that looked like a number became one
// when the criterion was read, so that the texts that are left equal texts only.
func (c criterion) equals(v value) bool {
	if c.operand.kind == isText {
		return v.kind == isText && strings.EqualFold(v.s, c.operand.s)
	}
	return alike(v, c.operand, true)
}
