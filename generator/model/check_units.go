package model

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
)

func (c *checker) units() {
	for i, u := range c.Units {
		c.index.order[u] = i
		u.Parent, u.Children = nil, nil
		if u.Short == "" {
			u.Short = u.Name
		}
		c.index.unitsByTier[u.Tier] = append(c.index.unitsByTier[u.Tier], u)
		unique(c, c.index.unitByCode, u, func(u *Unit) Origin { return u.Origin }, u.Code, words{"unit", "单位", "unit"})
		c.name(u.Name, u)
		if u.Short != u.Name {
			c.name(u.Short, u)
		}
	}
	c.parents()
	c.cycles()
	for _, u := range c.Units {
		if u.Parent != nil {
			u.Parent.Children = append(u.Parent.Children, u)
		}
	}
	c.region()
	for _, u := range c.Units {
		c.tier(u)
		c.division(u)
		c.credit(u)
	}
}

func (c *checker) name(name string, u *Unit) {
	if name == "" {
		return
	}
	if first, ok := c.index.unitByName[name]; ok && first != u {
		u = nil
	}
	c.index.unitByName[name] = u
}

func (c *checker) parents() {
	for _, u := range c.Units {
		if u.ParentCode == "" {
			continue
		}
		u.Parent = c.find(u.ParentCode)
		switch {
		case u.Parent == nil:
			c.fail(u.At("ParentCode"), "unit-parent-unknown", u.ParentCode,
				diag.T("上级单位不在单位表中", "no unit has the parent's code"),
				diag.T("应为单位表中的单位编码；最高一级留空", "use a code of the table of units; leave the top's empty"))
		default:
			u.ParentCode = u.Parent.Code
		}
	}
}

// cycles complains of each ring of parents once and opens it at the first of
// its units in table order, so that walks through the tree end.
func (c *checker) cycles() {
	const walking, done = 1, 2
	state := map[*Unit]int{}
	for _, start := range c.Units {
		var way []*Unit
		u := start
		for ; u != nil && state[u] == 0; u = u.Parent {
			state[u] = walking
			way = append(way, u)
		}
		if u != nil && state[u] == walking {
			c.cycle(way[slices.Index(way, u):])
		}
		for _, w := range way {
			state[w] = done
		}
	}
}

func (c *checker) cycle(ring []*Unit) {
	first := slices.MinFunc(ring, func(a, b *Unit) int { return c.index.order[a] - c.index.order[b] })
	i := slices.Index(ring, first)
	var codes []string
	for n := range min(len(ring), 8) {
		codes = append(codes, ring[(i+n)%len(ring)].Code)
	}
	if len(ring) > len(codes) {
		codes = append(codes, "…")
	}
	c.fail(first.At("ParentCode"), "unit-cycle", first.ParentCode,
		diag.T("上级关系成环：%s", "the parents form a ring: %s", strings.Join(append(codes, first.Code), " → ")),
		diag.T("改正其中一个单位的上级编码", "correct the parent of one of them"))
	first.Parent = nil
}

// region finds the top unit and warns of units that do not hang below it.
func (c *checker) region() {
	c.Region = nil
	var roots []*Unit
	for _, u := range c.Units {
		if u.Parent == nil {
			roots = append(roots, u)
		}
	}
	switch {
	case c.RegionCode != "":
		if len(c.Units) > 0 {
			c.Region = c.unit(c.Origin, "Region", c.RegionCode)
		}
	case len(roots) == 1:
		c.Region = roots[0]
	case len(roots) > 1:
		c.fail(c.Origin.At("Region"), "region-unknown", "",
			diag.T("没有上级的单位有%d个，不知哪个是本地区最高一级", "%d units have no parent, and none is named as the region's top", len(roots)),
			diag.T("在 office.region 写明本地区的单位编码", "name the top unit's code at office.region"))
	}
	if c.Region == nil {
		return
	}
	for _, u := range roots {
		if !c.Region.Within(u) && u.ParentCode == "" && u.Sound("ParentCode") {
			c.warn(u.At("ParentCode"), "unit-outside-region", u.Code,
				diag.T("单位“%s”没有上级，不在“%s”之下", "unit %q has no parent and is not below %q", u.Name, c.Region.Name),
				diag.T("填写上级编码", "give its parent's code"))
		}
	}
}

// under lists the tiers that a tier usually hangs below.
var under = map[Tier][]Tier{
	City:       {City},
	County:     {City},
	Town:       {City, County},
	Village:    {Town},
	Department: {City, County, Town, Department},
	Enterprise: {City, County, Town, Village, Department, Enterprise},
	Workshop:   {Enterprise, Workshop},
	Team:       {Enterprise, Workshop},
	Post:       {City, County, Town, Village, Department, Enterprise, Workshop, Team},
}

func (c *checker) tier(u *Unit) {
	if u.Tier == NoTier {
		if u.Sound("Tier") {
			c.fail(u.At("Tier"), "unit-tier-missing", "", diag.T("单位没有层级", "a unit without a tier"), diag.T("应为：%s", "use one of %s", strings.Join(TierNames(), "、")))
		}
		return
	}
	p := u.Parent
	if p == nil || p.Tier == NoTier || slices.Contains(under[u.Tier], p.Tier) {
		return
	}
	problem := diag.T("层级“%[1]s”的上级“%[2]s”是“%[3]s”", "a unit of tier %[1]s has the parent %[2]q of tier %[3]s", u.Tier, p.Name, p.Tier)
	remedy := diag.T("“%[1]s”的上级一般是：%[2]s", "the parent of a %[1]s is usually one of %[2]s", u.Tier, tierList(under[u.Tier]))
	if p.Tier >= u.Tier {
		c.fail(u.At("Tier"), "unit-tier-order", u.Tier.String(), problem, remedy)
		return
	}
	c.warn(u.At("Tier"), "unit-tier-unusual", u.Tier.String(), problem, remedy)
}

func tierList(tiers []Tier) string {
	var names []string
	for _, t := range tiers {
		names = append(names, t.String())
	}
	return strings.Join(names, "、")
}

func (c *checker) division(u *Unit) {
	if u.Division == "" || !u.Sound("Division") {
		return
	}
	if !divisionForm(u.Division) {
		c.fail(u.At("Division"), "unit-division-form", u.Division,
			diag.T("行政区划代码形式不对", "not a division code"), diag.T("应为6位、9位或12位数字", "use 6, 9 or 12 digits"))
		return
	}
	above := u.Parent
	for above != nil && (above.Tier > Village || above.Division == "") {
		above = above.Parent
	}
	if above == nil || !divisionForm(above.Division) || strings.HasPrefix(u.Division, divisionStem(above.Division)) {
		return
	}
	complain := c.warn
	if u.Tier >= County && u.Tier <= Village {
		complain = c.fail
	}
	complain(u.At("Division"), "unit-division-parent", u.Division,
		diag.T("行政区划代码不在上级“%s”的 %s 之内", "the division code is not within %[2]s of %[1]q", above.Name, above.Division),
		diag.T("应以 %s 开头", "it starts with %s", divisionStem(above.Division)))
}

func (c *checker) credit(u *Unit) {
	if u.CreditCode == "" || !u.Sound("CreditCode") {
		return
	}
	want, ok := creditCheck(u.CreditCode)
	switch {
	case !ok:
		c.fail(u.At("CreditCode"), "unit-credit-form", u.CreditCode,
			diag.T("统一社会信用代码形式不对", "not a unified social credit code"),
			diag.T("应为18位大写字母（不用 I O Z S V）和数字", "use 18 digits and capital letters without I O Z S V"))
	case want != u.CreditCode[17]:
		c.warn(u.At("CreditCode"), "unit-credit-check", u.CreditCode,
			diag.T("统一社会信用代码的校验码不符", "the credit code's check character does not fit"),
			diag.T("照证书核对；按 GB 32100-2015 末位应为 %c", "compare with the certificate; by GB 32100-2015 it ends in %c", want))
	}
}
