package generator

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/sheet"
)

// The chronicle's workbooks, half-years and years, by the same arithmetic as its papers.

var chronicleCounties = map[string]string{"东川县": "980101", "西岭县": "980102", "南浦县": "980103", "北原县": "980104", "中洲县": "980105", "长汀县": "980106"}

// figuresAt are the four figures of a row whose name stands in the first column: those of
// the keys accidents, deaths, injuries and loss with a suffix; known is false where the
// cells are empty.
func figuresAt(t *testing.T, s *sheet.Sheet, name, suffix string) (got tally, known bool) {
	t.Helper()
	cell := func(key string) any {
		i := slices.IndexFunc(s.Columns, func(c sheet.Column) bool { return c.Key == key+suffix })
		if i < 0 {
			return 0
		}
		for _, r := range s.Rows {
			if fmt.Sprint(r.Cells[0].Value) == name {
				return r.Cells[i].Value
			}
		}
		t.Fatalf("%s has no row %s", s.Name, name)
		return nil
	}
	number := func(key string) float64 {
		switch v := cell(key).(type) {
		case int:
			return float64(v)
		case float64:
			return v
		case nil:
			return math.NaN()
		}
		return -1
	}
	if math.IsNaN(number("accidents")) {
		return got, false
	}
	return tally{int(number("accidents")), int(number("deaths")), int(number("injuries")), int(math.Round(100 * number("loss")))}, true
}

// agree holds a sheet's rows, by county or by field, against the accidents of a span;
// "" for from: that is not known.
func (c *chronicle) agree(t *testing.T, what string, s *sheet.Sheet, suffix, from, to string) {
	t.Helper()
	short := slices.IndexFunc(s.Columns, func(col sheet.Column) bool { return col.Key == "loss"+suffix }) < 0
	check := func(name string, having ...string) {
		got, known := figuresAt(t, s, name, suffix)
		want := c.count(from, to, having...)
		if short {
			want.injuries, want.cents = 0, 0
			got.injuries, got.cents = 0, 0
		}
		if known != (from != "") || known && got != want {
			t.Errorf("%s, %s: %s%s is %v (known %v), want %v of %s to %s", what, s.Name, name, suffix, got, known, want, from, to)
		}
	}
	if strings.Contains(s.Name, "行业") {
		for _, field := range []string{"矿山", "道路交通", "工贸"} {
			check(field, "行业领域", field)
		}
		return
	}
	for name, code := range chronicleCounties {
		check(name, "属地编码", code)
	}
}

// before is the span just before one, "" where the chronicle does not reach it.
func (s span) before(all []span) (from, to string) {
	if i := slices.IndexFunc(all, func(o span) bool { return o.id == s.id }); i > 0 {
		return all[i-1].from, all[i-1].to
	}
	return "", ""
}

func (s span) lastYear() (from, to string) {
	if s.from >= "2025" {
		return s.lastFrom, s.lastTo
	}
	return "", ""
}

// The statistics of 24 months, 8 quarters, 4 half-years and 2 years, by county and by
// field: the period, the year before, the period before and the year so far.
func TestStatisticsBooksAddUp(t *testing.T) {
	t.Parallel()
	c := newChronicle(t)
	w := openWorkspace(t, c.dir)
	for _, months := range []int{1, 3, 6, 12} {
		all := spans(months)
		for _, s := range all {
			lastFrom, lastTo := s.lastYear()
			beforeFrom, beforeTo := s.before(all)
			january, lastJanuary := s.from[:4]+"-01-01", ""
			if lastFrom != "" {
				lastJanuary = lastFrom[:4] + "-01-01"
			}
			book := fillPaper(t, w, "accident-statistics", s.id)[0].book
			for _, by := range []string{"按地区", "按行业"} {
				c.agree(t, s.id, sheetOf(t, book, by+"（同比）"), "", s.from, s.to)
				c.agree(t, s.id, sheetOf(t, book, by+"（同比）"), "0", lastFrom, lastTo)
				if months < 12 {
					c.agree(t, s.id, sheetOf(t, book, by+"（环比）"), "0", beforeFrom, beforeTo)
				}
				c.agree(t, s.id, sheetOf(t, book, by+"（累计和控制数）"), "", january, s.to)
				c.agree(t, s.id, sheetOf(t, book, by+"（累计和控制数）"), "0", lastJanuary, lastTo)
			}
			monthly := sheetOf(t, book, "分月")
			for n, m := range spans(1) {
				if m.from >= january && m.to <= s.to {
					if got, _ := figuresAt(t, monthly, fmt.Sprintf("%d月", n%12+1), ""); got != c.count(m.from, m.to) {
						t.Errorf("%s: %s is %v, want %v", s.id, m.name, got, c.count(m.from, m.to))
					}
				}
			}
			switch months {
			case 3:
				data := fillPaper(t, w, "quarter-analysis-data", s.id)[0].book
				for _, name := range []string{"按地区", "按行业领域"} {
					c.agree(t, s.id, sheetOf(t, data, name), "", s.from, s.to)
					c.agree(t, s.id, sheetOf(t, data, name), "0", lastFrom, lastTo)
				}
				if s.id != "2024Q3" { // without a supervision
					visits := fillPaper(t, w, "supervision-quarter", s.id)[0].book
					c.agree(t, s.id, sheetOf(t, visits, "四项指标统计表（按地区）"), "", s.from, s.to)
					c.agree(t, s.id, sheetOf(t, visits, "四项指标统计表（按行业）"), "", s.from, s.to)
				}
			case 6:
				data := fillPaper(t, w, "half-year-data", s.id)[0].book
				for _, by := range []string{"按地区", "按行业"} {
					c.agree(t, s.id, sheetOf(t, data, "四项指标（"+by+"）"), "", s.from, s.to)
					c.agree(t, s.id, sheetOf(t, data, "四项指标（"+by+"）"), "0", lastFrom, lastTo)
				}
				report := fillPaper(t, w, "half-year-report", s.id)[0].text
				now := c.count(s.from, s.to)
				expect := s.name + "，全市" + said(now) + "。"
				if lastFrom != "" {
					expect += yearOnYear(now, c.count(lastFrom, lastTo))
				} else {
					expect += "上年同期没有可比的统计数据，不作比较"
				}
				wants(t, s.id, report, expect)
				found, done, late := 0, 0, 0
				for _, x := range c.items {
					if x["检查日期"] < s.from || x["检查日期"] > s.to {
						continue
					}
					found++
					switch {
					case x["整改完成日期"] != "" && x["整改完成日期"] <= s.to:
						done++
					case x["整改期限"] < s.to:
						late++
					}
				}
				wants(t, s.id, report, fmt.Sprintf("发现问题隐患%d项；已整改%d项，整改率%s，逾期未整改%d项", found, done, percentOf(done, found), late))
			}
		}
	}
}

// Ranks with ties, the ranks of the quarter before, the workbook of the supervision and
// the feedback to each county, eight quarters.
func TestRankingsAddUp(t *testing.T) {
	t.Parallel()
	c := newChronicle(t)
	w := openWorkspace(t, c.dir)
	before, ties, moves := map[string]int{}, 0, 0
	for _, s := range spans(3) {
		if s.id == "2024Q3" {
			before = map[string]int{}
			continue
		}
		type result struct {
			found, done, late, tenths int
			places                    map[string]bool
		}
		of := map[string]*result{}
		for name := range chronicleCounties {
			of[name] = &result{places: map[string]bool{}}
		}
		for name, code := range chronicleCounties {
			for _, x := range c.items {
				if x["被督查单位编码"] != code || x["检查日期"] < s.from || x["检查日期"] > s.to {
					continue
				}
				var points float64
				fmt.Sscan(x["扣分"], &points)
				r := of[name]
				r.found++
				r.tenths += int(points * 10)
				r.places[x["隐患部位"]] = true
				switch {
				case x["整改完成日期"] != "" && x["整改完成日期"] <= s.to:
					r.done++
				case x["整改期限"] < s.to:
					r.late++
				}
			}
		}
		score := func(r *result) int { // in tenths, half up; -1: not ranked
			if len(r.places) < 3 {
				return -1
			}
			return max(0, (2*(1000*len(r.places)-10*r.tenths)+len(r.places))/(2*len(r.places)))
		}
		book := sheetOf(t, fillPaper(t, w, "ranking", s.id)[0].book, "县排名")
		summary := sheetOf(t, fillPaper(t, w, "supervision-quarter", s.id)[0].book, "督查情况汇总表")
		feedback := map[string]string{}
		for _, o := range fillPaper(t, w, "supervision-feedback", s.id) {
			feedback[o.subject.Unit().Short] = o.text
		}
		ranks := map[string]int{}
		for name, r := range of {
			if r.found == 0 {
				continue
			}
			full := strings.TrimSuffix(name, "县") + "县人民政府"
			for key, want := range map[string]int{"found": r.found, "overdue": r.late, "checked": len(r.places)} {
				if got := column(book, "unit", key)[full]; got != want {
					t.Errorf("%s: the ranking has %v of %s of %s, want %d", s.id, got, key, name, want)
				}
			}
			for key, want := range map[string]int{"found": r.found, "done": r.done, "overdue": r.late, "pending": r.found - r.done - r.late} {
				if got := column(summary, "unit", key)[full]; got != want {
					t.Errorf("%s: the summary has %v of %s of %s, want %d", s.id, got, key, name, want)
				}
			}
			expect := []string{fmt.Sprintf("问题隐患%d项", r.found), fmt.Sprintf("检查部位%d处", len(r.places))}
			if r.done > 0 {
				expect = append(expect, fmt.Sprintf("已整改%d项，整改率%s", r.done, percentOf(r.done, r.found)))
			}
			if score(r) >= 0 {
				rank := 1
				for other, o := range of {
					switch {
					case score(o) > score(r):
						rank++
					case other != name && score(o) == score(r):
						ties++
					}
				}
				ranks[name] = rank
				expect = append(expect, fmt.Sprintf("列第%d位", rank))
				if n := before[name]; n > 0 {
					moves++
					expect = append(expect, fmt.Sprintf("（上季度第%d位）", n))
				}
			} else {
				expect = append(expect, "不排名、不评定等次")
			}
			if got := column(book, "unit", "last")[full]; got != before[name] {
				t.Errorf("%s: %s ranked %v before, want %d", s.id, name, got, before[name])
			}
			wants(t, s.id+" "+name, feedback[name], expect...)
		}
		before = ranks
	}
	if ties == 0 || moves < 3 {
		t.Errorf("%d ties and %d ranks before: the chronicle should show both", ties, moves)
	}
}

// worked adds tables of work done to a chronicle: trainings, drills, activities,
// investments, listings and tasks of the two years.
func (c *chronicle) worked(t *testing.T) map[string][]map[string]string {
	t.Helper()
	r := rand.New(rand.NewPCG(3, 5))
	day := func(year, month int) string { return fmt.Sprintf("%d-%02d-%02d", year, month, 1+r.IntN(28)) }
	unit := func() string { return fmt.Sprintf("98010%d", 1+r.IntN(6)) }
	rows := map[string][]map[string]string{}
	add := func(table string, row map[string]string) { rows[table] = append(rows[table], row) }
	for year := 2024; year <= 2025; year++ {
		for month := 1; month <= 12; month++ {
			if year == 2024 && month >= 10 { // a quarter without any of it
				continue
			}
			for n := range 1 + r.IntN(3) {
				id, persons := fmt.Sprintf("%d-%02d-%d", year, month, n), 10+r.IntN(50)
				add("trainings", map[string]string{"编号": "P" + id, "培训日期": day(year, month), "单位编码": unit(), "培训内容": "安全生产法", "参加人数": fmt.Sprint(persons), "合格人数": fmt.Sprint(persons - r.IntN(5))})
				add("drills", map[string]string{"编号": "Y" + id, "演练日期": day(year, month), "单位编码": unit(), "演练科目": "疏散", "参加人数": fmt.Sprint(10 + r.IntN(40))})
				add("activities", map[string]string{"编号": "X" + id, "活动日期": day(year, month), "进入场所": []string{"企业", "学校", "农村", "社区", "家庭"}[r.IntN(5)], "组织单位编码": unit(), "活动名称": "宣讲", "受众人次": fmt.Sprint(20 + r.IntN(80))})
				planned := 5 + r.IntN(20)
				add("investments", map[string]string{"编号": "T" + id, "投入日期": day(year, month), "单位编码": unit(), "防范类别": []string{"人防", "物防", "技防"}[r.IntN(3)], "项目": "护栏", "计划投入": fmt.Sprint(planned), "实际投入": fmt.Sprint(planned - r.IntN(5))})
			}
			given := day(year, month)
			listing := map[string]string{"督办编号": fmt.Sprintf("G%d%02d", year, month), "挂牌日期": given, "督办类型": "重大隐患", "被督办单位编码": unit(), "督办事项": "占压", "整改期限": later(given, 20+r.IntN(60)), "验收日期": "", "验收人": "", "验收意见": "", "摘牌日期": ""}
			if r.IntN(3) > 0 {
				listing["验收日期"] = later(given, 10+r.IntN(90))
				listing["验收人"], listing["验收意见"], listing["摘牌日期"] = "甲", "合格", later(listing["验收日期"], 3)
			}
			if listing["摘牌日期"] > "2025-12-31" {
				listing["验收日期"], listing["验收人"], listing["验收意见"], listing["摘牌日期"] = "", "", "", ""
			}
			add("listings", listing)
			task := map[string]string{"任务编号": fmt.Sprintf("R%d%02d", year, month), "任务内容": "整治", "牵头单位编码": unit(), "完成时限": later(given, 30+r.IntN(60)), "完成日期": ""}
			if r.IntN(3) > 0 {
				task["完成日期"] = later(given, 10+r.IntN(120))
			}
			add("tasks", task)
		}
	}
	config := ""
	for _, table := range []string{"trainings", "drills", "activities", "investments", "listings", "tasks"} {
		var heads []string
		for head := range rows[table][0] {
			heads = append(heads, head)
		}
		slices.Sort(heads)
		text := strings.Join(heads, ",") + "\n"
		for _, row := range rows[table] {
			var cells []string
			for _, head := range heads {
				cells = append(cells, row[head])
			}
			text += strings.Join(cells, ",") + "\n"
		}
		c.write(t, table+".csv", text)
		switch table {
		case "tasks":
			config += "  tasks: tasks.csv\n"
		case "listings":
		default:
			config += "  " + table + ": {file: " + table + ".csv, from: 2024-01-01, through: 2025-12-31}\n"
		}
	}
	file := filepath.Join(c.dir, "hongtou.yaml")
	b, err := os.ReadFile(file)
	must(t, err)
	must(t, os.WriteFile(file, []byte(strings.Replace(string(b), "  listings: listings.csv\n", "  listings: {file: listings.csv, from: 2024-01-01, through: 2025-12-31}\n", 1)+config), 0o644))
	return rows
}

// amount sums a column of the rows of a span, and counts them.
func amount(rows []map[string]string, day, column, from, to string) (n, sum int) {
	for _, r := range rows {
		if r[day] >= from && r[day] <= to {
			n++
			var v int
			fmt.Sscan(r[column], &v)
			sum += v
		}
	}
	return n, sum
}

// Ledgers of trainings, drills, activities and investments by the quarter, of listings
// and tasks by the month, and what the half-year's report says of them.
func TestLedgersOfWorkAddUp(t *testing.T) {
	t.Parallel()
	c := newChronicle(t)
	rows := c.worked(t)
	w := openWorkspace(t, c.dir)
	if w.Complaints.Errors() > 0 {
		t.Fatal(w.Complaints.All())
	}
	total := func(s *sheet.Sheet, key string) (n, sum int) {
		i := slices.IndexFunc(s.Columns, func(col sheet.Column) bool { return col.Key == key })
		for _, r := range s.Rows {
			if v, ok := r.Cells[i].Value.(int); ok && r.Kind == 0 {
				n++
				sum += v
			}
		}
		return n, sum
	}
	kinds := []struct{ table, target, sheet, day, column, key string }{
		{"trainings", "training-ledger", "培训台账", "培训日期", "参加人数", "persons"}, {"trainings", "training-ledger", "培训台账", "培训日期", "合格人数", "passed"},
		{"drills", "drill-ledger", "应急演练台账", "演练日期", "参加人数", "persons"}, {"activities", "activity-ledger", "五进活动台账", "活动日期", "受众人次", "audience"},
		{"investments", "investment-ledger", "投入台账", "投入日期", "实际投入", "amount"},
	}
	for _, s := range spans(3) {
		for _, k := range kinds {
			n, sum := amount(rows[k.table], k.day, k.column, s.from, s.to)
			gotN, gotSum := total(sheetOf(t, fillPaper(t, w, k.target, s.id)[0].book, k.sheet), k.key)
			if gotN != n || gotSum != sum {
				t.Errorf("%s: %s has %d rows with %d of %s, want %d with %d", s.id, k.target, gotN, gotSum, k.key, n, sum)
			}
		}
	}
	for _, s := range spans(6) {
		report := fillPaper(t, w, "half-year-report", s.id)[0].text
		trainings, persons := amount(rows["trainings"], "培训日期", "参加人数", s.from, s.to)
		_, passed := amount(rows["trainings"], "培训日期", "合格人数", s.from, s.to)
		drills, drilled := amount(rows["drills"], "演练日期", "参加人数", s.from, s.to)
		activities, audience := amount(rows["activities"], "活动日期", "受众人次", s.from, s.to)
		wants(t, s.id, report, fmt.Sprintf("安全培训%d期，参加%d人次，考核合格%d人次", trainings, persons, passed), fmt.Sprintf("应急演练%d次，参演%d人次", drills, drilled), fmt.Sprintf("五进活动%d场次，受众%d人次", activities, audience))
	}
	states := map[string]int{}
	for _, s := range spans(1) {
		want := map[string]string{}
		for _, l := range rows["listings"] {
			switch {
			case l["挂牌日期"] > s.to || l["摘牌日期"] != "" && l["摘牌日期"] < s.from:
			case l["摘牌日期"] != "" && l["摘牌日期"] <= s.to:
				want[l["督办编号"]] = "已摘牌"
			case l["验收日期"] != "" && l["验收日期"] <= s.to:
				want[l["督办编号"]] = "已验收待摘牌"
			case l["整改期限"] < s.to:
				want[l["督办编号"]] = "逾期"
			default:
				want[l["督办编号"]] = "督办中"
			}
		}
		got := column(sheetOf(t, fillPaper(t, w, "listing-ledger", s.id)[0].book, "挂牌督办台账"), "code", "status")
		if len(got) != len(want) {
			t.Errorf("%s: %d listings, want %d", s.id, len(got), len(want))
		}
		for code, state := range want {
			states[state]++
			if fmt.Sprint(got[code]) != state {
				t.Errorf("%s: %s is %v, want %s", s.id, code, got[code], state)
			}
		}
		tasks := map[string]string{}
		for _, x := range rows["tasks"] {
			switch {
			case x["完成日期"] != "" && x["完成日期"] <= s.to:
				tasks[x["任务编号"]] = "已完成"
			case x["完成时限"] < s.to:
				tasks[x["任务编号"]] = "逾期"
			default:
				tasks[x["任务编号"]] = "推进中"
			}
		}
		for code, state := range column(sheetOf(t, fillPaper(t, w, "task-ledger", s.id)[0].book, "任务督办台账"), "code", "status") {
			states["task "+tasks[code]]++
			if fmt.Sprint(state) != tasks[code] {
				t.Errorf("%s: task %s is %v, want %s", s.id, code, state, tasks[code])
			}
		}
	}
	for _, state := range []string{"已摘牌", "逾期", "督办中", "task 已完成", "task 逾期", "task 推进中"} {
		if states[state] == 0 {
			t.Errorf("the chronicle shows nothing that is %s: %v", state, states)
		}
	}
}
