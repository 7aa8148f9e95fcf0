package model

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"hongtou/generator/period"
)

// VisitTotal sums visits of special inspections. A visit whose result is not entered
// counts as a visit and as nothing else.
type VisitTotal struct {
	Name    string   // of the group, or of what was checked
	Heads   []string // 组长
	Visits  int      // 家次
	Entered int      // of these, with a result
	Found   int
	Fixed   int
	counted
	unknown
}

func (t *VisitTotal) add(v *Visit) {
	t.Visits++
	t.note(v, "Visits")
	if v.Head != "" && !slices.Contains(t.Heads, v.Head) {
		t.Heads = append(t.Heads, v.Head)
	}
	if v.Found == nil {
		return
	}
	t.Entered++
	t.Found += *v.Found
	if v.Fixed != nil {
		t.Fixed += *v.Fixed
	} else if v.fixedOpen() {
		t.lacks(v, "Fixed", "Fixed")
	}
	t.note(v, "Entered", "Found", "Fixed", "Left", "Rate")
}

// Left is what is not put right.
func (t *VisitTotal) Left() (int, error) { return t.Found - t.Fixed, t.unknownFigure("Fixed") }

// Rate is the share that is put right; none where nothing was found.
func (t *VisitTotal) Rate() (Share, error) {
	return shareOf(float64(t.Fixed), float64(t.Found)), t.unknownFigure("Fixed")
}

// fixedOpen tells whether something was found at the place and nobody knows how much of it
// is put right.
func (v *Visit) fixedOpen() bool { return v.Found != nil && *v.Found > 0 && v.Fixed == nil }

// Left is what is not put right at the place; nil where the result is not entered. The
// error is a *Gap where nobody entered what is put right.
func (v *Visit) Left() (*int, error) {
	switch {
	case v.Found == nil:
		return nil, nil
	case v.fixedOpen():
		return nil, gapOf(v, "Fixed")
	}
	n := *v.Found
	if v.Fixed != nil {
		n -= *v.Fixed
	}
	return &n, nil
}

// Where is the unit that was visited, or the place.
func (v *Visit) Where() string {
	switch {
	case v.Unit != nil && v.Site != "" && v.Site != v.Unit.Short:
		return v.Unit.Short + v.Site
	case v.Unit != nil:
		return v.Unit.Short
	}
	return v.Site
}

// visited are the inspection's visits up to a day.
func (i *Inspection) visited(asOf period.Date) []*Visit {
	return slices.DeleteFunc(slices.Clone(i.Visits), func(v *Visit) bool { return v.Date.After(asOf) })
}

// Over tells whether the inspection has ended by a day and somebody was visited.
func (i *Inspection) Over(asOf period.Date) bool {
	return !i.End.IsZero() && !i.End.After(asOf) && len(i.visited(asOf)) > 0
}

// InspectionTotal sums an inspection's visits up to a day.
func (o *Office) InspectionTotal(i *Inspection, asOf period.Date) *VisitTotal {
	t := &VisitTotal{Name: "合计", counted: o.counting()}
	for _, v := range i.visited(asOf) {
		t.add(v)
	}
	return t
}

// InspectionGroups sums them by group, in the order of the visits.
func (o *Office) InspectionGroups(i *Inspection, asOf period.Date) []*VisitTotal {
	return o.visitTotals(i.visited(asOf), func(v *Visit) string { return v.Group })
}

// InspectionFocus sums them by what was checked (检查重点), the most hazards first;
// visits without one are left out.
func (o *Office) InspectionFocus(i *Inspection, asOf period.Date) []*VisitTotal {
	rows := o.visitTotals(i.visited(asOf), func(v *Visit) string { return strings.TrimRight(v.Focus, "。；;") })
	slices.SortStableFunc(rows, func(a, b *VisitTotal) int { return cmp.Compare(b.Found, a.Found) })
	return rows
}

func (o *Office) visitTotals(visits []*Visit, key func(*Visit) string) []*VisitTotal {
	var rows []*VisitTotal
	at := map[string]*VisitTotal{}
	for _, v := range visits {
		name := key(v)
		if name == "" {
			continue
		}
		if at[name] == nil {
			at[name] = &VisitTotal{Name: name, counted: o.counting()}
			rows = append(rows, at[name])
		}
		at[name].add(v)
	}
	return rows
}

// Unfixed lists the visits after which something is not put right, most first. The error
// is of visits of which nobody knows it.
func (i *Inspection) Unfixed(asOf period.Date) ([]*Visit, error) {
	var list []*Visit
	var errs []error
	left := map[*Visit]int{}
	for _, v := range i.visited(asOf) {
		n, err := v.Left()
		if errs = append(errs, err); n != nil && *n > 0 {
			left[v] = *n
			list = append(list, v)
		}
	}
	slices.SortStableFunc(list, func(a, b *Visit) int { return left[b] - left[a] })
	return list, errors.Join(errs...)
}

var (
	_ = explain[VisitTotal]("Name 检查组或检查重点; Heads 组长; Visits 家次; Entered 登记了结果的家次; Found 发现隐患; Fixed 已整改; Left 未整改; Rate 整改率")
	_ = explain[Inspection]("Over 某日以前是否已经结束并有检查; Unfixed 还有隐患没有整改的检查")
	_ = explain[Office]("InspectionTotal 某次专项检查的结果合计; InspectionGroups 某次专项检查的结果按检查组; InspectionFocus 某次专项检查的结果按检查重点，多的在前")
	_ = explain[Visit]("Where 受检单位或场所")
)
