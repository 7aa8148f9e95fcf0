// Package register keeps the register of document numbers (发文字号登记簿): an
// append-only CSV file that Excel opens. Numbers run by year and issuing code
// (代字) without a repeat; a document keeps the number that it was given; a
// number that is void, or was used outside of the register, stays used.
//
// The file is read as editors and spreadsheet programs save it: any line ends,
// a missing last one, UTF-8, UTF-16 or GB 18030, quoted or not, with blank lines
// and columns. Each row carries a check over itself and the row before, so that a
// row that was changed, removed or put in by hand is found; a side file beside
// the register says where it ends, so that rows removed from its end are found
// too, and a register that was emptied or deleted.
//
// Any number of processes may use one register, also by symbolic links: each
// change is made under a lock beside the real file, after reading what others
// appended, and is on the disk before it is told. A row that was torn (the
// machine stopped while it was written) was never told to anyone and is taken
// off; the side file says which rows were being written, and nothing else is.
package register

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"hongtou/generator/diag"
	"hongtou/generator/lock"
	"hongtou/generator/period"
)

// FileName is the register's file in a workspace.
const FileName = "登记簿.csv"

// State of a number.
type State string

const (
	Used    State = "已用"
	Void    State = "作废"
	Outside State = "簿外已用" // it, and what of its series is below it and not in the register, was used outside
	Entered State = "补登"   // put back from a finished document by [Register.Accept]
)

// Document is what a number is asked for. Code, Target, Period and Unit say
// which document it is; the others are for the register's readers.
type Document struct {
	Target string
	Period string
	Unit   string // the unit's or meeting's code, "" for none
	Code   string // 代字: 安安委办
	Year   int    // of issue
	Title  string
	Date   period.Date // of entry
}

// Row is one row: a number that was given, made void or used elsewhere.
type Row struct {
	Document
	Serial int
	State  State
}

// Number is the row's 发文字号 (GB/T 9704-2012, 7.2.5): 安安委办〔2026〕12号.
func (r Row) Number() string { return Format(r.Code, r.Year, r.Serial) }

// Broken is the error of a register that is not as it was written. Line counts
// from 1, and is 0 where it is about the whole file.
type Broken struct {
	Path    string
	Line    int
	Code    string // register-broken, register-short or register-link
	Problem diag.Text
	Remedy  diag.Text
}

func (b *Broken) Error() string { return b.Path + ": " + b.Diagnostic().In("en") }

// Diagnostic is the same for people.
func (b *Broken) Diagnostic() diag.Diagnostic {
	return diag.Diagnostic{Code: b.Code, Place: diag.Place{File: filepath.Base(b.Path), Row: b.Line}, Problem: b.Problem, Remedy: b.Remedy}
}

// restore is what to do about a register that was changed by hand.
func restore() diag.Text {
	return diag.T("登记簿只能由程序追加，请从备份恢复（更正用 hongtou number void）；没有备份的，核对后用 hongtou number check --accept 认可现状",
		"only the program may append to the register: restore it from a backup (to correct, use hongtou number void); without one, look it through and accept it as it is by hongtou number check --accept")
}

var (
	// ErrUnknown is the error of a number that was never given.
	ErrUnknown = errors.New("no such number in the register")
	// ErrBack is the error of a start below numbers that are used.
	ErrBack = errors.New("numbers up to there are used already")
)

// patience is how long a change waits for other processes'.
const patience = 60 * time.Second

// Register is a register that was read. It is not safe for concurrent use;
// several Registers of one file are, in one process or several.
type Register struct {
	path string // of the real file, behind all links
	size int64  // of the file, with a torn row
	contents
	end *end // as the side file says; nil: there is none
}

type identity struct{ code, target, period, unit string }

type series struct {
	code string
	year int
}

func (s series) String() string { return fmt.Sprintf("%s〔%d〕", s.code, s.year) }

func (d Document) identity() identity {
	return identity{oneLine(d.Code), oneLine(d.Target), oneLine(d.Period), oneLine(d.Unit)}
}

// Open reads and checks the register at path; one that is not there is empty,
// and is made when the first number is given.
func Open(path string) (*Register, error) {
	real, err := resolve(path)
	if err != nil {
		return nil, err
	}
	r := &Register{path: real}
	err = r.look()
	var broken *Broken
	if errors.As(err, &broken) { // another process may just be writing: be sure
		l, busy := r.lock(context.Background())
		if busy == nil {
			err = r.look()
			l.Release()
		}
	}
	return r, err
}

// Rows are all rows in the order of the file.
func (r *Register) Rows() []Row { return slices.Clone(r.rows) }

// Held is the number that a document holds, if it has one that is not void.
func (r *Register) Held(d Document) (number string, ok bool) {
	i, ok := r.held[d.identity()]
	if !ok {
		return "", false
	}
	return r.rows[i].Number(), true
}

// Whole tells, where the register has rows, whether its side file is there to say
// where it ends. Without it rows that were removed from the end are not seen, and
// nothing is numbered.
func (r *Register) Whole() error {
	if r.end != nil || len(r.rows) == 0 {
		return nil
	}
	return &Broken{Path: r.path, Code: "register-short", Problem: diag.T("登记簿旁缺少末尾记录 %s，不能确定末尾有无缺行，不再编号", "the record of the register's end, %s beside it, is not there: whether rows are missing at its end can't be told, and nothing is numbered", filepath.Base(r.endPath())),
		Remedy: diag.T("连同登记簿从备份恢复；是单独复制或旧版程序留下的登记簿，核对后用 hongtou number check --accept 认可", "restore both from a backup; if the register was copied without it, or is an older program's, look it through and accept it by hongtou number check --accept")}
}

// Give gives documents their numbers, in order: the one that each holds, or the
// next of its code and year. A number that taken knows to be another document's
// is passed over, and entered as used outside. The numbers are on the disk when
// Give returns. A nil taken knows none.
func (r *Register) Give(ctx context.Context, documents []Document, taken func(number string) (Document, bool)) (numbers []string, err error) {
	if taken == nil {
		taken = func(string) (Document, bool) { return Document{}, false }
	}
	err = r.change(ctx, func() []Row {
		var added []Row
		numbers = numbers[:0]
		fresh, given := map[identity]string{}, map[series]int{}
		for _, d := range documents {
			number, ok := r.Held(d)
			if !ok {
				number, ok = fresh[d.identity()]
			}
			for s := (series{oneLine(d.Code), d.Year}); !ok; {
				given[s]++
				row := Row{d, r.last[s] + given[s], Used}
				if other, used := taken(row.Number()); used {
					other.Code, other.Year, other.Date = d.Code, d.Year, d.Date
					added = append(added, Row{other, row.Serial, Outside})
					continue
				}
				added, number, ok = append(added, row), row.Number(), true
				fresh[d.identity()] = number
			}
			numbers = append(numbers, number)
		}
		return added
	})
	return numbers, err
}

// Void makes a number void: it stays used, and its document gets another when
// it is next made. It gives [ErrUnknown] for a number that no document holds.
func (r *Register) Void(ctx context.Context, number string, on period.Date) error {
	found := false
	if code, year, serial, ok := Parse(number); ok {
		number = Format(code, year, serial)
	}
	err := r.change(ctx, func() []Row {
		id, held := r.holder[number]
		if !held {
			return nil
		}
		found = true
		row := r.rows[r.held[id]]
		row.State, row.Date = Void, on
		return []Row{row}
	})
	if err == nil && !found {
		err = fmt.Errorf("%w: %s", ErrUnknown, number)
	}
	return err
}

// Start makes the next number of a code and year the given one, where an office
// begins in mid-year: those below were used outside of the register. It gives
// [ErrBack] where the register is further already.
func (r *Register) Start(ctx context.Context, code string, year, next int, on period.Date) error {
	s := series{oneLine(code), year}
	back := false
	err := r.change(ctx, func() []Row {
		if back = next <= r.last[s]; back || next == r.last[s]+1 {
			return nil
		}
		return []Row{{Document{Code: s.code, Year: year, Date: on, Title: "此号及以前各号在登记簿以外已用"}, next - 1, Outside}}
	})
	if err == nil && back {
		err = fmt.Errorf("%w: %s", ErrBack, Format(s.code, year, r.last[s]))
	}
	return err
}

// change appends what decide gives, alone among all processes and after reading
// what others appended.
func (r *Register) change(ctx context.Context, decide func() []Row) error {
	l, err := r.lock(ctx)
	if err != nil {
		return err
	}
	defer l.Release()
	if err := r.look(); err != nil {
		return err
	}
	if err := r.Whole(); err != nil {
		return err
	}
	return r.append(decide())
}

// lock waits for the register's lock, which lies beside the real file.
func (r *Register) lock(ctx context.Context) (*lock.Lock, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return lock.Wait(ctx, beside(r.path, "lock"))
}

// beside is the path of a hidden file beside the register.
func beside(path, suffix string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+suffix)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
