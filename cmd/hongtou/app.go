package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/source"
)

// Main runs one call of the program and gives its exit code.
func Main(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return (&talk{out: &output{Writer: stdout}, err: stderr}).main(ctx, args)
}

func (t *talk) main(ctx context.Context, args []string) int {
	t.foresee(args)
	app := t.app()
	return t.call(func() error {
		ordered, err := permute(app, args)
		if err != nil {
			return err
		}
		return app.RunContext(ctx, ordered)
	})
}

// app is the program as its commands declare it.
func (t *talk) app() *cli.App {
	app := &cli.App{
		Name: "hongtou",
		Description: t.in("退出码：0 全部完成；1 数据、模板或文件有问题；2 用法有误；3 环境问题（磁盘、权限、另一个程序正在生成）；\n"+
			"70 程序内部错误（不受影响的照常完成）；130 被中断（Ctrl-C、SIGTERM、SIGHUP）。",
			"Exit codes: 0 all is made; 1 data, templates or files are wrong; 2 wrong usage; 3 the environment (disk,\n"+
				"permissions, another program at work); 70 an error inside the program (the rest is made);\n"+
				"130 interrupted (Ctrl-C, SIGTERM, SIGHUP)."),
		Usage: t.in("由单位台账生成安全生产责任书、督查通知、会议纪要（PDF）和督查工作簿（Excel）", "documents (PDF) and workbooks (Excel) of a work-safety responsibility year, from an office's own tables"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "workspace", Aliases: []string{"w"}, Value: ".", Usage: t.in("工作区 `目录`（含 hongtou.yaml）", "the workspace's `DIR` (with hongtou.yaml)")},
			&cli.StringFlag{Name: "lang", Value: "zh", Usage: t.in("提示语言：`zh|en`", "language of talk: `zh|en`"), EnvVars: []string{langVariable}},
			&cli.StringFlag{Name: "format", Value: "text", Usage: t.in("输出格式：`text|json`", "output format: `text|json`")},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: t.in("只说问题，不列文件，不报进度", "tell problems only: no list of files, no progress")},
			&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: t.in("逐个列出保持不变的文件，和读表时跳过的每一行", "list each unchanged file, and each row of tables that is passed over")},
		},
		Before: func(c *cli.Context) error {
			t.quiet, t.verbose = c.Bool("quiet"), c.Bool("verbose")
			if lang := c.String("lang"); lang != "" && lang != "zh" && lang != "en" {
				return misused("--lang %s：应为 zh 或 en", "--lang %s: use zh or en", lang)
			}
			if format := c.String("format"); format != "text" && format != "json" {
				return misused("--format %s：应为 text 或 json", "--format %s: use text or json", format)
			}
			if dir := c.String("workspace"); filepath.Base(dir) == source.ConfigName { // its settings' file, as a file manager gives it
				if info, err := os.Stat(dir); err == nil && info.Mode().IsRegular() {
					return c.Set("workspace", filepath.Dir(dir))
				}
			}
			return nil
		},
		Commands: slices.Concat(
			of(t.in("开始使用", "To begin"), t.initCommand(), t.serveCommand(), t.adoptCommand()),
			of(t.in("检查和查看", "To check and see"), t.checkCommand(), t.listCommand(), t.fieldsCommand(), t.explainCommand(), t.verifyCommand(), t.fontsCommand()),
			of(t.in("制作", "To make"), t.runCommand(), t.printCommand()),
			of(t.in("登记、签发、收发", "To register, sign, send and take back"), t.numberCommand(), t.confirmCommand(), t.signCommand(), t.encryptCommand(), t.sendCommand(), t.collectCommand()),
			of(t.in("模板和其他", "Templates and others"), t.templatesCommand(), t.schemaCommand(), t.completionCommand(), t.manCommand(), t.versionCommand()),
		),
		EnableBashCompletion: true,
		Writer:               t.out,
		ErrWriter:            t.err,
		ExitErrHandler:       func(*cli.Context, error) {}, // code says it once
	}
	t.equip(app)
	return app
}

// of are commands of one group.
func of(group string, commands ...*cli.Command) []*cli.Command {
	for _, c := range commands {
		c.Category = group
	}
	return commands
}

// langVariable is the environment's word on the language.
const langVariable = "HONGTOU_LANG"

// foresee reads the language and the format out of the arguments before they are parsed:
// help and mistakes in the call are told by them too.
func (t *talk) foresee(args []string) {
	t.lang, t.format, t.colour = "zh", "text", wantsColour(t.err, os.Getenv)
	if os.Getenv(langVariable) == "en" {
		t.lang = "en"
	}
	for i, a := range args {
		if a == "--" {
			break
		}
		name, value, joined := strings.Cut(strings.TrimLeft(a, "-"), "=")
		if !joined && i+1 < len(args) {
			value = args[i+1]
		}
		switch {
		case !strings.HasPrefix(a, "-"):
		case name == "lang" && (value == "zh" || value == "en"):
			t.lang = value
		case name == "format" && (value == "text" || value == "json"):
			t.format = value
		}
	}
}

func isInterrupt(err error) bool { return errors.Is(err, context.Canceled) }

// open reads the workspace of the call.
func (t *talk) open(c *cli.Context) (*generator.Workspace, error) {
	day, err := today()
	if err != nil {
		return nil, err
	}
	return generator.OpenAt(c.String("workspace"), day)
}
