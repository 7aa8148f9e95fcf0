package generator

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/model"
)

// scope is the test's own account of one supervision, from the tables' texts.
type scope struct {
	objects                             []string // short names
	tier                                map[string]string
	found, places, points               map[string]int // by object; points in tenths
	total, major, done, overdue, others int
	otherMajor                          int
}

// rows reads a CSV or a sheet whose header is on a line; quoted cells may have lines.
func rowsOf(t *testing.T, file, sheet string, header int) []map[string]string {
	t.Helper()
	var all [][]string
	if sheet != "" {
		f, err := excelize.OpenFile(file)
		must(t, err)
		defer f.Close()
		all, err = f.GetRows(sheet)
		must(t, err)
	} else {
		b, err := os.ReadFile(file)
		must(t, err)
		all, err = csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\ufeff"))).ReadAll()
		must(t, err)
	}
	var out []map[string]string
	for _, cells := range all[header+1:] {
		row := map[string]string{}
		for i, c := range cells {
			row[all[header][i]] = c
		}
		out = append(out, row)
	}
	return out
}

// scopeOf counts the supervision of a quarter, given by its first and last day, as of
// a day: the findings of its days whose kind is the record's or, where the record has
// none, whose group is one of its groups.
func scopeOf(t *testing.T, dir, from, to, asOf string) scope {
	t.Helper()
	data := filepath.Join(dir, "data")
	s := scope{tier: map[string]string{}, found: map[string]int{}, places: map[string]int{}, points: map[string]int{}}
	short, above, tier := map[string]string{}, map[string]string{}, map[string]string{}
	for _, u := range rowsOf(t, filepath.Join(data, "units.xlsx"), "单位", 1) {
		short[u["单位编码"]], above[u["单位编码"]], tier[u["单位编码"]] = u["简称"], u["上级编码"], u["层级"]
	}
	w := openWorkspace(t, dir) // only for the departments, which stand in YAML
	for _, u := range w.Office.Units {
		if u.Tier.String() == "部门" {
			short[u.Code], tier[u.Code] = u.Short, "部门"
		}
	}
	type visit struct{ name, from, to, kind string }
	var visits []visit
	groups := map[string]bool{}
	for _, v := range rowsOf(t, filepath.Join(data, "supervisions.csv"), "", 0) {
		if v["开始日期"] >= from && v["开始日期"] <= to {
			visits = append(visits, visit{v["督查名称"], v["开始日期"], v["结束日期"], v["检查方式"]})
		}
	}
	for _, g := range rowsOf(t, filepath.Join(data, "groups.csv"), "", 0) {
		if !slices.ContainsFunc(visits, func(v visit) bool { return v.name == g["督查名称"] }) {
			continue
		}
		groups[g["督查组"]] = true
		s.objects = append(s.objects, strings.Split(g["督查对象"], "、")...)
	}
	byShort := map[string]string{}
	for code, name := range short {
		byShort[name] = code
	}
	for _, o := range s.objects {
		s.tier[o] = tier[byShort[o]]
	}
	seen := map[string]bool{}
	for _, i := range rowsOf(t, filepath.Join(data, "items-2026Q1.xlsx"), "问题隐患", 1) {
		date := i["检查日期"]
		if date > asOf {
			continue
		}
		mine := slices.ContainsFunc(visits, func(v visit) bool {
			return date >= v.from && date <= v.to && (v.kind == i["检查方式"] || v.kind == "" && groups[i["督查组"]])
		})
		major := i["隐患等级"] == "重大"
		if !mine {
			s.others++
			if major {
				s.otherMajor++
			}
			continue
		}
		code := i["被督查单位编码"]
		for code != "" && !slices.Contains(s.objects, short[code]) {
			code = above[code]
		}
		object := short[code]
		s.total++
		s.found[object]++
		if at := i["被督查单位编码"] + " " + i["隐患部位"]; !seen[at] {
			seen[at] = true
			s.places[object]++
		}
		points, err := strconv.ParseFloat(i["扣分"], 64)
		must(t, err)
		s.points[object] += int(math.Round(10 * points))
		if major {
			s.major++
		}
		switch finished := i["整改完成日期"]; {
		case finished != "" && finished <= asOf:
			s.done++
		case i["整改期限"] < asOf:
			s.overdue++
		}
	}
	return s
}

// score is 100 less ten times the average that a place costs, in tenths; -1 where fewer
// than three places were checked.
func (s scope) score(object string) int {
	if s.places[object] < 3 {
		return -1
	}
	return max(0, int(math.Floor(float64(1000*s.places[object]-10*s.points[object])/float64(s.places[object])+0.5)))
}

// rank counts who of the same tier has more.
func (s scope) rank(object string) int {
	rank := 1
	for _, o := range s.objects {
		if s.tier[o] == s.tier[object] && s.score(o) > s.score(object) {
			rank++
		}
	}
	return rank
}

// The papers about a supervision hold what its own findings add up to: units, findings,
// what was put right, scores and ranks with ties; what other checks found is told
// apart. So does a record that is changed: fewer days, groups instead of a kind, days
// of other checks, two supervisions in one quarter.
func TestSupervisionFigures(t *testing.T) {
	t.Parallel()
	const name = "2026年第一季度安全生产专项督查"
	for _, c := range []struct {
		name   string
		change func(string) string
	}{
		{"as it is", nil},
		{"a week less", func(s string) string { return strings.Replace(s, "2026-03-20", "2026-03-13", 1) }},
		{"by its groups alone", func(s string) string { return strings.Replace(s, ",季度督查,", ",,", 1) }},
		{"of another kind", func(s string) string {
			return strings.Replace(s, "2026-03-09,2026-03-20,季度督查", "2026-01-08,2026-03-20,暗访", 1)
		}},
		{"and another before it", func(s string) string {
			return s + "春节前安全生产督查,,2026-01-08,2026-02-14,日常检查,,\n"
		}},
	} {
		dir := exampleWithout(t, nil)
		if c.change != nil {
			change(t, filepath.Join(dir, "data", "supervisions.csv"), c.change)
		}
		w := openWorkspace(t, dir)
		s := scopeOf(t, dir, "2026-01-01", "2026-03-31", "2026-03-31")
		if s.total == 0 || s.others == 0 {
			t.Fatalf("%s: %d findings and %d others prove nothing", c.name, s.total, s.others)
		}
		circular := fillPaper(t, w, "supervision-circular", "2026Q1")[0].text
		analysis := fillPaper(t, w, "quarter-analysis", "2026Q1")[0].text
		found, rest := fmt.Sprintf("%d个单位，发现问题隐患%d项", len(s.objects), s.total), s.total-s.done-s.overdue
		for paper, wants := range map[string][]string{
			circular: {found, fmt.Sprintf("另发现问题隐患%d项", s.others), lineIf(s.major, "，其中重大隐患%d项。"), lineIf(s.done, "已整改%d项"), lineIf(s.overdue, "；逾期未整改%d项"), lineIf(rest, "；未到整改期限%d项"), lineIf(s.otherMajor, "，其中重大隐患%d项，不计入")},
			analysis: {found, fmt.Sprintf("另发现问题隐患%d项", s.others), lineIf(s.done, "已整改%d项"), lineIf(s.overdue, "，逾期未整改%d项")},
		} {
			for _, want := range wants {
				if !strings.Contains(paper, want) {
					t.Errorf("%s: it lacks %q:\n%s", c.name, want, paper)
				}
			}
		}
		book := fillPaper(t, w, "supervision-quarter", "2026Q1")[0].book
		summary, rankings := sheetOf(t, book, "督查情况汇总表"), fillPaper(t, w, "ranking", "2026Q1")[0].book
		if n := len(sheetOf(t, book, "问题隐患清单").Rows); n != s.total {
			t.Errorf("%s: %d rows of findings, want %d", c.name, n, s.total)
		}
		if n := len(sheetOf(t, book, "其他检查发现问题清单").Rows); n != s.others {
			t.Errorf("%s: %d rows of other findings, want %d", c.name, n, s.others)
		}
		feedback := map[string]string{}
		for _, o := range fillPaper(t, w, "supervision-feedback", "2026Q1") {
			feedback[o.subject.Unit().Short] = o.text
		}
		if len(feedback) != len(s.found) {
			t.Errorf("%s: %d feedbacks, want %d", c.name, len(feedback), len(s.found))
		}
		for _, o := range s.objects {
			u := unitNamed(t, w, o)
			if got := column(summary, "unit", "found")[u.Name]; got != s.found[o] {
				t.Errorf("%s: the workbook has %v findings of %s, want %d", c.name, got, o, s.found[o])
			}
			if got := column(sheetOf(t, rankings, rankingSheets[s.tier[o]]), "unit", "checked")[u.Name]; got != s.places[o] {
				t.Errorf("%s: the ranking has %v places of %s, want %d", c.name, got, o, s.places[o])
			}
			score := strconv.FormatFloat(float64(s.score(o))/10, 'f', -1, 64)
			line := fmt.Sprintf("| %d | %s | %d | %d |", s.rank(o), o, s.places[o], s.found[o])
			wants := []string{fmt.Sprintf("问题隐患%d项", s.found[o]), fmt.Sprintf("检查部位%d处", s.places[o]), "得" + score + "分", fmt.Sprintf("列第%d位", s.rank(o))}
			if s.score(o) < 0 {
				line, wants = fmt.Sprintf("%s（%d项）", o, s.found[o]), append(wants[:2], "不排名、不评定等次")
			} else if !strings.Contains(circular, " | "+score+" | ") {
				t.Errorf("%s: the circular lacks the score %s of %s", c.name, score, o)
			}
			if !strings.Contains(circular, line) {
				t.Errorf("%s: the circular lacks %q", c.name, line)
			}
			for _, want := range wants {
				if s.found[o] > 0 && !strings.Contains(feedback[o], want) {
					t.Errorf("%s: the feedback of %s lacks %q:\n%s", c.name, o, want, feedback[o])
				}
			}
		}
		if c.change == nil {
			ties := 0
			for _, o := range s.objects {
				if s.score(o) >= 0 && s.rank(o) == 4 && s.tier[o] == "县区" {
					ties++
				}
			}
			if ties != 3 || s.score("望湖区") < 0 || !strings.Contains(circular, name) {
				t.Errorf("the example shows %d counties on the fourth place, want 3", ties)
			}
		}
		half := fillPaper(t, w, "half-year-report", "2026H1")[0].text
		h := scopeOf(t, dir, "2026-01-01", "2026-06-30", "2026-06-30")
		for _, want := range []string{fmt.Sprintf("%d个单位，发现问题隐患%d项", len(h.objects), h.total), lineIf(h.done, "已整改%d项"), lineIf(h.overdue, "，逾期未整改%d项"), fmt.Sprintf("另发现问题隐患%d项", h.others)} {
			if !strings.Contains(half, want) {
				t.Errorf("%s: the half-year's report lacks %q:\n%s", c.name, want, half)
			}
		}
	}
}

func unitNamed(t *testing.T, w *Workspace, short string) *model.Unit {
	t.Helper()
	for _, u := range w.Office.Units {
		if u.Short == short {
			return u
		}
	}
	t.Fatalf("no unit %s", short)
	return nil
}

// lineIf is a phrase of a count, "" where it is 0.
func lineIf(n int, format string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(format, n)
}

// rankingSheets are the sheets of the ranking by the tier of their units.
var rankingSheets = map[string]string{"县区": "县（市、区）排名", "乡镇街道": "乡镇（街道）排名", "部门": "部门排名", "企业": "企业排名"}
