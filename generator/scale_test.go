package generator

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"hongtou/generator/run"
)

// bigWorkspace writes a workspace of n posts (岗位), each of which signs a short
// agreement: what a yearly cascade reaches in a city. Names, people and figures
// differ from post to post.
func bigWorkspace(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("hongtou.yaml", `office: {name: 安澜市安全生产委员会办公室, code: 安安委办, region: "990100"}
data: {units: data/units.csv}
`)
	write("templates/agreement-short.md", `---
title: "{{.Unit.Parent.Name}}\n{{.Period.Year}}年度岗位安全生产责任书"
each: units where tier is 岗位
file: "责任书/{{.Unit.Parent.Code}}/{{.Unit.Code}}-{{.Unit.Name}}.pdf"
cadence: year
layout: agreement
---
甲方：{{.Unit.Parent.Name}}

乙方：{{.Unit.Name}}（{{.Unit.Leader}}）

为落实全员安全生产责任制，甲乙双方签订{{.Period.Year}}年度岗位安全生产责任书，有效期至{{.Period.Year}}年12月31日。

# 责任目标

乙方全年不发生由本岗位责任造成的人身伤害事故、设备事故和火灾事故，岗位隐患排查率和按期整改率达到100%，安全培训不少于24学时。

# 岗位职责

## 遵守规程

{{.Unit.Leader}}应熟悉{{.Unit.Name}}的危险因素和操作规程，按规定穿戴劳动防护用品，不违章作业，拒绝违章指挥。

## 班前检查

上岗前检查设备、工具和作业环境，发现隐患立即报告；危及人身安全时停止作业，撤离现场。

## 应急处置

会报警、会使用灭火器材、会组织疏散，每年参加应急演练不少于2次。

# 考核

甲方每季度考核一次，结果与绩效挂钩。本责任书一式两份，甲乙双方各执一份。
`)
	var b strings.Builder
	w := bufio.NewWriter(&b)
	fmt.Fprintln(w, "单位编码,单位名称,层级,上级编码,主要负责人")
	fmt.Fprintln(w, "990100,安澜市人民政府,市,,沈明远")
	const perFactory = 500
	surnames, given := []rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"), []rune("明志建国文华丽秀英海波勇军杰涛超芳敏静磊洋艳娟强")
	jobs := []string{"配电值班", "锅炉司炉", "叉车驾驶", "焊接作业", "仓库保管", "行车操作", "质量检验", "设备维修"}
	for i := range n {
		if i%perFactory == 0 {
			fmt.Fprintf(w, "F%04d,安澜市第%d机械厂,企业,990100,%c%c\n", i/perFactory, i/perFactory+1, surnames[i/perFactory%len(surnames)], given[i/perFactory%len(given)])
		}
		fmt.Fprintf(w, "P%06d,%s岗%d,岗位,F%04d,%c%c%c\n", i, jobs[i%len(jobs)], i%perFactory+1, i/perFactory,
			surnames[i*7%len(surnames)], given[i*5%len(given)], given[i*11/3%len(given)])
	}
	w.Flush()
	write("data/units.csv", b.String())
	return dir
}

// TestMain is also the process whose memory is measured: it makes everything of
// HONGTOU_SCALE_RUN and prints what that took.
func TestMain(m *testing.M) {
	dir := os.Getenv("HONGTOU_SCALE_RUN")
	if dir == "" {
		os.Exit(m.Run())
	}
	started := time.Now()
	w, err := Open(dir)
	opened := time.Since(started)
	if err == nil && w.Complaints.Errors() > 0 {
		err = fmt.Errorf("%v", w.Complaints.All()[0])
	}
	var r *run.Report
	if err == nil {
		r, err = w.Run(context.Background(), Request{Targets: []string{"agreement-short"}, Period: "2026"})
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("%d %d %.2f %.1f %.0f %d %d\n", r.Made, r.Failed, opened.Seconds(), r.Took.Seconds(), r.Rate(), r.Bytes/int64(max(1, r.Made)), run.PeakMemory())
	os.Exit(0)
}

// Memory does not grow with the number of documents: what a run of many holds
// more than one of few is the table of units and a few hundred bytes a document.
// HONGTOU_SCALE ("1000 20000 100000") measures larger runs; make scale does.
func TestScale(t *testing.T) {
	sizes := strings.Fields(os.Getenv("HONGTOU_SCALE"))
	if len(sizes) == 0 {
		sizes = []string{"20", "200"}
	}
	t.Logf("%9s %8s %8s %10s %10s %8s", "documents", "read s", "run s", "a second", "bytes each", "peak MB")
	for _, size := range sizes {
		n, err := strconv.Atoi(size)
		if err != nil {
			t.Fatal(err)
		}
		dir := bigWorkspace(t, n)
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), "HONGTOU_SCALE_RUN="+dir)
		out, err := c.Output()
		if err != nil {
			t.Fatalf("%v %s", err, out)
		}
		var made, failed int
		var opened, seconds, rate float64
		var bytes, peak int64
		if _, err := fmt.Sscan(string(out), &made, &failed, &opened, &seconds, &rate, &bytes, &peak); err != nil {
			t.Fatal(err)
		}
		t.Logf("%9d %8.2f %8.1f %10.0f %10d %8d", made, opened, seconds, rate, bytes, peak>>20)
		if made != n || failed > 0 {
			t.Errorf("made %d of %d, %d failed", made, n, failed)
		}
		if peak > 300<<20 {
			t.Errorf("%d documents took %d MB of memory, want at most 300", n, peak>>20)
		}
		count, complaints, err := Verify(filepath.Join(dir, "out"))
		if err != nil || count != n || complaints.Len() > 0 {
			t.Errorf("verify: %d of %d, %v %v", count, n, complaints.All(), err)
		}
		os.RemoveAll(dir)
	}
}
