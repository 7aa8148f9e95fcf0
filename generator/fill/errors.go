package fill

import (
	"errors"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
)

// text/template tells what is wrong in English only and for programmers. Here
// its messages become complaints: the line, the field, and what to do.

var (
	located   = regexp.MustCompile(`(?s)^template: [^:]*:(\d+)(?::\d+)?: (.*)$`)
	executing = regexp.MustCompile(`(?s)^executing ".*?" at <(.*?)>: (.*)$`)
)

// explain takes an error of parsing or executing apart: the complaint's code, the
// line in the template text (1 if it tells none), the expression, the problem, the
// remedy. An error inside a function is the program's, not the template's.
func explain(err error) (code string, line int, value string, problem, remedy diag.Text) {
	code, line = "template-value", 1
	message := strings.TrimPrefix(err.Error(), "template: ")
	if m := located.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = m[2]
	}
	if m := executing.FindStringSubmatch(message); m != nil {
		value, message = m[1], m[2]
	}
	var own failure
	var limited limitError
	var internal runtime.Error
	switch {
	case errors.As(err, &internal):
		return diag.Internal, line, hidden(value), diag.T("程序内部错误：%v", "internal error: %v", internal),
			diag.T("请将此模板和数据样例报给开发者", "please report it with this template and a sample of the data")
	case errors.As(err, &limited):
		return "template-limit", line, hidden(value), limited.Text, diag.T("检查循环和列表的长度", "look at loops and the length of lists")
	case errors.As(err, &own):
		return code, line, hidden(value), own.Text, diag.Text{}
	}
	for _, p := range phrases {
		if m := p.form.FindStringSubmatch(message); m != nil {
			problem, remedy = p.say(m)
			return code, line, hidden(value), problem, remedy
		}
	}
	return code, line, hidden(value), diag.T("模板出错：%s", "the template fails: %s", message), diag.Text{}
}

// hidden leaves out the expressions that rewriting made.
func hidden(value string) string {
	if strings.HasPrefix(value, "_") {
		return ""
	}
	return value
}

type phrase struct {
	form *regexp.Regexp
	say  func(m []string) (problem, remedy diag.Text)
}

func says(form, zh, en, remedyZh, remedyEn string) phrase {
	return phrase{regexp.MustCompile(form), func(m []string) (diag.Text, diag.Text) {
		return diag.Text{Zh: filled(zh, m), En: filled(en, m)}, diag.Text{Zh: filled(remedyZh, m), En: filled(remedyEn, m)}
	}}
}

// filled puts the groups of a match for $1, $2.
func filled(s string, m []string) string {
	for i := len(m) - 1; i > 0; i-- {
		s = strings.ReplaceAll(s, "$"+strconv.Itoa(i), strings.TrimPrefix(m[i], "*"))
	}
	return s
}

var phrases = []phrase{
	says(`^map has no entry for key "(.*)"$`, "没有“$1”这一项", `there is no entry "$1"`,
		"在数据或 hongtou.yaml 的 documents 里补上，或用 get 取可以没有的项", "add it to the data or to documents of hongtou.yaml, or read it by get if it may be absent"),
	says(`^nil data; no entry for key "(.*)"$`, "没有“$1”这一项", `there is no entry "$1"`,
		"在 hongtou.yaml 的 documents 里补上，或用 get 取可以没有的项", "add it to documents of hongtou.yaml, or read it by get if it may be absent"),
	says(`^nil pointer evaluating (?:\*?\w+\.)?(\w+)\.(\w+)$`, "没有这条记录（$1），取不到“$2”", "there is no record (of $1) to read $2 from",
		"检查数据，或用 {{with}} 只在有记录时写", "look at the data, or write {{with}} around it"),
	says(`^nil pointer evaluating .*\.(\w+)$`, "没有值，取不到“$1”", "there is no value to read $1 from", "检查数据，或用 {{with}}", "look at the data, or write {{with}} around it"),
	{regexp.MustCompile(`^can't evaluate field (\w+) in type \*?(.*)$`), sayField},
	says(`^function "(.*)" not defined$`, "没有函数“$1”", `there is no function "$1"`, "可用的函数见 hongtou templates functions", "see hongtou templates functions"),
	says(`^undefined variable "(.*)"$`, "变量 $1 没有定义", "variable $1 is not defined", "先写 {{$1 := …}}", "define it first: {{$1 := …}}"),
	says(`^unexpected EOF$`, "模板没有写完：{{if}}、{{range}}、{{with}}、{{define}} 要有 {{end}}", "the template ends early: {{if}}, {{range}}, {{with}} and {{define}} need an {{end}}", "", ""),
	says(`^unclosed action.*$`, "{{ 没有对应的 }}", "{{ has no }}", "", ""),
	says(`^unexpected (.*?) in (.*)$`, "$2 里不该有 $1", "unexpected $1 in $2", "", ""),
	says(`^unexpected (.*)$`, "这里不该有 $1", "unexpected $1", "", ""),
	says(`^wrong number of args for (\w+): want (.*) got (\d+)$`, "$1 的参数个数不对：应为 $2 个，写了 $3 个", "wrong number of arguments for $1: want $2, got $3", "用法见 hongtou templates functions", "see hongtou templates functions"),
	says(`^wrong type for value; expected (\S+); got (\S+)$`, "值的类型不对：应为 $1，却是 $2", "wrong type: $1 is wanted, it is $2", "", ""),
	says(`^range can't iterate over (.*)$`, "range 不能用在 $1 上：这里要一个列表", "range wants a list, not $1", "", ""),
	says(`^error calling (\w+): (.*)$`, "$1 出错：$2", "$1: $2", "", ""),
	says(`^(\w+) is not a method but has arguments$`, "$1 是字段，不能带参数", "$1 is a field and takes no arguments", "", ""),
	says(`^exceeded maximum template depth.*$`, "模板片段互相调用太深", "templates call each other too deeply", "", ""),
}

// sayField names the fields that there are.
func sayField(m []string) (problem, remedy diag.Text) {
	name := m[2]
	if name == rootType().String() {
		name = "fill.Root"
	}
	problem = diag.T("%[2]s 没有字段“%[1]s”", "%[2]s has no field %[1]q", m[1], name[strings.LastIndex(name, ".")+1:])
	if t, ok := modelTypes()[name]; ok {
		remedy = diag.T("应为：%s", "use one of %s", nearest(m[1], memberNames(t)))
	}
	return problem, remedy
}

// Nearest gives the names that are likely meant, as [Template.Keys] and others list
// them.
func Nearest(name string, names []string) string { return nearest(name, names) }

// nearest gives the names that are likely meant: those within two changes of
// name, or else all, at most twenty.
func nearest(name string, names []string) string {
	var near []string
	for _, n := range names {
		if distance(strings.ToLower(name), strings.ToLower(n)) <= 2 {
			near = append(near, n)
		}
	}
	if len(near) == 0 {
		near = slices.Clone(names)
		slices.Sort(near)
	}
	more := ""
	if len(near) > 20 {
		near, more = near[:20], "…"
	}
	return strings.Join(near, "、") + more
}

// distance counts the changes of one character that turn a into b.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, c := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, d := range y {
			change := diagonal
			if c != d {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
