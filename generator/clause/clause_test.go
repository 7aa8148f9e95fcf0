package clause

import (
	"slices"
	"strings"
	"testing"
)

// The library is sound: each kind is known by some word, says what it must, names laws
// that there are, and holds no place that nothing fills.
func TestLibrary(t *testing.T) {
	keys := map[string]bool{}
	for _, l := range Laws() {
		if keys[l.Key] || l.Title == "" || l.Form == "" || strings.ContainsAny(l.Title, "《》") {
			t.Errorf("law %q is declared twice, or lacks its title or form", l.Key)
		}
		keys[l.Key] = true
	}
	least := map[Sort]int{Department: 39, Institution: 10, Trade: 25, Post: 76}
	for sort, n := range least {
		kinds := Library(sort)
		if len(kinds) < n {
			t.Errorf("%s: %d kinds, want %d at least", sort, len(kinds), n)
		}
		names := map[string]bool{}
		for _, k := range kinds {
			at := string(sort) + " " + k.Name
			if names[k.Name] {
				t.Errorf("%s is declared twice", at)
			}
			names[k.Name] = true
			if len(k.Names)+len(k.Fields) == 0 || len(k.Duties) < 3 || len(k.Targets) < 1 {
				t.Errorf("%s: known by %v, %d duties, %d targets", at, k.Names, len(k.Duties), len(k.Targets))
			}
			for _, law := range k.Laws {
				if !keys[law] {
					t.Errorf("%s stands on %s, which is no law of laws.yaml", at, law)
				}
			}
			for _, part := range Parts[sort] {
				if (k.List(part) == nil) == (k.Text(part) == nil) {
					t.Errorf("the part %s of %s is neither a list nor a text, or both", part, sort)
				}
			}
			for _, text := range slices.Concat(k.Duties, k.Targets, k.Checks, k.Bans, k.Shop, k.Team, []string{k.Objects, k.Patrol, k.Stops}) {
				if word := Unplaced(text); word != "" || strings.TrimSpace(text) == "" && text != "" {
					t.Errorf("%s: %q has %s, which nothing fills", at, text, word)
				}
			}
			for _, text := range slices.Concat(k.Duties, k.Checks, k.Shop, k.Team) {
				if !strings.HasSuffix(text, "。") || len([]rune(text)) < 12 {
					t.Errorf("%s: %q is no sentence", at, text)
				}
			}
			checkSort(t, at, sort, k)
		}
	}
}

func checkSort(t *testing.T, at string, sort Sort, k *Kind) {
	switch sort {
	case Department:
		if !slices.Contains([]string{"综合监管", "行业监管", "行业管理", "支持保障"}, k.Class) || !slices.Contains([]string{"有", "部分", "无"}, k.Power) ||
			(k.Power == "部分") != (k.Scope != "") || k.Objects == "" {
			t.Errorf("%s: class %q, power %q, scope %q, objects %q", at, k.Class, k.Power, k.Scope, k.Objects)
		}
		if k.Power == "无" {
			for _, d := range k.Duties {
				for _, act := range []string{"立案", "依法处罚", "吊销", "责令停产", "依法查处"} {
					if strings.Contains(d, act) && !strings.Contains(d, "依规依纪依法立案审查") {
						t.Errorf("%s has no power to enforce, and %s: %s", at, act, d)
					}
				}
			}
		}
	case Institution:
		if k.Head == "" || k.Patrol == "" {
			t.Errorf("%s: head %q, patrol %q", at, k.Head, k.Patrol)
		}
	case Trade:
		if len(k.Shop) < 3 || len(k.Team) < 2 {
			t.Errorf("%s: %d clauses of workshops, %d of teams", at, len(k.Shop), len(k.Team))
		}
	case Post:
		if k.Class != "" && k.Class != "管理" && k.Class != "公职" || len(k.Bans) < 3 || k.Class == "" && k.Stops == "" {
			t.Errorf("%s: class %q, %d bans, stops %q", at, k.Class, len(k.Bans), k.Stops)
		}
	}
}

func named(kinds ...*Kind) string {
	var names []string
	for _, k := range kinds {
		if k != nil {
			names = append(names, k.Name)
		}
	}
	return strings.Join(names, " ")
}

// A department is of the kinds that its name tells, the longest words first.
func TestInName(t *testing.T) {
	for name, want := range map[string]string{
		"安澜市公安局":             "公安",
		"安澜市公安局交通警察支队":       "公安交管",
		"青石县公安交通管理局":         "公安交管",
		"青石县文化广电旅游体育局":       "广播电视 文化和旅游 体育",
		"安澜市人民政府国有资产监督管理委员会": "国有资产监管",
		"青石县教育体育局":           "教育 体育",
		"青石县人民政府办公室":         "",
		"安澜市民政局":             "民政",
		"中共安澜市委组织部":          "组织",
		"青石县农业农村和水利局":        "农业农村 水利",
		"青石县档案局":             "",
		"青石县水利路小学":           "",
		"青石县水利局（水利工程处）":      "水利",
	} {
		if got := named(InName(Library(Department), name)...); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// A post is of the kind of the longest word in its name, and of its trade.
func TestClosest(t *testing.T) {
	for _, c := range [][3]string{
		{"危险化学品装卸工", "危险化学品", "危险化学品装卸"}, {"装卸工", "仓储物流", "普通装卸搬运"}, {"信号工", "矿山", "矿井信号把钩"}, {"信号工", "建筑施工", ""},
		{"爆破员", "", "爆破"}, {"爆破器材保管员", "", "爆破器材保管"}, {"电焊工", "", "焊接切割"}, {"维修电工", "", "电工"}, {"叉车司机", "", "叉车司机"},
		{"仓库保管员", "", "仓库保管"}, {"危险化学品仓库保管员", "", "危险化学品仓库保管"}, {"网格员", "", "网格员"}, {"诗人", "", ""},
	} {
		if got := named(Closest(Library(Post), c[0], c[1])); got != c[2] {
			t.Errorf("%s of %s: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// Of two words as long the one that stands last tells the post, whatever the order of
// the library.
func TestClosestStandsLast(t *testing.T) {
	a, b := &Kind{Name: "A", Names: []string{"电工"}}, &Kind{Name: "B", Names: []string{"焊工"}}
	for _, kinds := range [][]*Kind{{a, b}, {b, a}} {
		if got := named(Closest(kinds, "电工兼焊工", "")); got != "B" {
			t.Errorf("%s: %q", named(kinds...), got)
		}
	}
}

// What an office declares of a unit is known only where every word names a kind.
func TestDeclared(t *testing.T) {
	kinds := []*Kind{{Name: "矿山"}, {Name: "工贸"}}
	for _, c := range []struct {
		words, want string
		known       bool
	}{{"矿山 工贸", "矿山 工贸", true}, {"诗歌 矿山", "矿山", false}, {"矿山 诗歌", "矿山", false}, {"", "", false}} {
		if found, known := Declared(kinds, strings.Fields(c.words)); named(found...) != c.want || known != c.known {
			t.Errorf("%q: %q %v, want %q %v", c.words, named(found...), known, c.want, c.known)
		}
	}
}

// A unit without a field is of no kind, also where a kind has an empty field.
func TestOfField(t *testing.T) {
	kinds := []*Kind{{Name: "矿山", Fields: []string{"煤矿", ""}}, {Name: "工贸", Fields: []string{"冶金"}}}
	for field, want := range map[string]string{"煤矿": "矿山", "冶金": "工贸", "": "", "诗歌": ""} {
		if got := named(OfField(kinds, field)...); got != want {
			t.Errorf("%q: %q, want %q", field, got, want)
		}
	}
}

// A change of a clone leaves the library as it is.
func TestClone(t *testing.T) {
	for _, s := range Sorts {
		k := Library(Sort(s))[0]
		c := k.Clone()
		for _, part := range Parts[Sort(s)] {
			if list := c.List(part); list != nil && len(*list) > 0 {
				was := (*list)[0]
				(*list)[0] = "changed"
				if got := (*k.List(part))[0]; got != was {
					t.Errorf("%s %s: the library now says %q", s, part, got)
				}
			}
		}
	}
}

func TestAllParts(t *testing.T) {
	all := AllParts()
	for i, p := range all {
		if slices.Contains(all[:i], p) {
			t.Errorf("%s stands there twice", p)
		}
	}
	if all[0] != "职责" || len(all) < 12 {
		t.Errorf("parts: %v", all)
	}
}

func TestUnplaced(t *testing.T) {
	for text, want := range map[string]string{"每月{月报日}前报{安委办}": "", "报{县委办}": "{县委办", "报{安委办": "{安委办", "": ""} {
		if got := Unplaced(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
