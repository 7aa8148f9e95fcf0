package sign

import (
	"bytes"
	"strings"
	"testing"
)

func encrypted(t *testing.T, p Passwords) []byte {
	t.Helper()
	out, wrong := Encrypt(paper(), p)
	if wrong != nil {
		t.Fatal(wrong)
	}
	return out
}

func TestOpensWithItsPassword(t *testing.T) {
	const open, owner = "安澜-Anlan-2026", "Owner-2026-x"
	text, err := reader(t, paper(), "mutool", "draw", "-q", "-F", "txt")
	if err != nil || !strings.Contains(text, "签订“责任书”") {
		t.Fatal(err, text)
	}
	for name, c := range map[string]struct {
		passwords Passwords
		may       string // what the open password's reader may do besides printing
	}{
		"one password": {Passwords{Open: open}, "allowed"},
		"an owner's":   {Passwords{open, owner}, "not allowed"},
	} {
		out := encrypted(t, c.passwords)
		for _, call := range [][]string{{"qpdf", "--check"}, {"mutool", "draw", "-q", "-F", "txt"}, {"pdfinfo"}, {"qpdf", "--check", "--password=wrong"}} {
			if said, err := reader(t, out, call[0], call[1:]...); err == nil {
				t.Errorf("%s: %v opens it without its password:\n%s", name, call, said)
			}
		}
		for _, password := range []string{c.passwords.Open, c.passwords.Owner} {
			if password == "" {
				continue
			}
			if said, err := reader(t, out, "qpdf", "--check", "--password="+password); err != nil {
				t.Errorf("%s: qpdf --check: %v\n%s", name, err, said)
			}
			if said, err := reader(t, out, "mutool", "draw", "-q", "-p", password, "-F", "txt"); err != nil || said != text {
				t.Errorf("%s: mutool reads %q, want %q (%v)", name, said, text, err)
			}
		}
		said, _ := reader(t, out, "qpdf", "--show-encryption", "--password="+open)
		for _, want := range []string{"R = 6", "stream encryption method: AESv3", "string encryption method: AESv3",
			"print high resolution: allowed", "modify anything: " + c.may, "extract for any purpose: " + c.may} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: qpdf does not say %q:\n%s", name, want, said)
			}
		}
		// Readers aloud have leave, and find the structure as it was.
		if !strings.Contains(said, "extract for accessibility: allowed") {
			t.Errorf("%s: readers aloud are shut out:\n%s", name, said)
		}
		told, _ := reader(t, paper(), "pdfinfo", "-struct-text")
		if now, err := reader(t, out, "pdfinfo", "-upw", open, "-struct-text"); err != nil || now != told || !strings.Contains(told, "签订“责任书”") {
			t.Errorf("%s: the structure is told as\n%s, want\n%s (%v)", name, now, told, err)
		}
		said, _ = reader(t, out, "pdfinfo", "-upw", open)
		for _, want := range []string{"关于𬀩的通知", "AES-256", "PDF version:     2.0", "Metadata Stream: no", "Apr 10", "Producer:        hongtou"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: pdfinfo does not say %q:\n%s", name, want, said)
			}
		}
		if said, _ := reader(t, out, "pdfdetach", "-list", "-upw", open); !strings.Contains(said, "data.json") {
			t.Errorf("%s: the attachment is gone: %s", name, said)
		}
		if bytes.Contains(out, []byte("安委办")) || bytes.Contains(out, []byte("pdfaid")) {
			t.Errorf("%s: the file says something in clear", name)
		}
	}
}

func TestFilesThatCannotBeEncrypted(t *testing.T) {
	once := encrypted(t, Passwords{Open: "Anlan-2026"})
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"encrypted already": {once, "pdf-encrypted"},
		"signed":            {signed(t, paper(), identity(t, curveKey()), Options{}), "pdf-signed"},
		"no PDF":            {[]byte("PK\x03\x04"), "pdf-not"},
		"cut off":           {paper()[:1000], "pdf-broken"},
	} {
		if out, wrong := Encrypt(c.raw, Passwords{Open: "Anlan-2026"}); wrong == nil || wrong.Code != c.want || out != nil {
			t.Errorf("%s: %v, want %s", name, wrong, c.want)
		}
	}
	if bytes.Equal(once, encrypted(t, Passwords{Open: "Anlan-2026"})) {
		t.Error("two encryptions are the same: the key is not by chance")
	}
}
