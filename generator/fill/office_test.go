package fill

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update rewrites it):\n%s", path, got)
	}
}

// anlan is a small invented office.
func anlan(t testing.TB) *model.Office {
	t.Helper()
	o := &model.Office{
		Name: "安澜市安全生产委员会办公室", Short: "安澜市安委办", Mark: "安澜市安全生产委员会", Code: "安安委办", RegionCode: "370100",
		Contact: "林静", Phone: "0530-1234567",
		Settings: model.Settings{Industries: []string{"道路交通", "建筑施工", "矿山"}},
		Units: []*model.Unit{
			{Code: "370100", Name: "安澜市人民政府", Short: "安澜市", Tier: model.City, Leader: "周明", Post: "市长", Deputy: "郑航"},
			{Code: "370102", Name: "澄江区人民政府", Short: "澄江区", Tier: model.County, ParentCode: "370100", Leader: "王一", Post: "区长",
				Origin: model.OriginAt(diag.Place{File: "data/units.xlsx", Sheet: "单位", Row: 3}, nil)},
			{Code: "370103", Name: "望海县人民政府", Short: "望海县", Tier: model.County, ParentCode: "370100", Leader: "田富", Post: "县长", Deputy: "丁一"},
			{Code: "D01", Name: "安澜市交通运输局", Short: "市交通局", Tier: model.Department, ParentCode: "370100", Leader: "李四", Post: "局长", Industry: "道路交通"},
			{Code: "E01", Name: "安澜矿业有限公司", Short: "安澜矿业", Tier: model.Enterprise, ParentCode: "370102", Category: "矿山", Industry: "矿山", Leader: "𬭎方",
				Origin: further("备注", "*重点*")},
			{Code: "E02", Name: "望海客运（集团）有限公司", Short: "望海客运", Tier: model.Enterprise, ParentCode: "370103", Category: "道路交通", Industry: "道路交通", Leader: "赵七"},
		},
		Targets: []*model.Target{
			{UnitCode: "370100", Year: 2026, Indicator: "死亡人数", Value: 12, Measure: "人"},
			{UnitCode: "370102", Year: 2026, Indicator: "死亡人数", Value: 4, Measure: "人"},
			{UnitCode: "370102", Year: 2026, Indicator: "隐患整改率", Value: 98, Measure: "%", AtLeast: true},
			{UnitCode: "370103", Year: 2026, Indicator: "死亡人数", Value: 2, Measure: "人"},
		},
		Accidents: []*model.Accident{
			{Code: "A1", Date: day(2026, 1, 9), UnitCode: "370102", Industry: "道路交通", Deaths: 1, Injuries: 2, Loss: 35.5},
			{Code: "A2", Date: day(2026, 3, 2), UnitCode: "370103", Industry: "建筑施工", Deaths: 2, Loss: 210.25},
			{Code: "A3", Date: day(2025, 2, 2), UnitCode: "370102", Industry: "道路交通", Deaths: 2, Injuries: 1, Loss: 80},
		},
		SupervisionList: []*model.Supervision{{Name: "2026年第一季度督查", Start: day(2026, 2, 10), End: day(2026, 2, 12), Method: "现场检查", Focus: "商场 *消防*\n尾矿库"}},
		Groups:          []*model.Group{{SupervisionName: "2026年第一季度督查", Name: "第一督查组", Head: "郑航", MemberCodes: []string{"D01"}, UnitCodes: []string{"370102", "370103"}}},
		Items: []*model.SupervisionItem{
			item("H1", "370102", "|望塔|隧道 # 3", "用电线路*私拉乱接*", false, 2, day(2026, 3, 1), day(2026, 2, 20)),
			item("H2", "370102", "澄江码头", "消防通道堵塞", true, 5.5, day(2026, 3, 10), period.Date{}),
			item("H3", "370103", "望海客运站", "=1+1", false, 1, day(2026, 5, 1), period.Date{}),
			item("H4", "E01", "二号井", "通风不足\n瓦斯报警失效", true, 12, day(2026, 3, 5), day(2026, 3, 4)),
			item("H5", "D01", "值班室", "值班记录不全", false, 1, day(2026, 3, 5), day(2026, 3, 1)),
		},
		Meetings: []*model.Meeting{{Code: "M01", Title: "安澜市2026年安全生产工作会议", Kind: "工作会议", Issue: 3, Date: day(2026, 1, 15),
			Start: "9:00", End: "11:00", Location: "市会议中心", Chair: "周明", ChairPost: "市长",
			Present: []model.Attendee{{Name: "王一", Unit: "澄江区", Post: "区长"}, {Name: "田富"}},
			Points:  []model.Point{{Heading: "压实责任。", Text: []string{"各级要落实_责任_。", "不得 1. 推诿"}}}, CC: []string{"市委办公室", "市政府办公室"}}},
	}
	if l := o.Check(); l.Errors() > 0 {
		t.Fatalf("the invented office is unsound: %v", l.All())
	}
	return o
}

func item(code, unit, site, description string, major bool, deduction float64, deadline, done period.Date) *model.SupervisionItem {
	funds := 1.5
	return &model.SupervisionItem{Code: code, Date: day(2026, 2, 10), Method: "现场检查", UnitCode: unit, Site: site, Description: description,
		Major: major, Deduction: deduction, Deadline: deadline, Done: done, Measure: "立即整改", Person: "李工", Funds: &funds, Category: "现场管理"}
}

func day(y, m, d int) period.Date { return period.Date{Year: y, Month: m, Day: d} }

var q1 = period.Period{Year: 2026, Kind: period.Quarter, Index: 1}

// set makes a set of files given as name, text, name, text.
func set(t testing.TB, files ...string) (*Set, *diag.List) {
	t.Helper()
	layer := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		layer[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return OpenWith(Limits{}, layer)
}

const front = "---\ntitle: t\nfile: f.pdf\ncadence: year\n---\n"

// body fills a document of that body; its front matter has five lines.
func body(t testing.TB, text string, root Root) (string, *diag.List) {
	t.Helper()
	s, l := set(t, "t.md", front+text)
	if l.Errors() > 0 {
		return "", l
	}
	d, l := s.Get("t").Document(root)
	if d == nil {
		return "", l
	}
	return d.Body, l
}

// further is what a record keeps that has a text in a column that its table does not know.
func further(header, text string) (o model.Origin) {
	model.KeepExtra(&o, map[string]string{header: text})
	return o
}
