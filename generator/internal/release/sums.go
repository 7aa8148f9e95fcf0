package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/emmansun/gmsm/sm3"
)

// sumsName is the list of sums; what signs the release signs this one file.
const sumsName = "SUMS.txt"

// sums writes the SHA-256 and SM3 sums of every file of the release, in the form that
// cksum --check reads.
func sums(out string) error {
	entries, err := os.ReadDir(out) // by name
	if err != nil {
		return err
	}
	var list strings.Builder
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(out, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&list, "SHA256 (%s) = %x\nSM3 (%[1]s) = %[3]x\n", e.Name(), sha256.Sum256(data), sm3.Sum(data))
	}
	return os.WriteFile(filepath.Join(out, sumsName), []byte(list.String()), 0o644)
}
