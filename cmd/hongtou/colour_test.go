package main

import (
	"bytes"
	"testing"
)

func TestColoursOnlyWhereTheyAreWanted(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(key string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == key {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	for _, c := range []struct {
		system string
		env    func(string) string
		want   bool
	}{{"linux", env(), true}, {"linux", env("NO_COLOR", "1"), false}, {"linux", env("TERM", "dumb"), false}, {"windows", env(), false}, {"windows", env("WT_SESSION", "x"), true}} {
		if got := coloursBy(c.system, c.env); got != c.want {
			t.Errorf("colours on %s: %v, want %v", c.system, got, c.want)
		}
	}
	if wantsColour(&bytes.Buffer{}, env()) {
		t.Error("colours into what is no terminal")
	}
	if got, want := coloured("错误 a.csv：错误\n  警告 b\n提示 c\nerror: d\n"), "\x1b[31m错误\x1b[0m a.csv：错误\n  \x1b[33m警告\x1b[0m b\n提示 c\n\x1b[31merror\x1b[0m: d\n"; got != want {
		t.Errorf("got %q", got)
	}
}
