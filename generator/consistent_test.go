package generator

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// The tables of each example agree with each other: a paper that tells of one says
// nothing that another denies.
func TestExamplesAgree(t *testing.T) {
	for _, name := range Examples() {
		dir := filepath.Join(t.TempDir(), name)
		must(t, InitExample(dir, name))
		for _, wrong := range disagreements(openWorkspace(t, dir).Office) {
			t.Errorf("%s: %s", name, wrong)
		}
	}
}

// Each rule of disagreements finds its fault.
func TestDisagreements(t *testing.T) {
	for want, spoil := range map[string]func(*model.Office){
		"网格": func(o *model.Office) {
			g := o.Grids[slices.IndexFunc(o.Grids, func(g *model.Grid) bool { return g.Level == "村级" && len(villagesOf(o, g)) > 0 })]
			g.Name = "别处网格"
		},
		"宣传活动": func(o *model.Office) { o.MonthlyReports[0].Activities++ },
		"培训人次": func(o *model.Office) { o.MonthlyReports[0].Trained++ },
		"发现隐患": func(o *model.Office) {
			for _, r := range o.MonthlyReports {
				r.Hazards = 0
			}
		},
		"没有隐患编号": func(o *model.Office) { o.Listings[2].Hazard = "" },
		"之后才发现":  func(o *model.Office) { o.Listings[3].Date = period.Date{Year: 2026, Month: 1, Day: 2} },
		"没有检查结果": func(o *model.Office) { o.Inspections[0].Visits = nil },
		"早于会议":   func(o *model.Office) { o.Tasks[0].Deadline = period.Date{Year: 2026, Month: 1, Day: 2} },
		"上报隐患":   func(o *model.Office) { *o.Inspections[0].Visits[0].Fixed = *o.Inspections[0].Visits[0].Found + 1 },
	} {
		o := ownCity(t).Office
		spoil(o)
		if all := strings.Join(disagreements(o), "\n"); !strings.Contains(all, want) {
			t.Errorf("%s is not found: %s", want, all)
		}
	}
}

// villagesOf are the villages of a grid's town that are units.
func villagesOf(o *model.Office, g *model.Grid) (names []string) {
	town := g.Unit.Ancestor(model.Town)
	for _, u := range o.Units {
		if u.Tier == model.Village && town != nil && u.Parent == town {
			names = append(names, u.Short)
		}
	}
	return names
}

func disagreements(o *model.Office) (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	for _, g := range o.Grids {
		if villages := villagesOf(o, g); g.Level == "村级" && len(villages) > 0 &&
			!slices.ContainsFunc(villages, func(v string) bool { return strings.HasPrefix(g.Name, v) }) {
			say("%s 的网格“%s”不是责任书中的村（社区）%v", g.Unit.Short, g.Name, villages)
		}
	}
	for _, u := range o.Units {
		if u.Tier == model.Village && len(o.Grids) > 0 && !slices.ContainsFunc(o.Grids, func(g *model.Grid) bool {
			return g.Level == "村级" && g.Unit.Within(u.Parent) && strings.HasPrefix(g.Name, u.Short)
		}) {
			say("%s 没有网格", u.Name)
		}
	}
	for _, r := range o.MonthlyReports {
		for _, c := range []struct {
			what      string
			says, has int
		}{
			{"培训期数", r.Courses, entries(o.Trainings, r, func(x *model.Training) (*model.Unit, period.Date, int) { return x.Unit, x.Date, 1 })},
			{"培训人次", r.Trained, entries(o.Trainings, r, func(x *model.Training) (*model.Unit, period.Date, int) { return x.Unit, x.Date, x.Persons })},
			{"应急演练", r.Drills, entries(o.Drills, r, func(x *model.Drill) (*model.Unit, period.Date, int) { return x.Unit, x.Date, 1 })},
			{"宣传活动", r.Activities, entries(o.Activities, r, func(x *model.Activity) (*model.Unit, period.Date, int) { return x.Unit, x.Date, 1 })},
		} {
			if c.says != c.has {
				say("%s%s月报%s%d，台账为%d", r.Unit.Short, r.Month, c.what, c.says, c.has)
			}
		}
		if has := entries(o.Hazards, r, func(x *model.Hazard) (*model.Unit, period.Date, int) { return x.Unit, x.Date, 1 }); r.Hazards < has {
			say("%s%s月报发现隐患%d项，台账已有%d项", r.Unit.Short, r.Month, r.Hazards, has)
		}
	}
	for _, l := range o.Listings {
		if l.Kind != model.HazardListing || l.Date.Year != 2026 {
			continue
		}
		hazard := slices.IndexFunc(o.Hazards, func(h *model.Hazard) bool { return h.Code == l.Hazard })
		item := slices.IndexFunc(o.Items, func(i *model.SupervisionItem) bool { return i.Code == l.Hazard })
		var found period.Date
		switch {
		case l.Hazard == "" || hazard < 0 && item < 0:
			say("%s 没有隐患编号", l.Code)
			continue
		case hazard >= 0:
			found = o.Hazards[hazard].Date
		default:
			found = o.Items[item].Date
		}
		if found.After(l.Date) {
			say("%s 挂牌之后才发现", l.Code)
		}
	}
	for _, i := range o.Inspections {
		if len(i.Visits) == 0 {
			say("%s 没有检查结果", i.Code)
		}
		for _, v := range i.Visits {
			if v.Found == nil || v.Fixed == nil || *v.Fixed > *v.Found {
				say("%s 的整改多于上报隐患", i.Code)
			}
		}
	}
	for _, x := range o.Tasks {
		for _, m := range o.Meetings {
			if m.Code == x.Meeting && !x.Deadline.IsZero() && x.Deadline.Before(m.Date) {
				say("%s 的期限早于会议", x.Code)
			}
		}
	}
	return wrong
}

// entries adds up what a ledger has of a report's unit, with all below it, in its month.
func entries[T any](ledger []*T, r *model.Report, of func(*T) (*model.Unit, period.Date, int)) (sum int) {
	for _, x := range ledger {
		if u, day, n := of(x); u.Within(r.Unit) && r.Month.Contains(day) {
			sum += n
		}
	}
	return sum
}
