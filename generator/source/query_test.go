package source

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/database"
	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// lite makes an SQLite file in a workspace.
func lite(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// The columns of a query are headers: ours, aliases, names in any case with
// underscores, and the office's own by columns and values. A table of one's own may
// be a query too.
func TestQueryColumns(t *testing.T) {
	config := `office: {name: 安委办}
data:
  units: u.csv
  hazards:
    sql: city
    query: select bh as 隐患编号, jcrq as DATE, dw as unit_code, ms, dj as 隐患等级, qx as 整改期限, bz as 备注 from h order by bh
    columns: {隐患描述: ms}
    values: {隐患等级: {较大: 一般}}
  cars: {sql: city, query: "select plate_no, seats, tested from cars"}
databases: {city: {driver: sqlite, dsn: a.db}}
`
	dir := workspace(t, config, map[string][]byte{"u.csv": []byte(ownUnits)})
	lite(t, filepath.Join(dir, "a.db"),
		"create table h (bh text, jcrq date, dw text, ms text, dj text, qx text, bz text)", "create table cars (plate_no text, seats integer, tested date)",
		"insert into h values ('1', '2026-03-02', 'B', '门锁坏', '较大', '2026-03-09', '急'), ('2', '2026年3月3日', '某局', '通道堵', null, '2026/3/9', null)",
		"insert into cars values ('安A1', 40, '2026-03-01'), ('安A2', null, null)")
	w, l, err := Load(dir, period.Date{})
	if err != nil || l.Errors() > 0 {
		t.Fatal(err, l.All())
	}
	var got []string
	for _, h := range w.Office.Hazards {
		got = append(got, fmt.Sprint(h.Code, h.Date, h.UnitCode, h.Description, h.Level(), h.Deadline, h.Extra()["备注"]))
	}
	if want := "12026-03-02B门锁坏一般2026-03-09急\n22026-03-03B通道堵一般2026-03-09"; strings.Join(got, "\n") != want {
		t.Errorf("the hazards are\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if got, want := columnsOf(model.OwnTables(w.Office)[0]), "plate_no text, seats whole, tested date"; got != want {
		t.Errorf("the cars' columns are %s, want %s", got, want)
	}
	if cars := w.Office.Lists()["cars"].([]map[string]any); fmt.Sprint(cars[0]["plate_no"], cars[0]["seats"], cars[1]["seats"]) != "安A140 <nil>" {
		t.Errorf("the cars are %v", cars)
	}
	if len(w.Inputs) != 4 || w.Inputs["sql:city hazards"] == w.Inputs["sql:city cars"] {
		t.Errorf("the inputs are %v", w.Inputs)
	}
}

// TRUE and FALSE of a database are the second and the first of two choices, as in a
// workbook, and nothing in a column that wants something else.
func TestQueryTruth(t *testing.T) {
	truth := func(text string) database.Value { return database.Value{Text: text, Truth: true} }
	r := &database.Result{Columns: []string{"隐患编号", "隐患等级", "整改期限"}, Rows: [][]database.Value{{{Text: "1"}, truth("TRUE"), {}}, {{Text: "2"}, truth("FALSE"), truth("TRUE")}}}
	list := &diag.List{}
	var got []bool
	s := newSheet(model.TableOf("hazards").Table, diag.Place{}, list, false, func(r any) { got = append(got, r.(*model.Hazard).Major) })
	g := answerGrid(r, s.names)
	s.read(g, s.look(g))
	if len(got) != 2 || !got[0] || got[1] || !strings.Contains(codes(list), "cell-boolean 第2行 C列“整改期限”") {
		t.Errorf("major: %v, complaints %s", got, codes(list))
	}
}

// What is wrong with a query or a database is said where hongtou.yaml names it, and
// with rows at query and row.
func TestQueryMistakes(t *testing.T) {
	const hazards = "select '1' as 隐患编号, '2026-03-02' as 检查日期, 'B' as 责任单位编码, 'x' as 隐患描述, '2026-03-09' as 整改期限"
	for _, c := range []struct{ data, database, want string }{
		{"{sql: city, query: \"" + hazards + " union all select '2', '三月', 'C', 'y', '2026-03-09'\"}", "", "date-form sql:city 第2行 B列“检查日期”"},
		{"{sql: city, query: \"" + hazards + " union all select '2', '三月', 'C', 'y', '2026-03-09'\"}", "", "unit-unknown sql:city 第2行 C列“责任单位编码”"},
		{"{sql: city, query: select 1 as a}", "", "query-columns hongtou.yaml 第2行 data.hazards"},
		{"{sql: city, query: select * from absent}", "", "query-failed hongtou.yaml 第2行 data.hazards"},
		{"{sql: city}", "", "config-missing hongtou.yaml 第2行 data.hazards.file"},
		{"{query: select 1}", "", "config-missing hongtou.yaml 第2行 data.hazards.file"},
		{"{}", "", "config-missing hongtou.yaml 第2行 data.hazards.file"},
		{"{file: u.csv, sql: city, query: select 1}", "", "data-twice hongtou.yaml 第2行 data.hazards.file"},
		{"{sql: town, query: select 1}", "", "database-unknown hongtou.yaml 第2行 data.hazards"},
		{"{sql: city, query: select 1}", "{driver: sqlite, dsn: nothing.db}", "database-missing hongtou.yaml 第2行 data.hazards"},
		{"{sql: city, query: select 1}", "{driver: oracle, dsn: a.db}", "choice-unknown hongtou.yaml 第3行 databases.city.driver"},
		{"{sql: city, query: select 1}", "{driver: sqlite}", "config-missing hongtou.yaml 第3行 databases.city.dsn"},
		{"{sql: city, query: select 1}", "{driver: postgres, dsn: 'host=/nowhere user=a', passwordFile: p}", "database-password hongtou.yaml 第2行 data.hazards"},
		{"{sql: city, query: select 1}", "{driver: postgres, dsn: 'host=/nowhere user=a'}", "query-failed hongtou.yaml 第2行 data.hazards"},
		{"{sql: city, query: select 1}", "{driver: sqlite, dsn: u.csv}", "query-failed hongtou.yaml 第2行 data.hazards"},
	} {
		database := c.database
		if database == "" {
			database = "{driver: sqlite, dsn: a.db}"
		}
		dir := workspace(t, "office: {name: 安委办}\ndata: {units: u.csv, hazards: "+c.data+"}\ndatabases: {city: "+database+"}\n", map[string][]byte{"u.csv": []byte(ownUnits)})
		lite(t, filepath.Join(dir, "a.db"), "create table h (a)")
		_, l, err := Load(dir, period.Date{})
		if err != nil {
			t.Fatal(err)
		}
		if got := codes(l); !strings.Contains(got, c.want) {
			t.Errorf("%s %s: complaints %s, want %s", c.data, database, got, c.want)
		}
	}
}
