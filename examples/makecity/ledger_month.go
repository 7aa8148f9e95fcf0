package main

import (
	"fmt"

	"hongtou/generator/period"
)

// monthEvents are the plan of the safety month of June 2026.
var monthEvents = []struct {
	title, content    string
	start, end        period.Date
	place, lead, with string
	audience          string
	done              period.Date
	result            string
}{
	{"启动仪式", "宣读活动方案，发布年度安全宣传志愿者名单", day(2026, 6, 1), period.Date{}, "市文化广场", "市应急管理局", "市教育局 市消防救援支队", "成员单位负责人和企业职工代表", day(2026, 6, 1), "成员单位负责人和企业职工代表参加"},
	{"主要负责人安全公开课", "重点企业主要负责人讲安全课，宣讲法定职责和重大事故隐患判定标准", day(2026, 6, 3), day(2026, 6, 12), "各企业", "市工业和信息化局", "市应急管理局 市住房和城乡建设局", "企业主要负责人和从业人员", day(2026, 6, 12), "各县（市、区）均已组织"},
	{"安全宣传咨询日", "现场解答群众咨询，展示应急装备，组织疏散体验", day(2026, 6, 16), period.Date{}, "市文化广场", "市应急管理局", "市公安局 市交通运输局 市市场监督管理局 市消防救援支队", "成员单位和市民", day(2026, 6, 16), "设咨询台20个"},
	{"燃气泄漏应急演练", "模拟管道泄漏的报警、关阀、警戒、疏散和抢修", day(2026, 6, 18), period.Date{}, "澄江区沿江路", "市城市管理局", "市消防救援支队", "燃气企业和沿线单位", day(2026, 6, 18), "演练后组织了评估"},
	{"校园防溺水和消防专题教育", "各学校开展专题教育和疏散演练", day(2026, 6, 8), day(2026, 6, 26), "各中小学、幼儿园", "市教育局", "市消防救援支队", "师生", day(2026, 6, 26), "各学校均已开展"},
	{"典型事故警示教育", "剖析典型事故，组织企业对照检查", day(2026, 6, 24), period.Date{}, "市会议中心", "市应急管理局", "市交通运输局", "道路运输企业主要负责人", period.Date{}, ""},
}

// monthActivities are the activities of the second quarter: date, place, who, what, how,
// where, persons, material handed out.
var monthActivities = []struct {
	date                         period.Date
	place, unit, title, form, at string
	audience, handed             int
}{
	{day(2026, 4, 14), "企业", "市应急管理局", "复工复产安全宣讲", "专题讲座", "安澜市区", 120, 150},
	{day(2026, 5, 12), "学校", "市教育局", "防灾减灾日疏散演练", "体验互动", "市实验小学", 860, 300},
	{day(2026, 6, 1), "社区", "市应急管理局", "“安全生产月”启动仪式", "现场咨询", "市文化广场", 480, 600},
	{day(2026, 6, 5), "企业", "澄江区", "主要负责人安全公开课", "专题讲座", "澄江区会议中心", 210, 200},
	{day(2026, 6, 9), "企业", "石漈县", "主要负责人安全公开课", "专题讲座", "石漈县会议中心", 160, 150},
	{day(2026, 6, 10), "学校", "沐河区", "防溺水专题教育", "专题讲座", "沐河区第二小学", 640, 400},
	{day(2026, 6, 11), "农村", "清泷县", "农机和自建房安全宣传", "入户宣传", "清泷县文庙村", 130, 200},
	{day(2026, 6, 12), "家庭", "东屏区", "家庭安全隐患自查", "入户宣传", "东屏区长兴社区", 95, 150},
	{day(2026, 6, 16), "社区", "市应急管理局", "安全宣传咨询日", "现场咨询", "市文化广场", 1500, 2000},
	{day(2026, 6, 16), "社区", "南陂市", "安全宣传咨询日", "现场咨询", "南陂市人民广场", 620, 800},
	{day(2026, 6, 16), "社区", "松渡县", "安全宣传咨询日", "现场咨询", "松渡县文化广场", 410, 500},
	{day(2026, 6, 17), "农村", "鹿鸣县", "交通安全进村", "入户宣传", "鹿鸣县桥头村", 140, 200},
	{day(2026, 6, 23), "学校", "市教育局", "校园消防疏散演练", "体验互动", "市第一中学", 1320, 0},
}

func (c *city) addSafetyMonth() {
	l := newLedger("编号 年度 活动名称 活动内容 开始日期 结束日期 地点 牵头单位编码 配合单位编码 参加人员 完成日期 开展情况")
	c.ledgers["month-events"] = l
	for i, x := range monthEvents {
		l.add(fmt.Sprintf("AQY2026-%02d", i+1), 2026, x.title, x.content, x.start, x.end, x.place, c.unitNamed(x.lead).code, c.codes(x.with), x.audience, x.done, x.result)
	}
	a := c.ledgers["activities"]
	for _, x := range monthActivities {
		u := c.unitNamed(x.unit)
		a.add(fmt.Sprintf("XC2026-%03d", len(a.rows)+1), x.date, x.place, u.code, u.short, x.title, x.form, x.at, x.audience, x.handed, u.deputy, "照片、新闻稿")
	}
}

// inQuarter counts a ledger's rows of the first quarter.
func (c *city) inQuarter(name string) (rows int) {
	for _, row := range c.ledgers[name].rows {
		if row[1] < "2026-04" {
			rows++
		}
	}
	return rows
}
