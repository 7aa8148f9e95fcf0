package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

const (
	tierVillage  = "村社区"
	tierWorkshop = "车间"
	tierTeam     = "班组"
	tierPost     = "岗位"
)

// villages are 村社区 of a few towns; the town by its short name.
var villages = []struct {
	town  string
	names []string
}{
	{"桥西街道", words("文庙社区 桥头社区")},
	{"渔港街道", words("渔港社区 船厂社区")},
	{"青崖镇", words("青崖村 上圩村")},
	{"古渡镇", words("古渡村 柳湾村")},
	{"龙潭镇", words("龙潭村 石桥头村")},
	{"三江镇", words("三江社区 马口村")},
}

// line is a 车间 with its 班组, each with its 岗位: 掘进班(爆破员 支护工).
type line struct {
	workshop string
	teams    []crew
}

type crew struct {
	name  string
	posts []string
}

// plants are the enterprises whose layers below are in the tables.
var plants = []struct {
	enterprise string // its short name
	lines      []line
}{
	{"青崖矿业", []line{
		{"采掘车间", []crew{{"掘进班", words("爆破员 支护工")}, {"采矿班", words("凿岩工")}}},
		{"机电运输车间", []crew{{"提升运输班", words("提升机操作工 信号工")}}},
	}},
	{"恒泽化工", []line{
		{"氯化车间", []crew{{"氯化一班", words("氯化工艺操作工 巡检工")}, {"氯化二班", words("氯化工艺操作工")}}},
		{"储运车间", []crew{{"装卸班", words("危险化学品装卸工 罐区操作工")}}},
	}},
	{"禾丰食品", []line{
		{"速冻车间", []crew{{"制冷班", words("制冷工")}, {"包装班", words("包装机操作工")}}},
	}},
}

// addLayers hangs villages below towns and workshops, teams and posts below
// enterprises.
func (c *city) addLayers(p *people, r *rand.Rand) {
	phone := phones(r)
	add := func(u *unit) *unit {
		u.phone, u.leader = phone(), p.name()
		c.layers = append(c.layers, u)
		c.byCode[u.code] = u
		return u
	}
	for _, v := range villages {
		town := c.unitNamed(v.town)
		for i, name := range v.names {
			base, body, post := 1, "居民委员会", "主任"
			if strings.HasSuffix(name, "村") {
				base, body = 201, "村民委员会"
				name = strings.TrimSuffix(name, "村")
			}
			code := fmt.Sprintf("%s%03d", town.code, base+i)
			u := add(&unit{code: code, name: c.byCode[town.parent].short + town.short + name + body, short: v.names[i], tier: tierVillage,
				parent: town.code, division: code, post: post})
			u.deputy, u.grids = p.name(), between(r, 2, 6)
			u.address = strings.TrimSuffix(town.address, lastNumber(town.address)) + strconv.Itoa(between(r, 100, 199)) + "号"
		}
	}
	for _, plant := range plants {
		firm := c.unitNamed(plant.enterprise)
		for i, l := range plant.lines {
			workshop := add(&unit{code: fmt.Sprintf("%s-C%d", firm.code, i+1), name: firm.short + l.workshop, short: l.workshop, tier: tierWorkshop,
				parent: firm.code, field: firm.field, category: firm.category, post: "车间主任"})
			workshop.deputy = p.name()
			for j, t := range l.teams {
				team := add(&unit{code: fmt.Sprintf("%s-B%d", workshop.code, j+1), name: firm.short + l.workshop + t.name, short: t.name, tier: tierTeam,
					parent: workshop.code, field: firm.field, category: firm.category, post: "班长"})
				for k, name := range t.posts {
					add(&unit{code: fmt.Sprintf("%s-G%d", team.code, k+1), name: t.name + name + "岗位", short: name, tier: tierPost,
						parent: team.code, field: firm.field, category: firm.category, post: name})
				}
			}
		}
	}
}

func lastNumber(address string) string {
	return address[strings.LastIndexFunc(address, func(r rune) bool { return (r < '0' || r > '9') && r != '号' })+len("路"):]
}

// addLayerTargets gives each town its part of the county's accidents and deaths,
// largest first, and the layers below what their agreements ask.
func (c *city) addLayerTargets() {
	for _, county := range c.tier(tierCounty) {
		towns := c.below(county.code, tierTown)
		for _, indicator := range []struct{ name, measure string }{{"事故起数", "起"}, {"死亡人数", "人"}} {
			whole := int(c.limitOf(county.code, indicator.name))
			for i, t := range towns {
				part := whole / len(towns)
				if i < whole%len(towns) {
					part++
				}
				c.limit(t, indicator.name, "", float64(part), indicator.measure)
			}
		}
		for _, t := range towns {
			c.limit(t, "较大及以上事故起数", "", 0, "起")
			c.least(t, "责任书签订率", 100, "%")
		}
	}
	for _, u := range c.layers {
		switch u.tier {
		case tierVillage:
			c.limit(u, "死亡人数", "", 0, "人")
			c.least(u, "重点场所检查覆盖率", 100, "%")
			c.least(u, "网格巡查次数", 12, "次")
		case tierWorkshop:
			c.limit(u, "死亡人数", "", 0, "人")
			c.limit(u, "重伤人数", "", 0, "人")
			c.least(u, "隐患整改率", 100, "%")
			c.least(u, "持证上岗率", 100, "%")
		case tierTeam:
			c.limit(u, "重伤人数", "", 0, "人")
			c.least(u, "班前会召开率", 100, "%")
			c.least(u, "隐患整改率", 100, "%")
		}
	}
}

// unsigned are the firms that had not signed by the first quarter's end.
var unsigned = words("捷安危货运输 云程旅行社")

// addSignatures dates the agreements of 2026: the upper layers sign at the
// meeting, the lower ones after them.
func (c *city) addSignatures(r *rand.Rand) {
	late := map[string]bool{}
	for _, name := range unsigned {
		late[name] = true
	}
	after := map[string]int{tierTown: 5, tierEnterprise: 7, tierInstitution: 7, tierVillage: 17, tierWorkshop: 19, tierTeam: 22, tierPost: 24} // days
	for _, u := range append(c.units[:len(c.units):len(c.units)], c.layers...) {
		switch {
		case u.tier == tierCity || late[u.short]:
		case u.tier == tierCounty || u.tier == tierDepartment:
			u.signed = day(2026, 1, 15)
		default:
			u.signed = day(2026, 1, 15).AddDays(after[u.tier] + r.IntN(4))
		}
	}
}

// layersCSV is the same table of units for what lies below towns and firms.
func layersCSV(c *city) ([]byte, error) {
	rows := [][]string{words("单位编码 单位名称 简称 层级 上级编码 行政区划代码 行业领域 类别 主要负责人 职务 分管负责人 联系电话 地址 责任书签订日期")}
	for _, u := range c.layers {
		rows = append(rows, []string{u.code, u.name, u.short, u.tier, u.parent, u.division, u.field, u.category, u.leader, u.post, u.deputy,
			u.phone, u.address, u.signed.String()})
	}
	return csvWithMark(rows)
}
