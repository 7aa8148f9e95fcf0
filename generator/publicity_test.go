package generator

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What a quarter's publicity asks of each place is that quarter's.
func TestPublicityOfEachQuarter(t *testing.T) {
	w := openCity(t)
	duties := map[string]string{}
	for _, q := range []string{"2026Q1", "2026Q2", "2025Q3", "2025Q4"} {
		text := fillPaper(t, w, "publicity-plan", q)[0].text
		_, section, _ := strings.Cut(text, "# 任务分工")
		section, _, _ = strings.Cut(section, "# 工作要求")
		if n := strings.Count(section, "本季度突出") + strings.Count(section, "本季度结合"); n != 5 {
			t.Errorf("%s: %d places have something of the quarter, want 5", q, n)
		}
		for before, other := range duties {
			if section == other {
				t.Errorf("%s asks what %s asked", q, before)
			}
		}
		duties[q] = section
	}
}

// The rules of assessment name the ways of marking that the criteria have, and no other.
func TestWaysOfMarkingAreTheCriterias(t *testing.T) {
	w := ownCity(t)
	var ways []string
	for _, c := range w.Office.Criteria {
		if c.Year == 2026 && c.Method != "" && !slices.Contains(ways, c.Method) {
			ways = append(ways, c.Method)
		}
	}
	text := fillPaper(t, w, "assessment-rules", "2026")[0].text
	if len(ways) < 2 || !strings.Contains(text, "按照"+strings.Join(ways, "、")+"的方式逐项核定") {
		t.Errorf("the rules do not name %v", ways)
	}
	for _, c := range w.Office.Criteria {
		c.Method = ""
	}
	text = fillPaper(t, w, "assessment-rules", "2026")[0].text
	if regexp.MustCompile(`按照[^。]*方式`).MatchString(text) {
		t.Error("the rules name ways of marking that no criterion has")
	}
}
