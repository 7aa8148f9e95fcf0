package model

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/period"
)

// Analysis is the situation of one period: the four indicators cut in every way
// that a quarterly report asks about. Each cut adds up to Total.
type Analysis struct {
	*Statistics
	ByGrade   []Row       // 一般 to 特别重大
	ByMonth   []Row       // the period's months: 1月 …
	ByHour    []Row       // bands of three hours, and 时间不详 if there are such
	ByWeekday []Row       // 星期一 to 星期日
	ByType    []Row       // 事故类型 that occurred, most accidents first
	ByCause   []Row       // 直接原因 of this period's accidents, most first
	Pairs     []Pair      // region and industry, where accidents happened in this period
	Serious   []*Accident // 较大 and above, in table order

	ungraded error // of accidents whose grade is not known
}

// unknownFigure is the error of the list of serious accidents.
func (a *Analysis) unknownFigure(field string) error {
	if field == "Serious" {
		return a.ungraded
	}
	return nil
}

// Pair is what one industry suffered in one region.
type Pair struct {
	Region, Industry string
	This             Indicators
	counted
}

// hourBand is the width of a band of ByHour, in hours.
const hourBand = 3

// Analysis is the whole region's for p. It is computed once and shared: read it.
// The error is a *Gap where the table of accidents does not reach p.
func (o *Office) Analysis(p period.Period) (*Analysis, error) {
	a := o.look().analyses.get(p, func() *Analysis { return o.analyse(p) })
	return a, a.known.this
}

func (o *Office) analyse(p period.Period) *Analysis {
	a := &Analysis{Statistics: o.Statistics(p)}
	p = a.Period
	grade, month, hour, weekday := o.newCut(gradeNames[1:]...), o.newCut(), o.newCut(), o.newCut()
	for m := p.FirstMonth(); m <= p.AsOf().Month; m++ {
		month.row(monthName(m))
	}
	for h := 0; h < 24; h += hourBand {
		hour.row(bandName(h))
	}
	monday := period.Date{Year: 2024, Month: 1, Day: 1}
	for i := range 7 {
		weekday.row(monday.AddDays(i).Weekday())
	}
	kind, cause, pairs := o.newCut(), o.newCut(), map[[2]string]*Pair{}
	regions := newTally(o, o.Region, p)
	o.eachAccident(o.Region, func(x *Accident) {
		grade.count(cmp.Or(x.Grade.String(), unknownGrade), x, p)
		hour.count(hourOf(x), x, p)
		weekday.count(x.Date.Weekday(), x, p)
		kind.count(named(x.Type, unknownType), x, p)
		if x.Date.Month >= p.FirstMonth() && x.Date.Month <= p.AsOf().Month {
			month.count(monthName(x.Date.Month), x, p)
		}
		if p.Contains(x.Date) {
			cause.count(named(x.Cause, unknownCause), x, p)
			regions.pair(pairs, x)
			a.ungraded = errors.Join(a.ungraded, gradesKnown([]*Accident{x}))
			if x.Grade >= Serious {
				a.Serious = append(a.Serious, x)
			}
		}
	})
	a.ByGrade, a.ByMonth, a.ByHour, a.ByWeekday = grade.rows, month.rows, hour.rows, weekday.rows
	a.ByType, a.ByCause = kind.happened(a.known), cause.happened(a.known)
	for _, rows := range [][]Row{a.ByGrade, a.ByMonth, a.ByHour, a.ByWeekday, a.ByType, a.ByCause} {
		for i := range rows {
			rows[i].of(a.Statistics)
		}
	}
	a.Pairs = a.ordered(pairs)
	return a
}

// Months are the whole region's months from January to the last one of p that is
// seen, where the table of accidents reaches them.
func (o *Office) Months(p period.Period) ([]Row, error) {
	p, err := o.see("accidents", p)
	if err != nil {
		return nil, err
	}
	var rows []Row
	for m := period.Of(period.Date{Year: p.Year, Month: 1, Day: 1}, period.Month); !m.Start().After(p.AsOf()); m = m.Next() {
		row := o.Statistics(m.Until(p.AsOf())).Total
		if row.known.this == nil {
			row.Name, row.Unit = monthName(m.Index), nil
			rows = append(rows, row)
		}
		if m.Index == 12 {
			break
		}
	}
	return rows, nil
}

func monthName(m int) string { return strconv.Itoa(m) + "月" }

func bandName(from int) string { return fmt.Sprintf("%d—%d时", from, from+hourBand) }

// hourOf is the band of the accident's hour.
func hourOf(a *Accident) string {
	hour, _, _ := strings.Cut(a.Time, ":")
	h, err := strconv.Atoi(hour)
	if err != nil || h < 0 || h > 23 {
		return unknownTime
	}
	return bandName(h - h%hourBand)
}

// cut counts accidents into rows by a key; keys that it did not begin with come
// as they occur.
type cut struct {
	rows    []Row
	at      map[string]int
	counted counted // what the rows keep their records like
}

func (o *Office) newCut(names ...string) *cut {
	c := &cut{at: map[string]int{}, counted: o.counting()}
	for _, n := range names {
		c.row(n)
	}
	return c
}

func (c *cut) row(name string) *Row {
	i, ok := c.at[name]
	if !ok {
		i = len(c.rows)
		c.at[name] = i
		c.rows = append(c.rows, Row{Name: name, counted: c.counted.again()})
	}
	return &c.rows[i]
}

func (c *cut) count(name string, a *Accident, p period.Period) {
	last := p.LastYear()
	if _, known := c.at[name]; known || p.Contains(a.Date) || last.Contains(a.Date) || p.Previous().Contains(a.Date) {
		c.row(name).count(a, p)
	}
}

// happened are the rows with accidents in this period or, where it is known, the
// same one of last year, most accidents first, then most deaths, then by name.
func (c *cut) happened(known *spans) []Row {
	rows := slices.DeleteFunc(c.rows, func(r Row) bool { return r.this.Accidents == 0 && (r.lastYear.Accidents == 0 || known.lastYear != nil) })
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.this.Accidents, a.this.Accidents), cmp.Compare(b.this.Deaths, a.this.Deaths), cmp.Compare(a.Name, b.Name))
	})
	return rows
}

// pair counts an accident for its region and industry.
func (t *tally) pair(pairs map[[2]string]*Pair, a *Accident) {
	region := t.own.Name
	if i, ok := t.regionOf[t.division(a.Unit)]; ok {
		region = t.regions[i].Name
	}
	key := [2]string{region, a.Field()}
	if pairs[key] == nil {
		pairs[key] = &Pair{Region: region, Industry: a.Field(), counted: t.total.again()}
	}
	pairs[key].This.add(a)
	pairs[key].note(a, "This")
}

// ordered lists the pairs by region, then by industry, as the tables have them.
func (a *Analysis) ordered(pairs map[[2]string]*Pair) []Pair {
	var out []Pair
	for _, region := range a.ByRegion {
		for _, industry := range a.ByIndustry {
			if p := pairs[[2]string{region.Name, industry.Name}]; p != nil {
				out = append(out, *p)
			}
		}
	}
	return out
}

var _ = explain[Analysis]("AsOf 统计截止日期; Span 期间的写法，未结束的写截至; YearToDate 累计的起止：1月至6月; HasCumulative 本年累计有统计数据; HasCumulativeLastYear 上年累计有统计数据; HasLastYear 上年同期有统计数据; HasPrevious 上期有统计数据; ByGrade 按事故等级; ByMonth 按月份; ByHour 按时段; ByWeekday 按星期; ByType 按事故类型; ByCause 按直接原因; Pairs 地区和行业对照; " +
	"Serious 较大及以上事故")

var _ = explain[Office]("Analysis 形势分析数据; Months 本年各月的四项指标")

var _ = explain[Pair]("Industry 行业领域")
