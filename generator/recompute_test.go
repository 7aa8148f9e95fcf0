package generator

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/period"
)

// Two years of an invented county, of which chance writes the tables and this file
// counts them by its own arithmetic: strings of days compare as days, and nothing of
// package model takes part. Every month's and quarter's papers must say the same.

// chronicle is the county's tables, a row a map.
type chronicle struct {
	accidents, hazards, items []map[string]string
	dir                       string
}

var chronicleUnits = "单位编码,单位名称,简称,层级,上级编码\n980100,青禾市人民政府,青禾市,市,\n" +
	"980101,东川县人民政府,东川县,县区,980100\n980102,西岭县人民政府,西岭县,县区,980100\n980103,南浦县人民政府,南浦县,县区,980100\n" +
	"980104,北原县人民政府,北原县,县区,980100\n980105,中洲县人民政府,中洲县,县区,980100\n980106,长汀县人民政府,长汀县,县区,980100\n"

// newChronicle writes tables of January 2024 to December 2025. Some months and one
// quarter have no accident, one quarter no supervision.
func newChronicle(t *testing.T) *chronicle {
	t.Helper()
	c := &chronicle{dir: t.TempDir()}
	visits := "督查名称,开始日期,结束日期\n"
	r := rand.New(rand.NewPCG(7, 42))
	day := func(year, month int) string { return fmt.Sprintf("%d-%02d-%02d", year, month, 1+r.IntN(28)) }
	county := func() string { return fmt.Sprintf("98010%d", 1+r.IntN(6)) }
	for year := 2024; year <= 2025; year++ {
		for month := 1; month <= 12; month++ {
			quiet := month == 5 || year == 2025 && month >= 7 && month <= 9
			for range r.IntN(5) {
				if quiet {
					continue
				}
				c.accidents = append(c.accidents, map[string]string{"事故编号": fmt.Sprintf("A%d", len(c.accidents)), "事故日期": day(year, month), "属地编码": county(),
					"行业领域": []string{"矿山", "道路交通", "工贸"}[r.IntN(3)], "死亡人数": fmt.Sprint(r.IntN(3)), "受伤人数": fmt.Sprint(r.IntN(4)), "直接经济损失": fmt.Sprintf("%d.%d", r.IntN(90), r.IntN(10))})
			}
			for range r.IntN(6) {
				found := day(year, month)
				row := map[string]string{"隐患编号": fmt.Sprintf("Z%d", len(c.hazards)), "检查日期": found, "责任单位编码": county(), "隐患描述": "通道堵塞", "隐患等级": "一般", "判定依据": "",
					"整改期限": later(found, 5+r.IntN(40)), "整改完成日期": "", "复查日期": "", "复查人": "", "复查意见": "", "管控措施和预案": "值守", "整改措施": "清理", "整改责任人": "甲", "整改资金": "1"}
				if r.IntN(5) == 0 {
					row["隐患等级"], row["判定依据"] = "重大", "判定标准"
				}
				if r.IntN(4) > 0 {
					row["整改完成日期"] = later(found, r.IntN(70))
					if r.IntN(3) > 0 {
						row["复查日期"], row["复查人"], row["复查意见"] = later(row["整改完成日期"], r.IntN(40)), "乙", "合格"
					}
				}
				c.hazards = append(c.hazards, row)
			}
			if month%3 != 0 || year == 2024 && month == 9 {
				continue
			}
			visits += fmt.Sprintf("%[1]d年%[2]d月督查,%[1]d-%02[2]d-01,%[1]d-%02[2]d-28\n", year, month)
			for k := 1; k <= 6; k++ {
				for n := range 2 + r.IntN(6) {
					found := day(year, month)
					row := map[string]string{"隐患编号": fmt.Sprintf("D%d", len(c.items)), "检查日期": found, "被督查单位编码": fmt.Sprintf("98010%d", k), "隐患部位": fmt.Sprintf("部位%d", n*2/3),
						"隐患描述": "记录不全", "隐患等级": "一般", "扣分": []string{"1", "1", "2", "0.5"}[r.IntN(4)], "整改期限": later(found, 3+r.IntN(30)), "整改完成日期": ""}
					if r.IntN(3) > 0 {
						row["整改完成日期"] = later(found, r.IntN(30))
					}
					c.items = append(c.items, row)
				}
			}
		}
	}
	c.write(t, "units.csv", chronicleUnits)
	c.write(t, "supervisions.csv", visits)
	for name, rows := range map[string][]map[string]string{
		"accidents.csv": c.accidents, "hazards.csv": c.hazards, "items.csv": c.items,
	} {
		heads := map[string]string{"accidents.csv": "事故编号,事故日期,属地编码,行业领域,死亡人数,受伤人数,直接经济损失", "items.csv": "隐患编号,检查日期,被督查单位编码,隐患部位,隐患描述,隐患等级,扣分,整改期限,整改完成日期",
			"hazards.csv": "隐患编号,检查日期,责任单位编码,隐患描述,隐患等级,判定依据,整改期限,整改完成日期,复查日期,复查人,复查意见,管控措施和预案,整改措施,整改责任人,整改资金"}[name]
		text := heads + "\n"
		for _, row := range rows {
			var cells []string
			for head := range strings.SplitSeq(heads, ",") {
				cells = append(cells, row[head])
			}
			text += strings.Join(cells, ",") + "\n"
		}
		c.write(t, name, text)
	}
	c.write(t, "hongtou.yaml", "office: {name: 青禾市安全生产委员会办公室, code: 青安委办, region: \"980100\"}\nsettings: {industries: [矿山, 道路交通, 工贸]}\ndata:\n  units: units.csv\n"+
		"  accidents: {file: accidents.csv, from: 2024-01-01, through: 2025-12-31}\n  hazards: {file: hazards.csv, from: 2024-01-01, through: 2025-12-31}\n"+
		"  items: {file: items.csv, from: 2024-01-01, through: 2025-12-31}\n  supervisions: supervisions.csv\n  listings: listings.csv\n  reports: reports.csv\n")
	c.write(t, "listings.csv", "督办编号,挂牌日期,督办类型,被督办单位编码,督办事项,整改期限\n")
	c.write(t, "reports.csv", "单位编码,月份,报送日期\n")
	c.write(t, "零报告.csv", "表,起,止,确认人,确认日期\nlistings,2024-01-01,2025-12-31,甲,2026-01-05\nreports,2024-01-01,2025-12-31,甲,2026-01-05\n")
	return c
}

func (c *chronicle) write(t *testing.T, name, text string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(c.dir, name), []byte(text), 0o644))
}

// later is the day n days on.
func later(day string, n int) string {
	d := period.Date{}
	fmt.Sscanf(day, "%d-%d-%d", &d.Year, &d.Month, &d.Day)
	return d.AddDays(n).String()
}

// count sums the accidents of the days from to to, both included; of those alone that
// have the values in the columns.
func (c *chronicle) count(from, to string, having ...string) (total tally) {
	for _, a := range c.accidents {
		if a["事故日期"] < from || a["事故日期"] > to || len(having) == 2 && a[having[0]] != having[1] {
			continue
		}
		var one tally
		one.accidents = 1
		fmt.Sscan(a["死亡人数"], &one.deaths)
		fmt.Sscan(a["受伤人数"], &one.injuries)
		var yuan, tenths int
		fmt.Sscanf(a["直接经济损失"], "%d.%d", &yuan, &tenths)
		one.cents = yuan*100 + tenths*10
		total = total.plus(one)
	}
	return total
}

// said is what a paper says of a span: 发生生产安全事故3起、死亡1人….
func said(c tally) string {
	if c.accidents == 0 {
		return "未发生生产安全事故"
	}
	s := fmt.Sprintf("发生生产安全事故%d起", c.accidents)
	if c.deaths > 0 {
		s += fmt.Sprintf("、死亡%d人", c.deaths)
	}
	if c.injuries > 0 {
		s += fmt.Sprintf("、受伤%d人", c.injuries)
	}
	if c.cents > 0 {
		s += "，直接经济损失" + strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%02d", c.cents/100, c.cents%100), "0"), ".") + "万元"
	}
	if c.deaths == 0 {
		s += "，未造成人员死亡"
	}
	return s
}

// yearOnYear is what it says against the same span of the year before.
func yearOnYear(now, last tally) string {
	switch {
	case now.accidents == 0 && last.accidents == 0:
		return "上年同期也未发生"
	case last.accidents == 0:
		return "上年同期未发生生产安全事故"
	case now.accidents == 0:
		return "上年同期" + said(last)
	case now.accidents == last.accidents:
		return "与上年同期相比，事故起数持平"
	}
	return "与上年同期相比，事故起数" + moved(now.accidents, last.accidents, "起")
}

// span is a period's name, first and last day, and those of the year before.
type span struct{ id, name, from, to, lastFrom, lastTo string }

func spans(months int) (out []span) {
	for year := 2024; year <= 2025; year++ {
		for m := months; m <= 12; m += months {
			s := span{from: fmt.Sprintf("%d-%02d-01", year, m-months+1), to: later(fmt.Sprintf("%d-%02d-28", year, m), 0)}
			for later(s.to, 1)[:7] == s.to[:7] {
				s.to = later(s.to, 1)
			}
			s.id, s.name = s.from[:7], fmt.Sprintf("%d年%d月", year, m)
			switch months {
			case 3:
				s.id, s.name = fmt.Sprintf("%dQ%d", year, m/3), fmt.Sprintf("%d年第%s季度", year, strings.Split("一 二 三 四", " ")[m/3-1])
			case 6:
				s.id, s.name = fmt.Sprintf("%dH%d", year, m/6), fmt.Sprintf("%d年%s半年", year, strings.Split("上 下", " ")[m/6-1])
			case 12:
				s.id, s.name = fmt.Sprint(year), fmt.Sprintf("%d年", year)
			}
			s.lastFrom, s.lastTo = fmt.Sprint(year-1)+s.from[4:], fmt.Sprint(year-1)+s.to[4:]
			if s.to[5:] == "02-28" {
				s.lastTo = fmt.Sprint(year-1) + "-02-29"
			}
			out = append(out, s)
		}
	}
	return out
}

// Month by month: accidents with comparisons and the year so far, and hazards that add
// up: what is left of one month is what the next carries over.
func TestMonthsAddUp(t *testing.T) {
	c := newChronicle(t)
	w := openWorkspace(t, c.dir)
	left, quiet, lateMonths := 0, 0, 0
	for _, s := range spans(1) {
		text := fillPaper(t, w, "monthly-report", s.id)[0].text
		now, sofar := c.count(s.from, s.to), c.count(s.from[:4]+"-01-01", s.to)
		expect := []string{s.name + "，全市" + said(now) + "。"}
		if s.from >= "2025" {
			expect = append(expect, yearOnYear(now, c.count(s.lastFrom, s.lastTo)))
		} else {
			expect = append(expect, "上年同期没有可比的统计数据，不作比较")
		}
		if s.from[5:7] != "01" {
			expect = append(expect, "累计"+said(sofar)+"。")
		}
		if now.accidents == 0 {
			quiet++
		}

		var carried, found, major, done, late, open, awaiting int
		for _, h := range c.hazards {
			finished, reviewed := h["整改完成日期"], h["复查日期"]
			if h["检查日期"] > s.to {
				continue
			}
			if finished != "" && finished <= s.to && (reviewed == "" || reviewed > s.to) {
				awaiting++
			}
			switch {
			case finished != "" && finished < s.from:
				continue
			case h["检查日期"] >= s.from:
				found++
				if h["隐患等级"] == "重大" {
					major++
				}
			default:
				carried++
			}
			switch {
			case finished != "" && finished <= s.to:
				done++
			case h["整改期限"] < s.to:
				late++
			default:
				open++
			}
		}
		if carried != left || carried+found-done != late+open {
			t.Fatalf("%s: the test's own figures do not add up: %d left, %d carried", s.id, left, carried)
		}
		left = late + open
		if late > 0 {
			lateMonths++
		}
		ledger := "隐患台账"
		if carried > 0 {
			ledger += fmt.Sprintf("上期结转%d项，", carried)
		}
		ledger += "本月"
		if found > 0 {
			ledger += fmt.Sprintf("新增%d项", found)
			if major > 0 {
				ledger += fmt.Sprintf("（其中重大隐患%d项）", major)
			}
		} else {
			ledger += "没有新增"
		}
		if carried+found > 0 {
			expect = append(expect, ledger+"。", fmt.Sprintf("结转下月%d项", left))
			if done > 0 {
				expect = append(expect, fmt.Sprintf("本月完成整改%d项，整改率%s", done, percentOf(done, carried+found)))
			}
			if late > 0 {
				expect = append(expect, fmt.Sprintf("逾期未整改%d项", late))
			} else {
				expect = append(expect, "没有逾期未整改的隐患")
			}
		}
		if awaiting > 0 {
			expect = append(expect, fmt.Sprintf("尚待复查的隐患%d项", awaiting))
		}
		wants(t, s.id, text, expect...)

		book := fillPaper(t, w, "hazard-ledger", s.id)[0].book
		sums := map[string]int{}
		for _, key := range []string{"carried", "found", "done", "overdue", "pending"} {
			for _, n := range column(sheetOf(t, book, "按地区统计"), "name", key) {
				sums[key] += n.(int)
			}
		}
		if want := map[string]int{"carried": carried, "found": found, "done": done, "overdue": late, "pending": open}; fmt.Sprint(sums) != fmt.Sprint(want) {
			t.Errorf("%s: the ledger adds up to %v, want %v", s.id, sums, want)
		}
	}
	if quiet < 4 || lateMonths < 6 {
		t.Errorf("%d quiet months, %d with something overdue: the chronicle should show both", quiet, lateMonths)
	}
}

// Quarter by quarter: accidents against last year and the quarter before, the
// supervision's figures, scores, ranks with ties, and rates.
func TestQuartersAddUp(t *testing.T) {
	c := newChronicle(t)
	w := openWorkspace(t, c.dir)
	ties, none, unranked := 0, 0, 0
	var before tally
	for i, s := range spans(3) {
		analysis, circular := fillPaper(t, w, "quarter-analysis", s.id)[0].text, fillPaper(t, w, "supervision-circular", s.id)[0].text
		now := c.count(s.from, s.to)
		expect := []string{s.name + "，全市" + said(now)}
		if s.from >= "2025" {
			expect = append(expect, yearOnYear(now, c.count(s.lastFrom, s.lastTo)))
		} else {
			expect = append(expect, "上年同期没有可比的统计数据，不作比较")
		}
		wants(t, s.id+" circular", circular, expect...)
		switch {
		case i == 0:
			expect = append(expect, "上季度没有可比的统计数据，不作比较")
		case now.accidents == 0:
			expect = append(expect, "上季度"+said(before))
		case before.accidents == 0:
			expect = append(expect, "上季度未发生生产安全事故")
		case now.accidents == before.accidents:
			expect = append(expect, "与上季度相比，事故起数持平")
		default:
			expect = append(expect, "与上季度相比，事故起数"+moved(now.accidents, before.accidents, "起"))
		}
		wants(t, s.id+" analysis", analysis, expect...)
		before = now

		type result struct {
			found, done, late, tenths int // the deduction in tenths
			places                    map[string]bool
		}
		units := map[string]*result{}
		found, done, late := 0, 0, 0
		for _, x := range c.items {
			if x["检查日期"] < s.from || x["检查日期"] > s.to {
				continue
			}
			u := units[x["被督查单位编码"]]
			if u == nil {
				u = &result{places: map[string]bool{}}
				units[x["被督查单位编码"]] = u
			}
			var points float64
			fmt.Sscan(x["扣分"], &points)
			u.tenths += int(points * 10)
			u.places[x["隐患部位"]] = true
			u.found++
			found++
			switch {
			case x["整改完成日期"] != "" && x["整改完成日期"] <= s.to:
				u.done++
				done++
			case x["整改期限"] < s.to:
				u.late++
				late++
			}
		}
		if found == 0 {
			none++
			if strings.Contains(circular, "督查总体情况") || strings.Contains(analysis, "发现问题隐患") {
				t.Errorf("%s: nothing was supervised, but the papers tell of it", s.id)
			}
			continue
		}
		figures := fmt.Sprintf("督查%d个单位，发现问题隐患%d项", len(units), found)
		wants(t, s.id, circular, figures, fmt.Sprintf("已整改%d项，整改率%s", done, percentOf(done, found)))
		wants(t, s.id, analysis, figures)
		if late > 0 {
			wants(t, s.id, circular, fmt.Sprintf("逾期未整改%d项", late))
		}
		score := func(u *result) int { // in tenths, half up
			return max(0, (2*(1000*len(u.places)-10*u.tenths)+len(u.places))/(2*len(u.places)))
		}
		for code, u := range units {
			name := map[string]string{"980101": "东川县", "980102": "西岭县", "980103": "南浦县", "980104": "北原县", "980105": "中洲县", "980106": "长汀县"}[code]
			if len(u.places) < 3 {
				unranked++
				wants(t, s.id, circular, fmt.Sprintf("%s（%d项）", name, u.found))
				continue
			}
			rank := 1
			for other, v := range units {
				switch {
				case len(v.places) < 3 || other == code:
				case score(v) > score(u):
					rank++
				case score(v) == score(u):
					ties++
				}
			}
			number := strings.TrimSuffix(fmt.Sprintf("%d.%d", score(u)/10, score(u)%10), ".0")
			wants(t, s.id, circular, fmt.Sprintf("| %d | %s | %d | %d | 0 | %d | %s |", rank, name, len(u.places), u.found, u.late, number))
		}
	}
	if ties == 0 || none != 1 || unranked == 0 {
		t.Errorf("%d ties, %d quarters without supervision, %d units not ranked: the chronicle should show each", ties, none, unranked)
	}
}
