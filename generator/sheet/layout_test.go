package sheet

import (
	"fmt"
	"strings"
	"testing"
)

// printTable prints a sheet as it is laid out: a row a line, cells between bars,
// formulas as the file says them with their values, and the merged cells.
func printTable(t *testing.T, book *Workbook, index int) string {
	t.Helper()
	tables, err := layOut(book)
	must(t, err)
	c, err := calculate(tables)
	must(t, err)
	for _, table := range tables {
		table.mergeEqual()
		table.measure()
	}
	table := tables[index]
	var b strings.Builder
	for row := range table.grid {
		r := &table.grid[row]
		b.WriteString([...]string{"title", "line", "head", "data", "subtotal", "total", "section", "note", "empty", "remark"}[r.part])
		for col := range r.slots {
			s := &r.slots[col]
			b.WriteString(" |")
			if s.formula != nil {
				text, err := c.cellFormula(table, row+1, s.formula)
				must(t, err)
				fmt.Fprintf(&b, " =%s →", text)
			}
			if s.value.kind != isEmpty {
				b.WriteString(" " + table.shown(r, col))
			}
		}
		b.WriteByte('\n')
	}
	var merges []string
	for _, m := range table.merges {
		merges = append(merges, m.String())
	}
	return b.String() + "merged " + strings.Join(merges, " ")
}

func TestLayout(t *testing.T) {
	two := []Column{{Key: "u", Header: []string{"单位"}, Total: "label:合计"}, {Key: "n", Header: []string{"数"}, Type: Integer, Total: "sum"}}
	for name, c := range map[string]struct {
		sheet Sheet
		want  string
	}{
		"a title and lines over the table": {
			Sheet{Title: "表题", Lines: []Line{{Left: "左", Right: "右"}, {}, {Center: "中"}}, Columns: []Column{{Key: "a"}, {Key: "b"}, {Key: "c"}}, Rows: []Row{{Cells: values(1, "x\x00y\r\nz", true)}}},
			`title | 表题
line | 左 | 右 |
line | 中 | |
head | a | b | c
data | 1 | xy
z | TRUE
merged A1:C1 B2:C2 A3:C3`,
		},
		"lines of more texts than columns stand one under the other": {
			Sheet{Lines: []Line{{Left: "左", Center: "中", Right: "右"}}, Columns: []Column{{Key: "a"}}, Rows: []Row{{}}},
			"line | 左\nline | 中\nline | 右\nhead | a\ndata |\nmerged ",
		},
		"equal upper heads merge, leaves reach down": {
			Sheet{Columns: []Column{
				{Key: "a", Header: []string{"地区"}}, {Key: "b", Header: []string{"本期", "事故", "起数"}}, {Key: "c", Header: []string{"本期", "事故", "死亡"}},
				{Key: "d", Header: []string{"本期", "损失"}}, {Key: "e", Header: []string{"本期", "损失"}}, {Key: "f", Header: []string{"同期", "事故", "起数"}}, {Key: "g"},
			}, Rows: []Row{{}}},
			`head | 地区 | 本期 | 本期 | 本期 | 本期 | 同期 | g
head | | 事故 | 事故 | 损失 | 损失 | 事故 |
head | | 起数 | 死亡 | | | 起数 |
data | | | | | | |
merged A1:A3 B1:E1 G1:G3 B2:C2 D2:D3 E2:E3`,
		},
		"names become this row's cell, the data rows, and those down to here": {
			Sheet{
				Columns: []Column{
					{Key: "a", Type: Integer}, {Key: "甲 乙", Formula: "{a}+$A$2"}, {Key: "s", Formula: "SUM({a:})"},
					{Key: "h", Formula: `SUM({ a : here })&"{a}"`}, {Key: "x", Formula: "SUM({数!n:})"},
				},
				Rows: []Row{{Cells: values(1)}, {Cells: []Cell{{Value: 2}, {Formula: "=sum({a},{a:})-true"}, {Value: "own"}}}},
			},
			`head | a | 甲 乙 | s | h | x
data | 1 | =A2+$A$2 → 2 | =SUM($A$2:$A$3) → 3 | =SUM($A$2:$A2)&"{a}" → 1{a} | =SUM('数'!$B$2:$B$7) → 19.75
data | 2 | =SUM(A3,$A$2:$A$3)-TRUE → 4 | own | =SUM($A$2:$A3)&"{a}" → 3{a} | =SUM('数'!$B$2:$B$7) → 19.75
merged `,
		},
		"subtotals take the rows since the last one, the total all": {
			Sheet{Columns: two, Rows: []Row{
				{Kind: Section, Cells: values("一")}, {Cells: values("甲", 1)}, {Cells: values("乙", 2)}, {Kind: Subtotal, Cells: values("小计")},
				{Kind: Section, Cells: values("二")}, {Cells: values("丙", 4)}, {Kind: Note, Cells: values("注")}, {Cells: values("丁", 8)}, {Kind: Subtotal, Cells: values("小计")},
			}, Notes: []string{"说明"}},
			`head | 单位 | 数
section | 一
data | 甲 | 1
data | 乙 | 2
subtotal | 小计 | =SUM($B$3:$B$4) → 3
section | 二
data | 丙 | 4
note | 注
data | 丁 | 8
subtotal | 小计 | =SUM(($B$7:$B$7,$B$9:$B$9)) → 12
total | 合计 | =SUM(($B$3:$B$4,$B$7:$B$7,$B$9:$B$9)) → 15
remark | 说明
merged A2:B2 A6:B6 A8:B8 A12:B12`,
		},
		"a total row of one's own stands where it stands": {
			Sheet{Columns: two, Rows: []Row{{Kind: Total, Cells: values("总计")}, {Cells: values("甲", 1)}}},
			"head | 单位 | 数\ntotal | 总计 | =SUM($B$3:$B$3) → 1\ndata | 甲 | 1\nmerged ",
		},
		"every kind of total": {
			Sheet{Columns: []Column{
				{Key: "a", Total: "count"}, {Key: "b", Type: Integer, Total: "average"}, {Key: "c", Type: Integer, Total: "max"}, {Key: "d", Type: Integer, Total: "min"},
				{Key: "e", Type: Percent, Formula: "{b}/{c}", Total: "same"}, {Key: "f", Total: `{b}&"/"&{c}`}, {Key: "g"},
			}, Rows: []Row{{Cells: values("x", 1, 4, -1)}, {Cells: values("y", 2, 8, -2)}}},
			`head | a | b | c | d | e | f | g
data | x | 1 | 4 | -1 | =B2/C2 → 25.0% | |
data | y | 2 | 8 | -2 | =B3/C3 → 25.0% | |
total | =COUNTA($A$2:$A$3) → 2 | =IF(COUNT($B$2:$B$3)=0,"",AVERAGE($B$2:$B$3)) → 2 | =IF(COUNT($C$2:$C$3)=0,"",MAX($C$2:$C$3)) → 8 | =IF(COUNT($D$2:$D$3)=0,"",MIN($D$2:$D$3)) → -2 | =B4/C4 → 18.8% | =B4&"/"&C4 → 1.5/8 |
merged `,
		},
		"without data rows there are words, and sums of nothing": {
			Sheet{Columns: []Column{{Key: "u", Total: "count"}, {Key: "n", Total: "sum"}, {Key: "x", Total: "max"}, {Key: "f", Formula: "1/0"}}},
			`head | u | n | x | f
empty | （本期无数据）
empty
total | =COUNTA($A$3:$A$3) → 0 | =SUM($B$3:$B$3) → 0 | =IF(COUNT($C$3:$C$3)=0,"",MAX($C$3:$C$3)) →  |
merged A2:D3`,
		},
		"words stand before a total of one's own": {
			Sheet{Columns: two, Empty: "无", Rows: []Row{{Kind: Section, Cells: values("一")}, {Kind: Total}}},
			"head | 单位 | 数\nsection | 一\nempty | 无\nempty\ntotal | 合计 | =SUM($B$4:$B$4) → 0\nmerged A2:B2 A3:B4",
		},
		"words stand in a block without rows": {
			Sheet{Columns: two, Rows: []Row{{Cells: values("甲", 1)}, {Kind: Subtotal}, {Kind: Subtotal}}},
			`head | 单位 | 数
data | 甲 | 1
subtotal | 合计 | =SUM($B$2:$B$2) → 1
empty | （本期无数据）
empty
subtotal | 合计 | =SUM($B$5:$B$5) → 0
total | 合计 | =SUM($B$2:$B$2) → 1
merged A4:B5`,
		},
		"equal neighbours merge within the merges to the left": {
			Sheet{Columns: []Column{{Key: "a", Merge: true}, {Key: "b"}, {Key: "c", Merge: true}}, Rows: []Row{
				{Cells: values("甲", 1, "x")}, {Cells: values("甲", 1, "x")}, {Cells: values("乙", 1, "x")}, {Cells: values("乙", 1, nil)}, {Cells: values("乙", 1, nil)},
				{Kind: Note, Cells: values("注")}, {Cells: values("乙", 1, 1)}, {Cells: values("乙", 1, "1")},
			}},
			`head | a | b | c
data | 甲 | 1 | x
data | 甲 | 1 | x
data | 乙 | 1 | x
data | 乙 | 1 |
data | 乙 | 1 |
note | 注
data | 乙 | 1 | 1
data | 乙 | 1 | 1
merged A7:C7 A2:A3 A4:A6 A8:A9 C2:C3`,
		},
		"dates keep their day in any column": {
			Sheet{Columns: []Column{{Key: "d", Type: Date}, {Key: "t"}, {Key: "f", Format: "m月d日"}}, Rows: []Row{{Cells: values(day(2026, 3, 1), day(2026, 3, 1), day(2026, 3, 1))}}},
			"head | d | t | f\ndata | 2026-03-01 | 2026-03-01 | 3月1日\nmerged ",
		},
		"an empty text is no value": {
			Sheet{Columns: []Column{{Key: "a"}, {Key: "b", Formula: "1+1"}}, Rows: []Row{{Cells: values("\x01", "")}}},
			"head | a | b\ndata | | =1+1 → 2\nmerged ",
		},
	} {
		c.sheet.Name = "表"
		if got := printTable(t, &Workbook{Sheets: []Sheet{c.sheet, figures}}, 0); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, c.want)
		}
	}
}
