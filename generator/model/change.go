package model

import (
	"math"
	"strconv"
	"strings"
)

// Share is a part of a whole; Has is false where the whole is zero or unknown,
// and no percentage may be given.
type Share struct {
	Value float64 // 0.985 for 98.5%
	Has   bool
}

// String is 98.5%, or — where there is none.
func (s Share) String() string {
	if !s.Has {
		return "—"
	}
	return decimal(s.Value*100, 1) + "%"
}

func shareOf(part, whole float64) Share {
	if whole == 0 {
		return Share{}
	}
	return Share{part / whole, true}
}

// Change says by how much a count differs from another, with its measure word:
// 增加1起, 减少2起, 持平.
func Change(now, last float64, measure string) string {
	switch d := tidy(now - last); {
	case d > 0:
		return "增加" + decimal(d, 6) + measure
	case d < 0:
		return "减少" + decimal(-d, 6) + measure
	}
	return "持平"
}

// Compare says a change against the same period of last year (同比) in
// percent: 上升12.5%, 下降8.3%, 持平; 上年同期为零 where no percentage exists.
func Compare(now, last float64) string { return compare(now, last, "上年同期为零") }

// ComparePrevious is Compare against the previous period (环比): 上期为零.
func ComparePrevious(now, last float64) string { return compare(now, last, "上期为零") }

func compare(now, last float64, zero string) string {
	d := tidy(now - last)
	switch {
	case d == 0:
		return "持平"
	case last == 0:
		return zero
	case d > 0:
		return "上升" + percentage(d/math.Abs(last))
	}
	return "下降" + percentage(-d/math.Abs(last))
}

// percentage writes a share above 0 with one decimal, with more where one
// would leave nothing.
func percentage(share float64) string {
	for places := 1; places < 6; places++ {
		if s := decimal(share*100, places); s != "0" {
			return s + "%"
		}
	}
	return "不足0.00001%"
}

// decimal rounds half up to at most that many places and drops zeros at the end.
func decimal(x float64, places int) string {
	scale := math.Pow10(places)
	s := strconv.FormatFloat(math.Floor(tidy(x*scale)+0.5)/scale, 'f', places, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// tidy drops what binary fractions add to a sum of decimals.
func tidy(x float64) float64 {
	if math.Abs(x) >= 1e9 {
		return x
	}
	return math.Round(x*1e6) / 1e6
}

var _ = explain[Share]("Value 比率，1为全部; Has 是否有比率")
