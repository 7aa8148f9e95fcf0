package tree

import (
	"regexp"
	"strings"

	"hongtou/generator/diag"
)

// What people do who write YAML for the first time, and who type with a Chinese
// keyboard, is told by what stands in the lines, since the parser only knows what it
// can't go on with: a full-width colon makes a key and its value one word, and the
// parser complains of the next line.

// mistake is what is wrong in a file that the parser refuses at a line with a message.
func mistake(lines []string, at int, message string) *Syntax {
	for _, n := range []int{at, at - 1, at + 1} {
		if s := typed(lines, n); s != nil {
			return s
		}
	}
	line := lineAt(lines, at)
	if m := openedWide.FindStringSubmatch(line); m != nil {
		return fullWidth(at, m[1])
	}
	if m := joinedKey.FindStringSubmatch(line); m != nil && strings.HasPrefix(message, "mapping value is not allowed") {
		return &Syntax{at, diag.T("“%[1]s”后面的“%[2]s”像是另一个键", "%[2]q behind %[1]q looks like another key", m[1], m[2]), diag.T("另起一行写 %[1]s: …；是一句话的，放在引号里", "write %[1]s: … on a line of its own; put what is one text in quotes", m[2])}
	}
	if strings.HasPrefix(message, "mapping value is not allowed") && secondColon.MatchString(line) {
		return &Syntax{at, diag.T("值里又有冒号", "there is a second colon in the value"), diag.T(`把值放在引号里："…"；或另起一行、多缩进两个空格`, `put the value in quotes: "…"; or begin it on the next line, two blanks further in`)}
	}
	if m := wideFlow.FindString(line); m != "" && flowMessage.MatchString(message) {
		return fullWidth(at, m)
	}
	for _, p := range phrases {
		if m := p.form.FindStringSubmatch(message); m != nil {
			problem := p.problem
			if len(m) > 1 {
				problem = diag.Text{Zh: strings.ReplaceAll(problem.Zh, "$1", m[1]), En: strings.ReplaceAll(problem.En, "$1", m[1])}
			}
			return &Syntax{at, problem, p.remedy}
		}
	}
	if strings.Count(line, "[") != strings.Count(line, "]") || strings.Count(line, "{") != strings.Count(line, "}") {
		return &Syntax{at, unpaired.problem, unpaired.remedy}
	}
	if line != "" && !strings.Contains(line, ":") && !strings.HasPrefix(strings.TrimSpace(line), "-") {
		return &Syntax{at, diag.T("这一行没有冒号，不成“键: 值”", "this line has no colon: it is not “key: value”"), diag.T("写成 键: 值（半角冒号后空一格），或并入上一行", "write key: value (a colon and a blank), or join it to the line before")}
	}
	if s := deeper(lines, at); s != nil {
		return s
	}
	return &Syntax{at, diag.T("YAML 格式错误：这一行和上下行接不上", "not YAML: this line does not fit those around it"),
		diag.T("同一级的键缩进要一样多；冒号用半角，后面空一格；引号、括号成对", "keys of one level stand equally far in; a colon is followed by a blank; quotes and brackets come in pairs")}
}

func fullWidth(at int, sign string) *Syntax {
	return &Syntax{at, diag.T("用了全角的“%s”", "a full-width “%s” stands here", sign), diag.T("改用半角的 [ ] { } 和逗号", "write plain brackets and commas")}
}

// flowForm are the parser's messages about brackets.
const flowForm = `'[\]},]'|flow map|flow sequence|sequence end token|corresponding to`

// Lines that were typed wrong, by what stands in them.
var (
	fullColon   = regexp.MustCompile(`^\s*(?:- +)*([“”"'\w.\p{Han}-]{1,40})[ \x{3000}]*：`)
	tightColon  = regexp.MustCompile(`^\s*(?:- +)*([\w.\p{Han}-]{1,40}):([^\s/:].*|/[^/].*)$`)
	tightDash   = regexp.MustCompile(`^\s*-([^\s\d-].*)$`)
	tabIndent   = regexp.MustCompile(`^ *\t`)
	wideIndent  = regexp.MustCompile(`^[ \t]*\x{3000}`)
	secondColon = regexp.MustCompile(`^\s*(?:- +)*[^\s:"'\[{][^:"'\[{]*:\s+[^"'\[{|>#][^#]*:(?:\s|$)`)
	flowMessage = regexp.MustCompile(flowForm)
	wideFlow    = regexp.MustCompile(`[［］｛｝，]`)
)

// typed finds what was typed wrong in a line; nil: nothing that is known.
func typed(lines []string, n int) *Syntax {
	line := lineAt(lines, n)
	say := func(problem, remedy diag.Text) *Syntax { return &Syntax{n, problem, remedy} }
	switch {
	case tabIndent.MatchString(line):
		return say(diag.T("行首用了制表符（Tab）缩进", "the line is indented with the Tab key"), diag.T("改用空格缩进", "indent it with blanks"))
	case wideIndent.MatchString(line):
		return say(diag.T("行首用了全角空格缩进", "the line begins with full-width blanks"), diag.T("改用半角空格缩进", "indent it with plain blanks"))
	case fullColon.MatchString(line):
		key := fullColon.FindStringSubmatch(line)[1]
		return say(diag.T("“%s”后面是全角冒号“：”", "%q is followed by a full-width colon", key), diag.T("改为半角冒号，后面空一格：%s: …", "write a plain colon and a blank: %s: …", key))
	case tightColon.MatchString(line):
		key := tightColon.FindStringSubmatch(line)[1]
		return say(diag.T("“%s:”的冒号后面缺少空格", "the colon of %q lacks the blank after it", key), diag.T("冒号后面空一格：%s: …", "put a blank after the colon: %s: …", key))
	case tightDash.MatchString(line) && strings.TrimSpace(line) != "---":
		return say(diag.T("列表的“-”后面缺少空格", "the “-” of a list lacks the blank after it"), diag.T("写成 - %s", "write - %s", tightDash.FindStringSubmatch(line)[1]))
	}
	return nil
}

// deeper tells a line that stands further in than the one before although that has a
// value, or by another number of blanks than those around it.
func deeper(lines []string, at int) *Syntax {
	for _, n := range []int{at + 1, at} {
		line, before := lineAt(lines, n), lineAt(lines, n-1)
		if line == "" || before == "" || !strings.Contains(line, ":") && !strings.HasPrefix(strings.TrimSpace(line), "-") {
			continue
		}
		if in, over := indent(line), indent(before); in > over && !strings.HasSuffix(strings.TrimRight(before, " "), ":") || in < over && n == at {
			return &Syntax{n, diag.T("缩进不对：这一行前有%d个空格，上一行有%d个", "a wrong indent: %d blanks before this line, %d before the one above", in, over),
				diag.T("同一级的键缩进要一样多，下一级再多两个空格", "keys of one level stand equally far in, those of the next two blanks further")}
		}
	}
	return nil
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

func lineAt(lines []string, n int) string {
	if n < 1 || n > len(lines) {
		return ""
	}
	line := strings.TrimRight(lines[n-1], "\r\n")
	if t := strings.TrimSpace(line); t == "" || t[0] == '#' {
		return ""
	}
	return line
}

// phrase is what a message of the parser means.
type phrase struct {
	form            *regexp.Regexp
	problem, remedy diag.Text
}

// unpaired is what the parser's messages about brackets mean.
var unpaired = phrase{flowMessage, diag.T("括号没有成对，或缺少逗号", "brackets without their pair, or a comma is missing"), diag.T("[ ] 和 { } 成对，各项之间用半角逗号", "put the other bracket, and commas between the items")}

var phrases = []phrase{
	{regexp.MustCompile(`^mapping key "(.*)" already defined`), diag.T("键“$1”重复", "the key “$1” is given twice"), diag.T("只留一个", "keep one")},
	{regexp.MustCompile(`end character of \S+-quoted text`), diag.T("引号没有成对", "a quote without its pair"), diag.T("补上另一个引号；文字里有引号的，外面用另一种", "put the other one; around text with quotes use those of the other kind")},
	{regexp.MustCompile(`'(.)' is a reserved character`), diag.T("值不能以“$1”开头", "a value can't begin with “$1”"), diag.T(`把值放在引号里："…"`, `put the value in quotes: "…"`)},
	{regexp.MustCompile(`^invalid header option`), diag.T("“|”“>”后面不能再写文字", "no text can follow “|” or “>”"), diag.T("文字从下一行起写，并缩进；一行的文字不用“|”", "begin the text on the next line, further in; a single line does without")},
	{regexp.MustCompile(`map key-value is pre-defined`), diag.T("引号之后还有文字", "text follows the closing quote"), diag.T("把整个值放在一对引号里，里面不再用同一种引号", "put the whole value in one pair of quotes, with none of the same kind inside")},
	{regexp.MustCompile(`unknown escape character|invalid escape|escape sequence`), diag.T("双引号里的“\\”是转义符，后面的字符不认识", "“\\” inside double quotes is followed by a character that it can't stand before"), diag.T("改用单引号；路径用“/”", "use single quotes; write paths with “/”")},
	{regexp.MustCompile(`^block sequence entries are not allowed`), diag.T("列表不能接在冒号后面写", "a list can't begin on the line of its key"), diag.T("“- ”另起一行并缩进；或写成 [甲, 乙]", "begin it on the next line, further in; or write [a, b]")},
	unpaired,
	{regexp.MustCompile(`anchor|alias`), diag.T("“&”“*”开头的值有特别的意思，用得不对", "a value that begins with “&” or “*” has a meaning of its own"), diag.T(`是普通文字的，放在引号里："…"`, `put plain text in quotes: "…"`)},
	{regexp.MustCompile(`directive`), diag.T("以“%%”开头的行有特别的意思，用得不对", "a line that begins with “%%” has a meaning of its own"), diag.T(`是普通文字的，放在引号里："…"`, `put plain text in quotes: "…"`)},
	{regexp.MustCompile(`document separator`), diag.T("分隔线“---”用在了中间", "a line --- stands in the midst"), diag.T("删去这一行", "remove it")},
	{regexp.MustCompile(`tag`), diag.T("“!”开头的值有特别的意思，用得不对", "a value that begins with “!” has a meaning of its own"), diag.T(`是普通文字的，放在引号里："…"`, `put plain text in quotes: "…"`)},
}
