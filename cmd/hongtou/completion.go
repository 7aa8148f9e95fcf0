package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/input"
	"hongtou/generator/source"
)

// Completion scripts ask the program itself, by the flag that the command-line
// library answers.
var completions = map[string]string{
	"bash": `_hongtou() {
  local words=("${COMP_WORDS[@]:0:$COMP_CWORD}")
  COMPREPLY=($(compgen -W "$("${words[@]}" --generate-bash-completion 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _hongtou hongtou
`,
	"zsh": `#compdef hongtou
_hongtou() {
  local -a answers
  answers=("${(@f)$(${words[1,CURRENT-1]} --generate-bash-completion 2>/dev/null)}")
  compadd -a answers
}
compdef _hongtou hongtou
`,
	"powershell": `Register-ArgumentCompleter -Native -CommandName hongtou -ScriptBlock {
  param($word, $ast, $position)
  $typed = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
  $rest = @($typed | Select-Object -Skip 1) + '--generate-bash-completion'
  & $typed[0] @rest 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`,
	"fish": `complete -c hongtou -f -a '(set -l w (commandline -opc); $w --generate-bash-completion 2>/dev/null)'
`,
}

func (t *talk) completionCommand() *cli.Command {
	shells := slices.Sorted(maps.Keys(completions))
	return &cli.Command{
		Name: "completion", Usage: t.in("输出命令补全脚本", "print a shell's completion script"), ArgsUsage: strings.Join(shells, "|"),
		Action: func(c *cli.Context) error {
			script, ok := completions[c.Args().First()]
			if !ok {
				return misused("写成 hongtou completion 加上 %[1]s 之一", "hongtou completion and one of %[1]s", diag.Names(shells))
			}
			_, err := fmt.Fprint(t.out, script)
			return err
		},
	}
}

// withTargets are the commands whose arguments are targets and jobs.
var withTargets = []string{"check", "list", "fields", "explain", "run", "print", "send"}

// complete answers a shell with what may stand behind a command: the commands below it,
// its flags, and where it takes them the targets and jobs of the workspace, by both their
// names. The shell chooses those that begin as what was typed.
func (t *talk) complete(commands []*cli.Command, flags []cli.Flag, targets bool) cli.BashCompleteFunc {
	return func(c *cli.Context) {
		for _, below := range commands {
			fmt.Fprintln(t.out, below.Name)
		}
		if targets {
			t.completeTargets(c.String("workspace"))
		}
		for _, f := range flags {
			for _, name := range f.Names() {
				if len(name) > 1 {
					fmt.Fprintln(t.out, "--"+name)
				}
			}
		}
	}
}

func (t *talk) completeTargets(workspace string) {
	set, _ := fill.Open(input.In(filepath.Join(workspace, "templates"), fill.LargestTemplate))
	for _, tpl := range set.List() {
		fmt.Fprintln(t.out, tpl.Name())
		if tpl.Label() != tpl.Name() {
			fmt.Fprintln(t.out, tpl.Label())
		}
	}
	if config, err := source.ReadConfig(workspace); err == nil {
		for _, job := range slices.Sorted(maps.Keys(config.Jobs)) {
			fmt.Fprintln(t.out, job)
		}
	}
}
