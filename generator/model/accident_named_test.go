package model

import "testing"

// A fire is called one, whatever field it is counted in.
func TestAccidentNamed(t *testing.T) {
	for industry, want := range map[string]string{"道路交通": "道路交通较大事故", "消防": "较大火灾事故"} {
		if got := (&Accident{Industry: industry, Grade: Serious}).Named(); got != want {
			t.Errorf("%s: %s, want %s", industry, got, want)
		}
	}
}
