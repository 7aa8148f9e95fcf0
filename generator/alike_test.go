package generator

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/period"
)

// Agreements say what each body does. What belongs to the form stands in all of them
// and is not compared: what stands before the first heading (parties, basis), 考核,
// 附则 and the signatures. Of everything else, two agreements may share at most this
// part of the sentences of the one that has fewer. Sentences that differ in a word
// are the same sentence.
const mostAlike = 0.6

// nearlyTheSame is how much of their pairs of characters two sentences have in common
// that count as one (Dice).
const nearlyTheSame = 0.8

func TestAgreementsAreOfTheirBodies(t *testing.T) {
	w := openCity(t)
	year := period.Period{Year: 2026, Kind: period.Year, Index: 1}
	for _, target := range []string{"agreement-department", "agreement-institution", "agreement-post"} {
		var all []agreement
		for _, p := range fillPaper(t, w, target, "2026") {
			u := w.Office.Unit(p.subject.Code())
			kinds := ""
			for _, k := range w.Office.ClausesOf(u, year).Kinds {
				kinds += k.Name + " "
			}
			if kinds == "" || slices.ContainsFunc(all, func(a agreement) bool { return a.kinds == kinds && target != "agreement-department" }) {
				if kinds == "" {
					t.Errorf("%s: the kind of %s is not known", target, u.Short)
				}
				continue // another school, the same post in two teams
			}
			all = append(all, agreement{u.Short, kinds, clausesIn(p.text)})
		}
		if len(all) < 4 {
			t.Fatalf("%s: %d agreements to compare", target, len(all))
		}
		worst, pair := 0.0, ""
		for i, a := range all {
			if len(a.sentences) < 8 {
				t.Errorf("%s of %s has %d sentences of its body: %q", target, a.name, len(a.sentences), a.sentences)
			}
			for _, b := range all[:i] {
				if part := sharedPart(a.sentences, b.sentences); part > worst {
					worst, pair = part, a.name+"、"+b.name
				}
			}
		}
		t.Logf("%s: %d agreements, at most %.0f %% the same: %s", target, len(all), 100*worst, pair)
		if worst > mostAlike {
			t.Errorf("%s: %s share %.0f %% of their sentences", target, pair, 100*worst)
		}
	}
}

type agreement struct {
	name, kinds string
	sentences   []string
}

var formSection = regexp.MustCompile(`(?s)\n# (考核|附则)[^\n]*\n.*?(\n# |\z)`)

// clausesIn are the sentences of an agreement's text without what belongs to the form.
func clausesIn(text string) []string {
	_, text, _ = strings.Cut("\n"+text, "\n# ")
	text = "\n# " + text
	for formSection.MatchString(text) {
		text = formSection.ReplaceAllString(text, "$2")
	}
	var in []string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "|") || strings.HasPrefix(line, "```") {
			continue
		}
		line = strings.TrimPrefix(line, "1. ")
		for _, s := range strings.FieldsFunc(line, func(r rune) bool { return r == '。' || r == '；' }) {
			if s = strings.TrimSpace(s); s != "" {
				in = append(in, s)
			}
		}
	}
	return in
}

// sharedPart is the part of the sentences of the shorter text that the other has too.
func sharedPart(a, b []string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for _, s := range a {
		if slices.ContainsFunc(b, func(o string) bool { return alike(s, o) >= nearlyTheSame }) {
			n++
		}
	}
	return float64(n) / float64(len(a))
}

// alike is Dice's coefficient of the pairs of neighbouring characters.
func alike(a, b string) float64 {
	x, y := pairsOf(a), pairsOf(b)
	common := 0
	for pair, n := range x {
		common += min(n, y[pair])
	}
	return 2 * float64(common) / float64(max(len([]rune(a))+len([]rune(b))-2, 1))
}

func pairsOf(s string) map[string]int {
	pairs := map[string]int{}
	r := []rune(s)
	for i := 1; i < len(r); i++ {
		pairs[string(r[i-1:i+1])]++
	}
	return pairs
}

func TestSharedPart(t *testing.T) {
	text := "前言。\n\n# 目标\n\n1. 甲甲甲甲；乙乙乙乙。\n\n# 考核与奖惩\n\n丙。\n\n# 附则\n\n丁。\n\n```signatures\n甲方\n```\n"
	if got := fmt.Sprint(clausesIn(text)); got != "[甲甲甲甲 乙乙乙乙]" {
		t.Errorf("the clauses are %s", got)
	}
	a := []string{"每月检查一次烟花爆竹批发仓库的消防设施", "乙乙乙乙"}
	if got := sharedPart(a, []string{"每月检查一次烟花爆竹零售仓库的消防设施", "丙", "丁"}); got != 0.5 {
		t.Errorf("a sentence with another word is shared: %v, want 0.5", got)
	}
}

// A department that may not enforce the law is not told to, and one that supervises
// nobody has no accidents of others to answer for.
func TestAgreementsGiveNoPowers(t *testing.T) {
	w := openCity(t)
	year := period.Period{Year: 2026, Kind: period.Year, Index: 1}
	seen := map[string]int{}
	for _, p := range fillPaper(t, w, "agreement-department", "2026") {
		set := w.Office.ClausesOf(w.Office.Unit(p.subject.Code()), year)
		class := "enforces"
		switch {
		case !set.Supervises():
			class = "supports"
		case set.Scope() != "":
			class = "partly"
		case !set.Enforces():
			class = "guides"
		}
		seen[class]++
		for text, of := range map[string]string{
			"对违法行为依法立案查处": "enforces", "依法采取停止使用、停产停业等措施": "enforces", "方面对违法行为依法查处，其他违法线索移送": "partly",
			"不得超越职权实施行政处罚": "guides", "对所属单位每半年至少检查1次": "supports", "经调查认定乙方负有监督管理责任": "enforces partly guides",
		} {
			if got := strings.Contains(p.text, text); got != strings.Contains(of, class) {
				t.Errorf("the agreement of %s, which %s, says %q: %v", p.subject.Name(), class, text, got)
			}
		}
	}
	if seen["enforces"] < 8 || seen["partly"] < 4 || seen["guides"] < 2 || seen["supports"] < 3 {
		t.Errorf("the example's departments are %v", seen)
	}
}
