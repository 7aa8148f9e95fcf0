package diag

import (
	"cmp"
	"slices"
	"strings"
)

// A mistake in a template repeats for each unit that the template is made for. It is
// kept and told once, with whom it meets, so that a thousand units take one line.

// Subject is whom or what an output is made for when a complaint about its template
// arises.
type Subject struct {
	Name string // the code and the name: 990102 澄江区
	Data Place  // where it stands in the data
}

// named is how many subjects of one complaint are told by name.
const named = 5

// fold is a complaint about several subjects.
type fold struct {
	first []Subject // at most named of them, by name
	count int
}

func (f *fold) add(other fold) {
	seen := 0
	for _, s := range other.first {
		i, found := slices.BinarySearchFunc(f.first, s, func(a, b Subject) int { return strings.Compare(a.Name, b.Name) })
		if found {
			seen++
			continue
		}
		f.first = slices.Insert(f.first, i, s)
	}
	f.first = f.first[:min(named, len(f.first))]
	f.count += other.count - seen
}

// Fold appends all of other's complaints; those that differ only in whom they are
// about become one.
func (l *List) Fold(other *List) {
	if other == nil {
		return
	}
	for _, d := range (&List{items: other.items}).All() {
		if d.About.Name == "" {
			l.Add(d)
			continue
		}
		about := d.About
		d.About = Subject{}
		l.folded(d).add(fold{[]Subject{about}, 1})
	}
	for d, f := range other.folds {
		l.folded(d).add(*f)
	}
}

func (l *List) folded(d Diagnostic) *fold {
	if l.folds == nil {
		l.folds = map[Diagnostic]*fold{}
	}
	if l.folds[d] == nil {
		l.folds[d] = &fold{}
	}
	return l.folds[d]
}

// unfolded is the list's folded complaints as they are told.
func (l *List) unfolded() []Diagnostic {
	var out []Diagnostic
	for d, f := range l.folds {
		var names []string
		for _, s := range f.first {
			names = append(names, s.Name)
		}
		d.About = Subject{strings.Join(names, "、"), f.first[0].Data}
		if f.count > 1 {
			d.Subjects = f.count
		}
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b Diagnostic) int { // a map has no order, and compare leaves the texts out
		return cmp.Or(compare(a, b), cmp.Compare(a.Problem.Zh, b.Problem.Zh), cmp.Compare(a.Remedy.Zh, b.Remedy.Zh), cmp.Compare(a.About.Name, b.About.Name))
	})
	return out
}

// problem is what is wrong, and for whom.
func (d Diagnostic) problem() Text {
	if d.About.Name == "" {
		return d.Problem
	}
	zh, en := "为 "+d.About.Name+" ", "while filling it for "+strings.ReplaceAll(d.About.Name, "、", ", ")
	if d.Subjects > named {
		more := T("等 %d 个单位（事项）", " and others, %d in all", d.Subjects)
		zh, en = zh+more.Zh, en+more.En
	}
	return Text{zh + "生成时：" + d.Problem.Zh, en + ": " + d.Problem.En}
}

// remedy is what would be right, and where the data is.
func (d Diagnostic) remedy() Text {
	if d.About.Data == (Place{}) {
		return d.Remedy
	}
	zh, en := "数据见 "+d.About.Data.In("zh"), "the data is at "+d.About.Data.In("en")
	if d.Subjects > 1 {
		zh, en = zh+" 等", en+" and other places"
	}
	if d.Remedy.Zh != "" {
		zh = d.Remedy.Zh + "；" + zh
	}
	if d.Remedy.En != "" {
		en = d.Remedy.En + "; " + en
	}
	return Text{zh, en}
}
