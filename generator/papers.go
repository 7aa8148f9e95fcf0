package generator

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/source"
	"hongtou/generator/table"
	"hongtou/generator/tree"
)

// What an office says of one paper alone (its number, its day, its signer) stands
// under documents in hongtou.yaml or in the table of papers, by the paper and then
// by its period, or by the code of the record that it is about. A paper for each of
// several units may be told apart further by the unit's code. Nothing is said of a
// paper for all periods: a number or a day can't get into another one.

// saying is what is said of one paper, by key.
type saying struct {
	value any
	place diag.Place
}

// sayings are those of all papers, by the target and then by the paper.
type sayings map[string]map[paper]map[string]saying

// docFor is what a template sees as .Doc: what is said of the paper, what is said of
// the unit's own in front.
func (w *Workspace) docFor(t *fill.Template, s fill.Subject, p period.Period) map[string]any {
	said := w.said[t.Name()]
	if len(said) == 0 {
		return nothing
	}
	whole := paper{t.Name(), p.String(), ""}
	own := paper{t.Name(), p.String(), s.Code()}
	if s.Dated() {
		whole, own = paper{t.Name(), "", s.Code()}, paper{}
	}
	doc := map[string]any{}
	for _, of := range []paper{whole, own} {
		for key, said := range said[of] {
			doc[key] = said.value
		}
	}
	return doc
}

// lacking is the complaint about what a final paper can't do without and nobody has
// said.
func (w *Workspace) lacking(s step, p period.Period, doc map[string]any) *diag.List {
	list := &diag.List{}
	var missing, forms []string
	for _, key := range s.template.Needs() {
		if value, ok := doc[key]; !ok || value == "" || value == nil {
			form := "…"
			if k := keyNamed(key); k.Type == table.Date {
				form = "2026-03-09"
			}
			missing, forms = append(missing, meaningOf(key)), append(forms, key+": "+form)
		}
	}
	if len(missing) == 0 {
		return list
	}
	of := p.String()
	if s.subject.Dated() {
		of = s.subject.Code()
	}
	at := diag.Place{File: source.ConfigName, Key: tree.Under("documents", s.template.Name()+"."+of)}
	list.Add(diag.Diagnostic{Code: "paper-lacks", Place: at, Value: s.template.Label(),
		Problem: diag.T("这份文书没有%[1]s，不能制作", "without %[2]s this paper is not made", diag.Names(missing), strings.Join(s.template.Needs(), ", ")),
		Remedy: diag.T("写明 %[1]s: {%[2]s: {%[3]s}}，或填入发文表；先看草稿用 --draft", "give %[1]s: {%[2]s: {%[3]s}}, or enter it in the table of papers; --draft shows it with blanks",
			s.template.Name(), of, strings.Join(forms, ", "))})
	return list
}

func keyNamed(name string) model.PaperKey {
	keys := model.PaperKeys()
	if i := slices.IndexFunc(keys, func(k model.PaperKey) bool { return k.Name == name }); i >= 0 {
		return keys[i]
	}
	return model.PaperKey{Name: name}
}

// meaningOf is a key in words, the key itself where nothing says it.
func meaningOf(key string) string { return cmp.Or(keyNamed(key).Meaning, key) }

// nothing is what is said of most papers.
var nothing = map[string]any{}

// target is the template of an id or a Chinese name, nil if there is none.
func (w *Workspace) target(name string) *fill.Template {
	if t := w.Templates.Get(name); t != nil {
		return t
	}
	for _, t := range w.Templates.List() {
		if t.Label() == name {
			return t
		}
	}
	return nil
}

// targetsNear are the targets that a name may mean, in both their names.
func (w *Workspace) targetsNear(name string) diag.Names {
	var ids, labels []string
	for _, t := range w.Templates.List() {
		if t.Kind() == fill.DocumentKind {
			ids, labels = append(ids, t.Name()), append(labels, t.Label())
		}
	}
	if strings.ContainsFunc(name, func(r rune) bool { return r > 0x7f }) {
		return fill.Nearest(name, labels)
	}
	return fill.Nearest(name, ids)
}

// paperReader gathers what is said of papers and complains of what no paper reads.
type paperReader struct {
	w     *Workspace
	list  *diag.List
	codes map[*fill.Template][]string // of what a template is made for
}

// readPapers reads hongtou.yaml's documents and the table of papers.
func (w *Workspace) readPapers() {
	w.said = sayings{}
	r := &paperReader{w: w, list: w.Complaints, codes: map[*fill.Template][]string{}}
	for i := range w.Config.Numbers {
		if t := w.target(w.Config.Numbers[i].Target); t != nil {
			w.Config.Numbers[i].Target = t.Name()
		}
	}
	for _, e := range w.Config.Documents.Entries() {
		at := diag.Place{File: source.ConfigName, Line: e.Line, Key: tree.Under("documents", e.Key)}
		t := r.template(e.Key, at)
		if t == nil {
			continue
		}
		for _, of := range e.Value.Keys {
			r.entry(t, e.Key, of)
		}
	}
	for _, row := range w.Office.Papers {
		r.row(row)
	}
}

func (r *paperReader) fail(severity diag.Severity, code string, at diag.Place, value string, problem, remedy diag.Text) {
	r.list.Add(diag.Diagnostic{Severity: severity, Code: code, Place: at, Value: value, Problem: problem, Remedy: remedy})
}

// template finds the template of a name. One that is not there is complained of;
// one with mistakes was.
func (r *paperReader) template(name string, at diag.Place) *fill.Template {
	if t := r.w.target(name); t != nil {
		return t
	}
	if len(r.w.Templates.Broken(name)) == 0 {
		r.fail(diag.Error, "paper-target", at, name, diag.T("没有这种文书", "there is no such paper"),
			diag.T("是不是要：%s；全部名称见 hongtou fields", "use one of %s; hongtou fields lists all", r.w.targetsNear(name)))
	}
	return nil
}

// entry reads what hongtou.yaml says of a template under one key: a period or a
// record's code.
func (r *paperReader) entry(t *fill.Template, name string, of tree.Entry) {
	at := diag.Place{File: source.ConfigName, Line: of.Line, Key: tree.Under("documents", name+"."+of.Key)}
	p, ok := r.paperFor(t, of.Key, at)
	if !ok {
		return
	}
	if of.Value.Kind != tree.Map {
		if of.Value.Kind != tree.Nothing {
			r.fail(diag.Error, "config-kind", at, "", diag.T("应为一组键和值", "this should be keys with values"), diag.T("如 {date: 2026-03-05}", "as in {date: 2026-03-05}"))
		}
		return
	}
	known, any := t.Keys()
	for _, e := range of.Value.Keys {
		inside := at
		inside.Line, inside.Key = e.Line, at.Key+"."+e.Key
		switch {
		case slices.Contains(known, e.Key):
			r.say(p, e.Key, source.Plain(e.Value), inside)
		case !t.Dated() && e.Value.Kind == tree.Map && slices.Contains(r.subjects(t), e.Key):
			for _, own := range e.Value.Keys {
				deeper := inside
				deeper.Line, deeper.Key = own.Line, inside.Key+"."+own.Key
				if any || slices.Contains(known, own.Key) {
					r.say(paper{p.target, p.period, e.Key}, own.Key, source.Plain(own.Value), deeper)
				} else {
					r.unknownKey(t, own.Key, deeper, known)
				}
			}
		case any:
			r.say(p, e.Key, source.Plain(e.Value), inside)
		default:
			r.unknownKey(t, e.Key, inside, known)
		}
	}
}

func (r *paperReader) unknownKey(t *fill.Template, key string, at diag.Place, known []string) {
	if key == source.NumberKey {
		r.fail(diag.Error, "number-unread", at, "", diag.T("%s没有发文字号，此处的字号不起作用", "%s has no document number: the one here has no effect", t.Label()), diag.T("删去 number，或在模板中加上", "remove it, or have the template read it"))
		return
	}
	r.fail(diag.Error, "paper-key", at, key, diag.T("%s不用这一项", "%s does not read this", t.Label()),
		diag.T("可用的有：%s", "it reads %s", fill.Nearest(key, known)))
}

// subjects are the codes of what a template is made for.
func (r *paperReader) subjects(t *fill.Template) []string {
	codes, ok := r.codes[t]
	if !ok {
		for _, s := range t.Selected(r.w.Office) {
			if s.Code() != "" {
				codes = append(codes, s.Code())
			}
		}
		r.codes[t] = codes
	}
	return codes
}

// paperFor is the paper of a template under a key; false where there is none, which
// is complained of.
func (r *paperReader) paperFor(t *fill.Template, key string, at diag.Place) (paper, bool) {
	p, err := period.Read(key, period.Date{})
	isPeriod := err == nil
	known, _ := t.Keys()
	_, common := slices.BinarySearchFunc(known, key, strings.Compare)
	switch {
	case t.Dated() && slices.Contains(r.subjects(t), key):
		return paper{t.Name(), "", key}, true
	case !t.Dated() && isPeriod && r.w.takesPeriod(t, p):
		return paper{t.Name(), p.String(), ""}, true
	case common || keyNamed(key).Meaning != "":
		r.fail(diag.Error, "paper-flat", at, key,
			diag.T("%[1]s没有写明是哪一份的：写在各期之上的内容会用到别的期", "it is not said of which paper this is the %[2]s: what stands above the periods would get into others", meaningOf(key), key),
			diag.T("移到%[1]s之下，如 %[2]s: {%[3]s: {%[4]s: …}}", "move it below %[5]s, as in %[2]s: {%[3]s: {%[4]s: …}}", r.below(t, "zh"), t.Name(), r.example(t), key, r.below(t, "en")))
	case t.Dated():
		r.fail(diag.Warning, "paper-record", at, key, diag.T("没有这个编号，%s不会用到这里写的", "nothing has this code: %s takes nothing from here", t.Label()),
			diag.T("写明其编号，如 %s", "use its code, such as %s", r.example(t)))
	default:
		r.fail(diag.Error, "paper-period", at, key, diag.T("“%[1]s”不是%[2]s的期间", "%[1]q is no period of %[2]s", key, t.Label()),
			diag.T("这里写期间，各项内容写在期间之下，如 %[1]s: {%[2]s: {number: 1}}", "a period stands here and what is said of the paper below it, as in %[1]s: {%[2]s: {number: 1}}", t.Name(), r.example(t)))
	}
	return paper{}, false
}

// takesPeriod tells whether a template is made for periods of p's kind.
func (w *Workspace) takesPeriod(t *fill.Template, p period.Period) bool {
	kind, ok := t.KindFor(p.Kind)
	if _, fixed := t.PeriodKind(); !fixed {
		return p.Kind == period.Year
	}
	return ok && kind == p.Kind
}

func (r *paperReader) below(t *fill.Template, lang string) string {
	if t.Dated() {
		return diag.T("其编号", "its code").In(lang)
	}
	return diag.T("期间", "its period").In(lang)
}

// example is a key under which the template's papers may stand.
func (r *paperReader) example(t *fill.Template) string {
	if t.Dated() {
		if codes := r.subjects(t); len(codes) > 0 {
			return codes[0]
		}
		return "CODE"
	}
	kind, fixed := t.PeriodKind()
	if !fixed {
		kind = period.Year
	}
	today := r.w.Office.Today
	if today.IsZero() {
		today = period.Date{Year: 2026, Month: 3, Day: 1}
	}
	return period.Of(today, kind).String()
}

// say notes one thing that is said of a paper. A day must be one; what is said twice
// must be the same.
func (r *paperReader) say(p paper, key string, value any, at diag.Place) {
	if value == nil || value == "" {
		return
	}
	if keyNamed(key).Type == table.Date {
		day, ok := source.Day(fmt.Sprint(value))
		if !ok {
			r.fail(diag.Error, "date-form", at, fmt.Sprint(value), diag.T("%s应为日期", "%s should be a date", key), diag.T("如 2026-03-05", "as 2026-03-05"))
			return
		}
		value = day.String()
	}
	if key == "cc" {
		if text, ok := value.(string); ok {
			value = []any{text}
		}
	}
	papers := r.w.said[p.target]
	if papers == nil {
		papers = map[paper]map[string]saying{}
		r.w.said[p.target] = papers
	}
	of := papers[p]
	if of == nil {
		of = map[string]saying{}
		papers[p] = of
	}
	if before, twice := of[key]; twice && !reflect.DeepEqual(before.value, value) {
		r.fail(diag.Error, "paper-conflict", at, fmt.Sprint(value),
			diag.T("与%[1]s写的%[2]s不同", "it differs from what %[1]s says, %[2]s", before.place, fmt.Sprint(before.value)),
			diag.T("一项只写在一处，或两处写得一样", "say it in one place, or the same in both"))
		return
	}
	of[key] = saying{value, at}
}

// row reads a row of the table of papers.
func (r *paperReader) row(row *model.Paper) {
	t := r.template(row.Target, model.PlaceOf(row, &row.Target))
	if t == nil {
		return
	}
	p, ok := r.paperFor(t, row.Of, model.PlaceOf(row, &row.Of))
	if !ok {
		return
	}
	if row.Whose != "" {
		if t.Dated() || !slices.Contains(r.subjects(t), row.Whose) {
			r.fail(diag.Error, "paper-whose", model.PlaceOf(row, &row.Whose), row.Whose, diag.T("%s不发给这个单位", "%s is not made for this unit", t.Label()),
				diag.T("填写所发给的单位的编码，只有一份的留空", "give the code of a unit that it is made for, or leave it empty"))
			return
		}
		p.unit = row.Whose
	}
	known, any := t.Keys()
	says := row.Says()
	for _, key := range slices.Sorted(maps.Keys(says)) {
		at := row.At(strings.ToUpper(key[:1]) + key[1:])
		_, further := row.Extra()[key]
		switch {
		case any || slices.Contains(known, key):
			r.say(p, key, says[key], at)
		case !further:
			r.unknownKey(t, key, at, known)
		}
		if key == source.NumberKey && fmt.Sprint(says[key]) != "" {
			r.w.Config.Numbers = append(r.w.Config.Numbers, source.DocumentNumber{Target: t.Name(), Path: slices.DeleteFunc([]string{p.period, p.unit}, func(s string) bool { return s == "" }), Value: row.Number, Place: at})
		}
	}
}
