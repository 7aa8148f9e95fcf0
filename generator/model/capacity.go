package model

import "hongtou/generator/period"

// Training is one course of safety training (人防).
type Training struct {
	Code     string
	Date     period.Date
	UnitCode string // 举办单位
	Unit     *Unit
	Title    string // 培训内容
	Object   string // 培训对象
	Hours    float64
	Persons  int // 参加人数
	Passed   int // 考核合格人数
	Certs    int // 取得证书人数
	Teacher  string
	Extra    map[string]string
	Origin
}

// Rate is the share of the persons who passed.
func (t *Training) Rate() Share { return shareOf(float64(t.Passed), float64(t.Persons)) }

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
	Extra     map[string]string
	Origin
}

// Drill is one emergency drill (应急演练).
type Drill struct {
	Code      string
	Date      period.Date
	UnitCode  string
	Unit      *Unit
	Subject   string // 演练科目
	Form      string // 实战演练, 桌面推演
	Persons   int
	Location  string
	Assessed  period.Date // 评估日期
	Result    string      // 评估结论
	Shortfall string      // 发现的不足
	Extra     map[string]string
	Origin
}

// Defences are the three defences.
func Defences() []string { return []string{"人防", "物防", "技防"} }

// TrainingsIn lists the courses of p, in table order.
func (o *Office) TrainingsIn(p period.Period) []*Training {
	return datedIn(o.Trainings, p, func(t *Training) period.Date { return t.Date })
}

// InvestmentsIn lists the investments of p, in table order.
func (o *Office) InvestmentsIn(p period.Period) []*Investment {
	return datedIn(o.Investments, p, func(i *Investment) period.Date { return i.Date })
}

// DrillsIn lists the drills of p, in table order.
func (o *Office) DrillsIn(p period.Period) []*Drill {
	return datedIn(o.Drills, p, func(d *Drill) period.Date { return d.Date })
}

// InPlace is one enterprise's four in place (四个到位: 投入、培训、管理、应急救援)
// in a period.
type InPlace struct {
	Unit     *Unit
	Planned  float64 // 计划投入, 万元
	Amount   float64 // 实际投入, 万元
	Courses  int
	Trained  int // 人次
	Passed   int
	Hazards  int // open in the period, of checks and of the special supervision
	Done     int
	Overdue  int
	Drills   int
	Drilled  int // 人次
	Unsound  int // 设施设备 that are missing or out of order
	Assessed int // drills with an assessment
}

// Investment tells whether the money that was planned was spent; false where
// nothing was planned.
func (i *InPlace) Investment() bool { return i.Planned > 0 && i.Amount >= i.Planned }

// Training tells whether a course was held and everybody passed.
func (i *InPlace) Training() bool { return i.Courses > 0 && i.Passed == i.Trained }

// Management tells whether no hazard is overdue and no equipment unsound.
func (i *InPlace) Management() bool { return i.Overdue == 0 && i.Unsound == 0 }

// Rescue tells whether a drill was held and each was assessed.
func (i *InPlace) Rescue() bool { return i.Drills > 0 && i.Assessed == i.Drills }

// All tells whether all four are in place.
func (i *InPlace) All() bool {
	return i.Investment() && i.Training() && i.Management() && i.Rescue()
}

// Lacking lists which of the four are not in place.
func (i *InPlace) Lacking() []string {
	var lacking []string
	for _, f := range []struct {
		name string
		ok   bool
	}{{"安全投入", i.Investment()}, {"安全培训", i.Training()}, {"基础管理", i.Management()}, {"应急救援", i.Rescue()}} {
		if !f.ok {
			lacking = append(lacking, f.name)
		}
	}
	return lacking
}

// FourInPlace checks every enterprise in p, in table order.
func (o *Office) FourInPlace(p period.Period) []*InPlace {
	var rows []*InPlace
	at := map[*Unit]*InPlace{}
	for _, u := range o.look().unitsByTier[Enterprise] {
		row := &InPlace{Unit: u}
		rows = append(rows, row)
		at[u] = row
	}
	of := func(u *Unit) *InPlace {
		if row := at[u]; row != nil {
			return row
		}
		return &InPlace{} // not an enterprise: counted nowhere
	}
	for _, x := range o.InvestmentsIn(p) {
		row := of(x.Unit)
		row.Planned = tidy(row.Planned + x.Planned)
		row.Amount = tidy(row.Amount + x.Amount)
		row.Unsound += max(0, x.Required-x.Working)
	}
	for _, x := range o.TrainingsIn(p) {
		row := of(x.Unit)
		row.Courses++
		row.Trained += x.Persons
		row.Passed += x.Passed
	}
	for _, x := range o.DrillsIn(p) {
		row := of(x.Unit)
		row.Drills++
		row.Drilled += x.Persons
		if !x.Assessed.IsZero() {
			row.Assessed++
		}
	}
	for _, x := range o.HazardsOpen(p) {
		of(x.Unit).hazard(x.Status(p.End()))
	}
	for _, x := range o.ItemsIn(p) {
		of(x.Unit).hazard(x.Status(p.End()))
	}
	return rows
}

func (i *InPlace) hazard(status string) {
	i.Hazards++
	switch status {
	case "逾期":
		i.Overdue++
	case "整改中":
	default:
		i.Done++
	}
}
