package model

import (
	"cmp"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// Indicators are the four indicators of a span of time (四项指标).
type Indicators struct {
	Accidents, Deaths, Injuries int
	Loss                        float64 // 直接经济损失, 万元
	unknown
}

func (i *Indicators) add(a *Accident) {
	i.Accidents++
	i.Deaths += a.Deaths
	i.Injuries += a.Injuries
	i.Loss = tidy(i.Loss + a.Loss)
	i.sums(a, "Deaths", "Injuries", "Loss")
}

// Row is one line of the table of the four indicators. What a span of time had is
// known where the table of accidents covers it; the methods give a [Gap] otherwise.
type Row struct {
	Name    string   // short name of the unit, the industry, or 合计
	Unit    *Unit    // nil in a row by industry
	Control *float64 // deaths control of the whole year, nil if none is set

	this, lastYear, previous, cumulative, cumulativeLastYear Indicators
	progress                                                 Share
	known                                                    *spans
	counted
}

// spans tells of each span of time why it is not known; nil: it is.
type spans struct{ this, lastYear, previous, cumulative, cumulativeLastYear error }

// This is the period's, as far as it is seen.
func (r Row) This() (Indicators, error) { return r.this, r.spans().this }

// LastYear is that of the same days of the year before (同比).
func (r Row) LastYear() (Indicators, error) { return r.lastYear, r.spans().lastYear }

// Previous is that of the period before (环比); not known of a period that has not
// ended.
func (r Row) Previous() (Indicators, error) { return r.previous, r.spans().previous }

// Cumulative is that from 1 January to the period's last day that is seen.
func (r Row) Cumulative() (Indicators, error) { return r.cumulative, r.spans().cumulative }

// CumulativeLastYear is that of the same days of the year before.
func (r Row) CumulativeLastYear() (Indicators, error) {
	return r.cumulativeLastYear, r.spans().cumulativeLastYear
}

func (r Row) spans() *spans {
	if r.known == nil {
		return &spans{}
	}
	return r.known
}

// Used is the cumulative deaths' share of the control.
func (r Row) Used() (Share, error) {
	if r.Control == nil {
		return Share{}, nil
	}
	return shareOf(float64(r.cumulative.Deaths), *r.Control), r.deathsKnown()
}

// deathsKnown is the error of the cumulative deaths.
func (r Row) deathsKnown() error {
	return cmp.Or(r.spans().cumulative, r.cumulative.unknownFigure("Deaths"))
}

// Over tells whether the cumulative deaths are above the control (突破).
func (r Row) Over() (bool, error) {
	if r.Control == nil {
		return false, nil
	}
	return float64(r.cumulative.Deaths) > *r.Control, r.deathsKnown()
}

// Ahead tells whether the control is used faster than the year goes by.
func (r Row) Ahead() (bool, error) {
	if r.Control == nil {
		return false, nil
	}
	return float64(r.cumulative.Deaths) > *r.Control*r.progress.Value, r.deathsKnown()
}

// Statistics is the table of the four indicators for one period.
type Statistics struct {
	Period     period.Period // as far as the table of accidents and the paper see it
	Progress   Share         // of the year at that day, by months
	Total      Row
	ByRegion   []Row // the divisions of the unit, and 本级 if something happened outside of them
	ByIndustry []Row // by settings, then others as they occur

	known *spans
}

// HasLastYear tells whether the same days of the year before are known.
func (s *Statistics) HasLastYear() bool { return s.Total.spans().lastYear == nil }

// HasPrevious tells whether the period before is known and this one has ended.
func (s *Statistics) HasPrevious() bool { return s.Total.spans().previous == nil }

// HasCumulative tells whether the year so far is known.
func (s *Statistics) HasCumulative() bool { return s.Total.spans().cumulative == nil }

// HasCumulativeLastYear tells whether the same days of last year are known.
func (s *Statistics) HasCumulativeLastYear() bool { return s.Total.spans().cumulativeLastYear == nil }

// Counted: the table's own words rest on days, its rows keep the records.
func (s *Statistics) Counted(string) ([]Record, bool) { return nil, false }

// AsOf is the day of the figures.
func (s *Statistics) AsOf() period.Date { return s.Period.AsOf() }

// Span is the days that the figures are of: 2026年第一季度, or 2026年4月1日至5月31日.
func (s *Statistics) Span() string { return s.Period.Span() }

// Statistics is the whole region's table for p. It is computed once and
// shared: read it. Where the table of accidents does not reach p's first day, no
// figure of it is known.
func (o *Office) Statistics(p period.Period) *Statistics {
	return o.look().statistics.get(p, func() *Statistics { return o.StatisticsOf(o.Region, p) })
}

// StatisticsOf is the table of one unit with all below it; of all accidents if
// top is nil. ByRegion and ByIndustry both add up to Total.
func (o *Office) StatisticsOf(top *Unit, p period.Period) *Statistics {
	p, known := o.accidentSpans(p)
	t := newTally(o, top, p)
	t.known = known
	o.eachAccident(top, t.count)
	return t.statistics(o)
}

// accidentSpans is p as the table of accidents sees it, and which spans of time
// are known.
func (o *Office) accidentSpans(p period.Period) (period.Period, *spans) {
	k := &spans{}
	p, k.this = o.see("accidents", p)
	need := func(q period.Period) error {
		switch {
		case k.this != nil:
			return k.this
		case !o.reaches("accidents", q):
			return o.gap("accidents", q)
		}
		return nil
	}
	k.lastYear, k.previous = need(p.LastYear()), need(p.Previous())
	k.cumulative, k.cumulativeLastYear = need(p.ToDate()), need(p.ToDate().LastYear())
	if k.previous == nil && !p.Ended() {
		k.previous = &Gap{Table: "accidents", Brief: p.Name() + "尚未结束", Place: o.Reaches["accidents"].Place,
			Problem: diag.T("%[1]s的数据只到%[2]s，不能与整个上一期相比", "%[3]s is known to %[4]s only: it does not compare with the whole period before", p.Name(), p.AsOf().Long(), p.Whole(), p.AsOf()),
			Remedy:  diag.T("期间结束后再作环比", "compare once the period has ended")}
	}
	return p, k
}

// tally counts accidents into rows.
type tally struct {
	top        *Unit
	period     period.Period
	known      *spans
	total      Row
	regions    []Row
	regionOf   map[*Unit]int // division → row
	own        Row           // what no division counts
	industries []Row
	industryOf map[string]int
}

func newTally(o *Office, top *Unit, p period.Period) *tally {
	t := &tally{top: top, period: p, total: Row{Name: "合计", Unit: top}, regionOf: map[*Unit]int{}, industryOf: map[string]int{}}
	t.total.counted = o.counting()
	t.own = Row{Name: top.words().own, Unit: top, counted: o.counting()}
	if top != nil {
		for _, u := range top.Children {
			if division(top, u) {
				t.regionOf[u] = len(t.regions)
				t.regions = append(t.regions, Row{Name: u.Short, Unit: u, counted: o.counting()})
			}
		}
	}
	for _, name := range o.Settings.Industries {
		t.industry(fieldName(name))
	}
	return t
}

// division tells whether child is a row of its parent's table by region: the places
// right under a place, the companies, workshops and teams under a company.
func division(parent, child *Unit) bool {
	if parent.Tier >= Department {
		return child.Tier >= Institution && child.Tier <= Team
	}
	return child.Tier <= Village && child.Tier != NoTier
}

func (t *tally) count(a *Accident) {
	region := &t.own
	if i, ok := t.regionOf[t.division(a.Unit)]; ok {
		region = &t.regions[i]
	}
	industry := &t.industries[t.industry(a.Field())]
	for _, row := range []*Row{&t.total, region, industry} {
		row.count(a, t.period)
	}
}

// division is the child of top that u is, or lies below.
func (t *tally) division(u *Unit) *Unit {
	for u != nil && u.Parent != t.top {
		u = u.Parent
	}
	return u
}

func (t *tally) industry(name string) int {
	i, ok := t.industryOf[name]
	if !ok {
		i = len(t.industries)
		t.industryOf[name] = i
		t.industries = append(t.industries, Row{Name: name, counted: t.total.again()})
	}
	return i
}

// spanFields are a row's fields and the comparisons of [Statistics] that each of its
// spans of time counts for, in the order of count.
var spanFields = [5][]string{{"This", "YearOnYear", "OnPrevious"}, {"LastYear", "YearOnYear"}, {"Previous", "OnPrevious"},
	{"Cumulative", "CumulativeYearOnYear", "Used"}, {"CumulativeLastYear", "CumulativeYearOnYear"}}

// Counted are the accidents of a field or a comparison, for "" those of the period.
func (r Row) Counted(field string) ([]Record, bool) { return r.counted.Counted(cmp.Or(field, "This")) }

func (r *Row) count(a *Accident, p period.Period) {
	for _, span := range []struct {
		of     period.Period
		sum    *Indicators
		fields []string
	}{
		{p, &r.this, spanFields[0]}, {p.LastYear(), &r.lastYear, spanFields[1]}, {p.Previous(), &r.previous, spanFields[2]},
		{p.ToDate(), &r.cumulative, spanFields[3]}, {p.ToDate().LastYear(), &r.cumulativeLastYear, spanFields[4]},
	} {
		if span.of.Contains(a.Date) {
			span.sum.add(a)
			r.note(a, span.fields...)
		}
	}
}

// progressAt is the share of the year that has gone by at the end of a day, by
// months.
func progressAt(d period.Date) Share {
	month := period.Of(d, period.Month)
	return Share{(float64(d.Month-1) + float64(d.Day)/float64(month.End().Day)) / 12, true}
}

func (t *tally) statistics(o *Office) *Statistics {
	s := &Statistics{Period: t.period, Progress: progressAt(t.period.AsOf()), known: t.known}
	if t.own != (Row{Name: t.own.Name, Unit: t.own.Unit, counted: t.own.counted}) {
		t.regions = append(t.regions, t.own)
	}
	t.total.control(o.Target(t.top, t.period.Year, DeathsIndicator, ""))
	for i := range t.regions {
		if u := t.regions[i].Unit; u != t.top {
			t.regions[i].control(o.Target(u, t.period.Year, DeathsIndicator, ""))
		}
	}
	for i := range t.industries {
		t.industries[i].control(o.Target(t.top, t.period.Year, DeathsIndicator, t.industries[i].Name))
	}
	s.Total, s.ByRegion, s.ByIndustry = t.total, t.regions, t.industries
	s.Total.of(s)
	for _, rows := range [][]Row{s.ByRegion, s.ByIndustry} {
		for i := range rows {
			rows[i].of(s)
		}
	}
	return s
}

// of tells the row which of its spans are known.
func (r *Row) of(s *Statistics) { r.known, r.progress = s.known, s.Progress }

// control sets the row's deaths control of the year.
func (r *Row) control(t *Target) {
	if t != nil && !t.AtLeast {
		r.note(t, "Control", "Used")
		limit := t.Value
		r.Control = &limit
	}
}

var _ = explain[Indicators]("Against 与另一期间比较的文字; Brief 起数和死亡人数; Phrase 情况的文字; Accidents 事故起数; Deaths 死亡人数; Injuries 受伤人数; Loss 直接经济损失（万元）")

var _ = explain[Office]("Statistics 四项指标统计; StatisticsOf 某单位（含下级）的四项指标统计")

var _ = explain[Row]("Name 名称; LastYear 上年同期; Previous 上一期; Cumulative 累计; CumulativeLastYear 上年累计; Control 年度控制数; Used 控制数使用率; " +
	"Over 突破控制数; Ahead 超时间进度")

var _ = explain[Statistics]("AsOf 统计截止日期; Span 期间的写法，未结束的写截至; YearToDate 累计的起止：1月至6月; HasCumulative 本年累计有统计数据; Period 期间; Progress 时间进度; Total 合计; ByRegion 按地区; ByIndustry 按行业; HasCumulativeLastYear 上年有统计数据; HasLastYear 上年同期有统计数据; " +
	"HasPrevious 上期有统计数据")
