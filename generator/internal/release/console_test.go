package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// console runs commands of Windows' shell in a console of a code page, as someone at it
// sees and types: each answer is typed once a question stands there. `script` is the
// terminal that Wine makes its console of, raw from the start: what comes early is kept.
func (w *windows) console(t *testing.T, codepage, commands string, answers ...string) string {
	t.Helper()
	have(t, "script")
	c := w.command("script", "-qec", `stty raw -echo; wine cmd /c "chcp `+codepage+" & "+commands+`"`, "/dev/null")
	in, out := started(t, c)
	defer time.AfterFunc(2*time.Minute, func() { c.Process.Kill() }).Stop()
	var said strings.Builder
	asked, part := 0, make([]byte, 4096)
	for more := true; more; {
		n, err := out.Read(part)
		more = err == nil
		said.Write(part[:n])
		if questions := strings.Count(said.String(), "："); questions > asked && len(answers) > 0 {
			asked = questions + strings.Count(answers[0], "：")
			io.WriteString(in, answers[0]+"\r")
			answers = answers[1:]
		}
	}
	c.Wait()
	return strings.NewReplacer("\x1b[?25l", "", "\x1b[?25h", "").Replace(said.String())
}

// On a console of the Chinese code page and of UTF-8 Chinese is shown as it is, and what is
// typed in Chinese is taken as it is.
func TestWindowsConsole(t *testing.T) {
	w := wine(t)
	for _, codepage := range []string{"936", "65001"} {
		said := w.console(t, codepage, "hongtou.exe -w 没有 check")
		if !strings.Contains(said, ": "+codepage) || !strings.Contains(said, `找不到文件：没有\hongtou.yaml；这里不是工作区`) {
			t.Errorf("a console of code page %s shows:\n%s", codepage, said)
		}
		folder := "工作区" + codepage
		said = w.console(t, codepage, "hongtou.exe init "+folder, "青禾县人民政府", "", "青安委办", "")
		text, err := os.ReadFile(filepath.Join(w.folder, folder, "hongtou.yaml"))
		if err != nil || !strings.Contains(string(text), "青禾县安全生产委员会办公室") || !strings.Contains(string(text), `code: "青安委办"`) {
			t.Errorf("typed on a console of code page %s: %v\n%s\n%s", codepage, err, text, said)
		}
	}
}
