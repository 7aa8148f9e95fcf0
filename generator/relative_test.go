package generator

import (
	"math"
	"strings"
	"testing"
)

// The relative indicators of the example's 2025 are those of its files by this test's
// own arithmetic; accidents of private cars count for roads only, and papers tell of
// them beside the four indicators.
func TestRelativeIndicatorsOfExample(t *testing.T) {
	w := openCity(t)
	deaths := func(keep func(record) bool) float64 {
		return total(matching(ledgerOf(t, "accidents"), func(r record) bool { return within(r["事故日期"], "2025") && keep(r) }), "死亡人数")
	}
	base := map[string]float64{}
	for _, r := range ledgerOf(t, "bases") {
		if r["年度"] == "2025" && r["地区编码"] == "990100" {
			base[r["基数"]] = r.number("数值")
		}
	}
	production := func(r record) bool { return r["生产经营性"] == "是" }
	road := func(r record) bool { return r["行业领域"] == "道路交通" }
	industry := map[string]bool{"采矿业": true, "制造业": true, "建筑业": true, "批发和零售业": true, "住宿和餐饮业": true}
	round := func(x float64, digits int) float64 {
		return math.Round(x*math.Pow10(digits)) / math.Pow10(digits)
	}
	private := deaths(func(r record) bool { return !production(r) })
	if private == 0 {
		t.Fatal("the example has no deadly accident of private life in 2025")
	}
	wanted := map[string]float64{
		"亿元国内生产总值生产安全事故死亡率":    round(deaths(production)/base["地区生产总值"], 3),
		"工矿商贸就业人员十万人生产安全事故死亡率": round(deaths(func(r record) bool { return production(r) && industry[r["行业门类"]] })/base["工矿商贸就业人员"]*10, 3),
		"道路交通事故万车死亡率":          round(deaths(road)/base["机动车保有量"], 2),
	}
	s := sheetOf(t, fillPaper(t, w, "accident-statistics", "2025")[0].book, "相对指标")
	rows := 0
	for _, r := range s.Rows {
		if r.Cells[0].Value != "安澜市" {
			continue
		}
		name := r.Cells[1].Value.(string)
		amount, ok := r.Cells[5].Value.(float64)
		if !ok {
			if name != "煤矿百万吨死亡率" {
				t.Errorf("%s has no base", name)
			}
			continue
		}
		rows++
		dead, per, digits := r.Cells[3].Value.(int), r.Cells[7].Value.(int), r.Cells[8].Value.(int)
		if got := round(float64(dead)/amount*float64(per), digits); got != wanted[name] {
			t.Errorf("%s is %v, want %v", name, got, wanted[name])
		}
	}
	if rows != 3 {
		t.Errorf("%d relative indicators of the city, want 3", rows)
	}

	for target, span := range map[string]string{"quarter-analysis": "2026Q1", "half-year-report": "2026H1"} {
		text := fillPaper(t, w, target, span)[0].text
		wants(t, target, text, "另有非生产经营性事故2起、死亡1人，不计入上述指标。")
		if strings.Contains(text, "万车") {
			t.Errorf("%s for %s tells a relative indicator of a year that runs", target, span)
		}
	}
	wants(t, "the analysis", fillPaper(t, w, "quarter-analysis", "2026Q1")[0].text, "按国民经济行业分，", "商贸制造业")

	// In the paper that ends the year they stand, once the year is entered.
	p, err := w.PeriodFor(w.Templates.Get("half-year-report"), "2025H2", w.Office.Today)
	if err != nil {
		t.Fatal(err)
	}
	d, l := w.Templates.Get("half-year-report").Document(w.root(step{template: w.Templates.Get("half-year-report")}, p, true))
	if d == nil {
		t.Fatal(l.All())
	}
	wants(t, "the report of the year's second half", strings.ReplaceAll(d.Body, `\`, ""), "道路交通事故万车死亡率为0.54人/万辆")
}
