package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A file of passwords is read as Excel and Notepad save it; of a line that is not a code
// and a password it is told what it is, and never is another column taken for one.
func TestReadPasswords(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "anlan")
	must(t, InitExample(dir))
	w := openWorkspace(t, dir)
	const head = "单位编码,口令\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(head + "990102,kou-ling-102\r\n")
	must(t, err)
	for name, x := range map[string]struct{ text, says string }{
		"UTF-8":            {head + "990102,kou-ling-102\n", ""},
		"a mark":           {"\ufeff" + head + "990102,kou-ling-102\n", ""},
		"GB 18030":         {gb, ""},
		"tabs":             {"990102\tkou-ling-102\n", ""},
		"blanks":           {" 990102 ,kou-ling-102,\n\n", ""},
		"quotes":           {`990102,"kou-ling-102"` + "\n", ""},
		"full-width comma": {head + "990102，kou-ling-102\n", "第2行：编码和口令之间是全角逗号；改为半角逗号"},
		"a name between":   {"990102,澄江区人民政府,kou-ling-102\n", "第1行：多于两列，不知道哪一列是口令"},
		"names in heads":   {"单位编码,单位名称,口令\n", "第1行：多于两列"},
		"no password":      {head + "990102\n", "第2行：缺少口令"},
		"no such unit":     {head + "99010X,kou-ling-102\n", "第2行：没有这个编码的单位"},
		"an open quote":    {head + "990102,\"kou\n", "第2行：不是两列的文本"},
		"a workbook":       {"PK\x03\x04\x00\x00\x00", "不是两列的文本；另存为 CSV"},
	} {
		file := filepath.Join(t.TempDir(), "口令.csv")
		must(t, os.WriteFile(file, []byte(x.text), 0o600))
		passwords, complaints, err := w.ReadPasswords(file)
		must(t, err)
		if x.says == "" && (complaints.Len() > 0 || passwords["990102"] != "kou-ling-102" || len(passwords) != 1) {
			t.Errorf("%s: %v %v", name, passwords, complaints.All())
		}
		if x.says != "" && (complaints.Errors() == 0 || !strings.Contains(complaints.All()[0].In("zh"), x.says) || len(passwords) > 0) {
			t.Errorf("%s: %v %v", name, passwords, complaints.All())
		}
	}
}
