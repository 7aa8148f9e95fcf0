package doc

import (
	"fmt"
	"strconv"
	"strings"

	"hongtou/generator/diag"
)

// Closing is 署名 and 成文日期 (GB/T 9704-2012, 7.3.5): a ```closing fence.
//
//	office: 安澜市安全生产委员会办公室     one line an office for joint issue
//	date: 2026年3月5日
//	seal: yes                          room for the seals, 7.3.5.1; dashed: with a
//	                                   thin ring（印章位置）
//	diameter: 42                       of the seals, in mm
//	signer: 市长 | 程敬安               a line each: 签名章 instead, 7.3.5.3
//	stamp: yes                         the office's own picture of the 签名章 is set
//
// Without seal and signer it is a document without a seal (7.3.5.2).
type Closing struct {
	Offices  []string
	Date     string
	Seal     bool
	Dashed   bool // the seals' places are marked
	Stamp    bool // pictures of the stamps are set
	Diameter int  // of a seal, mm
	Signers  []Signer
	Line     int
}

// Signer is who signs with a 签名章: post and name.
type Signer struct{ Post, Name string }

// Seals' diameters in mm: usual, least and most.
const (
	usualSeal = 45
	leastSeal = 30
	mostSeal  = 60
)

func (r *reader) closing(f *Fence) {
	c := &Closing{Diameter: usualSeal, Line: f.Line}
	for _, s := range r.settings(f, "office", "date", "seal", "diameter", "signer", "stamp") {
		switch s.key {
		case "office":
			if s.value != "" {
				c.Offices = append(c.Offices, s.value)
			}
		case "date":
			c.Date = s.value
		case "seal":
			if c.Dashed = s.value == "dashed"; c.Dashed {
				s.value = "yes"
			}
			c.Seal = r.flag(s)
		case "stamp":
			c.Stamp = r.flag(s)
		case "diameter":
			n, err := strconv.Atoi(s.value)
			if err != nil || n < leastSeal || n > mostSeal {
				r.complain("closing-diameter", s.line, s.value, diag.T("印章直径应为%d至%d毫米的整数", "a seal's diameter is %d to %d mm", leastSeal, mostSeal), diag.T("如 42", "such as 42"))
				continue
			}
			c.Diameter = n
		case "signer":
			post, name, ok := strings.Cut(s.value, "|")
			if !ok {
				r.complain("closing-signer", s.line, s.value, diag.T("签发人应写职务和姓名", "a signer has a post and a name"), diag.T("如 signer: 市长 | 程敬安", "such as signer: 市长 | 程敬安"))
				continue
			}
			c.Signers = append(c.Signers, Signer{strings.TrimSpace(post), strings.TrimSpace(name)})
		}
	}
	if len(c.Offices) > 0 || len(c.Signers) > 0 || c.Date != "" {
		r.blocks = append(r.blocks, c)
	}
}

func (c *Closing) print(b *strings.Builder) {
	fmt.Fprintf(b, "closing %s | %s seal %v %d", strings.Join(c.Offices, "、"), c.Date, c.Seal, c.Diameter)
	for _, s := range c.Signers {
		fmt.Fprintf(b, " %s|%s", s.Post, s.Name)
	}
	b.WriteByte('\n')
}
