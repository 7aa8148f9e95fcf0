package model

import "hongtou/generator/period"

// The cascade of agreements: who signs with whom, who has signed, and how each
// target is broken down below the unit that answers for it.

// PartyA is who signs u's agreement as the upper party (甲方): whom the table names, or
// else the unit above. An enterprise or an institution that is listed at a place above the townships is
// one of the region's key ones and signs with the region; one of a village,
// which has no powers over it, signs with the township. The region's top has none.
func (o *Office) PartyA(u *Unit) *Unit {
	switch {
	case u == nil || u == o.Region:
		return nil
	case u.PartyA != nil:
		return u.PartyA
	case u.Parent == nil:
		return o.Region
	case u.Tier != Enterprise && u.Tier != Institution:
		return u.Parent
	case u.Parent.Tier < Town && u.Within(o.Region):
		return o.Region
	}
	a := u.Parent
	for a.Tier == Village && a != o.Region && a.Parent != nil {
		a = a.Parent
	}
	return a
}

// SignedIn tells whether u's agreement of a year is signed.
func (u *Unit) SignedIn(year int) bool { return u.Signed.Year == year }

// SignedOn is the day on which u's agreement of a year was signed, if it was.
func (u *Unit) SignedOn(year int) period.Date {
	if u.SignedIn(year) {
		return u.Signed
	}
	return period.Date{}
}

// Signing is how many of the agreements of one party with one tier are signed.
type Signing struct {
	PartyA         *Unit
	Tier           Tier
	Should, Signed int
	counted
}

// Rate is the signing rate (签订率).
func (s *Signing) Rate() Share { return shareOf(float64(s.Signed), float64(s.Should)) }

// Signatories lists the units that have an agreement to sign, in table order.
func (o *Office) Signatories() []*Unit {
	return having(o.Units, func(u *Unit) bool { return o.PartyA(u) != nil })
}

// Signings counts the agreements of a year by party and tier, in the order in
// which both occur in the table of units.
func (o *Office) Signings(year int) []*Signing {
	type key struct {
		party *Unit
		tier  Tier
	}
	byKey := map[key]*Signing{}
	var in []*Signing
	for _, u := range o.Signatories() {
		k := key{o.PartyA(u), u.Tier}
		s := byKey[k]
		if s == nil {
			s = &Signing{PartyA: k.party, Tier: k.tier, counted: o.counting()}
			byKey[k] = s
			in = append(in, s)
		}
		s.Should++
		s.note(u, "Should", "Rate")
		if u.SignedIn(year) {
			s.Signed++
			s.note(u, "Signed")
		}
	}
	return in
}

// Breakdown is one target of a unit with what the units of one tier below it
// take of it.
type Breakdown struct {
	Target *Target
	Tier   Tier   // of Parts
	Parts  []Part // every child of the tier, in table order
	Sum    float64
}

// Part is one child's share; Target is nil where it was given none.
type Part struct {
	Unit   *Unit
	Target *Target
}

// Missing is how many children of the tier were given no part.
func (b *Breakdown) Missing() int {
	n := 0
	for _, p := range b.Parts {
		if p.Target == nil {
			n++
		}
	}
	return n
}

// Left is what of the target no child has (余量), below 0 where they have too much.
func (b *Breakdown) Left() float64 { return tidy(b.Target.Value - b.Sum) }

// Breakdowns lists a year's absolute targets that have been broken down to at
// least one child, in the table's order; departments, and the enterprises
// of a place, take part in their own fields only, so that a missing part is none of theirs.
func (o *Office) Breakdowns(year int) []*Breakdown {
	var in []*Breakdown
	for _, t := range o.Targets {
		if t.Unit == nil || t.Year != year || !t.Absolute() {
			continue
		}
		for tier := Province; tier <= Post; tier++ {
			if b := o.breakdown(t, tier); b != nil {
				in = append(in, b)
			}
		}
	}
	return in
}

func (o *Office) breakdown(t *Target, tier Tier) *Breakdown {
	b := &Breakdown{Target: t, Tier: tier}
	given := false
	whole := t.Industry == "" && tier != Department && tier != Institution && (tier != Enterprise || t.Unit.Tier == Enterprise)
	for _, child := range t.Unit.Children {
		if child.Tier != tier {
			continue
		}
		part := o.Target(child, t.Year, t.Indicator, t.Industry)
		if part != nil && !part.Absolute() {
			part = nil
		}
		if part != nil {
			given = true
			b.Sum = tidy(b.Sum + part.Value)
		}
		if part != nil || whole {
			b.Parts = append(b.Parts, Part{child, part})
		}
	}
	if !given {
		return nil
	}
	return b
}

// BreakdownLine is one child's line of a breakdown.
type BreakdownLine struct {
	Whole *Breakdown
	Part
}

// BreakdownLines lists a year's breakdowns child by child.
func (o *Office) BreakdownLines(year int) []BreakdownLine {
	var lines []BreakdownLine
	for _, b := range o.Breakdowns(year) {
		for _, p := range b.Parts {
			lines = append(lines, BreakdownLine{b, p})
		}
	}
	return lines
}

// Unsplit lists a year's targets that do not add up: rates and least shares.
func (o *Office) Unsplit(year int) []*Target {
	return having(o.Targets, func(t *Target) bool { return t.Unit != nil && t.Year == year && !t.Absolute() })
}

var _ = explain[Breakdown]("Parts 下级控制数; Sum 下级之和; Missing 未分解单位数; Left 余量")

var _ = explain[BreakdownLine]("Whole 上级控制数")

var _ = explain[Office]("Signatories 应签订责任书的单位; Signings 签订情况; Breakdowns 目标分解; BreakdownLines 目标分解明细; Unsplit 不分解的指标")

var _ = explain[Signing]("Should 应签订数; Signed 已签订数")
