package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	cyclonedx "github.com/CycloneDX/cyclonedx-go"
	"github.com/google/licensecheck"
)

// What a module says of its licence stands in files of its root by these names: the
// licence itself, and what goes along with it (of parts that came from elsewhere, of
// patents).
var (
	licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)`)
	ownLicence  = regexp.MustCompile(`(?i)^(licen[cs]e|copying)(\.[a-z]+)?$`)
	spdxLine    = regexp.MustCompile(`(?m)^SPDX-License-Identifier:[ \t]*(.*\S)[ \t\r]*$`)
)

// leastKnown is how much of a licence file, in percent, must be the text of known
// licences: of those here the files that say beside them what each is for have 85.
const leastKnown = 80

// licence is what a module may be used under, in identifiers of SPDX.
type licence struct {
	declared string   // an expression: of the module's own licence files
	found    []string // in the files that go along: of parts of it
}

// licenceOf reads the licence files in a module's folder.
func licenceOf(dir string) (licence, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return licence{}, err
	}
	var l licence
	var own []string
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return l, err
		}
		into := &l.found
		known := licensecheck.Scan(text)
		if ownLicence.MatchString(e.Name()) {
			if known.Percent < leastKnown {
				return l, fmt.Errorf("%s: of the licence's text %.0f in a hundred are known", filepath.Join(dir, e.Name()), known.Percent)
			}
			if line := spdxLine.FindSubmatch(text); line != nil { // says how several go together
				own = append(own, string(line[1]))
				continue
			}
			into = &own
		}
		for _, m := range known.Match {
			if m.ID != patents && !slices.Contains(*into, m.ID) {
				*into = append(*into, m.ID)
			}
		}
	}
	if len(own) == 0 {
		return l, fmt.Errorf("%s has no licence", dir)
	}
	l.declared = strings.Join(own, " AND ")
	slices.Sort(l.found)
	return l, nil
}

// patents is licensecheck's name for the grant that Go's modules have beside their
// licence. SPDX has none for it.
const patents = "GooglePatentsFile"

// terms are an expression's as the list of components has them: a single identifier
// is one of a licence (CycloneDX 1.6, licenseChoice).
func terms(expression string) *cyclonedx.Licenses {
	if strings.Contains(expression, " ") {
		return &cyclonedx.Licenses{{Expression: expression}}
	}
	return &cyclonedx.Licenses{{License: &cyclonedx.License{ID: expression}}}
}
