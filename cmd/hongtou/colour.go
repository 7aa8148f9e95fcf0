package main

import (
	"io"
	"os"
	"regexp"
	"runtime"

	"golang.org/x/term"
)

// wantsColour tells whether complaints are coloured: on a terminal that shows colours, and
// not where NO_COLOR is set (no-color.org).
func wantsColour(w io.Writer, getenv func(string) string) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && coloursBy(runtime.GOOS, getenv)
}

// coloursBy tells what the environment says of colours. A console of Windows shows them
// for certain where it is the Terminal.
func coloursBy(system string, getenv func(string) string) bool {
	return getenv("NO_COLOR") == "" && getenv("TERM") != "dumb" && (system != "windows" || getenv("WT_SESSION") != "")
}

var severityWord = regexp.MustCompile(`(?m)^( *)(?:(错误|error)|(警告|warning))`)

// coloured are complaints with errors in red and warnings in yellow. What is wrong is said
// in words all the same.
func coloured(lines string) string {
	return severityWord.ReplaceAllStringFunc(lines, func(s string) string {
		if m := severityWord.FindStringSubmatch(s); m[2] != "" {
			return m[1] + "\x1b[31m" + m[2] + "\x1b[0m"
		} else {
			return m[1] + "\x1b[33m" + m[3] + "\x1b[0m"
		}
	})
}
