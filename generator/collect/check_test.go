package collect

import (
	"slices"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/sheet"
	"hongtou/generator/source"
)

// A new row of a form has a key; a line of totals is no row.
func TestFormsNewRows(t *testing.T) {
	table := model.TableOf("targets").Table
	form := &sheet.Form{Columns: []sheet.FormColumn{{Field: "行业领域", Open: true}, {Field: "控制数", Open: true}}, Key: []string{"行业领域"},
		Fixed: map[string]string{"年度": "2026", "单位编码": "990103", "指标": "死亡人数"}, Blank: true}
	ret := &Return{Form: form}
	for _, c := range form.Columns {
		ret.columns = append(ret.columns, source.ColumnOf(table, c.Field))
	}
	cells := func(words ...string) (out []source.Cell) {
		for _, w := range words {
			out = append(out, source.Cell{Raw: w, Shown: w})
		}
		return out
	}
	g := &grid{rows: map[int][]source.Cell{2: cells("矿山", "3"), 3: cells("", "2"), 4: cells("合计", "5")}, last: 4}
	result := &Result{Expected: &Expected{Table: table}, Complaints: &diag.List{}}
	(&checker{result: result, ret: ret, grid: g, head: head{last: 1, places: []int{1, 2}}}).run()
	var said []string
	for _, d := range result.Complaints.All() {
		said = append(said, d.Code)
	}
	if len(ret.Rows) != 2 || ret.Rows[0].Bad || !ret.Rows[1].Bad || !slices.Equal(said, []string{"row-key"}) {
		t.Errorf("the rows are %+v, complained of is %v", ret.Rows, said)
	}
}
