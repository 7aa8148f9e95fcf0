package fill

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Rows of a table of one's own are chosen by its headers and types; where it is not
// known which tables there are, any is taken.
func TestRowsOfOwnTables(t *testing.T) {
	own := model.OwnTable("people", "人员", "人员", []table.Column{
		{Header: "工号", Type: table.Code, Key: true}, {Header: "姓名", Type: table.Text, Label: true},
		{Header: "性别", Type: table.Choice, Names: []string{"男", "女"}}, {Header: "年龄", Type: table.Whole}, {Header: "入职", Type: table.Date, Day: true},
	}, nil)
	office := &model.Office{Name: "安委办"}
	own.Join(office)
	for _, row := range [][]any{{"1", "王一", "男", 40, period.Date{Year: 2026, Month: 1, Day: 5}}, {"2", "李二", "女", nil, period.Date{Year: 2026, Month: 3, Day: 5}}, {"3", "赵三", "女", 30, period.Date{Year: 2025, Month: 3, Day: 5}}} {
		r := own.Make()
		for i, v := range row {
			switch v := v.(type) {
			case int:
				own.Columns[i].Of(r).Set(reflect.ValueOf(&v))
			case nil:
			default:
				own.Columns[i].Of(r).Set(reflect.ValueOf(v))
			}
		}
		own.Add(office, r)
	}
	if l := office.Check(); l.Len() > 0 {
		t.Fatal(l.All())
	}
	text := func(each string) string {
		return "---\ntitle: t\neach: " + each + "\nfile: \"{{.Row.工号}}.pdf\"\ncadence: year\n---\n{{.Row.姓名}}{{get .Row \"年龄\" \"—\"}}岁，共{{len .Tables.people}}人，{{range where .Tables.people \"性别\" \"女\"}}{{.姓名}}{{end}}\n"
	}
	year := period.Period{Year: 2026, Kind: period.Year, Index: 1}
	set, l := OpenFor([]*model.Table{own}, fstest.MapFS{"card.md": {Data: []byte(text("rows of people where 性别 is 女 or 工号 in (1)"))}})
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	var got []string
	for _, s := range set.Get("card").Selected(office) {
		if s.In(year) {
			d, l := set.Get("card").Document(s.Bind(Root{Office: office, Period: year}))
			if d == nil {
				t.Fatal(l.All())
			}
			got = append(got, d.File+" "+s.Name()+" "+strings.TrimSpace(d.Body))
		}
	}
	if want := "1.pdf 王一 王一40岁，共3人，李二赵三\n2.pdf 李二 李二—岁，共3人，李二赵三"; strings.Join(got, "\n") != want {
		t.Errorf("the papers are\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	for each, want := range map[string]string{
		"rows of people where 籍贯 is 甲": "没有字段“籍贯”", "rows of peple": "没有“peple”表", "rows of people where 性别 is 未知": "不是这个字段的值", "rows of people by 姓名": "不是日期字段",
	} {
		_, l := OpenFor([]*model.Table{own}, fstest.MapFS{"card.md": {Data: []byte(text(each))}})
		if l.Errors() != 1 || !strings.Contains(l.All()[0].String(), want) || l.All()[0].Place.Line != 3 {
			t.Errorf("%s: complaints %v, want %s in line 3", each, l.All(), want)
		}
		if _, l = Open(fstest.MapFS{"card.md": {Data: []byte(text(each))}}); l.Len() > 0 {
			t.Errorf("%s: refused where the tables are not known: %v", each, l.All())
		}
	}
	var problem diag.Text
	if parseEach("rows of hazards where major is 重大", nil, func(p, _ diag.Text) { problem = p }); problem.Zh != "" {
		t.Errorf("rows of a built-in table: %s", problem.Zh)
	}
}
