package source

import (
	"testing"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

func TestParseMonth(t *testing.T) {
	for _, s := range []string{"2026-03", "2026-3", "2026年3月", "2026 年 3 月", "2026/3", "202603", "2026-03-15", "46086"} {
		if p, f := parseMonth(s, false); f != nil || p.String() != "2026-03" {
			t.Errorf("%q is read as %v (%v), want 2026-03", s, p, f)
		}
	}
	for s, code := range map[string]string{
		"2026-13": "date-impossible", "2026年0月": "date-impossible", "3月": "month-form", "2026": "month-form", "三月": "month-form",
		"2026Q1": "month-form", "": "month-form", "2026年3": "month-form", "2026-03-40": "month-form",
	} {
		if p, f := parseMonth(s, false); f == nil || f.code != code {
			t.Errorf("%q is read as %v (%v), want the complaint %s", s, p, f, code)
		}
	}
}

// A ledger tells nothing from none: empty funds are not said, 0 means that none
// are needed; a choice that is a text keeps its name.
func TestLedgerCells(t *testing.T) {
	dir := workspace(t, "office: {name: 安委办}\ndata: {units: u.csv, hazards: h.csv, reports: r.csv}\n", map[string][]byte{
		"u.csv": []byte("单位编码,单位名称,层级,上级编码\nS,某市,市,\nB,某局,部门,S\n"),
		"h.csv": []byte("隐患编号,检查日期,责任单位编码,隐患描述,整改期限,整改资金（万元）,隐患等级,处理方式\n" +
			"1,2026-03-02,B,甲,2026-03-09,,一般隐患,\n2,2026-03-02,B,乙,2026-03-09,0,一般,当场整改\n3,2026-03-02,B,丙,2026-03-09,1.5,,拖着\n"),
		"r.csv": []byte("单位编码,月份,报送日期\nB,2026年3月,2026-04-02\n"),
	})
	w, l, err := Load(dir, period.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if l.Errors() != 1 || l.All()[0].Place.Row != 4 || l.All()[0].Place.Header != "处理方式" {
		t.Errorf("complaints %v, want one of 拖着 in row 4", l.All())
	}
	h := w.Office.Hazards
	if h[0].Funds != nil || *h[1].Funds != 0 || *h[2].Funds != 1.5 {
		t.Errorf("funds %v %v %v, want nothing, 0 and 1.5", h[0].Funds, h[1].Funds, h[2].Funds)
	}
	if h[0].Handling != model.InTime || h[1].Handling != model.AtOnce || h[2].Handling != "" {
		t.Errorf("handled by %q %q %q", h[0].Handling, h[1].Handling, h[2].Handling)
	}
	if r := w.Office.MonthlyReports; len(r) != 1 || r[0].Month.String() != "2026-03" {
		t.Errorf("reports %+v", r)
	}
}

// What offices call the last step of a hazard, 验收 and 销号 as well as 复查, is read, and
// so are the usual turns of a head; the name itself goes before what stands for it.
func TestWordsForTheLastStep(t *testing.T) {
	for head, want := range map[string]string{
		"验收日期,验收人,验收意见": "2026-03-10 林青 合格", "销号时间,销号人,验收结论": "2026-03-10 林青 合格", "复核日期,复核人员,复核意见": "2026-03-10 林青 合格",
		"复查时间,复查人员,复查意见": "2026-03-10 林青 合格", "复查日期,复查人,验收人": "2026-03-10 林青 ",
	} {
		row := "2026-03-10,林青,合格"
		dir := workspace(t, "office: {name: 安委办}\ndata: {units: u.csv, hazards: h.csv}\n", map[string][]byte{
			"u.csv": []byte("单位编码,单位名称,层级,上级编码\nS,某市,市,\nB,某局,部门,S\n"),
			"h.csv": []byte("隐患编号,检查日期,检查人,所属行业,责任单位编码,隐患描述,整改期限,整改完成时间," + head + "\n1,2026-03-02,林静,工贸,B,甲,2026-03-09,2026-03-08," + row + "\n"),
		})
		w, l, err := Load(dir, period.Date{})
		if err != nil || l.Errors() > 0 {
			t.Fatal(err, l.All())
		}
		if h := w.Office.Hazards[0]; h.Reviewed.String()+" "+h.Reviewer+" "+h.Opinion != want || h.Inspectors != "林静" || h.Industry != "工贸" || h.Done.String() != "2026-03-08" {
			t.Errorf("%s: reviewed %v by %q: %q, inspected by %q, in %q, done %v; want %s", head, h.Reviewed, h.Reviewer, h.Opinion, h.Inspectors, h.Industry, h.Done, want)
		}
	}
}

// No header names two columns of a table, or one twice.
func TestTableColumns(t *testing.T) {
	for _, table := range model.Tables() {
		of := map[string]string{}
		for i := range table.Columns {
			c := &table.Columns[i]
			for _, header := range append(c.Accepts(), c.Name()) {
				if other := of[header]; other != "" && (other != c.Field || header != c.Name()) {
					t.Errorf("%s: %s names %s and %s", table.Name, header, other, c.Field)
				}
				of[header] = c.Field
			}
		}
	}
}
