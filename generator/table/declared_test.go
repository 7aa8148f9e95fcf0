package table_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/source"
	"hongtou/generator/table"
)

// Bus is a school bus: a table that only this test's program knows. Nothing but
// this declaration is needed for it.
type Bus struct {
	Plate    string
	UnitCode string
	Unit     *model.Unit
	Seats    int
	Children int
	Tested   period.Date
	Kind     string
	model.Origin
}

// Free is how many seats are left.
func (b *Bus) Free() int { return b.Seats - b.Children }

var _ = model.Declare(model.Declaration[Bus]{
	Name: "buses", Title: "校车", One: "校车", En: "school bus", Order: 1000,
	Columns: func(b *Bus) []table.Column {
		return []table.Column{
			{At: &b.Plate, Key: true, Label: true, Header: "号牌", Aliases: []string{"车牌号"}, Type: table.Code, Required: true, Note: "如 安A00001"},
			{At: &b.UnitCode, Link: &b.Unit, Concerns: true, Header: "学校编码", Type: table.Code, Required: true},
			{At: &b.Seats, Header: "核定人数", Required: true},
			{At: &b.Children, Header: "乘坐学生"},
			{At: &b.Tested, Day: true, Header: "检验日期"},
			{At: &b.Kind, Header: "车型", Names: []string{"大型", "中型", "小型"}, Suffix: "校车"},
		}
	},
	Check: func(c *model.Checker, buses []*Bus) {
		for _, b := range buses {
			if b.Free() < 0 {
				c.Fail(model.PlaceOf(b, &b.Children), "bus-full", "", diag.T("超过核定人数", "more than its seats"), diag.T("核对人数", "check the numbers"))
			}
		}
	},
	Says: "Free 空余座位",
})

func office(t *testing.T, buses string) (*model.Office, *diag.List) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		source.ConfigName: "office: {name: 安委办}\ndata: {units: u.csv, buses: b.csv}\n",
		"u.csv":           "单位编码,单位名称,层级,上级编码\nS,某市,市,\nA,一小,部门,S\nB,二小,部门,S\n",
		"b.csv":           buses,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w, l, err := source.Load(dir, period.Date{})
	if err != nil {
		t.Fatal(err)
	}
	return w.Office, l
}

// A table that one file declares is read, checked, chosen from, filled in and
// explained like those that are built in.
func TestTableOfOneFile(t *testing.T) {
	o, l := office(t, "车牌号,学校编码,核定人数,乘坐学生,检验日期,车型,备注\n安A1,一小,40,38,2026年3月2日,大型校车,新\n安A2,B,20,12,2026-02-01,小型,\n安A3,B,12,3,2026-03-09,小型,\n")
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	text := "---\ntitle: \"{{.Bus.Plate}}\"\neach: buses where 车型 is not 中型 and 学校编码 in (A, B)\nfile: \"{{.Bus.Plate}}.pdf\"\ncadence: month\n---\n" +
		"{{.Unit.Name}}{{.Bus.Kind}}，空{{.Bus.Free}}座，备注{{get .Bus.Extra \"备注\"}}，共{{len .Tables.buses}}辆，座位{{sum .Tables.buses \"Seats\"}}个\n"
	set, l := fill.OpenWith(fill.Limits{}, fstest.MapFS{"bus.md": {Data: []byte(text)}})
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	tpl, march := set.Get("bus"), period.Period{Year: 2026, Kind: period.Month, Index: 3}
	var got []string
	for _, s := range tpl.Selected(o) {
		if !s.In(march) {
			continue
		}
		d, l := tpl.Document(s.Bind(fill.Root{Office: o, Period: march}))
		if d == nil {
			t.Fatal(l.All())
		}
		got = append(got, s.Code()+" "+d.File+" "+strings.TrimSpace(d.Body))
	}
	want := "安A1 安A1.pdf 一小大型，空2座，备注新，共3辆，座位72个\n安A3 安A3.pdf 二小小型，空9座，备注，共3辆，座位72个"
	if all := strings.Join(got, "\n"); all != want {
		t.Errorf("the papers of March are\n%s\nwant\n%s", all, want)
	}
	meanings := map[string]string{}
	for _, f := range tpl.Fields() {
		meanings[f.Path] = f.Meaning
	}
	for path, want := range map[string]string{".Bus": "校车", ".Bus.Plate": "号牌", ".Bus.Free": "空余座位", ".Bus.Extra": "表中其他列"} {
		if meanings[path] != want {
			t.Errorf("%s is explained as %q, want %q", path, meanings[path], want)
		}
	}
}

// What is wrong with its rows is complained of by its own rules and by those that
// all tables have.
func TestTableOfOneFileIsChecked(t *testing.T) {
	_, l := office(t, "号牌,学校编码,核定人数,乘坐学生,检验日期,车型\n安A1,A,40,50,,\n安A1,A,40,0,,\n安A2,没有,40,0,,\n安A3,A,四十,0,,\n安A4,A,4,0,三月,\n安A5,A,4,0,,特大\n,A,4,0,,\n")
	var got []string
	for _, d := range l.All() {
		got = append(got, d.Code+" "+d.Place.Header)
	}
	want := "bus-full 乘坐学生, school-bus-duplicate 号牌, unit-unknown 学校编码, number-form 核定人数, date-form 检验日期, choice-unknown 车型, cell-required 号牌"
	if all := strings.Join(got, ", "); all != want {
		t.Errorf("complaints\n%s\nwant\n%s", all, want)
	}
}

// Its schema is published with the others, and hongtou.yaml knows its key.
func TestTableOfOneFileHasSchema(t *testing.T) {
	b, err := source.Schema("buses")
	if err != nil {
		t.Fatal(err)
	}
	config, err := source.Schema("hongtou")
	if err != nil {
		t.Fatal(err)
	}
	for text, part := range map[string]string{string(b): `"车牌号"`, string(config): `"buses"`} {
		if !strings.Contains(text, part) {
			t.Errorf("a schema lacks %s", part)
		}
	}
}
