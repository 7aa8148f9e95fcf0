package workbench

import (
	"net/url"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/source"
)

// address is where a place of the workspace is shown: a row of a table, a line of a
// template or of hongtou.yaml; "" for what no view shows.
func address(office *generator.Workspace, p diag.Place) string {
	v := url.Values{}
	line := func(to string) string {
		if p.Line > 0 {
			v.Set("line", strconv.Itoa(p.Line))
		}
		return to + "?" + v.Encode()
	}
	switch {
	case p.File == "":
		return ""
	case p.File == source.ConfigName:
		return line("/settings")
	case strings.HasPrefix(p.File, "templates/"):
		v.Set("file", path.Base(p.File))
		return line("/template")
	}
	for _, t := range office.Tables() {
		for _, f := range office.Config.Data[t.Name] {
			if filepath.ToSlash(f.Path) == p.File && (p.Sheet == "" || f.Sheet == "" || f.Sheet == source.AllSheets || f.Sheet == p.Sheet) {
				return tableAddress(t.Name, p)
			}
		}
	}
	return ""
}

// tableAddress is where a row of a table is shown, and a column of it.
func tableAddress(name string, p diag.Place) string {
	v := url.Values{"name": {name}, "file": {p.File}}
	if p.Sheet != "" {
		v.Set("sheet", p.Sheet)
	}
	if row := max(p.Row, p.Line); row > 0 {
		v.Set("row", strconv.Itoa(row))
	}
	if p.Header != "" {
		v.Set("column", p.Header)
	}
	return "/table?" + v.Encode()
}
