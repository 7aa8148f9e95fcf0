package collect

import (
	"archive/zip"
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/diag"
)

// Limits of a returned file. A form has some hundred rows; an office's own
// workbooks packed to 20 MB unpack to less than 128.
const (
	maxFile     = 20 << 20  // bytes
	maxUnpacked = 128 << 20 // bytes of all parts
	maxRatio    = 200       // unpacked to packed, of parts over a megabyte
	maxParts    = 2000
	maxRows     = 20_000 // of the sheet that is read
	maxColumns  = 256
)

// refusal tells why a file is not read; ok is true for one that is.
func refusal(f File) (code string, problem, remedy diag.Text, ok bool) {
	again := diag.T("在表格软件中打开，另存为 .xlsx 后再交", "open it in a spreadsheet program and save it as .xlsx")
	switch {
	case len(f.Data) > maxFile:
		d := tooLarge(f.Name)
		return d.Code, d.Problem, d.Remedy, false
	case bytes.HasPrefix(f.Data, []byte("\xd0\xcf\x11\xe0")) && bytes.Contains(f.Data, utf16("EncryptedPackage")):
		return "file-encrypted", diag.T("文件有打开密码", "the file has a password"), diag.T("去掉密码后再交", "remove the password"), false
	case bytes.HasPrefix(f.Data, []byte("\xd0\xcf\x11\xe0")):
		return "file-old", diag.T("是旧格式（.xls）文件", "the file is of the old format (.xls)"), again, false
	}
	z, err := zip.NewReader(bytes.NewReader(f.Data), int64(len(f.Data)))
	if err != nil {
		return "file-broken", diag.T("不是能读的 .xlsx 文件", "not a readable .xlsx file"), again, false
	}
	total := uint64(0)
	for _, part := range z.File {
		name := strings.ToLower(part.Name)
		total += part.UncompressedSize64
		switch {
		case strings.HasSuffix(name, "vbaproject.bin"), strings.Contains(name, "xl/macrosheets/"):
			return "file-macros", diag.T("文件含有宏", "the file holds macros"), again, false
		case total > maxUnpacked || len(z.File) > maxParts,
			part.UncompressedSize64 > 1<<20 && part.UncompressedSize64/maxRatio > part.CompressedSize64:
			return "file-bomb", diag.T("文件解压后过大，可能是恶意文件", "the file unpacks to far too much: it may be malicious"), diag.T("不要打开，查明来源", "do not open it, find out where it comes from"), false
		}
	}
	return "", diag.Text{}, diag.Text{}, true
}

func tooLarge(file string) diag.Diagnostic {
	return complaint(file, "file-size", "", diag.T("文件超过 %d MB", "the file is larger than %d MB", maxFile>>20), diag.T("删去图片和多余的工作表", "remove pictures and other sheets"))
}

// utf16 is an ASCII text in little-endian UTF-16.
func utf16(s string) []byte {
	var out []byte
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// open opens a file that was not refused. Sizes in its directory can lie; the
// limits of reading do not.
func open(f File) (book *excelize.File, err error) {
	return excelize.OpenReader(bytes.NewReader(f.Data), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked, ShortDatePattern: "yyyy-mm-dd"})
}
