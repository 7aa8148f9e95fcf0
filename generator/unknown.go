package generator

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
)

// mostNear is how many units are named where one was asked for that is not there.
const mostNear = 8

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
		if few := strings.Split(fill.Nearest(asked, codes), "、"); len(few) < len(codes) && !strings.HasSuffix(few[len(few)-1], "…") {
			near = few
		}
	}
	near = near[:min(mostNear, len(near))]
	d := diag.Diagnostic{Code: "unit-option-unknown", Place: diag.Place{Key: "--unit"}, Value: asked,
		Problem: diag.T("没有这个编码的单位或会议", "no unit and no meeting has this code"), Remedy: diag.T("写单位编码，见单位表", "give a unit's code: see the table of units")}
	if len(near) > 0 {
		names := strings.Join(near, "、")
		d.Remedy = diag.T("写单位编码，相近的有：%s", "give a unit's code, such as %s", names)
	}
	return diag.Of(d)
}
