package database

import (
	"context"
	"errors"
	"net"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
)

// Kind is what went wrong with a query.
type Kind int

// The kinds of errors. Those that are none of the others carry the database's own
// words.
const (
	Other Kind = iota
	BadDSN
	Unreachable
	Refused // user or password
	NoDatabase
	NoTable
	NoColumn
	Syntax
	ReadOnly
	Forbidden
	Timeout
	TooManyRows
	TooManyColumns
	TooLarge
)

// Error is what went wrong with a query.
type Error struct {
	Kind Kind
	Text string // the database's words, without passwords; "" where Kind says it all
}

func (e *Error) Error() string { return "database: kind " + strconv.Itoa(int(e.Kind)) + ": " + e.Text }

// states are the kinds of errors by SQLSTATE of PostgreSQL.
var states = map[string]Kind{
	"28P01": Refused, "28000": Refused, "3D000": NoDatabase, "42P01": NoTable, "42703": NoColumn, "42601": Syntax,
	"25006": ReadOnly, "42501": Forbidden, "57014": Timeout,
}

// numbers are the kinds of errors by number of MySQL and MariaDB.
var numbers = map[uint16]Kind{
	1045: Refused, 1698: Refused, 1049: NoDatabase, 1146: NoTable, 1054: NoColumn, 1064: Syntax,
	1792: ReadOnly, 1044: Forbidden, 1142: Forbidden, 1143: Forbidden, 3024: Timeout, 1969: Timeout,
}

// state finds the code that pgx writes into the text of an error of connecting.
var state = regexp.MustCompile(`\(SQLSTATE (\w{5})\)`)

// wrong tells the kind of an error, and in what words of the database.
func (d *Database) wrong(limit context.Context, err error) *Error {
	var known *Error
	var pg *pgconn.PgError
	var my *mysql.MySQLError
	var lite *sqlite.Error
	var network net.Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &pg):
		return &Error{states[pg.Code], d.clean(pg.Message)}
	case errors.As(err, &my):
		return &Error{numbers[my.Number], d.clean(my.Message)}
	case errors.As(err, &lite):
		return &Error{sqliteKind(lite), d.clean(lite.Error())}
	case state.MatchString(err.Error()): // of the server, told while connecting
		return &Error{Kind: states[state.FindStringSubmatch(err.Error())[1]]}
	case limit.Err() != nil:
		return &Error{Kind: Timeout}
	case errors.As(err, &network), errors.Is(err, os.ErrNotExist):
		return &Error{Kind: Unreachable}
	}
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		return &Error{Kind: Unreachable}
	}
	return &Error{Text: d.clean(err.Error())}
}

// sqliteKind tells the kind of an error by its code and words: SQLite has one code
// for all mistakes of a statement.
func sqliteKind(e *sqlite.Error) Kind {
	text := e.Error()
	switch code := e.Code() & 0xff; {
	case code == 8:
		return ReadOnly
	case code == 14, code == 26:
		return NoDatabase
	case code == 9:
		return Timeout
	case strings.Contains(text, "no such table"):
		return NoTable
	case strings.Contains(text, "no such column"):
		return NoColumn
	case strings.Contains(text, "syntax error"), strings.Contains(text, "incomplete input"):
		return Syntax
	}
	return Other
}

// clean takes the password out of a text.
func (d *Database) clean(text string) string {
	if d.source.Password != "" {
		text = strings.ReplaceAll(text, d.source.Password, "***")
	}
	if d.source.Driver != SQLite && len(d.source.DSN) > 0 {
		text = strings.ReplaceAll(text, d.source.DSN, "***")
	}
	line, _, _ := strings.Cut(text, "\n")
	return line
}
