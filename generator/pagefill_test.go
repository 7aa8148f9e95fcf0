package generator

import (
	"context"
	"os"
	"testing"

	"hongtou/generator/fill"
	"hongtou/generator/internal/judge"
)

// All papers of the example for three periods: pages are filled, lines are even,
// what belongs together stands together, and nothing stands outside of its area.
// HONGTOU_PAGES names a folder of files that are judged instead.
func TestFilledPages(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("HONGTOU_PAGES")
	if dir == "" {
		dir = t.TempDir()
		makePapers(t, openCity(t), dir, "2025-12", "2026-03", "2026-06")
	}
	all, err := judge.Files(dir)
	if err != nil || all.Pages == 0 {
		t.Fatalf("%s: %v pages: %v", dir, all, err)
	}
	t.Log("\n" + all.String())
	for _, kind := range judge.Faults {
		for _, place := range all.Places[kind] {
			if testing.Verbose() {
				t.Logf("%s: %s", kind, place)
			}
		}
	}
	if n := all.Count[judge.ShortPage]; 20*n > all.Continuing {
		t.Errorf("%d of %d pages whose text goes on are short of line 22, want under 5 %%", n, all.Continuing)
	}
	if n := all.Count[judge.ShortPage] - all.Count[judge.BeforeLastLines]; 28*n > all.Continuing {
		t.Errorf("%d of %d pages whose text goes on are short of line 22, want at most one in 28: %v", n, all.Continuing, all.Places[judge.ShortPage])
	}
	neverSeen(t, all)
	for kind, most := range map[judge.Fault]float64{ // in a thousand pages: of some three thousand, one torn table
		judge.ThirdBlank: 0.5, judge.TornTable: 0.35, judge.UnitParted: 0.75, judge.MonthParted: 0.5, judge.LooseLine: 0.75,
	} {
		if n := 1000 * float64(all.Count[kind]) / float64(all.Pages); n > most {
			t.Errorf("%s: %.1f in 1,000 pages, want at most %v: %v", kind, n, most, all.Places[kind])
		}
	}
}

// The county's and the group's pages are filled, and have none of what no page may have.
func TestFilledPagesOfOtherOffices(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"qingshi", "yunlan"} {
		w, err := Open("../examples/" + name)
		must(t, err)
		dir := t.TempDir()
		makePapers(t, w, dir, "2025-12", "2026-03", "2026-06")
		all, err := judge.Files(dir)
		if err != nil || all.Pages < 50 {
			t.Fatalf("%s: %v pages: %v", name, all, err)
		}
		t.Logf("%s\n%v", name, all)
		if n := all.Count[judge.ShortPage]; 20*n > all.Continuing {
			t.Errorf("%s: %d of %d pages whose text goes on are short of line 22, want under 5 %%: %v", name, n, all.Continuing, all.Places[judge.ShortPage])
		}
		neverSeen(t, all)
	}
}

// neverSeen complains of what no page may have.
func neverSeen(t *testing.T, all *judge.Findings) {
	t.Helper()
	if 10*all.Tables < all.Pages {
		t.Errorf("%d tables are seen on %d pages", all.Tables, all.Pages)
	}
	for _, kind := range []judge.Fault{judge.Overprinted, judge.DashFirst, judge.OneLeft, judge.BadEdge, judge.OffArea, judge.TooManyLines, judge.UnevenLines, judge.CellParted,
		judge.CellOneLeft, judge.ImprintAlone, judge.SignatureAlone, judge.NearlyEmpty, judge.LoneRow} {
		if n := all.Count[kind]; n > 0 {
			t.Errorf("%s: %d times: %v", kind, n, all.Places[kind])
		}
	}
}

// makePapers makes every document of a workspace for each period that has data for it,
// the papers of a year once.
func makePapers(t *testing.T, w *Workspace, dir string, periods ...string) {
	t.Helper()
	var documents []string
	for _, tpl := range w.Templates.List() {
		if tpl.Kind() == fill.DocumentKind {
			documents = append(documents, tpl.Name())
		}
	}
	for _, span := range periods {
		report, err := w.Run(context.Background(), Request{Targets: documents, Period: span, Out: dir})
		if err != nil {
			t.Fatalf("%s: %v", span, err)
		}
		for _, d := range report.Complaints.All() {
			if !lacksData(d) {
				t.Errorf("%s: %v", span, d)
			}
		}
	}
}
