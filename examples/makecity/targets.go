package main

import "strconv"

// target is one control figure of 2026.
type target struct {
	unit                *unit
	indicator, industry string
	value               float64
	measure             string
	atLeast             bool
}

// quota is a county's share of the city's control figures. Its deaths by
// industry add up to its deaths.
type quota struct {
	accidents, deaths, injuries int
	loss                        float64 // 万元
	byIndustry                  []part
}

// part is a control figure of deaths in an industry.
type part struct {
	industry string
	deaths   int
}

// In the order of counties.
var quotas = []quota{
	{24, 11, 22, 400, []part{{"建筑施工", 2}, {"道路交通", 7}, {"工贸", 1}, {"火灾", 1}}},             // 澄江区
	{19, 8, 21, 280, []part{{"建筑施工", 1}, {"道路交通", 5}, {"工贸", 1}, {"特种设备", 1}}},            // 沐河区
	{15, 6, 14, 360, []part{{"建筑施工", 1}, {"道路交通", 4}, {"工贸", 1}}},                         // 东屏区
	{10, 3, 10, 90, []part{{"建筑施工", 1}, {"道路交通", 1}, {"火灾", 1}, {"渔业船舶", 0}}},             // 望湖区
	{17, 9, 15, 280, []part{{"矿山", 2}, {"建筑施工", 1}, {"道路交通", 4}, {"工贸", 1}, {"农业机械", 1}}}, // 石漈县
	{15, 4, 16, 160, []part{{"建筑施工", 0}, {"道路交通", 3}, {"工贸", 1}}},                         // 松渡县
	{12, 5, 11, 145, []part{{"矿山", 1}, {"建筑施工", 0}, {"道路交通", 2}, {"工贸", 1}, {"火灾", 1}}},   // 清泷县
	{12, 5, 9, 155, []part{{"矿山", 1}, {"建筑施工", 0}, {"道路交通", 3}, {"工贸", 1}}},               // 鹿鸣县
	{20, 9, 21, 300, []part{{"危险化学品", 1}, {"建筑施工", 2}, {"道路交通", 5}, {"工贸", 1}}},           // 南陂市
}

// byIndustry are the city's control figures by industry: accidents and deaths.
// They are also handed to the departments, each taking its share.
var byIndustry = []struct {
	industry          string
	accidents, deaths int
	shares            []share
}{
	{"矿山", 8, 4, []share{{"市应急管理局", 8, 4}}},
	{"危险化学品", 2, 1, []share{{"市应急管理局", 2, 1}}},
	{"建筑施工", 18, 8, []share{{"市住房和城乡建设局", 16, 7}, {"市水利局", 2, 1}}},
	{"道路交通", 77, 34, []share{{"市公安局", 60, 27}, {"市交通运输局", 17, 7}}},
	{"工贸", 18, 8, []share{{"市应急管理局", 14, 6}, {"市工业和信息化局", 4, 2}}},
	{"火灾", 9, 3, []share{{"市消防救援支队", 9, 3}}},
	{"特种设备", 3, 1, []share{{"市市场监督管理局", 3, 1}}},
	{"农业机械", 4, 1, []share{{"市农业农村局", 4, 1}}},
	{"渔业船舶", 1, 0, []share{{"市渔业渔政管理局", 1, 0}}},
	{"其他", 5, 0, nil},
}

type share struct {
	department        string
	accidents, deaths int
}

// The city keeps one accident in hand above the sum of its counties.
const reserve = 1

func (c *city) addTargets() {
	var sum quota
	for _, q := range quotas {
		sum.accidents += q.accidents
		sum.deaths += q.deaths
		sum.injuries += q.injuries
		sum.loss += q.loss
	}
	sum.accidents += reserve
	top := c.byCode[cityCode]
	c.totals(top, sum)
	for _, b := range byIndustry {
		c.limit(top, "事故起数", b.industry, float64(b.accidents), "起")
		c.limit(top, "死亡人数", b.industry, float64(b.deaths), "人")
	}
	c.rates(top)
	for i, u := range c.tier(tierCounty) {
		c.countyTargets(u, quotas[i])
	}
	for _, u := range c.tier(tierDepartment) {
		c.departmentTargets(u)
	}
	for _, u := range c.firms() {
		c.enterpriseTargets(u)
	}
}

func (c *city) limit(u *unit, indicator, industry string, v float64, measure string) {
	c.targets = append(c.targets, target{u, indicator, industry, v, measure, false})
}

func (c *city) least(u *unit, indicator string, v float64, measure string) {
	c.targets = append(c.targets, target{u, indicator, "", v, measure, true})
}

// limitOf is a unit's control figure over all industries.
func (c *city) limitOf(code, indicator string) float64 {
	for _, t := range c.targets {
		if t.unit.code == code && t.indicator == indicator && t.industry == "" {
			return t.value
		}
	}
	panic("no target " + indicator + " of " + code) // a slip in this program's own tables
}

func (c *city) totals(u *unit, q quota) {
	c.limit(u, "事故起数", "", float64(q.accidents), "起")
	c.limit(u, "死亡人数", "", float64(q.deaths), "人")
	c.limit(u, "受伤人数", "", float64(q.injuries), "人")
	c.limit(u, "直接经济损失", "", q.loss, "万元")
	c.limit(u, "较大及以上事故起数", "", 0, "起")
}

func (c *city) rates(u *unit) {
	c.least(u, "重大隐患整改率", 100, "%")
	c.least(u, "责任书签订率", 100, "%")
}

func (c *city) countyTargets(u *unit, q quota) {
	c.totals(u, q)
	for _, p := range q.byIndustry {
		c.limit(u, "死亡人数", p.industry, float64(p.deaths), "人")
	}
	c.rates(u)
}

func (c *city) departmentTargets(u *unit) {
	for _, b := range byIndustry {
		for _, s := range b.shares {
			if s.department == u.short {
				c.limit(u, "事故起数", b.industry, float64(s.accidents), "起")
				c.limit(u, "死亡人数", b.industry, float64(s.deaths), "人")
			}
		}
	}
	c.limit(u, "较大及以上事故起数", "", 0, "起")
	c.rates(u)
	c.least(u, "年度检查计划完成率", 100, "%")
	c.least(u, "培训覆盖率", 95, "%")
}

// extraRates are what a category's agreement adds to the common figures.
var extraRates = map[string][]target{
	"矿山":     {{indicator: "领导带班下井率", value: 100, measure: "%"}, {indicator: "设备定检率", value: 100, measure: "%"}},
	"危险化学品":  {{indicator: "特殊作业票证合格率", value: 100, measure: "%"}, {indicator: "报警联锁投用率", value: 100, measure: "%"}},
	"建筑施工":   {{indicator: "危大工程方案论证率", value: 100, measure: "%"}, {indicator: "安全标准化工地达标率", value: 90, measure: "%"}},
	"道路运输":   {{indicator: "车辆动态监控上线率", value: 98, measure: "%"}, {indicator: "车辆检验合格率", value: 100, measure: "%"}},
	"油气管线":   {{indicator: "管道巡护率", value: 100, measure: "%"}, {indicator: "入户安检率", value: 95, measure: "%"}},
	"人员密集场所": {{indicator: "消防设施完好率", value: 100, measure: "%"}},
	"特种设备":   {{indicator: "设备定检率", value: 100, measure: "%"}},
	"食品药品":   {{indicator: "产品抽检合格率", value: 99, measure: "%"}},
	"旅游":     {{indicator: "游乐设施和游船检验率", value: 100, measure: "%"}},
	"校园":     {{indicator: "校车检验合格率", value: 100, measure: "%"}, {indicator: "安全教育覆盖率", value: 100, measure: "%"}},
}

func (c *city) enterpriseTargets(u *unit) {
	if u.tier == tierInstitution {
		c.institutionTargets(u)
		return
	}
	c.limit(u, "死亡人数", "", 0, "人")
	c.limit(u, "重伤人数", "", 0, "人")
	c.least(u, "隐患整改率", 100, "%")
	c.least(u, "持证上岗率", 100, "%")
	c.least(u, "培训合格率", 98, "%")
	c.least(u, "责任书签订率", 100, "%")
	c.least(u, "应急演练次数", 2, "次")
	for _, t := range extraRates[u.category] {
		if u.short == "云程旅行社" { // it has no rides and no boats
			t.indicator = "旅游用车资质查验率"
		}
		c.least(u, t.indicator, t.value, t.measure)
	}
}

// institutionTargets are what a school or a hospital is held to; it has no production.
func (c *city) institutionTargets(u *unit) {
	c.limit(u, "死亡人数", "", 0, "人")
	c.limit(u, "火灾起数", "", 0, "起")
	c.least(u, "隐患整改率", 100, "%")
	c.least(u, "培训合格率", 98, "%")
	for _, t := range extraRates[u.category] {
		if t.indicator != "校车检验合格率" || u.post != "园长" && u.short != "石漈职校" {
			c.least(u, t.indicator, t.value, t.measure)
		}
	}
}

// targetsCSV is in GB 18030 with CRLF, as office programs save it; the unknown
// column 责任领导 carries names that GBK can't write.
func targetsCSV(c *city) ([]byte, error) {
	rows := [][]string{words("单位编码 单位名称 年度 指标 行业领域 方向 控制数 计量单位 责任领导")}
	for _, t := range c.targets {
		way := "不超过"
		if t.atLeast {
			way = "不低于"
		}
		rows = append(rows, []string{t.unit.code, t.unit.name, "2026", t.indicator, t.industry, way,
			strconv.FormatFloat(t.value, 'f', -1, 64), t.measure, t.unit.leader})
	}
	return csvGB18030(rows)
}
