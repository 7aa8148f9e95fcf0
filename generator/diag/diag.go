// Package diag holds complaints about a user's data, templates and fonts: what
// is wrong, where, and what would be right, in Chinese and in English.
//
// A complaint is a value, not an error: readers collect as many as they find in
// a [List] and go on. Errors of the environment (a disk that is full, a file
// that cannot be opened for want of permission) stay Go errors.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity tells whether a complaint keeps documents from being made.
type Severity int

const (
	// Error: what rests on this datum is not made.
	Error Severity = iota
	// Warning: made, but someone should look.
	Warning
	// Note: said so that nothing goes in silence; there is nothing to do.
	Note
	// Detail: the particulars of a note, for those who ask.
	Detail
)

// String gives "error", "warning" or "note".
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "note"
}

// Text is one sentence in both languages.
type Text struct {
	Zh, En string
}

// T formats both languages with the same arguments; a format that does not use
// them all picks by index ("%[2]s"). An error among them says in each language what it
// has to say in it: of one that speaks English alone nothing stands in the Chinese. Texts,
// places and others that speak both speak in each, and names are joined as it joins a list.
func T(zh, en string, args ...any) Text {
	inZh, inEn, silent := slices.Clone(args), slices.Clone(args), false
	for i, arg := range args {
		switch arg := arg.(type) {
		case error:
			words := Words(arg).Zh
			inZh[i], silent = words, silent || words == ""
		case interface{ In(lang string) string }:
			inZh[i], inEn[i] = arg.In("zh"), arg.In("en")
		}
	}
	said := fmt.Sprintf(zh, inZh...)
	if silent {
		said = strings.TrimSuffix(said, "：")
	}
	return Text{said, fmt.Sprintf(en, inEn...)}
}

// Names are the members of a list in a sentence: 甲、乙 in Chinese, 甲, 乙 in English.
type Names []string

// In is the list in lang.
func (n Names) In(lang string) string {
	if lang == "en" {
		return strings.Join(n, ", ")
	}
	return strings.Join(n, "、")
}

// In gives the sentence in lang: "en", or Chinese for everything else.
func (t Text) In(lang string) string {
	if lang == "en" && t.En != "" {
		return t.En
	}
	return t.Zh
}

// Place is where in the user's files a complaint points. Zero fields are
// unknown. Rows, columns and lines count from 1, as a spreadsheet shows them.
type Place struct {
	File   string `json:"file,omitempty"`
	Sheet  string `json:"sheet,omitempty"`
	Row    int    `json:"row,omitempty"`
	Column int    `json:"column,omitempty"` // 1 = A
	Header string `json:"header,omitempty"` // the column's header text
	Line   int    `json:"line,omitempty"`   // of a text file or template
	Key    string `json:"key,omitempty"`    // path inside YAML or JSON, as data.units; a place in a Word file, in Chinese
	KeyEn  string `json:"-"`                // the key in English, where it is words
}

// Diagnostic is one complaint.
type Diagnostic struct {
	Severity Severity
	Code     string // kebab-case, stable, for scripts: "unit-parent-unknown"
	Place    Place
	Value    string // the offending value as found, "" if none
	Problem  Text   // what is wrong
	Remedy   Text   // what would be right

	Spoils  string // what can't be relied on because of it: a table's name, "region"
	RestsOn string // what must be sound for it to mean something: where that is spoilt, it follows from what spoilt it

	About    Subject // for whom an output was being made when its template failed
	Subjects int     // of a folded complaint, how many there are
}

// List collects complaints. The zero value is ready. It is not safe for
// concurrent use.
type List struct {
	items []Diagnostic
	folds map[Diagnostic]*fold // without their subjects
}

// Add appends a complaint.
func (l *List) Add(d Diagnostic) { l.items = append(l.items, d) }

// Last is the complaint that was added last, of a list that has one.
func (l *List) Last() *Diagnostic { return &l.items[len(l.items)-1] }

// Append appends all of other's complaints.
func (l *List) Append(other *List) {
	if other != nil {
		l.items = append(l.items, other.items...)
		for d, f := range other.folds {
			l.folded(d).add(*f)
		}
	}
}

// Len is the number of complaints of either severity; a folded one counts once.
func (l *List) Len() int { return len(l.items) + len(l.folds) }

// Errors is the number of complaints that keep something from being made; a nil
// list has none.
func (l *List) Errors() int {
	if l == nil {
		return 0
	}
	n := 0
	for _, d := range l.items {
		if d.Severity == Error {
			n++
		}
	}
	for d := range l.folds {
		if d.Severity == Error {
			n++
		}
	}
	return n
}

// Brief is the list without details.
func (l *List) Brief() *List {
	if l == nil {
		return nil
	}
	return &List{folds: l.folds, items: slices.DeleteFunc(slices.Clone(l.items), func(d Diagnostic) bool { return d.Severity == Detail })}
}

// All gives the complaints ordered by file, sheet, row, line and column, each
// only once.
func (l *List) All() []Diagnostic {
	s := append(slices.Clone(l.items), l.unfolded()...)
	slices.SortStableFunc(s, compare)
	return slices.Compact(s)
}

func compare(a, b Diagnostic) int {
	p, q := a.Place, b.Place
	return cmp.Or(
		cmp.Compare(p.File, q.File), cmp.Compare(p.Sheet, q.Sheet),
		cmp.Compare(p.Row, q.Row), cmp.Compare(p.Line, q.Line),
		cmp.Compare(p.Column, q.Column), cmp.Compare(p.Key, q.Key),
		cmp.Compare(a.Code, b.Code), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Problem.Zh, b.Problem.Zh),
	)
}

// ColumnName turns 1, 26, 27 into A, Z, AA.
func ColumnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// In writes a place for people: `data/units.xlsx 表“单位” 第12行 C列“层级”`.
func (p Place) In(lang string) string {
	en := lang == "en"
	var parts []string
	add := func(zh, eng string, args ...any) { parts = append(parts, T(zh, eng, args...).In(lang)) }
	if p.File != "" {
		parts = append(parts, p.File)
	}
	if p.Sheet != "" {
		add("工作表“%s”", "sheet %q", p.Sheet)
	}
	if p.Row > 0 {
		add("第%d行", "row %d", p.Row)
	}
	if p.Line > 0 {
		add("第%d行", "line %d", p.Line)
	}
	switch {
	case p.Column > 0 && p.Header != "":
		add("%s列“%s”", "column %s %q", ColumnName(p.Column), p.Header)
	case p.Column > 0:
		add("%s列", "column %s", ColumnName(p.Column))
	case p.Header != "":
		add("“%s”", "%q", p.Header)
	}
	if p.Key != "" {
		add("%[1]s", "%[2]s", p.Key, cmp.Or(p.KeyEn, p.Key))
	}
	if en {
		return strings.Join(parts, ", ")
	}
	return strings.Join(parts, " ")
}

// In writes the whole complaint on one line: severity, place, problem, value, remedy.
func (d Diagnostic) In(lang string) string {
	var b strings.Builder
	zh := lang != "en"
	kind := Text{"错误", "error"}
	switch d.Severity {
	case Warning:
		kind = Text{"警告", "warning"}
	case Note, Detail:
		kind = Text{"提示", "note"}
	}
	b.WriteString(kind.In(lang))
	colon, open, end := "：", "（", "）"
	if !zh {
		colon, open, end = ": ", " (", ")"
	}
	if at := d.Place.In(lang); at != "" {
		if zh {
			b.WriteString(" ")
		} else {
			b.WriteString(": ")
		}
		b.WriteString(at)
	}
	b.WriteString(colon)
	b.WriteString(d.problem().In(lang))
	if d.Value != "" {
		v := d.Value
		if r := []rune(v); len(r) > 60 {
			v = string(r[:60]) + "…"
		}
		fmt.Fprintf(&b, "%s%s%q%s", open, T("现为 ", "found ").In(lang), v, end)
	}
	if r := d.remedy().In(lang); r != "" {
		if zh {
			b.WriteString("；")
		} else {
			b.WriteString("; ")
		}
		b.WriteString(r)
	}
	return b.String()
}

// String is the Chinese line.
func (d Diagnostic) String() string { return d.In("zh") }

// Of is a list of the complaints given.
func Of(items ...Diagnostic) *List { return &List{items: items} }

// Join is a list of all complaints of lists, any of which may be nil.
func Join(lists ...*List) *List {
	out := &List{}
	for _, l := range lists {
		out.Append(l)
	}
	return out
}
