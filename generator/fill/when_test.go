package fill

import (
	"strings"
	"testing"

	"hongtou/generator/period"
)

func TestWhen(t *testing.T) {
	text := "---\ntitle: t\neach: units\nwhen: .Office.SupervisionOf .Unit .Period\nfile: \"{{.Unit.Code}}.pdf\"\ncadence: quarter\n---\n正文\n"
	s, l := set(t, "a.md", text)
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	office := anlan(t)
	wanted := func(p period.Period) (codes []string) {
		for _, subject := range s.Get("a").Selected(office) {
			if s.Get("a").Wanted(subject.Bind(Root{Office: office, Period: p})) {
				codes = append(codes, subject.Code())
			}
		}
		return codes
	}
	var supervised []string
	for _, u := range office.Units {
		if r, err := office.SupervisionOf(u, q1); err != nil {
			t.Fatal(err)
		} else if r != nil {
			supervised = append(supervised, u.Code)
		}
	}
	if got := wanted(q1); len(got) == 0 || strings.Join(got, " ") != strings.Join(supervised, " ") {
		t.Errorf("wanted for %v, want %v", got, supervised)
	}
	// without a supervision nobody knows: each is wanted, and its paper says what lacks
	if got := wanted(q1.LastYear()); len(got) != len(office.Units) {
		t.Errorf("wanted a year before: %v", got)
	}
}

// A when that does not compile, or fails, is complained of with its line.
func TestWhenComplains(t *testing.T) {
	if _, l := set(t, "a.md", "---\ntitle: t\nwhen: .Office.(\nfile: a.pdf\ncadence: year\n---\n"); l.Errors() == 0 || l.All()[0].Place.Line != 3 {
		t.Errorf("a broken when: %v", l.All())
	}
	s, _ := set(t, "a.md", "---\ntitle: t\nwhen: .Office.Nothing\nfile: a.pdf\ncadence: year\n---\n")
	root := Root{Office: anlan(t), Period: q1}
	if file, l := s.Get("a").File(root, PDF); !s.Get("a").Wanted(root) || l.Errors() != 1 || l.All()[0].Place.Line != 3 {
		t.Errorf("a failing when: %q %v", file, l.All())
	}
}

// A mechanism is one of nineteen, and a time is a stretch that ends on a day.
func TestMechanismAndTimeOfTemplates(t *testing.T) {
	with := func(keys string) string { return strings.Replace(front, "cadence: year\n", "cadence: year\n"+keys, 1) }
	s, l := set(t, "a.md", with("mechanism: 8\ndue: 10日\n"))
	if l.Len() > 0 || s.Get("a").Mechanism() != 8 {
		t.Fatal(l.All())
	}
	year := period.Period{Year: 2026, Kind: period.Year, Index: 1}
	if from, by := s.Get("a").Due(year, ""); from.String() != "2027-01-01" || by.String() != "2027-01-10" {
		t.Errorf("a report of 2026 is due from %s to %s", from, by)
	}
	if _, by := s.Get("a").Due(year, "1个月"); by.String() != "2027-01-31" {
		t.Errorf("by the office's own time it is due on %s", by)
	}
	s, _ = set(t, "a.md", with("looks: forward\n"))
	if from, by := s.Get("a").Due(year, ""); from.String() != "2025-10-01" || by.String() != "2026-01-31" {
		t.Errorf("a plan of 2026 is due from %s to %s", from, by)
	}
	s, _ = set(t, "a.md", with("looks: now\ndue: 3个月\n"))
	if from, by := s.Get("a").Due(year, ""); from.String() != "2026-01-01" || by.String() != "2026-03-31" {
		t.Errorf("a list of 2026 is due from %s to %s", from, by)
	}
	for _, wrong := range []string{"mechanism: 20", "mechanism: 0", "mechanism: 督查", "due: 5个工作日", "due: 10"} {
		if _, l := set(t, "a.md", with(wrong+"\n")); l.Errors() != 1 || l.All()[0].Code != "template-key-value" || l.All()[0].Place.Line != 5 {
			t.Errorf("%s: %v", wrong, l.All())
		}
	}
}

func TestCadences(t *testing.T) {
	s, l := set(t, "a.md", strings.Replace(front, "cadence: year", "cadence: month，quarter, year", 1))
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	for asked, want := range map[period.Kind]period.Kind{period.Month: period.Month, period.Quarter: period.Quarter, period.Half: period.Year, period.Year: period.Year} {
		if got, ok := s.Get("a").KindFor(asked); !ok || got != want {
			t.Errorf("asked for a %s it is made for a %s, want %s", asked, got, want)
		}
	}
	if k, ok := s.Get("a").PeriodKind(); !ok || k != period.Month {
		t.Errorf("by itself it is made each %s, want month", k)
	}
	s, _ = set(t, "a.md", front)
	if k, ok := s.Get("a").KindFor(period.Month); !ok || k != period.Year {
		t.Errorf("a yearly one asked for a month is made for a %s", k)
	}
	for _, wrong := range []string{"weekly", "month, weekly", "month, meeting"} {
		if _, l := set(t, "a.md", strings.Replace(front, "cadence: year", "cadence: "+wrong, 1)); l.Errors() != 1 || l.All()[0].Place.Line != 4 {
			t.Errorf("cadence %s: %v", wrong, l.All())
		}
	}
}

// A condition that fails for one subject does not fail for the next.
func TestAskingForgetsTheSubjectBefore(t *testing.T) {
	s, l := set(t, "a.md", "---\ntitle: t\neach: units\nwhen: .Office.SupervisionOf .Unit .Period\nfile: \"{{.Unit.Code}}.pdf\"\ncadence: quarter\n---\n正文\n")
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	office := anlan(t)
	ask := s.Get("a").Asker()
	for _, u := range office.Units {
		for _, p := range []period.Period{q1.LastYear(), q1} {
			got, alone := ask(Subject{Record: u}.Bind(Root{Office: office, Period: p})), s.Get("a").Asker()(Subject{Record: u}.Bind(Root{Office: office, Period: p}))
			if got != alone {
				t.Errorf("%s in %v: %+v after another question, %+v alone", u.Code, p, got, alone)
			}
		}
	}
}
