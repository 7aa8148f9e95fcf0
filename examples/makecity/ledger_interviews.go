package main

import "hongtou/generator/period"

// addInterviewPoints has what was agreed on in the interviews, done, late and under way.
func (c *city) addInterviewPoints() {
	l := newLedger("约谈编号 议定事项 责任人 整改期限 完成日期 落实情况")
	c.ledgers["interview-points"] = l
	none := period.Date{}
	l.add("JC2025-12", "组织仓储场所消防安全专项检查，隐患逐项建账", "贺长庚", day(2026, 2, 28), day(2026, 2, 25), "检查仓储场所46家，隐患全部建账")
	l.add("JC2025-12", "督促全部仓储企业完成电气线路检测", "贺长庚", day(2026, 3, 20), none, "已完成检测31家，剩余15家正在检测")
	l.add("JC2026-01", "完成省道213线事故多发路段隐患治理", "陆𬀩", day(2026, 5, 31), none, "")
	l.add("JC2026-01", "逐车清理危险货物运输车辆，动态监控接入率达到100%", "陆𬀩", day(2026, 3, 31), day(2026, 3, 27), "清理危险货物运输车辆87台，全部接入")
	l.add("JC2026-01", "建立恶劣天气停运、避险机制并开展演练", "陆𬀩", day(2026, 4, 15), none, "")
	l.add("JC2026-02", "停用并倒空相关液氯储罐", "喻昇", day(2026, 3, 22), day(2026, 3, 20), "储罐已停用倒空")
	l.add("JC2026-02", "拆除旁路，修复紧急切断系统并经检测验收", "喻昇", day(2026, 6, 30), none, "改造设计完成")
}
