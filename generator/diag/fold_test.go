package diag

import (
	"fmt"
	"strings"
	"testing"
)

func mistake(subject string, row int) Diagnostic {
	return Diagnostic{Code: "template-value", Place: Place{File: "templates/letter.md", Line: 7}, Problem: T("没有字段", "no such field"), Remedy: T("改正", "mend it"),
		About: Subject{subject, Place{File: "units.csv", Row: row}}}
}

// A mistake that meets many units is told once, by the first of them in order
// whatever the order of making, with their number; one that meets a few names all.
func TestFold(t *testing.T) {
	for n, want := range map[int][2]string{
		1:  {"错误 templates/letter.md 第7行：为 001 甲 生成时：没有字段；改正；数据见 units.csv 第1行", "error: templates/letter.md, line 7: while filling it for 001 甲: no such field; mend it; the data is at units.csv, row 1"},
		3:  {"错误 templates/letter.md 第7行：为 001 甲、002 甲、003 甲 生成时：没有字段；改正；数据见 units.csv 第1行 等", "error: templates/letter.md, line 7: while filling it for 001 甲, 002 甲, 003 甲: no such field; mend it; the data is at units.csv, row 1 and other places"},
		61: {"错误 templates/letter.md 第7行：为 001 甲、002 甲、003 甲、004 甲、005 甲 等 61 个单位（事项）生成时：没有字段；改正；数据见 units.csv 第1行 等", "error: templates/letter.md, line 7: while filling it for 001 甲, 002 甲, 003 甲, 004 甲, 005 甲 and others, 61 in all: no such field; mend it; the data is at units.csv, row 1 and other places"},
	} {
		var up, down, halves List
		for i := range n {
			up.Fold(Of(mistake(fmt.Sprintf("%03d 甲", i+1), i+1)))
			down.Fold(Of(mistake(fmt.Sprintf("%03d 甲", n-i), n-i), mistake(fmt.Sprintf("%03d 甲", n-i), n-i)))
		}
		halves.Fold(&up)
		for name, l := range map[string]*List{"upwards": &up, "downwards": &down, "joined": Join(&halves)} {
			if all := l.All(); l.Len() != 1 || l.Errors() != 1 || len(all) != 1 || all[0].In("zh") != want[0] || all[0].In("en") != want[1] {
				t.Errorf("%d subjects, %s: %v\n%s", n, name, all, all[0].In("en"))
			}
		}
	}
}

// What differs in more than its subject stays apart, and what has none is left alone.
func TestFoldKeepsApart(t *testing.T) {
	other := mistake("002 乙", 2)
	other.Place.Line = 8
	var l List
	l.Fold(Of(mistake("001 甲", 1), Diagnostic{Code: "a"}, other, Diagnostic{Severity: Warning, Code: "b"}))
	l.Fold(Of(Diagnostic{Code: "a"}))
	if l.Errors() != 4 || len(l.All()) != 4 {
		t.Errorf("%d errors, %d complaints: %v", l.Errors(), len(l.All()), l.All())
	}
	l.Fold(nil)
	inside := mistake("003 丙", 3)
	inside.Code = Internal
	if l.HasInternal() {
		t.Error("none of them is about an error inside the program")
	}
	if l.Fold(Of(inside)); !l.HasInternal() {
		t.Error("a folded error inside the program is not seen")
	}
	var b strings.Builder
	if err := l.Print(&b, "zh", "json", false); err != nil || strings.Contains(b.String(), "subjects") {
		t.Errorf("nothing here is about several subjects: %s", b.String())
	}
}

// A list without details keeps what was folded.
func TestBriefKeepsFolds(t *testing.T) {
	l := &List{}
	l.Fold(Of(Diagnostic{Code: "template-value", Problem: T("错", "wrong"), About: Subject{Name: "1 甲"}}))
	if n := l.Brief().Len(); n != 1 {
		t.Errorf("%d complaints, want the folded one", n)
	}
}
