package generator

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"hongtou/examples"
	"hongtou/generator/run"
)

// Where the output folder itself is collected, the program's own papers, accounts and
// reports are no returned files: nothing is said of them. A paper that was changed since
// and what others put there is told of.
func TestCollectOwnOutput(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "anlan")
	must(t, os.CopyFS(filepath.Dir(dir), examples.FS))
	w := openWorkspace(t, dir)
	out := filepath.Join(dir, "out")
	_, err := w.Run(context.Background(), Request{Targets: []string{"supervision-forms", "ranking", "supervision-notice"}, Period: "2026Q1", Out: out, Options: run.Options{Workers: 2}})
	must(t, err)
	collected := func() map[string]string {
		t.Helper()
		got, err := w.Collect(context.Background(), CollectRequest{Dir: out, Period: "2026Q1"})
		must(t, err)
		if len(got.Results) != 1 || len(got.Reports) != 1 {
			t.Fatalf("%d kinds of forms and %d reports", len(got.Results), len(got.Reports))
		}
		said := map[string]string{}
		for _, d := range got.Complaints.All() {
			said[filepath.Base(d.Place.File)] = d.Code
		}
		return said
	}
	for _, time := range []string{"first", "second"} { // the second one finds the report of the first
		if said := collected(); len(said) != 0 {
			t.Errorf("the %s time it complains of %v", time, said)
		}
	}
	changedPaper, err := filepath.Glob(filepath.Join(out, "2026Q1/督查/*.pdf"))
	must(t, err)
	if len(changedPaper) != 1 {
		t.Fatalf("papers: %v", changedPaper)
	}
	must(t, os.WriteFile(changedPaper[0], []byte("x"), 0o644))
	must(t, os.WriteFile(filepath.Join(out, "2026Q1/说明.docx"), []byte("x"), 0o644))
	must(t, os.WriteFile(filepath.Join(out, "manifest.json"), []byte("x"), 0o644)) // of no run
	said := collected()
	if len(said) < 2 || said["说明.docx"] != "file-other" || said[filepath.Base(changedPaper[0])] != "file-other" {
		t.Errorf("of strangers it says %v", said)
	}
}
