package main

// addClauses fills the tables by which the office adds to what agreements ask and to
// the laws that papers name.
func (c *city) addClauses() {
	l := newLedger("适用对象 类别 项目 条款内容 用法 名称用语")
	l.add("部门", "供销", "职责", "每年汛前会同{下级}供销社检查1次沿江农资仓库的防汛措施。", "补充", "")
	l.add("部门", "渔业", "工作目标", "望湖、澄江沿岸渔船防碰撞警示标识设置率达到100%。", "补充", "")
	l.add("岗位", "包装灌装机械操作", "职责", "更换封口加热部件前降温断电，由同一人完成拆卸、复位和试机。", "补充", "")
	c.ledgers["clauses"] = l
	l = newLedger("依据简称 法规名称 种类 文号或版次 施行日期 失效日期")
	l.add("烟花燃放规定", "安澜市烟花爆竹燃放管理规定", "地方政府规章", "安澜市人民政府令第12号", day(2022, 1, 1), "")
	c.ledgers["laws"] = l
}
