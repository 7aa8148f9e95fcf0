package model

import (
	"strings"
	"testing"
)

// A target that its indicator can't have is refused: an agreement would ask for the
// opposite, or for a part of a person.
func TestTargetsOfTheirIndicators(t *testing.T) {
	for _, c := range []struct {
		indicator string
		value     float64
		least     bool
		want      string
	}{
		{"隐患整改率", 98, true, ""},
		{"隐患整改率", 98, false, "target-direction"},
		{"隐患整改率", 100, true, ""},
		{"隐患整改率", 100.5, true, "target-over"},
		{"任务完成率", 120, true, ""},
		{"死亡人数", 3, true, "target-direction"},
		{"较大及以上事故起数", 0, true, "target-direction"},
		{"死亡人数", 1.5, false, "target-whole"},
		{"死亡人数", 3, false, ""},
		{"亿元GDP死亡率", 0.015, false, ""},
		{"培训人次", 1200, true, ""},
		{"直接经济损失", 30.5, false, ""},
	} {
		o := &Office{RegionCode: "1", Units: []*Unit{{Code: "1", Name: "青禾市", Tier: City, Origin: row(2)}},
			Targets: []*Target{{UnitCode: "1", Year: 2026, Indicator: c.indicator, Value: c.value, AtLeast: c.least, Origin: row(2)}}}
		got := ""
		for _, d := range o.Check().All() {
			if strings.HasPrefix(d.Code, "target-") {
				got += d.Code
			}
		}
		if got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
