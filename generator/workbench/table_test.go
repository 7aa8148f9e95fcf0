package workbench

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hongtou/generator"
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
		`{"name":"accidents","edits":[{"row":2,"values":{"99":"1"}}]}`:                          400,
		`{"name":"accidents","edits":[{"row":2,"values":{"-1":"1"}}]}`:                          400,
		`{"name":"nothing","edits":[]}`:                                                         404,
		`{"name":"accidents","file":"../../etc/passwd","edits":[{"row":2,"values":{"1":"x"}}]}`: 409,
		`{"name":"accidents","file":"hongtou.yaml","edits":[{"row":2,"values":{"1":"x"}}]}`:     409,
		`{"name":"groups","file":"data/groups.xls","edits":[{"row":4,"values":{"1":"x"}}]}`:     409,
		`{"name":"` + strings.Repeat("x", small<<4) + `"}`:                                      413,
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

// Rows are looked for by their columns: by a value chosen from those there are, by size;
// all conditions hold at once.
func TestTableFilter(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/table?name=accidents"))
	all := b.Text("#count")
	column := func(header string) string {
		return browser.Value[string](b, `String(Array.from(document.querySelectorAll('#rows thead button')).findIndex(e => e.textContent === '`+header+`') + 2)`)
	}
	kind, dead := column("事故类型"), column("死亡人数")
	b.Click("#rows .where th:nth-child(" + kind + ") input")
	b.Await(`document.querySelectorAll('#menu li').length > 3`)
	b.Shot("table-filter")
	b.Press(kb.ArrowDown, kb.Enter)
	chosen := strings.TrimPrefix(browser.Value[string](b, `document.querySelector('#rows .where th:nth-child(`+kind+`) input').value`), "=")
	only := `Array.from(document.querySelectorAll('#rows tbody tr[data-i] td:nth-child(` + kind + `)')).every(e => e.textContent === '` + chosen + `')`
	b.Await(only + ` && document.querySelector('#count').textContent !== '` + all + `' && document.querySelector('#rows tbody tr[data-i]')`)
	some := b.Text("#count")
	b.Type("#rows .where th:nth-child("+dead+") input", "＞0")
	b.Await(`document.querySelector('#count').textContent !== '` + some + `'`)
	if !browser.Value[bool](b, only+` && Array.from(document.querySelectorAll('#rows tbody tr[data-i] td:nth-child(`+dead+`)')).every(e => Number(e.textContent) > 0)`) {
		t.Error("other rows are shown")
	}
	calm(t, b)
}

// A condition above a column.
func TestCondition(t *testing.T) {
	for _, c := range []struct {
		typed, value string
		holds        bool
	}{
		{"一般", "一般事故", true}, {"=一般", "一般事故", false}, {"＝一般", "一般", true}, {"=", "", true}, {"=", "x", false},
		{">9", "10", true}, {"> 10", "10", false}, {">=10", "10", true}, {"≥10", "10", true}, {"<10", "", false}, {"<=2026-03-31", "2026-03-31", true}, {"<2026-03-31", "2026-04-01", false},
		{"ABC", "xabcx", true}, {">", "x", true}, {" ", "x", true},
	} {
		at, any := conditionOf(0, c.typed)
		if got := !any || at.holds(generator.TableRow{Values: []string{c.value}}); got != c.holds {
			t.Errorf("%q of %q: %v", c.typed, c.value, got)
		}
	}
}

// A cell offers what can stand in it: the codes of units by their names and initials.
func TestTableChoices(t *testing.T) {
	w := serving(t, Options{Dir: example(t)})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/table?name=accidents"))
	b.Click("#rows tbody tr[data-i='0'] td[data-k='1']")
	b.Click(`#fields [name="事故等级"]`) // what stands there does not hide the others
	b.Await(`Array.from(document.querySelectorAll('#menu li')).map(e => e.textContent).join().includes('较大')`)
	b.Type(`#fields [name="属地编码"]`, "mhq")
	b.Await(`!document.querySelector('#menu').hidden && Array.from(document.querySelectorAll('#menu li')).every(e => e.textContent.includes('沐河区'))`)
	b.Shot("table-choices")
	b.Press(kb.ArrowDown, kb.Enter)
	b.Await(`/^\d{6}$/.test(document.querySelector('#fields [name="属地编码"]').value)`)
	b.Press(kb.Escape)
	b.Await(`document.querySelector('form.row').hidden`)
	calm(t, b)
}

// A list of YAML is changed like a sheet: what is wrong stands beside the cell, and the
// rest of the file keeps its bytes.
func TestTableOfAList(t *testing.T) {
	dir := example(t)
	path := filepath.Join(dir, "data", "units-departments.yaml")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before = []byte(strings.Replace(string(before), "责任书签订日期: 2026-01-15", "责任书签订日期: 一月十五", 1))
	if err := os.WriteFile(path, before, 0o644); err != nil {
		t.Fatal(err)
	}
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/table?name=units"))
	b.Await(`document.querySelector('#rows tbody tr[data-i]')`)
	b.Click("#wrong")
	b.Await(`document.querySelector('#count').textContent === '1'`)
	b.Click("#rows tbody td.bad")
	b.Await(`document.querySelector('#fields [name="责任书签订日期"]').parentNode.querySelector('em').textContent.includes('日期')`)
	b.Type(`#fields [name="责任书签订日期"]`, "2026-13-01")
	b.Await(`document.querySelector('#fields [name="责任书签订日期"]').parentNode.querySelector('em').textContent.includes('2026-03-05')`)
	b.Type(`#fields [name="责任书签订日期"]`, "2026-02-01")
	b.Await(`document.querySelector('#said').textContent === '没有问题'`)
	b.Click("form.row .main")
	b.Await(`document.querySelector('form.row').hidden`)
	if after, err := os.ReadFile(path); err != nil || string(after) != strings.Replace(string(before), "一月十五", "2026-02-01", 1) {
		t.Errorf("the file is not as it was but for the value: %v", err)
	}
	calm(t, b)
}
