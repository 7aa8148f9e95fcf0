package register

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// columns of the file, in order.
var columns = []string{"年份", "代字", "序号", "发文字号", "文书", "期间", "单位", "标题", "日期", "状态", "校验"}

// mark tells Excel that the file is UTF-8.
const mark = "\ufeff"

func header() []byte { return []byte(mark + strings.Join(columns, ",") + "\r\n") }

// wholeRows is the length of text up to its last row's end.
func wholeRows(text []byte) int { return bytes.LastIndexByte(text, '\n') + 1 }

// encode writes a row with its check over the row before's.
func encode(r Row, chain string) []byte {
	values := []string{strconv.Itoa(r.Year), r.Code, strconv.Itoa(r.Serial), r.Number(), r.Target, r.Period, r.Unit, r.Title, r.Date.String(), string(r.State)}
	for i, v := range values {
		values[i] = guard(v)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	w.Write(append(values, check(values, chain)))
	w.Flush()
	return b.Bytes()
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

func checkOf(line []byte) string {
	s := strings.TrimRight(string(line), "\r\n")
	return s[strings.LastIndexByte(s, ',')+1:]
}

// guard keeps a cell on one line and from being a formula in Excel; unguard
// takes the apostrophe off again.
func guard(s string) string {
	if s = oneLine(s); s != "" && strings.ContainsRune("=+-@'", rune(s[0])) {
		return "'" + s
	}
	return s
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func unguard(s string) string { return strings.TrimPrefix(s, "'") }

// take takes in whole rows that follow those already read.
func (r *Register) take(text []byte) error {
	if len(text) == 0 {
		return nil
	}
	broken := func(zh, en string, args ...any) error {
		return &Broken{r.path, r.lines + 1, diag.T(zh, en, args...)}
	}
	rest := text
	for len(rest) > 0 {
		line := rest[:bytes.IndexByte(rest, '\n')+1]
		rest = rest[len(line):]
		if r.lines == 0 {
			if !bytes.Equal(line, header()) {
				return broken("表头不是登记簿的表头", "this is not a register's header")
			}
		} else if err := r.row(line, broken); err != nil {
			return err
		}
		r.lines++
		r.size += int64(len(line))
	}
	return nil
}

// row takes in one row, if its check, its serial and its state fit what stands
// above.
func (r *Register) row(line []byte, broken func(zh, en string, args ...any) error) error {
	cells, err := csv.NewReader(bytes.NewReader(line)).Read()
	if err != nil || len(cells) != len(columns) {
		return broken("这一行不完整", "this row is not whole")
	}
	values, chain := cells[:len(cells)-1], cells[len(cells)-1]
	if check(values, r.chain) != chain {
		return broken("校验不符：这一行被改动过，或此前有行被增删", "the check does not fit: this row was changed, or one above was added or removed")
	}
	for i := range values {
		values[i] = unguard(values[i])
	}
	row := Row{Document: Document{Code: values[1], Target: values[4], Period: values[5], Unit: values[6], Title: values[7], Date: dateOf(values[8])}, State: State(values[9])}
	row.Year, _ = strconv.Atoi(values[0])
	row.Serial, _ = strconv.Atoi(values[2])
	s, id := series{row.Code, row.Year}, row.identity()
	holder, held := r.held[id]
	switch {
	case row.State == Used && !held && row.Serial == r.last[s]+1:
		r.held[id] = len(r.rows)
		r.last[s] = row.Serial
	case row.State == Void && held && r.rows[holder].Number() == row.Number():
		delete(r.held, id)
	default:
		return broken("序号重复、不连续，或状态不对", "the serial is a repeat or leaves a gap, or the state does not fit")
	}
	r.rows, r.chain = append(r.rows, row), chain
	return nil
}

var dateForm = regexp.MustCompile(`^([0-9]{4})-([0-9]{2})-([0-9]{2})$`)

func dateOf(s string) period.Date {
	m := dateForm.FindStringSubmatch(s)
	if m == nil {
		return period.Date{}
	}
	n := func(i int) int { v, _ := strconv.Atoi(m[i]); return v }
	return period.Date{Year: n(1), Month: n(2), Day: n(3)}
}
