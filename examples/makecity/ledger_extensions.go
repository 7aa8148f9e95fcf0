package main

// addExtensions has two applications to put off a deadline: a task's, granted, and that
// of the first hazard in the ledger with time left at the quarter's end, refused.
func (c *city) addExtensions() {
	l := newLedger("编号 事项编号 申请单位编码 申请日期 申请理由 管控措施 申请延至 批复日期 批复意见 批准延至 批复文号")
	c.ledgers["extensions"] = l
	for i, x := range c.tasks {
		if x.deadline == "2026-11-30" {
			l.add("YQ2026-01", taskCode(i), c.unitNamed(x.lead).code, day(2026, 3, 16), "部分老旧管段与市政道路改造交叉施工，需待道路封闭后实施", "带病运行管段降压运行，增加巡线频次",
				day(2026, 12, 20), day(2026, 3, 23), "同意", nil, "安安委办〔2026〕15号")
		}
	}
	for i, x := range c.checked {
		if x.done.IsZero() && x.deadline.After(closed.AddDays(3)) {
			l.add("YQ2026-02", hazardCode(i), x.unit.code, day(2026, 3, 27), "维修单位排期紧张", "", x.deadline.AddDays(30), closed, "不同意", nil, "安建〔2026〕21号")
			break
		}
	}
	if len(l.rows) != 2 {
		panic("no hazard or task is left to put off") // a slip in this program's own tables
	}
}
