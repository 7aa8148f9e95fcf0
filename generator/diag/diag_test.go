package diag

import (
	"strings"
	"testing"
)

func TestPrint(t *testing.T) {
	var l List
	l.Add(Diagnostic{Code: "b", Place: Place{File: "b.csv", Row: 2}, Problem: T("缺少%s", "lacks %s", "x")})
	l.Add(Diagnostic{Severity: Warning, Code: "a", Place: Place{File: "a.xlsx", Sheet: "单位", Row: 12, Column: 28, Header: "层级"},
		Value: "县城", Problem: Text{"层级不认识", "unknown tier"}, Remedy: Text{"应为：县区", "use 县区"}})
	l.Add(l.items[0])
	for _, c := range []struct{ lang, format, want string }{
		{"zh", "text", "错误 b.csv 第2行：缺少x\n警告 a.xlsx 工作表“单位” 第12行 AB列“层级”：层级不认识（现为 \"县城\"）；应为：县区\n"},
		{"en", "text", "error: b.csv, row 2: lacks x\nwarning: a.xlsx, sheet \"单位\", row 12, column AB \"层级\": unknown tier (found \"县城\"); use 县区\n"},
		{"en", "json", `{"severity":"error","code":"b","file":"b.csv","row":2,"problem":"lacks x"}` + "\n" +
			`{"severity":"warning","code":"a","file":"a.xlsx","sheet":"单位","row":12,"column":28,"header":"层级","value":"县城","problem":"unknown tier","remedy":"use 县区"}` + "\n"},
	} {
		var b strings.Builder
		if err := l.Print(&b, c.lang, c.format, false); err != nil {
			t.Fatal(err)
		}
		if b.String() != c.want {
			t.Errorf("%s %s:\n got %s\nwant %s", c.lang, c.format, b.String(), c.want)
		}
	}
	if l.Errors() != 2 || l.Len() != 3 {
		t.Errorf("Errors %d Len %d, want 2 and 3", l.Errors(), l.Len())
	}
}

func TestPercentSigns(t *testing.T) {
	if got := T("达到 100%%", "reaches 100%%"); got.Zh != "达到 100%" || got.En != "reaches 100%" {
		t.Errorf("without arguments: %q", got)
	}
}

func TestNames(t *testing.T) {
	text := T("应为：%[1]s（%[2]d个）", "use one of %[1]s (%[2]d)", Names{"镇", "县"}, 2)
	if text.Zh != "应为：镇、县（2个）" || text.En != "use one of 镇, 县 (2)" {
		t.Errorf("each language joins a list in its way: %q", text)
	}
	text = T("%[1]s，见%[2]s", "%[1]s: see %[2]s", T("重复", "given twice"), Place{File: "a.csv", Row: 3})
	if text.Zh != "重复，见a.csv 第3行" || text.En != "given twice: see a.csv, row 3" {
		t.Errorf("what speaks both languages speaks in each: %q", text)
	}
}

func TestColumnName(t *testing.T) {
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA"} {
		if got := ColumnName(n); got != want {
			t.Errorf("ColumnName(%d) = %q, want %q", n, got, want)
		}
	}
}
