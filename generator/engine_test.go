package generator

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// The identifier is read from the executables of every system; one that does not
// tell builds apart is none.
func TestEngineOfAnExecutable(t *testing.T) {
	const id = "ItG3SE-K_bEfx60zO-2W/pwcUdsR28XkA0DbdX74b/Np7k1b8KbVBESOSMghvG/BkRBp0i1gjcyBDHLTJ6k"
	elf := "\x7fELF" + strings.Repeat("\x00", 3000)
	for name, head := range map[string]string{
		"ELF":                elf + "\x04\x00\x00\x00" + "\x53\x00\x00\x00" + "\x04\x00\x00\x00Go\x00\x00" + id + "\x00rest",
		"ELF, big-endian":    elf + "\x00\x00\x00\x04" + "\x00\x00\x00\x53" + "\x00\x00\x00\x04Go\x00\x00" + id + "\x00rest",
		"Windows and macOS":  "MZ" + strings.Repeat("\x00", 3000) + "\xff Go build ID: \"" + id + "\"\n \xffrest",
		"longer than a head": "MZ\xff Go build ID: \"" + id + "\"\n \xff" + strings.Repeat("x", 2*buildIDRegion),
	} {
		if got := engineOf(strings.NewReader(head)); got != id {
			t.Errorf("%s: the engine's name is %q, want the identifier", name, got)
		}
	}
	names := map[string]string{}
	for name, executable := range map[string]string{
		"no identifier":        elf,
		"one byte changed":     strings.Replace(elf, "\x00", "\x01", 1),
		"one word in all":      "MZ\xff Go build ID: \"redacted\"\n \xff",
		"the same, other code": "MZ\xff Go build ID: \"redacted\"\n \xff1",
		"a note cut off":       elf + "\x53\x00\x00\x00" + "\x04\x00\x00\x00Go\x00\x00ItG3",
		"changed far behind":   strings.Repeat("x", 2*buildIDRegion) + "y",
		"and not":              strings.Repeat("x", 2*buildIDRegion) + "z",
	} {
		got := engineOf(strings.NewReader(executable))
		if other, taken := names[got]; taken || len(got) != 64 {
			t.Errorf("%s: the engine's name is %q, want a digest that is not that of %q", name, got, other)
		}
		if again := engineOf(strings.NewReader(executable)); again != got {
			t.Errorf("%s is named %q and then %q", name, got, again)
		}
		names[got] = name
	}
}

// A program that can't be read keeps no output.
func TestEngineUnknown(t *testing.T) {
	broken := iotest.ErrReader(io.ErrClosedPipe)
	if a, b := engineOf(broken), engineOf(broken); a == b || a == "" {
		t.Errorf("an unreadable program is named %q and %q, want names that nothing else has", a, b)
	}
	half := func() io.Reader {
		return io.MultiReader(strings.NewReader(strings.Repeat("x", buildIDRegion)), broken)
	}
	if a, b := engineOf(half()), engineOf(half()); a == b {
		t.Errorf("a program that is read by half is named %q twice", a)
	}
}

// The tests' own program has an identifier, as go run's and go build's have.
func TestEngineOfThisProgram(t *testing.T) {
	if !buildIDForm.MatchString(Engine()) {
		t.Errorf("the engine's name is %q, want the linker's identifier", Engine())
	}
}
