package register

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

// Format writes a number: the code, the year in full between hexagonal
// brackets, and the serial without leading zeros.
func Format(code string, year, serial int) string {
	return fmt.Sprintf("%s〔%d〕%d号", code, year, serial)
}

// MaxSerial is the highest serial that a number may have.
const MaxSerial = 999_999_999

var numberForm = regexp.MustCompile(`^([^〔〕]+)〔([0-9]{4})〕第?([0-9]{1,9})号$`)

// brackets are typed for the hexagonal ones, which keyboards lack.
var brackets = strings.NewReplacer("[", "〔", "]", "〕", "【", "〔", "】", "〕", "(", "〔", ")", "〕", "〖", "〔", "〗", "〕")

// Parse reads a number as people type it: other brackets, blanks, full-width
// digits and leading zeros are the same number.
func Parse(s string) (code string, year, serial int, ok bool) {
	m := numberForm.FindStringSubmatch(brackets.Replace(strings.Join(strings.Fields(width.Fold.String(s)), "")))
	if m == nil {
		return "", 0, 0, false
	}
	year, _ = strconv.Atoi(m[2])
	serial, _ = strconv.Atoi(m[3])
	return m[1], year, serial, true
}
