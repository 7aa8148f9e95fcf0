package model

import (
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Activity is one publicity activity in one of the five places (五进).
type Activity struct {
	Code     string
	Date     period.Date
	Setting  string // one of FivePlaces
	UnitCode string // 组织单位
	Unit     *Unit
	Title    string // 活动名称
	Form     string // 活动形式
	Location string
	Audience int // 受众, 人次
	Handed   int // 发放材料, 份
	Person   string
	Evidence string // 佐证材料
	Origin
}

var _ = Declare(Declaration[Activity]{
	Name: "activities", Title: "五进活动", One: "活动", En: "activity", Order: 210,
	List:  func(o *Office) *[]*Activity { return &o.Activities },
	Event: func(a *Activity) period.Date { return a.Date },
	Columns: func(a *Activity) []table.Column {
		return []table.Column{
			code(&a.Code),
			{At: &a.Date, Day: true, Header: "活动日期", Aliases: []string{"日期"}, Required: true},
			{At: &a.Setting, Header: "进入场所", Aliases: []string{"五进类别"}, Required: true, Names: FivePlaces()},
			unit(&a.UnitCode, &a.Unit),
			{At: &a.Title, Label: true, Header: "活动名称", Required: true},
			{At: &a.Form, Header: "活动形式"},
			{At: &a.Location, Header: "地点"},
			{At: &a.Audience, Header: "受众人次", Aliases: []string{"受众人数"}},
			{At: &a.Handed, Header: "发放材料", None: true, Measure: "份", Note: "份"},
			{At: &a.Person, Header: "负责人"},
			{At: &a.Evidence, Prose: true, Header: "佐证材料"},
		}
	},
	Office: "ActivitiesIn 本期五进活动; ActivitiesByPlace 五进活动按场所; ActivitiesByUnit 五进活动按地区; ActivitiesThin 五进有空白的地区",
})

// FivePlaces are the places that publicity goes into.
func FivePlaces() []string { return []string{"企业", "学校", "农村", "社区", "家庭"} }

// ActivitiesIn lists the activities of p, in table order.
func (o *Office) ActivitiesIn(p period.Period) ([]*Activity, error) {
	return rowsIn(o, "activities", o.Activities, p, func(a *Activity) period.Date { return a.Date })
}

// PlaceRow sums the activities in one of the five places.
type PlaceRow struct {
	Place    string
	Count    int
	Audience int
	Handed   int
	counted
	unknown
}

// ActivitiesByPlace sums the activities of p by the five places; a place without
// any has a row too.
func (o *Office) ActivitiesByPlace(p period.Period) ([]*PlaceRow, error) {
	activities, err := o.ActivitiesIn(p)
	if err != nil {
		return nil, err
	}
	var rows []*PlaceRow
	for _, place := range FivePlaces() {
		row := &PlaceRow{Place: place, counted: o.counting()}
		for _, a := range activities {
			if a.Setting == place {
				row.Count++
				row.Audience += a.Audience
				row.Handed += a.Handed
				row.sums(a, "Audience", "Handed")
				row.note(a, "Count", "Audience", "Handed")
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// OrganiserRow counts one unit's activities by the five places.
type OrganiserRow struct {
	Unit     *Unit
	ByPlace  [5]int // in the order of FivePlaces
	Count    int
	Audience int
	counted
	unknown
}

// Lacking lists the places in which the unit held no activity.
func (r *OrganiserRow) Lacking() []string {
	var lacking []string
	for i, place := range FivePlaces() {
		if r.ByPlace[i] == 0 {
			lacking = append(lacking, place)
		}
	}
	return lacking
}

// ActivitiesByUnit counts the activities of p of every division of the region
// with all below it, in table order.
func (o *Office) ActivitiesByUnit(p period.Period) ([]*OrganiserRow, error) {
	activities, err := o.ActivitiesIn(p)
	if err != nil {
		return nil, err
	}
	divisions, find := o.divisionRows()
	rows := make([]*OrganiserRow, len(divisions))
	for i, d := range divisions {
		rows[i] = &OrganiserRow{Unit: d.unit, counted: o.counting()}
	}
	for _, a := range activities {
		row := rows[find(a.Unit)]
		for i, place := range FivePlaces() {
			if a.Setting == place {
				row.ByPlace[i]++
				row.note(a, "ByPlace")
			}
		}
		row.Count++
		row.Audience += a.Audience
		row.sums(a, "Audience")
		row.note(a, "Count", "Audience")
	}
	return rows[:len(rows)-1], nil
}

// ActivitiesThin lists the divisions that left one of the five places out in p.
func (o *Office) ActivitiesThin(p period.Period) ([]*OrganiserRow, error) {
	rows, err := o.ActivitiesByUnit(p)
	var thin []*OrganiserRow
	for _, row := range rows {
		if len(row.Lacking()) > 0 {
			thin = append(thin, row)
		}
	}
	return thin, err
}

var _ = explain[OrganiserRow]("ByPlace 五类场所各几次; Count 活动次数; Lacking 没有开展的场所")

var _ = explain[PlaceRow]("Place 场所; Count 活动次数; Handed 发放材料（份）")
