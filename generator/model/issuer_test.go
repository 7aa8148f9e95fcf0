package model

import "testing"

// Whom a body addresses below the region: a Party body the committees too, a safety
// committee's office none that it may not command.
func TestLowerOfABody(t *testing.T) {
	for _, c := range []struct {
		kind string
		tier Tier
		want string
	}{
		{PartyOffice, City, "各县（区）党委和人民政府"},
		{GovernmentOffice, City, "各县（区）人民政府"},
		{CommitteeOffice, City, "各县（区）安全生产委员会"},
		{PartyOffice, County, "各乡镇（街道）党（工）委，各乡镇人民政府、街道办事处"},
		{PartyBody, Enterprise, "各子公司"},
	} {
		o := &Office{Name: "甲", Region: &Unit{Code: "R", Name: "甲", Tier: c.tier}}
		o.RegionCode = "R"
		below := map[Tier][]string{City: {"乙县人民政府", "丙区人民政府"}, County: {"乙镇人民政府", "丙街道办事处", "丁乡人民政府"}, Enterprise: {"乙公司", "丙公司"}}[c.tier]
		tier := map[Tier]Tier{City: County, County: Town, Enterprise: Enterprise}[c.tier]
		o.Units = []*Unit{o.Region}
		for i, name := range below {
			o.Units = append(o.Units, &Unit{Code: "U" + string(rune('0'+i)), Name: name, Tier: tier, ParentCode: "R"})
		}
		o.Issuers = []*Issuer{{Name: "某机关", Kind: c.kind}}
		o.Check()
		if got := o.Body("某机关").Lower(); got != c.want {
			t.Errorf("%s of a %s: %s, want %s", c.kind, c.tier, got, c.want)
		}
	}
}
