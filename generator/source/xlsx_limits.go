package source

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"hongtou/generator/diag"
)

// Limits of what a workbook's parts hold. The rows of sheets are read as a stream;
// the other parts are read whole by the library, at some hundred bytes an element.
const (
	mostSheets   = 256
	mostParts    = 10_000
	mostElements = 4_000_000 // marks < in the parts beside the sheets: a million shared texts
)

// crowded complains of a workbook with too much in it, once. What is no archive is
// left to the reader.
func crowded(data []byte, place diag.Place, list *diag.List) bool {
	refuse := func(code string, problem, remedy diag.Text) bool {
		list.Add(diag.Diagnostic{Code: code, Place: place, Problem: problem, Remedy: remedy})
		return true
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	sheets, elements := 0, 0
	buffer := make([]byte, 64<<10)
	for _, part := range archive.File {
		name := strings.ToLower(strings.ReplaceAll(part.Name, `\`, "/"))
		if strings.HasPrefix(name, "xl/worksheets/sheet") {
			sheets++
			continue
		}
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		elements += countElements(part, buffer, mostElements-elements)
		if elements > mostElements {
			return refuse("xlsx-crowded", diag.T("工作簿中的文字或样式太多（%s）", "the workbook has too many texts or styles (%s)", part.Name),
				diag.T("分成几个文件，每个不超过一百万种文字", "use several files of at most a million different texts"))
		}
	}
	switch {
	case sheets > mostSheets:
		tooManySheets(sheets, place, list)
		return true
	case len(archive.File) > mostParts:
		return refuse("xlsx-crowded", diag.T("工作簿有%d个部件，超过%d个", "the workbook has %d parts, more than %d", len(archive.File), mostParts), diag.T("另存为新的 .xlsx", "save it anew as .xlsx"))
	}
	return false
}

func tooManySheets(n int, place diag.Place, list *diag.List) {
	list.Add(diag.Diagnostic{Code: "xlsx-sheets", Place: place,
		Problem: diag.T("工作簿有%d个工作表，超过%d个", "the workbook has %d sheets, more than %d", n, mostSheets),
		Remedy:  diag.T("删去不用的工作表，或分成几个文件", "delete the sheets that are not needed, or use several files")})
}

// countElements counts the marks < of a part, up to one more than most.
func countElements(part *zip.File, buffer []byte, most int) (n int) {
	r, err := part.Open()
	if err != nil {
		return 0
	}
	defer r.Close()
	limited := io.LimitReader(r, unpacked)
	for n <= most {
		read, err := limited.Read(buffer)
		n += bytes.Count(buffer[:read], []byte("<"))
		if err != nil {
			break
		}
	}
	return n
}
