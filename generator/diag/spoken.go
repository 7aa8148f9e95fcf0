package diag

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// Spoken is an error that is told to people as it is: in both languages.
type Spoken struct {
	Text
	kind error
}

// Speak is a spoken error of a kind, which errors.Is finds; nil for none.
func Speak(kind error, zh, en string, args ...any) error { return &Spoken{T(zh, en, args...), kind} }

// Error is the English sentence.
func (s *Spoken) Error() string { return s.En }

// Unwrap is the error's kind.
func (s *Spoken) Unwrap() error { return s.kind }

// Words are what an error says in both languages: a spoken one its words, one of the system
// what is wrong there; another one speaks English alone, but for those of the program itself.
func Words(err error) Text {
	if s := (*Spoken)(nil); errors.As(err, &s) {
		return s.Text
	}
	if problem, _, ok := Environment(err); ok {
		return problem
	}
	if said := err.Error(); internal(err) { // nobody has words for it, and developers want it as it is
		return Text{said, said}
	}
	return Text{En: err.Error()}
}

// internal tells the errors of the program itself.
func internal(err error) bool {
	var panicked *Panic
	var runs runtime.Error
	return errors.As(err, &panicked) || errors.As(err, &runs)
}

// Windows' numbers of what other systems have no word for.
const (
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
	handleDiskFull   = syscall.Errno(39)
	diskFull         = syscall.Errno(112)
)

// Environment says what is wrong where the system refuses something, and the cure; ok
// is false for an error that is none of the system's that people can cure.
func Environment(err error) (problem, remedy Text, ok bool) { return environment(err, runtime.GOOS) }

// Reading says why a file can't be read and what to do: that another program holds it, or
// what is given. Both texts are of a complaint whose place names the file.
func Reading(err error, problem, remedy Text) (Text, Text) {
	return reading(err, problem, remedy, runtime.GOOS)
}

func reading(err error, problem, remedy Text, system string) (Text, Text) {
	if system == "windows" && (errors.Is(err, sharingViolation) || errors.Is(err, lockViolation)) {
		_, remedy, _ = environment(err, system)
		return held, remedy
	}
	return problem, remedy
}

// made tells an error of making a folder.
func made(err error) bool {
	p := (*fs.PathError)(nil)
	return errors.As(err, &p) && p.Op == "mkdir"
}

var held = Text{"文件正被别的程序占用", "another program holds the file"}

func environment(err error, system string) (problem, remedy Text, ok bool) {
	windows := system == "windows"
	is := func(windowsOnly bool, kinds ...error) bool {
		for _, kind := range kinds {
			if windowsOnly == windows && errors.Is(err, kind) {
				return true
			}
		}
		return false
	}
	any := func(kinds ...error) bool { return is(false, kinds...) || is(true, kinds...) }
	path := func(zh, en string) Text {
		p := (*fs.PathError)(nil)
		l := (*os.LinkError)(nil)
		switch {
		case errors.As(err, &p):
			return T("%[1]s：%[2]s", "%[3]s: %[2]s", zh, p.Path, en)
		case errors.As(err, &l):
			return T("%[1]s：%[2]s", "%[3]s: %[2]s", zh, l.New, en)
		}
		return Text{zh, en}
	}
	switch {
	case is(true, sharingViolation, lockViolation):
		return path(held.Zh, held.En), T("关闭打开它的程序（Excel、WPS、PDF 阅读器），再运行一次", "close the program that has it open (Excel, WPS, a reader of PDF) and run again"), true
	case any(syscall.ENOSPC) || is(true, diskFull, handleDiskFull) || is(false, syscall.EDQUOT):
		return path("磁盘已满，写不进去", "the disk is full"), T("清理磁盘，或换一个磁盘上的目录", "make room, or name a folder on another disk"), true
	case any(syscall.EROFS):
		return path("磁盘是只读的", "the disk can only be read"), T("换一个能写的目录", "name a folder that can be written"), true
	case errors.Is(err, fs.ErrPermission):
		return path("没有权限", "permission is denied"), T("核对文件和所在目录的权限；文件正打开的先关闭；或换一个目录", "check who may read and write there, close the file if it is open, or name another folder"), true
	case any(syscall.ENOTDIR):
		return path("路径中有一段是文件，不是目录", "part of the path is a file and not a folder"), T("把挡路的文件改名或移走，或换一个目录", "rename or move that file, or name another folder"), true
	case any(syscall.EISDIR):
		return path("这是目录，不是文件", "this is a folder and not a file"), T("写明文件名", "name a file"), true
	case errors.Is(err, fs.ErrExist) && made(err):
		return path("目录建不了，同名的是文件或断开的链接", "the folder can't be made: a file or a broken link has its name"), T("把它移走或改正链接，或换一个目录", "move it or correct the link, or name another folder"), true
	case errors.Is(err, fs.ErrExist):
		return path("已经有了，不覆盖", "it is there already and is kept"), T("换一个名字，或先把它移走", "take another name, or move it first"), true
	case any(syscall.ELOOP):
		return path("符号链接绕成了圈", "symbolic links lead in a circle"), T("改正链接，或换成文件本身", "correct the link, or put the file in its place"), true
	case any(syscall.ENAMETOOLONG):
		return path("文件名太长", "the name is too long"), T("缩短文件名或目录名", "shorten it"), true
	case any(syscall.EMFILE, syscall.ENFILE):
		return path("打开的文件太多", "too many files are open"), T("用 --workers 减少并行数，或关闭别的程序", "use fewer --workers, or close other programs"), true
	}
	return Text{}, Text{}, false
}
