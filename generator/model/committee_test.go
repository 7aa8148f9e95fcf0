package model

import (
	"strings"
	"testing"
)

// A division's own member is whom its party committee has named at the day's end; the
// region's leader who is linked to it is no such member.
func TestCommitteeMembersOfDivisions(t *testing.T) {
	o := yearCity()
	o.CommitteeMembers = []*CommitteeMember{
		{UnitCode: "370102", Name: "甲", Post: "县委常委", Since: day("2025-01-01"), Until: day("2026-02-01"), Origin: row(2)},
		{UnitCode: "370102", Name: "乙", Post: "县委常委", Since: day("2026-02-01"), Origin: row(3)},
		{UnitCode: "370102", Name: "丙", Post: "县委常委", Since: day("2026-03-01"), Origin: row(4)},
	}
	o.ContactList = []*Contact{{UnitCode: "370103", Name: "丁", Since: day("2025-01-01"), Origin: row(2)}}
	if l := o.Check(); l.Len() > 0 {
		t.Fatal(l.All())
	}
	for on, want := range map[string]string{"2024-12-31": "———", "2026-01-31": "甲——", "2026-02-01": "乙——", "2026-03-01": "丙——"} {
		var got strings.Builder
		named := 0
		for _, r := range o.CommitteeRows(day(on)) {
			if r.Member == nil {
				got.WriteString("—")
				continue
			}
			named++
			got.WriteString(r.Member.Name)
		}
		if got.String() != want || len(o.CommitteeNamed(day(on))) != named {
			t.Errorf("on %s the divisions have %s, want %s (%d named)", on, got.String(), want, len(o.CommitteeNamed(day(on))))
		}
	}
	if o.CommitteeMember(nil, day("2026-03-01")) != nil {
		t.Error("no unit has a member")
	}
	all := o.CommitteeMembers
	o.CommitteeMembers = all[:1]
	if m := o.CommitteeMember(all[0].Unit, day("2026-02-01")); m != nil {
		t.Errorf("%s, whose time is over and whom nobody followed, is still named", m.Name)
	}
	o.CommitteeMembers = all
	o.CommitteeMembers[0].Until = day("2024-01-01")
	if l := o.Check(); l.Errors() != 1 || l.All()[0].Code != "committee-member-until" {
		t.Errorf("a member who ended before the beginning: %v", l.All())
	}
}
