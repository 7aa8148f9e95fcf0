package main

import (
	"fmt"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
)

// version is the release, as CHANGELOG.md has it.
const version = "0.1.0-dev"

func (t *talk) versionCommand() *cli.Command {
	return &cli.Command{
		Name: "version", Usage: "显示版本",
		Action: func(*cli.Context) error {
			built := ""
			if info, ok := debug.ReadBuildInfo(); ok {
				built = info.GoVersion
			}
			t.answerLines(map[string]string{"version": version, "go": built, "build": generator.Engine()}, "hongtou "+version+" "+built, "build "+generator.Engine())
			return nil
		},
	}
}

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
	"fish": `complete -c hongtou -f -a '(set -l w (commandline -opc); $w --generate-bash-completion 2>/dev/null)'
`,
}

func (t *talk) completionCommand() *cli.Command {
	return &cli.Command{
		Name: "completion", Usage: "输出 shell 补全脚本", ArgsUsage: "bash|zsh|fish",
		Action: func(c *cli.Context) error {
			script, ok := completions[c.Args().First()]
			if !ok {
				return misused("写成 hongtou completion bash、hongtou completion zsh 或 hongtou completion fish", "hongtou completion bash, hongtou completion zsh or hongtou completion fish")
			}
			_, err := fmt.Fprint(t.out, script)
			return err
		},
	}
}
