package model

import "hongtou/generator/table"

var _ = Declare(Declaration[Standing]{
	Name: "standings", Title: "历年考核结果", One: "考核结果", En: "standing", Order: 160,
	List: func(o *Office) *[]*Standing { return &o.Standings },
	Columns: func(s *Standing) []table.Column {
		return []table.Column{
			key(year(&s.Year)),
			key(unit(&s.UnitCode, &s.Unit, "被考核单位编码")),
			{At: &s.Score, Header: "得分"},
			{At: &s.Rank, Header: "名次"},
			{At: &s.Grade, Header: "等次"},
		}
	},
})
