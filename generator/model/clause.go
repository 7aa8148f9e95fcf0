package model

import (
	"slices"

	"hongtou/generator/clause"
	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// Clause is one clause of an office's own for the agreements of a kind of department,
// institution, trade or post: it stands beside the library's, or instead of them.
type Clause struct {
	Of    string   // 部门, 事业单位, 行业, 岗位
	Kind  string   // 应急管理; a kind that the library lacks is a new one
	Part  string   // 职责, 工作目标, …: clause.Parts
	Text  string   // one clause
	Use   string   // 补充, or 代替 the library's of this part
	Names []string // words of names by which a new kind is known
	Origin
}

// The ways in which a clause is used.
const (
	useBeside  = "补充"
	useInstead = "代替"
)

var _ = Declare(Declaration[Clause]{
	Name: "clauses", Title: "责任条款", One: "条款", En: "clause", Order: 8,
	List: func(o *Office) *[]*Clause { return &o.ClauseRows },
	Columns: func(c *Clause) []table.Column {
		return []table.Column{
			{At: &c.Of, Header: "适用对象", Aliases: []string{"对象"}, Required: true, Names: clause.Sorts},
			{At: &c.Kind, Label: true, Header: "类别", Aliases: []string{"种类", "岗位类别", "部门类别"}, Required: true, Note: "如 应急管理、爆破；程序没有的即为新类别"},
			{At: &c.Part, Header: "项目", Required: true, Names: clause.AllParts()},
			{At: &c.Text, Prose: true, Header: "条款内容", Aliases: []string{"条款", "内容"}, Type: table.Long, Required: true, Note: "一行一条"},
			{At: &c.Use, Header: "用法", Names: []string{useBeside, useInstead}, Note: "不填即补充；代替的，这一项只用表中的"},
			{At: &c.Names, Header: "名称用语", Note: "新类别凭单位、岗位名称中的哪些词认出，几个用、隔开；不填即类别"},
		}
	},
	Check: (*Checker).clauses,
})

func (c *Checker) clauses(rows []*Clause) {
	for _, r := range rows {
		if r.Of != "" && r.Part != "" && !slices.Contains(clause.Parts[clause.Sort(r.Of)], r.Part) {
			c.Fail(PlaceOf(r, &r.Part), "clause-part", r.Part,
				diag.T("%[1]s的条款没有“%[2]s”这一项", "clauses of %[1]s have no part %[2]q", r.Of, r.Part),
				diag.T("应为：%s", "use one of %s", diag.Names(clause.Parts[clause.Sort(r.Of)])))
		}
		if word := clause.Unplaced(r.Text); word != "" {
			c.Fail(PlaceOf(r, &r.Text), "clause-place", word,
				diag.T("条款中有不认识的花括号用语", "a clause has words in braces that mean nothing"),
				diag.T("花括号中只能写：%s", "braces may hold %s", diag.Names(clause.Places)))
		}
		if r.Part == "执法权" && !slices.Contains([]string{"有", "部分", "无"}, r.Text) {
			c.Fail(PlaceOf(r, &r.Text), "clause-power", r.Text,
				diag.T("执法权写得不对", "not a power to enforce"), diag.T("应为：有、部分、无", "use 有, 部分 or 无"))
		}
	}
}

// kindsOf are the kinds of a sort: the library's, with the office's own clauses.
func (o *Office) kindsOf(s clause.Sort) []*clause.Kind {
	return o.look().kinds.get(s, func() []*clause.Kind {
		kinds := slices.Clone(clause.Library(s))
		own := map[string]*clause.Kind{}
		replaced := map[*[]string]bool{}
		for _, r := range o.ClauseRows {
			if r.Of != string(s) || r.Kind == "" {
				continue
			}
			k := own[r.Kind]
			if k == nil {
				if i := slices.IndexFunc(kinds, func(k *clause.Kind) bool { return k.Name == r.Kind }); i >= 0 {
					kinds[i] = kinds[i].Clone()
					k = kinds[i]
				} else {
					k = &clause.Kind{Name: r.Kind, Names: []string{r.Kind}, Power: "无", Class: "行业管理"}
					kinds = append(kinds, k)
				}
				own[r.Kind] = k
			}
			k.Names = append(k.Names, r.Names...)
			if text := k.Text(r.Part); text != nil {
				*text = r.Text
			} else if list := k.List(r.Part); list != nil {
				if r.Use == useInstead && !replaced[list] {
					*list, replaced[list] = nil, true
				}
				*list = append(*list, r.Text)
			}
		}
		return kinds
	})
}
