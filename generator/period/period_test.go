package period

import "testing"

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, name, start, end, previous, lastYear, next string }{
		{"2026", "2026年", "2026-01-01", "2026-12-31", "2025", "2025", "2027"},
		{"2026H1", "2026年上半年", "2026-01-01", "2026-06-30", "2025H2", "2025H1", "2026H2"},
		{"2026Q4", "2026年第四季度", "2026-10-01", "2026-12-31", "2026Q3", "2025Q4", "2027Q1"},
		{"2024-02", "2024年2月", "2024-02-01", "2024-02-29", "2024-01", "2023-02", "2024-03"},
	} {
		p, err := Parse(c.in)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{p.String(), p.Name(), p.Start().String(), p.End().String(), p.Previous().String(), p.LastYear().String(), p.Next().String()}
		want := []string{c.in, c.name, c.start, c.end, c.previous, c.lastYear, c.next}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s: got %v, want %v", c.in, got, want)
				break
			}
		}
		if !p.Contains(p.Start()) || !p.Contains(p.End()) || p.Contains(p.End().AddDays(1)) || p.Contains(p.Start().AddDays(-1)) {
			t.Errorf("%s does not hold exactly its own days", c.in)
		}
		if Of(p.End(), p.Kind) != p || LastWhole(p.Next().Start(), p.Kind) != p || p.Next().Previous() != p {
			t.Errorf("%s: Of, LastWhole or Next disagree", c.in)
		}
	}
	for _, bad := range []string{"", "26", "2026H3", "2026Q5", "2026-13", "2026-3", "2026Q", "0026", "2026-03-01", " 2026"} {
		if p, err := Parse(bad); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", bad, p)
		}
	}
}

func TestDate(t *testing.T) {
	d := Date{2026, 3, 5}
	if d.Long() != "2026年3月5日" || d.String() != "2026-03-05" || d.Weekday() != "星期四" {
		t.Errorf("got %s %s %s", d.Long(), d, d.Weekday())
	}
	if n := d.AddDays(27).Sub(d); n != 27 {
		t.Errorf("27 days on is %d days away", n)
	}
	for _, bad := range []Date{{}, {2026, 2, 29}, {2026, 13, 1}, {2026, 4, 31}, {2026, 0, 1}} {
		if bad.Valid() {
			t.Errorf("%v is valid", bad)
		}
	}
}
