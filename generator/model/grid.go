package model

import (
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// Grid is one cell of the supervision network (三级机构、四级网络): a body of the
// city, a county or a town, or a grid of a village.
type Grid struct {
	Code       string // 网格编号
	Level      string // 市级, 县级, 乡级, 村级
	UnitCode   string // the unit that keeps it
	Unit       *Unit
	ParentCode string // 上级网格编号
	Parent     *Grid
	Name       string // 网格（机构）名称
	Scope      string // 责任范围
	Leader     string // 网格长（机构负责人）
	Post       string
	Member     string // 网格员（联络员）
	Phone      string
	FullTime   int // 专职人员
	PartTime   int // 兼职人员
	Covered    int // 覆盖生产经营单位, 家
	Origin
}

var _ = Declare(Declaration[Grid]{
	Name: "grids", Title: "监管网络", One: "网格", En: "grid", Order: 100,
	List: func(o *Office) *[]*Grid { return &o.Grids },
	Columns: func(g *Grid) []table.Column {
		return []table.Column{
			code(&g.Code, "网格编号"),
			{At: &g.Level, Header: "层级", Aliases: []string{"网格层级"}, Names: GridLevels(), Required: true},
			unit(&g.UnitCode, &g.Unit, "所属单位编码"),
			{At: &g.ParentCode, Header: "上级网格编号", Type: table.Code, Note: "最高一级留空"},
			{At: &g.Name, Label: true, Header: "网格名称", Aliases: []string{"机构名称"}, Required: true},
			{At: &g.Scope, Prose: true, Header: "责任范围"},
			{At: &g.Leader, Header: "网格长", Aliases: []string{"负责人", "责任人"}},
			{At: &g.Post, Header: "职务"},
			{At: &g.Member, Header: "网格员", Aliases: []string{"联络员"}},
			{At: &g.Phone, Header: "联系电话"},
			{At: &g.FullTime, Header: "专职人数", None: true},
			{At: &g.PartTime, Header: "兼职人数", None: true},
			{At: &g.Covered, Unless: &g.Level, Is: "村级", Header: "覆盖单位数", Note: "生产经营单位，家"},
		}
	},
	Check:  (*Checker).grids,
	Says:   "Gaps 空缺事项",
	Office: "GridsOf 单位的网格; GridsWithin 单位及其下级的网格; Network 监管网络汇总; BareUnits 没有网格的单位",
})

// GridLevels are the four levels of the network from the top; the first three
// are bodies.
func GridLevels() []string { return []string{"市级", "县级", "乡级", "村级"} }

// Gaps lists what the grid lacks: 责任人, 网格员, 联系电话, 专职人员 (of bodies).
func (g *Grid) Gaps() []string {
	var gaps []string
	if g.Leader == "" {
		gaps = append(gaps, "缺责任人")
	}
	if g.Member == "" {
		gaps = append(gaps, "缺网格员")
	}
	if g.Phone == "" {
		gaps = append(gaps, "缺联系电话")
	}
	if g.Level != "村级" && g.FullTime == 0 && !g.OpenFigure("FullTime") {
		gaps = append(gaps, "缺专职人员")
	}
	return gaps
}

// GridsOf lists the grids that u itself keeps, in table order.
func (o *Office) GridsOf(u *Unit) []*Grid { return o.look().gridsByUnit[u] }

// GridsWithin lists the grids that u and the units below it keep, in table order.
func (o *Office) GridsWithin(u *Unit) []*Grid {
	var in []*Grid
	for _, g := range o.Grids {
		if g.Unit != nil && g.Unit.Within(u) {
			in = append(in, g)
		}
	}
	return in
}

// NetworkRow sums the network of one division.
type NetworkRow struct {
	Name     string
	Unit     *Unit
	Towns    int     // 乡镇街道
	Bodies   int     // 机构 of the levels above 村级
	Villages int     // 村级网格
	FullTime int     // persons
	PartTime int     // persons
	Covered  int     // 生产经营单位, 家, by grids of 村级
	Gaps     int     // grids with a gap
	Bare     []*Unit // towns, and the division itself, without any grid
	counted
	unknown
}

func (r *NetworkRow) add(g *Grid) {
	if g.Level == "村级" {
		r.Villages++
		r.Covered += g.Covered
		r.sums(g, "Covered")
		r.note(g, "Villages", "Covered")
	} else {
		r.Bodies++
		r.note(g, "Bodies")
	}
	r.FullTime += g.FullTime
	r.PartTime += g.PartTime
	r.sums(g, "FullTime", "PartTime")
	r.note(g, "FullTime", "PartTime")
	if len(g.Gaps()) > 0 {
		r.Gaps++
		r.note(g, "Gaps")
	}
}

// Network sums the network by the region's divisions, in table order, and a last
// row for the region's own bodies.
func (o *Office) Network() []*NetworkRow {
	rows, find := o.divisionRows()
	out := make([]*NetworkRow, len(rows))
	for i, r := range rows {
		out[i] = &NetworkRow{Name: r.name, Unit: r.unit, counted: o.counting()}
	}
	for _, g := range o.Grids {
		out[find(g.Unit)].add(g)
	}
	for _, u := range o.Units {
		if u.Tier != Town && out[find(u)].Unit != u {
			continue
		}
		row := out[find(u)]
		if u.Tier == Town {
			row.Towns++
			row.note(u, "Towns")
		}
		if len(o.GridsOf(u)) == 0 {
			row.Bare = append(row.Bare, u)
		}
	}
	return out
}

// BareUnits lists the towns, the divisions and the region itself if they keep no
// grid at all.
func (o *Office) BareUnits() []*Unit {
	var bare []*Unit
	for _, row := range o.Network() {
		bare = append(bare, row.Bare...)
	}
	return bare
}

func (c *Checker) grids(grids []*Grid) {
	for _, g := range grids {
		if g.Unit != nil {
			c.index.gridsByUnit[g.Unit] = append(c.index.gridsByUnit[g.Unit], g)
		}
	}
	for _, g := range grids {
		g.Parent = nil
		if g.ParentCode == "" {
			continue
		}
		g.Parent = find[Grid](c.Office, g.ParentCode)
		switch {
		case g.Parent == nil:
			c.Fail(PlaceOf(g, &g.ParentCode), "grid-parent-unknown", g.ParentCode,
				diag.T("没有此编号的上级网格", "no grid has the parent's code"), diag.T("应为表中的网格编号，最高一级留空", "use a code of this table; leave the top's empty"))
			c.restsOn("grids")
		case sound(g, &g.Level) && sound(g.Parent, &g.Parent.Level) && slices.Index(GridLevels(), g.Parent.Level) >= slices.Index(GridLevels(), g.Level):
			c.Fail(PlaceOf(g, &g.Level), "grid-level", g.Level,
				diag.T("上级网格“%[1]s”是%[2]s，不高于%[3]s", "the parent %[1]q is of %[2]s, not above %[3]s", g.Parent.Name, g.Parent.Level, g.Level),
				diag.T("上级网格的层级应高于本网格", "the parent is of a higher level"))
			g.Parent = nil
		}
	}
}

var _ = explain[NetworkRow]("Name 地区; Towns 乡镇街道数; Bodies 机构数; Villages 村级网格数; FullTime 专职人数; PartTime 兼职人数; Covered 覆盖的生产经营单位; " +
	"Gaps 有空缺的网格数; Bare 没有网格的单位")
