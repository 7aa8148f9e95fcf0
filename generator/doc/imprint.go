package doc

import (
	"fmt"
	"strconv"
	"strings"
)

// Imprint is 版记 with all its words (GB/T 9704-2012, 7.4).
type Imprint struct {
	To      string // 主送机关 that left the first page no room for text (7.3.2), "" usually
	Label   string // 抄送：
	CC      string // the names, "" where there are none
	Printer string // 印发机关
	Printed string // 印发日期 with 印发
	Ruled   bool   // between rules
}

// imprintOf is a document's imprint, nil where it has none.
func imprintOf(m *Meta, form ImprintForm) *Imprint {
	i := &Imprint{Ruled: form == FullImprint}
	if len(m.CC) > 0 {
		i.Label, i.CC = "抄送：", strings.TrimRight(strings.Join(m.CC, "，"), "。")+"。"
	}
	if form == FullImprint {
		i.Printer = m.Printer
		if m.Printed != "" {
			i.Printed = m.Printed + "印发"
		}
	}
	if i.CC == "" && i.Printer == "" && i.Printed == "" {
		return nil
	}
	return i
}

// Names are 主送机关 and 抄送机关, each with its label, as far as there are any.
func (i *Imprint) Names() (out []Named) {
	for _, n := range []Named{{"主送：", i.To}, {i.Label, i.CC}} {
		if n.Text != "" {
			out = append(out, n)
		}
	}
	return out
}

// Named is a list of names with what stands before it.
type Named struct{ Label, Text string }

// RecipientsBelow is d with its 主送机关 in the imprint, above 抄送机关 and without a rule
// between (7.3.2, 7.4.2). ok is false where it has none.
func (d *Resolved) RecipientsBelow() (below *Resolved, ok bool) {
	n := *d
	n.Head = nil
	for _, b := range d.Head {
		r, is := b.(*Recipients)
		if !is {
			n.Head = append(n.Head, b)
			continue
		}
		ok = true
		i := Imprint{Ruled: d.Layout.Imprint == FullImprint}
		if d.Imprint != nil {
			i = *d.Imprint
		}
		i.To = strings.TrimSuffix(r.Text, "：") + "。"
		n.Imprint = &i
	}
	return &n, ok
}

// Words is the imprint's lines.
func (i *Imprint) Words() (out []string) {
	for _, n := range i.Names() {
		out = append(out, n.Label+n.Text)
	}
	return append(out, notEmpty(i.Printer, i.Printed)...)
}

func (i *Imprint) print(b *strings.Builder) {
	if i.To != "" {
		fmt.Fprintf(b, "recipients below %q\n", i.To)
	}
	fmt.Fprintf(b, "imprint ruled %v %q %q %q\n", i.Ruled, i.Label+i.CC, i.Printer, i.Printed)
}

// Folio is the form of 页码 (7.5).
type Folio struct {
	Before, After string // the dashes
	NotFirst      bool   // the first page shows none (10.1)
}

// Words is a page's number as it is set: — 1 —.
func (f Folio) Words(page int) string { return f.Before + strconv.Itoa(page) + f.After }

// CopyWords names the second and further copies of a paper in a print file.
func CopyWords(n int) string { return "第" + strconv.Itoa(n) + "份" }
