package main

import "fmt"

// campaign are the tasks of 2026, the last year of the three-year campaign: action,
// content, lead, with, goal and what is reached, deadline, the day it was done.
var campaign = []struct {
	action, content, lead, with string
	goal, reached               float64
	measure, deadline, done     string
}{
	{"主要负责人安全教育培训", "重点行业领域生产经营单位主要负责人轮训", "市应急管理局", "市住房和城乡建设局 市交通运输局", 420, 286, "人", "2026-09-30", ""},
	{"重大事故隐患判定标准体系提升", "各行业领域重大事故隐患判定标准宣讲到企业", "市应急管理局", "市教育局 市文化和旅游局", 26, 26, "个部门", "2026-03-31", "2026-03-27"},
	{"重大事故隐患动态清零", "开展重大事故隐患“回头看”，核查已销号隐患", "市应急管理局", "市消防救援支队", 60, 41, "项", "2026-11-30", ""},
	{"重大事故隐患动态清零", "推行生产经营单位事故隐患内部报告奖励机制", "市应急管理局", "市人力资源和社会保障局", 300, 118, "家", "2026-10-31", ""},
	{"安全科技支撑和工程治理", "更新改造老旧燃气管道", "市城市管理局", "市发展和改革委员会 市财政局", 62, 11, "公里", "2026-11-30", ""},
	{"安全科技支撑和工程治理", "尾矿库在线监测系统联网", "市应急管理局", "市自然资源和规划局", 4, 3, "座", "2026-03-31", ""},
	{"从业人员安全素质能力提升", "特种作业人员实操考点建设", "市应急管理局", "市人力资源和社会保障局", 2, 1, "个", "2026-08-31", ""},
	{"安全管理体系建设", "规模以上工业企业安全生产标准化达标", "市工业和信息化局", "市应急管理局", 85, 52, "家", "2026-12-20", ""},
	{"精准执法和帮扶", "对安全基础薄弱企业开展专家指导服务", "市应急管理局", "市工业和信息化局", 120, 48, "家", "2026-12-20", ""},
	{"全民安全素质提升", "建成安全宣传教育体验场所", "市教育局", "市应急管理局 市消防救援支队", 3, 1, "处", "2026-10-31", ""},
}

func (c *city) addCampaign() {
	l := newLedger("编号 年度 行动 任务内容 牵头单位编码 配合单位编码 目标值 完成值 计量单位 完成时限 完成日期 工作进展")
	c.ledgers["campaign-tasks"] = l
	for i, x := range campaign {
		progress := fmt.Sprintf("已完成%g%s", x.reached, x.measure)
		l.add(fmt.Sprintf("ZB2026-%02d", i+1), 2026, x.action, x.content, c.unitNamed(x.lead).code, c.codes(x.with), x.goal, x.reached, x.measure, x.deadline, x.done, progress)
	}
}
