package source

import (
	"testing"

	"hongtou/generator/period"
)

// A line above or below a table says how far it goes, and is no record.
func TestCountedLine(t *testing.T) {
	for text, want := range map[string]string{
		"统计截至2026年3月31日": "2026-03-31", "（统计截至 2026-03-31）": "2026-03-31", "数据截至：2026/3/31": "2026-03-31", "截至日期：2026年3月31日。": "2026-03-31",
		"统计截至2026年2月底": "2026-02-28", "统计时间：截至2026年3月": "2026-03-31",
		"截至目前": "", "截至2026年3月31日共发生事故3起": "", "统计截至3月31日": "", "2026年3月31日": "", "统计截至2026年2月30日": "",
	} {
		d, ok := countedLine(text)
		if ok != (want != "") || d.String() != want {
			t.Errorf("%s is of %s (%v), want %s", text, d, ok, want)
		}
	}
	const head = "事故编号,事故日期,属地编码,行业领域\n"
	for name, c := range map[string]struct{ text, want string }{
		"above":   {"事故登记表\n统计截至2026年3月31日\n" + head + "A1,2026-01-05,S,矿山\n", "2026-03-31"},
		"below":   {head + "A1,2026-01-05,S,矿山\n统计截至2026年3月31日\n", "2026-03-31"},
		"both":    {"统计截至2026年3月31日\n" + head + "A1,2026-01-05,S,矿山\n统计截至2026年4月30日\n", "2026-04-30"},
		"neither": {head + "A1,2026-01-05,S,矿山\n", ""},
	} {
		dir := workspace(t, "office: {name: 安委办}\ndata: {units: u.csv, accidents: a.csv}\n", map[string][]byte{"u.csv": []byte("单位编码,单位名称,层级\nS,某县人民政府,县区\n"), "a.csv": []byte(c.text)})
		w, l, err := Load(dir, period.Date{Year: 2026, Month: 7, Day: 1})
		if err != nil || l.Errors() > 0 {
			t.Fatalf("%s: %v %v", name, err, l.All())
		}
		if n, got := len(w.Office.Accidents), w.Office.Reaches["accidents"].Counted.String(); n != 1 || got != c.want {
			t.Errorf("%s: %d accidents, counted to %s, want %s", name, n, got, c.want)
		}
		known, err := w.Office.Knows("accidents", period.Period{Year: 2026, Kind: period.Month, Index: 2})
		if err != nil || known != (c.want != "") {
			t.Errorf("%s: February is known: %v (%v)", name, known, err)
		}
	}
}
