package main

// addMeetings keeps a monthly meeting as rows, as an office does that keeps its meetings
// in a spreadsheet; the others are files of their own.
func (c *city) addMeetings() {
	const code = "anlan-2026-03-09"
	m := newLedger("会议编号 会议名称 会议类型 期号 会议日期 纪要成文日期 开始时间 结束时间 地点 主持人 主持人职务 记录人 会议听取 分送")
	m.add(code, "安澜市安全生产委员会3月份月度例会", "月度例会", 3, day(2026, 3, 9), day(2026, 3, 10), "15:00", "16:20", "市应急指挥中心会议室", "诸葛明", "副市长、市安委会副主任", "林静",
		"市应急管理局关于2月份生产安全事故和隐患排查治理情况的通报\n市公安局、市住房和城乡建设局关于专项检查情况的汇报", "市委办公室\n市政府办公室")
	agenda := newLedger("会议编号 内容 发言人 用时（分钟）")
	agenda.add(code, "通报2月份生产安全事故和隐患排查治理情况", c.unitNamed("市应急管理局").leader, 15)
	agenda.add(code, "汇报春运道路交通安全专项检查情况", c.unitNamed("市公安局").leader, 10)
	agenda.add(code, "汇报建筑施工复工复产检查情况", c.unitNamed("市住房和城乡建设局").leader, 10)
	agenda.add(code, "其他成员单位汇报2月份工作", "", 25)
	agenda.add(code, "部署下一步工作", "诸葛明", 20)
	people := newLedger("会议编号 类别 姓名 单位 职务")
	people.add(code, "出席", "诸葛明", "安澜市人民政府", "副市长")
	for _, short := range words("市应急管理局 市公安局 市交通运输局 市住房和城乡建设局 市教育局 市市场监督管理局 市消防救援支队 市城市管理局") {
		u := c.unitNamed(short)
		people.add(code, "出席", u.deputy, u.name, "分管负责人")
	}
	points := newLedger("会议编号 要点标题 要点内容")
	points.add(code, "抓好重大隐患整改。", "燃气管道占压、尾矿库干滩长度不足等重大隐患，包保领导和牵头部门要到现场督办，汛前完成整改。")
	points.add(code, "抓好一季度专项督查。", "各督查组按照方案开展督查，发现问题现场交办，督查结束后5个工作日内送达反馈意见。")
	c.ledgers["meetings"], c.ledgers["agenda-items"], c.ledgers["attendees"], c.ledgers["meeting-points"] = m, agenda, people, points
}
