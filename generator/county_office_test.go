package generator

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/run"
)

// A county's committee office supervises its townships: they get the forms, and its
// papers do not speak of counties below it. Accidents without an hour are told as such
// and are no time at which many happen.
func TestCountyOffice(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"hongtou.yaml": "office: {name: 青石县安全生产委员会办公室, short: 青石县安委办, mark: 青石县安全生产委员会办公室, code: 青安办, region: QS}\n" +
			"data:\n  units: units.csv\n  accidents: {file: accidents.csv, from: 2025-01-01, through: 2026-09-30}\n" +
			"  items: {file: items.csv, from: 2025-01-01, through: 2026-09-30}\n  supervisions: supervisions.csv\n",
		"units.csv": "单位编码,单位名称,简称,层级,上级编码\nQS,青石县人民政府,青石县,县区,\nQS01,东河镇人民政府,东河镇,乡镇街道,QS\n" +
			"QS02,西岭镇人民政府,西岭镇,乡镇街道,QS\nB1,青石县应急管理局,县应急局,部门,QS\n",
		"accidents.csv": "事故编号,事故日期,时间,属地编码,行业领域,事故类型,死亡人数,受伤人数,直接经济损失,直接原因\n" +
			"1,2026-01-09,,QS01,矿山,物体打击,1,0,120,排险不到位\n2,2026-02-19,,QS02,道路交通,车辆伤害,0,2,20,超速\n",
		"items.csv":        "隐患编号,检查日期,检查方式,被督查单位编码,隐患描述,隐患等级,整改期限\nY1,2026-09-08,季度督查,QS01,应急预案未修订,一般,2026-10-20\n",
		"supervisions.csv": "督查名称,开始日期,结束日期,检查方式\n2026年第三季度安全生产专项督查,2026-09-07,2026-09-11,季度督查\n",
	} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	w := openWorkspace(t, dir)
	notice, analysis := draftText(t, w, "supervision-notice"), draftText(t, w, "quarter-analysis")
	plan := draftText(t, w, "supervision-plan")
	for _, text := range []string{notice, plan} {
		if strings.Contains(text, "县（市、区）") {
			t.Errorf("a county's paper speaks of counties below it:\n%s", text)
		}
	}
	if strings.Contains(analysis, "事故较多的时段") || strings.Contains(analysis, "事故多发时段") || !strings.Contains(analysis, "时间不详的有2起") {
		t.Errorf("an unknown hour is a time of many accidents:\n%s", analysis)
	}
	out := filepath.Join(dir, "out")
	_, err := w.Run(context.Background(), Request{Targets: []string{"supervision-forms"}, Period: "2026Q3", Out: out, Options: run.Options{Workers: 1}})
	must(t, err)
	files, err := filepath.Glob(filepath.Join(out, "*/督查/整改填报/*.xlsx"))
	must(t, err)
	var names []string
	for _, f := range files {
		names = append(names, filepath.Base(f))
	}
	if want := []string{"B1-县应急局.xlsx", "QS01-东河镇.xlsx", "QS02-西岭镇.xlsx"}; !slices.Equal(names, want) {
		t.Errorf("forms for %v, want %v", names, want)
	}
}
