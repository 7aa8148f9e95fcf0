package main

import (
	"context"
	"errors"
	"io"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/fill"
)

// Main runs one call of the program and gives its exit code.
func Main(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	t := &talk{out: &output{Writer: stdout}, err: stderr, lang: "zh", format: "text"}
	app := &cli.App{
		Name: "hongtou",
		Description: "退出码：0 全部完成；1 数据、模板或文件有问题；2 用法有误；3 环境问题（磁盘、权限、另一个程序正在生成）；\n" +
			"70 程序内部错误（不受影响的照常完成）；130 被中断（Ctrl-C、SIGTERM、SIGHUP）。",
		Usage: "由单位台账生成安全生产责任书、督查通知、会议纪要（PDF）和督查工作簿（Excel）",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "workspace", Aliases: []string{"w"}, Value: ".", Usage: "工作区 `目录`（含 hongtou.yaml）"},
			&cli.StringFlag{Name: "lang", Value: "zh", Usage: "提示语言：zh 或 en", EnvVars: []string{"HONGTOU_LANG"}},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "输出格式：text 或 json"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "只输出结果和问题"},
			&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "逐个列出保持不变的文件，和读表时跳过的每一行"},
		},
		Before: func(c *cli.Context) error {
			t.lang, t.format, t.quiet, t.verbose = c.String("lang"), c.String("format"), c.Bool("quiet"), c.Bool("verbose")
			if t.lang != "zh" && t.lang != "en" {
				return misused("--lang %s：应为 zh 或 en", "--lang %s: use zh or en", t.lang)
			}
			if t.format != "text" && t.format != "json" {
				return misused("--format %s：应为 text 或 json", "--format %s: use text or json", t.format)
			}
			return nil
		},
		Commands: []*cli.Command{
			t.initCommand(), t.serveCommand(), t.adoptCommand(), t.checkCommand(), t.listCommand(), t.runCommand(), t.printCommand(), t.templatesCommand(), t.fieldsCommand(), t.explainCommand(),
			t.fontsCommand(), t.schemaCommand(), t.verifyCommand(), t.numberCommand(), t.confirmCommand(), t.signCommand(), t.encryptCommand(), t.completionCommand(), t.versionCommand(),
			t.collectCommand(),
		},
		EnableBashCompletion: true,
		HideVersion:          true,
		Writer:               t.out,
		ErrWriter:            stderr,
		ExitErrHandler:       func(*cli.Context, error) {}, // code says it once
		OnUsageError:         func(_ *cli.Context, err error, _ bool) error { return usage{flagError(err)} },
		CommandNotFound:      nil,
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				name, commands := c.Args().First(), []string{}
				for _, command := range c.App.Commands {
					commands = append(commands, command.Name)
				}
				if near := fill.Alike(name, commands); near != "" {
					return misused("没有命令 %[1]s；是不是：%[2]s", "no command %[1]s; did you mean %[2]s?", name, near)
				}
				return misused("没有命令 %s", "no command %s", name)
			}
			return cli.ShowAppHelp(c)
		},
	}
	for _, c := range app.Commands {
		c.OnUsageError = app.OnUsageError
	}
	return t.call(func() error { return app.RunContext(ctx, permute(app, args)) })
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
