package period

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Periods as people write them. Parse reads the four forms that programs write; Read
// reads those and what stands in letters and on papers: 2026年第一季度, 2026-3, 202603,
// 2026年上半年, 二〇二六年三月, and what is told from today: 上季度, 本月, 去年, 一季度.

// Why a period can't be read.
var (
	ErrUnknown   = errors.New("unknown period")
	ErrNoMonth   = errors.New("a year has 12 months")
	ErrNoQuarter = errors.New("a year has 4 quarters")
	ErrNoYear    = errors.New("the period lacks its year") // it is told from today, which is not known
)

// step is a period told from the one of its kind that today lies in, so many before
// (below 0) or behind it.
type step struct {
	kind Kind
	by   int
}

// relative are the steps by their words: 上季度, 本月, last year.
var relative = func() map[string]step {
	words := map[string]step{"前年": {Year, -2}, "后年": {Year, 2}}
	units := map[string]Kind{"年": Year, "年度": Year, "季度": Quarter, "季": Quarter, "月": Month, "月份": Month, "year": Year, "half": Half, "half-year": Half, "quarter": Quarter, "month": Month}
	for by, before := range map[int]string{-1: "去 上 上一 上个 上一个 last previous", 0: "今 本 这 这个 当 this current", 1: "明 下 下一 下个 下一个 next"} {
		for _, word := range strings.Fields(before) {
			for unit, kind := range units {
				words[word+unit] = step{kind, by}
			}
		}
	}
	return words
}()

var (
	leadingYear = regexp.MustCompile(`^((?:19|20)[0-9]{2})(年度|年)?[-/.]?(.*)$`)
	sayingYear  = regexp.MustCompile(`^(前年|去年|上年|今年|本年|明年|下年|后年)度?(.+)$`)
	halfPart    = regexp.MustCompile(`^(?:h([12])|([上下])半年度?)$`)
	quarterPart = regexp.MustCompile(`^(?:q([0-9])|第?([0-9])季度?)$`)
	monthPart   = regexp.MustCompile(`^([0-9]{1,2})月份?$`)
	bareMonth   = regexp.MustCompile(`^[-/.]?([0-9]{1,2})$`)
)

// Read reads a period as people write it. What has no year, or is told from today (上季度,
// 本月), is of today's; the zero Date for today makes such an error. Errors are ErrUnknown,
// ErrNoMonth, ErrNoQuarter or ErrNoYear.
func Read(s string, today Date) (Period, error) {
	text := plain(s)
	if r, ok := relative[text]; ok {
		return moved(today, r.kind, r.by, s)
	}
	if m := leadingYear.FindStringSubmatch(text); m != nil {
		year, _ := strconv.Atoi(m[1])
		rest := text[len(m[1])+len(m[2]):]
		if b := bareMonth.FindStringSubmatch(rest); b != nil && m[2] == "" {
			if len(rest) == 1 { // 20263 may be a slip of anything
				return Period{}, fmt.Errorf("%w: %s", ErrUnknown, s)
			}
			return of(year, Month, b[1], ErrNoMonth)
		}
		return part(year, m[3], s)
	}
	if m := sayingYear.FindStringSubmatch(text); m != nil {
		year, err := moved(today, Year, relative[m[1]].by, s)
		if err != nil {
			return Period{}, err
		}
		return part(year.Year, m[2], s)
	}
	p, err := part(2000, text, s) // whether it is a part at all is told before its year is missed
	if text == "" || err == nil && p.Kind == Year {
		return Period{}, fmt.Errorf("%w: %s", ErrUnknown, s)
	}
	if err == nil && today.IsZero() {
		return Period{}, fmt.Errorf("%w: %s", ErrNoYear, s)
	}
	p.Year = today.Year
	return p, err
}

// moved is the period of a kind so many before or behind the one of today.
func moved(today Date, kind Kind, by int, s string) (Period, error) {
	if today.IsZero() {
		return Period{}, fmt.Errorf("%w: %s", ErrNoYear, s)
	}
	p := Of(today, kind)
	for ; by < 0; by++ {
		p = p.Previous()
	}
	for ; by > 0; by-- {
		p = p.Next()
	}
	return p, nil
}

// part is a part of a year, or all of it.
func part(year int, text, s string) (Period, error) {
	if text == "" || text == "全年" {
		return Period{Year: year, Kind: Year, Index: 1}, nil
	}
	if m := halfPart.FindStringSubmatch(text); m != nil {
		index := m[1]
		if m[2] != "" {
			index = map[string]string{"上": "1", "下": "2"}[m[2]]
		}
		return of(year, Half, index, ErrUnknown)
	}
	if m := quarterPart.FindStringSubmatch(text); m != nil {
		return of(year, Quarter, m[1]+m[2], ErrNoQuarter)
	}
	if m := monthPart.FindStringSubmatch(text); m != nil {
		return of(year, Month, m[1], ErrNoMonth)
	}
	return Period{}, fmt.Errorf("%w: %s", ErrUnknown, s)
}

// of is a part of a year by its number; none is an error of a kind.
func of(year int, kind Kind, index string, none error) (Period, error) {
	n, err := strconv.Atoi(index)
	if err != nil || n < 1 || n > 12/months[kind] {
		return Period{}, none
	}
	return Period{Year: year, Kind: kind, Index: n}, nil
}

// numerals are Chinese figures as periods have them, the longer ones first.
var numerals = strings.NewReplacer("十一月", "11月", "十二月", "12月", "十月", "10月",
	"〇", "0", "○", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

// plain is a text without blanks, in half-width signs, small letters and Arabic figures.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\t' || r == '\u3000' || r == '\u00a0':
			return -1
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '–' || r == '—' || r == '−':
			return '-'
		}
		return r
	}, s)
	s = strings.ToLower(s)
	if _, said := relative[s]; said {
		return s // 上一年 has no figure
	}
	return numerals.Replace(s)
}
