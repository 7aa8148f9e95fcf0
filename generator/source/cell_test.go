package source

import (
	"testing"

	"hongtou/generator/period"
)

func TestParseDate(t *testing.T) {
	good := period.Date{Year: 2026, Month: 3, Day: 5}
	for _, s := range []string{
		"2026-03-05", "2026-3-5", "2026/3/5", "2026.3.5", "2026年3月5日", "2026 年 3 月 5 日", "20260305", "２０２６－０３－０５",
		"2026-03-05 14:30", "2026-03-05T00:00:00Z", "46086", "46086.604", "2026年03月05日",
		"26.3.5", "26/3/5", "26-03-05", "26年3月5日", "2026年3月5号", "2026.3.5.", "2026年3月5日。", "2026年3月5日（星期四）", "2026年3月5日 周四", "2026年3月5日上午9时", "2026年3月5日9时30分", "2026年3月5日下午3点半",
		"2026年3月5日 9:00", "2026-3-5 9:00", "二〇二六年三月五日", "二○二六年三月五日", "二零二六年3月五日",
	} {
		if d, f := parseDate(s, false); f != nil || d != good {
			t.Errorf("%q is read as %v (%v), want %v", s, d, f, good)
		}
	}
	if d, f := parseDate("44624", true); f != nil || d != good {
		t.Errorf("44624 of a workbook that counts from 1904 is read as %v (%v), want %v", d, f, good)
	}
	for s, code := range map[string]string{
		"2026-02-30": "date-impossible", "2026-13-01": "date-impossible", "3月5日": "date-year", "2026": "date-form",
		"2026-03": "date-form", "2026/3-5": "date-form", "昨天": "date-form", "1-2-3": "date-form", "20261345": "date-impossible",
		"2026-03-05 25:00": "date-form", "": "date-form", "-": "date-form", "1776-07-04": "date-impossible",
		"3/5/2026": "date-form", "11.3.5": "date-form", "3.5": "date-form", "5/3/26": "date-form", "2026年3月": "date-form", "2026年3月上旬": "date-form", "2026年3月5日至8日": "date-form",
		"2026年3月5日前": "date-form", "2026年2月30日": "date-impossible", "二〇二六年二月三十日": "date-impossible", "三月五日": "date-year", "2026-03-05、2026-03-08": "date-form", "2026年3月5日（星期八）": "date-form",
	} {
		if d, f := parseDate(s, false); f == nil || f.code != code {
			t.Errorf("%q is read as %v (%v), want the complaint %s", s, d, f, code)
		}
	}
}

// What is known around a day tells what it means: the year, and that it is a limit.
func TestCalendar(t *testing.T) {
	for _, c := range []struct {
		text string
		year int
		due  bool
		want string
	}{
		{"3月5日", 2026, false, "2026-03-05"}, {"三月三十一日", 2026, false, "2026-03-31"}, {"3月5日前", 2026, true, "2026-03-05"}, {"3月5日前", 2026, false, ""}, {"3月5日", 0, true, ""},
		{"2026年3月5日之前", 0, true, "2026-03-05"}, {"2026年2月底前", 0, true, "2026-02-28"}, {"2028年2月末", 0, true, "2028-02-29"}, {"2026年底前", 0, true, "2026-12-31"}, {"2026年12月底", 0, false, "2026-12-31"},
		{"12月底前", 2026, true, "2026-12-31"}, {"25/3/2026", 0, false, "2026-03-25"}, {"3/25/2026", 0, false, "2026-03-25"}, {"3/3/2026", 0, false, "2026-03-03"}, {"十二月十日", 2026, false, "2026-12-10"}, {"2月30日", 2026, false, ""},
		{"每月5日前", 2026, true, ""},
	} {
		d, f := (calendar{year: c.year, due: c.due}).date(c.text)
		if (f != nil) != (c.want == "") || f == nil && d.String() != c.want {
			t.Errorf("%q of %d is read as %v (%v), want %q", c.text, c.year, d, f, c.want)
		}
	}
	for text, want := range map[string]string{"3月": "2026-03", "3": "2026-03", "三月份": "2026-03", "2025年3月": "2025-03", "13": "", "三": ""} {
		if p, f := (calendar{year: 2026}).month(text); (f != nil) != (want == "") || f == nil && p.String() != want {
			t.Errorf("the month %q of 2026 is read as %v (%v), want %q", text, p, f, want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for s, want := range map[string]float64{
		"0": 0, "12": 12, "1,234.5": 1234.5, "１２３．５": 123.5, "1，234": 1234, "-3": -3, "2.5E+5": 250000, "253.10000000000002": 253.1, "98%": 98, "98.5％": 98.5,
	} {
		if x, f := parseNumber(s, true); f != nil || x != want {
			t.Errorf("%q is read as %v (%v), want %v", s, x, f, want)
		}
	}
	for _, s := range []string{"", "12,34", "1,2345", "1.2.3", "12万", "abc", "NaN", "Inf", "0x10", "1_000", "--1", "1e999", "1e13", "12 3", "一百", "."} {
		if x, f := parseNumber(s, true); f == nil {
			t.Errorf("%q is read as %v, want a complaint", s, x)
		}
	}
	if _, f := parseNumber("98%", false); f == nil {
		t.Error("98% is read where no percentage may stand")
	}
	if _, f := parseWhole("1.5"); f == nil || f.code != "number-whole" {
		t.Errorf("1.5 as a count: %v", f)
	}
	if _, f := parseWhole("-1"); f == nil || f.code != "number-negative" {
		t.Errorf("-1 as a count: %v", f)
	}
}

func TestParseCode(t *testing.T) {
	for s, want := range map[string]string{
		"370102": "370102", "370102.0": "370102", "3.70102E+5": "370102", "３７０１０２": "370102", "QY001": "QY001", "E+5": "E+5",
	} {
		if c, f := parseCode(s, true, false); f != nil || c != want {
			t.Errorf("%q is read as %q (%v), want %q", s, c, f, want)
		}
	}
	for s, code := range map[string]string{"37 01": "code-space", "3.70102000000001E+17": "code-digits"} {
		if c, f := parseCode(s, true, false); f == nil || f.code != code {
			t.Errorf("%q is read as %q (%v), want the complaint %s", s, c, f, code)
		}
	}
}

func TestParseClock(t *testing.T) {
	for s, want := range map[string]string{"9:00": "09:00", "14：30": "14:30", "14时30分": "14:30", "9时": "09:00", "0.604166666666667": "14:30", "23:59:59": "23:59",
		"凌晨2点": "02:00", "凌晨12时": "00:00", "下午12:30": "12:30", "下午 8:05": "20:05", "晚上10点半": "22:30", "晚20时": "20:00", "中午1点": "13:00", "12:05 PM": "12:05"} {
		if c, f := parseClock(s); f != nil || c != want {
			t.Errorf("%q is read as %q (%v), want %q", s, c, f, want)
		}
	}
	for _, s := range []string{"24:00", "9:60", "下午三点", "930", "1:2:3:4", "", "晚上12点", "夜间1点", "夜间2时30分", "晚上0点", "上午12:05", "凌晨14时", "中午5点", "PM 0:30"} {
		if c, f := parseClock(s); f == nil {
			t.Errorf("%q is read as %q, want a complaint", s, c)
		}
	}
}

func TestClean(t *testing.T) {
	for s, want := range map[string]string{
		" a ": "a", "　张三　": "张三", "a\u200bb": "ab", "一\r\n二": "一\n二", "a\tb": "a b", "\ufeff单位": "单位",
	} {
		if c, f := clean(s); f != nil || c != want {
			t.Errorf("%q is cleaned to %q (%v), want %q", s, c, f, want)
		}
	}
	for s, code := range map[string]string{"a\u202eb": "cell-control", "a\x00b": "cell-control", "a\ufffdb": "cell-encoding", "a\xffb": "cell-encoding"} {
		if _, f := clean(s); f == nil || f.code != code {
			t.Errorf("%q: %v, want the complaint %s", s, f, code)
		}
	}
}

// A plain text is what cleaning it would give, whatever the character.
func TestPlainTextsStayAsTheyAre(t *testing.T) {
	for r := rune(0); r < 0x30000; r++ {
		text := " " + string(r) + "甲" + string(r) + "乙2026" + string(r)
		fast, found := clean(text)
		slow, fault := scrubbed(text)
		if fast != slow || (found == nil) != (fault == nil) {
			t.Fatalf("%U: %q is read as %q, want %q", r, text, fast, slow)
		}
	}
	if !plain("安澜市（2026年）——“三防”，1.5万元…") || plain("a\tb") || plain("⼈") {
		t.Error("plain texts are those of usual characters and marks")
	}
}
