package generator

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/period"
	"hongtou/generator/run"
	"hongtou/generator/source"
)

// Ledgers of the three shapes that safety departments have are adopted as they are,
// and a ledger and a notice are made from each; the rest of hongtou.yaml stays.
func TestAdopt(t *testing.T) {
	ledgers := map[string]struct {
		rows   [][]any
		merges []string
		want   string // columns that hongtou.yaml names
	}{
		"thirteen columns, units by name, signatures below": {[][]any{
			{"青禾建设集团安全隐患排查治理台账"},
			{"序号", "检查时间", "检查部位", "问题描述", "隐患类型", "隐患级别", "责任单位", "处置措施", "责任人", "整改期限", "复查日期", "复查人", "检查单位"},
			{1, "2026.3.2", "三号车间", "配电箱未接地，线路裸露", "用电安全", "一般事故隐患", "云台化工", "加装接地线", "林青", "2026.3.9", "2026.3.10", "方知远", "云台区应急管理局"},
			{2, "2026.3.2", "料场", "护栏松动", "高处作业", "一般事故隐患", "青禾建设", "加固护栏", "祝立", "2026.3.9", "", "", "云台区应急管理局"},
			{3, "2026.3.4", "锅炉房", "安全阀超期未检", "特种设备", "一般事故隐患", "云台化工", "送检更换", "林青", "2026.3.20", "", "", "云台区应急管理局"},
			{"注：1.隐患级别按一般、重大填写；"},
			{"2.本表按月报送安委办。"},
			{"填表人：林青", "", "", "审核人：方知远", "", "", "单位负责人：祝立"},
		}, []string{"A1:M1", "A6:M6", "A7:M7"}, "隐患编号: 序号 隐患类别: 隐患类型 隐患等级: 隐患级别 整改措施: 处置措施"},
		"a head of two rows, results of reviews in words": {[][]any{
			{"安全检查问题整改台账"},
			{"检查单位：云台区应急管理局", "", "", "", "检查日期：2026年3月"},
			{"序号", "隐患情况", "", "", "责任单位", "整改情况", "", "", "", "复查情况", "", "检查单位"},
			{"", "检查日期", "隐患内容", "隐患级别", "", "整改措施与要求", "责任人", "期限", "资金（元）", "复查时间", "复查结果", ""},
			{1, 46083, "消防通道堆放杂物", "一般事故隐患", "云台化工有限公司", "立即清理", "林青", 46090, 2000, 46091, "已整改", "云台区应急管理局"},
			{2, 46084, "气瓶未固定", "一般事故隐患", "云台化工有限公司", "加装防倒链", "林青", 46091, 500, "", "", "云台区应急管理局"},
			{"合计", "", "", "", "", "", "", "", 2500},
		}, []string{"A1:L1", "A3:A4", "B3:D3", "E3:E4", "F3:I3", "J3:K3", "L3:L4"}, "隐患编号: 序号 隐患等级: 隐患级别 整改措施: 整改措施与要求 复查意见: 复查结果"},
		"parts a unit, cells merged down": {[][]any{
			{"2026年3月隐患整改清单"},
			{"隐患编号", "排查时间", "存在问题", "等级", "责任单位名称", "整改要求", "整改负责人", "完成时限", "检查单位"},
			{"一、云台化工（2项）"},
			{"YH-1", "3月2日", "灭火器过期", "一般隐患", "云台化工", "更换", "林青", "3月9日前", "云台区应急管理局"},
			{"YH-2", "", "操作规程未上墙", "一般隐患", "", "补齐", "", "3月9日前", ""},
			{"二、青禾建设（1项）"},
			{"YH-3", "3月5日", "临边无防护", "一般隐患", "青禾建设", "搭设防护", "祝立", "3月12日前", "云台区应急管理局"},
			{"小计", 3},
		}, []string{"A1:I1", "A3:I3", "B4:B5", "E4:E5", "G4:G5", "I4:I5", "A6:I6"}, "隐患等级: 等级 整改责任人: 整改负责人"},
	}
	const config = "# 本区的设置\noffice: {name: 云台区安委办}  # 全称\nissuers:\n  应急: {name: 云台区应急管理局, kind: 执法部门, code: 云应急}\ndata:\n  units: u.csv   # 单位\n  hazards: {file: empty.csv}  # 还没有\n\n# 作业\njobs: {}\n"
	for name, c := range ledgers {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for file, text := range map[string]string{
				"hongtou.yaml": config,
				"u.csv":        "单位编码,单位名称,简称,层级,上级编码\n990101,云台区人民政府,云台区,县区,\nQ1,云台化工有限公司,云台化工,企业,990101\nQ2,青禾建设集团有限公司,青禾建设,企业,990101\n",
				"empty.csv":    "隐患编号,检查日期,责任单位编码,隐患描述,整改期限\n",
			} {
				must(t, os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644))
			}
			f := excelize.NewFile()
			defer f.Close()
			day := "m\"月\"d\"日\""
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &day})
			must(t, err)
			for r, row := range c.rows {
				for i, v := range row {
					must(t, f.SetCellValue("Sheet1", cellName(i, r+1), v))
					if n, ok := v.(int); ok && n > 40000 {
						must(t, f.SetCellStyle("Sheet1", cellName(i, r+1), cellName(i, r+1), style))
					}
				}
			}
			for _, m := range c.merges {
				from, to, _ := strings.Cut(m, ":")
				must(t, f.MergeCell("Sheet1", from, to))
			}
			path := filepath.Join(dir, "台账.xlsx")
			must(t, f.SaveAs(path))

			today := period.Date{Year: 2026, Month: 4, Day: 2}
			w, err := OpenAt(dir, today)
			must(t, err)
			a, err := w.Adopt([]string{path}, "")
			must(t, err)
			if len(a.Tables) != 1 || a.Tables[0].Table.Name != "hazards" || len(a.Tables[0].Missing) > 0 || a.Complaints.Len() > 0 {
				t.Fatalf("guessed %+v, %v", a.Tables, a.Complaints.All())
			}
			var named []string
			if words := a.Tables[0].Entry().Words; words != nil {
				for _, own := range words.Columns {
					named = append(named, own.Column+": "+own.Own[0])
				}
			}
			if got := strings.Join(named, " "); !sameWords(got, c.want) {
				t.Errorf("columns named %s, want %s", got, c.want)
			}
			_, err = a.Write()
			must(t, err)
			text, err := os.ReadFile(filepath.Join(dir, "hongtou.yaml"))
			must(t, err)
			before, rest, _ := strings.Cut(config, "{file: empty.csv}")
			if s := string(text); !strings.HasPrefix(s, before) || !strings.HasSuffix(s, rest) || !strings.Contains(s, "台账.xlsx") {
				t.Errorf("hongtou.yaml is now\n%s", s)
			}

			if w, err = OpenAt(dir, today); err != nil {
				t.Fatal(err)
			}
			if w.Complaints.Errors() > 0 || len(w.Office.Hazards) < 2 {
				t.Fatalf("%d hazards, %v", len(w.Office.Hazards), w.Complaints.All())
			}
			out := t.TempDir()
			report, err := w.Run(context.Background(), Request{Targets: []string{"hazard-ledger", "hazard-rectification"}, Period: "2026-03", Out: out, Options: run.Options{Workers: 1}})
			must(t, err)
			if report.Complaints.Errors() > 0 || report.Failed > 0 {
				t.Fatalf("%v", report.Complaints.All())
			}
			made := map[string]int{}
			must(t, filepath.WalkDir(out, func(path string, e os.DirEntry, err error) error {
				if !e.IsDir() {
					made[filepath.Ext(path)]++
				}
				return err
			}))
			if made[".xlsx"] != 1 || made[".pdf"] < 2 {
				t.Errorf("made %v, want a ledger and notices", made)
			}
		})
	}
}

func sameWords(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		return false
	}
	for _, word := range x {
		if !strings.Contains(" "+b+" ", " "+word+" ") {
			return false
		}
	}
	return true
}

// What is adopted anew takes its own place; what can't be told is said.
func TestAdoptAgain(t *testing.T) {
	dir := t.TempDir()
	for file, text := range map[string]string{
		"hongtou.yaml": "office: {name: 云台区安委办}\ndata: {units: u.csv}\n",
		"u.csv":        "单位编码,单位名称,层级\nA,云台区人民政府,县区\n",
		"a.csv":        "事故编号,发生日期,属地,行业领域,死亡数,伤\nS1,2026-03-02,A,工矿,1,2\nS2,2026-03-09,A,工矿,0,1\n",
		"b.csv":        "甲,乙,丙\n1,2,3\n",
	} {
		must(t, os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644))
	}
	want := "office: {name: 云台区安委办}\ndata: {units: u.csv, accidents: {file: a.csv, columns: {死亡人数: 死亡数}, from: 2026-03-01, complete: monthly}}\n"
	for range 2 {
		w, err := OpenAt(dir, period.Date{Year: 2026, Month: 4, Day: 2})
		must(t, err)
		a, err := w.Adopt([]string{filepath.Join(dir, "a.csv")}, "")
		must(t, err)
		_, err = a.Write()
		must(t, err)
		if text, err := os.ReadFile(filepath.Join(dir, source.ConfigName)); err != nil || string(text) != want {
			t.Errorf("%v\n%s\nwant\n%s", err, text, want)
		}
		none, err := w.Adopt([]string{filepath.Join(dir, "b.csv")}, "")
		must(t, err)
		if len(none.Tables) != 0 || none.Complaints.Errors() != 1 {
			t.Errorf("a file of nothing known: %+v, %v", none.Tables, none.Complaints.All())
		}
	}
}
