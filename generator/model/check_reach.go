package model

import "hongtou/generator/diag"

// reach checks what hongtou.yaml says of how far the tables go.
func (c *Checker) reach() {
	for _, name := range EventTables() {
		r := c.Reaches[name]
		if !r.From.IsZero() && !r.Through.IsZero() && r.Through.Before(r.From) {
			c.Fail(r.Place, "reach-order", r.Through.String(), diag.T("截止日期早于起始日期%s", "through is before from, %s", r.From), diag.T("改正 from 或 through", "correct from or through"))
		}
	}
}
