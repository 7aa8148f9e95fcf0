package source

import (
	"strconv"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// An office's own headers and values, several sheets and patterns of files.
func TestOwnWords(t *testing.T) {
	const units = "单位编码,单位名称,层级,上级编码\nA,某市,市,\nB,云台化工有限公司,企业,A\n"
	const head = "序号,检查时间,隐患详情,风险分级,属地单位,要求,花费（元）,限期,类型,死亡人数比例\n"
	const rows = "1,2026-03-02,护栏松动,较大,云台厂,加固,15000,2026-03-20,甲,3\n2,2026-03-03,配电箱未接地,红色,B,接地,0,2026-03-21,乙,4\n3,,,,,,,,,\n"
	const words = "columns: {隐患编号: 序号, 隐患描述: [问题详情, 隐患详情], 隐患等级: 风险分级, 责任单位编码: 属地单位, 整改措施: 要求, 整改资金: 花费（元）, 整改期限: 限期}, values: {隐患等级: {较大: 一般, 红色: 重大}, 责任单位编码: {云台厂: B}}"
	sheets := clerk(t, "sheet 1月 \n"+hazardHead+"\n"+hazardRow("Y1")+"\nsheet 2月\n"+hazardHead+"\n"+hazardRow("Y2")+"\nsheet 说明\n按月填写\nsheet 3月\n"+hazardHead+"\n"+hazardRow("Y3"))
	for _, c := range []struct{ name, data, want, said string }{
		{"headers and values", "hazards: {file: h.csv, " + words + "}", "1 B 一般 1.5; 2 B 重大 0", "note rows-skipped; note header-converted G1; warning hazard-major-unfixed D3"},
		{"a column that the table does not have", "hazards: {file: good.csv, columns: {隐患长度: 长}, values: {等极: {甲: 一般}}}", "Y9 B 一般 1.5", "column-unknown; column-unknown"},
		{"a header that is not there", "hazards: {file: good.csv, columns: {联系电话: 手机}}", "Y9 B 一般 1.5", "warning header-unmapped 1"},
		{"a value that means none of ours", "hazards: {file: h.csv, " + strings.Replace(words, "较大: 一般", "较大: 中等", 1) + "}", "1 B 一般 1.5; 2 B 重大 0", "note rows-skipped; note header-converted G1; choice-unknown D2; warning hazard-major-unfixed D3"},
		{"a header that is on purpose not read", "hazards: {file: near.csv, ignore: [隐患级别]}", "Y9 B 一般 ", ""},
		{"the header without that", "hazards: {file: near.csv}", "Y9 B 一般 ", "column-unread F2"},
		{"all sheets", "hazards: {file: sheets.xlsx, sheet: \"*\"}", "Y1 B 一般 1.5; Y2 B 一般 1.5; Y3 B 一般 1.5", "warning event-twice A2; warning event-twice A2; note sheet-other"},
		{"several sheets, blanks aside", "hazards: {file: sheets.xlsx, sheet: [1月, 3月]}", "Y1 B 一般 1.5; Y3 B 一般 1.5", "warning sheet-unread; warning event-twice A2"},
		{"a sheet that is not there", "hazards: {file: sheets.xlsx, sheet: 4月}", "", "sheet-unknown"},
		{"a pattern", "hazards: months/*.csv", "M1 B 一般 1.5; M2 B 一般 1.5", "warning event-twice A2"},
		{"a pattern with words", "hazards: {file: m*/2*.csv, values: {隐患等级: {一般: 重大}}}", "M2 B 重大 1.5", "warning hazard-major-unfixed I2"},
		{"a pattern that nothing matches", "hazards: years/*.csv", "", "file-missing"},
		{"a broken pattern", "hazards: 'm[.csv'", "", "file-pattern"},
	} {
		csv := func(code string) []byte {
			return []byte(strings.ReplaceAll(hazardHead+"\n"+hazardRow(code)+"\n", "|", ","))
		}
		dir := workspace(t, "office: {name: 安委办}\ndata: {units: u.csv, "+c.data+"}\n", map[string][]byte{
			"u.csv": []byte(units), "h.csv": []byte(head + rows), "good.csv": csv("Y9"), "sheets.xlsx": sheets,
			"months/1.csv": csv("M1"), "months/2.csv": csv("M2"), "months/~$2.csv": []byte("x"), "months/.3.csv": []byte("x"),
			"near.csv": []byte("隐患编号,检查日期,责任单位编码,隐患描述,整改期限,隐患级别\nY9,2026-03-02,B,护栏松动,2026-03-20,重大\n"),
		})
		w, list, err := Load(dir, period.Date{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range w.Office.Hazards {
			funds := ""
			if h.Funds != nil {
				funds = strconv.FormatFloat(*h.Funds, 'f', -1, 64)
			}
			got = append(got, h.Code+" "+h.UnitCode+" "+h.Level()+" "+funds)
		}
		if s := strings.Join(got, "; "); s != c.want || said(list.Brief()) != c.said {
			t.Errorf("%s: read %q, said %q; want %q and %q", c.name, s, said(list.Brief()), c.want, c.said)
			for _, d := range list.Brief().All() {
				t.Log(d)
			}
		}
	}
}

// A grade's number is the same however it is written. What a number means where the words
// of the law are others, only values tell: the complaint writes the line.
func TestNumberedGrades(t *testing.T) {
	for word, want := range map[string]string{"Ⅱ级": "2", "II级": "2", "②级": "2", "2级": "2", "２级": "2", "二级": "2", "贰级": "2", "ⅱ级": "2", "Ⅰ级": "1", "I级": "1", "Ⅳ级": "4", "iv级": "4", "Ⅴ级": "5", "V级": "5", "四级": "4",
		"级": "", "重大": "", "重大级": "", "12级": "", "Ⅱ": "", "IX级": ""} {
		if got := gradeNumber(word); got != want {
			t.Errorf("%s is %q, want %q", word, got, want)
		}
	}
	files := map[string][]byte{"u.csv": []byte("单位编码,单位名称,层级\nA,某市,市\nB,某局,部门\n"), "tables/sources.yaml": []byte("columns: {等级: {choices: [一级, 二级, 三级, 四级]}}\n"),
		"s.csv": []byte("名称,等级\n甲,Ⅰ级\n乙,II级\n丙,③级\n丁,4级\n戊,五级\n"),
		"h.csv": []byte(strings.ReplaceAll(hazardHead+"\n"+strings.Replace(hazardRow("Y1"), "|一般", "|Ⅱ级", 1)+"\n"+strings.Replace(hazardRow("Y2"), "|一般", "|重大（Ⅰ级）", 1)+"\n", "|", ","))}
	load := func(hazards string) (string, *diag.List) {
		w, list, err := Load(workspace(t, "office: {name: 安委办}\ndata: {units: u.csv, sources: s.csv, hazards: "+hazards+"}\n", files), period.Date{})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, r := range model.OwnTables(w.Office)[0].Records(w.Office) {
			for i := range model.OwnTables(w.Office)[0].Columns {
				if c := &model.OwnTables(w.Office)[0].Columns[i]; c.Header == "等级" {
					got += c.Value(r) + " "
				}
			}
		}
		for _, h := range w.Office.Hazards {
			got += h.Level() + " "
		}
		return got, list
	}
	got, list := load("h.csv")
	if want := "一级 二级 三级 四级  一般 重大 "; got != want {
		t.Errorf("read %q, want %q", got, want)
	}
	told := map[string]string{}
	for _, d := range list.All() {
		if d.Code == "choice-unknown" {
			told[d.Value] = d.Remedy.Zh
		}
	}
	if want := "在 hongtou.yaml 的 hazards 下写 values: {隐患等级: {Ⅱ级: …}}"; len(told) != 2 || !strings.Contains(told["Ⅱ级"], want) {
		t.Errorf("complaints %v, want one with %s", told, want)
	}
	if got, list := load("{file: h.csv, values: {隐患等级: {Ⅱ级: 一般}}}"); got != "一级 二级 三级 四级  一般 重大 " || strings.Contains(codes(list), "choice-unknown h.csv") {
		t.Errorf("with the line read %q, %v", got, list.All())
	}
}
