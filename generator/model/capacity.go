package model

import (
	"errors"
	"slices"

	"hongtou/generator/period"
)

// InPlace is one enterprise's four in place (四个到位: 投入、培训、管理、应急救援)
// in a period.
type InPlace struct {
	Unit     *Unit
	Planned  float64 // 计划投入, 万元
	Amount   float64 // 实际投入, 万元
	Courses  int     // in the year so far
	Trained  int     // 人次
	Passed   int
	Hazards  int // open in the period, of checks and of the special supervision
	Done     int
	Overdue  int
	Drills   int // in the half-year so far: enterprises hold one in each
	Drilled  int // 人次
	Unsound  int // 设施设备 that are missing or out of order
	Required int // 设施设备 that there should be
	Assessed int // drills with an assessment

	DrillDue    bool // the half-year is over: one that is missing is missing
	TrainingDue bool // the year is over
	counted
	unknown
}

// Investment tells whether the money that was planned was spent; false where
// nothing was planned. The error is of sums that are not known.
func (i *InPlace) Investment() (bool, error) {
	return i.Planned > 0 && i.Amount >= i.Planned, errors.Join(i.unknownFigure("Planned"), i.unknownFigure("Amount"))
}

// Training tells whether a course was held in the year and everybody passed; before
// the year is over, one that is to come is not missed.
func (i *InPlace) Training() (bool, error) {
	return i.Courses == 0 && !i.TrainingDue || i.Courses > 0 && i.Passed == i.Trained, errors.Join(i.unknownFigure("Trained"), i.unknownFigure("Passed"))
}

// Checked tells whether any ledger tells of the enterprise's hazards or equipment in the
// period. Nothing is known of how one is managed that nobody checked.
func (i *InPlace) Checked() (bool, error) {
	return i.Hazards > 0 || i.Required > 0, i.unknownFigure("Required")
}

// Management tells whether no hazard is overdue and no equipment unsound, of those that
// were checked.
func (i *InPlace) Management() (bool, error) {
	checked, err := i.Checked()
	return checked && i.Overdue == 0 && i.Unsound == 0, errors.Join(err, i.unknownFigure("Unsound"))
}

// Rescue tells whether a drill was held in the half-year and each was assessed; before
// the half-year is over, one that is to come is not missed.
func (i *InPlace) Rescue() bool {
	return i.Drills == 0 && !i.DrillDue || i.Drills > 0 && i.Assessed == i.Drills
}

// All tells whether all four are in place.
func (i *InPlace) All() (bool, error) {
	lacking, err := i.Lacking()
	checked, _ := i.Checked()
	return len(lacking) == 0 && checked, err
}

// Lacking lists which of the four are not in place.
func (i *InPlace) Lacking() ([]string, error) {
	investment, errInvestment := i.Investment()
	training, errTraining := i.Training()
	management, errManagement := i.Management()
	checked, _ := i.Checked()
	var lacking []string
	for _, f := range []struct {
		name string
		ok   bool
	}{{"安全投入", investment}, {"安全培训", training}, {"基础管理", management || !checked}, {"应急救援", i.Rescue()}} {
		if !f.ok {
			lacking = append(lacking, f.name)
		}
	}
	return lacking, errors.Join(errInvestment, errTraining, errManagement)
}

// firms are the enterprises below the region, in table order.
func (o *Office) firms() []*Unit {
	return slices.DeleteFunc(slices.Clone(o.look().unitsByTier[Enterprise]), func(u *Unit) bool { return u == o.Region })
}

// FourInPlace checks every enterprise below the region in p, in table order.
func (o *Office) FourInPlace(p period.Period) ([]*InPlace, error) {
	investments, errInvestments := o.InvestmentsIn(p)
	half, year := p.HalfToDate(), p.ToDate()
	trainings, errTrainings := o.TrainingsIn(year)
	drills, errDrills := o.DrillsIn(half)
	hazards, errHazards := o.HazardsOpen(p)
	items, errItems := o.ItemsIn(p)
	if err := errors.Join(errInvestments, errTrainings, errDrills, errHazards, errItems); err != nil {
		return nil, err
	}
	var rows []*InPlace
	at := map[*Unit]*InPlace{}
	for _, u := range o.firms() {
		row := &InPlace{Unit: u, DrillDue: half.Ended(), TrainingDue: year.Ended(), counted: o.counting()}
		rows = append(rows, row)
		at[u] = row
	}
	of := func(u *Unit) *InPlace {
		if row := at[u]; row != nil {
			return row
		}
		return &InPlace{} // not an enterprise: counted nowhere
	}
	for _, x := range investments {
		row := of(x.Unit)
		row.Planned = tidy(row.Planned + x.Planned)
		row.Amount = tidy(row.Amount + x.Amount)
		row.Unsound += max(0, x.Required-x.Working)
		row.Required += x.Required
		row.note(x, "Planned", "Amount", "Unsound", "Required")
		row.sums(x, "Planned", "Amount", "Required")
		row.sumsAs(x, "Unsound", "Required", "Working")
	}
	for _, x := range trainings {
		row := of(x.Unit)
		row.Courses++
		row.Trained += x.Persons
		row.Passed += x.Passed
		row.sums(x, "Passed")
		row.sumsAs(x, "Trained", "Persons")
		row.note(x, "Courses", "Trained", "Passed")
	}
	for _, x := range drills {
		row := of(x.Unit)
		row.Drills++
		row.Drilled += x.Persons
		row.sumsAs(x, "Drilled", "Persons")
		row.note(x, "Drills", "Drilled")
		if !x.Assessed.IsZero() {
			row.Assessed++
			row.note(x, "Assessed")
		}
	}
	asOf, _ := o.AsOf("hazards", p)
	for _, x := range hazards {
		of(x.Unit).hazard(x, x.Status(asOf))
	}
	asOf, _ = o.AsOf("items", p)
	for _, x := range items {
		of(x.Unit).hazard(x, x.Status(asOf))
	}
	return rows, nil
}

func (i *InPlace) hazard(r Record, status string) {
	i.Hazards++
	i.note(r, "Hazards")
	switch status {
	case "逾期":
		i.Overdue++
		i.note(r, "Overdue")
	case "整改中":
	default:
		i.Done++
		i.note(r, "Done")
	}
}

var _ = explain[InPlace]("Planned 计划投入（万元）; Amount 实际投入（万元）; Courses 本年培训期数; Trained 本年培训人次; Passed 本年考核合格人次; Hazards 未销号隐患数; Done 已整改数; " +
	"Drills 本半年演练次数; Drilled 本半年演练人次; Unsound 缺损的设施设备; Required 应有的设施设备; Checked 本期有没有隐患、设施设备的记录; Assessed 已评估的演练; Investment 投入是否到位; Training 培训是否到位; " +
	"Management 管理是否到位; Rescue 应急救援是否到位; All 是否四项都到位; Lacking 没有到位的; DrillDue 半年已满，应当演练; TrainingDue 全年已满，应当培训")

var _ = explain[Office]("FourInPlace 企业四到位")
