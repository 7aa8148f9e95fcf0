package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Complaints are told by their causes: a head that lacks the column of codes makes
// every row that names a code wrong, and a code that was typed wrong stands in as many
// rows as there are of it. A cause is one line, with how many places it spoils; what
// follows from it is told to those who ask.

// Group is the complaints of one cause.
type Group struct {
	Cause  Diagnostic
	Others []Diagnostic // what follows from it, or the same at other places
	Places int          // that are affected: of the others, and of the cause where it is the same as they
}

// flood is how many complaints of one kind a column may have before they are one line.
const flood = 10

// Groups gives the complaints by causes: errors first, among them causes of others
// first, then in the order of places.
func (l *List) Groups() []Group {
	all := l.All()
	spoiling := map[string]int{} // what is spoilt → the first complaint that does it
	for i, d := range all {
		if _, ok := spoiling[d.Spoils]; d.Spoils != "" && d.Severity == Error && !ok {
			spoiling[d.Spoils] = i
		}
	}
	under := map[int]*Group{}
	roots := map[any]int{} // what one line may be about → where its first complaint stands
	counts := map[columnKind]int{}
	for _, d := range all {
		counts[kindOf(d)]++
	}
	for i, d := range all {
		root, follows := rootOf(all, spoiling, i), true
		if root == i {
			follows = false
			if key := alike(d, counts); key != nil {
				if first, ok := roots[key]; ok {
					root = first
				} else {
					roots[key] = i
				}
			}
		}
		g := under[root]
		if g == nil {
			g = &Group{Cause: all[root]}
			under[root] = g
		}
		if root != i {
			g.Others = append(g.Others, d)
			if g.Places++; !follows && g.Places == 1 {
				g.Places = 2
			}
		}
	}
	out := make([]Group, 0, len(under))
	for i := range all {
		if g := under[i]; g != nil {
			out = append(out, *g)
		}
	}
	slices.SortStableFunc(out, func(a, b Group) int {
		return cmp.Or(cmp.Compare(a.Cause.Severity, b.Cause.Severity), cmp.Compare(a.rank(), b.rank()))
	})
	return out
}

// rank is 0 for the cause of others.
func (g Group) rank() int {
	if g.Cause.Spoils != "" && len(g.Others) > 0 {
		return 0
	}
	return 1
}

// rootOf is the complaint from which another follows: itself, where all that it rests
// on is sound.
func rootOf(all []Diagnostic, spoiling map[string]int, i int) int {
	for range len(spoiling) { // a chain has each cause once
		cause, ok := spoiling[all[i].RestsOn]
		if !ok || cause == i {
			break
		}
		i = cause
	}
	return i
}

// columnKind is complaints of one kind about one column.
type columnKind struct {
	severity          Severity
	code              string
	file, sheet, head string
	column            int
}

func kindOf(d Diagnostic) columnKind {
	p := d.Place
	return columnKind{d.Severity, d.Code, p.File, p.Sheet, p.Header, p.Column}
}

// alike is what complaints have in common that one line tells: nil for one that stands
// alone. A reference to what is not there is the same in whatever file it stands.
func alike(d Diagnostic, counts map[columnKind]int) any {
	kind := kindOf(d)
	switch {
	case d.Severity == Detail || d.About.Name != "":
		return nil
	case d.Place.Row == 0 && d.RestsOn == "": // no cell: of one file, the same in other words of what it is about
		if counts[kind] > flood && d.Place.Line == 0 {
			return [3]string{d.Code, kind.file, d.Problem.Zh}
		}
		return nil
	case d.RestsOn != "" && d.Value != "":
		return [5]string{d.Severity.String(), d.Code, d.Value, d.Problem.Zh, d.Remedy.Zh}
	case counts[kind] > flood:
		return kind
	}
	return [8]string{d.Severity.String(), d.Code, d.Value, d.Problem.Zh, d.Remedy.Zh, kind.file, kind.sheet, fmt.Sprint(kind.column, kind.head)}
}

// In writes the group on one line: the cause, how many places it affects, and the
// first of them where they are rows.
func (g Group) In(lang string) string {
	s := g.Cause.In(lang)
	if len(g.Others) == 0 {
		return s
	}
	text := T("；影响 %d 处", "; %d places are affected", g.Places)
	if at := g.rows(lang); at != "" {
		text = T("；影响 %d 处：%s", "; %d places are affected: %s", g.Places, at)
	}
	return s + text.In(lang)
}

// told is how many rows of a group are named in its line.
const told = 5

// rows names the first places of what is the same as the cause, by files and sheets:
// 第3、5、7行等.
func (g Group) rows(lang string) string {
	if g.Places == len(g.Others) || g.Cause.Place == g.Others[0].Place { // one place is named once
		return ""
	}
	var parts []string
	rows := func(p Place, numbers []string) {
		at := p.In(lang)
		if len(numbers) > 0 {
			here := Place{File: p.File, Sheet: p.Sheet}
			if p.File == g.Cause.Place.File && p.Sheet == g.Cause.Place.Sheet {
				here = Place{}
			}
			at = strings.TrimSpace(here.In(lang) + T(" 第%s行", " rows %s", strings.Join(numbers, T("、", ", ").In(lang))).In(lang))
		}
		parts = append(parts, at)
	}
	all := append([]Diagnostic{g.Cause}, g.Others...)
	all = all[:min(told, len(all))]
	for i := 0; i < len(all); {
		p, numbers := all[i].Place, []string(nil)
		for ; i < len(all) && all[i].Place.Row > 0 && all[i].Place.File == p.File && all[i].Place.Sheet == p.Sheet; i++ {
			numbers = append(numbers, fmt.Sprint(all[i].Place.Row))
		}
		if numbers == nil {
			i++
		}
		rows(p, numbers)
	}
	s := strings.Join(parts, T("；", "; ").In(lang))
	if g.Places > told {
		s += T("等", ", …").In(lang)
	}
	return s
}

// Count is how many causes of each severity a list has.
type Count struct {
	Errors, Warnings, Notes int
	Folded                  int // complaints that stand under a cause
}

// Count counts a list's causes.
func (l *List) Count() Count {
	var c Count
	for _, g := range l.Groups() {
		c.add(g)
	}
	return c
}

func (c *Count) add(g Group) {
	c.Folded += len(g.Others)
	switch g.Cause.Severity {
	case Error:
		c.Errors++
	case Warning:
		c.Warnings++
	default:
		c.Notes++
	}
}

// Add adds another list's count.
func (c *Count) Add(other Count) {
	c.Errors, c.Warnings, c.Notes, c.Folded = c.Errors+other.Errors, c.Warnings+other.Warnings, c.Notes+other.Notes, c.Folded+other.Folded
}

// Text says a count: 3 个错误、2 条警告.
func (c Count) Text() Text {
	var zh, en []string
	for _, part := range []struct {
		n        int
		zh, one  string
		multiple string
	}{{c.Errors, "个错误", "error", "errors"}, {c.Warnings, "条警告", "warning", "warnings"}, {c.Notes, "条提示", "note", "notes"}} {
		if part.n == 0 {
			continue
		}
		word := part.multiple
		if part.n == 1 {
			word = part.one
		}
		zh, en = append(zh, fmt.Sprintf("%d %s", part.n, part.zh)), append(en, fmt.Sprintf("%d %s", part.n, word))
	}
	return Text{strings.Join(zh, "、"), strings.Join(en, ", ")}
}
