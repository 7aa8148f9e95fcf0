package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

const dataDir = "../anlan/data"

func TestCommittedTablesAreThoseOfTheProgram(t *testing.T) {
	files, err := makeFiles()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		got, err := os.ReadFile(filepath.Join(dataDir, f.name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, f.data) {
			t.Errorf("%s differs: run go run ./examples/makecity", f.name)
		}
	}
}

func TestCounts(t *testing.T) {
	c := newCity()
	majors, texts, supervised := 0, map[string]bool{}, map[string]map[*unit]bool{}
	for _, x := range c.items {
		texts[x.hazard.text] = true
		if x.hazard.basis != "" {
			majors++
		}
		if supervised[x.unit.tier] == nil {
			supervised[x.unit.tier] = map[*unit]bool{}
		}
		supervised[x.unit.tier][x.unit] = true
	}
	for _, k := range []struct {
		of        string
		got, want int
	}{
		{tierCity, len(c.tier(tierCity)), 1}, {tierCounty, len(c.tier(tierCounty)), 9}, {tierTown, len(c.tier(tierTown)), 60},
		{tierDepartment, len(c.tier(tierDepartment)), 26}, {tierEnterprise, len(c.tier(tierEnterprise)), 35}, {tierInstitution, len(c.tier(tierInstitution)), 5},
		{"accidents", len(c.accidents), 300}, {"items", len(c.items), 180}, {"tasks", len(c.tasks), 14},
		{"supervised counties", len(supervised[tierCounty]), 9}, {"supervised departments", len(supervised[tierDepartment]), 20},
		{"supervised enterprises", len(supervised[tierEnterprise]) + len(supervised[tierInstitution]), 32},
	} {
		if k.got != k.want {
			t.Errorf("%s: %d, want %d", k.of, k.got, k.want)
		}
	}
	if len(texts) < 60 {
		t.Errorf("%d different findings, want 60 at least", len(texts))
	}
	if majors < 11 || majors > 18 {
		t.Errorf("%d of 180 findings are 重大, want about 8%%", majors)
	}
}

func TestUnits(t *testing.T) {
	c := newCity()
	names, perCategory := map[string]string{}, map[string]int{}
	for _, u := range c.units {
		for _, n := range []string{u.code, u.name, u.short, u.phone} {
			if other, taken := names[n]; taken {
				t.Errorf("%s: %q is also of %s", u.code, n, other)
			}
			names[n] = u.code
		}
		for _, n := range []string{u.leader, u.deputy} {
			if other, taken := names[n]; taken && u.tier != tierCity {
				t.Errorf("%s: the name %q is also at %s", u.code, n, other)
			}
			names[n] = u.code
			if k := len([]rune(n)); k < 2 || k > 4 {
				t.Errorf("%s: odd name %q", u.code, n)
			}
		}
		p := c.byCode[u.parent]
		if (p == nil) != (u.tier == tierCity) {
			t.Errorf("%s: parent %q", u.code, u.parent)
		}
		if p != nil && !strings.HasPrefix(u.division, strings.TrimSuffix(p.division, "00")) {
			t.Errorf("%s: division %s outside of %s", u.code, u.division, p.division)
		}
		if u.firm() {
			perCategory[u.category]++
			if len(u.credit) != 18 || creditCheck(u.credit[:17]) != u.credit[17:] || u.credit[2:8] != u.division || names[u.credit] != "" {
				t.Errorf("%s: credit code %s", u.code, u.credit)
			}
			names[u.credit] = u.code
		}
	}
	if len(perCategory) != 10 {
		t.Errorf("categories %v, want ten", perCategory)
	}
	for category, n := range perCategory {
		if n != 4 || len(hazards[category]) == 0 {
			t.Errorf("%s: %d firms, %d hazards", category, n, len(hazards[category]))
		}
	}
}

// A real code that was checked by hand (衢州's government).
func TestCreditCheck(t *testing.T) {
	if got := creditCheck("11330800002618015"); got != "K" {
		t.Errorf("check character %s, want K", got)
	}
	if got := organisationCheck("00261801"); got != "5" {
		t.Errorf("organisation check %s, want 5", got)
	}
}

func TestTargetsAddUp(t *testing.T) {
	c := newCity()
	type key struct{ unit, indicator, industry string }
	value := map[key]float64{}
	sums := map[key]float64{} // by parent's code and tier of the children
	inside := map[key]float64{}
	for _, x := range c.targets {
		k := key{x.unit.code, x.indicator, x.industry}
		if _, twice := value[k]; twice {
			t.Errorf("%v stands twice", k)
		}
		value[k] = x.value
		if !x.atLeast {
			sums[key{x.unit.parent + " " + x.unit.tier, x.indicator, x.industry}] += x.value
			if x.industry != "" {
				inside[key{x.unit.code, x.indicator, ""}] += x.value
			}
		}
	}
	for k, sum := range sums {
		parent, tier, _ := strings.Cut(k.unit, " ")
		limit, ok := value[key{parent, k.indicator, k.industry}]
		if ok && sum > limit || !ok && tier == tierCounty {
			t.Errorf("%s: %s add up to %g, the parent has %g (%v)", k.unit, k.indicator+k.industry, sum, limit, ok)
		}
	}
	for k, sum := range inside {
		if whole, ok := value[k]; ok && sum != whole {
			t.Errorf("%v is %g, its industries add up to %g", k, whole, sum)
		}
	}
	for _, u := range append(c.units, c.layers...) {
		if has := c.hasTargets(u); has != (u.tier != tierPost) {
			t.Errorf("%s has targets: %v", u.name, has)
		}
	}
}

func (c *city) hasTargets(u *unit) bool {
	return slices.ContainsFunc(c.targets, func(t target) bool { return t.unit == u })
}

// class6441 are the twenty types of GB/T 6441-1986.
var class6441 = words("物体打击 车辆伤害 机械伤害 起重伤害 触电 淹溺 灼烫 火灾 高处坠落 坍塌 冒顶片帮 透水 放炮 火药爆炸 瓦斯爆炸 锅炉爆炸 容器爆炸 其他爆炸 中毒和窒息 其他伤害")

var industries = words("矿山 危险化学品 建筑施工 道路交通 工贸 火灾 特种设备 农业机械 渔业船舶 其他")

func TestAccidents(t *testing.T) {
	c := newCity()
	codes, worse := map[string]bool{}, 0
	span := [2]period.Date{day(2024, 7, 1), day(2026, 6, 30)}
	for _, a := range c.accidents {
		switch {
		case codes[a.code]:
			t.Errorf("%s stands twice", a.code)
		case a.date.Before(span[0]) || a.date.After(span[1]):
			t.Errorf("%s on %s", a.code, a.date)
		case a.county.tier != tierCounty || !slices.Contains(industries, a.industry) || !slices.Contains(class6441, a.kind):
			t.Errorf("%s: %s, %s, %s", a.code, a.county.tier, a.industry, a.kind)
		case a.serious > a.injured || a.loss < 0:
			t.Errorf("%s: %d serious of %d, loss %g", a.code, a.serious, a.injured, a.loss)
		case model.GradeOf(a.deaths, a.serious, a.loss).String() != a.grade:
			t.Errorf("%s: grade %s", a.code, a.grade)
		case strings.HasPrefix(a.liable, "QY") && c.byCode[a.liable] == nil:
			t.Errorf("%s: liable %s", a.code, a.liable)
		case strings.ContainsAny(a.place, "{}"):
			t.Errorf("%s: place %s", a.code, a.place)
		}
		codes[a.code] = true
		if a.grade != "一般" {
			worse++
		}
		if _, decimals, _ := strings.Cut(strconv.FormatFloat(a.loss, 'f', -1, 64), "."); len(decimals) > 2 {
			t.Errorf("%s: loss %g", a.code, a.loss)
		}
	}
	if worse != 2 {
		t.Errorf("%d accidents above 一般, want 2", worse)
	}
}

// The first quarter against the year's control figures of deaths.
func TestFirstQuarterOf2026(t *testing.T) {
	c := newCity()
	accidents, deaths := map[string]int{}, map[string]int{}
	q, last := period.Period{Year: 2026, Kind: period.Quarter, Index: 1}, 0
	for _, a := range c.accidents {
		if q.Contains(a.date) {
			accidents[a.county.short]++
			deaths[a.county.short] += a.deaths
		}
		if q.LastYear().Contains(a.date) {
			last++
		}
	}
	state := map[string]string{}
	total := 0
	for _, u := range c.tier(tierCounty) {
		limit, d := c.limitOf(u.code, "死亡人数"), float64(deaths[u.short])
		switch {
		case accidents[u.short] == 0:
			state[u.short] = "no accident"
		case d > limit:
			state[u.short] = "over the year"
		case 4*d > limit:
			state[u.short] = "ahead of time"
		}
		total += accidents[u.short]
	}
	want := map[string]string{"望湖区": "no accident", "松渡县": "over the year", "石漈县": "ahead of time"}
	if len(state) != len(want) {
		t.Errorf("counties that stand out: %v, want %v", state, want)
	}
	for k, v := range want {
		if state[k] != v {
			t.Errorf("%s: %q, want %q", k, state[k], v)
		}
	}
	if total >= last {
		t.Errorf("%d accidents after %d in the year before, want fewer", total, last)
	}
}

func TestItems(t *testing.T) {
	c := newCity()
	states, scores, places := map[string]int{}, map[string]float64{}, map[string]map[string]bool{}
	q := period.Period{Year: 2026, Kind: period.Quarter, Index: 1}
	seen := map[string]bool{}
	var lateMajors []string
	for _, x := range c.items {
		if seen[x.unit.code+x.site+x.hazard.text] {
			t.Errorf("%s: %s has %q twice", x.code, x.unit.short, x.hazard.text)
		}
		seen[x.unit.code+x.site+x.hazard.text] = true
		switch {
		case !q.Contains(x.date) || x.deadline.Before(x.date):
			t.Errorf("%s: %s, deadline %s", x.code, x.date, x.deadline)
		case !x.done.IsZero() && (x.done.Before(x.date) || x.done.After(closed)):
			t.Errorf("%s: done %s", x.code, x.done)
		case !x.reviewed.IsZero() && (x.done.IsZero() || x.reviewed.Before(x.done) || x.reviewed.After(closed) || x.reviewer == ""):
			t.Errorf("%s: reviewed %s by %q", x.code, x.reviewed, x.reviewer)
		case x.deduction < 0.5 || x.deduction > 5 || x.deduction*2 != float64(int(x.deduction*2)):
			t.Errorf("%s: deduction %g", x.code, x.deduction)
		case x.hazard.basis != "" && (x.deduction != 5 || x.hazard.funds == 0 || x.person == "" || x.control == ""):
			t.Errorf("%s: a 重大隐患 lacks one of its five fixings", x.code)
		}
		m := model.SupervisionItem{Deadline: x.deadline, Done: x.done, Reviewed: x.reviewed}
		if m.Status(quarterEnd) == "逾期" && x.hazard.basis != "" {
			lateMajors = append(lateMajors, x.unit.short)
		}
		states[m.Status(quarterEnd)]++
		if x.method != supervisionKind {
			continue
		}
		county := x.unit
		if x.unit.firm() {
			county = c.byCode[x.unit.parent]
		}
		scores[county.short] += x.deduction
		if places[county.short] == nil {
			places[county.short] = map[string]bool{}
		}
		places[county.short][x.unit.code+x.site] = true
	}
	for _, s := range []string{"已销号", "已整改待验收", "整改中", "逾期"} {
		if states[s] < 8 {
			t.Errorf("%s: %d on 31 March, want 8 at least: %v", s, states[s], states)
		}
	}
	for i, u := range c.tier(tierCounty) {
		if got, want := scores[u.short], countyFindings[i].average*float64(len(places[u.short])); got < want || got >= want+0.5 {
			t.Errorf("%s loses %g points at %d places, want %g a place", u.short, got, len(places[u.short]), countyFindings[i].average)
		}
	}
	if !slices.Equal(lateMajors, []string{"天然气管网"}) {
		t.Errorf("重大隐患 overdue on 31 March at %v, want 天然气管网 alone", lateMajors)
	}
	t.Logf("on 31 March: %v", states)
}

func TestTasks(t *testing.T) {
	c := newCity()
	var rows []map[string]string
	data, err := tasksJSON(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		with := strings.Split(r["配合单位编码"], "、")
		for _, code := range append(with, r["牵头单位编码"]) {
			if c.byCode[code] == nil {
				t.Errorf("%s: no unit %s", r["任务编号"], code)
			}
		}
		if slices.Contains(with, r["牵头单位编码"]) {
			t.Errorf("%s: the lead also co-operates", r["任务编号"])
		}
		if r["会议编号"] != meetingCode {
			t.Errorf("%s: meeting %s", r["任务编号"], r["会议编号"])
		}
	}
}

func TestMeeting(t *testing.T) {
	data, err := meetingYAML(newCity())
	if err != nil {
		t.Fatal(err)
	}
	type person struct{ Name, Unit, Post string }
	var m struct {
		Code, Start, End           string
		Agenda                     []struct{ Minutes int }
		Present, Absent, Observers []person
	}
	if err := yaml.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	minutes, seen := 0, map[string]bool{}
	for _, a := range m.Agenda {
		minutes += a.Minutes
	}
	if m.Code != meetingCode || m.Start != "9:00" || m.End != "11:10" || minutes != 130 {
		t.Errorf("meeting %s from %s to %s, agenda of %d minutes", m.Code, m.Start, m.End, minutes)
	}
	for _, p := range slices.Concat(m.Present, m.Absent, m.Observers) {
		if p.Name == "" || p.Unit == "" || p.Post == "" || seen[p.Name] {
			t.Errorf("attendee %+v", p)
		}
		seen[p.Name] = true
	}
	if len(seen) < 30 {
		t.Errorf("%d attendees, want 30", len(seen))
	}
}

func TestTargetsFileIsGB18030(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(dataDir, "targets.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(raw, []byte("\n")); n != bytes.Count(raw, []byte("\r\n")) {
		t.Error("lines end otherwise than in CRLF")
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"陆𬀩", "沈𠅤", "欧阳㛃", "周䶮", "马喆"} {
		if !strings.Contains(string(text), name) {
			t.Errorf("%s is not in the file", name)
		}
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(rows) != len(newCity().targets)+1 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

// What lies below towns and firms hangs where it should, with codes, names and
// people of its own.
func TestLayers(t *testing.T) {
	c := newCity()
	above := map[string]string{tierVillage: tierTown, tierWorkshop: tierEnterprise, tierTeam: tierWorkshop, tierPost: tierTeam}
	seen, tiers := map[string]bool{}, map[string]int{}
	for _, u := range append(c.units, c.layers...) {
		for _, once := range []string{u.code, u.name, u.phone, u.leader, u.deputy} {
			if once != "" && seen[once] && u.tier != tierCity && u.leader != leadersOfCity[0] {
				t.Errorf("%s: %q stands twice", u.code, once)
			}
			seen[once] = true
		}
	}
	for _, u := range c.layers {
		tiers[u.tier]++
		if p := c.byCode[u.parent]; p == nil || p.tier != above[u.tier] || !strings.HasPrefix(u.code, p.code) {
			t.Errorf("%s hangs below %q", u.code, u.parent)
		}
	}
	if tiers[tierVillage] != 12 || tiers[tierWorkshop] != 5 || tiers[tierTeam] != 8 || tiers[tierPost] != 12 {
		t.Errorf("layers: %v", tiers)
	}
}

func TestWorkbooksOpen(t *testing.T) {
	for name, want := range map[string]struct {
		sheet string
		rows  int
	}{"units.xlsx": {"单位", 110 + 2}, "items-2026Q1.xlsx": {"问题隐患", 180 + 2}} {
		f, err := excelize.OpenFile(filepath.Join(dataDir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := f.GetRows(want.sheet)
		if err != nil || len(rows) != want.rows {
			t.Errorf("%s: %d rows, want %d, %v", name, len(rows), want.rows, err)
		}
		if f.GetSheetName(0) != want.sheet {
			t.Errorf("%s: first sheet is %s", name, f.GetSheetName(0))
		}
	}
}

// The groups visit what is supervised, and none its own members.
func TestTeams(t *testing.T) {
	c := newCity()
	visited := map[string]string{}
	for _, g := range teams {
		for _, short := range words(g.units) {
			c.unitNamed(short)
			if other := visited[short]; other != "" {
				t.Errorf("%s is visited by %s and %s", short, other, g.name)
			}
			visited[short] = g.name
		}
		for _, m := range words(g.members) {
			c.unitNamed(m)
			if slices.Contains(words(g.units), m) {
				t.Errorf("%s visits its own member %s", g.name, m)
			}
		}
	}
	for _, x := range c.items {
		if inside := !x.date.Before(supervised[0]) && !x.date.After(supervised[1]); inside != (x.method == supervisionKind) || inside == (x.group == checkers) {
			t.Errorf("%s of %s is called %s, %s", x.code, x.date, x.method, x.group)
		}
	}
}

// Nothing stands in the ledgers that the trade would laugh at.
func TestLedgersAreCredible(t *testing.T) {
	c := newCity()
	for _, row := range c.ledgers["drills"].rows {
		unit, subject := row[3], row[4]
		if open := slices.Contains(words("乌石岭石灰岩矿 白云坞采石"), unit); open && strings.Contains(subject, "井下") || strings.Contains(subject, "液氨") && unit != "禾丰食品" {
			t.Errorf("%s trains for %s", unit, subject)
		}
	}
	for _, row := range c.ledgers["trainings"].rows {
		date, unit, title := row[1], row[3], row[4]
		if category := c.unitNamed(unit).category; slices.Contains(words("校园 旅游 人员密集场所 道路运输"), category) && strings.Contains(title, "有限空间") {
			t.Errorf("%s trains for %s", unit, title)
		}
		if strings.HasPrefix(title, "节后") && date < "2026-02-24" {
			t.Errorf("%s resumes work after the Festival on %s", unit, date)
		}
	}
	for _, x := range c.checked {
		if l := listed[x.unit.short+x.hazard.site]; !l.found.IsZero() && x.date != l.found {
			t.Errorf("a hazard under listed supervision was found anew: %s %s on %s", x.unit.short, x.hazard.site, x.date)
		}
	}
	for _, x := range c.items {
		if l, ok := listed[x.unit.short+x.hazard.site]; ok && !x.date.Before(day(2026, 2, 10)) {
			t.Errorf("%s was found on %s, listed before, known on %s", x.code, x.date, l.found)
		}
	}
	// the listing of 6 March and the talk of 2 March say that 松渡县 broke its figure
	county, deaths := c.unitNamed("松渡县"), 0
	for _, a := range c.accidents {
		if a.county == county && a.date.Year == 2026 && a.date.Before(day(2026, 3, 1)) {
			deaths += a.deaths
		}
	}
	if limit := c.limitOf(county.code, "死亡人数"); float64(deaths) <= limit {
		t.Errorf("松渡县 had %d deaths by 28 February, its figure is %g", deaths, limit)
	}
	for _, x := range c.tasks {
		if strings.Contains(x.content, "“五进”") && x.progress != "一季度登记宣传活动"+strconv.Itoa(c.inQuarter("activities"))+"场、重点企业演练"+strconv.Itoa(len(c.ledgers["drills"].rows))+"次" {
			t.Errorf("the task says %q", x.progress)
		}
	}
}
