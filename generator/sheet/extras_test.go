package sheet

import (
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	os.WriteFile("/tmp/x.xlsx", written(t, one(fancy())), 0o644)
}

// fancy is a sheet with what hangs on cells, and rows in groups.
func fancy() Sheet {
	return Sheet{
		Name: "分组", Title: "各单位季度得分", Color: "C00000", Outline: true,
		Columns: []Column{
			{Key: "tier", Header: []string{"层级"}, Total: "label:合计"},
			{Key: "unit", Header: []string{"单位"}, Comment: "全称，与单位表一致", Link: &Link{Sheet: "分组", Column: "unit"}, Name: "督查单位"},
			{Key: "q1", Header: []string{"得分", "一季度"}, Type: Integer, Total: "sum"},
			{Key: "q2", Header: []string{"得分", "二季度"}, Type: Integer, Total: "sum"},
			{Key: "q3", Header: []string{"得分", "三季度"}, Type: Integer, Fold: true},
			{Key: "trend", Header: []string{"走势"}, Sparkline: &Sparkline{Values: []string{"q1", "q2", "q3"}}, Width: 14},
			{Key: "rank", Header: []string{"名次"}, Type: Integer, Rank: &Rank{Of: "q2"}},
			{Key: "when", Header: []string{"期间"}, Type: Period},
		},
		Rows: []Row{
			{Cells: values("县区", "望海县", 90, 80, 70)}, {Cells: values("部门", "市教育局", 88, 91, 95)},
			{Cells: []Cell{{Value: "县区"}, {Value: "澄江区"}, {Value: 77}, {Value: 80, Comment: "复查后改"}, {Value: 99}}},
		},
		Group: &Group{Column: "tier", Section: true, Subtotal: "小计", Break: true},
		Conditions: []Condition{
			{Column: "q1", Bar: true}, {Column: "q2", Icons: Arrows}, {Column: "q3", Icons: Quarters, Reverse: true},
		},
		Validations: []Validation{
			{Column: "unit", Of: "tier", Choices: []Choices{{"县区", []string{"望海县", "澄江区"}}, {"部门", []string{"市教育局"}}}},
		},
		Charts: []Chart{
			{Category: "unit", Values: []string{"q1"}, Lines: []string{"q2"}, Second: true, Title: "合成", ValueAxis: "分", SecondAxis: "分（右）"},
			{Category: "unit", Values: []string{"q1", "q3"}, Stacked: true, Title: "堆积"},
		},
	}
}
