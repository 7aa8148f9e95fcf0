// Package database reads rows out of databases: PostgreSQL, MySQL or MariaDB, and
// SQLite. All queries of one database see one state of it, in a transaction that
// can only read; they end at limits of time, rows and size. Values come out as the
// texts that a table file would hold, whatever machine asks.
//
// The package knows no tables. Passwords are in no error that it gives.
package database

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"hash"
	"math"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver named sqlite
)

// Limits of one query.
const (
	DefaultTimeout = 30 * time.Second
	MaxRows        = 200_000
	MaxColumns     = 256
	maxSize        = 256 << 20 // bytes of all values
)

// The kinds of databases.
const (
	Postgres = "postgres"
	MySQL    = "mysql"
	SQLite   = "sqlite"
)

// Drivers lists the kinds of databases.
func Drivers() []string { return []string{Postgres, MySQL, SQLite} }

// Source says which database is read, and how.
type Source struct {
	Driver   string
	DSN      string // of SQLite the file's path
	Password string // instead of one in DSN; "" = that
	Timeout  time.Duration
}

// Value is one value of a row. Truth tells that it is TRUE or FALSE.
type Value struct {
	Text  string
	Truth bool
}

// Result is what a query gave.
type Result struct {
	Columns []string
	Rows    [][]Value
	Sum     [sha256.Size]byte // of columns and rows
}

// Database is an open database. It is safe for concurrent use; queries come one
// after another.
type Database struct {
	source Source
	mu     sync.Mutex
	pool   *sql.DB
	tx     *sql.Tx
	err    error
}

// Open prepares a database. Nothing is reached before the first query.
func Open(s Source) *Database {
	if s.Timeout <= 0 {
		s.Timeout = DefaultTimeout
	}
	return &Database{source: s}
}

// Close ends the transaction and the connection.
func (d *Database) Close() {
	if d.tx != nil {
		d.tx.Rollback() // it has only read
	}
	if d.pool != nil {
		d.pool.Close()
	}
}

// Query runs one statement, a select. Its errors are *Error.
func (d *Database) Query(ctx context.Context, query string) (*Result, error) {
	if !selects(query) {
		return nil, &Error{Kind: Syntax}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	limit, cancel := context.WithTimeout(ctx, d.source.Timeout)
	defer cancel()
	if d.tx == nil && d.err == nil {
		d.err = d.begin(ctx, limit)
	}
	if d.err != nil {
		return nil, d.wrong(limit, d.err)
	}
	rows, err := d.tx.QueryContext(limit, query)
	if err != nil {
		return nil, d.wrong(limit, err)
	}
	defer rows.Close()
	result, err := read(rows)
	if err == nil {
		err = rows.Err()
	}
	if err != nil {
		return nil, d.wrong(limit, err)
	}
	return result, nil
}

// selects tells whether a statement only asks. The transaction refuses most others,
// but MariaDB lets one that drops a table end it, and write files.
func selects(query string) bool {
	words := strings.Fields(strings.ToLower(outside.ReplaceAllString(query, " ")))
	return len(words) > 0 && (words[0] == "select" || words[0] == "with" || words[0] == "values" || words[0] == "table") &&
		!slices.Contains(words, "outfile") && !slices.Contains(words, "dumpfile")
}

// outside are the parts of a statement that are no words of it: quoted texts and
// names, comments that no database executes, and brackets.
var outside = regexp.MustCompile(`(?s)'[^']*'|"[^"]*"|` + "`[^`]*`" + `|--[^\n]*|/\*[^!].*?\*/|[()]`)

// begin connects within limit. The transaction itself lives as long as the
// database does.
func (d *Database) begin(ctx, limit context.Context) (err error) {
	if d.pool, err = d.connector(); err != nil {
		return &Error{Kind: BadDSN}
	}
	d.pool.SetMaxOpenConns(1)
	if err := d.pool.PingContext(limit); err != nil {
		return err
	}
	options := &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	if d.source.Driver == SQLite { // the file is open for reading only
		options = nil
	}
	d.tx, err = d.pool.BeginTx(ctx, options)
	return err
}

func (d *Database) connector() (*sql.DB, error) {
	s := &d.source
	switch s.Driver {
	case Postgres:
		config, err := pgx.ParseConfig(s.DSN)
		if err != nil {
			return nil, err
		}
		if s.Password != "" {
			config.Password = s.Password
		}
		s.Password = config.Password
		config.ConnectTimeout = s.Timeout
		config.RuntimeParams["application_name"] = "hongtou"
		config.RuntimeParams["default_transaction_read_only"] = "on"
		config.RuntimeParams["statement_timeout"] = strconv.FormatInt(s.Timeout.Milliseconds(), 10)
		config.RuntimeParams["timezone"] = "Asia/Shanghai"
		return stdlib.OpenDB(*config), nil
	case MySQL:
		config, err := mysql.ParseDSN(s.DSN)
		if err != nil {
			return nil, err
		}
		if s.Password != "" {
			config.Passwd = s.Password
		}
		s.Password = config.Passwd
		config.MultiStatements, config.AllowAllFiles, config.ParseTime = false, false, false
		config.Timeout, config.ReadTimeout, config.WriteTimeout = s.Timeout, s.Timeout, s.Timeout
		config.Logger = &mysql.NopLogger{}
		if config.Params == nil {
			config.Params = map[string]string{}
		}
		config.Params["time_zone"] = "'+08:00'"
		c, err := mysql.NewConnector(config)
		if err != nil {
			return nil, err
		}
		return sql.OpenDB(c), nil
	case SQLite:
		path, err := filepath.Abs(s.DSN) // of a relative one the first folder would be the address's host
		if err != nil {
			return nil, err
		}
		if path = filepath.ToSlash(path); !strings.HasPrefix(path, "/") {
			path = "/" + path // of a Windows drive
		}
		file := url.URL{Scheme: "file", Path: path, RawQuery: "mode=ro&_pragma=query_only(1)&_pragma=busy_timeout(5000)"}
		return sql.Open("sqlite", file.String())
	}
	return nil, errors.New("unknown driver")
}

// read takes the rows within limits.
func read(rows *sql.Rows) (*Result, error) {
	columns, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	if len(columns) > MaxColumns {
		return nil, &Error{Kind: TooManyColumns}
	}
	r := &Result{}
	sum := sha256.New()
	for _, c := range columns {
		r.Columns = append(r.Columns, c.Name())
		note(sum, c.Name())
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	size := 0
	for rows.Next() {
		if len(r.Rows) >= MaxRows {
			return nil, &Error{Kind: TooManyRows}
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		row := make([]Value, len(values))
		for i, v := range values {
			row[i] = valueOf(v, columns[i].DatabaseTypeName())
			note(sum, row[i].Text)
			if size += len(row[i].Text) + 32; size > maxSize {
				return nil, &Error{Kind: TooLarge}
			}
		}
		r.Rows = append(r.Rows, row)
	}
	copy(r.Sum[:], sum.Sum(nil))
	return r, nil
}

func note(h hash.Hash, text string) { fmt.Fprintf(h, "%d:%s", len(text), text) }

var china = time.FixedZone("", 8*60*60)

// valueOf is a value as a table file would hold it. A moment is the time of day in
// China, a day has none.
func valueOf(v any, kind string) Value {
	switch v := v.(type) {
	case nil:
		return Value{}
	case string:
		return Value{Text: v}
	case []byte:
		return Value{Text: string(v)}
	case int64:
		return Value{Text: strconv.FormatInt(v, 10)}
	case float64:
		if kind == "FLOAT4" {
			v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', -1, 32), 64)
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return Value{Text: fmt.Sprint(v)}
		}
		return Value{Text: strconv.FormatFloat(v, 'f', -1, 64)}
	case bool:
		if v {
			return Value{Text: "TRUE", Truth: true}
		}
		return Value{Text: "FALSE", Truth: true}
	case time.Time:
		if kind == "TIMESTAMPTZ" {
			v = v.In(china)
		}
		if kind == "DATE" || v.Hour() == 0 && v.Minute() == 0 && v.Second() == 0 {
			return Value{Text: v.Format("2006-01-02")}
		}
		return Value{Text: v.Format("2006-01-02 15:04:05")}
	}
	return Value{Text: fmt.Sprint(v)}
}
