package main

import (
	"bufio"
	"bytes"
	"strings"
	"testing"
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
	for answer, want := range map[string]string{"2\n": "责任书/", "agreements\n": "责任书/", "县区责任书\n": "责任书/990102"} {
		code, out, told := answering(t, answer, "-w", "w", "run", "--period", "2026", "--dry-run")
		if code != exitMade || !strings.Contains(out, want) || !strings.Contains(told, "2  agreements  县区责任书、") || strings.Contains(out, "督查") {
			t.Errorf("%q: %d\n%.300s\n%.600s", answer, code, out, told)
		}
	}
	for _, answer := range []string{"", "\n"} {
		if code, out, told := answering(t, answer, "-w", "w", "run", "--dry-run"); code != exitUsage || out != "" || !strings.Contains(told, "没有回答") {
			t.Errorf("%q: %d\n%s%s", answer, code, out, told)
		}
	}
}
