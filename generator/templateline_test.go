package generator

import "testing"

// A line of a page is found in its template by the words that they share.
func TestTemplateLine(t *testing.T) {
	const text = "---\ntitle: \"关于{{.Name}}的通知\"\n---\n\n各县（市、区）安委会：\n\n现将**{{.Period.Name}}督查安排**通知如下，请认真组织。\n\n- {{.X}}督查组查阅资料、实地检查\n"
	for shown, want := range map[string]int{
		"现将2026年第一季度督查安排通": 7, "如下，请认 真组织。": 7, "一组督查组查阅资料": 9, "各县（市、区）安委会：": 5, "全市共发生事故33起": 0, "的通知": 0,
	} {
		if got := TemplateLine(text, shown); got != want {
			t.Errorf("%s: line %d, want %d", shown, got, want)
		}
	}
}
