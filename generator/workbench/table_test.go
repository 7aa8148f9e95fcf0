package workbench

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/internal/browser"
)

// A clerk edits a cell into an error, sees what is wrong, mends it, and finds the change
// in the file and on the page of the paper.
func TestTableEdit(t *testing.T) {
	dir := example(t)
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Click(`nav a[href="/tables"]`)
	b.Text("table.list")
	b.Shot("tables")
	b.Click(`main a[href="/table?name=accidents"]`)
	b.Type("#find", "SG2026-00")
	b.Await(`document.querySelectorAll('#rows tbody tr[data-i]').length < 20 && document.querySelector('#rows tbody tr[data-i] td:nth-child(2)').textContent.startsWith('SG2026-00')`)
	number := b.Text("#rows tbody tr[data-i] td:nth-child(2)")
	b.Click("#rows tbody tr[data-i] td[data-k='1']")
	b.Type(`#fields [name="事故日期"]`, "三月五日")
	b.Await(`document.querySelector('#fields [name="事故日期"]').parentNode.querySelector('em').textContent.includes('日期')`)
	b.Shot("table-wrong")
	b.Click("form.row .main")
	path := filepath.Join(dir, "data", "accidents.csv")
	if data, err := os.ReadFile(path); err != nil || strings.Contains(string(data), "三月五日") {
		t.Fatal("a wrong value was written", err)
	}
	b.Type(`#fields [name="地点"]`, "明月路与安澜大道交叉口")
	b.Type(`#fields [name="事故日期"]`, "2026-03-05")
	b.Await(`document.querySelector('#said').textContent === '没有问题'`)
	b.Click("form.row .main")
	b.Await(`document.querySelector('form.row').hidden && Array.from(document.querySelectorAll('#rows td')).some(e => e.textContent.includes('明月路'))`)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(line, number+",") && (!strings.Contains(line, "2026-03-05") || !strings.Contains(line, "明月路与安澜大道交叉口")) {
			t.Errorf("the file says %s", line)
		}
	}
	b.Click("#undo")
	b.Await(`!Array.from(document.querySelectorAll('#rows td')).some(e => e.textContent.includes('明月路'))`)
	calm(t, b)
}

// What was changed elsewhere meanwhile is not written over, and what was typed stays.
func TestTableConflict(t *testing.T) {
	dir := example(t)
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/table?name=accidents"))
	b.Click("#rows tbody tr[data-i='0'] td[data-k='8']")
	b.Type(`#fields [name="地点"]`, "这里的")
	path := filepath.Join(dir, "data", "accidents.csv")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(data), "沐河区沐河大道路口", "那里的", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	b.Click("form.row .main")
	b.Await(`Array.from(document.querySelectorAll('#fields em')).some(e => e.textContent.includes('在别处已改为“那里的”'))`)
	if got := browser.Value[string](b, `document.querySelector('#fields [name="地点"]').value`); got != "这里的" {
		t.Errorf("what was typed is %q now", got)
	}
	b.Click("#cancel")
	calm(t, b)
}

// Rows of a spreadsheet are pasted, checked together and added.
func TestTablePaste(t *testing.T) {
	dir := example(t)
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/table?name=accidents"))
	b.Await(`document.querySelector('#rows tbody tr[data-i]')`)
	paste := func(text string) {
		browser.Value[bool](b, `(() => {
			const data = new DataTransfer();
			data.setData('text/plain', `+"`"+text+"`"+`);
			document.querySelector('#rows').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
			return true;
		})()`)
	}
	head := "事故编号\t事故日期\t时间\t属地编码\t行业领域\t事故类型\t死亡人数\t受伤人数\t事故等级\n"
	paste(head + "SG2026-901\t2026-03-05\t20:00\t990103\t道路交通\t车辆伤害\t1\t0\t特别重大\n")
	b.Await(`document.querySelector('#said').textContent.includes('事故等级')`)
	b.Click("#cancel")
	paste(head + "SG2026-901\t2026-03-05\t20:00\t990103\t道路交通\t车辆伤害\t1\t0\t一般\nSG2026-902\t2026-03-06\t21:00\t990103\t道路交通\t车辆伤害\t0\t1\t一般\n")
	b.Await(`document.querySelector('#said').textContent === '没有问题'`)
	b.Click("form.row .main")
	b.Await(`document.querySelector('form.row').hidden`)
	data, err := os.ReadFile(filepath.Join(dir, "data", "accidents.csv"))
	if err != nil || !strings.Contains(string(data), "SG2026-901") || !strings.Contains(string(data), "SG2026-902") {
		t.Errorf("the rows are not in the file: %v", err)
	}
	calm(t, b)
}

// Requests that no page of ours sends are refused and change nothing.
func TestTableRequests(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	c := client(t, w)
	for body, want := range map[string]int{
		`{`: 400,
		`{"name":"accidents","edits":[{"row":2,"values":{"99":"1"}}]}`:                                 400,
		`{"name":"accidents","edits":[{"row":2,"values":{"-1":"1"}}]}`:                                 400,
		`{"name":"nothing","edits":[]}`:                                                                404,
		`{"name":"accidents","file":"../../etc/passwd","edits":[{"row":2,"values":{"1":"x"}}]}`:        409,
		`{"name":"accidents","file":"hongtou.yaml","edits":[{"row":2,"values":{"1":"x"}}]}`:            409,
		`{"name":"units","file":"data/units-departments.yaml","edits":[{"row":4,"values":{"1":"x"}}]}`: 409,
		`{"name":"` + strings.Repeat("x", small<<4) + `"}`:                                             413,
	} {
		if got, text := send(t, c, "POST", w.at("/table/edit"), body, nil); got != want {
			t.Errorf("%.80s: %d %s, want %d", body, got, text, want)
		}
	}
	for path, want := range map[string]int{"/table?name=../x": 404, "/table/rows?name=accidents&from=-5&n=100000000&sort=99": 200, "/table/rows?name=": 404} {
		if got, text := send(t, c, "GET", w.at(path), "", nil); got != want || len(text) > 1<<20 {
			t.Errorf("%s: %d, %d bytes", path, got, len(text))
		}
	}
}
