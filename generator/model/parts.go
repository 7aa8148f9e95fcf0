package model

import (
	"fmt"
	"slices"
	"strings"
)

// What the units below a unit are called together. The words are put together of what
// there is: 县（市、区） where there are all three, 区 where there are districts only.

// below is what stands below a unit.
type below struct {
	first, second Tier // of the divisions, and of what stands below them
	works         bool // among the children there is a workshop
	words         map[Tier]string
}

// parts is what stands below the region; Check finds it.
func (o *Office) parts() *below {
	if o.index != nil && o.index.below != nil {
		return o.index.below
	}
	return o.Region.parts()
}

// parts is what stands below u, which may be nil.
func (u *Unit) parts() *below {
	if u == nil {
		return &below{words: map[Tier]string{City: joinEndings(City, nil), County: joinEndings(County, nil), Town: joinEndings(Town, nil), Village: joinEndings(Village, nil)}}
	}
	has := map[Tier]bool{}
	for _, x := range u.Children {
		has[x.Tier] = true
	}
	b := &below{works: has[Workshop], words: map[Tier]string{}}
	b.first = u.belowTier(has)
	b.second = u.beneathTier(b.first)
	for _, t := range ladder {
		b.words[t] = u.places(t)
	}
	return b
}

// Below is what the divisions right below u are called: 县（市、区）, 乡镇（街道）, 子公司.
func (u *Unit) Below() string { return u.parts().below(u) }

// Beneath is what stands below those: 乡镇（街道） of a city.
func (u *Unit) Beneath() string { return u.parts().beneath(u) }

// Firms is what the enterprises below u are called.
func (u *Unit) Firms() string { return u.parts().word(u, Enterprise) }

// Lower is whom a paper of u's level goes to right below it: 各县（市、区）人民政府.
func (u *Unit) Lower() string { return u.parts().lower(u) }

func (b *below) below(u *Unit) string   { return b.word(u, b.first) }
func (b *below) beneath(u *Unit) string { return b.word(u, b.second) }

func (b *below) lower(u *Unit) string {
	t, below := b.first, b.below(u)
	place, zones := strings.CutSuffix(below, zonesBehind)
	switch t {
	case City:
		if strings.ContainsAny(place, "盟地") {
			place += "人民政府（行政公署）"
		} else {
			place += "人民政府"
		}
	case County:
		place += "人民政府"
	case Town:
		switch towns, mixed := strings.CutSuffix(place, "（街道）"); {
		case mixed:
			place = towns + "人民政府、街道办事处"
		case place == "街道":
			place = "街道办事处"
		default:
			place += "人民政府"
		}
	case Village:
		place = map[string]string{"村": "村民委员会", "社区": "居民委员会"}[place]
		if place == "" {
			place = "村（居）民委员会"
		}
	case NoTier:
		return "各下级单位"
	default:
		return "各" + below
	}
	if below == onlyZones {
		return "各" + onlyZones + "管理委员会"
	}
	if zones {
		place += zonesBehind + "管理委员会"
	}
	return "各" + place
}

// Zones among the divisions stand behind them.
const (
	zonesBehind = "、开发区"
	onlyZones   = "开发区"
)

// ladder are the tiers that govern, from the top.
var ladder = []Tier{City, County, Town, Village}

// belowTier is the first tier of divisions that u has units of, or else the one that
// its kind usually has.
func (u *Unit) belowTier(has map[Tier]bool) Tier {
	tiers := ladder
	switch u.kind() {
	case firmKind:
		tiers = []Tier{Enterprise, Workshop, Team}
	case departmentKind:
		tiers = []Tier{Department, Enterprise}
	}
	for _, t := range tiers {
		if has[t] {
			return t
		}
	}
	switch u.kind() {
	case provinceKind:
		return City
	case cityKind:
		return County
	case countyKind:
		return Town
	case townKind:
		return Village
	case firmKind:
		return Workshop
	}
	return Enterprise
}

// beneathTier is the tier below the divisions.
func (u *Unit) beneathTier(t Tier) Tier {
	switch t {
	case Enterprise:
		return Workshop
	case Workshop:
		return Team
	case Village, Team, Department:
		return Enterprise
	}
	for _, below := range ladder {
		if below > t && slices.ContainsFunc(u.Children, func(x *Unit) bool {
			return slices.ContainsFunc(x.Children, func(y *Unit) bool { return y.Tier == below })
		}) {
			return below
		}
	}
	return t + 1
}

// TierName is what the region's units of a tier are called: 县（市、区）, 部门.
func (o *Office) TierName(tier any) (string, error) {
	t, err := tierOf(tier)
	return o.parts().word(o.Region, t), err
}

// TierName is what u's units of a tier are called; the tier may be given by its name.
func (u *Unit) TierName(tier any) (string, error) {
	t, err := tierOf(tier)
	return u.parts().word(u, t), err
}

// tierOf is a tier that a template gives as it is, or by its name.
func tierOf(tier any) (Tier, error) {
	if t, ok := tier.(Tier); ok {
		return t, nil
	}
	return tierNamed(fmt.Sprint(tier))
}

// word is what the units of a tier below u are called together.
func (b *below) word(u *Unit, t Tier) string {
	switch t {
	case NoTier:
		return "下级单位"
	case Province:
		return "省（自治区、直辖市）"
	case Enterprise:
		switch {
		case u == nil || u.Tier != Enterprise:
			return "企业"
		case b.works:
			return "所属单位"
		}
		return "子公司"
	case Department:
		if u != nil && u.kind() == departmentKind {
			return "所属单位"
		}
		return "部门"
	case City, County, Town, Village:
	default:
		return t.String()
	}
	return b.words[t]
}

// places is what the places of a tier below u are called.
func (u *Unit) places(t Tier) string {
	found, zones := u.endings(t)
	switch {
	case len(found) == 0 && zones:
		return onlyZones
	case zones:
		return joinEndings(t, found) + zonesBehind
	}
	return joinEndings(t, found)
}

// endingsOf are the endings of the names of a tier's units, in the order in which
// texts name them; the usual word is that of units whose names do not tell.
var endingsOf = map[Tier]struct {
	ends  []string
	usual string
}{
	City:    {[]string{"盟", "地区", "市", "州"}, "市（州）"},
	County:  {[]string{"旗", "县", "市", "区"}, "县（市、区）"},
	Town:    {[]string{"苏木", "乡", "镇", "街道"}, "乡镇（街道）"},
	Village: {[]string{"村", "社区"}, "村（社区）"},
}

// endings are the endings that names of a tier's units below u have, in order, and
// whether there are zones among those units. Where a name does not tell, or one unit
// alone is entered, the ending is "".
func (u *Unit) endings(t Tier) (found []string, zones bool) {
	unclear, count := false, 0
	var walk func(*Unit)
	walk = func(x *Unit) {
		for _, y := range x.Children {
			if y.Tier < t {
				walk(y)
			}
			if y.Tier != t {
				continue
			}
			if y.Zone() {
				zones = true
				continue
			}
			count++
			name := placeName(y.Name)
			if t == Village {
				name = villageName(y.Name)
			}
			at := slices.IndexFunc(endingsOf[t].ends, func(end string) bool { return strings.HasSuffix(name, end) })
			if at < 0 {
				unclear = true
			} else if end := endingsOf[t].ends[at]; !slices.Contains(found, end) {
				found = append(found, end)
			}
		}
	}
	walk(u)
	if unclear || count == 1 {
		return []string{""}, zones
	}
	return found, zones
}

// villageName is a committee's name as one of a village or a community.
func villageName(name string) string {
	for _, end := range []string{"社区", "居委会", "居民委员会"} {
		if strings.HasSuffix(name, end) {
			return "社区"
		}
	}
	if strings.HasSuffix(name, "村") || strings.HasSuffix(name, "村民委员会") || strings.HasSuffix(name, "村委会") {
		return "村"
	}
	return ""
}

// joinEndings puts the endings that are there together: 县（市、区）, 乡镇（街道）, 区.
func joinEndings(t Tier, found []string) string {
	w := endingsOf[t]
	if len(found) == 0 || slices.Contains(found, "") {
		return w.usual
	}
	var in []string
	for _, end := range w.ends {
		if slices.Contains(found, end) {
			in = append(in, end)
		}
	}
	head := 1
	for _, pair := range [][2]string{{"旗", "县"}, {"苏木", "乡"}, {"苏木", "镇"}, {"乡", "镇"}} {
		if head < len(in) && in[head-1] == pair[0] && in[head] == pair[1] {
			head++
		}
	}
	word := strings.Join(in[:head], "")
	if head < len(in) {
		word += "（" + strings.Join(in[head:], "、") + "）"
	}
	return word
}
