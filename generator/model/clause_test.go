package model

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/clause"
	"hongtou/generator/period"
)

func yearOf(y int) period.Period { return period.Period{Year: y, Kind: period.Year, Index: 1} }

// clauseOffice has a department of each class, an enterprise chain and posts, with the
// clauses and laws of its own tables.
func clauseOffice(t *testing.T, rows ...*Clause) *Office {
	t.Helper()
	o := &Office{Name: "云台县安委办", Short: "云台县安委办", ClauseRows: rows}
	for i, line := range strings.Split(`云台县人民政府 县区 - -
云台县应急管理局 部门 - -
云台县财政局 部门 - -
云台县档案局 部门 - -
云台县自然资源和林业局 部门 - -
云台县第二小学 事业单位 校园 -
云台县金鸡坳铜矿有限公司 企业 矿山 -
云台县白云采石有限公司 企业 矿山 -
云台县咨询市场有限公司 企业 - -
采掘车间 车间 矿山 7
爆破员 岗位 - 10
诗人 岗位 - 10`, "\n") {
		f := strings.Fields(strings.ReplaceAll(line, " -", " ,"))
		tier, err := ParseTier(f[1])
		if err != nil {
			t.Fatal(err)
		}
		u := &Unit{Code: fmt.Sprint(i + 1), Name: f[0], Tier: tier, Category: strings.Trim(f[2], ","), ParentCode: strings.Trim(f[3], ",")}
		if i > 0 && u.ParentCode == "" {
			u.ParentCode = "1"
		}
		o.Units = append(o.Units, u)
	}
	for _, d := range o.Check().All() {
		t.Errorf("%s", d.In("zh"))
	}
	return o
}

func kindNames(s *ClauseSet) string {
	var names []string
	for _, k := range s.Kinds {
		names = append(names, k.Name)
	}
	return strings.Join(names, " ")
}

// What a unit answers for follows from its kind; one of no known kind has none, and is
// told of.
func TestClausesOf(t *testing.T) {
	o := clauseOffice(t)
	for code, want := range map[string]string{
		"2": "应急管理", "3": "财政", "4": "", "5": "自然资源 林业草原", "6": "中小学校", "7": "金属非金属地下矿山", "8": "露天矿山", "9": "",
		"10": "金属非金属地下矿山", "11": "爆破", "12": "",
	} {
		if got := kindNames(o.ClausesOf(o.Unit(code), yearOf(2026))); got != want {
			t.Errorf("%s: %q, want %q", o.Unit(code).Name, got, want)
		}
	}
	for tier, want := range map[Tier]string{Department: "云台县档案局", Post: "诗人"} {
		if note, any := o.UnknownKinds(tier); !any || !strings.HasSuffix(note.Problem.Zh, "："+want) {
			t.Errorf("the note is %q, want one of %s", note.Problem.Zh, want)
		}
	}
	if _, any := o.UnknownKinds(Institution); any {
		t.Error("a known institution is noted")
	}
	finance, emergency := o.ClausesOf(o.Unit("3"), yearOf(2026)), o.ClausesOf(o.Unit("2"), yearOf(2026))
	if finance.Supervises() || finance.Enforces() || finance.Scope() != "" || !emergency.Supervises() || !emergency.Enforces() {
		t.Error("a department of finance supervises, or one of emergencies does not")
	}
	if duties := fmt.Sprint(emergency.Kind().Duties); strings.Contains(duties, "{") || !strings.Contains(duties, "督查结束后15日内") || !strings.Contains(duties, "乡镇（街道）") {
		t.Errorf("the office's words are not in their places: %s", duties)
	}
	if !strings.Contains(fmt.Sprint(clause.Library(clause.Department)[0].Duties), "{下级}") {
		t.Error("the library itself was changed")
	}
}

// An office's table adds clauses, replaces parts, and makes kinds; a kind of its own
// enforces nothing unless it says so.
func TestOwnClauses(t *testing.T) {
	o := clauseOffice(t,
		&Clause{Of: "部门", Kind: "财政", Part: "职责", Text: "管好{下级}专项资金。"},
		&Clause{Of: "部门", Kind: "财政", Part: "工作目标", Text: "甲。", Use: useInstead},
		&Clause{Of: "部门", Kind: "财政", Part: "工作目标", Text: "乙。", Use: useInstead},
		&Clause{Of: "部门", Kind: "档案", Part: "职责", Text: "保管事故档案。"},
		&Clause{Of: "岗位", Kind: "文艺创作", Part: "职责", Text: "用电写作后断电。", Names: []string{"诗人"}})
	finance := o.ClausesOf(o.Unit("3"), yearOf(2026))
	duties := finance.Kind().Duties
	if n := len(clause.Library(clause.Department)); len(duties) < 7 || duties[len(duties)-1] != "管好乡镇（街道）专项资金。" || fmt.Sprint(finance.Targets()) != "[甲。 乙。]" || n != 39 {
		t.Errorf("duties %q, targets %q, %d kinds in the library", duties, finance.Targets(), n)
	}
	if archive := o.ClausesOf(o.Unit("4"), yearOf(2026)); kindNames(archive) != "档案" || archive.Enforces() {
		t.Errorf("the department of a new kind is %q, enforces %v", kindNames(archive), archive.Enforces())
	}
	if got := kindNames(o.ClausesOf(o.Unit("12"), yearOf(2026))); got != "文艺创作" {
		t.Errorf("a post of a new kind is %q", got)
	}
	for want, row := range map[string]*Clause{
		"clause-part":  {Of: "部门", Kind: "财政", Part: "停止作业", Text: "甲"},
		"clause-place": {Of: "部门", Kind: "财政", Part: "职责", Text: "报{县委}"},
		"clause-power": {Of: "部门", Kind: "财政", Part: "执法权", Text: "很大"},
	} {
		bad := &Office{ClauseRows: []*Clause{row}}
		if l := bad.Check(); l.Len() == 0 || l.All()[0].Code != want {
			t.Errorf("%s: %v", want, l.All())
		}
	}
}

// A paper names a law of its time: what comes into force later or has lapsed is not
// named, and an office's own row stands for the library's.
func TestLaws(t *testing.T) {
	o := clauseOffice(t)
	if got, err := o.Law("安全生产法"); got != "《中华人民共和国安全生产法》" || err != nil {
		t.Errorf("%s %v", got, err)
	}
	if _, err := o.Law("无此法"); err == nil {
		t.Error("an unknown law has a title")
	}
	emergency := o.Unit("2")
	for year, want := range map[int]bool{2025: false, 2026: true, 2027: true} {
		if got := strings.Contains(o.ClausesOf(emergency, yearOf(year)).Laws(), "危险化学品安全法"); got != want {
			t.Errorf("an agreement of %d names a law of May 2026: %v", year, got)
		}
	}
	o.LawRows = []*Law{{Key: "危险化学品安全法", Title: "某法", Form: "法律", Until: period.Date{Year: 2026, Month: 12, Day: 31}}}
	o.Check()
	if in, after := o.ClausesOf(emergency, yearOf(2026)).Laws(), o.ClausesOf(emergency, yearOf(2027)).Laws(); !strings.Contains(in, "《某法》") || strings.Contains(after, "某法") {
		t.Errorf("the office's law in 2026: %s, in 2027: %s", in, after)
	}
	if s := o.ClausesOf(emergency, yearOf(2026)).Standards(); !strings.Contains(s, "《工贸企业重大事故隐患判定标准》") {
		t.Errorf("standards %s", s)
	}
}
