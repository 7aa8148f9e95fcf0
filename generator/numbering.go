package generator

import (
	"context"
	"errors"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/period"
	"hongtou/generator/register"
	"hongtou/generator/run"
	"hongtou/generator/source"
)

// A template asks for a document number by "number: auto" in its front matter,
// or "number: auto 安安委" where the document is issued under another code than
// the office's. The number is put in before typesetting, so that the output's
// digest holds it.

// numberKey finds templates that have a number: it may come out as auto, from
// hongtou.yaml too.
var numberKey = regexp.MustCompile(`(?m)^["']?number["']?\s*:`)

// provisional stands in a number that is not given yet: in dry runs, checks and drafts.
const provisional = "待编号"

// numberingBatch is how many documents get their numbers with one sync of the
// register.
const numberingBatch = 32

// numbering gives the documents of one run their numbers.
type numbering struct {
	w         *Workspace
	ctx       context.Context
	dry       bool
	draft     bool
	today     period.Date
	path      string
	request   Request
	register  *register.Register // opened when first needed
	numbers   *numbers           // gathered when first needed
	checking  bool               // what papers of other periods repeat is told already
	candidate map[*fill.Template]bool
	waiting   []unnumbered
	err       error // of the environment
}

// unnumbered is a document that was filled and waits for its number.
type unnumbered struct {
	job        run.Job
	filled     *fill.Document
	complaints *diag.List
	request    *register.Document // nil: it asks for none
	number     string             // "" for none, and while it is provisional
	root       fill.Root
	format     fill.Format
}

func (w *Workspace) numbering(ctx context.Context, r Request) *numbering {
	if r.Register == "" {
		r.Register = filepath.Join(w.Dir, register.FileName)
	}
	return &numbering{w: w, ctx: ctx, dry: r.Options.DryRun || r.Draft, draft: r.Draft, today: r.Today, path: r.Register, request: r, candidate: map[*fill.Template]bool{}}
}

// may tells whether a template's documents may ask for a number.
func (n *numbering) may(t *fill.Template) bool {
	may, known := n.candidate[t]
	if !known {
		may = n.w.mayNumber(t)
		n.candidate[t] = may
	}
	return may
}

// add fills a document and lets it wait with others for its number.
func (n *numbering) add(s step, job run.Job, p period.Period, yield func(run.Job) bool) bool {
	u := unnumbered{job: job, root: n.w.root(s, p, n.draft), format: s.format}
	if job.Prepare == nil {
		if !n.fill(&u, s, p) {
			return n.flush(yield) && yield(u.job)
		}
	}
	n.waiting = append(n.waiting, u)
	return len(n.waiting) < numberingBatch || n.flush(yield)
}

// fill fills the document and reads what number it asks for. A panic is kept
// for the worker, which makes it that job's complaint.
func (n *numbering) fill(u *unnumbered, s step, p period.Period) (ok bool) {
	defer func() {
		if broken := recover(); broken != nil {
			caught := diag.Caught(broken)
			u.job.Prepare = func() (*run.Work, *diag.List) { panic(caught) }
		}
	}()
	u.filled, u.complaints = n.w.filled(s, p, u.root)
	if u.filled == nil {
		return true
	}
	place, misplaced := n.w.numberPlace(s.template, p, s.subject, u.filled)
	if misplaced != nil {
		u.complaints.Add(unread(*misplaced, diag.T("%s 不从这里读取字号", "%s does not read its number from here", s.template.Name())))
		return true
	}
	auto, code, _ := strings.Cut(strings.TrimSpace(u.filled.Meta.Get(source.NumberKey)), " ")
	if auto != "auto" {
		n.typed(u, paper{s.template.Name(), p.String(), s.subject.Code()}, place)
		return true
	}
	if code = strings.TrimSpace(code); code == "" {
		code = n.w.Office.Code
		if i := u.filled.Issuer; i != nil && s.template.Issues() {
			code = i.Code
		}
	}
	if code == "" {
		u.complaints.Add(diag.Diagnostic{Code: "number-code", Place: diag.Place{File: source.ConfigName, Key: "office.code"},
			Problem: diag.T("没有发文机关代字，不能编发文字号", "without the office's code no document number can be given"),
			Remedy:  diag.T("填写 office.code，或在模板中写 number: auto 代字", "fill in office.code, or write number: auto CODE in the template")})
		return true
	}
	elements := u.filled.Elements()
	u.request = &register.Document{Target: s.template.Name(), Period: p.String(), Unit: s.subject.Code(), Code: code,
		Year: issueYear(elements.Date, n.today, p), Title: elements.TitleLine(), Date: n.today}
	return true
}

// typed holds a number that nobody asks the register for against those of other
// papers. Drafts bear numbers as the papers do.
func (n *numbering) typed(u *unnumbered, p paper, place diag.Place) {
	number, ok := canonical(u.filled.Meta.Get(source.NumberKey))
	if !ok || n.draft {
		return
	}
	known, err := n.known()
	if err != nil {
		n.err = err
		return
	}
	u.number = number
	if other, found := known.other(number, p); !found {
		known.bears(number, p, place)
	} else if !n.checking || !known.told[number] {
		u.complaints.Add(known.twice(number, p, place, other))
	}
}

// known are the numbers of other papers, those of the register among them.
func (n *numbering) known() (*numbers, error) {
	if n.numbers != nil {
		return n.numbers, nil
	}
	var years []int
	if p, err := period.Parse(n.request.Period); err == nil {
		years = append(years, p.Year)
	}
	if year := n.today.Year; year > 0 && !slices.Contains(years, year) {
		years = append(years, year)
	}
	known, err := n.w.numbersKnown(n.request, years...)
	if err != nil {
		return nil, err
	}
	r, err := register.Open(n.path)
	var broken *register.Broken
	if err != nil && !errors.As(err, &broken) { // whoever asks for a number tells that it is broken
		return nil, err
	}
	if err == nil {
		known.given(r, register.FileName)
	}
	n.numbers = known
	return known, nil
}

// taken tells whether a number is another document's: the register passes it over.
func (n *numbering) taken(number string) (register.Document, bool) {
	for _, c := range n.numbers.claims[number] {
		if c.stands() {
			return register.Document{Target: c.target, Period: c.period, Unit: c.unit, Title: "字号为手工填写"}, true
		}
	}
	_, recorded := n.numbers.recorded[number]
	return register.Document{Title: "字号见数据表"}, recorded
}

var yearForm = regexp.MustCompile(`^([0-9]{4})(?:年|-)`)

// issueYear is the year of the document's own date, of today where it has none.
func issueYear(date string, today period.Date, p period.Period) int {
	if m := yearForm.FindStringSubmatch(date); m != nil {
		year, _ := strconv.Atoi(m[1])
		return year
	}
	if today.IsZero() {
		return p.Year
	}
	return today.Year
}

// flush gives those that wait their numbers and hands them on. After an error
// of the environment it hands on nothing.
func (n *numbering) flush(yield func(run.Job) bool) bool {
	waiting := n.waiting
	n.waiting = nil
	if len(waiting) == 0 {
		return n.err == nil
	}
	complaint := n.number(waiting)
	if n.err != nil {
		return false
	}
	for _, u := range waiting {
		if u.job.Prepare == nil {
			u.job.Prepare = func() (*run.Work, *diag.List) {
				if u.request != nil && complaint != nil {
					return nil, diag.Join(u.complaints, diag.Of(*complaint))
				}
				work := n.w.document(u.filled, u.root, u.format, n.draft)
				if work != nil {
					work.Number, work.Given = u.number, u.request != nil && u.number != ""
				}
				return work, u.complaints
			}
		}
		if !yield(u.job) {
			return false
		}
	}
	return true
}

// number puts numbers into documents. A register that was tampered with is the
// complaint of each document that asks.
func (n *numbering) number(waiting []unnumbered) *diag.Diagnostic {
	var asking []*unnumbered
	var requests []register.Document
	for i := range waiting {
		if u := &waiting[i]; u.request != nil {
			asking, requests = append(asking, u), append(requests, *u.request)
		}
	}
	if len(asking) == 0 {
		return nil
	}
	numbers, err := n.give(requests)
	var broken *register.Broken
	if errors.As(err, &broken) {
		d := broken.Diagnostic()
		return &d
	}
	if err != nil {
		n.err = err
		return nil
	}
	for i, u := range asking {
		for k := range u.filled.Meta {
			if u.filled.Meta[k].Key == source.NumberKey {
				u.filled.Meta[k].Values = []string{numbers[i]}
			}
		}
		if !n.dry {
			u.number = numbers[i]
		}
	}
	return nil
}

func (n *numbering) give(requests []register.Document) ([]string, error) {
	if err := n.open(); err != nil {
		return nil, err
	}
	if !n.dry {
		return n.register.Give(n.ctx, requests, n.taken)
	}
	var numbers []string
	for _, d := range requests {
		number, ok := n.register.Held(d)
		if !ok {
			number = d.Code + "〔" + strconv.Itoa(d.Year) + "〕" + provisional
		}
		numbers = append(numbers, number)
	}
	return numbers, nil
}

// open reads the register, and holds it against the finished outputs: one that
// lacks what they bear is not the one that numbered them.
func (n *numbering) open() error {
	known, err := n.known()
	if err != nil || n.register != nil {
		return err
	}
	r, err := register.Open(n.path)
	if err == nil {
		err = r.Whole()
	}
	if err == nil {
		err = r.Lacking(known.issued)
	}
	if err == nil {
		n.register = r
	}
	return err
}
