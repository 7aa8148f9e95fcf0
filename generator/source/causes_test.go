package source

import (
	"strings"
	"testing"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// A rule that every row breaks because the table has no such column is one
// complaint; where the column is there, each row has its own.
func TestByCause(t *testing.T) {
	head := "隐患编号,检查日期,责任单位编码,隐患描述,整改期限,复查日期"
	rows := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString("Y" + string(rune('a'+i)) + ",2026-03-02,B,护栏松动,2026-03-20,2026-03-21\n")
		}
		return b.String()
	}
	load := func(h string) string {
		_, list, err := Load(workspace(t, "office: {name: 安委办}\ndata: {units: u.csv, hazards: h.csv}\n", map[string][]byte{
			"u.csv": []byte("单位编码,单位名称,层级,上级编码\nA,某市,市,\nB,某局,部门,A\n"), "h.csv": []byte(h)}), period.Date{})
		if err != nil {
			t.Fatal(err)
		}
		return said(list)
	}

	if got := load(head + "\n" + rows(20)); strings.Contains(got, "hazard") && !strings.Contains(got, "warning hazard") {
		t.Errorf("rows that are as complete as the table lets them be: %s", got)
	} else if strings.Count(got, "review") == 0 || strings.Count(got, ";") > 2 || strings.Contains(got, "21") {
		t.Errorf("without the columns: %s", got)
	}
	if got := load(head + ",整改完成日期\n" + strings.ReplaceAll(rows(20), "\n", ",\n")); strings.Count(got, "G") != 20 {
		t.Errorf("with the column: %s, want one complaint a row at G", got)
	}
}

// Four empty tables are said once, three each.
func TestEmptyTables(t *testing.T) {
	files := map[string][]byte{"u.csv": []byte("单位编码,单位名称,层级\nA,某市,市\n")}
	for _, name := range []string{"drills", "trainings", "activities", "rewards"} {
		var head []string
		for _, c := range model.TableOf(name).Columns {
			head = append(head, c.Header)
		}
		files[name+".csv"] = []byte(strings.Join(head, ",") + "\n")
	}
	data := "units: u.csv, drills: drills.csv, trainings: trainings.csv, activities: activities.csv"
	for config, want := range map[string]int{data: 3, data + ", rewards: rewards.csv": 1} {
		_, list, err := Load(workspace(t, "office: {name: 安委办}\ndata: {"+config+"}\n", files), period.Date{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(said(list), "warning table-empty"); got != want || list.Len() != want {
			t.Errorf("%s: %v, want %d warnings", config, list.All(), want)
		}
	}
}

// What spoils a table is told first and once, whatever it is; the rows that refer to
// the table's records follow from it.
func TestSpoiltTable(t *testing.T) {
	units := "单位编码,单位名称,层级,上级编码\n990100,某市,市,\n990101,某县,县区,990100\n"
	hazards := "隐患编号,检查日期,责任单位编码,隐患描述,整改期限\n"
	for i := range 12 {
		hazards += string(rune('a'+i)) + ",2026-03-02,990101,护栏松动,2026-03-20\n"
	}
	for name, c := range map[string]struct{ config, units, cause string }{
		"a head":        {"", strings.Replace(units, "单位编码", "本单位的号", 1), "u.csv column-missing"},
		"no head":       {"", strings.SplitAfterN(units, "\n", 2)[1], "u.csv header-missing"},
		"a file":        {"units: v.csv", units, "hongtou.yaml file-missing"},
		"a file's name": {"units: [v*.csv]", units, "hongtou.yaml file-missing"},
		"the region":    {"region", units, "hongtou.yaml unit-unknown"},
	} {
		config := "office: {name: 安委办, region: \"990100\"}\ndata: {units: u.csv, hazards: h.csv}\n"
		if c.config == "region" {
			config = strings.Replace(config, "990100", "990199", 1)
		} else if c.config != "" {
			config = strings.Replace(config, "units: u.csv", c.config, 1)
		}
		_, list, err := Load(workspace(t, config, map[string][]byte{"u.csv": []byte(c.units), "h.csv": []byte(hazards)}), period.Date{})
		if err != nil {
			t.Fatal(err)
		}
		groups := list.Groups()
		if got := groups[0].Cause.Place.File + " " + groups[0].Cause.Code; got != c.cause {
			t.Errorf("%s: the first is %s, want %s; %v", name, got, c.cause, list.All())
		}
		for _, g := range groups[1:] {
			if g.Cause.RestsOn != "" {
				t.Errorf("%s: told although it follows: %s", name, g.In("zh"))
			}
		}
	}
}
