package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"hongtou/generator/period"
)

// checked is one row of the ledger of hazards that checks outside of the special
// supervision found.
type checked struct {
	date             period.Date
	method           string
	inspector, pair  string // 检查单位, 检查人员
	certificates     string // their 执法证号
	unit             *unit
	hazard           hazard
	handling, notice string
	reviewNotice     string
	funds            any // nil: not said
	person           string
	deadline         period.Date
	plan             string
	done, reviewed   period.Date
	reviewer         string
}

// bureauOf is the department that checks the firms of a category.
var bureauOf = map[string]string{
	"矿山": "市应急管理局", "危险化学品": "市应急管理局", "建筑施工": "市住房和城乡建设局", "道路运输": "市交通运输局", "油气管线": "市城市管理局",
	"人员密集场所": "市消防救援支队", "特种设备": "市市场监督管理局", "食品药品": "市市场监督管理局", "旅游": "市文化和旅游局", "校园": "市教育局",
}

// industryOf is the 行业领域 of the statistics for a category.
var industryOf = map[string]string{
	"矿山": "矿山", "危险化学品": "危险化学品", "建筑施工": "建筑施工", "道路运输": "道路交通", "油气管线": "危险化学品",
	"人员密集场所": "消防", "特种设备": "特种设备", "食品药品": "工贸", "旅游": "其他", "校园": "其他",
}

// orderCodes are the codes (代字) under which departments with the power to enforce
// order that hazards are put right; the others hand them over.
var orderCodes = map[string]string{
	"市应急管理局": "（安）应急责改", "市住房和城乡建设局": "安建责改", "市交通运输局": "安交责改", "市城市管理局": "安城管责改",
	"市消防救援支队": "安消限改", "市市场监督管理局": "安市监责改",
}

const hazardCount = 72

func (c *city) addHazards(p *people, r *rand.Rand) {
	firms := c.firms()
	had := map[string]bool{}
	for n := 0; len(c.checked) < hazardCount; n++ {
		u := firms[(n*7+n/len(firms))%len(firms)]
		list := hazards[u.category]
		h := list[r.IntN(len(list))]
		if h.fits != "" && !slices.Contains(words(h.fits), u.short) || had[u.short+h.text] || !listed[u.short+h.site].found.IsZero() {
			continue
		}
		had[u.short+h.text] = true
		x := checked{date: workday(r, day(2025, 12, 8), day(2026, 3, 27)), method: pick(r, words("日常检查 日常检查 专项检查 暗访 举报核查")),
			inspector: bureauOf[u.category], pair: p.name() + "、" + p.name(), unit: u, hazard: h, person: u.deputy}
		x.handle(r)
		c.checked = append(c.checked, x)
	}
	c.addListed()
	slices.SortStableFunc(c.checked, func(a, b checked) int { return a.date.Compare(b.date) })
	type series struct {
		code string
		year int
	}
	number := map[series]int{}
	for i := range c.checked {
		x := &c.checked[i]
		x.certificates = fmt.Sprintf("安执%04d、安执%04d", 1201+i*7, 1204+i*7)
		if code := orderCodes[x.inspector]; x.handling != "当场整改" && code != "" {
			number[series{code, x.date.Year}]++
			x.notice = fmt.Sprintf("%s〔%d〕%d号", code, x.date.Year, number[series{code, x.date.Year}])
		}
	}
	c.numberReviews()
}

// numberReviews numbers what departments found when they looked again, in the order of
// the days.
func (c *city) numberReviews() {
	var reviews []*checked
	for i := range c.checked {
		if x := &c.checked[i]; x.notice != "" && !x.reviewed.IsZero() {
			reviews = append(reviews, x)
		}
	}
	slices.SortStableFunc(reviews, func(a, b *checked) int { return a.reviewed.Compare(b.reviewed) })
	number := map[string]int{}
	for _, x := range reviews {
		code := strings.NewReplacer("责改", "复查", "限改", "复查").Replace(orderCodes[x.inspector])
		of := fmt.Sprintf("%s〔%d〕", code, x.reviewed.Year)
		number[of]++
		x.reviewNotice = fmt.Sprintf("%s%d号", of, number[of])
	}
}

// hazardCode is the code of the i-th row of the ledger.
func hazardCode(i int) string { return fmt.Sprintf("PC-%03d", i+1) }

// addListed adds the hazards under listed supervision that no finding is about.
func (c *city) addListed() {
	for _, u := range c.firms() {
		for _, h := range hazards[u.category] {
			l, ok := listed[u.short+h.site]
			if !ok || slices.ContainsFunc(c.items, func(x item) bool { return x.unit == u && x.hazard.site == h.site }) {
				continue
			}
			c.checked = append(c.checked, checked{date: l.found, method: "专项检查", inspector: bureauOf[u.category], pair: reviewers[0] + "、" + reviewers[1], unit: u, hazard: h,
				handling: "限期整改", funds: h.funds, person: u.deputy, deadline: l.deadline, plan: "整改期间停止相关作业，设置警戒线和警示标志，安排专人24小时值守",
				done: l.done, reviewed: l.accepted, reviewer: l.by})
		}
	}
}

// handle sets how a hazard is put right. One in five is late; of the ordinary
// ones, one in nine has no funds written down.
func (x *checked) handle(r *rand.Rand) {
	x.handling, x.funds = "限期整改", x.hazard.funds
	days := pick(r, []int{7, 10, 15, 15, 20, 30})
	switch {
	case x.hazard.basis != "":
		x.handling = pick(r, words("停产停业整改 限期整改"))
		days = pick(r, []int{30, 45, 60})
		x.plan = "整改期间停止相关作业，设置警戒线和警示标志，安排专人24小时值守，修订现场处置方案并组织演练"
	case x.hazard.deduction <= 1.5 && x.hazard.funds <= 0.5:
		x.handling, x.deadline, x.done, x.reviewed, x.reviewer = "当场整改", x.date, x.date, x.date, pick(r, reviewers)
		return
	case r.IntN(9) == 0:
		x.funds = nil
	}
	x.deadline = x.date.AddDays(days)
	done := from(x.date.AddDays(between(r, 2, days-1)))
	if done.After(x.deadline) {
		done = x.deadline
	}
	if r.IntN(5) == 0 {
		done = from(x.deadline.AddDays(between(r, 8, 45)))
	}
	if done.After(closed) {
		return
	}
	x.done = done
	if reviewed := from(done.AddDays(between(r, 1, 8))); !reviewed.After(closed) && r.IntN(8) > 0 {
		x.reviewed, x.reviewer = reviewed, pick(r, reviewers)
	}
}

// pairOf is a reviewer with the next of the list: two officers come to a review.
func pairOf(reviewer string) string {
	i := slices.Index(reviewers, reviewer)
	if i < 0 {
		return reviewer
	}
	return reviewer + "、" + reviewers[(i+1)%len(reviewers)]
}

func hazardsWorkbook(c *city) ([]byte, error) {
	s := sheet{name: "隐患台账", title: "安澜市事故隐患排查整改台账", columns: []column{
		{"隐患编号", 15, text, nil}, {"检查日期", 12, date, nil}, {"检查方式", 11, centred, words("日常检查 专项检查 暗访 举报核查")},
		{"检查单位", 18, text, nil}, {"检查人员", 16, text, nil}, {"责任单位编码", 11, text, nil}, {"责任单位", 18, text, nil},
		{"隐患部位", 20, wrapped, nil}, {"行业领域", 12, centred, nil}, {"隐患类别", 11, centred, nil}, {"隐患描述", 44, wrapped, nil},
		{"隐患等级", 9, centred, words("一般 重大")}, {"判定依据", 28, wrapped, nil}, {"处理方式", 13, centred, words("限期整改 当场整改 停产停业整改")},
		{"整改措施", 40, wrapped, nil}, {"整改资金（万元）", 10, decimal, nil}, {"整改责任人", 11, centred, nil}, {"联系电话", 14, text, nil},
		{"整改期限", 12, date, nil}, {"管控措施和预案", 36, wrapped, nil}, {"文书编号", 24, text, nil}, {"整改完成日期", 12, date, nil},
		{"复查日期", 12, date, nil}, {"复查人", 16, text, nil}, {"复查意见", 16, text, nil}, {"复查文书编号", 24, text, nil},
		{"执法证号", 22, text, nil},
	}}
	for i, x := range c.checked {
		level, opinion := "一般", ""
		if x.hazard.basis != "" {
			level = "重大"
		}
		if !x.reviewed.IsZero() {
			opinion = "整改到位，同意销号"
		}
		s.rows = append(s.rows, []any{hazardCode(i), x.date, x.method, x.inspector, x.pair, x.unit.code, x.unit.short, x.hazard.site,
			industryOf[x.unit.category], x.hazard.kind, x.hazard.text, level, blank(x.hazard.basis), x.handling, x.hazard.measure, x.funds, x.person,
			x.unit.phone, x.deadline, blank(x.plan), blank(x.notice), x.done, x.reviewed, blank(pairOf(x.reviewer)), blank(opinion), blank(x.reviewNotice), x.certificates})
	}
	return workbook(s, s.title, []string{
		"一、本表为示例，所列隐患均为虚构。",
		"二、“五落实”指责任（整改责任人）、措施、资金、时限（整改期限）、预案；不需要资金的填0，留空即为没有落实。",
		"三、重大隐患必须填写判定依据和管控措施、预案。是否逾期由程序推算，不用填写。",
		"四、当场整改的不制发责令整改文书，文书编号留空；没有执法权的部门检查发现的，由市安委办交办。",
	})
}

// listedItem is the code of the hazard that a listing is about, by firm and site: of
// the findings, or of the ledger of hazards.
func (c *city) listedItem(site string) string {
	for _, x := range c.items {
		if x.unit.short+x.hazard.site == site {
			return x.code
		}
	}
	for i, x := range c.checked {
		if x.unit.short+x.hazard.site == site {
			return hazardCode(i)
		}
	}
	panic("no finding at " + site) // a slip in this program's own tables
}

// addListings has a major hazard under way, one delisted, one extended, one
// overdue, and two units behind on their duties.
func (c *city) addListings() {
	l := newLedger("督办编号 挂牌日期 督办类型 督办级别 被督办单位编码 隐患编号 隐患单位 行业领域 督办事项 督办依据 监管部门编码 责任领导 整改措施 整改资金（万元） 整改期限 督办文号 挂牌公示日期 整改进展 延期申请日期 延期批准日期 延期批复意见 延期后期限 验收日期 验收人 验收意见 摘牌日期 摘牌文号 摘牌公示日期")
	c.ledgers["listings"] = l
	none := period.Date{}
	code := func(short string) string { return c.unitNamed(short).code }
	l.add("GP2025-04", day(2025, 9, 10), "重大隐患", "市级", code("澄江区"), "", "澄江燃气中压管线沿江段", "危险化学品",
		"沿江段中压燃气管道被违章建筑占压42米，未采取有效防护措施", "《城镇燃气经营安全重大隐患判定标准》", code("市城市管理局"), "苏婉清",
		"拆除占压建筑，完成管道检测和防腐层修复，恢复巡护通道", 186.5, day(2026, 1, 31), "安安委督〔2025〕4号", day(2025, 9, 15),
		"已拆除占压建筑31米，剩余11米正在办理征收手续", day(2026, 1, 8), day(2026, 1, 14), "同意", day(2026, 5, 31), none, "", "", none, "", none)
	l.add("GP2025-05", day(2025, 10, 20), "重大隐患", "市级", code("沐河区"), "", "沐河小商品市场", "火灾",
		"市场二层疏散通道被摊位侵占，自动喷水灭火系统主管网渗漏停用", "《重大火灾隐患判定方法》", code("市消防救援支队"), "诸葛明",
		"清除占道摊位，更换喷淋主管网，恢复自动消防设施功能", 96.0, day(2026, 2, 28), "安安委督〔2025〕5号", day(2025, 10, 24),
		"占道摊位已清除，喷淋主管网更换完成六成", day(2026, 2, 5), day(2026, 2, 12), "不同意", none, none, "", "", none, "", none)
	l.add("GP2026-01", day(2026, 2, 10), "重大隐患", "市级", code("南陂市"), c.listedItem("恒泽化工液氯储存区"), "恒泽化工液氯储存区", "危险化学品",
		"构成一级重大危险源的液氯储罐紧急切断阀被旁路，紧急切断功能失效", "《化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）》", code("市应急管理局"), "诸葛明",
		"停用相关储罐，拆除旁路，修复紧急切断系统并经检测验收", 48.0, day(2026, 6, 30), "安安委督〔2026〕1号", day(2026, 2, 13),
		"储罐已停用倒空，紧急切断系统改造设计完成", none, none, "", none, none, "", "", none, "", none)
	l.add("GP2026-02", day(2026, 2, 10), "重大隐患", "市级", code("石漈县"), c.listedItem("青崖矿业尾矿库"), "青崖矿业尾矿库", "矿山",
		"尾矿库干滩长度不足设计值，排洪斜槽局部堵塞", "《金属非金属矿山重大事故隐患判定标准》", code("市应急管理局"), "诸葛明",
		"降低库水位，清淤疏通排洪斜槽，由设计单位复核调洪能力", 35.0, day(2026, 3, 31), "安安委督〔2026〕2号", day(2026, 2, 13),
		"库水位已降至设计要求，排洪斜槽疏通，调洪能力复核合格", none, none, "", none, day(2026, 3, 23), "郑若云", "合格", day(2026, 3, 26), "安安委督〔2026〕4号", day(2026, 3, 30))
	l.add("GP2026-03", day(2026, 3, 6), "工作责任", "市级", code("松渡县"), "", "", "道路交通",
		"发生“2·8”较大道路交通事故，死亡人数突破全年控制数，危险货物运输车辆动态监控责任不落实", "安澜市2026年度安全生产目标管理责任书", code("市公安局"), "程敬安",
		"县政府主要负责人牵头制定道路交通安全整治方案，完成省道213线事故多发路段治理，逐车清理危险货物运输车辆", nil, day(2026, 5, 31), "安安委督〔2026〕3号", day(2026, 3, 11),
		"整治方案已印发，清理危险货物运输车辆87台", none, none, "", none, none, "", "", none, "", none)
	l.add("GP2026-04", day(2026, 3, 30), "工作责任", "市级", code("市市场监督管理局"), "", "", "特种设备",
		"超期未检特种设备清零任务逾期，尚有6台未完成检验", "安澜市2026年安全生产工作会议任务分解", code("市应急管理局"), "司马颖",
		"逐台明确停用、检验或者报废意见，4月底前全部清零", nil, day(2026, 4, 30), "安安委督〔2026〕5号", day(2026, 4, 2), "", none, none, "", none, none, "", "", none, "", none)
}
