package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"hongtou/generator"
)

// bigWorkspace writes a workspace of n posts (岗位), each of which signs a pledge
// of one paragraph: what a yearly cascade reaches in a city. Names, people and figures
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
	write("templates/pledge.md", `---
title: "{{.Period.Year}}年度岗位安全承诺书"
each: units where tier is 岗位
file: "承诺书/{{.Unit.Parent.Code}}/{{.Unit.Code}}-{{.Unit.Name}}.pdf"
cadence: year
layout: agreement
---
{{.Unit.Parent.Name}}：

我是{{.Unit.Name}}{{.Unit.Leader}}。我承诺遵守安全规程，上岗前检查设备，发现隐患立即报告，不违章作业，全年参加安全培训不少于{{add 20 (len .Unit.Name)}}学时。
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

// Memory does not grow with the number of documents: what a run of many holds
// more than one of few is the table of units and a few hundred bytes a document.
// HONGTOU_SCALE ("1000 20000 100000") measures larger runs; make scale does.
func TestScale(t *testing.T) {
	sizes := strings.Fields(os.Getenv("HONGTOU_SCALE"))
	if len(sizes) == 0 {
		sizes = []string{"20", "200"}
	}
	parent := make([]byte, 320<<20) // what the process that starts it has held is none of its own
	for i := 0; i < len(parent); i += 4096 {
		parent[i] = 1
	}
	runtime.KeepAlive(parent)
	t.Logf("%9s %8s %9s %10s %8s", "documents", "seconds", "a second", "bytes each", "peak MB")
	for _, size := range sizes {
		n, err := strconv.Atoi(size)
		if err != nil {
			t.Fatal(err)
		}
		dir := bigWorkspace(t, n)
		c := command("-w", dir, "--format", "json", "run", "pledge", "--period", "2026")
		out, err := c.Output()
		if err != nil {
			t.Fatalf("%v %.2000s", err, out)
		}
		var done doneEvent
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		if err := json.Unmarshal([]byte(lines[len(lines)-1]), &done); err != nil {
			t.Fatal(err)
		}
		t.Logf("%9d %8.1f %9.0f %10d %8d", done.Made, done.MS/1000, done.Rate, done.Bytes/int64(max(1, done.Made)), done.Memory>>20)
		if done.Made != n || done.Failed > 0 {
			t.Errorf("made %d of %d, %d failed", done.Made, n, done.Failed)
		}
		if done.Memory > 300<<20 {
			t.Errorf("%d documents took %d MB of memory, want at most 300", n, done.Memory>>20)
		}
		count, complaints, err := generator.Verify(t.Context(), filepath.Join(dir, "out"), nil)
		if err != nil || count != n || complaints.Len() > 0 {
			t.Errorf("verify: %d of %d, %v %v", count, n, complaints.All(), err)
		}
		os.RemoveAll(dir)
	}
}
