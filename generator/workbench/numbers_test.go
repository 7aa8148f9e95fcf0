package workbench

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/internal/browser"
)

// A year's numbers begin where the office stands; a paper is numbered, and its number
// made void.
func TestNumbers(t *testing.T) {
	dir := example(t)
	template := filepath.Join(dir, "templates", "flood-notice.md")
	if err := os.WriteFile(template, []byte("---\ntitle: 关于做好防汛工作的通知\neach: none\nname: 防汛通知\nfile: 防汛/通知.pdf\ncadence: event\nlayout: document\nnumber: auto\ndate: 2026年4月8日\n---\n\n请各单位做好防汛工作。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	w := serving(t, Options{Dir: dir})
	b := browser.Open(t, 1366, 768)
	b.Go(w.Link())
	b.Go(w.at("/numbers"))
	b.Type("#start [name=next]", "31")
	b.Click("#start button")
	b.Await(`document.querySelector('.list') && document.querySelector('.list').textContent.includes('簿外已用')`)
	b.Go(w.at("/"))
	b.Click("tr[data-target=flood-notice] .make button")
	b.Await(`document.querySelector('tr[data-target=flood-notice] .current')`)
	b.Go(w.at("/numbers"))
	b.Shot("numbers")
	if got := b.Text("main"); !strings.Contains(got, "安安委办〔2026〕31号") {
		t.Errorf("it shows %q", got)
	}
	browser.Value[bool](b, `(() => { window.confirm = () => true; return true; })()`)
	b.Click("form.void button")
	b.Await(`document.querySelector('tr.void')`)
	if got := b.Text("tr.void"); !strings.Contains(got, "31号") || !strings.Contains(got, "作废") {
		t.Errorf("void is %q", got)
	}
	b.Type("#start [name=next]", "5")
	b.Click("#start button")
	b.Await(`document.querySelector('#notice').textContent.includes('已用')`)
	if trouble := b.Trouble(); len(trouble) != 1 || !strings.Contains(trouble[0], "409") { // the refusal, as the browser tells it
		t.Errorf("the browser complains: %q", trouble)
	}
}
