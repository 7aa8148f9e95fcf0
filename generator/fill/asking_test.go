//go:build !race

package fill

import "testing"

// A condition is asked of a nation's villages: what asking takes counts. (Under the race
// detector pools forget some of what is put back.)
func TestAskingTakesLittleMemory(t *testing.T) {
	s, l := set(t, "a.md", "---\ntitle: t\neach: units\nwhen: .Office.PartyA .Unit\nfile: \"{{.Unit.Code}}.pdf\"\ncadence: year\n---\n正文\n")
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	office := anlan(t)
	ask, root := s.Get("a").Asker(), Subject{Record: office.Units[1]}.Bind(Root{Office: office, Period: q1})
	if n := testing.AllocsPerRun(200, func() { ask(root) }); n > 8 {
		t.Errorf("a question takes %v pieces of memory, want at most 8", n)
	}
	if v := ask(root); !v.Wanted || !v.Decided() {
		t.Errorf("the verdict is %+v", v)
	}
}
