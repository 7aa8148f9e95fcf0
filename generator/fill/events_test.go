package fill

import (
	"strings"
	"testing"
	"testing/fstest"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// guardedOffice keeps accidents until the end of March 2026, hazards by whole months,
// and no drills.
func guardedOffice(t *testing.T) *model.Office {
	t.Helper()
	day := func(y, m, d int) period.Date { return period.Date{Year: y, Month: m, Day: d} }
	o := &model.Office{Name: "青禾市安全生产委员会办公室", Today: day(2026, 7, 10),
		Accidents:       []*model.Accident{{Code: "S1", Date: day(2026, 2, 3)}, {Code: "S2", Date: day(2026, 4, 2)}},
		SupervisionList: []*model.Supervision{{Name: "督查", Start: day(2026, 4, 7), End: day(2026, 4, 9)}},
		Hazards:         []*model.Hazard{{Code: "H1", Date: day(2026, 4, 9)}},
		Reaches: map[string]model.Reach{
			"accidents": {Kept: true, From: day(2026, 1, 1), Through: day(2026, 3, 31)},
			"hazards":   {Kept: true, From: day(2026, 1, 1), Complete: model.Monthly},
		}}
	o.Check()
	return o
}

// Every way by which an office's own template comes to rows of a table of events asks
// whether the table covers the paper's period, as the functions of the model do.
func TestRowsOfEventsAreAsked(t *testing.T) {
	o := guardedOffice(t)
	in := func(p string, body string) (string, []string) {
		t.Helper()
		s, l := OpenWith(DefaultLimits, fstest.MapFS{"own.md": {Data: []byte("---\ntitle: 表\neach: none\nfile: x.pdf\ncadence: year, half-year, quarter, month\n---\n" + body + "\n")}})
		if l.Errors() > 0 {
			t.Fatalf("%s: %v", body, l.All())
		}
		at, err := period.Parse(p)
		check(t, err)
		d, complaints := s.Get("own").Document(Root{Office: o, Period: at.Until(o.Today)})
		var codes []string
		for _, c := range complaints.All() {
			codes = append(codes, c.Code+" "+c.Problem.Zh)
		}
		if d == nil {
			return "", codes
		}
		return strings.TrimSpace(d.Body), codes
	}
	ways := []string{
		`{{len .Tables.accidents}}`,
		`{{len .Office.Accidents}}`,
		`{{len .Office.Lists.accidents}}`,
		`{{len (index .Tables "accidents")}}`,
		`{{len ("accidents" | index .Tables)}}`,
		`{{with index .Office.Lists "accidents"}}{{len .}}{{end}}`,
		`{{range .Tables.accidents}}{{.Code}}{{else}}没有发生事故{{end}}`,
		`{{$t := .Tables}}{{len $t.accidents}}`,
		`{{$o := .Office}}{{if $o.Accidents}}有{{else}}无{{end}}`,
		`{{with .Tables}}{{len .accidents}}{{end}}`,
		`{{with .Office}}{{len .Accidents}}{{end}}`,
		`{{len (.Tables).accidents}}`,
		`{{range $name, $rows := .Tables}}{{$name}}{{end}}`,
		`{{$t := .Office.Lists}}{{range $t}}1{{end}}`,
		`{{with .Tables}}{{range .}}1{{end}}{{end}}`,
		`{{range where .Office.Accidents "Code" "S1"}}{{.Code}}{{end}}`,
		`{{define "x"}}{{len .accidents}}{{end}}{{template "x" .Tables}}`,
		`{{join (pluck $.Office.Accidents "Code") "、"}}`,
	}
	for _, way := range ways {
		for p, want := range map[string]string{
			"2026Q2": "“事故”表只到2026年3月31日，没有2026年第二季度的数据",
			"2026H1": "“事故”表只到2026年3月31日，没有此后至2026年6月30日的数据：逐行列出的不是2026年上半年的全部",
			"2025":   "“事故”表自2026年1月1日起，没有2025年的数据",
		} {
			if text, codes := in(p, way); len(codes) == 0 || codes[0] != "table-reach "+want {
				t.Errorf("%s in %s: %q, complaints %q", way, p, text, codes)
			}
		}
		if text, codes := in("2026Q1", way); text == "" || len(codes) > 0 {
			t.Errorf("%s in a period that is covered: %q, %q", way, text, codes)
		}
	}
	for _, way := range []string{`{{len (get .Tables "accidents")}}`, `{{len (field .Office "Accidents")}}`, `{{len (known .Office "Accidents")}}`, `{{len (field (dict "o" .Office) "o.Accidents")}}`, `{{len ("accidents" | get .Tables)}}`} {
		if text, codes := in("2026Q2", way); len(codes) == 0 || !strings.Contains(codes[0], "请直接写 .Tables.accidents") {
			t.Errorf("%s: %q, %q", way, text, codes)
		}
	}
	if text, codes := in("2026Q1", `{{len .Tables.drills}}`); len(codes) != 1 || !strings.Contains(codes[0], "没有“应急演练”表") {
		t.Errorf("a table that is not kept: %q, %q", text, codes)
	}
	for _, way := range []string{`{{range .Tables.supervisions}}{{len .Findings}}{{end}}`, `{{len (index .Tables.supervisions 0).Findings}}`, `{{range .Office.SupervisionsIn .Period}}{{range .Findings}}有{{else}}没有发现问题{{end}}{{end}}`} {
		if text, codes := in("2026Q2", way); len(codes) != 1 || !strings.Contains(codes[0], "没有“督查问题隐患”表") {
			t.Errorf("%s: %q, %q", way, text, codes)
		}
	}
	for p, body := range map[string]string{
		"2026":    `{{len .Tables.hazards}}项，截至{{date (.Office.AsOf "hazards" .Period)}}`, // a running year
		"2026-06": `{{len .Tables.hazards}}项`,
		"2027":    `{{len .Tables.hazards}}项`, // a paper that looks forward: what is entered so far
		"2026Q2":  `{{if .Office.Knows "accidents" .Period}}{{len .Tables.accidents}}{{else}}{{len .Tables.units}}项{{end}}`,
	} {
		if text, codes := in(p, body); !strings.Contains(text, "项") || len(codes) > 0 {
			t.Errorf("%s in %s: %q, %q", body, p, text, codes)
		}
	}
}

// In a draft the sentence that goes over rows which are not all stands as a blank.
func TestDraftWithoutRowsOfEvents(t *testing.T) {
	s, l := OpenWith(DefaultLimits, fstest.MapFS{"own.md": {Data: []byte("---\ntitle: 表\neach: none\nfile: x.pdf\ncadence: quarter\n---\n本季度发生{{len .Tables.accidents}}起。\n\n{{range .Office.Accidents}}{{.Code}}{{else}}没有发生事故{{end}}\n")}})
	if l.Errors() > 0 {
		t.Fatal(l.All())
	}
	o := guardedOffice(t)
	p, err := period.Parse("2026Q2")
	check(t, err)
	d, complaints := s.Get("own").Document(Root{Office: o, Period: p.Until(o.Today), Draft: true})
	if d == nil || strings.Count(d.Body, "（待核：“事故”表没有2026年第二季度的数据）") != 2 || strings.Contains(d.Body, "没有发生") {
		t.Errorf("%v %v", d, complaints.All())
	}
}
