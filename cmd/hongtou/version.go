package main

import (
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
)

// version is the release, as CHANGELOG.md has it.
const version = "0.1.0-dev"

func (t *talk) versionCommand() *cli.Command {
	return &cli.Command{
		Name: "version", Usage: t.in("显示版本", "show the version"),
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
