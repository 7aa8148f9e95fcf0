package generator

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"hongtou/generator/model"
	"hongtou/generator/source"
	"hongtou/generator/table"
)

// inRows are the office's meetings as the tables of an office that keeps them in a
// spreadsheet: by the tables' names, a head and the rows.
func inRows(o *model.Office) map[string][][]string {
	meetings := source.RowTable(model.TableOf("meetings"))
	tables := map[string][][]string{"meetings": {meetings.Headers()}}
	for name, columns := range map[string]string{"agenda-items": "内容 发言人 用时（分钟）", "attendees": "姓名 单位 职务 类别", "meeting-points": "要点标题 要点内容"} {
		tables[name] = [][]string{append([]string{"会议编号"}, strings.Fields(columns)...)}
	}
	for _, m := range o.Meetings {
		var row []string
		for i := range meetings.Columns {
			row = append(row, meetings.Columns[i].Value(m))
		}
		tables["meetings"] = append(tables["meetings"], row)
		for _, c := range model.TableOf("meetings").Columns {
			if c.Type != table.Items {
				continue
			}
			name := map[string]string{"议程": "agenda-items", "会议要求": "meeting-points"}[c.Header]
			if name == "" {
				name = "attendees"
			}
			for list, n := c.Of(m), 0; n < list.Len(); n++ {
				row := []string{m.Code}
				for i := range c.Items.Columns {
					row = append(row, c.Items.Columns[i].Value(list.Index(n).Addr().Interface()))
				}
				if name == "attendees" {
					row = append(row, c.Header)
				}
				tables[name] = append(tables[name], row)
			}
		}
	}
	return tables
}

// A meeting kept in a spreadsheet gives the papers, byte for byte, that it gives as a
// file of its own.
func TestMeetingsInRows(t *testing.T) {
	files, rows := t.TempDir(), t.TempDir()
	for _, dir := range []string{files, rows} {
		must(t, os.CopyFS(dir, os.DirFS("../examples/anlan")))
	}
	config, err := os.ReadFile(filepath.Join(files, source.ConfigName))
	must(t, err)
	from := "meetings: [data/meetings/*.yaml, data/meetings.csv]"
	if !bytes.Contains(config, []byte(from)) {
		t.Fatalf("the example does not say %s", from)
	}
	must(t, os.WriteFile(filepath.Join(rows, source.ConfigName), bytes.Replace(config, []byte(from), []byte("meetings: data/meetings.csv"), 1), 0o644))
	a, err := Open(files)
	must(t, err)
	for name, table := range inRows(a.Office) {
		var b bytes.Buffer
		must(t, csv.NewWriter(&b).WriteAll(table))
		must(t, os.WriteFile(filepath.Join(rows, "data", name+".csv"), b.Bytes(), 0o644))
	}
	b, err := Open(rows)
	must(t, err)
	if wrong := b.Complaints.Errors(); wrong > 0 || len(b.Office.Meetings) != len(a.Office.Meetings) {
		t.Fatalf("%d of %d meetings, %v", len(b.Office.Meetings), len(a.Office.Meetings), b.Complaints.All())
	}
	for i, m := range a.Office.Meetings {
		for _, part := range []string{"Agenda", "Present", "Absent", "Observers", "Heard", "Points", "CC", "Invited"} {
			x, y := reflect.ValueOf(m).Elem().FieldByName(part).Interface(), reflect.ValueOf(b.Office.Meetings[i]).Elem().FieldByName(part).Interface()
			if !reflect.DeepEqual(x, y) {
				t.Errorf("%s: %s are %v, want %v", m.Code, part, y, x)
			}
		}
	}
	made := 0
	for _, w := range []*Workspace{a, b} {
		report, err := w.Run(context.Background(), Request{Targets: []string{"meeting"}, Period: "2026", Out: filepath.Join(w.Dir, "made")})
		if err != nil || report.Failed > 0 {
			t.Fatal(err, report.Failed, report.Complaints.All())
		}
		made = report.Made
	}
	for file, entry := range manifest(t, filepath.Join(files, "made", "2026")) {
		if other := manifest(t, filepath.Join(rows, "made", "2026"))[file]; other.SHA256 != entry.SHA256 {
			t.Errorf("%s is not the same", file)
		}
	}
	if made < 15 {
		t.Errorf("only %d papers were compared", made)
	}
	// Checked again, as collect does, a meeting has its parts once.
	before := len(b.Office.Meetings[0].Agenda)
	if b.Office.Check(); len(b.Office.Meetings[0].Agenda) != before {
		t.Errorf("after a second check there are %d items, want %d", len(b.Office.Meetings[0].Agenda), before)
	}
}

// Parts of a meeting stand in one place, and name a meeting that there is.
func TestRowsOfOtherMeetings(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		source.ConfigName: "office: {name: 某县安委办}\ndata: {units: u.csv, meetings: [m.yaml, m.csv], agenda-items: a.csv, attendees: p.csv, meeting-points: h.csv}\n",
		"u.csv":           "单位编码,单位名称,层级,上级编码\nS,某县人民政府,县区,\n",
		"m.yaml":          "code: A\ntitle: 甲会\ndate: \"2026-01-05\"\n",
		"m.csv":           "会议编号,会议名称,会议日期,参会人员,分送\nB,乙会,2026-01-06,\"各镇\n\n各部门\",县委办公室\n",
		"a.csv":           "会议编号,内容\nA,学习\nB,通报\nC,总结\n",
		"p.csv":           "会议编号,类别,姓名\nA,,甲\nB,请假,乙\nB,缺席,丙\n",
		"h.csv":           "会议编号,要点标题,要点内容\nB,抓整改,\"一段\n二段\"\n",
	} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	w, err := Open(dir)
	must(t, err)
	var codes []string
	for _, d := range w.Complaints.All() {
		codes = append(codes, d.Code+" "+filepath.Base(d.Place.File))
	}
	if got, want := strings.Join(codes, ", "), "agenda-meeting-file a.csv, agenda-meeting-unknown a.csv, attendees-meeting-file p.csv, choice-unknown p.csv"; got != want {
		t.Errorf("complaints %s, want %s", got, want)
	}
	m := w.Office.Meeting("B")
	if len(m.Agenda) != 1 || len(m.Absent) != 1 || !reflect.DeepEqual(m.Invited, []string{"各镇", "各部门"}) || !reflect.DeepEqual(m.Points, []model.Point{{Heading: "抓整改", Text: []string{"一段", "二段"}}}) {
		t.Errorf("the meeting is %+v", m)
	}
}
