package model

import (
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Investment is one item of safety investment (安全投入) of a year.
type Investment struct {
	Code      string
	Date      period.Date // 投入（检查）日期
	UnitCode  string
	Unit      *Unit
	Defence   string  // 人防, 物防 or 技防
	Category  string  // 安全设施, 防护用品, 逃生通道, 监测监控, 安全避险, 定位自救, 通信联络, 教育培训, 应急物资
	Item      string  // 项目
	Planned   float64 // 计划投入, 万元
	Amount    float64 // 实际投入, 万元
	Required  int     // 应有数量
	Actual    int     // 实有数量
	Working   int     // 完好（在线）数量
	Alarms    int     // 报警次数
	Responded int     // 已处置报警次数
	Origin
}

var _ = Declare(Declaration[Investment]{
	Name: "investments", Title: "安全投入", One: "投入", En: "investment", Order: 190,
	List:  func(o *Office) *[]*Investment { return &o.Investments },
	Event: func(i *Investment) period.Date { return i.Date },
	Columns: func(i *Investment) []table.Column {
		return []table.Column{
			code(&i.Code),
			{At: &i.Date, Day: true, Header: "投入日期", Aliases: []string{"日期", "检查日期"}, Required: true},
			unit(&i.UnitCode, &i.Unit),
			{At: &i.Defence, Header: "防范类别", Required: true, Names: Defences()},
			{At: &i.Category, Header: "投入类别", Note: "如 安全设施、防护用品、逃生通道、监测监控、定位自救、通信联络"},
			{At: &i.Item, Label: true, Prose: true, Header: "项目", Aliases: []string{"投入项目"}, Required: true},
			{At: &i.Planned, Header: "计划投入", Unless: &i.Amount, Aliases: []string{"计划投入（万元）"}, Measure: "万元", Note: "万元"},
			{At: &i.Amount, Header: "实际投入", Unless: &i.Planned, Aliases: []string{"实际投入（万元）"}, Measure: "万元", Note: "万元"},
			{At: &i.Required, Header: "应有数量", None: true},
			{At: &i.Actual, Header: "实有数量", Unless: &i.Required},
			{At: &i.Working, Header: "完好数量", Unless: &i.Required, Aliases: []string{"在线数量"}, Note: "完好或在线的"},
			{At: &i.Alarms, Header: "报警次数", None: true},
			{At: &i.Responded, Header: "处置报警次数", Unless: &i.Alarms},
		}
	},
	Check:  (*Checker).investments,
	Office: "InvestmentsIn 本期投入",
})

// Defences are the three defences.
func Defences() []string { return []string{"人防", "物防", "技防"} }

// InvestmentsIn lists the investments of p, in table order.
func (o *Office) InvestmentsIn(p period.Period) ([]*Investment, error) {
	return rowsIn(o, "investments", o.Investments, p, func(i *Investment) period.Date { return i.Date })
}

func (c *Checker) investments(investments []*Investment) {
	for _, x := range investments {
		c.atMost(x, "investment-working", &x.Working, &x.Actual, "实有数量", "what is there")
		c.atMost(x, "investment-responded", &x.Responded, &x.Alarms, "报警次数", "the alarms")
	}
}
