package model

import (
	"math"
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Base is what a relative indicator measures deaths against: a place's product,
// workers, vehicles or output of one year, as its statistics office publishes them.
type Base struct {
	Year     int
	UnitCode string
	Unit     *Unit
	Kind     string // one of BaseKinds
	Value    float64
	Measure  string // 计量单位; "" is that of the kind
	Source   string // 数据来源
	Origin
}

// relative is a relative indicator: deaths of some accidents for so much of a base.
type relative struct {
	name, measure string
	base, in      string  // the kind of base and its 计量单位
	per           float64 // deaths per so many of that
	digits        int     // decimals that are published
	private       bool    // deaths of private life count too
	counts        func(a *Accident) bool
}

// relatives are the indicators of the yearly statistical bulletin; roads are counted
// with all deaths, whoever drove.
var relatives = []relative{
	{"亿元国内生产总值生产安全事故死亡率", "人/亿元", "地区生产总值", "亿元", 1, 3, false, func(*Accident) bool { return true }},
	{"工矿商贸就业人员十万人生产安全事故死亡率", "人/10万人", "工矿商贸就业人员", "万人", 10, 3, false, (*Accident).Industrial},
	{"道路交通事故万车死亡率", "人/万辆", "机动车保有量", "万辆", 1, 2, true, func(a *Accident) bool { return slices.Contains([]string{"道路交通", "道路运输"}, a.Industry) }},
	{"煤矿百万吨死亡率", "人/百万吨", "原煤产量", "万吨", 100, 3, false, func(a *Accident) bool { return a.Industry == "煤矿" || a.Branch == "煤炭开采和洗选业" }},
}

// BaseKinds lists what relative indicators rest on.
func BaseKinds() []string {
	var kinds []string
	for _, r := range relatives {
		kinds = append(kinds, r.base)
	}
	return kinds
}

var _ = Declare(Declaration[Base]{
	Name: "bases", Title: "相对指标基数", One: "基数", En: "base", Order: 25,
	List: func(o *Office) *[]*Base { return &o.Bases },
	Columns: func(b *Base) []table.Column {
		return []table.Column{
			key(year(&b.Year)),
			key(unit(&b.UnitCode, &b.Unit, "地区编码")),
			{At: &b.Kind, Key: true, Header: "基数", Aliases: []string{"基数名称"}, Required: true, Names: BaseKinds()},
			{At: &b.Value, Header: "数值", Aliases: []string{"基数数值"}, Required: true, Note: "地区生产总值按亿元，就业人员按万人，机动车按万辆，原煤按万吨"},
			{At: &b.Measure, Header: "计量单位", Note: "不填即亿元、万人、万辆、万吨"},
			{At: &b.Source, Prose: true, Header: "数据来源"},
		}
	},
	Check:  (*Checker).bases,
	Office: "Bases 相对指标基数表; Relatives 某年各地区的相对指标; RelativesOf 某地区某年的相对指标",
})

func (c *Checker) bases(bases []*Base) {
	for _, b := range bases {
		i := slices.IndexFunc(relatives, func(r relative) bool { return r.base == b.Kind })
		if i >= 0 && b.Measure != "" && b.Measure != relatives[i].in {
			c.Fail(PlaceOf(b, &b.Measure), "base-measure", b.Measure, diag.T("%s的计量单位不对", "%s has another measure", b.Kind), diag.T("数值换算成%s", "convert the value to %s", relatives[i].in))
		}
		if sound(b, &b.Value) && b.Value <= 0 {
			c.Fail(PlaceOf(b, &b.Value), "base-value", figure(b.Value), diag.T("基数应大于零", "a base is more than nothing"), diag.T("填写统计部门公布的数值，没有的删去这一行", "enter the published value, or remove the row"))
		}
	}
}

// Relative is a relative indicator of a place and a whole year.
type Relative struct {
	Name, Measure string
	Unit          *Unit
	Base          string // 基数
	BaseMeasure   string
	Amount        *float64 // of the base, nil: nobody has entered it
	Deaths        int
	Per           float64  // deaths are given per so many of the base
	Digits        int      // decimals
	Value         *float64 // nil without a base
	LastYear      *float64 // nil where its base or its deaths are not known
	Control       *float64 // 控制数 of the year
	counted
}

// Relatives are the relative indicators of a year: the region's four, then those of its
// divisions that have a base. Of a year that has not ended, or whose accidents are not
// entered to its end, there are none.
func (o *Office) Relatives(p period.Period) ([]*Relative, error) {
	rows, err := o.RelativesOf(o.Region, p)
	if err != nil || rows == nil {
		return nil, err
	}
	for _, u := range o.Divisions() {
		its, _ := o.RelativesOf(u, p)
		for _, r := range its {
			if r.Value != nil {
				rows = append(rows, r)
			}
		}
	}
	return rows, nil
}

// RelativesOf are the four relative indicators of a place in a year, those without a
// base too; none of a year that has not ended or of no place.
func (o *Office) RelativesOf(u *Unit, p period.Period) ([]*Relative, error) {
	p = p.ToDate()
	if u == nil || !p.Ended() {
		return nil, nil
	}
	if seen, err := o.see("accidents", p); err != nil || !seen.Ended() {
		return nil, err
	}
	var rows []*Relative
	for _, r := range relatives {
		row := &Relative{Name: r.name, Measure: r.measure, Unit: u, Base: r.base, BaseMeasure: r.in, Per: r.per, Digits: r.digits, counted: o.counting()}
		for _, a := range o.deathsFor(r, u, p) {
			if err := openFigures(a, "Deaths"); err != nil {
				return nil, err
			}
			row.Deaths += a.Deaths
			row.note(a, "Deaths", "Value")
		}
		if b := o.base(u, p.Year, r.base); b != nil {
			row.note(b, "Amount", "Value")
			row.Amount, row.Value = &b.Value, r.of(row.Deaths, b)
		}
		if last := p.LastYear(); o.reaches("accidents", last) {
			deaths, known := 0, true
			for _, a := range o.deathsFor(r, u, last) {
				known = known && openFigures(a, "Deaths") == nil
				deaths += a.Deaths
				row.note(a, "LastYear")
			}
			if b := o.base(u, last.Year, r.base); b != nil && known {
				row.note(b, "LastYear")
				row.LastYear = r.of(deaths, b)
			}
		}
		if t := o.Target(u, p.Year, r.name, ""); t != nil {
			row.note(t, "Control")
			row.Control = &t.Value
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// of is the indicator of so many deaths, rounded as it is published.
func (r relative) of(deaths int, b *Base) *float64 {
	scale := math.Pow10(r.digits)
	value := math.Round(float64(deaths)/b.Value*r.per*scale) / scale
	return &value
}

func (o *Office) deathsFor(r relative, u *Unit, p period.Period) []*Accident {
	return having(o.Accidents, func(a *Accident) bool {
		return a.Unit != nil && a.Unit.Within(u) && p.Contains(a.Date) && (r.private || a.IsProduction()) && r.counts(a)
	})
}

func (o *Office) base(u *Unit, year int, kind string) *Base {
	for _, b := range o.Bases {
		if b.Unit == u && b.Year == year && b.Kind == kind && b.Value > 0 {
			return b
		}
	}
	return nil
}

// Text is the value with its decimals and measure: 0.413人/亿元; "" without a base.
func (r *Relative) Text() string {
	if r.Value == nil {
		return ""
	}
	return decimal(*r.Value, r.Digits) + r.Measure
}

var _ = explain[Relative]("Name 指标; Measure 计量单位; Base 基数; BaseMeasure 基数的计量单位; Amount 基数数值，没有登记的为空; Deaths 死亡人数; Per 每多少基数; Digits 小数位数; Value 指标值，没有基数的为空; " +
	"LastYear 上年指标值; Control 控制数; Text 指标值和计量单位")
