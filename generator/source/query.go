package source

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"hongtou/generator/database"
	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/tree"
)

// A table may be what a query of a database gives: its columns are headers, its
// rows are rows like a file's.

// QueryInput begins the names of inputs that are no files but answers of a database.
const QueryInput = "sql:"

var databaseShape = tree.Fields("数据库",
	tree.Must("driver", tree.OneOf("种类", database.Drivers()...).In("kind")),
	tree.Must("dsn", tree.Textual("连接字符串；sqlite 为文件").In("the connection string; a file for sqlite")),
	tree.May("passwordFile", tree.Textual("放密码的文件，相对于工作区；不把密码写进 hongtou.yaml").In("a file with the password, below the workspace: none stands in hongtou.yaml")),
	tree.May("timeout", whole("最长多少秒，默认30").In("at most so many seconds, 30 by default")),
).In("a database")

// passwordSize is the largest password file, in bytes.
const passwordSize = 4 << 10

// databases are those that hongtou.yaml names. Each query is asked once, whoever
// wants its rows.
type databases struct {
	mu      sync.Mutex
	dir     string
	nodes   map[string]*tree.Node
	open    map[string]*database.Database
	answers map[[2]string]func() answer
}

type answer struct {
	result *database.Result
	err    *database.Error
	bad    *fault // of what hongtou.yaml says of the database
}

func newDatabases(dir string, root *tree.Node) *databases {
	d := &databases{dir: dir, nodes: map[string]*tree.Node{}, open: map[string]*database.Database{}, answers: map[[2]string]func() answer{}}
	for _, e := range root.Entries("databases") {
		d.nodes[e.Key] = e.Value
	}
	return d
}

func (d *databases) close() {
	if d == nil { // hongtou.yaml could not be read
		return
	}
	for _, one := range d.open {
		one.Close()
	}
}

// ask gives a query's answer, the same one each time.
func (d *databases) ask(name, query string) answer {
	d.mu.Lock()
	key := [2]string{name, query}
	once := d.answers[key]
	if once == nil {
		one, bad := d.database(name)
		once = sync.OnceValue(func() answer {
			if bad != nil {
				return answer{bad: bad}
			}
			result, err := one.Query(context.Background(), query)
			if err != nil {
				return answer{err: err.(*database.Error)}
			}
			return answer{result: result}
		})
		d.answers[key] = once
	}
	d.mu.Unlock()
	return once()
}

func (d *databases) database(name string) (*database.Database, *fault) {
	if one := d.open[name]; one != nil {
		return one, nil
	}
	n := d.nodes[name]
	if n == nil {
		return nil, faulty("database-unknown", diag.T("没有这个数据库", "there is no such database"), diag.T("在 hongtou.yaml 的 databases 中写明", "name it at databases in hongtou.yaml"))
	}
	s := database.Source{Driver: str(n, "driver"), DSN: strings.TrimSpace(textAt(n, "dsn")), Timeout: time.Duration(amount(n, "timeout")) * time.Second}
	if s.Driver == database.SQLite {
		s.DSN = d.path(s.DSN)
		if info, err := os.Stat(s.DSN); err != nil || !info.Mode().IsRegular() {
			return nil, faulty("database-missing", diag.T("数据库文件打不开", "the database's file can't be opened"), diag.T("核对文件名和所在目录（相对于工作区）", "check the name and its folder, relative to the workspace"))
		}
	}
	if file := str(n, "passwordFile"); file != "" {
		data, err := input.Read(d.path(file), passwordSize)
		if err != nil {
			return nil, faulty("database-password", diag.T("密码文件不能读", "the file with the password can't be read"), diag.T("核对 passwordFile，一行写密码，不超过%d KB", "check passwordFile: one line with the password, %d KB at most", passwordSize>>10))
		}
		s.Password = strings.TrimRight(string(data), "\r\n")
	}
	one := database.Open(s)
	d.open[name] = one
	return one, nil
}

func textAt(n *tree.Node, key string) string {
	if n = n.Get(key); n == nil {
		return ""
	}
	return n.Text
}

func (d *databases) path(file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(d.dir, filepath.FromSlash(file))
}

// query reads a table out of a database.
func (l *loader) query(t *Table, f File) {
	a := l.databases.ask(f.SQL, f.Query)
	switch {
	case a.bad != nil:
		l.complain(f.Place, a.bad.code, f.SQL, a.bad.problem, a.bad.remedy)
		return
	case a.err != nil:
		code, problem, remedy := explained(a.err)
		l.complain(f.Place, code, f.SQL, problem, remedy)
		return
	}
	l.inputs[f.inputName(t)] = a.result.Sum
	place := diag.Place{File: f.placeName()}
	if len(a.result.Columns) > maxColumns {
		l.complain(f.Place, "table-columns", f.SQL, diag.T("超过%d列", "more than %d columns", maxColumns), diag.T("在查询中只取需要的列", "select only what is needed"))
		return
	}
	s := newSheet(t, place, l.list, false, l.emit)
	g := answerGrid(a.result, s.names)
	c := s.look(g)
	if c.lines == nil {
		l.complain(f.Place, "query-columns", strings.Join(a.result.Columns, "、"), diag.T("查询给出的列不是“%s”表的列", "the columns that the query gives are none of the table %q", t.Title),
			diag.T("在查询中用 as 写明：select … as %s", "name them in the query with as: select … as %s", t.Columns[0].Header))
		return
	}
	s.read(g, c)
}

// placeName is how complaints name the rows of a query.
func (f File) placeName() string { return QueryInput + f.SQL }

func (f File) inputName(t *Table) string { return QueryInput + f.SQL + " " + t.Name }

// answerGrid gives an answer as rows of cells. The head is row 0, so that rows are
// counted as the database gives them.
func answerGrid(r *database.Result, names names) *grid {
	return &grid{walk: func(visit func(int, []cell) bool) (int, bool) {
		cells := make([]cell, len(r.Columns))
		for i, name := range r.Columns {
			if bare := strings.ReplaceAll(name, "_", ""); bare != name { // unit_code is unitCode
				if _, known := names.key(bare); known {
					name = bare
				}
			}
			cells[i] = cell{raw: name, shown: name}
		}
		if !visit(0, cells) {
			return 0, true
		}
		for n, row := range r.Rows {
			for i, v := range row {
				cells[i] = cell{raw: v.Text, shown: v.Text}
				if v.Truth {
					cells[i].kind = booleanCell
				}
			}
			if !visit(n+1, cells) {
				return n + 1, true
			}
		}
		return len(r.Rows), true
	}}
}

// explained is what went wrong with a query.
func explained(e *database.Error) (code string, problem, remedy diag.Text) {
	say := func(problem, remedy diag.Text) (string, diag.Text, diag.Text) {
		if e.Text != "" { // in the database's own words
			problem = diag.T("%s：%s", "%s: %s", problem, e.Text)
		}
		return "query-failed", problem, remedy
	}
	switch e.Kind {
	case database.BadDSN:
		return say(diag.T("连接字符串不能识别", "the connection string is not understood"), diag.T("postgres 写作 postgres://用户@主机/库，mysql 写作 用户@tcp(主机:3306)/库", "write postgres://user@host/name for postgres, user@tcp(host:3306)/name for mysql"))
	case database.Unreachable:
		return say(diag.T("连不上数据库", "the database can't be reached"), diag.T("核对主机、端口，数据库是否在运行", "check host and port, and whether it runs"))
	case database.Refused:
		return say(diag.T("数据库不接受用户或密码", "the database does not accept the user or the password"), diag.T("核对用户和 passwordFile", "check the user and passwordFile"))
	case database.NoDatabase:
		return say(diag.T("没有这个库", "there is no such database"), diag.T("核对连接字符串中的库名", "check its name in the connection string"))
	case database.NoTable:
		return say(diag.T("查询的表不在库中", "the query names a table that is not there"), diag.T("核对 query 中的表名", "check the table's name in query"))
	case database.NoColumn:
		return say(diag.T("查询的列不在表中", "the query names a column that is not there"), diag.T("核对 query 中的列名", "check the column's name in query"))
	case database.Syntax:
		return say(diag.T("查询语句写错了", "the query is not SQL"), diag.T("核对 query；只写一条 select", "check query: one select only"))
	case database.ReadOnly:
		return say(diag.T("查询要改动数据库，没有执行", "the query would change the database: it was not run"), diag.T("只写一条 select", "write one select only"))
	case database.Forbidden:
		return say(diag.T("用户没有读的权限", "the user may not read this"), diag.T("请数据库管理员给予 select 权限", "ask the database's keeper for the right to select"))
	case database.Timeout:
		return say(diag.T("查询超时", "the query takes too long"), diag.T("缩小查询，或在 databases 中加大 timeout（秒）", "select less, or raise timeout (seconds) at databases"))
	case database.TooManyRows, database.TooManyColumns, database.TooLarge:
		return say(diag.T("查询结果太大", "the query gives too much"), diag.T("至多20万行、256列、256 MB：加上条件", "200,000 rows, 256 columns and 256 MB at most: add conditions"))
	}
	return say(diag.T("查询出错", "the query fails"), diag.T("核对 query", "check query"))
}
