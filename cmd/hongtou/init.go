package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/source"
)

// exampleName is a flag that stands alone or with one of the examples' names.
type exampleName struct {
	name string // "" without the flag
	said bool   // the name was given
}

// Values are the words that may follow the flag.
func (e *exampleName) Values() []string { return generator.Examples() }

// IsBoolFlag lets the flag stand alone.
func (e *exampleName) IsBoolFlag() bool { return true }

func (e *exampleName) String() string { return e.name }

func (e *exampleName) Set(value string) error {
	if value == "true" {
		e.name = generator.Examples()[0]
		return nil
	}
	if !slices.Contains(e.Values(), value) {
		return misused("没有示例“%s”；应为："+strings.Join(e.Values(), "、"), "no example %q: use "+strings.Join(e.Values(), ", "), value)
	}
	e.name, e.said = value, true
	return nil
}

func (t *talk) initCommand() *cli.Command {
	example := &exampleName{}
	return &cli.Command{
		Name: "init", Usage: t.in("新建工作区", "make a new workspace"), ArgsUsage: t.in("目录", "DIR"),
		Flags: []cli.Flag{&cli.GenericFlag{Name: "example", Value: example, Usage: t.in("放入示例的数据，而不是空表：", "an example's data instead of empty tables: ") + strings.Join(example.Values(), t.in("、", ", ")) + t.in("，不写即 city；目录不写即用它的名称", ", city if none is named; without DIR the folder has its name")}},
		Action: func(c *cli.Context) error {
			dir := c.Args().First()
			if dir == "" && example.said {
				dir = example.name
			}
			if dir == "" {
				return misused("写成 hongtou init 目录", "hongtou init DIR")
			}
			if extra := c.Args().Get(1); extra != "" {
				return misused("多写了“%s”；目录只写一个，示例只有 "+strings.Join(example.Values(), "、"), "%q is one word too many: give one folder; the examples are "+strings.Join(example.Values(), ", "), extra)
			}
			write := generator.InitEmpty
			if example.name != "" {
				write = func(dir string) error { return generator.InitExample(dir, example.name) }
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
		Name: "schema", Usage: t.in("输出 hongtou.yaml、某张表或工作簿模板（workbook）的 JSON Schema", "print the JSON Schema of hongtou.yaml, of a table or of workbook templates (workbook)"), ArgsUsage: t.in("[名称]", "[NAME]"),
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
