package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"codeberg.org/go-pdf/fpdf"

	"hongtou/fonts"
)

// workload writes a workspace of n enterprises whose agreements have seven pages:
// six headings with five items each, a table of twelve rows, a signing block, four
// faces. Names, people, figures and sentences differ from one to the next.
func workload(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "templates"), 0o755); err != nil {
		t.Fatal(err)
	}
	var template strings.Builder
	template.WriteString(`---
title: "安澜市人民政府与{{.Unit.Name}}\n{{.Period.Year}}年度安全生产目标管理责任书"
each: units where tier is 企业
file: "责任书/{{.Unit.Code}}.pdf"
cadence: year
layout: agreement
---
{{- $u := .Unit -}}{{- $x := .Unit.Extra -}}
安澜市人民政府（以下简称甲方）与{{.Unit.Name}}（以下简称乙方）签订本责任书。乙方主要负责人{{.Unit.Leader}}是安全生产第一责任人，对本责任书各项目标和职责的落实负总责。
`)
	clauses := []string{
		"主要负责人每季度至少带队检查{{$x.次数}}次，会议纪要和检查记录归档备查，发现的问题限期整改、按期销号。",
		"坚持党政同责、一岗双责、齐抓共管、失职追责，明确1名负责人联系安全生产工作，全年研究不少于{{$x.次数}}次。",
		"高危岗位主要负责人和安全生产管理人员全部经考核合格，特种作业人员全部持证上岗，培训{{$x.人数}}人次。",
		"生产安全事故信息按规定时限如实报送，不发生迟报、漏报、谎报、瞒报（含“零报告”），演练{{$x.次数}}次。",
		"消防生命通道畅通，老旧管道逐段管控，电动自行车违规停放充电集中整治，投入{{$x.金额}}万元，改造{{$x.人数}}处。",
	}
	for h := range 6 {
		fmt.Fprintf(&template, "\n# 第%d项责任和目标\n\n", h+1)
		for i := range 5 {
			fmt.Fprintf(&template, "%d. {{$u.Name}}应当于{{$.Period.Year}}年%d月{{$x.日}}日前完成：%s%s{{if eq $x.类 \"甲\"}}每半年书面报告1次。{{else}}按季度报告进展。{{end}}\n", i+1, 1+(h+i)%12,
				clauses[(h+i)%5], []string{"", "有关记录留存备查，由乙方主要负责人审核签字。"}[i%2])
		}
	}
	template.WriteString("\n# 控制指标\n\n| 序号 | 指标 | 行业领域 | 控制数 | 计量单位 |\n|---|---|---|---|---|\n")
	for i := range 12 {
		fmt.Fprintf(&template, "| %d | 死亡人数 | 建筑施工 | {{add $x.次数 %d}} | 人 |\n", i+1, i)
	}
	template.WriteString("\n```signatures\n甲方：安澜市人民政府（盖章） | 乙方：{{.Unit.Name}}（盖章）\n主要负责人（签字）： | 主要负责人（签字）：\n{{blankDate}} | {{blankDate}}\n```\n")
	var units strings.Builder
	units.WriteString("单位编码,单位名称,层级,上级编码,主要负责人,次数,人数,金额,日,类\n990100,安澜市人民政府,市,,沈怀谦,0,0,0,1,甲\n")
	surnames, given, places := []rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"), []rune("明志建国文华丽秀英海波勇军杰涛超芳敏静磊"), []rune("澄沐东望石松清鹿南安泰恒远江河湖海山林")
	for i := range n {
		fmt.Fprintf(&units, "Q%06d,安澜%c%c%s有限公司,企业,990100,%c%c%c,%d,%d,%d.%d,%d,%s\n", i, places[i%len(places)], places[i/7%len(places)],
			[]string{"机械", "化工", "建材", "物流", "食品"}[i%5], surnames[i*7%len(surnames)], given[i*5%len(given)], given[i*11/3%len(given)],
			1+i%9, 10+i*13%900, 1+i*17%300, i%10, 1+i%28, []string{"甲", "乙"}[i/3%2])
	}
	for name, text := range map[string]string{
		"templates/batch.md": template.String(), "units.csv": units.String(),
		"hongtou.yaml": "office: {name: 安澜市安全生产委员会办公室, region: \"990100\"}\ndata: {units: units.csv}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// workloads are the batches that are measured.
var workloads = []struct {
	name         string
	make         func(t testing.TB, n int) string
	file         string // one of its outputs
	fewest, most int    // characters of one
	pages        string // of one
}{
	{"the text is the template's", workload, "责任书/Q000003.pdf", 3000, 3700, "7"},
	{"the text is the data's", dataWorkload, "责任书/00003.pdf", 3000, 3900, "6"},
}

// A batch of agreements, made by the command in a process of its own. make bench
// sets HONGTOU_BATCH ("1000 20000") and compares with other ways to set the same
// text.
func TestBatch(t *testing.T) {
	sizes := strings.Fields(os.Getenv("HONGTOU_BATCH"))
	measuring := len(sizes) > 0
	if !measuring {
		sizes = []string{"6"}
	}
	for _, w := range workloads {
		t.Logf("%-34s %9s %9s %12s %10s %8s", w.name, "documents", "a second", "chars/s", "bytes each", "peak MB")
		text := ""
		for _, size := range sizes {
			n, err := strconv.Atoi(size)
			if err != nil {
				t.Fatal(err)
			}
			dir := w.make(t, n)
			out, err := command("-w", dir, "--format", "json", "run", "batch", "--period", "2026", "--workers", "2").Output()
			if err != nil {
				t.Fatalf("%v %.2000s", err, out)
			}
			var done doneEvent
			lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
			if err := json.Unmarshal(lines[len(lines)-1], &done); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, "out/2026", w.file)
			if text == "" {
				b, err := exec.Command("pdftotext", "-raw", file, "-").Output()
				if err != nil {
					t.Fatal(err)
				}
				text = string(b)
			}
			if done.Made != n || done.Failed > 0 {
				t.Errorf("made %d of %d, %d failed", done.Made, n, done.Failed)
			}
			info, _ := exec.Command("pdfinfo", file).Output()
			if !bytes.Contains(info, []byte("Pages:           "+w.pages+"\n")) {
				t.Errorf("an agreement of the workload should have %s pages: %s", w.pages, info)
			}
			t.Logf("%-34s %9d %9.0f %12.0f %10d %8d", "hongtou", n, done.Rate, done.Rate*float64(characters(text)), done.Bytes/int64(n), done.Memory>>20)
			os.RemoveAll(dir)
		}
		if n := characters(text); n < w.fewest || n > w.most {
			t.Errorf("%s: an agreement has %d characters, want %d to %d", w.name, n, w.fewest, w.most)
		}
		if measuring {
			compare(t, "fpdf, a document at a time", text, naive)
			compare(t, "ReportLab, one face, no rules", text, reportLab)
		}
	}
}

func characters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// compare times another way to set a text, in this process and on one core, or
// says that it is not there.
func compare(t *testing.T, name, text string, set func(string, int) (int, error)) {
	const rounds = 20
	start := time.Now()
	size, err := set(text, rounds)
	if err != nil {
		t.Logf("%-34s %v", name, err)
		return
	}
	rate := rounds / time.Since(start).Seconds()
	t.Logf("%-34s %9d %9.1f %12.0f %10d", name, rounds, rate, rate*float64(characters(text)), size)
}

// naive sets the text with fpdf as its documentation shows: the fonts added to
// each document, lines broken by MultiCell.
func naive(text string, rounds int) (size int, err error) {
	var faces [4][]byte
	for i, name := range []string{"fangsong", "xiaobiaosong", "heiti", "latin"} {
		if faces[i], err = fonts.FS.ReadFile(name + ".ttf"); err != nil {
			return 0, err
		}
	}
	for range rounds {
		f := fpdf.New("P", "mm", "A4", "")
		for i, name := range []string{"body", "title", "head", "latin"} {
			f.AddUTF8FontFromBytes(name, "", faces[i])
		}
		f.AddPage()
		for i, line := range strings.Split(text, "\n") {
			f.SetFont([]string{"body", "title", "head", "latin"}[map[bool]int{true: i % 4, false: 0}[i < 4]], "", 16)
			f.MultiCell(0, 10, strings.Map(func(r rune) rune { // it panics beyond the BMP
				if r > 0xFFFF || r == '\f' {
					return -1
				}
				return r
			}, line), "", "", false)
		}
		var b bytes.Buffer
		if err := f.Output(&b); err != nil {
			return 0, err
		}
		size = b.Len()
	}
	return size, nil
}

// reportLab sets the text with ReportLab where Debian's python3-reportlab is
// installed: one face, its own wrapping of Chinese lines.
func reportLab(text string, rounds int) (size int, err error) {
	dir, err := os.MkdirTemp("", "reportlab")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	face, err := fonts.FS.ReadFile("fangsong.ttf")
	if err != nil {
		return 0, err
	}
	if err := os.WriteFile(filepath.Join(dir, "f.ttf"), face, 0o644); err != nil {
		return 0, err
	}
	script := `
import io, sys
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import SimpleDocTemplate, Paragraph
from reportlab.lib.styles import ParagraphStyle
from xml.sax.saxutils import escape
pdfmetrics.registerFont(TTFont('f', sys.argv[1]))
style = ParagraphStyle('s', fontName='f', fontSize=16, leading=29, wordWrap='CJK')
lines = sys.stdin.read().split('\n')
for _ in range(int(sys.argv[2])):
    out = io.BytesIO()
    SimpleDocTemplate(out).build([Paragraph(escape(l), style) for l in lines])
print(len(out.getvalue()))
`
	c := exec.Command("/usr/bin/python3", "-c", script, filepath.Join(dir, "f.ttf"), strconv.Itoa(rounds))
	c.Stdin = strings.NewReader(strings.ReplaceAll(text, "\f", ""))
	out, err := c.Output()
	if err != nil {
		return 0, fmt.Errorf("not measured: %w", err)
	}
	return strconv.Atoi(strings.TrimSpace(string(out)))
}

// A long list that is a table is not held while it is read.
func TestLongListTakesLittleMemory(t *testing.T) {
	c := command("-w", dataWorkload(t, 3000), "--format", "json", "run", "batch", "--period", "2026", "--unit", "00003")
	c.Env = append(c.Env, "GOGC=20") // what is held, and little more
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v %.2000s", err, out)
	}
	var done doneEvent
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	if err := json.Unmarshal(lines[len(lines)-1], &done); err != nil {
		t.Fatal(err)
	}
	if done.Made != 1 || done.Memory > 130<<20 {
		t.Errorf("%d of 3,000 documents, whose texts are 29 MB, is made with %d MB of memory", done.Made, done.Memory>>20)
	}
}
