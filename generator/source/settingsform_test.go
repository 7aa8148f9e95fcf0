package source

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"hongtou/generator/tree"
)

const formed = `# 工作区
office:
  name: 甲市安委办   # 全称
  region: "990100"
issuers:
  应急: {name: 甲市应急局, kind: 执法部门, signers: [张三, 李四]}
settings:
  good: 80   # 良好
data:
  units:  # 单位
    - u.csv   # 一
    - {file: v.xlsx, sheet: 部门}
  accidents: {file: a.csv, from: 2024-07-01}
jobs:
  monthly: {cadence: month, make: "ledger-*"}
`

// A field of the form changes its value and nothing else of the text.
func TestSettingsForm(t *testing.T) {
	for _, c := range []struct {
		path     []any
		value    string
		from, to string // in the text
	}{
		{[]any{"office", "name"}, "乙市安委办", "甲市安委办 ", "乙市安委办 "},
		{[]any{"office", "region"}, "990200", "990100", "990200"},
		{[]any{"office", "phone"}, "0980-1", "\"990100\"\n", "\"990100\"\n  phone: 0980-1\n"},
		{[]any{"issuers", "应急", "signers"}, "张三、王五", "[张三, 李四]", "[张三, 王五]"},
		{[]any{"issuers", "应急", "kind"}, "", ", kind: 执法部门", ""},
		{[]any{"settings", "good"}, "85", "80 ", "85 "},
		{[]any{"settings", "limits", "review"}, "5个工作日", "# 良好\n", "# 良好\n  limits:\n    review: 5个工作日\n"},
		{[]any{"data", "units", 0}, "w.csv", "u.csv", "w.csv"},
		{[]any{"data", "units", 1, "sheet"}, "县区", "sheet: 部门", "sheet: 县区"},
		{[]any{"data", "accidents", "through"}, "2026-06-30", "2024-07-01", "2024-07-01, through: 2026-06-30"},
		{[]any{"data", "hazards"}, "h.xlsx", "2024-07-01}\n", "2024-07-01}\n  hazards: h.xlsx\n"},
		{[]any{"jobs", "monthly", "make"}, "a、b", `"ledger-*"`, "[a, b]"},
		{[]any{"out"}, "成品", "\"ledger-*\"}\n", "\"ledger-*\"}\nout: 成品\n"},
		{[]any{"settings", "good"}, " ", "  good: 80   # 良好\n", ""},
	} {
		got, err := SetSetting([]byte(formed), c.path, c.value)
		if want := strings.Replace(formed, c.from, c.to, 1); err != nil || string(got) != want {
			t.Errorf("%v: %v\n%s", c.path, err, got)
		}
	}
	for _, path := range [][]any{{"nothing"}, {"office", "x"}, {"office"}, {}, {"data", "units", 9}} {
		if got, err := SetSetting([]byte(formed), path, "x"); err == nil {
			t.Errorf("%v: %s", path, got)
		}
	}
	got, err := AddSetting([]byte(formed), []any{"issuers"}, "住建")
	if want := strings.Replace(formed, "李四]}\n", "李四]}\n  住建: {name: 住建}\n", 1); err != nil || string(got) != want {
		t.Errorf("%v %s", err, got)
	}
	form, ok := SettingsForm([]byte(formed))
	if !ok {
		t.Fatal("no form")
	}
	var seen []string
	var walk func(g SettingGroup)
	walk = func(g SettingGroup) {
		for _, s := range g.Settings {
			if s.Value != "" {
				seen = append(seen, s.Key+"="+s.Value)
			}
		}
		for _, inner := range g.Groups {
			walk(inner)
		}
	}
	walk(form)
	slices.Sort(seen)
	if got, want := strings.Join(seen, " "), "data.accidents.file=a.csv data.accidents.from=2024-07-01 data.units[1]=u.csv data.units[2].file=v.xlsx data.units[2].sheet=部门 issuers.应急.kind=执法部门 issuers.应急.name=甲市应急局 issuers.应急.signers=张三、李四 jobs.monthly.cadence=month jobs.monthly.make=ledger-* office.name=甲市安委办 office.region=990100 settings.good=80"; got != want {
		t.Errorf("the form holds\n%s\nwant\n%s", got, want)
	}
}

// Whatever the settings' shape notes is noted in English, too, in English words: Chinese
// stands there only as what is to be written.
func TestSettingsAreSaidInEnglish(t *testing.T) {
	chinese := []string{"文件", "优秀", "良好", "合格", "责令限期整改指令书", "15日", "1个月", "当日"}
	seen := map[*tree.Shape]bool{}
	n := 0
	var walk func(s *tree.Shape, key string)
	walk = func(s *tree.Shape, key string) {
		if s == nil || seen[s] {
			return
		}
		seen[s] = true
		if s.Note != "" {
			n++
			rest := s.English
			for _, word := range chinese {
				rest = strings.ReplaceAll(rest, word, "")
			}
			rest = regexp.MustCompile(`\(.*\)|, \d+\S+ by default$`).ReplaceAllString(rest, "") // a table's title, a limit
			if s.English == "" || strings.ContainsFunc(rest, func(r rune) bool {
				return unicode.Is(unicode.Han, r) || strings.ContainsRune("，；：、。（）", r)
			}) {
				t.Errorf("%s: %q is %q in English", key, s.Note, s.English)
			}
		}
		for _, p := range s.Properties {
			walk(p.Shape, tree.Under(key, p.Name))
		}
		walk(s.Item, key+".*")
		for _, o := range s.Options {
			walk(o, key)
		}
	}
	walk(configShape(), "hongtou.yaml")
	if n < 100 {
		t.Errorf("only %d notes were seen", n)
	}
}
