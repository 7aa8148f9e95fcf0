package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/model"
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
		return misused("没有示例“%[1]s”；应为：%[2]s", "no example %[1]q: use %[2]s", value, diag.Names(e.Values()))
	}
	e.name, e.said = value, true
	return nil
}

func (t *talk) initCommand() *cli.Command {
	example := &exampleName{}
	return &cli.Command{
		Name: "init", Usage: t.in("新建工作区", "make a new workspace"), ArgsUsage: t.in("目录", "DIR"),
		Description: t.in("在终端上会问单位名称、层级和先做哪些机制（不想答的回车）；脚本用选项写明，不写即留空。\n"+
			"先建第一周要用的表（单位、控制指标、任务分解、发文）和所选机制的表，其余用 --table 随时添加。",
			"On a terminal it asks for the names, the kind and what comes first (Enter leaves one out); a script gives\n"+
				"them by options. The tables of the first week are made (units, targets, tasks, papers) with those of the\n"+
				"mechanisms chosen; --table adds the others when they are needed."),
		Flags: []cli.Flag{
			&cli.GenericFlag{Name: "example", Value: example, Usage: t.in("放入示例的数据，而不是空表：", "an example's data instead of empty tables: ") + strings.Join(example.Values(), t.in("、", ", ")) + t.in("；目录不写即用它的名称", "; without DIR the folder has its name")},
			&cli.StringFlag{Name: "name", Usage: t.in("发文机关`全称`，如 青禾县安全生产委员会办公室", "the office's full `NAME`")},
			&cli.StringFlag{Name: "code", Usage: t.in("发文机关`代字`，如 青安委办", "the `CODE` of its document numbers")},
			&cli.StringFlag{Name: "top", Usage: t.in("本地区或本集团最高一级的`单位`，如 青禾县人民政府", "the region's or group's own `UNIT`")},
			&cli.StringFlag{Name: "kind", Usage: t.in("该单位的`层级`：", "its `TIER`: ") + strings.Join(generator.TopTiers(), t.in("、", ", "))},
			&cli.StringFlag{Name: "first", Usage: t.in("先做哪些机制，`编号`用逗号隔开，见 hongtou list", "the mechanisms that come first, by their `NUMBERS` with commas, as hongtou list has them")},
			&cli.BoolFlag{Name: "all", Usage: t.in("建全部的表", "make all tables")},
			&cli.StringFlag{Name: "table", Usage: t.in("不新建：在已有的工作区中添加一张`表`，写名称或代号", "make no workspace: add a `TABLE` to the one that is there, by its name")},
		},
		Action: func(c *cli.Context) error {
			if c.String("table") != "" {
				if err := idle(c, "table", append(ofOffice[:len(ofOffice):len(ofOffice)], "example")...); err != nil {
					return err
				}
				return t.addTable(c)
			}
			if example.name != "" {
				if err := idle(c, "example", ofOffice...); err != nil {
					return err
				}
			}
			return t.init(c, example)
		},
	}
}

// ofOffice are the options that say what an office's own workspace is begun with.
var ofOffice = []string{"name", "code", "top", "kind", "first", "all"}

func (t *talk) init(c *cli.Context, example *exampleName) error {
	dir := c.Args().First()
	if dir == "" && example.said {
		dir = example.name
	}
	if dir == "" {
		return misused("写成 hongtou init 目录", "hongtou init DIR")
	}
	if extra := c.Args().Get(1); extra != "" {
		return misused("多写了“%[1]s”；目录只写一个，示例只有 %[2]s", "%[1]q is one word too many: give one folder; the examples are %[2]s", extra, diag.Names(example.Values()))
	}
	write := func(dir string) error { return generator.InitExample(dir, example.name) }
	if example.name == "" {
		office, err := t.office(c)
		if err != nil {
			return err
		}
		write = func(dir string) error { return generator.Init(dir, office) }
	}
	if err := write(dir); err != nil {
		return err
	}
	path := filepath.Join(dir, source.ConfigName)
	t.answer(path, map[string]string{"file": path})
	if example.name != "" {
		t.say("工作区已建好，表中是示例的数据；接着运行 hongtou -w %s check", "the workspace is there with the example's data; next run hongtou -w %s check", dir)
		return nil
	}
	if c.String("name") == "" && !t.asks() {
		t.say("工作区已建好：先改 %s，再填 data 中的表，然后运行 hongtou -w %s check", "the workspace is there: edit %s, fill the tables in data, then run hongtou -w %s check", path, dir)
		return nil
	}
	t.say("工作区已建好：填 %[1]s 中的表（先填单位表），然后运行 hongtou -w %[2]s check", "the workspace is there: fill the tables in %[1]s, that of units first, then run hongtou -w %[2]s check", filepath.Join(dir, "data"), dir)
	return nil
}

// office is what a new workspace is begun with, by the call's options and, at a terminal,
// by questions about what they leave out.
func (t *talk) office(c *cli.Context) (generator.NewOffice, error) {
	day, err := today()
	if err != nil {
		return generator.NewOffice{}, err
	}
	o := generator.NewOffice{Name: c.String("name"), Code: c.String("code"), Top: c.String("top"), Tier: c.String("kind"), Tables: !c.Bool("all"), Since: day}
	if o.First, err = generator.ReadFirst(c.String("first")); err != nil {
		return o, badOption(err)
	}
	if t.asks() {
		if err := t.askOffice(c, &o); err != nil {
			return o, err
		}
	}
	o, err = o.Settled()
	return o, badOption(err)
}

// badOption tells of an answer by the option that it is given by.
func badOption(err error) error {
	bad := (*generator.BadAnswer)(nil)
	if !errors.As(err, &bad) {
		return err
	}
	switch {
	case bad.Value != "":
		return misused("--%[1]s %[2]s：%[3]s", "--%[1]s %[2]s: %[3]s", bad.Answer, diag.Visible(bad.Value), bad.Want)
	case bad.Answer == generator.AnswerKind:
		return misused("%[1]s：--kind %[2]s", "%[1]s: --kind %[2]s", bad.Want, strings.Join(generator.TopTiers(), "|"))
	default:
		return misused("%[1]s；写明 --%[2]s", "%[1]s: give --%[2]s, too", bad.Want, bad.Answer)
	}
}

func (t *talk) askOffice(c *cli.Context, o *generator.NewOffice) (err error) {
	if o.Top == "" {
		if o.Top, err = t.ask(diag.T("本地区（本集团）最高一级的单位，如 青禾县人民政府、某某集团有限公司", "the region's or group's own unit"), ""); err != nil {
			return err
		}
	}
	if o.Top != "" && o.Tier == "" {
		if o.Tier = generator.UsualTier(o.Top); o.Tier == "" {
			tiers := generator.TopTiers()
			n, err := t.choose(diag.T("它的层级", "its tier"), tiers)
			if err != nil {
				return err
			}
			o.Tier = tiers[n]
		}
	}
	if o.Name == "" {
		if o.Name, err = t.ask(diag.T("发文机关全称", "the office's full name"), generator.UsualName(o.Top)); err != nil {
			return err
		}
	}
	if o.Code == "" {
		if o.Code, err = t.ask(diag.T("发文机关代字，如 青安委办（没有就回车）", "the code of its document numbers (Enter for none)"), ""); err != nil {
			return err
		}
	}
	if c.IsSet("first") || c.Bool("all") {
		return nil
	}
	names := model.MechanismsIn(t.lang)
	for i, name := range names {
		fmt.Fprintf(t.err, "  %2d  %s\n", i+1, name)
	}
	for {
		answer, err := t.ask(diag.T("先做哪些？写编号，用空格隔开，其余以后再加", "which come first? Write their numbers with blanks; the others can be added later"), strconv.Itoa(generator.UsualFirst))
		if err != nil {
			return err
		}
		if o.First, err = generator.ReadFirst(answer); err == nil {
			return nil
		}
		fmt.Fprintf(t.err, t.in("写 1 至 %d\n", "write 1 to %d\n"), len(names))
	}
}

// addTable adds a table to the workspace that is there.
func (t *talk) addTable(c *cli.Context) error {
	if c.Args().Present() {
		return misused("加表写成 hongtou init --table 表，工作区由 -w 指明", "to add a table: hongtou -w DIR init --table TABLE")
	}
	file, err := generator.AddTable(c.String("workspace"), c.String("table"))
	switch {
	case errors.Is(err, generator.ErrNewTable):
		return usage{err}
	case errors.Is(err, source.ErrConfig):
		return diag.Speak(err, "hongtou.yaml 的写法不能自动改：请在 data 下自己加上这张表", "hongtou.yaml can't be changed automatically: add the table under data yourself")
	case err != nil:
		return err
	}
	t.answer(file, map[string]string{"file": file})
	if name := model.EventTable(c.String("table")); name != "" {
		t.say("已添加 %[1]s，并写进 hongtou.yaml；这是登记事件的表，还要在 hongtou.yaml 的 %[2]s 中写明登记到哪一天，如 from: 2026-01-01, complete: monthly", "%[1]s is added and entered in hongtou.yaml; it is a table of events: say under %[2]s there how far it reaches, as in from: 2026-01-01, complete: monthly", file, name)
	} else {
		t.say("已添加 %s，并写进 hongtou.yaml", "%s is added and entered in hongtou.yaml", file)
	}
	return nil
}

func (t *talk) schemaCommand() *cli.Command {
	return &cli.Command{
		Name: "schema", Usage: t.in("输出 hongtou.yaml、某张表或工作簿模板的 JSON Schema", "print the JSON Schema of hongtou.yaml, of a table or of workbook templates"), ArgsUsage: t.in("[名称]", "[NAME]"),
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
