package model

import "hongtou/generator/period"

// Unit is one body in the region's tree: a city, a county, a department, an
// enterprise, a post.
type Unit struct {
	Code       string // unique
	Name       string // full name
	Short      string // short name; Check sets it to Name if empty
	Tier       Tier
	ParentCode string
	Parent     *Unit   // set by Check
	Children   []*Unit // in table order, set by Check
	Division   string  // 行政区划代码 (GB/T 2260, 6, 9 or 12 digits)
	CreditCode string  // 统一社会信用代码 (GB 32100-2015)
	Industry   string  // 行业领域 of an enterprise or a department's field
	Category   string  // 类别: which industry clauses its agreement takes
	Leader     string  // 主要负责人 / 法定代表人
	Post       string  // the leader's post: 县长, 局长, 董事长
	Deputy     string  // 分管负责人
	Phone      string
	Address    string
	Signed     period.Date       // 责任书签订日期 of the unit's agreement with its upper party
	Extra      map[string]string // columns that we do not know, by header
	Origin
}

// Ancestor is the nearest unit of tier t on the way up from u, u included; nil
// if there is none.
func (u *Unit) Ancestor(t Tier) *Unit {
	for ; u != nil; u = u.Parent {
		if u.Tier == t {
			return u
		}
	}
	return nil
}

// County is the county, district or county-level city that u is or lies in, nil
// if there is none.
func (u *Unit) County() *Unit { return u.Ancestor(County) }

// Within tells whether u is top or lies below it.
func (u *Unit) Within(top *Unit) bool {
	for ; u != nil; u = u.Parent {
		if u == top {
			return true
		}
	}
	return false
}
