package run

import (
	"errors"
	"runtime"
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
	return diag.Of(diag.Diagnostic{Code: "output-unplaced", Place: diag.Place{File: j.File}, Value: j.Whom(),
		Problem: diag.T("不能写到这个位置：%v", "it can't be put in its place: %v", err),
		Remedy:  diag.T("关闭正打开此文件的程序；查看此处是否有同名目录、指向输出目录之外的链接，或无权写入；然后再运行", "close the program that has it open; see whether a folder of that name, a link that leads out of the output folder or a lack of permission stands in the way; then run again")})
}

// Whom names the job for people: its target and unit.
func (j Job) Whom() string { return strings.TrimSpace(j.Target + " " + j.Unit) }

// panicked is the complaint about a job whose making broke the program.
func panicked(j Job, p *diag.Panic) *diag.List {
	return diag.Of(p.Complaint(j.File, j.Whom(), diag.T("其余文件不受影响；请将 run.log 中的记录和数据样例报给开发者",
		"the other files are not affected; please report what run.log says with a sample of the data")))
}
