package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/lock"
	"hongtou/generator/register"
	"hongtou/generator/source"
)

// failure is what ended a call, as --format json tells it on standard error.
type failure struct {
	Event   string `json:"event"` // error
	Exit    int    `json:"exit"`
	Kind    string `json:"kind"` // usage, data, environment, internal or interrupted
	Problem string `json:"problem"`
}

// fail tells what ended a call, and gives its exit code.
func (t *talk) fail(code int, text diag.Text) int {
	if t.format != "json" {
		t.tell(text)
		return code
	}
	kinds := map[int]string{exitUsage: "usage", exitComplaints: "data", exitEnvironment: "environment", exitInternal: "internal", exitInterrupted: "interrupted"}
	enc := json.NewEncoder(t.err)
	enc.SetEscapeHTML(false)
	enc.Encode(failure{"error", code, kinds[code], text.In(t.lang)})
	return code
}

// broke tells of an error inside the program: one line, and a file with what
// developers need.
func (t *talk) broke(p *diag.Panic) {
	file := ""
	if f, err := os.CreateTemp("", "hongtou-*.log"); err == nil {
		_, err = fmt.Fprintf(f, "hongtou %s, build %s\n%v\n%s", version, generator.Engine(), p, p.Stack)
		if errors.Join(err, f.Close()) == nil {
			file = f.Name()
		}
	}
	if file == "" {
		t.fail(exitInternal, diag.T("程序内部错误：%v；请将所用命令和数据样例报给开发者", "internal error: %v; please report the command with a sample of the data", p))
		return
	}
	t.fail(exitInternal, diag.T("程序内部错误：%v；记录在 %s，请连同数据样例报给开发者", "internal error: %v; please report %s with a sample of the data", p, file))
}

// code is the exit code for err, which it tells unless it has been told.
func (t *talk) code(err error) int {
	var told exit
	var wrong usage
	var busy *lock.Busy
	var broken *register.Broken
	var internal *diag.Panic
	var occupied *generator.Occupied
	switch {
	case err == nil:
		return exitMade
	case errors.As(err, &internal):
		t.broke(internal)
		return exitInternal
	case errors.As(err, &told) && told == exitComplaints && t.internal:
		return exitInternal
	case errors.As(err, &told):
		return int(told)
	case isInterrupt(err):
		if t.quiet && t.format != "json" {
			return exitInterrupted
		}
		return t.fail(exitInterrupted, diag.T("已中断；已生成的文件完整有效，再次运行将继续完成", "interrupted; what was made is whole, run again to go on"))
	case errors.As(err, &busy):
		text := busy.Text(time.Now())
		return t.fail(exitEnvironment, diag.Text{Zh: text.Zh + "；请等它结束后再运行", En: text.En + "; wait for it to end"})
	case errors.As(err, &broken):
		t.complain(diag.Of(broken.Diagnostic()))
		return exitComplaints
	case errors.As(err, &occupied):
		return t.fail(exitEnvironment, occupied.Text())
	case errors.As(err, &wrong), errors.Is(err, generator.ErrUnknownTarget):
		text := diag.Text{Zh: err.Error(), En: err.Error()}
		if spoken := (*diag.Spoken)(nil); errors.As(err, &spoken) {
			text = spoken.Text
		}
		see := "hongtou help"
		if of := (*seen)(nil); errors.As(err, &of) {
			see = of.help
		}
		return t.fail(exitUsage, diag.T("用法有误：%[1]s（见 %[2]s）", "wrong usage: %[1]s (see %[2]s)", text, see))
	case errors.Is(err, source.ErrNoText):
		return t.fail(exitComplaints, diag.T("不是文本文件；把要检查的文字另存为 .txt", "not a text file; save the text to be checked as .txt"))
	case errors.Is(err, input.ErrKind):
		return t.fail(exitEnvironment, diag.T("不是文件，是目录、管道或设备：%s", "not a file but a folder, a pipe or a device: %s", pathOf(err)))
	case errors.Is(err, input.ErrSize):
		return t.fail(exitEnvironment, diag.T("文件太大：%s", "the file is too large: %s", pathOf(err)))
	case errors.Is(err, fs.ErrNotExist) && filepath.Base(pathOf(err)) == source.ConfigName && above(pathOf(err)) != "":
		return t.fail(exitEnvironment, diag.T("找不到文件：%[1]s；这是工作区里面的目录：写成 -w %[2]s", "no such file: %[1]s; this is a folder of a workspace: write -w %[2]s", pathOf(err), above(pathOf(err))))
	case errors.Is(err, fs.ErrNotExist) && filepath.Base(pathOf(err)) == source.ConfigName:
		return t.fail(exitEnvironment, diag.T("找不到文件：%s；这里不是工作区：用 -w 指明工作区的目录，或用 hongtou init 目录 新建一个", "no such file: %s; this is no workspace: name its folder by -w, or make one by hongtou init DIR", pathOf(err)))
	case errors.Is(err, fs.ErrNotExist):
		return t.fail(exitEnvironment, diag.T("找不到文件：%s；核对文件名和所在目录", "no such file: %s; check its name and its folder", pathOf(err)))
	}
	if problem, remedy, ok := diag.Environment(err); ok {
		return t.fail(exitEnvironment, diag.T("出错：%[1]s；%[2]s", "error: %[1]s; %[2]s", problem, remedy))
	}
	if spoken := (*diag.Spoken)(nil); errors.As(err, &spoken) {
		return t.fail(exitEnvironment, diag.T("出错：%s", "error: %s", spoken.Text))
	}
	return t.fail(exitEnvironment, diag.T("出错：%s", "error: %s", err.Error())) // nobody has words for it yet: better in English than not
}

// above is the workspace that a folder without one lies in, two folders up at most; "" for
// none.
func above(config string) string {
	dir, err := filepath.Abs(filepath.Dir(config))
	if info, err2 := os.Stat(dir); err != nil || err2 != nil || !info.IsDir() {
		return ""
	}
	for range 2 {
		dir = filepath.Dir(dir)
		if info, err := os.Stat(filepath.Join(dir, source.ConfigName)); err == nil && info.Mode().IsRegular() {
			if here, err := os.Getwd(); err == nil {
				if near, err := filepath.Rel(here, dir); err == nil && filepath.IsLocal(near) {
					return near
				}
			}
			return dir
		}
	}
	return ""
}

// pathOf is the file that an error is about.
func pathOf(err error) string {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return path.Path
	}
	return err.Error()
}
