package main

import (
	"bufio"
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// answering is a call at a terminal where someone writes answers, a line each.
func answering(t *testing.T, answers string, call ...string) (code int, out, told string) {
	t.Helper()
	var o, e bytes.Buffer
	voice := &talk{out: &output{Writer: &o}, err: &e, input: bufio.NewReader(strings.NewReader(answers))}
	code = voice.main(t.Context(), append([]string{"hongtou"}, call...))
	return code, o.String(), e.String()
}

// At a terminal run asks what to make and takes a number, a job or a target's name; it
// never makes everything unasked, and no answer makes nothing.
func TestRunAsksWhatToMake(t *testing.T) {
	t.Setenv("HONGTOU_NOW", "2026-04-10T09:00:00+08:00")
	t.Chdir(t.TempDir())
	if code, _, told := answering(t, "", "init", "w", "--example"); code != exitMade {
		t.Fatal(told)
	}
	for answer, want := range map[string]string{"2\n": "责任书/", "agreements\n": "责任书/", "责任书\n": "责任书/", "县区责任书\n": "责任书/990102"} {
		code, out, told := answering(t, answer, "-w", "w", "run", "--period", "2026", "--dry-run")
		if code != exitMade || !strings.Contains(out, want) || !strings.Contains(told, "2  责任书  县区责任书、") || strings.Contains(out, "督查") {
			t.Errorf("%q: %d\n%.300s\n%.600s", answer, code, out, told)
		}
	}
	for _, answer := range []string{"", "\n"} {
		if code, out, told := answering(t, answer, "-w", "w", "run", "--dry-run"); code != exitUsage || out != "" || !strings.Contains(told, "没有回答") {
			t.Errorf("%q: %d\n%s%s", answer, code, out, told)
		}
	}
}

// At a terminal init asks for the office, and makes the tables of its first week with
// those of the mechanisms that come first.
func TestInitAsksForTheOffice(t *testing.T) {
	t.Setenv("HONGTOU_NOW", "2026-04-10T09:00:00+08:00")
	t.Chdir(t.TempDir())
	code, _, told := answering(t, "青禾市人民政府\n9\n3\n\n青安委办\n99\n3 9\n", "init", "w")
	if code != exitMade || !strings.Contains(told, "发文机关全称（回车为 青禾市安全生产委员会办公室）") || strings.Count(told, "写 1 至") != 2 {
		t.Fatal(code, told)
	}
	text, err := os.ReadFile("w/hongtou.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`name: "青禾市安全生产委员会办公室"`, `code: "青安委办"`, `region: "1"`, "  supervisions: {", "hazards（隐患排查整改）"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if code, _, told := answering(t, "", "-w", "w", "check"); code != exitMade || !strings.Contains(told, "1 个单位") {
		t.Error(code, told)
	}
	f, err := excelize.OpenFile("w/data/units.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if rows, _ := f.GetRows("单位"); len(rows) != 2 || rows[1][1] != "青禾市人民政府" || rows[1][3] != "县区" {
		t.Errorf("the table of units has %v", rows)
	}
	// 类别 has more values than a cell's own list takes.
	if values, err := f.GetRows("可选的值"); err != nil || len(values) < 100 || values[0][0] != "类别" {
		t.Errorf("a list of %d values, %v", len(values), err)
	}
	// A tier that is not told is asked for until there is one, and Enter is none.
	if code, _, told := answering(t, "青禾市\n\n2\n\n\n\n", "init", "city"); code != exitMade || strings.Count(told, "写 1 至 5") != 1 {
		t.Error(code, told)
	}
	if code, _, told := answering(t, "", "init", "none"); code != exitUsage || !strings.Contains(told, "没有回答") {
		t.Error(code, told)
	}
	if _, err := os.Stat("none"); err == nil {
		t.Error("an init without answers made a folder")
	}
}
