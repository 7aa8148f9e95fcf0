package model

import (
	"fmt"
	"testing"
)

// Two units of one parent that papers call the same are told of; of two parents, or with
// short names of their own, they may have one name.
func TestNamesakes(t *testing.T) {
	for _, c := range []struct{ parent, short, want string }{
		{"1", "", "3"},
		{"1", "乙县", ""},
		{"2", "", ""},
	} {
		o := &Office{Units: []*Unit{
			{Code: "1", Name: "青禾市", Tier: City, Origin: row(2)},
			{Code: "2", Name: "甲县", Tier: County, ParentCode: "1", Origin: row(3)},
			{Code: "3", Name: "甲县", Short: c.short, Tier: County, ParentCode: c.parent, Origin: row(4)},
		}}
		got := ""
		for _, d := range o.Check().All() {
			if d.Code == "unit-namesake" && d.Place == PlaceOf(o.Units[2], &o.Units[2].Name) {
				got += o.Units[2].Code
			}
		}
		if got != c.want {
			t.Errorf("%+v: told of %q", c, got)
		}
	}
}

// Namesakes are told of in the table's order, whosever they are; each of several with the
// first.
func TestNamesakesInTheTablesOrder(t *testing.T) {
	o := &Office{Units: []*Unit{
		{Code: "1", Name: "青禾市", Tier: City, Origin: row(2)},
		{Code: "2", Name: "甲县", Tier: County, ParentCode: "1", Origin: row(3)},
		{Code: "3", Name: "乙县", Tier: County, ParentCode: "1", Origin: row(4)},
		{Code: "4", Name: "丙镇", Tier: Town, ParentCode: "3", Origin: row(5)},
		{Code: "5", Name: "丁镇", Tier: Town, ParentCode: "2", Origin: row(6)},
		{Code: "6", Name: "丙镇", Tier: Town, ParentCode: "3", Origin: row(7)},
		{Code: "7", Name: "丁镇", Tier: Town, ParentCode: "2", Origin: row(8)},
		{Code: "8", Name: "丙镇", Tier: Town, ParentCode: "3", Origin: row(9)},
		{Code: "9", Name: "乙县", Tier: County, ParentCode: "1", Origin: row(10)},
	}}
	got := ""
	for _, d := range o.Check().All() {
		if d.Code == "unit-namesake" {
			got += fmt.Sprintf("%d:%s ", d.Place.Row, d.Problem.Zh[len("与编码为"):][:1])
		}
	}
	if want := "7:4 8:5 9:4 10:3 "; got != want {
		t.Errorf("told of row:first %s, want %s", got, want)
	}
}
