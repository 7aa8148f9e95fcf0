package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What one header says: which column of a table, and in which measure.

// normal is a header as it is compared: full-width forms folded, without
// blanks, line breaks, the star of a required column and the colon of a form.
func normal(header string) string {
	if !strings.ContainsFunc(header, func(r rune) bool { return r < 0x4e00 || r > 0x9fff }) { // most are words of plain characters
		return header
	}
	var few [96]byte
	text := few[:0]
	for _, r := range unradical(header) {
		if r < firstHan || r > lastHan {
			if r = foldRune(r); unicode.IsSpace(r) || r == 0xfeff || r == 0x200b {
				continue
			}
			r = unicode.ToLower(r)
		}
		text = utf8.AppendRune(text, r)
	}
	return trimMarks(string(text))
}

// trimMarks takes the marks at both ends of a header away.
func trimMarks(s string) string {
	const marks = "*★※▲:"
	if s == "" {
		return s
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	if !strings.ContainsRune(marks, first) && !strings.ContainsRune(marks, last) {
		return s
	}
	return strings.Trim(s, marks)
}

// heading is what the header over a column of a sheet means.
type heading struct {
	text   string // as complaints name it
	column int    // of the table; -1: none that it knows
	rank   int    // how near the header is to the column's name: 0 is the name itself
	factor float64
	wrong  string // a measure that can't be converted into the column's
}

// The ranks: who has the name itself takes the column from who has another.
const (
	byMapping = iota // as the office says in hongtou.yaml
	byName
	byNameMeasured // the name with a remark or measure: 死亡人数（人）
	byAlias
	byAliasMeasured
	byGroup // with the heads above it: 整改情况 over 期限
	byUnit  // 责任单位 for 责任单位编码: names do where codes are wanted
	byKey   // the key in YAML: unitCode
)

// names finds a table's columns by what headers say.
type names struct {
	table *Table
	find  map[string]heading
	seen  map[string]heading // paths that under was asked for: a head is looked for many times
	ends  [][]string         // the words that each column accepts, as they are compared
	spreads
	alphabet *alphabet // of all that they find
}

func namesOf(t *Table) names {
	n := names{table: t, find: map[string]heading{}, seen: map[string]heading{}, ends: make([][]string, len(t.Columns)), spreads: spreadsOf(t)}
	for i := range t.Columns {
		c := &t.Columns[i]
		n.add(c.Header, i, byName)
		for _, alias := range c.Aliases {
			n.add(alias, i, byAlias)
		}
		n.add(c.Field, i, byKey)
		for _, name := range c.Accepts() {
			n.ends[i] = append(n.ends[i], normal(name))
		}
	}
	for i := range t.Columns {
		for _, own := range t.Columns[i].Own {
			h := heading{column: i, rank: byMapping, factor: 1}
			_, remarks := brackets(normal(own))
			n.find[normal(own)] = n.measured(h, slices.DeleteFunc(remarks, func(r string) bool { return !isMeasure(r) }))
		}
	}
	for i := range t.Columns {
		for _, name := range spoken(&t.Columns[i]) {
			if _, ok := n.find[normal(name)]; !ok {
				n.add(name, i, byAliasMeasured)
			}
		}
	}
	for _, header := range t.Ignore {
		n.find[normal(header)] = heading{column: -1}
	}
	for i := range t.Columns {
		for _, name := range unitNames(&t.Columns[i]) {
			n.add(name, i, byUnit)
		}
	}
	n.alphabet = n.alphabetOf()
	return n
}

func (n names) add(header string, column, rank int) {
	key := normal(header)
	if old, ok := n.find[key]; !ok || rank < old.rank {
		n.find[key] = heading{column: column, rank: rank, factor: 1}
	}
}

// spoken are the headers that say the same as a column's names by a usual turn: 验收时间
// of a day is 验收日期, 检查人 is 检查人员.
func spoken(c *Column) (all []string) {
	for _, name := range c.Accepts() {
		if stem, ok := strings.CutSuffix(name, "日期"); ok && (c.Type == Date || c.Type == Limit) && stem != "" {
			all = append(all, stem+"时间")
		}
		if stem, ok := strings.CutSuffix(name, "人员"); ok && c.Type == Text {
			all = append(all, stem+"人")
		} else if strings.HasSuffix(name, "人") && c.Type == Text {
			all = append(all, name+"员")
		}
	}
	return all
}

// unitNames are the headers under which people write a unit's name or code where
// the table has a code: 责任单位, 责任单位名称 for 责任单位编码.
func unitNames(c *Column) []string {
	if c.Type != Code && c.Type != Codes {
		return nil
	}
	ends := []string{"", "名称", "全称", "简称", "代码", "编号"}
	if c.Key && c.Link == nil {
		ends = ends[4:] // of the units themselves: a name is no code
	}
	var all []string
	for _, header := range c.Accepts() {
		stem, ok := strings.CutSuffix(header, "编码")
		if !ok || !strings.HasSuffix(stem, "单位") && !strings.HasSuffix(stem, "部门") && !strings.HasSuffix(stem, "县区") && !strings.HasSuffix(stem, "地区") && stem != "属地" && stem != "上级" {
			continue
		}
		for _, end := range ends {
			all = append(all, stem+end)
		}
	}
	return all
}

// key finds the column that a key of YAML or JSON names.
func (n names) key(key string) (int, bool) {
	h := n.one(key)
	return h.column, h.column >= 0 && h.wrong == "" && h.factor == 1
}

// one is what a header of one row means.
func (n names) one(header string) heading {
	text := normal(header)
	if h, ok := n.find[text]; ok {
		return h
	}
	base, remarks := brackets(text)
	if h, ok := n.find[base]; ok && len(remarks) > 0 {
		return n.measured(h, remarks)
	}
	// 死亡人数/人, 直接经济损失万元
	if cut := strings.LastIndexAny(base, "/:,_-|"); cut > 0 && isMeasure(base[cut+1:]) {
		if h, ok := n.find[base[:cut]]; ok {
			return n.measured(h, append(remarks, base[cut+1:]))
		}
	}
	for _, m := range moneyWords {
		if stem, ok := strings.CutSuffix(base, m); ok {
			if h, ok := n.find[stem]; ok {
				return n.measured(h, append(remarks, m))
			}
		}
	}
	return heading{column: -1}
}

// under is what a header means with the heads above it, topmost first.
func (n names) under(path []string) heading {
	key := strings.Join(path, "\x00")
	h, seen := n.seen[key]
	if !seen {
		h = n.means(path)
		n.seen[key] = h
	}
	return h
}

func (n names) means(path []string) heading {
	leaf := path[len(path)-1]
	if len(path) == 1 {
		return n.one(leaf)
	}
	if h, ok := n.find[normal(leaf)]; ok && (h.column < 0 || h.rank == byMapping) {
		return h
	}
	group := strings.Join(path[:len(path)-1], "")
	stem, remarks := brackets(normal(group))
	for _, name := range []string{strings.Join(path, ""), leaf + stem} {
		if h := n.one(name); h.column >= 0 {
			h.rank = min(max(h.rank, byGroup), byKey)
			return n.also(h, remarks)
		}
	}
	if slices.ContainsFunc(path[:len(path)-1], differs) {
		return heading{column: -1}
	}
	own, more := brackets(normal(leaf))
	for i := range n.table.Columns {
		for _, name := range n.ends[i] {
			// 整改期限 is what 期限 means below 整改情况
			if first, ok := strings.CutSuffix(name, own); ok && first != "" && own != "" && strings.HasPrefix(stem, first) {
				return n.also(n.measured(heading{column: i, rank: byGroup, factor: 1}, more), remarks)
			}
		}
	}
	h := n.one(leaf)
	return n.also(h, remarks)
}

// also takes the measure that stands in a head above.
func (n names) also(h heading, remarks []string) heading {
	if h.column < 0 || h.factor != 1 || h.wrong != "" || !slices.ContainsFunc(remarks, isMeasure) {
		return h
	}
	rank := h.rank
	h = n.measured(h, remarks)
	h.rank = rank
	return h
}

// measured weighs what stands in brackets after a known header.
func (n names) measured(h heading, remarks []string) heading {
	if h.rank == byName || h.rank == byAlias {
		h.rank++
	}
	c := &n.table.Columns[h.column]
	for _, remark := range remarks {
		if differs(remark) || strings.Contains(remark, "失踪") && !strings.Contains(c.Header, "下落不明") {
			return heading{column: -1} // the dead and the missing are two figures
		}
		factor, ok := convert(c, remark)
		if !ok {
			h.wrong = remark
		}
		h.factor *= factor
	}
	return h
}

// brackets takes what stands in brackets out of a header that normal made.
func brackets(s string) (base string, inside []string) {
	if !strings.ContainsAny(s, "([{<【〔《「") {
		return trimMarks(s), nil
	}
	var b strings.Builder
	for s != "" {
		open := strings.IndexAny(s, "([{<【〔《「")
		if open < 0 {
			b.WriteString(s)
			break
		}
		end := strings.IndexAny(s[open:], ")]}>】〕》」")
		b.WriteString(s[:open])
		if end < 0 {
			inside = append(inside, strings.Trim(s[open:], "([{<【〔《「"))
			break
		}
		rest := s[open+end:]
		inside = append(inside, strings.TrimPrefix(strings.Trim(s[open:open+end], "([{<【〔《「"), "单位:"))
		s = strings.TrimLeft(rest, ")]}>】〕》」")
	}
	return trimMarks(b.String()), inside
}

// differs tells words that make another figure or another day of a column: the
// deaths of the year before are not the deaths.
func differs(s string) bool {
	for _, word := range []string{"上年", "去年", "同期", "上月", "上季", "往年", "累计", "计划", "预计", "目标", "其中", "延期", "调整", "变更", "不含", "不包括", "增减", "环比", "同比", "占比", "比例", "原"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}
