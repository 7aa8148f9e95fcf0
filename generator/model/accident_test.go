package model

import "testing"

// What an accident did tells why it has its grade.
func TestHarm(t *testing.T) {
	for _, c := range []struct {
		a    Accident
		want string
	}{
		{Accident{}, "未造成人员伤亡"},
		{Accident{Deaths: 3}, "死亡3人"},
		{Accident{Deaths: 1, Injuries: 3, Serious: 2, Loss: 1260.5}, "死亡1人、受伤3人（其中重伤2人），直接经济损失1260.5万元"},
		{Accident{Missing: 2, Loss: 30}, "下落不明2人，直接经济损失30万元"},
		{Accident{Injuries: 11}, "受伤11人"},
	} {
		if got, err := c.a.Harm(); err != nil || got != c.want {
			t.Errorf("%+v: %s, want %s", c.a, got, c.want)
		}
	}
}
