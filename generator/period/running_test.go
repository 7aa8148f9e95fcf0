package period

import (
	"fmt"
	"testing"
)

// A period that has not ended sees no more than its days so far, and so do those that
// it is compared with: the same days of the year before, the year so far; the period
// before it has ended and is seen whole.
func TestRunningPeriods(t *testing.T) {
	for _, c := range []struct{ in, until, want string }{
		{"2026Q2", "2026-05-31", "2026年第二季度截至5月31日 of 2026年4月1日至5月31日, last year 2025年4月1日至5月31日, before 2026年1月1日至3月31日, year 2026年1月1日至5月31日, half 2026年1月1日至5月31日, ended false"},
		{"2026Q2", "2026-05-30", "2026年第二季度截至5月30日 of 2026年4月1日至5月30日, last year 2025年4月1日至5月30日, before 2026年1月1日至3月31日, year 2026年1月1日至5月30日, half 2026年1月1日至5月30日, ended false"},
		{"2024-02", "2024-02-29", "2024年2月 of 2024年2月1日至2月29日, last year 2023年2月1日至2月28日, before 2024年1月1日至1月31日, year 2024年1月1日至2月29日, half 2024年1月1日至2月29日, ended true"},
		{"2024Q1", "2024-02-29", "2024年第一季度截至2月29日 of 2024年1月1日至2月29日, last year 2023年1月1日至2月28日, before 2023年10月1日至12月31日, year 2024年1月1日至2月29日, half 2024年1月1日至2月29日, ended false"},
		{"2025Q1", "2025-02-28", "2025年第一季度截至2月28日 of 2025年1月1日至2月28日, last year 2024年1月1日至2月29日, before 2024年10月1日至12月31日, year 2025年1月1日至2月28日, half 2025年1月1日至2月28日, ended false"},
		{"2026", "2026-07-12", "2026年截至7月12日 of 2026年1月1日至7月12日, last year 2025年1月1日至7月12日, before 2025年1月1日至12月31日, year 2026年1月1日至7月12日, half 2026年7月1日至7月12日, ended false"},
		{"2026H2", "2026-07-01", "2026年下半年截至7月1日 of 2026年7月1日, last year 2025年7月1日, before 2026年1月1日至6月30日, year 2026年1月1日至7月1日, half 2026年7月1日, ended false"},
		{"2026-03", "2026-04-20", "2026年3月 of 2026年3月1日至3月31日, last year 2025年3月1日至3月31日, before 2026年2月1日至2月28日, year 2026年1月1日至3月31日, half 2026年1月1日至3月31日, ended true"},
	} {
		p, err := Parse(c.in)
		if err != nil {
			t.Fatal(err)
		}
		var d Date
		fmt.Sscanf(c.until, "%d-%d-%d", &d.Year, &d.Month, &d.Day)
		whole := p
		p = p.Until(d)
		days := func(p Period) string { return p.Days() }
		got := fmt.Sprintf("%s of %s, last year %s, before %s, year %s, half %s, ended %v", p.Span(), days(p), days(p.LastYear()), days(p.Previous()), days(p.ToDate()), days(p.HalfToDate()), p.Ended())
		if got != c.want {
			t.Errorf("%s until %s: got\n%s\nwant\n%s", c.in, c.until, got, c.want)
		}
		asOf := p.AsOf()
		if !p.Contains(asOf) || p.Contains(asOf.AddDays(1)) || !p.Sees(asOf) || p.Whole() != whole || p.Until(d.AddDays(9)) != p || p.Until(Date{}) != p {
			t.Errorf("%s until %s does not end on %s", c.in, c.until, asOf)
		}
		if year := p.WholeYear(); year.Until(asOf) != p.ToDate() || d.Year == p.Year && year.AsOf() != d {
			t.Errorf("the year of %s until %s is seen until %s", c.in, c.until, year.AsOf())
		}
		if last := p.LastYear(); !last.Contains(last.AsOf()) || last.Contains(last.AsOf().AddDays(1)) {
			t.Errorf("the year before of %s until %s does not end on %s", c.in, c.until, last.AsOf())
		}
	}
	p := Period{Year: 2026, Kind: Quarter, Index: 2}.Until(Date{2026, 3, 27})
	if p.Ended() || !p.AsOf().Before(p.Start()) || p.Contains(p.Start()) {
		t.Error("a paper of the day before a period sees some of it")
	}
}
