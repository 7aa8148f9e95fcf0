package diag

import (
	"bytes"
	"strings"
	"testing"
)

func TestVisible(t *testing.T) {
	for s, want := range map[string]string{
		"澄江区.xlsx": "澄江区.xlsx", "a\tb": "a\tb", "c\x1b]0;pwn\x07.xlsx": `c\x1b]0;pwn\a.xlsx`, "a\nb\r": `a\nb\r`,
		"\u202egnp.exe": `\u202egnp.exe`, "\u009b31m": `\u009b31m`, "\xff\xfe": `\xff\xfe`, "�": "�", "\x7f": `\u007f`, "𠮷": "𠮷",
	} {
		if s == "\x7f" {
			want = `\x7f`
		}
		if got := Visible(s); got != want {
			t.Errorf("%q is shown as %s, want %s", s, got, want)
		}
	}
}

// A complaint is one line, whatever stands in its place and texts.
func TestComplaintIsOneLine(t *testing.T) {
	nasty := "x\n\x1b[31m\u202e"
	list := Of(Diagnostic{Code: "x", Place: Place{File: nasty, Sheet: nasty, Header: nasty, Key: nasty}, Value: nasty, Problem: T("%s", "%s", nasty), Remedy: T("%s", "%s", nasty)})
	for _, lang := range []string{"zh", "en"} {
		var b bytes.Buffer
		if err := list.Print(&b, lang, "text", false); err != nil {
			t.Fatal(err)
		}
		if s := b.String(); strings.Count(s, "\n") != 1 || strings.ContainsAny(s, "\x1b\u202e") {
			t.Errorf("%s: %q", lang, s)
		}
	}
}
