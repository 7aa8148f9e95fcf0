package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// What is tried on a draft gives the errors that reading the changed table would,
// and only those that it has not now; the draft itself stays.
func TestDraft(t *testing.T) {
	dir := t.TempDir()
	items := "隐患编号,检查日期,被督查单位编码,隐患描述,整改期限,整改完成日期\nA,2026-03-01,S,甲,2026-04-01,\nB,2026-03-01,没有,乙,2026-04-01,\n"
	for name, text := range map[string]string{
		ConfigName: "office: {name: 安委办}\ndata: {units: u.csv, items: i.csv}\n",
		"u.csv":    "单位编码,单位名称,层级\nS,某市,市\n",
		"i.csv":    "不是表",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d, err := Reader{}.OpenDraft(dir, period.Date{}, map[string][]byte{"i.csv": []byte(items)})
	if err != nil {
		t.Fatal(err)
	}
	table := model.TableOf("items").Table
	if r := d.Records(table, "i.csv", ""); len(r) != 2 || ValueOf(table, 0, r[0]) != "A" {
		t.Fatalf("the content that stands for a file gives %v", r)
	}
	of := func(header string) int { return ColumnOf(table, header) }
	at := func(row int) diag.Place { return diag.Place{File: "i.csv", Row: row} }
	fresh := map[int]string{of("隐患编号"): "C", of("检查日期"): "2026-03-02", of("被督查单位编码"): "S", of("隐患描述"): "丙", of("整改期限"): "2026-04-02"}
	without := func(header string) map[int]string {
		out := map[int]string{}
		for i, v := range fresh {
			if i != of(header) {
				out[i] = v
			}
		}
		return out
	}
	twice := without("")
	twice[of("隐患编号")] = "A"
	for _, c := range []struct {
		name, want string
		edits      []Edit
	}{
		{"nothing", "", nil},
		{"a day that fits", "", []Edit{{Table: table, Place: at(2), Values: map[int]string{of("整改完成日期"): "2026-03-05"}}}},
		{"a day before the check", "item-done 2 整改完成日期", []Edit{{Table: table, Place: at(2), Values: map[int]string{of("整改完成日期"): "2026-02-05"}}}},
		{"a value that can't be read", "date-form 2 整改完成日期", []Edit{{Table: table, Place: at(2), Values: map[int]string{of("整改完成日期"): "下周"}}}},
		{"a required value taken away", "cell-required 2 隐患描述", []Edit{{Table: table, Place: at(2), Values: map[int]string{of("隐患描述"): ""}}}},
		{"a new record", "", []Edit{{Table: table, Place: at(4), Values: fresh, New: true}}},
		{"a new record without its deadline", "cell-required 4 整改期限", []Edit{{Table: table, Place: at(4), Values: without("整改期限"), New: true}}},
		{"a new record with a code that is there", "item-duplicate 4 隐患编号", []Edit{{Table: table, Place: at(4), Values: twice, New: true}}},
		{"another wrong unit", "unit-unknown 3 被督查单位编码", []Edit{{Table: table, Place: at(3), Values: map[int]string{of("被督查单位编码"): "也没有"}}}},
	} {
		var got []string
		for _, e := range d.Try(c.edits) {
			got = append(got, strings.Join([]string{e.Code, string(rune('0' + e.Place.Row)), e.Place.Header}, " "))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
	}
	errors, records := d.TryFiles(map[string][]byte{"i.csv": []byte(strings.Replace(items, "2026-04-01,\nB", "2026-02-01,2026-03-09\nB", 1))})
	if len(errors) != 1 || errors[0].Code != "item-deadline" || ValueOf(table, of("整改完成日期"), records[at(2)]) != "2026-03-09" {
		t.Errorf("a whole file: %v, %v", errors, records)
	}
}
