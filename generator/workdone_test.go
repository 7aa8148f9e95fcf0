package generator

import (
	"strings"
	"testing"

	"hongtou/generator/period"
)

// A report to superiors tells what the ledgers hold, of tables that reach the whole
// period only; its figures are those of the ledgers.
func TestWorkDone(t *testing.T) {
	w := ownCity(t)
	told := func(p period.Period) map[string]string {
		lines, err := w.Office.WorkDone(p)
		must(t, err)
		in := map[string]string{}
		for _, l := range lines {
			in[l.Name] = l.Text
		}
		return in
	}
	quarter := told(period.Period{Year: 2026, Kind: period.Quarter, Index: 1})
	for name, parts := range map[string][]string{
		"依法开展检查执法": {"据各单位月报汇总", "下达执法文书", "份月报未报送"}, "排查治理隐患": {"新增", "整改率"}, "挂牌督办重点事项": {"已摘牌"},
		"组织专项检查": {"春运道路交通安全专项检查", "发现隐患"}, "开展教育培训": {"考核合格"}, "组织应急演练": {"次"}, "推进安全宣传": {"受众"},
	} {
		for _, part := range parts {
			if !strings.Contains(quarter[name], part) {
				t.Errorf("%s: %q lacks %q", name, quarter[name], part)
			}
		}
	}
	half := told(period.Period{Year: 2026, Kind: period.Half, Index: 1})
	for _, name := range []string{"依法开展检查执法", "排查治理隐患", "开展教育培训", "组织应急演练"} {
		if half[name] != "" {
			t.Errorf("%s of the half year is told, though its table ends in March: %s", name, half[name])
		}
	}
	if half["推进安全宣传"] == "" || half["挂牌督办重点事项"] == "" || half["组织专项检查"] == "" {
		t.Errorf("the half year tells %v", half)
	}
	w.Office.Trainings = nil
	if quarter := told(period.Period{Year: 2026, Kind: period.Quarter, Index: 1}); quarter["开展教育培训"] != "" {
		t.Errorf("no training is told as %s", quarter["开展教育培训"])
	}
}
