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
	code := m.Run()
	browser.Close()
	os.Exit(code)
}

// Fifty edits, and the workbench killed in the midst of some of them: what it said is
// written is there, the file is whole, and nothing else changed.
func TestKilledAmongEdits(t *testing.T) {
	dir := example(t)
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
	lost := 0
	for i := range 50 {
		row := numbers[random.IntN(len(numbers))]
		value := fmt.Sprintf("第%d次改的地点", i)
		body, _ := json.Marshal(map[string]any{"name": "accidents", "file": "data/accidents.csv",
			"edits": []any{map[string]any{"row": row, "were": map[int]string{column: want[row]}, "values": map[int]string{column: value}}}})
		if random.IntN(5) == 0 {
			this := server.Process // not one that is started after it
			time.AfterFunc(time.Duration(random.IntN(400))*time.Millisecond, func() { this.Kill() })
		}
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
			want[row] = value // it said so
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
