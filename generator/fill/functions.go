package fill

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"

	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/zh"
)

// Function is one function of templates, as `hongtou templates functions` shows
// it. The example is a template that needs no data; Result is what it gives.
type Function struct {
	Name, Meaning, Example, Result string
}

// Functions lists the functions that templates have beside text/template's
// and, or, not, eq, ne, lt, le, gt, ge, len, index, slice, print, printf and
// println.
func Functions() []Function { return slices.Clone(catalogue) }

var catalogue = []Function{
	{"numeral", "汉字数字", `{{numeral 12}}`, "十二"},
	{"yearNumeral", "汉字年份", `{{yearNumeral 2026}}`, "二〇二六"},
	{"capital", "金额大写（元）", `{{capital 30000}}`, "叁万元整"},
	{"date", "日期：年月日；没有日期时为空", `{{date "2026-03-05"}}`, "2026年3月5日"},
	{"blankDate", "留待填写的日期", `{{blankDate}}`, "　　　年　　月　　日"},
	{"notAfter", "成文日期晚于文书写作将来的日期时出错，否则为空；第三个参数为该日期的名称", `{{notAfter "2026-03-05" "2026-03-09" "督查开始日期"}}`, ""},
	{"notBefore", "成文日期早于文书写作已知的日期时出错，否则为空；第三个参数为该日期的名称", `{{notBefore "2026-01-20" "2025-12-31" "考核年度末日"}}`, ""},
	{"number", "数字，去掉末尾的零；第二个参数为最多几位小数", `{{number 12.50}} {{number 3.14159 2}}`, "12.5 3.14"},
	{"percent", "比率写成百分数；第二个参数为最多几位小数，默认一位", `{{percent 0.985}} {{percent 0.33333 2}}`, "98.5% 33.33%"},
	{"change", "增减：本期、上期、计量单位", `{{change 3 2 "起"}} {{change 1 4 "人"}} {{change 2 2 "人"}}`, "增加1起 减少3人 持平"},
	{"compare", "同比文字：本期、上期", `{{compare 9 8}} {{compare 11 12}} {{compare 5 5}} {{compare 1 0}}`, "上升12.5% 下降8.3% 持平 上年同期为零"},
	{"comparePrevious", "环比文字：本期、上期", `{{comparePrevious 3 4}} {{comparePrevious 1 0}}`, "下降25% 上期为零"},
	{"add", "加", `{{add 1 2}} {{add 0.1 0.2}}`, "3 0.3"},
	{"sub", "减", `{{sub 5 2}}`, "3"},
	{"mul", "乘", `{{mul 3 4}}`, "12"},
	{"div", "除；除数不能为零", `{{div 7 2}}`, "3.5"},
	{"seq", "从一数到 n，或从 a 数到 b", `{{range seq 3}}{{.}}{{end}} {{range seq 5 7}}{{.}}{{end}}`, "123 567"},
	{"list", "把几个值列成列表", `{{join (list "甲" "乙") "、"}}`, "甲、乙"},
	{"join", "用分隔文字连接列表，跳过空项", `{{join (list "甲" "" "丙") "、"}}`, "甲、丙"},
	{"default", "值为空时用前面的值", `{{default "无" ""}}`, "无"},
	{"get", "取表中的一项，没有时为空，或为第三个参数", `{{get (dict "number" "1号") "number"}} {{get (dict) "date" "未定"}}`, "1号 未定"},
	{"field", "取记录的某字段；没有记录时为空", `{{field (dict "a" 1) "a"}}{{field nil "a"}}`, "1"},
	{"known", "取记录的某字段；统计表没有这段时间的数据、不得而知时没有值（工作簿中为空格）", `{{known (dict "a" 1) "a"}}`, "1"},
	{"kept", "取记录的某数字；表中没有这一列时为空，有列而没有填写的仍不得而知", `{{kept (dict "a" 1) "a"}}`, "1"},
	{"dict", "把名称和值列成表", `{{with dict "name" "甲"}}{{.name}}{{end}}`, "甲"},
	{"where", "列表中某字段等于某值的各项；字段可写成 Unit.Tier", `{{len (where (list (dict "a" 1) (dict "a" 2)) "a" 2)}}`, "1"},
	{"whereNot", "列表中某字段不等于某值的各项", `{{len (whereNot (list (dict "a" 1) (dict "a" 2)) "a" 2)}}`, "1"},
	{"pluck", "列表各项的某字段", `{{join (pluck (list (dict "n" "甲") (dict "n" "乙")) "n") "、"}}`, "甲、乙"},
	{"sum", "列表各项某字段之和", `{{sum (list (dict "a" 1) (dict "a" 2)) "a"}}`, "3"},
	{"unique", "去掉列表中重复的值", `{{join (unique (list "甲" "乙" "甲")) "、"}}`, "甲、乙"},
	{"sortBy", "按某字段从小到大排列；第三个参数写 \"desc\" 则从大到小", `{{join (pluck (sortBy (list (dict "n" 2) (dict "n" 1)) "n") "n") "、"}}`, "1、2"},
	{"sortByStrokes", "按某字段的姓氏笔画排列", `{{join (pluck (sortByStrokes (list (dict "n" "李四") (dict "n" "丁一")) "n") "n") "、"}}`, "丁一、李四"},
	{"sortByPinyin", "按某字段的拼音排列", `{{join (pluck (sortByPinyin (list (dict "n" "王五") (dict "n" "李四")) "n") "n") "、"}}`, "李四、王五"},
	{"take", "列表的前 n 项", `{{len (take 2 (seq 5))}}`, "2"},
	{"leading", "已从大到小排列的列表中居前的约 n 项：与第 n 项并列的一并列出，并列过多的都不列；分不出先后的为空", `{{join (pluck (leading 2 (list (dict "n" "甲" "v" 3) (dict "n" "乙" "v" 2) (dict "n" "丙" "v" 2) (dict "n" "丁" "v" 1)) "v") "n") "、"}}`, "甲、乙、丙"},
	{"contains", "文字中是否有某段文字", `{{contains "安全生产" "生产"}}`, "是"},
	{"replace", "替换文字：原文、旧、新", `{{replace "县区" "县" "市"}}`, "市区"},
	{"split", "按分隔文字拆成列表", `{{join (split "甲，乙" "，") "、"}}`, "甲、乙"},
	{"width", "显示宽度：汉字为 2，字母数字为 1", `{{width "安全A"}}`, "5"},
	{"raw", "不转义：值按 Markdown 原样写入（只用于可信的文字）", `{{raw "**重要**"}}`, "**重要**"},
}

// functions are the catalogue's, bound to one run.
func (r *run) functions() template.FuncMap {
	return template.FuncMap{
		"numeral":     func(v any) (string, error) { n, err := intOf(v); return zh.Numeral(n), err },
		"yearNumeral": func(v any) (string, error) { n, err := intOf(v); return zh.YearNumeral(n), err },
		"capital":     capital,
		"date":        dateOf,
		"blankDate":   func() string { return "　　　年　　月　　日" },
		"notAfter": func(issued, event any, what string) (string, error) {
			return ordered(issued, event, what, "晚于", "is after", 1)
		},
		"notBefore": func(issued, event any, what string) (string, error) {
			return ordered(issued, event, what, "早于", "is before", -1)
		},
		"number":          numberText,
		"percent":         percentText,
		"change":          change,
		"compare":         compare,
		"comparePrevious": comparePrevious,
		"add":             func(v ...any) (any, error) { return fold(v, func(a, b float64) float64 { return a + b }) },
		"sub":             func(a, b any) (any, error) { return fold([]any{a, b}, func(a, b float64) float64 { return a - b }) },
		"mul":             func(v ...any) (any, error) { return fold(v, func(a, b float64) float64 { return a * b }) },
		"div":             div,
		"seq":             seq,
		"list":            func(v ...any) []any { return v },
		"join":            func(list any, sep string) (string, error) { return r.bounded(join(list, sep)) },
		"default":         fallback,
		"get":             get,
		"field":           field,
		"known":           knownField,
		"kept":            r.kept,
		"dict":            dict,
		"where":           func(l any, field string, v any) (any, error) { return r.where(l, field, v, true) },
		"whereNot":        func(l any, field string, v any) (any, error) { return r.where(l, field, v, false) },
		"pluck":           pluck,
		"sum":             sum,
		"unique":          unique,
		"sortBy":          sortBy,
		"sortByStrokes":   func(l any, field string) (any, error) { return sortByText(l, field, zh.ByStrokes) },
		"sortByPinyin":    func(l any, field string) (any, error) { return sortByText(l, field, zh.ByPinyin) },
		"take":            take,
		"leading":         leading,
		"contains":        func(s, part string) bool { return strings.Contains(s, part) },
		"replace": func(s, from, to string) (string, error) {
			if n := strings.Count(s, from); len(s)+n*(len(to)-len(from)) > maxText {
				return "", limit("一个值超过 %d 字节", "a value exceeds %d bytes", maxText)
			}
			return r.bounded(strings.ReplaceAll(s, from, to), nil)
		},
		"split": func(s, sep string) ([]string, error) {
			if strings.Count(s, sep) > maxList {
				return nil, limit("列表超过 %d 项", "a list of more than %d items", maxList)
			}
			return strings.Split(s, sep), nil
		},
		"width": zh.Width,
		"raw":   func(v any) (string, error) { s, _, err := textOf(v); return s, err },
	}
}

// floatOf is a number out of a value: any Go number, or a text that is one.
func floatOf(v any) (float64, error) {
	r := reflect.ValueOf(v)
	for r.Kind() == reflect.Pointer && !r.IsNil() {
		r = r.Elem()
	}
	switch {
	case !r.IsValid():
	case r.CanInt():
		return float64(r.Int()), nil
	case r.CanUint():
		return float64(r.Uint()), nil
	case r.CanFloat():
		return r.Float(), nil
	case r.Kind() == reflect.String:
		if f, err := strconv.ParseFloat(strings.TrimSpace(zh.HalfDigits(r.String())), 64); err == nil && !math.IsInf(f, 0) && !math.IsNaN(f) {
			return f, nil
		}
	}
	s, _, err := textOf(v)
	if err != nil {
		return 0, err
	}
	return 0, failf("%q 不是数字", "%q is not a number", s)
}

func intOf(v any) (int, error) {
	f, err := floatOf(v)
	if err == nil && (f != math.Trunc(f) || math.Abs(f) > 1<<53) {
		return 0, failf("%s 不是整数", "%s is not a whole number", trimmed(f, 10))
	}
	return int(f), err
}

func capital(v any) (string, error) {
	f, err := floatOf(v)
	if err != nil {
		return "", err
	}
	s, ok := v.(string)
	if !ok {
		s = trimmed(f, 10)
	}
	out, err := zh.Capital(s)
	if err != nil {
		return "", failf("%s 不能写成大写金额：应为元，最多两位小数", "%s has no capitals: it must be yuan with at most two decimals", s)
	}
	return out, nil
}

// dateOf writes a civil date, a time, or a text 2026-03-05 as 2026年3月5日.
func dateOf(v any) (string, error) {
	d, err := civil(v)
	return d.Long(), err
}

func civil(v any) (period.Date, error) {
	switch v := v.(type) {
	case period.Date:
		return v, nil
	case *period.Date:
		if v != nil {
			return *v, nil
		}
	case time.Time:
		return period.DateOf(v), nil
	case string:
		for _, form := range []string{"2006-1-2", "2006年1月2日", "2006/1/2", "2006.1.2", time.RFC3339} {
			if t, err := time.Parse(form, v); err == nil {
				return period.DateOf(t), nil
			}
		}
		if v == "" {
			return period.Date{}, nil
		}
		return period.Date{}, failf("%q 不是日期：应如 2026-03-05", "%q is not a date: write it as 2026-03-05", v)
	}
	return period.Date{}, failf("不是日期（%s）", "not a date (%s)", fmt.Sprintf("%T", v))
}

// ordered fails where a paper's date lies on the wrong side of a day that the paper
// tells of as still to come or as past; a date that is not known fails nothing.
func ordered(issued, event any, what, zh, en string, wrong int) (string, error) {
	at, err := civil(issued)
	if err != nil {
		return "", err
	}
	day, err := civil(event)
	if err != nil || at.IsZero() || day.IsZero() || at.Compare(day) != wrong {
		return "", err
	}
	return "", failf("成文日期%[1]s%[2]s%[3]s%[4]s：改正成文日期或该日期", "the date of the paper, %[6]s, %[5]s %[3]s, %[7]s: correct one of them", at.Long(), zh, what, day.Long(), en, at, day)
}

func places(n []int, otherwise int) (int, error) {
	if len(n) == 0 {
		return otherwise, nil
	}
	if n[0] < 0 || n[0] > 10 {
		return 0, failf("小数位数应为 0 至 10", "decimals must be 0 to 10")
	}
	return n[0], nil
}

func numberText(v any, decimals ...int) (string, error) {
	f, err := floatOf(v)
	if err != nil {
		return "", err
	}
	n, err := places(decimals, 10)
	return trimmed(f, n), err
}

// percentText writes a share; one that does not exist (model.Share) is —.
func percentText(v any, decimals ...int) (string, error) {
	if share, ok := v.(model.Share); ok {
		if !share.Has {
			return share.String(), nil
		}
		v = share.Value
	}
	f, err := floatOf(v)
	if err != nil {
		return "", err
	}
	n, err := places(decimals, 1)
	return trimmed(roundHalfUp(f*100, n), n) + "%", err
}

// roundHalfUp rounds as people do, 8.25 to 8.3, free of the noise of binary
// fractions.
func roundHalfUp(f float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	exact, _ := strconv.ParseFloat(strconv.FormatFloat(f*scale, 'g', 15, 64), 64)
	return math.Round(exact) / scale
}

// fold adds, subtracts or multiplies; whole numbers stay whole.
func fold(in []any, op func(a, b float64) float64) (any, error) {
	if len(in) == 0 {
		return 0, nil
	}
	whole := true
	var total float64
	for i, v := range in {
		f, err := floatOf(v)
		if err != nil {
			return nil, err
		}
		whole = whole && f == math.Trunc(f)
		if i == 0 {
			total = f
		} else {
			total = op(total, f)
		}
	}
	if whole && math.Abs(total) <= 1<<53 {
		return int(total), nil
	}
	return total, nil
}

func div(a, b any) (any, error) {
	x, err := floatOf(a)
	if err != nil {
		return nil, err
	}
	y, err := floatOf(b)
	if err != nil {
		return nil, err
	}
	if y == 0 {
		return nil, failf("除数为零", "division by zero")
	}
	return x / y, nil
}

func seq(n ...int) ([]int, error) {
	from, to := 1, 0
	switch len(n) {
	case 1:
		to = n[0]
	case 2:
		from, to = n[0], n[1]
	default:
		return nil, failf("seq 要一个或两个整数", "seq takes one or two whole numbers")
	}
	if from > to {
		return nil, nil
	}
	if uint64(to)-uint64(from) >= maxList {
		return nil, limit("seq 超过 %d 项", "seq of more than %d items", maxList)
	}
	out := make([]int, 0, to-from+1)
	for i := range to - from + 1 {
		out = append(out, from+i)
	}
	return out, nil
}

func fallback(otherwise, v any) any {
	if ok, _ := template.IsTrue(v); !ok {
		return otherwise
	}
	return v
}

func get(m any, key string, otherwise ...any) (any, error) {
	r := reflect.ValueOf(m)
	if table := ofEvents(r, key); table != "" {
		return nil, byName(table)
	}
	if r.IsValid() && r.Kind() == reflect.Map && r.Type().Key().Kind() == reflect.String {
		if v := r.MapIndex(reflect.ValueOf(key).Convert(r.Type().Key())); v.IsValid() && v.CanInterface() && v.Interface() != nil {
			return v.Interface(), nil
		}
	} else if r.IsValid() {
		return nil, failf("get 要一个表（如 .Doc、.Unit.Extra）", "get takes a map such as .Doc or .Unit.Extra")
	}
	if len(otherwise) > 0 {
		return otherwise[0], nil
	}
	return "", nil
}

// field is a field of a record, "" of no record.
func field(record any, path string) (any, error) { return fieldOf(reflect.ValueOf(record), path) }

// knownField is a field of a record, nil where it is not known.
func knownField(record any, path string) (any, error) {
	v, err := fieldOf(reflect.ValueOf(record), path)
	var gap *model.Gap
	if errors.As(err, &gap) {
		return nil, nil
	}
	return v, err
}

// kept is a figure of a record, nil where its table has no column for it.
func (r *run) kept(record any, path string) (any, error) {
	v, err := fieldOf(reflect.ValueOf(record), path)
	gaps := model.Gaps(err)
	if len(gaps) == 0 {
		return v, err
	}
	office, _ := r.about()
	for _, gap := range gaps {
		if gap.Code != model.LackingCode || office == nil {
			return v, err
		}
		if has, wrong := office.HasColumn(gap.Table, gap.Field); has || wrong != nil {
			return v, err
		}
	}
	return nil, nil
}

func dict(pairs ...any) (map[string]any, error) {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, failf("dict 的名称应为文字", "names in dict must be texts")
		}
		out[key] = pairs[i+1]
	}
	if len(pairs)%2 != 0 {
		return nil, failf("dict 的名称和值要成对", "dict takes pairs of a name and a value")
	}
	return out, nil
}
