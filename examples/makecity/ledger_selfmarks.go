package main

// addSelfMarks has what two units have sent back of their forms for 2026.
func (c *city) addSelfMarks() {
	l := newLedger("年度 自评单位编码 指标编号 自评分 自评说明")
	c.ledgers["self-marks"] = l
	for _, short := range words("望湖区 澄江区") {
		for _, row := range c.ledgers["criteria"].rows {
			if row[0] != "2026" || row[2] != tierCounty {
				continue
			}
			score, note := row[5], ""
			if short == "澄江区" && row[1] == "X09" {
				score, note = "3", "进家庭活动少开展1类"
			}
			l.rows = append(l.rows, []string{row[0], c.unitNamed(short).code, row[1], score, note})
		}
	}
}
