package register

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// Issued is a number that a finished document bears, as its manifest says.
type Issued struct {
	Document
	Serial int
	File   string // the document's, for complaints
}

// Number is the number that the document bears.
func (i Issued) Number() string { return Format(i.Code, i.Year, i.Serial) }

// Lacking gives the first of the numbers, all given by a register, that the
// register does not have, or has for another document only: then it is not the
// register that gave them.
func (r *Register) Lacking(issued []Issued) error {
	for _, i := range issued {
		if !r.bears(i) {
			return &Broken{Path: r.path, Code: "register-short", Remedy: restore(),
				Problem: diag.T("登记簿中没有成品 %s 上的 %s，缺行或已被换成别的", "the register lacks %[2]s, which the finished %[1]s bears: rows are missing, or it is another register", i.File, i.Number())}
		}
	}
	return nil
}

// Accepted is what [Register.Accept] did.
type Accepted struct {
	Rows    int    // in the register now
	Entered int    // put back from finished documents
	Outside int    // put in so that no number that was used is given again
	Backup  string // the register as it was; "" where nothing had to be changed
}

// Accept takes the register as it stands: whoever calls it has looked it through.
// Rows get new checks; where rows are missing, those of finished documents are put
// back, and the other numbers up to the last that was ever given count as used
// outside. A row that can't be read, or that repeats a number or a document, is
// still refused. The old file is kept beside the new.
func Accept(ctx context.Context, path string, issued []Issued, on period.Date) (*Accepted, error) {
	real, err := resolve(path)
	if err != nil {
		return nil, err
	}
	r := &Register{path: real, contents: empty()}
	l, err := r.lock(ctx)
	if err != nil {
		return nil, err
	}
	defer l.Release()
	if err := r.look(); err == nil && r.Whole() == nil && r.Lacking(issued) == nil {
		return &Accepted{Rows: len(r.rows)}, nil
	}
	fixed, done, err := r.mended(issued, on)
	if err != nil {
		return nil, err
	}
	if done.Backup, err = r.keep(); err != nil {
		return nil, err
	}
	r.contents, r.end = contents{}, nil
	if err := r.rewrite(fixed.rows); err != nil {
		return nil, err
	}
	done.Rows = len(r.rows)
	return done, r.writeEnd(nil)
}

// mended is the register's rows with what is missing among them.
func (r *Register) mended(issued []Issued, on period.Date) (*contents, *Accepted, error) {
	text, err := r.readText()
	if err != nil {
		return nil, nil, err
	}
	end, err := r.readEnd()
	var damaged *Broken
	if err != nil && !errors.As(err, &damaged) {
		return nil, nil, err
	}
	if end != nil {
		text = withoutTorn(text, end.Writing)
	}
	lines, headed, _ := split(text)
	if !headed && len(lines) > 0 {
		return nil, nil, r.broken(lines[0].number, "表头不是登记簿的表头", "this is not a register's header")
	}
	c, done := empty(), &Accepted{}
	upTo := func(s series, serial int) {
		if serial > c.last[s] && c.enter(Row{Document{Code: s.code, Year: s.year, Date: on, Title: "登记簿缺行，此号及以前缺的各号视为已用"}, serial, Outside}) {
			done.Outside++
		}
	}
	for _, l := range lines {
		if err := r.readmit(&c, l, upTo); err != nil {
			return nil, nil, err
		}
	}
	for _, i := range issued {
		if c.bears(i) {
			continue
		}
		row := Row{i.Document, i.Serial, Entered}
		row.Date = on
		if holder, held := c.holder[row.Number()]; held {
			return nil, nil, &Broken{Path: r.path, Code: "number-twice", Problem: diag.T("%s 在成品 %s 上，登记簿却编给了 %s %s %s", "%s is on the finished %s, but the register gave it to %s %s %s", row.Number(), i.File, holder.target, holder.period, holder.unit),
				Remedy: diag.T("两份文书中未发出的一份，用 hongtou number void 作废其字号并重做，再认可", "of the two papers, make void by hongtou number void the number of the one that was not sent out, make that anew, then accept")}
		}
		if at, held := c.held[row.identity()]; held { // what the finished paper says counts
			newer := c.rows[at]
			newer.State, newer.Date = Void, on
			c.enter(newer)
		}
		if c.enter(row) {
			done.Entered++
		}
	}
	if end != nil {
		for _, name := range sortedKeys(end.Last) {
			if code, year, serial, ok := Parse(name + strconv.Itoa(end.Last[name]) + "号"); ok {
				upTo(series{code, year}, serial)
			}
		}
	}
	return &c, done, nil
}

// bears tells whether the register ever gave this document this number.
func (c *contents) bears(i Issued) bool {
	_, ok := c.given[bearer{i.Number(), i.identity()}]
	return ok
}

// readmit takes in a row whatever its check says.
func (r *Register) readmit(c *contents, l line, upTo func(series, int)) error {
	if !l.whole || len(l.cells) < len(columns)-1 {
		return r.broken(l.number, "这一行不完整，无法认可", "this row is not whole and can't be accepted")
	}
	cells := slices.Clone(l.cells)
	if d := dateOf(cells[8]); !d.IsZero() {
		cells[8] = d.String()
	}
	cells[5] = monthOf(cells[5])
	row, ok := rowOf(cells)
	if !ok {
		return r.broken(l.number, "年份、代字、序号与发文字号对不上，无法认可", "year, code and serial do not make the number: this row can't be accepted")
	}
	_, used := c.used[row.Number()]
	switch s := (series{row.Code, row.Year}); {
	case row.State == Used && row.Serial > c.last[s]+1:
		upTo(s, row.Serial-1)
	case row.State == Used && row.Serial <= c.last[s] && !used:
		row.State = Entered // it was moved, or added where a row had been lost
	case row.State == Void && !used: // the row that gave it is lost
		row.State = Entered
		if c.enter(row) {
			row.State = Void
		}
	case row.State == Outside && row.Serial <= c.last[s] && !used:
		return nil // a row above says it too
	}
	if !c.enter(row) {
		return r.broken(l.number, "字号或文书重复，或状态不对，无法认可", "the number or the document is a repeat, or the state does not fit: this row can't be accepted")
	}
	return nil
}

// keep copies the register beside itself before it is changed by other means
// than appending.
func (r *Register) keep() (string, error) {
	b, err := os.ReadFile(r.path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	for i := 1; ; i++ {
		name := fmt.Sprintf("%s.%d.bak", r.path, i)
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = f.Write(b)
		return filepath.Base(name), errors.Join(err, f.Sync(), f.Close())
	}
}

func sortedKeys(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
