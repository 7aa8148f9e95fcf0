package doc

import (
	"strings"
	"testing"
)

func TestChart(t *testing.T) {
	d, l := Parse([]byte("```chart\nkind: line\ntitle: 死亡人数\nunit: 人\n| 地区 | 本期 | 上年 |\n|---|---|---|\n| 澄江区 | 1,234 | |\n| 沐河区 | 2 | 98.5% |\n```\n"), "t", 1)
	want := "chart line \"死亡人数\" \"人\" [\"本期\" \"上年\"]\n  澄江区 | 1,234 | \n  沐河区 | 2 | 98.5%\n"
	if got := d.String(); got != want || l.Len() > 0 {
		t.Errorf("got %s%v, want %s", got, l.All(), want)
	}
	if v := d.Blocks[0].(*Chart).Values; v[0][0].Number != 1234 || v[0][1].Has || v[1][1].Number != 98.5 {
		t.Errorf("values %v", v)
	}
}

// Each mistake is complained of on its line, and no chart is left.
func TestChartMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"kind: radar\n|a|b|\n|c|1|":                  "chart-kind 2",
		"colour: red\n|a|b|\n|c|1|":                  "chart-key 2",
		"|a|b|\n|c|1|2|":                             "chart-categories 2 chart-row 3",
		"|a|b|\n|c|一|":                               "chart-value 3",
		"|a|b|\n|c|NaN|":                             "chart-value 3",
		"|a|b|c|d|e|f|\n|c|1|2|3|4|5|":               "chart-series 2",
		"title: x":                                   "chart-series 2 chart-categories 2",
		"|a|b|d|\n|c|1|":                             "chart-categories 2 chart-row 3",
		"|a|b|\n" + strings.Repeat("|c|1|\n", 41):    "chart-categories 2",
		"|a|" + strings.Repeat("系", 13) + "|\n|c|1|": "chart-name 2",
		"kind: hbar\n|a|b|\n|" + strings.Repeat("类", 41) + "|1|": "chart-name 2",
		"kind: pie\n|a|b|\n|c|0|":                                "chart-pie 2",
		"kind: pie\n|a|b|\n|c|-1|\n|d|2|":                        "chart-pie 2",
	} {
		d, l := Parse([]byte("```chart\n"+text+"\n```\n"), "t", 1)
		var got []string
		for _, c := range l.All() {
			got = append(got, c.Code+" "+string(rune('0'+c.Place.Line)))
		}
		for _, w := range strings.Split(want, " chart") {
			if !strings.Contains(strings.Join(got, " "), strings.TrimPrefix(w, "chart")) {
				t.Errorf("%q: complaints %v, want %s", text, got, want)
			}
		}
		if len(d.Blocks) > 0 {
			t.Errorf("%q leaves %s", text, d)
		}
	}
}

// The limits themselves are within.
func TestChartLimits(t *testing.T) {
	text := "```chart\nkind: hbar\n|a|" + strings.Repeat("系", 12) + "|b|c|d|\n" + strings.Repeat("|"+strings.Repeat("类", 40)+"|1|2|3|4|\n", 40) + "```\n"
	if d, l := Parse([]byte(text), "t", 1); l.Len() > 0 || len(d.Blocks) != 1 {
		t.Errorf("%v", l.All())
	}
}
