package generator

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/examples"
	"hongtou/generator/run"
)

// A reply that a unit fills in goes into the table, a second person as a row of its own;
// the summary and the sign-in sheet then have both.
func TestRepliesComeBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "anlan")
	must(t, os.CopyFS(filepath.Dir(dir), examples.FS))
	out, back := filepath.Join(t.TempDir(), "forms"), t.TempDir()
	w := openWorkspace(t, dir)
	silent := w.Office.Meeting("anlan-2026-01-15").Silent(w.Office.Meeting("anlan-2026-01-15").Date)[0]
	_, err := w.Run(context.Background(), Request{Targets: []string{"reply-form"}, Period: "2026-01", Unit: silent.UnitCode, Out: out, Options: run.Options{Workers: 1}})
	must(t, err)
	forms, _ := filepath.Glob(filepath.Join(out, "2026-01/会议/回执/*.xlsx"))
	if len(forms) != 1 {
		t.Fatalf("forms %v", forms)
	}
	changed(t, forms[0], filepath.Join(back, "回执.xlsx"), func(f *excelize.File) {
		rows, err := f.GetRows("会议回执")
		must(t, err)
		at := 0
		for i, r := range rows {
			if len(r) > 0 && r[0] == silent.Code {
				at = i + 1
			}
		}
		fill := func(row int, cells ...string) {
			for i, v := range cells {
				cell, _ := excelize.CoordinatesToCellName(i+1, row)
				if v != "" {
					must(t, f.SetCellValue("会议回执", cell, v))
				}
			}
		}
		fill(at, "", "", "", "", "参会", "钱一", "副局长", "0980-2190001", "", "", "", "2026-01-14")
		fill(at+1, silent.Code+"-2", silent.MeetingCode, "", "列席", "参会", "周二", "科长", "", "", "", "", "2026-01-14")
	})
	got, err := openWorkspace(t, dir).Collect(context.Background(), CollectRequest{Dir: back, Period: "2026-01"})
	must(t, err)
	for _, r := range got.Results {
		for _, x := range r.Returns {
			for _, row := range x.Rows {
				if row.Bad {
					t.Errorf("row %d: %v", row.Number, row.Wrong)
				}
			}
		}
	}
	w = openWorkspace(t, dir)
	m := w.Office.Meeting(silent.MeetingCode)
	if c := m.ReplyCount(m.Date); c.Unanswered != 1 || c.Asked != 30 {
		t.Errorf("after the reply came: %+v", c)
	}
	for _, target := range []string{"reply-summary", "meeting-signin"} {
		text := ""
		for _, o := range fillPaper(t, w, target, "2026") {
			text += o.text
		}
		for _, want := range []string{"钱一", "周二"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s", target, want)
			}
		}
	}
}

// The host's script and the outline of a speech tell what the tables hold as of the
// meeting: its items in order, the month before, and nothing of a table that there is not.
func TestMeetingPapers(t *testing.T) {
	w := ownCity(t)
	host, outline := filled(t, w, "meeting-host", "2026", "anlan-2026-01-15"), filled(t, w, "speech-outline", "2026", "anlan-2026-03-09")
	wants(t, "the host's script", host, "应邀单位29个，据会前回执，参会25个，请假2个（其中委托代会1个），2个没有回执", "首先，进行第一项议程：", "最后，进行第八项议程：", "由我来部署", "14项任务")
	wants(t, "the outline", outline, "2026年截至2月28日", "松渡县已突破全年控制数", "市气象局、鹿鸣县会前没有报送2月份月报", "截至2026年2月28日，隐患台账尚未整改11项")
	if plenary := filled(t, w, "meeting-host", "2026", "anlan-2026-01-22"); strings.Contains(plenary, "回执") || !strings.Contains(plenary, "7日内召开全体会议") {
		t.Errorf("the plenary meeting had no replies, and is passed on:\n%s", plenary)
	}
	w.Office.Accidents, w.Office.Reaches["accidents"] = nil, w.Office.Reaches["none"]
	if text := filled(t, w, "speech-outline", "2026", "anlan-2026-03-09"); strings.Contains(text, "事故情况") || strings.Contains(text, "未发生") {
		t.Errorf("no table of accidents tells of none:\n%s", text)
	}
}
