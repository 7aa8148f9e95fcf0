package source

import (
	"strings"
	"testing"

	"hongtou/generator/period"
)

// What stands above a table, in its name or in a line between its rows holds for the
// rows, where they have no column for it.
func TestAboveTheTable(t *testing.T) {
	const reports = "单位编码|报送日期|发现隐患\nB|2026-04-02|3"
	const bare = "隐患编号|责任单位编码|隐患描述|整改期限\n"
	const row = "|B|护栏松动|2026-03-20"
	const targets = "单位编码|指标|控制数\nB|死亡人数|5"
	for _, c := range []clerkCase{
		// The month of a report.
		{"the month in the title", "2026年3月安全生产月报汇总表\nmerge A1:C1\n" + reports, "reports", "UnitCode Month", "B 2026-03", "note column-above"},
		{"the month in Chinese numbers", "二〇二六年三月份安全生产月报\n" + reports, "reports", "Month", "2026-03", "note column-above"},
		{"the month behind its name", "安全生产月报\n填报日期：2026年4月2日|报告月份：2026年3月\n" + reports, "reports", "Month", "2026-03", "note column-above"},
		{"the month in the sheet's name, the year in the title", "2026年成员单位月报\n" + reports + "\nsheet 3月", "reports", "Month", "", "column-missing 2"},
		{"the month in the sheet's name", "sheet 2026年3月\n成员单位月报\n" + reports, "reports", "Month", "2026-03", "note column-above"},
		{"the month alone in the sheet's name, the year in the title", "sheet 3月份\n2026年成员单位月报\n" + reports, "reports", "Month", "2026-03", "note column-above"},
		{"the sheet's name in digits", "sheet 2026-03\n成员单位月报\n" + reports, "reports", "Month", "2026-03", "note column-above"},
		{"the day on which the form was filled in is no month", "成员单位月报\n填报日期：2026年4月2日\n" + reports, "reports", "Month", "", "column-missing 3"},
		{"a span of months is none", "2026年1-3月成员单位月报\n" + reports, "reports", "Month", "", "column-missing 2"},
		{"two months are none", "2026年1月至2026年3月成员单位月报\n" + reports, "reports", "Month", "", "column-missing 2"},
		{"a quarter is none", "2026年第一季度成员单位月报\n" + reports, "reports", "Month", "", "column-missing 2"},
		{"the column itself beats the title", "2026年3月月报汇总\n单位编码|月份|报送日期\nB|2月|2026-03-02", "reports", "Month", "2026-02", ""},
		{"months in lines between the rows", "2026年成员单位月报\n单位编码|报送日期|发现隐患\n3月\nB|2026-04-02|3\nC|2026-04-02|3\n四月份\nB|2026-05-02|3\nmerge A3:C3 A6:C6", "reports", "UnitCode Month", "B 2026-03; C 2026-03; B 2026-04", "note rows-section; note rows-skipped"},
		// The year of targets.
		{"the year in the title", "2026年度安全生产控制指标分解表\n" + targets, "targets", "Year Value", "2026 5", "note column-above"},
		{"the year in the sheet's name", "sheet 2026年\n" + targets, "targets", "Year", "2026", "note column-above"},
		{"two years are none", "2025年至2026年控制指标\n" + targets, "targets", "Value", "5", "column-missing 2"},
		// The unit.
		{"who fills in a report", "2026年3月成员单位月报\n填报单位：云台区|填报人：林青\n报送日期|发现隐患|整改隐患\n2026-04-02|3|2", "reports", "UnitCode Month Hazards", "云台区 2026-03 3", "note column-above; note column-above"},
		{"who fills in a ledger is not who puts right", "填报单位：云台区\n隐患编号|检查日期|隐患描述|整改期限\nY1|2026-03-02|护栏松动|2026-03-20", "hazards", "Code UnitCode", "Y1 ", "column-missing 2"},
		{"who was checked", "隐患清单\n被检查单位：云台化工    检查日期：2026年3月2日\n隐患编号|隐患描述|整改期限\nY1|护栏松动|2026-03-20", "hazards", "Code UnitCode Date", "Y1 云台化工 2026-03-02", "note column-above; note column-above"},
		{"who was checked, in cells of their own", "责任单位：|云台化工|检查日期|3月2日\n2026年隐患清单\n隐患编号|隐患描述|整改期限\nY1|护栏松动|2026-03-20", "hazards", "Code UnitCode Date", "Y1 云台化工 2026-03-02", "note column-above; note column-above"},
		{"a measure is no unit", "2026年度控制指标\n单位：人、起\n指标|控制数\n死亡人数|5", "targets", "UnitCode Value", " 5", "note column-above; column-missing 3"},
		{"two units are none", "责任单位：云台化工\n责任单位：青禾建设\n隐患编号|检查日期|隐患描述|整改期限\nY1|2026-03-02|护栏松动|2026-03-20", "hazards", "Code UnitCode", "Y1 ", "column-missing 3"},
		{"a sheet a unit", "sheet 云台区\n隐患编号|检查日期|隐患描述|整改期限\nY1|2026-03-02|护栏松动|2026-03-20", "hazards", "Code UnitCode", "Y1 云台区", "note column-above"},
		{"sections beat the line above", "2026年3月成员单位月报\n填报单位：市应急局\n报送日期|发现隐患|整改隐患\n一、云台区\nmerge A4:C4\n2026-04-02|3|2", "reports", "UnitCode", "云台区", "note column-above; note rows-section; note rows-skipped"},
		// The day.
		{"the day of the check in the title", "2026年3月2日安全检查问题清单\n" + bare + "Y1" + row, "hazards", "Code Date", "Y1 2026-03-02", "note column-above"},
		{"the day on which a list goes to is not the check's", "问题清单（截至2026年3月31日）\n" + bare + "Y1" + row, "hazards", "Code", "Y1", "column-missing 2"},
		{"the day on which a list was made is not the check's", "2026年3月31日\n隐患台账\n" + bare + "Y1" + row, "hazards", "Code Date", "Y1 ", "column-missing 3"},
		{"days in lines between the rows", "隐患清单（2026年）\n" + bare + "3月2日（星期一）\nY1" + row + "\n3月4日检查（1项）\nY2" + row + "\nmerge A3:D3 A5:D5", "hazards", "Code Date Method", "Y1 2026-03-02 ; Y2 2026-03-04 ", "note rows-section; note rows-skipped"},
		{"a day and units in lines between the rows", "隐患清单\n隐患编号|隐患描述|整改期限\n2026年3月2日\n一、云台区\nY1|护栏松动|2026-03-20\n二、鹿鸣县（1项）\nY2|护栏松动|2026-03-20\n2026年3月4日\nY3|护栏松动|2026-03-20\nmerge A3:C3 A4:C4 A6:C6 A8:C8", "hazards", "Code Date UnitCode", "Y1 2026-03-02 云台区; Y2 2026-03-02 鹿鸣县; Y3 2026-03-04 ", "note rows-section; note rows-section; note rows-skipped; cell-required 9"},
		{"a check's name between the rows", "隐患编号|检查日期|被督查单位编码|隐患描述|整改期限\n一、2026年第一季度安全生产专项督查\nY1|2026-03-02|B|护栏松动|2026-03-20\n二、其他\nY2|2026-03-02|B|护栏松动|2026-03-20\nmerge A2:E2 A4:E4", "items", "Code SupervisionName", "Y1 2026年第一季度安全生产专项督查; Y2 ", "note rows-section; note rows-skipped"},
		// The year of days.
		{"the year of a section", "隐患编号|检查日期|责任单位编码|隐患描述|整改期限\n一、2025年遗留（1项）\nY1|12月2日|B|护栏松动|12月20日\n二、2026年新查（1项）\nY2|3月2日|B|护栏松动|3月20日\n三、其他\nY3|3月2日|B|护栏松动|3月20日\nmerge A2:E2 A4:E4 A6:E6", "hazards", "Code Date", "Y1 2025-12-02; Y2 2026-03-02; Y3 ", "note rows-skipped; date-year B7; date-year E7"},
		{"a title's year holds behind a section of another only where it is said again", "2026年隐患清单\n隐患编号|检查日期|责任单位编码|隐患描述|整改期限\n一、2025年遗留\nY1|12月2日|B|护栏松动|12月20日\n二、其他\nY2|3月2日|B|护栏松动|3月20日\nmerge A3:E3 A5:E5", "hazards", "Code Date", "Y1 2025-12-02; Y2 ", "note rows-skipped; date-year B6; date-year E6"},
		// Days in three columns.
		{"a day in three columns", "隐患编号|年|月|日|责任单位编码|隐患描述|整改期限\nY1|#2026|#3|#2|B|护栏松动|2026-03-20\nY2|2026年|3月|2日|B|护栏松动|2026-03-20\nY3||||B|护栏松动|2026-03-20\nY4|2026|13|2|B|护栏松动|2026-03-20\nY5|2026|3||B|护栏松动|2026-03-20", "hazards", "Code Date", "Y1 2026-03-02; Y2 2026-03-02; Y3 ; Y4 ; Y5 ", "cell-required B4; date-impossible B5; date-form B6"},
		{"a day in three columns below a head", "隐患编号|检查时间|||责任单位编码|隐患描述|整改期限\n|年|月|日|||\nmerge A1:A2 B1:D1 E1:E2 F1:F2 G1:G2\nY1|2026|3|2|B|护栏松动|2026-03-20\nY2|〃|〃|4|B|护栏松动|2026-03-20", "hazards", "Code Date", "Y1 2026-03-02; Y2 2026-03-04", "note cells-ditto"},
		{"two days in three columns each", "隐患编号|检查时间|||责任单位编码|隐患描述|整改期限||\n|年|月|日|||年|月|日\nmerge A1:A2 B1:D1 E1:E2 F1:F2 G1:I1\nY1|2026|3|2|B|护栏松动|2026|3|20", "hazards", "Code Date Deadline", "Y1 2026-03-02 2026-03-20", ""},
		{"month and day, the year in the title", "2026年隐患台账\n隐患编号|月|日|责任单位编码|隐患描述|整改期限\nY1|3|2|B|护栏松动|3月20日", "hazards", "Code Date", "Y1 2026-03-02", ""},
		{"a whole day in the year's column", "隐患编号|检查时间|||责任单位编码|隐患描述|整改期限\n|年|月|日|||\nmerge B1:D1\nY1|2026-03-02|||B|甲|2026-03-20\nY2|#46083|||B|甲|2026-03-20\nY3|2026|||B|甲|2026-03-20", "hazards", "Code Date", "Y1 2026-03-02; Y2 2026-03-02; Y3 ", "date-form B5"},
		{"month and day, and no year", "隐患编号|月|日|责任单位编码|隐患描述|整改期限\nY1|3|2|B|护栏松动|2026-03-20", "hazards", "Code Date", "Y1 ", "date-year B2"},
		{"parts with a stem", "事故编号|发生年份|发生月份|发生日|属地编码|行业领域\nS1|2026|3|2|A|工矿", "accidents", "Date", "2026-03-02", ""},
		{"a formula in a part", "隐患编号|年|月|日|责任单位编码|隐患描述|整改期限\nY1|=1+1|3|2|B|护栏松动|2026-03-20", "hazards", "Code", "Y1", "cell-uncalculated B2"},
		{"parts beside the day itself are the office's own", "隐患编号|年|月|日|检查日期|责任单位编码|隐患描述|整改期限\nY1|2025|3|2|2026-03-02|B|护栏松动|2026-03-20", "hazards", "Code Date .年", "Y1 2026-03-02 2025", ""},
	} {
		c.check(t)
	}
}

// A line between the rows names a unit by its short name, where the office has it; the
// year of days stands in hongtou.yaml.
func TestUnitsNamedBetweenRows(t *testing.T) {
	const units = "单位编码,单位名称,简称,层级,上级编码\nS,某市,,市,\nQ1,云台化工（集团）有限公司,云台化工,企业,S\nQ2,青禾建设集团有限公司,青禾建设,企业,S\n"
	const ledger = "隐患编号,检查日期,隐患描述,整改期限\n一、云台化工（1项）,,,\nY1,3月2日,护栏松动,3月20日\n青禾建设,,,\nY2,3月2日,护栏松动,3月20日\nQ1 云台化工,,,\nY3,3月2日,护栏松动,3月20日\n云台化工（集团）有限公司（1项）,,,\nY4,3月2日,护栏松动,3月20日\n"
	for settings, want := range map[string]string{
		"h.csv":                      "Y1 Q1  Y2 Q2  Y3 Q1  Y4 Q1 ; date-year",
		"{file: h.csv, year: 2026}":  "Y1 Q1 2026-03-02 Y2 Q2 2026-03-02 Y3 Q1 2026-03-02 Y4 Q1 2026-03-02; ",
		"{file: h.csv, year: 26}":    "Y1 Q1  Y2 Q2  Y3 Q1  Y4 Q1 ; date-year year-form",
		"{file: h.csv, year: 2025年}": "Y1 Q1 2025-03-02 Y2 Q2 2025-03-02 Y3 Q1 2025-03-02 Y4 Q1 2025-03-02; ",
	} {
		w, list, err := Load(workspace(t, "office: {name: 安委办}\ndata: {units: u.csv, hazards: "+settings+"}\n", map[string][]byte{"u.csv": []byte(units), "h.csv": []byte(ledger)}), period.Date{})
		if err != nil {
			t.Fatal(err)
		}
		var got, codes []string
		for _, h := range w.Office.Hazards {
			got = append(got, h.Code, h.UnitCode, h.Date.String())
		}
		for _, d := range list.All() {
			if d.Severity == 0 && !strings.Contains(strings.Join(codes, " "), d.Code) {
				codes = append(codes, d.Code)
			}
		}
		if s := strings.Join(got, " ") + "; " + strings.Join(codes, " "); s != want {
			t.Errorf("%s: %q, want %q", settings, s, want)
			for _, d := range list.All() {
				t.Log(d)
			}
		}
	}
}
