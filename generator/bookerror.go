package generator

import (
	"io"
	"regexp"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/sheet"
)

// What package sheet refuses of a workbook is its template's mistake: a name that no sheet
// can have, a formula that can't be calculated. It speaks for programmers; here it becomes
// a complaint about the template, and the other outputs are made.

// writeBook writes a workbook. The error is of the writing alone.
func writeBook(t *fill.Template, book *sheet.Workbook, out io.Writer) (*diag.List, error) {
	w := &heeded{to: out}
	small, err := sheet.WriteMeasured(w, book)
	if err == nil || w.err != nil {
		return tooSmall(t, small), err
	}
	complaints := &diag.List{}
	complaints.Add(bookError(t.Path(), err))
	return complaints, nil
}

// heeded is a writer whose own failure is told from that of what is written.
type heeded struct {
	to  io.Writer
	err error
}

func (w *heeded) Write(p []byte) (int, error) {
	n, err := w.to.Write(p)
	if err != nil {
		w.err = err
	}
	return n, err
}

// bookPlace takes the place in front of what is wrong apart: the sheet and the cell or
// column, and the formula.
var bookPlace = regexp.MustCompile(`(?s)^sheet (.+?)(?: cell (\w+))?: (?:column (\S+): )?(?:formula (.+?): )?(.*?)$`)

// bookWords say in Chinese what is wrong; the groups of a form stand for ${1}.
var bookWords = []struct {
	form *regexp.Regexp
	zh   string
}{
	{regexp.MustCompile(`it ends where a value is wanted`), "没有写完"},
	{regexp.MustCompile(`(\S+) is not a function that can be calculated here`), "函数 ${1} 不能在这里计算"},
	{regexp.MustCompile(`it needs its own result`), "要用到自己的结果，成了循环"},
	{regexp.MustCompile(`stands twice`), "名称重复"},
	{regexp.MustCompile(`which no name can|holds a control character|apostrophe at its edge|Excel keeps for itself`), "名称里有不能用的字符"},
	{regexp.MustCompile(`is empty`), "名称是空的"},
	{regexp.MustCompile(`has \d+ characters; (\d+) are possible`), "名称过长，至多${1}个字"},
	{regexp.MustCompile(`the width (\S+) is not between 0 and (\d+)`), "列宽 ${1} 不在0至${2}之间"},
	{regexp.MustCompile(`two columns have the key (.+)`), "两列的 key 都是 ${1}"},
	{regexp.MustCompile(`full-width character (.)`), "有全角的“${1}”"},
	{regexp.MustCompile(`bracket|brace`), "括号没有成对"},
	{regexp.MustCompile(`closing quote|quote is not closed`), "引号没有成对"},
	{regexp.MustCompile(`more than four sections`), "数字格式至多四段"},
	{regexp.MustCompile(`the format .* longer than 255`), "数字格式太长，或有不能用的字符"},
	{regexp.MustCompile(`the list has no choices`), "可选的值是空的"},
	{regexp.MustCompile(`a choice in the list is empty|the choices for .* are empty`), "可选的值里有空的，或有重复的"},
	{regexp.MustCompile(`nothing lies between (\S+) and (\S+)`), "没有 ${1} 至 ${2} 之间的值"},
	{regexp.MustCompile(`columns can't be frozen`), "冻结的列数不对"},
	{regexp.MustCompile(`three things`), "formula、rank、sparkline 只能写一样"},
	{regexp.MustCompile(`same repeats`), "total: same 只用于有公式的列"},
	{regexp.MustCompile(`it has \d+ columns; from 1 to (\d+)`), "列数应为1至${1}"},
	{regexp.MustCompile(`^(\S+) takes .* not \d+`), "函数 ${1} 的参数个数不对"},
	{regexp.MustCompile(`there is no sheet (.+)`), "没有工作表“${1}”"},
	{regexp.MustCompile(`it gives (#\S+?):`), "算出来是错误值 ${1}"},
	{regexp.MustCompile(`rows are more than the (\d+) of a sheet`), "超过一张工作表的${1}行"},
}

// bookError is what is wrong as a complaint about a template's file.
func bookError(file string, err error) diag.Diagnostic {
	said := err.Error()
	at, wrong, what := "工作簿", "写法不对", said
	if m := bookPlace.FindStringSubmatch(said); m != nil {
		if at, what = "工作表“"+m[1]+"”", m[5]; strings.Trim(m[1], "0123456789") == "" {
			at = "第" + m[1] + "张工作表" // its name is what is wrong
		}
		for _, part := range []struct{ word, name string }{{"单元格 ", m[2]}, {"列 ", m[3]}, {"公式 ", m[4]}} {
			if part.name != "" {
				at += "，" + part.word + part.name
			}
		}
	}
	for _, w := range bookWords {
		if m := w.form.FindStringSubmatchIndex(what); m != nil {
			wrong = string(w.form.ExpandString(nil, w.zh, what, m))
			break
		}
	}
	return diag.Diagnostic{Code: "template-workbook", Place: diag.Place{File: file},
		Problem: diag.Text{Zh: at + "：" + wrong, En: said},
		Remedy:  diag.T("改正模板中的这一处；写法见 docs/workbooks.md", "correct this place of the template; see docs/workbooks.md")}
}
