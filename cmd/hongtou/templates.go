package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/input"
)

func (t *talk) templatesCommand() *cli.Command {
	return &cli.Command{
		Name: "templates", Usage: t.in("查看和改写模板", "see and change templates"),
		Subcommands: []*cli.Command{
			{Name: "list", Usage: t.in("列出模板", "list templates"), Action: t.withTemplate(false, func(c *cli.Context, set *fill.Set, _ *fill.Template) error {
				list := slices.SortedStableFunc(slices.Values(set.List()), func(a, b *fill.Template) int { return cmp.Compare(mechanism(a), mechanism(b)) })
				if t.format != "json" {
					t.answer(targetLine(t.in("名称", "NAME"), t.in("代号", "TARGET"), t.in("种类", "KIND"), t.in("周期", "MADE EACH"), t.in("标题", "TITLE")), nil)
				}
				last := 0
				for _, tpl := range list {
					if n := mechanism(tpl); n != last && t.format != "json" {
						last = n
						t.answer(t.mechanismLine(n), nil)
					}
					t.answer(targetLine(tpl.Label(), tpl.Name(), t.kindWord(tpl.Kind()), t.cadenceWord(tpl.Cadence()), titleWords(tpl.Title())),
						map[string]any{"name": tpl.Name(), "label": tpl.Label(), "kind": tpl.Kind().String(), "cadence": tpl.Cadence(), "each": tpl.Each(), "own": tpl.Own()})
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
			name := c.Args().First()
			if tpl = templateOf(set, name); tpl == nil && name == "" {
				return misused("写明模板的名称；模板见 hongtou templates list", "name a template: see hongtou templates list")
			}
			if tpl == nil {
				return noTemplate(set, name)
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

// templateOf is the template of an id or a Chinese name; nil if there is none.
func templateOf(set *fill.Set, name string) *fill.Template {
	if t := set.Get(name); t != nil || name == "" {
		return t
	}
	for _, t := range set.List() {
		if t.Label() == name {
			return t
		}
	}
	return nil
}

// noTemplate is the mistake of a name that no template has, with those that may be meant.
func noTemplate(set *fill.Set, name string) error {
	var names []string
	for _, t := range set.List() {
		names = append(names, t.Name(), t.Label())
	}
	slices.Sort(names)
	if near := likely(name, slices.Compact(names)); len(near) > 0 {
		return misused("没有模板 %[1]s；是不是要：%[2]s；模板见 hongtou templates list", "no template %[1]s; did you mean %[2]s? see hongtou templates list", name, diag.Names(near))
	}
	return misused("没有模板 %s；模板见 hongtou templates list", "no template %s: see hongtou templates list", name)
}

// actions are what a template works out, one behind the other.
var actions = regexp.MustCompile(`(?:\{\{.*?\}\}\s*)+`)

// titleWords are a title's own words; … stands for what is worked out.
func titleWords(title string) string {
	return regexp.MustCompile("…+").ReplaceAllString(actions.ReplaceAllString(strings.ReplaceAll(title, "\n", ""), "…"), "…")
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
