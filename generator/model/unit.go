package model

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

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
	Signed     period.Date // 责任书签订日期 of the unit's agreement with its upper party
	PartyACode string      // 责任书甲方编码: who signs with it, where that is not the one above it
	PartyA     *Unit       // likewise, set by Check
	Origin
}

var _ = Declare(Declaration[Unit]{
	Name: "units", Title: "单位", One: "单位", En: "unit", Order: 10,
	List: func(o *Office) *[]*Unit { return &o.Units },
	Columns: func(u *Unit) []table.Column {
		return []table.Column{
			{At: &u.Code, Key: true, Header: "单位编码", Aliases: []string{"编码", "代码"}, Type: table.Code, Required: true, Note: "不重复；县区用行政区划代码"},
			{At: &u.Name, Label: true, Header: "单位名称", Aliases: []string{"单位", "名称", "单位全称", "全称"}, Required: true, Note: "全称"},
			{At: &u.Short, Header: "简称", Aliases: []string{"单位简称"}, Note: "不填即用全称"},
			{At: &u.Tier, Header: "层级", Aliases: []string{"级别"}, Required: true, Names: TierNames(), Means: tierMeans},
			{At: &u.ParentCode, Foreign: true, Header: "上级编码", Aliases: []string{"上级单位编码", "上级"}, Type: table.Code, Note: "上级单位的编码；最高一级留空"},
			{At: &u.Division, Header: "行政区划代码", Aliases: []string{"区划代码"}, Type: table.Code, Note: "6、9或12位数字"},
			{At: &u.CreditCode, Header: "统一社会信用代码", Aliases: []string{"信用代码"}, Type: table.Code, Note: "18位"},
			{At: &u.Industry, Header: "行业领域", Aliases: []string{"行业", "所属行业", "行业类别"}, Suggests: industryNames},
			{At: &u.Category, Header: "类别", Aliases: []string{"企业类别", "责任书类别"}, Suggests: categoryNames, Note: "决定责任书用哪类条款，几类用、隔开；部门、岗位不填即按名称认"},
			{At: &u.Leader, Header: "主要负责人", Aliases: []string{"负责人", "法定代表人"}},
			{At: &u.Post, Header: "职务", Aliases: []string{"负责人职务"}},
			{At: &u.Deputy, Header: "分管负责人", Aliases: []string{"分管领导"}},
			{At: &u.Phone, Header: "联系电话", Aliases: []string{"电话"}},
			{At: &u.Address, Header: "地址"},
			{At: &u.PartyACode, Foreign: true, Header: "责任书甲方编码", Aliases: []string{"甲方编码", "签订对象编码"}, Type: table.Code, Note: "不填即上级单位"},
			{At: &u.Signed, Header: "责任书签订日期", Aliases: []string{"签订日期"}, Note: "本年度责任书签订后填写"},
		}
	},
	Check: (*Checker).units,
	Says: "SignedIn 某年是否已签订; SignedOn 某年的签订日期; Short 单位简称; PartyA 写明的责任书甲方; Children 下级单位; Post 主要负责人职务; Ancestor 某层级的上级; County 所在县（市、区）; " +
		"Within 是否在某单位之下; You 文书中对该单位的称呼：你市、你县、你单位",
})

// order is the unit's position in the table; no unit has the first's.
func (u *Unit) order() int {
	if u == nil {
		return 0
	}
	return int(u.position)
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

func (c *Checker) units(units []*Unit) {
	for i, u := range units {
		u.position = int32(i)
		u.Parent, u.Children = nil, nil
		if u.Short == "" {
			u.Short = u.Name
		}
		c.index.unitsByTier[u.Tier] = append(c.index.unitsByTier[u.Tier], u)
	}
	c.index.unitNames = namesOfUnits(units)
	c.parents()
	c.cycles()
	for _, u := range c.Units {
		if u.Parent != nil {
			u.Parent.Children = append(u.Parent.Children, u)
		}
	}
	c.region()
	c.index.below = c.Region.parts()
	for _, u := range c.Units {
		c.tier(u)
		c.partyA(u)
		c.division(u)
		c.credit(u)
	}
	c.namesakes()
}

// namesakes warns of units of one parent that papers call the same: in a list nobody
// could tell which is meant, and what is said of one would be denied of the other.
func (c *Checker) namesakes() {
	type called struct {
		tier  Tier
		short string
	}
	first := map[called]*Unit{} // of one parent: a map of all is large where there are a nation's villages
	for _, parent := range c.Units {
		clear(first)
		for _, u := range parent.Children {
			if u.Short == "" || !sound(u, &u.Short, &u.Name) {
				continue
			}
			key := called{u.Tier, u.Short}
			before := first[key]
			if before == nil {
				first[key] = u
				continue
			}
			if before.Code == u.Code { // told of as a code that stands twice
				continue
			}
			field := &u.Short
			if u.Short == u.Name {
				field = &u.Name
			}
			c.Warn(PlaceOf(u, field), "unit-namesake", u.Short,
				diag.T("与编码为%s的单位同属一个上级，简称相同，文书中分不清", "the unit %s has the same parent and short name: papers could not tell them apart", before.Code),
				diag.T("在“简称”列写不同的简称；是同一个单位的，只留一行", "give different short names; of one unit keep one row"))
		}
	}
}

func (c *Checker) parents() {
	for _, u := range c.Units {
		if u.ParentCode == "" {
			continue
		}
		var byCode, byName *Unit
		u.Parent, byCode, byName = c.refers(u.ParentCode)
		switch {
		case u.Parent == nil && (byCode != nil || byName != nil):
			c.unit(PlaceOf(u, &u.ParentCode), u.ParentCode) // says what does not agree
		case u.Parent == nil:
			c.Fail(PlaceOf(u, &u.ParentCode), "unit-parent-unknown", u.ParentCode,
				diag.T("上级单位不在单位表中", "no unit has the parent's code"),
				diag.T("应为单位表中的单位编码；最高一级留空", "use a code of the table of units; leave the top's empty"))
			c.restsOn("units")
		default:
			u.ParentCode = u.Parent.Code
		}
	}
}

// cycles complains of each ring of parents once and opens it at the first of
// its units in table order, so that walks through the tree end.
func (c *Checker) cycles() {
	const walking, done = 1, 2
	state := make([]byte, len(c.Units)) // by place in the table
	for _, start := range c.Units {
		var way []*Unit
		u := start
		for ; u != nil && state[u.position] == 0; u = u.Parent {
			state[u.position] = walking
			way = append(way, u)
		}
		if u != nil && state[u.position] == walking {
			c.cycle(way[slices.Index(way, u):])
		}
		for _, w := range way {
			state[w.position] = done
		}
	}
}

func (c *Checker) cycle(ring []*Unit) {
	first := slices.MinFunc(ring, func(a, b *Unit) int { return a.order() - b.order() })
	i := slices.Index(ring, first)
	var codes []string
	for n := range min(len(ring), 8) {
		codes = append(codes, ring[(i+n)%len(ring)].Code)
	}
	if len(ring) > len(codes) {
		codes = append(codes, "…")
	}
	c.Fail(PlaceOf(first, &first.ParentCode), "unit-cycle", first.ParentCode,
		diag.T("上级关系成环：%s", "the parents form a ring: %s", strings.Join(append(codes, first.Code), " → ")),
		diag.T("改正其中一个单位的上级编码", "correct the parent of one of them"))
	first.Parent = nil
}

// region finds the top unit and warns of units that do not hang below it.
func (c *Checker) region() {
	c.Region = nil
	var roots []*Unit
	for _, u := range c.Units {
		if u.Parent == nil {
			roots = append(roots, u)
		}
	}
	switch {
	case c.RegionCode != "":
		before := c.list.Len()
		if len(c.Units) > 0 {
			c.Region = c.unit(c.Origin.At("Region"), c.RegionCode)
		}
		if c.Region == nil && c.list.Len() > before {
			c.list.Last().Spoils = "region"
		}
	case len(roots) == 1:
		c.Region = roots[0]
	case len(roots) > 1:
		c.Fail(c.Origin.At("Region"), "region-unknown", "",
			diag.T("没有上级的单位有%d个，不知哪个是本地区最高一级", "%d units have no parent, and none is named as the region's top", len(roots)),
			diag.T("在 office.region 写明本地区的单位编码", "name the top unit's code at office.region"))
		c.restsOn("units")
		c.list.Last().Spoils = "region"
	}
	if c.Region == nil {
		return
	}
	for _, u := range roots {
		if !c.Region.Within(u) && u.ParentCode == "" && sound(u, &u.ParentCode) {
			c.Warn(PlaceOf(u, &u.ParentCode), "unit-outside-region", u.Code,
				diag.T("单位“%s”没有上级，不在“%s”之下", "unit %q has no parent and is not below %q", u.Name, c.Region.Name),
				diag.T("填写上级编码", "give its parent's code"))
			c.restsOn("region")
		}
	}
}

// under lists the tiers that a tier usually hangs below.
var under = map[Tier][]Tier{
	City:        {Province, City},
	County:      {Province, City},
	Town:        {City, County},
	Village:     {Town},
	Department:  {Province, City, County, Town, Department, Enterprise},
	Institution: {Province, City, County, Town, Village, Department},
	Enterprise:  {Province, City, County, Town, Village, Department, Enterprise},
	Workshop:    {Institution, Enterprise, Workshop},
	Team:        {Institution, Enterprise, Workshop},
	Post:        {Province, City, County, Town, Village, Department, Institution, Enterprise, Workshop, Team},
}

func (c *Checker) tier(u *Unit) {
	if u.Tier == NoTier {
		if sound(u, &u.Tier) {
			c.Fail(PlaceOf(u, &u.Tier), "unit-tier-missing", "", diag.T("单位没有层级", "a unit without a tier"), diag.T("应为：%s", "use one of %s", diag.Names(TierNames())))
		}
		return
	}
	p := u.Parent
	if p == nil || p.Tier == NoTier || slices.Contains(under[u.Tier], p.Tier) ||
		u.Zone() && p.Tier <= u.Tier || p.Zone() && p.Tier < u.Tier && u.Tier <= Village {
		return // a county has a zone of its own rank, a zone communities right below it
	}
	problem := diag.T("层级“%[1]s”的上级“%[2]s”是“%[3]s”", "a unit of tier %[1]s has the parent %[2]q of tier %[3]s", u.Tier, p.Name, p.Tier)
	remedy := diag.T("“%[1]s”的上级一般是：%[2]s", "the parent of a %[1]s is usually one of %[2]s", u.Tier, tierList(under[u.Tier]))
	if p.Tier >= u.Tier {
		c.Fail(PlaceOf(u, &u.Tier), "unit-tier-order", u.Tier.String(), problem, remedy)
		return
	}
	c.Warn(PlaceOf(u, &u.Tier), "unit-tier-unusual", u.Tier.String(), problem, remedy)
}

// partyA finds the 甲方 that a unit names, which is neither itself nor below it.
func (c *Checker) partyA(u *Unit) {
	if u.PartyACode == "" {
		u.PartyA = nil
		return
	}
	if u.PartyA = c.unit(PlaceOf(u, &u.PartyACode), u.PartyACode); u.PartyA == nil {
		return
	}
	u.PartyACode = u.PartyA.Code
	if u.PartyA.Within(u) {
		c.Fail(PlaceOf(u, &u.PartyACode), "unit-party", u.PartyACode,
			diag.T("责任书的甲方是本单位或者其下级", "the upper party of its agreement is the unit itself or stands below it"), diag.T("应为上级单位或者主管部门的编码", "use the code of a unit above it or of a department in charge"))
		u.PartyA = nil
	}
}

func tierList(tiers []Tier) string {
	var names []string
	for _, t := range tiers {
		names = append(names, t.String())
	}
	return strings.Join(names, "、")
}

func (c *Checker) division(u *Unit) {
	if u.Division == "" || !sound(u, &u.Division) {
		return
	}
	if !divisionForm(u.Division) {
		c.Fail(PlaceOf(u, &u.Division), "unit-division-form", u.Division,
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
	complain := c.Warn
	if u.Tier >= County && u.Tier <= Village {
		complain = c.Fail
	}
	complain(PlaceOf(u, &u.Division), "unit-division-parent", u.Division,
		diag.T("行政区划代码不在上级“%s”的 %s 之内", "the division code is not within %[2]s of %[1]q", above.Name, above.Division),
		diag.T("应以 %s 开头", "it starts with %s", divisionStem(above.Division)))
}

func (c *Checker) credit(u *Unit) {
	if u.CreditCode == "" || !sound(u, &u.CreditCode) {
		return
	}
	want, ok := creditCheck(u.CreditCode)
	switch {
	case !ok:
		c.Fail(PlaceOf(u, &u.CreditCode), "unit-credit-form", u.CreditCode,
			diag.T("统一社会信用代码形式不对", "not a unified social credit code"),
			diag.T("应为18位大写字母（不用 I O Z S V）和数字", "use 18 digits and capital letters without I O Z S V"))
	case u.Tier == Enterprise && strings.HasPrefix(u.CreditCode, "12"):
		c.Warn(PlaceOf(u, &u.Tier), "unit-tier-institution", u.Tier.String(),
			diag.T("统一社会信用代码以12开头，是事业单位，层级却是企业", "the credit code begins with 12, which is a public institution's, and the tier is 企业"),
			diag.T("层级改为事业单位，用事业单位的责任书，不与企业一起排名", "make the tier 事业单位, with its own agreement and ranking"))
	case want != u.CreditCode[17]:
		c.Warn(PlaceOf(u, &u.CreditCode), "unit-credit-check", u.CreditCode,
			diag.T("统一社会信用代码的校验码不符", "the credit code's check character does not fit"),
			diag.T("照证书核对；按 GB 32100-2015 末位应为 %c", "compare with the certificate; by GB 32100-2015 it ends in %c", want))
	}
}
