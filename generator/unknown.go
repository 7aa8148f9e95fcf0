package generator

import (
	"path"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
)

// mostNear is how many units are named where one was asked for that is not there.
const mostNear = 8

// between are what people write between names where each stands by itself.
const between = "、，,；;"

// misnamed says how a name may have been meant that is no target's, with what stands
// behind it; "" for nothing that is known: several in one, a dash of a text program for
// an option's, a file of a template or a paper.
func (w *Workspace) misnamed(asked string) (hint diag.Text) {
	base := path.Base(strings.ReplaceAll(asked, `\`, "/"))
	for ending := path.Ext(base); ending != ""; ending = path.Ext(base) {
		base = strings.TrimSuffix(base, ending)
	}
	switch {
	case strings.ContainsAny(asked, between):
		return diag.T("写几个的，各自分开，不用顿号、逗号连在一起；", "several are written apart, not joined by commas; ")
	case strings.IndexFunc(asked, func(r rune) bool { return strings.ContainsRune("—–－―", r) }) == 0:
		return diag.T("选项前面是两个半角的减号：--%s；", "options begin with two plain hyphens: --%s; ", strings.TrimLeft(asked, "—–－―-"))
	case strings.HasPrefix(asked, "-"):
		return diag.T("列表的“-”后面空一格：- %s；", "a blank follows the “-” of a list: - %s; ", strings.TrimLeft(asked, "- "))
	case base != asked && w.target(base) != nil:
		return diag.T("只写名称，不写文件：%s；", "write the name and not a file: %s; ", base)
	}
	return hint
}

// UnknownUnit is the complaint about a code that a request names and that no unit and
// no meeting has, with units that may have been meant; nil if one has it.
func (w *Workspace) UnknownUnit(asked string) *diag.List {
	if slices.ContainsFunc(w.Office.Units, func(u *model.Unit) bool { return u.Code == asked }) ||
		slices.ContainsFunc(w.Office.Meetings, func(m *model.Meeting) bool { return m.Code == asked }) {
		return nil
	}
	var near, codes []string
	for _, u := range w.Office.Units {
		if strings.Contains(u.Name, asked) || u.Short == asked {
			near = append(near, u.Code+" "+u.Name)
		}
		codes = append(codes, u.Code)
	}
	if len(near) == 0 {
		if few := fill.Nearest(asked, codes); len(few) < len(codes) && !strings.HasSuffix(few[len(few)-1], "…") {
			near = few
		}
	}
	near = near[:min(mostNear, len(near))]
	d := diag.Diagnostic{Code: "unit-option-unknown", Place: diag.Place{Key: "--unit"}, Value: asked,
		Problem: diag.T("没有这个编码的单位或会议", "no unit and no meeting has this code"), Remedy: diag.T("写单位编码，见单位表", "give a unit's code: see the table of units")}
	if strings.ContainsAny(asked, between) {
		d.Remedy = diag.T("一次只写一个单位编码", "give the code of one unit at a time")
	} else if len(near) > 0 {
		d.Remedy = diag.T("写单位编码，相近的有：%s", "give a unit's code, such as %s", diag.Names(near))
	}
	return diag.Of(d)
}
