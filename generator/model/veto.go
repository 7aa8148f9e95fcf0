package model

import (
	"fmt"
	"slices"

	"hongtou/generator/period"
)

// A veto (一票否决) for an accident counts once the report of its investigation is
// approved and names the unit as liable, as the agreements say (经调查认定负有责任的).
// Until then it is open, and the papers of the assessment say so.

// PendingVeto is the kind of a decision that is still open.
const PendingVeto = "否决待定"

// vetoCase is an accident of 较大 or above that a unit may answer for.
type vetoCase struct {
	*Accident
	open string // why it is open; "" where the unit is found liable
}

// reason names the accident as circulars do, and what is found or still open:
// 2025年8月17日发生较大火灾事故，调查报告尚未批复.
func (c vetoCase) reason() string {
	found := c.open
	if found == "" {
		found = "经批复的调查报告认定负有责任"
	}
	return fmt.Sprintf("%s发生%s%s事故，%s", c.Date.Long(), c.Grade, c.Type, found)
}

// decision is the case as a row beside those of the table of adjustments.
func (c vetoCase) decision(u *Unit, year int) *Adjustment {
	kind := Veto
	if c.open != "" {
		kind = PendingVeto
	}
	return &Adjustment{Year: year, UnitCode: u.Code, Unit: u, Kind: kind, Reason: c.reason(), Basis: fmt.Sprintf("%d年度安全生产目标责任制考核细则", year), Date: c.Date}
}

// vetoCases are the accidents of grade 较大 or higher of p's year by which u is vetoed
// or may yet be, as far as p sees: what reports name u as liable, and what is open of
// those in u, if it is a place or a part of a company, and of those whose 责任单位 it
// is. A department answers only where a report names it: an accident in its field
// alone does not show that it failed. Where nobody entered whom the report names, the
// accident's 责任单位 stands. Whom a ruling spared is not among them.
func (o *Office) vetoCases(u *Unit, p period.Period) []vetoCase {
	place := u.Tier <= Village || o.Region != nil && o.Region.Tier >= Institution
	var cases []vetoCase
	for _, a := range o.Accidents {
		if a.Date.Year != p.Year || !p.Sees(a.Date) || !a.IsProduction() || a.Grade < Serious && (a.Grade != NoGrade || a.ungraded() == nil) {
			continue
		}
		if o.sparedFrom(a, u, p) {
			continue
		}
		concerned := place && a.Unit != nil && a.Unit.Within(u) || o.liable(a) == u
		switch i := o.investigationOf(a); {
		case a.Grade == NoGrade:
			if concerned {
				cases = append(cases, vetoCase{a, "伤亡、损失没有填全，等级未定"})
			}
		case a.Approved.IsZero() || !p.Sees(a.Approved):
			if concerned {
				cases = append(cases, vetoCase{a, "调查报告尚未批复"})
			}
		case i != nil && i.Nature == Accidental:
		case i != nil && len(i.Units) > 0:
			if slices.Contains(i.Units, u) {
				cases = append(cases, vetoCase{a, ""})
			}
		case o.liable(a) == u:
			cases = append(cases, vetoCase{a, ""})
		case concerned:
			cases = append(cases, vetoCase{a, "调查报告认定的责任单位尚未登记"})
		}
	}
	return cases
}

func (o *Office) investigationOf(a *Accident) *Investigation {
	for _, i := range o.Investigations {
		if i.Accident == a {
			return i
		}
	}
	return nil
}
