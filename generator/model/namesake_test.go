package model

import "testing"

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
