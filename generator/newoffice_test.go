package generator

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// What a new office answers is taken as it is meant, and what is none is told of with the
// answer's name; nothing that would break hongtou.yaml or a paper's head goes in.
func TestNewOfficeAnswers(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		office NewOffice
		tier   string // settled, or the answer that is told of
		says   string
	}{
		{NewOffice{}, "", ""},
		{NewOffice{Top: " 青禾县人民政府　"}, "县区", ""},
		{NewOffice{Top: "青禾市人民政府", Tier: "市"}, "市", ""},
		{NewOffice{Top: "青禾市", Tier: "县"}, "县区", ""},
		{NewOffice{Top: "青禾镇人民政府"}, "乡镇街道", ""},
		{NewOffice{Top: "某某集团有限公司", Name: `"安环部": {{.}} \ code: ""`}, "企业", ""},
		{NewOffice{Name: "青禾县安委办 #1"}, AnswerName, "用全角“＃”"},
		{NewOffice{Top: "青禾市人民政府"}, AnswerKind, "写明“青禾市人民政府”的层级"},
		{NewOffice{Tier: "市"}, AnswerTop, "没有写是哪个单位的"},
		{NewOffice{Top: "青禾市", Tier: "国"}, AnswerKind, "层级“国”：应为 省、市、县区、"},
		{NewOffice{Top: "青禾县\n人民政府"}, AnswerTop, "有换行或看不见的字符"},
		{NewOffice{Name: "青禾县\u202e安委办"}, AnswerName, `发文机关全称“青禾县\u202e安委办”：有换行或看不见的字符`},
		{NewOffice{Name: "\xff安委办"}, AnswerName, "看不见的字符"},
		{NewOffice{Name: strings.Repeat("长", 81)}, AnswerName, "至多80个字"},
		{NewOffice{Name: "0980-1234567"}, AnswerName, "应为名称"},
		{NewOffice{Code: "青安委办〔2026〕1号"}, AnswerCode, "只写代字"},
		{NewOffice{Code: "青安委办号"}, AnswerCode, "只写代字"},
		{NewOffice{Code: "——"}, AnswerCode, "应为名称"},
	} {
		settled, err := x.office.Settled()
		bad := (*BadAnswer)(nil)
		switch {
		case x.says == "":
			if err != nil || settled.Tier != x.tier || settled.Top != strings.TrimSpace(x.office.Top) {
				t.Errorf("%+v: %+v, %v", x.office, settled, err)
			}
			if settled.Name == "" {
				continue
			}
			dir := t.TempDir()
			settled.Tables = true
			must(t, Init(dir, settled))
			w, err := Open(dir)
			if err != nil || w.Complaints.Errors() > 0 || w.Office.Name != settled.Name || settled.Top != "" && w.Office.Units[0].Name != settled.Top {
				t.Errorf("%+v is read as %q, %v %v", settled, w.Office.Name, err, w.Complaints.All())
			}
		case !errors.As(err, &bad) || bad.Answer != x.tier || !strings.Contains(bad.Text().Zh, x.says) || bad.Error() == bad.Text().Zh:
			t.Errorf("%+v: %v, want %s of %s", x.office, err, x.says, x.tier)
		}
	}
	for text, want := range map[string][]int{"": nil, "3，1０": {3, 10}, " 3、3　19;1 ": {3, 19, 1}} {
		if got, err := ReadFirst(text); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"0", "20", "三", "3-5"} {
		if got, err := ReadFirst(text); err == nil || !strings.Contains(err.(*BadAnswer).Text().Zh, "先做的机制“"+text+"”：应为1至19的编号") {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
	if got := UsualName("青禾县人民政府") + UsualName(""); got != "青禾县安全生产委员会办公室" {
		t.Errorf("the usual name is %s", got)
	}
}

// A unit's name tells its tier with 人民政府 and without; where it may be of two nothing is
// taken for it.
func TestUsualTier(t *testing.T) {
	for tier, names := range map[string]string{
		"省":    "青禾省 青禾自治区人民政府",
		"市":    "青禾自治州 青禾盟 青禾地区行政公署",
		"县区":   "青禾县 青禾县人民政府 青禾自治县 东河区 青禾旗人民政府 青禾经济技术开发区管理委员会",
		"乡镇街道": "白溪镇 白溪乡人民政府 城东街道办事处 城东街道",
		"企业":   "青禾集团 青禾建设集团有限公司",
		"":     "青禾市 青禾市人民政府 青禾新区 青禾新区管理委员会 县 青禾",
	} {
		for _, name := range strings.Fields(names) {
			if got := UsualTier(name); got != tier {
				t.Errorf("%s is of tier %q, want %q", name, got, tier)
			}
		}
	}
}
