package diag

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// What the system refuses is told in words that a clerk knows, with the path and a cure.
func TestEnvironment(t *testing.T) {
	for _, c := range []struct {
		err     error
		windows bool
		words   string
	}{
		{&fs.PathError{Op: "mkdir", Path: "out/2026", Err: syscall.EACCES}, false, "没有权限：out/2026"},
		{&fs.PathError{Op: "mkdir", Path: "out", Err: syscall.EEXIST}, false, "断开的链接：out"}, // a link that leads nowhere
		{&fs.PathError{Op: "write", Path: "out/a.pdf", Err: syscall.ENOSPC}, false, "磁盘已满"},
		{&fs.PathError{Op: "write", Path: "out/a.pdf", Err: syscall.EDQUOT}, false, "磁盘已满"},
		{&fs.PathError{Op: "write", Path: "out/a.pdf", Err: diskFull}, true, "磁盘已满"},
		{&fs.PathError{Op: "mkdir", Path: "out/2026", Err: syscall.ENOTDIR}, false, "路径中有一段是文件"},
		{&fs.PathError{Op: "open", Path: "data", Err: syscall.EISDIR}, false, "是目录"},
		{&fs.PathError{Op: "open", Path: "units.xlsx", Err: sharingViolation}, true, "被别的程序占用：units.xlsx"},
		{&fs.PathError{Op: "open", Path: "units.xlsx", Err: lockViolation}, true, "被别的程序占用"},
		{&os.LinkError{Op: "rename", Old: "a", New: "b.pdf", Err: syscall.EROFS}, false, "只读的：b.pdf"},
		{&fs.PathError{Op: "open", Path: "a.md", Err: fs.ErrExist}, false, "已经有了"},
		{fmt.Errorf("write x: %w", &fs.PathError{Op: "open", Path: "x", Err: syscall.ENAMETOOLONG}), false, "太长"},
		{&fs.PathError{Op: "stat", Path: "x", Err: syscall.ELOOP}, false, "绕成了圈"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EMFILE}, false, "打开的文件太多"},
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.EPIPE}, false, ""}, // 32 on Linux: no sharing violation there
		{errors.New("another"), false, ""},
	} {
		system := "linux"
		if c.windows {
			system = "windows"
		}
		problem, remedy, ok := environment(c.err, system)
		if ok != (c.words != "") || !strings.Contains(problem.Zh, c.words) || ok && (remedy.Zh == "" || remedy.En == "" || problem.En == "") {
			t.Errorf("%v: %q %q, want %s", c.err, problem, remedy, c.words)
		}
	}
}

func TestSpeak(t *testing.T) {
	kind := errors.New("kind")
	err := fmt.Errorf("x: %w", Speak(kind, "没有 %s", "no %s", "a"))
	var s *Spoken
	if !errors.Is(err, kind) || !errors.As(err, &s) || s.Zh != "没有 a" || s.Error() != "no a" {
		t.Errorf("%v", err)
	}
}

// An error that speaks English alone stands in the English sentence only.
func TestErrorsInSentences(t *testing.T) {
	for _, c := range []struct {
		err error
		zh  string
		en  string
	}{
		{errors.New("bad magic number"), "字体不能用", "the font can't be used: bad magic number"},
		{Speak(nil, "太旧", "too old"), "字体不能用：太旧", "the font can't be used: too old"},
		{fmt.Errorf("open: %w", Speak(nil, "太旧", "too old")), "字体不能用：太旧", "the font can't be used: open: too old"},
		{Caught("broken"), "字体不能用：broken", "the font can't be used: broken"},
		{&fs.PathError{Op: "open", Path: "a.ttf", Err: fs.ErrPermission}, "字体不能用：没有权限：a.ttf", "the font can't be used: open a.ttf: permission denied"},
	} {
		got := T("字体不能用：%v", "the font can't be used: %v", c.err)
		if got.Zh != c.zh || c.en != got.En {
			t.Errorf("%v: %q, want %q and %q", c.err, got, c.zh, c.en)
		}
	}
	if got := T("表（%s）：", "table (%s):", "hazards"); got.Zh != "表（hazards）：" {
		t.Errorf("a sentence without an error keeps its colon: %q", got.Zh)
	}
}

// A file that another program holds on Windows is told of as such, whatever it is read for;
// elsewhere the same number is another error.
func TestReading(t *testing.T) {
	given, cure := T("文件不能读", "it can't be read"), T("重新发送", "send it again")
	for _, err := range []error{sharingViolation, &fs.PathError{Op: "read", Path: "a.xlsx", Err: lockViolation}} {
		if problem, remedy := reading(err, given, cure, "windows"); problem.Zh != "文件正被别的程序占用" || !strings.Contains(remedy.Zh, "关闭打开它的程序") {
			t.Errorf("%v: %s；%s", err, problem.Zh, remedy.Zh)
		}
		if problem, remedy := reading(err, given, cure, "linux"); problem != given || remedy != cure {
			t.Errorf("%v on Linux: %s；%s", err, problem.Zh, remedy.Zh)
		}
	}
	if problem, remedy := reading(fs.ErrPermission, given, cure, "windows"); problem != given || remedy != cure {
		t.Errorf("another error: %s；%s", problem.Zh, remedy.Zh)
	}
}
