package sheet

import (
	"errors"
	"fmt"
	"strings"
)

// Limits of the file format.
const (
	maxColumns   = 1 << 14
	maxRows      = 1 << 20
	maxWidth     = 255
	maxSheetName = 31
	maxFormula   = 8192
)

// checkNames checks the sheets' names.
func checkNames(sheets []Sheet) error {
	seen := map[string]bool{}
	for i := range sheets {
		name := sheets[i].Name
		if err := checkName(name); err != nil {
			return fmt.Errorf("sheet %d: the name %q %w", i+1, name, err)
		}
		folded := strings.ToUpper(name)
		if seen[folded] {
			return fmt.Errorf("sheet %d: the name %s stands twice", i+1, name)
		}
		seen[folded] = true
	}
	return nil
}

func checkName(name string) error {
	switch {
	case name == "":
		return errors.New("is empty")
	case units(name) > maxSheetName:
		return fmt.Errorf("has %d characters; %d are possible", units(name), maxSheetName)
	case strings.ContainsAny(name, `:\/?*[]`):
		return errors.New(`holds : \ / ? * [ or ], which no name can`)
	case strings.HasPrefix(name, "'") || strings.HasSuffix(name, "'"):
		return errors.New("has an apostrophe at its edge")
	case plain(name).s != name || strings.Contains(name, "\n"):
		return errors.New("holds a control character")
	case strings.EqualFold(name, "History"):
		return errors.New("is one that Excel keeps for itself")
	}
	return nil
}

// checkKey checks a column's key: it must be what parseName can give back.
func checkKey(key string) error {
	if key == "" {
		return errors.New("it has no key")
	}
	if strings.ContainsAny(key, "{}:!\n") || strings.TrimSpace(key) != key {
		return fmt.Errorf("the key %q has a blank at its edge, or one of { } : ! in it", key)
	}
	return nil
}
