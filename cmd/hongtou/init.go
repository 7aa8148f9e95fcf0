package main

import (
	"path/filepath"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/source"
)

func (t *talk) initCommand() *cli.Command {
	return &cli.Command{
		Name: "init", Usage: "新建工作区", ArgsUsage: "目录",
		Flags: []cli.Flag{&cli.BoolFlag{Name: "example", Usage: "放入示例城市安澜市的数据，而不是空表"}},
		Action: func(c *cli.Context) error {
			dir := c.Args().First()
			if dir == "" {
				return misused("写成 hongtou init 目录", "hongtou init DIR")
			}
			write := generator.InitEmpty
			if c.Bool("example") {
				write = generator.InitExample
			}
			if err := write(dir); err != nil {
				return err
			}
			path := filepath.Join(dir, source.ConfigName)
			t.answer(path, map[string]string{"file": path})
			t.say("工作区已建好：先改 %s，再填 data 中的表，然后运行 hongtou -w %s check", "the workspace is there: edit %s, fill the tables in data, then run hongtou -w %s check", path, dir)
			return nil
		},
	}
}

func (t *talk) schemaCommand() *cli.Command {
	return &cli.Command{
		Name: "schema", Usage: "输出 hongtou.yaml、某张表或工作簿模板（workbook）的 JSON Schema", ArgsUsage: "[名称]",
		Action: func(c *cli.Context) error {
			name := c.Args().First()
			if name == "" {
				name = "hongtou"
			}
			b, err := generator.Schema(name)
			if err != nil {
				return usage{err}
			}
			_, err = t.out.Write(append(b, '\n'))
			return err
		},
	}
}
