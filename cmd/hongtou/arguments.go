package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator/diag"
)

// permute moves each command's flags before its other arguments, and the
// program's own flags before the command, since the command-line library reads
// no flag behind an argument and people write `run yearly --period 2026 -q`.
// What follows -- stays where it is; the order of flags and of arguments stays
// too.
func permute(app *cli.App, args []string) ([]string, error) {
	if len(args) == 0 {
		return args, nil
	}
	o := orderer{own: app.Flags}
	rest := o.order(nil, app.Commands, args[1:])
	switch {
	case o.help:
		if len(o.path) == 0 && len(rest) > 0 {
			o.path = rest[:1] // no command: help says so
		}
		return append([]string{args[0], "help"}, o.path...), nil
	case o.version:
		return []string{args[0], "version"}, nil
	}
	return append(append(args[:1:1], o.front...), rest...), o.wrong
}

// orderer collects the program's own flags.
type orderer struct {
	own   []cli.Flag
	front []string
	path  []string // of commands

	help, version bool // asked for by a flag

	given []cli.Flag // of the command
	wrong error      // the first mistake that the order would hide
}

// takes notes a flag, with the arguments behind it: one that lacks its value would take
// what comes next in the new order, an empty one (--unit "$CODE" in a script) would mean
// all that there is, and of two values one would be lost.
func (o *orderer) takes(flags []cli.Flag, f cli.Flag, a string, behind []string) {
	name := f.Names()[0]
	wrong := func(zh, en string, args ...any) {
		o.wrong = usage{&seen{diag.Speak(nil, zh, en, args...), strings.TrimSpace("hongtou help " + strings.Join(o.path, " "))}}
	}
	switch {
	case o.wrong != nil:
	case takesValue(f, a) && (len(behind) == 0 || strings.HasPrefix(behind[0], "-") && (flagOf(flags, behind[0]) != nil || flagOf(o.own, behind[0]) != nil)):
		wrong("选项 --%[1]s 后面缺少值；写成 --%[1]s 值", "option --%[1]s lacks its value: write --%[1]s VALUE", name)
	case takesValue(f, a) && strings.TrimSpace(behind[0]) == "" || strings.Contains(a, "=") && strings.TrimSpace(a[strings.Index(a, "=")+1:]) == "":
		wrong("选项 --%[1]s 的值是空的；写上值，或不写这个选项", "the value of --%[1]s is empty: give one, or leave the option out", name)
	case (takesValue(f, a) || strings.Contains(a, "=")) && slices.Contains(o.given, f):
		wrong("选项 --%s 写了两次；只写一次", "option --%s is given twice: give it once", name)
	}
	if flagOf(flags, "--"+name) == f {
		o.given = append(o.given, f)
	}
}

// order is args with the flags of one command before its arguments.
func (o *orderer) order(flags []cli.Flag, commands []*cli.Command, args []string) []string {
	var front, back []string
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			return append(append(front, back...), args[i:]...)
		case a == completionFlag:
			back = append(back, a) // answered only where it stands last
		case a == "--help" || a == "-h":
			o.help = true
		case a == "--version":
			o.version = true
		case len(a) > 1 && a[0] == '-':
			to, f := &front, flagOf(flags, a)
			if f == nil {
				if f = flagOf(o.own, a); f != nil {
					to = &o.front
				}
			}
			if i+1 < len(args) && mayTake(f, a, args[i+1]) {
				i++
				a += "=" + args[i]
			}
			*to = append(*to, a)
			if f != nil {
				o.takes(flags, f, a, args[i+1:])
			}
			if takesValue(f, a) && i+1 < len(args) {
				i++
				*to = append(*to, args[i])
			}
		case len(back) == 0:
			if c := commandOf(commands, a); c != nil {
				o.path = append(o.path, c.Name)
				return append(append(front, a), o.order(c.Flags, c.Subcommands, args[i+1:])...)
			}
			back = append(back, a)
		default:
			back = append(back, a)
		}
	}
	return append(front, back...)
}

// completionFlag is what the shells' completion scripts call the program with.
const completionFlag = "--generate-bash-completion"

func commandOf(commands []*cli.Command, name string) *cli.Command {
	if i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(name) }); i >= 0 {
		return commands[i]
	}
	return nil
}

func flagOf(flags []cli.Flag, arg string) cli.Flag {
	name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	if i := slices.IndexFunc(flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), name) }); i >= 0 {
		return flags[i]
	}
	return nil
}

// takesValue tells whether the argument after a flag belongs to it.
func takesValue(f cli.Flag, arg string) bool {
	_, alone := f.(*cli.BoolFlag)
	return f != nil && !alone && optional(f) == nil && !strings.Contains(arg, "=")
}

// mayTake tells whether a flag that stands alone as well has the argument after it as
// its value: one of those that it knows.
func mayTake(f cli.Flag, arg, next string) bool {
	e := optional(f)
	return e != nil && !strings.Contains(arg, "=") && slices.Contains(e.Values(), next)
}

// optional is the value of a flag that stands alone or with one of a few words.
func optional(f cli.Flag) interface{ Values() []string } {
	if g, ok := f.(*cli.GenericFlag); ok {
		if e, ok := g.Value.(interface{ Values() []string }); ok {
			return e
		}
	}
	return nil
}

// idle is the mistake of options that do nothing beside another one.
func idle(c *cli.Context, beside string, names ...string) error {
	for _, name := range names {
		if c.IsSet(name) {
			return misused("--%[1]s、--%[2]s 不能同用", "--%[1]s, --%[2]s: one or the other", beside, name)
		}
	}
	return nil
}
