//go:build unix

package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// Bounds of one call, whatever it is given.
const (
	abuseCPU    = 20 * time.Second
	abuseMemory = 1 << 30
	abuseWall   = 5 * time.Minute // a busy machine; a call that waits for ever
)

// abuseSeeds keeps the seeds that found something.
const abuseSeeds = "testdata/abuse-seeds.txt"

// What the program is given is changed at random, any kind of input file: no call
// ends in Go's text or with an error inside the program, none takes more than its
// bounds. Seeds that found something are run with every test; `make abuse` tries new
// ones for HONGTOU_ABUSE and keeps those that find something.
func TestAbuse(t *testing.T) {
	duration := time.Duration(0)
	if text := os.Getenv("HONGTOU_ABUSE"); text != "" {
		var err error
		if duration, err = time.ParseDuration(text); err != nil {
			t.Fatal(err)
		}
	}
	a := newAbuse(t)
	kept, err := os.ReadFile(abuseSeeds)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	for _, line := range strings.Fields(string(kept)) {
		seed, err := strconv.ParseUint(line, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		a.try(seed)
	}
	if duration == 0 {
		for _, kind := range []uint64{3, 8, 16} { // the driver itself is tested
			a.try(kind)
		}
		return
	}
	a.unchanged()
	tried, bad := 0, 0
	for end := time.Now().Add(duration); time.Now().Before(end); tried++ {
		seed := rand.Uint64()
		if a.try(seed) {
			continue
		}
		bad++
		f, err := os.OpenFile(abuseSeeds, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(f, seed)
		f.Close()
	}
	t.Logf("%d inputs tried in %v, %d found something; the longest took %v of processor time (%s), the largest %d MB (%s); exit codes %v", tried, duration, bad, a.longest, a.longestOf, a.largest>>20, a.largestOf, a.codes)
}

// abuse is a workspace with one of everything, and what was measured.
type abuse struct {
	*testing.T
	base  string // copied for each try
	kinds []abuseKind

	longest              time.Duration
	largest              int64
	longestOf, largestOf string
	codes                map[int]int
}

// abuseKind is a kind of input: the files one of which is changed, and the calls
// that read it.
type abuseKind struct {
	name  string
	files string // pattern below the base
	calls [][]string
}

func newAbuse(t *testing.T) *abuse {
	a := &abuse{T: t, base: t.TempDir(), codes: map[int]int{}}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.CopyFS(filepath.Join(a.base, "w"), os.DirFS("../../examples/anlan")))
	w := func(path ...string) string { return filepath.Join(append([]string{a.base, "w"}, path...)...) }
	must(os.MkdirAll(w("templates"), 0o755))
	for _, name := range []string{"quarter-analysis.md", "agreement-county.md", "supervision-feedback.md", "minutes.md", "ranking.workbook.yaml", "supervision-forms.workbook.yaml", "hazard-ledger.workbook.yaml"} {
		data, err := os.ReadFile("../../templates/" + name)
		must(err)
		must(os.WriteFile(w("templates", name), data, 0o644))
	}
	must(os.WriteFile(w("templates", "figures.md"), []byte(abuseFigures), 0o644))
	must(os.WriteFile(w("templates", "letter.md"), []byte(abuseLetter), 0o644))
	must(os.WriteFile(w("templates", "own-table.xlsx"), abuseBook(t), 0o644))
	scene := image.NewNRGBA(image.Rect(0, 0, 40, 30))
	var p, j bytes.Buffer
	must(png.Encode(&p, scene))
	must(jpeg.Encode(&j, scene, nil))
	exif := append([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"), 0)
	photo := append(append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(2+len(exif)))...), append(exif, j.Bytes()[2:]...)...)
	must(os.WriteFile(w("a.png"), p.Bytes(), 0o644))
	must(os.WriteFile(w("b.jpg"), photo, 0o644))
	config, err := os.ReadFile(w("hongtou.yaml"))
	must(err)
	must(os.WriteFile(w("hongtou.yaml"), append(config, []byte("\npictures: {甲: a.png, 乙: b.jpg}\n")...), 0o644))
	files, err := keyPair("签", time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC))
	must(err)
	for end, data := range files {
		must(os.WriteFile(filepath.Join(a.base, "id"+end), data, 0o600))
	}
	for _, args := range [][]string{{"run", "letter", "figures", "--period", "2026"}, {"run", "supervision-forms", "--period", "2026Q1", "--unit", "990102"}} {
		if out, err := a.command(context.Background(), a.base, append([]string{"-w", "w"}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	check := []string{"-w", "w", "check"}
	run := func(targets ...string) []string {
		return append([]string{"-w", "w", "run", "--period", "2026-03", "--out", "made", "--force"}, targets...)
	}
	a.kinds = []abuseKind{
		{"settings", "w/hongtou.yaml", [][]string{check, run("figures", "agreement-county")}},
		{"CSV tables", "w/data/*.csv", [][]string{check}},
		{"xlsx tables", "w/data/*.xlsx", [][]string{check}},
		{"JSON table", "w/data/*.json", [][]string{run("task-ledger")}},
		{"YAML table", "w/data/*.yaml", [][]string{run("agreement-ledger")}},
		{"meetings", "w/data/meetings/*.yaml", [][]string{run("minutes", "meeting-notice", "meeting-signin")}},
		{"quarter analysis", "w/templates/quarter-analysis.md", [][]string{run("quarter-analysis")}},
		{"agreement", "w/templates/agreement-county.md", [][]string{run("agreement-county"), {"-w", "w", "print", "agreement-county", "--period", "2026", "--out", "printed"}}},
		{"figures", "w/templates/figures.md", [][]string{run("figures")}},
		{"letters", "w/templates/{letter,supervision-feedback,minutes}.md", [][]string{run("letter", "supervision-feedback", "minutes")}},
		{"workbook templates", "w/templates/*.workbook.yaml", [][]string{run("ranking", "hazard-ledger", "supervision-forms")}},
		{"own workbook", "w/templates/own-table.xlsx", [][]string{run("own-table")}},
		{"returned forms", "w/out/2026Q1/督查/整改填报/*.xlsx", [][]string{{"-w", "w", "collect", "w/out/2026Q1/督查/整改填报", "--period", "2026Q1", "--out", "collected"}, check}},
		{"pictures", "w/[ab].*", [][]string{run("figures")}},
		{"register", "w/登记簿.csv*", [][]string{{"-w", "w", "number", "list"}, {"-w", "w", "run", "letter", "--period", "2026", "--force"}}},
		{"manifest", "w/out/2026/manifest.json", [][]string{{"verify", "w/out/2026"}, {"-w", "w", "run", "letter", "--period", "2026"}}},
		{"PDF files", "w/out/2026/*.pdf", [][]string{{"verify", "--pdfa", "w/out/2026"}, {"sign", "w/out/2026", "--key", "id.key", "--cert", "id.crt", "--out", "signed"}}},
	}
	return a
}

// unchanged makes all calls with nothing changed: what is refused at the door would
// hide what lies behind it.
func (a *abuse) unchanged() {
	for _, kind := range a.kinds {
		for _, call := range kind.calls {
			dir := a.TempDir()
			if err := os.CopyFS(dir, os.DirFS(a.base)); err != nil {
				a.Fatal(err)
			}
			if out, err := a.command(context.Background(), dir, call...).CombinedOutput(); err != nil && call[len(call)-1] != "check" { // which may miss data of another period
				a.Errorf("%s, unchanged: hongtou %s: %v: %.600s", kind.name, strings.Join(call, " "), err, out)
			}
			os.RemoveAll(dir)
		}
	}
}

// try runs one seed and tells whether all went well.
func (a *abuse) try(seed uint64) (fine bool) {
	kind := a.kinds[seed%uint64(len(a.kinds))]
	r := rand.New(rand.NewPCG(seed, 1))
	dir := a.TempDir()
	defer os.RemoveAll(dir)
	if err := os.CopyFS(dir, os.DirFS(a.base)); err != nil {
		a.Fatal(err)
	}
	file := a.pick(r, dir, kind.files)
	data, err := os.ReadFile(file)
	if err != nil {
		a.Fatal(err)
	}
	if err := os.WriteFile(file, a.mutate(r, file, data), 0o644); err != nil {
		a.Fatal(err)
	}
	fine = true
	for _, call := range kind.calls {
		if problem := a.call(dir, kind.name, call); problem != "" {
			fine = false
			a.Errorf("seed %d, %s, %s changed: hongtou %s: %s", seed, kind.name, filepath.Base(file), strings.Join(call, " "), problem)
		}
	}
	return fine
}

// pick is one of the files of a pattern, in which {a,b} stand for either.
func (a *abuse) pick(r *rand.Rand, dir, pattern string) string {
	patterns := []string{pattern}
	if before, rest, ok := strings.Cut(pattern, "{"); ok {
		names, after, _ := strings.Cut(rest, "}")
		patterns = nil
		for name := range strings.SplitSeq(names, ",") {
			patterns = append(patterns, before+name+after)
		}
	}
	var files []string
	for _, p := range patterns {
		found, err := filepath.Glob(filepath.Join(dir, p))
		if err != nil {
			a.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		a.Fatalf("no file is %s", pattern)
	}
	return files[r.IntN(len(files))]
}

var (
	goText    = regexp.MustCompile(`panic:|goroutine \d|runtime error|fatal error:|%!|程序内部错误`)
	codeFine  = map[int]bool{exitMade: true, exitComplaints: true, exitUsage: true, exitEnvironment: true}
	abuseLine = regexp.MustCompile(`(?m)^.*(panic:|goroutine \d|runtime error|fatal error:|%!|程序内部错误).*$`)
)

// call runs the program once; the text is what was wrong with it.
func (a *abuse) call(dir, kind string, args []string) string {
	ctx, cancel := context.WithTimeout(context.Background(), abuseWall)
	defer cancel()
	c := a.command(ctx, dir, args...)
	c.WaitDelay = time.Second
	out, err := c.CombinedOutput()
	if c.ProcessState == nil {
		a.Fatal(err)
	}
	usage := c.ProcessState.SysUsage().(*syscall.Rusage)
	spent, memory := c.ProcessState.UserTime()+c.ProcessState.SystemTime(), maxRSS(usage)
	if spent > a.longest {
		a.longest, a.longestOf = spent, kind
	}
	if memory > a.largest {
		a.largest, a.largestOf = memory, kind
	}
	code := c.ProcessState.ExitCode()
	a.codes[code]++
	switch {
	case ctx.Err() != nil:
		return fmt.Sprintf("no end in %v", abuseWall)
	case goText.Match(out):
		return "it says " + string(abuseLine.Find(out))
	case !codeFine[code]:
		return fmt.Sprintf("exit code %d: %.300s", code, out)
	case spent > abuseCPU:
		return fmt.Sprintf("it took %v of processor time", spent)
	case memory > abuseMemory:
		return fmt.Sprintf("it took %d MB", memory>>20)
	}
	return ""
}

// command is a call in its own process, which the system ends soon after it has
// taken more than its bounds.
func (a *abuse) command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "sh", append([]string{"-c", `ulimit -t 60; ulimit -v 16000000; exec "$0" "$@"`, os.Args[0]}, args...)...)
	c.Dir = dir
	c.Env = append(os.Environ(), "HONGTOU_TEST_CALL=1", "HONGTOU_NOW=2026-04-10T09:00:00+08:00", "TMPDIR="+a.base)
	return c
}

// mutate changes a file's content: a workbook's mostly in one of its parts.
func (a *abuse) mutate(r *rand.Rand, file string, data []byte) []byte {
	if filepath.Ext(file) != ".xlsx" || r.IntN(8) == 0 {
		return mutated(r, data)
	}
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		a.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	chosen := r.IntN(len(in.File))
	for i, part := range in.File {
		content, err := fs.ReadFile(in, part.Name)
		if err != nil {
			a.Fatal(err)
		}
		if i == chosen {
			content = mutated(r, content)
		}
		w, err := out.Create(part.Name)
		if err == nil {
			_, err = w.Write(content)
		}
		if err != nil {
			a.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		a.Fatal(err)
	}
	return b.Bytes()
}

// odd are pieces that mean something to one reader or another.
var odd = []string{
	"", "\x00", "\r", "\n\n", "\ufeff", "\u202e", "\xff\xfe", "𠮷", "{{", "}}", "{{range .Office.Units}}", "{{end}}", "{{template \"x\"}}", "|", "||", "^^", "<<", "| ^^ | << |\n",
	"```", "```chart\n", "```table\nmerge: 1 2 3\n```\n", "```signatures\n", "#", "####", "**", "*a **b ", "[a](b", "> ", "- ", "1. ", "![甲](甲)", "\\", "%s", "%d", "\"", "'", ",", ";", "\t",
	"-1", "0", "1e308", "-1e308", "1e-320", "NaN", "999999999999999999", "2026-02-30", "2026-13", "0000-00-00", "9999-12-31", "2026年", "每月", "null", "true", "~", "&a", "*a", "- &a [*a]", "!!binary x", "? :", "[[[[", "{{{{",
	"<", ">", "&#x0;", "&amp;", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "<v>", "</v>", "<si>", "r=\"XFD1048576\"", "ref=\"A1:XFD1048576\"", "count=\"4294967295\"", "t=\"s\"", "<f>SUM(A1:XFD1048576)</f>", "<f>A1</f>", "=A1", "=REPT(\"x\",32767)",
	"obj", "endobj", "stream\n", "xref\n", "trailer", "/Kids [1 0 R]", "/Parent 1 0 R", "/Length 99999999", "<< /Type /Page >>", "startxref\n0\n", "../../etc/passwd", "/dev/zero", "CON", "number: auto", "each: units", "layout: order", "layout: 红头",
}

// mutated is content with one to six changes.
func mutated(r *rand.Rand, content []byte) []byte {
	b := bytes.Clone(content)
	at := func() int { return r.IntN(len(b) + 1) }
	for range 1 + r.IntN(6) {
		i := at()
		j := min(len(b), i+r.IntN(1+min(len(b), 1<<r.IntN(14))))
		switch r.IntN(12) {
		case 0: // bytes flipped
			for range 1 + r.IntN(8) {
				if len(b) > 0 {
					b[r.IntN(len(b))] ^= 1 << r.IntN(8)
				}
			}
		case 1: // cut out
			b = append(b[:i:i], b[j:]...)
		case 2: // twice
			b = append(b[:j:j], b[i:]...)
		case 3: // cut off
			if r.IntN(4) == 0 {
				b = b[:i]
			}
		case 4: // a piece many times
			piece := bytes.Clone(b[i:min(j, i+2000)])
			b = append(b[:i:i], append(bytes.Repeat(piece, min(2000, 1+(1<<20)/(1+len(piece)))), b[i:]...)...)
		case 5, 6, 7: // something odd
			b = append(b[:i:i], append([]byte(odd[r.IntN(len(odd))]), b[i:]...)...)
		case 8: // something odd in the place of a word
			words := wordsAt(b, i)
			b = append(b[:words[0]:words[0]], append([]byte(odd[r.IntN(len(odd))]), b[words[1]:]...)...)
		case 9: // something odd many times
			b = append(b[:i:i], append(bytes.Repeat([]byte(odd[r.IntN(len(odd))]), 1+r.IntN(1<<r.IntN(16))), b[i:]...)...)
		case 10: // a very long word
			b = append(b[:i:i], append(bytes.Repeat([]byte("长"), 1+r.IntN(40_000)), b[i:]...)...)
		case 11: // two lines change places
			lines := bytes.SplitAfter(b, []byte("\n"))
			x, y := r.IntN(len(lines)), r.IntN(len(lines))
			lines[x], lines[y] = lines[y], lines[x]
			b = bytes.Join(lines, nil)
		}
	}
	return b
}

// wordsAt is where the word at i begins and ends.
func wordsAt(b []byte, i int) [2]int {
	const ends = " ,|:\"<>\n\t/(){}[]"
	from, to := i, i
	for from > 0 && !strings.ContainsRune(ends, rune(b[from-1])) {
		from--
	}
	for to < len(b) && !strings.ContainsRune(ends, rune(b[to])) {
		to++
	}
	return [2]int{from, to}
}

const abuseLetter = "---\ntitle: \"致{{.Unit.Name}}的函\"\nnumber: auto\neach: units where tier is 县区\nfile: \"函/{{.Unit.Code}}.pdf\"\ncadence: year\nlayout: letter\n---\n{{.Unit.Name}}：\n\n请于3月底前报送。\n\n```closing\n```\n"

const abuseFigures = `---
title: 图表
each: none
file: 图表.pdf
cadence: year
signer: 甲 | 乙
---
# 图

![甲](甲)

![乙](乙)

` + "```chart\nkind: line\nunit: 起\n| 月 | 本期 | 上年 |\n| 1月 | 3 | 2 |\n| 2月 | 5 | |\n```\n\n```chart\nkind: pie\n| 类 | 本期 |\n| 甲 | 3 |\n| 乙 | 5 |\n```\n\n```chart\nkind: bar\ntitle: 各地\n| 地 | 本期 | 上年 |\n| 甲 | 3 | 2 |\n| 乙 | 5 | 1 |\n```\n" + `
# 表

` + "```table\ntitle: 表\nnote: 注\nmerge: 1\ncontinued: yes\n```\n" + `| 类 | 项 | 数 |
|---|------|--:|
| 甲 | 一 | 1.5 |
| 甲 | 二 | 20 |
| 乙 | ^^ | << |

` + "```table\nlandscape: yes\n```\n" + `| 类 | 项 |
|---|---|
| 甲 | 一 |

` + "```attachments\n督查分组表\n```\n\n```closing\n```\n\n```attachment\nnumber: 1\ntitle: 督查分组表\n```\n\n一、**甲**；*乙*。\n"

// abuseBook is an office's own workbook as a template.
func abuseBook(t *testing.T) []byte {
	f := excelize.NewFile()
	defer f.Close()
	set := func(sheet string, cells map[string]string) {
		for cell, text := range cells {
			if err := f.SetCellStr(sheet, cell, text); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := f.NewSheet("模板设置"); err != nil {
		t.Fatal(err)
	}
	set("Sheet1", map[string]string{"A1": "{{.Period.Name}}", "A2": `{{range .Office.UnitsOf "县区"}}{{.Name}}`, "B2": "{{.Leader}}", "C2": "{{.Phone}}{{end}}"})
	set("模板设置", map[string]string{"A1": "标题", "B1": "统计表", "A2": "文件名", "B2": "统计表.xlsx", "A3": "周期", "B3": "year"})
	if err := f.SetCellFormula("Sheet1", "D2", "LEN(A2)"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellFormula("Sheet1", "D3", "SUM(D2:D2)"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
