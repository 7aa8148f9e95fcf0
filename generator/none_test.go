package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// That there is nothing to make of a table's rows is said only as far as the table is
// entered: a period that it does not cover is told of.
func TestNothingToMakeIsToldOf(t *testing.T) {
	dir := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(dir, "templates"), 0o755))
	for name, text := range map[string]string{
		"hongtou.yaml":      "office: {name: 青禾市安全生产委员会办公室}\ndata: {units: u.csv, drills: {file: d.csv, from: 2026-01-01, through: 2026-05-31}}\n",
		"u.csv":             "单位编码,单位名称,层级\n980100,青禾市人民政府,市\n",
		"d.csv":             "编号,演练日期,单位编码,演练科目\n1,2026-02-03,980100,疏散\n",
		"templates/card.md": "---\nname: 演练卡片\ntitle: 演练\neach: drills\nfile: \"{{.Drill.Code}}.pdf\"\ncadence: quarter, month\n---\n{{.Drill.Subject}}\n",
	} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	w := openWorkspace(t, dir)
	for p, want := range map[string]string{
		"2026Q1": "", "2026-03": "", // one, and none of a month that is covered
		"2026Q2": "演练卡片没有可做的，但“应急演练”表只到2026年5月31日，没有此后至2026年6月30日的数据",
		"2026Q3": "演练卡片没有可做的，但“应急演练”表只到2026年5月31日，没有2026年第三季度的数据",
	} {
		batches, err := w.Plan(Request{Targets: []string{"card"}, Period: p})
		must(t, err)
		got := ""
		for _, word := range batches[0].Words() {
			got += word.Zh
		}
		if !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%s is told with %q, want %q", p, got, want)
		}
	}
}
