package model

import (
	"hongtou/generator/period"
	"hongtou/generator/table"
)

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
	Origin
}

var _ = Declare(Declaration[Training]{
	Name: "trainings", Title: "安全培训", One: "培训", En: "training", Order: 180,
	List:  func(o *Office) *[]*Training { return &o.Trainings },
	Event: func(t *Training) period.Date { return t.Date },
	Columns: func(t *Training) []table.Column {
		return []table.Column{
			code(&t.Code),
			{At: &t.Date, Day: true, Header: "培训日期", Aliases: []string{"日期"}, Required: true},
			unit(&t.UnitCode, &t.Unit),
			{At: &t.Title, Label: true, Prose: true, Header: "培训内容", Required: true},
			{At: &t.Object, Header: "培训对象"},
			{At: &t.Hours, Header: "学时"},
			{At: &t.Persons, Header: "参加人数"},
			{At: &t.Passed, Header: "合格人数"},
			{At: &t.Certs, Header: "取证人数", None: true},
			{At: &t.Teacher, Header: "授课人"},
		}
	},
	Check:  (*Checker).trainings,
	Office: "TrainingsIn 本期培训",
})

// Rate is the share of the persons who passed.
func (t *Training) Rate() Share { return shareOf(float64(t.Passed), float64(t.Persons)) }

// TrainingsIn lists the courses of p, in table order.
func (o *Office) TrainingsIn(p period.Period) ([]*Training, error) {
	return rowsIn(o, "trainings", o.Trainings, p, func(t *Training) period.Date { return t.Date })
}

func (c *Checker) trainings(trainings []*Training) {
	for _, x := range trainings {
		c.atMost(x, "training-passed", &x.Passed, &x.Persons, "参加人数", "the persons who took part")
		c.atMost(x, "training-certs", &x.Certs, &x.Passed, "考核合格人数", "those who passed")
	}
}
