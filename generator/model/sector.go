package model

import (
	"slices"
	"strings"

	"hongtou/generator/period"
)

// The state's statistics count accidents of production and operation by branch of the
// national economy (GB/T 4754-2017), since 2016; those of private life, as of a private
// car, are registered too but are no 生产安全事故.

// The values of 生产经营性.
const (
	productionYes = "是"
	productionNo  = "否"
)

// sectors are the branches of GB/T 4754-2017 (门类 A to T) with the class in which the
// published tables count them.
var sectors = []struct{ name, class string }{
	{"农、林、牧、渔业", farmingClass}, {"采矿业", miningClass}, {"制造业", tradeClass}, {"电力、热力、燃气及水生产和供应业", otherClass}, {"建筑业", buildingClass},
	{"批发和零售业", tradeClass}, {"交通运输、仓储和邮政业", transportClass}, {"住宿和餐饮业", tradeClass}, {"信息传输、软件和信息技术服务业", otherClass}, {"金融业", otherClass},
	{"房地产业", otherClass}, {"租赁和商务服务业", otherClass}, {"科学研究和技术服务业", otherClass}, {"水利、环境和公共设施管理业", otherClass}, {"居民服务、修理和其他服务业", otherClass},
	{"教育", otherClass}, {"卫生和社会工作", otherClass}, {"文化、体育和娱乐业", otherClass}, {"公共管理、社会保障和社会组织", otherClass}, {"国际组织", otherClass},
}

// The classes of the published tables.
const (
	farmingClass   = "农林牧渔业"
	miningClass    = "采矿业"
	tradeClass     = "商贸制造业"
	buildingClass  = "建筑业"
	transportClass = "交通运输业"
	otherClass     = "其他行业"
	unknownSector  = "行业门类未填"
)

// industrial are the classes that 工矿商贸 means.
var industrial = []string{miningClass, tradeClass, buildingClass}

func sectorNames() []string {
	var names []string
	for _, s := range sectors {
		names = append(names, s.name)
	}
	return names
}

// classOfField is the class of a 行业领域 that lies in one class only; a fire or a
// boiler may be anybody's.
var classOfField = map[string]string{
	"矿山": miningClass, "煤矿": miningClass, "非煤矿山": miningClass, "金属非金属矿山": miningClass, "危险化学品": tradeClass, "烟花爆竹": tradeClass, "工贸": tradeClass,
	"建筑施工": buildingClass, "道路交通": transportClass, "道路运输": transportClass, "水上交通": transportClass, "铁路交通": transportClass,
	"农业机械": farmingClass, "农机": farmingClass, "渔业船舶": farmingClass,
}

// Class is the class of the published tables in which the accident counts: that of its
// 门类, or of its 行业领域 where that leaves no doubt; else 行业门类未填.
func (a *Accident) Class() string {
	for _, s := range sectors {
		if s.name == a.Sector {
			return s.class
		}
	}
	if class := classOfField[strings.TrimSpace(a.Industry)]; class != "" {
		return class
	}
	return unknownSector
}

// Industrial tells whether the accident is one of 工矿商贸.
func (a *Accident) Industrial() bool { return slices.Contains(industrial, a.Class()) }

// IsProduction tells whether the accident is one of production and operation
// (生产经营性), which the four indicators count.
func (a *Accident) IsProduction() bool { return a.Production != productionNo }

// ByClass are the four indicators by the classes of the published tables.
func (o *Office) ByClass(p period.Period) ([]Row, error) {
	p, known := o.accidentSpans(p)
	c := o.newCut(farmingClass, miningClass, tradeClass, buildingClass, transportClass, otherClass)
	o.eachAccident(o.Region, func(a *Accident) { c.count(a.Class(), a, p) })
	return c.of(o.Statistics(p)), known.this
}

// ByNature are the four indicators with, beside them, what accidents that are none of
// production and operation had, which no other figure counts.
func (o *Office) ByNature(p period.Period) ([]Row, error) {
	p, known := o.accidentSpans(p)
	c := o.newCut("生产经营性", "非生产经营性")
	o.eachAccident(o.Region, func(a *Accident) { c.count("生产经营性", a, p) })
	for _, a := range o.otherAccidents() {
		c.count("非生产经营性", a, p)
	}
	return c.of(o.Statistics(p)), known.this
}

// OtherAccidents are the four indicators of those of the period that are none of
// production and operation.
func (o *Office) OtherAccidents(p period.Period) (Row, error) {
	rows, err := o.ByNature(p)
	return rows[1], err
}

// otherAccidents are those of the region that are none of production and operation.
func (o *Office) otherAccidents() []*Accident {
	return having(o.Accidents, func(a *Accident) bool {
		return !a.IsProduction() && a.Unit != nil && (o.Region == nil || a.Unit.Within(o.Region))
	})
}

// of gives the rows what a table of statistics knows of its spans.
func (c *cut) of(s *Statistics) []Row {
	for i := range c.rows {
		c.rows[i].of(s)
	}
	return c.rows
}

var _ = explain[Office]("ByClass 按国民经济行业分类的四项指标; ByNature 生产经营性和非生产经营性事故的四项指标; OtherAccidents 非生产经营性事故的四项指标")
