package model

import "slices"

// divisionRow is a line of a table by region.
type divisionRow struct {
	name string
	unit *Unit
}

// divisionRows are the region's divisions, with a last row for what lies outside
// of them, and the number of the row that a unit counts in.
func (o *Office) divisionRows() (rows []divisionRow, find func(*Unit) int) {
	at := map[*Unit]int{}
	own := divisionRow{o.Region.words().own, o.Region}
	if o.Region != nil {
		for _, u := range o.Region.Children {
			if division(o.Region, u) {
				at[u] = len(rows)
				rows = append(rows, divisionRow{u.Short, u})
			}
		}
	}
	rows = append(rows, own)
	return rows, func(u *Unit) int {
		for ; u != nil; u = u.Parent {
			if i, ok := at[u]; ok {
				return i
			}
		}
		return len(rows) - 1
	}
}

// Divisions lists the region's own divisions: the counties of a city, the towns
// of a county, the companies of a group.
func (o *Office) Divisions() []*Unit {
	rows, _ := o.divisionRows()
	var units []*Unit
	for _, r := range rows[:len(rows)-1] {
		units = append(units, r.unit)
	}
	return units
}

// DivisionOf is the division right below the region in which u lies, nil for what lies
// outside of them.
func (o *Office) DivisionOf(u *Unit) *Unit {
	for ; u != nil && u != o.Region; u = u.Parent {
		if u.Parent == o.Region && o.Region != nil {
			if division(o.Region, u) {
				return u
			}
			return nil
		}
	}
	return nil
}

// Members lists the committee's member units (成员单位): the departments right
// under the region, then its divisions, in table order.
func (o *Office) Members() []*Unit {
	if o.Region == nil {
		return nil
	}
	var members []*Unit
	for _, u := range o.Region.Children {
		if u.Tier == Department {
			members = append(members, u)
		}
	}
	return append(members, o.Divisions()...)
}

// industryOrder puts names of industries into the settings' order, others behind
// as they come.
func (o *Office) industryOrder(names []string) []string {
	var out []string
	for _, listed := range o.Settings.Industries {
		for _, name := range names {
			if sameField(name, listed) && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	for _, name := range names {
		if !slices.Contains(out, name) && name != unknownIndustry {
			out = append(out, name)
		}
	}
	if slices.Contains(names, unknownIndustry) {
		out = append(out, unknownIndustry)
	}
	return out
}

var _ = explain[Office]("Divisions 下一级单位：市的县（市、区）、集团的子公司; Members 成员单位; DivisionOf 单位属于哪个下一级单位")
