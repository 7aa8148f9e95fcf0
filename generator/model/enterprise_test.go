package model

import (
	"fmt"
	"testing"
)

// A firm's file has what each table says of the firm and of its parts, a case by the
// firm that its place names too, and says of a table that it tells nothing of the
// period rather than that there was nothing.
func TestEnterpriseFile(t *testing.T) {
	o := yearCity()
	o.Units = append(o.Units, &Unit{Code: "W1", Name: "一车间", Tier: Workshop, ParentCode: "E1", Origin: row(30)})
	o.Trainings = []*Training{{Code: "P1", Date: day("2026-03-02"), UnitCode: "W1", Title: "规程", Origin: row(2)}}
	o.Investments = []*Investment{
		{Code: "I1", Date: day("2026-02-02"), UnitCode: "E1", Item: "风机", Planned: 1.1, Amount: 0.1, Origin: row(2)},
		{Code: "I2", Date: day("2026-02-03"), UnitCode: "E1", Item: "风管", Planned: 2.2, Amount: 0.2, Origin: row(3)},
	}
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	o.Listings = append(o.Listings, &Listing{Code: "L2", Date: day("2026-02-10"), Kind: DutyListing, UnitCode: "370103", Unit: o.Unit("370103"), Site: o.Unit("E1").Name + "料仓", Content: "戊", Deadline: day("2026-05-31")})
	p := quarterMonth("2026")
	f := o.EnterpriseFile(o.Unit("E1"), p)
	got := fmt.Sprint(len(f.Hazards), len(f.Listings), len(f.Trainings), len(f.Investments), sure(f.Planned()), sure(f.Amount()), f.Overdue(), f.Has("visits"), f.Has("drills"))
	if want := "1 2 1 2 3.3 0.3 1 false true"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, r := range f.Contents {
		if r.Table == "visits" && (r.Known || !r.Through.IsZero()) {
			t.Errorf("no visit is entered at all, and the file says how many there were: %+v", r)
		}
	}
	if o.EnterpriseFile(o.Unit("370102"), p) != nil || o.EnterpriseFile(o.Unit("W1"), p) != nil {
		t.Error("what is no enterprise has a file")
	}
	if n := len(o.EnterpriseFiles(p)); n != len(o.firms()) {
		t.Errorf("%d files", n)
	}
}
