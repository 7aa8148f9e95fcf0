package collect

import (
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/sheet"
)

// What a form's key names twice in the table, or no more, is not merged.
func TestTableRowsOfAKey(t *testing.T) {
	ret := &Return{Form: &sheet.Form{Columns: []sheet.FormColumn{{Field: "行业领域"}}, Key: []string{"行业领域"}}, columns: []int{3}}
	for want, at := range map[string][]found{"row-ambiguous": {{}, {}}, "row-removed": nil} {
		m := &merger{result: &Result{Expected: &Expected{Table: model.TableOf("targets").Table}}, index: map[string][]found{"矿山": at}, list: &diag.List{}}
		row := &Row{id: "矿山", Key: "矿山", Places: []int{1}, Values: []string{"矿山"}, Wrong: make([]string, 1), sent: []string{"矿山"}}
		m.row(ret, row)
		if said := m.list.All(); !row.Bad || len(m.out) > 0 || len(said) != 1 || said[0].Code != want {
			t.Errorf("%s: the row is %+v, complained of is %v", want, row, said)
		}
	}
}
