package generator

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"strings"
	"sync"
	"testing"

	"hongtou/generator/model"
	"hongtou/generator/run"
)

// What many tests read is made once: the example as it is opened, and some of its
// papers. A test that changes records opens a workspace of its own (ownCity).

// city is the example, and its records as they were read.
var city = sync.OnceValues(func() (*Workspace, error) {
	w, err := Open("../examples/anlan")
	if err != nil {
		return nil, err
	}
	if w.Complaints.Len() > 0 {
		return nil, fmt.Errorf("the example has complaints: %v", w.Complaints.All())
	}
	cityRead = recordsOf(w.Office)
	return w, nil
})

var cityRead []string

// some are the targets that tests make for every unit of the example: the
// agreements of the upper layers, the notice, the minutes and a workbook.
var some = []string{"agreement-county", "agreement-department", "agreement-institution", "agreement-enterprise", "supervision-notice", "minutes", "supervision-quarter"}

// cityPapers is some of the example, made for 2026Q1 into a folder.
var cityPapers = sync.OnceValues(func() (made, error) {
	w, err := city()
	if err != nil {
		return made{}, err
	}
	dir, err := os.MkdirTemp("", "hongtou-city-")
	if err != nil {
		return made{}, err
	}
	madeFolder = dir
	report, err := w.Run(context.Background(), Request{Targets: some, Period: "2026Q1", Out: dir})
	return made{dir, report}, err
})

// cityForms is the forms of the example that go out for 2026Q1, in a folder.
var cityForms = sync.OnceValues(func() (string, error) {
	w, err := city()
	if err != nil {
		return "", err
	}
	if formsFolder, err = os.MkdirTemp("", "hongtou-forms-"); err != nil {
		return "", err
	}
	_, err = w.Run(context.Background(), Request{Targets: []string{"supervision-forms"}, Period: "2026Q1", Out: formsFolder})
	return formsFolder, err
})

var madeFolder, formsFolder string

type made struct {
	dir    string
	report *run.Report
}

func TestMain(m *testing.M) {
	debug.SetGCPercent(-1) // memory for a tenth of the time
	debug.SetMemoryLimit(1 << 30)
	code := m.Run()
	if err := errors.Join(unchangedCity(), os.RemoveAll(madeFolder), os.RemoveAll(formsFolder)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// unchangedCity complains of a test that changed what others read.
func unchangedCity() error {
	if cityRead == nil {
		return nil
	}
	w, err := city()
	if err != nil {
		return err
	}
	for i, now := range recordsOf(w.Office) {
		if i >= len(cityRead) || now != cityRead[i] {
			return fmt.Errorf("a test changed the example that all tests read; let it open ownCity: %s was %s", now, cityRead[min(i, len(cityRead)-1)])
		}
	}
	return nil
}

// recordsOf prints an office's settings, and its records with the values of their cells.
func recordsOf(o *model.Office) (out []string) {
	fields := reflect.ValueOf(o).Elem()
	for i := range fields.NumField() {
		field := fields.Type().Field(i)
		if !field.IsExported() {
			continue
		}
		if field.Type.Kind() != reflect.Slice {
			out = append(out, field.Name+" "+printed(fields.Field(i)))
			continue
		}
		for k := range fields.Field(i).Len() {
			record := reflect.Indirect(fields.Field(i).Index(k))
			var b strings.Builder
			fmt.Fprintf(&b, "%s %d of %d:", field.Name, k, fields.Field(i).Len())
			for j := range record.NumField() {
				if f := record.Type().Field(j); f.IsExported() {
					b.WriteString(" " + f.Name + "=" + printed(record.Field(j)))
				}
			}
			out = append(out, b.String())
		}
	}
	return out
}

// printed is a field's value; of what it points to, which record that is.
func printed(v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		return fmt.Sprintf("%#x", v.Pointer())
	}
	return fmt.Sprint(v)
}

// openCity is the example, which all tests share and none changes.
func openCity(t *testing.T) *Workspace {
	t.Helper()
	w, err := city()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// ownCity is the example for one test, which may change its records.
func ownCity(t *testing.T) *Workspace {
	t.Helper()
	return openWorkspace(t, "../examples/anlan")
}

// makeCity is some of the example made for 2026Q1, in a folder that all tests share and
// none changes.
func makeCity(t *testing.T) (*Workspace, string, *run.Report) {
	t.Helper()
	m, err := cityPapers()
	if err != nil {
		t.Fatal(err)
	}
	return openCity(t), m.dir, m.report
}

// copyOf is a folder's copy, which the test may change.
func copyOf(t *testing.T, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	must(t, os.CopyFS(to, os.DirFS(dir)))
	return to
}
