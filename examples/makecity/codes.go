package main

import (
	"fmt"
	"strings"
)

// creditAlphabet has the 31 characters of GB 32100-2015, in order of value.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// creditCode is a unified social credit code that passes both checks: of the
// organisation code inside (GB 11714) and of the whole (GB 32100-2015).
// Kind is two characters (91 firm, 12 public institution), division six digits
// and serial at most eight.
func creditCode(kind, division string, serial int) string {
	subject := fmt.Sprintf("MA%06d", serial)
	body := kind + division + subject + organisationCheck(subject)
	return body + creditCheck(body)
}

func organisationCheck(subject string) string {
	weights := [...]int{3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * strings.IndexByte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", subject[i])
	}
	return string("0X987654321"[sum%11])
}

func creditCheck(body string) string {
	sum, weight := 0, 1
	for i := range body {
		sum += weight * strings.IndexByte(creditAlphabet, body[i])
		weight = weight * 3 % 31
	}
	return string(creditAlphabet[(31-sum%31)%31])
}
