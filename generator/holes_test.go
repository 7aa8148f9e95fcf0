package generator

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"hongtou/generator/period"
	"hongtou/generator/source"
)

// holes are what a sentence looks like whose arguments are missing or empty, and
// what fmt writes of a format that does not fit.
var holes = regexp.MustCompile(`%!|“”|""|（）|\(\)|是[，。；]|是$|为[，。；]|[，、；]$|[，、；：][，、；：]|\bis of tier $|\bfor ,|  `)

// Whatever cell of the example's tables is empty or can't be read, no complaint has
// a hole: a record that was read in part is not named by what was not read.
func TestComplaintsHaveNoHoles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../examples/anlan")); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "data", "*.csv"))
	if err != nil || len(files) < 18 {
		t.Fatal(files, err)
	}
	tables := map[string][][]string{}
	columns := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))).ReadAll()
		if err != nil {
			t.Fatal(file, err)
		}
		tables[file], columns = rows, max(columns, len(rows[0]))
	}
	complaints := 0
	for c := range columns { // of all tables at once: most complaints are of one table
		for file, rows := range tables {
			if err := os.WriteFile(file, spoilt(rows, c), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		_, list, err := source.Load(dir, period.Date{Year: 2026, Month: 4, Day: 10})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range list.All() {
			complaints++
			for _, text := range []string{d.Problem.Zh, d.Problem.En, d.Remedy.Zh, d.Remedy.En} {
				if hole := holes.FindString(text); hole != "" {
					t.Errorf("%s: %q has the hole %q", d.Code, text, hole)
				}
			}
		}
	}
	if complaints < 400 {
		t.Errorf("only %d complaints", complaints)
	}
}

// spoilt is a table with a column's first rows empty and not to be read.
func spoilt(rows [][]string, column int) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for i, row := range rows {
		if bad := []string{"", "？", "999999"}; i > 0 && i <= len(bad) && column < len(row) {
			row = append([]string(nil), row...)
			row[column] = bad[i-1]
		}
		w.Write(row)
	}
	w.Flush()
	return b.Bytes()
}
