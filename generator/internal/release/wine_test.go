package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What Go 1.26 needs of Windows 10 and Wine 8 lacks stands here, and nowhere in the
// program.

// forwarder is a library of Windows (PE32+, amd64) that exports one function, which is
// another library's: `to` is LIBRARY.FUNCTION. It has no code.
func forwarder(library, function, to string) []byte {
	const headers, base = 0x200, 0x1000 // bytes before the section in the file and in memory
	var section bytes.Buffer
	put := func(b *bytes.Buffer, values ...any) {
		for _, v := range values {
			binary.Write(b, binary.LittleEndian, v)
		}
	}
	const directory = 40 // bytes; then the three tables, then the texts
	functions, names, ordinals, texts := uint32(base+directory), uint32(base+directory+4), uint32(base+directory+8), uint32(base+directory+12)
	functionAt := texts + uint32(len(library)+1)
	toAt := functionAt + uint32(len(function)+1)
	put(&section, uint32(0), uint32(0), uint32(0), texts, uint32(1), uint32(1), uint32(1), functions, names, ordinals)
	put(&section, toAt, functionAt, uint16(0), uint16(0))
	section.WriteString(library + "\x00" + function + "\x00" + to + "\x00")
	size := uint32(section.Len())

	var out bytes.Buffer
	out.WriteString("MZ")
	out.Write(make([]byte, 58))
	put(&out, uint32(64)) // where the header begins
	out.WriteString("PE\x00\x00")
	put(&out, uint16(0x8664), uint16(1), uint32(0), uint32(0), uint32(0), uint16(240), uint16(0x2022))
	put(&out, uint16(0x20b), uint16(0), uint32(0), uint32(headers), uint32(0), uint32(0), uint32(base))
	put(&out, uint64(0x180000000), uint32(base), uint32(headers), uint32(0x0006), uint32(0), uint32(0x0006), uint32(0), uint32(2*base), uint32(headers), uint32(0), uint16(3), uint16(0x0100))
	put(&out, uint64(0x100000), uint64(0x1000), uint64(0x100000), uint64(0x1000), uint32(0), uint32(16))
	put(&out, uint32(base), size)
	out.Write(make([]byte, 15*8))
	out.WriteString(".edata\x00\x00")
	put(&out, size, uint32(base), uint32(headers), uint32(headers), uint32(0), uint32(0), uint32(0), uint32(0x40000040))
	out.Write(make([]byte, headers-out.Len()))
	out.Write(section.Bytes())
	out.Write(make([]byte, 2*headers-out.Len()))
	return out.Bytes()
}

// windows is a Wine with the release's program for Windows unpacked in a folder of its own.
type windows struct {
	prefix, folder string
}

// wine unpacks the ZIP and starts a Wine that knows nothing yet. Wine 8 has no
// bcryptprimitives.dll, from which Go takes random numbers: it gets one that leads to the
// function that it has.
func wine(t *testing.T) *windows {
	t.Helper()
	if os.Getenv("HONGTOU_WINE") == "" {
		t.Skip("HONGTOU_WINE is not set; make windows sets it")
	}
	archive := made(t, "hongtou-*-windows-amd64.zip")[0]
	have(t, "wine")
	have(t, "unzip")
	dir := t.TempDir()
	w := &windows{prefix: filepath.Join(dir, "prefix"), folder: filepath.Join(dir, strings.TrimSuffix(filepath.Base(archive), ".zip"))}
	do(t, dir, "unzip", "-q", archive)
	w.must(t, "wineboot", "-i")
	library := filepath.Join(w.prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll")
	if _, err := os.Stat(library); errors.Is(err, fs.ErrNotExist) {
		if err := os.WriteFile(library, forwarder("bcryptprimitives.dll", "ProcessPrng", "ADVAPI32.SystemFunction036"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { w.command("wineserver", "-k").Run() })
	return w
}

// command is a program of Wine's, or wine with a program for Windows.
func (w *windows) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Dir = w.folder
	c.Env = append(os.Environ(), "WINEPREFIX="+w.prefix, "WINEDEBUG=-all", "LC_ALL=C.UTF-8", "HONGTOU_NOW=2026-04-10T09:00:00+08:00", "DISPLAY=")
	return c
}

// run calls the program and gives its exit code and all that it says.
func (w *windows) run(t *testing.T, args ...string) (int, string) {
	t.Helper()
	c := w.command("wine", append([]string{"hongtou.exe"}, args...)...)
	out, err := c.CombinedOutput()
	if failed := (*exec.ExitError)(nil); err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), string(out)
}

func (w *windows) must(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := w.command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// made is a call that must end well.
func (w *windows) made(t *testing.T, args ...string) string {
	t.Helper()
	code, said := w.run(t, args...)
	if code != 0 {
		t.Errorf("hongtou %s ends with %d:\n%s", strings.Join(args, " "), code, said)
	}
	return said
}

// hold has another program keep a file open until the call that it gives.
func (w *windows) hold(t *testing.T, how, name string) (release func()) {
	t.Helper()
	holder := filepath.Join(w.folder, "hold.exe")
	if _, err := os.Stat(holder); err != nil {
		build := exec.Command("go", "build", "-o", holder, "./testdata/hold")
		build.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, out)
		}
	}
	c := w.command("wine", "hold.exe", how, name)
	in, out := started(t, c)
	if line, err := bufio.NewReader(out).ReadString('\n'); strings.TrimSpace(line) != "held" {
		t.Fatalf("%s is not held: %q %v", name, line, err)
	}
	return func() {
		in.Close()
		c.Wait()
	}
}

// started starts a command that is talked with.
func started(t *testing.T, c *exec.Cmd) (in io.WriteCloser, out io.Reader) {
	t.Helper()
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err = c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return in, out
}

// alike holds the files below two folders against each other. What names the build or
// the time is left out.
func alike(t *testing.T, a, b string) {
	t.Helper()
	count := 0
	err := filepath.WalkDir(a, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), "manifest") || strings.HasPrefix(d.Name(), "run.") || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		short, _ := filepath.Rel(a, name)
		one, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		other, err := os.ReadFile(filepath.Join(b, short))
		if err != nil || !bytes.Equal(one, other) {
			t.Errorf("%s is another file there: %v", short, err)
		}
		count++
		return nil
	})
	if err != nil || count == 0 {
		t.Errorf("%d files were compared: %v", count, err)
	}
}

// A year's work in Wine: what the program for Windows makes is byte for byte what the one
// for Linux makes, a second run makes nothing, and nothing is left behind.
func TestWindowsYear(t *testing.T) {
	w := wine(t)
	here := unpacked(t)
	linux := func(args ...string) {
		t.Helper()
		do(t, here, "./hongtou", args...)
	}
	if said := w.made(t, "version"); !strings.HasPrefix(said, "hongtou ") {
		t.Errorf("version says %s", said)
	}
	for _, args := range [][]string{{"init", "工作区", "--example"}, {"-w", "工作区", "check"}} {
		w.made(t, args...)
		linux(args...)
	}
	for _, args := range [][]string{{"run", "agreement-county", "--period", "2026", "--as", "pdf,docx,ofd"}, {"run", "supervision-forms", "supervision-circular", "--period", "2026Q1"}} {
		args = append([]string{"-w", "工作区"}, args...)
		w.made(t, args...)
		linux(args...)
		if said := w.made(t, args...); !strings.Contains(said, "生成 0 份") {
			t.Errorf("the second %v makes something:\n%s", args, said)
		}
	}
	w.made(t, "verify", "工作区/out")
	alike(t, filepath.Join(here, "工作区", "out"), filepath.Join(w.folder, "工作区", "out"))
	left, err := filepath.Glob(filepath.Join(w.folder, "工作区", "out", "*", "manifest.jsonl"))
	if err != nil || len(left) > 0 {
		t.Errorf("a journal is left: %v", left)
	}
	if said := w.made(t, "-w", "工作区", "collect", "--dry-run", "--period", "2026Q1", "工作区/out/2026Q1/督查/整改填报"); !strings.Contains(said, "可收 75 份") {
		t.Errorf("collect reads:\n%s", said)
	}
	long := strings.Repeat("很长的文件夹名称", 10)
	deep := strings.Join([]string{long, long, long, long}, "/")
	w.made(t, "init", deep)
}

// Files that other programs hold: it is said which and what to do, the rest is made, and
// once they are free again the same call makes what was left.
func TestWindowsHeldFiles(t *testing.T) {
	w := wine(t)
	w.made(t, "init", "al", "--example")
	call := []string{"-w", "al", "run", "agreement-county", "--period", "2026", "--force"}
	w.made(t, call...)
	papers, err := filepath.Glob(filepath.Join(w.folder, "al", "out", "2026", "责任书", "*.pdf"))
	if err != nil || len(papers) != 9 {
		t.Fatalf("made are %v, %v", papers, err)
	}
	paper, _ := filepath.Rel(w.folder, papers[0])
	free := w.hold(t, "none", paper)
	if code, said := w.run(t, call...); code != 1 || !strings.Contains(said, filepath.Base(paper)) || !strings.Contains(said, "关闭正打开此文件的程序") || !strings.Contains(said, "生成 8 份") || strings.Contains(said, "violation") || strings.Contains(said, "denied") {
		t.Errorf("with an output that is open elsewhere it ends with %d:\n%s", code, said)
	}
	free()
	w.made(t, call...)

	tables, err := filepath.Glob(filepath.Join(w.folder, "al", "data", "units.xlsx"))
	if err != nil || len(tables) != 1 {
		t.Fatal(tables, err)
	}
	free = w.hold(t, "none", "al/data/units.xlsx")
	if code, said := w.run(t, "-w", "al", "check"); code != 1 && code != 3 || !strings.Contains(said, "units.xlsx") || !strings.Contains(said, "占用") || strings.Contains(said, "violation") {
		t.Errorf("with a table that is open elsewhere it ends with %d:\n%s", code, said)
	}
	free()
	w.made(t, "-w", "al", "check")

	w.made(t, "-w", "al", "run", "supervision-forms", "--period", "2026Q1")
	forms := "al/out/2026Q1/督查/整改填报"
	form, err := filepath.Glob(filepath.Join(w.folder, forms, "*.xlsx"))
	if err != nil || len(form) == 0 {
		t.Fatal(form, err)
	}
	w.made(t, "-w", "al", "check", "--out", "问题.xlsx")
	for _, reader := range []struct {
		file string
		call []string
	}{
		{paper, []string{"verify", "al/out"}},
		{forms + "/" + filepath.Base(form[0]), []string{"-w", "al", "collect", "--dry-run", "--period", "2026Q1", forms}},
		{"问题.xlsx", []string{"-w", "al", "check", "--out", "问题.xlsx"}},
	} {
		free = w.hold(t, "none", reader.file)
		if code, said := w.run(t, reader.call...); code == 0 || !strings.Contains(said, filepath.Base(reader.file)) || !strings.Contains(said, "文件正被别的程序占用") || !strings.Contains(said, "关闭打开它的程序") {
			t.Errorf("with %s open elsewhere %v ends with %d:\n%s", reader.file, reader.call, code, said)
		}
		free()
		w.made(t, reader.call...)
	}

	journal := filepath.Join(w.folder, "al", "out", "2026", "manifest.jsonl")
	if err := os.WriteFile(journal, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	free = w.hold(t, "use", "al/out/2026/manifest.jsonl")
	w.made(t, call...)
	w.made(t, call...)
	free()
	w.made(t, call...)
	if _, err := os.Stat(journal); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the journal stays: %v", err)
	}
	w.made(t, "verify", "al/out")
}

// The workbench answers, from a folder in which no workspace is.
func TestWindowsServe(t *testing.T) {
	w := wine(t)
	c := w.command("wine", "hongtou.exe", "serve", "--no-browser")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		w.command("wineserver", "-k").Run()
		c.Wait()
	}()
	link, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	chooses(t, strings.TrimSpace(link))
}

// chooses holds that a workbench's first link leads to the choice of a workspace, and
// that the example beside the program is one to choose.
func chooses(t *testing.T, link string) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := (&http.Client{Jar: jar}).Get(link)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(page), `示例\安澜市`) {
		t.Errorf("%s: %v %s\n%s", link, err, response.Status, page)
	}
}

// A double click, as Explorer starts a program: without arguments, on a console of its own.
// The browser gets a link to the page that lets a workspace be chosen.
func TestWindowsDoubleClick(t *testing.T) {
	w := wine(t)
	bin, asked := t.TempDir(), filepath.Join(t.TempDir(), "asked")
	browser := "#!/bin/sh\nprintf '%s' \"$1\" >" + asked + ".part && mv " + asked + ".part " + asked + "\n"
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(browser), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	if err := w.command("wine", "start", "hongtou.exe").Run(); err != nil { // what it starts goes on
		t.Fatal(err)
	}
	var link []byte
	for end := time.Now().Add(2 * time.Minute); len(link) == 0 && time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		link, _ = os.ReadFile(asked)
	}
	if len(link) == 0 {
		t.Fatal("no browser is asked to open anything")
	}
	chooses(t, string(link))
}
