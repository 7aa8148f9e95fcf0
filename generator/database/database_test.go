package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hongtou/generator/internal/dbtest"
)

// lite makes an SQLite file with statements.
func lite(t testing.TB, statements ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "安 全?.db")
	db, err := sql.Open("sqlite", "file:"+strings.ReplaceAll(path, "?", "%3f"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	run(t, db, statements...)
	return path
}

func run(t testing.TB, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

const people = `create table people (code varchar(20), name text, born date, age integer, pay numeric(10,2), seen timestamp null, kept boolean)`

// moment is the type of a time of a day without a zone.
var moment = map[string]string{Postgres: "timestamp", MySQL: "datetime", SQLite: "timestamp"}

const rows = `insert into people values ('001', '王一', '1980-03-05', 46, 8100.50, '2026-03-05 14:30:00', true), ('002', '𠮷 "x"', null, null, null, null, false)`

// table prints what a query gave.
func table(r *Result) string {
	out := []string{strings.Join(r.Columns, " ")}
	for _, row := range r.Rows {
		var cells []string
		for _, v := range row {
			cells = append(cells, v.Text)
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return strings.Join(out, "\n")
}

// Every database gives the same rows as the same texts.
func TestSameRows(t *testing.T) {
	for name, open := range everyDatabase(t) {
		t.Run(name, func(t *testing.T) {
			d, admin := open(t)
			run(t, admin, strings.ReplaceAll(people, "timestamp", moment[name]), rows)
			r, err := d.Query(context.Background(), "select code, name, born, age, pay, seen from people order by code")
			if err != nil {
				t.Fatal(err)
			}
			pay := "8100.50"
			if name == SQLite { // which keeps decimals as floats
				pay = "8100.5"
			}
			want := "code name born age pay seen\n001|王一|1980-03-05|46|" + pay + "|2026-03-05 14:30:00\n002|𠮷 \"x\"||||"
			if got := table(r); got != want {
				t.Errorf("it gives\n%s\nwant\n%s", got, want)
			}
			run(t, admin, "delete from people")
			again, err := d.Query(context.Background(), "select code, name, born, age, pay, seen from people order by code")
			if err != nil || again.Sum != r.Sum {
				t.Errorf("a second query sees another state: %v", err)
			}
		})
	}
}

// No query changes anything, and what goes wrong is told by its kind.
func TestWrongQueries(t *testing.T) {
	for name, open := range everyDatabase(t) {
		t.Run(name, func(t *testing.T) {
			d, admin := open(t)
			run(t, admin, people, rows)
			for query, want := range map[string]Kind{
				"delete from people": Syntax, "update people set age = 1": Syntax, "drop table people": Syntax, "": Syntax,
				"/*! drop table people */": Syntax, "-- select\ndrop table people": Syntax, "/* select */ (delete from people)": Syntax,
				"select * from absent": NoTable, "select absent from people": NoColumn, "select from where": Syntax,
				"select 1; delete from people": Syntax, "select code from people into outfile '/tmp/hongtou-must-not-be'": Syntax,
			} {
				fresh := Open(d.source) // PostgreSQL ends a transaction at an error
				_, err := fresh.Query(context.Background(), query)
				fresh.Close()
				var e *Error
				if !errors.As(err, &e) {
					t.Errorf("%s: %v", query, err)
				} else if e.Kind != want && !(name == SQLite && e.Kind == ReadOnly) {
					t.Errorf("%s: kind %d (%s), want %d", query, e.Kind, e.Text, want)
				}
			}
			if name == Postgres { // where a select can hold other statements
				fresh := Open(d.source)
				_, err := fresh.Query(context.Background(), "with gone as (delete from people returning 1) select * from gone")
				fresh.Close()
				if e := (*Error)(nil); !errors.As(err, &e) || e.Kind != ReadOnly {
					t.Errorf("a select that deletes: %v, want kind %d", err, ReadOnly)
				}
			}
			var n int
			if err := admin.QueryRow("select count(*) from people").Scan(&n); err != nil || n != 2 {
				t.Errorf("%d people are left, want 2: %v", n, err)
			}
		})
	}
}

// A query that never ends is ended, and one with too many rows.
func TestLimits(t *testing.T) {
	d := Open(Source{Driver: SQLite, DSN: lite(t, people), Timeout: time.Second})
	defer d.Close()
	began := time.Now()
	_, err := d.Query(context.Background(), "with recursive n(x) as (select 1 union all select x+1 from n) select count(*) from n")
	if e := (*Error)(nil); !errors.As(err, &e) || e.Kind != Timeout || time.Since(began) > 20*time.Second {
		t.Errorf("after %v: %v, want a timeout", time.Since(began), err)
	}
	for query, want := range map[string]Kind{
		fmt.Sprintf("with recursive n(x) as (select 1 union all select x+1 from n where x <= %d) select x from n", MaxRows):                     TooManyRows,
		"select " + strings.Repeat("1,", MaxColumns) + "1":                                                                                      TooManyColumns,
		fmt.Sprintf("with recursive n(x) as (select 1 union all select x+1 from n where x < 400) select hex(zeroblob(%d)) from n", maxSize/512): TooLarge,
	} {
		d := Open(Source{Driver: SQLite, DSN: lite(t, people), Timeout: time.Minute})
		_, err := d.Query(context.Background(), query)
		d.Close()
		if e := (*Error)(nil); !errors.As(err, &e) || e.Kind != want {
			t.Errorf("%.60s: %v, want kind %d", query, err, want)
		}
	}
}

// Wrong passwords, users and hosts are told by kind, and no text of an error holds
// the password, wherever it was given.
func TestPasswordsStaySecret(t *testing.T) {
	const secret = "geheim-密码-7"
	dsn := dbtest.Postgres(t)
	for _, s := range []struct {
		source Source
		want   Kind
	}{
		{Source{Driver: Postgres, DSN: dsn, Password: secret}, Refused},
		{Source{Driver: Postgres, DSN: dsn + " password=" + secret}, Refused},
		{Source{Driver: Postgres, DSN: "postgres://u:" + secret + "@127.0.0.1:1/x?connect_timeout=2"}, Unreachable},
		{Source{Driver: Postgres, DSN: "postgres://u:" + secret + "@[bad/x"}, BadDSN},
		{Source{Driver: MySQL, DSN: "u:" + secret + "@tcp(127.0.0.1:1)/x"}, Unreachable},
		{Source{Driver: MySQL, DSN: "u:" + secret + "@tcp(127.0.0.1:1"}, BadDSN},
		{Source{Driver: "oracle", DSN: secret}, BadDSN},
	} {
		s.source.Timeout = 5 * time.Second
		d := Open(s.source)
		_, err := d.Query(context.Background(), "select 1")
		d.Close()
		e := (*Error)(nil)
		if !errors.As(err, &e) || e.Kind != s.want {
			t.Errorf("%s: %v, want kind %d", s.source.Driver, err, s.want)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the error shows the password: %v", s.source.Driver, err)
		}
	}
}

// everyDatabase opens a fresh database of each kind, and a connection that may
// write to it.
func everyDatabase(t *testing.T) map[string]func(testing.TB) (*Database, *sql.DB) {
	opened := func(t testing.TB, s Source, admin *sql.DB) (*Database, *sql.DB) {
		d := Open(s)
		t.Cleanup(func() { d.Close(); admin.Close() })
		return d, admin
	}
	return map[string]func(testing.TB) (*Database, *sql.DB){
		SQLite: func(t testing.TB) (*Database, *sql.DB) {
			path := lite(t)
			admin, err := sql.Open("sqlite", "file:"+strings.ReplaceAll(path, "?", "%3f")+"?_pragma=journal_mode(wal)")
			if err != nil {
				t.Fatal(err)
			}
			return opened(t, Source{Driver: SQLite, DSN: path}, admin)
		},
		Postgres: func(t testing.TB) (*Database, *sql.DB) {
			s := Source{Driver: Postgres, DSN: dbtest.Postgres(t), Password: dbtest.Password}
			admin, err := sql.Open("pgx", s.DSN+" password='"+dbtest.Password+"'")
			if err != nil {
				t.Fatal(err)
			}
			return opened(t, s, admin)
		},
		MySQL: func(t testing.TB) (*Database, *sql.DB) {
			dsn := dbtest.MariaDB(t)
			admin, err := sql.Open("mysql", dsn)
			if err != nil {
				t.Fatal(err)
			}
			run(t, admin, "create database a character set utf8mb4")
			admin.Close()
			dsn = strings.TrimSuffix(dsn, "/mysql") + "/a"
			if admin, err = sql.Open("mysql", dsn); err != nil {
				t.Fatal(err)
			}
			return opened(t, Source{Driver: MySQL, DSN: dsn}, admin)
		},
	}
}
