package main

import "hongtou/generator/period"

// investigations are what the reports on the two graver accidents found, by the firm
// that was liable.
var investigations = []struct {
	liable, approver, notice, indirect, findings, measures string
	warned                                                 period.Date
	place, audience                                        string
}{
	{"QY06", "安澜市人民政府", "安政函〔2025〕41号",
		"企业对仓库电气线路没有定期检测，长期带故障运行\n仓库违规堆放可燃包装材料，未划分防火分区\n夜间值守人员没有按规定巡查，初起火灾处置不及时",
		"企业对事故发生负有主体责任，由消防救援机构依法给予行政处罚\n企业主要负责人未履行安全生产管理职责，由有关部门依法处理\n南陂市人民政府落实仓储场所消防安全属地监管责任不到位，对事故发生负有责任，责令作出书面检查",
		"全面检测仓库电气线路，更换老化线路，安装电气火灾监控装置\n清理可燃包装材料，按规范设置防火分区和疏散通道\n修订夜间值守和巡查制度，每季度组织一次灭火和疏散演练",
		day(2025, 11, 28), "南陂市会议中心", "全市仓储、危险化学品企业主要负责人和安全管理人员，消防、应急管理部门有关负责人"},
	{"QY16", "安澜市人民政府", "安政函〔2026〕18号",
		"企业动态监控值班人员没有及时纠正驾驶人超速行为\n企业没有落实恶劣天气停运规定，雾天仍安排车辆运行\n驾驶人安全教育培训流于形式",
		"企业对事故发生负有主体责任，由应急管理部门依法给予行政处罚\n企业动态监控负责人未履行监控职责，由企业给予处分\n松渡县人民政府督促道路运输企业落实主体责任不到位，对事故发生负有责任，责令作出书面检查",
		"落实动态监控值班制度，超速、疲劳驾驶报警逐条处置\n执行恶劣天气停运、避险规定，发车前核查沿途气象信息\n对驾驶人重新开展培训考核，考核不合格的不得上岗",
		day(2026, 5, 21), "松渡县会议中心", "全市道路客货运输、危险货物运输企业主要负责人和安全管理人员，公安交管、交通运输、应急管理部门有关负责人"},
}

func (c *city) addInvestigations() {
	l := newLedger("事故编号 批复日期 批复机关 批复文号 事故性质 间接原因 责任单位 责任认定和处理 整改措施 警示教育日期 警示教育地点 警示教育参加人员")
	c.ledgers["investigations"] = l
	for _, x := range investigations {
		for _, a := range c.accidents {
			if a.liable == x.liable && !a.approved.IsZero() {
				l.add(a.code, a.approved, x.approver, x.notice, "责任事故", x.indirect, a.liable+"、"+a.county.code, x.findings, x.measures, x.warned, x.place, x.audience)
			}
		}
	}
}
