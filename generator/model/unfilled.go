package model

import (
	"slices"
	"strings"
)

// What a table leaves open is no kind of its own: a sentence names categories, types,
// causes and fields that are filled in, and tables show the rest as 未填 ([Row.Known],
// [Count.Known]).

const (
	unknownTime     = "时间不详"
	unknownType     = "类型未填"
	unknownCause    = "原因未填"
	unknownCategory = "类别未填"
	unknownIndustry = "行业未填"
	unknownGrade    = "等级未定"
)

// unfilledWords are what clerks write where there is nothing to write yet.
var unfilledWords = []string{"", "/", "无", "暂无", "未填", "未知", "不详", "不明", "待定", "待查", "待查明", "待核", "待核实", "待调查", "调查中", "正在调查", "正在调查中", "原因待查", "原因不明"}

// named is a cell's word, or none where it says nothing.
func named(word, none string) string {
	word = strings.TrimSpace(word)
	if slices.Contains(unfilledWords, strings.Trim(word, "-—－_.。…")) {
		return none
	}
	return word
}

func filledIn(name string) bool {
	return !slices.Contains([]string{unknownTime, unknownType, unknownCause, unknownCategory, unknownIndustry, unknownSector, unknownGrade}, name)
}

// Known tells whether the row is of something that the table names; false for the row
// of what is not filled in.
func (r Row) Known() bool { return filledIn(r.Name) }

// Known tells whether the findings have a category.
func (c Count) Known() bool { return filledIn(c.Name) }

// StatedCause is the direct cause, "" where the table says that there is none yet.
func (a *Accident) StatedCause() string { return named(a.Cause, "") }

// Field is the 行业领域 that an accident counts in. 消防 is the field of those who
// prevent it; what happens is a fire.
func (a *Accident) Field() string { return fieldName(a.Industry) }

// fieldName is an industry as statistics of accidents name it.
func fieldName(industry string) string {
	if slices.Contains([]string{"消防", "消防安全", "火灾事故", "消防火灾"}, industry) {
		return "火灾"
	}
	return named(industry, unknownIndustry)
}

var (
	_ = explain[Row]("Known 是否填明，时间不详、原因未填等为否")
	_ = explain[Count]("Known 是否填明类别")
	_ = explain[Accident]("Field 统计所用的行业领域，消防即火灾; StatedCause 直接原因，写“待查”“调查中”等的为空")
)
