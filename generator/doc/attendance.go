package doc

import (
	"fmt"
	"strings"

	"hongtou/generator/diag"
)

// Attendance is 出席, 请假 and 列席 of minutes (GB/T 9704-2012, 10.3): an
// ```attendance fence, a list a line. A list without names is left out.
//
//	出席：程敬安（市长）、霍启明
//	请假：
type Attendance struct {
	Lists []Labelled
	Line  int
}

// Labelled is a text behind its label; the label ends with its colon.
type Labelled struct{ Label, Text string }

func init() { fences["attendance"] = (*reader).attendance }

func (r *reader) attendance(f *fenced) {
	a := &Attendance{Line: f.line}
	for i, row := range f.rows {
		if isBlank(row) {
			continue
		}
		label, rest, ok := labelled(row)
		text := strings.Join(rest, "|")
		if !ok {
			r.complain("attendance-label", f.line+i, strings.Join(row, "|"), diag.T("这一行没有“出席：”一类的名目", "this line has no label such as 出席："),
				diag.T("如 出席：张三、李四", "such as 出席：张三、李四"))
			continue
		}
		a.Lists = append(a.Lists, Labelled{label + "：", text})
	}
	r.blocks = append(r.blocks, a)
}

// resolve leaves out the lists without names.
func (a *Attendance) resolve(*resolving) []Block {
	n := &Attendance{Line: a.Line}
	for _, l := range a.Lists {
		if l.Text != "" {
			n.Lists = append(n.Lists, l)
		}
	}
	if len(n.Lists) == 0 {
		return nil
	}
	return []Block{n}
}

// Words is a line a list.
func (a *Attendance) Words() []string {
	var out []string
	for _, l := range a.Lists {
		out = append(out, l.Label+l.Text)
	}
	return out
}

func (a *Attendance) print(b *strings.Builder) {
	b.WriteString("attendance\n")
	for _, l := range a.Lists {
		fmt.Fprintf(b, "  %s%s\n", l.Label, l.Text)
	}
}
