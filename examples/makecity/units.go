package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"hongtou/generator/period"
)

// unit is one row of the units table.
type unit struct {
	code, name, short, tier, parent string
	division, credit, field         string
	category, leader, post, deputy  string
	phone, address                  string
	grids, staff                    int         // 网格数 of a place, 职工人数 of a firm; 0 for none
	findings                        int         // of a firm
	signed                          period.Date // 责任书签订日期
}

const (
	tierCity        = "市"
	tierCounty      = "县区"
	tierTown        = "乡镇街道"
	tierDepartment  = "部门"
	tierEnterprise  = "企业"
	tierInstitution = "事业单位"
)

const cityCode = "990100"

func words(s string) []string { return strings.Fields(s) }

// addUnits builds the tree: city, counties, towns, departments, enterprises.
func (c *city) addUnits(p *people, r *rand.Rand) {
	phone := phones(r)
	add := func(u *unit) *unit {
		u.phone = phone()
		c.units = append(c.units, u)
		c.byCode[u.code] = u
		return u
	}
	top := add(&unit{code: cityCode, name: "安澜市人民政府", short: "安澜市", tier: tierCity, division: cityCode,
		leader: leadersOfCity[0], post: "市长", deputy: leadersOfCity[1], address: "安澜市澄江区滨江大道1号"})
	for _, a := range counties {
		add(&unit{code: a.code, name: a.name + "人民政府", short: a.name, tier: tierCounty, parent: cityCode, division: a.code,
			leader: a.leader, post: a.post, deputy: p.name(), address: address(r, a)})
	}
	for _, a := range counties {
		for i, name := range a.towns {
			t := add(town(a, name, i))
			t.leader, t.deputy, t.grids = p.name(), p.name(), between(r, 6, 28)
			t.address = "安澜市" + a.name + name + pick(r, words("府前路 振兴路 建设路 中心街 新街")) + strconv.Itoa(between(r, 1, 99)) + "号"
			c.byCode[a.code].grids += t.grids
			top.grids += t.grids
		}
	}
	for i, d := range departments {
		add(&unit{code: fmt.Sprintf("BM%02d", i+1), name: "安澜" + d.name, short: d.name, tier: tierDepartment, parent: cityCode,
			division: cityCode, field: d.field, leader: d.leader, post: d.post, deputy: p.name(), address: address(r, counties[i%3])})
	}
	for i, f := range enterprises {
		add(c.enterprise(i, f, p, r))
	}
}

// town is coded as a 9-digit division: from 001 街道, from 100 镇, from 200 乡.
func town(a area, name string, i int) *unit {
	base, body, post := 0, "办事处", "主任"
	switch {
	case strings.HasSuffix(name, "镇"):
		base, body, post = 100, "人民政府", "镇长"
	case strings.HasSuffix(name, "乡"):
		base, body, post = 200, "人民政府", "乡长"
	}
	code := fmt.Sprintf("%s%03d", a.code, base+i+1)
	return &unit{code: code, name: a.name + name + body, short: name, tier: tierTown, parent: a.code, division: code, post: post}
}

func (c *city) enterprise(i int, f firm, p *people, r *rand.Rand) *unit {
	a := areaOf(f.county)
	u := &unit{code: fmt.Sprintf("QY%02d", i+1), name: f.name, short: f.short, tier: tierEnterprise, parent: a.code, division: a.code,
		field: f.category, category: f.category, leader: f.leader, post: f.post, deputy: p.name(),
		address: address(r, a), staff: f.staff, findings: f.findings}
	if u.leader == "" {
		u.leader = p.name()
	}
	kind := "91"
	if strings.HasSuffix(f.post, "校长") || f.post == "院长" || f.post == "园长" {
		kind, u.tier = "12", tierInstitution
	}
	u.credit = creditCode(kind, a.code, 301000+137*i)
	return u
}

func areaOf(name string) area {
	for _, a := range counties {
		if a.name == name {
			return a
		}
	}
	panic("no county " + name) // a slip in this program's own tables
}

func address(r *rand.Rand, a area) string {
	return "安澜市" + a.name + pick(r, a.streets) + strconv.Itoa(between(r, 2, 398)) + "号"
}

// phones gives different land lines of an area code that is not in use.
func phones(r *rand.Rand) func() string {
	used := map[int]bool{}
	return func() string {
		for {
			n := between(r, 2100000, 8899999)
			if !used[n] {
				used[n] = true
				return fmt.Sprintf("0980-%d", n)
			}
		}
	}
}
