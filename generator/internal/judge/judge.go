// Package judge measures the pages of finished PDF files as a reader with a ruler
// does: whether they are filled, whether lines are even, whether what belongs
// together stands together. Positions are what another program paints; nothing here
// knows the typesetter. Tests use it.
package judge

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"hongtou/generator/internal/readback"
	"hongtou/generator/parallel"
)

// Fault is one kind of thing that a page should not have.
type Fault string

const (
	ShortPage        Fault = "text goes on, and the page ends above line 22"
	BeforeHeading    Fault = "  … before a heading"
	BeforeSignatures Fault = "  … before two lines that stand with the signatures"
	BeforeLastLines  Fault = "  … so that the last page has three lines"
	ThirdBlank       Fault = "a third of the page is blank though the next goes on"
	TornTable        Fault = "a table of ten rows or fewer is torn"
	UnitParted       Fault = "a number is parted, or parts from its unit, or 代字 from its 〔year〕"
	MonthParted      Fault = "a date is parted behind 月"
	YearParted       Fault = "a date is parted behind 年"
	DashFirst        Fault = "a line begins with —"
	LooseLine        Fault = "Han characters of a line stand more than 12 % of an em apart"
	OneLeft          Fault = "a last line of one character"
	BadEdge          Fault = "a mark that may not begin or end a line does"
	Overprinted      Fault = "text over text"
	OffArea          Fault = "ink outside of its area"
	TooManyLines     Fault = "more than 22 lines"
	UnevenLines      Fault = "a paragraph's lines stand closer than the pitch without a signature, by more than a seventh off it, or unlike the page's others"
	CellParted       Fault = "a number, a date or a code is broken in a table's cell"
	CellOneLeft      Fault = "a cell's last line of one character, and a column has room to spare"
	ImprintAlone     Fault = "the imprint alone on a page"
	SignatureAlone   Fault = "signatures on a page without text"
	NearlyEmpty      Fault = "a page behind the first of less than three lines"
	LoneRow          Fault = "one row of a table alone at a page's foot or head"
)

// Faults are all of them, in the order of the table.
var Faults = []Fault{ShortPage, BeforeHeading, BeforeSignatures, BeforeLastLines, ThirdBlank, TornTable, UnitParted, MonthParted, YearParted, DashFirst, LooseLine, OneLeft, BadEdge, Overprinted, OffArea, TooManyLines, UnevenLines, CellParted, CellOneLeft, ImprintAlone, SignatureAlone, NearlyEmpty, LoneRow}

// shown is how many places of a fault a document's findings keep.
const shown = 12

// Findings counts faults over many pages, with the first few places of each.
type Findings struct {
	Pages      int
	Continuing int // pages over whose end text goes on
	Tables     int // what pages show of ruled tables
	Count      map[Fault]int
	Places     map[Fault][]string

	// How unlike neighbouring full lines of a paragraph are: by what letters stand apart,
	// and by the blank behind 、，。；：, in em.
	Letters, Marks unlike
}

// unlike gathers differences.
type unlike struct {
	n       int
	squares float64
}

func (u *unlike) add(d float64) { u.n, u.squares = u.n+1, u.squares+d*d }

// rms is the root of their mean square.
func (u *unlike) rms() float64 { return math.Sqrt(u.squares / float64(max(1, u.n))) }

func (f *Findings) add(kind Fault, file string, page int, what string) {
	f.Count[kind]++
	if len(f.Places[kind]) < shown {
		f.Places[kind] = append(f.Places[kind], fmt.Sprintf("%s p.%d %s", file, page+1, what))
	}
}

func (f *Findings) merge(o *Findings) {
	f.Pages += o.Pages
	f.Continuing += o.Continuing
	f.Tables += o.Tables
	f.Letters = unlike{f.Letters.n + o.Letters.n, f.Letters.squares + o.Letters.squares}
	f.Marks = unlike{f.Marks.n + o.Marks.n, f.Marks.squares + o.Marks.squares}
	for kind, n := range o.Count {
		f.Count[kind] += n
		f.Places[kind] = append(f.Places[kind], o.Places[kind]...)
	}
}

// String is the table: each fault, how often, and how often in a thousand pages.
func (f *Findings) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d pages, on %d of them text goes on over the page\n", f.Pages, f.Continuing)
	for _, kind := range Faults {
		fmt.Fprintf(&b, "%6d %7.1f/1000  %s\n", f.Count[kind], 1000*float64(f.Count[kind])/float64(max(1, f.Pages)), kind)
	}
	fmt.Fprintf(&b, "neighbouring lines differ by %.2f %% of an em in their letters' space (%d pairs), by %.1f %% in their marks' blanks (%d)\n",
		100*f.Letters.rms(), f.Letters.n, 100*f.Marks.rms(), f.Marks.n)
	return b.String()
}

func newFindings() *Findings { return &Findings{Count: map[Fault]int{}, Places: map[Fault][]string{}} }

// portion is how many files one reader is given.
const portion = 24

// Files judges every PDF file below a folder. Files with the same
// bytes are read once and count each.
func Files(dir string) (*Findings, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(path) == ".pdf" {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	first, distinct, err := sameBytes(files)
	if err != nil {
		return nil, err
	}
	results, errs := make([]*Findings, len(files)), make([]error, len(files))
	var group parallel.Group
	next := atomic.Int64{}
	portions := slices.Collect(slices.Chunk(distinct, portion))
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(portions); n = int(next.Add(1)) - 1 {
				var paths []string
				for _, i := range portions[n] {
					paths = append(paths, files[i])
				}
				read, err := readback.SheetsOf(paths)
				for k, i := range portions[n] {
					if errs[i] = err; err == nil {
						name, _ := filepath.Rel(dir, files[i])
						results[i] = Sheets(name, read[k])
					}
				}
			}
		})
	}
	group.Wait()
	all := newFindings()
	for _, i := range first {
		if errs[i] != nil {
			return nil, errs[i]
		}
		all.merge(results[i])
	}
	return all, nil
}

// sameBytes gives for each file the first one that has its bytes, and those first ones.
func sameBytes(files []string) (first, distinct []int, err error) {
	seen := map[[sha256.Size]byte]int{}
	for i, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, nil, err
		}
		sum := sha256.Sum256(data)
		if _, has := seen[sum]; !has {
			seen[sum] = i
			distinct = append(distinct, i)
		}
		first = append(first, seen[sum])
	}
	return first, distinct, nil
}

// Sheets judges one document's pages.
func Sheets(name string, sheets []readback.Sheet) *Findings {
	f := newFindings()
	f.file(name, sheets)
	return f
}
