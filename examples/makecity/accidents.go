package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/period"
)

// accident is one row of the accidents table.
type accident struct {
	code                              string
	date                              period.Date
	time                              string
	county                            *unit
	liable                            string
	industry, kind, cause, place      string
	deaths, missing, injured, serious int
	loss                              float64
	grade                             string
	approved                          period.Date // of the investigation's report
}

// plan is a county's accidents and deaths in each of the eight quarters from
// 2024Q3 to 2026Q2.
type plan struct{ accidents, deaths [8]int }

// In the order of counties. Deaths of 2026Q1 against the year's control figure
// (see quotas): 松渡县 5 of 4, over it; 石漈县 3 of 9, ahead of the time; 沐河区 2
// of 8, just level with the time; 望湖区 no accident at all.
var plans = []plan{
	{[8]int{7, 7, 6, 6, 6, 7, 6, 6}, [8]int{3, 3, 4, 2, 3, 3, 2, 2}}, // 澄江区
	{[8]int{5, 6, 5, 5, 5, 5, 4, 5}, [8]int{2, 3, 2, 2, 2, 2, 2, 2}}, // 沐河区
	{[8]int{4, 4, 4, 4, 4, 4, 4, 4}, [8]int{2, 1, 2, 1, 2, 1, 1, 1}}, // 东屏区
	{[8]int{3, 3, 2, 3, 3, 2, 0, 2}, [8]int{1, 1, 1, 1, 1, 0, 0, 1}}, // 望湖区
	{[8]int{5, 5, 4, 4, 5, 5, 4, 4}, [8]int{2, 3, 2, 2, 2, 3, 3, 2}}, // 石漈县
	{[8]int{4, 4, 4, 4, 4, 4, 5, 3}, [8]int{2, 2, 1, 1, 2, 1, 5, 1}}, // 松渡县
	{[8]int{3, 4, 3, 3, 3, 4, 3, 3}, [8]int{1, 2, 1, 1, 2, 1, 1, 1}}, // 清泷县
	{[8]int{3, 3, 3, 3, 3, 3, 2, 3}, [8]int{1, 1, 2, 1, 1, 2, 1, 1}}, // 鹿鸣县
	{[8]int{6, 6, 5, 5, 5, 6, 5, 4}, [8]int{2, 3, 3, 2, 2, 3, 2, 2}}, // 南陂市
}

// The two accidents of grade 较大: one by deaths, one by loss.
var worse = []accident{
	{date: day(2026, 2, 8), time: "07:42", county: &unit{short: "松渡县"}, liable: "QY16", industry: "道路交通", kind: "车辆伤害",
		cause: "危险货物运输空车雾天超速行驶，追尾前方低速小型客车", place: "松渡县古渡镇省道213线24公里处",
		deaths: 3, injured: 2, serious: 1, loss: 286.4, grade: "较大", approved: day(2026, 5, 12)},
	{date: day(2025, 8, 17), time: "02:15", county: &unit{short: "南陂市"}, liable: "QY06", industry: "火灾", kind: "火灾",
		cause: "仓库电气线路过负荷短路，引燃堆放的可燃包装材料", place: "南陂市三江镇园区一路成品仓库",
		deaths: 1, injured: 3, serious: 2, loss: 1260.5, grade: "较大", approved: day(2025, 11, 14)},
}

// ofPrivateCars are accidents that are registered and no 生产安全事故.
var ofPrivateCars = []accident{
	{date: day(2024, 11, 2), time: "19:20", county: &unit{short: "澄江区"}, cause: "私家车变更车道未让行，与电动自行车碰撞", place: "澄江区滨江大道", deaths: 1, injured: 1, loss: 6.2},
	{date: day(2025, 2, 14), time: "21:05", county: &unit{short: "沐河区"}, cause: "饮酒后驾驶私家车追尾", place: "沐河区迎宾路", injured: 2, serious: 1, loss: 9.8},
	{date: day(2025, 6, 21), time: "06:40", county: &unit{short: "南陂市"}, cause: "私家车超速驶出路外", place: "南陂市永丰镇县道", deaths: 2, loss: 12},
	{date: day(2025, 12, 7), time: "17:55", county: &unit{short: "望湖区"}, cause: "摩托车逆行与私家车相撞", place: "望湖区环湖路", deaths: 1, injured: 1, loss: 5.5},
	{date: day(2026, 1, 31), time: "18:30", county: &unit{short: "清泷县"}, cause: "私家车未减速让行，碰撞行人", place: "清泷县龙潭街", deaths: 1, loss: 3.6},
	{date: day(2026, 3, 14), time: "22:10", county: &unit{short: "石漈县"}, cause: "私家车夜间弯道占道行驶，与摩托车相撞", place: "石漈县解放街", injured: 2, loss: 4.4},
}

// sectorOf is the 门类 of GB/T 4754-2017 of a field; that of a fire and of a boiler
// depends on whose it was, and is left out.
var sectorOf = map[string]string{"矿山": "采矿业", "危险化学品": "制造业", "工贸": "制造业", "建筑施工": "建筑业", "道路交通": "交通运输、仓储和邮政业",
	"农业机械": "农、林、牧、渔业", "渔业船舶": "农、林、牧、渔业", "其他": "居民服务、修理和其他服务业"}

func day(y, m, d int) period.Date { return period.Date{Year: y, Month: m, Day: d} }

func (c *city) addAccidents(r *rand.Rand) {
	quarter := period.Period{Year: 2024, Kind: period.Quarter, Index: 3}
	for q := range 8 {
		for i, u := range c.tier(tierCounty) {
			c.quarterOf(r, quarter, u, plans[i].accidents[q], plans[i].deaths[q])
		}
		quarter = quarter.Next()
	}
	slices.SortStableFunc(c.accidents, func(a, b accident) int {
		if n := a.date.Compare(b.date); n != 0 {
			return n
		}
		return strings.Compare(a.time, b.time)
	})
	number := map[int]int{}
	for i := range c.accidents {
		a := &c.accidents[i]
		number[a.date.Year]++
		a.code = fmt.Sprintf("SG%d-%03d", a.date.Year, number[a.date.Year])
		if i%29 == 17 {
			a.time = "" // not every report names the hour
		}
	}
	for i, a := range ofPrivateCars {
		a.code, a.county = fmt.Sprintf("JT%d-%02d", a.date.Year, i+1), c.unitNamed(a.county.short)
		a.industry, a.kind, a.grade = "道路交通", "车辆伤害", "一般"
		c.private = append(c.private, a)
	}
}

// quarterOf adds a county's accidents of a quarter: the planned bad one if it
// falls here, then the rest with the deaths that are left shared among them.
func (c *city) quarterOf(r *rand.Rand, q period.Period, u *unit, accidents, deaths int) {
	for _, w := range worse {
		if w.county.short == u.short && q.Contains(w.date) {
			w.county = u
			c.accidents = append(c.accidents, w)
			accidents, deaths = accidents-1, deaths-w.deaths
		}
	}
	each := make([]int, accidents)
	for i := 0; deaths > 0; i++ {
		n := 1
		if deaths > 1 && r.IntN(7) == 0 {
			n = 2
		}
		each[i] = n
		deaths -= n
	}
	r.Shuffle(len(each), func(i, j int) { each[i], each[j] = each[j], each[i] })
	for _, n := range each {
		c.accidents = append(c.accidents, c.ordinary(r, q, u, n))
	}
}

// ordinary is an accident of grade 一般.
func (c *city) ordinary(r *rand.Rand, q period.Period, u *unit, deaths int) accident {
	s := c.scenario(r, u, deaths)
	a := accident{county: u, industry: s.industry, kind: s.kind, cause: s.cause, deaths: deaths, grade: "一般",
		date: q.Start().AddDays(r.IntN(q.End().Sub(q.Start()) + 1)), time: clock(r, s.hours)}
	a.place = u.short + pick(r, c.below(u.code, tierTown)).short + s.place
	if strings.Contains(s.place, "{街}") {
		a.place = u.short + strings.Replace(s.place, "{街}", pick(r, areaOf(u.short).streets), 1)
	}
	if s.liable != "" {
		a.liable = u.short[:len(u.short)-len("区")] + pick(r, tradeNames) + s.liable
	}
	if deaths == 0 || r.IntN(4) == 0 {
		a.injured = between(r, s.injured[0], s.injured[1])
	}
	if a.injured > 0 && r.IntN(3) == 0 {
		a.serious = between(r, 1, min(a.injured, 2))
	}
	loss := s.loss[0] + r.Float64()*(s.loss[1]-s.loss[0]) + float64(deaths)*(6+6*r.Float64())
	a.loss = math.Round(loss*100) / 100
	if r.IntN(3) > 0 {
		a.loss = math.Round(loss*10) / 10
	}
	return a
}

// scenario is drawn by weight among those that the county can have. A deadly
// accident is not drawn from those that only cost money.
func (c *city) scenario(r *rand.Rand, u *unit, deaths int) scenario {
	var fit []scenario
	for _, s := range scenarios {
		if (s.only == "" || strings.Contains(s.only, u.short)) && (deaths == 0 || s.deadly) {
			for range s.weight {
				fit = append(fit, s)
			}
		}
	}
	return pick(r, fit)
}

// clock is a time of day; hours is "昼" for work shifts, "夜", or "" for any.
func clock(r *rand.Rand, hours string) string {
	h := between(r, 6, 22)
	switch hours {
	case "昼":
		h = pick(r, []int{8, 9, 10, 10, 11, 14, 15, 15, 16, 17})
	case "夜":
		h = pick(r, []int{19, 20, 21, 22, 23, 0, 1, 2, 3, 5})
	}
	return fmt.Sprintf("%02d:%02d", h, r.IntN(60))
}

// accidentsCSV is in UTF-8 with a byte order mark, as spreadsheets like it.
func accidentsCSV(c *city) ([]byte, error) {
	rows := [][]string{words("事故编号 事故日期 时间 属地编码 责任单位 行业领域 事故类型 直接原因 事故地点 死亡人数 下落不明 受伤人数 重伤人数 直接经济损失（万元） 事故等级 生产经营性 行业门类 调查报告批复日期")}
	for i, a := range slices.Concat(c.accidents, c.private) {
		production, sector, approved := "是", sectorOf[a.industry], ""
		if !a.approved.IsZero() {
			approved = a.approved.String()
		}
		if i >= len(c.accidents) {
			production, sector = "否", ""
		}
		rows = append(rows, []string{a.code, a.date.String(), a.time, a.county.code, a.liable, a.industry, a.kind, a.cause, a.place,
			strconv.Itoa(a.deaths), strconv.Itoa(a.missing), strconv.Itoa(a.injured), strconv.Itoa(a.serious),
			strconv.FormatFloat(a.loss, 'f', -1, 64), a.grade, production, sector, approved})
	}
	return csvWithMark(rows)
}
