package model

import (
	"strings"
	"testing"

	"hongtou/generator/diag"
)

// A cell names a unit by its code, its name or both; where both stand there they are
// of one unit, or both are shown.
func TestUnitReferences(t *testing.T) {
	for ref, want := range map[string]string{
		"370103": "370103", "望山县": "370103", "望山": "370103",
		"370103 望山县": "370103", "370103望山县": "370103", "370103-望山": "370103", "望山县（370103）": "370103", "望山县(370103)": "370103",
		"（370103）望山县": "370103", "【370103】望山县": "370103", "望山县 370103": "370103", "望山县370103": "370103", "370103、望山县": "370103", "E1 安澜化工有限公司": "E1",
		"370103 临河区":  "unit-conflict 编码370103是“望山县”，“临河区”的编码是370102",
		"370103 别的县":  "unit-conflict 编码370103是“望山县”，不是“别的县”",
		"望山县（370199）": "unit-conflict “望山县”的编码是370103，不是370199",
		"370199 别的县":  "unit-unknown 单位表中没有此编码或名称",
		"望山县、临河区":     "unit-several 一格里写了2个单位",
		"望山县和临河区、安澜市": "unit-several 一格里写了3个单位",
		"望山县、别的县":     "unit-unknown 单位表中没有此编码或名称",
		"别的县（含望山县）":   "unit-unknown 单位表中没有此编码或名称",
	} {
		o := city()
		o.Items, o.Accidents = o.Items[:1], nil
		o.Items[0].UnitCode = ref
		got := ""
		for _, d := range o.Check().All() {
			if d.Severity == diag.Error {
				got += d.Code + " " + d.Problem.Zh
			}
		}
		if got == "" {
			got = o.Items[0].UnitCode
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", ref, got, want)
		}
	}
	for refs, want := range map[string]string{
		"370102|E1": "370102 E1", "临河区和望山县": "370102 370103", "临河区/望山|E1 安澜化工有限公司": "370102 370103 E1", "临河区与别的县": "",
	} {
		o := city()
		o.Tasks[0].WithCodes = strings.Split(refs, "|")
		list := o.Check()
		if got := strings.Join(o.Tasks[0].WithCodes, " "); list.Errors() == 0 && got != want || (list.Errors() > 0) != (want == "") {
			t.Errorf("%q is read as %q with %v, want %q", refs, got, list.All(), want)
		}
	}
	o := city()
	o.Units[2].ParentCode, o.Units[3].ParentCode = "370100 安澜市", "370100 临河区"
	if list := o.Check(); o.Units[2].ParentCode != "370100" || list.Len() == 0 || list.All()[0].Code != "unit-conflict" {
		t.Errorf("parents by code and name: %q, %v", o.Units[2].ParentCode, list.All())
	}
}
