package register

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/period"
)

var day = period.Date{Year: 2026, Month: 3, Day: 5}

func document(target, unit string) Document {
	return Document{Target: target, Period: "2026Q1", Unit: unit, Code: "安安委办", Year: 2026, Title: "关于开展督查的通知", Date: day}
}

func open(t *testing.T, path string) *Register {
	t.Helper()
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func give(t *testing.T, r *Register, ds ...Document) []string {
	t.Helper()
	numbers, err := r.Give(context.Background(), ds, nil)
	if err != nil {
		t.Fatal(err)
	}
	return numbers
}

// One workspace's year: numbers follow each other by code and year, stay with
// their document, and are used when void.
func TestNumbers(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	r := open(t, path)
	committee := document("circular", "")
	committee.Code = "安安委"
	next := document("notice", "")
	next.Year, next.Period = 2027, "2027Q1"
	got := give(t, r, document("notice", ""), document("feedback", "990101"), committee, next, document("notice", ""))
	want := "安安委办〔2026〕1号 安安委办〔2026〕2号 安安委〔2026〕1号 安安委办〔2027〕1号 安安委办〔2026〕1号"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	again := open(t, path)
	if got := give(t, again, document("feedback", "990101"), document("feedback", "990102")); got[0] != "安安委办〔2026〕2号" || got[1] != "安安委办〔2026〕3号" {
		t.Errorf("on a rerun: %v", got)
	}
	if err := again.Void(context.Background(), "安安委办[2026]2号", day); err != nil {
		t.Fatal(err)
	}
	if err := again.Void(context.Background(), "安安委办〔2026〕2号", day); !errors.Is(err, ErrUnknown) {
		t.Errorf("a void number was made void again: %v", err)
	}
	if got := give(t, r, document("feedback", "990101")); got[0] != "安安委办〔2026〕4号" {
		t.Errorf("after its number was void the document got %v, want the next", got)
	}
	if n := len(open(t, path).Rows()); n != 7 {
		t.Errorf("%d rows, want 6 given and 1 void", n)
	}
	if _, ok := r.Held(document("plan", "")); ok {
		t.Error("a document without a number holds one")
	}
}

// Excel reads the file as UTF-8, and a cell is never a formula, a second row or
// a shortened number.
func TestFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	d := document("notice", "0101")
	d.Title = "=HYPERLINK(\"x\")\n关于，\"a\",b"
	odd := document("'notice", "-1")
	give(t, open(t, path), d, odd)
	b, _ := os.ReadFile(path)
	text := string(b)
	if !strings.HasPrefix(text, "\ufeff年份,代字,序号,发文字号,文书,期间,单位,标题,日期,状态,校验\r\n") {
		t.Errorf("header: %q", text)
	}
	if !strings.Contains(text, `2026,安安委办,1,安安委办〔2026〕1号,notice,2026Q1,0101,"'=HYPERLINK(""x"") 关于，""a"",b",2026-03-05,已用,`) || strings.Count(text, "\r\n") != 3 {
		t.Error(text)
	}
	if !strings.Contains(text, ",''notice,2026Q1,'-1,") {
		t.Errorf("a cell that Excel would take for a formula or lose a mark of: %s", text)
	}
	r := open(t, path)
	if got := give(t, r, odd, d); got[0] != "安安委办〔2026〕2号" || got[1] != "安安委办〔2026〕1号" {
		t.Errorf("after reading it again: %v", got)
	}
	if rows := r.Rows(); rows[1].Target != "'notice" || rows[1].Unit != "-1" || rows[0].Date != day {
		t.Errorf("%+v", rows)
	}
}

// What a person did to the file is found with its row; nothing is given on top
// of it.
func TestTampering(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	give(t, open(t, path), document("a", ""), document("b", ""), document("c", ""))
	b, _ := os.ReadFile(path)
	rows := strings.SplitAfter(string(b), "\r\n")
	for name, c := range map[string]struct {
		text string
		line int
	}{
		"a changed title":   {strings.Replace(string(b), "督查的通知", "检查的通知", 1), 2},
		"a removed row":     {rows[0] + rows[1] + rows[3], 3},
		"rows in new order": {rows[0] + rows[2] + rows[1] + rows[3], 2},
		"a repeated row":    {rows[0] + rows[1] + rows[1], 3},
		"another header":    {"年份,代字\r\n", 1},
		"no header":         {rows[1] + rows[2] + rows[3], 1},
		"a row by hand":     {string(b) + "2026,安安委办,4,安安委办〔2026〕4号,d,2026Q1,,通知,2026-03-05,已用\r\n", 5},
		"half a row":        {string(b) + "2026,安安委办,4,安安委办〔2026〕4号", 5}, // not of a write of ours
		"a foreign letter":  {strings.Replace(string(b), "检查", "\xff", 1) + "\xff", 5},
		"zeros at the end":  {string(b) + "\x00\x00\x00\n", 5},
	} {
		os.WriteFile(path, []byte(c.text), 0o644)
		_, err := Open(path)
		var broken *Broken
		if !errors.As(err, &broken) || broken.Line != c.line {
			t.Errorf("%s: got %v, want line %d broken", name, err, c.line)
		}
		r := &Register{path: path}
		if _, err := r.Give(context.Background(), []Document{document("d", "")}, nil); !errors.As(err, &broken) {
			t.Errorf("%s: a number was given: %v", name, err)
		}
	}
}

// A row with a check that fits is refused where its serial, its document or its number
// does not, as is one of another register: the check holds the rows above.
func TestRowsThatDoNotFollow(t *testing.T) {
	row := func(target, unit string, serial int, state State) Row {
		return Row{document(target, unit), serial, state}
	}
	text := func(rows ...Row) []byte {
		out, chain := header(), ""
		for _, r := range rows {
			var line []byte
			line, chain = encode(r, chain)
			out = append(out, line...)
		}
		return out
	}
	a, x, b := row("a", "", 1, Used), row("x", "", 1, Used), row("b", "", 2, Used)
	foreign := append(text(a), text(x, b)[len(text(x)):]...)
	for name, c := range map[string]struct {
		text []byte
		line int // 0: it is whole
	}{
		"one after the other":             {text(a, b), 0},
		"a gap":                           {text(a, row("b", "", 3, Used)), 3},
		"a second number of a document":   {text(a, row("a", "", 2, Used)), 3},
		"another's number void":           {text(a, row("b", "", 1, Void)), 3},
		"used outside below the last":     {text(a, b, row("", "", 1, Outside)), 4},
		"a serial of zero":                {text(row("a", "", 0, Outside)), 2},
		"a row of another register":       {foreign, 3},
		"a letter moved to the next cell": {bytes.Replace(text(row("a", "0101", 1, Used)), []byte(",0101,关"), []byte(",010,1关"), 1), 2},
	} {
		path := filepath.Join(t.TempDir(), FileName)
		os.WriteFile(path, c.text, 0o644)
		_, err := Open(path)
		var broken *Broken
		if c.line == 0 && err != nil || c.line > 0 && (!errors.As(err, &broken) || broken.Line != c.line) {
			t.Errorf("%s: %v, want line %d broken", name, err, c.line)
		}
	}
}

// The side file names the rows before they are written: what is torn then is known.
func TestWritingIsRecordedFirst(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	r := open(t, path)
	give(t, r, document("a", ""))
	err := r.change(context.Background(), func() []Row {
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		f.WriteString("x") // so that the rows can't be written
		return []Row{{document("b", ""), 2, Used}}
	})
	end, endErr := r.readEnd()
	if err == nil || endErr != nil || len(end.Writing) != 1 || !strings.Contains(end.Writing[0], "安安委办〔2026〕2号") {
		t.Errorf("%v, the side file says %+v (%v)", err, end, endErr)
	}
}

// A row that was torn while it was written was never told: its number is given
// to the next that asks. The side file says which rows were being written.
func TestTornRow(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	r := open(t, path)
	give(t, r, document("a", ""), document("b", ""))
	before, _ := os.ReadFile(path)
	give(t, r, document("c", ""), document("d", ""))
	after, _ := os.ReadFile(path)
	writing := strings.SplitAfter(strings.TrimPrefix(string(after), string(before)), "\r\n")[:2]
	stopped := func(text string) {
		os.WriteFile(path, []byte(text), 0o644)
		r := &Register{path: path}
		r.contents = empty()
		if err := r.parse(before); err != nil {
			t.Fatal(err)
		}
		if err := r.writeEnd(writing); err != nil {
			t.Fatal(err)
		}
	}
	for cut := len(writing[0]) - 1; cut >= 0; cut -= 1 + cut/20 {
		for _, zeros := range []string{"", strings.Repeat("\x00", 500)} {
			stopped(string(before) + writing[0][:cut] + zeros)
			r := open(t, path)
			want := "安安委办〔2026〕3号"
			if cut >= len(writing[0])-2 { // whole but for its line end
				want = "安安委办〔2026〕4号"
			}
			if got := give(t, r, document("e", "")); got[0] != want {
				t.Errorf("%d bytes of a row written: got %v, want %s", cut, got, want)
			}
			open(t, path)
			stopped(string(before) + writing[0][:cut] + zeros)
			give(t, open(t, path), document("a", "")) // nothing new is written, and what was torn is known no more
			open(t, path)
			stopped(string(before) + writing[0][:cut] + zeros)
			r = open(t, path) // stopped a second time, before its own rows are written
			if err := errors.Join(r.cut(), r.writeEnd([]string{"2026,x"})); err != nil {
				t.Fatal(err)
			}
			open(t, path)
		}
	}
	stopped(string(before) + writing[0] + writing[1][:20])
	if got := give(t, open(t, path), document("c", ""), document("e", "")); got[0] != "安安委办〔2026〕3号" || got[1] != "安安委办〔2026〕4号" {
		t.Errorf("the second of two rows torn: got %v", got)
	}
	os.Remove(path)
	os.Remove(beside(path, "end"))
	r = &Register{path: path}
	r.contents = empty()
	if err := r.writeEnd([]string{string(header()), writing[0]}); err != nil {
		t.Fatal(err)
	}
	os.WriteFile(path, header()[:10], 0o644)
	if got := give(t, open(t, path), document("c", "")); got[0] != "安安委办〔2026〕1号" {
		t.Errorf("a torn header: got %v", got)
	}
}
