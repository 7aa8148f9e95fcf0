package zh

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestNumeral(t *testing.T) {
	for n, want := range map[int]string{
		0: "零", 1: "一", 10: "十", 12: "十二", 20: "二十", 100: "一百", 101: "一百零一", 110: "一百一十", 123: "一百二十三",
		1000: "一千", 1005: "一千零五", 1010: "一千零一十", 1100: "一千一百", 2026: "二千零二十六",
		10000: "一万", 10010: "一万零一十", 12345: "一万二千三百四十五", 100000: "十万", 107000: "十万七千", 120000: "十二万",
		1000001: "一百万零一", 100000000: "一亿", 100010000: "一亿零一万", 1000000000000: "一万亿",
		-15: "负十五", math.MinInt: "负九百二十二亿三千三百七十二万零三百六十八亿五千四百七十七万五千八百零八",
	} {
		if got := Numeral(n); got != want {
			t.Errorf("Numeral(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestYearNumeral(t *testing.T) {
	for n, want := range map[int]string{2026: "二〇二六", 2000: "二〇〇〇", 1999: "一九九九", 0: "〇", -5: "负五"} {
		if got := YearNumeral(n); got != want {
			t.Errorf("YearNumeral(%d) = %s, want %s", n, got, want)
		}
	}
}

// The first group are the examples of 支付结算办法 annex 1.
func TestCapital(t *testing.T) {
	for in, want := range map[string]string{
		"1409.50": "壹仟肆佰零玖元伍角", "6007.14": "陆仟零柒元壹角肆分", "16409.02": "壹万陆仟肆佰零玖元零贰分",
		"325.04": "叁佰贰拾伍元零肆分", "1680.32": "壹仟陆佰捌拾元叁角贰分", "107000.53": "壹拾万柒仟元伍角叁分",

		"30000": "叁万元整", "30000.00": "叁万元整", "30000.000": "叁万元整", "10": "壹拾元整", "15.5": "壹拾伍元伍角",
		"0": "零元整", "-0": "零元整", "0.05": "伍分", "0.50": "伍角", "100000000": "壹亿元整", "100000001.01": "壹亿零壹元零壹分",
		"-2.5": "负贰元伍角", "0001": "壹元整",
		"9999999999999999.99": "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
	} {
		got, err := Capital(in)
		if err != nil || got != want {
			t.Errorf("Capital(%q) = %s, %v, want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"", "1.234", "1,000", "1e3", "三", "10000000000000000", ".5", "1.", "+1", "NaN"} {
		if got, err := Capital(in); err == nil {
			t.Errorf("Capital(%q) = %s, want an error", in, got)
		}
	}
	if _, err := CapitalFen(math.MinInt64); err == nil {
		t.Error("CapitalFen(MinInt64) is not an error")
	}
}

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "abc 1": 5, "安全": 4, "（一）": 6, "“安”…—": 10, "e\u0301": 1, "\u202e": 0, "ｶ": 1, "Ａ": 2, "𬭎": 2, "·": 2, "\n": 0,
	} {
		if got := Width(s); got != want {
			t.Errorf("Width(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestHalfDigits(t *testing.T) {
	for s, want := range map[string]string{
		"２０２６年": "2026年", "９８．５％": "98.5%", "－３": "-3", "安全，第一。": "安全，第一。", "（１）": "（1）",
		"Ａ区Ｂ栋": "A区B栋", "增长％": "增长％", "plain": "plain", "": "",
	} {
		if got := HalfDigits(s); got != want {
			t.Errorf("HalfDigits(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestSort(t *testing.T) {
	for _, c := range []struct {
		order Order
		want  string
	}{
		{ByStrokes, "丁一 王 王一 王二 田 田大利 田富 李 杨"},
		{ByPinyin, "安 陈 丁 丁一 李 王 王二 王一 张 赵"},
	} {
		want := strings.Fields(c.want)
		for seed := range 5 {
			got := slices.Clone(want)
			for i := range got { // a fixed shuffle
				j := (i*7 + seed*3) % len(got)
				got[i], got[j] = got[j], got[i]
			}
			Sort(c.order, got, func(s string) string { return s })
			if !slices.Equal(got, want) {
				t.Errorf("order %d: got %v, want %v", c.order, got, want)
			}
		}
	}
	type person struct{ name, post string }
	p := []person{{"王", "b"}, {"丁", "c"}, {"王", "a"}}
	Sort(ByStrokes, p, func(p person) string { return p.name })
	if p[0].name != "丁" || p[1].post != "b" {
		t.Errorf("equal names do not keep their places: %v", p)
	}
	if ByStrokes.Compare("\xff", "王") == 0 || ByPinyin.Compare("安", "安") != 0 {
		t.Error("Compare does not tell strings apart, or tells equal ones apart")
	}
}
