package model

import "hongtou/generator/table"

// Standing is a unit's result of a year that this program did not score.
type Standing struct {
	Year     int
	UnitCode string
	Unit     *Unit
	Score    float64
	Rank     int
	Grade    string
	Origin
}

var _ = Declare(Declaration[Standing]{
	Name: "standings", Title: "历年考核结果", One: "考核结果", En: "standing", Order: 160,
	List: func(o *Office) *[]*Standing { return &o.Standings },
	Columns: func(s *Standing) []table.Column {
		return []table.Column{
			key(year(&s.Year)),
			key(unit(&s.UnitCode, &s.Unit, "被考核单位编码")),
			{At: &s.Score, Header: "得分", None: true},
			{At: &s.Rank, Header: "名次", None: true},
			{At: &s.Grade, Header: "等次"},
		}
	},
})
