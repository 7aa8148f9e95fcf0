package generator

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The month's report against the ledger of reports.
func TestMonthlyReportFigures(t *testing.T) {
	w := openCity(t)
	march := matching(ledgerOf(t, "reports"), func(r record) bool { return r["月份"] == "2026年3月" })
	sent := map[string]bool{}
	late := 0
	for _, r := range march {
		sent[r["单位编码"]] = true
		if r["报送日期"] > "2026-04-05" {
			late++
		}
	}
	var missing []string
	members := 0
	for _, u := range w.Office.Units {
		if tier := u.Tier.String(); (tier == "部门" || tier == "县区") && u.ParentCode == w.Office.Region.Code {
			if members++; !sent[u.Code] {
				missing = append(missing, u.Short)
			}
		}
	}
	text := filled(t, w, "monthly-report", "2026-03", "")
	wants(t, "the month's report", text,
		fmt.Sprintf("单位%d个，已报送%d个，未报送%d个", members, len(march), len(missing)),
		fmt.Sprintf("迟报%d个", late),
		fmt.Sprintf("召开安全生产会议%s次，领导带队检查%s次", plain(total(march, "召开会议")), plain(total(march, "领导带队检查"))),
		fmt.Sprintf("开展检查%s次，检查生产经营单位%s家次", plain(total(march, "开展检查")), plain(total(march, "检查单位数"))),
		fmt.Sprintf("发现隐患%s项，已整改%s项", plain(total(march, "发现隐患")), plain(total(march, "整改隐患"))),
		fmt.Sprintf("罚款%s万元", plain(total(march, "罚款（万元）"))))
	for _, name := range missing {
		wants(t, "the month's report", text, name)
	}

	path := workbookOf(t, w, "monthly-report-summary", "2026-03")
	rows := readSheet(t, path, "月报汇总表", 3, 2)
	states := map[string]int{}
	for _, r := range rows[:members] {
		states[r["状态"]]++
	}
	if states["未报送"] != len(missing) || states["迟报"] != late || states["按时报送"] != len(march)-late {
		t.Errorf("the summary counts %v, want %d missing and %d late of %d", states, len(missing), late, members)
	}
	sum := rows[members]
	for leaf, header := range map[string]string{"检查次数": "开展检查", "发现": "发现隐患", "已整改": "整改隐患", "罚款": "罚款（万元）", "人次": "培训人次"} {
		if got, want := sum.number(leaf), total(march, header); got != want {
			t.Errorf("the summary's total of %s is %g, want %g", leaf, got, want)
		}
	}
}

// workbookOf makes one workbook and gives its path.
func workbookOf(t *testing.T, w *Workspace, target, span string) string {
	t.Helper()
	dir := t.TempDir()
	report, err := w.Run(context.Background(), Request{Targets: []string{target}, Period: span, Out: dir})
	if err != nil || report.Made != 1 {
		t.Fatalf("%s: made %d: %v %v", target, report.Made, err, report.Complaints.All())
	}
	for file := range manifest(t, filepath.Join(dir, span)) {
		return filepath.Join(dir, span, filepath.FromSlash(file))
	}
	return ""
}

func hazardRows(t *testing.T) []record {
	return readSheet(t, "../examples/anlan/data/hazards.xlsx", "隐患台账", 2, 1)
}

// The hazards' figures of March against the workbook of hazards.
func TestHazardFigures(t *testing.T) {
	w := openCity(t)
	end := "2026-03-31"
	var open, carried, found, major, done, late, left, awaiting, lacking int
	for _, r := range hazardRows(t) {
		date, limit, finished, reviewed := dayOf(r["检查日期"]), dayOf(r["整改期限"]), dayOf(r["整改完成日期"]), dayOf(r["复查日期"])
		if date == "" || date > end {
			continue
		}
		if finished != "" && finished <= end && (reviewed == "" || reviewed > end) {
			awaiting++
		}
		if finished != "" && finished < "2026-03-01" {
			continue
		}
		open++
		if within(date, "2026-03") {
			found++
			if r["隐患等级"] == "重大" {
				major++
			}
		} else {
			carried++
		}
		switch {
		case finished != "" && finished <= end:
			done++
		case limit < end:
			late++
			left++
		default:
			left++
		}
		if r["整改资金（万元）"] == "" || r["整改责任人"] == "" || r["整改措施"] == "" || r["隐患等级"] == "重大" && r["管控措施和预案"] == "" {
			lacking++
		}
	}
	if late == 0 || lacking == 0 || carried == 0 || awaiting == 0 || carried+found-done != left {
		t.Errorf("the example shows %d late, %d lacking, %d carried, %d awaiting: it should show each", late, lacking, carried, awaiting)
	}
	wants(t, "the month's report", filled(t, w, "monthly-report", "2026-03", ""),
		fmt.Sprintf("上期结转%d项，本月新增%d项（其中重大隐患%d项）", carried, found, major),
		fmt.Sprintf("本月完成整改%d项", done), fmt.Sprintf("逾期未整改%d项", late), fmt.Sprintf("在整改期限内%d项；结转下月%d项", left-late, left),
		fmt.Sprintf("另有已整改尚待复查的隐患%d项", awaiting), fmt.Sprintf("有%d项隐患的整改责任", lacking))

	path := workbookOf(t, w, "hazard-ledger", "2026-03")
	states := map[string]int{}
	for _, r := range readSheet(t, path, "隐患排查整改台账", 3, 2) {
		states[r["状态"]]++
	}
	if states["逾期"] != late || states["已整改待验收"] != awaiting {
		t.Errorf("the ledger's states are %v, want %d late and %d awaiting review", states, late, awaiting)
	}
	for _, sheet := range []string{"按地区统计", "按行业统计"} {
		rows := readSheet(t, path, sheet, 3, 2)
		i := slices.IndexFunc(rows, func(r record) bool { return r["名称"] == "合计" })
		if got := rows[i]; got.number("上期结转") != float64(carried) || got.number("本期新增") != float64(found) || got.number("逾期") != float64(late) || got.number("合计") != float64(open) {
			t.Errorf("%s adds up to %v, want %d carried, %d found, %d late", sheet, got, carried, found, late)
		}
	}
}

// standing is a unit's result by this file's own arithmetic.
type standing struct {
	score float64
	veto  bool
	rank  int
	grade string
}

// standings computes the assessment of 2025 out of the four tables.
func standings(t *testing.T, w *Workspace) map[string]*standing {
	full := map[string]float64{}
	for _, c := range ledgerOf(t, "criteria") {
		full[c["指标编号"]] = c.number("标准分")
	}
	out, tier, bonus := map[string]*standing{}, map[string]string{}, map[string]float64{}
	for _, m := range ledgerOf(t, "marks") {
		code := m["被考核单位编码"]
		if out[code] == nil {
			out[code] = &standing{}
			tier[code] = w.Office.Unit(code).Tier.String()
		}
		out[code].score += max(0, full[m["指标编号"]]-m.number("扣分"))
	}
	for _, a := range ledgerOf(t, "adjustments") {
		switch s := out[a["被考核单位编码"]]; a["类型"] {
		case "加分":
			bonus[a["被考核单位编码"]] += a.number("分值")
		case "扣分":
			s.score -= a.number("分值")
		default:
			s.veto = true
		}
	}
	for code, b := range bonus {
		out[code].score += min(b, 5)
	}
	grave := map[string]bool{} // with an approved report
	for _, a := range ledgerOf(t, "accidents") {
		grave[a["事故编号"]] = within(a["事故日期"], "2025") && a["事故等级"] != "一般" && a["调查报告批复日期"] != ""
	}
	for _, i := range ledgerOf(t, "investigations") {
		for code := range strings.SplitSeq(i["责任单位"], "、") {
			if grave[i["事故编号"]] && out[code] != nil {
				out[code].veto = true
			}
		}
	}
	for code, s := range out {
		s.rank = 1
		for other, o := range out {
			if tier[other] == tier[code] && (s.veto && !o.veto || s.veto == o.veto && o.score > s.score) {
				s.rank++
			}
		}
		switch {
		case s.veto || s.score < 60:
			s.grade = "不合格"
		case s.score >= 90:
			s.grade = "优秀"
		case s.score >= 80:
			s.grade = "良好"
		default:
			s.grade = "合格"
		}
	}
	return out
}

// The circular, the feedback and the workbook's formulas give the same results,
// and they are those of the tables.
func TestAssessmentFigures(t *testing.T) {
	w := openCity(t)
	want := standings(t, w)
	vetoed, tied := 0, map[string]int{}
	circular := filled(t, w, "assessment-circular", "2025", "")
	for code, s := range want {
		u := w.Office.Unit(code)
		grade := s.grade
		if s.veto {
			vetoed++
			grade += "（否决）"
		}
		tied[fmt.Sprint(u.Tier, s.rank)]++
		wants(t, "the circular", circular, fmt.Sprintf("| %d | %s | %s | %s |", s.rank, u.Short, plain(s.score), grade))
	}
	wants(t, "the circular", circular, fmt.Sprintf("其中%d个单位因一票否决定为不合格", vetoed))
	shared := 0
	for _, n := range tied {
		shared += n - 1
	}
	if vetoed == 0 || shared == 0 {
		t.Errorf("the example shows %d vetoes and %d shared ranks: it should show both", vetoed, shared)
	}
	for _, code := range []string{"990181", "990105", "BM01", "QY11"} {
		s := want[code]
		wants(t, "the feedback to "+code, filled(t, w, "assessment-feedback", "2025", code),
			fmt.Sprintf("考核得分%s分", plain(s.score)), fmt.Sprintf("列第%d位", s.rank), "考核等次为"+s.grade)
	}

	path := workbookOf(t, w, "assessment-scores", "2025")
	seen := 0
	for _, r := range readSheet(t, path, "考核汇总表", 3, 2) {
		s := want[r["单位编码"]]
		if s == nil {
			continue
		}
		seen++
		if r.number("考核得分") != s.score || r["等次"] != s.grade || r.number("本年") != float64(s.rank) {
			t.Errorf("the workbook has %s %s %s for %s, want %g %s %d", r["考核得分"], r["等次"], r["本年"], r["单位编码"], s.score, s.grade, s.rank)
		}
	}
	if seen != len(want) {
		t.Errorf("the workbook has %d units, want %d", seen, len(want))
	}
}

// Whoever is commended is not vetoed, and every number of the decision is the
// ledger's.
func TestCommendation(t *testing.T) {
	w := openCity(t)
	results := standings(t, w)
	units, people := 0, 0
	for _, r := range ledgerOf(t, "rewards") {
		if r["奖惩类型"] != "表彰" {
			continue
		}
		if r["姓名"] != "" {
			people++
			continue
		}
		units++
		if s := results[r["单位编码"]]; s == nil || s.veto || s.grade != "优秀" {
			t.Errorf("%s is commended with the result %+v", r["单位编码"], s)
		}
	}
	wants(t, "the decision", filled(t, w, "commendation", "2025", ""),
		fmt.Sprintf("授予%d个单位", units), fmt.Sprintf("先进个人（%d名", people), "每人给予一次性奖励2000元。")
}

// Publicity, plan and four in place against their ledgers.
func TestCapacityFigures(t *testing.T) {
	w := openCity(t)
	activities := matching(ledgerOf(t, "activities"), func(r record) bool { return r["活动日期"] < "2026-04" })
	plan := filled(t, w, "publicity-plan", "2026Q2", "")
	wants(t, "the publicity plan", plan, fmt.Sprintf("共开展五进活动%d场次，受众%s人次", len(activities), plain(total(activities, "受众人次"))))
	for _, place := range []string{"企业", "学校", "农村", "社区", "家庭"} {
		rows := matching(activities, func(r record) bool { return r["进入场所"] == place })
		wants(t, "the publicity plan", plan, fmt.Sprintf("| %s | %d | %s | %s |", place, len(rows), plain(total(rows, "受众人次")), plain(total(rows, "发放材料"))))
	}
	points := filled(t, w, "work-points", "2026", "")
	items := ledgerOf(t, "plan")
	wants(t, "the work points", points, fmt.Sprintf("共安排%d项重点工作", len(items)))
	for _, i := range items {
		wants(t, "the work points", points, i["工作内容"])
	}

	path := workbookOf(t, w, "four-in-place", "2026Q1")
	rows := readSheet(t, path, "四到位判定表", 3, 2)
	investments, trainings, drills := ledgerOf(t, "investments"), ledgerOf(t, "trainings"), ledgerOf(t, "drills")
	checked := 0
	for _, u := range w.Office.Units {
		if u.Tier.String() != "企业" {
			continue
		}
		mine := func(r record) bool { return r["单位编码"] == u.Code }
		planned, spent := total(matching(investments, mine), "计划投入（万元）"), total(matching(investments, mine), "实际投入（万元）")
		persons, passed := total(matching(trainings, mine), "参加人数"), total(matching(trainings, mine), "合格人数")
		held := matching(drills, mine)
		assessed := matching(held, func(r record) bool { return r["评估日期"] != "" })
		i := slices.IndexFunc(rows, func(r record) bool { return r["企业"] == u.Short })
		r := rows[i]
		if r.number("实际") != spent || r.number("计划") != planned || r.number("参加") != persons || r.number("合格") != passed || r.number("本半年演练") != float64(len(held)) || r.number("已评估") != float64(len(assessed)) {
			t.Errorf("%s has %v, want %g of %g spent, %g of %g passed, %d drills", u.Short, r, spent, planned, passed, persons, len(held))
		}
		want := 0
		for _, ok := range []bool{planned > 0 && spent >= planned, persons > 0 && passed == persons, r.number("逾期") == 0 && r.number("设施缺损") == 0, len(held) > 0 && len(held) == len(assessed)} {
			if ok {
				want++
			}
		}
		if r.number("到位项数") != float64(want) {
			t.Errorf("%s has %s in place, want %d", u.Short, r["到位项数"], want)
		}
		checked++
	}
	if checked != 35 {
		t.Errorf("%d enterprises, want 35", checked)
	}
}

// The roster counts the network's ledger, and names the gaps.
func TestNetworkFigures(t *testing.T) {
	w := openCity(t)
	grids := ledgerOf(t, "grids")
	villages := matching(grids, func(r record) bool { return r["层级"] == "村级" })
	gaps := matching(grids, func(r record) bool {
		return r["网格长"] == "" || r["网格员"] == "" || r["联系电话"] == "" || r["层级"] != "村级" && r["专职人数"] == "0"
	})
	rows := readSheet(t, workbookOf(t, w, "network-roster", "2026"), "监管网络汇总表", 3, 2)
	i := slices.IndexFunc(rows, func(r record) bool { return r["地区"] == "合计" })
	sum := rows[i]
	if sum.number("村级网格") != float64(len(villages)) || sum.number("有空缺的网格") != float64(len(gaps)) || sum.number("未建网格的单位") != 1 ||
		sum.number("专职") != total(grids, "专职人数") || sum.number("覆盖生产经营单位") != total(villages, "覆盖单位数") {
		t.Errorf("the roster adds up to %v, want %d village grids, %d with gaps", sum, len(villages), len(gaps))
	}
	wants(t, "the notice of a town without a grid", filled(t, w, "grid-notice", "2026", "990124207"), "辖区安全生产监督管理工作由")
}

// A column of a table that nobody filled in is left out of a leader's report, and the
// body's code does not stand in brackets inside of brackets.
func TestNoEmptyColumns(t *testing.T) {
	w := ownCity(t)
	text := filled(t, w, "duty-report", "2026", "")
	if strings.Contains(text, "完成情况 |") || !strings.Contains(text, "完成情况尚未登记") || !strings.Contains(text, "| 年度任务 | 频次或时限 |") {
		t.Errorf("an empty column stands, or a full one is missing:\n%s", text)
	}
	for _, d := range w.Office.Duties {
		d.Done = "已完成"
	}
	if text := filled(t, w, "duty-report", "2026", ""); !strings.Contains(text, "| 年度任务 | 频次或时限 | 完成情况 |") || strings.Contains(text, "尚未登记") {
		t.Errorf("a full column is left out:\n%s", text)
	}
	if text := filled(t, w, "hazard-rectification", "2026-03", ""); !strings.Contains(text, "| 违反的规定 | 《") {
		t.Errorf("the provision that was broken has no room to be written:\n%s", text)
	}
}
