package main

import "hongtou/generator/period"

// addVetoRulings has what was ruled for 2025, one case with a plea, and what units were
// told of for the accident of 2026 and is not ruled yet.
func (c *city) addVetoRulings() {
	l := newLedger("编号 年度 被否决单位编码 事故编号 事由 依据 告知日期 告知文号 陈述申辩日期 陈述申辩意见 复核意见 认定日期 认定意见 认定文号")
	c.ledgers["veto-rulings"] = l
	none := period.Date{}
	for _, a := range c.accidents {
		if a.approved.IsZero() || a.liable != "QY06" && a.liable != "QY16" {
			continue
		}
		if a.liable == "QY06" {
			l.add("PJ2025-01", 2025, a.county.code, a.code, "", "", day(2025, 12, 8), "安安委办告〔2025〕1号", none, "", "", day(2026, 1, 19), "实行一票否决", "安安委〔2026〕1号")
			l.add("PJ2025-02", 2025, a.liable, a.code, "", "", day(2025, 12, 8), "安安委办告〔2025〕2号", day(2025, 12, 12), "事故暴露的问题已经全部整改，请求从轻处理",
				"整改情况不影响责任认定，不予采纳", day(2026, 1, 19), "实行一票否决", "安安委〔2026〕2号")
			l.add("PJ2025-03", 2025, c.unitNamed("宏基市政").code, "", "谎报一起高处坠落事故伤亡情况", "", day(2025, 12, 9), "安安委办告〔2025〕3号", none, "", "", day(2026, 1, 19), "实行一票否决", "安安委〔2026〕3号")
			continue
		}
		l.add("PJ2026-01", 2026, a.county.code, a.code, "", "", day(2026, 6, 8), "安安委办告〔2026〕1号", none, "", "", none, "", "")
		l.add("PJ2026-02", 2026, a.liable, a.code, "", "", day(2026, 6, 8), "安安委办告〔2026〕2号", day(2026, 6, 12), "动态监控人员已经调整，车辆已经全部升级监控装置", "", none, "", "")
	}
	if len(l.rows) != 5 {
		panic("the graver accidents lack an approved report") // a slip in this program's own tables
	}
}
