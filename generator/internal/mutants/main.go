// Mutants breaks the program's rules one at a time, as mutants.txt lists them, and
// prints which tests notice. A rule without a test that dies with it is not held: if
// a broken one passes, the command fails. The tree stays as it is: go reads the
// broken file by an overlay.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"
)

//go:embed mutants.txt
var text string

// limit is how long the tests of one mutant may run; one that hangs is noticed.
const limit = "2m"

func main() {
	only := flag.String("run", "", "break only rules whose file or name matches this expression")
	workers := flag.Int("p", 2, "how many at once")
	flag.Parse()
	list, err := parse(text)
	if err != nil {
		fail(err)
	}
	match, err := regexp.Compile(*only)
	if err != nil {
		fail(err)
	}
	var chosen []mutant
	for _, m := range list {
		if match.MatchString(m.file + " " + m.name) {
			chosen = append(chosen, m)
		}
	}
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		fail(err)
	}
	defer os.RemoveAll(dir)
	answers := make([]answer, len(chosen))
	var wait sync.WaitGroup
	var mu sync.Mutex
	next := make(chan int)
	for range *workers {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := range next {
				answers[i] = chosen[i].try(filepath.Join(dir, fmt.Sprint(i)))
				mu.Lock()
				fmt.Printf("%s\t%s\t%s\n", chosen[i].file, chosen[i].name, answers[i])
				mu.Unlock()
			}
		}()
	}
	for i := range chosen {
		next <- i
	}
	close(next)
	wait.Wait()
	missed := 0
	for i, a := range answers {
		if a.missed() {
			missed++
			fmt.Printf("NOT NOTICED\t%s\t%s\t%s\n", chosen[i].file, chosen[i].name, a)
		}
	}
	fmt.Printf("%d rules broken, %d not noticed\n", len(chosen), missed)
	if missed > 0 {
		os.RemoveAll(dir)
		os.Exit(1)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}

// mutant is one broken rule: a piece of a file that stands there once, and what
// stands there instead.
type mutant struct {
	file, name    string
	before, after string
	tests         []string // packages and flags of go test; without, the file's own package
}

// parse reads the list: a file's line begins at the margin; what follows it is the
// file's mutants, each with an indented name, lines of - and lines of +. A line
// "tests:" below a file's line gives the tests of the mutants of that file.
func parse(text string) ([]mutant, error) {
	var list []mutant
	var file string
	var tests []string
	for n, line := range strings.Split(text, "\n") {
		body := strings.TrimSpace(line)
		last := len(list) - 1
		switch {
		case body == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "tests:"):
			tests = strings.Fields(strings.TrimPrefix(line, "tests:"))
		case !strings.HasPrefix(line, " "):
			file, tests = body, []string{"./" + filepath.Dir(body)}
		case strings.HasPrefix(body, "- ") && last >= 0:
			list[last].before = join(list[last].before, body[2:])
		case (strings.HasPrefix(body, "+ ") || body == "+") && last >= 0:
			list[last].after = join(list[last].after, strings.TrimPrefix(body[1:], " "))
		case file == "":
			return nil, fmt.Errorf("mutants.txt:%d: no file above", n+1)
		default:
			list = append(list, mutant{file: file, name: body, tests: tests})
		}
	}
	return list, nil
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

var blanks = regexp.MustCompile(" +")

// broken is the file's text with the rule broken. An error says that the list does
// not fit the file any more.
func (m mutant) broken(src string) (string, error) {
	// blanks are as gofmt wants them, whatever stands in the list
	pattern := blanks.ReplaceAllString(regexp.QuoteMeta(m.before), "[ \t]+")
	pattern = strings.ReplaceAll(pattern, "\n", "\n[ \t]*")
	found := regexp.MustCompile(pattern).FindAllStringIndex(src, -1)
	if len(found) != 1 || m.before == "" {
		return "", fmt.Errorf("%s: %s: what is broken stands there %d times, want once: %q", m.file, m.name, len(found), m.before)
	}
	return src[:found[0][0]] + m.after + src[found[0][1]:], nil
}

// answer is what the tests say of a mutant.
type answer struct {
	noticed []string // names of the tests that fail
	err     error    // it doesn't fit or doesn't build
}

func (a answer) missed() bool { return a.err != nil || len(a.noticed) == 0 }

func (a answer) String() string {
	switch {
	case a.err != nil:
		return a.err.Error()
	case len(a.noticed) == 0:
		return "NOT NOTICED"
	}
	return "noticed: " + strings.Join(a.noticed, " ")
}

var failed = regexp.MustCompile(`(?m)^--- FAIL: (\w+)`)

// try runs the mutant's tests with the broken file laid over the true one.
func (m mutant) try(dir string) answer {
	src, err := os.ReadFile(m.file)
	if err != nil {
		return answer{err: err}
	}
	text, err := m.broken(string(src))
	if err != nil {
		return answer{err: err}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return answer{err: err}
	}
	abs, err := filepath.Abs(m.file)
	if err != nil {
		return answer{err: err}
	}
	file, overlay := filepath.Join(dir, filepath.Base(m.file)), filepath.Join(dir, "overlay.json")
	laid, err := json.Marshal(map[string]map[string]string{"Replace": {abs: file}})
	if err != nil {
		return answer{err: err}
	}
	for name, data := range map[string][]byte{file: []byte(text), overlay: laid} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return answer{err: err}
		}
	}
	args := append([]string{"test", "-overlay", overlay, "-vet=off", "-count=1", "-timeout", limit}, m.tests...)
	out, err := exec.Command("go", args...).CombinedOutput()
	if err == nil {
		return answer{}
	}
	names := map[string]bool{}
	for _, f := range failed.FindAllSubmatch(out, -1) {
		names[string(f[1])] = true
	}
	if bytes.Contains(out, []byte("panic:")) || bytes.Contains(out, []byte("fatal error:")) {
		names["a panic"] = true
	}
	if len(names) == 0 {
		return answer{err: fmt.Errorf("%s: %s: no test ran: %s", m.file, m.name, bytes.TrimSpace(out))}
	}
	a := answer{}
	for n := range names {
		a.noticed = append(a.noticed, n)
	}
	sort.Strings(a.noticed)
	return a
}
