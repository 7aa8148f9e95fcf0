package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// rule is a line of the assessment of 2025: project, content, full mark, how it is
// scored and checked, what a deduction is for, with the number of what was found, and what
// each of it costs: nothing is lost by the rules that are all or nothing.
type rule struct {
	group, content string
	full           float64
	scoring        string
	method         string
	lost           string
	each           float64
	times          int // what one deduction stands for, where that is a number of points per cent
}

// reason says what a deduction is for.
func (x rule) reason(lost float64) string {
	if !strings.Contains(x.lost, "%d") {
		return x.lost
	}
	return fmt.Sprintf(x.lost, int(lost/x.each)*max(1, x.times))
}

var countyRules = []rule{
	{"控制指标", "事故起数、死亡人数控制在年度控制数以内", 20, "死亡人数每超控制数1人扣5分，事故起数每超5%扣2分，扣完为止", "统计核定", "事故起数超过年度控制数%d%%", 2, 5},
	{"控制指标", "不发生较大及以上生产安全事故", 10, "发生较大事故不得分，并按规定否决", "统计核定", "", 0, 0},
	{"责任落实", "党委、政府每季度研究安全生产工作，领导班子成员履行一岗双责", 10, "缺1次会议扣2分，缺1名班子成员职责清单扣1分", "查阅资料", "缺%d名班子成员的职责清单", 1, 0},
	{"责任落实", "目标管理责任书逐级签订，三级机构、四级网络人员到位", 8, "签订率每低1个百分点扣1分，网格人员每空缺1人扣0.5分", "抽查核实", "网格人员空缺%d人", 0.5, 0},
	{"隐患治理", "隐患排查整改率、重大隐患按期整改率达标", 14, "整改率每低1个百分点扣1分，重大隐患逾期每项扣3分", "台账核对", "隐患整改率低于目标%d个百分点", 1, 0},
	{"隐患治理", "挂牌督办事项按期办结", 6, "逾期1项扣3分", "台账核对", "%d项挂牌督办事项逾期办结", 3, 0},
	{"专项整治", "年度专项整治任务完成", 10, "未完成1项扣2分", "查阅资料", "%d项专项整治任务未完成", 2, 0},
	{"监管执法", "年度监督检查计划完成，执法规范", 8, "计划完成率每低5个百分点扣1分", "查阅资料", "监督检查计划完成率低%d个百分点", 1, 5},
	{"宣传教育", "安全宣传五进和培训计划完成", 6, "缺1类扣1分", "查阅资料", "缺%d类场所的宣传活动", 1, 0},
	{"应急管理", "应急预案、演练和值班值守", 5, "缺1次演练扣1分，漏岗1次扣1分", "现场检查", "值班抽查漏岗%d次", 1, 0},
	{"信息报送", "月报、季报和事故信息按时报送", 3, "迟报1次扣0.5分，漏报1次扣1分", "报送记录", "月报迟报%d次", 0.5, 0},
}

var departmentRules = []rule{
	{"责任落实", "党组每季度研究安全生产工作，班子成员职责清单和年度任务完成", 15, "缺1次会议扣3分，缺1份清单扣1分", "查阅资料", "缺%d份班子成员职责清单", 1, 0},
	{"行业监管", "监管对象底数清楚，名录按季度更新", 12, "漏登1家扣1分", "抽查核实", "抽查发现%d家企业未列入名录", 1, 0},
	{"行业监管", "年度监督检查计划完成", 15, "完成率每低5个百分点扣2分", "查阅资料", "监督检查计划完成率低%d个百分点", 2, 5},
	{"隐患治理", "检查发现隐患全部建账并按期整改", 16, "整改率每低1个百分点扣1分", "台账核对", "隐患整改率低于目标%d个百分点", 1, 0},
	{"专项整治", "专项整治任务完成", 14, "未完成1项扣3分", "查阅资料", "%d项专项整治任务未按期完成", 3, 0},
	{"控制指标", "本行业领域控制指标完成", 12, "突破控制数不得分", "统计核定", "", 0, 0},
	{"宣传教育", "行业培训和安全宣传", 6, "缺1次扣1分", "查阅资料", "监管人员业务培训少开展%d次", 1, 0},
	{"应急管理", "部门应急预案和演练", 5, "未演练不得分", "查阅资料", "", 0, 0},
	{"信息报送", "月报、季度分析按时报送", 5, "迟报1次扣0.5分，漏报1次扣1分", "报送记录", "月报迟报%d次", 0.5, 0},
}

var enterpriseRules = []rule{
	{"主体责任", "全员安全生产责任制建立并考核", 15, "缺1个岗位扣1分，未考核扣5分", "主管部门核定", "缺%d个岗位的安全生产责任制", 1, 0},
	{"安全投入", "安全生产费用足额提取、规范使用", 12, "未足额提取扣6分", "主管部门核定", "安全生产费用未足额提取", 6, 0},
	{"安全培训", "主要负责人、安全管理人员和特种作业人员持证，从业人员培训合格", 13, "无证上岗1人扣3分", "主管部门核定", "%d名特种作业人员无证上岗", 3, 0},
	{"基础管理", "风险分级管控和隐患排查治理机制运行有效", 20, "隐患逾期1项扣2分", "台账核对", "%d项隐患逾期未整改", 2, 0},
	{"现场管理", "设备设施完好，作业现场规范", 18, "每处问题扣1分", "主管部门核定", "主管部门检查发现%d处问题", 1, 0},
	{"应急救援", "预案备案、演练评估、物资配备", 12, "缺1次演练扣3分", "主管部门核定", "应急演练缺%d次", 3, 0},
	{"事故管理", "不发生生产安全责任事故，不瞒报谎报", 10, "发生死亡事故不得分", "统计核定", "", 0, 0},
}

var institutionRules = []rule{
	{"责任落实", "安全责任分解到部门、岗位，定期召开安全工作会议", 15, "缺1个岗位扣1分，少开1次会议扣2分", "查阅资料", "%d个岗位没有安全职责", 1, 0},
	{"消防安全", "疏散通道畅通，消防设施完好，按规定巡查检查", 22, "每处问题扣1分", "现场检查", "%d处消防设施、疏散通道问题", 1, 0},
	{"重点部位", "食堂、实验室、病区、宿舍、配电等重点部位管理到位", 20, "每处问题扣1分", "现场检查", "重点部位有%d处问题", 1, 0},
	{"隐患治理", "隐患建账并按期整改", 16, "逾期1项扣2分", "台账核对", "%d项隐患逾期整改", 2, 0},
	{"教育演练", "安全教育培训和应急疏散演练按计划完成", 15, "缺1次扣2分", "查阅资料", "演练少开展%d次", 2, 0},
	{"事故管理", "不发生安全责任事故，不瞒报谎报", 12, "发生死亡事故不得分", "统计核定", "", 0, 0},
}

// lostBy2025 is what the counties lose in 2025: 澄江区 and 沐河区 tie, and so do
// 东屏区 and 清泷县.
var lostBy2025 = []float64{6.5, 6.5, 8.5, 4, 11, 15.5, 8.5, 9, 7}

// commended are the departments and firms that are commended for 2025, and the one that
// runs the assessment, with what they lose.
var commended = map[string]float64{"市消防救援支队": 1.5, "市公安局": 2, "第一建设集团": 3, "市应急管理局": 6.5}

// graveIn are the county and the firm of the grave accident of 2025, with the
// project whose criterion they get nothing for.
var graveIn = map[string]string{"南陂市": "控制指标", "澜新材料": "事故管理"}

func (c *city) addAssessment(r *rand.Rand) {
	rules, marks := newLedger("年度 指标编号 考核对象 考核项目 考核内容 标准分 评分标准 考核方式"), newLedger("年度 被考核单位编码 被考核单位 指标编号 自评分 扣分 扣分说明")
	c.ledgers["criteria"], c.ledgers["marks"] = rules, marks
	for _, s := range []struct {
		tier, prefix string
		rules        []rule
		lost         func(i int) float64
	}{
		{tierCounty, "X", countyRules, func(i int) float64 { return lostBy2025[i] }},
		{tierDepartment, "B", departmentRules, func(i int) float64 { return float64(between(r, 4, 44)) / 2 }},
		{tierEnterprise, "Q", enterpriseRules, func(i int) float64 { return float64(between(r, 3, 26)) }},
		{tierInstitution, "S", institutionRules, func(i int) float64 { return float64(between(r, 3, 26)) }},
	} {
		for i, x := range s.rules {
			rules.add(2025, fmt.Sprintf("%s%02d", s.prefix, i+1), s.tier, x.group, x.content, x.full, x.scoring, x.method)
		}
		for i, u := range c.tier(s.tier) {
			total := s.lost(i)
			if best, ok := commended[u.short]; ok {
				total = best
			}
			lost := spread(r, s.rules, total)
			for k, x := range s.rules {
				reason := ""
				if lost[k] > 0 {
					reason = x.reason(lost[k])
				}
				if x.group == graveIn[u.short] && strings.Contains(x.scoring, "不得分") {
					lost[k], reason = x.full, "2025年8月17日发生较大火灾事故"
				}
				self := x.full - float64(r.IntN(2))*lost[k]
				if lost[k] == x.full { // what everybody knows of
					self = 0
				}
				marks.add(2025, u.code, u.short, fmt.Sprintf("%s%02d", s.prefix, k+1), self, lost[k], reason)
			}
		}
	}
	c.addRules2026(rules)
	c.addAdjustments(r)
}

// weights2026 are the criteria, by code, that count for more or less in 2026 than in 2025:
// rectification and the campaign's tasks for more, paper and figures for less.
var weights2026 = map[string]float64{"X01": 18, "X05": 16, "X07": 13, "X09": 4, "X10": 4, "B01": 13, "B04": 18, "B05": 16, "B07": 4, "Q02": 10, "Q04": 24, "Q06": 10, "S01": 13, "S04": 18}

// addRules2026 has the rules of the year that goes on.
func (c *city) addRules2026(l *ledger) {
	for _, row := range slices.Clone(l.rows) {
		now := slices.Clone(row)
		now[0] = "2026"
		if w, ok := weights2026[row[1]]; ok {
			now[5] = strconv.FormatFloat(w, 'f', -1, 64)
		}
		l.rows = append(l.rows, now)
	}
}

// spread parts a deduction over the rules, in what each costs, none above half its full
// mark. What no rule can take any more is not lost.
func spread(r *rand.Rand, rules []rule, total float64) []float64 {
	lost := make([]float64, len(rules))
	for tries := 0; total > 0 && tries < 1000; tries++ {
		k := r.IntN(len(rules))
		if step := rules[k].each; step > 0 && step <= total && lost[k]+step <= rules[k].full/2 {
			lost[k] += step
			total -= step
		}
	}
	return lost
}

func (c *city) addAdjustments(r *rand.Rand) {
	l := newLedger("年度 被考核单位编码 类型 事由 分值 依据 日期")
	c.ledgers["adjustments"] = l
	for _, x := range []struct {
		unit, kind, reason string
		points             any
		basis, date        string
	}{
		{"望湖区", "加分", "创建省级安全发展示范城区", 1.0, "省安委会通报", "2025-11-20"},
		{"澄江区", "加分", "自建房安全整治经验在全市推广", 0.5, "市安委会通报", "2025-09-12"},
		{"市消防救援支队", "加分", "受到省级表彰", 1.0, "省级表彰决定", "2025-12-05"},
		{"市应急管理局", "加分", "受到国家部委通报表扬", 2.0, "部委通报", "2025-10-16"},
		{"松渡县", "扣分", "被市安委会通报批评1次", 1.0, "市安委会通报", "2025-08-29"},
		{"市交通运输局", "扣分", "挂牌督办事项逾期办结", 1.0, "市安委办督办台账", "2025-11-30"},
		{"宏基市政", "一票否决", "谎报一起高处坠落事故伤亡情况", nil, "事故调查报告", "2025-10-22"},
	} {
		l.add(2025, c.unitNamed(x.unit).code, x.kind, x.reason, x.points, x.basis, x.date)
	}
	s := newLedger("年度 被考核单位编码 被考核单位 得分 名次 等次")
	c.ledgers["standings"] = s
	for _, tier := range []string{tierCounty, tierDepartment} {
		units := c.tier(tier)
		score := 96.5
		order := make([]int, len(units)) // near to that of the units, as ranks of two years are
		near := make([]int, len(units))
		for i := range order {
			order[i], near[i] = i, i+between(r, 0, 6)
		}
		slices.SortStableFunc(order, func(a, b int) int { return near[a] - near[b] })
		for rank, i := range order {
			score -= 0.5
			grade := "优秀"
			if score < 90 {
				grade = "良好"
			}
			s.add(2024, units[i].code, units[i].short, score, rank+1, grade)
		}
	}
}

func (c *city) addRewards() {
	l := newLedger("编号 日期 考核年度 奖惩类型 单位编码 姓名 职务 名称 事由 依据 决定 金额（元） 约谈人 时间 地点 文号 成文日期 整改报告时限 落实日期 落实情况 参加人员 情况说明 纪要日期")
	c.ledgers["rewards"] = l
	for i, short := range words("望湖区 东屏区 清泷县 市消防救援支队 市公安局 第一建设集团") {
		l.add(fmt.Sprintf("JC2025-%02d", i+1), "2026-01-23", 2025, "表彰", c.unitNamed(short).code, "", "", "安全生产工作先进集体",
			"2025年度安全生产目标责任制考核成绩突出", "2025年度考核结果", "授予先进集体称号", nil, "", "", "", "安政发〔2026〕2号", "", "", "", "", "", "", "")
	}
	for i, x := range [][3]string{{"市应急管理局", "罗文博", "危险化学品监督管理科科长"}, {"石漈县", "纪清和", "应急管理局局长"}, {"望湖区", "葛红梅", "湖滨街道应急管理所所长"}, {"第一建设集团", "倪国良", "安全总监"}} {
		l.add(fmt.Sprintf("JC2025-%02d", i+7), "2026-01-23", 2025, "表彰", c.unitNamed(x[0]).code, x[1], x[2], "安全生产工作先进个人",
			"履职尽责、实绩突出", "2025年度考核结果", "授予先进个人称号，给予一次性奖励", 2000, "", "", "", "安政发〔2026〕2号", "", "", "", "", "", "", "")
	}
	l.add("JC2025-11", "2026-01-19", 2025, "通报批评", c.unitNamed("南陂市").code, "", "", "通报批评", "2025年发生“8·17”较大火灾事故，年度考核一票否决", "2025年度考核结果", "通报批评，取消评先评优资格，责令作出书面检查", nil, "", "", "", "安安委〔2026〕1号", "", "2026-02-28", "2026-02-26", "已报送书面检查和整改方案", "", "", "")
	l.add("JC2025-12", "2026-01-28", 2025, "约谈", c.unitNamed("南陂市").code, "贺长庚", "市长", "警示约谈", "2025年8月17日发生较大火灾事故，消防安全属地监管责任落实不到位", "《安全生产约谈实施办法（试行）》和2025年度考核结果", "限期整改并书面报告", nil, "诸葛明", "15:00", "市应急管理局三楼会议室", "安安委谈〔2026〕1号", "2026-01-26", "2026-02-28", "2026-02-26", "已制定12项整改措施，完成9项", "市应急管理局、市消防救援支队负责人", "事故暴露出仓储场所电气线路失管、夜间值守缺失\n已责令涉事企业停产整顿，部署仓储场所专项检查", "2026-01-29")
	l.add("JC2026-01", "2026-03-03", 2026, "约谈", c.unitNamed("松渡县").code, "陆𬀩", "县长", "警示约谈", "2026年2月8日发生较大道路交通事故，死亡人数突破全年控制数", "《安全生产约谈实施办法（试行）》", "限期整改并书面报告", nil, "程敬安", "9:30", "市政府第三会议室", "安安委谈〔2026〕2号", "2026-03-02", "2026-04-03", "", "", "市公安局、市交通运输局、市应急管理局负责人", "危险货物运输企业动态监控值班不到位，恶劣天气停运规定没有执行\n已对涉事企业停业整顿，对危险货物运输车辆逐车清理", "2026-03-05")
	l.add("JC2026-02", "2026-03-18", 2026, "约谈", c.unitNamed("恒泽化工").code, "喻昇", "董事长", "提醒约谈", "液氯储罐紧急切断阀被旁路，构成重大事故隐患，已由市安委会挂牌督办", "《安全生产约谈实施办法（试行）》", "停用相关储罐，按期完成整改并书面报告", nil, "诸葛明", "10:00", "市应急管理局三楼会议室", "安安委谈〔2026〕3号", "2026-03-16", "2026-04-17", "", "", "市应急管理局、南陂市人民政府负责人", "为避免误动作将紧急切断阀旁路，没有履行变更审批\n已停用储罐，委托设计单位编制改造方案", "2026-03-19")
	l.add("JC2026-03", "2026-05-25", 2026, "责任追究", c.unitNamed("捷安危货运输").code, "", "", "行政处罚", "对“2·8”较大道路交通事故负有责任，车辆动态监控不落实", "《中华人民共和国安全生产法》第一百一十四条", "罚款120万元", 1200000, "", "", "", "", "", "2026-06-25", "", "", "", "", "")
}
