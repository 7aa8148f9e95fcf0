package model

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
	Extra      map[string]string
	Origin
}

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
	if g.Level != "村级" && g.FullTime == 0 {
		gaps = append(gaps, "缺专职人员")
	}
	return gaps
}

// GridsOf lists the grids that u itself keeps, in table order.
func (o *Office) GridsOf(u *Unit) []*Grid { return o.look().gridsByUnit[u] }

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
}

func (r *NetworkRow) add(g *Grid) {
	if g.Level == "村级" {
		r.Villages++
		r.Covered += g.Covered
	} else {
		r.Bodies++
	}
	r.FullTime += g.FullTime
	r.PartTime += g.PartTime
	if len(g.Gaps()) > 0 {
		r.Gaps++
	}
}

// Network sums the network by the region's divisions, in table order, and a last
// row for the region's own bodies.
func (o *Office) Network() []*NetworkRow {
	rows, find := o.divisionRows()
	out := make([]*NetworkRow, len(rows))
	for i, r := range rows {
		out[i] = &NetworkRow{Name: r.name, Unit: r.unit}
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
