package run

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"hongtou/generator/diag"
)

// windowsFull are Windows' own numbers for a full disk, which its syscall
// package does not map: ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
var windowsFull = []syscall.Errno{39, 112}

// environmental tells errors that meet every output alike, and so end the run,
// from those of one file: one that is open elsewhere (on Windows), a name that
// is too long, a folder in its place, a link that leads out.
func environmental(err error) bool {
	for _, e := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EROFS, syscall.EIO, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM} {
		if errors.Is(err, e) {
			return true
		}
	}
	if runtime.GOOS == "windows" {
		for _, e := range windowsFull {
			if errors.Is(err, e) {
				return true
			}
		}
	}
	return false
}

// unplaced is the complaint about an output that could not be put in its place.
func unplaced(j Job, err error) *diag.List {
	return diag.Of(diag.Diagnostic{Code: "output-unplaced", Place: diag.Place{File: j.File}, Value: strings.TrimSpace(j.Target + " " + j.Unit),
		Problem: diag.T("不能写到这个位置：%v", "it can't be put in its place: %v", err),
		Remedy:  diag.T("关闭正打开此文件的程序；查看此处是否有同名目录、指向输出目录之外的链接，或无权写入；然后再运行", "close the program that has it open; see whether a folder of that name, a link that leads out of the output folder or a lack of permission stands in the way; then run again")})
}

// panicked is the complaint about a job whose making broke the program, and the
// stack for the log.
func panicked(j Job, p any) (*diag.List, string) {
	whom := j.Target
	if j.Unit != "" {
		whom += " " + j.Unit
	}
	return diag.Of(diag.Diagnostic{Code: "internal", Place: diag.Place{File: j.File}, Value: whom,
		Problem: diag.T("生成 %[2]s 时程序内部错误：%[1]v", "internal error while making %[2]s: %[1]v", fmt.Sprint(p), whom),
		Remedy:  diag.T("其余文件不受影响；请将 run.log 中的记录和数据样例报给开发者", "the other files are not affected; please report what run.log says with a sample of the data")}), string(debug.Stack())
}
