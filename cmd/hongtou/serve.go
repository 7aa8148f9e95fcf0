package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"github.com/urfave/cli/v2"

	"hongtou/generator/source"
	"hongtou/generator/workbench"
)

func (t *talk) serveCommand() *cli.Command {
	return &cli.Command{
		Name: "serve", Usage: t.in("打开工作台：在本机浏览器中查看、检查、生成和修改", "open the workbench: see, check, make and change in this machine's browser"),
		Flags: []cli.Flag{
			&cli.IntFlag{Name: "port", Usage: t.in("`端口`；默认任取一个空闲的", "`PORT`; by default any that is free")},
			&cli.BoolFlag{Name: "read-only", Usage: t.in("只看，不能改动", "only look, change nothing")},
			&cli.BoolFlag{Name: "stay", Usage: t.in("关闭页面后不自行结束", "go on when the pages are closed")},
			&cli.BoolFlag{Name: "no-browser", Usage: t.in("不打开浏览器，只显示链接", "open no browser, only show the link")},
		},
		Action: t.serve,
	}
}

func (t *talk) serve(c *cli.Context) error {
	if c.Args().Present() {
		return misused("%s：这里不写参数，工作区用 -w 指明", "%s: there are no arguments here, name the workspace by -w", c.Args().First())
	}
	if port := c.Int("port"); port < 0 || port > 65535 {
		return misused("--port %d：应为 1 至 65535", "--port %d: want 1 to 65535", port)
	}
	if _, err := now(); err != nil { // HONGTOU_NOW is not as it should be
		return err
	}
	// a broken workspace is what the workbench is for; where none is named and none is
	// here its first page lets one be chosen
	dir, around := c.String("workspace"), []string(nil)
	if _, err := os.Stat(filepath.Join(dir, source.ConfigName)); errors.Is(err, fs.ErrNotExist) && !c.IsSet("workspace") {
		dir, around = "", places()
	} else if err != nil {
		return err
	}
	w, err := workbench.New(workbench.Options{Dir: dir, Places: around, Lang: t.lang, Port: c.Int("port"), ReadOnly: c.Bool("read-only"), Stay: c.Bool("stay"), Now: clock, Open: workbench.Open})
	if err != nil {
		return err
	}
	link := w.Link()
	t.answer(link, map[string]string{"link": link})
	opened := false
	if !c.Bool("no-browser") {
		if opened = workbench.Open(link) == nil; !opened {
			t.say("没有找到浏览器：请自己打开上面的链接", "no browser was found: open the link above")
		}
	}
	if c.Bool("stay") {
		t.say("工作台已打开，链接只能用一次；按 Ctrl-C 结束", "the workbench is open, its link works once; Ctrl-C ends it")
	} else {
		t.say("工作台已打开，链接只能用一次；按 Ctrl-C 结束，关闭页面后也会自行结束", "the workbench is open, its link works once; Ctrl-C ends it, and so does closing its pages")
	}
	if opened && aloneOnConsole() { // a double click: the window says nothing that the browser doesn't
		leaveConsole()
	}
	return w.Serve(c.Context)
}

// places are where people keep workspaces: their documents, where the program stands,
// where it was called. Folders of the system's programs are none.
func places() []string {
	var out []string
	home, err := os.UserHomeDir()
	if err == nil {
		for _, name := range []string{"Documents", "文档"} {
			if info, err := os.Stat(filepath.Join(home, name)); err == nil && info.IsDir() {
				out = append(out, filepath.Join(home, name))
			}
		}
		if len(out) == 0 {
			out = append(out, home)
		}
	}
	program, err := os.Executable()
	if installed, err := exec.LookPath(filepath.Base(program)); err == nil && installed == program {
		program = ""
	}
	if err == nil && program != "" {
		out = append(out, filepath.Dir(program))
	}
	if here, err := os.Getwd(); err == nil && here != string(filepath.Separator) {
		out = append(out, here)
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(out, func(dir string) bool {
		defer func() { seen[dir] = true }()
		return seen[dir]
	})
}
