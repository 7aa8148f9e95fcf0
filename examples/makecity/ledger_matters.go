package main

// matters are what departments could not settle alone in the first half of 2026: raised,
// by whom, what, why, the proposal, whom it concerns, then the day on which it was
// coordinated, the decision, who leads, the limit, the day it was done and the result.
var matters = []struct{ date, unit, content, reason, proposal, with, decided, decision, lead, deadline, done, result string }{
	{"2026-01-20", "市城市管理局", "老旧小区燃气管道被建筑占压的清理", "占压建筑的认定、拆除和居民安置分属不同部门，整改迟迟不能推进", "由自然资源部门认定、城市管理部门拆除、属地安置", "市自然资源和规划局 市住房和城乡建设局", "2026-02-03", "占压建筑由市自然资源和规划局认定，市城市管理局牵头拆除，所在区人民政府负责安置", "市城市管理局", "2026-04-30", "2026-04-27", "已认定占压建筑14处，全部拆除"},
	{"2026-02-25", "市消防救援支队", "电动自行车集中充电场所的监管", "充电场所设在小区、商场和企业，行业主管部门不一致", "分场所明确主管部门", "市住房和城乡建设局 市商务局 市工业和信息化局", "2026-03-12", "小区内的由市住房和城乡建设局主管，商场市场的由市商务局主管，企业内的由市工业和信息化局主管，市消防救援支队综合监管", "市消防救援支队", "2026-05-31", "", ""},
	{"2026-03-16", "市文化和旅游局", "民宿、农家乐的消防安全检查", "未取得旅馆业许可的民宿没有明确的主管部门", "由公安、文化和旅游部门联合检查", "市公安局 市消防救援支队 市农业农村局", "2026-03-30", "市文化和旅游局牵头，会同市公安局、市消防救援支队、市农业农村局联合检查", "市文化和旅游局", "2026-06-15", "", ""},
	{"2026-05-18", "市交通运输局", "货运场站内危险货物临时停放", "场站与停放场地分属交通运输、应急管理部门监管", "划定专用停放区", "市应急管理局 市公安局", "", "", "", "", "", ""},
}

func (c *city) addMatters() {
	l := newLedger("编号 提出日期 提出单位编码 协调事项 需要协调的原因 处理建议 涉及单位编码 协调日期 协调意见 牵头单位编码 办理时限 办结日期 办理结果")
	c.ledgers["matters"] = l
	for i, x := range matters {
		lead := ""
		if x.lead != "" {
			lead = c.unitNamed(x.lead).code
		}
		l.add("XT2026-0"+string(rune('1'+i)), x.date, c.unitNamed(x.unit).code, x.content, x.reason, x.proposal, c.codes(x.with), x.decided, x.decision, lead, x.deadline, x.done, x.result)
	}
}
