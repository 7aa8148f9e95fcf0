package model

import (
	"slices"
	"strings"
)

// Kind is what an office, or one of the units that sign below it, is: a province, a
// city, a county, a development zone, a township, a village, a department's system, a
// company. It holds the words that the unit says of itself and of those below it;
// templates take them from .Office or from a unit and never name a level themselves.
type Kind struct {
	Name  string // 省, 市, 县, 园区, 乡镇, 村, 部门, 企业
	words []kindWords
}

// kindWords are the words of the units of a kind whose short name has one of some
// endings; the last of a kind are those of any name.
type kindWords struct {
	ends        []string
	wide        string // the whole of it: 全市
	level       string // before what it has itself: 市级 (综合应急演练)
	departments string // 市级部门
	superior    string // whom its office reports to: 市委、市政府
	own         string // its row in a table by region: 市本级
}

var (
	provinceKind = &Kind{"省", []kindWords{
		{[]string{"自治区"}, "全区", "自治区级", "自治区级部门", "自治区党委、自治区政府", "自治区本级"},
		{[]string{"市"}, "全市", "市级", "市级部门", "市委、市政府", "市本级"},
		{nil, "全省", "省级", "省级部门", "省委、省政府", "省本级"},
	}}
	cityKind = &Kind{"市", []kindWords{
		{[]string{"州"}, "全州", "州级", "州级部门", "州委、州政府", "州本级"},
		{[]string{"盟"}, "全盟", "盟级", "盟级部门", "盟委、盟行政公署", "盟本级"},
		{[]string{"地区"}, "全地区", "地区级", "地区部门", "地委、行政公署", "地区本级"},
		{nil, "全市", "市级", "市级部门", "市委、市政府", "市本级"},
	}}
	countyKind = &Kind{"县", []kindWords{
		{[]string{"区"}, "全区", "区级", "区级部门", "区委、区政府", "本级"},
		{[]string{"市"}, "全市", "市级", "市级部门", "市委、市政府", "本级"},
		{[]string{"旗"}, "全旗", "旗级", "旗级部门", "旗委、旗政府", "本级"},
		{nil, "全县", "县级", "县级部门", "县委、县政府", "本级"},
	}}
	zoneKind = &Kind{"园区", []kindWords{
		{[]string{"区"}, "全区", "区级", "管委会部门", "党工委、管委会", "本级"},
		{nil, "本园区", "园区", "管委会部门", "党工委、管委会", "本级"},
	}}
	townKind = &Kind{"乡镇", []kindWords{
		{[]string{"街道"}, "全街道", "街道", "街道各办（站、所）", "街道党工委、办事处", "本级"},
		{[]string{"镇"}, "全镇", "镇级", "镇各办（站、所）", "镇党委、镇政府", "本级"},
		{[]string{"苏木"}, "全苏木", "苏木", "苏木各办（站、所）", "苏木党委、苏木政府", "本级"},
		{nil, "全乡", "乡级", "乡各办（站、所）", "乡党委、乡政府", "本级"},
	}}
	villageKind = &Kind{"村", []kindWords{
		{[]string{"社区", "居委会", "居民委员会"}, "全社区", "社区", "社区", "社区党组织、居民委员会", "本级"},
		{nil, "全村", "村级", "村", "村党组织、村民委员会", "本级"},
	}}
	departmentKind = &Kind{"部门", []kindWords{{nil, "全系统", "本系统", "机关科室", "局领导班子", "本级"}}}
	firmKind       = &Kind{"企业", []kindWords{
		{[]string{"集团"}, "全集团", "集团", "机关部门", "集团党委、董事会", "集团本部"},
		{[]string{"矿"}, "全矿", "矿", "机关部门", "矿领导班子", "矿本部"},
		{[]string{"厂"}, "全厂", "厂", "机关部门", "厂领导班子", "厂本部"},
		{[]string{"学校", "小学", "中学", "学院", "大学"}, "全校", "学校", "机关部门", "学校领导班子", "校本部"},
		{[]string{"医院"}, "全院", "医院", "机关部门", "医院领导班子", "院本部"},
		{nil, "全公司", "公司", "机关部门", "公司领导班子", "公司本部"},
	}}
	// anyKind is that of an office without a region.
	anyKind = &Kind{"", []kindWords{{nil, "本地区", "本级", "部门", "本级党委、政府", "本级"}}}
)

var kindOfTier = map[Tier]*Kind{
	Province: provinceKind, City: cityKind, County: countyKind, Town: townKind, Village: villageKind,
	Department: departmentKind, Institution: firmKind, Enterprise: firmKind, Workshop: firmKind, Team: firmKind,
}

// zoneNames are what a development zone's name ends in, and no county's.
var zoneNames = []string{"管理委员会", "管委会", "开发区", "园区", "产业园", "工业园", "示范区", "保税区", "度假区", "集聚区"}

// Zone tells whether u is a development zone (开发区、园区), which a 管理委员会 and a
// 党工委 run. Its tier is 县区, or 乡镇街道 for one of a township's rank.
func (u *Unit) Zone() bool {
	if u == nil || u.Tier != City && u.Tier != County && u.Tier != Town || strings.HasSuffix(u.Name, "人民政府") {
		return false
	}
	return slices.ContainsFunc(zoneNames, func(end string) bool {
		return strings.HasSuffix(u.Name, end) || strings.HasSuffix(placeName(u.Name), end)
	})
}

func (u *Unit) kind() *Kind {
	switch {
	case u == nil || kindOfTier[u.Tier] == nil:
		return anyKind
	case u.Zone():
		return zoneKind
	}
	return kindOfTier[u.Tier]
}

// bodyEnds are taken off a name before its ending is looked at.
var bodyEnds = []string{"人民政府", "行政公署", "办事处", "管理委员会", "管委会", "有限责任公司", "股份有限公司", "有限公司", "公司"}

func (u *Unit) words() kindWords {
	of := u.kind().words
	last := of[len(of)-1]
	if u == nil {
		return last
	}
	if u.group() {
		return of[0]
	}
	for _, name := range []string{u.Short, u.Name} {
		for _, w := range of {
			if slices.ContainsFunc(w.ends, func(end string) bool { return strings.HasSuffix(placeName(name), end) }) {
				return w
			}
		}
	}
	return last
}

// placeName is a name without the body that governs: 东河镇 of 东河镇人民政府.
func placeName(name string) string {
	for _, end := range bodyEnds {
		if stem, ok := strings.CutSuffix(name, end); ok && stem != "" {
			return stem
		}
	}
	return name
}

// Place is what the offices of a place have before their names: 石漈县 of 石漈县人民政府; of
// any other unit its name.
func (u *Unit) Place() string {
	if u != nil && u.Tier <= Village {
		return placeName(u.Name)
	}
	return u.Name
}

// Kind is what the unit is: 省, 市, 县, 园区, 乡镇, 村, 部门, 企业.
func (u *Unit) Kind() string { return u.kind().Name }

// group tells whether u is a company with others below it.
func (u *Unit) group() bool {
	return u.Tier == Enterprise && slices.ContainsFunc(u.Children, func(x *Unit) bool { return x.Tier == Enterprise })
}

// Wide is the whole of the unit: 全市, 全县, 全区, 全镇, 全集团.
func (u *Unit) Wide() string { return u.words().wide }

// You is how a letter to the unit calls it: 你市, 你县, 你镇; 你单位 where it is no place.
func (u *Unit) You() string {
	if u == nil || u.Tier > Village {
		return "你单位"
	}
	return "你" + strings.TrimPrefix(strings.TrimPrefix(u.Wide(), "全"), "本")
}

// Level stands before what is the unit's own: 市级, 县级, 镇级, 集团.
func (u *Unit) Level() string { return u.words().level }

// Departments is what the departments of the unit are called: 市级部门, 机关部门.
func (u *Unit) Departments() string { return u.words().departments }

// Area is what the rows of its tables are rows of: 地区, of a company 单位.
func (u *Unit) Area() string {
	if u != nil && u.Tier >= Department {
		return "单位"
	}
	return "地区"
}

// Superior is whom the unit's office reports to: 市委、市政府.
func (u *Unit) Superior() string { return u.words().superior }

// party is what its party committee's offices begin with: 市 of 市委组织部; "" where the
// names of such offices do not follow from the committee's.
func (u *Unit) party() (stem, committee string) {
	if u == nil || u.Zone() || u.Tier != Province && u.Tier != City && u.Tier != County {
		return "", ""
	}
	committee, _, _ = strings.Cut(u.Superior(), "、")
	stem = strings.TrimSuffix(strings.TrimSuffix(committee, "党委"), "委")
	if stem == "地" {
		stem = "地区"
	}
	return stem, committee
}

// Cadres is who is in charge of its leaders: 市委组织部, of a company 组织人事部门.
func (u *Unit) Cadres() string {
	if _, committee := u.party(); committee != "" {
		return committee + "组织部"
	}
	return "组织人事部门"
}

// Discipline is who looks into its leaders' faults: 市纪委监委, of a company 纪检监察机关.
func (u *Unit) Discipline() string {
	if stem, _ := u.party(); stem != "" {
		return stem + "纪委监委"
	}
	return "纪检监察机关"
}

// The office speaks of its region.

// Kind is what the region is: 省, 市, 县, 园区, 乡镇, 村, 部门, 企业; "" without one.
func (o *Office) Kind() string { return o.Region.Kind() }

// Wide is the region as texts call the whole of it: 全市, 全县, 全集团.
func (o *Office) Wide() string { return o.Region.Wide() }

// Level stands before what is the region's own: 市级, 集团.
func (o *Office) Level() string { return o.Region.Level() }

// Departments is what the region's departments are called: 市级部门, 机关部门.
func (o *Office) Departments() string { return o.Region.Departments() }

// Area is what the rows of its tables are rows of: 地区, of a company 单位.
func (o *Office) Area() string { return o.Region.Area() }

// Superior is whom the office reports to: 市委、市政府.
func (o *Office) Superior() string { return o.Region.Superior() }

// Cadres is who is in charge of the region's leaders: 市委组织部.
func (o *Office) Cadres() string { return o.Region.Cadres() }

// Discipline is who looks into their faults: 市纪委监委.
func (o *Office) Discipline() string { return o.Region.Discipline() }

// Lower is whom a paper of the region goes to right below it: 各县（市、区）人民政府.
func (o *Office) Lower() string { return o.parts().lower(o.Region) }

// Below is what the divisions right below the region are called: 县（市、区）.
func (o *Office) Below() string { return o.parts().below(o.Region) }

// DivisionTier is the tier of the divisions right below the region, by its name.
func (o *Office) DivisionTier() string { return o.parts().first.String() }

// BeneathTier is that of what stands below those.
func (o *Office) BeneathTier() string { return o.parts().second.String() }

// Beneath is what stands below those: 乡镇（街道）.
func (o *Office) Beneath() string { return o.parts().beneath(o.Region) }

// Firms is what the region's enterprises are called: 企业, in a group 子公司.
func (o *Office) Firms() string { return o.parts().word(o.Region, Enterprise) }

// Manages tells whether the region is one that governs (a place), and no company.
func (o *Office) Manages() bool { return o.Region.Manages() }

// Manages tells whether u governs a place, and is no company nor department.
func (u *Unit) Manages() bool { return u == nil || u.Tier <= Village }

const kindWordsSaid = "Manages 是否治理一个地区（不是企业、部门）; Kind 是哪一类：省、市、县、园区、乡镇、村、部门、企业; Wide 全市、全县、全集团等; Level 本级的：市级、县级、集团; Departments 本级部门的统称：市级部门、机关部门; " +
	"Area 下级的通称：地区、单位; Superior 报告对象：市委、市政府; Cadres 管理领导干部的部门：市委组织部; Discipline 纪检监察机关：市纪委监委; Lower 下一级主送机关的统称; Below 下一级单位的统称：县（市、区）; Beneath 再下一级的统称：乡镇（街道）; Firms 所属企业的统称：企业、子公司"

var _ = explain[Office](kindWordsSaid + "; TierName 某层级单位的统称; DivisionTier 下一级单位的层级; BeneathTier 再下一级的层级")
var _ = explain[Unit](kindWordsSaid + "; Place 地名或者单位名称，写在内设机构、职务之前：石漈县; Zone 是否开发区、园区; TierName 其下某层级单位的统称")
