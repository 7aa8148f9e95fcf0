package generator

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/register"
	"hongtou/generator/run"
	"hongtou/generator/source"
)

// A document number is one paper's. It may be typed in hongtou.yaml, in a
// template or in a table, given by the register, or stand on a finished output:
// all of them are held against each other.

// paper is a document that bears a number. An empty period or unit stands for
// any, where hongtou.yaml does not say.
type paper struct{ target, period, unit string }

// same tells whether two statements may be of one paper.
func (a paper) same(b paper) bool {
	fits := func(x, y string) bool { return x == "" || y == "" || x == y }
	return a.target == b.target && fits(a.period, b.period) && fits(a.unit, b.unit)
}

func (a paper) String() string {
	return strings.Join(slices.DeleteFunc([]string{a.target, a.period, a.unit}, func(s string) bool { return s == "" }), " ")
}

// claim is a statement that a paper bears a number.
type claim struct {
	paper
	place diag.Place
	file  string // the finished output, "" for other claims: it counts as long as it is there
}

// fixed tells whether the claim can't be mended by typing.
func (c claim) fixed() bool { return c.file != "" || c.place.File == register.FileName }

// numbers are all that is known of document numbers before a run.
type numbers struct {
	claims   map[string][]claim  // by number as register.Format writes it
	recorded map[string]struct{} // in tables, without a word on the paper
	issued   []register.Issued   // on finished outputs, given by the register
	stale    map[paper]string    // the number that a finished output bears
	told     map[string]bool     // numbers that were complained of
	label    func(target string) string
}

func (k *numbers) add(number string, c claim) {
	k.claims[number] = append(k.claims[number], c)
}

// other is a claim on the number by another paper than p.
func (k *numbers) other(number string, p paper) (claim, bool) {
	for _, c := range k.claims[number] {
		if !c.same(p) && c.stands() {
			return c, true
		}
	}
	return claim{}, false
}

// stands tells whether the claim still counts.
func (c claim) stands() bool {
	if c.file == "" {
		return true
	}
	_, err := os.Lstat(c.file)
	return !errors.Is(err, fs.ErrNotExist)
}

// bears notes that p is made with this number, and no more with the one that its
// finished output bears.
func (k *numbers) bears(number string, p paper, place diag.Place) {
	if old := k.stale[p]; old != "" && old != number {
		k.claims[old] = slices.DeleteFunc(k.claims[old], func(c claim) bool { return c.file != "" && c.paper == p })
	}
	if !slices.ContainsFunc(k.claims[number], func(c claim) bool { return c.paper == p }) {
		k.add(number, claim{paper: p, place: place})
	}
}

// numbersKnown gathers what hongtou.yaml, the tables, the templates and the
// finished outputs say. years are those whose papers of numbered templates count.
func (w *Workspace) numbersKnown(r Request, years ...int) (*numbers, error) {
	k := &numbers{claims: map[string][]claim{}, recorded: map[string]struct{}{}, stale: map[paper]string{}, told: map[string]bool{}, label: w.label}
	typed := map[paper]string{}
	for _, n := range w.Config.Numbers {
		if number, ok := canonical(n.Value); ok {
			p := w.paperOf(n)
			typed[p] = number
			k.add(number, claim{paper: p, place: n.Place})
		}
	}
	for _, v := range w.recordedNumbers() {
		if number, ok := canonical(v); ok {
			k.recorded[number] = struct{}{}
		}
	}
	w.fixedNumbers(k, years)
	folders := []string{w.outDir(Request{})}
	if r.Out != "" {
		folders = append(folders, r.Out)
	}
	for _, out := range folders {
		if err := k.finished(w.Dir, out, typed); err != nil {
			return nil, err
		}
	}
	return k, nil
}

func canonical(value string) (string, bool) {
	code, year, serial, ok := register.Parse(value)
	if !ok {
		return "", false
	}
	return register.Format(code, year, serial), true
}

// paperOf is the paper of a number in hongtou.yaml: the keys above it are periods
// and codes.
func (w *Workspace) paperOf(n source.DocumentNumber) paper {
	p := paper{target: n.Target}
	t := w.Templates.Get(n.Target)
	for _, key := range n.Path {
		if at, err := period.Read(key, period.Date{}); err == nil && p.period == "" && (t == nil || !t.Dated()) { // a unit's code may look like one
			p.period = at.String()
		} else {
			p.unit = key
		}
	}
	return p
}

// recordedNumbers are what tables hold in their columns for document numbers.
func (w *Workspace) recordedNumbers() []string {
	var out []string
	for _, t := range model.Tables() {
		for i := range t.Columns {
			if c := &t.Columns[i]; c.Number {
				for _, r := range t.Records(w.Office) {
					out = append(out, c.Of(r).String())
				}
			}
		}
	}
	return out
}

// fixedNumber finds templates whose front matter states a number in figures.
var fixedNumber = regexp.MustCompile(`(?m)^["']?number["']?\s*:.*[0-9]\s*号`)

// fixedNumbers claims the numbers that templates state themselves for periods of
// the years, whichever of them it is made for.
func (w *Workspace) fixedNumbers(k *numbers, years []int) {
	for _, t := range w.Templates.List() {
		if t.Kind() != fill.DocumentKind || !fixedNumber.MatchString(w.frontOf(t)) {
			continue
		}
		for _, p := range periodsIn(t, years) {
			w.claimFilled(k, t, func(s fill.Subject) (period.Period, bool) { return p, s.In(p) }, anyPeriod)
		}
	}
}

// datedNumbers claims the numbers of papers about records of one day (a listing,
// a meeting), each in its own period.
func (w *Workspace) datedNumbers(k *numbers) {
	for _, t := range w.Templates.List() {
		if !w.mayNumber(t) {
			continue
		}
		kind, fixed := t.PeriodKind()
		if !fixed {
			kind = period.Year
		}
		w.claimFilled(k, t, func(s fill.Subject) (period.Period, bool) {
			return period.Of(s.Day, kind), s.Dated() && !s.Day.IsZero()
		}, period.Period.String)
	}
}

// claimFilled fills a template for its subjects, each in the period that at gives,
// for the number only; what is wrong otherwise is told when they are made.
func (w *Workspace) claimFilled(k *numbers, t *fill.Template, at func(fill.Subject) (period.Period, bool), whose func(period.Period) string) {
	defer func() { _ = recover() }() // as told above
	for _, s := range t.Selected(w.Office) {
		p, ok := at(s)
		if !ok {
			continue
		}
		root := w.root(step{template: t, subject: s}, p, true)
		if !t.Wanted(root) {
			continue
		}
		filled, _ := t.Document(root)
		if filled == nil {
			continue
		}
		if number, ok := canonical(filled.Meta.Get(source.NumberKey)); ok {
			place, _ := w.numberPlace(t, p, s, filled)
			k.bears(number, paper{t.Name(), whose(p), s.Code()}, place)
		}
	}
}

func anyPeriod(period.Period) string { return "" }

func periodsIn(t *fill.Template, years []int) []period.Period {
	kind, fixed := t.PeriodKind()
	if !fixed {
		kind = period.Year
	}
	var out []period.Period
	for _, year := range years {
		for p := period.Of(period.Date{Year: year, Month: 1, Day: 1}, kind); p.Start().Year == year; p = p.Next() {
			out = append(out, p)
		}
	}
	return out
}

// finished claims the numbers that the outputs below out bear.
func (k *numbers) finished(workspace, out string, typed map[paper]string) error {
	folders, err := os.ReadDir(out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, f := range folders {
		p, err := period.Parse(f.Name())
		if err != nil || p.String() != f.Name() {
			continue
		}
		dir := filepath.Join(out, f.Name())
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue
		}
		entries, err := run.Numbered(dir)
		if err != nil {
			return err
		}
		shown := dir
		if below, err := filepath.Rel(workspace, dir); err == nil && filepath.IsLocal(below) {
			shown = below
		}
		for _, e := range entries {
			file := filepath.Join(dir, filepath.FromSlash(e.File))
			k.onFile(e, claim{paper{e.Target, p.String(), e.Unit}, diag.Place{File: filepath.ToSlash(filepath.Join(shown, filepath.FromSlash(e.File)))}, file}, typed)
		}
	}
	return nil
}

func (k *numbers) onFile(e run.Entry, c claim, typed map[paper]string) {
	code, year, serial, ok := register.Parse(e.Number)
	if !ok {
		return
	}
	p, number := c.paper, register.Format(code, year, serial)
	if e.Given {
		k.issued = append(k.issued, register.Issued{Document: register.Document{Target: p.target, Period: p.period, Unit: p.unit, Code: code, Year: year}, Serial: serial, File: c.place.File})
	}
	for _, q := range []paper{p, {p.target, p.period, ""}, {p.target, "", p.unit}} {
		if now := typed[q]; now != "" && now != number { // to be made again with that
			return
		}
	}
	k.stale[p] = number
	k.add(number, c)
}

// given claims the numbers of the register.
func (k *numbers) given(r *register.Register, file string) {
	for _, row := range r.Rows() {
		if row.State == register.Used || row.State == register.Entered {
			k.add(row.Number(), claim{paper: paper{row.Target, row.Period, row.Unit}, place: diag.Place{File: file}})
		}
	}
}

// repeated complains of every number that two papers bear.
func (k *numbers) repeated() *diag.List {
	list := &diag.List{}
	for number, claims := range k.claims {
		for i, c := range claims {
			for _, d := range claims[:i] {
				if !c.same(d.paper) && c.stands() && d.stands() && !k.told[number] {
					k.told[number] = true
					if c.fixed() && !d.fixed() { // told where it can be mended
						c, d = d, c
					}
					list.Add(k.twice(number, c.paper, c.place, d))
				}
			}
		}
	}
	return list
}

func (k *numbers) twice(number string, p paper, place diag.Place, other claim) diag.Diagnostic {
	named := func(p paper) paper { return paper{k.label(p.target), p.period, p.unit} }
	return diag.Diagnostic{Code: "number-twice", Place: place, Value: number,
		Problem: diag.T("%[1]s 的字号已是另一份文书（%[2]s）的字号，见%[3]s", "the number of %[4]s is another document's (%[5]s), see %[3]s",
			named(p), named(other.paper), other.place, p, other.paper),
		Remedy: diag.T("一个字号只用于一份文书：改正其中一个；成品上是旧字号的，重做或删去那份成品", "a number is one document's: correct one of them; where a finished output bears an old number, make it again or remove it")}
}

// numberPlace is where the number of a filled document comes from: hongtou.yaml,
// if it says so, or the template. misplaced is what hongtou.yaml says to no
// effect: the template reads it from elsewhere.
func (w *Workspace) numberPlace(t *fill.Template, p period.Period, s fill.Subject, filled *fill.Document) (place diag.Place, misplaced *source.DocumentNumber) {
	got := strings.TrimSpace(filled.Meta.Get(source.NumberKey))
	for i := range w.Config.Numbers {
		n := &w.Config.Numbers[i]
		outside := slices.ContainsFunc(n.Path, func(key string) bool { return key != p.String() && key != s.Code() })
		if n.Target != t.Name() || outside {
			continue
		}
		typed, isNumber := canonical(n.Value)
		if number, _ := canonical(got); strings.Contains(got, n.Value) || isNumber && typed == number {
			return n.Place, nil
		}
		if misplaced == nil || len(n.Path) > len(misplaced.Path) {
			misplaced = n
		}
	}
	return diag.Place{File: t.Path()}, misplaced
}

func unread(n source.DocumentNumber, why diag.Text) diag.Diagnostic {
	return diag.Diagnostic{Code: "number-unread", Place: n.Place, Value: n.Value,
		Problem: diag.T("此处的字号不起作用：%[1]s", "the number here has no effect: %[1]s", why),
		Remedy:  diag.T("写在 documents.模板名称.期间（会议文书为会议编码）之下，模板中须有 number", "write it under documents.TEMPLATE.PERIOD (for a meeting's papers its code); the template must have a number")}
}

// frontOf is a template's front matter as it is written.
func (w *Workspace) frontOf(t *fill.Template) string {
	text, _ := w.Templates.Source(t.Name())
	front, _, _ := strings.Cut(strings.TrimPrefix(text, "---"), "\n---")
	return front
}

// mayNumber tells whether a template's documents may bear a number.
func (w *Workspace) mayNumber(t *fill.Template) bool {
	return t.Kind() == fill.DocumentKind && numberKey.MatchString(w.frontOf(t))
}

// label is a target's Chinese name, its id where it has none or there is none.
func (w *Workspace) label(target string) string {
	if t := w.Templates.Get(target); t != nil {
		return t.Label()
	}
	return target
}
