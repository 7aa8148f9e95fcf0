package source

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/model"
)

// What the reader takes by itself is no guess of adopt: days in parts, a month in the
// title, columns of kinds. Kinds that it would not know are proposed.
func TestGuessesOfJointColumns(t *testing.T) {
	o := &model.Office{Units: []*model.Unit{{Code: "B", Name: "云台区"}, {Code: "C", Name: "鹿鸣县"}}}
	for name, c := range map[string]struct{ sheet, want string }{
		"a day in parts":     {"隐患编号|检查时间|||责任单位|问题描述|整改期限\n|年|月|日|||\nmerge A1:A2 B1:D1 E1:E2 F1:F2 G1:G2\nY1|2026|3|2|云台区|护栏松动|2026-03-20", "hazards [] 隐患编号 +检查时间 +检查时间 +检查时间 责任单位 问题描述 整改期限"},
		"a month above":      {"2026年3月月报\n单位|报送日期|发现隐患|整改隐患\n云台区|2026-04-02|3|2", "reports [] 单位 报送日期 发现隐患 整改隐患"},
		"no month":           {"单位|报送日期|发现隐患|整改隐患\n云台区|2026-04-02|3|2", "reports [月份] 单位 报送日期 发现隐患 整改隐患"},
		"kinds":              {"2026年控制指标\n单位|死亡人数|事故起数|隐患整改率\n云台区|5|7|98%\n鹿鸣县|4|6|98%", "targets [] 单位 +死亡人数 +事故起数 +隐患整改率"},
		"kinds and another":  {"2026年控制指标\n序号|单位|死亡人数|事故起数|较大|联系电话\n1|云台区|5|7|1|13800001111\n2|鹿鸣县|4|6|1|13800001112", "targets [] 单位 +死亡人数 +事故起数 ?较大"},
		"no year for kinds":  {"单位|死亡人数|事故起数|隐患整改率\n云台区|5|7|98%", "targets [年度] 单位 +死亡人数 +事故起数 +隐患整改率"},
		"a kind in the rows": {"2026年控制指标\n单位|指标|控制数\n云台区|死亡人数|5", "targets [] 单位 指标 控制数"},
	} {
		guesses, list := Guesses("t.xlsx", clerk(t, c.sheet), o, "")
		if len(guesses) != 1 {
			t.Errorf("%s: %d guesses, %v", name, len(guesses), list.All())
			continue
		}
		got := fmt.Sprint(guesses[0].Table.Name, " ", guesses[0].Missing)
		for _, column := range guesses[0].Columns {
			switch {
			case column.Column < 0:
			case column.Joint && column.Known:
				got += " +" + column.Header
			case column.Joint:
				got += " ?" + column.Header
			default:
				got += " " + column.Header
			}
		}
		if got != strings.TrimSpace(c.want) {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
