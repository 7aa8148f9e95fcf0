package generator

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// Sentences of the examples' papers that say that there was nothing, or that something is
// left, of the city, the county and the group: each is a claim that is looked up in the
// records here, words of the tables themselves, or an order.

// claimed is where a sentence stands.
type claimed struct {
	o       *model.Office
	p       period.Period
	subject fill.Subject
	body    string
	paper   period.Period // as the paper sees it: to its day
}

// asOf is the day up to which the paper says that it tells, else the period's last.
func (c claimed) asOf() period.Date {
	if m := regexp.MustCompile(`截至(\d+)年(\d+)月(\d+)日`).FindStringSubmatch(c.body); m != nil {
		n := func(s string) int { v, _ := strconv.Atoi(s); return v }
		return period.Date{Year: n(m[1]), Month: n(m[2]), Day: n(m[3])}
	}
	return c.p.End()
}

// accidents counts those of production of a period that keep keeps.
func (c claimed) accidents(p period.Period, keep func(a *model.Accident) bool) (n int) {
	for _, a := range c.o.Accidents {
		if a.IsProduction() && p.Contains(a.Date) && (keep == nil || keep(a)) {
			n++
		}
	}
	return n
}

// told is the period that a sentence begins with, else the paper's.
func (c claimed) told(sentence string) period.Period {
	m := regexp.MustCompile(`^(\d{4})年(?:第([一二三四])季度|([上下])半年|(\d+)月)?，`).FindStringSubmatch(sentence)
	if m == nil {
		return c.p
	}
	id := m[1]
	switch {
	case m[2] != "":
		id += "Q" + fmt.Sprint(strings.Index("一二三四", m[2])/3+1)
	case m[3] != "":
		id += "H" + map[string]string{"上": "1", "下": "2"}[m[3]]
	case m[4] != "":
		id += fmt.Sprintf("-%02s", m[4])
	}
	p, _ := period.Parse(id)
	return p
}

// findings are the supervision's findings that the paper's unit answers for.
func (c claimed) findings(keep func(i *model.SupervisionItem) bool) (n int) {
	for _, i := range c.o.Items {
		if i.Supervision != nil && c.p.Contains(i.Supervision.Start) && i.Object == c.subject.Unit() && keep(i) {
			n++
		}
	}
	return n
}

// visits sums what the paper's inspection left.
func (c claimed) visits() (left int) {
	i, _ := c.subject.Record.(*model.Inspection)
	for _, v := range c.o.Visits {
		if v.Inspection == i && v.Found != nil && v.Fixed != nil {
			left += *v.Found - *v.Fixed
		}
	}
	return left
}

func noneOf(n int) bool { return n == 0 }

// lookup is a form of claims, and how one of them is looked up; nil: it states no fact.
type lookup struct {
	form *regexp.Regexp
	look func(c claimed, sentence string, m []string) bool
}

var lookups = append(reported, []lookup{
	{regexp.MustCompile(`发生生产安全事故\d+起.*未造成人员死亡`), func(c claimed, s string, _ []string) bool {
		return noneOf(c.accidents(c.told(s), func(a *model.Accident) bool { return a.Deaths > 0 })) && c.accidents(c.told(s), nil) > 0
	}},
	{regexp.MustCompile(`未发生(较大|重大)及以上`), func(c claimed, s string, m []string) bool {
		least := map[string]model.Grade{"较大": model.Serious, "重大": model.Serious + 1}[m[1]]
		return noneOf(c.accidents(c.told(s), func(a *model.Accident) bool { return a.Grade >= least }))
	}},
	{regexp.MustCompile(`^上年同期(（.*）)?(也)?未发生生产安全事故`), func(c claimed, _ string, _ []string) bool {
		return noneOf(c.accidents(c.p.LastYear(), nil)) || noneOf(c.accidents(c.p.Previous().LastYear(), nil))
	}},
	{regexp.MustCompile(`([^，、（）]+)发生\d+起[^，（]*（上年同期未发生）`), func(c claimed, _ string, m []string) bool {
		return noneOf(c.accidents(c.p.LastYear(), func(a *model.Accident) bool { return a.Industry == m[1] }))
	}},
	{regexp.MustCompile(`^([^，]+)未发生生产安全事故$`), func(c claimed, _ string, m []string) bool {
		for name := range strings.SplitSeq(m[1], "、") {
			if c.accidents(c.p, func(a *model.Accident) bool {
				for u := a.Unit; u != nil; u = u.Parent {
					if u.Short == name {
						return true
					}
				}
				return false
			}) > 0 {
				return false
			}
		}
		return true
	}},
	{regexp.MustCompile(`没有可比的统计数据`), func(c claimed, _ string, _ []string) bool {
		from := c.o.Reaches["accidents"].From // a notice tells of the quarter before
		return from.After(c.p.LastYear().Start()) || from.After(c.p.Previous().LastYear().Start())
	}},
	{regexp.MustCompile(`未发现重大隐患`), func(c claimed, _ string, _ []string) bool {
		return noneOf(c.findings(func(i *model.SupervisionItem) bool { return i.Major }))
	}},
	{regexp.MustCompile(`尚未完成整改的(\d+)项问题`), func(c claimed, _ string, m []string) bool {
		return m[1] == fmt.Sprint(c.findings(func(i *model.SupervisionItem) bool { return i.Done.IsZero() || i.Done.After(c.asOf()) }))
	}},
	{regexp.MustCompile(`其中(\d+)项已整改的问题尚未复查`), func(c claimed, _ string, m []string) bool {
		return m[1] == fmt.Sprint(c.findings(func(i *model.SupervisionItem) bool {
			return !i.Done.IsZero() && !i.Done.After(c.asOf()) && (i.Reviewed.IsZero() || i.Reviewed.After(c.asOf()))
		}))
	}},
	{regexp.MustCompile(`(?:尚未整改|尚未整改的)(\d+)项`), func(c claimed, _ string, m []string) bool { return m[1] == fmt.Sprint(c.visits()) }},
	{regexp.MustCompile(`尚有隐患没有完成整改的单位`), func(c claimed, _ string, _ []string) bool { return c.visits() > 0 }},
	{regexp.MustCompile(`其中，没有登记(.+)研究安全生产工作`), func(c claimed, _ string, m []string) bool {
		for _, s := range c.o.Sessions {
			if s.Unit == c.subject.Unit() && c.p.Contains(s.Date) && strings.Contains(m[1], s.Kind) {
				return false
			}
		}
		return true
	}},
	{regexp.MustCompile(`尚有(\d+)个网格的责任人`), func(c claimed, _ string, m []string) bool {
		n := 0
		for _, g := range c.o.Grids {
			if g.Unit.Within(c.subject.Unit()) && (g.Leader == "" || g.Member == "" || g.Phone == "") {
				n++
			}
		}
		return m[1] == fmt.Sprint(n)
	}},
	{regexp.MustCompile(`尚无完成整改的问题`), func(c claimed, _ string, _ []string) bool {
		return noneOf(c.findings(func(i *model.SupervisionItem) bool { return !i.Done.IsZero() && !i.Done.After(c.asOf()) }))
	}},
	{regexp.MustCompile(`报警(\d+)次，已处置(\d+)次，(\d+)次没有处置记录`), func(c claimed, _ string, m []string) bool {
		alarms, responded := 0, 0
		for _, i := range c.o.Investments {
			if c.p.Contains(i.Date) {
				alarms, responded = alarms+i.Alarms, responded+i.Responded
			}
		}
		return m[1] == fmt.Sprint(alarms) && m[2] == fmt.Sprint(responded) && m[3] == fmt.Sprint(alarms-responded)
	}},
	{regexp.MustCompile(`尚有(\d+)份未签订`), func(c claimed, _ string, m []string) bool {
		counts := regexp.MustCompile(`应签订安全生产责任书(\d+)份，已签订(\d+)份`).FindStringSubmatch(c.body)
		should, _ := strconv.Atoi(counts[1])
		signed, _ := strconv.Atoi(counts[2])
		return m[1] == fmt.Sprint(should-signed)
	}},
	{regexp.MustCompile(`没有扣分：|未发现需要扣分`), func(c claimed, _ string, _ []string) bool { // what is lost is listed elsewhere
		for _, m := range c.o.Marks {
			if m.Year == c.p.Year && m.Unit == c.subject.Unit() && m.Deduction > 0 && m.Criterion != nil && regexp.MustCompile(`(^|[\n、])([^\n：。]*)`+regexp.QuoteMeta(m.Criterion.Group)+`([^\n：。]*)没有扣分`).MatchString(c.body) {
				return false
			}
		}
		return true
	}},
	{regexp.MustCompile(`重大事故隐患.*(没有新排查的|尚无完成整改的)|^尚无完成整改的$`), func(c claimed, s string, _ []string) bool {
		found, done := 0, 0
		for _, h := range c.o.Hazards {
			if h.Major && c.p.Contains(h.Date) {
				found++
			}
			if h.Major && c.p.Contains(h.Done) {
				done++
			}
		}
		return (!strings.Contains(s, "没有新排查的") || found == 0) && (!strings.Contains(s, "尚无完成整改的") || done == 0)
	}},
	{regexp.MustCompile(`^按国民经济行业分，.*没有填写行业门类的\d+起$`), func(c claimed, s string, _ []string) bool {
		all := 0
		for _, m := range regexp.MustCompile(`(\d+)起`).FindAllStringSubmatch(s, -1) {
			n, _ := strconv.Atoi(m[1])
			all += n
		}
		return all == c.accidents(c.p, nil)
	}},
	{regexp.MustCompile(`发现重大隐患(\d+)项，截至.*，尚有(\d+)项没有整改`), func(c claimed, _ string, m []string) bool {
		found, left := 0, 0
		for _, i := range c.o.Items {
			if i.Major && i.Supervision != nil && c.p.Contains(i.Supervision.Start) {
				found++
				if i.Done.IsZero() || i.Done.After(c.asOf()) {
					left++
				}
			}
		}
		return m[1] == fmt.Sprint(found) && m[2] == fmt.Sprint(left)
	}},
	// Orders, rules and conditions, which state no fact.
	{regexp.MustCompile(`清零|请|应当|要求|不得|作出|逾期没有提出的|确实没有召开的|为零|控制在|全覆盖|督促|每(月|季度|年)|抄送|停止使用|停产停业|对没有(执法权|整改)的|书面移交`), nil},
	{regexp.MustCompile(`^检查单位没有相应的行政执法权|^YH[^：]*：立即停止全部`), nil}, // of the paper's own kind; the table's measure, with whom it names
}...)

var negated = regexp.MustCompile(`未发生|没有|未下达|尚有|尚无|尚未|均已|均未|无逾期|未发现|未造成|情形$|未报送|未签订|未见|全部|均无|无一|无[^，。；、]{0,8}的`)

func TestNegationsOfTheExamples(t *testing.T) {
	t.Parallel()
	looked := map[int]int{}
	for _, dir := range []string{"anlan", "qingshi", "yunlan"} {
		w, err := OpenAt("../examples/"+dir, period.Date{Year: 2026, Month: 7, Day: 12})
		must(t, err)
		words := tableTexts(w.Office)
		for _, p := range mustPeriods(t, "2025", "2026H1", "2026Q1", "2026-03") {
			for _, tpl := range w.Templates.List() {
				kind, fixed := tpl.KindFor(p.Kind)
				if _, any := tpl.PeriodKind(); !any {
					kind, fixed = period.Year, true
				}
				if tpl.Kind() != fill.DocumentKind || !fixed || kind != p.Kind || strings.HasPrefix(tpl.Name(), "agreement-") {
					continue
				}
				for _, s := range tpl.Selected(w.Office) {
					root := w.root(step{template: tpl, subject: s}, p, false)
					if !s.In(p) || !tpl.Wanted(root) {
						continue
					}
					d, _ := tpl.Document(root)
					if d == nil {
						continue
					}
					c := claimed{w.Office, p, s, plainBody(d.Body), root.Period}
					for _, sentence := range regexp.MustCompile(`[。；\n|]`).Split(c.body, -1) {
						sentence = strings.TrimSpace(strings.TrimLeft(sentence, "1. -#"))
						if !negated.MatchString(sentence) || strings.Contains(words, sentence) {
							continue
						}
						known := false
						for k, l := range lookups {
							m := l.form.FindStringSubmatch(sentence)
							if m == nil {
								continue
							}
							known = true
							if l.look != nil {
								looked[k]++
								if !l.look(c, sentence, m) {
									t.Errorf("%s, %s of %s for %s: “%s” is not what the tables hold", dir, tpl.Name(), p, s.Name(), sentence)
								}
								for i := range m[1:] { // a lookup that takes any figure looks nothing up
									other := slices.Clone(m)
									if n, err := strconv.Atoi(m[i+1]); err == nil && k < len(reported) {
										if other[i+1] = strconv.Itoa(n + 1); l.look(c, sentence, other) {
											t.Errorf("%s, %s of %s: “%s” would be true of %d too", dir, tpl.Name(), p, sentence, n+1)
										}
									}
								}
							}
							break
						}
						if !known {
							t.Errorf("%s, %s of %s for %s: a claim that nobody looks up: “%s”", dir, tpl.Name(), p, s.Name(), sentence)
						}
					}
				}
			}
		}
	}
	for k := range reported {
		if looked[k] == 0 {
			t.Errorf("no paper of the examples says what %s looks for", reported[k].form)
		}
	}
	if len(looked) < 20 {
		t.Errorf("only %d kinds of claims were looked up: %v", len(looked), looked)
	}
}

// plainBody is a filled body as it is read.
func plainBody(body string) string {
	return regexp.MustCompile(`&#(\d+);`).ReplaceAllStringFunc(strings.NewReplacer(`\`, "", "*", "").Replace(body), func(s string) string {
		n, _ := strconv.Atoi(strings.Trim(s, "&#;"))
		return string(rune(n))
	})
}

// tableTexts are all texts of the office's tables.
func tableTexts(o *model.Office) string {
	var b strings.Builder
	for _, table := range model.Tables() {
		for _, r := range table.Records(o) {
			for i := range table.Columns {
				b.WriteString(table.Columns[i].Value(r) + "\n")
			}
		}
	}
	return b.String()
}
