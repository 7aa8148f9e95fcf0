package source

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Text stays UTF-8 with fewer spoilt bytes than one in eight of its wide characters;
// text in GB 18030 is none.
func TestMostlyUTF8(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(strings.Repeat("安全生产责任隐患", 20))
	if err != nil {
		t.Fatal(err)
	}
	han := strings.Repeat("安", 24)
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"whole", han, true}, {"plain", "a,b", true}, {"two bytes spoilt of 24 characters", "\xff" + han + "\xff", true},
		{"three", "\xff\xff" + han + "\xff", false}, {"one without any character", "a\xff", false}, {"GB 18030", gb, false},
	} {
		if got := mostlyUTF8([]byte(c.text)); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
