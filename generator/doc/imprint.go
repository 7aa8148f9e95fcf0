package doc

import (
	"fmt"
	"strconv"
	"strings"
)

// Imprint is 版记 with all its words (GB/T 9704-2012, 7.4).
type Imprint struct {
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

// Words is the imprint's lines.
func (i *Imprint) Words() []string { return notEmpty(i.Label+i.CC, i.Printer, i.Printed) }

func (i *Imprint) print(b *strings.Builder) {
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
