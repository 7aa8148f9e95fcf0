package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/zh"
)

// Help is in one language at a time, frame and all: the command-line library's own has
// an English frame, so its pages are not used. What a command is, its flags and its
// groups stand in its declaration; its examples in examples.go. The manual (man.go) is
// made of the same.

// in is a sentence in the call's language.
func (t *talk) in(zh, en string) string {
	if t.lang == "en" {
		return en
	}
	return zh
}

// page is what help says of the program or of one command.
type page struct {
	path        string // "", "run", "templates list"
	usage       string // one line
	arguments   string
	description string
	flags       []cli.Flag
	commands    []*cli.Command
	examples    []example
}

// pageOf is the page of a command, by its path; the program's own where the path is "".
func (t *talk) pageOf(app *cli.App, path string, c *cli.Command) page {
	if c == nil {
		return page{usage: app.Usage, description: app.Description, flags: app.Flags, commands: app.Commands, examples: examples[""]}
	}
	return page{path, c.Usage, c.ArgsUsage, c.Description, c.Flags, c.Subcommands, examples[path]}
}

// synopsis is how a command is called: hongtou run [options] [TARGET…].
func (t *talk) synopsis(p page) string {
	words := []string{"hongtou"}
	if p.path != "" {
		words = append(words, p.path)
	}
	switch {
	case len(p.commands) > 0 && p.path == "":
		words = append(words, t.in("[选项] 命令 …", "[OPTIONS] COMMAND …"))
	case len(p.commands) > 0:
		words = append(words, t.in("命令 …", "COMMAND …"))
	case len(p.flags) > 0:
		words = append(words, t.in("[选项]", "[OPTIONS]"))
	}
	if p.arguments != "" {
		words = append(words, p.arguments)
	}
	return strings.Join(words, " ")
}

// lines are a page for a terminal.
func (t *talk) lines(p page) []string {
	colon := t.in("：", ":")
	lines := []string{strings.TrimSpace("hongtou "+p.path) + t.in("：", ": ") + p.usage, "", t.in("用法：", "Usage: ") + t.synopsis(p)}
	if p.description != "" {
		lines = append(append(lines, ""), strings.Split(p.description, "\n")...)
	}
	for _, group := range grouped(p.commands) {
		lines = append(lines, "", cmp.Or(group.name, t.in("命令", "Commands"))+colon)
		for _, c := range group.commands {
			lines = append(lines, "  "+padded(c.Name, 12)+c.Usage)
		}
	}
	if len(p.flags) > 0 {
		lines = append(lines, "", t.in("选项：", "Options:"))
		width := 0
		for _, f := range p.flags {
			width = max(width, zh.Width(flagHead(f))+2)
		}
		for _, f := range p.flags {
			lines = append(lines, "  "+padded(flagHead(f), width)+t.flagWords(f))
		}
	}
	if len(p.examples) > 0 {
		lines = append(lines, "", t.in("例：", "Examples:"))
		for _, e := range p.examples {
			lines = append(lines, "  "+t.in(e.zh, e.en), "      "+t.in(e.saysZh, e.saysEn))
		}
	}
	switch {
	case p.path == "":
		lines = append(lines, "", t.in("一个命令的选项和例子：hongtou help 命令", "A command's options and examples: hongtou help COMMAND"))
	case len(p.commands) > 0:
		lines = append(lines, "", t.in("选项和例子：hongtou help "+p.path+" 命令", "Options and examples: hongtou help "+p.path+" COMMAND"))
	default:
		lines = append(lines, "", t.in("各命令都有的选项（-w、--lang、--format、-q、-v）见 hongtou help", "Options of all commands (-w, --lang, --format, -q, -v): hongtou help"))
	}
	return lines
}

// commandGroup is commands that belong together.
type commandGroup struct {
	name     string
	commands []*cli.Command
}

// grouped are commands by their groups, both in the order of declaration.
func grouped(commands []*cli.Command) []commandGroup {
	var groups []commandGroup
	for _, c := range commands {
		i := slices.IndexFunc(groups, func(g commandGroup) bool { return g.name == c.Category })
		if i < 0 {
			i, groups = len(groups), append(groups, commandGroup{name: c.Category})
		}
		groups[i].commands = append(groups[i].commands, c)
	}
	return groups
}

// A flag's placeholder stands between “ in what its declaration says; Chinese has no
// blanks beside it.
var (
	placeholder = regexp.MustCompile("`([^`]*)`")
	beside      = regexp.MustCompile(" ?(`[^`]*`) ?")
)

// flagHead is a flag as it is typed: -w, --workspace DIR.
func flagHead(f cli.Flag) string {
	var names []string
	for _, n := range f.Names() {
		names = append(names, strings.Repeat("-", min(len(n), 2))+n)
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(min(len(a), 3), min(len(b), 3)) }) // the letter first
	head := strings.Join(names, ", ")
	if m := placeholder.FindStringSubmatch(usageOf(f)); m != nil {
		head += " " + m[1]
	} else if _, ok := f.(*cli.IntFlag); ok {
		head += " N"
	}
	return head
}

// usageOf is what a flag's declaration says of it.
func usageOf(f cli.Flag) string {
	if d, ok := f.(cli.DocGenerationFlag); ok {
		return d.GetUsage()
	}
	return ""
}

// flagWords say what a flag does, what it is by default, and the variable that sets it.
func (t *talk) flagWords(f cli.Flag) string {
	words := usageOf(f)
	if t.lang != "en" {
		words = beside.ReplaceAllString(words, "$1")
	}
	words = placeholder.ReplaceAllString(words, "$1")
	d, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return words
	}
	if value := d.GetValue(); value != "" && value != "0" && value != "false" && d.TakesValue() {
		words += fmt.Sprintf(t.in("（默认 %s）", " (default %s)"), value)
	}
	if vars := d.GetEnvVars(); len(vars) > 0 {
		words += fmt.Sprintf(t.in("；环境变量 %s", "; variable %s"), strings.Join(vars, t.in("、", ", ")))
	}
	return words
}

// equip gives the program its help, its version, and words in the call's language for
// what the library would say in its own.
func (t *talk) equip(app *cli.App) {
	app.HideHelp, app.HideHelpCommand, app.HideVersion = true, true, true
	app.Flags = append(app.Flags,
		&cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Usage: t.in("显示用法；写在命令后面，即此命令的", "show how the program is called; behind a command, how it is")},
		&cli.BoolFlag{Name: "version", Usage: t.in("显示版本", "show the version")})
	help := t.helpCommand(app)
	help.Category = app.Commands[len(app.Commands)-1].Category
	app.Commands = append(app.Commands, help)
	app.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return usage{flagError(err, app.Flags, "")} }
	app.Action = func(c *cli.Context) error { return t.unknownCommand(app, "", nil, c.Args().First()) }
	app.BashComplete = t.complete(app.Commands, app.Flags, false)
	t.equipCommands(app, "", app.Commands)
}

func (t *talk) equipCommands(app *cli.App, above string, commands []*cli.Command) {
	for _, c := range commands {
		path := strings.TrimSpace(above + " " + c.Name)
		c.HideHelp, c.HideHelpCommand = true, true
		c.OnUsageError = func(_ *cli.Context, err error, _ bool) error {
			return usage{flagError(err, append(c.Flags[:len(c.Flags):len(c.Flags)], app.Flags...), path)}
		}
		c.BashComplete = t.complete(c.Subcommands, c.Flags, slices.Contains(withTargets, path))
		if c.Action == nil {
			c.Action = func(call *cli.Context) error { return t.unknownCommand(app, path, c, call.Args().First()) }
		}
		t.equipCommands(app, path, c.Subcommands)
	}
}

// unknownCommand is the mistake of a word that is no command there; without a word it
// shows the page.
func (t *talk) unknownCommand(app *cli.App, path string, c *cli.Command, word string) error {
	p := t.pageOf(app, path, c)
	if word == "" {
		return t.show(p)
	}
	var names []string
	for _, below := range p.commands {
		names = append(names, below.Name)
	}
	asked, err := strings.TrimSpace(path+" "+word), error(nil)
	if near := likely(word, names); len(near) > 0 {
		err = misused("没有命令 %[1]s；是不是要：%[2]s", "no command %[1]s; did you mean %[2]s?", asked, diag.Names(near))
	} else {
		err = misused("没有命令 %s", "no command %s", asked)
	}
	return &seen{err, strings.TrimSpace("hongtou help " + path)}
}

// likely are the names that a word may mean: those that it begins, or else those within
// two changes of it.
func likely(word string, names []string) (near []string) {
	for _, name := range names {
		if strings.HasPrefix(name, word) {
			near = append(near, name)
		}
	}
	if len(near) == 0 {
		near = fill.Alike(word, names)
	}
	return near
}

func (t *talk) show(p page) error {
	for _, line := range t.lines(p) {
		fmt.Fprintln(t.out, line)
	}
	return nil
}

func (t *talk) helpCommand(app *cli.App) *cli.Command {
	return &cli.Command{
		Name: "help", Aliases: []string{"h"}, Usage: t.in("显示用法和例子", "show how commands are called, with examples"), ArgsUsage: t.in("[命令]", "[COMMAND]"),
		Action: func(c *cli.Context) error {
			var found *cli.Command
			path, commands := "", app.Commands
			for _, word := range c.Args().Slice() {
				next := commandOf(commands, word)
				if next == nil {
					return t.unknownCommand(app, path, found, word)
				}
				found, path, commands = next, strings.TrimSpace(path+" "+next.Name), next.Subcommands
			}
			return t.show(t.pageOf(app, path, found))
		},
	}
}
