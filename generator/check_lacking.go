package generator

import (
	"fmt"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/source"
)

// A check of everything judges what is there. That a paper of the period can't be made
// yet, since its table has no rows, begins later or is not kept at all, is daily life:
// it is told in one line, and is a complaint where the paper itself is asked for.

// lacking gathers, by table, the targets that can't be made for want of its days.
type lacking struct {
	targets map[string][]string
	all     []string // each target once, in the order of the check
}

// take keeps a paper's complaints of days that are not entered, and gives the others.
func (l *lacking) take(target string, complaints *diag.List) *diag.List {
	if complaints == nil {
		return nil
	}
	rest := &diag.List{}
	for _, d := range complaints.All() {
		table := model.Lacking(d)
		if slices.Contains([]string{model.UnsaidCode, model.CodelessCode, model.EmptyCode, model.LackingCode}, d.Code) { // nothing is wrong in the rows; a paper that is asked for is refused
			d.Severity = diag.Warning
		}
		if table == "" {
			rest.Add(d)
			continue
		}
		if l.targets == nil {
			l.targets = map[string][]string{}
		}
		if !slices.Contains(l.targets[table], target) {
			l.targets[table] = append(l.targets[table], target)
		}
		if !slices.Contains(l.all, target) {
			l.all = append(l.all, target)
		}
	}
	return rest
}

// named is how many papers of a table the note names.
const namedPapers = 3

// note says which papers can't be made for want of which table.
func (l *lacking) note(w *Workspace) (diag.Diagnostic, bool) {
	var zh, en []string
	for _, t := range model.Tables() {
		targets := l.targets[t.Name]
		if len(targets) == 0 {
			continue
		}
		var labels []string
		for _, name := range targets[:min(len(targets), namedPapers)] {
			labels = append(labels, w.Templates.Get(name).Label())
		}
		more := ""
		if len(targets) > namedPapers {
			more = fmt.Sprintf("等%d种", len(targets))
		}
		zh = append(zh, "“"+t.Title+"”表："+strings.Join(labels, "、")+more)
		en = append(en, t.Name+": "+strings.Join(targets, " "))
	}
	if len(zh) == 0 {
		return diag.Diagnostic{}, false
	}
	return diag.Diagnostic{Severity: diag.Note, Code: "papers-lacking", Place: diag.Place{File: source.ConfigName, Key: "data"},
		Problem: diag.T("有%[1]d种文书所写期间的数据还没有登记，暂不能制作——%[2]s", "%[1]d targets can't be made yet, since their period is not entered: %[3]s", len(l.all), strings.Join(zh, "；"), strings.Join(en, "; ")),
		Remedy:  diag.T("要做其中一种，运行 hongtou check 文书，逐项说明应登记什么", "hongtou check TARGET tells what one of them needs")}, true
}
