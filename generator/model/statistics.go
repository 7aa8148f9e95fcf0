package model

import "hongtou/generator/period"

// Indicators are the four indicators of a span of time (四项指标).
type Indicators struct {
	Accidents, Deaths, Injuries int
	Loss                        float64 // 直接经济损失, 万元
}

func (i *Indicators) add(a *Accident) {
	i.Accidents++
	i.Deaths += a.Deaths
	i.Injuries += a.Injuries
	i.Loss = tidy(i.Loss + a.Loss)
}

// Row is one line of the table of the four indicators.
type Row struct {
	Name               string // short name of the unit, the industry, or 合计
	Unit               *Unit  // nil in a row by industry
	This               Indicators
	LastYear           Indicators // the same period of the year before (同比)
	Previous           Indicators // the period before (环比)
	Cumulative         Indicators // 1 January to the period's end
	CumulativeLastYear Indicators
	Control            *float64 // deaths control of the whole year, nil if none is set
	Used               Share    // cumulative deaths of the control
	Over               bool     // cumulative deaths above the control (突破)
	Ahead              bool     // the control is used faster than the year goes by
}

// Statistics is the table of the four indicators for one period.
type Statistics struct {
	Period     period.Period
	Progress   Share // of the year at the period's end, by months
	Total      Row
	ByRegion   []Row // the divisions of the unit, and 本级 if something happened outside of them
	ByIndustry []Row // by settings, then others as they occur

	// Whether the table of accidents reaches back over the span compared with:
	// without that, no figure of it means anything.
	HasLastYear, HasPrevious, HasCumulativeLastYear bool
}

// Statistics is the whole region's table for p. It is computed once and
// shared: read it.
func (o *Office) Statistics(p period.Period) *Statistics {
	return o.look().statistics.get(p, func() *Statistics { return o.StatisticsOf(o.Region, p) })
}

// StatisticsOf is the table of one unit with all below it; of all accidents if
// top is nil. ByRegion and ByIndustry both add up to Total.
func (o *Office) StatisticsOf(top *Unit, p period.Period) *Statistics {
	t := newTally(o, top, p)
	o.eachAccident(top, t.count)
	return t.statistics(o)
}

// tally counts accidents into rows.
type tally struct {
	top        *Unit
	period     period.Period
	total      Row
	regions    []Row
	regionOf   map[*Unit]int // division → row
	own        Row           // what no division counts
	industries []Row
	industryOf map[string]int
}

func newTally(o *Office, top *Unit, p period.Period) *tally {
	t := &tally{top: top, period: p, total: Row{Name: "合计", Unit: top}, regionOf: map[*Unit]int{}, industryOf: map[string]int{}}
	t.own = Row{Name: "本级", Unit: top}
	if top != nil {
		if top.Tier == City {
			t.own.Name = "市本级"
		}
		for _, u := range top.Children {
			if division(top, u) {
				t.regionOf[u] = len(t.regions)
				t.regions = append(t.regions, Row{Name: u.Short, Unit: u})
			}
		}
	}
	for _, name := range o.Settings.Industries {
		t.industry(name)
	}
	return t
}

// division tells whether child is a row of its parent's table by region: the
// counties, towns and villages directly under a place, and every unit under an
// enterprise.
func division(parent, child *Unit) bool {
	return child.Tier >= County && child.Tier <= Village || parent.Tier >= Enterprise
}

func (t *tally) count(a *Accident) {
	region := &t.own
	if i, ok := t.regionOf[t.division(a.Unit)]; ok {
		region = &t.regions[i]
	}
	industry := &t.industries[t.industry(a.Industry)]
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
		t.industries = append(t.industries, Row{Name: name})
	}
	return i
}

func (r *Row) count(a *Accident, p period.Period) {
	lastYear := p.LastYear()
	if p.Contains(a.Date) {
		r.This.add(a)
	}
	if lastYear.Contains(a.Date) {
		r.LastYear.add(a)
	}
	if p.Previous().Contains(a.Date) {
		r.Previous.add(a)
	}
	if a.Date.Year == p.Year && a.Date.Month <= p.LastMonth() {
		r.Cumulative.add(a)
	}
	if a.Date.Year == lastYear.Year && a.Date.Month <= p.LastMonth() {
		r.CumulativeLastYear.add(a)
	}
}

func (t *tally) statistics(o *Office) *Statistics {
	s := &Statistics{Period: t.period, Progress: Share{float64(t.period.LastMonth()) / 12, true}}
	if t.own != (Row{Name: t.own.Name, Unit: t.own.Unit}) {
		t.regions = append(t.regions, t.own)
	}
	t.total.control(o.Target(t.top, t.period.Year, DeathsIndicator, ""), s.Progress)
	for i := range t.regions {
		if u := t.regions[i].Unit; u != t.top {
			t.regions[i].control(o.Target(u, t.period.Year, DeathsIndicator, ""), s.Progress)
		}
	}
	for i := range t.industries {
		t.industries[i].control(o.Target(t.top, t.period.Year, DeathsIndicator, t.industries[i].Name), s.Progress)
	}
	s.Total, s.ByRegion, s.ByIndustry = t.total, t.regions, t.industries
	s.HasLastYear, s.HasPrevious = o.counted(t.period.LastYear()), o.counted(t.period.Previous())
	s.HasCumulativeLastYear = o.counted(period.Period{Year: t.period.Year - 1, Kind: period.Year, Index: 1})
	return s
}

// counted tells whether the table of accidents covers p: its earliest accident
// lies before p's second month.
func (o *Office) counted(p period.Period) bool {
	first := o.look().firstAccident
	return !first.IsZero() && first.Before(period.Of(p.Start(), period.Month).Next().Start())
}

// control sets what of the year's deaths control the row has used.
func (r *Row) control(t *Target, progress Share) {
	if t == nil || t.AtLeast {
		return
	}
	limit, deaths := t.Value, float64(r.Cumulative.Deaths)
	r.Control = &limit
	r.Used = shareOf(deaths, limit)
	r.Over = deaths > limit
	r.Ahead = deaths > limit*progress.Value
}

var _ = explain[Indicators]("Against 与另一期间比较的文字; Brief 起数和死亡人数; Phrase 情况的文字; Accidents 事故起数; Deaths 死亡人数; Injuries 受伤人数; Loss 直接经济损失（万元）")

var _ = explain[Office]("Statistics 四项指标统计; StatisticsOf 某单位（含下级）的四项指标统计")

var _ = explain[Row]("Name 名称; LastYear 上年同期; Previous 上一期; Cumulative 累计; CumulativeLastYear 上年累计; Control 年度控制数; Used 控制数使用率; " +
	"Over 突破控制数; Ahead 超时间进度")

var _ = explain[Statistics]("Period 期间; Progress 时间进度; Total 合计; ByRegion 按地区; ByIndustry 按行业; HasCumulativeLastYear 上年有统计数据; HasLastYear 上年同期有统计数据; " +
	"HasPrevious 上期有统计数据")
