package model

import (
	"fmt"
	"testing"
)

// Records are found by their texts however many there are, and others are not.
func TestFinder(t *testing.T) {
	texts := make([]string, 5000)
	f := newFinder(0, func(i uint32) string { return texts[i] })
	for i := range texts {
		texts[i] = fmt.Sprint("单位", i)
		if _, ok := f.find(texts[i]); ok {
			t.Fatalf("%s is found before it is added", texts[i])
		}
		f.add(uint32(i))
	}
	for i, text := range texts {
		if got, ok := f.find(text); !ok || got != uint32(i) {
			t.Fatalf("%s is found as %d, %v", text, got, ok)
		}
	}
	if _, ok := f.find("别处"); ok {
		t.Error("what was not added is found")
	}
}

// A name means a unit where one alone has it, as its full name or its short one.
func TestUnitNames(t *testing.T) {
	units := []*Unit{
		{Name: "澄江区人民政府", Short: "澄江区"}, {Name: "望海县人民政府", Short: "望海县"},
		{Name: "城关镇", Short: "城关镇"}, {Name: "望海县城关镇", Short: "城关镇"}, {Short: ""}, {Name: "云台化工（集团）公司", Short: "云台（集团）"},
	}
	names := namesOfUnits(units)
	for name, want := range map[string]struct {
		unit    *Unit
		several bool
	}{
		"澄江区": {units[0], false}, "望海县人民政府": {units[1], false}, "望海县城关镇": {units[3], false},
		"云台化工(集团)公司": {units[5], false}, "云台化工（集团）公司": {units[5], false}, "云台(集团）": {units[5], false},
		"城关镇": {nil, true}, "": {nil, false}, "别处": {nil, false},
	} {
		if u, several := names.unit(name); u != want.unit || several != want.several {
			t.Errorf("%q means %v, several %v", name, u, several)
		}
	}
}
