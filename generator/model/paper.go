package model

import (
	"strings"

	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Paper is what an office says of one paper that it issues (发文登记): its number,
// its day, and what else belongs to that paper alone. hongtou.yaml says the same
// under documents.
type Paper struct {
	Target   string // 文书: a template's id or Chinese name
	Of       string // the period, or the code of the record that the paper is about
	Whose    string // of papers of one period to several units: the unit's code
	Number   string
	Date     period.Date
	Signer   string
	To       string
	Cc       string // several with 、 between
	Issuer   string // 发文机关, where it is not the one that usually issues such papers
	Approved string // whose consent the paper states (经…同意); "": it states none
	Origin
}

var papersTable = Declare(Declaration[Paper]{
	Name: "papers", Title: "发文", One: "发文", En: "paper", Order: 270,
	List: func(o *Office) *[]*Paper { return &o.Papers },
	Columns: func(p *Paper) []table.Column {
		return []table.Column{
			{At: &p.Target, Key: true, Label: true, Header: "文书", Aliases: []string{"文种", "目标"}, Required: true, Note: "如 专项督查通知；见 hongtou fields"},
			{At: &p.Of, Key: true, Header: "期间", Aliases: []string{"编号", "期间或编号", "会议编号"}, Type: table.Code, Required: true, Note: "如 2026Q1；关于一次会议、一项督办等的写其编号"},
			{At: &p.Whose, Key: true, Header: "单位编码", Type: table.Code, Note: "同一期间发给几个单位的，写明是发给哪个单位的"},
			{At: &p.Number, Header: "发文字号", Aliases: []string{"文号", "字号"}, Note: "auto 为自动编号"},
			{At: &p.Date, Header: "成文日期", Aliases: []string{"日期"}},
			{At: &p.Signer, Header: "签发人"},
			{At: &p.To, Prose: true, Header: "主送"},
			{At: &p.Cc, Prose: true, Header: "抄送", Note: "几个单位用、隔开"},
			{At: &p.Issuer, Header: "发文机关", Note: "不写即通常印发这种文书的机关"},
			{At: &p.Approved, Header: "同意机关", Note: "经谁同意印发，写入正文“经…同意”；不写则正文不提"},
		}
	},
	Says: "Says 各项内容，按 hongtou.yaml 中的名称",
})

// PaperKey is one thing that an office says of a paper: its key in hongtou.yaml,
// what it means, and of what type it is.
type PaperKey struct {
	Name, Meaning string
	Type          table.Type
}

// PaperKeys are the keys that the program's papers have: those of the table in its
// order, and what no cell holds.
func PaperKeys() []PaperKey {
	var keys []PaperKey
	for i := range papersTable.Columns {
		if c := &papersTable.Columns[i]; !c.Key {
			keys = append(keys, PaperKey{c.Name(), c.Header, c.Type})
		}
	}
	keys = append(keys, PaperKey{Name: "shortcomings", Meaning: "存在不足和下一步打算"})
	keys = append(keys, PaperKey{Name: "issue", Meaning: "期号，只写数字"})
	keys = append(keys, PaperKey{Name: "theme", Meaning: "活动主题"})
	return append(keys, PaperKey{Name: "supervision", Meaning: "督查名称，一期有几次督查的写明是哪一次"})
}

// Says is what the row says of its paper, by key, as hongtou.yaml would say it: days
// as 2026-03-05, 抄送 as a list. Other columns of the row stand under their headers.
func (p *Paper) Says() map[string]any {
	says := map[string]any{}
	for i := range papersTable.Columns {
		if c := &papersTable.Columns[i]; !c.Key && c.Value(p) != "" {
			says[c.Name()] = c.Value(p)
		}
	}
	if p.Cc != "" {
		var all []any
		for _, unit := range strings.FieldsFunc(p.Cc, func(r rune) bool { return strings.ContainsRune("、，,；;\n", r) }) {
			all = append(all, strings.TrimSpace(unit))
		}
		says["cc"] = all
	}
	for header, value := range p.Extra() {
		if value != "" {
			says[header] = value
		}
	}
	return says
}

var _ = explain[Office]("Papers 发文表")
