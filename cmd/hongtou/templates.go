package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator/fill"
	"hongtou/generator/input"
)

func (t *talk) templatesCommand() *cli.Command {
	return &cli.Command{
		Name: "templates", Usage: t.in("查看和改写模板", "see and change templates"),
		Subcommands: []*cli.Command{
			{Name: "list", Usage: t.in("列出模板", "list templates"), Action: t.withTemplate(false, func(c *cli.Context, set *fill.Set, _ *fill.Template) error {
				for _, tpl := range set.List() {
					t.answer(fmt.Sprintf("%-22s %-8s %-9s %s", tpl.Name(), tpl.Kind(), tpl.Cadence(), strings.ReplaceAll(tpl.Title(), "\n", "")),
						map[string]any{"name": tpl.Name(), "kind": tpl.Kind().String(), "cadence": tpl.Cadence(), "each": tpl.Each(), "own": tpl.Own()})
				}
				return nil
			})},
			{Name: "show", Usage: t.in("显示模板原文", "show a template's text"), ArgsUsage: t.in("名称", "NAME"), Action: t.withTemplate(true, func(c *cli.Context, set *fill.Set, tpl *fill.Template) error {
				source, _ := set.Source(tpl.Name())
				fmt.Fprint(t.out, source)
				return nil
			})},
			{Name: "eject", Usage: t.in("把内置模板复制到工作区以便修改", "copy an embedded template into the workspace to change it"), ArgsUsage: t.in("名称", "NAME"), Action: t.withTemplate(true, t.eject)},
			{Name: "fields", Usage: t.in("列出模板读取的字段", "list the fields that a template reads"), ArgsUsage: t.in("名称", "NAME"), Action: t.withTemplate(true, func(c *cli.Context, _ *fill.Set, tpl *fill.Template) error {
				for _, f := range tpl.Fields() {
					t.answer(fmt.Sprintf("%-36s %-18s %s", f.Path, f.Type, f.Meaning), f)
				}
				return nil
			})},
			{Name: "functions", Usage: t.in("列出模板函数", "list the functions of templates"), Action: func(*cli.Context) error {
				for _, f := range fill.Functions() {
					t.answerLines(f, fmt.Sprintf("%-14s %s", f.Name, f.Meaning), fmt.Sprintf("               %s → %s", f.Example, f.Result))
				}
				return nil
			}},
		},
	}
}

// withTemplate opens the workspace's templates and, where one is wanted, finds
// the one named.
func (t *talk) withTemplate(one bool, do func(*cli.Context, *fill.Set, *fill.Template) error) cli.ActionFunc {
	return func(c *cli.Context) error {
		set, complaints := fill.Open(input.In(filepath.Join(c.String("workspace"), "templates"), fill.LargestTemplate))
		wrong := t.complain(complaints)
		var tpl *fill.Template
		if one {
			if tpl = set.Get(c.Args().First()); tpl == nil {
				return misused("没有模板 %s；模板见 hongtou templates list", "no template %s: see hongtou templates list", c.Args().First())
			}
		}
		if err := do(c, set, tpl); err != nil {
			return err
		}
		if wrong {
			return exit(exitComplaints)
		}
		return nil
	}
}

func (t *talk) eject(c *cli.Context, set *fill.Set, tpl *fill.Template) error {
	source, _ := set.Source(tpl.Name())
	path := filepath.Join(c.String("workspace"), filepath.FromSlash(tpl.Path()))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err // an office's own template is never written over
	}
	if _, err := f.WriteString(source); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	t.answer(path, map[string]string{"file": path})
	return nil
}
