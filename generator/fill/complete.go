package fill

import (
	"reflect"
	"slices"
	"strings"
	"text/template"

	"hongtou/generator/model"
)

// Completion is what can stand where someone is writing in a template.
type Completion struct {
	Text    string `json:"value"`
	Meaning string `json:"note,omitempty"`
}

// hereName is the action that stands for what is being written.
const hereName = "_here"

// deepest is how many blocks may be open around it.
const deepest = 20

// typing is the name that is being written, behind the path that it belongs to.
var typing = pattern(`(\$?[\p{L}_][\p{L}\p{N}_]*|\$)?((?:\.[\p{L}\p{N}_]*)*)$`)

// keywords are those of text/template itself.
var keywords = []Completion{
	{"if", "如果"}, {"else", "否则"}, {"end", "结束 if、range、with"}, {"range", "逐项"}, {"with", "有值时，以它为点"}, {"and", "都成立"}, {"or", "有一个成立"}, {"not", "不成立"},
	{"eq", "相等"}, {"ne", "不相等"}, {"lt", "小于"}, {"le", "不大于"}, {"gt", "大于"}, {"ge", "不小于"}, {"len", "项数"}, {"index", "列表中的一项"}, {"print", "连成文字"}, {"printf", "按格式"},
}

// Complete gives what can stand at the end of a template's text, inside of {{ }}: fields
// of the value that stands before the dot, as far as the text tells its type, variables,
// functions. typed is what is written of it already: its name begins so, or its meaning
// holds it.
func Complete(text string) (typed string, list []Completion) {
	open := strings.LastIndex(text, "{{")
	if open < 0 || len(text) > DefaultLimits.Source {
		return "", nil
	}
	inside := text[open+2:]
	if strings.Contains(inside, "}}") || strings.Count(inside, `"`)%2 == 1 || strings.Count(inside, "`")%2 == 1 || strings.HasPrefix(strings.TrimLeft(inside, "- "), "/*") {
		return "", nil
	}
	m := typing().FindStringSubmatch(inside)
	steps := strings.Split(m[2], ".")
	s, a := scopeAt(text[:open])
	if len(steps) == 1 { // a function or a variable
		typed = m[1]
		if strings.HasPrefix(typed, "$") {
			for _, v := range s.vars {
				list = append(list, Completion{v.name, meaningAt(a, v.value)})
			}
			return typed, fitting(list, typed)
		}
		list = slices.Clone(keywords)
		for _, f := range catalogue {
			list = append(list, Completion{f.Name, f.Meaning})
		}
		return typed, fitting(list, typed)
	}
	from := s.dot
	if m[1] != "" {
		from = known{}
		for _, v := range s.vars {
			if v.name == m[1] {
				from = v.value
			}
		}
	}
	typed = steps[len(steps)-1]
	return typed, fitting(membersOf(a.follow(from, steps[1:len(steps)-1])), typed)
}

// scopeAt is the dot and the variables at the end of a text, whose blocks are still open.
func scopeAt(text string) (scope, *analysis) {
	root := known{"", rootType(), true}
	s, a := scope{dot: root, vars: []variable{{"$", root}}}, &analysis{found: map[string]reflect.Type{}}
	functions := (&run{}).functions()
	functions[hereName] = func() string { return "" }
	text += "{{" + hereName + "}}"
	for range deepest {
		if t, err := template.New("").Funcs(functions).Parse(text); err == nil {
			if a.template(t, rootType()); a.here != nil {
				s = *a.here
			}
			break
		}
		text += "{{end}}"
	}
	return s, a
}

func meaningAt(a *analysis, v known) string {
	owner, name, _ := cutLast(v.path)
	return meaning(a.owner(owner), name)
}

// membersOf are the fields and methods of a value that have a meaning, and the keys of
// those that are maps.
func membersOf(v known) (out []Completion) {
	switch v.path {
	case docPath:
		for _, k := range model.PaperKeys() {
			out = append(out, Completion{k.Name, k.Meaning})
		}
		return out
	case ".Tables":
		for _, t := range model.Tables() {
			out = append(out, Completion{t.Name, t.Title})
		}
		return out
	}
	t := v.typ
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	for _, name := range memberNames(t) {
		if says := meaning(t, name); says != "" && !slices.ContainsFunc(out, func(c Completion) bool { return c.Text == name }) {
			out = append(out, Completion{name, says})
		}
	}
	return out
}

// fitting are the one that is typed whole, then those that what is typed begins, then
// those whose name or meaning hold it.
func fitting(all []Completion, typed string) (out []Completion) {
	low := strings.ToLower(typed)
	begins := func(c Completion) bool { return strings.HasPrefix(strings.ToLower(c.Text), low) }
	for _, c := range all {
		if begins(c) {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b Completion) int {
		if whole := a.Text == typed; whole != (b.Text == typed) {
			return map[bool]int{true: -1, false: 1}[whole]
		}
		return 0
	})
	for _, c := range all {
		if !begins(c) && strings.Contains(strings.ToLower(c.Text+"\n"+c.Meaning), low) {
			out = append(out, c)
		}
	}
	return out
}
