package model

import (
	"errors"
	"slices"

	"hongtou/generator/period"
)

// DefenceRow sums the investments of one of the three defences (人防、物防、技防).
type DefenceRow struct {
	Name      string
	Items     int
	Planned   float64 // 万元
	Amount    float64
	Required  int // 应有数量
	Working   int // 完好数量
	Unsound   int // required and not working
	Alarms    int
	Responded int
	counted
	unknown
}

// Rate is the share of the planned money that was spent.
func (r *DefenceRow) Rate() (Share, error) {
	return shareOf(r.Amount, r.Planned), errors.Join(r.unknownFigure("Amount"), r.unknownFigure("Planned"))
}

// Defences sums the investments of p by the three defences; one without any has a row too.
func (o *Office) Defences(p period.Period) ([]*DefenceRow, error) {
	list, err := o.InvestmentsIn(p)
	if err != nil {
		return nil, err
	}
	var rows []*DefenceRow
	for _, name := range Defences() {
		row := &DefenceRow{Name: name, counted: o.counting()}
		for _, x := range list {
			if x.Defence != name {
				continue
			}
			row.Items++
			row.Planned, row.Amount = tidy(row.Planned+x.Planned), tidy(row.Amount+x.Amount)
			row.Required, row.Working = row.Required+x.Required, row.Working+x.Working
			row.Unsound += max(0, x.Required-x.Working)
			row.Alarms, row.Responded = row.Alarms+x.Alarms, row.Responded+x.Responded
			row.sums(x, "Planned", "Amount", "Required", "Working", "Alarms", "Responded")
			row.sumsAs(x, "Unsound", "Required", "Working")
			row.note(x, "Items", "Planned", "Amount", "Rate", "Required", "Working", "Unsound", "Alarms", "Responded")
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// InPlaceRow counts the enterprises of a division by what is in place.
type InPlaceRow struct {
	Name                                                 string
	Unit                                                 *Unit
	Firms, Investment, Training, Management, Rescue, All int
	Unchecked                                            int // of whose hazards and equipment no ledger tells
	TrainingToCome, RescueToCome                         int // none held so far, and the time for it is not over
}

// add counts an enterprise. The error is of figures that tell what is in place and are
// not known.
func (r *InPlaceRow) add(i *InPlace) error {
	investment, errInvestment := i.Investment()
	training, errTraining := i.Training()
	management, errManagement := i.Management()
	checked, _ := i.Checked()
	all, _ := i.All()
	r.Firms++
	for _, f := range []struct {
		n  *int
		ok bool
	}{{&r.Investment, investment}, {&r.Training, training && i.Courses > 0}, {&r.Management, management}, {&r.Unchecked, !checked}, {&r.Rescue, i.Rescue() && i.Drills > 0},
		{&r.TrainingToCome, training && i.Courses == 0}, {&r.RescueToCome, i.Rescue() && i.Drills == 0}, {&r.All, all && i.Courses > 0 && i.Drills > 0}} {
		if f.ok {
			*f.n++
		}
	}
	return errors.Join(errInvestment, errTraining, errManagement)
}

// InPlaceTotal counts all enterprises of p; InPlaceRows those of each division that has
// any, and last those outside of all.
func (o *Office) InPlaceTotal(p period.Period) (*InPlaceRow, error) {
	list, err := o.FourInPlace(p)
	if err != nil {
		return nil, err
	}
	total := &InPlaceRow{Name: "合计", Unit: o.Region}
	for _, i := range list {
		err = errors.Join(err, total.add(i))
	}
	return total, err
}

// InPlaceRows counts the enterprises of p by division, in table order.
func (o *Office) InPlaceRows(p period.Period) ([]*InPlaceRow, error) {
	list, err := o.FourInPlace(p)
	if err != nil {
		return nil, err
	}
	divisions, find := o.divisionRows()
	rows := make([]*InPlaceRow, len(divisions))
	for i, d := range divisions {
		rows[i] = &InPlaceRow{Name: d.name, Unit: d.unit}
	}
	for _, i := range list {
		err = errors.Join(err, rows[find(i.Unit)].add(i))
	}
	return slices.DeleteFunc(rows, func(r *InPlaceRow) bool { return r.Firms == 0 }), err
}

// InPlaceLacking lists the enterprises that lack something of the four in p, those that
// lack most first.
func (o *Office) InPlaceLacking(p period.Period) ([]*InPlace, error) {
	all, err := o.FourInPlace(p)
	var list []*InPlace
	lacking := map[*InPlace]int{}
	for _, i := range all {
		lacks, unknown := i.Lacking()
		err = errors.Join(err, unknown)
		if lacking[i] = len(lacks); len(lacks) > 0 {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(a, b *InPlace) int { return lacking[b] - lacking[a] })
	return list, err
}

var (
	_ = explain[DefenceRow]("Name 防范类别; Items 项目数; Planned 计划投入（万元）; Amount 实际投入（万元）; Rate 完成率; Required 应有数量; Working 完好数量; Unsound 缺损; Alarms 报警次数; Responded 处置报警次数")
	_ = explain[InPlaceRow]("Name 名称; Firms 企业数; Investment 安全投入到位的; Training 安全培训到位的; Management 基础管理到位的; Unchecked 没有检查记录、不作判定的; Rescue 应急救援到位的; All 四项都到位的; TrainingToCome 本年尚未培训而未到期的; RescueToCome 本半年尚未演练而未到期的")
	_ = explain[Office]("Defences 人防、物防、技防的投入; InPlaceTotal 企业四到位合计; InPlaceRows 企业四到位按地区; InPlaceLacking 有一项以上不到位的企业")
)
