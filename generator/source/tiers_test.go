package source

import (
	"testing"

	"hongtou/generator/period"
)

// Tables say tiers in the words of their place: 州, 旗, 园区, 子公司.
func TestTierWords(t *testing.T) {
	for word, want := range map[string]string{"自治区": "省", "州": "市", "盟": "市", "旗": "县区", "县（市、区）": "县区", "园区": "县区", "街道": "乡镇街道", "乡镇（街道）": "乡镇街道", "社区": "村社区", "子公司": "企业", "市": "市"} {
		dir := workspace(t, "office: {name: 安委办}\ndata: {units: u.csv}\n", map[string][]byte{"u.csv": []byte("单位编码,单位名称,层级\n1,甲,\"" + word + "\"\n")})
		w, list, err := Load(dir, period.Date{})
		if err != nil || list.Len() > 0 || w.Office.Units[0].Tier.String() != want {
			t.Errorf("%s is %v, want %s: %v %v", word, w.Office.Units, want, list.All(), err)
		}
	}
}
