package workbench

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/internal/browser"
)

func TestTodayMakesPapers(t *testing.T) {
	dir := example(t)
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	row := `tr[data-target=work-points] `
	if got := b.Text(row + ".state"); got != "未生成" {
		t.Errorf("before: %q", got)
	}
	b.Shot("today")
	b.Click(row + "button")
	b.Await(`document.querySelector('tr[data-target=work-points] .state .current')`)
	if got := b.Text("#run .words"); !strings.HasPrefix(got, "生成 1 份") {
		t.Errorf("the run says %q", got)
	}
	made, err := filepath.Glob(filepath.Join(dir, "out", "2026", "*.pdf"))
	if err != nil || len(made) == 0 {
		made, _ = filepath.Glob(filepath.Join(dir, "out", "2026", "*", "*.pdf"))
	}
	if len(made) != 1 {
		t.Errorf("made %q", made)
	}
	browser.Value[bool](b, `(() => { scrollTo(0, 0); return true; })()`)
	b.Shot("today-made")

	// A table that is changed elsewhere shows by itself.
	plan := filepath.Join(dir, "data", "plan.csv")
	data, err := os.ReadFile(plan)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(plan, []byte(strings.Replace(string(data), "安全", "平安", 40)), 0o644); err != nil {
		t.Fatal(err)
	}
	b.Await(`document.querySelector('tr[data-target=work-points] .state .outdated')`)
	calm(t, b)
}

func TestTodayTellsMistakes(t *testing.T) {
	dir := example(t)
	plan := filepath.Join(dir, "data", "targets.csv")
	if err := os.WriteFile(plan, []byte("什么都不是\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	if got := b.Text("#rows .wrong"); !strings.Contains(got, "改正后才能生成") {
		t.Errorf("it says %q", got)
	}
}

// One button makes all that is shown: afterwards nothing that can be made is left, but
// the calendar, which says itself what is made.
func TestTodayMakesAll(t *testing.T) {
	dir := example(t, "county") // a third of the city
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Click(".sum .make .main")
	b.Await(`document.querySelector('#run').classList.contains('ended') && document.querySelector('td.state .current')`)
	left := browser.Value[[]string](b, `Array.from(document.querySelectorAll('td.state .absent, td.state .outdated')).map(e => e.closest('tr').dataset.target)`)
	if len(left) > 1 || len(left) == 1 && left[0] != "year-calendar" {
		t.Errorf("left are %q", left)
	}
	b.Shot("today-all")
	calm(t, b)
}
