package fill

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// The figures of an own Word file are named by sentence, cell and place, each with the
// value that it was printed from; what stands in a loop, in several runs and in a head
// too. A picture's file is no figure.
func TestFiguresOfWord(t *testing.T) {
	body := para("本季度开会{{len .Office.Me¦etings}}次。共有单位{{len .Tables.units}}个，其中第1个是{{(index .Tables.units 0).Name}}。") +
		grid(2, []string{"单位", "参加人数"}, []string{"{{range .Tables.trainings}}{{.Unit.Short}}", "{{.Persons}}{{end}}"}) +
		para("合计¦{{sum .Tables.trainings \"Persons\"}}人") + placeholder("照片/{{len .Tables.units}}.png")
	s, l := OpenWith(DefaultLimits, fstest.MapFS{"own.docx": {Data: ownWord(t, nil, body)}})
	if l.Errors() > 0 {
		t.Fatal(l.All())
	}
	o := &model.Office{Name: "青禾市安全生产委员会办公室", Short: "青禾市安委办2科", Units: []*model.Unit{
		{Code: "1", Name: "青禾市人民政府", Short: "青禾市", Tier: model.City},
		{Code: "2", Name: "1号厂", Short: "1号厂", ParentCode: "1", Tier: model.Enterprise},
		{Code: "3", Name: "乙厂", Short: "乙厂", ParentCode: "1", Tier: model.Enterprise}},
		Trainings: []*model.Training{{UnitCode: "2", Persons: 40}, {UnitCode: "3", Persons: 2}}}
	o.Check()
	p, err := period.Parse("2026Q1")
	check(t, err)
	figures, complaints := s.Get("own").Figures(Root{Office: model.Traced(o), Period: p})
	if complaints.Errors() > 0 {
		t.Fatal(complaints.All())
	}
	var got []string
	for _, f := range figures {
		key := f.Key
		if key != "" {
			key += ": "
		}
		got = append(got, fmt.Sprintf("%s%s = %s @%s ≪%s", key, f.Expression, f.Text, f.Place, f.Sentence))
	}
	want := []string{
		"title: .Period.Name = 2026年第一季度 @ ≪2026年第一季度件",
		"len .Office.Meetings = 0 @正文第1段 ≪本季度开会0次。",
		"len .Tables.units = 3 @正文第1段 ≪共有单位3个，其中第1个是青禾市人民政府。",
		".Unit.Short = 1号厂 @正文表1第2行第1列 ≪1号厂",
		".Persons = 40 @正文表1第2行第2列 ≪1号厂 / 参加人数",
		".Persons = 2 @正文表1第2行第2列 ≪乙厂 / 参加人数",
		`sum .Tables.trainings "Persons" = 42 @正文第2段 ≪合计42人`,
		".Office.Short = 青禾市安委办2科 @页眉1第1段 ≪青禾市安委办2科",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
