package fill

import (
	"errors"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

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
	var spoken *diag.Spoken
	var limited limitError
	var internal runtime.Error
	switch {
	case errors.As(err, &internal):
		return diag.Internal, line, hidden(value), diag.T("程序内部错误：%v", "internal error: %v", internal),
			diag.T("请将此模板和数据样例报给开发者", "please report it with this template and a sample of the data")
	case errors.As(err, &limited):
		return "template-limit", line, hidden(value), limited.Text, diag.T("检查循环、列表的长度，以及自己调用自己的 {{template}}", "look at loops, the length of lists, and a {{template}} that calls itself")
	case errors.As(err, &spoken):
		return code, line, hidden(value), spoken.Text, remedyFor(spoken.Text)
	case errors.As(err, &own):
		return code, line, hidden(value), own.Text, remedyFor(own.Text)
	}
	for _, p := range phrases {
		if m := p.form().FindStringSubmatch(message); m != nil {
			problem, remedy = p.say(m)
			return code, line, hidden(value), problem, remedy
		}
	}
	return code, line, hidden(value), diag.T("模板出错：%s", "the template fails: %s", message), remedyFor(diag.Text{})
}

// remedyFor is what to do where a function refuses its values and does not say itself,
// behind a colon, what would be right.
func remedyFor(problem diag.Text) diag.Text {
	if strings.ContainsAny(problem.Zh, "：；") {
		return diag.Text{}
	}
	return diag.T("改正这里读取的数据，或改正模板的这一处；函数的用法见 hongtou templates functions",
		"correct the data that is read here, or this place of the template; see hongtou templates functions")
}

// hidden leaves out the expressions that rewriting made.
func hidden(value string) string {
	if strings.HasPrefix(value, "_") {
		return ""
	}
	return value
}

type phrase struct {
	form func() *regexp.Regexp
	say  func(m []string) (problem, remedy diag.Text)
}

// pattern is an expression that is compiled when it is first used: most runs have no error
// to explain.
func pattern(form string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(form) })
}

func says(form, zh, en, remedyZh, remedyEn string) phrase {
	return phrase{pattern(form), func(m []string) (diag.Text, diag.Text) {
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
	{pattern(`^can't evaluate field (\S+) in type \*?(.*)$`), sayField},
	says(`^function "(.*)" not defined$`, "没有函数“$1”", `there is no function "$1"`, "可用的函数见 hongtou templates functions", "see hongtou templates functions"),
	says(`^undefined variable "(.*)"$`, "变量 $1 没有定义", "variable $1 is not defined", "先写 {{$1 := …}}", "define it first: {{$1 := …}}"),
	says(`^unexpected EOF$`, "模板没有写完：{{if}}、{{range}}、{{with}}、{{define}} 要有 {{end}}", "the template ends early: {{if}}, {{range}}, {{with}} and {{define}} need an {{end}}",
		"在该结束的地方补上 {{end}}", "put {{end}} where it should end"),
	says(`^unclosed action.*$`, "{{ 没有对应的 }}", "{{ has no }}", "在动作的末尾补上 }}", "put }} where the action ends"),
	says(`^(?:unrecognized character in action|bad character):? U\+\S+ '([“”‘’＂，。；：（）【】《》！？、｛｝｜　])'$`, "{{ }} 里有全角的“$1”", "a full-width “$1” stands inside {{ }}", "改为半角的标点", "type a plain one"),
	says(`^(?:unrecognized character in action|bad character):? U\+007D '\}'$`, "{{ 没有对应的 }}：少一个 }", "{{ has no }}: one } is missing", "写成 {{…}}", "write {{…}}"),
	says(`^(?:unrecognized character in action|bad character):? U\+\S+ '(.*)'$`, "{{ }} 里不能有“$1”", "“$1” can't stand inside {{ }}", "删去它；普通文字写在 {{ }} 外面，或放在半角双引号里", "remove it; text stands outside of {{ }} or in double quotes"),
	says(`^\{\{(break|continue)\}\} outside \{\{range\}\}$`, "{{$1}} 不在 {{range}} 里面", "{{$1}} stands outside of {{range}}", "删去它，或移到循环里", "remove it, or move it into the loop"),
	says(`^unclosed left paren.*$`, "左括号没有成对", "a ( without its )", "补上右括号", "add the )"),
	says(`^unexpected right paren.*$`, "右括号没有成对", "a ) without its (", "删去它，或补上左括号", "remove it, or add the ("),
	says(`^(?:bad|illegal) number syntax: "(.*)"$`, "“$1”不是数字", "“$1” is no number", "改正数字；文字放在半角双引号里", "correct the number; put text in double quotes"),
	says(`^unterminated (?:raw )?quoted string$`, "引号没有成对", "a quote without its pair", "补上另一个半角引号", "add the other quote"),
	says(`^(?:unterminated|malformed) character constant.*$`, "文字不能用单引号", "text can't stand in single quotes", "改用半角双引号", "use double quotes"),
	says(`^unclosed comment.*$`, "注释没有结束", "the comment has no end", "写成 {{/* … */}}", "write {{/* … */}}"),
	says(`^comment ends before closing delimiter$`, "注释后面要紧跟 }}", "}} must follow the comment", "写成 {{/* … */}}", "write {{/* … */}}"),
	says(`^missing value for (?:command|(\w+))$`, "{{$1}} 后面缺少内容", "{{$1}} lacks its value", "写明条件、列表或值", "give the condition, the list or the value"),
	says(`^empty command$`, "“|”的一边是空的", "one side of | is empty", "删去“|”，或补上函数", "remove it, or add the function"),
	says(`^nil is not a command$`, "空值不能单独写", "nil can't stand alone", "删去它", "remove it"),
	says(`^unexpected \. after term "(.*)"$`, "“$1”后面不能接“.”", "no “.” can follow “$1”", "删去“.”和后面的字", "remove it"),
	says(`^non executable command in pipeline stage.*$`, "“|”后面要写函数", "a function must follow |", "可用的函数见 hongtou templates functions", "see hongtou templates functions"),
	says(`^too many declarations in (\w+)$`, "{{$1}} 里定义的变量太多", "too many variables at {{$1}}", "{{range}} 最多两个：序号和元素", "two at most: index and element"),
	says(`^undefined variable: (.*)$`, "变量 $1 没有定义", "variable $1 is not defined", "先写 {{$1 := …}}", "define it first: {{$1 := …}}"),
	says(`^invalid syntax$`, "双引号里的“\\”写法不对", "“\\” inside double quotes is wrong", "去掉“\\”，或改用反引号", "remove it, or use back quotes"),
	says(`^(\w+) has arguments but cannot be invoked as function$`, "$1 是字段，不能带参数", "$1 is a field and takes no arguments", "删去后面的参数", "remove what follows it"),
	says(`^can't give argument to non-function (.*)$`, "$1 不是函数，后面不能跟别的值", "$1 is no function and takes no arguments", "删去后面的值，或前面写函数", "remove what follows it, or write a function before it"),
	says(`^can't handle (\S+) for arg of type \*?(\S+)$`, "参数 $1 不对：这里要一条记录", "the argument $1 is wrong: a record is wanted", "写成如 .Unit", "write such as .Unit"),
	says(`^expected (?:string|integer|float|bool|boolean|complex); found (.*)$`, "参数 $1 不对", "the argument $1 is of the wrong kind", "文字放在半角双引号里，数字不加引号", "put text in double quotes, numbers in none"),
	says(`^error calling \w+: (?:index out of range|reflect: slice index out of range|index out of range): ?(.*)$`, "没有第 $1 项（从 0 数起）", "there is no item $1, counted from 0", "先用 len 看有几项", "see by len how many there are"),
	says(`^error calling \w+: (?:invalid slice index|slice index).*$`, "截取的起止不对", "the ends given to slice are wrong", "起不大于止，止不大于长度", "start at most end, end at most the length"),
	says(`^error calling (\w+): (?:incompatible types for comparison.*|.*invalid type for comparison|non-comparable type.*)$`, "$1 的两边不是同一种值，不能比较", "$1 can't compare values of different kinds", "文字同文字比，数字同数字比", "compare text with text, numbers with numbers"),
	says(`^error calling (\w+): (?:can't index item of type|len of type|cannot index slice|index of|value has type|can't slice item|slice of).*$`, "$1 用的值不对", "$1 can't be used on this value", "$1 只用于列表；序号是数字", "$1 is for lists, with numbers as indexes"),
	says(`^error calling (\w+): wrong number of args.*$`, "$1 的参数个数不对", "wrong number of arguments for $1", "用法见 hongtou templates functions", "see hongtou templates functions"),
	says(`^error calling \w+: amount (?:of )?"?(.*?)"?(?:: want| fen is out| fen).*$`, "金额“$1”不对", "the amount $1 is wrong", "写成元，最多两位小数，如 16409.02", "write yuan with two decimals at most, such as 16409.02"),
	says(`^template "(.*)" not defined.*$|^no such template "(.*)"$`, "没有模板片段“$1$2”", "there is no template $1$2", "先写 {{define}}", "define it first"),
	says(`^unexpected <(.*)> in (.*)$`, "{{ }} 里 $1 的位置不对", "unexpected $1 in $2", "删去它，或移到 {{ }} 外面", "remove it, or move it outside of {{ }}"),
	says(`^unexpected (.*?) in (.*)$`, "$2 里不该有 $1", "unexpected $1 in $2", "删去它，或补全它前面的写法；函数的用法见 hongtou templates functions", "remove it, or complete what stands before it; see hongtou templates functions"),
	says(`^unexpected (.*)$`, "这里不该有 $1", "unexpected $1", "删去它；每个 {{end}}、{{else}} 前面要有 {{if}}、{{range}} 或 {{with}}", "remove it; each {{end}} and {{else}} needs an {{if}}, {{range}} or {{with}} before it"),
	says(`^wrong number of args for (\w+): want at least (\d+) got (\d+)$`, "$1 的参数个数不对：至少要 $2 个，写了 $3 个", "wrong number of arguments for $1: want at least $2, got $3", "用法见 hongtou templates functions", "see hongtou templates functions"),
	says(`^wrong number of args for (\w+): want (.*) got (\d+)$`, "$1 的参数个数不对：应为 $2 个，写了 $3 个", "wrong number of arguments for $1: want $2, got $3", "用法见 hongtou templates functions", "see hongtou templates functions"),
	says(`^wrong type for value; expected (\S+); got (\S+)$`, "值的类型不对：应为 $1，却是 $2", "wrong type: $1 is wanted, it is $2", "文字放在半角双引号里，数字不加引号，记录写成如 .Unit", "put text in double quotes, numbers in none, and give a record such as .Unit"),
	says(`^range can't iterate over (.*)$`, "range 不能用在 $1 上：这里要一个列表", "range wants a list, not $1", "写一个列表，如 .Office.Units；一个值或一条记录用 {{with}}", "give a list such as .Office.Units; for one value or record write {{with}}"),
	says(`^can't use (.*) to iterate over more than one variable$`, "range 不能用在 $1 上：这里要一个列表", "range wants a list, not $1", "写一个列表，如 .Office.Units", "give a list such as .Office.Units"),
	says(`^error calling (\w+): (.*)$`, "$1 出错：$2", "$1: $2", "检查写给 $1 的值；用法见 hongtou templates functions", "look at what $1 is given; see hongtou templates functions"),
	says(`^(\w+) is not a method but has arguments$`, "$1 是字段，不能带参数", "$1 is a field and takes no arguments", "删去后面的参数", "remove what follows it"),
	says(`^exceeded maximum template depth.*$`, "模板片段互相调用太深", "templates call each other too deeply", "去掉自己调用自己的 {{template}}，改用 {{range}}", "remove the {{template}} that calls itself; use {{range}}"),
}

// sayField names the fields that there are.
func sayField(m []string) (problem, remedy diag.Text) {
	name := m[2]
	if name == rootType().String() {
		name = "fill.Root"
	}
	if plain := map[string]string{"string": "文字", "int": "数字", "float64": "数字", "bool": "真假值"}[name]; plain != "" {
		return diag.T("%[2]s没有字段“%[1]s”", "%[3]s has no field %[1]q", m[1], plain, name), diag.T("删去“.%s”", "remove .%s", m[1])
	}
	if name == "fill.Root" {
		return diag.T("没有“.%s”", "there is no .%s", m[1]), diag.T("应为：%s", "use one of %s", nearest(m[1], memberNames(rootType())))
	}
	problem = diag.T("%[2]s 没有字段“%[1]s”", "%[2]s has no field %[1]q", m[1], name[strings.LastIndex(name, ".")+1:])
	remedy = diag.T("删去“.%[1]s”，或改用有这个字段的记录，见 hongtou templates fields", "remove .%[1]s, or use a record that has it; see hongtou templates fields", m[1])
	if t, ok := modelTypes()[name]; ok {
		remedy = diag.T("应为：%s", "use one of %s", nearest(m[1], offered(t)))
	}
	return problem, remedy
}

// Nearest gives the names that are likely meant, as [Template.Keys] and others list
// them.
func Nearest(name string, names []string) diag.Names { return nearest(name, names) }

// Alike gives those of names that are within two changes of a name.
func Alike(name string, names []string) (near diag.Names) {
	for _, n := range names {
		if d := distance(strings.ToLower(name), strings.ToLower(n)); d <= 2 && d < len([]rune(n)) {
			near = append(near, n)
		}
	}
	return near
}

// nearest gives the names that are likely meant: those that are alike, or else all, at
// most twenty.
func nearest(name string, names []string) diag.Names {
	near := Alike(name, names)
	if len(near) == 0 {
		near = slices.Clone(names)
		slices.Sort(near)
	}
	if len(near) > 20 {
		near = append(near[:19:19], near[19]+"…")
	}
	return near
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
