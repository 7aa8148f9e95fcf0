package source

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
)

// Measures of columns, as they stand in brackets in headers.

// moneyWords are the measures of money with what each is in 元, longest first.
var moneyWords = []string{"人民币万元", "人民币元", "百万元", "千万元", "亿元", "万元", "千元", "元"}

var moneyFactors = map[string]float64{"人民币万元": 1e4, "人民币元": 1, "百万元": 1e6, "千万元": 1e7, "亿元": 1e8, "万元": 1e4, "千元": 1e3, "元": 1}

// countWords are measures of what is counted. Which of them a column of counts
// has does not change its figures.
var countWords = strings.Fields("人 名 人次 人数 位 起 次 次数 项 个 条 处 件 宗 例 家 家次 户 份 册 张 页 期 场 场次 批 批次 组 台 套 辆 艘 座 部 只 分 学时 课时 天 日 小时 分钟 吨 公斤 千克 米 公里 平方米 亩 % 百分比 ‰")

// isMeasure tells whether a remark is a measure.
func isMeasure(s string) bool {
	_, money := moneyFactors[s]
	return money || slices.Contains(countWords, s) || counted(s) != 1
}

// counted is how many a measure such as 万人 or 千人次 counts at once; 1 for
// others.
func counted(s string) float64 {
	for word, factor := range map[string]float64{"十万": 1e5, "百万": 1e6, "万": 1e4, "千": 1e3} {
		if rest, ok := strings.CutPrefix(s, word); ok && slices.Contains(countWords, rest) {
			return factor
		}
	}
	return 1
}

// convert gives the factor from a measure that a header names to the column's; 1
// for a remark that is no measure. false: figures in it can't be the column's.
func convert(c *Column, remark string) (float64, bool) {
	if c.Type != Whole && c.Type != Number && c.Type != Share {
		return 1, true
	}
	own := moneyFactors[c.Measure]
	money := moneyFactors[remark]
	switch {
	case own != 0 && money != 0:
		return money / own, true
	case own != 0 && isMeasure(remark), money != 0:
		return 1, false
	case remark == "‰", remark == "%" && c.Type != Share:
		return 1, false
	}
	return counted(remark), true
}

// measured is a figure with the measure of money, or of ten thousands, behind it.
var measured = regexp.MustCompile(`^([\d,.]+)(.+)$`)

// inMeasure is the complaint of a figure that has a measure of its own, with what it is in
// the measure of the column: 5000元 is 0.5 of 万元. factor is from the head's measure to
// the column's.
func (f *fault) inMeasure(c *Column, factor float64, value string) *fault {
	m := measured.FindStringSubmatch(strings.ReplaceAll(fold(value), " ", ""))
	if m == nil {
		return f
	}
	plain, ok := ungroup(m[1])
	x, err := strconv.ParseFloat(plain, 64)
	if !ok || err != nil {
		return f
	}
	own, word := moneyFactors[c.Measure], m[2]
	if _, money := moneyFactors[word+"元"]; money && own != 0 {
		word += "元"
	}
	switch money := moneyFactors[word]; {
	case own != 0 && money != 0:
		x = x * money / (own * factor)
	case own == 0 && (word == "万" || word == "亿" || counted(word) != 1):
		x = x * max(counted(word), map[string]float64{"万": 1e4, "亿": 1e8}[word]) / factor
	default:
		return f
	}
	told := *f
	told.remedy = diag.T("按表头的计量单位写成 %s", "in the measure of the header it is %s: write that", strconv.FormatFloat(x, 'f', -1, 64))
	return &told
}

// times is a figure converted, on the 15 digits that a spreadsheet keeps.
func times(x, factor float64) float64 {
	if factor == 1 {
		return x
	}
	if factor < 1 { // 0.0001 is no binary fraction; 10000 is whole
		return x / math.Round(1/factor)
	}
	return x * factor
}
