package workbench

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"hongtou/generator"
	"hongtou/generator/internal/browser"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/source"
)

// A process of its own serves, so that it can be killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv("HONGTOU_TEST_SERVE"); dir != "" {
		w, err := New(Options{Dir: dir, Lang: "zh", Now: now, Stay: true})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(w.Link())
		w.Serve(context.Background())
		return
	}
	debug.SetGCPercent(300) // memory for time
	code := m.Run()
	browser.Close()
	os.Exit(code)
}

// Fifty edits, and the workbench killed in the midst of some of them: what it said is
// written is there, the file is whole, and nothing else changed.
func TestKilledAmongEdits(t *testing.T) {
	dir := fewTables(t)
	random := rand.New(rand.NewPCG(2026, 4))
	table := model.TableOf("accidents")
	column := source.ColumnOf(table.Table, "地点")
	rows := func() map[int]string {
		t.Helper()
		office, err := generator.OpenAt(dir, period.Date{Year: 2026, Month: 4, Day: 10})
		if err != nil {
			t.Fatal(err)
		}
		if office.Complaints.Errors() > 0 {
			t.Fatal(office.Complaints.All())
		}
		out := map[int]string{}
		for _, r := range office.Rows(table) {
			out[r.Place.Row] = r.Values[column]
		}
		return out
	}
	want := rows() // what each row is known to say
	var numbers []int
	for n := range want {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	var server *exec.Cmd
	var c *http.Client
	var host string
	start := func() {
		t.Helper()
		server = exec.Command(os.Args[0])
		server.Env = append(os.Environ(), "HONGTOU_TEST_SERVE="+dir)
		out, err := server.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := server.Start(); err != nil {
			t.Fatal(err)
		}
		link, err := bufio.NewReader(out).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		link = strings.TrimSpace(link)
		host, _, _ = strings.Cut(link, "/?")
		jar, _ := cookiejar.New(nil)
		c = &http.Client{Jar: jar}
		response, err := c.Get(link)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
	}
	stop := func() { server.Process.Kill(); server.Wait() }
	start()
	defer func() { stop() }()
	lost, took := 0, 200*time.Millisecond // took is how long an edit takes
	for i := range 50 {
		row := numbers[random.IntN(len(numbers))]
		value := fmt.Sprintf("第%d次改的地点", i)
		body, _ := json.Marshal(map[string]any{"name": "accidents", "file": "data/accidents.csv",
			"edits": []any{map[string]any{"row": row, "were": map[int]string{column: want[row]}, "values": map[int]string{column: value}}}})
		if random.IntN(5) == 0 {
			this := server.Process // not one that is started after it
			time.AfterFunc(time.Duration(random.Int64N(int64(took*5/4))), func() { this.Kill() })
		}
		began := time.Now()
		r, _ := http.NewRequest("POST", host+"/table/edit", bytes.NewReader(body))
		r.Header.Set("Origin", host)
		response, err := c.Do(r)
		if err == nil {
			var told []any
			if err = json.NewDecoder(response.Body).Decode(&told); err == nil && len(told) > 0 {
				t.Fatalf("refused: %v", told)
			}
			response.Body.Close()
		}
		if err == nil {
			want[row], took = value, time.Since(began) // it said so
			continue
		}
		lost++
		stop()
		if now := rows(); now[row] == value { // written, but not told any more
			want[row] = value
		}
		start()
	}
	stop()
	for n, now := range rows() {
		if now != want[n] {
			t.Errorf("row %d says %q, want %q", n, now, want[n])
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, "data", ".hongtou-*"))
	if err != nil || len(left) > lost {
		t.Errorf("left over: %q", left)
	}
	t.Logf("%d killed", lost)
}

// fewTables is a workspace of ten units and forty accidents, in which an edit is mostly
// writing and little reading.
func fewTables(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	units, accidents := "单位编码,单位名称,层级,上级编码\n990100,安澜市人民政府,市,\n", "事故编号,事故日期,属地编码,行业领域,地点,死亡人数\n"
	for i := range 9 {
		units += fmt.Sprintf("%d,第%d县人民政府,县区,990100\n", 990101+i, i+1)
	}
	for i := range 40 {
		accidents += fmt.Sprintf("SG2026-%03d,2026-01-%02d,%d,道路交通,第%d处,1\n", i+1, i%28+1, 990101+i%9, i+1)
	}
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"hongtou.yaml":       "office: {name: 安澜市安全生产委员会办公室, code: 安安委办, region: \"990100\"}\ndata:\n  units: data/units.csv\n  accidents: {file: data/accidents.csv, from: 2026-01-01, through: 2026-03-31}\n",
		"data/units.csv":     units,
		"data/accidents.csv": accidents,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
