// Release makes what is given out of a version: an archive a system, packages for
// Debian's and Red Hat's families, their sums and a list of what is in them
// (docs/release.md). The same commit gives the same bytes in any folder and at any time.
//
//	go run ./generator/internal/release [-out dist] [-only REGEXP] [-tags TAGS]
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

func main() {
	out := flag.String("out", "dist", "folder of the release; what is in it is removed")
	only := flag.String("only", ".", "make only what is for the systems that match, as linux/amd64")
	tags := flag.String("tags", "", "build tags, as nofangsong")
	flag.Parse()
	if err := release(*out, *only, *tags); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// version is what a release is made of and where its pieces lie.
type version struct {
	name      string // as hongtou version says it
	time      time.Time
	root      string // of the sources
	work      string // a folder for pieces, removed at the end
	tags      string
	program   string // runs here
	platforms []platform
	common    tree // what goes along in every archive
}

func release(out, only, tags string) error {
	chosen, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	v := &version{tags: tags}
	for _, p := range platforms {
		if chosen.MatchString(p.String()) {
			v.platforms = append(v.platforms, p)
		}
	}
	if len(v.platforms) == 0 {
		return fmt.Errorf("-only %s is for no system of %v", only, platforms)
	}
	if v.root, err = command("", nil, "go", "list", "-m", "-f", "{{.Dir}}"); err != nil {
		return err
	}
	if v.time, err = commitTime(v.root); err != nil {
		return err
	}
	if v.work, err = os.MkdirTemp("", "hongtou-release"); err != nil {
		return err
	}
	defer os.RemoveAll(v.work)
	if err := v.build(); err != nil {
		return err
	}
	if err := v.companions(); err != nil {
		return err
	}
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	err = v.each(func(p platform) error {
		c, err := v.contents(p)
		if err != nil {
			return err
		}
		files, err := v.along(c)
		if err != nil {
			return err
		}
		return errors.Join(v.archive(out, p, files), v.packages(out, p, files), v.bill(out, p, c))
	})
	if err != nil {
		return err
	}
	return sums(out)
}

// commitTime is the time that every file of the release bears: SOURCE_DATE_EPOCH's, or
// that of the commit.
func commitTime(root string) (time.Time, error) {
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		said, err := command(root, nil, "git", "log", "-1", "--format=%ct")
		if err != nil {
			return time.Time{}, fmt.Errorf("outside of a git checkout SOURCE_DATE_EPOCH must be set: %w", err)
		}
		epoch = said
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH is seconds since 1970, not %s", epoch)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// hongtou runs the release's own program, on the system that makes the release.
func (v *version) hongtou(args ...string) (string, error) {
	return command(v.work, []string{"HONGTOU_NOW=" + v.time.Format(time.RFC3339)}, v.program, args...)
}

// said reads the program's version.
func (v *version) said() (string, error) {
	text, err := v.hongtou("--format", "json", "version")
	if err != nil {
		return "", err
	}
	var answer struct{ Version string }
	err = json.Unmarshal([]byte(text), &answer)
	return answer.Version, err
}

// command runs a program and gives what it wrote to standard output, without blanks
// around it.
func command(dir string, env []string, name string, args ...string) (string, error) {
	c := exec.Command(name, args...)
	c.Dir, c.Env = dir, append(os.Environ(), env...)
	out, err := c.Output()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		err = fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, failed.Stderr)
	}
	return strings.TrimSpace(string(out)), err
}
