package source

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

// What a row can name at most by its characters is no less than what it names, whatever
// stands in it and above it: no head is passed over.
func TestMostIsNoLessThanTheScore(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 9))
	others := strings.Fields("检查 整改 整改情况 检查时间 基本情况 2026年 3月 5日 某年 某月 某日 月 日 年 年度 月份 号 人 万元 （人） (起) 【元】 人数 / 上年 其中 合计 X01 X02 1.1.2 A-3 " +
		"2026-03-05 已完成 王一 安澜市应急管理局 Ⅰ级 ＡＢ *必填 ★ 起数： 扣分 得分 不低于 20人以上 2025年 2024年 95% 得分（分 死亡人数/人 直接经济损失万元 ⼈ 人 矿⼭ 序号 —— “无” 单位（盖章） (某) [某] {某} <某> 〔某〕 某(")
	for _, table := range Tables() {
		table := RowTable(table)
		n := namesOf(table)
		h := &heads{names: n}
		var headers []string
		for i := range table.Columns {
			headers = append(append(headers, strings.ToUpper(table.Columns[i].Field)), table.Columns[i].Accepts()...)
		}
		words := func() string {
			all := headers
			if r.IntN(3) == 0 {
				all = others
			}
			word := all[r.IntN(len(all))]
			switch r.IntN(8) {
			case 0: // a piece of it, below or beside another
				runes := []rune(word)
				word = string(runes[:1+r.IntN(len(runes))])
			case 1:
				word += others[r.IntN(len(others))]
			}
			return word
		}
		for range 1500 {
			paths := make([][]string, 1+r.IntN(4))
			for at := range paths {
				for range r.IntN(4) {
					paths[at] = append(paths[at], words())
				}
			}
			if score, most := h.score(paths), h.most(paths); score > most {
				t.Fatalf("%s: the head %q scores %v, more than the %v that it can", table.Title, paths, score, most)
			}
		}
	}
}

// The parts of a day count, whatever they are called, and count twice where they have
// columns of their own too.
func TestMostCountsPartsOfADay(t *testing.T) {
	own := *RowTable(model.TableOf("hazards"))
	own.Columns = slices.Clone(own.Columns)
	for header, column := range map[string]string{"月": "隐患编号", "日": "隐患描述"} {
		i := slices.IndexFunc(own.Columns, func(c Column) bool { return c.Header == column })
		own.Columns[i].Own = []string{header}
	}
	for _, c := range []struct {
		table *Table
		paths [][]string
		score float64
	}{
		{RowTable(model.TableOf("hazards")), [][]string{{"检查时间", "苇年"}, {"检查时间", "苇月"}, {"检查时间", "苇日"}}, 1.5},
		{&own, [][]string{{"月"}, {"日"}}, 3.5},
	} {
		h := &heads{names: namesOf(c.table)}
		if score, most := h.score(c.paths), h.most(c.paths); score != c.score || score > most {
			t.Errorf("%q scores %v, want %v, and can score %v", c.paths, score, c.score, most)
		}
	}
}

// Cells of records are not asked for what they mean as headers, though a column without a
// name has all rows weighed.
func TestRecordsAreNotWeighedAsHeads(t *testing.T) {
	text := "单位编码,单位名称,层级,上级编码,本办备考\n"
	for i := range 19 {
		text += fmt.Sprintf("37%04d,石漈县第%d中心卫生院,企业,370100,苇\n", i, i)
	}
	s := newSheet(unitTable.Table, diag.Place{}, nil, false, nil)
	c := s.look((&separated{data: []byte(text), mark: ','}).grid())
	if c.known != 4 || c.full {
		t.Fatalf("the head names %d columns, want 4 of 5", c.known)
	}
	if len(s.names.seen) > 5+19 { // its own, and the one word that may be a header
		t.Errorf("%d words were weighed as headers, want those of the head and those that have its characters", len(s.names.seen))
	}
}
