package main

import (
	"fmt"

	"hongtou/generator/period"
)

// sessionGaps are the sessions that a county did not report: county, quarter, kind.
var sessionGaps = map[string]bool{"松渡县1党委会议": true, "石漈县1安委会全体会议": true, "鹿鸣县2行政会议": true, "望湖区2党委会议": true, "望湖区2安委会全体会议": true}

// sessionTopics are what the counties' bodies took up, by quarter and kind.
var sessionTopics = [2]map[string]string{
	{"党委会议": "传达全市安全生产工作会议精神，研究年度安全生产重点任务和领导干部职责清单", "行政会议": "研究春节和重要会议期间安全防范、年度安全投入安排", "安委会全体会议": "贯彻市安委会全体会议精神，部署一季度专项督查迎检和任务分解"},
	{"党委会议": "听取一季度安全生产情况汇报，研究重大事故隐患整治", "行政会议": "分析一季度安全生产形势，研究汛期安全防范", "安委会全体会议": "通报一季度督查问题整改情况，部署安全生产月活动"},
}

// addSessions enters the sessions of the counties' committees, governments and safety
// committees in the first half of 2026.
func (c *city) addSessions() {
	l := newLedger("单位编码 会议日期 会议类型 会议名称 主持人职务 主持人 研究议题 议定事项 贯彻的会议编号 纪要文号")
	c.ledgers["sessions"] = l
	for i, u := range c.tier(tierCounty) {
		for q, topics := range sessionTopics {
			for k, kind := range words("安委会全体会议 党委会议 行政会议") {
				if sessionGaps[fmt.Sprintf("%s%d%s", u.short, q+1, kind)] {
					continue
				}
				date := [2][3]period.Date{{day(2026, 1, 24), day(2026, 1, 30), day(2026, 2, 5)}, {day(2026, 4, 20), day(2026, 4, 10), day(2026, 4, 16)}}[q][k].AddDays(i % 4)
				follows, notice := "", ""
				if kind == "安委会全体会议" {
					notice = fmt.Sprintf("第%d期", q+1)
					if q == 0 {
						follows = "anlan-2026-01-22"
						if u.short == "清泷县" { // held late
							date = day(2026, 2, 3)
						}
					}
				}
				post, chair := u.post, u.leader
				if kind == "党委会议" {
					post, chair = "党委书记", ""
				}
				l.add(u.code, date, kind, "", post, chair, topics[kind], 2+(i+k+q)%4, follows, notice)
			}
		}
	}
}
