package model

import "fmt"

// Tier is a unit's place in the layers that sign responsibility agreements.
type Tier int

// The tiers, from the region's top to one person's post.
const (
	NoTier     Tier = iota
	City            // 市
	County          // 县区
	Town            // 乡镇街道
	Village         // 村社区
	Department      // 部门
	Enterprise      // 企业
	Workshop        // 车间
	Team            // 班组
	Post            // 岗位
)

var tierNames = [...]string{"", "市", "县区", "乡镇街道", "村社区", "部门", "企业", "车间", "班组", "岗位"}

// TierNames lists the tiers' names in order.
func TierNames() []string { return append([]string(nil), tierNames[1:]...) }

// String is the tier's name in tables and templates: 县区.
func (t Tier) String() string { return tierNames[t] }

// ParseTier reads a tier's name.
func ParseTier(s string) (Tier, error) {
	for t, name := range tierNames {
		if t > 0 && s == name {
			return Tier(t), nil
		}
	}
	return NoTier, fmt.Errorf("unknown tier %q", s)
}
