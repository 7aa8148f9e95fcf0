package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"hongtou/generator/diag"
)

// Questions are asked on a terminal only: a script is told what to write instead, and
// never waits for an answer. They go to standard error, as all talk.

// asks tells whether there is someone to ask: both ends of the talk are a terminal, or
// answers are there.
func (t *talk) asks() bool {
	if t.input != nil {
		return true
	}
	f, ok := t.err.(*os.File)
	return ok && !t.quiet && t.format != "json" && term.IsTerminal(int(f.Fd())) && term.IsTerminal(int(os.Stdin.Fd()))
}

// answers reads answers, a line each.
func (t *talk) answers() *bufio.Reader {
	if t.input == nil {
		t.input = bufio.NewReader(os.Stdin)
	}
	return t.input
}

// ask asks for a line; an empty one is what is usual. The end of input is an error.
func (t *talk) ask(question diag.Text, usual string) (string, error) {
	fmt.Fprint(t.err, diag.Visible(question.In(t.lang)))
	if usual != "" {
		fmt.Fprintf(t.err, t.in("（回车为 %s）", " (Enter for %s)"), diag.Visible(usual))
	}
	fmt.Fprint(t.err, t.in("：", ": "))
	line, err := t.answers().ReadString('\n')
	if line = strings.TrimSpace(line); line == "" && errors.Is(err, io.EOF) {
		fmt.Fprintln(t.err)
		return "", misused("没有回答，什么也没有做", "there was no answer: nothing was done")
	}
	if line == "" {
		return usual, nil
	}
	return line, nil
}

// choose asks for one of some words, by its number or by itself, until it is one: none of
// them is taken for an answer that was not given.
func (t *talk) choose(question diag.Text, words []string) (int, error) {
	for i, word := range words {
		fmt.Fprintf(t.err, "  %d  %s\n", i+1, diag.Visible(word))
	}
	for {
		answer, err := t.ask(question, "")
		if err != nil {
			return 0, err
		}
		if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(words) {
			return n - 1, nil
		}
		for i, word := range words {
			if answer == word {
				return i, nil
			}
		}
		fmt.Fprintf(t.err, t.in("写 1 至 %d\n", "write 1 to %d\n"), len(words))
	}
}
