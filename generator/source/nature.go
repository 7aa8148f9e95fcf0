package source

import (
	"bytes"
	"errors"
	"path"
	"strings"
	"unicode/utf8"

	"hongtou/generator/biff"
	"hongtou/generator/diag"
)

// What a file that is no readable workbook really is: clerks rename files, and
// programs give their exports endings that are not theirs.

// broken complains of a file that can't be read as .xlsx.
func broken(data []byte, place diag.Place, list *diag.List) {
	problem, remedy := nature(data, place.File)
	list.Add(diag.Diagnostic{Code: "xlsx-broken", Place: place, Problem: problem, Remedy: remedy})
}

func nature(data []byte, name string) (problem, remedy diag.Text) {
	resave := diag.T("用表格软件打开，另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx")
	head := data[:min(len(data), 4096)]
	lower := bytes.ToLower(head)
	switch {
	case strings.HasPrefix(path.Base(name), "~$"):
		return diag.T("这是表格软件打开文件时留下的临时文件，不是表", "this is a spreadsheet program's lock file, not a table"),
			diag.T("关闭正打开此文件的程序；写文件的原名（不带 ~$）", "close the program that has the file open, and name the file without ~$")
	case len(data) == 0:
		return diag.T("文件是空的（0字节）", "the file is empty (0 bytes)"), diag.T("重新保存或重新索取此文件", "save it again, or ask for it again")
	case biff.Is(data):
		return natureOld(data)
	case bytes.Contains(lower, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return diag.T("这是 XML 表格（2003）文件，不是 .xlsx", "this is an XML spreadsheet of 2003, not .xlsx"), resave
	case bytes.Contains(lower, []byte("<html")) || bytes.Contains(lower, []byte("<table")) || bytes.Contains(lower, []byte("<!doctype html")):
		return diag.T("这是网页（HTML）文件，不是 .xlsx", "this is a web page (HTML), not .xlsx"), resave
	case bytes.HasPrefix(data, []byte("PK")) && bytes.Contains(head, []byte("application/vnd.oasis.opendocument")):
		return diag.T("这是 OpenDocument 文件，不是能读的表格", "this is an OpenDocument file, but no workbook that can be read"), resave
	case bytes.HasPrefix(data, []byte("PK")) && bytes.Contains(data, []byte("word/document.xml")):
		return diag.T("这是 Word 文档，不是表格", "this is a Word document, not a workbook"), diag.T("把其中的表复制到表格软件中，存为 .xlsx", "copy its table into a spreadsheet program and save that as .xlsx")
	case bytes.HasPrefix(data, []byte("%PDF")):
		return diag.T("这是 PDF 文件，不是表格", "this is a PDF file, not a workbook"), diag.T("索取原来的 .xlsx 文件", "ask for the .xlsx file that it was made of")
	case bytes.HasPrefix(data, []byte("PK")):
	case csvText(head):
		return diag.T("这是文本（CSV）文件，不是 .xlsx", "this is a text file (CSV), not .xlsx"), diag.T("把文件名改为 .csv，或用表格软件打开后另存为 .xlsx", "name it .csv, or open it in a spreadsheet program and save it as .xlsx")
	}
	return diag.T("不是能读的 xlsx 文件（可能已损坏、加密或过大）", "not a readable xlsx file (damaged, encrypted or too large)"),
		diag.T("用表格软件打开，去掉密码，另存为 .xlsx", "open it in a spreadsheet program, remove the password, and save it as .xlsx")
}

// natureOld says what a file is that begins as those of the old formats do.
func natureOld(data []byte) (problem, remedy diag.Text) {
	resave := diag.T("用表格软件打开，另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx")
	_, err := biff.Open(data)
	switch {
	case errors.Is(err, biff.ErrPassword) || bytes.Contains(data, wide("EncryptedPackage")):
		return diag.T("文件加了密码", "the file is encrypted"), diag.T("用表格软件打开，去掉密码，另存为 .xlsx", "open it in a spreadsheet program, remove the password, and save it as .xlsx")
	case errors.Is(err, biff.ErrOld):
		return diag.T("这是 Excel 95 及更早格式的文件", "this is a file of Excel 95 or before"), resave
	case errors.Is(err, biff.ErrSize):
		return diag.T("有内容的格子太多，超过%d个", "it has more than %d cells with content", biff.MostCells), diag.T("分成几个文件", "use several files")
	case bytes.Contains(data, wide("WordDocument")):
		return diag.T("这是旧格式（.doc 或 .wps）的文字文档，不是表格", "this is a text document of the old format, .doc or .wps, not a workbook"),
			diag.T("把其中的表复制到表格软件中，存为 .xlsx", "copy its table into a spreadsheet program and save that as .xlsx")
	}
	return diag.T("旧格式（.xls 或 .et）的文件，已损坏，不能读", "a file of the old format, .xls or .et, that is damaged and can't be read"), resave
}

// wide is a text in UTF-16, as old files hold it.
func wide(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// csvText tells whether bytes are lines of text with separators.
func csvText(head []byte) bool {
	text, bad := decodeText(head)
	return bad == nil && bytes.ContainsAny(text, ",;\t") && bytes.ContainsAny(text, "\r\n") && bytes.Count(text, []byte(string(utf8.RuneError)))*20 < utf8.RuneCount(text)
}
