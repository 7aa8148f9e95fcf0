package source

import (
	"path/filepath"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

// spoiling marks the complaints for which a table has not its records as they should
// be: what refers to one of them and finds none follows from that.
func spoiling(list *diag.List, data map[string][]File) *diag.List {
	of := map[string]string{} // a file's path → its table
	for name, files := range data {
		for _, f := range files {
			of[filepath.ToSlash(f.Path)] = name
		}
	}
	out := &diag.List{}
	for _, d := range list.All() {
		if d.Severity == diag.Error && spoils(d.Code) {
			d.Spoils = of[d.Place.File]
			if rest, ok := strings.CutPrefix(d.Place.Key, "data."); ok {
				d.Spoils, _, _ = strings.Cut(rest, ".")
				d.Spoils, _, _ = strings.Cut(d.Spoils, "[")
			}
		}
		out.Add(d)
	}
	return out
}

// confirmedFiles are the paths of the tables' files of which a zero report says that
// there was nothing to enter: that they have no record is as it should be.
func confirmedFiles(data map[string][]File, reports []*model.Confirmation) map[string]bool {
	paths := map[string]bool{}
	for _, r := range reports {
		for _, f := range data[model.EventTable(r.Table)] {
			paths[filepath.ToSlash(f.Path)] = true
		}
	}
	return paths
}

// spoils tells the complaints for which records are missing or have no code.
func spoils(code string) bool {
	return code == "column-missing" || code == "header-missing" || strings.HasPrefix(code, "file-") || strings.HasPrefix(code, "sheet-") || strings.HasPrefix(code, "query-")
}

// byCause makes one of the complaints that a table's rows repeat for want of a
// column: 38 rows with a day of review and none of completion, because the table
// has no such column, are one cause. That a table in one of the files filled in has no
// record is no complaint.
func byCause(list *diag.List, filledIn map[string]bool) *diag.List {
	type cause struct{ file, sheet, header, code, problem string }
	groups := map[cause][]diag.Diagnostic{}
	causeOf := func(d diag.Diagnostic) (cause, bool) {
		p := d.Place
		return cause{p.File, p.Sheet, p.Header, d.Code, d.Problem.Zh}, p.Row > 0 && p.Column == 0 && p.Header != ""
	}
	all := list.All()
	for _, d := range all {
		if c, ok := causeOf(d); ok {
			groups[c] = append(groups[c], d)
		}
	}
	out := &diag.List{}
	told := map[cause]bool{}
	var empty []string
	for _, d := range all {
		if d.Code == emptyTable && !filledIn[d.Place.File] {
			empty = append(empty, d.Place.File)
		}
	}
	for _, d := range all {
		c, ok := causeOf(d)
		switch group := groups[c]; {
		case d.Code == emptyTable && (len(empty) > manyEmpty || filledIn[d.Place.File]):
		case !ok || len(group) < 2:
			out.Add(d)
		case !told[c]:
			told[c] = true
			d.Place.Row, d.Value = 0, ""
			d.Problem = diag.T("表中没有此列；%[1]d行有同样的问题（自第%[2]d行起）：%[3]s", "there is no such column; %[1]d rows from %[2]d on have the same fault: %[3]s", len(group), group[0].Place.Row, group[0].Problem)
			out.Add(d)
		}
	}
	if len(empty) > manyEmpty {
		out.Add(diag.Diagnostic{Severity: diag.Warning, Code: emptyTable, Place: diag.Place{File: ConfigName, Key: "data"},
			Problem: diag.T("%[1]d张表没有一条记录：%[2]s等", "%[1]d tables have no record: %[2]s, …", len(empty), diag.Names(empty[:manyEmpty])),
			Remedy:  diag.T("用到的表填写内容；用不到的从 hongtou.yaml 中删去", "fill in those that are needed, and remove the others from hongtou.yaml")})
	}
	return out
}

// A new office's tables are all empty: that is said once.
const (
	emptyTable = "table-empty"
	manyEmpty  = 3
)
