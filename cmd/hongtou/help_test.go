package main

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// paths are all commands by their paths.
func paths(above string, commands []*cli.Command) map[string]*cli.Command {
	all := map[string]*cli.Command{}
	for _, c := range commands {
		path := strings.TrimSpace(above + " " + c.Name)
		all[path] = c
		maps.Copy(all, paths(path, c.Subcommands))
	}
	return all
}

func appIn(lang string) *cli.App {
	t := &talk{out: &output{Writer: &bytes.Buffer{}}, err: &bytes.Buffer{}, lang: lang, format: "text"}
	return t.app()
}

// Each command has examples in both languages, which name a command and flags that are.
func TestExamplesOfCommandsAreCalls(t *testing.T) {
	app := appIn("zh")
	all := paths("", app.Commands)
	for path := range examples {
		if path != "" && all[path] == nil {
			t.Errorf("examples of %q, which is no command", path)
		}
	}
	for path, c := range all {
		if len(examples[path]) == 0 {
			t.Errorf("%s has no example", path)
		}
		for _, e := range examples[path] {
			for _, call := range []string{e.zh, e.en} {
				call, _, _ = strings.Cut(call, " >")
				args, err := permute(app, strings.Fields(strings.ReplaceAll(call, "'", "")))
				if err != nil {
					t.Errorf("%q: %v", call, err)
				}
				if i := slices.Index(args, "-w"); i > 0 {
					args = slices.Delete(args, i, i+2)
				}
				found := strings.Join(args[1:], " ")
				if len(c.Subcommands) == 0 && found != path && !strings.HasPrefix(found, path+" ") {
					t.Errorf("%q is no call of %s", call, path)
				}
				for _, a := range args {
					if strings.HasPrefix(a, "--") && flagOf(c.Flags, a) == nil && len(c.Subcommands) == 0 {
						t.Errorf("%q: there is no flag %s", call, a)
					}
				}
			}
		}
	}
}

// An office's jobs are its own: an example that names one says that it is a job.
func TestExamplesNameTargetsOfEveryOffice(t *testing.T) {
	jobs := regexp.MustCompile(` (yearly|agreements|half-year|quarterly|monthly|meeting)( |$)`)
	for path, all := range examples {
		for _, e := range all {
			if jobs.MatchString(e.zh) && !strings.Contains(e.saysZh, "作业") || jobs.MatchString(e.en) && !strings.Contains(e.saysEn, "job") {
				t.Errorf("%s: %q names a job without saying so", path, e.en)
			}
		}
	}
}

// Help and the manual are in one language: no word of the library's, no Chinese in
// English but names of folders and what examples type.
func TestHelpIsInOneLanguage(t *testing.T) {
	given := regexp.MustCompile(`\{单位\}|省|市|县区|乡镇街道|企业|草稿|发送|核对表|安安委办|王五|㛃𬀩䶮𠅤喆|〔2026〕15号`)
	for path := range paths("", appIn("zh").Commands) {
		for _, call := range [][]string{append(strings.Fields(path), "--help"), append([]string{"help"}, strings.Fields(path)...), {"man"}, {}} {
			zh, en := said(t, "zh", call...), said(t, "en", call...)
			if word := hanWords.FindString(given.ReplaceAllString(en, "")); word != "" {
				t.Errorf("hongtou --lang en %v says %q", call, word)
			}
			if m := regexp.MustCompile(`USAGE|OPTIONS|COMMANDS|NAME\b|default|Shows|show help`).FindString(zh); m != "" {
				t.Errorf("hongtou %v says %q", call, m)
			}
			if !strings.Contains(en, path) && len(call) > 1 || len(zh) < 100 {
				t.Errorf("hongtou %v says nothing of it:\n%s", call, zh)
			}
		}
	}
}

// said is what a call answers, which must be well.
func said(t *testing.T, lang string, call ...string) string {
	t.Helper()
	var out, told bytes.Buffer
	if code := Main(t.Context(), append([]string{"hongtou", "--lang", lang}, call...), &out, &told); code != exitMade {
		t.Fatalf("hongtou %v: %d\n%s", call, code, &told)
	}
	return out.String()
}
