package source

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hongtou/generator/diag"
)

// Rows of a table that are no records: totals, headings of sections, repeated
// heads, numbers of the columns, hints, and what stands below the table. What is
// passed over is told once a table, so that nothing goes in silence.

// passed is why a row is no record.
type passed int

const (
	isRecord  passed = iota
	isNothing        // cells merged from above and nothing else
	isTotalRow
	isSection
	isHeadAgain
	isNumbers
	isHint
	isNote
	isSerialOnly
)

var passedNames = map[passed]diag.Text{
	isTotalRow:   {Zh: "合计行", En: "totals"},
	isSection:    {Zh: "小标题行", En: "headings"},
	isHeadAgain:  {Zh: "重复的表头", En: "repeated heads"},
	isNumbers:    {Zh: "列号行", En: "numbers of columns"},
	isHint:       {Zh: "填写提示行", En: "hints"},
	isNote:       {Zh: "说明和签字行", En: "notes and signatures"},
	isSerialOnly: {Zh: "只有序号的行", En: "rows with a running number only"},
}

// judge tells what a row below the head is. place is the row's.
func (s *sheet) judge(number int, cells []cell) passed {
	h := s.header
	own, first, headed := 0, -1, false
	for i := range cells {
		if cells[i].filled || cells[i].empty() {
			continue
		}
		headed = headed || i < len(h.named) && h.named[i]
		if first < 0 {
			first = i
		}
		if own++; own > 2 && headed {
			break
		}
	}
	switch {
	case own == 0:
		return isNothing
	case own <= 2 && s.counts(cells), !headed: // beside the table
		return isNote
	case own == 1 && first == h.serial && allDigits(normal(cells[first].raw)):
		return isSerialOnly
	case h.total(cells, first) && (bareTotal(cells[first].raw) || !s.plausible(cells, first)), h.totalName(cells) >= 0:
		return isTotalRow
	case h.again(cells):
		return isHeadAgain
	case s.records == 0 && numbersOfColumns(cells):
		return isNumbers
	}
	text := cells[first].raw
	if text == "" {
		return isRecord // a formula
	}
	if c := text[0]; own > 2 && !s.notes && s.records > 0 && (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z') {
		return isRecord // as most rows are
	}
	text = strings.TrimSpace(text)
	switch {
	case s.notes && own == 1, noteLine(text) && !s.plausible(cells, first) && !s.speaks(cells):
		s.notes = true
		return isNote
	case marksOnly(cells):
		return isNote
	case own == 1 && s.across(number, first), own <= 2 && (sectionLine(text) || s.ofUnit(cells) || own == 1 && (monthLine.MatchString(normal(text)) || s.says(cells, first))) && !s.plausible(cells, first):
		if s.records > 0 && hintWords(text) {
			return isNote
		}
		return isSection
	case s.records == 0 && s.hints(cells, first):
		return isHint
	}
	return isRecord
}

// total tells a row of totals: such a word in its first cell, or where the code
// stands, or in another cell where the code is empty.
func (h *header) total(cells []cell, first int) bool {
	if isTotal(cells[first].raw) {
		return true
	}
	if at := h.columns[0]; at >= 0 && at < len(cells) && !cells[at].filled && strings.TrimSpace(cells[at].raw) != "" {
		return isTotal(cells[at].raw)
	}
	return slices.ContainsFunc(cells, func(c cell) bool { return isTotal(c.raw) })
}

// totalName is the table's column whose cell has a word of totals where names, codes
// and choices stand, -1 if there is none: 行业领域 合计 is no industry.
func (h *header) totalName(cells []cell) int {
	for i, at := range h.columns {
		if at < 0 || at >= len(cells) || cells[at].filled {
			continue
		}
		if c := &h.table.Columns[i]; c.Type == Choice || c.Named() {
			if before, ok := beforeTotal(cells[at].raw); ok && onlyTotal(before) {
				return i
			}
		}
	}
	return -1
}

// isTotal tells a word that heads a row of totals: 合计, 本页小计（项）, 共计：12项.
func isTotal(s string) bool {
	before, ok := beforeTotal(s)
	return ok && (onlyTotal(before) || len([]rune(before)) <= 6 && !strings.ContainsAny(before, "，。；"))
}

// beforeTotal is what stands before a word of totals at a text's end; false if there
// is no such word.
func beforeTotal(s string) (string, bool) {
	if len(s) < 6 || len(s) > 60 || !strings.Contains(s, "计") && !strings.Contains(s, "總") && !strings.Contains(s, "总") {
		return "", false
	}
	word, _ := brackets(normal(s))
	word, _, _ = strings.Cut(word, ":")
	word = strings.TrimRight(word, "0123456789.,，。;；、")
	for _, unit := range countWords {
		if cut, ok := strings.CutSuffix(word, unit); ok && strings.TrimRight(cut, "0123456789.") != cut {
			word = strings.TrimRight(cut, "0123456789.")
			break
		}
	}
	if word == "汇总" { // as spreadsheet programs name the last row of their tables
		return "", true
	}
	for _, end := range []string{"合计", "总计", "小计", "共计", "累计", "总合计", "合计数"} {
		if before, ok := strings.CutSuffix(word, end); ok {
			return before, true
		}
	}
	return "", false
}

// onlyTotal tells whether what stands before a word of totals says of what: nothing,
// 本页, 各行业. Other words, if they are short, may be the name of a section.
func onlyTotal(before string) bool {
	return before == "" || totalBefore[before] || strings.HasPrefix(before, "各")
}

// bareTotal tells a word of totals with nothing before it.
func bareTotal(s string) bool {
	word := normal(s)
	return word == "合计" || word == "总计" || word == "汇总" || word == "小计" || word == "共计" || word == "累计"
}

// totalBefore are words that stand before 合计.
var totalBefore = map[string]bool{"本页": true, "本月": true, "本年": true, "本季": true, "本季度": true, "全市": true, "全县": true, "全区": true, "全年": true, "以上": true}

// again tells the head's own rows: each word of the row stands in the head over
// the same column.
func (h *header) again(cells []cell) bool {
	for _, texts := range h.texts {
		same := 0
		for i := range cells {
			if cells[i].filled || cells[i].empty() {
				continue
			}
			if text := texts[i]; text == "" || len(cells[i].raw) < len(text) || normal(cells[i].raw) != text {
				same = -1
				break
			}
			same++
		}
		if same >= 2 || same == 1 && len(texts) == 1 {
			return true
		}
	}
	return false
}

// numbersOfColumns tells a row that counts the columns: 1 2 3 …, 甲 乙 1 2 …
func numbersOfColumns(cells []cell) bool {
	letters := []string{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"}
	count, lettered, want := 0, 0, 1
	for i := range cells {
		text := strings.Trim(normal(cells[i].raw), "()第列栏")
		switch {
		case text == "" && count == 0 && strings.TrimSpace(cells[i].raw) != "": // 栏 over the first
			continue
		case text == "" || cells[i].filled:
			continue
		case count == 0 && slices.Contains([]string{"次", "目", "行次", "序号", "列号", "号"}, text):
			continue
		case want == 1 && lettered < len(letters) && text == letters[lettered]:
			lettered++
		case text == fmt.Sprint(want) || text == fmt.Sprintf("%c", '①'+want-1) || want == 1 && text == "0":
			if text != "0" {
				want++
			}
		case text == fmt.Sprintf("%c", 'a'+count):
		default:
			return false
		}
		count++
	}
	return count >= 3
}

// noteWords begin lines that stand below a table or between its parts.
var noteWords = strings.Fields("被检查单位 受检单位 被检查单位负责人 检查组长 检查组成员 检查组 复查人员 复查人 验收人员 验收人 陪同人员 记录人 编制人 编制 批准人 批准 抄报 抄送 以下空白 以下无内容 以下无正文 此页无正文 注 备注 附注 说明 填表说明 填报说明 填写说明 填表要求 填报要求 填表人 填报人 填写人 制表人 制表 经办人 审核人 审核 审定 审批人 审批 复核人 复核 核对人 录入人 统计人 统计负责人 单位负责人 部门负责人 主要负责人 分管负责人 分管领导 主管领导 负责人 领导签字 签字 签名 签发人 签发 检查人员 检查人 联系人 联系电话 电话 填报单位 填表单位 制表单位 单位 盖章 填报日期 填表日期 填报时间 填表时间 制表日期 制表时间 报送日期 报送时间 打印日期 打印时间 日期 页码 数据来源 来源 资料来源 截止日期 截至")

// signed is what a line of signatures has behind who signs.
var signed = regexp.MustCompile(`^\(?(签字|签名|签章|盖章|公章|手签|签字盖章|签字并盖章|签字或盖章)\)?`)

// noteLine tells a line such as 注：…, 填表人：…, （盖章）, 第1页共3页.
func noteLine(text string) bool {
	text = strings.TrimLeft(fold(text), " *※★(【[")
	text = strings.ReplaceAll(text, " ", "")
	for _, word := range noteWords {
		rest, ok := strings.CutPrefix(text, word)
		if !ok {
			continue
		}
		rest = signed.ReplaceAllString(rest, "")
		if rest == "" && word != "单位" && word != "日期" && word != "来源" && word != "电话" || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, "】") || word == "注" && strings.TrimLeft(rest, "0123456789") != rest {
			return true
		}
	}
	return strings.HasPrefix(text, "第") && strings.Contains(text, "页") && strings.Contains(text, "共") && len(text) < 40
}

// sectionLine tells the heading of a part: 一、云台区（2项）, （二）…, 第一部分.
func sectionLine(text string) bool {
	text = strings.ReplaceAll(fold(text), " ", "")
	if rest := strings.TrimLeft(strings.TrimPrefix(text, "第"), "一二三四五六七八九十百"); rest != strings.TrimPrefix(text, "第") {
		return strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "部分") || strings.HasPrefix(rest, "类")
	}
	if rest, ok := strings.CutPrefix(text, "("); ok {
		return strings.HasPrefix(strings.TrimLeft(rest, "一二三四五六七八九十"), ")") && !strings.HasPrefix(rest, ")")
	}
	return false
}

// across tells whether a cell is merged over the larger part of the table.
func (s *sheet) across(number, at int) bool {
	for _, m := range s.merges[s.mergeFrom:] {
		if m.row1 > number {
			break
		}
		if m.row2 >= number && m.col1 == at+1 && m.col2 > m.col1 {
			return m.col2-m.col1 >= 2 || (m.col2-m.col1+1)*2 >= len(s.header.named)
		}
	}
	return false
}

// plausible tells whether a row that looks like none may be a record after all: it
// has all that the table wants, and what looks strange stands in a column of words.
func (s *sheet) plausible(cells []cell, first int) bool {
	if at := slices.Index(s.header.columns, first); at >= 0 && s.table.Columns[at].Type != Text && s.table.Columns[at].Type != Long {
		return false
	}
	return s.complete(cells)
}

// speaks tells a record that lacks something from a line of signatures: two of its
// days, figures and choices at least can be read, and half of what is wanted is there.
func (s *sheet) speaks(cells []cell) bool {
	read, wanted, there := 0, 0, 0
	for i, at := range s.header.columns {
		c, filled := &s.table.Columns[i], at >= 0 && at < len(cells) && !cells[at].empty()
		if c.Required {
			wanted++
		}
		if !filled {
			continue
		}
		if c.Required {
			there++
		}
		switch c.Type {
		case Date, Limit, Whole, Number, Share, Choice, Year, Month, Clock:
			if _, f := Read(s.table, i, Cell{Raw: cells[at].raw, Shown: cells[at].shown}, false); f == nil {
				read++
			}
		}
	}
	return read >= 2 && 2*there >= wanted
}

// marksOnly tells a row of dots and dashes, or of 无: ……
func marksOnly(cells []cell) bool {
	return !slices.ContainsFunc(cells, func(c cell) bool {
		text := strings.Trim(fold(c.raw), " .…·。-—/")
		return text != "" && text != "无" || c.kind == uncalculated
	})
}

// monthLine heads the rows of a month or a quarter: 四月, 2026年4月份, 一季度.
var monthLine = regexp.MustCompile(`^(\d{4}年)?第?([一二三四五六七八九十]{1,3}|\d{1,2})(月|月份|季度)$`)

// complete tells whether a row has all that the table wants of a record.
func (s *sheet) complete(cells []cell) bool {
	for i := range s.table.Columns {
		if at := s.header.columns[i]; s.table.Columns[i].Required && (at < 0 || at >= len(cells) || cells[at].empty()) {
			return false
		}
	}
	return true
}

// sample tells the words over what shows how a table is filled in: 填写示例, 说明.
func sample(text string) bool {
	switch strings.Trim(text, "(:)") {
	case "示例", "例", "样例", "填写示例", "举例", "范例", "例如", "填写说明", "填报说明", "说明", "提示", "填写提示":
		return true
	}
	return false
}

// hints tells a row below the head that says how to fill in the table, or shows a
// sample: none of its cells can be read where a date, number or choice is wanted.
func (s *sheet) hints(cells []cell, first int) bool {
	if sample(normal(cells[first].raw)) {
		return true
	}
	tried, wrong, told := 0, 0, false
	for i, at := range s.header.columns {
		if at < 0 || at >= len(cells) || cells[at].filled || cells[at].empty() {
			continue
		}
		switch c := &s.table.Columns[i]; c.Type {
		case Date, Whole, Number, Share, Choice, Year, Month, Clock:
			tried++
			if _, f := Read(s.table, i, Cell{Raw: cells[at].raw, Shown: cells[at].shown}, false); f != nil {
				wrong++
				told = told || hintWords(cells[at].raw)
			}
		}
	}
	return told && wrong == tried && wrong >= 2
}

func hintWords(text string) bool {
	return slices.ContainsFunc([]string{"填", "如", "例", "格式", "不重复", "年月日", "yyyy", "YYYY", "下拉", "选择", "单选", "文本", "数字", "全称"}, func(word string) bool { return strings.Contains(text, word) })
}

// pass notes a row that is passed over.
func (s *sheet) pass(why passed, place diag.Place, cells []cell) {
	if why == isNothing {
		return
	}
	if s.skipped == nil {
		s.skipped = map[passed][]int{}
	}
	s.skipped[why] = append(s.skipped[why], place.Row)
	text := ""
	for i := range cells {
		if !cells[i].filled && !cells[i].empty() {
			text = strings.TrimSpace(text + " " + headText(cells[i].raw))
		}
	}
	if at := s.header.totalName(cells); why == isTotalRow && at >= 0 && s.complete(cells) {
		place.Column, place.Header = s.header.columns[at]+1, s.table.Columns[at].Header
		s.list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "row-total", Place: place, Value: cells[place.Column-1].raw,
			Problem: diag.T("这一行各列齐全，写着合计，不作记录", "the row has all that a record has, but is a total: no record"),
			Remedy:  diag.T("是合计的，删去此行；是一条记录的，改写此格", "delete the row if it is a total; write something else here if it is a record")})
		return
	}
	s.list.Add(diag.Diagnostic{Severity: diag.Detail, Code: "row-skipped", Place: place, Value: text,
		Problem: diag.T("%s，不作记录", "%s: no record", passedNames[why])})
}

// told sums up once a sheet what was passed over.
func (s *sheet) told() {
	var zh, en []string
	total := 0
	for why := isTotalRow; why <= isSerialOnly; why++ {
		rows := s.skipped[why]
		if len(rows) == 0 {
			continue
		}
		total += len(rows)
		shown := rows[:min(len(rows), 5)]
		if s.side {
			zh, en = append(zh, fmt.Sprintf("%d列", len(rows))), append(en, fmt.Sprintf("%d columns", len(rows)))
			continue
		}
		list := strings.Trim(strings.Join(strings.Fields(fmt.Sprint(shown)), "、"), "[]")
		more, and := "", ""
		if len(rows) > len(shown) {
			more, and = "等", ", …"
		}
		zh = append(zh, fmt.Sprintf("%s%d行（第%s行%s）", strings.TrimSuffix(passedNames[why].Zh, "行"), len(rows), list, more))
		en = append(en, fmt.Sprintf("%d %s (rows %s%s)", len(rows), passedNames[why].En, strings.ReplaceAll(list, "、", ", "), and))
	}
	if total > 0 {
		s.list.Add(diag.Diagnostic{Severity: diag.Note, Code: "rows-skipped", Place: s.place,
			Problem: diag.T("跳过%[1]d行，不作记录：%[2]s", "%[1]d rows are no records: %[3]s", total, strings.Join(zh, "，"), strings.Join(en, "; "))})
	}
}
