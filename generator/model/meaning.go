package model

import (
	"reflect"
	"strings"

	"hongtou/generator/period"
)

// What fields and methods mean stands beside them: a column's header says it for
// the field that it fills, a declaration's Says for the others of its record,
// explain for what is no record. Documentation and complaints ask Meaning.

// common are the names that mean the same wherever they stand.
var common = says("Audience 受众人次; CumulativeYearOnYear 累计同比的文字; Extra 表中其他列; Found 发现问题数; Grade 等级; " +
	"Lead 牵头单位; Marks 各项评分; OnPrevious 环比的文字; Overdue 逾期数; OverdueDays 逾期天数; Parent 上级单位; PartyA 责任书甲方; " +
	"Pending 未到期数; Rank 名次; Rate 比率; Region 本地区; Score 得分; Status 状态; Target 某单位某项目标; This 本期; Tier 层级; " +
	"Unit 单位; Visits 检查安排; With 配合单位; Year 年度; YearOnYear 同比的文字; LastYear 上年同期; Previous 上一期; Items 问题隐患; Tasks 任务")

var meanings = map[reflect.Type]map[string]string{}

// explain says what fields and methods of T mean: "Status 状态; Rate 比率". One
// that T does not have is a broken build.
func explain[T any](text string) bool {
	t := reflect.TypeFor[T]()
	if meanings[t] == nil {
		meanings[t] = map[string]string{}
	}
	for name, meaning := range says(text) {
		_, method := reflect.PointerTo(t).MethodByName(name)
		if _, field := t.FieldByName(name); !field && !method {
			panic("package model: " + t.Name() + " has no " + name + " to explain")
		}
		meanings[t][name] = meaning
	}
	return true
}

func says(text string) map[string]string {
	out := map[string]string{}
	for one := range strings.SplitSeq(text, "; ") {
		if name, meaning, ok := strings.Cut(one, " "); ok {
			out[name] = meaning
		}
	}
	return out
}

// Meaning is what a field or method of a type of the model means, in the words
// of the trade; "" where nothing says it.
func Meaning(t reflect.Type, name string) string {
	if s, ok := meanings[t][name]; ok {
		return s
	}
	return common[name]
}

var (
	_ = explain[period.Period]("AsOf 所见的末日：期末或成文日期; Days 起止日期的写法; Ended 是否看到期末; Sees 某日是否在所见之内; Span 期间的写法，未结束的写截至; ToDate 本年至所见的末日; Until 截至某日的期间; Whole 整个期间; Contains 日期是否在期间内; End 末日; FirstMonth 首月; HalfToDate 本半年至所见的末日; Index 本年中的第几期; Kind 期间的长短; LastMonth 末月; " +
		"LastYear 上年同期; MonthAt 某日所在的月份; Name 期间的名称：2026年第一季度; Next 下一期; Previous 上一期; Start 首日; WholeYear 全年; Year 年度")
	_ = explain[period.Date]("AddDays 加若干天; After 是否晚于; Before 是否早于; Compare 比较先后：-1、0、1; Day 日; IsZero 是否没有日期; " +
		"Long 写作 2026年3月5日; Month 月; Sub 相差的天数; Time 当日零时; Valid 是否存在这一天; Weekday 星期几; Year 年度")
)
