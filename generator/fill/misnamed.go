package fill

import (
	"path"
	"slices"
	"strings"

	"hongtou/generator/diag"
)

// meant are the endings of files that somebody put among the templates to have papers
// made of; those of programs that keep older formats are no templates.
var meant, older = []string{".md", ".markdown", ".yaml", ".yml", ".docx", ".xlsx"}, []string{".doc", ".wps", ".dot", ".dotx", ".docm", ".xls", ".et", ".xlsm"}

// misnamed says why a file of the office's own templates is none: it would be passed
// over without a word. false of what is no template by intent: hidden files, those that
// an open office program keeps, a readme.
func misnamed(file string) (d diag.Diagnostic, ok bool) {
	ending := strings.ToLower(path.Ext(file))
	if strings.HasPrefix(file, ".") || strings.HasPrefix(file, "~") || strings.HasPrefix(strings.ToLower(file), "readme") {
		return d, false
	}
	d = diag.Diagnostic{Severity: diag.Warning, Code: "template-file", Place: diag.Place{File: path.Join("templates", file)}}
	switch {
	case slices.Contains(older, ending):
		d.Problem = diag.T("这种格式的文件不能做模板，没有读", "a file of this format is no template and was not read")
		d.Remedy = diag.T("另存为 .docx 或 .xlsx，文件名如 meeting-notice.docx；不是模板的移到别处", "save it as .docx or .xlsx with a name such as meeting-notice.docx; move what is no template elsewhere")
	case slices.Contains(meant, ending):
		d.Problem = diag.T("文件名不是模板的名称，没有读", "its name is not one of a template, so it was not read")
		d.Remedy = diag.T("改为小写英文字母、数字和连字符，如 meeting-notice.md、report.workbook.yaml、notice.docx（中文名称写在模板里）；不是模板的移到别处",
			"use lower-case letters, digits and hyphens, such as meeting-notice.md, report.workbook.yaml, notice.docx (its Chinese name goes into the template); move what is no template elsewhere")
	default:
		return d, false
	}
	return d, true
}
