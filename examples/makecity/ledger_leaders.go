package main

import (
	"strings"

	"hongtou/generator/period"
)

// hazardLeaders are the leaders who answer for major hazards: the hazard by its code or
// by a word of what it is, name, post,
// whose desk is reminded, since when.
var hazardLeaders = [][5]string{
	{"YH2026Q1-007", "沈怀谦", "市委副书记、市长", "安澜市人民政府办公室", "2026-02-12"},
	{"YH2026Q1-021", "程敬安", "市委常委、常务副市长", "安澜市人民政府办公室", "2026-02-20"},
	{"YH2026Q1-075", "诸葛明", "副市长", "安澜市人民政府办公室", "2026-03-16"},
	{"YH2026Q1-028", "诸葛明", "副市长", "安澜市人民政府办公室", "2026-03-16"},
	{"基坑", "苏婉清", "副市长", "安澜市人民政府办公室", "2026-03-02"},
	{"高大模板", "苏婉清", "副市长", "安澜市人民政府办公室", "2026-03-09"},
}

// engagements are what the city's leaders did from January to June 2026 beside the
// visits to the counties that they are linked to.
var engagements = []struct {
	date                                   period.Date
	name, post, kind, place, site, content string
	found, solved                          int
	hazard, outcome                        string
}{
	{day(2026, 1, 15), "沈怀谦", "市委副书记、市长", "研究部署", "", "市会议中心", "出席全市安全生产工作会议并讲话，部署年度工作", 0, 0, "", "印发任务分解表"},
	{day(2026, 1, 21), "诸葛明", "副市长", "带队检查", "QY21", "", "检查人员密集场所消防安全", 5, 3, "", "现场交办问题5个"},
	{day(2026, 1, 22), "沈怀谦", "市委副书记、市长", "研究部署", "", "市会议中心", "主持市安委会全体会议", 0, 0, "", "审议年度工作要点"},
	{day(2026, 1, 30), "梅承志", "市委书记", "听取汇报", "", "市委常委会会议室", "市委常委会会议听取2025年下半年安全生产工作汇报", 0, 0, "", "要求紧盯控制指标和重大隐患"},
	{day(2026, 2, 6), "苏婉清", "副市长", "带队检查", "QY12", "", "检查节前建筑施工安全", 4, 2, "", "责令停止违规搭设"},
	{day(2026, 2, 12), "沈怀谦", "市委副书记、市长", "包保督办", "QY05", "", "现场督办液氯储存区重大隐患整改", 1, 1, "YH2026Q1-007", "停用相关储罐，明确改造资金来源"},
	{day(2026, 2, 25), "程敬安", "市委常委、常务副市长", "协调解决", "", "市政府会议室", "协调老旧燃气管道更新改造资金", 0, 1, "YH2026Q1-021", "从专项资金中安排部分改造经费"},
	{day(2026, 3, 4), "梅承志", "市委书记", "带队检查", "QY01", "", "检查矿山企业复工复产", 3, 1, "", "要求整改到位方可复工"},
	{day(2026, 3, 18), "诸葛明", "副市长", "包保督办", "", "石漈县尾矿库", "现场督办尾矿库干滩长度不足问题", 1, 0, "YH2026Q1-075", "倒排工期，汛前完成"},
	{day(2026, 3, 20), "苏婉清", "副市长", "包保督办", "QY10", "", "现场督办深基坑加固", 0, 1, "基坑", "组织专家论证加固方案"},
	{day(2026, 3, 27), "司马颖", "副市长", "带队检查", "QY23", "", "检查医疗机构消防和特种设备安全", 6, 4, "", "限期整改"},
	{day(2026, 4, 9), "沈怀谦", "市委副书记、市长", "研究部署", "", "市政府常务会议室", "市政府常务会议分析一季度安全生产形势", 0, 0, "", "对突破控制数的地区挂牌督办"},
	{day(2026, 4, 28), "程敬安", "市委常委、常务副市长", "包保督办", "QY17", "", "督办燃气管道占压清理", 2, 1, "YH2026Q1-021", "占压建筑限期拆除"},
	{day(2026, 5, 20), "诸葛明", "副市长", "带队检查", "QY05", "", "检查危险化学品企业夏季安全生产", 4, 2, "", "现场交办"},
	{day(2026, 6, 16), "司马颖", "副市长", "研究部署", "", "市文化广场", "出席安全宣传咨询日活动", 0, 0, "", ""},
}

func (c *city) addLeaders() {
	l := newLedger("隐患编号 领导所在单位编码 包保领导 职务 联系处室 起始日期 文件依据")
	l.header[4] = "联络处室"
	c.ledgers["hazard-leaders"] = l
	for _, x := range hazardLeaders {
		l.add(c.majorCode(x[0]), cityCode, x[1], x[2], x[3], x[4], "安委〔2026〕3号")
	}
	e := newLedger("活动日期 单位编码 姓名 职务 活动类型 到访单位编码 地点 活动内容 发现问题 协调解决问题 隐患编号 议定事项")
	c.ledgers["engagements"] = e
	for _, x := range engagements {
		e.add(x.date, cityCode, x.name, x.post, x.kind, x.place, x.site, x.content, x.found, x.solved, c.majorCode(x.hazard), x.outcome)
	}
	for i, x := range contacts {
		visits, last := linkVisits(i)
		for n := range visits {
			e.add(last.AddDays(-18*(visits-1-n)), cityCode, x.name, x.post, "联系调研", "", x.county, "到联系点调研"+x.industry+"安全生产", 0, 0, "", "")
		}
	}
}

// majorCode is the code of the major hazard of the ledger that a word is of; a code of
// the supervision's findings, and none, stay as they are.
func (c *city) majorCode(word string) string {
	if word == "" || strings.HasPrefix(word, "YH") {
		return word
	}
	for i, x := range c.checked {
		if x.hazard.basis != "" && strings.Contains(x.hazard.text, word) {
			return hazardCode(i)
		}
	}
	panic("no major hazard " + word) // a slip in this program's own tables
}
