package model

import (
	"strings"
	"testing"

	"hongtou/generator/period"
)

// unitOf makes a unit with children, whose tiers are one below its own unless said.
func unitOf(tier Tier, name string, children ...*Unit) *Unit {
	u := &Unit{Name: name, Short: placeName(name), Tier: tier, Children: children}
	for _, c := range children {
		c.Parent = u
	}
	return u
}

func several(tier Tier, names string) (units []*Unit) {
	for name := range strings.FieldsSeq(names) {
		units = append(units, unitOf(tier, name))
	}
	return units
}

// A kind says of itself and its parts what its papers write: the whole, its level, its
// departments, whom it reports to, its own row; whom it writes to, the divisions, what
// is below those, its enterprises.
func TestKinds(t *testing.T) {
	for _, c := range []struct {
		unit *Unit
		want string
	}{
		{unitOf(Province, "云岭省人民政府", several(City, "青州市人民政府 白水市人民政府")...),
			"省 全省 省级 省级部门 省委、省政府 省本级 | 各市人民政府 市 县（市、区） 企业 地区"},
		{unitOf(Province, "云岭省人民政府", several(City, "青州市人民政府 黑水自治州人民政府")...),
			"省 全省 省级 省级部门 省委、省政府 省本级 | 各市（州）人民政府 市（州） 县（市、区） 企业 地区"},
		{unitOf(Province, "北原自治区人民政府", several(City, "青州市人民政府 白音盟行政公署")...),
			"省 全区 自治区级 自治区级部门 自治区党委、自治区政府 自治区本级 | 各盟（市）人民政府（行政公署） 盟（市） 县（市、区） 企业 地区"},
		{unitOf(Province, "津门市人民政府", several(County, "河东区人民政府 河西区人民政府")...),
			"省 全市 市级 市级部门 市委、市政府 市本级 | 各区人民政府 区 乡镇（街道） 企业 地区"},
		{unitOf(City, "青州市人民政府"), "市 全市 市级 市级部门 市委、市政府 市本级 | 各县（市、区）人民政府 县（市、区） 乡镇（街道） 企业 地区"},
		{unitOf(City, "青州市人民政府", several(County, "东区人民政府 石县人民政府 青州经济开发区管理委员会")...),
			"市 全市 市级 市级部门 市委、市政府 市本级 | 各县（区）人民政府、开发区管理委员会 县（区）、开发区 乡镇（街道） 企业 地区"},
		{unitOf(City, "青州市人民政府", several(Town, "东镇人民政府 西街道办事处")...),
			"市 全市 市级 市级部门 市委、市政府 市本级 | 各镇人民政府、街道办事处 镇（街道） 村（社区） 企业 地区"},
		{unitOf(City, "青州市人民政府", several(County, "东区人民政府")...), // one alone does not tell of the others
			"市 全市 市级 市级部门 市委、市政府 市本级 | 各县（市、区）人民政府 县（市、区） 乡镇（街道） 企业 地区"},
		{unitOf(County, "宁东示范区人民政府"), "县 全区 区级 区级部门 区委、区政府 本级 | 各乡镇人民政府、街道办事处 乡镇（街道） 村（社区） 企业 地区"},
		{unitOf(City, "黑水自治州人民政府", several(County, "黑水市人民政府 石县人民政府")...),
			"市 全州 州级 州级部门 州委、州政府 州本级 | 各县（市）人民政府 县（市） 乡镇（街道） 企业 地区"},
		{unitOf(City, "白音盟行政公署", several(County, "东旗人民政府 西县人民政府 南市人民政府")...),
			"市 全盟 盟级 盟级部门 盟委、盟行政公署 盟本级 | 各旗县（市）人民政府 旗县（市） 乡镇（街道） 企业 地区"},
		{unitOf(City, "南山地区行政公署"), "市 全地区 地区级 地区部门 地委、行政公署 地区本级 | 各县（市、区）人民政府 县（市、区） 乡镇（街道） 企业 地区"},
		{unitOf(County, "望山县人民政府", several(Town, "东镇人民政府 南乡人民政府 西街道办事处")...),
			"县 全县 县级 县级部门 县委、县政府 本级 | 各乡镇人民政府、街道办事处 乡镇（街道） 村（社区） 企业 地区"},
		{unitOf(County, "临河区人民政府", several(Town, "东街道办事处 西街道办事处")...),
			"县 全区 区级 区级部门 区委、区政府 本级 | 各街道办事处 街道 村（社区） 企业 地区"},
		{unitOf(County, "南陂市人民政府"), "县 全市 市级 市级部门 市委、市政府 本级 | 各乡镇人民政府、街道办事处 乡镇（街道） 村（社区） 企业 地区"},
		{unitOf(County, "东河旗人民政府", several(Town, "东苏木人民政府 西镇人民政府")...),
			"县 全旗 旗级 旗级部门 旗委、旗政府 本级 | 各苏木镇人民政府 苏木镇 村（社区） 企业 地区"},
		{unitOf(County, "安澜经济开发区管理委员会", several(Enterprise, "甲公司 乙公司")...),
			"园区 全区 区级 管委会部门 党工委、管委会 本级 | 各企业 企业 车间 企业 地区"},
		{unitOf(County, "安澜化工园区管委会", several(Town, "东街道办事处 西街道办事处")...),
			"园区 全区 区级 管委会部门 党工委、管委会 本级 | 各街道办事处 街道 村（社区） 企业 地区"},
		{unitOf(Town, "东镇人民政府", several(Village, "东镇柳村村民委员会 东镇河畔社区居民委员会")...),
			"乡镇 全镇 镇级 镇各办（站、所） 镇党委、镇政府 本级 | 各村（居）民委员会 村（社区） 企业 企业 地区"},
		{unitOf(Town, "西街道办事处", several(Village, "河畔社区居民委员会 湖滨社区居委会")...),
			"乡镇 全街道 街道 街道各办（站、所） 街道党工委、办事处 本级 | 各居民委员会 社区 企业 企业 地区"},
		{unitOf(Enterprise, "云澜能源集团有限公司", several(Enterprise, "云澜煤业有限公司 云澜电力有限公司")...),
			"企业 全集团 集团 机关部门 集团党委、董事会 集团本部 | 各子公司 子公司 车间 子公司 单位"},
		{unitOf(Enterprise, "云澜控股有限公司", append(several(Enterprise, "云澜煤业有限公司"), several(Workshop, "直属车间")...)...),
			"企业 全集团 集团 机关部门 集团党委、董事会 集团本部 | 各所属单位 所属单位 车间 所属单位 单位"},
		{unitOf(Enterprise, "云澜水泥有限公司", several(Workshop, "烧成车间")...),
			"企业 全公司 公司 机关部门 公司领导班子 公司本部 | 各车间 车间 班组 所属单位 单位"},
		{unitOf(Department, "青州市教育局", several(Enterprise, "第一中学")...), "部门 全系统 本系统 机关科室 局领导班子 本级 | 各企业 企业 车间 企业 单位"},
		{nil, " 本地区 本级 部门 本级党委、政府 本级 | 各下级单位 下级单位 下级单位 企业 地区"},
	} {
		u, o := c.unit, &Office{Region: c.unit}
		got := strings.Join([]string{o.Kind(), o.Wide(), o.Level(), o.Departments(), o.Superior(), u.words().own, "|", o.Lower(), o.Below(), o.Beneath(), o.Firms(), o.Area()}, " ")
		if got != c.want {
			t.Errorf("%v:\n got %s\nwant %s", u, got, c.want)
		}
	}
}

// A letter calls a place by its kind, and whom else it goes to 你单位.
func TestYou(t *testing.T) {
	for _, c := range []struct {
		tier       Tier
		name, want string
	}{
		{Province, "甲自治区人民政府", "你区"}, {City, "甲地区行政公署", "你地区"}, {City, "甲市人民政府", "你市"},
		{County, "甲县人民政府", "你县"}, {County, "甲区人民政府", "你区"}, {County, "甲旗人民政府", "你旗"}, {County, "甲市人民政府", "你市"},
		{County, "甲产业园管委会", "你园区"}, {County, "甲开发区管理委员会", "你区"},
		{Town, "甲镇人民政府", "你镇"}, {Town, "甲乡人民政府", "你乡"}, {Town, "甲街道办事处", "你街道"}, {Village, "甲社区居民委员会", "你社区"},
		{Department, "甲市教育局", "你单位"}, {Enterprise, "甲有限公司", "你单位"}, {Institution, "甲医院", "你单位"},
	} {
		if got := unitOf(c.tier, c.name).You(); got != c.want {
			t.Errorf("%s is called %s, want %s", c.name, got, c.want)
		}
	}
	if got := (*Unit)(nil).You(); got != "你单位" {
		t.Errorf("no unit is called %s", got)
	}
}

// Who signs an enterprise's agreement follows from where it stands; nobody signs with
// itself.
func TestPartyA(t *testing.T) {
	o := &Office{RegionCode: "S"}
	for _, row := range []string{"S,青州市,市,,", "X,东县,县区,S,", "T,东镇,乡镇街道,X,", "V,柳村,村社区,T,", "B,应急局,部门,S,",
		"E1,甲厂,企业,X,", "E2,乙厂,企业,T,", "E3,丙厂,企业,B,", "E4,丁厂,企业,V,", "E5,戊厂,企业,E1,", "E6,己厂,企业,X,B", "W,一车间,车间,E1,"} {
		f := strings.Split(row, ",")
		tier, _ := ParseTier(f[2])
		o.Units = append(o.Units, &Unit{Code: f[0], Name: f[1], Tier: tier, ParentCode: f[3], PartyACode: f[4]})
	}
	if list := o.Check(); list.Len() > 0 {
		t.Fatal(list.All())
	}
	var got []string
	for _, u := range o.Units {
		if a := o.PartyA(u); a != nil {
			got = append(got, u.Code+a.Code)
		}
	}
	if s := strings.Join(got, " "); s != "XS TX VT BS E1S E2T E3B E4T E5E1 E6B WE1" {
		t.Error(s)
	}
	o.Units[5].PartyACode = "W"
	list := o.Check()
	if list.Len() != 1 || list.All()[0].Code != "unit-party" || o.PartyA(o.Units[5]).Code != "S" {
		t.Error("signs with its own workshop:", list.All())
	}
}

// family is a checked office of units: code, name, tier, code of the parent.
func family(t *testing.T, rows ...string) *Office {
	t.Helper()
	o := &Office{}
	for _, row := range rows {
		f := strings.Split(row, ",")
		tier, err := ParseTier(f[2])
		if err != nil {
			t.Fatal(err)
		}
		o.Units = append(o.Units, &Unit{Code: f[0], Name: f[1], Tier: tier, ParentCode: f[3]})
	}
	if list := o.Check(); list.Len() > 0 {
		t.Fatal(list.All())
	}
	return o
}

// Who answers for a finding, and in which division it counts: a government or
// department, but no village where there is a township above it; in a company the part
// right below its top.
func TestWhoAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		office *Office
		want   string // unit, who answers, its division ("-": none)
	}{
		"county": {family(t, "R,青石县,县区,", "T,东河镇,乡镇街道,R", "V,柳村,村社区,T", "E,甲厂,企业,V", "B,应急局,部门,R", "F,乙厂,企业,R"),
			"R R -, T T T, V T T, E T T, B B -, F F -"},
		"town":  {family(t, "R,东河镇,乡镇街道,", "V,柳村,村社区,R", "E,甲厂,企业,V"), "R R -, V V V, E V V"},
		"group": {family(t, "R,集团,企业,", "A,煤业公司,企业,R", "W,采掘车间,车间,A", "P,爆破员,岗位,W", "B,安全部,部门,R"), "R R -, A A A, W A A, P A A, B B -"},
	} {
		var got []string
		for _, u := range c.office.Units {
			division := "-"
			if d := c.office.DivisionOf(u); d != nil {
				division = d.Code
			}
			got = append(got, u.Code+" "+answerable(u, c.office.Region).Code+" "+division)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s, want %s", name, s, c.want)
		}
	}
}

// A group's own departments are members and no divisions; papers name its companies
// before them.
func TestGroupMembers(t *testing.T) {
	o := family(t, "R,集团,企业,", "B,安全部,部门,R", "A,煤业公司,企业,R", "C,总部车间,车间,R", "P,驾驶员,岗位,R")
	var members, divisions string
	for _, u := range o.Members() {
		members += u.Code
	}
	for _, u := range o.Divisions() {
		divisions += u.Code
	}
	if members != "BAC" || divisions != "AC" {
		t.Errorf("members %s, divisions %s", members, divisions)
	}
	if o.compareTiers(Enterprise, Department) >= 0 || (&Office{Region: &Unit{Tier: City}}).compareTiers(Enterprise, Department) <= 0 {
		t.Error("tiers are out of order")
	}
	if firms := o.firms(); len(firms) != 1 || firms[0].Code != "A" {
		t.Errorf("firms: %v", firms)
	}
}

// A zone of a county's rank hangs below a city or a county and has communities right
// below it; a province has cities and counties.
func TestUsualParents(t *testing.T) {
	family(t, "R,云岭省,省,", "C,青州市,市,R", "X,直管县,县区,R", "Z,青州经济开发区管理委员会,县区,X", "V,河畔社区,村社区,Z", "D,省应急厅,部门,R")
	o := &Office{Units: []*Unit{{Code: "R", Name: "青石县人民政府", Tier: County}, {Code: "X", Name: "东县人民政府", Tier: County, ParentCode: "R"}}}
	if list := o.Check(); list.Len() != 1 || list.All()[0].Code != "unit-tier-order" {
		t.Error("a county below a county is taken:", list.All())
	}
}

// Where its level has no government, an order names no body of review by itself.
func TestReviewBody(t *testing.T) {
	for want, u := range map[string]*Unit{"青石县人民政府": {Name: "青石县人民政府", Tier: County}, "": {Name: "南陂经济开发区管理委员会", Tier: County}} {
		o := &Office{Name: "应急管理局", Region: u}
		if got := o.Body("应急管理局").ReviewBody(); got != want {
			t.Errorf("%s: %q, want %q", u.Name, got, want)
		}
	}
}

// A township's office has no bureau's powers: its agreement has the common clauses.
func TestTownshipOffices(t *testing.T) {
	for want, o := range map[bool]*Office{
		true:  family(t, "R,青石县人民政府,县区,", "B,青石县应急管理局,部门,R"),
		false: family(t, "R,东河镇人民政府,乡镇街道,", "B,东河镇应急管理办公室,部门,R"),
	} {
		if got := o.ClausesOf(o.Units[1], period.Of(day("2026-03-01"), period.Year)).Known(); got != want {
			t.Errorf("%s has clauses of its kind: %v", o.Units[1].Name, got)
		}
	}
}

// A province's committee writes to the cities' committees, not to their governments.
func TestProvinceAddresses(t *testing.T) {
	o := family(t, "R,云岭省人民政府,省,", "C,青州市人民政府,市,R", "Z,青州经济开发区管理委员会,县区,C")
	o.Name = "云岭省安全生产委员会"
	i := o.Body(o.Name)
	if got := i.Addresses(o.Units[1]) + " " + i.Addresses(o.Units[2]) + " " + i.Addresses(o.Units[0]); got != "青州市安全生产委员会 青州经济开发区安全生产委员会 云岭省人民政府" {
		t.Error(got)
	}
	if i.MayNotAddress("青州市人民政府") == "" {
		t.Error("a committee commands a city's government")
	}
}

// In a group an accident of 较大 may veto the company in which it happened; a target is broken down to every company.
func TestGroupAnswers(t *testing.T) {
	o := family(t, "R,集团,企业,", "A,煤业公司,企业,R", "B,电力公司,企业,R", "W,采掘车间,车间,A")
	o.Accidents = []*Accident{{Code: "1", UnitCode: "W", Date: day("2026-02-01"), Industry: "矿山", Deaths: 3}}
	o.Targets = []*Target{{UnitCode: "R", Year: 2026, Indicator: DeathsIndicator, Value: 2}, {UnitCode: "A", Year: 2026, Indicator: DeathsIndicator, Value: 1}}
	o.Check()
	of2026 := quarter(t, "2026")
	if n := len(o.vetoCases(o.Units[1], of2026)); n != 1 || len(o.vetoCases(o.Units[2], of2026)) != 0 {
		t.Errorf("%d accidents may veto the company", n)
	}
	if b := o.Breakdowns(2026); len(b) != 1 || b[0].Missing() != 1 {
		t.Errorf("breakdowns: %v", b)
	}
}
