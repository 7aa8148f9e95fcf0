package generator

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/zh"
)

// What a new office answers before it has a workspace: init asks it at a terminal or takes
// it as options, the workbench's first page asks it in a form. What is usual, what an
// answer means and what is none stands here for both.

// NewOffice is what a new workspace is begun with. The zero value is one of all tables,
// with a blank head.
type NewOffice struct {
	Name   string // 发文机关全称; "" leaves it blank
	Code   string // 代字
	Top    string // the region's or the group's own unit, 青禾县人民政府; "" leaves the table of units empty
	Tier   string // of that unit, one of model.TierNames
	First  []int  // mechanisms to begin with, by their numbers: their tables are made
	Tables bool   // only the tables of the first week and those of First, not all

	Since period.Date // the day of the beginning: what was due before is not called late; zero: not said
}

// firstWeek are the tables that every office begins with.
var firstWeek = []string{"units", "targets", "tasks", "meetings", "agenda-items", "attendees", "meeting-points", "papers"}

// tablesOf are the tables that a mechanism's papers are made of, beside the first week's.
var tablesOf = map[int][]string{
	1: {"replies"}, 4: {"duties", "contacts", "committee-members", "hazards", "hazard-leaders", "engagements"}, 5: {"grids"}, 6: {"reports", "accidents", "hazards", "listings"}, 7: {"accidents", "bases"},
	8: {"accidents", "hazards", "listings"}, 9: {"supervisions", "groups", "items", "accidents"}, 10: {"hazards", "extensions", "campaign-tasks"}, 11: {"listings", "extensions"}, 12: {"supervisions", "items", "accidents"},
	13: {"accidents", "hazards", "listings", "supervisions", "items"}, 14: {"criteria", "self-marks", "marks", "adjustments", "standings", "accidents"}, 15: {"rewards", "interview-points", "veto-rulings", "accidents", "investigations"},
	16: {"trainings", "investments", "drills", "hazards", "items"}, 17: {"activities", "month-events", "investigations", "accidents"}, 18: {"plan"}, 19: {"inspections", "visits", "sessions", "matters"},
}

// has tells whether the new workspace has a table from the beginning.
func (o NewOffice) has(table string) bool {
	if !o.Tables || slices.Contains(firstWeek, table) {
		return true
	}
	return slices.ContainsFunc(o.First, func(n int) bool { return slices.Contains(tablesOf[n], table) })
}

// topCode is the code that the region's unit gets in a new table of units.
const topCode = "1"

// config is hongtou.yaml's head with what is known of the office.
func (o NewOffice) config() string {
	text := emptyConfig
	set := func(key, value string) {
		if value != "" {
			text = strings.Replace(text, key+`: ""`, key+": "+strconv.Quote(value), 1)
		}
	}
	set("name", o.Name)
	set("code", o.Code)
	if o.Top != "" {
		set("region", topCode)
	}
	if !o.Since.IsZero() {
		text = strings.Replace(text, "\n# 数据表", "\n# 从这一天起用本程序制作文书，此前到期的不算逾期\nsince: "+o.Since.String()+"\n\n# 数据表", 1)
	}
	return text
}

// rows are what a new table has already: the region's own unit.
func (o NewOffice) rows(table string) []map[string]string {
	if table != "units" || o.Top == "" {
		return nil
	}
	return []map[string]string{{"单位编码": topCode, "单位名称": o.Top, "层级": o.Tier}}
}

// The answers' names, as init's options have them.
const (
	AnswerTop   = "top"
	AnswerKind  = "kind"
	AnswerName  = "name"
	AnswerCode  = "code"
	AnswerFirst = "first"
)

// answerLabels are the answers' names for people.
var answerLabels = map[string]diag.Text{
	AnswerTop: diag.T("最高一级的单位", "the region's or group's own unit"), AnswerKind: diag.T("层级", "tier"), AnswerName: diag.T("发文机关全称", "the office's full name"),
	AnswerCode: diag.T("发文机关代字", "code of document numbers"), AnswerFirst: diag.T("先做的机制", "mechanisms that come first"),
}

// BadAnswer is the error of an answer that is not as it should be.
type BadAnswer struct {
	Answer string    // AnswerTop …
	Value  string    // what was answered; "" where an answer is missing
	Want   diag.Text // what would be right, or what is to be answered
}

// Error is Text in English.
func (b *BadAnswer) Error() string { return b.Text().En }

// Text names the answer as a form does.
func (b *BadAnswer) Text() diag.Text {
	if b.Value == "" {
		return b.Want
	}
	label := answerLabels[b.Answer]
	return diag.T("%[1]s“%[2]s”：%[3]s", "%[1]s %[4]q: %[3]s", label, diag.Visible(b.Value), b.Want, b.Value)
}

// TopTiers are the tiers that a region's or group's own unit has.
func TopTiers() []string {
	return []string{model.Province.String(), model.City.String(), model.County.String(), model.Town.String(), model.Enterprise.String()}
}

// UsualTier is the tier that a unit's name tells, with 人民政府 or without, "" where it does
// not: a 市 is of either tier, and so is a 新区.
func UsualTier(top string) string {
	top = strings.TrimSuffix(top, "人民政府")
	for _, ending := range []struct {
		words string
		tier  model.Tier
	}{
		{"新区 新区管理委员会", model.NoTier},
		{"省 自治区", model.Province},
		{"自治州 盟 盟行政公署 地区 地区行政公署", model.City},
		{"县 区 旗 开发区管理委员会", model.County},
		{"镇 乡 街道 街道办事处", model.Town},
		{"公司 集团", model.Enterprise},
	} {
		for _, word := range strings.Fields(ending.words) {
			if strings.HasSuffix(top, word) && top != word {
				if ending.tier == model.NoTier {
					return ""
				}
				return ending.tier.String()
			}
		}
	}
	return ""
}

// UsualName is what the office of a region or group is mostly called, "" without one.
func UsualName(top string) string {
	if top == "" {
		return ""
	}
	return strings.TrimSuffix(top, "人民政府") + "安全生产委员会办公室"
}

// UsualFirst is the mechanism that most begin with, by its number: agreements.
const UsualFirst = 3

// ReadFirst reads numbers of mechanisms with commas or blanks between them.
func ReadFirst(text string) ([]int, error) {
	var numbers []int
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \u3000,，、;；", r) }) {
		n, err := strconv.Atoi(zh.HalfDigits(word))
		if most := len(model.Mechanisms()); err != nil || n < 1 || n > most {
			return nil, &BadAnswer{AnswerFirst, text, diag.T("应为1至%d的编号，几个用逗号隔开", "use numbers from 1 to %d, several with commas", most)}
		}
		if !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	return numbers, nil
}

// Settled is the office with its answers as they are used: the tier by its own name, or
// told by the unit's. What is none is a [*BadAnswer].
func (o NewOffice) Settled() (NewOffice, error) {
	for _, a := range []struct {
		answer string
		value  *string
		most   int // characters
	}{{AnswerTop, &o.Top, 60}, {AnswerName, &o.Name, 80}, {AnswerCode, &o.Code, 20}} {
		*a.value = strings.TrimFunc(*a.value, unicode.IsSpace)
		if want := faultOf(*a.value, a.most); want != nil {
			return o, &BadAnswer{a.answer, *a.value, *want}
		}
	}
	if strings.ContainsAny(o.Code, "〔〕[]［］【】") || strings.HasSuffix(o.Code, "号") {
		return o, &BadAnswer{AnswerCode, o.Code, diag.T("只写代字，如 青安委办；年份和序号由程序编", "give the code alone, without the year and the number")}
	}
	if o.Tier == "" && o.Top != "" {
		o.Tier = UsualTier(o.Top)
	}
	if tier, err := model.ParseTier(o.Tier); err == nil {
		o.Tier = tier.String()
	}
	tiers := TopTiers()
	switch {
	case o.Tier != "" && !slices.Contains(tiers, o.Tier):
		return o, &BadAnswer{AnswerKind, o.Tier, diag.T("应为 %[1]s", "use one of %[1]s", diag.Names(tiers))}
	case o.Top == "" && o.Tier != "":
		return o, &BadAnswer{AnswerTop, "", diag.T("写了层级“%[1]s”，没有写是哪个单位的", "the tier %[1]s is given, and not whose it is", o.Tier)}
	case o.Top != "" && o.Tier == "":
		return o, &BadAnswer{AnswerKind, "", diag.T("写明“%[1]s”的层级", "give the tier of %[1]s", o.Top)}
	}
	return o, nil
}

// faultOf is what keeps a text from being a name, nil for nothing.
func faultOf(text string, most int) *diag.Text {
	say := func(zh, en string, args ...any) *diag.Text { t := diag.T(zh, en, args...); return &t }
	switch {
	case text == "":
		return nil
	case !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf) }) || strings.ContainsAny(text, "\u2028\u2029"):
		return say("有换行或看不见的字符，删去后重写", "it has line breaks or characters that are not seen: write it without them")
	case strings.Contains(text, "#"): // begins a remark in hongtou.yaml
		return say("有“#”；用全角“＃”", "it has a #: write a full-width ＃")
	case utf8.RuneCountInString(text) > most:
		return say("太长，至多%d个字", "it is too long: %d characters at most", most)
	case !strings.ContainsFunc(text, unicode.IsLetter):
		return say("没有一个字；应为名称", "it has no letter: write a name")
	}
	return nil
}
