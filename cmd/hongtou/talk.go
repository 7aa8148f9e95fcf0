package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// How the program talks:
//
//   - Standard output carries what scripts read: lists of files, or JSON lines
//     with --format json. Standard error carries talk: progress, complaints.
//   - Everything is said in Chinese, or English with --lang en.
//   - A progress bar and colours only on a terminal; no bar with -q or --format json, no
//     colours where NO_COLOR is set.
//   - -q is for machines that mail what is said: no list of files, only problems.
//   - A complaint is one line: severity, place, what is wrong, what would be
//     right. Errors come first, ordered by place; what has one cause is one line,
//     and -v shows what follows from it. The last line counts them.
//   - The exit code tells scripts what happened; it is one of those below.
const (
	exitMade        = 0
	exitComplaints  = 1 // about data, templates or outputs
	exitUsage       = 2
	exitEnvironment = 3
	exitInternal    = 70 // an error inside the program; what it did not touch is made
	exitInterrupted = 130
)

// exit is an error that carries its exit code and has been told already.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// usage is a mistake in how the program was called.
type usage struct{ error }

// Unwrap is what the mistake is.
func (u usage) Unwrap() error { return u.error }

// misused is a mistake in how the program was called, in both languages.
func misused(zh, en string, args ...any) error { return usage{diag.Speak(nil, zh, en, args...)} }

// flagError says in both languages what the reader of options says in English: which
// of a command's flags is wrong, and those that may have been meant.
func flagError(err error, flags []cli.Flag, path string) error {
	see := strings.TrimSpace("hongtou help " + path)
	for _, f := range []struct{ form, zh, en string }{
		{`^flag provided but not defined: -+(.*)$`, "没有选项 --$1", "no option --$1"},
		{`^flag needs an argument: -+(.*)$`, "选项 --$1 后面缺少值", "option --$1 lacks its value"},
		{`^invalid (?:boolean )?value "(.*?)" for (?:flag )?-+([\w-]+): .*$`, "选项 --$2 的值不对：$1", "option --$2 has a value that is wrong: $1"},
		{`^bad flag syntax: (.*)$`, "选项写法不对：$1", "this is not how an option is written: $1"},
		{`^Required flags? (.*) not set$`, "缺少选项 $1", "option $1 is missing"},
	} {
		form := regexp.MustCompile(f.form)
		m := form.FindStringSubmatchIndex(err.Error())
		if m == nil {
			continue
		}
		text := func(words string) string { return string(form.ExpandString(nil, words, err.Error(), m)) }
		zh, en := text(f.zh), text(f.en)
		if f.zh == "没有选项 --$1" {
			var names []string
			for _, flag := range flags {
				names = append(names, flag.Names()...)
			}
			names = slices.DeleteFunc(names, func(name string) bool { return len(name) == 1 })
			if near := likely(text("$1"), names); len(near) > 0 {
				zh += "；是不是要：--" + strings.Join(near, "、--")
				en += "; did you mean --" + strings.Join(near, ", --") + "?"
			}
		}
		return &seen{diag.Speak(err, "%[1]s", "%[2]s", zh, en), see}
	}
	return err
}

// seen is an error with the call that shows what would be right.
type seen struct {
	error
	help string
}

// Unwrap is the error itself.
func (s *seen) Unwrap() error { return s.error }

// talk is one call's voice.
type talk struct {
	out      *output
	err      io.Writer
	input    *bufio.Reader // of answers; nil until one is asked for
	lang     string
	format   string // text or json
	quiet    bool
	colour   bool
	verbose  bool
	internal bool       // an error inside the program was told of
	count    diag.Count // of the complaints told, by causes
}

// output is standard output. It remembers that something could not be written, as
// on a full disk: then a script has less than it was promised, and the exit code
// says so.
type output struct {
	io.Writer
	err error // the first
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.Writer.Write(b)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// say writes a line of talk.
func (t *talk) say(zh, en string, args ...any) {
	if !t.quiet {
		t.tell(diag.T(zh, en, args...))
	}
}

// tell writes a line of talk that is heard with -q too. Nothing else writes to
// standard error but complaints and the progress bar: what comes from outside, as
// the names of files, can't do anything to the terminal.
func (t *talk) tell(text diag.Text) { fmt.Fprintln(t.err, diag.Visible(text.In(t.lang))) }

// answer writes a line for scripts: text, or value as JSON.
func (t *talk) answer(text string, value any) { t.answerLines(value, text) }

// answerLines writes what takes several lines as text.
func (t *talk) answerLines(value any, lines ...string) {
	if t.format == "json" {
		enc := json.NewEncoder(t.out)
		enc.SetEscapeHTML(false)
		enc.Encode(value)
		return
	}
	for _, line := range lines {
		fmt.Fprintln(t.out, diag.Visible(line))
	}
}

// told are the complaints that are told: details only to those who ask with -v.
func (t *talk) told(l *diag.List) *diag.List {
	if l == nil {
		return &diag.List{}
	}
	if t.verbose {
		return l
	}
	return l.Brief()
}

// complain prints complaints and tells whether any of them is an error.
func (t *talk) complain(l *diag.List) bool {
	l = t.told(l)
	t.count.Add(l.Count())
	if t.colour && t.format != "json" {
		var lines bytes.Buffer
		l.Print(&lines, t.lang, t.format, t.verbose)
		io.WriteString(t.err, coloured(lines.String()))
	} else {
		l.Print(t.err, t.lang, t.format, t.verbose)
	}
	t.internal = t.internal || l.HasInternal()
	return l.Errors() > 0
}

// call does what a call asks and gives its exit code. It is the last net under an
// error inside the program.
func (t *talk) call(do func() error) (code int) {
	defer func() {
		if p := recover(); p != nil {
			code = t.code(diag.Caught(p))
		}
	}()
	code = t.code(do())
	if text := t.count.Text(); text.Zh != "" && t.format != "json" {
		if t.count.Folded > 0 && !t.verbose {
			text.Zh, text.En = text.Zh+"（由它们引起的和重复的未逐条列出，-v 全部列出）", text.En+" (what follows from them or repeats them is listed with -v)"
		}
		t.say("%s", "%s", text)
	}
	if t.out.err != nil && (code == exitMade || code == exitComplaints) {
		t.tell(diag.T("标准输出写不进去，所列不全：%v", "standard output can't be written, what it lists is not all: %v", t.out.err))
		return exitEnvironment
	}
	return code
}

// today is the civil date of now.
func today() (period.Date, error) {
	at, err := now()
	return period.DateOf(at), err
}

// clock is now where that is known to be well formed.
func clock() time.Time {
	at, _ := now()
	return at
}

// now is the time by the clock, or HONGTOU_NOW's (RFC 3339) in tests.
func now() (time.Time, error) {
	s := os.Getenv("HONGTOU_NOW")
	if s == "" {
		return time.Now(), nil
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return at, misused("环境变量 HONGTOU_NOW 应如 2026-04-10T09:00:00+08:00，现为 %s", "HONGTOU_NOW is like 2026-04-10T09:00:00+08:00, not %s", s)
	}
	return at, nil
}
