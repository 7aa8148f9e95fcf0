package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/period"
)

// The workbook of the scores says what papers say: no sum of a unit's own marks where it
// left a criterion out, and no rank of the only unit of its tier.
func TestAssessmentWorkbookSaysWhatPapersSay(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must(t, os.CopyFS(dir, os.DirFS("../examples/anlan")))
	change(t, filepath.Join(dir, "data", "marks.csv"), func(s string) string {
		lines := strings.SplitAfter(s, "\n")
		kept := lines[:1]
		for _, line := range lines[1:] {
			if strings.HasPrefix(line, "2025,99010") || strings.HasPrefix(line, "2025,BM01,") {
				kept = append(kept, line)
			}
		}
		return strings.Replace(strings.Join(kept, ""), ",X01,20,", ",X01,,", 1)
	})
	w := openWorkspace(t, dir)
	rows := map[string]record{}
	for _, r := range readSheet(t, workbookOf(t, w, "assessment-scores", "2025"), "考核汇总表", 3, 2) {
		rows[r["单位编码"]] = r
	}
	all := w.Office.Assessments(period.Period{Year: 2025, Kind: period.Year})
	lone, partial := 0, 0
	for _, a := range all {
		r := rows[a.Unit.Code]
		switch {
		case a.Rank == 0:
			if lone++; r["本年"] != "—" || r["变化"] != a.Move() {
				t.Errorf("%s alone is ranked %q, %q", a.Unit.Short, r["本年"], r["变化"])
			}
		case r.number("本年") != float64(a.Rank):
			t.Errorf("%s is ranked %q, want %d", a.Unit.Short, r["本年"], a.Rank)
		}
		switch {
		case a.Self == 0:
			if partial++; r["自评分"] != "" {
				t.Errorf("%s left a criterion out, and is said to have given itself %q", a.Unit.Short, r["自评分"])
			}
		case r.number("自评分") != a.Self:
			t.Errorf("%s gave itself %q, want %g", a.Unit.Short, r["自评分"], a.Self)
		}
	}
	if lone != 1 || partial != 1 || len(all) != 5 {
		t.Errorf("%d are alone and %d left a criterion out, of %d", lone, partial, len(all))
	}
}
