package register

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// columns of the file, in order.
var columns = []string{"年份", "代字", "序号", "发文字号", "文书", "期间", "单位", "标题", "日期", "状态", "校验"}

func header() []byte { return []byte(mark + strings.Join(columns, ",") + "\r\n") }

// contents are a register's rows and what follows from them.
type contents struct {
	text   []byte // what was read
	lines  int    // in text
	own    bool   // rows can be appended to text
	rows   []Row
	checks []string            // a row
	held   map[identity]int    // row of the number that a document holds
	holder map[string]identity // the document that holds a number
	used   map[string]struct{} // numbers that documents were ever given
	given  map[bearer]struct{} // and by which
	last   map[series]int      // the highest serial used
}

type bearer struct {
	number   string
	document identity
}

func empty() contents {
	return contents{own: true, held: map[identity]int{}, holder: map[string]identity{}, used: map[string]struct{}{}, given: map[bearer]struct{}{}, last: map[series]int{}}
}

// chain is the last row's check.
func (c *contents) chain() string {
	if len(c.checks) == 0 {
		return ""
	}
	return c.checks[len(c.checks)-1]
}

// encode writes a row with its check over the row before's.
func encode(r Row, chain string) (text []byte, itsCheck string) {
	values := []string{strconv.Itoa(r.Year), r.Code, strconv.Itoa(r.Serial), r.Number(), r.Target, r.Period, r.Unit, r.Title, r.Date.String(), string(r.State)}
	for i, v := range values {
		values[i] = guard(v)
	}
	itsCheck = check(values, chain)
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	w.Write(append(values, itsCheck))
	w.Flush()
	return b.Bytes(), itsCheck
}

// check is a digest over a row's cells and the check before, in groups so that
// Excel takes it for text.
func check(values []string, chain string) string {
	h := sha256.New()
	for _, v := range append([]string{chain}, values...) {
		fmt.Fprintf(h, "%d:%s", len(v), v)
	}
	s := fmt.Sprintf("%x", h.Sum(nil)[:8])
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:]
}

// guard keeps a cell on one line and from being a formula in Excel; unguard
// takes the apostrophe off again.
func guard(s string) string {
	if s = oneLine(s); s != "" && strings.ContainsRune("=+-@'", rune(s[0])) {
		return "'" + s
	}
	return s
}

func unguard(s string) string { return strings.TrimPrefix(s, "'") }

// take takes in one row of the file, if its check, its serial and its state fit
// what stands above.
func (r *Register) take(l line) error {
	if !l.whole || len(l.cells) != len(columns) {
		return r.broken(l.number, "这一行不完整", "this row is not whole")
	}
	values, ok := r.restored(l.cells[:len(columns)-1], l.cells[len(columns)-1])
	if !ok {
		return r.broken(l.number, "校验不符：这一行被改动过，或此前有行被增删", "the check does not fit: this row was changed, or one above was added or removed")
	}
	row, ok := rowOf(values)
	if !ok || !r.enter(row) {
		return r.broken(l.number, "序号重复、不连续，或状态不对", "the serial is a repeat or leaves a gap, or the state does not fit")
	}
	r.checks = append(r.checks, l.cells[len(columns)-1])
	return nil
}

func (r *Register) broken(line int, zh, en string, args ...any) *Broken {
	return &Broken{Path: r.path, Line: line, Code: "register-broken", Problem: diag.T(zh, en, args...), Remedy: restore()}
}

// restored gives a row's values as they were written, where the check proves
// that they differ by nothing but a spreadsheet program's idea of a date, a month
// or a number.
func (r *Register) restored(cells []string, want string) ([]string, bool) {
	values := append([]string{}, cells...)
	fits := func() bool { return check(values, r.chain()) == want }
	if fits() {
		return values, true
	}
	if d := dateOf(values[8]); !d.IsZero() {
		values[8] = d.String()
	}
	values[5] = monthOf(values[5])
	if fits() {
		return values, true
	}
	for digits(values[6]) && len(values[6]) < 20 { // 0101 is shown as 101
		if values[6] = "0" + values[6]; fits() {
			return values, true
		}
	}
	return nil, false
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// rowOf reads a row's values. The number must be what the year, the code and the
// serial make.
func rowOf(cells []string) (Row, bool) {
	v := append([]string{}, cells...)
	for i := range v {
		v[i] = unguard(v[i])
	}
	row := Row{Document: Document{Code: v[1], Target: v[4], Period: v[5], Unit: v[6], Title: v[7], Date: dateOf(v[8])}, State: State(v[9])}
	year, err := strconv.Atoi(v[0])
	serial, err2 := strconv.Atoi(v[2])
	row.Year, row.Serial = year, serial
	return row, err == nil && err2 == nil && serial > 0 && row.Number() == v[3]
}

// enter adds a row, if it fits what stands above.
func (c *contents) enter(row Row) bool {
	s, id, number := series{row.Code, row.Year}, row.identity(), row.Number()
	_, held := c.held[id]
	holder, isHeld := c.holder[number]
	switch {
	case row.State == Used && !held && row.Serial == c.last[s]+1, row.State == Entered && !held && !isHeld:
		c.held[id], c.holder[number] = len(c.rows), id
	case row.State == Void && isHeld && holder == id:
		delete(c.held, id)
		delete(c.holder, number)
	case row.State == Outside && row.Serial > c.last[s]:
	default:
		return false
	}
	c.last[s] = max(c.last[s], row.Serial)
	if row.State != Outside {
		c.used[number] = struct{}{}
		c.given[bearer{number, id}] = struct{}{}
	}
	c.rows = append(c.rows, row)
	return true
}

var dateForm = regexp.MustCompile(`^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$`)

func dateOf(s string) period.Date {
	m := dateForm.FindStringSubmatch(s)
	if m == nil {
		return period.Date{}
	}
	n := func(i int) int { v, _ := strconv.Atoi(m[i]); return v }
	return period.Date{Year: n(1), Month: n(2), Day: n(3)}
}

// monthForms are how spreadsheet programs show the month 2026-03.
var monthForms = []string{"Jan-06", "2006年1月", "2006/1", "2006/1/2", "2006-1-2", "2006-1"}

func monthOf(s string) string {
	for _, form := range monthForms {
		if t, err := time.Parse(form, s); err == nil && t.Day() == 1 {
			return t.Format("2006-01")
		}
	}
	return s
}
