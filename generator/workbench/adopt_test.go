package workbench

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/internal/browser"
)

// A ledger of an office's own is dropped, its columns are recognised, and it is one of
// the tables.
func TestAdoptALedger(t *testing.T) {
	dir := example(t)
	book := excelize.NewFile()
	for i, row := range [][]any{
		{"安全培训情况登记表"},
		{"编号", "日期", "组织单位", "培训主题", "对象", "学时", "参训人数", "合格"},
		{"PXN-1", "2026-02-03", "安澜市应急管理局", "有限空间作业", "企业安全管理人员", 8, 35, 33},
		{"PXN-2", "2026-03-04", "安澜市应急管理局", "动火作业", "班组长", 4, 41, 40},
	} {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "本局培训.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/adopt"))
	b.Upload(`#drop [name=file]`, path)
	b.Await(`document.querySelector('#take')`)
	if got := b.Text("#rows"); !strings.Contains(got, "安全培训") || !strings.Contains(got, "有限空间作业") {
		t.Errorf("it shows %q", got)
	}
	b.Shot("adopt")
	// Two columns that were not recognised are named by hand.
	for header, ours := range map[string]string{"培训主题": "培训内容", "对象": "培训对象"} {
		browser.Value[bool](b, `(() => {
			const row = Array.from(document.querySelectorAll('#rows tbody tr')).find(r => r.firstElementChild.textContent === '`+header+`');
			const s = row.querySelector('select');
			s.value = Array.from(s.options).find(o => o.textContent === '`+ours+`').value;
			return true;
		})()`)
	}
	b.Click("#take button")
	b.Await(`location.pathname === '/table' && document.querySelector('#rows tbody tr[data-i]')`)
	if data, err := os.ReadFile(filepath.Join(dir, "hongtou.yaml")); err != nil || !strings.Contains(string(data), "data/本局培训.xlsx") {
		t.Errorf("hongtou.yaml does not name it: %v", err)
	}
	b.Type("#find", "PXN-2")
	b.Await(`document.querySelectorAll('#rows tbody tr[data-i]').length === 1`)
	if got := b.Text("#rows tbody tr[data-i]"); !strings.Contains(got, "动火作业") || !strings.Contains(got, "班组长") {
		t.Errorf("the row is read as %q", got)
	}
	calm(t, b)
}

// Names of dropped files lead nowhere but into the data folder.
func TestPlainNames(t *testing.T) {
	for name, want := range map[string]string{
		"台账.xlsx": "台账.xlsx", "../../etc/x.csv": "x.csv", `C:\a\b.xls`: "b.xls", "a:b?.xlsx": "ab.xlsx", "hongtou.yaml": "", ".hidden.csv": "", ".csv": "", "~$a.xlsx": "", "a.exe": "",
		"名\u202excod.csv": "名xcod.csv", "": "",
	} {
		if got := plainName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
