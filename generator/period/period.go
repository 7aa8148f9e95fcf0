// Package period has the spans of time that an office reports on: a year (2026),
// a half-year (2026H1), a quarter (2026Q1) and a month (2026-03), and the civil
// date. Nothing here knows time zones or clocks.
package period

import (
	"fmt"
	"regexp"
	"strconv"
)

// Kind is the length of a period.
type Kind int

const (
	Year Kind = iota
	Half
	Quarter
	Month
)

// months in a period of each kind.
var months = [...]int{Year: 12, Half: 6, Quarter: 3, Month: 1}

var kindNames = [...]string{Year: "year", Half: "half-year", Quarter: "quarter", Month: "month"}

// String is the cadence's name: year, half-year, quarter, month.
func (k Kind) String() string { return kindNames[k] }

// ParseKind reads a cadence: year, half-year, quarter or month.
func ParseKind(s string) (Kind, error) {
	for k, name := range kindNames {
		if s == name {
			return Kind(k), nil
		}
	}
	return 0, fmt.Errorf("unknown cadence %q: want year, half-year, quarter or month", s)
}

// Cadences are how often something is made: each kind of period, and after a
// meeting or an event.
func Cadences() []string {
	return append(kindNames[:len(kindNames):len(kindNames)], "meeting", "event")
}

// Period is a year or a part of one, and how much of it is seen: a paper of 27
// March knows nothing of the 31st. Periods are comparable with ==; [Period.Whole]
// forgets how much is seen.
type Period struct {
	Year  int
	Kind  Kind
	Index int // 1 to 2, 4 or 12 within the year; 1 for a year

	seen Date // the last day that is seen; the zero Date: all of it, and what follows
}

var form = regexp.MustCompile(`^([0-9]{4})(?:H([12])|Q([1-4])|-(0[1-9]|1[0-2]))?$`)

// Parse reads 2026, 2026H1, 2026Q3 or 2026-03.
func Parse(s string) (Period, error) {
	m := form.FindStringSubmatch(s)
	if m == nil || m[1] < "1900" {
		return Period{}, fmt.Errorf("unknown period %q: want 2026, 2026H1, 2026Q1 or 2026-03", s)
	}
	p := Period{Kind: Year, Index: 1}
	p.Year, _ = strconv.Atoi(m[1])
	for i, k := range []Kind{Half, Quarter, Month} {
		if part := m[2+i]; part != "" {
			p.Kind = k
			p.Index, _ = strconv.Atoi(part)
		}
	}
	return p, nil
}

// String is the form that Parse reads.
func (p Period) String() string {
	switch p.Kind {
	case Half:
		return fmt.Sprintf("%04dH%d", p.Year, p.Index)
	case Quarter:
		return fmt.Sprintf("%04dQ%d", p.Year, p.Index)
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Year, p.Index)
	}
	return fmt.Sprintf("%04d", p.Year)
}

// Name is the period as Chinese prose has it: 2026年, 2026年上半年,
// 2026年第一季度, 2026年3月.
func (p Period) Name() string {
	return fmt.Sprintf("%d年%s", p.Year, p.part())
}

func (p Period) part() string {
	switch p.Kind {
	case Half:
		return [...]string{"上半年", "下半年"}[p.Index-1]
	case Quarter:
		return "第" + [...]string{"一", "二", "三", "四"}[p.Index-1] + "季度"
	case Month:
		return fmt.Sprintf("%d月", p.Index)
	}
	return ""
}

// FirstMonth and LastMonth are the months, 1 to 12, between which p lies.
func (p Period) FirstMonth() int { return (p.Index-1)*months[p.Kind] + 1 }

// LastMonth is p's last month, 1 to 12.
func (p Period) LastMonth() int { return p.Index * months[p.Kind] }

// Start is p's first day.
func (p Period) Start() Date { return Date{p.Year, p.FirstMonth(), 1} }

// End is p's last day.
func (p Period) End() Date {
	return Date{p.Year, p.LastMonth(), daysIn(p.Year, p.LastMonth())}
}

// Until is p as it is seen at the end of day d. It sees no more than p does.
func (p Period) Until(d Date) Period {
	if !d.IsZero() && (p.seen.IsZero() || d.Before(p.seen)) {
		p.seen = d
	}
	return p
}

// AsOf is the last day of p that is seen: its end, or the day of [Period.Until].
// It lies before p's start where nothing of p is seen.
func (p Period) AsOf() Date {
	if end := p.End(); p.seen.IsZero() || end.Before(p.seen) {
		return end
	}
	return p.seen
}

// Sees tells whether what happened on d is seen in p, be it in p or before or
// behind it.
func (p Period) Sees(d Date) bool { return p.seen.IsZero() || !d.After(p.seen) }

// Ended tells whether p is seen to its end.
func (p Period) Ended() bool { return p.AsOf() == p.End() }

// Whole is p without regard to how much of it is seen.
func (p Period) Whole() Period { p.seen = Date{}; return p }

// Contains tells whether d lies in p, as far as it is seen.
func (p Period) Contains(d Date) bool {
	return d.Year == p.Year && d.Month >= p.FirstMonth() && d.Month <= p.LastMonth() && (p.seen.IsZero() || !d.After(p.seen))
}

// LastYear is the same period of the year before (同比); of a period that has not
// ended, its same days.
func (p Period) LastYear() Period {
	if !p.Ended() {
		last := p.seen.Day == daysIn(p.seen.Year, p.seen.Month)
		p.seen.Year--
		if days := daysIn(p.seen.Year, p.seen.Month); last || p.seen.Day > days {
			p.seen.Day = days // a month's last day, 29 February too, answers to the month's last day
		}
	}
	p.Year--
	return p
}

// ToDate is the year of p from its first day to p's last one that is seen (累计).
func (p Period) ToDate() Period { return p.WholeYear().Until(p.AsOf()) }

// HalfToDate is the half-year so far to the end of what p sees: that of p's first day,
// the last one of a year.
func (p Period) HalfToDate() Period {
	day := p.Start()
	if p.Kind == Year {
		day = p.AsOf()
	}
	return Of(day, Half).Until(p.AsOf())
}

// Span is p as a sentence tells of it: 2026年第一季度, or of a period that has not
// ended 2026年第二季度截至5月31日.
func (p Period) Span() string {
	if p.Ended() {
		return p.Name()
	}
	asOf := p.AsOf()
	return fmt.Sprintf("%s截至%d月%d日", p.Name(), asOf.Month, asOf.Day)
}

// Days is p by its first and last day that is seen: 2025年4月1日至5月31日.
func (p Period) Days() string {
	start, asOf := p.Start(), p.AsOf()
	if start == asOf {
		return start.Long()
	}
	return fmt.Sprintf("%s至%d月%d日", start.Long(), asOf.Month, asOf.Day)
}

// Previous is the period just before p (环比).
func (p Period) Previous() Period {
	if p.Index > 1 {
		p.Index--
		return p
	}
	p.Year--
	p.Index = 12 / months[p.Kind]
	return p
}

// WholeYear is the year that p lies in.
func (p Period) WholeYear() Period { return Period{Year: p.Year, Kind: Year, Index: 1, seen: p.seen} }

// Next is the period just after p.
func (p Period) Next() Period {
	if p.Index < 12/months[p.Kind] {
		p.Index++
		return p
	}
	p.Year++
	p.Index = 1
	return p
}

// Of is the period of kind k that d lies in.
func Of(d Date, k Kind) Period {
	return Period{Year: d.Year, Kind: k, Index: (d.Month-1)/months[k] + 1}
}

// MonthAt is the month that d lies in, seen on the same day as p.
func (p Period) MonthAt(d Date) Period {
	m := Of(d, Month)
	m.seen = p.seen
	return m
}

// LastWhole is the last period of kind k that ended before today.
func LastWhole(today Date, k Kind) Period { return Of(today, k).Previous() }
