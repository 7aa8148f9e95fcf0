package sign

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/secure/precis"
	"golang.org/x/text/unicode/norm"

	"hongtou/generator/diag"
)

// ReadPassword reads a password: a file's one line. The complaint has its place;
// the error is of the environment.
func ReadPassword(file string) (string, *diag.Diagnostic, error) {
	data, err := readFile(file, largestKey)
	if err != nil {
		return "", nil, err
	}
	// Editors put a byte order mark before it and an end of line behind it.
	line := strings.TrimPrefix(string(data), "\uFEFF")
	line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	d := &diag.Diagnostic{Code: "password-file", Place: diag.Place{File: file},
		Remedy: diag.T("口令文件应只有一行，就是口令（UTF-8 编码）", "a password file has one line, which is the password, in UTF-8")}
	switch {
	case line == "":
		d.Problem = diag.T("口令文件是空的", "the password file is empty")
	case strings.ContainsAny(line, "\r\n"):
		d.Problem = diag.T("口令文件不止一行", "the password file has more than one line")
	case !utf8.ValidString(line):
		d.Problem = diag.T("口令文件不是 UTF-8 编码", "the password file is not UTF-8")
	default:
		return line, nil, nil
	}
	return "", d, nil
}

// Limits of a password that opens a file: what ISO 32000-2, 7.6.4.3.3 takes, in
// bytes of UTF-8, and what is too short to withstand guessing, in characters.
const (
	longestPassword  = 127
	shortestPassword = 8
)

// CheckPassword complains of a password that readers would not take, or take
// differently, and warns of one that is guessed soon.
func CheckPassword(password, file string) *diag.Diagnostic {
	d := &diag.Diagnostic{Place: diag.Place{File: file}}
	// Readers prepare a password before use; what their rule does not change
	// opens the file everywhere.
	prepared, err := precis.NewIdentifier(precis.BidiRule, precis.Norm(norm.NFKC)).String(password)
	switch {
	case err != nil || prepared != password:
		d.Code, d.Problem = "password-characters", diag.T("口令中有空格、全角标点等阅读软件不一定认的字符", "the password has blanks, full-width marks or others that not every reader takes")
		d.Remedy = diag.T("只用字母、数字、半角符号和汉字", "use letters, digits, ASCII marks and Chinese characters")
	case len(password) > longestPassword:
		d.Code, d.Problem = "password-long", diag.T("口令长 %d 字节", "the password has %d bytes", len(password))
		d.Remedy = diag.T("不得超过 %d 字节（一个汉字占 3 字节）", "it may have %d", longestPassword)
	case utf8.RuneCountInString(password) < shortestPassword:
		d.Severity, d.Code = diag.Warning, "password-short"
		d.Problem = diag.T("口令少于 %d 个字符，容易被猜出", "the password has fewer than %d characters: it is guessed soon", shortestPassword)
		d.Remedy = diag.T("用 %d 个字符以上、不是单词或日期的口令", "use %d characters or more that are no word and no date", shortestPassword)
	default:
		return nil
	}
	return d
}

// SamePassword is the complaint about an owner password that is the open one:
// it would give every reader the owner's rights.
func SamePassword(file string) diag.Diagnostic {
	return diag.Diagnostic{Code: "password-same", Place: diag.Place{File: file},
		Problem: diag.T("权限口令与打开口令相同，限制不起作用", "the owner password is the open password: nothing would be restricted"),
		Remedy:  diag.T("两个口令应不同；不限制的，去掉 --owner-password-file", "give another, or leave --owner-password-file out")}
}

// readFile reads a regular file of at most so many bytes.
func readFile(name string, largest int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: fmt.Errorf("不是普通文件 / not a regular file")}
	}
	if err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, largest+1))
	if err == nil && int64(len(data)) > largest {
		err = &fs.PathError{Op: "read", Path: name, Err: fmt.Errorf("超过 %d 字节 / more than %[1]d bytes", largest)}
	}
	return data, err
}
