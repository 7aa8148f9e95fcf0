package model

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"hongtou/generator/period"
)

// charge is one reason to criticise a unit; the heavier comes first.
type charge struct {
	weight int
	reason string
	rows   []Record // that it rests on
}

// The weights of reasons.
const (
	byReports = iota + 1
	byLastRank
	byScore
	byStuck
	byListing
	byControl
	byAccident
	byVeto
)

// judgement is what speaks against units in one period.
type judgement struct {
	results []*Result
	byUnit  map[*Unit]*Result
	charges map[*Unit][]charge
	barred  map[*Unit]bool // from praise
	region  *Unit
	counted counted // what criticisms keep their records like
}

func (o *Office) newJudgement(r *ranking) *judgement {
	return &judgement{results: r.results, byUnit: r.byUnit, charges: map[*Unit][]charge{}, barred: map[*Unit]bool{}, region: o.Region, counted: o.counting()}
}

func (j *judgement) of(u *Unit) *Result {
	if r := j.byUnit[u]; r != nil {
		return r
	}
	return &Result{Unit: u, Grade: notGraded}
}

// charge says what speaks against u or, of a firm, against the government or
// department above it, with the firm's name; rows are what it rests on.
func (j *judgement) charge(u *Unit, weight int, rows []Record, format string, args ...any) {
	reason := fmt.Sprintf(format, args...)
	if above := j.bar(u); above != u {
		u, reason = above, u.Name+"的"+reason
	}
	j.charges[u] = append(j.charges[u], charge{weight, reason, rows})
}

// bar keeps u from praise, with who answers for it, and gives the latter.
func (j *judgement) bar(u *Unit) *Unit {
	above := answerable(u, j.region)
	j.barred[u], j.barred[above] = true, true
	return above
}

// answerable is the nearest government or department at or above a unit, below the
// region; of a company's region the unit right below it; the unit itself where there is
// none.
func answerable(u, region *Unit) *Unit {
	company := region != nil && region.Tier >= Institution
	for x := u; x != nil && x != region; x = x.Parent {
		switch {
		case company && x.Parent == region, !company && x.Tier < Institution && (x.Tier != Village || x.Parent == region):
			return x
		}
	}
	return u
}

// judge asks every table that the office keeps.
func (o *Office) judge(p period.Period) (*judgement, error) {
	var lacks []error
	results, err := o.supervision(p)
	if err != nil {
		lacks, results = append(lacks, err), &ranking{} // what else is not known is told with it
	}
	j := o.newJudgement(results)
	o.judgeVetoes(j, p)
	lacks = append(lacks, o.askTables(j, p, "accidents", "listings", "hazards", "reports")...)
	o.judgeScores(j)
	return j, errors.Join(append(lacks, o.judgeOthers(j, p))...)
}

// askTables asks those of the tables that the office keeps, and gives what they lack.
func (o *Office) askTables(j *judgement, p period.Period, tables ...string) (lacks []error) {
	asks := map[string]func(*judgement, period.Period) error{
		"accidents": o.judgeAccidents, "listings": o.judgeListings, "hazards": o.judgeHazards, "reports": o.judgeReports,
	}
	for _, table := range tables {
		if !o.Kept(table) {
			continue
		}
		if err := asks[table](j, p); err != nil {
			lacks = append(lacks, err)
		}
	}
	return lacks
}

// judgeVetoes charges the vetoes of the period, entered as adjustments or as rulings; one
// of the year, or of the year before, bars from praise, and so does one that follows from
// an accident's approved report.
func (o *Office) judgeVetoes(j *judgement, p period.Period) {
	type vetoedYear struct {
		unit *Unit
		year int
	}
	vetoed := map[vetoedYear]bool{}
	veto := func(r Record, u *Unit, year int, on period.Date) {
		if year == p.Year || year == p.Year-1 {
			j.bar(u)
		}
		if p.Contains(on) {
			j.charge(u, byVeto, []Record{r}, "%d年度考核实行一票否决", year)
		}
	}
	for _, a := range o.Adjustments {
		if a.Kind == Veto && a.Unit != nil && p.Sees(a.Date) {
			vetoed[vetoedYear{a.Unit, a.Year}] = true
			veto(a, a.Unit, a.Year, a.Date)
		}
	}
	for _, v := range o.VetoRulings {
		if v.Unit == nil || !v.Stands() || !p.Sees(v.Decided) || vetoed[vetoedYear{v.Unit, v.Year}] {
			continue
		}
		vetoed[vetoedYear{v.Unit, v.Year}] = true
		veto(v, v.Unit, v.Year, v.Decided)
	}
	before := p
	before.Year--
	for _, r := range j.results {
		for _, c := range slices.Concat(o.vetoCases(r.Unit, p), o.vetoCases(r.Unit, before)) {
			if c.open == "" {
				j.bar(r.Unit)
			}
		}
	}
}

// judgeAccidents charges places and firms with accidents of 较大 and above, and places
// with a control figure that is broken; who answers for a fatal one is not praised.
func (o *Office) judgeAccidents(j *judgement, p period.Period) error {
	a, err := o.Analysis(p)
	if err != nil {
		return err
	}
	if a.ungraded != nil {
		return a.ungraded
	}
	type toll struct {
		accidents, deaths int
		rows              []Record
	}
	serious := map[*Unit]*toll{}
	var units []*Unit
	for _, x := range a.Serious {
		for _, u := range o.answering(x, a.AsOf()) {
			if serious[u] == nil {
				serious[u] = &toll{}
				units = append(units, u)
			}
			serious[u].accidents++
			if err := openFigures(x, "Deaths"); err != nil {
				return err
			}
			serious[u].deaths += x.Deaths
			serious[u].rows = append(serious[u].rows, x)
		}
	}
	for _, u := range units {
		deaths := ""
		if n := serious[u].deaths; n > 0 {
			deaths = fmt.Sprintf("、死亡%d人", n)
		}
		j.charge(u, byAccident, serious[u].rows, "发生较大以上事故%d起%s", serious[u].accidents, deaths)
	}
	accidents, err := o.AccidentsIn(a.Period)
	if err != nil {
		return err
	}
	for _, x := range accidents {
		u := o.liable(x)
		if u == nil {
			continue
		}
		if err := openFigures(x, "Deaths"); err != nil {
			return err
		}
		if x.Deaths > 0 {
			j.bar(u)
		}
	}
	for _, row := range a.ByRegion {
		over, err := row.Over()
		if err != nil {
			return err
		}
		if over && row.Unit != o.Region {
			j.charge(row.Unit, byControl, row.kept("Cumulative"), "累计死亡%d人，突破全年控制数%s人", row.cumulative.Deaths, decimal(*row.Control, 0))
		}
	}
	return nil
}

// answering are the units that an accident speaks against: where it is counted, with
// the places around but the region itself, and the firm that is named as liable, if it
// is not of one of these places. Who is responsible is known once the report of the
// investigation is approved; before, a paper states what
// happened and where.
func (o *Office) answering(a *Accident, asOf period.Date) []*Unit {
	var units []*Unit
	for u := a.Unit; u != nil && u != o.Region; u = u.Parent {
		units = append(units, u)
	}
	if u := o.liable(a); u != nil && a.Established(asOf) && !slices.Contains(units, answerable(u, o.Region)) {
		units = append(units, u)
	}
	return units
}

// liable is the unit that is named as 责任单位, nil if it is none of the table's.
func (o *Office) liable(a *Accident) *Unit {
	if u := o.look().unit(a.Liable); u != nil {
		return u
	}
	u, _ := o.look().unitNames.unit(a.Liable)
	return u
}

// judgeListings bars from praise whom an open case of listed supervision concerns, and
// charges those whose case is overdue.
func (o *Office) judgeListings(j *judgement, p period.Period) error {
	open, err := o.ListingsOpen(p)
	if err != nil {
		return err
	}
	asOf, _ := o.AsOf("listings", p)
	for _, l := range open {
		status := l.Status(asOf)
		if status == "已摘牌" {
			continue
		}
		for _, r := range j.results {
			if l.concerns(r.Unit) {
				j.bar(r.Unit)
			}
		}
		if status == "逾期" && l.Unit != nil {
			j.charge(l.Unit, byListing, []Record{l}, "1件挂牌督办事项逾期%d天未办结", l.OverdueDays(asOf))
		}
	}
	return nil
}

// concerns tells whether the case is about u: the unit that is supervised, that whose
// hazard it is, or one that the place names.
func (l *Listing) concerns(u *Unit) bool {
	return l.Unit == u || l.Source != nil && l.Source.Unit != nil && l.Source.Unit.Within(u) ||
		strings.Contains(l.Site, u.Name) || len([]rune(u.Short)) > 2 && strings.Contains(l.Site, u.Short)
}

// judgeHazards bars from praise whose major hazards are open, the places around those
// that are overdue too, and charges whose own are overdue.
func (o *Office) judgeHazards(j *judgement, p period.Period) error {
	open, err := o.HazardsOpen(p)
	if err != nil {
		return err
	}
	asOf, _ := o.AsOf("hazards", p)
	overdue := map[*Unit][]Record{}
	var units []*Unit
	for _, h := range open {
		if !h.Major || h.Unit == nil || by(h.closed(), asOf) {
			continue
		}
		j.bar(h.Unit)
		if h.OverdueDays(asOf) == 0 {
			continue
		}
		for u := h.Unit.Parent; u != nil; u = u.Parent {
			j.barred[u] = true
		}
		if overdue[h.Unit] == nil {
			units = append(units, h.Unit)
		}
		overdue[h.Unit] = append(overdue[h.Unit], h)
	}
	for _, u := range units {
		j.charge(u, byStuck, overdue[u], "台账中%d项重大隐患逾期未整改", len(overdue[u]))
	}
	return nil
}

// judgeReports bars from praise who was late with a month's report, and charges who
// was so more than once.
func (o *Office) judgeReports(j *judgement, p period.Period) error {
	months := o.reportsDue(p)
	if n := len(months); n > 0 {
		if all := p.Until(months[n-1].End()); !o.reaches("reports", all) {
			return o.gap("reports", all)
		}
	}
	late, sent := map[*Unit]int{}, map[*Unit][]Record{}
	var units []*Unit
	for _, m := range months {
		reports, err := o.Reports(m)
		if err != nil {
			return err
		}
		for _, row := range reports.Rows {
			if row.Status() == "按时报送" {
				continue
			}
			j.bar(row.Unit)
			if row.Report != nil {
				sent[row.Unit] = append(sent[row.Unit], row.Report)
			}
			if late[row.Unit]++; late[row.Unit] == 1 {
				units = append(units, row.Unit)
			}
		}
	}
	for _, u := range units {
		if late[u] >= lateAtLeast {
			j.charge(u, byReports, sent[u], "%d次未按时报送月报", late[u])
		}
	}
	return nil
}

// reportsDue are the months of p whose reports were due by the paper's day.
func (o *Office) reportsDue(p period.Period) (months []period.Period) {
	for month := p.FirstMonth(); month <= p.AsOf().Month; month++ {
		m := period.Of(period.Date{Year: p.Year, Month: month, Day: 1}, period.Month)
		due := m.Next().Start()
		if due.Day = o.Settings.ReportDay; p.Sees(due) && !m.End().After(p.AsOf()) {
			months = append(months, m)
		}
	}
	return months
}

// judgeOthers bars from praise whose major hazards that other checks found are open,
// and charges those that are overdue.
func (o *Office) judgeOthers(j *judgement, p period.Period) error {
	others, err := o.Others(p)
	if err != nil {
		return err
	}
	asOf, err := o.AsOf("items", p)
	stuck := map[*Unit][]Record{}
	var units []*Unit
	for _, i := range others {
		if i.Unit == nil || !i.Major || i.Settled(asOf) {
			continue
		}
		j.bar(i.Unit)
		if i.OverdueDays(asOf) == 0 {
			continue
		}
		if stuck[i.Unit] == nil {
			units = append(units, i.Unit)
		}
		stuck[i.Unit] = append(stuck[i.Unit], i)
	}
	for _, u := range units {
		j.charge(u, byStuck, stuck[u], "%d项重大隐患（督查以外的检查发现）逾期未整改", len(stuck[u]))
	}
	return err
}

// judgeScores charges what the supervision itself shows.
func (o *Office) judgeScores(j *judgement) {
	count, last := map[Tier]int{}, map[Tier]int{}
	for _, r := range j.results {
		if r.Ranked() {
			count[r.Unit.Tier]++
			last[r.Unit.Tier] = max(last[r.Unit.Tier], r.Rank)
		}
	}
	for _, r := range j.results {
		if r.MajorLeft > 0 {
			j.bar(r.Unit)
		}
		if r.Stuck > 0 {
			j.charge(r.Unit, byStuck, r.kept("Stuck"), "督查发现的%d项重大隐患逾期未整改", r.Stuck)
		}
		if !r.Ranked() {
			continue
		}
		if r.Score < o.Settings.Pass {
			j.charge(r.Unit, byScore, r.kept("Score"), "督查得分%s分，等次为不合格", decimal(r.Score, 2))
		}
		if tier := r.Unit.Tier; count[tier] >= rankedAtLeast && r.Rank == last[tier] && r.Rank > 1 {
			j.charge(r.Unit, byLastRank, r.kept("Rank"), "督查得分在%d个参加排名的%s中列末位", count[tier], o.parts().word(o.Region, tier))
		}
	}
}
