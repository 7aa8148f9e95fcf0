package register

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// three gives a register of three rows, one with a month, leading zeros and a
// title that needs quotes.
func three(t *testing.T) (path, text string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), FileName)
	monthly := document("report", "0101")
	monthly.Period, monthly.Title = "2026-03", `关于"两客一危"，a,b的通报`
	give(t, open(t, path), document("a", ""), monthly, document("b", "990101"))
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, string(b)
}

// saves are how editors and spreadsheet programs save a register.
var saves = map[string]func(string) string{
	"LF":                  func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") },
	"CR":                  func(s string) string { return strings.ReplaceAll(s, "\r\n", "\r") },
	"no line end at last": func(s string) string { return strings.TrimSuffix(s, "\r\n") },
	"CR, none at last":    func(s string) string { return strings.ReplaceAll(strings.TrimSuffix(s, "\r\n"), "\r\n", "\r") },
	"mixed line ends":     func(s string) string { return strings.Replace(strings.Replace(s, "\r\n", "\n", 1), "\r\n", "\r", 1) },
	"no mark":             func(s string) string { return strings.TrimPrefix(s, mark) },
	"two marks":           func(s string) string { return mark + s },
	"GB 18030": func(s string) string {
		out, _ := simplifiedchinese.GB18030.NewEncoder().String(strings.TrimPrefix(s, mark))
		return out
	},
	"UTF-16, tabs": func(s string) string {
		s = strings.TrimPrefix(s, mark)
		s = strings.ReplaceAll(s, `"关于""两客一危""，a,b的通报"`, `"关于""两客一危""，a;b的通报"`)
		s = strings.ReplaceAll(strings.ReplaceAll(s, ",", "\t"), "a;b", "a,b")
		out, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s)
		return out
	},
	"UTF-16 without a mark": func(s string) string {
		out, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(strings.TrimPrefix(s, mark))
		return out
	},
	"all quoted": func(s string) string {
		s = strings.Replace(strings.TrimPrefix(s, mark), `"关于""两客一危""，a,b的通报"`, "TITLE", 1)
		s = `"` + strings.ReplaceAll(strings.ReplaceAll(strings.TrimSuffix(s, "\r\n"), ",", `","`), "\r\n", "\"\r\n\"") + "\"\r\n"
		return strings.Replace(s, "TITLE", `关于""两客一危""，a,b的通报`, 1)
	},
	"blanks in cells":        func(s string) string { return strings.ReplaceAll(s, ",安安委办,", ", 安安委办 ,") },
	"blank lines":            func(s string) string { return strings.ReplaceAll(s, "\r\n", "\r\n\r\n ,,\r\n") },
	"trailing empty columns": func(s string) string { return strings.ReplaceAll(s, "\r\n", ",,,\r\n") },
	"Excel's dates":          func(s string) string { return strings.ReplaceAll(s, "2026-03-05", "2026/3/5") },
	"Excel's months":         func(s string) string { return strings.ReplaceAll(s, ",2026-03,", ",Mar-26,") },
	"WPS's months":           func(s string) string { return strings.ReplaceAll(s, ",2026-03,", ",2026/3/1,") },
	"Excel's numbers":        func(s string) string { return strings.ReplaceAll(s, ",0101,", ",101,") },
	"all of Excel": func(s string) string {
		s = strings.NewReplacer("2026-03-05", "2026/3/5", ",2026-03,", ",Mar-26,", ",0101,", ",101,", mark, "").Replace(s)
		out, _ := simplifiedchinese.GB18030.NewEncoder().String(s)
		return out
	},
}

// However the register was saved its rows are the same, and what is added to it
// leaves all of them: a whole row is never cut off.
func TestSavedByOthers(t *testing.T) {
	for name, save := range saves {
		path, text := three(t)
		want := open(t, path).Rows()
		os.WriteFile(path, []byte(save(text)), 0o644)
		r, err := Open(path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for i, row := range r.Rows() {
			if row != want[i] {
				t.Errorf("%s: row %d is %+v, want %+v", name, i+1, row, want[i])
			}
		}
		if got := give(t, r, document("c", ""), document("b", "990101")); got[0] != "安安委办〔2026〕4号" || got[1] != "安安委办〔2026〕3号" {
			t.Errorf("%s: then got %v, want 4号 and 3号", name, got)
		}
		give(t, r, document("d", ""))
		if rows := open(t, path).Rows(); len(rows) != 5 {
			t.Errorf("%s: %d rows in the end, want 5", name, len(rows))
		}
	}
}

// Rows that are removed from the end, and a register that is emptied, deleted,
// replaced by an older or another one, or parted from its side file, are found:
// nothing is numbered on top.
func TestShortened(t *testing.T) {
	other := filepath.Join(t.TempDir(), FileName)
	give(t, open(t, other), document("x", ""), document("y", ""), document("z", ""), document("w", ""))
	foreign, _ := os.ReadFile(other)
	for name, damage := range map[string]func(path, text string){
		"last row removed": func(path, text string) {
			os.WriteFile(path, []byte(text[:strings.LastIndex(strings.TrimSuffix(text, "\r\n"), "\n")+1]), 0o644)
		},
		"last row half":         func(path, text string) { os.WriteFile(path, []byte(text[:len(text)-30]), 0o644) },
		"all rows removed":      func(path, text string) { os.WriteFile(path, header(), 0o644) },
		"emptied":               func(path, text string) { os.WriteFile(path, nil, 0o644) },
		"blank lines only":      func(path, text string) { os.WriteFile(path, []byte("\r\n\r\n"), 0o644) },
		"deleted":               func(path, text string) { os.Remove(path) },
		"another register":      func(path, text string) { os.WriteFile(path, foreign, 0o644) },
		"side file emptied":     func(path, text string) { os.WriteFile(beside(path, "end"), nil, 0o644) },
		"a folder in its place": func(path, text string) { os.Remove(path); os.Mkdir(path, 0o755) },
	} {
		path, text := three(t)
		kept := open(t, path)
		damage(path, text)
		var broken *Broken
		if _, err := Open(path); !errors.As(err, &broken) || !strings.Contains(broken.Remedy.Zh, "--accept") {
			t.Errorf("%s: got %v, want it refused with what to do", name, err)
		}
		if _, err := kept.Give(context.Background(), []Document{document("d", "")}, nil); !errors.As(err, &broken) {
			t.Errorf("%s: a number was given: %v", name, err)
		}
	}
	path, _ := three(t)
	os.Remove(beside(path, "end"))
	r := open(t, path) // it can be read
	var broken *Broken
	if _, err := r.Give(context.Background(), []Document{document("d", "")}, nil); r.Whole() == nil || !errors.As(err, &broken) || broken.Code != "register-short" {
		t.Errorf("without its side file a number was given: %v", err)
	}
}

// While a run holds the register, rows that vanish with the side file are missed
// all the same, a row put in by hand is told with its row, and what another program
// writes between reading and writing is not written over.
func TestChangedInUse(t *testing.T) {
	path, _ := three(t)
	kept := open(t, path)
	os.Remove(path)
	os.Remove(beside(path, "end"))
	var broken *Broken
	if _, err := kept.Give(context.Background(), []Document{document("d", "")}, nil); !errors.As(err, &broken) || broken.Code != "register-short" {
		t.Errorf("deleted in use: %v", err)
	}
	path, _ = three(t)
	kept = open(t, path)
	other := filepath.Join(t.TempDir(), FileName)
	give(t, open(t, other), document("x", ""), document("y", ""), document("z", ""), document("u", ""))
	for _, suffix := range []string{"", "end"} { // another register in its place, as whole as it was
		from, to := other, path
		if suffix != "" {
			from, to = beside(other, suffix), beside(path, suffix)
		}
		b, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		os.WriteFile(to, b, 0o644)
	}
	if _, err := kept.Give(context.Background(), []Document{document("d", "")}, nil); !errors.As(err, &broken) || broken.Code != "register-short" {
		t.Errorf("another register in use: %v", err)
	}
	path, _ = three(t)
	kept = open(t, path)
	give(t, kept, document("c", ""))
	longer, _ := os.ReadFile(path)
	os.WriteFile(path, append(longer, "\r\n2026,x\r\n"...), 0o644)
	if _, err := kept.Give(context.Background(), []Document{document("d", "")}, nil); !errors.As(err, &broken) || broken.Line != 7 {
		t.Errorf("a row put in by hand in use: %v, want row 7", err)
	}
	path, text := three(t)
	kept = open(t, path)
	os.WriteFile(path, []byte(text+"x"), 0o644)
	if err := kept.write([]byte("row\r\n")); err == nil {
		t.Error("written over what another program wrote just now")
	}
	if b, _ := os.ReadFile(path); string(b) != text+"x" {
		t.Errorf("what another program wrote is lost: %q", b)
	}
}

// A register that is put in our form again stays readable for those who could
// read it, and for nobody else.
func TestRewriteKeepsPermissions(t *testing.T) {
	path, text := three(t)
	os.WriteFile(path, []byte(saves["CR"](text)), 0o644)
	os.Chmod(path, 0o640)
	give(t, open(t, path), document("d", ""))
	info, _ := os.Stat(path)
	if b, _ := os.ReadFile(path); info.Mode().Perm() != 0o640 || !strings.HasPrefix(string(b), text) {
		t.Errorf("mode %v, text %q", info.Mode(), b)
	}
}

// An office that has no backup looks its register through and accepts it: every
// number that was ever given stays used, and papers that are there keep theirs.
func TestAccept(t *testing.T) {
	issued := []Issued{{document("b", "990101"), 3, "out/2026Q1/b.pdf"}}
	cut := func(text string) string { return text[:strings.LastIndex(strings.TrimSuffix(text, "\r\n"), "\n")+1] }
	for name, c := range map[string]struct {
		damage func(text string) string
		gone   bool // side file and register both
		papers []Issued
		want   string // what b and a new document get
	}{
		"a title mended by hand":   {func(s string) string { return strings.Replace(s, "督查的通知", "检查的通知", 1) }, false, nil, "3 4"},
		"last row removed":         {cut, false, issued, "3 4"},
		"last row, no paper of it": {cut, false, nil, "4 5"},
		"middle row removed":       {func(s string) string { return regexp.MustCompile(`(?m)^.*report.*\r\n`).ReplaceAllString(s, "") }, false, nil, "3 4"},
		"emptied":                  {func(string) string { return "" }, false, issued, "3 4"},
		"deleted with side file":   {func(string) string { return "" }, true, issued, "3 4"},
		"rows moved":               {func(s string) string { l := strings.SplitAfter(s, "\r\n"); return l[0] + l[3] + l[1] + l[2] }, false, nil, "3 4"},
		"nothing":                  {func(s string) string { return s }, false, issued, "3 4"},
	} {
		path, text := three(t)
		os.WriteFile(path, []byte(c.damage(text)), 0o644)
		if c.gone {
			os.Remove(path)
			os.Remove(beside(path, "end"))
			if err := open(t, path).Lacking(c.papers); err == nil {
				t.Errorf("%s: not seen by the finished papers", name)
			}
		}
		done, err := Accept(context.Background(), path, c.papers, day)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r := open(t, path)
		if err := r.Lacking(c.papers); err != nil || r.Whole() != nil {
			t.Errorf("%s: after it was accepted: %v", name, err)
		}
		var got []string
		for _, n := range give(t, r, document("b", "990101"), document("new", "")) {
			_, _, serial, _ := Parse(n)
			b, _ := json.Marshal(serial)
			got = append(got, string(b))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: then got %s, want %s", name, s, c.want)
		}
		if backup, _ := os.ReadFile(path + ".1.bak"); name != "nothing" && !c.gone && (done.Backup == "" || string(backup) != c.damage(text)) {
			t.Errorf("%s: the old file was not kept", name)
		}
	}
	path, text := three(t)
	for name, bad := range map[string]string{
		"a repeat":                text + strings.SplitAfter(text, "\r\n")[1],
		"a number put back twice": text + "2026,安安委办,1,安安委办〔2026〕1号,x,2026Q1,,t,2026-03-05,补登\r\n",
		"a number used outside":   text + "2026,安安委办,1,安安委办〔2026〕1号,,,,t,2026-03-05,簿外已用\r\n",
		"no register":             "a,b\r\n",
		"a changed serial":        strings.Replace(text, ",2,安安委办", ",7,安安委办", 1),
		"half a row":              text + "2026,安安委办",
	} {
		os.WriteFile(path, []byte(bad), 0o644)
		var broken *Broken
		if _, err := Accept(context.Background(), path, nil, day); !errors.As(err, &broken) {
			t.Errorf("%s was accepted: %v", name, err)
		}
		if b, _ := os.ReadFile(path); string(b) != bad {
			t.Errorf("%s: changed though refused", name)
		}
	}
}

// A register that was begun anew: a paper whose number it gave to nobody yet has it
// back, and its newer one is void; one whose number it gave to another is told.
func TestAcceptBegunAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	b := document("b", "990101")
	give(t, open(t, path), b)
	if _, err := Accept(context.Background(), path, []Issued{{b, 3, "out/2026Q1/b.pdf"}}, day); err != nil {
		t.Fatal(err)
	}
	r := open(t, path)
	if got := give(t, r, b, document("c", "")); got[0] != "安安委办〔2026〕3号" || got[1] != "安安委办〔2026〕4号" || r.Rows()[1].State != Void {
		t.Errorf("got %v, want 3号 as on the paper, and 4号", got)
	}
	var broken *Broken
	if _, err := Accept(context.Background(), path, []Issued{{document("other", ""), 4, "out/2026Q1/o.pdf"}}, day); !errors.As(err, &broken) || broken.Code != "number-twice" {
		t.Errorf("a number of two papers was accepted: %v", err)
	}
}

// An office begins in mid-year, a new year begins at 1, and no start goes back.
func TestStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	r := open(t, path)
	ctx := context.Background()
	if err := r.Start(ctx, "安安委办", 2026, 37, day); err != nil {
		t.Fatal(err)
	}
	next := document("n", "")
	next.Year = 2027
	if got := give(t, open(t, path), document("a", ""), next); got[0] != "安安委办〔2026〕37号" || got[1] != "安安委办〔2027〕1号" {
		t.Errorf("got %v, want 37 of 2026 and 1 of 2027", got)
	}
	for _, n := range []int{1, 36, 37} {
		if err := r.Start(ctx, "安安委办", 2026, n, day); !errors.Is(err, ErrBack) {
			t.Errorf("a start at %d after 37 was given: %v", n, err)
		}
	}
	if err := r.Start(ctx, "安安委办", 2026, 38, day); err != nil || len(open(t, path).Rows()) != 3 {
		t.Errorf("a start at the next number: %v", err)
	}
	if err := r.Start(ctx, "安安委办", 2026, 41, day); err != nil {
		t.Error(err)
	}
	if got := give(t, r, document("b", "")); got[0] != "安安委办〔2026〕41号" {
		t.Errorf("after numbers by hand: %v, want 41", got)
	}
}

// A number that another document has is passed over, and stands in the register
// as used outside.
func TestTaken(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	r := open(t, path)
	taken := func(number string) (Document, bool) {
		return Document{Target: "notice", Title: "通知"}, number == "安安委办〔2026〕2号" || number == "安安委办〔2026〕3号"
	}
	got, err := r.Give(context.Background(), []Document{document("a", ""), document("b", ""), document("c", "")}, taken)
	if err != nil || strings.Join(got, " ") != "安安委办〔2026〕1号 安安委办〔2026〕4号 安安委办〔2026〕5号" {
		t.Errorf("got %v %v, want 1 4 5", got, err)
	}
	rows := open(t, path).Rows()
	if len(rows) != 5 || rows[1].State != Outside || rows[1].Target != "notice" || rows[1].Number() != "安安委办〔2026〕2号" {
		t.Errorf("%+v", rows)
	}
}

// Two offices with codes of their own share a register: papers of the same name
// are two papers.
func TestTwoCodes(t *testing.T) {
	r := open(t, filepath.Join(t.TempDir(), FileName))
	other := document("notice", "")
	other.Code = "乐安委办"
	if got := give(t, r, document("notice", ""), other, document("notice", "")); strings.Join(got, " ") != "安安委办〔2026〕1号 乐安委办〔2026〕1号 安安委办〔2026〕1号" {
		t.Errorf("got %v", got)
	}
}

func TestParse(t *testing.T) {
	for _, s := range []string{"安安委办〔2026〕12号", "安安委办[2026]12号", "安安委办（2026） 12 号", "安安委办【２０２６】１２号", "安安委办〔2026〕第012号"} {
		if code, year, serial, ok := Parse(s); !ok || Format(code, year, serial) != "安安委办〔2026〕12号" {
			t.Errorf("%s is %s %d %d", s, code, year, serial)
		}
	}
	for _, s := range []string{"", "安安委办〔2026〕　　号", "安安委办〔2026〕待编号", "auto", "第3期", "〔2026〕3号", "安安委办〔26〕3号"} {
		if _, _, _, ok := Parse(s); ok {
			t.Errorf("%q is taken for a number", s)
		}
	}
}

// What is no file of a register is refused without reading it.
func TestStrangeRegister(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	var broken *Broken
	if f, err := os.Create(path); err != nil || f.Truncate(largest+1) != nil || f.Close() != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); !errors.As(err, &broken) || !strings.Contains(broken.Problem.Zh, "大得不像") {
		t.Errorf("a file of %d bytes: %v", largest+1, err)
	}
	os.Remove(path)
	if err := exec.Command("mkfifo", path).Run(); err != nil {
		t.Skip("no pipes here:", err)
	}
	if _, err := Open(path); !errors.As(err, &broken) {
		t.Errorf("a pipe: %v", err)
	}
}
