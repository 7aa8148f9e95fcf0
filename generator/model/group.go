package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// Group is one 督查组 of a supervision: its head, the units that staff it and those
// that it visits.
type Group struct {
	SupervisionName string
	Supervision     *Supervision
	Name            string // 第一督查组
	Head            string // 组长
	Post            string // 组长's 职务
	MemberCodes     []string
	Members         []*Unit // 成员单位
	UnitCodes       []string
	Units           []*Unit // 督查对象
	Origin
}

var _ = Declare(Declaration[Group]{
	Name: "groups", Title: "督查分组", One: "督查组", En: "group", Order: 38,
	List: func(o *Office) *[]*Group { return &o.Groups },
	Columns: func(g *Group) []table.Column {
		return []table.Column{
			{At: &g.SupervisionName, Key: true, Header: "督查名称", Required: true},
			{At: &g.Name, Key: true, Label: true, Header: "督查组", Required: true, Note: "如 第一督查组"},
			{At: &g.Head, Header: "组长"},
			{At: &g.Post, Header: "组长职务", Aliases: []string{"职务"}},
			{At: &g.MemberCodes, Link: &g.Members, Header: "成员单位", Aliases: []string{"成员单位编码"}, Note: "几个单位用、隔开"},
			{At: &g.UnitCodes, Link: &g.Units, Header: "督查对象", Aliases: []string{"督查单位", "督查单位编码"}, Note: "几个单位用、隔开"},
		}
	},
	Check: (*Checker).groups,
	Says:  "Supervision 督查; Members 成员单位; Units 督查对象",
})

func (c *Checker) groups(groups []*Group) {
	visits := map[*Supervision]map[*Unit]*Group{}
	for _, g := range groups {
		if g.Supervision = find[Supervision](c.Office, g.SupervisionName); g.Supervision == nil {
			c.Fail(PlaceOf(g, &g.SupervisionName), "group-supervision-unknown", g.SupervisionName,
				diag.T("督查表中没有这次督查", "no supervision has this name"), diag.T("应为督查表中的督查名称", "use a name of the table of supervisions"))
			continue
		}
		s := g.Supervision
		s.Groups = append(s.Groups, g)
		if visits[s] == nil {
			visits[s] = map[*Unit]*Group{}
		}
		for _, u := range g.Units {
			if other := visits[s][u]; other != nil {
				c.Fail(PlaceOf(g, &g.UnitCodes), "group-unit-twice", u.Name,
					diag.T("“%[1]s”已由%[2]s督查", "%[1]q is visited by %[2]s already", u.Name, other.Name), diag.T("只留在一个督查组", "keep it in one group"))
			}
			visits[s][u] = g
		}
		for _, u := range g.Members {
			for _, v := range g.Units {
				if u == v {
					c.Fail(PlaceOf(g, &g.UnitCodes), "group-visits-member", u.Name,
						diag.T("%[1]s督查本组的成员单位“%[2]s”", "%[1]s visits its own member %[2]q", g.Name, u.Name), diag.T("改由别的督查组督查，或者换成员单位", "let another group visit it, or change the members"))
				}
			}
		}
	}
}
