// Package register keeps the register of document numbers (发文字号登记簿): an
// append-only CSV file that Excel opens. Numbers run by year and issuing code
// (代字) from 1 without a gap or a repeat; a document keeps the number that it
// was given; a number that is void stays used.
//
// Two processes may use one register: each change is made under a lock, after
// reading what others appended, and is on the disk before it is told. Each row
// carries a check over itself and the row before, so that a row that was
// changed, removed or put in by hand is found. A row that was torn (the machine
// stopped while it was written) was never told to anyone and is taken off.
package register

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
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
	Used State = "已用"
	Void State = "作废"
)

// Document is what a number is asked for. Target, Period and Unit say which
// document it is; the others are for the register's readers.
type Document struct {
	Target string
	Period string
	Unit   string // the unit's or meeting's code, "" for none
	Code   string // 代字: 安安委办
	Year   int    // of issue
	Title  string
	Date   period.Date // of entry
}

// Row is one row: a number that was given, or made void.
type Row struct {
	Document
	Serial int
	State  State
}

// Number is the row's 发文字号 (GB/T 9704-2012, 7.2.5): 安安委办〔2026〕12号.
func (r Row) Number() string { return Format(r.Code, r.Year, r.Serial) }

// Format writes a number: the code, the year in full between hexagonal
// brackets, and the serial without leading zeros.
func Format(code string, year, serial int) string {
	return fmt.Sprintf("%s〔%d〕%d号", code, year, serial)
}

// Broken is the error of a register that is not as it was written. Line counts
// from 1.
type Broken struct {
	Path    string
	Line    int
	Problem diag.Text
}

func (b *Broken) Error() string { return b.Path + ": " + b.Diagnostic().In("en") }

// Diagnostic is the same for people.
func (b *Broken) Diagnostic() diag.Diagnostic {
	return diag.Diagnostic{Code: "register-broken", Place: diag.Place{File: filepath.Base(b.Path), Row: b.Line}, Problem: b.Problem,
		Remedy: diag.T("登记簿只能由程序追加，请从备份恢复；更正用 hongtou number void", "only the program may append to the register: restore it from a backup; to correct, use hongtou number void")}
}

// ErrUnknown is the error of a number that was never given.
var ErrUnknown = errors.New("no such number in the register")

// patience is how long a change waits for another process's.
const patience = 30 * time.Second

// Register is a register that was read. It is not safe for concurrent use;
// several Registers of one file are, in one process or several.
type Register struct {
	path  string
	size  int64 // of the rows read, in bytes
	lines int   // rows read, the header too
	chain string
	rows  []Row
	held  map[identity]int // row of the number that a document holds
	last  map[series]int   // the highest serial given
}

type identity struct{ target, period, unit string }

type series struct {
	code string
	year int
}

func (d Document) identity() identity {
	return identity{oneLine(d.Target), oneLine(d.Period), oneLine(d.Unit)}
}

// Open reads and checks the register at path; one that is not there is empty,
// and is made when the first number is given.
func Open(path string) (*Register, error) {
	r := &Register{path: path}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		r.reset()
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return r, r.read(f, false)
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

// Give gives documents their numbers, in order: the one that each holds, or the
// next of its code and year. They are on the disk when Give returns.
func (r *Register) Give(ctx context.Context, documents []Document) (numbers []string, err error) {
	err = r.change(ctx, func() []Row {
		var added []Row
		numbers = numbers[:0]
		fresh, given := map[identity]string{}, map[series]int{}
		for _, d := range documents {
			number, ok := r.Held(d)
			if !ok {
				number, ok = fresh[d.identity()]
			}
			if !ok {
				s := series{oneLine(d.Code), d.Year}
				given[s]++
				row := Row{d, r.last[s] + given[s], Used}
				added, number = append(added, row), row.Number()
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
	number = brackets.Replace(number)
	err := r.change(ctx, func() []Row {
		for _, i := range r.held {
			if row := r.rows[i]; row.Number() == number {
				found = true
				row.State, row.Date = Void, on
				return []Row{row}
			}
		}
		return nil
	})
	if err == nil && !found {
		err = fmt.Errorf("%w: %s", ErrUnknown, number)
	}
	return err
}

// brackets are typed for the hexagonal ones, which keyboards lack.
var brackets = strings.NewReplacer("[", "〔", "]", "〕", "［", "〔", "］", "〕", "【", "〔", "】", "〕", "(", "〔", ")", "〕", "（", "〔", "）", "〕")

// change appends what decide gives, alone among all processes and after reading
// what others appended.
func (r *Register) change(ctx context.Context, decide func() []Row) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	l, err := lock.Wait(ctx, filepath.Join(filepath.Dir(r.path), "."+filepath.Base(r.path)+".lock"))
	if err != nil {
		return err
	}
	defer l.Release()
	f, err := os.OpenFile(r.path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := r.read(f, true); err != nil {
		return err
	}
	return r.append(f, decide())
}

// append writes rows behind those that were read. Where that can't be done
// nothing of them stays.
func (r *Register) append(f *os.File, rows []Row) error {
	if len(rows) == 0 {
		return nil
	}
	var text []byte
	if r.size == 0 {
		text = header()
	}
	chain := r.chain
	for _, row := range rows {
		line := encode(row, chain)
		chain = checkOf(line)
		text = append(text, line...)
	}
	_, err := f.WriteAt(text, r.size)
	if err == nil {
		err = f.Sync()
	}
	if err == nil && r.size == 0 {
		err = syncFolder(filepath.Dir(r.path))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", r.path, err), f.Truncate(r.size))
	}
	return r.take(text)
}

// read takes in what is new in the file. A torn row at the end is left out, and
// cut off under the lock: outside it another process may be writing the row.
func (r *Register) read(f *os.File, locked bool) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if r.held == nil || info.Size() < r.size {
		r.reset()
	}
	text, err := io.ReadAll(io.NewSectionReader(f, r.size, info.Size()-r.size))
	if err != nil {
		return err
	}
	whole := wholeRows(text)
	if err := r.take(text[:whole]); err != nil || whole == len(text) || !locked {
		return err
	}
	return f.Truncate(r.size)
}

func (r *Register) reset() {
	*r = Register{path: r.path, held: map[identity]int{}, last: map[series]int{}}
}

// syncFolder puts a new file's name on the disk, where the system can.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
