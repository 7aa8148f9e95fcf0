package model

import "strings"

// Wide is the region as texts call the whole of it: 全市, 全县, 全区, 全镇, 全公司.
func (o *Office) Wide() string {
	r := o.Region
	if r == nil {
		return "全市"
	}
	switch r.Tier {
	case City:
		return "全市"
	case County:
		for _, end := range []string{"区", "市"} {
			if strings.HasSuffix(r.Short, end) {
				return "全" + end
			}
		}
		return "全县"
	case Town:
		for _, end := range []string{"街道", "乡", "镇"} {
			if strings.HasSuffix(r.Short, end) {
				return "全" + end
			}
		}
		return "全乡镇"
	case Village:
		return "全村（社区）"
	case Enterprise:
		return "全公司"
	}
	return "本单位"
}

// Superior is whom the office reports to: 市委、市政府.
func (o *Office) Superior() string {
	switch wide := []rune(o.Wide()); {
	case o.Region == nil || o.Region.Tier == NoTier:
		return "本级党委、政府"
	case o.Region.Tier <= County:
		return string(wide[1:]) + "委、" + string(wide[1:]) + "政府"
	case o.Region.Tier == Enterprise:
		return "公司领导班子"
	}
	return "本级党委、政府"
}

// Lower is what texts call the units right below the region that a paper goes
// to: 各县（市、区）人民政府.
func (o *Office) Lower() string {
	if o.Region == nil {
		return "各县（市、区）人民政府"
	}
	switch o.Region.Tier {
	case City:
		return "各县（市、区）人民政府"
	case County:
		return "各乡镇人民政府、街道办事处"
	case Town:
		return "各村（居）民委员会"
	case Enterprise:
		return "各车间（部门）"
	}
	return "各下级单位"
}

// Below is what texts call the units right below the region: 县（市、区）.
func (o *Office) Below() string {
	if o.Region == nil {
		return "县（市、区）"
	}
	switch o.Region.Tier {
	case City:
		return "县（市、区）"
	case County:
		return "乡镇（街道）"
	case Town:
		return "村（社区）"
	case Enterprise:
		return "车间（部门）"
	}
	return "下级单位"
}

var _ = explain[Office]("Wide 全市、全县等; Superior 报告对象：市委、市政府; Lower 下级政府的统称; Below 下一级地区的统称")
