package source

import (
	"testing"

	"hongtou/generator/period"
)

// A table with a column for each kind of figure is read as a record a figure.
func TestColumnsOfKinds(t *testing.T) {
	const all = "UnitCode Year Indicator Industry Value Measure AtLeast"
	for _, c := range []clerkCase{
		{"a column an indicator", "2026年度安全生产控制指标\nmerge A1:D1\n单位编码|死亡人数（人）|事故起数（起）|隐患整改率（%）\nB|#5|#10|98%\nC|4||无\n合计|9|10|", "targets", all,
			"B 2026 死亡人数  5 人 不超过; B 2026 事故起数  10 起 不超过; B 2026 隐患整改率  98 % 不低于; C 2026 死亡人数  4 人 不超过", "note column-above; note columns-spread; note rows-skipped"},
		{"limits that say their direction", "单位|年度|死亡人数不超过|隐患整改率\nB|2026|5|≥98%\nC|2026|≤4|不低于95", "targets", all,
			"B 2026 死亡人数  5  不超过; B 2026 隐患整改率  98  不低于; C 2026 死亡人数  4  不超过; C 2026 隐患整改率  95  不低于", "note columns-spread"},
		{"indicators over industries", "2026年控制指标分解表\n单位|死亡人数（人）|||事故起数|\n|合计|道路交通|工矿商贸|道路交通|工矿商贸\nmerge A2:A3 B2:D2 E2:F2\nB|9|5|4|7|6", "targets", all,
			"B 2026 死亡人数  9 人 不超过; B 2026 死亡人数 道路交通 5 人 不超过; B 2026 死亡人数 工矿商贸 4 人 不超过; B 2026 事故起数 道路交通 7  不超过; B 2026 事故起数 工矿商贸 6  不超过", "note column-above; note columns-spread"},
		{"industries over indicators", "单位|年度|道路交通||工矿商贸|\n||死亡人数|事故起数|死亡人数|事故起数\nmerge A1:A2 B1:B2 C1:D1 E1:F1\nB|2026|5|7|4|6", "targets", "Indicator Industry Value",
			"死亡人数 道路交通 5; 事故起数 道路交通 7; 死亡人数 工矿商贸 4; 事故起数 工矿商贸 6", "note columns-spread"},
		{"below a head that says nothing of the kind", "单位|2026年控制指标|\n|死亡人数|事故起数\nmerge A1:A2 B1:C1\nB|5|7", "targets", "Year Indicator Value", "2026 死亡人数 5; 2026 事故起数 7", "note column-above; note columns-spread"},
		{"industries, the indicator in the row", "单位|年度|指标|道路交通|工矿商贸\nB|2026|死亡人数|5|4\nB|2026|事故起数|7|6", "targets", "Indicator Industry Value", "死亡人数 道路交通 5; 死亡人数 工矿商贸 4; 事故起数 道路交通 7; 事故起数 工矿商贸 6", "note columns-spread"},
		{"words and running numbers beside the figures", "序号|单位|年度|死亡人数|联系电话|备注|上年死亡人数|较大事故\n1|B|2026|5|13800001111|甲|7|见附件", "targets", "Indicator Value .备注 .上年死亡人数 .较大事故", "死亡人数 5 甲 7 见附件", "note columns-spread"},
		{"a figure that can't be read", "单位|年度|死亡人数|事故起数\nB|2026|五|7\nC|2026|5|7\nD|2026|5|7", "targets", "UnitCode Indicator Value", "B 死亡人数 0; B 事故起数 7; C 死亡人数 5; C 事故起数 7; D 死亡人数 5; D 事故起数 7", "note columns-spread; number-form C2"},
		{"a formula without a value", "单位|年度|死亡人数\nB|2026|=A9+1", "targets", "Indicator Value", "死亡人数 0", "note columns-spread; cell-uncalculated C2"},
		{"the plain table is none", "单位|年度|指标|控制数|死亡人数\nB|2026|死亡人数|5|3", "targets", "Indicator Value", "死亡人数 5", ""},
		{"bases by their kinds", "2025年基数\n地区|地区生产总值（亿元）|机动车保有量（万辆）|人口（万人）\nB|#100.5|20|30", "bases", "Year Kind Value Measure", "2025 地区生产总值 100.5 亿元; 2025 机动车保有量 20 万辆", "note column-above; note columns-spread"},
	} {
		c.check(t)
	}
	for _, c := range []clerkCase{
		{"a column a criterion, the title says of what", "2025年度考核扣分汇总表\n被考核单位|X01|X02 责任落实|合计\nB|0.5|0|0.5\nC|/|2|2\n合计|0.5|2|2.5", "marks", "Year UnitCode CriterionCode Deduction Self", "2025 B X01 0.5 ; 2025 B X02 0 ; 2025 C X02 2 ", "note column-above; note columns-spread; note rows-skipped"},
		{"criteria below their groups, marks beside the unit's own", "年度|被考核单位编码|控制指标||责任落实|\n||X01自评分|X01扣分|X02自评分|X02扣分\nmerge A1:A2 B1:B2 C1:D1 E1:F1\n2025|B|19|0.5|10|\n2025|C|||9.5|2", "marks", "UnitCode CriterionCode Self Deduction", "B X01 19 0.5; B X02 10 0; C X02 9.5 2", "note columns-spread"},
		{"scores are no deductions", "2025年度考核得分汇总表\n被考核单位|X01|X02\nB|19.5|10", "marks", "UnitCode", "B", "note column-above; column-missing 2"},
		{"a figure that can't be read", "2025年度考核扣分表\n被考核单位|1-1|1-2\nB|0.5|x\nC|1|1\nD|1|1", "marks", "UnitCode CriterionCode Deduction", "B 1-1 0.5; B 1-2 0; C 1-1 1; C 1-2 1; D 1-1 1; D 1-2 1", "note column-above; note columns-spread; number-form C3"},
		{"years over a result each", "历年考核结果\n被考核单位|2023年|||2024年||\n|得分|名次|等次|得分|名次|等次\nmerge A2:A3 B2:D2 E2:G2\nB|90|2|优秀|95.5|1|优秀\nC||||80|3|良好", "standings", "Year UnitCode Score Rank Grade", "2023 B 90 2 优秀; 2024 B 95.5 1 优秀; 2024 C 80 3 良好", "note columns-spread"},
		{"results over their years", "单位|得分||名次|\n|2023年度|2024年度|2023年度|2024年度\nmerge A1:A2 B1:C1 D1:E1\nB|90|95.5|2|1", "standings", "Year UnitCode Score Rank", "2023 B 90 2; 2024 B 95.5 1", "note columns-spread"},
		{"one year over its result", "被考核单位|2024年||\n|得分|名次|等次\nmerge A1:A2 B1:D1\nB|95.5|1|优秀", "standings", "Year UnitCode Score Rank Grade", "2024 B 95.5 1 优秀", "note column-above"},
		{"the plain tables are none", "年度|单位|指标编号|扣分|X01|X02\n2025|B|X01|0.5|1|2", "marks", "UnitCode CriterionCode Deduction .X01", "B X01 0.5 1", ""},
	} {
		c.check(t)
	}
	const units = "单位编码,单位名称,层级,上级编码\nS,某市,市,\nB,某局,部门,S\n"
	w, list, err := Load(workspace(t, "office: {name: 安委办}\ndata: {units: u.csv, targets: {file: t.csv, year: 2026, spread: [较大事故, 培训]}}\n",
		map[string][]byte{"u.csv": []byte(units), "t.csv": []byte("单位,较大事故,培训,死亡人数\nB,1,无,3\nB,x,2,3\n")}), period.Date{})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, target := range w.Office.Targets {
		got += target.Indicator + " "
	}
	for _, d := range list.All() {
		if d.Severity == 0 {
			got += d.Code + " " + d.Place.Header + " "
		}
	}
	if want := "较大事故 死亡人数 较大事故 培训 死亡人数 number-form 较大事故 target-duplicate 较大事故 target-duplicate 死亡人数 "; got != want {
		t.Errorf("declared kinds: %q, want %q\n%v", got, want, list.All())
	}
}
