package run

import (
	"crypto/sha256"
	"path/filepath"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"hongtou/generator/diag"
)

// claims give each file to one job only. They hold a digest and two shared
// strings an output, about 100 bytes.
type claims struct {
	owners map[[16]byte]owner
	fold   cases.Caser
}

type owner struct{ target, unit string }

func newClaims() *claims { return &claims{map[[16]byte]owner{}, cases.Fold()} }

// claim complains where j's file is another's, our own, or no file inside the
// output folder.
func (c *claims) claim(j Job) *diag.List {
	complain := func(code string, problem, remedy diag.Text) *diag.List {
		return diag.Of(diag.Diagnostic{Code: code, Place: diag.Place{File: j.File}, About: diag.Subject{Name: j.Whom()}, Problem: problem, Remedy: remedy})
	}
	first, _, _ := strings.Cut(c.same(j.File), "/")
	switch {
	case !filepath.IsLocal(filepath.FromSlash(j.File)) || j.File == ".":
		return complain("output-path", diag.T("文件名越出输出目录或不能用作文件名", "the file leaves the output folder or is no name for a file"),
			diag.T("改模板的 file", "change the template's file"))
	case ours(first):
		return complain("output-reserved", diag.T("文件名与程序自用的文件相同", "the file's name is one that the program uses itself"),
			diag.T("改模板的 file，不用 manifest、run.log、.lock、.hongtou 开头的名称", "change the template's file: names that begin with manifest, run.log, .lock or .hongtou are taken"))
	}
	sum := sha256.Sum256([]byte(c.same(j.File)))
	key := [16]byte(sum[:16])
	if other, taken := c.owners[key]; taken {
		return complain("output-twice", diag.T("两份文书写入同一文件（另一份：%s）", "two outputs have the same file (the other: %s)", strings.TrimSpace(other.target+" "+other.unit)),
			diag.T("在模板的 file 中加入单位编码", "put the unit's code into the template's file"))
	}
	c.owners[key] = owner{j.Target, j.Unit}
	return nil
}

// has tells whether a job has that file.
func (c *claims) has(file string) bool {
	sum := sha256.Sum256([]byte(c.same(file)))
	_, taken := c.owners[[16]byte(sum[:16])]
	return taken
}

// same is equal for names that are one file on some disk: that differ in case,
// as on Windows and macOS, or in how accents are composed, as on macOS.
func (c *claims) same(file string) string {
	return norm.NFC.String(c.fold.String(norm.NFC.String(file)))
}

// ours tells whether a name at the top of the output folder is kept for a run's
// own files.
func ours(name string) bool {
	for _, prefix := range []string{"manifest.", "run.log", "run.1", lockName, ".hongtou"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	_, _, shard := strings.Cut(name, "-of-")
	return shard && strings.HasPrefix(name, "run.")
}
