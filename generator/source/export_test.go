package source

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/tree"
)

// What is exported reads back as it was: every field of every unit and meeting of
// the example.
func TestExportReadsBack(t *testing.T) {
	w, complaints, err := Load("../../examples/anlan", period.Date{})
	if err != nil || complaints.Errors() > 0 {
		t.Fatal(err, complaints.All())
	}
	model.KeepExtra(w.Office.Units[3].From(), map[string]string{"自定义 \"列\"": "<甲>&\n乙"})
	table := model.TableOf("units").Table
	for _, u := range w.Office.Units {
		root, wrong := tree.JSON(UnitJSON(u))
		if wrong != nil {
			t.Fatalf("%s: %v", u.Name, wrong)
		}
		var got *model.Unit
		list := &diag.List{}
		readList(root, table, diag.Place{}, list, func(r any) { got = r.(*model.Unit) })
		if list.Len() > 0 || got == nil {
			t.Fatalf("%s: %v", u.Name, list.All())
		}
		want := *u
		want.Parent, want.Children, want.Origin, got.Origin = nil, nil, model.Origin{}, model.Origin{}
		if !reflect.DeepEqual(*got, want) {
			t.Errorf("%s reads back as\n%+v, want\n%+v", u.Name, *got, want)
		}
	}
	dir := t.TempDir()
	for i, m := range w.Office.Meetings {
		os.WriteFile(filepath.Join(dir, "m.json"), MeetingJSON(m), 0o644)
		os.WriteFile(filepath.Join(dir, ConfigName), []byte("office: {name: a}\ndata: {meetings: m.json}\n"), 0o644)
		back, _, err := Load(dir, period.Date{})
		if err != nil || len(back.Office.Meetings) != 1 {
			t.Fatalf("meeting %d does not read back: %v", i, err)
		}
		got, want := *back.Office.Meetings[0], *m
		want.Row = false // it is a file now
		got.Replies, want.Replies, got.Tasks, want.Tasks, got.Origin, want.Origin = nil, nil, nil, nil, model.Origin{}, model.Origin{}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("meeting %s reads back as\n%+v, want\n%+v", m.Code, got, want)
		}
	}
}
