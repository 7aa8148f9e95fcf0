package source

import (
	"errors"
	"strings"
	"testing"
)

// A file is put into hongtou.yaml where a person would put it; the rest stays byte
// for byte, comments too.
func TestAddFile(t *testing.T) {
	plain := File{Path: "台账/a.xlsx"}
	const entry = "{file: 台账/a.xlsx}"
	never := func(File) bool { return false }
	always := func(File) bool { return true }
	for _, c := range []struct {
		name, before, after string
		replace             func(File) bool
	}{
		{"no data", "office: {name: 甲}  # 机关\n", "office: {name: 甲}  # 机关\ndata:\n  hazards: " + entry + "\n", never},
		{"no line break at the end", "office: {name: 甲}", "office: {name: 甲}\ndata:\n  hazards: " + entry + "\n", never},
		{"data without anything", "data:  # 表\njobs: {}\n", "data:  # 表\n  hazards: " + entry + "\njobs: {}\n", never},
		{"another table", "data:\n    units: u.xlsx   # 单位\n\n# 作业\njobs: {}\n", "data:\n    units: u.xlsx   # 单位\n    hazards: " + entry + "\n\n# 作业\njobs: {}\n", never},
		{"the table has a file", "data:\n  hazards: h.xlsx  # 旧的\n  units: u.xlsx\n", "data:\n  hazards: [h.xlsx, " + entry + "]  # 旧的\n  units: u.xlsx\n", never},
		{"a file with a sheet", "data:\n  hazards: {file: \"h#1.xlsx\", sheet: '甲'} # 旧的\n", "data:\n  hazards: [{file: \"h#1.xlsx\", sheet: '甲'}, " + entry + "] # 旧的\n", never},
		{"a list in brackets", "data:\n  hazards: [a.csv, {file: b.xlsx, sheet: 甲},]\n", "data:\n  hazards: [a.csv, {file: b.xlsx, sheet: 甲}, " + entry + "]\n", never},
		{"a list over lines in brackets", "data:\n  hazards: [\n    a.csv, # 甲\n    b.csv\n  ]\n  units: u.csv\n", "data:\n  hazards: [\n    a.csv, # 甲\n    b.csv, " + entry + "]\n  units: u.csv\n", never},
		{"a list of lines", "data:\n  hazards:\n    - a.csv\n    - file: b.xlsx\n      sheet: 甲\n    # 完\n  units: u.csv\n", "data:\n  hazards:\n    - a.csv\n    - file: b.xlsx\n      sheet: 甲\n    - " + entry + "\n    # 完\n  units: u.csv\n", never},
		{"a list that is not indented", "data:\n  hazards:\n  - a.csv\n  - b.csv\nout: out\n", "data:\n  hazards:\n  - a.csv\n  - b.csv\n  - " + entry + "\nout: out\n", never},
		{"a map of lines", "data:\n  hazards:\n    file: b.xlsx  # 甲\n    columns:\n      隐患描述: 问题\n  units: u.csv\n", "data:\n  hazards:\n    - file: b.xlsx  # 甲\n      columns:\n        隐患描述: 问题\n    - " + entry + "\n  units: u.csv\n", never},
		{"an empty one gives way", "data:\n  hazards: {file: data/hazards.xlsx, sheet: 隐患排查整改}  # 空\n  units: u.csv\n", "data:\n  hazards: " + entry + "  # 空\n  units: u.csv\n", always},
		{"a map of lines gives way", "data:\n  units: u.csv\n  hazards:\n    file: b.xlsx\n    sheet: 甲\n\nout: out\n", "data:\n  units: u.csv\n  hazards: " + entry + "\n\nout: out\n", always},
		{"data in braces", "data: {units: u.csv}  # 表\nout: out\n", "data: {units: u.csv, hazards: " + entry + "}  # 表\nout: out\n", never},
		{"empty braces", "data: {}\n", "data: {hazards: " + entry + "}\n", never},
		{"the table in braces", "data: {hazards: h.csv, units: [a.csv, 'b,c.csv']}\n", "data: {hazards: [h.csv, " + entry + "], units: [a.csv, 'b,c.csv']}\n", never},
		{"the table gives way in braces", "data: {units: u.csv, hazards: {file: h.csv}}\n", "data: {units: u.csv, hazards: " + entry + "}\n", always},
		{"a key without a value", "data:\n  hazards:  # 待填\n  units: u.csv\n", "data:\n  hazards: " + entry + "  # 待填\n  units: u.csv\n", never},
	} {
		got, err := AddFile([]byte(c.before), "hazards", plain, c.replace)
		if err != nil || string(got) != c.after {
			t.Errorf("%s: %v\n%s\nwant\n%s", c.name, err, got, c.after)
		}
	}
	reaching := plain
	reaching.Reach = "from: 2026-01-01, complete: monthly"
	text := "data:\n  hazards: {file: h.xlsx}   " + ReachWanted + "\n  drills: {file: d.xlsx}   " + ReachWanted + "\n"
	if got, err := AddFile([]byte(text), "hazards", reaching, always); err != nil || string(got) != "data:\n  hazards: {file: 台账/a.xlsx, from: 2026-01-01, complete: monthly}\n  drills: {file: d.xlsx}   "+ReachWanted+"\n" {
		t.Errorf("the comment that asks for what the entry says now: %v\n%s", err, got)
	}
	if got, err := AddFile([]byte(text), "hazards", plain, always); err != nil || !strings.Contains(string(got), entry+"   "+ReachWanted) {
		t.Errorf("the comment that still asks: %v\n%s", err, got)
	}
	words := File{Path: "2026 台账#1.xlsx", Sheet: "2月 ", Words: &Words{Columns: []OwnWords{{Column: "隐患描述", Own: []string{"问题: “描述”"}}, {Column: "整改资金", Own: []string{"费用（元）"}}}}}
	got, err := AddFile([]byte("office: {}\n"), "hazards", words, never)
	if want := "office: {}\ndata:\n  hazards: {file: \"2026 台账#1.xlsx\", sheet: \"2月\", columns: {隐患描述: \"问题: “描述”\", 整改资金: 费用（元）}}\n"; err != nil || string(got) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
	for _, text := range []string{"data: [\n", "data: &a {units: u.csv}\nout: *a\n", "x: 1\ndata: *x\n"} {
		if got, err := AddFile([]byte(text), "hazards", plain, never); !errors.Is(err, ErrConfig) {
			t.Errorf("%q: changed to %q, %v", text, got, err)
		}
	}
}
