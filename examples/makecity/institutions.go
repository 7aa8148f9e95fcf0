package main

// firm tells whether the unit is an enterprise or an institution: who has workers or
// people in its care, and is visited, assessed and trained.
func (u *unit) firm() bool { return u.tier == tierEnterprise || u.tier == tierInstitution }

// firms are the enterprises and institutions in the order of their table.
func (c *city) firms() []*unit { return c.firmsBelow("") }

// firmsBelow are those of a county, of the whole city for "".
func (c *city) firmsBelow(code string) []*unit {
	var in []*unit
	for _, u := range c.units {
		if u.firm() && (code == "" || u.parent == code) {
			in = append(in, u)
		}
	}
	return in
}
