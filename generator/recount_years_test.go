package generator

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The chronicle's two years of what is counted once a year or for enterprises: the
// assessment, relative indicators, the campaign, and the four that are in place. Marks are
// counted in tenths, bases in tenths of their measures; nothing of package model takes part.

// firms are the chronicle's enterprises, by code.
var firms = map[string]string{"QY1": "甲厂", "QY2": "乙厂", "QY3": "丙厂", "QY4": "丁厂"}

// years adds the tables to a chronicle, and gives their rows by table.
func (c *chronicle) years(t *testing.T) map[string][]map[string]string {
	t.Helper()
	r := rand.New(rand.NewPCG(11, 29))
	rows := map[string][]map[string]string{}
	add := func(table string, pairs ...string) {
		row := map[string]string{}
		for i := 0; i < len(pairs); i += 2 {
			row[pairs[i]] = pairs[i+1]
		}
		rows[table] = append(rows[table], row)
	}
	tenths := func(n int) string { return strings.TrimSuffix(fmt.Sprintf("%d.%d", n/10, n%10), ".0") }
	day := func(year, month int) string { return fmt.Sprintf("%d-%02d-%02d", year, month, 1+r.IntN(28)) }
	units := chronicleUnits
	for _, code := range []string{"QY1", "QY2", "QY3", "QY4"} {
		units += fmt.Sprintf("%s,青禾市%s,%s,企业,98010%d\n", code, firms[code], firms[code], 1+r.IntN(6))
	}
	c.write(t, "units.csv", units)
	for i, a := range c.accidents { // whose they were, and of which branch
		a["生产经营性"] = []string{"是", "是", "是", "否"}[r.IntN(4)]
		a["行业领域"] = []string{"煤矿", "道路交通", "工贸"}[r.IntN(3)]
		a["行业门类"] = map[string]string{"煤矿": "采矿业", "工贸": []string{"制造业", "建筑业", "农、林、牧、渔业"}[r.IntN(3)], "道路交通": "交通运输、仓储和邮政业"}[a["行业领域"]]
		a["事故等级"], a["调查报告批复日期"] = "", ""
		if i%9 == 4 {
			a["死亡人数"], a["生产经营性"], a["事故等级"] = "3", "是", "较大"
			if i%2 == 0 {
				a["调查报告批复日期"] = later(a["事故日期"], 60)
				add("investigations", "事故编号", a["事故编号"], "批复日期", a["调查报告批复日期"], "事故性质", "责任事故", "责任单位", a["属地编码"])
			}
		}
	}
	rows["accidents"] = c.accidents
	for year := 2024; year <= 2025; year++ {
		for _, base := range [][2]string{{"地区生产总值", "3000"}, {"工矿商贸就业人员", "300"}, {"机动车保有量", "400"}, {"原煤产量", "900"}} {
			for k := range 7 {
				if k > 0 && (base[0] != "地区生产总值" || (k+year)%3 == 0) {
					continue
				}
				var most int
				fmt.Sscan(base[1], &most)
				add("bases", "年度", fmt.Sprint(year), "地区编码", fmt.Sprintf("98010%d", k), "基数", base[0], "数值", tenths(most/(1+6*min(k, 1))+r.IntN(100)))
			}
		}
		for n, full := range []int{40, 35, 25} {
			add("criteria", "年度", fmt.Sprint(year), "指标编号", fmt.Sprintf("X%d", n+1), "考核对象", "县区", "考核项目", []string{"控制指标", "责任落实", "基础工作"}[n], "考核内容", "内容", "标准分", fmt.Sprint(full))
			deducted := ""
			for k := 1; k <= 6; k++ {
				if k != 3 { // 3 is marked as 2 is
					deducted = tenths(5 * r.IntN(12))
				}
				add("marks", "年度", fmt.Sprint(year), "被考核单位编码", fmt.Sprintf("98010%d", k), "指标编号", fmt.Sprintf("X%d", n+1), "扣分", deducted)
			}
		}
		for _, k := range []int{1, 4, 5, 6} {
			for range 1 + r.IntN(4) {
				kind := []string{"加分", "加分", "扣分", "一票否决"}[r.IntN(4)]
				points := ""
				if kind != "一票否决" {
					points = tenths(10 * (1 + r.IntN(5)))
				}
				add("adjustments", "年度", fmt.Sprint(year), "被考核单位编码", fmt.Sprintf("98010%d", k), "类型", kind, "事由", "事由", "分值", points, "日期", day(year, 6))
			}
		}
		for n := range 12 {
			until, done := day(year, 1+r.IntN(12)), ""
			if r.IntN(3) > 0 {
				done = later(until, r.IntN(90)-60)
			}
			add("campaign-tasks", "编号", fmt.Sprintf("Z%d-%d", year, n), "年度", fmt.Sprint(year), "行动", []string{"主要负责人安全教育培训", "重大事故隐患动态清零", "全民安全素质提升"}[r.IntN(3)], "任务内容", fmt.Sprintf("任务%d", n),
				"牵头单位编码", "980101", "完成时限", until, "完成日期", done)
		}
		for month := 1; month <= 12; month++ {
			for _, code := range []string{"QY1", "QY2", "QY3", "QY4"} {
				id := fmt.Sprintf("%s-%d-%02d", code, year, month)
				if r.IntN(2) == 0 {
					planned, must := 5+r.IntN(20), r.IntN(5)
					add("investments", "编号", "T"+id, "投入日期", day(year, month), "单位编码", code, "防范类别", "物防", "项目", "护栏", "计划投入", fmt.Sprint(planned), "实际投入", fmt.Sprint(planned-r.IntN(2)), "应有数量", fmt.Sprint(must), "实有数量", fmt.Sprint(must), "完好数量", fmt.Sprint(max(0, must-max(0, r.IntN(6)-4))))
				}
				if r.IntN(5) == 0 {
					persons := 10 + r.IntN(50)
					add("trainings", "编号", "P"+id, "培训日期", day(year, month), "单位编码", code, "培训内容", "规程", "参加人数", fmt.Sprint(persons), "合格人数", fmt.Sprint(persons-max(0, r.IntN(6)-4)))
				}
				if r.IntN(6) == 0 {
					held, assessed := day(year, month), ""
					if r.IntN(4) > 0 {
						assessed = held
					}
					add("drills", "编号", "Y"+id, "演练日期", held, "单位编码", code, "演练科目", "疏散", "参加人数", "10", "评估日期", assessed)
				}
				if r.IntN(6) == 0 {
					found := day(year, month)
					row := map[string]string{}
					for k, v := range c.hazards[0] {
						row[k] = v
					}
					row["隐患编号"], row["检查日期"], row["责任单位编码"], row["整改期限"] = "F"+id, found, code, later(found, 20)
					row["整改完成日期"], row["复查日期"], row["复查人"], row["复查意见"] = "", "", "", ""
					if r.IntN(3) > 0 {
						row["整改完成日期"] = later(found, r.IntN(60))
						if r.IntN(3) > 0 {
							row["复查日期"], row["复查人"], row["复查意见"] = later(row["整改完成日期"], r.IntN(60)), "乙", "合格"
						}
					}
					c.hazards = append(c.hazards, row)
				}
			}
		}
	}
	rows["hazards"] = c.hazards
	config := ""
	for table, list := range rows {
		heads := map[string]bool{}
		for _, row := range list {
			for head := range row {
				heads[head] = true
			}
		}
		var sorted []string
		for head := range heads {
			sorted = append(sorted, head)
		}
		slices.Sort(sorted)
		text := strings.Join(sorted, ",") + "\n"
		for _, row := range list {
			var cells []string
			for _, head := range sorted {
				cells = append(cells, row[head])
			}
			text += strings.Join(cells, ",") + "\n"
		}
		c.write(t, table+".csv", text)
		switch table {
		case "accidents", "hazards":
		case "investments", "trainings", "drills":
			config += "  " + table + ": {file: " + table + ".csv, from: 2024-01-01, through: 2025-12-31}\n"
		default:
			config += "  " + table + ": " + table + ".csv\n"
		}
	}
	file := filepath.Join(c.dir, "hongtou.yaml")
	b, err := os.ReadFile(file)
	must(t, err)
	must(t, os.WriteFile(file, append([]byte(strings.Replace(string(b), "[矿山,", "[煤矿,", 1)), config...), 0o644))
	return rows
}

// tenthsOf reads 12.5 as 125.
func tenthsOf(s string) int {
	whole, part, _ := strings.Cut(s, ".")
	var n, tenth int
	fmt.Sscan(whole, &n)
	fmt.Sscan(part, &tenth)
	return 10*n + tenth
}

// shortTenths writes tenths without a point where there is none: 96, 95.5.
func shortTenths(n int) string {
	return strings.TrimSuffix(fmt.Sprintf("%d.%d", n/10, n%10), ".0")
}

// Two years' assessments: scores, the limit of what is added, vetoes by the table and by
// approved reports, grades, ranks with ties against the year before, and means.
func TestAssessmentsAddUp(t *testing.T) {
	t.Parallel()
	c := newChronicle(t)
	rows := c.years(t)
	w := openWorkspace(t, c.dir)
	type result struct {
		score, rank int
		vetoed      bool
	}
	before, ties, vetoes, pending, capped := map[string]int{}, 0, 0, 0, 0
	for year := 2024; year <= 2025; year++ {
		of := map[string]*result{}
		lost := map[string]int{}
		for name := range chronicleCounties {
			of[name] = &result{}
		}
		named := func(code string) *result {
			for name, c := range chronicleCounties {
				if c == code {
					return of[name]
				}
			}
			return nil
		}
		this := func(r map[string]string) bool { return r["年度"] == fmt.Sprint(year) }
		full, group := map[string]int{}, map[string]string{}
		for _, r := range rows["criteria"] {
			if this(r) {
				full[r["指标编号"]], group[r["指标编号"]] = tenthsOf(r["标准分"]), r["考核项目"]
			}
		}
		for _, r := range rows["marks"] {
			if this(r) {
				named(r["被考核单位编码"]).score += full[r["指标编号"]] - tenthsOf(r["扣分"])
				lost[group[r["指标编号"]]] += tenthsOf(r["扣分"])
			}
		}
		bonus := map[string]int{}
		for _, r := range rows["adjustments"] {
			switch code := r["被考核单位编码"]; {
			case !this(r):
			case r["类型"] == "加分":
				bonus[code] += tenthsOf(r["分值"])
			case r["类型"] == "扣分":
				named(code).score -= tenthsOf(r["分值"])
			default:
				named(code).vetoed = true
			}
		}
		for code, n := range bonus {
			if n > 50 {
				capped++
			}
			named(code).score += min(n, 50)
		}
		open := map[string]bool{}
		for _, a := range c.accidents {
			if a["事故日期"][:4] != fmt.Sprint(year) || a["事故等级"] != "较大" {
				continue
			}
			if day := a["调查报告批复日期"]; day != "" && day <= fmt.Sprint(year, "-12-31") {
				named(a["属地编码"]).vetoed = true
			} else {
				open[a["属地编码"]] = true
			}
		}
		circular := fillPaper(t, w, "assessment-circular", fmt.Sprint(year))[0].text
		path := workbookOf(t, w, "assessment-scores", fmt.Sprint(year))
		inBook := map[string]record{}
		for _, r := range readSheet(t, path, "考核汇总表", 3, 2) {
			inBook[r["单位"]] = r
		}
		sum, best := 0, 0
		for name, r := range of {
			r.rank = 1
			for other, o := range of {
				switch {
				case r.vetoed && !o.vetoed, r.vetoed == o.vetoed && o.score > r.score:
					r.rank++
				case other != name && r.vetoed == o.vetoed && o.score == r.score:
					ties++
				}
			}
			sum += r.score
			if r.rank == 1 {
				best = r.score
			}
		}
		for name, r := range of {
			grade := "不合格"
			switch {
			case r.vetoed:
				vetoes++
			case r.score >= 900:
				grade = "优秀"
			case r.score >= 800:
				grade = "良好"
			case r.score >= 600:
				grade = "合格"
			}
			if open[chronicleCounties[name]] && !r.vetoed {
				pending++
			}
			line := fmt.Sprintf("| %d | %s | %s | %s", r.rank, name, shortTenths(r.score), grade)
			if r.vetoed {
				line += "（否决）"
			}
			if last := before[name]; year == 2025 {
				line += fmt.Sprintf(" | %d | %s |", last, map[int]string{-1: fmt.Sprintf("下降%d位", r.rank-last), 0: "持平", 1: fmt.Sprintf("上升%d位", last-r.rank)}[cmp.Compare(last, r.rank)])
			} else {
				line += " |"
			}
			wants(t, fmt.Sprint("the circular of ", year), circular, line)
			got := inBook[name]
			veto := map[bool]string{true: "是", false: "否"}[r.vetoed]
			if open[chronicleCounties[name]] && !r.vetoed {
				veto = "待定"
			}
			if int(math.Round(10*got.number("考核得分"))) != r.score || got["等次"] != grade || got.number("本年") != float64(r.rank) || got["一票否决"] != veto {
				t.Errorf("%d: the workbook has %s points, %s, rank %s, veto %s of %s; want %s, %s, %d, %s", year, got["考核得分"], got["等次"], got["本年"], got["一票否决"], name, shortTenths(r.score), grade, r.rank, veto)
			}
			before[name] = r.rank
		}
		mean := (2*100*sum/10 + 6) / 12 // in hundredths, half up
		wants(t, fmt.Sprint("the circular of ", year), circular, fmt.Sprintf("得分最高，为%s分；平均得分%s分", shortTenths(best), strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%02d", mean/100, mean%100), "0"), ".")))
		for name, n := range lost {
			mean := (2*10*n + 6) / 12
			wants(t, fmt.Sprint("the circular of ", year), circular, fmt.Sprintf("%s平均扣%s分", name, strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%02d", mean/100, mean%100), "0"), ".")))
		}
	}
	if ties == 0 || vetoes == 0 || pending == 0 || capped == 0 {
		t.Errorf("%d ties, %d vetoes, %d undecided, %d bonuses cut: the chronicle should show each", ties, vetoes, pending, capped)
	}
}

// Two years' relative indicators, of the city and of the counties that have a base, with
// the year before.
func TestRelativesAddUp(t *testing.T) {
	t.Parallel()
	c := newChronicle(t)
	rows := c.years(t)
	w := openWorkspace(t, c.dir)
	places := map[string]string{"青禾市": "980100"}
	for name, code := range chronicleCounties {
		places[name] = code
	}
	indicators := []struct {
		name, base string
		per        int
		digits     int
		counts     func(a map[string]string) bool
	}{
		{"亿元国内生产总值生产安全事故死亡率", "地区生产总值", 1, 3, func(a map[string]string) bool { return a["生产经营性"] == "是" }},
		{"工矿商贸就业人员十万人生产安全事故死亡率", "工矿商贸就业人员", 10, 3, func(a map[string]string) bool {
			return a["生产经营性"] == "是" && (a["行业门类"] == "采矿业" || a["行业门类"] == "制造业" || a["行业门类"] == "建筑业")
		}},
		{"道路交通事故万车死亡率", "机动车保有量", 1, 2, func(a map[string]string) bool { return a["行业领域"] == "道路交通" }},
		{"煤矿百万吨死亡率", "原煤产量", 100, 3, func(a map[string]string) bool { return a["生产经营性"] == "是" && a["行业领域"] == "煤矿" }},
	}
	// rate is deaths for so much of a base, in units of the last digit; -1: no base.
	rate := func(year, i int, place string) (deaths, scaled int) {
		x := indicators[i]
		for _, a := range c.accidents {
			if a["事故日期"][:4] == fmt.Sprint(year) && x.counts(a) && (place == "980100" || a["属地编码"] == place) {
				var n int
				fmt.Sscan(a["死亡人数"], &n)
				deaths += n
			}
		}
		for _, b := range rows["bases"] {
			if b["年度"] == fmt.Sprint(year) && b["地区编码"] == place && b["基数"] == x.base {
				amount := tenthsOf(b["数值"])
				scale := 1
				for range x.digits {
					scale *= 10
				}
				return deaths, (2*deaths*10*x.per*scale + amount) / (2 * amount)
			}
		}
		return deaths, -1
	}
	seen := 0
	for year := 2024; year <= 2025; year++ {
		path := workbookOf(t, w, "accident-statistics", fmt.Sprint(year))
		got := map[string]record{}
		place := ""
		for _, r := range readSheet(t, path, "相对指标", 3, 2) {
			if r["地区"] != "" {
				place = r["地区"]
			}
			got[place+" "+r["指标"]] = r
		}
		for i, x := range indicators {
			scale := math.Pow10(x.digits)
			for name, code := range places {
				deaths, value := rate(year, i, code)
				r, stands := got[name+" "+x.name]
				if stands != (value >= 0 || code == "980100") {
					t.Errorf("%d: %s of %s stands %v, its base is known %v", year, x.name, name, stands, value >= 0)
					continue
				}
				if !stands {
					continue
				}
				seen++
				if r.number("死亡人数") != float64(deaths) || int(math.Round(r.number("本年")*scale)) != value {
					t.Errorf("%d: %s of %s is %s of %s deaths, want %d of %d", year, x.name, name, r["本年"], r["死亡人数"], value, deaths)
				}
				last := -1
				if year == 2025 {
					_, last = rate(2024, i, code)
				}
				if (r["上年"] != "") != (last >= 0) || last >= 0 && int(math.Round(r.number("上年")*scale)) != last {
					t.Errorf("%d: the year before of %s of %s is %q, want %d", year, x.name, name, r["上年"], last)
				}
			}
		}
	}
	if seen < 14 {
		t.Errorf("only %d indicators were compared", seen)
	}
}

// Eight quarters of the campaign: done, overdue and pending by action, in the report and in
// the workbook.
func TestCampaignAddsUp(t *testing.T) {
	t.Parallel()
	c := newChronicle(t)
	rows := c.years(t)
	w := openWorkspace(t, c.dir)
	states := map[string]int{}
	for _, s := range spans(3) {
		report := fillPaper(t, w, "campaign-report", s.id)[0].text
		book := fillPaper(t, w, "campaign-ledger", s.id)[0].book
		tasks := sheetOf(t, book, "任务清单")
		state := column(tasks, "code", "state")
		of, all := map[string][4]int{}, [4]int{}
		for _, r := range rows["campaign-tasks"] {
			if r["年度"] != s.from[:4] {
				continue
			}
			want, at := "推进中", 2
			switch {
			case r["完成日期"] != "" && r["完成日期"] <= s.to:
				want, at = "已完成", 1
			case r["完成时限"] < s.to:
				want, at = "逾期", 3
			}
			states[want]++
			n := of[r["行动"]]
			n[0]++
			n[at]++
			of[r["行动"]] = n
			all[0]++
			all[at]++
			if state[r["编号"]] != want {
				t.Errorf("%s: %s is %v, want %s", s.id, r["编号"], state[r["编号"]], want)
			}
			if want == "逾期" {
				wants(t, s.id, report, r["任务内容"]+"（东川县牵头，时限")
			}
		}
		actions := sheetOf(t, book, "按行动统计")
		for action, n := range of {
			for i, key := range []string{"all", "done", "pending", "overdue"} {
				if got := column(actions, "name", key)[action]; got != n[i] {
					t.Errorf("%s: %s of %s is %v, want %d", s.id, key, action, got, n[i])
				}
			}
			wants(t, s.id, report, fmt.Sprintf("| %s | %d | %d | %d | %d |", action, n[0], n[1], n[2], n[3]))
		}
		sentence := fmt.Sprintf("年度任务共%d项，", all[0])
		if all[1] > 0 {
			sentence += fmt.Sprintf("已完成%d项，完成率%s", all[1], percentOf(all[1], all[0]))
		} else {
			sentence += "尚无完成的"
		}
		if all[3] > 0 {
			sentence += fmt.Sprintf("，逾期%d项", all[3])
		}
		if all[2] > 0 {
			sentence += fmt.Sprintf("，推进中%d项", all[2])
		}
		wants(t, s.id, report, sentence+"。")
	}
	if len(states) < 3 {
		t.Errorf("the chronicle shows %v only", states)
	}
}

// Eight quarters of the four in place, firm by firm and in the report's words.
func TestFourInPlaceAddsUp(t *testing.T) {
	t.Parallel()
	c := newChronicle(t)
	rows := c.years(t)
	w := openWorkspace(t, c.dir)
	judged := map[string]int{}
	for _, s := range spans(3) {
		half, year := s.from[:4]+"-01-01", s.from[:4]+"-01-01"
		if s.from[5:7] > "06" {
			half = s.from[:4] + "-07-01"
		}
		yearOver, halfOver := s.to[5:] == "12-31", s.to[5:] == "12-31" || s.to[5:] == "06-30"
		judgements := sheetOf(t, fillPaper(t, w, "four-in-place", s.id)[0].book, "四到位判定表")
		report := fillPaper(t, w, "capacity-report", s.id)[0].text
		path := workbookOf(t, w, "four-in-place", s.id)
		shown := map[string]record{}
		for _, r := range readSheet(t, path, "四到位判定表", 3, 2) {
			shown[r["企业"]] = r
		}
		total := [5]int{}
		for code, name := range firms {
			mine := func(table, day, from string) (in []map[string]string) {
				for _, r := range rows[table] {
					if r["单位编码"] == code && r[day] >= from && r[day] <= s.to {
						in = append(in, r)
					}
				}
				return in
			}
			n := func(list []map[string]string, column string) (sum int) {
				for _, r := range list {
					var v int
					fmt.Sscan(r[column], &v)
					sum += v
				}
				return sum
			}
			money, courses, drills := mine("investments", "投入日期", s.from), mine("trainings", "培训日期", year), mine("drills", "演练日期", half)
			planned, spent := n(money, "计划投入"), n(money, "实际投入")
			unsound, checked := 0, false
			for _, r := range money {
				unsound += max(0, tenthsOf(r["应有数量"])-tenthsOf(r["完好数量"])) / 10
				checked = checked || r["应有数量"] != "0"
			}
			trained, passed, assessed := n(courses, "参加人数"), n(courses, "合格人数"), 0
			for _, d := range drills {
				if d["评估日期"] != "" {
					assessed++
				}
			}
			open, overdue := 0, 0
			for _, h := range c.hazards {
				if h["责任单位编码"] != code || h["检查日期"] > s.to || h["复查日期"] != "" && h["复查日期"] < s.from {
					continue
				}
				open++
				if (h["整改完成日期"] == "" || h["整改完成日期"] > s.to) && h["整改期限"] < s.to {
					overdue++
				}
			}
			for key, want := range map[string]int{"courses": len(courses), "trained": trained, "passed": passed, "hazards": open, "overdue": overdue, "unsound": unsound, "drills": len(drills), "assessed": assessed} {
				if got := column(judgements, "unit", key)[name]; got != want {
					t.Errorf("%s: %s of %s is %v, want %d", s.id, key, name, got, want)
				}
			}
			for key, want := range map[string]int{"planned": planned, "amount": spent} {
				if got := column(judgements, "unit", key)[name]; fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s: %s of %s is %v, want %d", s.id, key, name, got, want)
				}
			}
			due := func(held, good, over bool) string {
				switch {
				case held && good:
					return "到位"
				case held || over:
					return "不到位"
				}
				return "未到期"
			}
			want := []string{due(true, planned > 0 && spent >= planned, true), due(len(courses) > 0, passed == trained, yearOver), due(checked || open > 0, overdue == 0 && unsound == 0, false), due(len(drills) > 0, assessed == len(drills), halfOver)}
			four := 0
			for i, word := range want {
				judged[fmt.Sprint(i, word)]++
				if word == "到位" {
					four++
					total[i]++
				}
			}
			if shown[name].number("到位项数") != float64(four) {
				t.Errorf("%s: %s has %s of the four, want %d: %v", s.id, name, shown[name]["到位项数"], four, want)
			}
			if four == 4 { // what is to come is not in place
				total[4]++
			}
		}
		for i, words := range []string{"安全投入到位%d家", "安全培训到位%d家", "基础管理到位%d家", "应急救援到位%d家", "四项全部到位%d家"} {
			wants(t, s.id, report, fmt.Sprintf(words, total[i]))
		}
	}
	for i := range 4 {
		for _, word := range []string{"到位", "不到位"} {
			if judged[fmt.Sprint(i, word)] == 0 {
				t.Errorf("the chronicle never shows %s of the %dth: %v", word, i+1, judged)
			}
		}
	}
	if judged["1未到期"] == 0 || judged["3未到期"] == 0 {
		t.Errorf("the chronicle shows nothing that is to come: %v", judged)
	}
}
