package diag

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func unknown(file string, row int, code string) Diagnostic {
	return Diagnostic{Code: "unit-unknown", Place: Place{File: file, Row: row, Column: 1, Header: "单位编码"}, Value: code, Problem: T("没有此编码", "no such code"), RestsOn: "units"}
}

// printed is a list as text in Chinese.
func printed(t *testing.T, l *List, everything bool) []string {
	t.Helper()
	var b strings.Builder
	if err := l.Print(&b, "zh", "text", everything); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
}

// A head without its codes spoils each row that names one: that is one line, first of
// all; -v shows the rest below it.
func TestCauseFirst(t *testing.T) {
	l := Of(Diagnostic{Code: "other", Place: Place{File: "a.csv", Row: 2}, Problem: T("另有一错", "another fault")})
	for i := range 83 {
		l.Add(unknown("accidents.csv", i+2, fmt.Sprint("99", i)))
	}
	l.Add(Diagnostic{Code: "column-missing", Place: Place{File: "units.xlsx", Row: 1}, Problem: T("缺少列", "a column is missing"), Spoils: "units"})
	want := []string{"错误 units.xlsx 第1行：缺少列；影响 83 处", "错误 a.csv 第2行：另有一错"}
	if got := printed(t, l, false); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := printed(t, l, true); len(got) != 85 || got[1] != `  错误 accidents.csv 第2行 A列“单位编码”：没有此编码（现为 "990"）` || got[84] != want[1] {
		t.Errorf("with everything: %d lines, %q", len(got), got[:2])
	}
	if c := l.Count(); c != (Count{Errors: 2, Folded: 83}) || l.Errors() != 85 {
		t.Errorf("%+v, %d errors", c, l.Errors())
	}
	records := l.Records("en")
	if len(records) != 85 || records[0].Group != 1 || !records[0].Cause || records[0].Affects != 83 || records[83].Group != 1 || records[83].Cause || records[84].Group != 0 {
		t.Errorf("for scripts: %+v", records[:2])
	}
}

// What follows from a consequence follows from its cause; what is only a warning
// spoils nothing, and a ring of causes ends.
func TestChain(t *testing.T) {
	region := Diagnostic{Code: "region", Place: Place{File: "hongtou.yaml", Line: 3}, Problem: T("没有此单位", "no such unit"), RestsOn: "units", Spoils: "region"}
	member := Diagnostic{Severity: Warning, Code: "member", Place: Place{File: "r.csv", Row: 2}, Problem: T("不是成员", "no member"), RestsOn: "region"}
	missing := Diagnostic{Code: "file-missing", Place: Place{File: "hongtou.yaml", Line: 9}, Problem: T("找不到文件", "no file"), Spoils: "units"}
	if got := printed(t, Of(region, member, missing), false); len(got) != 1 || !strings.HasPrefix(got[0], "错误 hongtou.yaml 第9行") || !strings.HasSuffix(got[0], "影响 2 处") {
		t.Errorf("%q", got)
	}
	if got := printed(t, Of(region, member), false); len(got) != 1 || !strings.HasPrefix(got[0], "错误 hongtou.yaml 第3行") {
		t.Errorf("%q", got)
	}
	missing.Severity = Warning
	if got := printed(t, Of(region, member, missing), false); len(got) != 2 {
		t.Errorf("a warning spoils nothing: %q", got)
	}
	missing.Severity, missing.RestsOn = Error, "region"
	if got := (Of(region, member, missing)).Groups(); len(got) == 0 {
		t.Error("a ring")
	}
}

// One wrong code is one line with its places, whatever files it stands in; other codes,
// and equal words about other columns, have lines of their own.
func TestSameMistake(t *testing.T) {
	l := Of(unknown("a.csv", 2, "9"), unknown("a.csv", 5, "9"), unknown("b.csv", 3, "9"), unknown("b.csv", 4, "8"))
	day := Diagnostic{Code: "date", Place: Place{File: "a.csv", Row: 2, Column: 3}, Value: "x", Problem: T("不是日期", "no date")}
	l.Add(day)
	day.Place.Column = 4
	l.Add(day)
	want := []string{`错误 a.csv 第2行 A列“单位编码”：没有此编码（现为 "9"）；影响 3 处：第2、5行；b.csv 第3行`,
		`错误 a.csv 第2行 C列：不是日期（现为 "x"）`, `错误 a.csv 第2行 D列：不是日期（现为 "x"）`, `错误 b.csv 第4行 A列“单位编码”：没有此编码（现为 "8"）`}
	if got := printed(t, l, false); !slices.Equal(got, want) {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got, en := l.Groups()[0].In("en"), `error: a.csv, row 2, column A "单位编码": no such code (found "9"); 3 places are affected: rows 2, 5; b.csv rows 3`; got != en {
		t.Errorf("%s\nwant\n%s", got, en)
	}
}

// More than ten complaints of one kind in a column are one line; ten are not.
func TestFlood(t *testing.T) {
	for n, lines := range map[int]int{10: 10, 11: 1} {
		l := &List{}
		for i := range n {
			l.Add(Diagnostic{Severity: Warning, Code: "date", Place: Place{File: "a.csv", Row: i + 2, Column: 3}, Value: fmt.Sprint(i), Problem: T("不是日期", "no date")})
		}
		got := printed(t, l, false)
		if len(got) != lines {
			t.Errorf("%d complaints are %d lines, want %d", n, len(got), lines)
		}
		if n == 11 && !strings.HasSuffix(got[0], "影响 11 处：第2、3、4、5、6行等") {
			t.Error(got[0])
		}
	}
}

// More than ten of one kind about one file are one line too, if they say the same.
func TestFloodOfAFile(t *testing.T) {
	for _, c := range []struct {
		n, lines int
		problem  string
		line     int
	}{{10, 10, "写入同一文件", 0}, {11, 1, "写入同一文件", 0}, {11, 11, "", 0}, {11, 11, "写入同一文件", 7}} {
		l := &List{}
		for i := range c.n {
			problem := T("写入同一文件", "one file")
			if c.problem == "" {
				problem = T("写入同一文件%d", "one file %d", i)
			}
			l.Add(Diagnostic{Code: "output-twice", Place: Place{File: "x.pdf", Line: c.line}, Value: fmt.Sprint(i), Problem: problem})
		}
		got := printed(t, l, false)
		if len(got) != c.lines || c.lines == 1 && !strings.HasSuffix(got[0], "影响 11 处") {
			t.Errorf("%+v: %d lines, %s", c, len(got), got[0])
		}
	}
}

// Errors come before warnings, and those before notes.
func TestOrder(t *testing.T) {
	at := func(s Severity, file string) Diagnostic {
		return Diagnostic{Severity: s, Place: Place{File: file}, Problem: T("x", "x")}
	}
	l := Of(at(Note, "a"), at(Warning, "b"), at(Error, "d"), at(Error, "c"))
	if got := printed(t, l, false); !slices.Equal(got, []string{"错误 c：x", "错误 d：x", "警告 b：x", "提示 a：x"}) {
		t.Errorf("%q", got)
	}
	if text := l.Count().Text(); text.Zh != "2 个错误、1 条警告、1 条提示" || text.En != "2 errors, 1 warning, 1 note" {
		t.Errorf("%+v", text)
	}
}
