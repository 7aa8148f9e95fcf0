package generator

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/xuri/excelize/v2"

	"hongtou/generator/internal/dbtest"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// hazardsFile writes hazards as a workbook, dates and figures as such.
func hazardsFile(t *testing.T, path string, records []model.Record, columns []table.Column) {
	f := excelize.NewFile()
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(t, err)
	for i := range columns {
		c := &columns[i]
		must(t, f.SetCellStr("Sheet1", cellName(i, 1), c.Header))
		for n, r := range records {
			at := cellName(i, n+2)
			switch v := c.Of(r).Interface().(type) {
			case period.Date:
				if !v.IsZero() {
					must(t, f.SetCellValue("Sheet1", at, v.Time()))
					must(t, f.SetCellStyle("Sheet1", at, at, date))
				}
			case *float64:
				if v != nil {
					must(t, f.SetCellValue("Sheet1", at, *v))
				}
			default:
				must(t, f.SetCellStr("Sheet1", at, c.Value(r)))
			}
		}
	}
	must(t, f.SaveAs(path))
}

// hazardsQuery puts hazards into a table and gives the query that reads it.
func hazardsQuery(t *testing.T, db *sql.DB, records []model.Record, columns []table.Column) string {
	types := map[table.Type]string{table.Date: "date", table.Number: "numeric"}
	var defined, names, marks []string
	for i := range columns {
		kind := types[columns[i].Type]
		if kind == "" {
			kind = "text"
		}
		name := `"` + columns[i].Header + `"`
		defined, names, marks = append(defined, name+" "+kind), append(names, name), append(marks, fmt.Sprintf("$%d", i+1))
	}
	_, err := db.Exec("create table hazards (no serial, " + strings.Join(defined, ", ") + ")")
	must(t, err)
	for _, r := range records {
		var values []any
		for i := range columns {
			var v any
			if s := columns[i].Value(r); s != "" {
				v = s
			}
			values = append(values, v)
		}
		_, err := db.Exec("insert into hazards ("+strings.Join(names, ", ")+") values ("+strings.Join(marks, ", ")+")", values...)
		must(t, err)
	}
	return "select " + strings.Join(names, ", ") + " from hazards order by no"
}

// outputs are the files below a folder by name, without what a run notes for itself.
func outputs(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[name] = b
		return err
	}))
	return out
}

// A run from PostgreSQL gives byte for byte the outputs of the same rows in a
// workbook; the same rows keep them, another row makes its own anew. The password
// is nowhere.
func TestRunFromDatabase(t *testing.T) {
	t.Parallel()
	dsn := dbtest.Postgres(t)
	db, err := sql.Open("pgx", dsn+" password='"+dbtest.Password+"'")
	must(t, err)
	defer db.Close()
	dir := t.TempDir()
	must(t, os.CopyFS(dir, os.DirFS("../examples/anlan")))
	must(t, os.RemoveAll(filepath.Join(dir, "out")))
	w := openWorkspace(t, dir)
	hazards := model.TableOf("hazards")
	records := hazards.Records(w.Office)
	hazardsFile(t, filepath.Join(dir, "data", "hazards.xlsx"), records, hazards.Columns)
	query := hazardsQuery(t, db, records, hazards.Columns)
	must(t, os.WriteFile(filepath.Join(dir, "密码.txt"), []byte(dbtest.Password+"\n"), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "旧密码.txt"), []byte("not-it"), 0o600))
	run := func(out string) (made, kept int) {
		t.Helper()
		report, err := openWorkspace(t, dir).Run(context.Background(), Request{Targets: []string{"hazard-ledger", "hazard-rectification"}, Period: "2026-03", Out: filepath.Join(dir, out)})
		must(t, err)
		if report.Failed > 0 {
			t.Fatal(report.Complaints.All())
		}
		return report.Made, report.Kept
	}
	made, _ := run("file")
	if made < 5 {
		t.Fatalf("only %d outputs were made", made)
	}
	change(t, filepath.Join(dir, "hongtou.yaml"), func(s string) string {
		s = strings.Replace(s, "{file: data/hazards.xlsx,", "{sql: city, query: '"+query+"',", 1)
		return s + "\ndatabases:\n  city: {driver: postgres, dsn: '" + dsn + "', passwordFile: 密码.txt}\n"
	})
	if n, _ := run("database"); n != made {
		t.Errorf("%d outputs are made from the database, %d from the file", n, made)
	}
	files, rows := outputs(t, filepath.Join(dir, "file")), outputs(t, filepath.Join(dir, "database"))
	for name, b := range files {
		if !strings.Contains(name, "manifest") && !strings.HasSuffix(name, ".log") && !bytes.Equal(rows[name], b) {
			t.Errorf("%s differs from that of the file", name)
		}
	}
	if n, kept := run("database"); n != 0 || kept != made {
		t.Errorf("the same rows: %d made and %d kept, want 0 and %d", n, kept, made)
	}
	_, err = db.Exec(`update hazards set "隐患描述" = '安全出口上锁' where no = (select no from hazards where "检查日期" between '2026-03-01' and '2026-03-31' order by no limit 1)`)
	must(t, err)
	if n, kept := run("database"); n == 0 || kept == 0 || n+kept != made {
		t.Errorf("after a change of one row: %d made and %d kept of %d", n, kept, made)
	}
	for name, b := range outputs(t, dir) {
		if name != "密码.txt" && bytes.Contains(b, []byte(dbtest.Password)) {
			t.Errorf("%s holds the password", name)
		}
	}

	_, err = db.Exec(`update hazards set "隐患等级" = '很大' where no = 3`)
	must(t, err)
	w, err = Open(dir)
	must(t, err)
	if d := w.Complaints.All()[0]; d.Code != "choice-unknown" || d.Place.In("zh") != "sql:city 第3行 K列“隐患等级”" {
		t.Errorf("a wrong value in row 3: %v", w.Complaints.All())
	}
	for _, c := range []struct{ from, to, code, say string }{
		{"passwordFile: 密码.txt", "passwordFile: 旧密码.txt", "query-failed", "不接受用户或密码"},
		{"passwordFile: 密码.txt", "passwordFile: 没有.txt", "database-password", "密码文件不能读"},
		{"from hazards", "from hazard", "query-failed", "查询的表不在库中"},
		{"sql: city", "sql: town", "database-unknown", "没有这个数据库"},
		{"select \"隐患编号\"", "delete", "query-failed", "只写一条 select"},
	} {
		text, err := os.ReadFile(filepath.Join(dir, "hongtou.yaml"))
		must(t, err)
		change(t, filepath.Join(dir, "hongtou.yaml"), func(s string) string { return strings.Replace(s, c.from, c.to, 1) })
		w, err := Open(dir)
		must(t, err)
		found := false
		for _, d := range w.Complaints.All() {
			found = found || d.Code == c.code && strings.Contains(d.String(), c.say) && d.Place.Key == "data.hazards"
			if all := d.In("zh") + d.In("en"); strings.Contains(all, dbtest.Password) || strings.Contains(all, dsn) {
				t.Errorf("%s → %s: a complaint holds what is secret: %s", c.from, c.to, all)
			}
		}
		if !found {
			t.Errorf("%s → %s: no complaint %s with %q: %v", c.from, c.to, c.code, c.say, w.Complaints.All())
		}
		must(t, os.WriteFile(filepath.Join(dir, "hongtou.yaml"), text, 0o644))
	}
}
