package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

// manCommand prints the manual page: what help says, of all commands, for man.
func (t *talk) manCommand() *cli.Command {
	return &cli.Command{
		Name: "man", Usage: t.in("输出手册页", "print the manual page (for man)"),
		Action: func(c *cli.Context) error {
			_, err := fmt.Fprint(t.out, t.manual(c.App))
			return err
		},
	}
}

// manual is the program's page of section 1 in roff. The date is left to the package:
// same program, same bytes.
func (t *talk) manual(app *cli.App) string {
	var m manual
	m.macro("TH", "HONGTOU", "1", "", "hongtou "+version, t.in("用户命令", "User Commands"))
	m.WriteString(".ad l\n") // Chinese has few blanks to stretch
	m.macro("SH", t.in("名称", "NAME"))
	m.text("hongtou - " + app.Usage)
	m.macro("SH", t.in("用法", "SYNOPSIS"))
	root := t.pageOf(app, "", nil)
	m.text(t.synopsis(root))
	m.macro("SH", t.in("说明", "DESCRIPTION"))
	m.text(strings.ReplaceAll(app.Description, "\n", t.in("", " ")))
	m.macro("SH", t.in("选项", "OPTIONS"))
	m.flags(t, root.flags)
	m.macro("SH", t.in("第一步", "FIRST STEPS"))
	m.examples(t, root.examples)
	for _, group := range grouped(root.commands) {
		m.macro("SH", group.name)
		for _, c := range group.commands {
			m.command(t, app, c.Name, c)
		}
	}
	m.macro("SH", t.in("文件", "FILES"))
	m.term("hongtou.yaml", t.in("工作区的设置：单位信息、各表在哪里、作业", "a workspace's settings: the office, where its tables are, its jobs"))
	m.term("out/", t.in("成品，每个期间一个目录，附清单 manifest.json", "what was made, a folder a period, with its manifest.json"))
	return m.String()
}

// manual is roff in the making.
type manual struct{ strings.Builder }

// macro writes a line of a macro with its arguments.
func (m *manual) macro(name string, arguments ...string) {
	m.WriteString("." + name)
	for _, a := range arguments {
		m.WriteString(` "` + strings.ReplaceAll(escaped(a), `"`, `\(dq`) + `"`)
	}
	m.WriteByte('\n')
}

// text writes a paragraph's line.
func (m *manual) text(s string) { m.WriteString(escaped(s) + "\n") }

// term writes a word and what it is.
func (m *manual) term(word, meaning string) {
	m.macro("TP")
	m.macro("B", word)
	m.text(meaning)
}

func (m *manual) flags(t *talk, flags []cli.Flag) {
	for _, f := range flags {
		m.term(flagHead(f), t.flagWords(f))
	}
}

func (m *manual) examples(t *talk, examples []example) {
	for _, e := range examples {
		m.term(t.in(e.zh, e.en), t.in(e.saysZh, e.saysEn))
	}
}

// command writes a command, and those below it.
func (m *manual) command(t *talk, app *cli.App, path string, c *cli.Command) {
	p := t.pageOf(app, path, c)
	m.macro("SS", t.synopsis(p))
	m.text(p.usage)
	if p.description != "" {
		m.macro("PP")
		m.text(strings.ReplaceAll(p.description, "\n", t.in("", " ")))
	}
	m.flags(t, p.flags)
	if len(p.examples) > 0 {
		m.macro("PP")
		m.text(t.in("例：", "Examples:"))
		m.examples(t, p.examples)
	}
	for _, below := range p.commands {
		m.command(t, app, path+" "+below.Name, below)
	}
}

// escaped is a text as roff takes it: its own signs and hyphens stand for themselves,
// and no line begins with a sign of its own.
func escaped(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}
