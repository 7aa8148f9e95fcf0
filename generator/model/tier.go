package model

import "fmt"

// Tier is a unit's place in the layers that sign responsibility agreements.
type Tier int

// The tiers, from the region's top to one person's post.
const (
	NoTier      Tier = iota
	Province         // 省
	City             // 市
	County           // 县区
	Town             // 乡镇街道
	Village          // 村社区
	Department       // 部门
	Institution      // 事业单位: 学校, 医院, 养老机构, 场馆
	Enterprise       // 企业
	Workshop         // 车间
	Team             // 班组
	Post             // 岗位
)

var tierNames = [...]string{"", "省", "市", "县区", "乡镇街道", "村社区", "部门", "事业单位", "企业", "车间", "班组", "岗位"}

// tierMeans are other words for the tiers that tables have.
var tierMeans = map[string]string{
	"省级": "省", "自治区": "省", "直辖市": "省",
	"市级": "市", "地级市": "市", "州": "市", "自治州": "市", "盟": "市", "地区": "市", "市州": "市",
	"县": "县区", "区": "县区", "旗": "县区", "县级": "县区", "县市区": "县区", "县(市、区)": "县区", "县级市": "县区", "开发区": "县区", "园区": "县区",
	"乡": "乡镇街道", "镇": "乡镇街道", "乡镇": "乡镇街道", "街道": "乡镇街道", "苏木": "乡镇街道", "乡镇(街道)": "乡镇街道",
	"村": "村社区", "社区": "村社区", "村居": "村社区", "村(社区)": "村社区", "嘎查": "村社区",
	"机构": "事业单位", "公益性单位": "事业单位",
	"集团": "企业", "公司": "企业", "子公司": "企业", "分公司": "企业",
}

// TierNames lists the tiers' names in order.
func TierNames() []string { return append([]string(nil), tierNames[1:]...) }

// String is the tier's name in tables and templates: 县区.
func (t Tier) String() string { return tierNames[t] }

// ParseTier reads a tier's name, or another word for it.
func ParseTier(s string) (Tier, error) {
	if name, ok := tierMeans[s]; ok {
		s = name
	}
	for t, name := range tierNames {
		if t > 0 && s == name {
			return Tier(t), nil
		}
	}
	return NoTier, fmt.Errorf("unknown tier %q", s)
}
