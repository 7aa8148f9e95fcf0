package main

import "fmt"

// addReplies enters what the units that were invited to the year's work meeting answered;
// those of the meeting's file came, or were excused.
func (c *city) addReplies() {
	l := newLedger("回执编号 会议编号 单位编码 类别 是否参会 姓名 职务 联系电话 请假事由 代会人员 代会人员职务 回执日期")
	c.ledgers["replies"] = l
	shorts := words("澄江区 沐河区 东屏区 望湖区 石漈县 松渡县 清泷县 鹿鸣县 南陂市 市应急管理局 市公安局 市交通运输局 市住房和城乡建设局 市教育局 市消防救援支队 市发展和改革委员会 市工业和信息化局 市农业农村局 市文化和旅游局 市城市管理局 市财政局 市市场监督管理局 市气象局 市供销合作社联合社 青崖矿业 恒泽化工 第一建设集团 公交集团 天然气管网")
	for i, short := range shorts {
		u := c.unitNamed(short)
		role, answer, name, post, phone, reason, deputy, deputyPost, date := "", "参会", u.leader, u.post, u.phone, "", "", "", day(2026, 1, 12).AddDays(i%2).String()
		switch {
		case u.tier == tierEnterprise:
			role = "列席"
		case short == "望湖区":
			answer, reason, deputy, deputyPost = "请假", "在外学习", u.deputy, "副区长"
		case short == "市市场监督管理局":
			answer, reason = "请假", "赴省参加会议"
		case short == "鹿鸣县":
			date = "2026-01-14"
		case short == "市气象局" || short == "市供销合作社联合社":
			answer, name, post, phone, date = "", "", "", "", ""
		}
		l.add(fmt.Sprintf("HZ260115-%02d", i+1), "anlan-2026-01-15", u.code, role, answer, name, post, phone, reason, deputy, deputyPost, date)
	}
}
