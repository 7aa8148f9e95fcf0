package model

import "hongtou/generator/period"

// Accident is one accident as counted (四项指标).
type Accident struct {
	Code     string // 编号, unique
	Date     period.Date
	Time     string // 时间 HH:MM, may be empty
	UnitCode string // the county or district (属地) that counts it
	Unit     *Unit
	Liable   string // 责任单位 as text or unit code, may be empty
	Industry string
	Type     string // 事故类型 (GB/T 6441)
	Cause    string // 直接原因
	Location string // 地点
	Deaths   int
	Missing  int     // 下落不明
	Injuries int     // 受伤, the indicator
	Serious  int     // 重伤 (with acute poisoning), for the grade; part of Injuries
	Loss     float64 // 直接经济损失, 万元
	Grade    Grade   // as stated; Check computes it if the table has none
	Extra    map[string]string
	Origin
}

// AccidentsIn lists the accidents of p in table order.
func (o *Office) AccidentsIn(p period.Period) []*Accident {
	var in []*Accident
	for _, a := range o.Accidents {
		if p.Contains(a.Date) {
			in = append(in, a)
		}
	}
	return in
}

// AccidentsOf lists the accidents of p that u or a unit below it counts, unit
// by unit in table order.
func (o *Office) AccidentsOf(u *Unit, p period.Period) []*Accident {
	var in []*Accident
	o.eachAccident(u, func(a *Accident) {
		if p.Contains(a.Date) {
			in = append(in, a)
		}
	})
	return in
}

// eachAccident visits the accidents of u and of all units below it; all
// accidents that have a unit if u is nil.
func (o *Office) eachAccident(u *Unit, visit func(*Accident)) {
	if u == nil {
		for _, a := range o.Accidents {
			if a.Unit != nil {
				visit(a)
			}
		}
		return
	}
	for _, a := range o.look().accidentsByUnit[u] {
		visit(a)
	}
	for _, child := range u.Children {
		o.eachAccident(child, visit)
	}
}
